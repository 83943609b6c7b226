package commune_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
)

// restore puts a backup in the place of the town's closed store, examined as the program does.
func (w *town) restore(file string) (kept string, err error) {
	fresh, err := commune.NewIncarnation(rand.Reader)
	if err != nil {
		return "", err
	}
	return store.Restore(context.Background(), file, w.dir, fresh, w.now(), commune.CheckStore(w.options()))
}

func TestBackupWhilePushingAndRestore(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	early := l.make(ledger.KindFinalize, nil, session("Trước sao lưu", 10))
	l.sync()
	before := w.office.Commune().Incarnation
	file := filepath.Join(t.TempDir(), "backup.db")
	var pushing sync.WaitGroup
	pushing.Go(func() {
		for i := range 20 {
			l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Trong lúc sao lưu ", i), 10))
			l.sync()
		}
	})
	err := w.office.Backup(t.Context(), file)
	pushing.Wait()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.office.Backup(t.Context(), file); !errors.Is(err, commune.ErrExists) {
		t.Errorf("a second backup into the same file: %v", err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := w.office.Approve(t.Context(), "xa", early.ID); err != nil {
		t.Fatal(err)
	}
	l.sync()

	if _, err := w.restore(file); !errors.Is(err, store.ErrInUse) {
		t.Fatalf("restore while the store is open: %v", err)
	}
	w.close()
	kept, err := w.restore(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("the old store is not kept: %v", err)
	}
	w.open()
	if w.office.Commune().Incarnation == before {
		t.Error("the incarnation is the old one")
	}
	w.clean()
	rc := l.syncBack()
	if rc.Have != uint64(len(l.log)) {
		t.Errorf("have %d of %d", rc.Have, len(l.log))
	}
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) != 21 {
		t.Errorf("%d records, want 21", len(items))
	}
	if err := w.office.Approve(t.Context(), "xa", early.ID); err != nil {
		t.Errorf("approve after restore: %v", err)
	}
	w.clean()
}

// syncBack is a sync with a commune that may have less than before: the laptop believes it and
// sends again.
func (l *laptop) syncBack() ledger.Receipt {
	l.town.t.Helper()
	q := l.request(l.have+1, 3)
	q.head.Cursor = l.cursor
	rc, _, err := l.send(q)
	if errors.Is(err, &ledger.Error{Code: ledger.CodeGap}) {
		l.have = rc.Have
	}
	return l.sync()
}

func TestRestoreRefusesWhatIsNoBackup(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 10))
	l.sync()
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := w.office.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	w.close()
	good, _ := os.ReadFile(file)
	altered := alter(t, good, "Buổi")
	for name, content := range map[string][]byte{"text": []byte("không phải cơ sở dữ liệu"), "empty": {},
		"cut": good[:len(good)/2], "altered": altered} {
		bad := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(bad, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := w.restore(bad); err == nil {
			t.Errorf("%s: restored", name)
		}
	}
	left, _ := filepath.Glob(filepath.Join(w.dir, "*restore*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	w.open()
	w.show(c.ID)
	w.clean()
}

// alter changes one letter of text inside a change in a database file.
func alter(t *testing.T, db []byte, text string) []byte {
	t.Helper()
	out := []byte(strings.Replace(string(db), "chu_de"+string(rune(0x60+len(text)))+text, "chu_de"+string(rune(0x60+len(text)))+"X"+text[1:], 1))
	if string(out) == string(db) {
		t.Fatal("the change was not found in the file")
	}
	return out
}

func TestRestoreOverADamagedStore(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 10))
	l.sync()
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := w.office.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	w.close()
	target := filepath.Join(w.dir, store.FileName)
	db, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string][]byte{"zeroed": make([]byte, len(db)), "first page": append(make([]byte, 4096), db[4096:]...)} {
		wal := []byte("nhật ký của máy bị tắt ngang")
		if err := errors.Join(os.WriteFile(target, damage, 0o600), os.WriteFile(target+"-wal", wal, 0o600)); err != nil {
			t.Fatal(err)
		}
		kept, err := w.restore(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if b, err := os.ReadFile(kept + "-wal"); err != nil || string(b) != string(wal) {
			t.Errorf("%s: the log beside the damaged store is not kept: %v", name, err)
		}
		w.open()
		w.show(c.ID)
		w.clean()
		w.close()
		w.pass(1e9)
	}
	w.open()
}

func TestCheckFindsAnAlteredByte(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 10))
	l.sync()
	for name, statement := range map[string]string{
		"change bytes": `UPDATE change SET bytes = CAST(replace(CAST(bytes AS TEXT), 'hoi_nghi', 'hoi_ngha') AS BLOB)`,
		"a row":        `UPDATE record SET status = 'approved'`,
		"a hash":       `UPDATE entry SET hash = zeroblob(32)`,
		"a head":       `UPDATE log SET have = 7`,
		"missing row":  `DELETE FROM record`,
		"missing log":  `DELETE FROM entry`,
	} {
		t.Run(name, func(t *testing.T) {
			w.clean()
			file := filepath.Join(t.TempDir(), "copy.db")
			if err := w.office.Backup(t.Context(), file); err != nil {
				t.Fatal(err)
			}
			db, err := sql.Open("sqlite", "file:"+filepath.Join(w.dir, store.FileName)+"?_pragma=busy_timeout(5000)")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
			db.Close()
			report, err := w.office.Check(t.Context())
			if err != nil || len(report.Problems) == 0 {
				t.Errorf("check found nothing, %v", err)
			}
			w.close()
			if _, err := store.Restore(t.Context(), file, w.dir, w.office.Commune().Incarnation, w.now(), nil); err != nil {
				t.Fatal(err)
			}
			w.open()
		})
	}
	w.show(c.ID)
}

func TestOpeningWhatIsNoStore(t *testing.T) {
	ctx := t.Context()
	if _, err := store.Open(ctx, t.TempDir()); !errors.Is(err, commune.ErrNotFound) {
		t.Errorf("an empty folder: %v", err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, store.FileName)
	if err := os.WriteFile(file, []byte("ảnh chụp"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(ctx, dir); err == nil {
		t.Error("opened a file that is no store")
	}
	if b, _ := os.ReadFile(file); string(b) != "ảnh chụp" {
		t.Error("the file was touched")
	}
	w := newTown(t)
	if _, err := store.Create(ctx, w.dir); !errors.Is(err, commune.ErrExists) {
		t.Errorf("created over a store: %v", err)
	}
	if info, err := os.Stat(filepath.Join(w.dir, store.FileName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}
