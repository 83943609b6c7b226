package commune

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// ReportOptions choose what a report is made of and how it looks.
type ReportOptions struct {
	Approved bool   // approved records only
	Upto     uint64 // as it was when the commune log had so many changes; 0 for now
	Program  string // the version that makes it
}

// ReportInput gathers what the report of a period says.
func (o *Office) ReportInput(ctx context.Context, label string, options ReportOptions) (*periodic.Input, error) {
	in, _, err := o.compose(ctx, label, options)
	return in, err
}

func (o *Office) compose(ctx context.Context, label string, options ReportOptions) (*periodic.Input, ReportContext, error) {
	p, err := ledger.ParsePeriod(label)
	if err != nil {
		return nil, ReportContext{}, fault("period", label)
	}
	if err := o.SumUp(ctx); err != nil {
		return nil, ReportContext{}, err
	}
	rc, err := o.reportContext(ctx, p, options.Approved, options.Upto)
	if err != nil {
		return nil, rc, err
	}
	in, err := o.reportInput(ctx, p, rc, options.Upto)
	if err == nil {
		in.Program = options.Program
	}
	return in, rc, err
}

// MakeReport makes the report of a period and keeps what it was made from. Made again from the same
// data it is the same report, and is not kept twice. who is the person of the office.
func (o *Office) MakeReport(ctx context.Context, who, label string, options ReportOptions) (MadeReport, *periodic.Input, error) {
	in, rc, err := o.compose(ctx, label, options)
	if err != nil {
		return MadeReport{}, nil, err
	}
	r := MadeReport{Period: in.Period.Label, Made: o.now(), Maker: who, Number: in.Number, Program: options.Program}
	if r.Context, err = json.Marshal(rc); err != nil {
		return r, nil, err
	}
	if r.Digest, err = digestOf(in); err != nil {
		return r, nil, err
	}
	for range 8 {
		list, err := o.store.MadeReports(ctx)
		if err != nil {
			return r, nil, err
		}
		n := 1
		for _, old := range list {
			if old.Period != r.Period {
				continue
			}
			if old.Number == r.Number && old.Digest == r.Digest && old.Program == r.Program && bytes.Equal(old.Context, r.Context) {
				return old, in, nil
			}
			n++
		}
		r.ID = fmt.Sprintf("%s.%d", r.Period, n)
		if err = o.store.PutReport(ctx, r); !errors.Is(err, ErrExists) {
			return r, in, err
		}
	}
	return r, nil, fault("moved")
}

// digestOf is the SHA-256 of the report's .docx.
func digestOf(in *periodic.Input) (sum [32]byte, err error) {
	h := sha256.New()
	err = paper.WriteDocx(h, periodic.Compose(in))
	copy(sum[:], h.Sum(nil))
	return sum, err
}

// Reports lists the reports that were made, the newest first.
func (o *Office) Reports(ctx context.Context) ([]MadeReport, error) { return o.store.MadeReports(ctx) }

func (o *Office) report(ctx context.Context, id string) (MadeReport, error) {
	list, err := o.store.MadeReports(ctx)
	if err != nil {
		return MadeReport{}, err
	}
	i := slices.IndexFunc(list, func(r MadeReport) bool { return r.ID == id })
	if i < 0 {
		return MadeReport{}, fault("report_unknown", id)
	}
	return list[i], nil
}

// RemakeReport gathers a report that was made once more, from what it was made from. same tells whether
// its .docx is the same, byte by byte, which only another version of the program can change.
func (o *Office) RemakeReport(ctx context.Context, id string) (in *periodic.Input, r MadeReport, same bool, err error) {
	if r, err = o.report(ctx, id); err != nil {
		return nil, r, false, err
	}
	var rc ReportContext
	if err := json.Unmarshal(r.Context, &rc); err != nil {
		return nil, r, false, ledger.Errorf(ledger.CodeStorage, "report %s: %v", id, err)
	}
	p, err := ledger.ParsePeriod(r.Period)
	if err != nil {
		return nil, r, false, err
	}
	if err = o.redactAdjusted(ctx, rc.Adjusted, r.Number); err != nil {
		return nil, r, false, err
	}
	if in, err = o.reportInput(ctx, p, rc, r.Number); err != nil {
		return nil, r, false, err
	}
	in.Program = r.Program
	digest, err := digestOf(in)
	return in, r, digest == r.Digest, err
}

// maxReportNumber bounds the number under which a report was signed, in characters.
const maxReportNumber = 60

// SignReport notes the number and day (ISO or as people write it) under which a report was signed.
func (o *Office) SignReport(ctx context.Context, who, id, number, day string) error {
	r, err := o.report(ctx, id)
	if err != nil {
		return err
	}
	if r.No != "" {
		return fault("report_signed", r.No)
	}
	number = clean(number)
	if number == "" || utf8.RuneCountInString(number) > maxReportNumber {
		return fault("report_number")
	}
	on, err := parseDay(day)
	if err != nil || on == "" || on > viet.DateOf(o.now()).String() {
		return fault("report_day", day)
	}
	if err = o.store.SignReport(ctx, id, Signing{No: number, On: on, By: who}); !errors.Is(err, ErrNotFound) {
		return err
	}
	if r, err = o.report(ctx, id); err != nil { // another was quicker
		return err
	}
	return fault("report_signed", r.No)
}

// ReportChange is a record that has changed since a report was made.
type ReportChange struct {
	Record ledger.ID     `json:"record"`
	Form   string        `json:"form"`
	Unit   string        `json:"unit"`
	Title  string        `json:"title"`
	Date   string        `json:"date"`
	Kind   string        `json:"kind"`   // Added, Corrected or Withdrawn
	Before ledger.Values `json:"before"` // of the fields that differ
	After  ledger.Values `json:"after"`
}

// ReportChanges lists the records of the report's period that came, changed or went since it was made.
func (o *Office) ReportChanges(ctx context.Context, id string) (out []ReportChange, err error) {
	r, err := o.report(ctx, id)
	if err != nil {
		return nil, err
	}
	p, err := ledger.ParsePeriod(r.Period)
	if err != nil {
		return nil, err
	}
	out = []ReportChange{}
	err = o.at(ctx, 0, func(now *moment) error {
		return o.changesSince(now, r.Number, p, &out)
	})
	return out, err
}

// changesSince compares the records of a period at a number of the commune log with what they are now.
func (o *Office) changesSince(now *moment, number uint64, p ledger.Period, out *[]ReportChange) error {
	var rows []Row
	if err := now.View.Each(Sifting{After: number}, func(r Row) error {
		if !o.rules.catalogue.System(r.Form) {
			rows = append(rows, r)
		}
		return nil
	}); err != nil {
		return err
	}
	for _, row := range rows {
		changes, err := now.Changes(row.ID)
		if err != nil {
			return err
		}
		then, err := changesUpto(changes, number)
		if err != nil {
			return err
		}
		var before Row
		if len(then) > 0 {
			if before, err = o.rules.fold(then); err != nil {
				return err
			}
		}
		if c, changed := changeOf(before, row, p); changed {
			*out = append(*out, c)
		}
	}
	return nil
}

// changeOf tells how a record of a period has changed; false when it has not, or is none of it.
func changeOf(before, now Row, p ledger.Period) (c ReportChange, changed bool) {
	in := func(r Row) bool { return !r.ID.IsZero() && r.Status.Counts() && p.Contains(r.Placed()) }
	c = ReportChange{Record: now.ID, Form: now.Form, Unit: now.Unit, Title: now.Title, Date: now.Placed()}
	switch was, is := in(before), in(now); {
	case !was && is:
		c.Kind, c.Before, c.After = Added, ledger.Values{}, now.Values
	case was && !is:
		c.Kind, c.Before, c.After = Withdrawn, before.Values, ledger.Values{}
	case was && is:
		c.Kind = Corrected
		c.Before, c.After = differences(before.Values, now.Values)
		if len(c.Before)+len(c.After) == 0 && (before.Status == now.Status || before.Status.Counts() == now.Status.Counts()) && slices.Equal(before.Merge, now.Merge) {
			return c, false
		}
	}
	return c, c.Kind != ""
}

// WriteReport writes a report in the form that a file's ending names: .docx, .pdf, .xlsx, .csv, .json.
// The workbook and the JSON show the records behind the numbers as they were at the report's moment.
func (o *Office) WriteReport(ctx context.Context, w io.Writer, ext string, in *periodic.Input, r periodic.Rendering) (done periodic.Written, err error) {
	ext = strings.ToLower(ext)
	write := periodic.Writers[ext]
	if write == nil {
		return done, fault("report_format", ext)
	}
	if ext != ".xlsx" && ext != ".json" {
		return write(w, in, r)
	}
	err = o.at(ctx, in.Number, func(m *moment) error {
		r.Records = detailsOf(m, in).each
		done, err = write(w, in, r)
		return err
	})
	return done, err
}
