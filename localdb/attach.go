package localdb

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/ledger"
)

// attach opens the journal of a store just opened for writing and makes both say the same. When all
// is well it reads the journal's head and its last transaction.
func (s *Store) attach() error {
	var mark journalMark
	err := s.view(func(r reader) error {
		_, err := r.getCBOR(bucketMeta, metaJournal, &mark)
		return err
	})
	if err != nil {
		return err
	}
	st, err := s.lookAtJournal(mark)
	if err == nil && st.matches && s.doubtful {
		st.matches, err = s.journalIsGood()
	}
	former := false
	if err == nil && !st.matches {
		mark, former, err = s.formerJournal(mark)
	}
	switch {
	case err != nil:
		return err
	case st.matches:
		return s.openJournal(mark)
	case former: // what is in it is in the store
	case mark.ID == journalID{}: // a new store, a restored one, or one older than journals
		if err := s.putJournalAside(st.found, NoticeJournalForeign); err != nil {
			return err
		}
	case !st.found:
		s.tell(Notice{Kind: NoticeJournalMissing})
	case !st.readable:
		if err := s.putJournalAside(true, NoticeJournalDamaged); err != nil {
			return err
		}
	default:
		if err := s.reconcile(mark); err != nil {
			return err
		}
	}
	return s.renew(s.currentMark(mark))
}

func (s *Store) journalIsGood() (good bool, err error) {
	err = s.view(func(r reader) error {
		health, err := r.compareJournal()
		good = health == journalGood
		return err
	})
	return good, err
}

// currentMark is the store's mark, which a replay may have moved on.
func (s *Store) currentMark(mark journalMark) journalMark {
	if s.replayed > mark.Txn {
		mark.Txn = s.replayed
	}
	return mark
}

func (s *Store) putJournalAside(found bool, kind NoticeKind) error {
	if !found {
		return nil
	}
	kept, err := putAside(s.journalPath(), "so", ".journal", s.o.Now())
	if err == nil {
		s.tell(Notice{Kind: kind, Kept: kept})
	}
	return err
}

// reconcile takes over what the journal holds and the store lacks. A damaged journal is kept under
// a name with the date.
func (s *Store) reconcile(mark journalMark) error {
	b, err := os.ReadFile(s.journalPath())
	if err != nil {
		return err
	}
	scan := scanJournal(b)
	if scan.newer {
		return &NewerError{Path: s.journalPath(), Have: uint64(lockedVersion) + 1, Known: lockedVersion}
	}
	if sheet := scan.sheet(); sheet != nil && (s.vault == nil || sheet.ID != s.vault.sheet.ID) {
		return &DamagedError{Path: s.path, Reason: reasonOlder} // it is of before the PIN that its journal has
	}
	scan.unseal(s.vault)
	if ops := scan.after(mark.Txn); len(ops) > 0 {
		changes := countChanges(ops)
		err := s.update("replay journal", func(w *writer) error {
			return w.replay(ops, scan.whole() && scan.base > mark.Txn, !scan.whole())
		})
		if err != nil {
			return err
		}
		s.replayed = scan.top
		s.tell(Notice{Kind: NoticeReplayed, Changes: changes})
	}
	short := uint64(len(b)-scan.tail) < mark.Last
	switch {
	case scan.damaged > 0:
		return s.putJournalAside(true, NoticeJournalDamaged)
	case short && scan.base == mark.Base:
		s.tell(Notice{Kind: NoticeJournalShort})
	}
	return nil
}

func countChanges(ops []journalOp) (n int) {
	for i := range ops {
		if ops[i].kind == opPut && string(ops[i].name()) == string(bucketChanges) {
			n++
		}
	}
	return n
}

// replay writes what a journal holds. afresh: what the store has goes first, since the journal has
// all of it. relog: the journal has gaps, so the log is made anew.
func (w *writer) replay(ops []journalOp, afresh, relog bool) error {
	if afresh {
		for i, bucket := range journalBuckets {
			if i == 0 {
				continue // each of its keys is put again
			}
			if err := errors.Join(w.tx.DeleteBucket(bucket), w.createBucket(bucket)); err != nil {
				return err
			}
		}
	}
	for i := range ops {
		if err := w.redo(&ops[i]); err != nil {
			return err
		}
	}
	if err := w.recount(); err != nil {
		return err
	}
	if relog || w.state.Have > w.last() {
		if err := w.relogAll(); err != nil {
			return err
		}
	}
	return w.rebuild()
}

func (w *writer) createBucket(name []byte) error {
	_, err := w.tx.CreateBucket(name)
	return err
}

func (w *writer) redo(op *journalOp) error {
	if op.is(metaState) {
		return cbor.Unmarshal(op.value, &w.state)
	}
	if op.is(metaLock) {
		return nil // the store has its own; a change of PIN that it has not got was never told done
	}
	if op.kind == opDelete {
		_, err := w.delete(op.name(), op.key)
		return err
	}
	return w.put(op.name(), op.key, op.value)
}

// recount counts what rebuild does not count anew, and moves the clock past every change of this
// laptop.
func (w *writer) recount() error {
	w.state.Drafts, w.state.Quarantined = 0, 0
	for bucket, n := range map[string]*int{string(bucketDrafts): &w.state.Drafts, string(bucketQuarantine): &w.state.Quarantined} {
		err := w.scan([]byte(bucket), nil, func(_, _ []byte) (bool, error) {
			*n++
			return true, nil
		})
		if err != nil {
			return err
		}
	}
	key, err := w.key()
	if err != nil {
		return err
	}
	device := ledger.DeviceOf(key.Public().(ed25519.PublicKey))
	return w.scan(bucketChanges, nil, func(k, v []byte) (bool, error) {
		c, err := ledger.DecodeChange(v)
		if err != nil {
			return false, w.damaged(bucketChanges, k, err)
		}
		if c.Device == device && c.Clock.Compare(w.state.Clock) > 0 {
			w.state.Clock = c.Clock
		}
		return true, nil
	})
}

// relogAll makes the log anew, without gaps, and begins an epoch: what the log names and is there, in
// order, then changes of this laptop that it does not name, by their clock.
func (w *writer) relogAll() error {
	order, records, err := w.logged()
	if err != nil {
		return err
	}
	var keys [][]byte
	err = w.scan(bucketLog, nil, func(k, _ []byte) (bool, error) {
		keys = append(keys, append([]byte(nil), k...))
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, k := range keys {
		if _, err := w.delete(bucketLog, k); err != nil {
			return err
		}
	}
	var hash ledger.Hash
	for i, id := range order {
		raw, err := w.change(id)
		if err != nil {
			return err
		}
		hash = hash.Next(raw)
		if err := w.put(bucketLog, seqKey(uint64(i+1)), logEntry{change: id, record: records[id], hash: hash}.encode()); err != nil {
			return err
		}
	}
	return w.beginEpoch()
}

// logged gives the changes that belong into the log, in order, and their records.
func (w *writer) logged() (order []ledger.ID, records map[ledger.ID]ledger.ID, err error) {
	key, err := w.key()
	if err != nil {
		return nil, nil, err
	}
	device := ledger.DeviceOf(key.Public().(ed25519.PublicKey))
	var own []*ledger.Change
	there, records := map[ledger.ID]*ledger.Change{}, map[ledger.ID]ledger.ID{}
	err = w.scan(bucketChanges, nil, func(k, v []byte) (bool, error) {
		c, err := ledger.DecodeChange(v)
		if err != nil {
			return false, w.damaged(bucketChanges, k, err)
		}
		if there[c.ID] = c; c.Device == device {
			own = append(own, c)
		}
		return true, nil
	})
	if err != nil {
		return nil, nil, err
	}
	add := func(c *ledger.Change) {
		if _, again := records[c.ID]; !again {
			records[c.ID], order = c.Record, append(order, c.ID)
		}
	}
	err = w.eachLogged(0, func(_ uint64, e logEntry) (bool, error) {
		if c := there[e.change]; c != nil {
			add(c)
		}
		return true, nil
	})
	sortChanges(own)
	for _, c := range own {
		add(c)
	}
	return slices.Clip(order), records, err
}

// deny lets a store be read that cannot be written to, and says why.
func (s *Store) deny(err error) {
	s.broken = fmt.Errorf("journal: %w", err)
	s.tell(Notice{Kind: NoticeCannotWrite, Err: err})
}
