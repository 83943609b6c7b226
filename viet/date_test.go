package viet

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var monday = Date{2026, 6, 8}

func dateText(s string) (string, error) { d, err := ParseDate(s, monday); return d.String(), err }

func TestParseDate(t *testing.T) {
	checkParses(t, dateText, []parseCase{
		{"15/6/2026", "2026-06-15"}, {"15-6-2026", "2026-06-15"}, {"15.6.2026", "2026-06-15"}, {"15 6 2026", "2026-06-15"}, {"15/06/26", "2026-06-15"}, {"15.6.26", "2026-06-15"}, {"1/1/85", "1985-01-01"}, {"1/1/46", "2046-01-01"}, {"1/1/47", "1947-01-01"},
		{"2026-06-15", "2026-06-15"}, {"2026/6/15", "2026-06-15"}, {"15 / 6 / 2026", "2026-06-15"},
		{"hôm nay", "2026-06-08"}, {"hom nay", "2026-06-08"}, {"Hôm Qua", "2026-06-07"}, {"hom qua", "2026-06-07"}, {"hôm kia", "2026-06-06"}, {"hom kia", "2026-06-06"}, {"hôm kìa", "2026-06-05"}, {"chiều qua", "2026-06-07"}, {"ngày mai", "2026-06-09"}, {"3 ngày trước", "2026-06-05"}, {"3 ngay truoc", "2026-06-05"}, {"cách đây 3 ngày", "2026-06-05"},
		{"15 tháng 6 năm 2026", "2026-06-15"}, {"ngày 15 tháng 6 năm 2026", "2026-06-15"}, {"15 thang 6 nam 2026", "2026-06-15"}, {"mùng 2 tháng 6", "2026-06-02"}, {"15 tháng 6/2026", "2026-06-15"},
		{"8/6", "2026-06-08"}, {"1/6", "2026-06-01"}, {"20/12", "2025-12-20"}, {"9/7", "2025-07-09"}, {"20 tháng 12", "2025-12-20"}, {"8/7", "2025-07-08"},
		{"7/7", "ask: 07/07/2025 | 07/07/2026"}, {"15/6", "ask: 15/06/2025 | 15/06/2026"}, {"9/6", "ask: 09/06/2025 | 09/06/2026"},
		{"Thứ Hai, 08/06/2026", "2026-06-08"}, {"thu hai 8/6", "2026-06-08"}, {"CN 7/6/2026", "2026-06-07"}, {"thứ ba, 08/06/2026", "ask: 08/06/2026 | 09/06/2026"}, {"chủ nhật 8/6/2026", "ask: 08/06/2026 | 07/06/2026"},
		{"thứ hai tuần trước", "2026-06-01"}, {"thu hai tuan truoc", "2026-06-01"}, {"chủ nhật tuần trước", "2026-06-07"}, {"thứ 6 tuần này", "2026-06-12"}, {"thứ sáu tuần sau", "2026-06-19"},
		{"thứ hai", "ask: 08/06/2026 | 15/06/2026"}, {"thứ bảy", "ask: 06/06/2026 | 13/06/2026"}, {"15", "ask: 15/05/2026 | 15/06/2026"}, {"ngày 31", "ask: 31/05/2026 | 31/07/2026"},
		{"31/02", "code:no_such_day"}, {"31/2/2026", "code:no_such_day"}, {"29/2/2026", "code:no_such_day"}, {"29/2", "code:no_such_day"}, {"29/2/2024", "2024-02-29"}, {"0/6", "code:no_such_day"}, {"2026-02-30", "code:no_such_day"}, {"31/31", "code:no_such_day"},
		{"6/15", "code:month_day_swapped"}, {"6/15/2026", "code:month_day_swapped"}, {"2026-15-06", "code:month_day_swapped"},
		{"", "code:empty"}, {"abc", "code:not_a_date"}, {"15/6/2", "code:not_a_date"}, {"15/6/226", "code:not_a_date"}, {"6/2026", "code:not_a_date"}, {"15//6", "code:not_a_date"}, {"1/2/3/4", "code:not_a_date"}, {"2026", "code:not_a_date"}, {"32", "code:not_a_date"}, {"15/6/20266", "code:not_a_date"},
	})
}

func TestParseDateSeenFromOtherDays(t *testing.T) {
	for _, c := range []struct {
		today Date
		parseCase
	}{
		{Date{2025, 1, 15}, parseCase{"29/2", "2024-02-29"}},
		{Date{2025, 2, 10}, parseCase{"29/2", "ask: 29/02/2024"}},
		{Date{2028, 2, 10}, parseCase{"29/2", "ask: 29/02/2028"}},
		{Date{2026, 1, 2}, parseCase{"31/12", "2025-12-31"}},
		{Date{2026, 1, 1}, parseCase{"hôm qua", "2025-12-31"}},
		{Date{}, parseCase{"hôm qua", "code:not_a_date"}},
		{Date{}, parseCase{"15/6", "code:not_a_date"}},
		{Date{}, parseCase{"thứ hai", "code:not_a_date"}},
		{Date{}, parseCase{"thứ hai tuần này", "code:not_a_date"}},
		{Date{}, parseCase{"15/6/2026", "2026-06-15"}},
		{Date{9999, 12, 31}, parseCase{"ngày mai", "code:not_a_date"}},
	} {
		d, err := ParseDate(c.in, c.today)
		if got := outcome(d.String(), err); got != c.want {
			t.Errorf("%q on %s: got %s, want %s", c.in, c.today, got, c.want)
		}
	}
}

func TestDateWordsDoNotCollide(t *testing.T) {
	for _, names := range [][]string{
		{"hôm nay", "hôm qua", "hôm kia", "ngày mai", "ngày kia"},
		{"chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"},
		{"tuần trước", "tuần này", "tuần sau"},
	} {
		seen := map[string]bool{}
		for _, n := range names {
			if seen[Fold(n)] {
				t.Errorf("%q without marks means two things", n)
			}
			seen[Fold(n)] = true
		}
	}
}

func TestDateArithmetic(t *testing.T) {
	for _, c := range []struct{ got, want Date }{
		{Date{2026, 1, 31}.AddMonths(1), Date{2026, 2, 28}}, {Date{2024, 3, 31}.AddMonths(-1), Date{2024, 2, 29}}, {Date{2026, 11, 30}.AddMonths(14), Date{2028, 1, 30}},
		{Date{2026, 12, 31}.AddDays(1), Date{2027, 1, 1}}, {Date{2024, 2, 28}.AddDays(1), Date{2024, 2, 29}}, {Date{1, 1, 1}.AddDays(-1), Date{}}, {Date{9999, 12, 31}.AddDays(1), Date{}},
		{Date{1, 1, 1}.AddMonths(-1), Date{}}, {Date{9999, 12, 1}.AddMonths(1), Date{}}, {Date{}.AddDays(1), Date{}}, {monday.AddDays(1 << 62), Date{}}, {monday.AddMonths(-1 << 62), Date{}},
		{DateOf(time.Date(2026, 6, 7, 17, 0, 0, 0, time.UTC)), monday}, {DateOf(time.Date(2026, 6, 7, 16, 59, 59, 0, time.UTC)), Date{2026, 6, 7}},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	if n := monday.DaysUntil(Date{2027, 6, 8}); n != 365 {
		t.Errorf("a year has %d days", n)
	}
	if n := monday.DaysUntil(Date{}); n != 0 {
		t.Errorf("%d days until no date", n)
	}
}

func TestDateWords(t *testing.T) {
	if got := FormatDay(monday); got != "Thứ Hai, 08/06/2026" {
		t.Error(got)
	}
	if got := WeekdayName(time.Sunday, "vi") + WeekdayName(time.Monday, "en") + WeekdayName(9, "vi"); got != "Chủ NhậtMonday" {
		t.Error(got)
	}
	if (Date{}).String()+(Date{}).Format()+FormatDay(Date{2026, 2, 30}) != "" {
		t.Error("no date is written")
	}
	var back struct{ A, B Date }
	data, err := json.Marshal(struct{ A, B Date }{A: monday})
	if err != nil || string(data) != `{"A":"2026-06-08","B":""}` || json.Unmarshal(data, &back) != nil || back.A != monday || !back.B.IsZero() {
		t.Errorf("%s %v %v", data, err, back)
	}
	if json.Unmarshal([]byte(`"2026-02-30"`), &back.A) == nil || back.A != monday {
		t.Error("a wrong date is taken from JSON")
	}
	for in, want := range map[string]string{"2026-6-8": "code:not_a_date", "2026-06-08x": "code:not_a_date", "0000-01-01": "code:no_such_day", "": "code:empty", "2026-06-0a": "code:not_a_date"} {
		if _, err := ParseISO(in); outcome("", err) != want {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func anyDate() *rapid.Generator[Date] {
	return rapid.Map(rapid.IntRange(0, 3652058), func(n int) Date { return Date{1, 1, 1}.AddDays(n) })
}

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, today := anyDate().Draw(t, "d"), anyDate().Draw(t, "today")
		if !d.Valid() {
			t.Fatalf("%v is not valid", d)
		}
		for _, text := range []string{d.Format(), d.String(), FormatDay(d)} {
			if got, err := ParseDate(text, today); err != nil || got != d {
				t.Fatalf("%s → %s %v", text, got, err)
			}
		}
		if got, err := ParseISO(d.String()); err != nil || got != d {
			t.Fatalf("%s %v", got, err)
		}
		n := today.DaysUntil(d)
		if today.AddDays(n) != d || (n < 0) != (d.Compare(today) < 0) || (n == 0) != (d.Compare(today) == 0) {
			t.Fatalf("%d days from %s to %s", n, today, d)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"15/6", "15-6-2026", "6/15", "31/02", "hôm qua", "thu hai tuan truoc", "thứ ba, 08/06/2026", "29/2", "mùng 5 tháng 6", "2026-06-08"} {
		f.Add(s, 9655)
	}
	f.Fuzz(func(t *testing.T, s string, day int) {
		today := Date{2000, 1, 1}.AddDays(day % 100000)
		d, err := ParseDate(s, today)
		checkChoices(t, err, func(text string) error { _, err := ParseDate(text, today); return err })
		if err != nil {
			return
		}
		if again, err := ParseDate(FormatDay(d), today); err != nil || again != d {
			t.Errorf("%q is %s, read again %s %v", s, d, again, err)
		}
	})
}
