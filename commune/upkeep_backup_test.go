package commune_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// TestBackUpDue: one backup a day, the newest are kept, others' files stay, the encrypted copy opens
// with the key and is the backup, and a backup restores.
func TestBackUpDue(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	b := commune.Backups{Dir: filepath.Join(t.TempDir(), "b"), Keep: 3, Recipient: key.Recipient().String(), Sealed: t.TempDir()}
	if err := os.MkdirAll(b.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(b.Dir, "sothon-xa-giữ lại.db")
	if err := os.WriteFile(own, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var last string
	for range 6 {
		if last, err = w.office.BackUpDue(t.Context(), b); err != nil || last == "" {
			t.Fatalf("due: %q, %v", last, err)
		}
		if again, err := w.office.BackUpDue(t.Context(), b); err != nil || again != "" {
			t.Fatalf("not due: %q, %v", again, err)
		}
		w.pass(24 * time.Hour)
	}
	plain, _ := filepath.Glob(filepath.Join(b.Dir, "*Z.db"))
	sealed, _ := filepath.Glob(filepath.Join(b.Sealed, "*.age"))
	if len(plain) != 3 || len(sealed) != 3 || plain[2] != last {
		t.Errorf("kept %v and %v", plain, sealed)
	}
	if _, err := os.Stat(own); err != nil {
		t.Error("a file that is no automatic backup was taken away")
	}
	f, err := os.Open(sealed[2])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	opened, err := age.Decrypt(f, key)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(opened)
	want, _ := os.ReadFile(last)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("the encrypted copy is not the backup: %v", err)
	}
	w.close()
	if _, err := w.restore(last); err != nil {
		t.Fatal(err)
	}
	w.open()
	if d := w.show(c.ID); d.Status != ledger.StatusSent {
		t.Errorf("restored: %s", d.Status)
	}
}

// TestBackupsAreCheckedBefore: what could not work is told at once.
func TestBackupsAreCheckedBefore(t *testing.T) {
	for _, b := range []commune.Backups{{Keep: 0}, {Keep: -1}, {Keep: 1, Recipient: "age1sai"}} {
		if err := b.Check(); err == nil {
			t.Errorf("%+v passes", b)
		}
	}
}

// TestMetrics: figures of records, laptops and requests; no personal data in them.
func TestMetrics(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	m := w.office.Metrics()
	m.BackedUp(nil)
	h := m.Measure("page", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), "BREW", "/records/bí-mật", nil))
	rec := httptest.NewRecorder()
	m.Handler().ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	for _, want := range []string{`sothon_records{status="sent"} 1`, "sothon_laptops 1", `sothon_request_seconds_count{part="page",method="other",status="4xx"} 1`,
		`sothon_backups_total{result="good"} 1`, "# TYPE sothon_request_seconds histogram"} {
		if !strings.Contains(rec.Body.String(), want+"\n") {
			t.Errorf("no %q in\n%s", want, rec.Body)
		}
	}
	if strings.Contains(rec.Body.String(), "bí-mật") || strings.Contains(rec.Body.String(), "Người mẫu") {
		t.Errorf("personal data in\n%s", rec.Body)
	}
	rec = httptest.NewRecorder()
	m.Handler().ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/healthz", nil))
	if rec.Code != http.StatusOK {
		t.Errorf("healthz: %d", rec.Code)
	}
}
