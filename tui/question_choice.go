package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// choiceQuestion takes one of several choices, or several. It opens into a list when the cursor
// comes; typing narrows the list, with or without marks. Nothing is chosen before Enter or the
// space bar says so: an answer is never made by passing through.
type choiceQuestion struct {
	base
	many    bool
	filter  editor
	menu    menu
	sought  bool // the cursor was moved or the list narrowed since the question came into focus
	moved   bool // the cursor was moved since the last letter was typed
	stopped bool // Enter has already stopped here once because a choice is needed
}

// maxShown is how many choices are in sight at once.
const maxShown = 7

// noChoice stands in the list of a single choice for "nothing chosen".
const noChoice = ""

// options are the choices that match what is typed, by name.
func (q *choiceQuestion) options() []string {
	var names []string
	query := viet.NewQuery(q.filter.text)
	if !q.many && query.Empty() {
		names = append(names, noChoice)
	}
	for _, c := range q.slot.choices {
		if query.Empty() || query.MatchText(c.Label.Vi) > 0 || query.MatchText(c.Label.En) > 0 {
			names = append(names, c.Name)
		}
	}
	return names
}

func (q *choiceQuestion) chosen() []string {
	if q.slot.value.Kind == ledger.List {
		return q.slot.value.List
	}
	if q.slot.value.Kind == ledger.Text {
		return []string{q.slot.value.Text}
	}
	return nil
}

// arrive puts the cursor on what is chosen.
func (q *choiceQuestion) arrive() tea.Cmd {
	q.filter.set("")
	q.sought, q.moved, q.stopped = false, false, false
	q.menu.at = 0
	if chosen := q.chosen(); len(chosen) > 0 {
		q.menu.at = max(slices.Index(q.options(), chosen[0]), 0)
	}
	return nil
}

func (q *choiceQuestion) press(k tea.KeyMsg) tea.Cmd {
	options := q.options()
	switch {
	case k.Type == tea.KeyUp || k.Type == tea.KeyDown || k.Type == tea.KeyHome || k.Type == tea.KeyEnd:
		q.menu.key(k, len(options), 1)
		q.sought, q.moved = true, true
	case q.many && isBlank(k) && (q.filter.text == "" || q.moved):
		q.toggle(options)
	case k.Type == tea.KeyEnter:
		q.enter(options)
	case q.turn(k):
	case k.Type == tea.KeyDelete:
		q.change(ledger.Value{})
	case q.filter.key(k):
		q.menu.at, q.sought, q.moved = 0, true, false
	}
	return nil
}

func (q *choiceQuestion) change(v ledger.Value) {
	if !v.Equal(q.slot.value) {
		q.slot.put(v)
		q.changed = true
	}
}

// toggle marks or unmarks the row under the cursor, keeping the form's order of choices.
func (q *choiceQuestion) toggle(options []string) {
	if q.menu.at >= len(options) {
		return
	}
	name := options[q.menu.at]
	var names []string
	for _, c := range q.slot.choices {
		if slices.Contains(q.chosen(), c.Name) != (c.Name == name) {
			names = append(names, c.Name)
		}
	}
	q.filter.set("")
	q.change(ledger.ListValue(names...))
	q.menu.at = max(slices.Index(q.options(), name), 0)
}

// enter takes the row under the cursor and goes on. Of several choices it only takes one that was
// looked for while none is marked yet. Where a choice is needed and none is made it stops once and
// says which key makes it.
func (q *choiceQuestion) enter(options []string) {
	if q.menu.at >= len(options) && q.filter.text != "" {
		return
	}
	switch {
	case !q.many && q.menu.at < len(options):
		q.change(ledger.TextValue(options[q.menu.at]))
	case q.many && q.sought && (len(q.chosen()) == 0 || q.filter.text != ""):
		if !slices.Contains(q.chosen(), options[q.menu.at]) {
			q.toggle(options)
		}
	}
	q.filter.set("")
	if q.slot.need && q.slot.value.IsEmpty() && !q.stopped {
		q.stopped = true
		return
	}
	q.move = toNext
}

func (q *choiceQuestion) lines(width int) []string {
	lines := q.label(width)
	if q.focused {
		lines = append(lines, q.advice(width)...)
		lines = append(lines, q.howTo(width)...)
		above := len(lines)
		lines = append(lines, q.list(width)...)
		q.cursor += above
	} else {
		lines = append(lines, q.closed(width)...)
	}
	return append(lines, q.wrong(width)...)
}

// howTo says beside the list which keys choose.
func (q *choiceQuestion) howTo(width int) []string {
	words := wHowOne
	switch {
	case q.many && q.filter.text != "" && !q.moved:
		words = wHowFound
	case q.many:
		words = wHowMany
	}
	return q.told(words, q.stopped, width)
}

// closed is the answer in words.
func (q *choiceQuestion) closed(width int) []string {
	if q.slot.value.IsEmpty() {
		return []string{clip("> "+q.a.lang.t(wNotChosen), width)}
	}
	return indent("> ", wrap(q.slot.field.Show(q.slot.value, string(q.a.lang)), width-2))
}

func (q *choiceQuestion) list(width int) []string {
	var lines []string
	q.cursor = 0
	options := q.options()
	if q.filter.text != "" || len(q.slot.choices) > maxShown {
		box := q.filter.view(width-10, true, q.a.st.cursor)[0]
		if q.filter.text == "" {
			box += "  " + q.a.lang.t(wTypeToFind)
		}
		lines = append(lines, clip("  "+q.a.lang.t(wSearch)+" "+box, width))
	}
	if len(options) == 0 {
		return append(lines, "  "+q.a.lang.t(wNoSuchChoice))
	}
	from := windowStart(q.menu.at, len(options), maxShown)
	to := min(from+maxShown, len(options))
	for i := from; i < to; i++ {
		if i == q.menu.at {
			q.cursor = len(lines)
		}
		lines = append(lines, q.a.rowLines(i == q.menu.at, wrap(q.option(options[i]), width-2)...)...)
	}
	if rest := len(options) - to; rest > 0 {
		lines = append(lines, "    "+q.a.lang.t(wMoreChoices, rest))
	}
	return lines
}

// option is one row's text: of several choices with its mark, of one with whether it is taken.
func (q *choiceQuestion) option(name string) string {
	taken := slices.Contains(q.chosen(), name)
	label := q.slot.field.ChoiceLabel(name, string(q.a.lang))
	switch {
	case q.many && taken:
		return "[x] " + label
	case q.many:
		return "[ ] " + label
	case name == noChoice && q.slot.need:
		return q.a.lang.t(wNotChosen)
	case name == noChoice:
		return q.a.lang.t(wLeaveEmpty)
	case taken:
		return label + " " + q.a.lang.t(wTaken)
	}
	return label
}

// windowStart is the first row in sight of a list of n that shows size, with at in the middle.
func windowStart(at, n, size int) int { return max(min(at-size/2, n-size), 0) }
