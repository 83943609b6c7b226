package ledger_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func drawID(t *rapid.T) ledger.ID {
	return ledger.ID(rapid.SliceOfN(rapid.Byte(), 16, 16).Filter(func(b []byte) bool { return !bytes.Equal(b, make([]byte, 16)) }).Draw(t, "id"))
}

func drawIDs(t *rapid.T) []ledger.ID {
	return rapid.SliceOfN(rapid.Custom(drawID), 0, 3).Draw(t, "ids")
}

var texts = rapid.StringMatching(`[a-zđ ắ0-9.,]{1,12}`)

func drawValue(t *rapid.T, depth int) ledger.Value {
	switch rapid.IntRange(0, 5-2*min(depth, 1)).Draw(t, "kind") {
	case 0:
		return ledger.Value{}
	case 1:
		return ledger.TextValue(texts.Draw(t, "text"))
	case 2:
		return ledger.NumValue(viet.Number(rapid.Int64().Draw(t, "number")))
	case 3:
		return ledger.QuantityValue(viet.Quantity{Base: viet.Number(rapid.Int64().Draw(t, "base")), Typed: texts.Draw(t, "typed")})
	case 4:
		return ledger.ListValue(rapid.SliceOfN(texts, 1, 3).Draw(t, "list")...)
	default:
		var rows []ledger.Row
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			rows = append(rows, ledger.Row{"ten": drawValue(t, depth+1), "ty_le": drawValue(t, depth+1)})
		}
		return ledger.RowsValue(rows)
	}
}

func drawChange(t *rapid.T) *ledger.Change {
	c := &ledger.Change{ID: drawID(t), Form: "mo_hinh", Version: rapid.IntRange(1, 9).Draw(t, "version"), Unit: "thon-1",
		Kind: ledger.ChangeKind(rapid.IntRange(1, 12).Draw(t, "kind")), Base: drawIDs(t), Merge: drawIDs(t),
		Author: texts.Draw(t, "author"), Text: texts.Draw(t, "words"), Device: ledger.DeviceID(drawID(t)),
		Clock: ledger.Clock(rapid.Uint64().Draw(t, "clock")), Wall: rapid.Int64Range(-1<<47, 1<<47).Draw(t, "wall")}
	c.Record = c.ID
	if rapid.Bool().Draw(t, "later") {
		c.Record = drawID(t)
	}
	for _, field := range []string{"a", "b", "c"}[:rapid.IntRange(0, 3).Draw(t, "fields")] {
		c.Set = append(c.Set, ledger.Assignment{Field: field, Value: drawValue(t, 0), Base: drawIDs(t)})
	}
	return c
}

// clean makes nil and empty slices alike for comparison.
func clean(c *ledger.Change) *ledger.Change {
	out := *c
	if len(out.Base) == 0 {
		out.Base = nil
	}
	if len(out.Merge) == 0 {
		out.Merge = nil
	}
	out.Set = append([]ledger.Assignment(nil), out.Set...)
	for i := range out.Set {
		if len(out.Set[i].Base) == 0 {
			out.Set[i].Base = nil
		}
	}
	return &out
}

func TestChangeRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawChange(t)
		b, err := c.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := ledger.DecodeChange(b)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(clean(got), clean(c)) {
			t.Fatalf("decoded %+v\nencoded %+v", clean(got), clean(c))
		}
		if again, _ := c.Encode(); !bytes.Equal(again, b) {
			t.Fatal("encoding is not deterministic")
		}
	})
}

func TestEncodeRefuses(t *testing.T) {
	good := ledger.Change{ID: firstID, Record: firstID, Form: "f", Version: 1, Unit: "u", Kind: ledger.KindSet}
	if _, err := good.Encode(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(*ledger.Change){
		"without id":   func(c *ledger.Change) { c.ID = ledger.ID{} },
		"without form": func(c *ledger.Change) { c.Form = "" },
		"without unit": func(c *ledger.Change) { c.Unit = "" },
		"out of order": func(c *ledger.Change) { c.Set = []ledger.Assignment{{Field: "b"}, {Field: "a"}} },
		"message too":  func(c *ledger.Change) { c.Text = strings.Repeat("x", 1<<17) },
		"not UTF-8":    func(c *ledger.Change) { c.Author = "\xff" },
		"bytes, at most": func(c *ledger.Change) {
			c.Set = []ledger.Assignment{{Field: "a", Value: ledger.TextValue(strings.Repeat("x", 1<<19))}}
		},
	} {
		c := good
		spoil(&c)
		if _, err := c.Encode(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

func FuzzDecodeChange(f *testing.F) {
	c := ledger.Change{ID: firstID, Record: firstID, Form: "f", Version: 1, Unit: "u", Kind: ledger.KindSet,
		Set: []ledger.Assignment{{Field: "a", Value: ledger.NumValue(46000)}, {Field: "b", Value: ledger.RowsValue([]ledger.Row{{"x": ledger.TextValue("y")}})}}}
	b, err := c.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := ledger.DecodeChange(b)
		if err != nil {
			return
		}
		ledger.Fold([]*ledger.Change{c})
		again, err := c.Encode()
		if err != nil {
			t.Fatalf("decoded but cannot be encoded: %v", err)
		}
		c2, err := ledger.DecodeChange(again)
		if err != nil || !reflect.DeepEqual(clean(c), clean(c2)) {
			t.Fatalf("changed in a round trip (%v):\n%+v\n%+v", err, c, c2)
		}
	})
}
