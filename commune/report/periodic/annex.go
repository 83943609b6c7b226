package periodic

import (
	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Appendix is one of the eight appendices: its figures and its list.
type Appendix struct {
	Number    string // "01"
	Title     string
	Landscape bool
	Tables    []*Grid
	Notes     []string
}

// Grid is a table of values, for the document and the workbook alike.
type Grid struct {
	Key     string // of JSON and of the workbook's formulas: "so_lieu", "danh_sach"
	Caption string
	Columns []Column
	Lines   []Line
	Group   string // a heading over the columns from GroupAt, GroupLen of them
	GroupAt int
	GroupN  int
	More    int // records of the period that are not named here
}

// Column is a column of a Grid; Weight is its share of the width.
type Column struct {
	Key    string
	Title  string
	Kind   report.Kind
	Weight float64
	Middle bool // centred
}

// Line is a row of a Grid.
type Line struct {
	Cells     []ledger.Value
	Indicator string // whose figure it is
	Record    string // which record it names
	Counts    bool   // its numbers are how many records there are, of Unit
	Unit      string // the unit that it is of, "" for all
	Heading   bool   // the first cell stands over all columns
	Total     bool   // numbers are sums of the column's lines
	Part      bool   // a part of the line above, never added to it
}

// groups are the appendices with the files of indicators that they show.
var groups = []struct {
	number, title string
	files         []string
	list          func(*Input) *Grid
}{
	{"01", "Kết quả công tác tuyên truyền", []string{"01_tuyen_truyen"}, (*Input).listOutreach},
	{"02", "Kết quả tập huấn, chuyển giao tiến bộ khoa học kỹ thuật", []string{"02_tap_huan"}, (*Input).listClasses},
	{"03", "Các mô hình ứng dụng khoa học, công nghệ", []string{"03_mo_hinh"}, (*Input).listModels},
	{"04", "Sáng kiến, giải pháp", []string{"04_sang_kien"}, (*Input).listInitiatives},
	{"05", "Sản phẩm OCOP, sản phẩm chủ lực", []string{"05_san_pham"}, (*Input).listProducts},
	{"06", "Khen thưởng", []string{"06_khen_thuong"}, (*Input).listCommendations},
	{"07", "Khó khăn, vướng mắc và tình hình giải quyết", []string{"07_kho_khan"}, (*Input).listDifficulties},
	{"08", "Tổng hợp theo đơn vị, nguồn lực và nhiệm vụ", []string{"08_nguon_luc", "09_nhiem_vu"}, (*Input).listUnits},
}

// Appendices are the eight appendices, 01 to 08.
func Appendices(in *Input) []Appendix {
	out := make([]Appendix, len(groups))
	for i, g := range groups {
		a := Appendix{Number: g.number, Title: g.title, Landscape: true, Tables: []*Grid{in.figures(g.files), g.list(in)}}
		if g.number == "08" {
			a.Tables[0], a.Tables[1] = a.Tables[1], a.Tables[0]
			a.Notes = in.unitNotes()
			if len(in.Adjusted) > 0 {
				a.Tables = append(a.Tables, in.listAdjusted())
			}
		}
		out[i] = a
	}
	return out
}

var roman = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII"}

// Blocks are the appendix as it stands in the document.
func (a Appendix) Blocks(in *Input) []paper.Block {
	number := roman[a.Number[1]-'1']
	blocks := []paper.Block{
		paper.Para(paper.Annex, "Phụ lục "+number), paper.Para(paper.AnnexTitle, a.Title),
		paper.Para(paper.AnnexRef, "(Kèm theo Báo cáo số         /BC-UBND ngày       tháng "+month(in.Period.To.Month)+" năm "+year(in.Period.To.Year)+
			" của Ủy ban nhân dân xã "+in.Commune+";\nsố liệu "+days(in.Period)+")"),
	}
	if a.Number == "08" {
		for _, note := range a.Notes {
			blocks = append(blocks, paper.Para(paper.Note, note))
		}
	}
	width := paper.Section{Landscape: a.Landscape}.Width()
	for i, g := range a.Tables {
		blocks = append(blocks, paper.Para(paper.Caption, string(rune('A'+i))+". "+g.Caption), g.Paper(width))
		if g.More > 0 {
			blocks = append(blocks, paper.Para(paper.Note, "Và "+count(g.More)+" phiếu nữa, có trong bảng tính kèm theo."))
		}
	}
	return blocks
}

// figures are the table of the indicators of some files.
func (in *Input) figures(files []string) *Grid {
	g := &Grid{Key: "so_lieu", Caption: "Số liệu tổng hợp", Group: "Số liệu", GroupAt: 3, GroupN: 3, Columns: []Column{
		{"stt", "STT", report.Text, 1.1, true}, {"noi_dung", "Nội dung", report.Text, 7.5, false}, {"dvt", "ĐVT", report.Text, 1.7, true},
		{"ky_nay", "Kỳ này", report.Decimal, 2.3, false}, {"cung_ky", "Cùng kỳ năm trước", report.Decimal, 2.3, false},
		{"luy_ke", "Lũy kế từ đầu năm", report.Decimal, 2.3, false}, {"so_sanh", "So sánh (%)", report.Decimal, 1.8, false}, {"ghi_chu", "Ghi chú", report.Text, 2.6, false}}}
	n, part := 0, 0
	for _, f := range in.Figures {
		ind := f.Indicator
		if !contains(files, ind.Group) {
			continue
		}
		number := ""
		if ind.PartOf == "" {
			n, part = n+1, 0
			number = count(n)
		} else {
			number = viet.Letter(part)
			part++
		}
		unit, note := ind.Unit.Vi, ""
		if ind.PartOf != "" {
			note = "trong đó; không cộng"
		}
		g.Lines = append(g.Lines, Line{Indicator: ind.Code, Part: ind.PartOf != "", Cells: []ledger.Value{text(number), text(ind.Title.Vi), text(unit),
			known(f.Value), known(f.LastYear), known(f.YearToDate), known(f.Change), text(note)}})
	}
	return g
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func text(s string) ledger.Value { return ledger.TextValue(s) }

func number(n int) ledger.Value { return ledger.NumValue(viet.Int(int64(n))) }

// known is an amount as a cell; one that is not known says so.
func known(a ledger.Amount) ledger.Value {
	if !a.Known {
		return text(ledger.Unknown.Vi)
	}
	return ledger.NumValue(a.Number)
}

// num is a number among a record's values, nothing when there is none.
func num(v ledger.Value) ledger.Value {
	if v.Kind != ledger.Num {
		return ledger.Value{}
	}
	return ledger.NumValue(v.Num)
}
