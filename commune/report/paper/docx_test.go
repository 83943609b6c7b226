package paper

import (
	"bytes"
	"strings"
	"testing"
)

func sampleDocument() *Document {
	t := &Table{Widths: []float64{20, 60, 60}, Header: 2, Rows: []Row{
		{Bold: true, Cells: []TableCell{{Text: "STT", Down: 2}, {Text: "Số liệu", Span: 2}}},
		{Bold: true, Cells: []TableCell{{Covered: true}, {Text: "Kỳ này"}, {Text: "Lũy kế"}}}}}
	for range 120 {
		t.Rows = append(t.Rows, Row{Cells: []TableCell{{Text: "1"}, {Text: "Buổi & <lớp>"}, {Text: "45", Align: Right}}})
	}
	return &Document{Title: "Mẫu", Sections: []Section{
		{Blocks: []Block{Para(Kind, "Báo cáo"), Line(40), Para(Body, strings.Repeat("Ủy ban nhân dân xã «tên xã» báo cáo. ", 200))}},
		{Landscape: true, Blocks: []Block{Para(Annex, "Phụ lục I"), t}}}}
}

func TestWriteDocxFollowsTheDecree(t *testing.T) {
	var out bytes.Buffer
	if err := WriteDocx(&out, sampleDocument()); err != nil {
		t.Fatal(err)
	}
	body := partOf(t, out.Bytes(), "word/document.xml")
	for what, want := range map[string]string{
		"A4 upright":            `<w:pgSz w:w="11906" w:h="16838"/>`,
		"A4 landscape":          `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`,
		"margins 20 15 20 30":   `<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"`,
		"numbers from 1":        `<w:pgNumType w:start="1"/>`,
		"none on the first":     `<w:titlePg/>`,
		"header rows again":     `<w:tblHeader/>`,
		"merged across":         `<w:gridSpan w:val="2"/>`,
		"merged down":           `<w:vMerge w:val="restart"/>`,
		"what is left to write": `<w:highlight w:val="yellow"/>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("%s: no %s", what, want)
		}
	}
	if n := strings.Count(body, "<w:tblHeader/>"); n != 2 {
		t.Errorf("%d header rows, want 2", n)
	}
	styles := partOf(t, out.Bytes(), "word/styles.xml")
	for _, want := range []string{`w:ascii="Times New Roman"`, `<w:color w:val="000000"/>`, `w:styleId="Body"><w:name w:val="Body"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="720"/><w:jc w:val="both"/>`} {
		if !strings.Contains(styles, want) {
			t.Errorf("styles lack %s", want)
		}
	}
	for _, part := range []string{"[Content_Types].xml", "word/header1.xml", "word/header2.xml", "word/settings.xml", "word/fontTable.xml", "docProps/core.xml"} {
		partOf(t, out.Bytes(), part)
	}
}

func TestWritersAreDeterministic(t *testing.T) {
	for name, write := range map[string]func(*bytes.Buffer) error{
		"docx": func(b *bytes.Buffer) error { return WriteDocx(b, sampleDocument()) },
		"pdf":  func(b *bytes.Buffer) error { return WritePDF(b, sampleDocument()) },
	} {
		var first bytes.Buffer
		if err := write(&first); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			var again bytes.Buffer
			if err := write(&again); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
				t.Errorf("%s: the same document gives other bytes, %v", name, err)
			}
		}
	}
}

func TestPlacesAreListedOnce(t *testing.T) {
	if got := sampleDocument().Places(); len(got) != 1 || got[0] != "«tên xã»" {
		t.Errorf("%q", got)
	}
	for text, want := range map[string]int{"": 0, "a": 1, "«a» b «c»": 3, "a «b": 1, "» a «": 1, "«»": 1} {
		if got := Runs(text); len(got) != want {
			t.Errorf("%q: %d runs, want %d", text, len(got), want)
		}
	}
}
