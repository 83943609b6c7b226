package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// The same event is easily written twice: by two people, or after a week. As soon as a new record has
// its title and its day, the book is looked through for one that is much like it.

// twinsTried bounds how many records are compared.
const twinsTried = 40

// twinsMsg brings the records that are like the one being written, the most alike first.
type twinsMsg struct {
	session *session
	asked   string
	found   []ledger.Summary
}

// twinKey is what a record is looked up by: "" while there is not enough of it.
func (s *session) twinKey() string {
	title, date := s.raw()[s.form.TitleField], s.form.Date(s.values)
	dated := s.form.Field(s.form.DateField) != nil && s.slots[s.form.DateField] != nil && s.slots[s.form.DateField].need
	if s.edits || title.IsEmpty() || date == "" && dated {
		return ""
	}
	return date + "\x00" + s.form.Heading(s.values, "vi") + "\x00" + s.values[ledgerPlace].Text
}

// ledgerPlace is the field that tells where it was.
const ledgerPlace = "dia_diem"

// seekTwins asks the store for records like the one being written, if it has changed enough.
func (s *fillScreen) seekTwins(a *app) tea.Cmd {
	ses := s.session
	key := ses.twinKey()
	if key == ses.twinsAsked {
		return nil
	}
	ses.twinsAsked = key
	if key == "" {
		ses.twins = nil
		return nil
	}
	store, form, id, values := a.Store, ses.form, ses.id, ses.values.Clone()
	return func() tea.Msg {
		found, err := twinsOf(store, form, id, values)
		if err != nil {
			found = nil // a hint only: the store's failure shows where it matters
		}
		return twinsMsg{ses, key, found}
	}
}

// twinsOf compares a record with those of the same form near its day or, without a day, with the same
// words in the title.
func twinsOf(store Store, form *ledger.Form, id ledger.ID, values ledger.Values) ([]ledger.Summary, error) {
	date := form.Date(values)
	q := ledger.Query{Form: form.Name, Limit: twinsTried}
	if d, err := viet.ParseISO(date); err == nil {
		q.From, q.To = d.AddDays(-ledger.NearDays).String(), d.AddDays(ledger.NearDays).String()
	} else {
		q.Search = form.Heading(values, "vi")
	}
	list, err := store.List(q)
	if err != nil {
		return nil, err
	}
	own := ledger.TraitsOf(form, values, date, "")
	score := map[ledger.ID]int{}
	for _, s := range list {
		if s.ID == id || !s.Status.Counts() {
			continue
		}
		e, err := store.Entry(s.ID)
		if err != nil || e == nil {
			return nil, err
		}
		other := ledger.TraitsOf(form, e.Record.Values(), s.Date, "")
		score[s.ID], _ = ledger.Likeness(&own, &other, ledger.SameUnit, false)
	}
	list = slices.DeleteFunc(list, func(s ledger.Summary) bool { return score[s.ID] < ledger.MinLikeness })
	slices.SortStableFunc(list, func(a, b ledger.Summary) int { return score[b.ID] - score[a.ID] })
	return list, nil
}

// noteTwins takes what was found, unless the record has changed since.
func (s *fillScreen) noteTwins(msg twinsMsg) {
	if s.session != nil && msg.session == s.session && msg.asked == s.session.twinsAsked {
		s.session.twins = msg.found
	}
}

// twinText says that a record is much like the one being written.
func (s *session) twinText(t ledger.Summary) string {
	noun := nRecord.vi
	if c := s.form.Counted.Vi; c != "" {
		noun = c
	}
	if s.a.lang == "en" {
		noun = "record"
	}
	if d, err := viet.ParseISO(t.Date); err == nil {
		return s.a.lang.t(wTwinOnDay, s.a.lang.day(d, s.a.today()), noun, s.a.called(t))
	}
	return s.a.lang.t(wTwin, noun, s.a.called(t))
}

// twinInSight is the record to tell of on the page in sight: where its title or day is asked.
func (s *session) twinInSight() *ledger.Summary {
	tells := func(f *ledger.Field) bool { return f.Name == s.form.TitleField || f.Name == s.form.DateField }
	if len(s.twins) == 0 || !slices.ContainsFunc(s.pager.sheets[s.pager.at].fields, tells) {
		return nil
	}
	return &s.twins[0]
}

// openTwin shows the record that is like this one; what is being written is saved before.
func (s *fillScreen) openTwin(a *app, id ledger.ID) tea.Cmd {
	return tea.Batch(s.save(a), a.push(&recordScreen{id: id}))
}

// twinLines are the lines between page and keys that tell of it.
func (s *fillScreen) twinLines(a *app, width int) []string {
	t := s.session.twinInSight()
	if t == nil {
		return nil
	}
	lines := wrap(s.session.twinText(*t)+" "+a.lang.t(wTwinLook), width)
	for i := range lines {
		lines[i] = a.st.bad.Render(lines[i])
	}
	return lines[:min(len(lines), 2)]
}
