package main

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

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

func TestWordsInBothLanguages(t *testing.T) {
	var check func(name string, v reflect.Value)
	check = func(name string, v reflect.Value) {
		if w, ok := v.Interface().(ledger.Words); ok {
			if w.Vi == "" || w.En == "" {
				t.Errorf("%s: empty in a language: %+v", name, w)
			}
			if vi, en := kindsOf(w.Vi), kindsOf(w.En); !slices.Equal(vi, en) {
				t.Errorf("%s: takes %v in Vietnamese, %v in English", name, vi, en)
			}
			return
		}
		for i := range v.NumField() {
			field := v.Type().Field(i).Name
			if f := v.Field(i); v.Type() == reflect.TypeFor[helpText]() && field == "Long" && f.IsZero() {
				continue // the short text says it all
			}
			check(name+"."+field, v.Field(i))
		}
	}
	for name, words := range map[string]any{"sayErr": sayErr, "sayInput": sayInput, "sayOut": sayOut, "sayHelp": sayHelp} {
		check(name, reflect.ValueOf(words))
	}
}

func TestEveryStatusAndKindHasAName(t *testing.T) {
	for _, s := range ledger.Statuses {
		if sayOut.statuses()[s].Vi == "" {
			t.Errorf("status %s has no name", s)
		}
	}
	for k := ledger.KindSet; k.Known(); k++ {
		if sayOut.kinds()[k.String()].Vi == "" {
			t.Errorf("kind %s has no name", k)
		}
	}
}

func TestSayTakesWordsOfItsLanguage(t *testing.T) {
	got := say(ledger.Words{Vi: "%s: %d", En: "%s = %d"}, ledger.Words{Vi: "một", En: "one"}, 1)
	if want := (ledger.Words{Vi: "một: 1", En: "one = 1"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
