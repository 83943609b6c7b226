package report_test

import (
	"testing"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// outreachYAML and initiativeYAML are cut-down forms of the sample catalogue, with one field of
// every type that tables treat in its own way.
const outreachYAML = `
form: tuyen_truyen
version: 3
title: {vi: Buổi tuyên truyền, en: Outreach session}
plural: {vi: Tuyên truyền, en: Outreach}
help: {vi: mẫu, en: sample}
counted: {vi: buổi, en: sessions}
title_field: chu_de
date_field: ngay
sections:
  - name: viec
    label: {vi: Việc, en: What}
    fields:
      - {type: date, name: ngay, label: {vi: Ngày, en: Day}}
      - type: select_multiple
        name: hinh_thuc
        label: {vi: Hình thức, en: Ways}
        choices:
          - {name: hop_thon, label: {vi: Họp thôn, en: Meeting}}
          - {name: truyen_thanh, label: {vi: Truyền thanh, en: Broadcast}}
      - {type: text, name: chu_de, label: {vi: Chủ đề, en: Topic}}
      - {type: note, name: loi_nhac, label: {vi: Nhắc, en: Note}}
  - name: so
    label: {vi: Số, en: Numbers}
    fields:
      - {type: integer, name: tong_so, label: {vi: Tổng số người dự, en: Present}, unit: {vi: người, en: people}}
      - {type: integer, name: nu, label: {vi: Trong đó nữ, en: Women}, unit: {vi: người, en: people}}
      - {type: integer, name: luot_phat, label: {vi: Số lượt phát, en: Broadcasts}, unit: {vi: lượt, en: times}}
      - {type: integer, name: luot_xem, label: {vi: Lượt xem, en: Views}, unit: {vi: lượt, en: views}}
      - {type: money, name: kinh_phi, label: {vi: Kinh phí, en: Cost}}
`

const initiativeYAML = `
form: sang_kien
version: 1
title: {vi: Sáng kiến, en: Initiative}
plural: {vi: Sáng kiến, en: Initiatives}
help: {vi: mẫu, en: sample}
counted: {vi: sáng kiến, en: initiatives}
title_field: ten
sections:
  - name: chung
    label: {vi: Chung, en: All}
    fields:
      - {type: text, name: ten, label: {vi: Tên, en: Name}}
      - {type: area, name: dien_tich, label: {vi: Diện tích, en: Area}}
      - {type: mass, name: san_luong, label: {vi: Sản lượng, en: Yield}}
      - {type: decimal, name: nang_suat, label: {vi: Năng suất, en: Rate}, unit: {vi: tạ/ha, en: quintals/ha}}
      - type: repeat
        name: tac_gia
        label: {vi: Tác giả, en: Authors}
        fields:
          - {type: text, name: ho_ten, label: {vi: Họ tên, en: Name}}
          - {type: percent_shares, name: ty_le, label: {vi: Tỷ lệ, en: Share}}
`

func loadForm(t testing.TB, text string) *ledger.Form {
	t.Helper()
	form, err := ledger.LoadForm("mau.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return form
}

func num(n int64) ledger.Value { return ledger.NumValue(viet.Int(n)) }

func text(s string) ledger.Value { return ledger.TextValue(s) }

// outreachRows are three counted sessions of two units and one that was withdrawn.
func outreachRows() []report.Row {
	return []report.Row{
		{ID: "01B", Unit: "xom-10", Place: "Xóm 10", Status: "sent", Made: "2026-06-02", Version: 3, Title: "=1+1",
			Values: ledger.Values{"ngay": text("2026-06-01"), "chu_de": text("=1+1"), "tong_so": num(45), "nu": num(20),
				"hinh_thuc": ledger.ListValue("hop_thon", "truyen_thanh"), "luot_phat": num(3), "kinh_phi": num(1500000)}},
		{ID: "01A", Unit: "xom-2", Place: "Xóm 2", Status: "approved", Made: "2026-06-02", Version: 3, Title: "Chuyển đổi số",
			Values: ledger.Values{"ngay": text("2026-06-02"), "chu_de": text("Chuyển đổi số"), "tong_so": num(1200), "luot_xem": num(1568)}},
		{ID: "01C", Unit: "xom-2", Place: "Xóm 2", Status: "returned", Made: "2026-06-02", Version: 3,
			Values: ledger.Values{"ngay": text("2026-06-03"), "tong_so": num(7)}},
		{ID: "01D", Unit: "xom-2", Place: "Xóm 2", Status: "withdrawn", Made: "2026-06-02", Version: 3,
			Values: ledger.Values{"ngay": text("2026-06-04"), "tong_so": num(900)}},
	}
}

func units() []ledger.Unit {
	return []ledger.Unit{
		{ID: "xom-10", Name: "Xóm 10", Kind: "village"},
		{ID: "xom-2", Name: "Xóm 2", Kind: "village"},
		{ID: "truong", Name: "Trường tiểu học", Kind: "school"},
	}
}

func document(t testing.TB) *report.Document {
	t.Helper()
	outreach, initiative := loadForm(t, outreachYAML), loadForm(t, initiativeYAML)
	period, err := ledger.ParsePeriod("2026-06")
	if err != nil {
		t.Fatal(err)
	}
	return &report.Document{
		Commune: "Nghĩa Hưng", Code: "13891", Province: "Ninh Bình", Period: period, Lang: "vi", Units: units(),
		Forms: []*ledger.Form{outreach, initiative},
		Rows:  map[string][]report.Row{"tuyen_truyen": outreachRows(), "sang_kien": {initiativeRow("2026-06-14"), initiativeRow("2026-06-15")}},
	}
}

func initiativeRow(made string) report.Row {
	return report.Row{ID: "01I" + made, Unit: "truong", Place: "Trường tiểu học", Status: "sent", Made: made, Version: 1,
		Values: ledger.Values{"ten": text("Máy gieo hạt"), "dien_tich": {Kind: ledger.Num, Num: viet.Int(1800), Text: "5 sào"},
			"san_luong": num(2500), "nang_suat": ledger.NumValue(46000 * 12),
			"tac_gia": ledger.RowsValue([]ledger.Row{
				{"ho_ten": text("Tác giả A"), "ty_le": num(60)}, {"ho_ten": text("Tác giả B"), "ty_le": num(40)}})}}
}
