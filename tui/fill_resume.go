package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// A draft that nobody put away says that the program ended while it was being written: by a power
// cut, or because its writer left in the middle. At the next start the program offers to go on.

// unfinishedMsg brings the draft that was open, nil when there is none.
type unfinishedMsg struct{ entry *ledger.Entry }

// draftsTried bounds how many drafts are looked at.
const draftsTried = 20

// unfinished looks for the newest draft that was open when the program ended. A store that cannot be
// read says so on the home screen.
func (a *app) unfinished() tea.Cmd {
	store := a.Store
	return func() tea.Msg {
		list, err := store.List(ledger.Query{Status: ledger.StatusDraft, Limit: draftsTried})
		if err != nil {
			return unfinishedMsg{}
		}
		var last *ledger.Entry
		for _, s := range list {
			e, err := store.Entry(s.ID)
			if err != nil || e == nil || e.Draft == nil || !e.Draft.Open {
				continue
			}
			if last == nil || e.Draft.Updated.After(last.Draft.Updated) {
				last = e
			}
		}
		return unfinishedMsg{last}
	}
}

// offer asks whether to go on with the draft that was open. It stands right above the home screen,
// below anything that was told first; whoever has begun to write is not asked.
func (a *app) offer(msg unfinishedMsg) tea.Cmd {
	writing := slices.ContainsFunc(a.stack, func(l *layer) bool { _, ok := l.screen.(*fillScreen); return ok })
	if msg.entry == nil || writing {
		return nil
	}
	d := msg.entry.Draft
	form := formOf(a.Catalogue, d.Form, d.Version)
	if form == nil {
		return nil
	}
	text := a.lang.t(wResumeText, oneLine(msg.entry.Title), a.lang.w(form.Title), a.lang.moment(d.Updated, a.Now()))
	a.stack = slices.Insert(a.stack, 1, &layer{screen: &choosingScreen{
		title: a.lang.t(wResumeTitle), text: text, about: wHelpResume,
		options: []option{
			{a.lang.t(wResumeYes), func(a *app) tea.Cmd { return a.replace(&fillScreen{begin: beginning{record: d.ID}}) }},
			{a.lang.t(wResumeNo), func(a *app) tea.Cmd { return a.pop() }},
		},
	}})
	return nil
}

// whereabouts are the page and the question where the cursor stands.
type whereabouts struct {
	page  int
	field string
}

// noteMove sees to it that a draft remembers where its writer was.
func (s *fillScreen) noteMove(a *app) tea.Cmd {
	ses := s.session
	at := whereabouts{ses.pager.at, s.focusedName()}
	if at == ses.at || ses.changes == 0 && !ses.stored {
		ses.at = at
		return nil
	}
	ses.at = at
	ses.touch(a.Now())
	return a.after(saveAfter, autosaveMsg{ses, ses.changes})
}
