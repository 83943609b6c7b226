package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// Head implements commune.Logs.
func (s *Store) Head(ctx context.Context, device ledger.DeviceID, epoch ledger.Epoch) (h commune.Head, err error) {
	err = s.read(ctx, "read log", func(t *tx) error {
		h, _, err = t.head(device, epoch)
		return err
	})
	return h, err
}

func (t *tx) head(device ledger.DeviceID, epoch ledger.Epoch) (h commune.Head, known bool, err error) {
	err = t.row(`SELECT have, hash FROM log WHERE commune = $1 AND device = $2 AND epoch = $3`, device[:], epoch[:]).
		Scan(&h.Have, fixed{h.Hash[:]})
	if errors.Is(err, sql.ErrNoRows) {
		return commune.Head{}, false, nil
	}
	return h, true, err
}

// HashAt implements commune.Logs.
func (s *Store) HashAt(ctx context.Context, device ledger.DeviceID, epoch ledger.Epoch, seq uint64) (h ledger.Hash, err error) {
	if seq == 0 {
		return h, nil
	}
	if int64(seq) < 0 {
		return h, commune.ErrNotFound
	}
	err = s.read(ctx, "read log", func(t *tx) error {
		return t.row(`SELECT hash FROM entry WHERE commune = $1 AND device = $2 AND epoch = $3 AND seq = $4`,
			device[:], epoch[:], seq).Scan(fixed{h[:]})
	})
	return h, err
}

// advance moves the log's head over the segment; ErrMoved when it is not where the segment begins.
func (t *tx) advance(seg commune.Segment) (commune.Head, error) {
	at, known, err := t.head(seg.Device, seg.Epoch)
	if err != nil {
		return at, err
	}
	if at != seg.After {
		return at, commune.ErrMoved
	}
	last := seg.Entries[len(seg.Entries)-1].Hash
	head := commune.Head{Have: at.Have + uint64(len(seg.Entries)), Hash: last}
	if !known {
		return head, t.quick(`INSERT INTO log (commune, device, epoch, have, hash, opened) VALUES ($1, $2, $3, $4, $5, $6)`,
			seg.Device[:], seg.Epoch[:], head.Have, last[:], millis(seg.Received))
	}
	return head, t.quick(`UPDATE log SET have = $4, hash = $5 WHERE commune = $1 AND device = $2 AND epoch = $3`,
		seg.Device[:], seg.Epoch[:], head.Have, last[:])
}

// Rejected implements commune.Logs.
func (s *Store) Rejected(ctx context.Context, device ledger.DeviceID, epoch ledger.Epoch, from, to uint64) (out []commune.Verdict, err error) {
	err = s.read(ctx, "read rejections", func(t *tx) error {
		return t.each(`SELECT e.seq, coalesce(e.change, e.claimed), e.code, coalesce(r.code, ''), coalesce(r.field, ''),
			coalesce(r.reason_vi, ''), coalesce(r.reason_en, '')
			FROM entry e
			LEFT JOIN change c ON c.commune = e.commune AND c.id = e.change
			LEFT JOIN record r ON r.commune = c.commune AND r.id = c.record
			WHERE e.commune = $1 AND e.device = $2 AND e.epoch = $3 AND e.seq BETWEEN $4 AND $5
			AND (e.code <> '' OR r.code <> '') ORDER BY e.seq`,
			[]any{device[:], epoch[:], from, to}, func(rows *sql.Rows) error {
				var v commune.Verdict
				var own ledger.Code
				err := rows.Scan(&v.Seq, fixed{v.ID[:]}, &own, &v.Code, &v.Field, &v.Reason.Vi, &v.Reason.En)
				if own != "" {
					v.Code = own
				}
				out = append(out, v)
				return err
			})
	})
	return out, err
}

// Pull implements commune.Logs.
func (s *Store) Pull(ctx context.Context, q commune.PullQuery) (page commune.PullPage, err error) {
	others := `commune = $1 AND number > $2 AND NOT (device = $3 AND epoch = $4) AND unit IN ($6`
	units := []any{q.Unit}
	for i, u := range q.Former {
		others += fmt.Sprintf(", $%d", i+7)
		units = append(units, u)
	}
	others += ")"
	err = s.read(ctx, "pull", func(t *tx) error {
		if err := t.row(`SELECT number FROM commune WHERE commune = $1`).Scan(&page.Newest); err != nil {
			return err
		}
		after := int64(min(q.After, 1<<62))
		size := 0
		full := errors.New("page is full")
		err := t.each(`SELECT `+loggedColumns+` FROM change WHERE `+others+` ORDER BY number LIMIT $5`,
			append([]any{after, q.Device[:], q.Epoch[:], max(q.Count, 1)}, units...), func(rows *sql.Rows) error {
				l, err := scanLogged(rows)
				if err != nil {
					return err
				}
				if size += len(l.Bytes); size > q.Bytes && len(page.Changes) > 0 {
					return full
				}
				page.Changes = append(page.Changes, l)
				return nil
			})
		if err != nil && !errors.Is(err, full) || len(page.Changes) == 0 {
			return err
		}
		last := page.Changes[len(page.Changes)-1].Number
		return t.row(`SELECT count(*) FROM change WHERE `+others+` AND 0 <= $5`,
			append([]any{last, q.Device[:], q.Epoch[:], 0}, units...)...).Scan(&page.More)
	})
	return page, err
}

const loggedColumns = `number, id, bytes, received, device, epoch`

func scanLogged(rows *sql.Rows, more ...any) (l commune.Logged, err error) {
	err = rows.Scan(append([]any{&l.Number, fixed{l.ID[:]}, &l.Bytes, when{&l.Received}, fixed{l.Device[:]}, fixed{l.Epoch[:]}}, more...)...)
	return l, err
}
