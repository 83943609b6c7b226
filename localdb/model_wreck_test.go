package localdb

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// wreck spoils the closed store's file; it must come back whole from the journal, as a new log.
func (m *model) wreck() {
	check(m.t, m.s.Close())
	path := filepath.Join(m.home, FileName)
	switch m.pick("wreck", 3) {
	case 0:
		check(m.t, os.Remove(path))
	case 1:
		check(m.t, os.Truncate(path, 5000))
	default:
		b, err := os.ReadFile(path)
		check(m.t, err)
		clear(b[:8192])
		check(m.t, writeAll(path, b))
	}
	m.s = nil
	m.reopen()
	m.have = 0
	if kinds := noticeKinds(m.s); !slices.Equal(kinds, []NoticeKind{NoticeRebuilt}) || m.s.Notices()[0].Lost != 0 {
		m.t.Fatalf("notices %+v", m.s.Notices())
	}
}

// keepOld keeps the closed store's file as it is now; putOldBack puts it in the place of a newer
// one, as somebody does who copies a backup by hand. The journal then brings back what came after.
func (m *model) keepOld() {
	check(m.t, m.s.Close())
	b, err := os.ReadFile(filepath.Join(m.home, FileName))
	check(m.t, err)
	m.s, m.old = nil, b
	m.reopen()
}

func (m *model) putOldBack() {
	if m.old == nil {
		return
	}
	check(m.t, m.s.Close())
	check(m.t, writeAll(filepath.Join(m.home, FileName), m.old))
	m.s = nil
	m.reopen()
	for _, n := range m.s.Notices() {
		if n.Kind == NoticeRebuilt && n.Lost == 0 { // the old one was of before the PIN
			m.have = 0
		} else if n.Kind != NoticeReplayed {
			m.t.Fatalf("notice %+v", n)
		}
	}
}

// lapse takes the journal away or its end; the store needs nothing of it.
func (m *model) lapse() {
	check(m.t, m.s.Close())
	path := filepath.Join(m.home, JournalName)
	info, err := os.Stat(path)
	check(m.t, err)
	if m.pick("lapse", 2) == 0 {
		check(m.t, os.Remove(path))
	} else {
		check(m.t, os.Truncate(path, int64(m.pick("to", int(info.Size())))))
	}
	m.s, m.old = nil, nil
	m.reopen()
	if len(m.s.Notices()) > 1 {
		m.t.Fatalf("notices %+v", m.s.Notices())
	}
}

// changePIN sets a PIN, changes it or removes it. Nothing that can be read is another for it.
func (m *model) changePIN() {
	switch {
	case !m.s.HasPIN():
		setPIN(m.t, m.s, testPIN)
	case m.pick("pin", 2) == 0:
		setPIN(m.t, m.s, testPIN)
	default:
		check(m.t, m.s.RemovePIN())
	}
	m.s.db.NoSync = true
	if len(m.s.Notices()) > 0 && m.s.Notices()[len(m.s.Notices())-1].Kind == NoticePINUnfinished {
		m.t.Fatalf("notices %+v", m.s.Notices())
	}
}

func noticeKinds(s *Store) (kinds []NoticeKind) {
	for _, n := range s.Notices() {
		kinds = append(kinds, n.Kind)
	}
	return kinds
}

// mended forgets why the commune did not count a record, when a change from elsewhere has put it
// right.
func (m *model) mended(c *ledger.Change) {
	_, last := m.lastOwn(c.Record)
	if rej, rejected := m.rejected[last]; !rejected || rej.Code != ledger.CodeInvalid || len(c.Set) == 0 {
		return
	}
	form := m.o.Catalogue.Form(c.Form)
	if _, problems := form.Finalize(ledger.Fold(m.changes(c.Record, nil)).Values(), ledger.Env{Today: viet.DateOf(m.o.Now())}); len(problems) == 0 {
		delete(m.rejected, last)
	}
}
