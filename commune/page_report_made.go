package commune

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// madeBody is one report that was made: its files, as what it went out, what has changed since.
type madeBody struct {
	ID          string
	Title, Days string
	Preview     string
	Approved    bool
	Made, By    string
	Number      string // of the newest change in it
	Program     string
	Older       bool // another version of the program made it
	Files       []madeFile
	Tables      []option
	Signed      string
	SignedBy    string
	MaySign     bool
	No, On      string // as typed
	Changes     []changeLine
	Changed     int
	Pages       pager
}

// madeFile is one kind of file of a report.
type madeFile struct {
	Ext, Says   string
	URL, Public string // Public is the copy without personal data, "" when there is none
}

// changeLine is a record that has changed since.
type changeLine struct {
	Kind, Class, Title, URL, Form, Place, Day string

	Differences []sinceField
}

// sinceField is one answer of it, before and after.
type sinceField struct{ Label, Before, After string }

func (p *Page) madeReport(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "reports", user)
	v.Notice = p.said(w, r, v.Lang)
	if m, ok := p.keptReport(w, r, r.PathValue("id")); ok {
		p.showMade(w, r, http.StatusOK, v, user, m)
	}
}

func (p *Page) showMade(w http.ResponseWriter, r *http.Request, status int, v pageView, user User, m MadeReport) {
	var rc ReportContext
	if err := json.Unmarshal(m.Context, &rc); err != nil {
		p.fail(w, r, ledger.Errorf(ledger.CodeStorage, "report %s: %v", m.ID, err))
		return
	}
	line := madeLineOf(m, v.Lang)
	body := madeBody{ID: m.ID, Title: line.Title, Days: line.Days, Preview: "/reports/preview?id=" + url.QueryEscape(m.ID), Approved: rc.Approved, Made: line.Made, By: m.Maker,
		Number: viet.FormatNumber(viet.Int(int64(m.Number))), Program: m.Program, Older: m.Program != p.options.Program, Signed: line.Signed, SignedBy: m.By, MaySign: m.No == "" && user.Role.May(Reviewer),
		No: r.PostFormValue("number"), On: r.PostFormValue("day")}
	for _, ext := range []string{".docx", ".pdf", ".xlsx", ".csv", ".json"} {
		at := reportURL(m.ID) + "/file/" + ext[1:]
		body.Files = append(body.Files, madeFile{ext, pageWords["report_file_"+ext[1:]].In(v.Lang), at, at + "?public=1"})
	}
	names, grids := periodic.Tables(&periodic.Input{Forms: p.office.Catalogue(), Plan: ledger.DefaultIndicators().Plan})
	for _, name := range names {
		body.Tables = append(body.Tables, option{name, name[:2] + ". " + grids[name].Caption, name == "08.don_vi"})
	}
	if err := p.reportChanges(r, &body, rc.Places, v.Lang); err != nil {
		p.fail(w, r, err)
		return
	}
	v.Title = pageWords["report_one"].In(v.Lang) + " " + body.Title
	v.Body = body
	p.render(w, r, status, "report", v)
}

// reportChanges lists what has changed in the report's period since it was made, a page at a time.
func (p *Page) reportChanges(r *http.Request, body *madeBody, places map[string]string, lang string) error {
	changes, err := p.office.ReportChanges(r.Context(), body.ID)
	if err != nil {
		return err
	}
	page := max(int(positive(r.URL.Query().Get("page"))), 1)
	body.Changed, body.Pages = len(changes), pagerOf(r.URL, page, len(changes))
	from := min((page-1)*pageSize, len(changes))
	for _, c := range changes[from:min(from+pageSize, len(changes))] {
		line := changeLine{Kind: pageWords["since_"+c.Kind].In(lang), Class: sinceClasses[c.Kind], Title: c.Title, URL: "/records/" + c.Record.String(),
			Form: p.formTitle(c.Form, lang), Place: cmp.Or(places[c.Unit], c.Unit), Day: shownDay(c.Date)}
		if c.Title == "" {
			line.Title = line.Form
		}
		if form := p.office.Catalogue().Form(c.Form); form != nil && c.Kind == Corrected {
			for field := range form.All {
				if was, is := c.Before[field.Name], c.After[field.Name]; field.Stored() && !was.Equal(is) {
					line.Differences = append(line.Differences, sinceField{field.Label.In(lang), field.Show(was, lang), field.Show(is, lang)})
				}
			}
		}
		body.Changes = append(body.Changes, line)
	}
	return nil
}

var sinceClasses = map[string]string{Added: "new", Corrected: "warn", Withdrawn: "bad"}

// signReport notes under which number and on which day a report went out.
func (p *Page) signReport(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "reports", user)
	m, ok := p.keptReport(w, r, r.PathValue("id"))
	if !ok {
		return
	}
	err := p.office.SignReport(r.Context(), user.Name, m.ID, r.PostFormValue("number"), r.PostFormValue("day"))
	if p.refused(w, r, &v, err) {
		if m, ok = p.keptReport(w, r, m.ID); ok && v.Error != "" {
			p.showMade(w, r, http.StatusUnprocessableEntity, v, user, m)
		}
		return
	}
	p.office.note(r.Context(), user.Name, "sign-report", m.ID, short(clean(r.PostFormValue("number"))))
	p.say(w, "done_sign_report")
	http.Redirect(w, r, reportURL(m.ID), http.StatusSeeOther)
}

// reportMedia are the kinds of files by their endings.
var reportMedia = map[string]string{
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".pdf": "application/pdf",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".csv": "text/csv; charset=utf-8", ".json": "application/json",
}

// reportFile sends a report that is kept as a file, made from what it was made from.
func (p *Page) reportFile(w http.ResponseWriter, r *http.Request, user User) {
	m, ok := p.keptReport(w, r, r.PathValue("id"))
	if !ok {
		return
	}
	sent, ext := r.URL.Query(), "."+strings.ToLower(r.PathValue("ext"))
	if reportMedia[ext] == "" {
		p.missing(w, r)
		return
	}
	at, err := p.desk.kept(r.Context(), m.ID)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	in := *at.Input
	in.Public = sent.Get("public") == "1"
	f, size, err := p.writtenReport(r.Context(), ext, &in, periodic.Rendering{Comma: sent.Get("comma") == "1", Table: sent.Get("table")})
	var unknown *periodic.UnknownTable
	if errors.As(err, &unknown) {
		p.missing(w, r)
		return
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	defer discard(f)
	name, detail := "bao-cao-"+strings.NewReplacer(":", "-", "..", "-den-").Replace(m.ID), ext
	if in.Public {
		name, detail = name+"-cong-khai", ext+", public"
	}
	p.office.note(r.Context(), user.Name, "report-file", m.ID, detail)
	w.Header().Set("Content-Type", reportMedia[ext])
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s%s"`, name, ext))
	w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	io.Copy(w, f) //nolint:errcheck // the browser asks again
}

// writtenReport writes a report into a file that is at nobody's disposal but ours, at its beginning.
func (p *Page) writtenReport(ctx context.Context, ext string, in *periodic.Input, how periodic.Rendering) (f *os.File, size int64, err error) {
	if f, err = os.CreateTemp("", "sothon-*"); err != nil {
		return nil, 0, fmt.Errorf("write report: %w", err)
	}
	if _, err = p.office.WriteReport(ctx, f, ext, in, how); err == nil {
		if size, err = f.Seek(0, io.SeekCurrent); err == nil {
			_, err = f.Seek(0, io.SeekStart)
		}
	}
	if err != nil {
		discard(f)
		return nil, 0, err
	}
	return f, size, nil
}

// discard closes and removes a file of ours.
func discard(f *os.File) {
	_ = f.Close()           // it is read to its end, or given up
	_ = os.Remove(f.Name()) // in the system's own folder for such files
}
