package commune

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/commune/intake"
	"github.com/nghia-hung/sothon/ledger"
)

// maxImportForm bounds a form with a workbook, which comes back as text when it is confirmed.
const maxImportForm = intake.MaxBytes/3*4 + maxForm

// Bounds of what the page lists of one workbook.
const (
	maxImportProblems = 500
	maxImportRows     = 300
)

// importBody is what the page for workbooks shows: how to get one, and what one would come to.
type importBody struct {
	Units []unitGroup
	Forms []entryForm

	File, Content, Author string
	Partial, Skip, Anew   bool
	Looked                bool
	Result                Imported
	Problems              []importProblem
	More                  int
	Rows                  []importRow
	MoreRows              int
	MayTake               bool
}

type importProblem struct{ Place, Text string }

type importRow struct {
	Place, Form, Unit, Title, Day, URL, State, Class, Text string
	Alike                                                  []alikeLine
}

func (p *Page) showImport(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "entry", user)
	p.renderImport(w, r, http.StatusOK, v, importBody{})
}

func (p *Page) renderImport(w http.ResponseWriter, r *http.Request, status int, v pageView, b importBody) {
	units, err := p.office.Units(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	b.Units = p.unitGroups(units, "", v.Lang)
	for _, form := range p.office.Catalogue().Forms() {
		b.Forms = append(b.Forms, entryForm{Name: form.Name, Title: form.Title.In(v.Lang)})
	}
	v.OtherURL = "/import?" + url.Values{"lang": {pageWords["other_lang"].In(v.Lang)}}.Encode()
	v.Title, v.Body = pageWords["import"].In(v.Lang), b
	p.render(w, r, status, "import", v)
}

// template sends an empty workbook.
func (p *Page) template(w http.ResponseWriter, r *http.Request, user User) {
	q := r.URL.Query()
	t := Templating{Lang: pageLanguage(r), Forms: nonEmpty(q["form"]), Unit: q.Get("unit")}
	var out bytes.Buffer
	if err := p.office.WriteTemplate(r.Context(), &out, t); err != nil {
		p.fail(w, r, err)
		return
	}
	p.office.note(r.Context(), user.Name, "template", short(t.Unit), short(strings.Join(t.Forms, " ")))
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="mau-nhap-ho.xlsx"`)
	w.Write(out.Bytes()) //nolint:errcheck // the browser asks again
}

// importFile looks at a workbook or, when that was seen and confirmed, takes it in.
func (p *Page) importFile(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "entry", user)
	typed, uploads, err := readUpload(w, r)
	var b importBody
	if err == nil {
		b, err = readImport(typed, uploads)
	}
	take := typed.Get("do") == "take"
	if err == nil {
		err = p.carryOutImport(r.Context(), user.Name, &b, take, v.Lang)
	}
	var refused *Fault
	status := http.StatusOK
	switch {
	case errors.As(err, &refused):
		v.Error, status = refused.Words.In(v.Lang), http.StatusUnprocessableEntity
		b.Content, b.Looked = "", false
	case err != nil:
		p.fail(w, r, err)
		return
	case b.Result.Done:
		v.Notice = fill(pageWords["import_done"].In(v.Lang), []any{b.Result.Made, b.Result.There})
		b.Content = ""
	case take || !b.Result.Whole():
		status = http.StatusUnprocessableEntity
	}
	p.renderImport(w, r, status, v, b)
}

// readImport reads which workbook is meant: one just sent, or the one that was looked at.
func readImport(typed url.Values, uploads []upload) (importBody, error) {
	b := importBody{Author: clean(typed.Get("author")), Partial: typed.Get("partial") == "1", Skip: typed.Get("skip") == "1", Anew: typed.Get("anew") == "1",
		Content: typed.Get("content"), File: clean(typed.Get("file"))}
	if len(uploads) > 0 {
		b.File, b.Content = ledger.CleanFileName(uploads[0].name), base64.StdEncoding.EncodeToString([]byte(uploads[0].content))
	}
	if b.Content == "" {
		return b, fault("import_none")
	}
	return b, nil
}

// carryOutImport looks at the workbook or takes it in.
func (p *Page) carryOutImport(ctx context.Context, who string, b *importBody, take bool, lang string) error {
	content, err := base64.StdEncoding.DecodeString(b.Content)
	if err != nil {
		return fault("import_none")
	}
	in := Importing{Content: content, Author: b.Author, DryRun: !take, Partial: b.Partial, SkipAlike: b.Skip, Anew: b.Anew}
	if b.Result, err = p.office.Import(ctx, who, in); err != nil {
		return err
	}
	b.Looked = true
	b.MayTake = !b.Result.Done && b.Result.Made > 0 && (b.Result.Whole() || b.Partial)
	for _, problem := range b.Result.Problems[:min(len(b.Result.Problems), maxImportProblems)] {
		b.Problems = append(b.Problems, importProblem{problem.Sheet + "!" + problem.Cell, problem.Message.In(lang)})
	}
	b.More = len(b.Result.Problems) - len(b.Problems)
	return p.describeImport(ctx, b, lang)
}

// describeImport lists the rows that a person looks at: those that are to become records, and those
// that were taken in before.
func (p *Page) describeImport(ctx context.Context, b *importBody, lang string) error {
	places, err := p.office.places(ctx)
	if err != nil {
		return err
	}
	for _, row := range b.Result.Rows {
		if row.State == RowWrong {
			continue
		}
		if len(b.Rows) == maxImportRows {
			b.MoreRows++
			continue
		}
		line := importRow{Place: row.Sheet + " " + strconv.Itoa(row.Line), Form: p.formTitle(row.Form, lang), Unit: places[row.Unit],
			Title: cmp.Or(row.Title, p.formTitle(row.Form, lang)), Day: shownDay(row.Date)}
		p.describeState(&line, row, b.Result.Done, lang)
		for _, d := range row.Alike {
			if i := other(d, row.ID); i >= 0 {
				line.Alike = append(line.Alike, alikeLine{URL: "/records/" + d.Records[i].String(), Title: d.Titles[i], Place: places[d.Units[i]], Day: shownDay(d.Dates[i])})
			}
		}
		b.Rows = append(b.Rows, line)
	}
	return nil
}

// other is which of a pair is not the record, -1 for none.
func other(d Duplicate, id ledger.ID) int {
	for i := range d.Records {
		if d.Records[i] != id {
			return i
		}
	}
	return -1
}

func (p *Page) describeState(line *importRow, row ImportedRow, done bool, lang string) {
	line.State, line.Class = pageWords["import_row_"+row.State].In(lang), "new"
	switch {
	case row.State == RowNew && done:
		line.State, line.Class, line.URL = pageWords["import_row_made"].In(lang), "good", "/records/"+row.ID.String()
	case row.State == RowThere, row.State == RowChanged:
		line.Class, line.URL = "", "/records/"+row.ID.String()
	case row.State == RowAlike:
		line.Class = "warn"
	}
	if row.State == RowChanged {
		line.Class = "warn"
		var labels []string
		for _, name := range row.Differs {
			labels = append(labels, row.looked.Definition.Field(name).Label.In(lang))
		}
		line.Text = fill(pageWords["import_changed"].In(lang), []any{strings.Join(labels, "; ")})
	}
}
