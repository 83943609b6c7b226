package tui

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// sendScreen shows how sending stands: only what receipts prove counts. Leaving it does not stop
// anything.
type sendScreen struct {
	asked   int
	data    *ledger.SyncStatus
	failure error
	named   ledger.ID // whose title was asked for last
	naming  int
	title   string
	ticking bool
}

func (s *sendScreen) open(a *app) tea.Cmd {
	var cmd tea.Cmd
	s.asked, cmd = ask(a, a.Store.Status)
	return tea.Batch(cmd, s.tick(a))
}

// secondMsg lets the screen tell the time anew.
type secondMsg struct{}

// tick asks for the next second while something is going on.
func (s *sendScreen) tick(a *app) tea.Cmd {
	if !a.sending.on || s.ticking {
		return nil
	}
	s.ticking = true
	return a.after(time.Second, secondMsg{})
}

func (s *sendScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[ledger.SyncStatus]:
		if msg.id == s.asked {
			s.failure = msg.err
			if msg.err == nil {
				s.data, a.status = &msg.value, msg.value
			}
		}
	case reply[string]:
		if msg.id == s.naming && msg.err == nil {
			s.title = msg.value
		}
	case progressMsg:
		return tea.Batch(s.open(a), s.name(a, msg.progress.LastID))
	case secondMsg:
		s.ticking = false
		return s.tick(a)
	case sentMsg:
		return s.open(a)
	case tea.KeyMsg:
		switch msg.Type {
		case tea.KeyEsc, tea.KeyEnter:
			return a.pop()
		case tea.KeyF5:
			return a.sendNow()
		case tea.KeyF6:
			if a.carries() {
				return a.push(&exportScreen{})
			}
		case tea.KeyF7:
			if a.carries() {
				return a.push(&importScreen{})
			}
		}
	}
	return nil
}

// name asks for the title of the last record proven.
func (s *sendScreen) name(a *app, id ledger.ID) tea.Cmd {
	if id.IsZero() || id == s.named {
		return nil
	}
	s.named = id
	store := a.Store
	var cmd tea.Cmd
	s.naming, cmd = ask(a, func() (string, error) {
		e, err := store.Entry(id)
		if err != nil || e == nil {
			return "", err
		}
		return oneLine(e.Title), nil
	})
	return cmd
}

func (s *sendScreen) heading(a *app) (left, right string) {
	left = a.lang.t(wSendTitle)
	sd := a.sending
	switch {
	case a.Syncer == nil:
		right = a.lang.t(wNotConnected)
	case sd.on && sd.progress.Phase == "waiting":
		right = a.lang.t(wPausing)
	case sd.on && sd.progress.Total > 0:
		right = a.lang.t(wSentOf, number(sd.progress.Proven), a.lang.count(sd.progress.Total, s.noun(a)))
	case sd.on:
		right = a.lang.t(wConnecting)
	case sd.done && sd.err != nil:
		right = a.lang.t(wNotDone)
	case sd.done:
		right = a.lang.t(wDone)
	}
	return left, right
}

// noun is what is counted: records when each waits with one change, else single writings.
func (s *sendScreen) noun(a *app) say {
	if s.data != nil && s.data.Pending == a.waiting() {
		return nRecord
	}
	return nWriting
}

func (s *sendScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	if a.Syncer == nil {
		c.add(wrap(a.lang.t(wHowToJoin), width)...)
		return c
	}
	if s.failure != nil {
		c.add(wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width)...)
	}
	c.add(s.stateLines(a, width)...)
	c.add("")
	c.add(s.factLines(a, width)...)
	c.add("")
	c.add(wrap(a.lang.t(wSwitchOff), width)...)
	return c
}

// stateLines say what is going on: the bar, or how the last run ended.
func (s *sendScreen) stateLines(a *app, width int) []string {
	sd := a.sending
	p := sd.progress
	var out []string
	if sd.on && p.Total > 0 {
		out = append(out, s.bar(a, width))
	}
	switch {
	case sd.on && p.Phase == "waiting":
		out = append(out, s.badLines(a, a.whyNot(p.Err), width)...)
		if wait := p.NextTry.Sub(a.Now()); !p.NextTry.IsZero() {
			out = append(out, wrap(a.lang.t(wNextTry, clock(p.NextTry), a.lang.span(max(wait, time.Second))), width)...)
		}
	case sd.on && p.Phase == "files":
		out = append(out, wrap(a.lang.t(wSendingFiles, ledger.ShowBytes(p.FileBytesSent), ledger.ShowBytes(p.FileBytes)), width)...)
	case sd.on && p.Phase == "receiving":
		out = append(out, wrap(a.lang.t(wReceiving, number(p.Pulled)), width)...)
	case sd.on && p.Total == 0:
		out = append(out, wrap(a.lang.t(wConnectingLong), width)...)
	case sd.on && p.Attempt > 1:
		out = append(out, wrap(a.lang.t(wAttempt, p.Attempt), width)...)
	case sd.done && sd.err != nil:
		out = append(out, s.badLines(a, a.whyNot(sd.err), width)...)
	case sd.done:
		text := a.lang.t(wSentAll, clock(sd.at))
		if p.Total == 0 {
			text = a.lang.t(wNothingToSend, a.lang.moment(s.confirmed(a), a.Now()))
		}
		for _, l := range wrap(text, width) {
			out = append(out, a.st.good.Render(l))
		}
	case !sd.on:
		out = append(out, wrap(a.lang.t(wNotSendingNow), width)...)
	}
	return out
}

// confirmed is when the commune last confirmed what it has.
func (s *sendScreen) confirmed(a *app) time.Time {
	if t := a.status.LastReceipt; t != nil {
		return *t
	}
	return a.sending.at
}

func (s *sendScreen) badLines(a *app, text string, width int) []string {
	if text == "" {
		text = a.lang.t(wStopped)
	}
	lines := wrap(text, width)
	for i := range lines {
		lines[i] = a.st.bad.Render(lines[i])
	}
	return lines
}

// bar shows what part is proven, and how long the rest may take at this pace.
func (s *sendScreen) bar(a *app, width int) string {
	p := a.sending.progress
	done := max(min(p.Proven, p.Total), 0)
	tail := a.lang.t(wPercent, done*100/p.Total)
	if elapsed := a.Now().Sub(p.Started); done > 0 && done < p.Total && elapsed > 0 && p.Phase == "sending" {
		left := elapsed / time.Duration(done) * time.Duration(p.Total-done)
		tail += "   " + a.lang.t(wTimeLeft, a.lang.span(left))
	}
	room := max(min(width-cellsOf(tail)-3, 50), 5)
	full := room * done / p.Total
	return strings.Repeat("█", full) + strings.Repeat("░", room-full) + "   " + tail
}

// span is a length of time in words.
func (l language) span(d time.Duration) string {
	if d < 90*time.Second {
		return l.count(int((d+time.Second-1)/time.Second), nSecond)
	}
	if d < 90*time.Minute {
		return l.count(int((d+30*time.Second)/time.Minute), nMinute)
	}
	return l.count(int((d+30*time.Minute)/time.Hour), nHour)
}

// factLines are what is known for certain.
func (s *sendScreen) factLines(a *app, width int) []string {
	var out []string
	fact := func(label say, text string) {
		out = append(out, answerLines(a.lang.t(label), text, width)...)
	}
	p := a.sending.progress
	if (a.sending.on || a.sending.done) && p.Total > 0 {
		proven := a.lang.count(p.Proven, s.noun(a))
		if p.Proven == 0 {
			proven = a.lang.t(wNoneProven)
		}
		if s.title != "" && p.Proven > 0 {
			proven += " " + a.lang.t(wUpTo, s.title)
		}
		fact(wFactProven, proven)
	}
	waits := a.lang.count(a.waiting(), nRecord)
	if t := a.status.OldestPending; t != nil && a.waiting() > 0 {
		waits += a.lang.t(wOldest, a.lang.moment(*t, a.Now()))
	}
	fact(wFactWaiting, waits)
	if n := a.status.FilesPending; n > 0 {
		fact(wFactFiles, a.lang.count(n, nFile)+" ("+ledger.ShowBytes(a.status.FileBytesPending)+")")
	}
	fact(wFactReceived, s.received(a))
	last := a.lang.t(wNever)
	if t := a.status.LastReceipt; t != nil {
		last = a.lang.moment(*t, a.Now())
	}
	fact(wFactLast, last)
	return out
}

// received is what the commune has sent that asks for something.
func (s *sendScreen) received(a *app) string {
	n := a.sending.progress.Pulled
	if a.sending.done && !a.sending.on {
		n = a.sending.result.Pulled
	}
	text := a.lang.t(wNoNews)
	if n > 0 {
		text = a.lang.count(n, nNews)
	}
	if r := a.status.Returned; r > 0 {
		text += " · " + a.lang.t(wReturnedCount, a.lang.count(r, nRecord))
	}
	if r := a.status.Rejected; r > 0 {
		text += " · " + a.lang.t(wRejectedCount, a.lang.count(r, nRecord))
	}
	return text
}

func (s *sendScreen) standing(*app, int) []string { return nil }

func (s *sendScreen) keys(a *app) []hint {
	t := a.lang.t
	if a.Syncer == nil {
		return []hint{{"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
	}
	back := wKeyBack
	if a.sending.on {
		back = wKeyBackSending
	}
	keys := []hint{{"F5", t(wKeySendNow)}}
	if a.carries() {
		keys = append(keys, hint{"F6", t(wKeyUSB)}, hint{"F7", t(wKeyReceive)})
	}
	return append(keys, hint{"F1", t(wKeyHelp)}, hint{"Esc", t(back)})
}

func (s *sendScreen) help(a *app) string { return a.lang.t(wHelpSending) }
