package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"

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

// Append implements commune.Logs.
func (s *Store) Append(ctx context.Context, seg commune.Segment, fold commune.Fold) (head commune.Head, err error) {
	if len(seg.Entries) == 0 {
		return seg.After, nil
	}
	err = s.write(ctx, "append to log", func(t *tx) error {
		if head, err = t.advance(seg); err != nil {
			return err
		}
		a := appending{tx: t, seg: seg, records: map[ledger.ID]*unfolded{}}
		return a.run(fold)
	})
	if err != nil {
		return commune.Head{}, err
	}
	return head, nil
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
		return head, t.exec(`INSERT INTO log (commune, device, epoch, have, hash, opened) VALUES ($1, $2, $3, $4, $5, $6)`,
			seg.Device[:], seg.Epoch[:], head.Have, last[:], millis(seg.Received))
	}
	return head, t.exec(`UPDATE log SET have = $4, hash = $5 WHERE commune = $1 AND device = $2 AND epoch = $3`,
		seg.Device[:], seg.Epoch[:], head.Have, last[:])
}

// appending is one segment on its way in.
type appending struct {
	*tx
	seg     commune.Segment
	records map[ledger.ID]*unfolded
	touched []ledger.ID // records that got a change, in order
}

// unfolded is a record with its changes, those of the segment that are in already included.
type unfolded struct {
	unit    string // "" while it has no change
	changes []commune.Logged
	touched bool
}

func (a *appending) run(fold commune.Fold) error {
	var number uint64 // the update takes the commune's row lock: numbers are committed in their order
	if err := a.row(`UPDATE commune SET number = number WHERE commune = $1 RETURNING number`).Scan(&number); err != nil {
		return err
	}
	for i, e := range a.seg.Entries {
		fresh, code, err := a.count(e, number+1)
		if err != nil {
			return err
		}
		if fresh {
			number++
		}
		if err := a.enter(a.seg.After.Have+1+uint64(i), e, code); err != nil {
			return err
		}
	}
	if err := a.exec(`UPDATE commune SET number = $2 WHERE commune = $1`, number); err != nil {
		return err
	}
	for _, id := range a.touched {
		if err := a.fold(id, a.records[id].changes, fold); err != nil {
			return err
		}
	}
	return nil
}

// count stores an entry's change under number if it counts and is new; code tells why it does not
// count.
func (a *appending) count(e commune.Entry, number uint64) (fresh bool, code ledger.Code, err error) {
	if e.Code != "" {
		return false, e.Code, nil
	}
	c := e.Change
	rec, err := a.record(c.Record)
	if err != nil {
		return false, "", err
	}
	if rec.unit != "" && rec.unit != c.Unit {
		same, err := a.stored(c.ID, e.Bytes)
		if same == "" {
			return false, ledger.CodeUnitDenied, err
		}
		return false, same.code(), err
	}
	insert, err := a.prepared(`INSERT INTO change (commune, number, id, record, unit, bytes, received, device, epoch)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (commune, id) DO NOTHING RETURNING number`)
	if err != nil {
		return false, "", err
	}
	l := commune.Logged{Number: number, ID: c.ID, Bytes: e.Bytes, Received: moment(millis(a.seg.Received)), Device: a.seg.Device, Epoch: a.seg.Epoch}
	err = insert.row(number, c.ID[:], c.Record[:], c.Unit, e.Bytes, millis(l.Received), l.Device[:], l.Epoch[:]).Scan(&l.Number)
	if errors.Is(err, sql.ErrNoRows) {
		same, err := a.stored(c.ID, e.Bytes)
		return false, same.code(), err
	}
	rec.unit, rec.changes = c.Unit, append(rec.changes, l)
	if !rec.touched {
		rec.touched, a.touched = true, append(a.touched, c.Record)
	}
	return true, "", err
}

// record reads a record's changes once.
func (a *appending) record(id ledger.ID) (*unfolded, error) {
	if rec, ok := a.records[id]; ok {
		return rec, nil
	}
	changes, unit, err := a.changesOf(id)
	rec := &unfolded{unit: unit, changes: changes}
	a.records[id] = rec
	return rec, err
}

// likeness of stored bytes with those that bear the same id.
type likeness string

const (
	identical likeness = "identical"
	different likeness = "different"
)

func (l likeness) code() ledger.Code {
	if l == different {
		return ledger.CodeIDReused
	}
	return ""
}

func (a *appending) stored(id ledger.ID, b []byte) (likeness, error) {
	var have []byte
	err := a.row(`SELECT bytes FROM change WHERE commune = $1 AND id = $2`, id[:]).Scan(&have)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", nil
	case err != nil:
		return "", err
	case bytes.Equal(have, b):
		return identical, nil
	}
	return different, nil
}

func (a *appending) enter(seq uint64, e commune.Entry, code ledger.Code) error {
	var change, claimed, raw []byte
	if code == "" {
		change = e.Change.ID[:]
	} else {
		raw = e.Bytes
		if !e.ID.IsZero() {
			claimed = e.ID[:]
		}
	}
	insert, err := a.prepared(`INSERT INTO entry (commune, device, epoch, seq, hash, change, code, claimed, raw)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	if err != nil {
		return err
	}
	return insert.exec(a.seg.Device[:], a.seg.Epoch[:], seq, e.Hash[:], change, string(code), claimed, raw)
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
	const others = `commune = $1 AND unit = $2 AND number > $3 AND NOT (device = $4 AND epoch = $5)`
	err = s.read(ctx, "pull", func(t *tx) error {
		if err := t.row(`SELECT number FROM commune WHERE commune = $1`).Scan(&page.Newest); err != nil {
			return err
		}
		after := int64(min(q.After, 1<<62))
		size := 0
		full := errors.New("page is full")
		err := t.each(`SELECT `+loggedColumns+` FROM change WHERE `+others+` ORDER BY number LIMIT $6`,
			[]any{q.Unit, after, q.Device[:], q.Epoch[:], max(q.Count, 1)}, func(rows *sql.Rows) error {
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
		return t.row(`SELECT count(*) FROM change WHERE `+others, q.Unit, last, q.Device[:], q.Epoch[:]).Scan(&page.More)
	})
	return page, err
}

const loggedColumns = `number, id, bytes, received, device, epoch`

func scanLogged(rows *sql.Rows, more ...any) (l commune.Logged, err error) {
	err = rows.Scan(append([]any{&l.Number, fixed{l.ID[:]}, &l.Bytes, when{&l.Received}, fixed{l.Device[:]}, fixed{l.Epoch[:]}}, more...)...)
	return l, err
}
