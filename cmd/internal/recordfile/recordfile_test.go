package recordfile_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/cmd/internal/recordfile"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
)

func office(t *testing.T) *commune.Office {
	t.Helper()
	st, err := store.Create(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	o, _, err := commune.Init(t.Context(), st, commune.Founding{Name: "Mẫu", Code: "1"}, commune.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// formulas are what a spreadsheet would run if it were not kept from it.
var formulas = []string{`=HYPERLINK("http://evil.example","x")`, "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1"}

func items(forms ...string) (out []commune.Item) {
	for i, text := range formulas {
		form := forms[i%len(forms)]
		title := map[string]string{"tuyen_truyen": "chu_de", "kho_khan": "noi_dung"}[form]
		out = append(out, commune.Item{ID: ledger.ID{byte(i + 1)}, Form: form, Unit: "x1", Status: ledger.StatusSent, Title: text, Date: "2026-06-01",
			Values: ledger.Values{"ngay": ledger.TextValue("2026-06-01"), title: ledger.TextValue(text), "nguoi_bao": ledger.TextValue(text)}})
	}
	return out
}

func TestNothingInAFileIsAFormula(t *testing.T) {
	export := recordfile.Exporter(office(t))
	for name, list := range map[string][]commune.Item{"one form": items("tuyen_truyen"), "several": items("tuyen_truyen", "kho_khan"), "none": nil,
		"an unknown form": items("la")} {
		var out bytes.Buffer
		if err := export(&out, "csv", "vi", list, map[string]string{"x1": formulas[0]}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff")))
		r.Comma = ';'
		rows, err := r.ReadAll()
		if err != nil || len(rows) != len(list)+1 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t") {
					t.Errorf("%s: the cell %q is a formula", name, cell)
				}
			}
		}
		out.Reset()
		if err := export(&out, "xlsx", "vi", list, nil); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		noFormulaIn(t, out.Bytes())
	}
}

func noFormulaIn(t *testing.T, workbook []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	sheets := 0
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/") {
			continue
		}
		sheets++
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(body, []byte("<f>")) || bytes.Contains(body, []byte("<f ")) {
			t.Errorf("%s holds a formula", f.Name)
		}
	}
	if sheets == 0 {
		t.Error("no sheet")
	}
}
