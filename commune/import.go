package commune

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/commune/intake"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Importing is how a filled workbook is taken in. Without DryRun it is taken in as a whole or, when
// something in it is wrong, not at all.
type Importing struct {
	Content   []byte
	Author    string // who told it, for rows that do not say
	DryRun    bool   // tell what would come of it, keep nothing
	Partial   bool   // take the rows that are right although others are wrong
	SkipAlike bool   // leave out rows that look like a record that is there
	Anew      bool   // a row that reads otherwise than when it was taken in is another event
}

// Imported is what came of it, or would.
type Imported struct {
	Rows     []ImportedRow    `json:"rows"`
	Problems []intake.Problem `json:"problems"`
	Made     int              `json:"made"`    // rows that are records now, or would be
	There    int              `json:"there"`   // rows that were taken in before
	Changed  int              `json:"changed"` // of these, rows that read otherwise now; their records stay as they are
	Alike    int              `json:"alike"`   // rows made although, or left out because, they look like another record
	Wrong    int              `json:"wrong"`   // rows with problems
	Done     bool             `json:"done"`    // it was taken in
}

// Whole reports whether nothing is wrong.
func (i Imported) Whole() bool { return len(i.Problems) == 0 }

// The states of an ImportedRow.
const (
	RowNew     = "new"
	RowThere   = "there"
	RowChanged = "changed"
	RowWrong   = "wrong"
	RowAlike   = "alike" // left out
)

// ImportedRow is one row of the workbook.
type ImportedRow struct {
	Sheet   string      `json:"sheet"`
	Line    int         `json:"line"`
	ID      ledger.ID   `json:"id,omitzero"` // of the record
	Form    string      `json:"form"`
	Unit    string      `json:"unit"` // id, "" when the row names none
	Title   string      `json:"title"`
	Date    string      `json:"date"`
	State   string      `json:"state"`
	Differs []string    `json:"differs,omitempty"` // the fields that read otherwise
	Alike   []Duplicate `json:"alike,omitempty"`

	row    *intake.Row
	looked Looked
}

// Import takes in a workbook in the name of who. The Fault "import_file" tells that it is none.
func (o *Office) Import(ctx context.Context, who string, in Importing) (Imported, error) {
	book, err := intake.Read(in.Content, o.rules.catalogue.Version)
	var refused *intake.Refusal
	if errors.As(err, &refused) {
		return Imported{}, &Fault{Key: "import_file", Words: refused.Words}
	}
	if err != nil {
		return Imported{}, err
	}
	im := importing{Office: o, Importing: in, who: who}
	im.out.Problems = append([]intake.Problem{}, book.Problems...)
	if err := im.prepare(ctx, book.Rows); err != nil {
		return Imported{}, err
	}
	if err := im.look(ctx); err != nil {
		return Imported{}, err
	}
	if !in.DryRun && (im.out.Whole() || in.Partial) {
		err = im.keep(ctx)
	}
	im.sum()
	return im.out, err
}

// importing is one workbook on its way in.
type importing struct {
	*Office
	Importing
	who   string
	units map[string]string // ids by what a cell may say, folded
	out   Imported
}

// prepare finds of every row its unit, its record's id and the records it links to.
func (im *importing) prepare(ctx context.Context, rows []intake.Row) error {
	units, err := im.store.Units(ctx)
	if err != nil {
		return err
	}
	im.units = unitsSaid(units)
	taken := map[ledger.ID]int{}
	im.out.Rows = make([]ImportedRow, len(rows))
	for i := range rows {
		row := &rows[i]
		one := ImportedRow{Sheet: row.Sheet, Line: row.Line, Form: row.Form, State: RowNew, row: row, Unit: im.units[viet.Fold(row.Unit)]}
		if one.Unit == "" {
			im.wrong(&one, row.Cell(intake.UnitKey), importWords[iif(row.Unit == "", "import_unit_none", "import_unit")])
		}
		for _, p := range row.Problems {
			im.wrong(&one, p.Cell, p.Message)
		}
		if one.Unit != "" {
			one.ID = recordOf(row.Book, one.Form, one.Unit, row.ID)
			if row.ID == "" || taken[one.ID] > 0 {
				one.ID = recordOf(row.Book, one.Form, one.Unit, im.content(row))
			}
			if before := taken[one.ID]; before > 0 {
				words := importWords["import_twice"]
				im.wrong(&one, row.Cell(intake.UnitKey), ledger.Words{Vi: fill(words.Vi, []any{before}), En: fill(words.En, []any{before})})
			}
			taken[one.ID] = row.Line
		}
		im.out.Rows[i] = one
	}
	return im.link(ctx)
}

func iif(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// unitsSaid are the ids of units by what a cell may say: the id, the name with its place, and the name
// alone where only one unit has it.
func unitsSaid(units []Unit) map[string]string {
	out, names := map[string]string{}, map[string]int{}
	for _, u := range units {
		names[viet.Fold(u.Name)]++
	}
	for i, said := range unitNames(units) {
		u := units[i]
		if name := viet.Fold(u.Name); names[name] == 1 {
			out[name] = u.ID
		}
		out[viet.Fold(said)] = u.ID
	}
	for _, u := range units {
		out[viet.Fold(u.ID)] = u.ID
	}
	return out
}

// unitNames names every unit as no other is.
func unitNames(units []Unit) []string {
	twice := map[string]int{}
	for _, u := range units {
		twice[viet.Fold(u.Place())]++
	}
	out := make([]string, len(units))
	for i, u := range units {
		if out[i] = u.Place(); twice[viet.Fold(u.Place())] > 1 {
			out[i] += " – " + u.ID
		}
	}
	return out
}

// recordOf is the id of the record that a row becomes, the same whenever the workbook comes back.
func recordOf(book ledger.ID, form, unit, row string) (id ledger.ID) {
	sum := sha256.Sum256([]byte(strings.Join([]string{"sothon import", book.String(), form, unit, row}, "\x00")))
	copy(id[:6], book[:6])
	copy(id[6:], sum[:])
	return id
}

// content tells rows apart that the workbook has not numbered.
func (im *importing) content(row *intake.Row) string {
	form := im.rules.catalogue.Version(row.Form, row.Version)
	values, _ := form.Input(row.Values, ledger.Env{Today: im.today()})
	if len(values) == 0 {
		values = row.Values
	}
	var parts []string
	for field := range form.All {
		if v := values[field.Name]; !v.IsEmpty() {
			parts = append(parts, field.Name, plainText(v))
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "said " + hex.EncodeToString(sum[:])
}

// wrong notes what is wrong with a row.
func (im *importing) wrong(row *ImportedRow, at string, words ledger.Words) {
	row.State = RowWrong
	im.out.Problems = append(im.out.Problems, intake.Problem{Sheet: row.Sheet, Cell: at, Message: words})
}

// look finds out what each row would come to. When rows that are right link to others that are not, it
// looks again without these.
func (im *importing) look(ctx context.Context) error {
	if err := im.lookWrong(ctx); err != nil {
		return err
	}
	for {
		var at []*ImportedRow
		for i := range im.out.Rows {
			if row := &im.out.Rows[i]; row.State != RowWrong {
				at = append(at, row)
			}
		}
		looked, err := im.LookAt(ctx, im.who, im.typedIn(at))
		if err != nil {
			return err
		}
		again := false
		for i, l := range looked {
			again = im.settle(at[i], l) || again
		}
		if !again {
			return nil
		}
	}
}

func (im *importing) typedIn(rows []*ImportedRow) []TypedIn {
	list := make([]TypedIn, len(rows))
	for i, r := range rows {
		list[i] = TypedIn{ID: r.ID, Unit: r.Unit, Form: r.Form, Version: r.row.Version, Author: im.Author, Values: r.row.Values}
	}
	return list
}

// lookWrong says of rows that are wrong already what else is.
func (im *importing) lookWrong(ctx context.Context) error {
	f, err := im.families(ctx)
	if err != nil {
		return err
	}
	t := typing{Office: im.Office, families: f, who: im.who, fresh: map[ledger.ID]TypedIn{}}
	for i := range im.out.Rows {
		row := &im.out.Rows[i]
		if row.State != RowWrong {
			continue
		}
		l := Looked{TypedIn: im.typedIn([]*ImportedRow{row})[0], Definition: im.rules.catalogue.Version(row.Form, row.row.Version)}
		l.understand(ctx, t)
		row.describe(l)
		for _, p := range l.Problems {
			if at := row.row.Cell(problemPlace(p)); p.Code != ledger.ProblemLink && !im.said(row.Sheet, at) {
				im.wrong(row, at, p.Message)
			}
		}
	}
	return nil
}

// said reports whether something is wrong with the cell already.
func (im *importing) said(sheet, at string) bool {
	return slices.ContainsFunc(im.out.Problems, func(p intake.Problem) bool { return p.Sheet == sheet && p.Cell == at })
}

func (r *ImportedRow) describe(l Looked) {
	r.looked = l
	r.Title, r.Date = strings.TrimSpace(l.Definition.Heading(l.Answers, "vi")), l.Definition.Date(l.Answers)
}

// settle takes over what was found of a row; true when everything has to be looked at again.
func (im *importing) settle(row *ImportedRow, l Looked) (again bool) {
	row.describe(l)
	row.State, row.Differs, row.Alike = RowNew, nil, nil
	switch {
	case len(l.Problems) > 0:
		for _, p := range l.Problems {
			im.wrong(row, row.row.Cell(problemPlace(p)), p.Message)
		}
		return true
	case l.There && len(l.Differs) > 0 && im.Anew && row.ID != im.anew(row):
		row.ID = im.anew(row)
		return true
	case l.There && len(l.Differs) > 0:
		row.State, row.Differs = RowChanged, l.Differs
	case l.There:
		row.State = RowThere
	case len(l.Alike) > 0:
		row.Alike = l.Alike
		if im.SkipAlike {
			row.State = RowAlike
		}
	}
	return false
}

// anew is the id of a row that is another event than the one it once told of.
func (im *importing) anew(row *ImportedRow) ledger.ID {
	return recordOf(row.row.Book, row.Form, row.Unit, im.content(row.row))
}

// keep types in what is new.
func (im *importing) keep(ctx context.Context) error {
	var fresh []*ImportedRow
	for i := range im.out.Rows {
		if row := &im.out.Rows[i]; row.State == RowNew {
			fresh = append(fresh, row)
		}
	}
	if _, err := im.TypeIn(ctx, im.who, im.typedIn(fresh)); errors.Is(err, ErrNotTyped) {
		return fault("moved") // what was right a moment ago
	} else if err != nil {
		return err
	}
	im.out.Done = true
	sum := sha256.Sum256(im.Content)
	return im.Note(ctx, actor(ctx, im.who), "import", hex.EncodeToString(sum[:8]), fmt.Sprintf("%d/%d", len(fresh), len(im.out.Rows)))
}

// sum counts.
func (im *importing) sum() {
	for _, row := range im.out.Rows {
		switch row.State {
		case RowNew:
			im.out.Made++
		case RowThere:
			im.out.There++
		case RowChanged:
			im.out.There++
			im.out.Changed++
		case RowWrong:
			im.out.Wrong++
		}
		if len(row.Alike) > 0 {
			im.out.Alike++
		}
	}
	slices.SortStableFunc(im.out.Problems, intake.Problem.Compare)
}
