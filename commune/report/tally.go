package report

import (
	"fmt"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// measures are the fields whose numbers may be added up over records: whole counts that do not
// overlap within one record. People present stand apart from broadcasts and from views (domain: a
// reach is no attendance), and the groups among the people present (women, youth …) are left out,
// since they overlap.
var measures = []struct{ form, field string }{
	{"tuyen_truyen", "tong_so"},
	{"tap_huan", "tong_so"},
	{"ngay_hoi", "tong_so"},
	{"tuyen_truyen", "luot_phat"},
	{"tuyen_truyen", "so_bai"},
	{"tuyen_truyen", "luot_xem"},
}

// Measure is one sum of the summary.
type Measure struct {
	Form  *ledger.Form
	Field *ledger.Field
}

// Key names the measure in JSON: "tuyen_truyen.tong_so".
func (m Measure) Key() string { return m.Form.Name + "." + m.Field.Name }

// Count is what one unit, or all together, handed in.
type Count struct {
	Unit    ledger.Unit
	Records int
	Joint   int                    // records beside them that count in another record of the same event
	Forms   map[string]int         // records by form
	Sums    map[string]viet.Number // by Measure.Key
}

// Tally holds the numbers of every unit.
type Tally struct {
	Forms    []*ledger.Form
	Measures []Measure
	Units    []Count // in the order of the names; every unit given, and those that only records name
	Total    Count
}

// CountUnits counts the records and adds up the measures of every unit. Rows are given by form name;
// only rows that count (Row.Counts) do. A unit without any has zeros: nothing was sent, which is
// not the same as a report that nothing happened.
func CountUnits(units []ledger.Unit, forms []*ledger.Form, rows map[string][]Row) Tally {
	t := Tally{Forms: forms, Total: newCount(ledger.Unit{})}
	for _, m := range measures {
		if i := slices.IndexFunc(forms, func(f *ledger.Form) bool { return f.Name == m.form }); i >= 0 {
			if field := forms[i].Field(m.field); field != nil && field.Numeric() {
				t.Measures = append(t.Measures, Measure{forms[i], field})
			}
		}
	}
	counts := map[string]Count{}
	for _, u := range units {
		counts[u.ID] = newCount(u)
	}
	for _, form := range forms {
		for _, r := range rows[form.Name] {
			counts[r.Unit] = t.add(counts[r.Unit], form, r)
		}
	}
	for _, c := range counts {
		if c.Forms == nil { // a unit that is not listed and has only records that do not count
			continue
		}
		t.Units = append(t.Units, c)
	}
	slices.SortFunc(t.Units, func(a, b Count) int {
		if n := viet.Compare(a.Unit.Place(), b.Unit.Place()); n != 0 {
			return n
		}
		return viet.Compare(a.Unit.ID, b.Unit.ID)
	})
	return t
}

func newCount(u ledger.Unit) Count {
	return Count{Unit: u, Forms: map[string]int{}, Sums: map[string]viet.Number{}}
}

// add counts one record for its unit and for the total, if it counts.
func (t *Tally) add(c Count, form *ledger.Form, r Row) Count {
	joint := r.CountedIn != "" && ledger.Status(r.Status).Counts()
	if c.Forms == nil && (r.Counts() || joint) {
		c = newCount(ledger.Unit{ID: r.Unit, Name: r.place()})
	}
	if joint {
		c.Joint++
	}
	if !r.Counts() {
		return c
	}
	for _, to := range []*Count{&c, &t.Total} {
		to.Records++
		to.Forms[form.Name]++
		for _, m := range t.Measures {
			if v := r.Values[m.Field.Name]; m.Form == form && v.Kind == ledger.Num {
				to.Sums[m.Key()] = plus(to.Sums[m.Key()], v.Num)
			}
		}
	}
	return c
}

// plus adds, and stays at what it has when the sum is out of range, which only a wrong number of
// many billions can make happen.
func plus(a, b viet.Number) viet.Number {
	if sum, ok := a.Add(b); ok {
		return sum
	}
	return a
}

// Summary is the table of a tally: a row for every unit with its records by form and the measures,
// and a total row. A unit that sent nothing says so.
func Summary(t Tally, lang string) Sheet {
	s := Sheet{Name: wordSummary.In(lang), Totals: 1, Columns: []Column{
		{wordNumber.In(lang), Integer}, {wordUnit.In(lang), Text},
	}}
	for _, f := range t.Forms {
		s.Columns = append(s.Columns, Column{nameOf(f, lang) + " (" + wordForms.In(lang) + ")", Integer})
	}
	s.Columns = append(s.Columns, Column{wordRecords.In(lang), Integer})
	for _, m := range t.Measures {
		c := columnOf(m.Field, lang)
		s.Columns = append(s.Columns, Column{m.Form.Title.In(lang) + ": " + c.Title, c.Kind})
	}
	s.Columns = append(s.Columns, Column{wordNote.In(lang), Text})
	for i, c := range t.Units {
		note := ledger.Value{}
		switch {
		case c.Joint > 0:
			note = ledger.TextValue(fmt.Sprintf(wordJoint.In(lang), c.Joint))
		case c.Records == 0:
			note = ledger.TextValue(wordNothing.In(lang))
		}
		s.Rows = append(s.Rows, append([]ledger.Value{count(i + 1), ledger.TextValue(c.Unit.Place())},
			append(t.cells(c), note)...))
	}
	s.Rows = append(s.Rows, append([]ledger.Value{{}, ledger.TextValue(wordTotal.In(lang))},
		append(t.cells(t.Total), ledger.Value{})...))
	return s
}

// cells are the numbers of one row of the summary.
func (t *Tally) cells(c Count) []ledger.Value {
	var out []ledger.Value
	for _, f := range t.Forms {
		out = append(out, count(c.Forms[f.Name]))
	}
	out = append(out, count(c.Records))
	for _, m := range t.Measures {
		out = append(out, ledger.NumValue(c.Sums[m.Key()]))
	}
	return out
}

func count(n int) ledger.Value { return ledger.NumValue(viet.Int(int64(n))) }
