package commune_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
)

// additions are the rows of a report's table of additions to locked periods: by what the record is
// called, what it says of it.
func (w *town) additions(label string) map[string]string {
	w.t.Helper()
	in, err := w.office.ReportInput(w.t.Context(), label, commune.ReportOptions{})
	if err != nil {
		w.t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := w.office.WriteReport(w.t.Context(), &out, ".json", in, periodic.Rendering{}); err != nil {
		w.t.Fatal(err)
	}
	var doc struct {
		Appendices []struct {
			Tables []struct {
				Key  string
				Rows []map[string]any
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		w.t.Fatal(err)
	}
	rows := map[string]string{}
	for _, table := range doc.Appendices[7].Tables {
		for _, row := range table.Rows {
			if table.Key == "dieu_chinh" {
				words := row["ky"].(string) + "|" + row["ly_do"].(string)
				if numbers, ok := row["so_lieu"]; ok {
					words += "|" + numbers.(string)
				}
				rows[row["ten"].(string)] = words
			}
		}
	}
	return rows
}

func wantAdditions(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name, words := range want {
		if got[name] != words {
			t.Errorf("%s: %q, want %q", name, got[name], words)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d rows, want %d: %q", len(got), len(want), got)
	}
}

func on(topic, day string) ledger.Values {
	v := session(topic, 10)
	v["ngay"] = text(day)
	return v
}

func because(words string) func(*ledger.Change) {
	return func(c *ledger.Change) { c.Text = words }
}

// TestEveryAdditionStandsInOneReport: what came to a locked period within a report's days is in that
// report, with its reason, and in none before or after; what went out with a signed report is no addition.
func TestEveryAdditionStandsInOneReport(t *testing.T) {
	w := newTown(t)
	ctx := t.Context()
	l := w.laptop("x1")
	twice, gone := l.handIn(on("Sửa hai lần", "2026-05-02")), l.handIn(on("Rút", "2026-05-03"))
	moved := l.handIn(on("Chuyển kỳ", "2026-05-14"))
	for _, label := range []string{"2026-05", "2026-04"} {
		if _, err := w.office.Lock(ctx, "lan", label, ""); err != nil {
			t.Fatal(err)
		}
	}
	w.pass(24 * time.Hour) // 9 June
	l.handIn(on("Gửi muộn", "2026-05-05"))
	l.handIn(on("Của kỳ này", "2026-05-15"))
	l.make(ledger.KindFinalize, &twice, ledger.Values{"tong_so": number(15)}, because("đếm lại"))
	l.make(ledger.KindFinalize, &moved, ledger.Values{"ngay": text("2026-05-15")})
	l.sync()
	w.pass(6 * 24 * time.Hour) // 15 June: after the cut-off of June
	l.handIn(on("Muộn nữa", "2026-05-06"))
	l.make(ledger.KindFinalize, &twice, ledger.Values{"tong_so": number(18)})
	l.make(ledger.KindWithdraw, &gone, nil)
	l.sync()
	june := map[string]string{"Gửi muộn": "tháng 5 năm 2026|gửi sau khi khóa sổ", "Chuyển kỳ": "tháng 5 năm 2026|rút, chuyển kỳ hoặc gộp sau khi khóa sổ",
		"Sửa hai lần": "tháng 5 năm 2026|sửa sau khi khóa sổ: đếm lại|Tổng số người dự: 10 → 15"}
	wantAdditions(t, w.additions("2026-06"), june)
	w.pass(30 * 24 * time.Hour) // 15 July
	wantAdditions(t, w.additions("2026-06"), june)
	wantAdditions(t, w.additions("2026-07"), map[string]string{"Muộn nữa": "tháng 5 năm 2026|gửi sau khi khóa sổ", "Rút": "tháng 5 năm 2026|rút, chuyển kỳ hoặc gộp sau khi khóa sổ",
		"Sửa hai lần": "tháng 5 năm 2026|sửa sau khi khóa sổ|Tổng số người dự: 15 → 18"})
	wantAdditions(t, w.additions("2026-Q2"), nil) // they lie within its own days
	wantAdditions(t, w.additions("2026-05"), nil)

	made, _, err := w.office.MakeReport(ctx, "lan", "2026-05", commune.ReportOptions{})
	if err == nil {
		err = w.office.SignReport(ctx, "lan", made.ID, "9/BC-UBND", "2026-07-15")
	}
	if err != nil {
		t.Fatal(err)
	}
	wantAdditions(t, w.additions("2026-07"), nil)
}
