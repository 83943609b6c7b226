// Package store keeps a commune in SQL: SQLite in one file, which needs nothing installed. Create
// begins a folder, Open goes on with one, Restore puts a backup in its place.
//
// SQLite runs in WAL mode with synchronous=FULL, one writer connection and a few readers: what a
// method acknowledged is on disk, and readers never wait for the writer. The SQL is written once
// with $1… placeholders, portable types and no triggers, so that another database can be added
// behind the same contract.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// FileName is the store's file in its folder.
const FileName = "sothon-xa.db"

// How long a writer waits for another process's transaction, and how many readers there are.
const (
	busyTimeout = 10 * time.Second
	readers     = 4
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is a commune.Store in an SQLite file.
type Store struct {
	file    string
	writer  *sql.DB // one connection; every transaction takes the write lock at once
	reader  *sql.DB
	commune ledger.DeviceID // first column of every key; zero before Begin
	kept    map[*sql.DB]*statements

	turn       chan struct{} // held by who appends
	waits      sync.Mutex
	waiting    []*job
	checkpoint checkpointer
}

var _ commune.Store = (*Store)(nil)

// Create makes the folder (mode 0700) and an empty store in it (mode 0600), or opens one that was
// left empty. It is commune.ErrExists when the store there belongs to a commune already.
func Create(ctx context.Context, dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create store: %w", err)
	}
	file := filepath.Join(dir, FileName)
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("create store: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("create store: %w", err)
	}
	s, err := open(ctx, file)
	if err != nil {
		return nil, fmt.Errorf("create store: %w", err)
	}
	if s.commune != (ledger.DeviceID{}) {
		return nil, errors.Join(fmt.Errorf("create store: %s: %w", file, commune.ErrExists), s.Close())
	}
	return s, nil
}

// Open opens the store in dir and brings its schema up to date. It is commune.ErrNotFound when
// there is none or when it was never begun.
func Open(ctx context.Context, dir string) (*Store, error) {
	file := filepath.Join(dir, FileName)
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("open store: %s: %w", file, commune.ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("open store: %w", err)
	case info.IsDir():
		return nil, fmt.Errorf("open store: %s is a folder", file)
	}
	s, err := open(ctx, file)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if s.commune == (ledger.DeviceID{}) {
		return nil, errors.Join(fmt.Errorf("open store: %s: %w", file, commune.ErrNotFound), s.Close())
	}
	return s, nil
}

func open(ctx context.Context, file string) (*Store, error) {
	if err := probe(file); err != nil {
		return nil, err
	}
	s := &Store{file: file, turn: make(chan struct{}, 1), kept: map[*sql.DB]*statements{}}
	var err error
	if s.writer, err = sql.Open("sqlite", dsn(file, "_txlock=immediate&_pragma=wal_autocheckpoint(8192)&_pragma=cache_size(-32768)")); err != nil {
		return nil, err
	}
	s.writer.SetMaxOpenConns(1)
	if s.reader, err = sql.Open("sqlite", dsn(file, "_pragma=query_only(1)&_pragma=cache_size(-16384)")); err != nil {
		return nil, errors.Join(err, s.writer.Close())
	}
	if s.checkpoint.db, err = sql.Open("sqlite", dsn(file, "")); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.checkpoint.db.SetMaxOpenConns(1)
	for _, db := range []*sql.DB{s.writer, s.reader} {
		s.kept[db] = &statements{db: db, all: map[string]*sql.Stmt{}}
	}
	s.reader.SetMaxOpenConns(readers)
	s.reader.SetMaxIdleConns(readers)
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	c, err := s.Commune(ctx)
	if err != nil && !errors.Is(err, commune.ErrNotFound) {
		return nil, errors.Join(err, s.Close())
	}
	s.commune = c.ID
	return s, nil
}

// probe tells a file that is no SQLite database before the driver meets it.
func probe(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 16)
	n, _ := f.Read(head)
	if n > 0 && string(head[:n]) != "SQLite format 3\x00" {
		return damaged("%s is not a commune's store, or it is damaged", file)
	}
	return nil
}

func dsn(file, more string) string {
	return fmt.Sprintf("file:%s?_pragma=busy_timeout(%d)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"+
		"&_pragma=foreign_keys(1)&_pragma=trusted_schema(0)&%s", escape(file), busyTimeout.Milliseconds(), more)
}

// readOnly opens a file that nobody writes to, and leaves nothing beside it.
func readOnly(file string) string { return "file:" + escape(file) + "?mode=ro&immutable=1" }

// escape writes a path as SQLite reads it in a URI.
func escape(file string) string { return (&url.URL{Path: filepath.ToSlash(file)}).EscapedPath() }

// migrate brings the schema up to date and refuses one from a newer program.
func (s *Store) migrate(ctx context.Context) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.writer, sub, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	current, target, err := provider.GetVersions(ctx)
	switch {
	case err != nil:
		return wrap("migrate", err)
	case current > target:
		return fmt.Errorf("migrate: the store has schema %d, this program knows up to %d: use the newer program", current, target)
	case current == target:
		return nil
	}
	if err := s.copyBefore(ctx, current); err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return wrap("migrate", err)
	}
	return nil
}

// Close closes the store. It is safe to call twice.
func (s *Store) Close() error {
	var errs []error
	if s.checkpoint.db != nil {
		errs = append(errs, s.checkpoint.close())
	}
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db == nil {
			continue
		}
		if k := s.kept[db]; k != nil {
			k.close()
		}
		errs = append(errs, db.Close())
	}
	return errors.Join(errs...)
}

// File is the path of the store's file.
func (s *Store) File() string { return s.file }
