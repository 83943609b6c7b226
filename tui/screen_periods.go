package tui

import (
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// periodsScreen lists the reporting periods that the unit has to do with; Enter opens one to be
// closed: "everything is sent" or "nothing happened".
type periodsScreen struct {
	asked   int
	list    []ledger.PeriodStanding
	looked  bool
	failure error
	menu    menu
	page    int
}

func (s *periodsScreen) open(a *app) tea.Cmd {
	periods, today := a.Periods, a.today()
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() ([]ledger.PeriodStanding, error) { return periods.Standings(today) })
	return cmd
}

func (s *periodsScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[[]ledger.PeriodStanding]:
		if msg.id == s.asked {
			s.looked, s.list, s.failure = true, msg.value, msg.err
			s.menu.keep(len(s.list))
		}
	case sentMsg:
		return s.open(a)
	case tea.KeyMsg:
		switch {
		case msg.Type == tea.KeyEsc:
			return a.pop()
		case msg.Type == tea.KeyEnter:
			if s.menu.at < len(s.list) {
				return a.push(newPeriodScreen(a, s.list[s.menu.at]))
			}
		default:
			s.menu.key(msg, len(s.list), s.page)
		}
	}
	return nil
}

func (s *periodsScreen) heading(a *app) (left, right string) { return a.lang.t(wPeriodsTitle), "" }

func (s *periodsScreen) body(a *app, width, height int) content {
	s.page = max((height-3)/2, 1)
	c := content{lines: []string{""}}
	switch {
	case s.failure != nil:
		c.add(wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width)...)
	case !s.looked:
		c.add(a.lang.t(wReading))
	case len(s.list) == 0:
		c.add(wrap(a.lang.t(wNoPeriods), width)...)
	}
	for i, p := range s.list {
		right := a.lang.count(p.Records, nRecord) + " · " + a.lang.periodState(p)
		lines := a.rowLines(i == s.menu.at, clip(capital(p.Period.Title(string(a.lang))), width-2), "  "+clip(right, width-4))
		if i == s.menu.at {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
	}
	return c
}

func (s *periodsScreen) standing(*app, int) []string { return nil }

func (s *periodsScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyOpen)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *periodsScreen) help(a *app) string { return a.lang.t(wHelpPeriods) }

// capital makes a period's title begin a line.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// shortPeriod is a period's title without its days.
func (l language) shortPeriod(p ledger.Period) string {
	title, _, _ := strings.Cut(p.Title(string(l)), " (")
	return title
}

// periodState says where a period stands, with its deadline while it is open.
func (l language) periodState(p ledger.PeriodStanding) string {
	switch p.State {
	case ledger.PeriodNil:
		return l.t(wPeriodNil)
	case ledger.PeriodComplete:
		return l.t(wPeriodComplete)
	case ledger.PeriodLocked:
		return l.t(wPeriodLocked)
	}
	return l.daysLeft(p)
}

// daysLeft says how long a period may still be handed in.
func (l language) daysLeft(p ledger.PeriodStanding) string {
	day := p.Deadline.Format()[:5]
	switch {
	case p.DaysLeft < 0:
		return l.t(wPeriodLate, day)
	case p.DaysLeft == 0:
		return l.t(wPeriodToday, day)
	}
	return l.t(wPeriodLeft, l.count(p.DaysLeft, nDay), day)
}

// newPeriodScreen shows one period and asks what is to be said of it; saying nothing comes first.
func newPeriodScreen(a *app, p ledger.PeriodStanding) screen {
	options := append([]option{{a.lang.t(wPeriodLater), (*app).pop}}, closingOptions(a, p)...)
	if a.Host != nil {
		options = append(options, printOption(a, p, wPeriodPrint, false), printOption(a, p, wPeriodText, true))
	}
	return &choosingScreen{title: capital(a.lang.shortPeriod(p.Period)), text: strings.Join(periodLines(a, p), "\n"), about: wHelpPeriod, options: options}
}

// printOption writes the summary of a period, as a PDF or as text.
func printOption(a *app, p ledger.PeriodStanding, words say, text bool) option {
	return option{a.lang.t(words), func(a *app) tea.Cmd {
		return a.push(newPrintScreen(Paper{Period: p.Period.Label, Text: text}, a.lang.t(wPeriodPaper, a.lang.shortPeriod(p.Period))))
	}}
}

// closingOptions are what can be said of a period now.
func closingOptions(a *app, p ledger.PeriodStanding) (options []option) {
	closing := func(words say, outcome ledger.Outcome) {
		options = append(options, option{a.lang.t(words), func(a *app) tea.Cmd {
			label := p.Period.Label
			return a.push(&closingScreen{do: func() error { return a.Periods.ClosePeriod(label, outcome) }})
		}})
	}
	switch {
	case p.State == ledger.PeriodLocked:
		return nil
	case p.Outcome == "" || p.Outcome == ledger.OutcomeNil:
		closing(wPeriodSayComplete, ledger.OutcomeComplete)
	}
	if p.Records == 0 && p.Outcome == "" {
		closing(wPeriodSayNil, ledger.OutcomeNil)
	}
	if p.Outcome != "" {
		options = append(options, option{a.lang.t(wPeriodReopen), func(a *app) tea.Cmd {
			label := p.Period.Label
			return a.push(&closingScreen{do: func() error { return a.Periods.ReopenPeriod(label) }})
		}})
	}
	return options
}

// periodLines tell what a period holds and lacks.
func periodLines(a *app, p ledger.PeriodStanding) []string {
	l := a.lang
	out := []string{l.t(wPeriodSpan, p.Period.From.Format(), p.Period.To.Format()), capital(l.periodState(p)), ""}
	if p.State == ledger.PeriodNil || p.State == ledger.PeriodComplete {
		out[1] = l.t(wPeriodClosedBy, capital(l.periodState(p)), p.ClosedBy, l.moment(p.ClosedAt, a.Now()))
		if !p.Sent {
			out[1] += " " + l.t(wNotYetSent)
		}
	}
	var kinds []string
	for _, f := range a.Catalogue.Forms() {
		if n := p.ByForm[f.Name]; n > 0 {
			kinds = append(kinds, l.w(f.Title)+" "+number(n))
		}
	}
	recorded := l.t(wPeriodRecorded, l.count(p.Records, nRecord))
	if len(kinds) > 0 {
		recorded += " " + strings.Join(kinds, " · ")
	}
	out = append(out, recorded)
	if p.Drafts > 0 {
		out = append(out, l.t(wPeriodDrafts, l.count(p.Drafts, nRecord)))
	}
	if p.NotSent > 0 {
		out = append(out, l.t(wPeriodWaits, l.count(p.NotSent, nRecord)))
	}
	if p.Contradict {
		out = append(out, l.t(wPeriodContradict))
	}
	var missing []string
	for _, d := range p.Missing {
		missing = append(missing, l.w(d.Title))
	}
	if len(missing) > 0 {
		out = append(out, l.t(wPeriodMissing, strings.Join(missing, "; ")))
	}
	return out
}

// closingScreen says a word about a period, then goes back to the list, or tells why not.
type closingScreen struct {
	choosingScreen
	do    func() error
	asked int
}

func (s *closingScreen) open(a *app) tea.Cmd {
	do := s.do
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (bool, error) { return true, do() })
	return cmd
}

func (s *closingScreen) update(a *app, msg tea.Msg) tea.Cmd {
	r, ok := msg.(reply[bool])
	if !ok || r.id != s.asked {
		return nil
	}
	a.pop() // itself; the question about the period is the next
	cmd := a.pop()
	var worded interface{ Words() ledger.Words }
	switch {
	case errors.As(r.err, &worded):
		a.news = news{text: a.lang.w(worded.Words()), bad: true}
		return cmd
	case r.err != nil:
		a.failed(r.err)
		return cmd
	}
	return tea.Batch(cmd, a.kept(wPeriodSaid))
}

func (s *closingScreen) heading(a *app) (left, right string) { return a.lang.t(wPeriodsTitle), "" }

func (s *closingScreen) body(a *app, width, height int) content {
	return content{lines: []string{"", a.lang.t(wSaving)}}
}

func (s *closingScreen) keys(a *app) []hint { return a.waitKeys() }
