package localdb

import (
	"fmt"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Status tells what is proven about sending, and how many of what there is. It reads counters and
// the log's unconfirmed part, nothing else.
func (s *Store) Status() (status ledger.SyncStatus, err error) {
	err = s.view(func(r reader) error {
		status, err = r.status()
		return err
	})
	if err != nil {
		return status, fmt.Errorf("read status: %w", err)
	}
	return status, nil
}

func (r reader) status() (out ledger.SyncStatus, err error) {
	st, err := r.state()
	if err != nil {
		return out, err
	}
	id, err := r.identity()
	if err != nil {
		return out, err
	}
	var c contact
	if _, err := r.getCBOR(bucketMeta, metaContact, &c); err != nil {
		return out, err
	}
	out = ledger.SyncStatus{Unit: id.Unit.ID, Device: id.Device.String(), Joined: id.Joined,
		LastReceipt: instant(c.Receipt), NextTry: instant(c.NextTry), LastError: c.Error,
		Drafts: st.Drafts, Returned: st.Returned, Conflicts: st.Conflicts, Rejected: st.Rejected, Records: st.Records}
	if err := r.waitingFiles(&out); err != nil {
		return out, err
	}
	return out, r.pending(st.Have, &out)
}

func instant(ms int64) *time.Time {
	if ms == 0 {
		return nil
	}
	t := time.UnixMilli(ms)
	return &t
}

// pending counts what the commune has not confirmed.
func (r reader) pending(have uint64, out *ledger.SyncStatus) error {
	seen := map[ledger.ID]bool{}
	var oldest ledger.ID
	err := r.eachLogged(have, func(_ uint64, e logEntry) (bool, error) {
		if out.Pending == 0 {
			oldest = e.change
		}
		out.Pending++
		if !seen[e.record] {
			seen[e.record] = true
			out.PendingIDs = append(out.PendingIDs, e.record)
		}
		return true, nil
	})
	if err != nil || out.Pending == 0 {
		return err
	}
	raw, err := r.change(oldest)
	if err != nil {
		return err
	}
	c, err := ledger.DecodeChange(raw)
	if err != nil {
		return r.damaged(bucketChanges, oldest[:], err)
	}
	out.OldestPending = instant(c.Wall)
	return nil
}
