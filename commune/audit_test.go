package commune_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
)

// acts are the lines of the audit log as "account act object", the oldest first.
func (w *town) acts() (lines []string) {
	w.t.Helper()
	err := w.office.Audit(w.t.Context(), time.Time{}, func(a commune.Act) error {
		lines = append(lines, a.Account+" "+a.Act+" "+a.Object)
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return lines
}

// TestAuditTellsWhoDidAndRead: an approval, refused or not, and the opening of a record.
func TestAuditTellsWhoDidAndRead(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	b.post(recordPath(c)+"/approve", "seen", b.get(recordPath(c)).seen(t))
	b.post(recordPath(c)+"/approve", "seen", b.get(recordPath(c)).body) // refused: approved already
	if err := w.office.Remark(commune.As(t.Context(), "api:tinh"), "lan", c.ID, "Nội dung mẫu", ""); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(w.acts(), "\n")
	id := c.ID.String()
	for _, want := range []string{"lan read " + id, "lan approve " + id, "api:tinh reply " + id} {
		if !strings.Contains(got, want) {
			t.Errorf("no line %q in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "lan approve"); n != 1 {
		t.Errorf("one approval makes %d lines", n)
	}
	if strings.Contains(got, "Nguyễn") {
		t.Errorf("personal data in the log:\n%s", got)
	}
	w.clean()
	if p := b.get("/audit"); p.status != 403 {
		t.Errorf("a reviewer sees the audit log: %d", p.status)
	}
	admin := w.browse().signIn("sếp", commune.Admin)
	admin.get("/audit").wants(t, "Nhật ký", "lan", "Duyệt", id)
	if p := admin.get("/audit.csv"); !strings.Contains(p.body, id) || p.header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("the file: %s", p.body)
	}
}

// TestCheckNoticesAChangedAuditLog: a line altered, and a line taken away.
func TestCheckNoticesAChangedAuditLog(t *testing.T) {
	for name, tamper := range map[string]string{
		"altered":  `UPDATE audit SET account = 'ai đó' WHERE number = 2`,
		"removed":  `DELETE FROM audit WHERE number = 2`,
		"unhashed": `UPDATE audit SET hash = NULL WHERE number = 3`,
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			for _, act := range []string{"một", "hai", "ba", "bốn"} {
				if err := w.office.Note(t.Context(), "lan", act, "", ""); err != nil {
					t.Fatal(err)
				}
			}
			w.clean()
			w.close()
			db, err := sql.Open("sqlite", filepath.Join(w.dir, store.FileName))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.ExecContext(t.Context(), tamper); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			w.open()
			report, err := w.office.Check(t.Context())
			if err != nil || len(report.Problems) == 0 || !strings.HasPrefix(report.Problems[0].Place, "audit log line") {
				t.Errorf("check says %v, %v", report.Problems, err)
			}
		})
	}
}

// TestAuditIsOnlyAddedTo: no statement of the store changes or takes away a line.
func TestAuditIsOnlyAddedTo(t *testing.T) {
	files, err := filepath.Glob("store/*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	forbidden := regexp.MustCompile(`(?i)(update|delete from|replace into|drop table)\s+audit\b`)
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if m := forbidden.Find(b); m != nil {
			t.Errorf("%s has %q", name, m)
		}
	}
}

// TestAuditFileIsHarmless: a name that looks like a formula stays text.
func TestAuditFileIsHarmless(t *testing.T) {
	w := newTown(t)
	if err := w.office.Note(t.Context(), "=cmd()", "thử", "", ""); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := w.office.WriteAudit(t.Context(), &b, "vi", time.Time{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), ";=cmd") {
		t.Errorf("a formula in %s", b.String())
	}
}
