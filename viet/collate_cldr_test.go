package viet

import (
	"testing"

	cldr "golang.org/x/text/collate"
	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

// names draws what stands in names of places and people: Vietnamese syllables, capitals, numbers,
// brackets, foreign accents, in any order.
var names = rapid.Custom(func(t *rapid.T) string {
	const letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ" +
		"AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ" + "fjwzFJWZ"
	parts := rapid.SliceOfN(rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune(letters)), 1, 4, -1),
		rapid.StringMatching(`[1-9][0-9]{0,3}`),
		rapid.Just(" "),
	), 0, 6).Draw(t, "parts")
	var out string
	for _, p := range parts {
		out += p
	}
	return out
})

// Our order is that of CLDR's tables, which only the tests carry.
func TestCollationIsThatOfCLDR(t *testing.T) {
	table := cldr.New(language.Vietnamese, cldr.Numeric)
	rapid.Check(t, func(t *rapid.T) {
		a, b := names.Draw(t, "a"), names.Draw(t, "b")
		if got, want := collate(a, b), table.CompareString(a, b); got != want {
			t.Fatalf("%q against %q: %d, CLDR says %d", a, b, got, want)
		}
	})
}
