package commune_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/commune/report/periodic"
)

var updateGolden = flag.Bool("update", false, "write the golden reports anew")

// readable is a document as text: a paragraph a line, a table a row a line. A table of more than most rows
// ends with how many there are.
func readable(d *paper.Document, most int) string {
	var out strings.Builder
	words := func(p *paper.Paragraph) string {
		var text strings.Builder
		for _, r := range p.Runs {
			text.WriteString(strings.ReplaceAll(r.Text, "\n", " ⏎ "))
		}
		return text.String()
	}
	for i, s := range d.Sections {
		fmt.Fprintf(&out, "=== %d (landscape: %v)\n", i+1, s.Landscape)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *paper.Paragraph:
				fmt.Fprintf(&out, "%s: %s\n", b.Style.Name, words(b))
			case *paper.Picture:
				fmt.Fprintf(&out, "picture: %s\n", b.Alt)
			case *paper.Table:
				for j, row := range b.Rows {
					if j == most {
						fmt.Fprintf(&out, "| … %d rows\n", len(b.Rows))
						break
					}
					for _, cell := range row.Cells {
						var parts []string
						for _, p := range cell.Paragraphs(row) {
							parts = append(parts, words(p))
						}
						out.WriteString("| " + strings.Join(parts, " ¶ ") + " ")
					}
					out.WriteString("|\n")
				}
			}
		}
	}
	return out.String()
}

// checkReports holds the year's report and that of its June, in which two villages became one, against what
// people have read and found right: go test ./commune -run TestGoldenYear -update writes them anew.
// SOTHON_LOOK names a folder to keep all files in.
func (g *golden) checkReports(t *testing.T) {
	for label, most := range map[string]int{"2028": 90, "2028-06": 400} {
		in, err := g.office.ReportInput(t.Context(), label, commune.ReportOptions{Program: "thử"})
		if err != nil {
			t.Fatal(err)
		}
		got, file := readable(periodic.Compose(in), most), filepath.Join("testdata", "golden", label+".txt")
		if *updateGolden {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if line := firstDifference(got, string(want)); line != "" {
			t.Errorf("%s: %s", file, line)
		}
		if dir := os.Getenv("SOTHON_LOOK"); dir != "" {
			g.keep(t, in, filepath.Join(dir, label))
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d:\n%s\nwant:\n%s", i+1, a[i], b[i])
		}
	}
	if len(a) != len(b) {
		return fmt.Sprintf("%d lines, want %d", len(a), len(b))
	}
	return ""
}

func (g *golden) keep(t *testing.T, in *periodic.Input, name string) {
	t.Helper()
	for ext := range periodic.Writers {
		var b bytes.Buffer
		if _, err := g.office.WriteReport(t.Context(), &b, ext, in, periodic.Rendering{}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name+ext, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
