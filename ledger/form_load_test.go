package ledger_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// smallForm is a form of four fields; tests break it in one place.
const smallForm = `form: thu
version: 1
title: {vi: Thử, en: Trial}
plural: {vi: Thử, en: Trials}
help: {vi: Để thử, en: For a trial}
counted: {vi: lần, en: times}
title_field: ten
date_field: ngay
sections:
  - name: mot
    label: {vi: Một, en: One}
    fields:
      - name: ten
        type: text
        label: {vi: "Tên «thử»", en: Name}
        required: true
      - name: ngay
        type: date
        label: {vi: Ngày, en: Day}
      - name: tong
        type: integer
        label: {vi: Tổng, en: Total}
      - name: nu
        type: integer
        label: {vi: Nữ, en: Women}
        constraint: ". <= ${tong}"
        constraint_message: {vi: "${nu} nhiều hơn ${tong}", en: "${nu} is more than ${tong}"}
      - name: loai
        type: select_one
        label: {vi: Loại, en: Kind}
        default: "'a'"
        choices:
          - {name: a, label: {vi: A, en: A}}
          - {name: b, label: {vi: B, en: B}}
      - name: dong
        type: repeat
        label: {vi: Dòng, en: Rows}
        fields:
          - name: ten
            type: text
            label: {vi: Tên, en: Name}
          - name: gia
            type: decimal
            label: {vi: Giá, en: Price}
      - name: cong
        type: decimal
        label: {vi: Cộng, en: Sum}
        calculation: sum(${gia})
`

func loadSmall(text string) (*ledger.Form, error) {
	return ledger.LoadForm("forms/thu.yaml", []byte(text), ledger.DefaultGroups())
}

func TestLoadForm(t *testing.T) {
	f, err := loadSmall(smallForm)
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "thu" || f.Version != 1 || f.Title.In("en") != "Trial" || f.Source != "forms/thu.yaml" {
		t.Errorf("form %+v", f)
	}
	if f.Field("dong").Fields[1].Name != "gia" || f.Field("nu").Constraint.String() != ". <= ${tong}" {
		t.Error("fields were not read as written")
	}
}

var brokenForms = []struct{ name, old, new, want string }{
	{"unknown function", `". <= ${tong}"`, `"1 < foo(${tong})"`,
		`forms/thu.yaml:26:26: field nu: constraint: unknown function «foo»`},
	{"unknown field", `". <= ${tong}"`, `". <= ${tongg}"`,
		`forms/thu.yaml:26:27: field nu: constraint: unknown field «tongg»`},
	{"unquoted expression", `". <= ${tong}"`, `1 <= ${tongg}`,
		`forms/thu.yaml:26:26: field nu: constraint: unknown field «tongg»`},
	{"quote inside quotes", `". <= ${tong}"`, `'. = ''ữ'' or foo(1)'`,
		`forms/thu.yaml:26:35: field nu: constraint: unknown function «foo»`},
	{"block text", `". <= ${tong}"`, "|\n          1 = 1 and\n            foo(1)",
		`forms/thu.yaml:28:13: field nu: constraint: unknown function «foo»`},
	{"folded text", `". <= ${tong}"`, ">-\n          1 = 1 and\n          ${tongg}",
		`forms/thu.yaml:28:11: field nu: constraint: unknown field «tongg»`},
	{"unfinished", `". <= ${tong}"`, `". <= "`,
		`forms/thu.yaml:26:27: field nu: constraint: something is missing at the end`},
	{"unknown key", "        required: true", "        requierd: true",
		`forms/thu.yaml:16:9: unknown key «requierd»; known here: type, name,`},
	{"unknown key of the form", "date_field: ngay", "datum: ngay",
		`forms/thu.yaml:8:1: unknown key «datum»`},
	{"unknown type", "type: date", "type: datum",
		`forms/thu.yaml:18:15: field ngay: type: unknown type «datum»`},
	{"bad name", "name: tong", "name: Tổng",
		`forms/thu.yaml:20:15: name: «Tổng» must be made of a-z, 0-9 and _`},
	{"no name", "- name: tong\n        type", "- type",
		`forms/thu.yaml:20:9: name: missing`},
	{"name twice", "name: tong", "name: ngay",
		`forms/thu.yaml:20:9: field ngay: name: used twice; first in line 17`},
	{"no English label", "{vi: Ngày, en: Day}", "{vi: Ngày}",
		`forms/thu.yaml:19:16: field ngay: label: the text in «en» is missing`},
	{"no label", "        label: {vi: Tổng, en: Total}\n", "",
		`forms/thu.yaml:20:9: field tong: label: missing`},
	{"comma in a plain text", "{vi: Ngày, en: Day}", "{vi: Ngày, tháng, en: Day}",
		`forms/thu.yaml:19:27: field ngay: unknown key «tháng»; known here: vi, en`},
	{"no choices", "type: integer\n        label: {vi: Tổng", "type: select_one\n        label: {vi: Tổng",
		`forms/thu.yaml:20:9: field tong: choices: missing; a field of type select_one needs it`},
	{"choice twice", "name: b,", "name: a,",
		`forms/thu.yaml:34:13: field loai: choices: «a» is there twice`},
	{"default no choice", `"'a'"`, `"'c'"`,
		`forms/thu.yaml:31:18: field loai: default: «c» is not among the choices`},
	{"default unquoted", `"'a'"`, `a`,
		`forms/thu.yaml:31:18: field loai: default: unknown word «a»: a field is written ${a}, text 'a'`},
	{"no constraint message", `        constraint_message: {vi: "${nu} nhiều hơn ${tong}", en: "${nu} is more than ${tong}"}` + "\n", "",
		`forms/thu.yaml:26:21: field nu: constraint_message: missing`},
	{"message names no field", "${nu} nhiều hơn", "${nuu} nhiều hơn",
		`forms/thu.yaml:27:29: field nu: constraint_message: unknown field «nuu»`},
	{"required and computed", "calculation: sum(${gia})", "calculation: sum(${gia})\n        required: true",
		`forms/thu.yaml:49:19: field cong: required: not beside calculation`},
	{"calculation of itself", "sum(${gia})", "${cong} + 1",
		`forms/thu.yaml:45:9: field cong: calculation or relevant: these fields wait for each other: cong`},
	{"circle", "label: {vi: Tổng, en: Total}", "label: {vi: Tổng, en: Total}\n        calculation: ${nua} * 2\n" +
		"      - name: nua\n        type: decimal\n        label: {vi: Nửa, en: Half}\n        calculation: ${tong} div 2",
		`forms/thu.yaml:20:9: field tong: calculation or relevant: these fields wait for each other: tong, nua`},
	{"circle over sections", "sections:\n", "sections:\n  - name: hai\n    label: {vi: Hai, en: Two}\n    relevant: ${y} != ''\n" +
		"    fields: [{name: x, type: text, label: {vi: X, en: X}}]\n  - name: ba\n    label: {vi: Ba, en: Three}\n" +
		"    relevant: ${x} != ''\n    fields: [{name: y, type: text, label: {vi: Y, en: Y}}]\n",
		`calculation or relevant: these fields wait for each other: `},
	{"no title field", "title_field: ten", "title_field: ngayy",
		`forms/thu.yaml:1:1: title_field: «ngayy» is not a field of this form`},
	{"date field no date", "date_field: ngay", "date_field: ten",
		`forms/thu.yaml:1:1: date_field: «ten» is not a date field of this form`},
	{"parent without link", "title_field: ten", "title_field: ten\nparent: mo_hinh",
		`forms/thu.yaml:1:1: parent and parent_link: write both or neither`},
	{"no version", "version: 1\n", "",
		`forms/thu.yaml:1:1: version: missing`},
	{"version", "version: 1", "version: một",
		`forms/thu.yaml:2:10: version: expected a whole number`},
	{"section no group", "  - name: mot\n", "  - name: mot\n    type: repeat\n",
		`forms/thu.yaml:10:5: field mot: type: a section must be a group, not repeat`},
	{"unknown group", "  - name: mot\n", "  - use: khong_co\n  - name: mot\n",
		`forms/thu.yaml:10:10: use: unknown group «khong_co»`},
	{"change of an unknown member", "  - name: mot\n", "  - use: participants\n    change: {xyz: {required: true}}\n  - name: mot\n",
		`forms/thu.yaml:11:19: field participants: change: the group has no field «xyz»`},
	{"repeat in a repeat", "          - name: gia\n            type: decimal", "          - name: gia\n            type: repeat\n            fields: [{name: x, type: text, label: {vi: X, en: X}}]",
		`forms/thu.yaml:42:13: field gia: type: no repeat inside a repeat`},
	{"anchor", "{vi: Ngày, en: Day}", "&x {vi: Ngày, en: Day}",
		`forms/thu.yaml:19:16: "&": anchors, aliases, tags`},
	{"broken YAML", "sections:", "sections: [",
		`forms/thu.yaml:`},
	{"tab", "    fields:", "\tfields:",
		`forms/thu.yaml:12:`},
}

// TestLoadErrors breaks the small form in one place each and asks for the place and the words.
func TestLoadErrors(t *testing.T) {
	for _, test := range brokenForms {
		broken := strings.Replace(smallForm, test.old, test.new, 1)
		if broken == smallForm {
			t.Fatalf("%s: the test changes nothing", test.name)
		}
		_, err := loadSmall(broken)
		var fault *ledger.LoadError
		if !errors.As(err, &fault) {
			t.Errorf("%s: error %v is no *LoadError", test.name, err)
			continue
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s:\n got %v\nwant %s", test.name, err, test.want)
		}
	}
}

func TestLoadReportsEverything(t *testing.T) {
	broken := strings.Replace(strings.Replace(smallForm, "type: date", "type: datum", 1), "${tong}\"", "${tong\"", 1)
	_, err := loadSmall(broken)
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("two faults, got %v", err)
	}
}

func TestLoadHostileFiles(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", "one YAML document"},
		{"two documents", "form: a\n---\nform: b\n", "one YAML document"},
		{"a list", "- a\n- b\n", "expected keys and values"},
		{"not UTF-8", "form: a\nx: \xff\n", "x.yaml:2:1: the text is not UTF-8"},
		{"large", strings.Repeat("#", 300<<10), "larger than 256 kB"},
		{"deep brackets", strings.Repeat("[", 100000), "nested too deep"},
		{"deep braces", strings.Repeat("{a: ", 50000), "nested too deep"},
		{"deep dashes", strings.Repeat("- ", 100000), "nested too deep"},
		{"deep blocks", deepBlocks(5000), "nested too deep"},
		{"alias bomb", "a: &a [x]\nb: [*a, *a]\n", "anchors, aliases"},
	}
	for _, test := range tests {
		_, err := ledger.LoadForm("x.yaml", []byte(test.text), nil)
		var fault *ledger.LoadError
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %.200v", test.name, err)
		}
	}
}

func deepBlocks(n int) string {
	var b strings.Builder
	for i := range min(n, 600) {
		fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
	}
	return b.String()
}

func TestGroupsWithErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"group: g\nlabel: {vi: G, en: G}\nfields:\n  - {name: a, type: txt, label: {vi: A, en: A}}\n",
			"g.yaml:4:21: field a: type: unknown type «txt»"},
		{"group: g\nlable: 1\n", "g.yaml:2:1: unknown key «lable»"},
		{"label: {vi: G, en: G}\n", "g.yaml:1:1: group: the group has no name"},
		{"group: g\nlabel: {vi: G, en: G}\n", "use: the group «g» has no fields"},
	}
	for _, test := range tests {
		groups, err := ledger.LoadGroups(map[string][]byte{"g.yaml": []byte(test.text)})
		if err == nil {
			_, err = ledger.LoadForm("f.yaml", []byte(strings.Replace(smallForm, "  - name: mot\n", "  - use: g\n  - name: mot\n", 1)), groups)
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// FuzzLoadForm: a file may be anything; a form that loads can be defaulted, finalized and described.
func FuzzLoadForm(f *testing.F) {
	f.Add([]byte(smallForm))
	files, err := filepath.Glob("forms/*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		form, err := ledger.LoadForm("x.yaml", data, ledger.DefaultGroups())
		if err != nil {
			var fault *ledger.LoadError
			if !errors.As(err, &fault) || fault.Line < 1 || fault.Column < 1 || fault.Msg == "" {
				t.Fatalf("bad error %v", err)
			}
			return
		}
		values, _ := form.Finalize(form.Defaults(env), env)
		again, _ := form.Finalize(values, env)
		sameValues(t, values, again)
		form.Describe("vi")
	})
}
