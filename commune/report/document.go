package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Document is one report: whose, of which period, from which records.
type Document struct {
	Commune  string // its name
	Code     string // of the General Statistics Office's list
	Province string
	Period   ledger.Period
	Lang     string // "vi" or "en"
	Units    []ledger.Unit
	Forms    []*ledger.Form   // in the order of the tables
	Rows     map[string][]Row // by form name; those outside the period are left out
}

// inPeriod are the document's rows that lie in its period, by form name.
func (d *Document) inPeriod() map[string][]Row {
	rows := map[string][]Row{}
	for _, form := range d.Forms {
		rows[form.Name] = InPeriod(form, d.Rows[form.Name], d.Period)
	}
	return rows
}

// caption says whose records of which days, for the head of every page.
func (d *Document) caption() string {
	return wordCommune.In(d.Lang) + " " + d.Commune + " – " + d.Period.Title(d.Lang)
}

// Sheets are the report's tables: the summary by unit, a table per form, and what they show.
func (d *Document) Sheets() []Sheet {
	rows := d.inPeriod()
	sheets := []Sheet{Summary(CountUnits(d.Units, d.Forms, rows), d.Lang)}
	for _, form := range d.Forms {
		sheets = append(sheets, SheetOf(form, d.Lang, rows[form.Name]))
	}
	sheets = append(sheets, d.about())
	for i := range sheets {
		sheets[i].Caption = d.caption()
	}
	return sheets
}

// about says what the tables show and how they count, for who opens the file a year later.
func (d *Document) about() Sheet {
	s := Sheet{Name: wordAbout.In(d.Lang), Columns: []Column{{Title: wordItem.In(d.Lang)}, {Title: wordContent.In(d.Lang)}}}
	line := func(what ledger.Words, text string) {
		s.Rows = append(s.Rows, []ledger.Value{ledger.TextValue(what.In(d.Lang)), ledger.TextValue(text)})
	}
	line(wordCommune, d.Commune)
	line(wordCode, d.Code)
	line(wordProvince, d.Province)
	line(wordPeriod, d.Period.Title(d.Lang))
	line(wordFrom, d.Period.From.Format())
	line(wordTo, d.Period.To.Format())
	line(wordDated, wordDatedRule.In(d.Lang))
	line(wordCounted, wordCountedRule.In(d.Lang))
	line(wordAdded, wordAddedRule.In(d.Lang))
	return s
}

// The shapes of the JSON document; numbers are exact decimals, dates ISO, money đồng, areas m².
type (
	jsonDocument struct {
		Commune jsonCommune `json:"commune"`
		Period  jsonPeriod  `json:"period"`
		Total   jsonCount   `json:"total"`
		Units   []jsonUnit  `json:"units"`
		Forms   []jsonForm  `json:"forms"`
	}
	jsonCommune struct {
		Name     string `json:"name"`
		Code     string `json:"code"`
		Province string `json:"province"`
	}
	jsonPeriod struct {
		Label string `json:"label"`
		Title string `json:"title"`
		From  string `json:"from"`
		To    string `json:"to"`
	}
	jsonCount struct {
		Records int                    `json:"records"`
		Forms   map[string]int         `json:"forms"`
		Sums    map[string]viet.Number `json:"sums"`
	}
	jsonUnit struct {
		ID         string `json:"id"`
		Name       string `json:"name"`
		Kind       string `json:"kind,omitempty"`
		OldCommune string `json:"old_commune,omitempty"`
		jsonCount
	}
	jsonForm struct {
		Form    string       `json:"form"`
		Version int          `json:"version"`
		Title   string       `json:"title"`
		Records []jsonRecord `json:"records"`
	}
	jsonRecord struct {
		ID      string        `json:"id"`
		Unit    string        `json:"unit"`
		Status  string        `json:"status"`
		Title   string        `json:"title"`
		Date    string        `json:"date"`
		Version int           `json:"version"`
		Counted bool          `json:"counted"`
		In      string        `json:"counted_in,omitempty"`
		Values  ledger.Values `json:"values"`
	}
)

// WriteJSON writes the report as one JSON document: commune, period, the numbers in total and of
// every unit, and per form its records with their values as the forms name them. Errors are the
// writer's.
func WriteJSON(w io.Writer, d *Document) error {
	rows := d.inPeriod()
	tally := CountUnits(d.Units, d.Forms, rows)
	doc := jsonDocument{
		Commune: jsonCommune{d.Commune, d.Code, d.Province},
		Period:  jsonPeriod{d.Period.Label, d.Period.Title(d.Lang), d.Period.From.String(), d.Period.To.String()},
		Total:   tally.json(tally.Total),
		Units:   []jsonUnit{},
		Forms:   []jsonForm{},
	}
	for _, c := range tally.Units {
		doc.Units = append(doc.Units, jsonUnit{c.Unit.ID, c.Unit.Name, c.Unit.Kind, c.Unit.OldCommune, tally.json(c)})
	}
	for _, form := range d.Forms {
		doc.Forms = append(doc.Forms, jsonForm{form.Name, form.Version, form.Title.In(d.Lang), jsonRecords(form, rows[form.Name])})
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(doc); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

func (t *Tally) json(c Count) jsonCount {
	out := jsonCount{Records: c.Records, Forms: map[string]int{}, Sums: map[string]viet.Number{}}
	for _, f := range t.Forms {
		out.Forms[f.Name] = c.Forms[f.Name]
	}
	for _, m := range t.Measures {
		out.Sums[m.Key()] = c.Sums[m.Key()]
	}
	return out
}

func jsonRecords(form *ledger.Form, rows []Row) []jsonRecord {
	out := []jsonRecord{}
	for _, r := range sorted(form, rows) {
		out = append(out, jsonRecord{r.ID, r.Unit, r.Status, r.Title, r.Day(form), r.Version, r.Counts(), r.CountedIn, r.Values})
	}
	return out
}
