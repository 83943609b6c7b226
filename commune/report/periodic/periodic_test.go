package periodic_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// said is all text of a document.
func said(d *paper.Document) string {
	var out strings.Builder
	para := func(p *paper.Paragraph) {
		for _, r := range p.Runs {
			out.WriteString(r.Text)
		}
		out.WriteString("\n")
	}
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *paper.Paragraph:
				para(b)
			case *paper.Table:
				for _, row := range b.Rows {
					for _, cell := range row.Cells {
						for _, p := range cell.Paragraphs(row) {
							para(p)
						}
					}
				}
			}
		}
	}
	return out.String()
}

func TestDocumentHasItsParts(t *testing.T) {
	in := sample(t, 2000)
	d := periodic.Compose(in)
	text := said(d)
	at := 0
	for _, want := range []string{"Ủy ban nhân dân\nXã Nghĩa Hưng", "Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc", "Số:            /BC-UBND", "ngày        tháng 6 năm 2026",
		"Báo cáo", "Kính gửi:", "từ ngày 15/05/2026 đến hết ngày 14/06/2026", "I. CÔNG TÁC", "II. KẾT QUẢ", "1. Tuyên truyền", "7. Tăng cường hợp tác", "8. Sáng kiến", "9. Khen thưởng",
		"10. Ngày hội", "III. ĐÁNH GIÁ", "a) ", "đ) ", "e) ", "IV. ", "V. ", "./.", "TM. ỦY BAN NHÂN DÂN", "Phụ lục I\n", "Phụ lục VIII\n"} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("no %q after what comes before it", want)
		}
		at += i
	}
	if !strings.Contains(text, "- Như trên;") || !strings.Contains(text, "- Lưu: VT, VHXH.") {
		t.Error("Nơi nhận is not as the decree has it")
	}
	if len(d.Sections) != 9 || d.Sections[0].Landscape || !d.Sections[8].Landscape {
		t.Errorf("%d sections", len(d.Sections))
	}
	for _, u := range in.Units {
		if u.State == "none" && !strings.Contains(text, u.Place) {
			t.Errorf("%s, which sent nothing, is not named", u.Place)
		}
	}
	if len(d.Places()) < 8 {
		t.Errorf("places to be written: %q", d.Places())
	}
}

func TestAnEmptyPeriodSaysSo(t *testing.T) {
	in := sample(t, 0)
	in.Period, _ = ledger.ParsePeriod("2030-01")
	in.Figures, _ = ledger.DefaultIndicators().Figures(in.Period, ledger.Tally{}.Answer)
	in.Items = nil
	text := said(periodic.Compose(in))
	for _, want := range []string{"Trong kỳ không phát sinh hoạt động tuyên truyền.", "không có số liệu", "Trong kỳ không có.", "tháng 01 năm 2030"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(text, "%!") || strings.Contains(text, "NaN") {
		t.Error("a broken number")
	}
}

// personal are the names that samples give to persons, and phone numbers.
var personal = regexp.MustCompile(`Tác giả mẫu|Người mẫu|0912`)

func TestThePublicCopyNamesNobody(t *testing.T) {
	in := sample(t, 2000)
	if !personal.MatchString(said(periodic.Compose(in))) {
		t.Fatal("the office's copy names nobody: the test proves nothing")
	}
	in.Public = true
	if found := personal.FindString(said(periodic.Compose(in))); found != "" {
		t.Errorf("the public copy has %q", found)
	}
	for ext, write := range periodic.Writers {
		var out bytes.Buffer
		if _, err := write(&out, in, periodic.Rendering{}); err != nil {
			t.Fatal(err)
		}
		if ext == ".json" && strings.Contains(out.String(), "Tác giả mẫu") {
			t.Error("the public JSON names authors")
		}
	}
}

// TestWorkbookAgrees opens the workbook with another library: figures are numbers, totals are formulas
// that give what stands there, headers are frozen.
func TestWorkbookAgrees(t *testing.T) {
	in := sample(t, 2000)
	for i := range in.Units {
		in.Units[i].Records["tuyen_truyen"], in.Units[i].Total = i, i
	}
	var out bytes.Buffer
	if _, err := periodic.Writers[".xlsx"](&out, in, periodic.Rendering{}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	units, figures := "", ""
	for _, name := range f.GetSheetList() {
		if strings.HasPrefix(name, "08") && units == "" {
			units = name
		}
		if strings.HasPrefix(name, "01") && figures == "" {
			figures = name
		}
		if panes, err := f.GetPanes(name); err != nil || !panes.Freeze {
			t.Errorf("%s: the header is not frozen", name)
		}
	}
	total := "C64" // two lines above, the header, sixty units
	formula, _ := f.GetCellFormula(units, total)
	shown, _ := f.GetCellValue(units, total, excelize.Options{RawCellValue: true})
	computed, err := f.CalcCellValue(units, total)
	if formula != "SUM(C4:C63)" || shown != "1770" || strings.ReplaceAll(computed, ",", "") != "1770" || err != nil {
		t.Errorf("total: formula %q, shown %q, computed %q, %v", formula, shown, computed, err)
	}
	value, _ := f.GetCellValue(figures, "D4", excelize.Options{RawCellValue: true})
	if want := in.Figures[0].Value.Number.String(); value != want {
		t.Errorf("the first figure is %s, want %s", value, want)
	}
}

func TestJSONHasEveryFigure(t *testing.T) {
	in := sample(t, 500)
	var out bytes.Buffer
	if _, err := periodic.Writers[".json"](&out, in, periodic.Rendering{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Indicators []struct {
			Indicator string      `json:"indicator"`
			Value     viet.Number `json:"value"`
		} `json:"indicators"`
		Appendices []struct {
			Number string `json:"number"`
		} `json:"appendices"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Indicators) != len(in.Figures) || len(got.Appendices) != 8 {
		t.Errorf("%d indicators, %d appendices", len(got.Indicators), len(got.Appendices))
	}
	for i, f := range in.Figures {
		if got.Indicators[i].Indicator != f.Indicator.Code || got.Indicators[i].Value != f.Value.Number {
			t.Errorf("%s: %v", f.Indicator.Code, got.Indicators[i])
		}
	}
}

func TestDefaultTemplateIsFilledWhole(t *testing.T) {
	in := sample(t, 500)
	var template, out bytes.Buffer
	if err := paper.WriteDocx(&template, periodic.DefaultTemplate(in)); err != nil {
		t.Fatal(err)
	}
	done, err := periodic.Writers[".docx"](&out, in, periodic.Rendering{Template: template.Bytes()})
	if err != nil || len(done.Unknown) > 0 || len(done.Places) == 0 {
		t.Errorf("%+v, %v", done, err)
	}
}

func TestReadMappingNamesWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{"data_set: [": "x.yaml", "data_set: a\n": "org_unit", "colour: red\n": "unknown field", "data_set: a\norg_unit: b\nvalues: {tt_buoi: {}}\n": "data_element is missing"} {
		if _, err := periodic.ReadMapping("x.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func FuzzReadMapping(f *testing.F) {
	f.Add([]byte("data_set: a\norg_unit: b\nvalues: {tt_buoi: {data_element: c}}\n"))
	f.Fuzz(func(_ *testing.T, data []byte) { periodic.ReadMapping("x", data) }) //nolint:errcheck // it must not panic
}
