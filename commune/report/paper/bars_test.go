package paper_test

import (
	"archive/zip"
	"bytes"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune/report/paper"
)

func chart() *paper.Bars {
	bar := func(n float64, text string) paper.Bar {
		return paper.Bar{Size: n, Known: n >= 0, Text: text, Trace: "so:a<b"}
	}
	return &paper.Bars{Title: "Biểu đồ 1. Số lượt & <người>", Names: [2]string{"Kỳ này", "Cùng kỳ năm trước"}, Rows: []paper.BarRow{
		{Label: "Tuyên truyền trực tiếp ở các thôn xa trung tâm xã, có nhãn dài hơn hai dòng chữ của biểu đồ", Bars: [2]paper.Bar{bar(1234, "1.234"), bar(980, "980")}},
		{Label: "Ngày hội", Bars: [2]paper.Bar{bar(0, "0"), bar(-1, "không có số liệu")}}}}
}

func opened(t *testing.T, docx []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// TestBarsAreDrawnTheSame: a chart is the same bytes every time, in all files, and says in words what it
// shows.
func TestBarsAreDrawnTheSame(t *testing.T) {
	d := &paper.Document{Title: "x", Sections: []paper.Section{{Blocks: []paper.Block{chart(), chart(), paper.Para(paper.Body, "hết")}}}}
	var docx, pdf []byte
	for range 4 {
		var a, b bytes.Buffer
		if err := paper.WriteDocx(&a, d); err != nil {
			t.Fatal(err)
		}
		if err := paper.WritePDF(&b, d); err != nil {
			t.Fatal(err)
		}
		if docx != nil && (!bytes.Equal(docx, a.Bytes()) || !bytes.Equal(pdf, b.Bytes())) {
			t.Fatal("drawn again it is other bytes")
		}
		docx, pdf = a.Bytes(), b.Bytes()
	}
	files := opened(t, docx)
	picture, err := png.Decode(strings.NewReader(files["word/media/image1.png"]))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds(); size.Dx() < 1300 || size.Dy() < 300 {
		t.Errorf("the picture is %v", size)
	}
	for _, want := range []string{`descr="Biểu đồ: Biểu đồ 1. Số lượt &amp; &lt;người&gt;.`, "kỳ này 1.234, cùng kỳ năm trước 980.", "không có số liệu", `r:embed="rIdImage2"`} {
		if !strings.Contains(files["word/document.xml"], want) {
			t.Errorf("the document lacks %q", want)
		}
	}
	if files["word/media/image2.png"] == "" || !strings.Contains(files["word/_rels/document.xml.rels"], `Target="media/image2.png"`) {
		t.Error("the second picture is not there")
	}
}

func TestBarsGoIntoATemplate(t *testing.T) {
	var template, out bytes.Buffer
	hold := &paper.Paragraph{Style: paper.Body, Runs: []paper.Run{{Text: "{{hinh}}"}}}
	if err := paper.WriteDocx(&template, &paper.Document{Sections: []paper.Section{{Blocks: []paper.Block{chart(), hold, hold}}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := paper.Fill(&out, template.Bytes(), nil, map[string][]paper.Block{"hinh": {chart()}}); err != nil {
		t.Fatal(err)
	}
	files := opened(t, out.Bytes())
	for _, want := range []string{"rIdImage1", "st1_rIdImage1", "st2_rIdImage1"} {
		if !strings.Contains(files["word/document.xml"], `r:embed="`+want+`"`) || !strings.Contains(files["word/_rels/document.xml.rels"], `Id="`+want+`"`) {
			t.Errorf("the picture %s is not in the document and its relations", want)
		}
	}
	if files["word/media/st2_image1.png"] == "" || strings.Count(files["[Content_Types].xml"], `Extension="png"`) != 1 {
		t.Error("pictures of a template are not there, or not what they are called")
	}
}

// TestHTMLEscapesAndLeads: a document as HTML has no letter of a text as markup, and leads from what has a
// trace to where it comes from.
func TestHTMLEscapesAndLeads(t *testing.T) {
	d := &paper.Document{Sections: []paper.Section{{Blocks: []paper.Block{
		paper.Para(paper.Heading1, "I. <b>"), paper.Para(paper.Body, "có "+paper.Traced("so:a<b", "12 & 3")+" buổi, «<chỗ viết>»."), chart(),
		&paper.Table{Header: 1, Widths: []float64{10, 10}, Caption: `"<x>"`, Rows: []paper.Row{{Cells: []paper.TableCell{{Text: "a", Span: 2}}},
			{Bold: true, Cells: []paper.TableCell{{Text: "<i>", Trace: "so:a<b"}, {Text: "7", Align: paper.Right}}}}}}}}}
	got := paper.HTML(d, func(trace string) string { return "/x?" + trace })
	for _, want := range []string{`<h2 class="d-part">I. &lt;b&gt;</h2>`, `có <a href="/x?so:a&lt;b">12 &amp; 3</a> buổi, <mark>«&lt;chỗ viết&gt;»</mark>.`,
		`<th scope="col" colspan="2">a</th>`, `<tr class="sum"><td><a href="/x?so:a&lt;b">&lt;i&gt;</a></td><td class="num">7</td></tr>`,
		`aria-label="&#34;&lt;x&gt;&#34;"`, `<svg class="bars"`, `>1.234</text></a>`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if strings.Contains(got, " style=") || strings.Contains(got, "<script") || strings.Contains(got, "%!") {
		t.Error("something stands in it that the page's policy forbids")
	}
}
