package store

import (
	"bytes"
	"database/sql"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// appending is one segment on its way in.
type appending struct {
	*tx
	*job
	known   map[ledger.ID][]byte // bytes of changes that are stored, by those ids that the segment bears
	records map[ledger.ID]*unfolded
	touched []ledger.ID // records that got a change, in order
}

// unfolded is a record with its changes, those of the segment that are in already included.
type unfolded struct {
	unit    string // "" while it has no change
	changes []commune.Logged
	before  int  // how many of them the segment did not bring
	refused bool // a change of the segment was not let in
	touched bool
}

func (a *appending) run() error {
	var number uint64 // the update takes the commune's row lock: numbers are committed in their order
	if err := a.quickRow(`UPDATE commune SET number = number WHERE commune = $1 RETURNING number`).Scan(&number); err != nil {
		return err
	}
	if err := a.load(); err != nil {
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
	if err := a.quick(`UPDATE commune SET number = $2 WHERE commune = $1`, number); err != nil {
		return err
	}
	for _, id := range a.touched {
		if err := a.settle(id); err != nil {
			return err
		}
	}
	return a.noteAll(a.seg.Acts)
}

// load reads what is stored of the changes and records that the segment is about.
func (a *appending) load() error {
	a.known, a.records = map[ledger.ID][]byte{}, map[ledger.ID]*unfolded{}
	var ids, records []ledger.ID
	for _, e := range a.seg.Entries {
		if e.Code != "" {
			continue
		}
		ids = append(ids, e.ID)
		if a.records[e.Change.Record] == nil {
			a.records[e.Change.Record] = &unfolded{}
			records = append(records, e.Change.Record)
		}
	}
	if err := a.byIDs(`SELECT id, bytes FROM change WHERE commune = $1 AND id IN (`, `)`, ids, func(rows *sql.Rows) error {
		var id ledger.ID
		var b []byte
		err := rows.Scan(fixed{id[:]}, &b)
		a.known[id] = b
		return err
	}); err != nil {
		return err
	}
	return a.byIDs(`SELECT `+loggedColumns+`, unit, record FROM change WHERE commune = $1 AND record IN (`, `) ORDER BY number`,
		records, func(rows *sql.Rows) error {
			var id ledger.ID
			var unit string
			l, err := scanLogged(rows, &unit, fixed{id[:]})
			if err != nil {
				return err
			}
			rec := a.records[id]
			rec.unit, rec.changes, rec.before = unit, append(rec.changes, l), rec.before+1
			return nil
		})
}

// asked are the numbers of ids for which there is a statement; what is left over asks for the last
// id again.
var asked = []int{1, 8, 64, 256}

// byIDs runs a query that ends in a list of ids, for as many as there are.
func (t *tx) byIDs(query, end string, ids []ledger.ID, scan func(*sql.Rows) error) error {
	for len(ids) > 0 {
		size := asked[0]
		for i := 1; i < len(asked) && size < len(ids); i++ {
			size = asked[i]
		}
		n := min(size, len(ids))
		args := make([]any, 1, size+1)
		args[0] = t.commune[:]
		for i := range size {
			args = append(args, ids[min(i, n-1)][:])
		}
		p, err := t.prepared(query + placeholders(size) + end)
		if err != nil {
			return err
		}
		if err := p.scan(args, scan); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

func placeholders(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(i + 2))
	}
	return b.String()
}

// count stores an entry's change under number if it counts and is new; code tells why it does not
// count.
func (a *appending) count(e commune.Entry, number uint64) (fresh bool, code ledger.Code, err error) {
	if e.Code != "" {
		return false, e.Code, nil
	}
	c, rec := e.Change, a.records[e.Change.Record]
	if have, ok := a.known[c.ID]; ok {
		rec.refused = true
		if !bytes.Equal(have, e.Bytes) {
			return false, ledger.CodeIDReused, nil
		}
		return false, "", nil
	}
	if rec.unit != "" && rec.unit != c.Unit {
		rec.refused = true
		return false, ledger.CodeUnitDenied, nil
	}
	l := commune.Logged{Number: number, ID: c.ID, Bytes: e.Bytes, Received: moment(millis(a.seg.Received)), Device: a.seg.Device, Epoch: a.seg.Epoch}
	if err := a.quick(`INSERT INTO change (commune, number, id, record, unit, bytes, received, device, epoch)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		number, c.ID[:], c.Record[:], c.Unit, e.Bytes, millis(l.Received), l.Device[:], l.Epoch[:]); err != nil {
		return false, "", err
	}
	a.known[c.ID] = e.Bytes
	rec.unit, rec.changes = c.Unit, append(rec.changes, l)
	if !rec.touched {
		rec.touched, a.touched = true, append(a.touched, c.Record)
	}
	return true, "", a.nameFiles(c)
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
	return a.quick(`INSERT INTO entry (commune, device, epoch, seq, hash, change, code, claimed, raw)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		a.seg.Device[:], a.seg.Epoch[:], seq, e.Hash[:], change, string(code), claimed, raw)
}

// settle keeps the row of a record that got changes: the one that was folded ahead, when the record
// is what it was folded from.
func (a *appending) settle(id ledger.ID) error {
	rec := a.records[id]
	row, ok := a.folded[id]
	if !ok || rec.before > 0 || rec.refused || row.Changes != len(rec.changes) {
		return a.tx.fold(id, rec.changes, a.job.fold)
	}
	row.Number = rec.changes[len(rec.changes)-1].Number
	if err := a.addRow(row); err != nil {
		return err
	}
	if err := a.sumRow(row.Row); err != nil {
		return err
	}
	return a.listRow(row.Row, rec.changes[0].Number)
}
