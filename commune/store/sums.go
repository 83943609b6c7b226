package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// summing are the sums that a transaction changes, written when it ends.
type summing struct {
	by        map[commune.SumKey]ledger.Cell
	unsettled []ledger.ID // records of groups, whose place in the sums follows from each other
}

// summed is a record as indicator_record has it.
type summed struct {
	commune.Summand
	applied bool
}

// sumRow takes what a record adds to the indicators over into the sums.
func (t *tx) sumRow(r commune.Row) error {
	old, known, err := t.summed(r.ID)
	if err != nil || !known && len(r.Adds) == 0 && len(r.Merge) == 0 {
		return err
	}
	n := summed{Summand: commune.SummandOf(r)}
	if old.applied {
		t.sum(old.Summand, -1)
	}
	if len(old.Merge)+len(n.Merge) == 0 {
		n.applied = n.Counts
	} else {
		t.sums.unsettled = append(append(append(t.sums.unsettled, r.ID), old.Merge...), n.Merge...)
	}
	if n.applied {
		t.sum(n.Summand, +1)
	}
	return t.putSummed(n)
}

func (t *tx) summed(id ledger.ID) (s summed, known bool, err error) {
	var merged string
	var content []byte
	s.ID = id
	err = t.quickRow(`SELECT unit, approved, counts, merged, applied, content FROM indicator_record WHERE commune = $1 AND record = $2`, id[:]).
		Scan(&s.Unit, &s.Approved, &s.Counts, &merged, &s.applied, &content)
	if errors.Is(err, sql.ErrNoRows) {
		return s, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(merged), &s.Merge)
	}
	if err == nil {
		err = cbor.Unmarshal(content, &s.Adds)
	}
	return s, err == nil, err
}

func (t *tx) putSummed(s summed) error {
	content, err := cbor.Marshal(s.Adds)
	if err != nil {
		return err
	}
	lists, err := encodeLists(s.Merge)
	if err != nil {
		return err
	}
	return t.quick(`INSERT INTO indicator_record (commune, record, unit, approved, counts, merged, applied, content)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (commune, record) DO UPDATE SET unit = excluded.unit,
		approved = excluded.approved, counts = excluded.counts, merged = excluded.merged, applied = excluded.applied,
		content = excluded.content`, s.ID[:], s.Unit, s.Approved, s.Counts, lists[0], s.applied, content)
}

// sum notes what a record adds, or takes away again.
func (t *tx) sum(s commune.Summand, sign int64) {
	if t.sums.by == nil {
		t.sums.by = map[commune.SumKey]ledger.Cell{}
	}
	s.Each(func(key commune.SumKey, a ledger.Add) {
		c := t.sums.by[key]
		c.N += sign
		c.Amount += a.Amount * viet.Number(sign)
		t.sums.by[key] = c
	})
}

// writeSums settles the groups that the transaction touched and writes the sums it changed.
func (t *tx) writeSums() error {
	for i := 0; i < len(t.sums.unsettled); i++ {
		if err := t.settleSummed(t.sums.unsettled[i]); err != nil {
			return err
		}
	}
	t.sums.unsettled = nil
	for key, c := range t.sums.by {
		if c.N == 0 && c.Amount == 0 {
			continue
		}
		// A sum that has run out of range becomes a REAL in SQLite; the cast keeps it a number that can be read.
		if err := t.quick(`INSERT INTO indicator_sum (commune, unit, indicator, half, item, approved, n, amount) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (commune, unit, indicator, half, item, approved) DO UPDATE SET n = n + excluded.n, amount = CAST(amount + excluded.amount AS INTEGER)`,
			key.Unit, key.Indicator, key.Half, key.Item, key.Approved, c.N, int64(c.Amount)); err != nil {
			return err
		}
	}
	t.sums.by = nil
	return nil
}

// settleSummed puts a record of a group into the sums or takes it out, as its group is now.
func (t *tx) settleSummed(id ledger.ID) error {
	s, known, err := t.summed(id)
	if err != nil || !known {
		return err
	}
	var failed error
	alone := s.Alone(func(other ledger.ID) (commune.Summand, bool) {
		o, known, err := t.summed(other)
		failed = errors.Join(failed, err)
		return o.Summand, known
	})
	if failed == nil {
		failed = t.listOnce(id, alone)
	}
	switch {
	case failed != nil:
		return failed
	case alone == s.applied:
		return nil
	case alone:
		t.sum(s.Summand, +1)
	default:
		t.sum(s.Summand, -1)
	}
	s.applied = alone
	return t.putSummed(s)
}

// Sums implements commune.View.
func (v view) Sums(unit string, approved bool, questions []ledger.Question) ([][]ledger.Cell, error) {
	out := make([][]ledger.Cell, len(questions))
	for i, q := range questions {
		from := 0
		if q.From != "" {
			from = ledger.Half(q.From)
		}
		p, err := v.prepared(`SELECT item, sum(n), CAST(sum(amount) AS INTEGER) FROM indicator_sum WHERE commune = $1 AND unit = $2 AND indicator = $3
			AND half BETWEEN $4 AND $5 AND approved >= $6 GROUP BY item HAVING sum(n) <> 0`)
		if err != nil {
			return nil, err
		}
		if err := p.scan([]any{v.commune[:], unit, q.Indicator, from, ledger.Half(q.To), approved}, func(rows *sql.Rows) error {
			var c ledger.Cell
			err := rows.Scan(&c.Item, &c.N, &c.Amount)
			out[i] = append(out[i], c)
			return err
		}); err != nil {
			return nil, fmt.Errorf("indicator %s: %w", q.Indicator, err)
		}
	}
	return out, nil
}

// AllSums implements commune.View.
func (v view) AllSums(visit func(commune.SumKey, ledger.Cell) error) error {
	return v.each(`SELECT unit, indicator, half, item, approved, n, amount FROM indicator_sum WHERE commune = $1 AND (n <> 0 OR amount <> 0)`, nil,
		func(rows *sql.Rows) error {
			var key commune.SumKey
			var c ledger.Cell
			if err := rows.Scan(&key.Unit, &key.Indicator, &key.Half, &key.Item, &key.Approved, &c.N, &c.Amount); err != nil {
				return err
			}
			return visit(key, c)
		})
}

// SumsBy implements commune.View.
func (v view) SumsBy() (digest [32]byte, err error) {
	err = v.row(`SELECT digest FROM indicator_state WHERE commune = $1`).Scan(fixed{digest[:]})
	if errors.Is(err, sql.ErrNoRows) {
		return digest, nil
	}
	return digest, err
}
