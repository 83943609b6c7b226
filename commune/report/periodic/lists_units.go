package periodic

import (
	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

// unitForms are the columns of the table by unit.
var unitForms = []struct{ form, title string }{
	{"tuyen_truyen", "Tuyên truyền"}, {"tap_huan", "Tập huấn"}, {"mo_hinh", "Mô hình"}, {"mo_hinh_cap_nhat", "Kết quả mô hình"}, {"sang_kien", "Sáng kiến"},
	{"san_pham", "Sản phẩm"}, {"khen_thuong", "Khen thưởng"}, {"kho_khan", "Khó khăn"}, {"ngay_hoi", "Ngày hội"}, {"kinh_phi", "Kinh phí"},
}

// InUnits reports whether records of a form stand in the table by unit, and so in its totals.
func InUnits(form string) bool {
	for _, f := range unitForms {
		if f.form == form {
			return true
		}
	}
	return false
}

// StateWords say where a unit stands in a period: nothing sent is not the same as nothing to report.
var StateWords = map[string]string{
	"none": "chưa báo cáo", "open": "đã gửi phiếu, chưa chốt", "nil": ledger.OutcomeNil.Words().Vi, "complete": ledger.OutcomeComplete.Words().Vi, "late": "báo cáo muộn",
}

// listUnits is the table by unit: every unit a line, those that sent nothing too.
func (in *Input) listUnits() *Grid {
	g := &Grid{Key: "don_vi", Caption: "Số phiếu theo đơn vị", Group: "Số phiếu trong kỳ", GroupAt: 2, GroupN: len(unitForms) + 1,
		Columns: []Column{{"stt", "STT", report.Integer, 1.5, true}, {"don_vi", "Đơn vị", report.Text, 4, false}}}
	for _, f := range unitForms {
		g.Columns = append(g.Columns, Column{f.form, f.title, report.Integer, 1.75, false})
	}
	g.Columns = append(g.Columns, Column{"cong", "Cộng", report.Integer, 1.3, false}, Column{"tinh_trang", "Tình trạng báo cáo", report.Text, 2.6, false}, Column{"ngay", "Ngày báo cáo", report.Date, 2.1, true})
	sums, all := make([]int, len(unitForms)), 0
	for i, u := range in.Units {
		line := Line{Counts: true, Unit: u.ID, Cells: []ledger.Value{number(i + 1), text(u.Place)}}
		for j, f := range unitForms {
			line.Cells = append(line.Cells, number(u.Records[f.form]))
			sums[j] += u.Records[f.form]
		}
		all += u.Total
		line.Cells = append(line.Cells, number(u.Total), text(StateWords[u.State]), text(u.Received))
		g.Lines = append(g.Lines, line)
	}
	total := Line{Total: true, Counts: true, Cells: []ledger.Value{{}, text("Cộng")}}
	for _, n := range sums {
		total.Cells = append(total.Cells, number(n))
	}
	total.Cells = append(total.Cells, number(all))
	g.Lines = append(g.Lines, total)
	return g
}

// unitNotes name the units that sent nothing and those that had nothing to report.
func (in *Input) unitNotes() []string {
	var none, zero []string
	for _, u := range in.Units {
		switch u.State {
		case "none":
			none = append(none, u.Place)
		case "nil":
			zero = append(zero, u.Place)
		}
	}
	notes := []string{"Đơn vị chưa báo cáo (" + count(len(none)) + "): " + named(none, 1<<20) + "."}
	if len(none) == 0 {
		notes[0] = "Tất cả các đơn vị đã báo cáo hoặc đã gửi phiếu."
	}
	if len(zero) > 0 {
		notes = append(notes, "Đơn vị báo không phát sinh ("+count(len(zero))+"): "+named(zero, 1<<20)+".")
	}
	return notes
}

// listAdjusted are the additions to closed periods.
func (in *Input) listAdjusted() *Grid {
	g := &Grid{Key: "dieu_chinh", Caption: "Điều chỉnh, bổ sung số liệu các kỳ đã khóa", Columns: []Column{{"stt", "STT", report.Integer, 1, true}, {"ky", "Kỳ đã khóa", report.Text, 2.6, false},
		{"don_vi", "Đơn vị", report.Text, 3, false}, {"loai", "Loại phiếu", report.Text, 2.5, false}, {"ten", "Nội dung", report.Text, 5, false}, {"ngay", "Ngày", report.Date, 2, true},
		{"so_lieu", "Số liệu cũ → mới", report.Text, 3.5, false}, {"ly_do", "Lý do điều chỉnh, bổ sung", report.Text, 4, false}}}
	for i, a := range in.Adjusted {
		form, period := a.Form, a.Period
		if f := in.Forms.Form(a.Form); f != nil {
			form = f.Title.Vi
		}
		if p, err := ledger.ParsePeriod(a.Period); err == nil {
			period = periodWords(p)
		}
		g.Lines = append(g.Lines, Line{Record: a.ID, Cells: []ledger.Value{number(i + 1), text(period), text(a.Place), text(form), text(in.safe(a.Title)), text(a.Day),
			text(a.Numbers), text(in.safe(a.Reason))}})
	}
	return g
}
