package periodic

import (
	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// charts are the pictures of the report: numbers of one kind only, which can stand beside one another,
// each with the same period of the year before.
var charts = []struct {
	title string
	rows  [][2]string // label, code of the figure
}{
	{"Số hoạt động trong kỳ, so với cùng kỳ năm trước", [][2]string{{"Buổi tuyên truyền trực tiếp", "tt_buoi"}, {"Lớp tập huấn, chuyển giao", "th_lop"}, {"Mô hình mới", "mh_moi"},
		{"Sáng kiến được công nhận", "sk_cong_nhan"}, {"Ngày hội sáng tạo", "nh_so"}}},
	{"Số lượt người tham dự, so với cùng kỳ năm trước", [][2]string{{"Tuyên truyền trực tiếp", "tt_luot_nguoi"}, {"Tập huấn, chuyển giao", "th_luot_nguoi"}, {"Tham quan mô hình", "mh_tham_quan"},
		{"Ngày hội sáng tạo", "nh_luot_nguoi"}}},
}

// drawn are the charts that help: those with at least two rows of something and a year to compare with.
func (in *Input) drawn() (blocks []paper.Block) {
	for _, c := range charts {
		b := &paper.Bars{Title: "Biểu đồ " + count(len(blocks)+1) + ". " + c.title, Names: [2]string{"Kỳ này", "Cùng kỳ năm trước"}}
		compared := false
		for _, r := range c.rows {
			f := in.figure(r[1])
			if f.Value.Number == 0 && f.LastYear.Number == 0 {
				continue
			}
			compared = compared || f.LastYear.Known
			b.Rows = append(b.Rows, paper.BarRow{Label: r[0], Bars: [2]paper.Bar{bar(r[1], ThisPeriod, f.Value), bar(r[1], LastYear, f.LastYear)}})
		}
		if len(b.Rows) > 1 && compared {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func bar(code, column string, a ledger.Amount) paper.Bar {
	return paper.Bar{Size: float64(a.Number) / float64(viet.Unit), Known: a.Known, Text: a.Show("vi"), Trace: TraceFigure + code + "." + column}
}
