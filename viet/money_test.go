package viet

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func moneyText(s string) (string, error) {
	n, err := ParseMoney(s)
	return strconv.FormatInt(n, 10), err
}

func TestParseMoney(t *testing.T) {
	checkParses(t, moneyText, []parseCase{
		{"1.500.000", "1500000"}, {"1500000", "1500000"}, {"1 500 000", "1500000"}, {"1,500,000", "1500000"},
		{"1.500.000 đồng", "1500000"}, {"1.500.000đ", "1500000"}, {"1.500.000 VNĐ", "1500000"}, {"1500000 vnd", "1500000"}, {"1500000 dong", "1500000"}, {"1.500.000 ₫", "1500000"},
		{"1,5 triệu", "1500000"}, {"1,5 trieu", "1500000"}, {"1,5 TRIỆU ĐỒNG", "1500000"}, {"2tr", "2000000"}, {"2 Tr", "2000000"}, {"5 trđ", "5000000"}, {"5 tr.đ", "5000000"},
		{"500 nghìn", "500000"}, {"500 nghin", "500000"}, {"500 ngàn", "500000"}, {"500 ngan", "500000"}, {"500k", "500000"}, {"500K", "500000"}, {"500 nghìn đồng", "500000"},
		{"1 tỷ", "1000000000"}, {"1 tỉ", "1000000000"}, {"1 ty 200 trieu", "1200000000"}, {"1 tỷ 200 triệu 500.000 đồng", "1200500000"}, {"1,2345678 tỷ", "1234567800"},
		{"1,5 triệu 200 nghìn", "1700000"}, {"2 triệu rưỡi", "2500000"}, {"2 trieu ruoi", "2500000"}, {"1 triệu 500.000", "1500000"},
		{"2tr5", "2500000"}, {"2 triệu 5", "2500000"}, {"1 tỷ 2", "1200000000"}, {"5k500", "5500"}, {"0", "0"}, {"0 đồng", "0"}, {"500 đồng", "500"}, {"1000", "1000"},
		{"2tr50", "ask: 2.500.000 đồng | 2.050.000 đồng"}, {"2tr500", "ask: 2.500.000 đồng | 2.000.500 đồng"},
		{"2 triệu 500 đồng", "ask: 2.500.000 đồng | 2.000.500 đồng"}, {"2tr5 đồng", "ask: 2.500.000 đồng | 2.000.005 đồng"},
		{"500", "ask: 500 đồng | 500 nghìn | 500 triệu"}, {"65", "ask: 65 đồng | 65 nghìn | 65 triệu"}, {"1,5", "ask: 1,5 triệu | 1,5 tỷ"},
		{"1.5 triệu", "ask: 1,5 triệu | 15 triệu"}, {"1,500 triệu", "ask: 1,5 triệu | 1.500 triệu"},
		{"1,500", "ask: 1.500 đồng | 1,5 nghìn | 1,5 triệu | 1.500 nghìn | 1.500 triệu"},
		{"1.5 tỷ 20.5 triệu", "ask: 1,5 tỷ 20,5 triệu | 1,5 tỷ 205 triệu | 15 tỷ 20,5 triệu | 15 tỷ 205 triệu"},
		{"1.5 tỷ 200", "ask: 1.700.000.000 đồng | 1.500.000.200 đồng | 15.200.000.000 đồng | 15.000.000.200 đồng"},
		{"", "code:empty"}, {"abc", "code:not_a_number"}, {"triệu", "code:not_a_number"}, {"5;3 đồng", "code:not_a_number"}, {"5 sào", "code:unit_unknown"}, {"5 triều", "code:unit_unknown"}, {"5 usd", "code:unit_unknown"},
		{"1,5 đồng", "code:too_precise"}, {"0,0001 nghìn", "code:too_precise"}, {"-5 triệu", "code:negative"}, {"−500", "code:negative"},
		{"200 triệu 1 tỷ", "code:not_a_number"}, {"1 triệu 1 triệu", "code:not_a_number"}, {"1 triệu 2.000.000 đồng", "code:not_a_number"}, {"1,5 triệu rưỡi", "code:not_a_number"},
		{"9223372036854775807", "9223372036854775807"}, {"9223372036854775808", "code:too_large"}, {"99999999999 tỷ", "code:too_large"}, {"9223372036 tỷ 999 triệu", "code:too_large"},
	})
}

func TestFormatMoney(t *testing.T) {
	for n, want := range map[int64]string{0: "0 đồng", 500: "500 đồng", 1500000: "1.500.000 đồng", -2000: "-2.000 đồng", -1 << 63: "-9.223.372.036.854.775.808 đồng"} {
		if got := FormatMoney(n); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestMoneyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64Min(0), rapid.Int64Range(0, 1e7)).Draw(t, "n")
		if got, err := ParseMoney(FormatMoney(n)); err != nil || got != n {
			t.Fatalf("%s → %d %v", FormatMoney(n), got, err)
		}
	})
}

func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"1,5 triệu", "2tr5", "500", "1 ty 200", "1.5 tỷ 2.5 triệu 3", "99999999999 tỷ", "5đ", "2 triệu rưỡi"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseMoney(s)
		checkChoices(t, err, func(text string) error { _, err := ParseMoney(text); return err })
		if n < 0 {
			t.Errorf("%q is %d", s, n)
		}
		if again, err2 := ParseMoney(FormatMoney(n)); err == nil && (err2 != nil || again != n) {
			t.Errorf("%q is %d, read again %d %v", s, n, again, err2)
		}
	})
}
