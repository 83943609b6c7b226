package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

var verb = regexp.MustCompile(`%[a-z%]`)

// Every text stands in both languages, with the same verbs in the same order.
func TestWordsAreComplete(t *testing.T) {
	files, err := filepath.Glob("words_*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no word files", err)
	}
	checked := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || len(lit.Elts) != 2 {
				return true
			}
			vi, okVi := text(lit.Elts[0])
			en, okEn := text(lit.Elts[1])
			if !okVi || !okEn {
				return true
			}
			checked++
			one, _, _ := strings.Cut(en, "|")
			if vi == "" || en == "" || viet.NFC(vi) != vi {
				t.Errorf("%s: empty or not NFC: %q, %q", file, vi, en)
			}
			if a, b := verb.FindAllString(vi, -1), verb.FindAllString(one, -1); !strings.Contains(en, "|") &&
				strings.Join(a, " ") != strings.Join(b, " ") {
				t.Errorf("%s: %q takes %v, %q takes %v", file, vi, a, en, b)
			}
			return true
		})
	}
	if checked < 150 {
		t.Errorf("only %d texts were found", checked)
	}
}

func text(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func TestEveryStatusHasWords(t *testing.T) {
	for _, s := range ledger.Statuses {
		if _, ok := statusWords[s]; !ok {
			t.Errorf("no word for %s", s)
		}
	}
	for k := ledger.KindSet; k.Known(); k++ {
		if _, ok := kindWords[k]; !ok {
			t.Errorf("no word for %v", k)
		}
	}
}

// The screens draw only with signs that every Windows console font has (the WGL4 set).
func TestGoldensUseCommonSigns(t *testing.T) {
	files, _ := filepath.Glob("testdata/golden/*.txt")
	if len(files) == 0 {
		t.Fatal("no golden files")
	}
	const allowed = "►█░─·…–→←↑↓«»“”•²"
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(b) {
			if r > 0x7f && !unicode.IsLetter(r) && !strings.ContainsRune(allowed, r) {
				t.Errorf("%s: %q", file, r)
			}
		}
	}
}

func TestDaysAndMoments(t *testing.T) {
	today := viet.Date{Year: 2026, Month: 6, Day: 8}
	for day, want := range map[viet.Date]string{
		today: "hôm nay", today.AddDays(-1): "hôm qua", today.AddDays(-3): "05/06",
		{Year: 2025, Month: 12, Day: 30}: "30/12/2025", {}: "",
	} {
		if got := language("vi").day(day, today); got != want {
			t.Errorf("%v: %q, want %q", day, got, want)
		}
	}
	if got := language("en").fullDay(today); got != "Monday, 08/06/2026" {
		t.Errorf("got %q", got)
	}
}
