package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// Readmit implements commune.Logs.
func (s *Store) Readmit(ctx context.Context, code ledger.Code, at time.Time, judge func(commune.StoredEntry) commune.Entry,
	fold commune.Fold) (admitted int, err error) {
	err = s.write(ctx, "judge again", func(t *tx) error {
		var marked []commune.StoredEntry
		if err := t.each(`SELECT device, epoch, seq, hash, raw FROM entry WHERE commune = $1 AND code = $2
			ORDER BY device, epoch, seq`, []any{string(code)}, func(rows *sql.Rows) error {
			e := commune.StoredEntry{Code: code}
			err := rows.Scan(fixed{e.Device[:]}, fixed{e.Epoch[:]}, &e.Seq, fixed{e.Hash[:]}, &e.Bytes)
			marked = append(marked, e)
			return err
		}); err != nil {
			return err
		}
		for _, old := range marked {
			e := judge(old)
			if e.Code == code {
				continue
			}
			a := appending{tx: t, job: &job{fold: fold, seg: commune.Segment{Device: old.Device, Epoch: old.Epoch,
				Entries: []commune.Entry{e}, Received: at}}}
			if err := a.readmit(old.Seq); err != nil {
				return err
			}
			admitted++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return admitted, nil
}

// readmit gives the segment's one entry, which is in the log at seq, its new verdict.
func (a *appending) readmit(seq uint64) error {
	if err := a.load(); err != nil {
		return err
	}
	var number uint64
	if err := a.row(`UPDATE commune SET number = number + 1 WHERE commune = $1 RETURNING number`).Scan(&number); err != nil {
		return err
	}
	e := a.seg.Entries[0]
	fresh, code, err := a.count(e, number)
	if err != nil {
		return err
	}
	if !fresh {
		if err := a.exec(`UPDATE commune SET number = number - 1 WHERE commune = $1`); err != nil {
			return err
		}
	}
	if err := a.exec(`DELETE FROM entry WHERE commune = $1 AND device = $2 AND epoch = $3 AND seq = $4`,
		a.seg.Device[:], a.seg.Epoch[:], seq); err != nil {
		return err
	}
	if err := a.enter(seq, e, code); err != nil {
		return err
	}
	for _, id := range a.touched {
		if err := a.settle(id); err != nil {
			return err
		}
	}
	return nil
}
