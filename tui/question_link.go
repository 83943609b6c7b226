package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// linkQuestion takes a record of the ledger. Typing searches the titles, with or without marks.
type linkQuestion struct {
	base
	filter editor
	menu   menu
	asked  int // the search on its way
	found  []ledger.Summary
	failed error
	loaded bool

	stopped bool // Enter has already stopped here once because a record is needed
}

// maxFound is how many records a search offers at once.
const maxFound = 6

func (q *linkQuestion) arrive() tea.Cmd {
	q.filter.set("")
	q.menu.at, q.stopped = 0, false
	return q.search()
}

// search asks the store for records of the allowed forms that match what is typed.
func (q *linkQuestion) search() tea.Cmd {
	store, forms, text := q.a.Store, q.slot.field.Forms, q.filter.text
	var cmd tea.Cmd
	q.asked, cmd = ask(q.a, func() ([]ledger.Summary, error) {
		var all []ledger.Summary
		for _, form := range forms {
			found, err := store.List(ledger.Query{Form: form, Search: text, Limit: 4 * maxFound})
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
		return slices.DeleteFunc(all, func(s ledger.Summary) bool {
			return s.Status == ledger.StatusDraft || s.Status == ledger.StatusWithdrawn
		}), nil
	})
	return cmd
}

func (q *linkQuestion) receive(msg tea.Msg) {
	r, ok := msg.(reply[[]ledger.Summary])
	if !ok || r.id != q.asked {
		return
	}
	q.found, q.failed, q.loaded = r.value, r.err, true
	q.menu.keep(q.rows())
}

// rows counts what can be chosen: the answer as it is, then the records found.
func (q *linkQuestion) rows() int { return 1 + min(len(q.found), maxFound) }

func (q *linkQuestion) press(k tea.KeyMsg) tea.Cmd {
	switch {
	case k.Type == tea.KeyUp || k.Type == tea.KeyDown:
		q.menu.key(k, q.rows(), 1)
	case k.Type == tea.KeyEnter:
		q.enter()
	case q.turn(k):
	case k.Type == tea.KeyDelete && q.filter.text == "":
		q.change(ledger.Value{}, "")
	default:
		before := q.filter.text
		if q.filter.key(k) && q.filter.text != before {
			q.menu.at = 1
			return q.search()
		}
	}
	return nil
}

func (q *linkQuestion) enter() {
	if q.menu.at > 0 && q.menu.at <= len(q.found) {
		s := q.found[q.menu.at-1]
		q.change(ledger.TextValue(s.ID.String()), q.describe(s))
	}
	if q.slot.need && q.slot.value.IsEmpty() && !q.stopped {
		q.stopped = true
		return
	}
	q.move = toNext
}

func (q *linkQuestion) change(v ledger.Value, title string) {
	q.slot.title = title
	if !v.Equal(q.slot.value) {
		q.slot.put(v)
		q.changed = true
	}
}

// describe names a record in a list: its title, and its date and form where they help.
func (q *linkQuestion) describe(s ledger.Summary) string {
	text := q.a.called(s)
	if s.Date != "" {
		text += " · " + showDate(s.Date)
	}
	if form := q.a.Catalogue.Form(s.Form); form != nil && len(q.slot.field.Forms) > 1 {
		text += " · " + q.a.lang.w(form.Title)
	}
	return text
}

// linked names the forms whose records can be chosen.
func (q *linkQuestion) linked() string {
	var titles []string
	for _, name := range q.slot.field.Forms {
		if form := q.a.Catalogue.Form(name); form != nil {
			titles = append(titles, q.a.lang.w(form.Title))
		}
	}
	return strings.Join(titles, ", ")
}

// current is the answer in words.
func (q *linkQuestion) current() string {
	switch {
	case q.slot.value.IsEmpty() && q.slot.need:
		return q.a.lang.t(wNotChosen)
	case q.slot.value.IsEmpty():
		return q.a.lang.t(wLeaveEmpty)
	case q.slot.title == "":
		return q.slot.value.Text
	}
	return q.slot.title
}

func (q *linkQuestion) lines(width int) []string {
	lines := q.label(width)
	if !q.focused {
		return append(append(lines, indent("> ", wrap(q.current(), width-2))...), q.wrong(width)...)
	}
	lines = append(lines, q.advice(width)...)
	lines = append(lines, q.told(wHowOne, q.stopped, width)...)
	box := q.filter.view(width-10, true, q.a.st.cursor)[0]
	if q.filter.text == "" {
		box += "  " + q.a.lang.t(wTypeToSearch)
	}
	lines = append(lines, clip("  "+q.a.lang.t(wSearch)+" "+box, width))
	current := q.current()
	if !q.slot.value.IsEmpty() {
		current += " " + q.a.lang.t(wTaken)
	}
	lines = append(lines, q.a.rowLines(q.menu.at == 0, clip(current, width-2))...)
	for i, s := range q.found[:q.rows()-1] {
		lines = append(lines, q.a.rowLines(i+1 == q.menu.at, clip(q.describe(s), width-2))...)
	}
	switch {
	case q.failed != nil:
		lines = append(lines, "  "+clip(q.a.lang.t(wStoreFailed, q.a.cause(q.failed)), width-2))
	case q.loaded && len(q.found) == 0 && q.filter.text == "":
		lines = append(lines, indent("  ", wrap(q.a.lang.t(wNothingToLink, q.linked()), width-2))...)
	case q.loaded && len(q.found) == 0:
		lines = append(lines, "  "+q.a.lang.t(wNothingFound))
	case len(q.found) > maxFound:
		lines = append(lines, "  "+q.a.lang.t(wTypeMore))
	}
	return append(lines, q.wrong(width)...)
}
