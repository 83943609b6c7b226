package ledger

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestEraseTakesOutJustTheName: what was named is gone from values, tables, authors and messages, the
// rest of every text stays, and the fold is the same in every order.
func TestEraseTakesOutJustTheName(t *testing.T) {
	const name = "Nguyễn Văn Mẫu"
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.StringMatching(`[a-zđê ,]{0,12}`).Draw(t, "before")
		after := rapid.StringMatching(`[a-zđê .]{0,12}`).Draw(t, "after")
		text := before + " " + name + ", " + after
		c := &Change{ID: ID{1}, Record: ID{1}, Form: "f", Version: 1, Unit: "x1", Kind: KindFinalize, Author: name, Clock: 1,
			Set: []Assignment{{Field: "a", Value: TextValue(text)}, {Field: "b", Value: RowsValue([]Row{{"ho_ten": TextValue(text)}})}}}
		e := &Change{ID: ID{2}, Record: ID{1}, Form: "f", Version: 1, Unit: "x1", Kind: KindErase, Clock: 2}
		c.EachText(func(place, text string) {
			for _, x := range FindName(text, "nguyễn  văn MẪU", true) {
				x.Change, x.Place = c.ID, place
				e.Erase = append(e.Erase, x)
			}
		})
		b, err := e.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if e, err = DecodeChange(b); err != nil || len(e.Erase) != 3 {
			t.Fatalf("%v: %v", err, e)
		}
		want := before + " " + Erased + ", " + after
		for _, order := range [][]*Change{{c, e}, {e, c}, {e, c, e}} {
			r := Fold(order)
			if got := r.Fields["a"].Value().Text; got != want {
				t.Fatalf("%q, want %q", got, want)
			}
			if got := r.Fields["b"].Value().Rows[0]["ho_ten"].Text; got != want {
				t.Fatalf("in a table %q, want %q", got, want)
			}
			if r.First.Author != Erased || r.State != Submitted {
				t.Fatalf("author %q, state %s", r.First.Author, r.State)
			}
		}
		if c.Author != name || !strings.Contains(c.Set[0].Value.Text, name) {
			t.Fatal("the change itself was altered")
		}
	})
}

// TestFindNameIsAboutOnePerson: marks and words' borders tell people apart.
func TestFindNameIsAboutOnePerson(t *testing.T) {
	for _, c := range []struct {
		text, name string
		exact      bool
		found      int
	}{
		{"Bà Trần Thị Mẫu và trần thị mẫu", "Trần Thị Mẫu", true, 2},
		{"Trần Thị Mậu", "Trần Thị Mẫu", true, 0},
		{"Trần Thị Mậu", "tran thi mau", false, 1},
		{"Trần Thị Mẫuu", "Trần Thị Mẫu", true, 0},
		{"Hoà Mẫu", "Hòa Mẫu", true, 1},
		{"", "Trần Mẫu", false, 0},
		{"Trần Mẫu", "", false, 0},
	} {
		if got := FindName(c.text, c.name, c.exact); len(got) != c.found {
			t.Errorf("%q in %q: %v", c.name, c.text, got)
		}
	}
}

// FuzzErase: whatever a change names, just those letters are gone.
func FuzzErase(f *testing.F) {
	f.Add("Trần Thị Mẫu", uint32(0), uint32(4))
	f.Add("ế", uint32(3), uint32(1<<31))
	f.Fuzz(func(t *testing.T, text string, from, count uint32) {
		letters := []rune(text)
		start := min(int(from), len(letters))
		end := min(int(from)+int(count), len(letters))
		want := string(letters)
		if start < end {
			want = string(letters[:start]) + Erased + string(letters[end:])
		}
		if got := erase(text, []Erasure{{From: int(from), Count: int(count)}}); got != want {
			t.Errorf("%q of %q, want %q", got, text, want)
		}
	})
}
