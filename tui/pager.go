package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"

	"github.com/nghia-hung/sothon/ledger"
)

// maxAsked is how many questions one page asks at most.
const maxAsked = 6

// sheet is a page's plan: which fields stand on it, of which section.
type sheet struct {
	section *ledger.Field
	fields  []*ledger.Field
	part    int // from 1 when a section needs several pages, else 0
}

// plan divides a form's sections into pages. The division does not depend on answers, so a page
// keeps its place; fields that are not asked are left out when it is shown.
func plan(sections []ledger.Field) []sheet {
	var out []sheet
	for i := range sections {
		fields := flatten(sections[i].Fields)
		asked := 0
		for _, f := range fields {
			if counts(f) {
				asked++
			}
		}
		parts := max((asked+maxAsked-1)/maxAsked, 1)
		each := (asked + parts - 1) / parts
		for _, chunk := range chunks(fields, each) {
			s := sheet{section: &sections[i], fields: chunk}
			if parts > 1 {
				s.part = len(out) + 1
			}
			out = append(out, s)
		}
		number := 0
		for j := range out {
			if out[j].section == &sections[i] && out[j].part > 0 {
				number++
				out[j].part = number
			}
		}
	}
	return out
}

func asks(f *ledger.Field) bool { return f.Stored() && !f.Computed() }

// counts reports a question that takes room on every page it stands on; the one about photos comes
// only with photos.
func counts(f *ledger.Field) bool { return asks(f) && f.Name != ledger.PhotoNoticeField }

// flatten gives a section's fields, groups inside it before their members.
func flatten(fields []ledger.Field) []*ledger.Field {
	var out []*ledger.Field
	for i := range fields {
		out = append(out, &fields[i])
		if fields[i].Type == ledger.TypeGroup {
			out = append(out, flatten(fields[i].Fields)...)
		}
	}
	return out
}

// chunks cuts fields so that each part asks at most n questions; what asks nothing stays with what
// comes before it.
func chunks(fields []*ledger.Field, n int) [][]*ledger.Field {
	var out [][]*ledger.Field
	var current []*ledger.Field
	asked := 0
	for _, f := range fields {
		if counts(f) {
			if asked == n && n > 0 {
				out, current, asked = append(out, current), nil, 0
			}
			asked++
		}
		current = append(current, f)
	}
	return append(out, current)
}

// pager shows the questions of one page at a time as a huh form of a single group, and moves
// between questions and pages. All questions live as long as the pager, so nothing typed is lost
// when a question or a page disappears and comes back.
type pager struct {
	sheets    []sheet
	questions map[string]question
	shown     func(*ledger.Field) bool // whether a field is asked now

	at    int // the page, an index of sheets
	form  *huh.Form
	group *huh.Group
	page  []question // of the page in sight
	width int
}

// pageTheme only sets a blank line between questions; they draw themselves.
var pageTheme = &huh.Theme{FieldSeparator: lipgloss.NewStyle().SetString("\n\n")}

// tall is a height no page reaches: the frame scrolls, not huh.
const tall = 10000

// visible are the fields of a sheet that are asked or shown now.
func (p *pager) visible(s sheet) []*ledger.Field {
	var out []*ledger.Field
	for _, f := range s.fields {
		q := p.questions[f.Name]
		if q == nil || !p.shown(f) || f.Type == ledger.TypeCalculate && f.Label.Vi == "" {
			continue
		}
		out = append(out, f)
	}
	return out
}

// open reports whether a page has anything to ask now.
func (p *pager) open(i int) bool {
	return i >= 0 && i < len(p.sheets) && slices.ContainsFunc(p.visible(p.sheets[i]), asks)
}

// next gives the nearest open page from i in the direction by, -1 when there is none.
func (p *pager) next(i, by int) int {
	for i += by; i >= 0 && i < len(p.sheets); i += by {
		if p.open(i) {
			return i
		}
	}
	return -1
}

// position counts the open pages: the number of the one in sight, and how many there are.
func (p *pager) position() (n, of int) {
	for i := range p.sheets {
		if p.open(i) {
			of++
			if i <= p.at {
				n = of
			}
		}
	}
	return n, of
}

// focused is the question under the cursor, nil on a page without any.
func (p *pager) focused() question {
	if p.form == nil {
		return nil
	}
	if q, ok := p.form.GetFocusedField().(question); ok && !q.Skip() {
		return q
	}
	return nil
}

// show builds the page in sight anew and puts the cursor on the field, or on the first question.
func (p *pager) show(field string) {
	p.page = nil
	var fields []huh.Field
	for _, f := range p.visible(p.sheets[p.at]) {
		q := p.questions[f.Name]
		p.page = append(p.page, q)
		fields = append(fields, q)
	}
	if len(fields) == 0 {
		p.form, p.group = nil, nil
		return
	}
	for _, q := range p.page {
		q.Blur()
	}
	p.group = huh.NewGroup(fields...).WithShowHelp(false).WithShowErrors(false)
	p.form = huh.NewForm(p.group).WithShowHelp(false).WithShowErrors(false).
		WithTheme(pageTheme).WithWidth(p.width).WithHeight(tall)
	p.form.Init()
	for range p.page {
		q := p.focused()
		if q != nil && (field == "" || q.GetKey() == field) || p.last() {
			break
		}
		p.form.NextField()
	}
}

// arrive lets the question under the cursor know that it is.
func (p *pager) arrive() tea.Cmd {
	if q := p.focused(); q != nil {
		return q.arrive()
	}
	return nil
}

// stale reports whether the page in sight no longer shows what is asked.
func (p *pager) stale() bool {
	return !slices.EqualFunc(p.page, p.visible(p.sheets[p.at]),
		func(q question, f *ledger.Field) bool { return q.GetKey() == f.Name })
}

// askable are the questions of the page that take the cursor.
func (p *pager) askable() []question {
	return slices.DeleteFunc(slices.Clone(p.page), func(q question) bool { return q.Skip() })
}

func (p *pager) index() int {
	return slices.IndexFunc(p.askable(), func(q question) bool { return q == p.focused() })
}

func (p *pager) first() bool { return p.index() <= 0 }
func (p *pager) last() bool  { return p.index() == len(p.askable())-1 && p.index() >= 0 }

// step moves the cursor inside the page; false at its end. The message goes through huh at once
// and not as a command: a key typed right after Enter must find the next question.
func (p *pager) step(to move) (bool, tea.Cmd) {
	switch {
	case p.form == nil, to == toNext && p.last(), to == toPrevious && p.first():
		return false, nil
	case to == toNext:
		p.form.NextField()
	default:
		p.form.PrevField()
	}
	return true, p.arrive()
}

// press gives a key to the question under the cursor, by way of huh.
func (p *pager) press(k tea.KeyMsg) tea.Cmd {
	q := p.focused()
	if q == nil {
		return nil
	}
	q.common().move, q.common().changed = stay, false
	_, cmd := p.form.Update(k)
	return cmd
}

// receive hands an answer of the store to the questions.
func (p *pager) receive(msg tea.Msg) {
	for _, q := range p.questions {
		q.receive(msg)
	}
}

// content is the page's text with the focused question in sight.
func (p *pager) content(width int) content {
	var c content
	if p.form == nil {
		return c
	}
	if width != p.width {
		p.width = width
		p.form.WithWidth(width)
	}
	for i, q := range p.page {
		lines := q.lines(width)
		if q == p.focused() {
			c.focusOn(lines...)
			c.cursor = c.from + q.common().cursor
		} else {
			c.add(lines...)
		}
		if i < len(p.page)-1 {
			c.add("")
		}
	}
	return c
}
