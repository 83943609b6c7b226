package report_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func titles(s report.Sheet) []string {
	var out []string
	for _, c := range s.Columns {
		out = append(out, c.Title)
	}
	return out
}

func column(t *testing.T, s report.Sheet, title string) int {
	t.Helper()
	i := slices.Index(titles(s), title)
	if i < 0 {
		t.Fatalf("no column %q among %q", title, titles(s))
	}
	return i
}

func TestSheetOfKeepsTheFormsOrderAndNamesUnits(t *testing.T) {
	s := report.SheetOf(loadForm(t, outreachYAML), "vi", outreachRows())
	want := []string{"Đơn vị", "Tình trạng", "Ngày", "Hình thức", "Chủ đề", "Tổng số người dự (người)", "Trong đó nữ (người)",
		"Số lượt phát (lượt)", "Lượt xem (lượt)", "Kinh phí (đồng)", "Ảnh, tệp kèm theo", "Đã thông báo có chụp ảnh", "Mã phiếu"}
	if got := titles(s); !reflect.DeepEqual(got, want) {
		t.Errorf("columns %q, want %q", got, want)
	}
	var ids []string
	for _, row := range s.Rows {
		ids = append(ids, row[len(row)-1].Text)
	}
	if want := []string{"01A", "01C", "01D", "01B"}; !reflect.DeepEqual(ids, want) {
		t.Errorf("rows %v, want %v: by unit as people count, then by day", ids, want)
	}
	ways := s.Rows[3][column(t, s, "Hình thức")]
	if ways.Text != "Họp thôn; Truyền thanh" {
		t.Errorf("choices: %q", ways.Text)
	}
	if got := s.Rows[0][1].Text; got != "đã duyệt" {
		t.Errorf("status: %q", got)
	}
	if got := titles(report.SheetOf(loadForm(t, outreachYAML), "en", nil))[5]; got != "Present (people)" {
		t.Errorf("English title: %q", got)
	}
}

func TestSheetOfFlattensRepeatsAndUsesBaseUnits(t *testing.T) {
	s := report.SheetOf(loadForm(t, initiativeYAML), "vi", []report.Row{initiativeRow("2026-06-14")})
	row := s.Rows[0]
	if got := row[column(t, s, "Tác giả")].Text; got != "Tác giả A 60 %; Tác giả B 40 %" {
		t.Errorf("authors: %q", got)
	}
	if got := row[column(t, s, "Diện tích (m²)")]; got.Kind != ledger.Num || got.Num != viet.Int(1800) || got.Text != "" {
		t.Errorf("area: %+v, want the bare number 1800", got)
	}
	if got := row[column(t, s, "Sản lượng (kg)")].Num; got != viet.Int(2500) {
		t.Errorf("mass: %v", got)
	}
	if got := s.Columns[column(t, s, "Năng suất (tạ/ha)")].Kind; got != report.Decimal {
		t.Errorf("kind of a decimal: %v", got)
	}
}

func TestInPeriodFallsBackToTheDayTheRecordWasBegun(t *testing.T) {
	form := loadForm(t, initiativeYAML)
	period, err := ledger.ParsePeriod("2026-06")
	if err != nil {
		t.Fatal(err)
	}
	in := report.InPeriod(form, []report.Row{initiativeRow("2026-06-14"), initiativeRow("2026-06-15"), initiativeRow("2026-05-15")}, period)
	if len(in) != 2 || in[0].Made != "2026-06-14" || in[1].Made != "2026-05-15" {
		t.Errorf("in %s: %+v", period.Label, in)
	}
	dated := report.InPeriod(loadForm(t, outreachYAML), []report.Row{{Made: "2027-01-01", Values: ledger.Values{"ngay": text("2026-06-01")}}}, period)
	if len(dated) != 1 {
		t.Error("the date in the record must win over the day it was begun")
	}
}

func TestSummaryKeepsKindsOfReachApart(t *testing.T) {
	d := document(t)
	s := report.Summary(report.CountUnits(d.Units, d.Forms, d.Rows), "vi")
	cell := func(row int, title string) ledger.Value { return s.Rows[row][column(t, s, title)] }
	if len(s.Rows) != 4 || s.Totals != 1 {
		t.Fatalf("%d rows, %d totals; want three units and a total", len(s.Rows), s.Totals)
	}
	for row, want := range map[int]struct {
		unit             string
		records, present int64
	}{
		0: {"Trường tiểu học", 2, 0}, 1: {"Xóm 2", 2, 1207}, 2: {"Xóm 10", 1, 45}, 3: {"Cộng", 5, 1252},
	} {
		if cell(row, "Đơn vị").Text != want.unit || cell(row, "Tổng số phiếu").Num != viet.Int(want.records) ||
			cell(row, "Buổi tuyên truyền: Tổng số người dự (người)").Num != viet.Int(want.present) {
			t.Errorf("row %d: %v, want %+v", row, s.Rows[row], want)
		}
	}
	if cell(3, "Buổi tuyên truyền: Số lượt phát (lượt)").Num != viet.Int(3) || cell(3, "Buổi tuyên truyền: Lượt xem (lượt)").Num != viet.Int(1568) {
		t.Error("broadcasts and views must stand in columns of their own")
	}
	if slices.Contains(titles(s), "Buổi tuyên truyền: Trong đó nữ (người)") {
		t.Error("overlapping groups must not be summed")
	}
}

func TestSummaryTellsWhoSentNothing(t *testing.T) {
	d := document(t)
	s := report.Summary(report.CountUnits(d.Units, d.Forms, nil), "vi")
	note := column(t, s, "Ghi chú")
	for _, row := range s.Rows[:3] {
		if row[note].Text != "chưa có phiếu" || row[column(t, s, "Tổng số phiếu")].Num != 0 {
			t.Errorf("unit without records: %v", row)
		}
	}
	if !s.Rows[3][note].IsEmpty() {
		t.Errorf("the total row has a note: %v", s.Rows[3])
	}
}

func TestSummaryKeepsUnitsTheListDoesNotKnow(t *testing.T) {
	d := document(t)
	tally := report.CountUnits(nil, d.Forms, d.Rows)
	if tally.Total.Records != 5 || len(tally.Units) != 3 {
		t.Errorf("without a list of units: %d records in %d units", tally.Total.Records, len(tally.Units))
	}
}

func TestCountUnitsDoesNotDependOnOrder(t *testing.T) {
	form := loadForm(t, outreachYAML)
	rapid.Check(t, func(rt *rapid.T) {
		rows := rapid.SliceOf(rapid.Custom(func(rt *rapid.T) report.Row {
			return report.Row{
				Unit:   rapid.SampledFrom([]string{"xom-10", "xom-2", "la"}).Draw(rt, "unit"),
				Status: rapid.SampledFrom([]string{"sent", "rejected", "conflict"}).Draw(rt, "status"),
				Values: ledger.Values{"tong_so": num(rapid.Int64Range(0, 1e9).Draw(rt, "n"))},
			}
		})).Draw(rt, "rows")
		forms := []*ledger.Form{form}
		one := report.CountUnits(units(), forms, map[string][]report.Row{form.Name: rows})
		var sum viet.Number
		for _, u := range one.Units {
			sum += u.Sums["tuyen_truyen.tong_so"]
		}
		if sum != one.Total.Sums["tuyen_truyen.tong_so"] {
			rt.Fatalf("units add up to %v, the total says %v", sum, one.Total.Sums)
		}
		slices.Reverse(rows)
		if other := report.CountUnits(units(), forms, map[string][]report.Row{form.Name: rows}); !reflect.DeepEqual(one.Total, other.Total) {
			rt.Fatal("the order of rows changes the total")
		}
	})
}

func TestWriteJSON(t *testing.T) {
	var out bytes.Buffer
	if err := report.WriteJSON(&out, document(t)); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Commune struct{ Code string }
		Period  struct{ Label, From, To string }
		Total   struct {
			Records int
			Sums    map[string]float64
		}
		Units []struct {
			ID      string
			Records int
			Forms   map[string]int
		}
		Forms []struct {
			Form    string
			Records []struct {
				ID      string
				Counted bool
				Values  map[string]any
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Commune.Code != "13891" || got.Period.From != "2026-05-15" || got.Period.To != "2026-06-14" {
		t.Errorf("head: %+v %+v", got.Commune, got.Period)
	}
	if got.Total.Records != 4 || got.Total.Sums["tuyen_truyen.tong_so"] != 1252 || len(got.Units) != 3 {
		t.Errorf("total: %+v; the initiative begun on 15/06 belongs to July", got.Total)
	}
	outreach := got.Forms[0]
	if outreach.Form != "tuyen_truyen" || len(outreach.Records) != 4 || outreach.Records[2].Counted {
		t.Errorf("records: %+v", outreach)
	}
	if outreach.Records[3].Values["kinh_phi"] != 1500000.0 {
		t.Errorf("money: %v", outreach.Records[3].Values["kinh_phi"])
	}
}

// An event that two units told of counts once, stands in the table of both, and the unit whose
// record was merged away does not look silent.
func TestAJointEventCountsOnce(t *testing.T) {
	doc := document(t)
	rows := doc.Rows["tuyen_truyen"]
	rows[0].CountedIn = "01A" // xom-10's only session was the one of xom-2
	tally := report.CountUnits(doc.Units, doc.Forms, doc.Rows)
	if tally.Total.Sums["tuyen_truyen.tong_so"] != viet.Int(1207) || tally.Total.Forms["tuyen_truyen"] != 2 {
		t.Fatalf("total %+v", tally.Total)
	}
	sheets := doc.Sheets()
	var told, listed bool
	for _, row := range sheets[0].Rows {
		if row[1].Text == "Xóm 10" {
			told = strings.Contains(row[len(row)-1].Text, "chung")
		}
	}
	for _, row := range sheets[1].Rows {
		listed = listed || row[0].Text == "Xóm 10" && strings.Contains(row[1].Text, "01A")
	}
	if !told || !listed {
		t.Errorf("told in the summary: %v, listed in the table: %v", told, listed)
	}
	rows[0].Status = "withdrawn" // taken back besides: nothing joint any more
	if tally = report.CountUnits(doc.Units, doc.Forms, doc.Rows); tally.Total.Joint != 0 || tally.Total.Records != 4 {
		t.Errorf("withdrawn: %+v", tally.Total)
	}
	for _, u := range tally.Units {
		if u.Joint != 0 {
			t.Errorf("%s has %d joint records", u.Unit.ID, u.Joint)
		}
	}
}
