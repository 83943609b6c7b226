package commune

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// The kinds of reporting unit.
const (
	KindVillage     = "village"
	KindSchool      = "school"
	KindAgency      = "agency"
	KindCooperative = "cooperative"
)

// kindNames are what may stand for a kind in a file, folded.
var kindNames = map[string]string{
	"": KindVillage, "village": KindVillage, "thon": KindVillage, "xom": KindVillage, "to dan pho": KindVillage,
	"school": KindSchool, "truong": KindSchool, "truong hoc": KindSchool,
	"agency": KindAgency, "co quan": KindAgency, "don vi": KindAgency,
	"cooperative": KindCooperative, "htx": KindCooperative, "hop tac xa": KindCooperative,
}

var unitID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// check makes a unit as the store keeps it, or tells with a Fault and the column what is wrong.
func (u Unit) check() (Unit, string, error) {
	u.ID, u.Commune = strings.TrimSpace(u.ID), ""
	if !unitID.MatchString(u.ID) {
		return u, "id", fault("unit_id", u.ID)
	}
	if u.Name = clean(u.Name); u.Name == "" || len(u.Name) > 200 {
		return u, "name", fault("unit_name", u.ID)
	}
	kind, ok := kindNames[viet.Fold(u.Kind)]
	if !ok {
		return u, "kind", fault("unit_kind", u.Kind)
	}
	u.Kind, u.OldCommune = kind, clean(u.OldCommune)
	for _, day := range []struct {
		column string
		text   *string
	}{{"valid_from", &u.ValidFrom}, {"valid_to", &u.ValidTo}} {
		d, err := parseDay(*day.text)
		if err != nil {
			return u, day.column, fault("unit_day", *day.text)
		}
		*day.text = d
	}
	return u, "", nil
}

// parseDay reads an ISO day or one as people write it with its year; "" stays "".
func parseDay(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	d, err := viet.ParseISO(s)
	if err != nil {
		d, err = viet.ParseDate(s, viet.Date{})
	}
	return d.String(), err
}

// AddUnit adds one unit, or changes the one of its id. An empty kind is a village.
func (o *Office) AddUnit(ctx context.Context, u Unit) error {
	u, _, err := u.check()
	if err != nil {
		return err
	}
	_, err = o.store.PutUnits(ctx, []Unit{u})
	return err
}

// Units lists the units as a Vietnamese reader expects them: by old commune, then by name, numbers
// in names by their value.
func (o *Office) Units(ctx context.Context) ([]Unit, error) {
	units, err := o.store.Units(ctx)
	if err != nil {
		return nil, err
	}
	keys := make(map[string][2][]byte, len(units))
	for _, u := range units {
		keys[u.ID] = [2][]byte{viet.SortKey(u.OldCommune), viet.SortKey(u.Name)}
	}
	slices.SortFunc(units, func(a, b Unit) int {
		return cmp.Or(bytes.Compare(keys[a.ID][0], keys[b.ID][0]), bytes.Compare(keys[a.ID][1], keys[b.ID][1]), strings.Compare(a.ID, b.ID))
	})
	return units, nil
}

// unit finds one unit.
func (o *Office) unit(ctx context.Context, id string) (Unit, error) {
	units, err := o.store.Units(ctx)
	if err != nil {
		return Unit{}, err
	}
	i := slices.IndexFunc(units, func(u Unit) bool { return u.ID == id })
	if i < 0 {
		return Unit{}, fault("unit_unknown", id)
	}
	return units[i], nil
}

// PlaceError is what is wrong at one place of an imported file. Line counts from 1 with the header,
// Column in columns from 1, 0 when it is the whole line.
type PlaceError struct {
	Line, Column int
	Name         string // the column's heading
	Err          error
}

// Error gives "line 3, column 2 (name): …".
func (e *PlaceError) Error() string { return e.In("en") }

// Unwrap gives what is wrong.
func (e *PlaceError) Unwrap() error { return e.Err }

// In says the place and what is wrong in lang.
func (e *PlaceError) In(lang string) string {
	line, column := "dòng", "cột"
	if lang == "en" {
		line, column = "line", "column"
	}
	place := fmt.Sprintf("%s %d", line, e.Line)
	if e.Column > 0 {
		place += fmt.Sprintf(", %s %d", column, e.Column)
	}
	if e.Name != "" {
		place += " (" + e.Name + ")"
	}
	return place + ": " + Explain(e.Err, lang)
}

// Limits of an imported file of units.
const (
	maxImport       = 4 << 20
	maxImportErrors = 20
)

var unitColumns = map[string]func(*Unit) *string{
	"id":          func(u *Unit) *string { return &u.ID },
	"name":        func(u *Unit) *string { return &u.Name },
	"kind":        func(u *Unit) *string { return &u.Kind },
	"old_commune": func(u *Unit) *string { return &u.OldCommune },
	"valid_from":  func(u *Unit) *string { return &u.ValidFrom },
	"valid_to":    func(u *Unit) *string { return &u.ValidTo },
}

// ImportUnits reads units from CSV (RFC 4180) with a heading line: id and name, and if wanted kind,
// old_commune, valid_from, valid_to, in any order. It is UTF-8 with or without a byte order mark,
// divided by commas or semicolons. Units whose id is there are changed. When anything is wrong
// nothing is imported, and the error joins a *PlaceError for each place.
func (o *Office) ImportUnits(ctx context.Context, r io.Reader) (added, changed int, err error) {
	units, err := ReadUnits(r)
	if err != nil {
		return 0, 0, err
	}
	added, err = o.store.PutUnits(ctx, units)
	return added, len(units) - added, err
}

// ReadUnits reads what ImportUnits imports.
func ReadUnits(r io.Reader) ([]Unit, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxImport+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read units: %w", err)
	case len(body) > maxImport:
		return nil, fmt.Errorf("read units: the file is larger than %d bytes", maxImport)
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	c := csv.NewReader(bytes.NewReader(body))
	c.Comma, c.FieldsPerRecord = divider(body), -1
	header, err := c.Read()
	if err != nil {
		return nil, &PlaceError{Line: 1, Err: csvFault(err)}
	}
	columns, err := unitHeader(header)
	if err != nil {
		return nil, err
	}
	return readUnitLines(c, columns)
}

func divider(body []byte) rune {
	line, _, _ := bufio.NewReader(bytes.NewReader(body)).ReadLine()
	if bytes.Count(line, []byte(";")) > bytes.Count(line, []byte(",")) {
		return ';'
	}
	return ','
}

func csvFault(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return p.Err
	}
	if errors.Is(err, io.EOF) {
		return errors.New("the file is empty")
	}
	return err
}

func unitHeader(header []string) ([]string, error) {
	columns := make([]string, len(header))
	for i, h := range header {
		columns[i] = strings.ToLower(strings.TrimSpace(h))
		if unitColumns[columns[i]] == nil || slices.Contains(columns[:i], columns[i]) {
			return nil, &PlaceError{Line: 1, Column: i + 1, Name: h,
				Err: errors.New("not a column of units: id, name, kind, old_commune, valid_from, valid_to, each once")}
		}
	}
	for _, must := range []string{"id", "name"} {
		if !slices.Contains(columns, must) {
			return nil, &PlaceError{Line: 1, Name: must, Err: errors.New("the column is missing")}
		}
	}
	return columns, nil
}

func readUnitLines(c *csv.Reader, columns []string) (units []Unit, err error) {
	var errs []error
	seen := map[string]int{}
	for len(errs) < maxImportErrors {
		cells, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var p *csv.ParseError
		if errors.As(err, &p) {
			return nil, errors.Join(append(errs, &PlaceError{Line: p.StartLine, Err: p.Err})...)
		}
		line, _ := c.FieldPos(0)
		u, fail := unitOf(cells, columns, line)
		if fail == nil && seen[u.ID] != 0 {
			fail = &PlaceError{Line: line, Name: "id", Column: slices.Index(columns, "id") + 1,
				Err: fmt.Errorf("unit %s stands in line %d already", u.ID, seen[u.ID])}
		}
		if fail != nil {
			errs = append(errs, fail)
			continue
		}
		seen[u.ID] = line
		units = append(units, u)
	}
	return units, errors.Join(errs...)
}

func unitOf(cells, columns []string, line int) (u Unit, fail error) {
	if len(cells) != len(columns) {
		return u, &PlaceError{Line: line, Err: fmt.Errorf("%d cells, the heading has %d", len(cells), len(columns))}
	}
	for i, cell := range cells {
		text, err := viet.Clean(cell)
		if err != nil {
			return u, &PlaceError{Line: line, Column: i + 1, Name: columns[i], Err: err}
		}
		*unitColumns[columns[i]](&u) = strings.TrimSpace(text)
	}
	u, column, err := u.check()
	if err != nil {
		return u, &PlaceError{Line: line, Column: slices.Index(columns, column) + 1, Name: column, Err: err}
	}
	return u, nil
}
