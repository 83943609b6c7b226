package periodic

import (
	"io"
	"strings"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

// details are the forms whose records stand behind an appendix.
var details = map[string][]string{
	"01": {"tuyen_truyen"}, "02": {"tap_huan"}, "03": {"mo_hinh", "mo_hinh_cap_nhat"}, "04": {"sang_kien"}, "05": {"san_pham"},
	"06": {"khen_thuong"}, "07": {"kho_khan"}, "08": {"ngay_hoi", "kinh_phi", "ho_so_don_vi"},
}

// writeXLSX writes the eight appendices and behind each the records it is made of.
func writeXLSX(w io.Writer, in *Input, r Rendering) (Written, error) {
	var sheets []report.Sheet
	var behind []report.Sheet
	for _, a := range Appendices(in) {
		for i, g := range a.Tables {
			name := a.Number + " " + a.Title
			if i > 0 {
				if g.Key == "danh_sach" && r.Records != nil && !in.Public {
					continue // the details have more
				}
				name = a.Number + " " + g.Caption
			}
			s := g.sheet(in, name)
			s.Above = append([]string{"Phụ lục " + roman[a.Number[1]-'1'] + ". " + a.Title + " – " + g.Caption}, s.Above...)
			sheets = append(sheets, s)
		}
		if r.Records == nil || in.Public {
			continue
		}
		for _, name := range details[a.Number] {
			if form := in.Forms.Form(name); form != nil {
				s := report.Details(form, detailName(a.Number, form), "vi", func(visit func(report.Row) error) error { return r.Records(name, visit) })
				s.Caption = in.caption()
				behind = append(behind, s)
			}
		}
	}
	return Written{}, report.WriteXLSX(w, append(append(sheets, in.about()), behind...))
}

func detailName(number string, form *ledger.Form) string {
	return number + " chi tiết " + form.Plural.Vi
}

func (in *Input) caption() string { return "Xã " + in.Commune + " – " + in.Period.Title("vi") }

// sheet is the grid as a tab of the workbook.
func (g *Grid) sheet(in *Input, name string) report.Sheet {
	s := report.Sheet{Name: name, Caption: in.caption(), Above: []string{in.caption() + " (số liệu " + days(in.Period) + ")"}}
	for i, c := range g.Columns {
		title := c.Title
		if g.Group != "" && i >= g.GroupAt && i < g.GroupAt+g.GroupN && g.Group != "Số liệu" {
			title = c.Title + " (phiếu)"
		}
		s.Columns = append(s.Columns, report.Column{Title: title, Kind: c.Kind})
		s.Sums = append(s.Sums, false)
	}
	traced := false
	for _, line := range g.Lines {
		cells := line.Cells
		if line.Heading {
			cells = []ledger.Value{{}, line.Cells[0]}
		}
		if line.Total {
			s.Totals++
			for i, v := range cells {
				s.Sums[i] = v.Kind == ledger.Num
			}
		}
		if of := line.Indicator + line.Record; of != "" {
			traced = true
			cells = append(append([]ledger.Value{}, cells...), text(of))
		}
		for i, c := range g.Columns {
			if form := in.formBehind(line, c); form != "" {
				s.Links = append(s.Links, report.Link{Row: len(s.Rows), Column: i, To: in.detailOf(form)})
			}
		}
		s.Rows = append(s.Rows, cells)
	}
	if traced {
		s.Columns = append(s.Columns, report.Column{Title: "Mã để tra phiếu"})
		s.Sums = append(s.Sums, false)
	}
	return s
}

// formBehind is the form whose details hold the records behind the cell of a line, the first of several;
// "" when it is no number of records.
func (in *Input) formBehind(line Line, c Column) string {
	switch ind := in.figure(line.Indicator).Indicator; {
	case line.Counts && InUnits(c.Key):
		return c.Key
	case line.Indicator == "" || c.Key != ThisPeriod && c.Key != LastYear && c.Key != YearToDate:
		return ""
	case ind.Kind == ledger.KindRatio:
		return in.formBehind(Line{Indicator: ind.Of}, c)
	case len(ind.Forms) > 0:
		return ind.Forms[0]
	}
	return ""
}

// detailOf is the name of the sheet with the records of a form.
func (in *Input) detailOf(name string) string {
	for _, g := range groups {
		for _, f := range details[g.number] {
			if form := in.Forms.Form(f); f == name && form != nil {
				return detailName(g.number, form)
			}
		}
	}
	return ""
}

// about says what the numbers are made of.
func (in *Input) about() report.Sheet {
	s := report.Sheet{Name: "Về bảng này", Caption: in.caption(), Columns: []report.Column{{Title: "Mục"}, {Title: "Nội dung"}}}
	for _, line := range [][2]string{{"Xã", in.Commune + " (mã " + in.Code + "), tỉnh " + in.Province}, {"Kỳ", in.Period.Title("vi")}, {"Cách tính", in.rules()},
		{"Trạng thái dữ liệu", "đến thay đổi số " + count(int(in.Number)) + " trong sổ chung của xã"}, {"Phiên bản chương trình", in.Program},
		{"Tra nguồn số liệu", "Bấm vào một con số để mở bảng chi tiết, rồi lọc cột «Tính vào kỳ này», «Tính vào cùng kỳ năm trước» hoặc «Tính vào lũy kế từ đầu năm» theo mã ở cột «Mã để tra phiếu»."}, {"Chỉ tiêu từ nhiều loại phiếu", in.several()},
		{"So sánh (%)", "Kỳ này so với cùng kỳ năm trước; cùng kỳ bằng 0 hoặc chưa có sổ thì ghi «không có số liệu»."}} {
		s.Rows = append(s.Rows, []ledger.Value{text(line[0]), text(line[1])})
	}
	return s
}

// several names the sheets of the figures that are made of more than one form's records.
func (in *Input) several() string {
	var out []string
	for _, f := range in.Figures {
		var sheets []string
		for _, form := range f.Indicator.Forms {
			if name := in.detailOf(form); name != "" {
				sheets = append(sheets, "«"+name+"»")
			}
		}
		if len(sheets) > 1 {
			out = append(out, f.Indicator.Code+": "+strings.Join(sheets, ", "))
		}
	}
	return strings.Join(out, "; ")
}
