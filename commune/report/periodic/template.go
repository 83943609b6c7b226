package periodic

import (
	"io"

	"github.com/nghia-hung/sothon/commune/report/paper"
)

// Placeholders are what a template may name, with what stands in their place: a line of text, or
// blocks, for which the placeholder must have a paragraph for itself.
func Placeholders(in *Input) (texts map[string]string, blocks map[string][]paper.Block) {
	texts = map[string]string{"xa": in.Commune, "ma_xa": in.Code, "tinh": in.Province, "ky": periodWords(in.Period), "tu_ngay": in.Period.From.Format(), "den_ngay": in.Period.To.Format(),
		"nam": year(in.Period.To.Year), "thang": month(in.Period.To.Month), "cach_tinh": in.rules(), "bao_phu": in.coverage()}
	for _, f := range in.Figures {
		code := f.Indicator.Code
		texts[code] = f.Indicator.Measure(f.Value, "vi")
		texts[code+"_so"] = f.Value.Show("vi")
		texts[code+"_cung_ky"] = f.LastYear.Show("vi")
		texts[code+"_luy_ke"] = f.YearToDate.Show("vi")
		texts[code+"_so_sanh"] = f.Change.Show("vi")
	}
	blocks = map[string][]paper.Block{"noi_dung": in.Text(), "phan_1": in.leading(), "phan_2": in.results(), "phan_3": in.assessment(), "phan_4": in.ahead(), "phan_5": in.proposals()}
	width := paper.Section{Landscape: true}.Width()
	for _, a := range Appendices(in) {
		var tables []paper.Block
		for i, g := range a.Tables {
			tables = append(tables, g.Paper(width))
			if g.More > 0 {
				tables = append(tables, paper.Para(paper.Note, "Và "+count(g.More)+" phiếu nữa, có trong bảng tính kèm theo."))
			}
			blocks["bang_"+a.Number+"_"+g.Key] = tables[i:]
		}
		blocks["bang_"+a.Number] = tables
	}
	return texts, blocks
}

func fillTemplate(w io.Writer, in *Input, template []byte) (Written, error) {
	texts, blocks := Placeholders(in)
	done, err := paper.Fill(w, template, texts, blocks)
	return Written{Places: done.Places, Unknown: done.Unknown}, err
}

// DefaultTemplate is a document to start an own one from: the report's frame with placeholders where
// its text and tables go.
func DefaultTemplate(in *Input) *paper.Document {
	hold := func(name string) *paper.Paragraph {
		return &paper.Paragraph{Style: paper.Body, Runs: []paper.Run{{Text: "{{" + name + "}}"}}}
	}
	blocks := in.head()
	blocks = append(blocks[:len(blocks)-1], paper.Para(paper.Body, "Ủy ban nhân dân xã {{xa}} báo cáo kết quả thực hiện {{ky}} (số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}}) như sau:"))
	for _, name := range []string{"phan_1", "phan_2", "phan_3", "phan_4", "phan_5"} {
		blocks = append(blocks, hold(name))
	}
	d := &paper.Document{Title: "Mẫu báo cáo", Sections: []paper.Section{{Blocks: append(blocks, in.foot()...)}}}
	for i, g := range groups {
		d.Sections = append(d.Sections, paper.Section{Landscape: true, Blocks: []paper.Block{paper.Para(paper.Annex, "Phụ lục "+roman[i]), paper.Para(paper.AnnexTitle, g.title),
			paper.Para(paper.AnnexRef, "(số liệu {{ky}}, từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})"), hold("bang_" + g.number)}})
	}
	return d
}
