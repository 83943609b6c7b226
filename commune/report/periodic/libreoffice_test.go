//go:build libreoffice

package periodic_test

import (
	"cmp"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune/report/periodic"
)

// run runs a program and gives what it says.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// word is a word on a page as pdftotext -bbox gives it, in points.
var word = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>`)

type placed struct {
	x0, y0, x1, y1 float64
	text           string
}

// pages gives the words of every page.
func pages(t *testing.T, pdf string) (all [][]placed) {
	t.Helper()
	for _, page := range strings.Split(run(t, "pdftotext", "-bbox", pdf, "-"), "<page ")[1:] {
		var words []placed
		for _, m := range word.FindAllStringSubmatch(page, -1) {
			f := func(i int) float64 { n, _ := strconv.ParseFloat(m[i], 64); return n }
			words = append(words, placed{f(1), f(2), f(3), f(4), m[5]})
		}
		slices.SortFunc(words, func(a, b placed) int {
			return cmp.Or(cmp.Compare(math.Round(a.y0), math.Round(b.y0)), cmp.Compare(a.x0, b.x0))
		})
		all = append(all, words)
	}
	return all
}

const mm = 72 / 25.4

// TestLibreOfficeSeesWhatTheDecreeAsks renders the .docx and reads page size, margins, fonts, header rows
// and page numbers back; our own PDF must say the same. Needs libreoffice-writer, fonts-liberation2 and
// poppler-utils: go test -tags libreoffice.
func TestLibreOfficeSeesWhatTheDecreeAsks(t *testing.T) {
	dir := t.TempDir()
	for _, ext := range []string{".docx", ".pdf"} {
		f, err := os.Create(filepath.Join(dir, "own"+ext))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := periodic.Writers[ext](f, sample(t, 2000), periodic.Rendering{}); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	run(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", dir+"/lo", dir+"/own.docx")
	for _, pdf := range []string{dir + "/lo/own.pdf", dir + "/own.pdf"} {
		if info := run(t, "pdfinfo", pdf); !strings.Contains(info, "(A4)") {
			t.Errorf("%s: %s", pdf, info)
		}
		fonts := run(t, "pdffonts", pdf)
		for _, line := range strings.Split(strings.TrimSpace(fonts), "\n")[2:] {
			if !strings.Contains(strings.ToLower(line), "serif") || !regexp.MustCompile(`\byes\b`).MatchString(line) {
				t.Errorf("%s: font %s", pdf, line)
			}
		}
		checkPages(t, pdf, pages(t, pdf))
	}
}

// checkPages proves margins, page numbers and header rows.
func checkPages(t *testing.T, pdf string, all [][]placed) {
	t.Helper()
	number, landscape := 0, false
	for i, words := range all {
		if len(words) == 0 {
			t.Errorf("%s: page %d is empty", pdf, i+1)
			continue
		}
		top := words[0]
		numbered := top.y1 < 20*mm
		begins := words[0].text == "ỦY" || words[0].text == "Phụ"
		if begins {
			number = 1
		} else {
			number++
		}
		if numbered == begins || numbered && top.text != strconv.Itoa(number) {
			t.Errorf("%s: page %d begins with %q, number %d", pdf, i+1, top.text, number)
		}
		landscape = landscape || words[0].text == "Phụ"
		width := 210.0
		if landscape {
			width = 297
		}
		for _, w := range words {
			if w.x0 < 29.5*mm || w.x1 > (width-14)*mm || w.y0 < 20*mm-1 && w != top {
				t.Errorf("%s: page %d: %q stands in a margin (%.1f, %.1f mm)", pdf, i+1, w.text, w.x0/mm, w.y0/mm)
				break
			}
		}
		if landscape && !slices.ContainsFunc(words, func(w placed) bool { return w.text == "STT" }) {
			t.Errorf("%s: page %d has no header row", pdf, i+1)
		}
	}
	if !landscape {
		t.Errorf("%s: no appendix", pdf)
	}
}
