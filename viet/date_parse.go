package viet

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

const dateExample = "15/6/2026"

// relativeDays are the words for a day near today; without marks they mean the
// same, except "hôm kìa", three days ago, which is read only with its mark.
var relativeDays = spellings(map[string]int{
	"hôm nay": 0, "nay": 0, "bữa nay": 0, "sáng nay": 0, "trưa nay": 0, "chiều nay": 0, "tối nay": 0, "today": 0,
	"hôm qua": -1, "qua": -1, "bữa qua": -1, "sáng qua": -1, "trưa qua": -1, "chiều qua": -1, "tối qua": -1, "yesterday": -1,
	"hôm kia": -2, "bữa kia": -2,
	"ngày mai": 1, "mai": 1, "sáng mai": 1, "chiều mai": 1, "tối mai": 1, "tomorrow": 1,
	"ngày kia": 2,
})

var weekdayWords = spellings(map[string]int{
	"chủ nhật": 0, "cn": 0,
	"thứ hai": 1, "thứ 2": 1, "t2": 1, "thứ ba": 2, "thứ 3": 2, "t3": 2, "thứ tư": 3, "thứ 4": 3, "t4": 3,
	"thứ năm": 4, "thứ 5": 4, "t5": 4, "thứ sáu": 5, "thứ 6": 5, "t6": 5, "thứ bảy": 6, "thứ bẩy": 6, "thứ 7": 6, "t7": 6,
})

var weekWords = spellings(map[string]int{
	"tuần trước": -1, "tuần vừa rồi": -1, "tuần qua": -1, "tuần rồi": -1, "tuần này": 0, "tuần sau": 1, "tuần tới": 1,
})

// spellings adds every name without tones and without marks.
func spellings(words map[string]int) map[string]int {
	out := make(map[string]int, 3*len(words))
	for name, v := range words {
		out[Exact(name)], out[FoldTone(name)], out[Fold(name)] = v, v, v
	}
	return out
}

// ParseDate reads a day as people type it, seen from today (a valid date):
//
//   - "15/6/2026", "15-6-2026", "15.6.2026", "15 6 2026", "15 tháng 6 năm 2026",
//     "2026-06-15"; a year of two digits is the one from 79 years before today
//     to 20 years after it;
//   - "15/6" or "15 tháng 6": the latest such day that is not after today. When
//     that lies more than eleven months back, the next one is at least as likely,
//     and it asks which year;
//   - "hôm nay", "hôm qua", "hôm kia", "ngày mai", "3 ngày trước";
//   - "thứ hai tuần trước" and "thứ hai tuần này" (a week begins on Monday); a
//     weekday before a date ("Thứ Hai, 08/06/2026") must agree with it.
//
// It asks (an [*Ambiguous]) for a bare weekday, a bare day of the month and a
// weekday that does not agree. Other errors are a [*ParseError]: empty,
// not_a_date, no_such_day (31/02), month_day_swapped (6/15, with the day to
// type as hint), invalid_utf8.
func ParseDate(s string, today Date) (Date, error) {
	clean, err := typed(s, CodeNotADate)
	if err != nil {
		return Date{}, err
	}
	lower := Exact(clean)
	if n, ok := relativeDays[lower]; ok {
		return nearDay(clean, today, n)
	}
	if lower == "hôm kìa" {
		return nearDay(clean, today, -3)
	}
	if n, ok := daysAgo(lower); ok {
		return nearDay(clean, today, -n)
	}
	weekday, rest, named := cutWeekday(lower)
	if !named {
		return calendarDay(lower, clean, today)
	}
	if week, ok := weekWords[rest]; ok {
		fromMonday := (weekday + 6) % 7
		return nearDay(clean, today, 7*week+fromMonday-mondayOffset(today))
	}
	if rest == "" {
		return Date{}, askWeekday(weekday, clean, today)
	}
	d, err := calendarDay(rest, clean, today)
	if err != nil || d.Weekday() == time.Weekday(weekday) {
		return d, err
	}
	return Date{}, askDates(clean, d, besides(d, weekday))
}

func nearDay(clean string, today Date, n int) (Date, error) {
	d := today.AddDays(n)
	if !d.Valid() {
		return Date{}, failHint(CodeNotADate, clean, dateExample)
	}
	return d, nil
}

// mondayOffset is how many days after Monday d is.
func mondayOffset(d Date) int { return (int(d.Weekday()) + 6) % 7 }

// daysAgo reads "3 ngày trước" and "cách đây 3 ngày".
func daysAgo(lower string) (int, bool) {
	text := Fold(lower)
	number, ok := strings.CutSuffix(text, " ngay truoc")
	if !ok {
		rest, found := strings.CutPrefix(text, "cach day ")
		if number, ok = strings.CutSuffix(rest, " ngay"); !ok || !found {
			return 0, false
		}
	}
	if !allDigits(number) || len(number) > 3 {
		return 0, false
	}
	return smallInt(number), true
}

// cutWeekday takes a weekday off the front; rest is without the comma after it.
func cutWeekday(lower string) (weekday int, rest string, ok bool) {
	best := ""
	for name, w := range weekdayWords {
		after, found := strings.CutPrefix(lower, name)
		if found && len(name) > len(best) && (after == "" || after[0] == ' ' || after[0] == ',') {
			best, weekday, rest = name, w, after
		}
	}
	return weekday, strings.TrimLeft(rest, ", "), best != ""
}

// askWeekday offers the last such weekday up to today and the next one.
func askWeekday(weekday int, clean string, today Date) error {
	if !today.Valid() {
		return failHint(CodeNotADate, clean, dateExample)
	}
	back := (int(today.Weekday()) - weekday + 7) % 7
	return askDates(clean, today.AddDays(-back), today.AddDays(7-back))
}

// besides is the day nearest to d that is the weekday.
func besides(d Date, weekday int) Date {
	ahead := (weekday - int(d.Weekday()) + 7) % 7
	if ahead > 3 {
		ahead -= 7
	}
	return d.AddDays(ahead)
}

func askDates(clean string, dates ...Date) error {
	var texts []string
	for _, d := range dates {
		if d.Valid() {
			texts = append(texts, d.Format())
		}
	}
	if len(texts) == 0 {
		return failHint(CodeNotADate, clean, dateExample)
	}
	return ask(clean, texts...)
}

// calendarDay reads a day given in numbers.
func calendarDay(lower, clean string, today Date) (Date, error) {
	parts, ok := dateParts(lower)
	if !ok {
		return Date{}, failHint(CodeNotADate, clean, dateExample)
	}
	switch {
	case len(parts) == 3 && len(parts[0]) == 4:
		return checked(parts[2], parts[1], smallInt(parts[0]), clean)
	case len(parts[0]) > 2 || (len(parts) > 1 && len(parts[1]) > 2):
		return Date{}, failHint(CodeNotADate, clean, dateExample)
	case len(parts) == 3:
		year, ok := fullYear(parts[2], today)
		if !ok {
			return Date{}, failHint(CodeNotADate, clean, dateExample)
		}
		return checked(parts[0], parts[1], year, clean)
	case !today.Valid():
		return Date{}, failHint(CodeNotADate, clean, dateExample)
	case len(parts) == 1:
		return Date{}, askMonth(smallInt(parts[0]), clean, today)
	}
	return withoutYear(parts[0], parts[1], clean, today)
}

// dateShape is one to three numbers: day, month, year, or year first.
var dateShape = regexp.MustCompile(`^(?:ngay )?(?:(?:mung|mong) )?(\d{1,4})` +
	`(?:(?: ?[-/.] ?| | thang )(\d{1,2})(?:(?: ?[-/.] ?| | nam )(\d{1,4}))?)?$`)

func dateParts(lower string) ([]string, bool) {
	found := dateShape.FindStringSubmatch(Fold(lower))
	if found == nil {
		return nil, false
	}
	parts := found[1:]
	for parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	return parts, true
}

// fullYear makes two digits a year near today.
func fullYear(digits string, today Date) (int, bool) {
	year := smallInt(digits)
	switch {
	case len(digits) == 4:
		return year, true
	case len(digits) != 2 || !today.Valid():
		return 0, false
	}
	year += today.Year - today.Year%100
	if year > today.Year+20 {
		year -= 100
	} else if year < today.Year-79 {
		year += 100
	}
	return year, true
}

func checked(day, month string, year int, clean string) (Date, error) {
	d := Date{year, smallInt(month), smallInt(day)}
	if d.Valid() {
		return d, nil
	}
	if swapped := (Date{year, d.Day, d.Month}); swapped.Valid() && len(month) <= 2 {
		return Date{}, failHint(CodeSwapped, clean, fmt.Sprintf("%d/%d/%04d", swapped.Day, swapped.Month, year))
	}
	return Date{}, fail(CodeNoSuchDay, clean)
}

// withoutYear chooses the year of a day and month.
func withoutYear(day, month, clean string, today Date) (Date, error) {
	d, m := smallInt(day), smallInt(month)
	if leap := (Date{2000, m, d}); !leap.Valid() {
		if (Date{2000, d, m}).Valid() {
			return Date{}, failHint(CodeSwapped, clean, fmt.Sprintf("%d/%d", m, d))
		}
		return Date{}, fail(CodeNoSuchDay, clean)
	}
	past := Date{today.Year, m, d}
	if past.Compare(today) > 0 {
		past.Year--
	}
	next := Date{past.Year + 1, m, d}
	long := past.Compare(today.AddMonths(-11)) < 0
	switch {
	case past.Valid() && !long:
		return past, nil
	case past.Valid() || next.Valid():
		return Date{}, askDates(clean, past, next)
	}
	return Date{}, fail(CodeNoSuchDay, clean)
}

// askMonth offers the last such day of a month up to today and the next one.
func askMonth(day int, clean string, today Date) error {
	if day < 1 || day > 31 {
		return failHint(CodeNotADate, clean, dateExample)
	}
	first := Date{today.Year, today.Month, 1}
	var past, next Date
	for n := -3; n <= 3; n++ {
		d := first.AddMonths(n)
		d.Day = day
		switch {
		case !d.Valid():
		case d.Compare(today) <= 0:
			past = d
		case next.IsZero():
			next = d
		}
	}
	return askDates(clean, past, next)
}
