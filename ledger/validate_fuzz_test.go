package ledger_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
)

// TestFinalizeTwice: the commune, which gets what the laptop finalized, comes to the same result.
func TestFinalizeTwice(t *testing.T) {
	for _, form := range ledger.Default().Forms() {
		t.Run(form.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				values := ledger.Values{}
				for f := range form.All {
					if f.Stored() && rapid.Bool().Draw(t, f.Name) {
						values[f.Name] = answers(f).Draw(t, f.Name)
					}
				}
				once, first := form.Finalize(values, env)
				twice, second := form.Finalize(once, env)
				if len(once) != len(twice) || !reflect.DeepEqual(first, second) {
					t.Fatalf("%v\n%v\n%v\n%v", once, twice, first, second)
				}
				for name, v := range once {
					if !v.Equal(twice[name]) || v.IsEmpty() {
						t.Fatalf("%s: %v, %v", name, v, twice[name])
					}
				}
			})
		})
	}
}

// FuzzInput: whatever JSON holds becomes an answer of the right kind or a problem with words; nothing
// given is silently lost, and what came through Input has no problem of type at Finalize.
func FuzzInput(f *testing.F) {
	for _, seed := range []string{goodSession, `{"tac_gia":[{"ten":"a","ty_le":1e2},null]}`, `{"nu":-0.5,"x":[]}`,
		`{"hien_vat":[{"phieu":"01JX0000000000000000000001"},{}]}`, `{"ngay":"hôm qua","tong_so":"1.5"}`,
		`{"dien_tich_nhan_rong":"5 sào","san_luong":"3 tạ","loi_nhuan":3}`} {
		for i := range ledger.Default().Forms() {
			f.Add(seed, uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, text string, which uint8) {
		var given ledger.Values
		if json.Unmarshal([]byte(text), &given) != nil {
			return
		}
		forms := ledger.Default().Forms()
		form := forms[int(which)%len(forms)]
		values, problems := form.Input(given, env)
		told := map[string]bool{}
		for _, p := range problems {
			told[p.FieldName()] = true
			if p.Message.Vi == "" || p.Message.En == "" || p.Code == "" {
				t.Fatalf("a problem without words: %+v", p)
			}
		}
		for name := range given {
			field := form.Field(name)
			if _, ok := values[name]; !ok && field != nil && field.Stored() && !field.Computed() && !told[name] {
				t.Fatalf("%s was lost", name)
			}
		}
		final, found := form.Finalize(values, env)
		for _, p := range found {
			switch p.Code {
			case ledger.ProblemType, ledger.ProblemTooLong, ledger.ProblemInvalidUTF8, ledger.ProblemNotWhole, ledger.ProblemUnknownField:
				t.Fatalf("Input let through %+v", p)
			}
		}
		again, _ := form.Finalize(final, env)
		sameValues(t, final, again)
		form.Finalize(given, env) // as a hostile laptop might send it
		form.Compute(given, env)
		form.NotAsked(given, env)
		for field := range form.All {
			field.Edit(given[field.Name])
			field.Echo(given[field.Name], "vi")
		}
	})
}
