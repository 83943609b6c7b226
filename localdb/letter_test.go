package localdb

import (
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// TestLettersAreOldNews: a receipt that was signed days ago moves the proven position, but sets the
// commune's clock forward only.
func TestLettersAreOldNews(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	if at, err := s.Heard(); err != nil || !at.IsZero() {
		t.Fatalf("heard at %v before any receipt, %v", at, err)
	}
	offset := func() (ahead int64) {
		check(t, s.view(func(r reader) error {
			st, err := r.state()
			ahead = st.Offset
			return err
		}))
		return ahead
	}
	now := s.o.Now().UnixMilli()
	receipt := func(wall int64) ledger.Receipt {
		p, err := s.Position()
		check(t, err)
		_, hash, err := s.Outbox(1, 1)
		check(t, err)
		id, err := s.Identity()
		check(t, err)
		return ledger.Receipt{Commune: id.Commune, Device: id.Device, Epoch: p.Epoch, Have: 1, Hash: hash, Wall: wall, Unit: id.Unit}
	}
	days := (72 * time.Hour).Milliseconds()
	if _, err := s.AcceptLetter(receipt(now-days), nil); err != nil || offset() != 0 {
		t.Fatalf("an old letter set the clock back by %d, %v", offset(), err)
	}
	if at, err := s.Heard(); err != nil || at.UnixMilli() != now-days {
		t.Fatalf("heard at %v, %v", at, err)
	}
	if p, err := s.Position(); err != nil || p.Have != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	if _, err := s.AcceptLetter(receipt(now+days), nil); err != nil || offset() < days-60000 {
		t.Fatalf("a letter from later did not set the clock: %d, %v", offset(), err)
	}
	if _, err := s.Accept(receipt(now), nil); err != nil || offset() > 0 {
		t.Fatalf("the network's clock counts as it is: %d, %v", offset(), err)
	}
}
