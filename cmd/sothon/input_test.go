package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// brief shows items as their lines, values and faults, for comparing.
func brief(items []item) string {
	var b strings.Builder
	for _, it := range items {
		values, _ := json.Marshal(it.values)
		fmt.Fprintf(&b, "%d %s", it.line, values)
		for _, f := range it.faults {
			fmt.Fprintf(&b, " [%d:%d %s %s]", f.line, f.column, f.code, f.field)
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestReadItems(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"object", `{"a":"x","n":4.6,"l":["b","c"],"r":[{"t":"u","p":60}],"z":null}`,
			`1 {"a":"x","l":["b","c"],"n":4.6,"r":[{"p":60,"t":"u"}],"z":null}`},
		{"byte order mark", "\uFEFF{\"a\":1}", `1 {"a":1}`},
		{"pretty", "\n{\n  \"a\": 1\n}\n", `2 {"a":1}`},
		{"lines", "{\"a\":1}\r\n\n{\"a\":2}", "1 {\"a\":1}\n3 {\"a\":2}"},
		{"array", "[{\"a\":1},\n{\"a\":2}]", "1 {\"a\":1}\n2 {\"a\":2}"},
		{"empty", " \n ", ""},
		{"empty array", "[]", ""},
		{"a broken line", "{\"a\":1}\n{\"b\" 2}\n{\"a\":3}", "1 {\"a\":1}\n2 null [2:6 bad_json ]\n3 {\"a\":3}"},
		{"a broken pretty object", "{\n \"a\": 1\n \"b\": 2\n}\n{\"a\":3}", "1 null [3:2 bad_json ]\n5 {\"a\":3}"},
		{"not closed", "{\"a\":1\n{\"a\":2}", "1 null [1:7 bad_json ]\n2 {\"a\":2}"},
		{"cut short", "{\"a\":1}\n{\"a\":\"x", "1 {\"a\":1}\n2 null [2:8 bad_json ]"},
		{"more in the line", "{\"a\":1} x\n{\"a\":2}", "1 null [1:9 bad_json ]\n2 {\"a\":2}"},
		{"not objects", "1\n\"x\"\ntrue\n{\"a\":2}", "1 {} [1:1 bad_json ]\n2 {} [2:1 bad_json ]\n3 {} [3:1 bad_json ]\n4 {\"a\":2}"},
		{"not an object in an array", `[{"a":1},2]`, "1 {\"a\":1}\n1 {} [1:10 bad_json ]"},
		{"a broken array is refused whole", "[{\"a\":1},\n{\"a\"}]", "1 null [2:5 bad_json ]"},
		{"more after an array", "[{\"a\":1}]\n{\"a\":2}", "1 null [2:1 bad_json ]"},
		{"a field twice", "{\"a\":1,\n\"a\":2}", `1 {"a":2} [2:1 duplicate_field a]`},
		{"a field twice in a row", `{"r":[{"t":1,"t":2}]}`, `1 {"r":[{"t":2}]} [1:14 duplicate_field r.t]`},
		{"true", `{"a":true}`, `1 {"a":null} [1:6 type a]`},
		{"an object for a value", `{"a":{"b":{"c":[1]}},"d":1}`, `1 {"a":null,"d":1} [1:6 type a]`},
		{"numbers in a list", `{"a":[1]}`, `1 {"a":null} [1:6 type a]`},
		{"a mixed list", `{"a":["x",{"b":1}]}`, `1 {"a":null} [1:6 type a]`},
		{"rows in rows", `{"a":[{"b":[{"c":1}]}]}`, `1 {"a":[{"b":null}]} [1:12 type a.b]`},
		{"too precise", `{"a":1.23456}`, `1 {"a":0} [1:6 range a]`},
		{"not UTF-8", "{\"a\":1}\n{\"á\":\"\xff\"}\n{\"a\":2}", "1 {\"a\":1}\n2 {} [2:7 invalid_utf8 ]\n3 {\"a\":2}"},
		{"half a surrogate pair", `{"a":"\ud83d"}`, `1 {"a":"` + "\uFFFD" + `"} [1:6 invalid_utf8 a]`},
		{"UTF-16", "\xff\xfe{\x00", "1 null [1:0 invalid_utf8 ]"},
		{"columns count letters", "{\"chủ đề\" 1}", "1 null [1:11 bad_json ]"},
	} {
		if got := brief(readItems([]byte(c.in))); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestReadItemsTooLarge(t *testing.T) {
	items := readItems(make([]byte, maxInput+1))
	if len(items) != 1 || len(items[0].faults) != 1 || items[0].faults[0].code != codeTooLong {
		t.Errorf("got %s", brief(items))
	}
}

// valueGen draws what a field may hold, rows only at the top.
func valueGen(rows bool) *rapid.Generator[ledger.Value] {
	kinds := []*rapid.Generator[ledger.Value]{
		rapid.Map(rapid.StringMatching(`[a-zà-ỹ "\\\n{}\[\],:]{0,12}`), ledger.TextValue),
		rapid.Map(rapid.Int64Range(-1e12, 1e12), func(n int64) ledger.Value { return ledger.NumValue(viet.Number(n)) }),
		rapid.Map(rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,4}`), 0, 3), func(l []string) ledger.Value { return ledger.ListValue(l...) }),
		rapid.Just(ledger.Value{}),
	}
	if rows {
		row := rapid.MapOfN(rapid.StringMatching(`[a-z]{1,3}`), valueGen(false), 0, 3)
		kinds = append(kinds, rapid.Map(rapid.SliceOfN(row, 0, 3), func(rs []map[string]ledger.Value) ledger.Value {
			var out []ledger.Row
			for _, r := range rs {
				out = append(out, r)
			}
			return ledger.RowsValue(out)
		}))
	}
	return rapid.OneOf(kinds...)
}

// What encoding/json writes is read back to the same values, in lines, in an array, with or without
// white space; and a record that is broken takes no other with it.
func TestReadItemsReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(rapid.MapOfN(rapid.StringMatching(`[a-z_]{1,6}`), valueGen(true), 0, 5), 1, 5).Draw(t, "records")
		var lines [][]byte
		for _, r := range records {
			b, err := json.Marshal(r)
			if rapid.Bool().Draw(t, "pretty") {
				b, err = json.MarshalIndent(r, "", "  ")
			}
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, b)
		}
		bad := rapid.IntRange(-1, len(lines)-1).Draw(t, "bad")
		text := ""
		for i, l := range lines {
			if i == bad {
				l = []byte(`{"hỏng":`)
			}
			text += string(l) + "\n"
		}
		if bad < 0 && rapid.Bool().Draw(t, "array") {
			all, err := json.Marshal(records)
			if err != nil {
				t.Fatal(err)
			}
			text = string(all)
		}
		items := readItems([]byte(text))
		if len(items) != len(records) {
			t.Fatalf("%d items of %d: %s", len(items), len(records), text)
		}
		for i, it := range items {
			if (len(it.faults) > 0) != (i == bad) {
				t.Fatalf("item %d: %v", i, brief(items))
			}
			if i != bad && !ledger.Row(it.values).Equal(records[i]) {
				t.Fatalf("item %d is %v, want %v", i, it.values, records[i])
			}
		}
	})
}

func FuzzReadItems(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, "{\"a\":1}\n{\"b\":[\"c\"]}", `[{"a":[{"b":null}]}]`, "{\"a\":1\n{", "{\n\"a\"\n}{", "\uFEFF[", `{"a":"\ud800"}`, "{\"\xff\":1}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := 1 + strings.Count(string(data), "\n")
		last := 0
		for _, it := range readItems(data) {
			if it.line < last || it.line > lines {
				t.Fatalf("line %d of %d after %d", it.line, lines, last)
			}
			last = it.line
			if it.values == nil && len(it.faults) == 0 {
				t.Fatal("neither values nor faults")
			}
			for _, f := range it.faults {
				if f.line < 1 || f.line > lines || f.text("vi") == "" || strings.Contains(f.text("en"), "\n") {
					t.Fatalf("fault %+v", f)
				}
			}
		}
	})
}
