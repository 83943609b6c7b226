package commune

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

// Bounds of what is done with a list at once.
const (
	maxExport  = 50000 // records in one file
	maxFilters = 30    // saved lists of one account
)

// bulkApprove approves the records that were chosen in a list, each only as it was shown there, and
// names those that could not be.
func (p *Page) bulkApprove(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "records", user)
	q, done, refused, err := listQuery{}, 0, []string(nil), r.ParseForm()
	if err != nil {
		p.fail(w, r, err)
		return
	}
	if back, err := url.ParseQuery(r.PostFormValue("here")); err == nil {
		q = readListQuery(back)
		q.clean(v.Lang)
	}
	chosen := r.PostForm["id"]
	for _, mark := range chosen[:min(len(chosen), maxPageRows)] {
		typed, number, _ := strings.Cut(mark, ".")
		id, err := ledger.ParseID(typed)
		seen, failed := strconv.ParseUint(number, 10, 64)
		if err != nil || failed != nil {
			continue
		}
		err = p.office.Approve(Seen(r.Context(), id, seen), user.Name, id)
		var fault *Fault
		switch {
		case errors.As(err, &fault):
			title := typed
			if row, _, err := p.office.store.Record(r.Context(), id); err == nil {
				title = "«" + row.Title + "»"
			}
			refused = append(refused, title+" – "+fault.Words.In(v.Lang))
		case err != nil:
			p.fail(w, r, err)
			return
		default:
			done++
		}
	}
	switch {
	case len(chosen) == 0:
		v.Error = pageWords["bulk_none"].In(v.Lang)
	case len(refused) > 0:
		v.Error = fill(pageWords["bulk_left"].In(v.Lang), []any{done, strings.Join(refused, " · ")})
	default:
		v.Notice = fill(pageWords["bulk_done"].In(v.Lang), []any{done})
	}
	p.showList(w, r, http.StatusOK, v, user, q)
}

// maxPageRows bounds what one form may name.
const maxPageRows = 500

// saveFilter keeps the list that is shown under a name.
func (p *Page) saveFilter(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "records", user)
	back, err := url.ParseQuery(r.PostFormValue("here"))
	if err != nil {
		back = nil
	}
	q := readListQuery(back)
	q.clean(v.Lang)
	name := clean(r.PostFormValue("name"))
	saved, err := p.office.store.SavedFilters(r.Context(), user.Name)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	known := slices.ContainsFunc(saved, func(f SavedFilter) bool { return f.Name == name })
	switch n := utf8.RuneCountInString(name); {
	case n < 1 || n > 60:
		v.Error = pageWords["filter_name"].In(v.Lang)
	case len(saved) >= maxFilters && !known:
		v.Error = fill(pageWords["filter_many"].In(v.Lang), []any{maxFilters})
	}
	if v.Error != "" {
		p.showList(w, r, http.StatusUnprocessableEntity, v, user, q)
		return
	}
	if err := p.office.store.SaveFilter(r.Context(), user.Name, SavedFilter{name, q.query()}); err != nil {
		p.fail(w, r, err)
		return
	}
	p.say(w, "filter_saved")
	http.Redirect(w, r, q.url(""), http.StatusSeeOther)
}

func (p *Page) dropFilter(w http.ResponseWriter, r *http.Request, user User) {
	if err := p.office.store.DropFilter(r.Context(), user.Name, r.PostFormValue("name")); err != nil {
		p.fail(w, r, err)
		return
	}
	p.say(w, "filter_dropped")
	http.Redirect(w, r, "/records", http.StatusSeeOther)
}

// export sends what is filtered as a file, the whole list and not one page of it.
func (p *Page) export(w http.ResponseWriter, r *http.Request, user User) {
	kind, media := r.URL.Query().Get("kind"), map[string]string{
		"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
	if p.options.Export == nil || media[kind] == "" {
		p.missing(w, r)
		return
	}
	v := p.view(r, "records", user)
	q := readListQuery(r.URL.Query())
	q.clean(v.Lang)
	items, more, err := p.wholeList(r, q)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	if more {
		v.Error = fill(pageWords["export_many"].In(v.Lang), []any{maxExport})
		p.showList(w, r, http.StatusUnprocessableEntity, v, user, q)
		return
	}
	units, err := p.office.Units(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	name := "phieu"
	if r.URL.Query().Get("public") == "1" {
		name = "phieu-cong-khai"
		p.forPublic(items, v.Lang)
	}
	p.office.note(r.Context(), user.Name, "export", "records", fmt.Sprintf("%s, %s, %d", name, kind, len(items)))
	w.Header().Set("Content-Type", media[kind])
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%s.%s"`, name, p.today(), kind))
	if err := p.options.Export(onlyWriter{w}, kind, v.Lang, items, places(units)); err != nil {
		p.office.log.Error("export", "kind", kind, "error", err)
	}
}

// forPublic leaves out of records what names or reaches a person.
func (p *Page) forPublic(items []Item, lang string) {
	for i := range items {
		it := &items[i]
		form := p.office.Catalogue().Form(it.Form)
		if form == nil {
			it.Values, it.Title = nil, it.Form
			continue
		}
		it.Values = report.PublicValues(form, it.Values)
		if it.Title = it.Values[form.TitleField].Text; it.Title == "" {
			it.Title = form.Title.In(lang)
		}
	}
}

// onlyWriter hides that a response is more than an io.Writer.
type onlyWriter struct{ io.Writer }

// wholeList reads a list to its end; more tells that it is too long for a file.
func (p *Page) wholeList(r *http.Request, q listQuery) (items []Item, more bool, err error) {
	q.After, q.Limit = "", 0
	for {
		page, next, err := p.office.List(r.Context(), q.ListQuery)
		if err != nil {
			return nil, false, err
		}
		if items = append(items, page...); len(items) > maxExport {
			return nil, true, nil
		}
		if q.After = next; next == "" {
			return items, false, nil
		}
	}
}
