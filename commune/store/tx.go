package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// write runs do in one transaction of the writer and commits it.
func (s *Store) write(ctx context.Context, op string, do func(*tx) error) error {
	return s.transact(ctx, s.writer, op, do)
}

// read runs do on one moment's view of the store.
func (s *Store) read(ctx context.Context, op string, do func(*tx) error) error {
	return s.transact(ctx, s.reader, op, do)
}

func (s *Store) transact(ctx context.Context, db *sql.DB, op string, do func(*tx) error) error {
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return wrap(op, err)
	}
	defer t.Rollback() //nolint:errcheck // after Commit it does nothing, after an error that error counts
	x := &tx{Tx: t, ctx: ctx, commune: s.commune, kept: s.kept[db], stmts: map[string]*stmt{}}
	if err := do(x); err != nil {
		return wrap(op, err)
	}
	if err := x.writeSums(); err != nil {
		return wrap(op, err)
	}
	if err := x.writeCounts(); err != nil {
		return wrap(op, err)
	}
	if err := t.Commit(); err != nil {
		return wrap(op, err)
	}
	x.kept.keep(ctx, x.stmts)
	return nil
}

// tx is a transaction with the commune it is about.
type tx struct {
	*sql.Tx
	ctx     context.Context
	commune ledger.DeviceID
	kept    *statements
	stmts   map[string]*stmt
	counts  map[counted]int // to be added to the tally
	sums    summing         // to be added to what indicators are made of
}

// exec runs a statement; the commune is $1, args follow.
func (t *tx) exec(query string, args ...any) error {
	_, err := t.ExecContext(t.ctx, query, t.args(args)...)
	return err
}

// row runs a query for one row; the commune is $1, args follow.
func (t *tx) row(query string, args ...any) *sql.Row {
	return t.QueryRowContext(t.ctx, query, t.args(args)...)
}

// each runs a query and calls scan for every row; the commune is $1, args follow.
func (t *tx) each(query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := t.QueryContext(t.ctx, query, t.args(args)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (t *tx) args(more []any) []any { return append([]any{t.commune[:]}, more...) }

// prepared gives the statement for a query that runs often, parsed once for all transactions; the
// commune is its $1.
func (t *tx) prepared(query string) (*stmt, error) {
	if p, ok := t.stmts[query]; ok {
		return p, nil
	}
	var p *sql.Stmt
	var err error
	if known := t.kept.get(query); known != nil {
		p = t.StmtContext(t.ctx, known)
	} else {
		p, err = t.PrepareContext(t.ctx, query)
	}
	t.stmts[query] = &stmt{p, t}
	return t.stmts[query], err
}

// quick is exec for what runs often.
func (t *tx) quick(query string, args ...any) error {
	p, err := t.prepared(query)
	if err != nil {
		return err
	}
	return p.exec(args...)
}

// quickRow is row for what runs often.
func (t *tx) quickRow(query string, args ...any) scanner {
	p, err := t.prepared(query)
	if err != nil {
		return broken{err}
	}
	return p.row(args...)
}

type scanner interface{ Scan(...any) error }

// broken is a row that could not be asked for.
type broken struct{ err error }

func (b broken) Scan(...any) error { return b.err }

// statements are the queries of one pool that are parsed already.
type statements struct {
	db  *sql.DB
	mu  sync.Mutex
	all map[string]*sql.Stmt
}

func (k *statements) get(query string) *sql.Stmt {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.all[query]
}

// keep parses the queries of a transaction that has ended for those to come. It is no harm when it
// cannot.
func (k *statements) keep(ctx context.Context, used map[string]*stmt) {
	for query := range used {
		if k.get(query) != nil {
			continue
		}
		p, err := k.db.PrepareContext(ctx, query)
		if err != nil {
			return
		}
		k.put(query, p)
	}
}

func (k *statements) put(query string, p *sql.Stmt) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all == nil || k.all[query] != nil {
		p.Close() //nolint:errcheck // it only frees memory
		return
	}
	k.all[query] = p
}

func (k *statements) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, p := range k.all {
		p.Close() //nolint:errcheck // it only frees memory
	}
	k.all = nil
}

type stmt struct {
	*sql.Stmt
	t *tx
}

func (p *stmt) exec(args ...any) error {
	_, err := p.ExecContext(p.t.ctx, p.t.args(args)...)
	return err
}

// scan runs a query and calls scan for every row; the commune is the first of args.
func (p *stmt) scan(args []any, scan func(*sql.Rows) error) error {
	rows, err := p.QueryContext(p.t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (p *stmt) row(args ...any) *sql.Row { return p.QueryRowContext(p.t.ctx, p.t.args(args)...) }

// wrap names the operation and, for errors of the database, the code that both ends know; nil stays
// nil.
func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: %w", op, commune.ErrNotFound)
	}
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return fmt.Errorf("%s: %w", op, err)
	}
	switch fault.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%s: %w", op, ledger.Errorf(ledger.CodeBusy, "%v", err))
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%s: %w", op, damaged("%v", err))
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("%s: %w", op, ledger.Errorf(ledger.CodeStorage, "%v", err))
	case sqlite3.SQLITE_CONSTRAINT:
		switch fault.Code() {
		case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
			return fmt.Errorf("%s: %w", op, commune.ErrNotFound)
		case sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE:
			return fmt.Errorf("%s: %w", op, commune.ErrExists)
		}
	}
	return fmt.Errorf("%s: %w", op, err)
}

// damaged is an error for what a sound store does not hold.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %w", commune.ErrDamaged, ledger.Errorf(ledger.CodeStorage, format, args...))
}

// millis is how times are stored: Unix milliseconds, 0 for none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// fixed scans a BLOB of exactly the array's size into it; NULL leaves it zero.
type fixed struct{ into []byte }

func (f fixed) Scan(src any) error {
	switch b := src.(type) {
	case nil:
		clear(f.into)
		return nil
	case []byte:
		if len(b) == len(f.into) {
			copy(f.into, b)
			return nil
		}
		return damaged("a key of %d bytes, must be %d", len(b), len(f.into))
	}
	return damaged("a key of type %T", src)
}

// when scans Unix milliseconds.
type when struct{ into *time.Time }

func (w when) Scan(src any) error {
	ms, ok := src.(int64)
	if !ok {
		return damaged("a time of type %T", src)
	}
	*w.into = moment(ms)
	return nil
}
