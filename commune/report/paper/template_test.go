package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// docx packs the body of a document as an office's program would.
func docx(t testing.TB, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{"word/document.xml": `<w:document xmlns:w="` + wordNS + `"><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml": `<w:styles xmlns:w="` + wordNS + `"></w:styles>`, "word/media/x.png": "\x89PNG"} {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// partOf reads one file of a document and proves that it is XML.
func partOf(t testing.TB, doc []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(content)); strings.HasSuffix(name, ".xml"); {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return string(content)
}

var fillings = map[string]string{"ky": "tháng 6 & <7>", "xa": "Nghĩa Hưng"}

func fillOne(t *testing.T, body string) (string, Filled) {
	t.Helper()
	var out bytes.Buffer
	done, err := Fill(&out, docx(t, body), fillings, map[string][]Block{"bang_01": {&Table{Widths: []float64{40, 40}, Header: 1,
		Rows: []Row{{Cells: []TableCell{{Text: "a"}, {Text: "b"}}}, {Cells: []TableCell{{Text: "«còn»", Span: 2}}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	return partOf(t, out.Bytes(), "word/document.xml"), done
}

func TestFillFindsPlaceholdersHoweverTheyAreSplit(t *testing.T) {
	const want = "tháng 6 &amp; &lt;7&gt;"
	for name, body := range map[string]string{
		"whole":    `<w:p><w:r><w:t>Kỳ {{ky}} của {{xa}}</w:t></w:r></w:p>`,
		"split":    `<w:p><w:r><w:t>Kỳ {</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{k</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">y}} của {{xa}</w:t></w:r><w:r><w:t>}</w:t></w:r></w:p>`,
		"blanks":   `<w:p w:rsidR="1"><w:r><w:t>Kỳ {{ ky }} của {{ XA }}</w:t></w:r></w:p>`,
		"text box": `<w:p><w:r><w:txbxContent><w:p><w:r><w:t>Kỳ {{ky}} của {{xa}}</w:t></w:r></w:p></w:txbxContent></w:r></w:p>`,
		"cell":     `<w:tbl><w:tr><w:tc><w:p/><w:p><w:r><w:t>Kỳ {{ky}} của {{xa}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
	} {
		got, done := fillOne(t, body)
		if !strings.Contains(got, want) || !strings.Contains(got, "Nghĩa Hưng") || strings.Contains(got, "{{") || len(done.Unknown) > 0 {
			t.Errorf("%s: %s, %+v", name, got, done)
		}
		if name == "split" && !strings.Contains(got, "<w:b/>") {
			t.Error("the office's letters are gone")
		}
	}
}

func TestFillPutsTablesAndReportsWhatIsUnknown(t *testing.T) {
	got, done := fillOne(t, `<w:p><w:r><w:t>{{bang_</w:t></w:r><w:r><w:t>01}}</w:t></w:r></w:p><w:p><w:r><w:t>{{la}} {{la}} {{</w:t></w:r></w:p>`)
	if !strings.Contains(got, "<w:tbl>") || !strings.Contains(got, `<w:gridSpan w:val="2"/>`) || strings.Contains(got, "bang_") {
		t.Errorf("no table: %s", got)
	}
	if len(done.Unknown) != 1 || done.Unknown[0] != "{{la}}" || strings.Count(got, "{{la}}") != 2 || len(done.Places) != 1 {
		t.Errorf("%+v in %s", done, got)
	}
	if got, _ := fillOne(t, `<w:p><w:r><w:t>Xem {{bang_01}} dưới đây</w:t></w:r></w:p>`); strings.Contains(got, "<w:tbl>") {
		t.Error("a table was put into a line of text")
	}
}

func TestFillRefuses(t *testing.T) {
	for _, bad := range [][]byte{nil, []byte("PK"), []byte("{}"), docxWithout(t)} {
		if _, err := Fill(io.Discard, bad, nil, nil); !errors.Is(err, ErrNotDocx) {
			t.Errorf("%.10q: %v", bad, err)
		}
	}
}

func docxWithout(t *testing.T) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.Create("xl/workbook.xml"); err != nil {
		t.Fatal(err)
	}
	z.Close()
	return b.Bytes()
}

// FuzzFill: whatever a template holds, what was XML stays XML.
func FuzzFill(f *testing.F) {
	f.Add("{{ky}}", "{{bang_01}}")
	f.Add("{", "{xa}}")
	f.Add("&amp;{{ky", "}}&lt;")
	f.Fuzz(func(t *testing.T, a, b string) {
		body := `<w:p><w:r><w:t>` + a + `</w:t></w:r><w:r><w:t>` + b + `</w:t></w:r></w:p>`
		whole := docx(t, body)
		if d := xml.NewDecoder(strings.NewReader(body)); !wellFormed(d) {
			return
		}
		var out bytes.Buffer
		if _, err := Fill(&out, whole, fillings, map[string][]Block{"bang_01": {Para(Body, "x")}}); err != nil {
			t.Fatal(err)
		}
		partOf(t, out.Bytes(), "word/document.xml")
	})
}

func wellFormed(d *xml.Decoder) bool {
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return true
		} else if err != nil {
			return false
		}
	}
}
