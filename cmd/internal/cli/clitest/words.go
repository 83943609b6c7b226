package clitest

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

var verb = regexp.MustCompile(`%(\[\d\])?[a-z]`)

// kindsOf lists the verbs of a text without their order, which may differ between languages.
func kindsOf(text string) []string {
	var verbs []string
	for _, v := range verb.FindAllString(text, -1) {
		verbs = append(verbs, v[len(v)-1:])
	}
	slices.Sort(verbs)
	return verbs
}

// BothLanguages checks that every text of a catalogue, a struct of ledger.Words and of structs of
// them, stands in Vietnamese and English and takes the same arguments in both. A cli.Help may lack
// Long.
func BothLanguages(t *testing.T, name string, catalogue any) {
	t.Helper()
	bothLanguages(t, name, reflect.ValueOf(catalogue))
}

func bothLanguages(t *testing.T, name string, v reflect.Value) {
	t.Helper()
	if v.Type() == reflect.TypeFor[ledger.Words]() {
		vi, en := v.FieldByName("Vi").String(), v.FieldByName("En").String()
		if vi == "" || en == "" {
			t.Errorf("%s: empty in a language: %q, %q", name, vi, en)
		}
		if vi, en := kindsOf(vi), kindsOf(en); !slices.Equal(vi, en) {
			t.Errorf("%s: takes %v in Vietnamese, %v in English", name, vi, en)
		}
		return
	}
	for i := range v.NumField() {
		field := v.Type().Field(i).Name
		if f := v.Field(i); v.Type() == reflect.TypeFor[cli.Help]() && field == "Long" && f.IsZero() {
			continue
		}
		bothLanguages(t, name+"."+field, v.Field(i))
	}
}
