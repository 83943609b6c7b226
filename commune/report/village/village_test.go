package village

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// sample is a village's second quarter: two meetings, a broadcast, a new model, an update of an old
// one, and a record that the office does not count.
func sample(t *testing.T, more int) Summary {
	t.Helper()
	unit := ledger.Unit{ID: "xom-1", Name: "Xóm 1 (mẫu)", Kind: "village", OldCommune: "Nghĩa Châu"}
	book := ledger.PeriodBook{Unit: unit, Today: viet.Date{Year: 2026, Month: 7, Day: 2}}
	var entries []*ledger.Entry
	add := func(form, day, title string, status ledger.Status, values ledger.Values) {
		id := ledger.ID{byte(len(entries) >> 8), byte(len(entries)), 1}
		rec := &ledger.Record{ID: id, Form: form, Unit: unit.ID, Fields: map[string]ledger.Register{}}
		for name, v := range values {
			rec.Fields[name] = ledger.Register{Heads: []ledger.Head{{Value: v}}}
		}
		entries = append(entries, &ledger.Entry{Record: rec, Status: status, Title: title, Date: day})
		book.Records = append([]ledger.Summary{{ID: id, Form: form, Unit: unit.ID, Status: status, Title: title, Date: day}}, book.Records...)
	}
	n := func(v int64) ledger.Value { return ledger.NumValue(viet.Int(v)) }
	add("tuyen_truyen", "2026-04-02", "Họp xóm: VNeID mức 2", ledger.StatusApproved, ledger.Values{"tong_so": n(45), "nu": n(30), "kinh_phi": n(500_000)})
	add("tuyen_truyen", "2026-04-20", "Họp xóm: phân loại rác", ledger.StatusSent, ledger.Values{"tong_so": n(38)})
	add("tuyen_truyen", "2026-05-04", "Phát thanh phòng sâu bệnh", ledger.StatusQueued, ledger.Values{"luot_phat": n(6)})
	add("mo_hinh", "2026-05-10", "Nếp Bắc VietGAP liên kết tiêu thụ", ledger.StatusSent, ledger.Values{"trang_thai": ledger.TextValue("dang_lam"), "so_ho": n(15)})
	add("mo_hinh_cap_nhat", "2026-06-10", "Ốc nhồi: vụ xuân", ledger.StatusSent, ledger.Values{"loi_nhuan": n(12_000_000)})
	add("tuyen_truyen", "2026-06-12", "Họp xóm ghi trùng", ledger.StatusRejected, ledger.Values{"tong_so": n(1_000)})
	for i := range more {
		add("tuyen_truyen", "2026-06-11", "Buổi mẫu "+strings.Repeat("rất dài ", i%9), ledger.StatusSent, ledger.Values{"tong_so": n(10)})
	}
	period, err := ledger.ParsePeriod("2026-Q2")
	if err != nil {
		t.Fatal(err)
	}
	book.Closings = []ledger.Closing{{Period: period, Outcome: ledger.OutcomeComplete, At: time.Date(2026, 7, 1, 3, 20, 0, 0, time.UTC), By: "Nguyễn Văn Mẫu"}}
	s, err := NewSummary(ledger.Identity{Joined: true, Unit: unit, CommuneName: "Nghĩa Hưng (mẫu)", Person: "Nguyễn Văn Mẫu"},
		book.Standing(period), entries, time.Date(2026, 7, 2, 2, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func textOf(t *testing.T, s Summary, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteText(&b, lang); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if viet.Width(line) > textWidth {
			t.Errorf("%d columns: %q", viet.Width(line), line)
		}
	}
	return b.String()
}

// People present stand apart from broadcasts, a new model from an update; what is not counted is in no
// sum, and what was not proven received is not called received.
func TestSummaryTells(t *testing.T) {
	text := textOf(t, sample(t, 0), "vi")
	for _, want := range []string{"Quý II năm 2026 (15/03/2026–14/06/2026)", "Xóm 1 (mẫu) (Nghĩa Châu), xã Nghĩa Hưng (mẫu)",
		"đã gửi đủ (10:20 01/07/2026, Nguyễn Văn Mẫu)", "5 trong 6 phiếu; còn 1 phiếu nằm trên máy thôn",
		"Số lượt người dự", "83 lượt người", "6 lượt", "Số mô hình mới trong kỳ", "1 mô hình", "500.000 đồng", "12.000.000 đồng",
		"02/04/2026  Họp xóm: VNeID mức 2", "xã đã duyệt", "chờ gửi", "xã chưa tính", "tập huấn", "(ký, ghi rõ họ tên)"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "1.083") || strings.Contains(text, "Trong đó") {
		t.Errorf("wrong sums:\n%s", text)
	}
	if en := textOf(t, sample(t, 0), "en"); !strings.Contains(en, "SUMMARY OF A REPORTING PERIOD") || !strings.Contains(en, "5 of 6 records") {
		t.Errorf("in English:\n%s", en)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	period, _ := ledger.ParsePeriod("2026-06")
	book := ledger.PeriodBook{Today: viet.Date{Year: 2026, Month: 7, Day: 2},
		Closings: []ledger.Closing{{Period: period, Outcome: ledger.OutcomeNil, At: time.Unix(1_782_900_000, 0)}}}
	s, err := NewSummary(ledger.Identity{}, book.Standing(period), nil, time.Unix(1_782_900_000, 0))
	if err != nil {
		t.Fatal(err)
	}
	text := textOf(t, s, "vi")
	for _, want := range []string{"không phát sinh", "Không có phiếu nào", "không có phiếu nào để gửi", "Ngày hội sáng tạo (riêng hoặc lồng ghép)"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// pages writes a PDF twice and counts its pages.
func pages(t *testing.T, write func(*bytes.Buffer) error) int {
	t.Helper()
	var first, second bytes.Buffer
	for _, w := range []*bytes.Buffer{&first, &second} {
		if err := write(w); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.HasPrefix(first.Bytes(), []byte("%PDF-")) || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("not a PDF, or not the same twice")
	}
	return bytes.Count(first.Bytes(), []byte("/Type /Page\n"))
}

// A usual period fits one page; a long list goes on.
func TestSummaryPages(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		if n := pages(t, func(b *bytes.Buffer) error { return sample(t, 3).WritePDF(b, lang) }); n != 1 {
			t.Errorf("%s: %d pages", lang, n)
		}
		if n := pages(t, func(b *bytes.Buffer) error { return sample(t, 90).WritePDF(b, lang) }); n < 2 {
			t.Errorf("%s: 96 records on %d page", lang, n)
		}
	}
}

func TestCheatSheetHasTwoPages(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		if n := pages(t, func(b *bytes.Buffer) error { return WriteCheatSheet(b, lang) }); n != 2 {
			t.Errorf("%s: %d pages", lang, n)
		}
	}
}

// Everything the cheat sheet says stands in both languages.
func TestCheatSheetWords(t *testing.T) {
	for _, part := range cheat {
		for _, line := range part.lines {
			for _, w := range []ledger.Words{part.title, line.does} {
				if w.Vi == "" || w.En == "" || viet.NFC(w.Vi) != w.Vi {
					t.Errorf("%+v", w)
				}
			}
			if (line.key.Vi == "") != (line.key.En == "") {
				t.Errorf("%+v", line.key)
			}
		}
	}
}

// The cheat sheet in docs is the one that the program writes.
func TestCheatSheetInDocs(t *testing.T) {
	var now bytes.Buffer
	if err := WriteCheatSheet(&now, "vi"); err != nil {
		t.Fatal(err)
	}
	there, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "bang-nho-phim.pdf"))
	if err != nil || !bytes.Equal(there, now.Bytes()) {
		t.Errorf("docs/bang-nho-phim.pdf is not what “sothon paper huong-dan” writes (%v); write it again", err)
	}
}

// TestSummarySaysItAsTheReport: a number stands in the village's summary as it stands in the commune's
// report, an area in hectares too.
func TestSummarySaysItAsTheReport(t *testing.T) {
	s := sample(t, 0)
	for code, want := range map[string]string{"mh_dien_tich_nhan_rong": "4,6 ha", "tt_kinh_phi": "46.000 đồng"} {
		ind := ledger.DefaultIndicators().Find(code)
		s.Sums = append(s.Sums, Sum{ind, ledger.Amount{Number: viet.Int(46_000), Known: true}})
		if text := textOf(t, s, "vi"); !strings.Contains(text, want) || !strings.Contains(text, ind.Title.Vi) {
			t.Errorf("no %q, %q in\n%s", ind.Title.Vi, want, text)
		}
	}
}
