package expr_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger/expr"
	"github.com/nghia-hung/sothon/viet"
)

// record is an Env over a map.
type record struct {
	values map[string]expr.Value
	self   expr.Value
}

func (r record) Lookup(name string) expr.Value { return r.values[name] }
func (r record) Self() expr.Value              { return r.self }
func (r record) Today() viet.Date              { return viet.Date{Year: 2026, Month: 6, Day: 8} }

func number(s string) expr.Value {
	n, err := viet.ParseCanonical(s)
	if err != nil {
		panic(err)
	}
	return expr.Number(n)
}

var sample = record{
	self: number("45"),
	values: map[string]expr.Value{
		"nu": number("20"), "tong": number("45"), "gia": number("4.6"), "am": number("-7.5"),
		"chu": expr.Text("Nếp Bắc"), "ngay": expr.Text("2026-05-31"), "so_chu": expr.Text("12"),
		"mot":   expr.Text("zalo"),
		"nhieu": expr.List(expr.Text("hoi_nghi"), expr.Text("zalo")),
		"ty_le": expr.List(number("60"), expr.Value{}, number("40")),
		"dong":  expr.List(expr.Bool(true), expr.Bool(true), expr.Bool(true)),
		"lon":   expr.Number(1<<63 - 1), "nho": expr.Number(-1 << 63), "dai": expr.Text(strings.Repeat("ă", 40000)),
	},
}

var evaluations = []struct{ src, want string }{
	{"1 + 2 * 3", "7"},
	{"(1 + 2) * 3", "9"},
	{"7 - 2 - 1", "4"},
	{"-2 * -3", "6"},
	{"--2", "2"},
	{"-${nu}", "-20"},
	{"-.5 + 1", "0.5"},
	{"7 div 2", "3.5"},
	{"1 div 3", "0.3333"},
	{"2 div 3", "0.6667"},
	{"-2 div 3", "-0.6667"},
	{"7 mod 3", "1"},
	{"-7 mod 3", "-1"},
	{"7 mod 0", ""},
	{"1 div 0", ""},
	{"${nho} mod -0.0001", "0"},
	{"${lon} + 1", ""},
	{"${nho} - 1", ""},
	{"${lon} * 2", ""},
	{"${lon} div 0.0001", ""},
	{"0.0001 * 0.0001", "0"},
	{"0.01 * 0.005", "0.0001"},
	{"${khong_co} + 1", ""},
	{"${chu} + 1", ""},
	{"${so_chu} + 1", "13"},
	{"true() + true()", "2"},

	{"${nu} <= ${tong}", "true"},
	{". >= 0 and . < 45", "false"},
	{". = 45", "true"},
	{"${so_chu} = 12", "true"},
	{"${chu} = 12", "false"},
	{"${chu} != 12", "true"},
	{"${khong_co} < 1", "false"},
	{"${khong_co} >= 1", "false"},
	{"${khong_co} = ''", "true"},
	{"${khong_co} = 0", "false"},
	{"${chu} != ''", "true"},
	{"'a' < 'b'", "false"},
	{"'10' > '9'", "true"},
	{"${ngay} < today()", "true"},
	{"${ngay} = '2026-05-31'", "true"},
	{"${ngay} > 5", "false"},
	{"true() = ${nu}", "true"},
	{"1 = 1 = true()", "true"},
	{"${nhieu} = 'zalo'", "true"},
	{"${nhieu} != 'zalo'", "false"},
	{"${nhieu} = ''", "false"},

	{"1 = 2 or 2 = 2 and 1 = 1", "true"},
	{"(1 = 2 or 2 = 2) and 1 = 2", "false"},
	{"not(${khong_co})", "true"},
	{"not(0)", "true"},

	{"selected(${nhieu}, 'zalo')", "true"},
	{"selected(${nhieu}, 'tan_ho')", "false"},
	{"selected(${mot}, 'zalo')", "true"},
	{"selected(${khong_co}, '')", "false"},
	{"count-selected(${nhieu})", "2"},
	{"count-selected(${khong_co})", "0"},
	{"selected-at(${nhieu}, 1)", "zalo"},
	{"selected-at(${nhieu}, 2)", ""},
	{"selected-at(${nhieu}, 0.5)", "hoi_nghi"},
	{"if(${nu} > 10, 'nhiều', \"ít\")", "nhiều"},
	{"if(${khong_co}, 1, 2)", "2"},
	{"coalesce(${khong_co}, '', ${nu})", "20"},
	{"coalesce(${khong_co})", ""},
	{"today()", "2026-06-08"},
	{"year(${ngay})", "2026"},
	{"year(${chu})", ""},
	{"add-months('2026-03-31', -1)", "2026-02-28"},
	{"add-months(${ngay}, 36)", "2029-05-31"},
	{"add-months(${khong_co}, 36)", ""},
	{"add-months('9999-12-31', 1)", ""},
	{"add-months(${ngay}, 0.5)", ""},
	{"add-months('2026-02-31', 1)", ""},
	{"regex(${chu}, '[\\p{L} ]+')", "true"},
	{"regex(${chu}, 'Nếp')", "false"},
	{"regex(${khong_co}, '.*')", "true"},
	{"regex(${dai}, '.*')", "false"},
	{"string-length(${chu})", "7"},
	{"string-length(${khong_co})", "0"},
	{"concat(${chu}, ' – ', ${gia}, ' ha')", "Nếp Bắc – 4.6 ha"},
	{"concat(${dai}, ${dai})", ""},
	{"string(${nhieu})", "hoi_nghi zalo"},
	{"contains(${chu}, 'Bắc')", "true"},
	{"starts-with(${chu}, 'Bắc')", "false"},
	{"substr(${chu}, 4)", "Bắc"},
	{"substr(${chu}, 0, 3)", "Nếp"},
	{"substr(${chu}, -5, 99)", "Nếp Bắc"},
	{"substr(${chu}, 5, 2)", ""},
	{"number('4.60')", "4.6"},
	{"number(${chu})", ""},
	{"int(${am})", "-7"},
	{"int(4.6)", "4"},
	{"round(${am}, 0)", "-8"},
	{"round(2.5)", "3"},
	{"round(1234.5678, 2)", "1234.57"},
	{"round(1234.5678, 9)", "1234.5678"},
	{"round(1234.5678, -2)", "1200"},
	{"round(1234, -13)", ""},
	{"min(3, ${khong_co}, -1, 2)", "-1"},
	{"max(${ty_le})", "60"},
	{"max(${ngay}, today())", "2026-06-08"},
	{"min(${chu}, 1)", ""},
	{"min(${khong_co})", ""},
	{"sum(${ty_le})", "100"},
	{"sum(${ty_le}, 1, ${khong_co})", "101"},
	{"sum(${khong_co})", "0"},
	{"sum(${nhieu})", ""},
	{"sum(${lon}, ${lon}, ${nho})", ""},
	{"count(${dong})", "3"},
	{"count(${ty_le})", "2"},
}

func TestEval(t *testing.T) {
	for _, test := range evaluations {
		e, err := expr.Parse(test.src)
		if err != nil {
			t.Errorf("%s: %v", test.src, err)
			continue
		}
		if got := e.Eval(sample).AsText(); got != test.want {
			t.Errorf("%s = %q, want %q", test.src, got, test.want)
		}
		if e.String() != test.src {
			t.Errorf("source of %q is %q", test.src, e)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		src    string
		column int
		part   string
	}{
		{"", 1, "nothing"},
		{"   ", 1, "nothing"},
		{"1 +", 4, "missing at the end"},
		{"foo(1)", 1, "unknown function «foo»"},
		{". >= tong", 6, "unknown word «tong»"},
		{"${nu", 1, "} is missing"},
		{"$nu", 1, "${name}"},
		{"${}", 1, "names no field"},
		{"'nữ' = 'nam", 8, "does not end"},
		{"(1 + 2", 7, "column 1 is not closed"},
		{"max(1, 2", 9, "column 4 is not closed"},
		{"1 2", 3, "unexpected «2»"},
		{"1 ! 2", 3, "unexpected"},
		{"'ă' & 1", 5, "unexpected"},
		{"1.2.3", 1, "not a number"},
		{"1.23456", 1, "four decimals"},
		{"selected(${a})", 1, "takes 2 arguments, not 1"},
		{"today(1)", 1, "takes 0 arguments, not 1"},
		{"round(1, 2, 3)", 1, "takes 1 to 2 arguments"},
		{"coalesce()", 1, "takes 1 or more arguments"},
		{"regex(., '[')", 1, "pattern cannot be read"},
		{"regex(., ${mau})", 1, "pattern must be"},
		{strings.Repeat("(", 65) + "1" + strings.Repeat(")", 65), 65, "deeper"},
		{strings.Repeat("not(", 65) + "1", 260, "deeper"},
		{strings.Repeat("1", expr.MaxSource+1), 1, "longer"},
	}
	for _, test := range tests {
		_, err := expr.Parse(test.src)
		var fault *expr.Error
		if !errors.As(err, &fault) {
			t.Errorf("%.40q: error %v is no *Error", test.src, err)
			continue
		}
		if fault.Column != test.column || !strings.Contains(fault.Message, test.part) {
			t.Errorf("%.40q: %v; want column %d and %q", test.src, err, test.column, test.part)
		}
	}
}

func TestWhatAnExpressionNames(t *testing.T) {
	e := expr.MustParse("if(${nữ} <= ${tong}, . , ${nữ})")
	if got := e.Names(); !slices.Equal(got, []string{"nữ", "tong"}) {
		t.Errorf("names %v", got)
	}
	if got := e.Column("tong"); got != 13 {
		t.Errorf("column of tong %d", got)
	}
	if e.Column("khac") != 0 || !e.UsesSelf() || expr.MustParse("${a}").UsesSelf() {
		t.Error("wrong about . or about a field that is not there")
	}
	for src, want := range map[string]string{"true()": "true", "'moi'": "moi", "-3": "-3"} {
		if v, ok := expr.MustParse(src).Constant(); !ok || v.AsText() != want {
			t.Errorf("%s: constant %v %v", src, v.AsText(), ok)
		}
	}
	if _, ok := expr.MustParse("today()").Constant(); ok {
		t.Error("today() is no constant")
	}
}

func TestFunctionsAreKnown(t *testing.T) {
	for _, name := range expr.Functions() {
		if _, err := expr.Parse(name + "()"); err != nil && strings.Contains(err.Error(), "unknown") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestArithmeticAgrees compares fixed point with rational arithmetic done another way: on numbers
// small enough, x * y div y is x, sums come apart again, and div inverts within rounding.
func TestArithmeticAgrees(t *testing.T) {
	sum := expr.MustParse("${x} + ${y} - ${y}")
	product := expr.MustParse("${x} * ${y} div ${y}")
	rest := expr.MustParse("int(${x} div ${y}) * ${y} + ${x} mod ${y}")
	rapid.Check(t, func(t *rapid.T) {
		x := viet.Number(rapid.Int64Range(-1e12, 1e12).Draw(t, "x"))
		y := viet.Int(rapid.Int64Range(1, 1e4).Draw(t, "y"))
		env := record{values: map[string]expr.Value{"x": expr.Number(x), "y": expr.Number(y)}}
		for _, e := range []*expr.Expr{sum, product} {
			if got, ok := e.Eval(env).AsNumber(); !ok || got != x {
				t.Fatalf("%s with %v, %v: %v", e, x, y, got)
			}
		}
		whole := record{values: map[string]expr.Value{"x": expr.Number(viet.Int(int64(x) / 1e4)), "y": expr.Number(y)}}
		want, _ := whole.Lookup("x").AsNumber()
		got, ok := rest.Eval(whole).AsNumber()
		if diff := got - want; !ok || diff != 0 && diff != y && diff != -y { // a quotient rounded up to the next whole
			t.Fatalf("%s with %v, %v: %v", rest, want, y, got)
		}
	})
}

func FuzzParseEval(f *testing.F) {
	for _, src := range []string{
		"${nu} <= ${tong}", ". >= 0", "selected(${nhieu}, 'zalo') and count-selected(.) > 1",
		"if(coalesce(${a}, 1) = '', round(1 div 3, 2), sum(${ty_le}))", "regex(., '[a-z]{1,9}')", "((((1))))",
		"add-months(today(), -99999)", "substr('ệ', 0, 1) != concat(\"x\", 'y')", "- - 1 mod 0", "max(min(1), -.5)",
	} {
		f.Add(src, "nếp", int64(5))
	}
	f.Fuzz(func(t *testing.T, src, text string, n int64) {
		e, err := expr.Parse(src)
		if err != nil {
			var fault *expr.Error
			if !errors.As(err, &fault) || fault.Column < 1 || fault.Column > len([]rune(src))+1 {
				t.Fatalf("%q: bad error %v", src, err)
			}
			return
		}
		for _, self := range []expr.Value{{}, expr.Text(text), expr.Number(viet.Number(n)), sample.values["nhieu"]} {
			env := record{values: map[string]expr.Value{"nu": self}, self: self}
			for name, v := range sample.values {
				env.values[name] = v
			}
			first, second := e.Eval(env), e.Eval(env)
			if first.AsText() != second.AsText() || first.IsTrue() != second.IsTrue() {
				t.Fatalf("%q: two results", src)
			}
		}
		if _, err := expr.Parse(e.String()); err != nil {
			t.Fatalf("%q: its own source is refused: %v", src, err)
		}
	})
}
