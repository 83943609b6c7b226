package tui

import (
	"maps"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// "As last time": what is mostly the same from one record to the next (the means, the place, the
// partner) is taken from the newest record of the form. Days and numbers never are, since a wrong one
// would look right; the title only where the cursor stands on it, since it is what tells records apart.

// lastRecord is what can be copied, with the name of the record it is from.
type lastRecord struct {
	values ledger.Values
	title  string
}

// recordsTried bounds how many lines are looked through for one that was handed in.
const recordsTried = 20

// loadLast reads the newest record of a form, of follow-ups the newest of the same record; nil when
// there is none. self is left out.
func loadLast(store Store, form *ledger.Form, parent, self ledger.ID) (*lastRecord, error) {
	queries := []ledger.Query{{Form: form.Name, Limit: recordsTried}}
	if !parent.IsZero() {
		queries = slices.Insert(queries, 0, ledger.Query{Form: form.Name, Parent: parent, Limit: recordsTried})
	}
	for _, q := range queries {
		list, err := store.List(q)
		if err != nil {
			return nil, err
		}
		for _, s := range list {
			if s.ID == self || s.Status == ledger.StatusDraft || s.Status == ledger.StatusWithdrawn {
				continue
			}
			e, err := store.Entry(s.ID)
			if err != nil || e == nil {
				return nil, err
			}
			return &lastRecord{e.Record.Values(), oneLine(e.Title)}, nil
		}
	}
	return nil, nil
}

// copies reports whether an empty answer may be taken from the last record; wished tells that the
// cursor stands on it.
func (s *session) copies(f *ledger.Field, wished bool) bool {
	if s.last == nil || !asks(f) || !s.slots[f.Name].empty() || s.last.values[f.Name].IsEmpty() {
		return false
	}
	switch f.Type {
	case ledger.TypeText:
		return f.Appearance != "multiline" && (f.Name != s.form.TitleField || wished)
	case ledger.TypeSelectOne, ledger.TypeSelectMultiple:
		return true
	case ledger.TypeRecord:
		return f.Name != s.form.ParentLink
	}
	return false
}

// empty reports that nothing is answered and nothing typed.
func (s *slot) empty() bool { return s.value.IsEmpty() && s.fault == nil }

// copyPage fills the empty answers of the page in sight, also those that are asked only with what is
// filled in, and gives the fields.
func (s *session) copyPage(focused string) []*ledger.Field {
	var filled []*ledger.Field
	for more := true; more; {
		more = false
		for _, f := range s.pager.visible(s.pager.sheets[s.pager.at]) {
			sl := s.slots[f.Name]
			if sl == nil || sl.copied || !s.copies(f, f.Name == focused) {
				continue
			}
			sl.put(s.last.values[f.Name])
			if s.form.CheckField(f.Name, s.raw(), s.env()) != nil {
				sl.put(ledger.Value{})
				continue
			}
			sl.copied, more = true, true
			sl.title = s.titles[sl.value.Text]
			filled = append(filled, f)
		}
		s.settle(nil)
	}
	return filled
}

// uncopyPage empties what was copied on the page in sight and not changed since; it reports whether
// there was any.
func (s *session) uncopyPage() bool {
	found := false
	for _, f := range s.pager.sheets[s.pager.at].fields {
		if sl := s.slots[f.Name]; sl.copied {
			sl.put(ledger.Value{})
			sl.copied, sl.title, found = false, "", true
		}
	}
	return found
}

// copyLast fills the page as last time, or takes out what the same key has filled in.
func (s *fillScreen) copyLast(a *app) tea.Cmd {
	ses, focused := s.session, s.focusedName()
	switch {
	case ses.edits:
		return nil
	case ses.last == nil:
		a.say(wNoLast)
		return nil
	}
	if ses.uncopyPage() {
		a.say(wCopyUndone)
		return s.refilled(a, focused)
	}
	filled := ses.copyPage(focused)
	if len(filled) == 0 {
		a.say(wNoCopy)
		return nil
	}
	var names []string
	for _, f := range filled {
		names = append(names, a.lang.w(f.Label))
	}
	a.say(wCopied, clip(ses.last.title, 3*shortTitle), strings.Join(names, ", "))
	return s.refilled(a, focused)
}

// refilled shows the page anew after answers came from elsewhere, and sees to their being saved.
func (s *fillScreen) refilled(a *app, focused string) tea.Cmd {
	ses := s.session
	for _, q := range ses.pager.page {
		q.refill()
	}
	ses.changed(a.Now())
	ses.settle(nil)
	if ses.pager.stale() {
		ses.pager.show(focused)
	}
	return tea.Batch(ses.pager.arrive(), a.after(saveAfter, autosaveMsg{ses, ses.changes}))
}

// copyHint is what the key does on the page in sight, "" for nothing.
func (s *session) copyHint(lang language, focused string) string {
	for _, f := range s.pager.sheets[s.pager.at].fields {
		if sl := s.slots[f.Name]; sl != nil && sl.copied {
			return lang.t(wKeyUncopy)
		}
	}
	for _, f := range s.pager.visible(s.pager.sheets[s.pager.at]) {
		if s.copies(f, f.Name == focused) {
			return lang.t(wKeyAsLast)
		}
	}
	return ""
}

// addLast reads what can be copied into a new record, with the titles of what it links to.
func (src *source) addLast(store Store, parent ledger.ID) error {
	var err error
	if src.last, err = loadLast(store, src.form, parent, src.draft.ID); err != nil || src.last == nil {
		return err
	}
	titles, err := linkTitles(store, src.form, src.last.values)
	maps.Copy(src.titles, titles)
	return err
}
