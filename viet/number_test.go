package viet

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func numberText(s string) (string, error) { n, err := ParseNumber(s); return n.String(), err }

func TestParseNumber(t *testing.T) {
	checkParses(t, numberText, []parseCase{
		{"0", "0"}, {"5", "5"}, {"007", "7"}, {"1234", "1234"},
		{"1.234", "1234"}, {"1.234.567", "1234567"}, {"1.234,5", "1234.5"}, {"1234,5", "1234.5"},
		{"1 234", "1234"}, {"1 234,5", "1234.5"}, {"1\u00a0234\u202f567", "1234567"},
		{"4,6", "4.6"}, {"0,234", "0.234"}, {"0.5", "0.5"}, {"1,50000", "1.5"}, {"1,2340", "1.234"},
		{"1234,567", "1234.567"}, {"1,234,567", "1234567"}, {"1,234.5", "1234.5"}, {"1.234,567", "1234.567"},
		{"-5", "-5"}, {"−1.234,5", "-1234.5"}, {"+7", "7"}, {"-0", "0"},
		{"1.5", "ask: 1,5 | 15"}, {"12.5", "ask: 12,5 | 125"}, {"-1.5", "ask: -1,5 | -15"},
		{"1,234", "ask: 1,2340 | 1.234"}, {"1,500", "ask: 1,5 | 1.500"}, {"1234.567", "ask: 1.234,567 | 1.234.567"},
		{"1 234.5", "ask: 1.234,5 | 12.345"}, {"1.23456", "ask: 123.456"},
		{"", "code:empty"}, {" \t", "code:empty"}, {"abc", "code:not_a_number"}, {"1.23.4", "code:not_a_number"},
		{"12 34", "code:not_a_number"}, {"1,", "code:not_a_number"}, {",5", "code:not_a_number"}, {"1..5", "code:not_a_number"},
		{"--1", "code:not_a_number"}, {"1,5,2", "code:not_a_number"}, {"1.5,2", "code:not_a_number"}, {"1e5", "code:not_a_number"},
		{"٣", "code:not_a_number"}, {"5 người", "code:not_a_number"}, {"01.234", "code:not_a_number"},
		{"1,23456", "code:too_precise"}, {"0,12345678901234567890123", "code:too_precise"},
		{"922337203685477,5807", "922337203685477.5807"}, {"-922337203685477,5808", "-922337203685477.5808"},
		{"922337203685477,5808", "code:too_large"}, {"99999999999999999999999", "code:too_large"},
		{strings.Repeat("9", 300), "code:not_a_number"},
	})
}

func TestParseCanonical(t *testing.T) {
	parse := func(s string) (string, error) { n, err := ParseCanonical(s); return n.String(), err }
	for _, c := range []parseCase{
		{"0", "0"}, {"-0", "0"}, {"4.6", "4.6"}, {"1e3", "1000"}, {"1.5E+2", "150"}, {"25e-2", "0.25"},
		{"100e-6", "0.0001"}, {"1.50000000", "1.5"}, {"0e999999999999", "0"}, {"1000000000000000000000e-20", "10"},
		{"1e999999999999", "code:too_large"}, {"1e-999999999999", "code:too_precise"}, {"1e-5", "code:too_precise"},
		{"1.23456", "code:too_precise"}, {"922337203685478", "code:too_large"}, {"-922337203685477.5808", "-922337203685477.5808"},
		{"", "code:empty"}, {"01", "code:not_a_number"}, {"1.", "code:not_a_number"}, {".5", "code:not_a_number"},
		{"+1", "code:not_a_number"}, {"1e", "code:not_a_number"}, {"1,5", "code:not_a_number"}, {" 1", "code:not_a_number"}, {"NaN", "code:not_a_number"},
	} {
		if got := outcome(parse(c.in)); got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for n, want := range map[Number]string{
		0: "0", 46000: "4,6", 12345000: "1.234,5", 12340: "1,2340", 2340: "0,234", 1: "0,0001", -15000: "-1,5",
		Int(1234567): "1.234.567", Int(123): "123", math.MinInt64: "-922.337.203.685.477,5808",
	} {
		if got := FormatNumber(n); got != want {
			t.Errorf("%d: got %s, want %s", int64(n), got, want)
		}
	}
}

func TestIntAndFloat(t *testing.T) {
	const most = 922337203685477
	if Int(math.MaxInt64) != Int(most) || Int(math.MinInt64) != Int(-most) || Int(most+1) != Int(most) {
		t.Error("Int does not stop at the last whole number")
	}
	if !FitsInt(most) || FitsInt(most+1) || !FitsInt(-most) || FitsInt(-most-1) {
		t.Error("FitsInt is off at the border")
	}
	for f, want := range map[float64]Number{0.1 + 0.2: 3000, 1.00005: 10001, -1.00005: -10001, 0.00004: 0, 5e-324: 0, 2.5: 25000, 1.00004999: 10000} {
		if got, ok := FromFloat(f); !ok || got != want {
			t.Errorf("FromFloat(%v) = %d %v, want %d", f, got, ok, want)
		}
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e15, -1e300, 922337203685478} {
		if _, ok := FromFloat(f); ok {
			t.Errorf("FromFloat(%v) is accepted", f)
		}
	}
	if n := Number(-15000); n.IsWhole() || n.Whole() != -1 || n.Float() != -1.5 || !Int(3).IsWhole() {
		t.Error("parts of -1,5 are wrong")
	}
	if _, ok := Number(math.MaxInt64).Add(1); ok {
		t.Error("an overflowing sum is accepted")
	}
	if _, ok := Number(math.MinInt64).Add(-1); ok {
		t.Error("an underflowing sum is accepted")
	}
	if sum, ok := Number(5).Add(-7); !ok || sum != -2 {
		t.Error("5 - 7 is wrong")
	}
}

func TestNumberRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := Number(rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1e8, 1e8)).Draw(t, "n"))
		if got, err := ParseNumber(FormatNumber(n)); err != nil || got != n {
			t.Fatalf("%s → %s %v", FormatNumber(n), got, err)
		}
		if got, err := ParseCanonical(n.String()); err != nil || got != n {
			t.Fatalf("%s → %s %v", n.String(), got, err)
		}
		data, err := json.Marshal(map[string]Number{"n": n})
		var back map[string]Number
		if err != nil || json.Unmarshal(data, &back) != nil || back["n"] != n {
			t.Fatalf("%s %v → %v", data, err, back)
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1.234,5", "1.5", "1,234", "-0,0001", "1 234.5", "9999999999999999999999", "\xff", "1e5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNumber(s)
		checkChoices(t, err, func(text string) error { _, err := ParseNumber(text); return err })
		if again, err2 := ParseNumber(FormatNumber(n)); err == nil && (err2 != nil || again != n) {
			t.Errorf("%q is %s, formatted %s, read again %s %v", s, n, FormatNumber(n), again, err2)
		}
	})
}

func FuzzParseCanonical(f *testing.F) {
	for _, s := range []string{"4.6", "-0", "1e3", "25e-2", "1e99999999999", "01", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseCanonical(s)
		if err != nil {
			return
		}
		if !json.Valid([]byte(s)) {
			t.Errorf("%q is no JSON but was read as %s", s, n)
		}
		if again, err := ParseCanonical(n.String()); err != nil || again != n {
			t.Errorf("%q is %s, read again %s %v", s, n, again, err)
		}
	})
}
