package paper

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
)

// Filled is what there is to say about a template that was filled.
type Filled struct {
	Places  []string // that a person must fill in, in what was put in
	Unknown []string // placeholders that have nothing to stand for, as they were
}

// Limits of a template.
const (
	maxTemplate     = 32 << 20
	maxTemplateFile = 64 << 20 // unpacked
)

// ErrNotDocx is the error for a template that is no .docx.
var ErrNotDocx = errors.New("the template is not a .docx document")

// Fill writes a .docx with its placeholders filled: "{{ky}}" by a text, in the letters of where it
// stands, or, when the placeholder is all there is in its paragraph, by blocks. A placeholder that the
// office's program has split over several runs is found all the same. Styles, headers and everything
// else stay; what nobody knows stays and is reported. Errors: no .docx, too large, and the writer's.
func Fill(w io.Writer, template []byte, texts map[string]string, blocks map[string][]Block) (Filled, error) {
	if len(template) > maxTemplate {
		return Filled{}, fmt.Errorf("fill template: larger than %d MB", maxTemplate>>20)
	}
	in, err := zip.NewReader(bytes.NewReader(template), int64(len(template)))
	if err != nil {
		return Filled{}, fmt.Errorf("fill template: %w", ErrNotDocx)
	}
	f := &filler{texts: texts, blocks: blocks}
	files, err := f.read(in)
	if err != nil {
		return Filled{}, err
	}
	z := zip.NewWriter(w)
	for _, one := range files {
		if err := addFile(z, one); err != nil {
			return Filled{}, err
		}
	}
	if err := z.Close(); err != nil {
		return Filled{}, fmt.Errorf("fill template: %w", err)
	}
	return f.done, nil
}

// filler fills one template.
type filler struct {
	texts  map[string]string
	blocks map[string][]Block
	done   Filled
	styled bool
	// pictured wrote the blocks that have pictures
	pictured []*builder
}

// filledPart are the files that have text in them.
var filledPart = regexp.MustCompile(`^word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$`)

func (f *filler) read(in *zip.Reader) (files []file, err error) {
	seen := false
	total := int64(0)
	for _, entry := range in.File {
		if strings.HasSuffix(entry.Name, "/") {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			return nil, fmt.Errorf("fill template: %s: %w", entry.Name, ErrNotDocx)
		}
		content, err := io.ReadAll(io.LimitReader(r, maxTemplateFile-total+1))
		r.Close()
		if total += int64(len(content)); err != nil || total > maxTemplateFile {
			return nil, fmt.Errorf("fill template: %s: it is damaged or too large", entry.Name)
		}
		if filledPart.MatchString(entry.Name) {
			content = []byte(f.fill(string(content), entry.Name == "word/document.xml"))
		}
		seen = seen || entry.Name == "word/document.xml"
		files = append(files, file{entry.Name, content})
	}
	if !seen {
		return nil, fmt.Errorf("fill template: %w", ErrNotDocx)
	}
	if f.styled {
		addStyles(files)
	}
	return f.addPictures(files), nil
}

// addStyles puts the styles of Blocks, which a template need not have, behind its own.
func addStyles(files []file) {
	i := slices.IndexFunc(files, func(f file) bool { return f.name == "word/styles.xml" })
	if i < 0 {
		return
	}
	have := string(files[i].content)
	var more strings.Builder
	for _, s := range Styles {
		if !strings.Contains(have, `w:styleId="`+s.Name+`"`) {
			more.WriteString(strings.Replace(s.definition(), `<w:rPr>`, `<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>`, 1))
		}
	}
	files[i].content = []byte(strings.Replace(have, `</w:styles>`, more.String()+`</w:styles>`, 1))
}

var (
	innerParagraph = regexp.MustCompile(`(?s)<w:p(?:\s[^>]*[^/])?>.*?</w:p>`)
	textNode       = regexp.MustCompile(`(?s)(<w:t(?:\s[^>]*)?>)(.*?)</w:t>`)
	placeholder    = regexp.MustCompile(`\{\{\s*([a-zA-Z0-9_]+)\s*\}\}`)
)

// fill goes over the paragraphs of a file that hold no other paragraph.
func (f *filler) fill(xml string, body bool) string {
	return innerParagraph.ReplaceAllStringFunc(xml, func(p string) string {
		if at := strings.LastIndex(p[1:], "<w:p>"); at >= 0 { // a paragraph around a text box: fill the one within
			return p[:at+1] + f.paragraph(p[at+1:], body)
		}
		if at := strings.LastIndex(p[1:], "<w:p "); at >= 0 {
			return p[:at+1] + f.paragraph(p[at+1:], body)
		}
		return f.paragraph(p, body)
	})
}

// paragraph fills one paragraph: its text nodes are read as one text.
func (f *filler) paragraph(p string, body bool) string {
	nodes := textNode.FindAllStringSubmatchIndex(p, -1)
	var all strings.Builder
	for _, n := range nodes {
		all.WriteString(html.UnescapeString(p[n[4]:n[5]]))
	}
	text := all.String()
	found := placeholder.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 {
		return p
	}
	name := strings.ToLower(text[found[0][2]:found[0][3]])
	if blocks, ok := f.blocks[name]; ok && body && strings.TrimSpace(text) == text[found[0][0]:found[0][1]] && !strings.Contains(p, "<w:sectPr") {
		return f.render(blocks)
	}
	return rewrite(p, nodes, text, found, f.value)
}

// value is what a placeholder stands for; false when nobody knows.
func (f *filler) value(name, whole string) (string, bool) {
	v, ok := f.texts[strings.ToLower(name)]
	if !ok && !slices.Contains(f.done.Unknown, whole) {
		f.done.Unknown = append(f.done.Unknown, whole)
	}
	return v, ok
}

// render gives the XML of blocks and notes what a person must fill in.
func (f *filler) render(blocks []Block) string {
	f.styled = true
	b := &builder{first: fmt.Sprintf("st%d_", len(f.pictured)+1), drawn: 9000 + 100*len(f.pictured)}
	for _, block := range blocks {
		b.block(block)
	}
	if len(b.media) > 0 {
		f.pictured = append(f.pictured, b)
	}
	d := Document{Sections: []Section{{Blocks: blocks}}}
	for _, place := range d.Places() {
		if !slices.Contains(f.done.Places, place) {
			f.done.Places = append(f.done.Places, place)
		}
	}
	return b.out.String()
}

// rewrite puts values into text nodes: each into the node in which its placeholder begins, the rest of
// the placeholder taken out of the nodes that follow.
func rewrite(p string, nodes [][]int, text string, found [][]int, value func(name, whole string) (string, bool)) string {
	var out strings.Builder
	last, at := 0, 0 // in p; in text
	for _, n := range nodes {
		length := len(html.UnescapeString(p[n[4]:n[5]]))
		var node strings.Builder
		for i := at; i < at+length; i++ {
			k := slices.IndexFunc(found, func(m []int) bool { return m[0] <= i && i < m[1] })
			if k < 0 {
				node.WriteByte(text[i])
				continue
			}
			m := found[k]
			v, known := value(text[m[2]:m[3]], text[m[0]:m[1]])
			if !known {
				node.WriteByte(text[i])
			} else if i == m[0] {
				node.WriteString(v)
			}
		}
		at += length
		out.WriteString(p[last:n[2]] + `<w:t xml:space="preserve">` + escape(node.String()) + `</w:t>`)
		last = n[1]
	}
	return out.String() + p[last:]
}
