package tui

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// sending is one run of the Syncer. It goes on whatever screen is in sight.
type sending struct {
	run      int // the number of the latest run
	on       bool
	cancel   context.CancelFunc
	again    bool // begin anew as soon as the run has ended
	progress ledger.SyncProgress
	events   chan ledger.SyncProgress
	ended    chan sentMsg

	failures int // runs in a row that ended with an error

	done   bool // a run has ended since the program began
	result ledger.SyncResult
	err    error
	at     time.Time // when it ended
}

// progressMsg and sentMsg tell how a run stands and how it ended.
type progressMsg struct {
	run      int
	progress ledger.SyncProgress
}

type sentMsg struct {
	run    int
	result ledger.SyncResult
	err    error
	at     time.Time
	last   *ledger.SyncProgress // what nobody had read yet when the run ended
}

// sendNow sends at once: a run that only waits for its next try is begun anew.
func (a *app) sendNow() tea.Cmd {
	if a.sending.on && a.sending.progress.Phase == "waiting" {
		a.sending.again = true
		a.sending.cancel()
		return nil
	}
	return a.beginSending()
}

// beginSending starts a run unless one is under way.
func (a *app) beginSending() tea.Cmd {
	if a.Syncer == nil || a.sending.on {
		return nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &a.sending
	s.run++
	s.on, s.again, s.cancel = true, false, cancel
	s.progress = ledger.SyncProgress{Phase: "connecting", Started: a.Now()}
	s.events = make(chan ledger.SyncProgress, 1)
	s.ended = make(chan sentMsg, 1)
	run, events, ended, syncer, now := s.run, s.events, s.ended, a.Syncer, a.Now
	start := func() tea.Msg {
		go func() {
			defer cancel()
			result, err := syncer.Sync(ctx, func(p ledger.SyncProgress) { latest(events, p) })
			ended <- sentMsg{run: run, result: result, err: err, at: now()}
		}()
		return nil
	}
	return tea.Batch(start, listen(run, events, ended))
}

// latest puts p into the channel in place of what nobody has read yet. Only one goroutine sends.
func latest(events chan ledger.SyncProgress, p ledger.SyncProgress) {
	select {
	case <-events:
	default:
	}
	select {
	case events <- p:
	default:
	}
}

// listen waits for the run's next word.
func listen(run int, events chan ledger.SyncProgress, ended chan sentMsg) tea.Cmd {
	return func() tea.Msg {
		select {
		case p := <-events:
			return progressMsg{run, p}
		case end := <-ended:
			select {
			case p := <-events:
				end.last = &p
			default:
			}
			return end
		}
	}
}

// noteSending takes a run's word and waits for the next.
func (a *app) noteSending(msg tea.Msg) tea.Cmd {
	s := &a.sending
	switch msg := msg.(type) {
	case progressMsg:
		if msg.run != s.run || !s.on {
			return nil
		}
		s.progress = msg.progress
		return listen(s.run, s.events, s.ended)
	case sentMsg:
		if msg.run != s.run {
			return nil
		}
		if msg.last != nil {
			s.progress = *msg.last
		}
		s.on, s.done, s.result, s.err, s.at = false, true, msg.result, msg.err, msg.at
		if s.again {
			return a.beginSending()
		}
		if s.failures++; msg.err == nil {
			s.failures = 0
		}
		return a.lookLater()
	}
	return nil
}

// stopSending ends a run under way; what is proven stays proven.
func (a *app) stopSending() {
	if a.sending.cancel != nil {
		a.sending.again = false
		a.sending.cancel()
	}
}

// whyNot puts a failure to send into words; "" when there is none or the run was stopped here.
func (a *app) whyNot(err error) string {
	if err == nil || errors.Is(err, context.Canceled) {
		return ""
	}
	return a.lang.w(a.Explain(err))
}

// lastFailure is the failure that the store remembers.
func (a *app) lastFailure() string {
	switch a.status.LastError {
	case "":
		return ""
	case "offline":
		return a.lang.t(wOffline)
	}
	return a.lang.w(a.Explain(&ledger.Error{Code: ledger.Code(a.status.LastError)}))
}

// sendingLine says in one or two sentences what is proven about sending.
func (a *app) sendingLine() string {
	st := a.status
	if a.Practice {
		return a.lang.t(wPracticeSending)
	}
	if !st.Joined || a.Syncer == nil {
		if n := a.waiting(); n > 0 {
			return a.lang.t(wNotJoinedWaiting, a.lang.count(n, nRecord))
		}
		return a.lang.t(wNotJoined)
	}
	if a.sending.on && a.sending.progress.Phase != "waiting" {
		p := a.sending.progress
		if p.Phase == "files" {
			return a.lang.t(wSendingFiles, ledger.ShowBytes(p.FileBytesSent), ledger.ShowBytes(p.FileBytes))
		}
		if p.Total > 0 {
			return a.lang.t(wSendingNow, number(p.Proven), number(p.Total))
		}
		return a.lang.t(wAskingNow)
	}
	return a.provenLine()
}

func (a *app) provenLine() string {
	st, now := a.status, a.Now()
	n := a.waiting()
	line := a.lang.t(wNeverSent)
	switch {
	case st.LastReceipt == nil:
	case n == 0 || st.OldestPending == nil || st.OldestPending.After(*st.LastReceipt):
		line = a.lang.t(wReceivedAll, a.lang.moment(*st.LastReceipt, now))
	default:
		line = a.lang.t(wReceivedSome, a.lang.moment(*st.LastReceipt, now))
	}
	if files := st.FilesPending; n == 0 && files > 0 {
		return line + " " + a.lang.t(wFilesWait, a.lang.count(files, nFile), ledger.ShowBytes(st.FileBytesPending))
	}
	if n == 0 {
		return line + " " + a.lang.t(wNothingWaits)
	}
	why := a.lastFailure()
	switch s := a.sending; {
	case s.on && s.progress.Err != nil:
		why = a.whyNot(s.progress.Err)
	case s.done && s.err != nil:
		why = a.whyNot(s.err)
	}
	if why == "" {
		return line + " " + a.lang.t(wWaits, a.lang.count(n, nRecord))
	}
	return line + " " + a.lang.t(wWaitsBecause, a.lang.count(n, nRecord), clause(why))
}
