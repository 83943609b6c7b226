package tui

import (
	"context"
	"errors"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

func TestSendFromHome(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.sees("Xã đã nhận đủ đến 17:10 hôm qua. Chờ gửi: 1 phiếu.")
	d.keys(tea.KeyF5)
	d.sees("đã xong", "Xã đã nhận đủ, lúc 09:41.")
	d.keys(tea.KeyEsc)
	d.sees("Xã đã nhận đủ đến 09:41 hôm nay. Không còn phiếu chờ gửi.")
}

func TestSendingFailsInWords(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.syncer.err = errors.New("dial tcp 10.0.0.1:443: connect: no route to host")
	d.keys(tea.KeyF5)
	d.sees("Chưa có mạng. Các phiếu vẫn nằm nguyên trên máy này.")
	d.seesNot("dial tcp")
	d.keys(tea.KeyEsc)
	d.sees("Chờ gửi: 1 phiếu (chưa có mạng).")
}

func TestAutoSendAfterHandingIn(t *testing.T) {
	d := newDriver(t, "vi")
	d.m.AutoSend = true
	d.start(80, 24)
	if d.syncer.runs != 1 {
		t.Fatalf("%d runs at start", d.syncer.runs)
	}
	d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Họp", tea.KeyPgDown, "45", tea.KeyF9, tea.KeyEnter)
	if d.syncer.runs != 2 || len(d.store.pending) != 0 {
		t.Errorf("%d runs, %d changes wait", d.syncer.runs, len(d.store.pending))
	}
}

// slowSyncer waits for its context to end.
type slowSyncer struct{ begun, ended chan struct{} }

func (s *slowSyncer) Sync(ctx context.Context, progress func(ledger.SyncProgress)) (ledger.SyncResult, error) {
	progress(ledger.SyncProgress{Phase: "waiting", Total: 1})
	s.begun <- struct{}{}
	<-ctx.Done()
	s.ended <- struct{}{}
	return ledger.SyncResult{}, ctx.Err()
}

// Leaving the send screen does not stop sending; F5 during a pause begins anew; quitting ends it.
func TestSendingGoesOn(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	s := &slowSyncer{make(chan struct{}, 2), make(chan struct{}, 2)}
	d.m.Syncer = s
	d.start(80, 24)
	d.sendWithoutWaiting(t, d.m.beginSending(), s)
	d.m.handle(progressMsg{d.m.sending.run, ledger.SyncProgress{Phase: "waiting", Total: 1}})
	d.run(d.m.push(&sendScreen{}))
	d.keys(tea.KeyEsc)
	d.sees("Cần làm")
	select {
	case <-s.ended:
		t.Fatal("leaving the screen stopped sending")
	default:
	}
	if cmd := d.m.sendNow(); cmd != nil {
		t.Fatal("a second run began beside the first")
	}
	<-s.ended
	d.sendWithoutWaiting(t, d.m.noteSending(sentMsg{run: d.m.sending.run, err: context.Canceled}), s)
	d.m.stopSending()
	<-s.ended
}

// sendWithoutWaiting runs the command that starts a run, but not the one that listens to it.
func (d *driver) sendWithoutWaiting(t *testing.T, cmd tea.Cmd, s *slowSyncer) {
	t.Helper()
	batch, ok := cmd().(tea.BatchMsg)
	if !ok || len(batch) != 2 {
		t.Fatal("a run is not started by two commands")
	}
	batch[0]()
	select {
	case <-s.begun:
	case <-time.After(5 * time.Second):
		t.Fatal("the run did not begin")
	}
}

// Progress of an older run changes nothing.
func TestStaleProgressIsDropped(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.keys(tea.KeyF5)
	d.send(progressMsg{d.m.sending.run - 1, ledger.SyncProgress{Phase: "sending", Total: 9, Proven: 3}})
	d.seesNot("3/9")
}

func TestLatestProgressWins(t *testing.T) {
	events := make(chan ledger.SyncProgress, 1)
	for i := range 5 {
		latest(events, ledger.SyncProgress{Proven: i})
	}
	if p := <-events; p.Proven != 4 {
		t.Errorf("got %d", p.Proven)
	}
}

// The screens ask by themselves every quarter of an hour or so, also with nothing to send; what
// somebody types meanwhile stays, and a look that is out of date begins nothing.
func TestLooksByItself(t *testing.T) {
	d := newDriver(t, "vi")
	var waits []time.Duration
	var looks []tea.Msg
	d.m.AutoSend = true
	d.m.after = func(wait time.Duration, msg tea.Msg) tea.Cmd {
		if _, ok := msg.(lookMsg); ok {
			waits, looks = append(waits, wait), append(looks, msg)
		}
		return nil
	}
	d.start(80, 24)
	if d.syncer.runs != 1 || len(looks) != 1 || waits[0] < lookEvery*3/4 || waits[0] > lookEvery*5/4 {
		t.Fatalf("%d runs, next in %v", d.syncer.runs, waits)
	}
	d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Họp th")
	d.send(looks[0])
	d.keys("ôn")
	d.sees("Họp thôn")
	if d.syncer.runs != 2 || len(looks) != 2 {
		t.Fatalf("%d runs, %d looks after the first", d.syncer.runs, len(looks))
	}
	d.send(looks[0])
	if d.syncer.runs != 2 {
		t.Error("a look that was out of date began a run")
	}
	d.syncer.err = errors.New("revoked")
	for range 5 {
		d.send(looks[len(looks)-1])
	}
	if last := waits[len(waits)-1]; last < lookMost*3/4 || last > lookMost*5/4 {
		t.Errorf("after failures in a row the next look is in %v", last)
	}
	d.syncer.err = nil
	d.send(looks[len(looks)-1])
	if last := waits[len(waits)-1]; last > lookEvery*5/4 {
		t.Errorf("after a good run the next look is in %v", last)
	}
}

// A record handed in during a long pause is tried at once.
func TestHandingInEndsThePause(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	s := &slowSyncer{make(chan struct{}, 2), make(chan struct{}, 2)}
	d.m.Syncer, d.m.AutoSend = s, true
	d.m.stack[0].open(d.m.app)
	d.sendWithoutWaiting(t, d.m.beginSending(), s)
	d.m.handle(progressMsg{d.m.sending.run, ledger.SyncProgress{Phase: "waiting", Total: 1}})
	d.m.kept(wMessageKept)
	<-s.ended
	if !d.m.sending.again {
		t.Error("the run was ended and none begins anew")
	}
}
