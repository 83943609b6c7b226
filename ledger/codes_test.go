package ledger_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// declaredCodes reads the constants from the source, so that a new code cannot be forgotten here.
func declaredCodes(t *testing.T) []ledger.Code {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []ledger.Code
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Code") {
			s, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, ledger.Code(s))
		}
		return true
	})
	return codes
}

func TestCodesAndStatusesAreOneToOne(t *testing.T) {
	codes := declaredCodes(t)
	if len(codes) < 20 {
		t.Fatalf("found only %d codes", len(codes))
	}
	for _, c := range codes {
		if s := c.Status(); s != http.StatusOK && ledger.CodeOf(s) != c {
			t.Errorf("%s -> %d -> %s", c, s, ledger.CodeOf(s))
		}
	}
	if got := ledger.CodeOf(http.StatusTeapot); got != "" {
		t.Errorf("418 is %s", got)
	}
}
