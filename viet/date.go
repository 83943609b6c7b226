package viet

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil day of the proleptic Gregorian calendar, years 1 to 9999. The
// zero value means no date.
type Date struct{ Year, Month, Day int }

// Zone is Asia/Ho_Chi_Minh, UTC+7 without summer time; it needs no zone files.
var Zone = time.FixedZone("+07", 7*60*60)

// DateOf is the day it is in Viet Nam at t.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Zone).Date()
	return Date{y, int(m), d}
}

// IsZero reports no date.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports a day that the calendar has, from 0001-01-01 to 9999-12-31.
func (d Date) Valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d.Month >= 1 && d.Month <= 12 &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// String is the ISO 8601 form, 2026-06-08; "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Format is the Vietnamese form, 08/06/2026; "" for no date.
func (d Date) Format() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year)
}

// ParseISO reads exactly YYYY-MM-DD. The error is a [*ParseError]: not_a_date,
// or no_such_day for a day the calendar does not have.
func ParseISO(s string) (Date, error) {
	if s == "" {
		return Date{}, fail(CodeEmpty, s)
	}
	if len(s) != 10 || s[4] != '-' || s[7] != '-' || !allDigits(s[:4]+s[5:7]+s[8:]) {
		return Date{}, failHint(CodeNotADate, s, "2026-06-08")
	}
	d := Date{smallInt(s[:4]), smallInt(s[5:7]), smallInt(s[8:])}
	if !d.Valid() {
		return Date{}, fail(CodeNoSuchDay, s)
	}
	return d, nil
}

// smallInt reads a few ASCII digits.
func smallInt(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

// MarshalText writes the ISO form, nothing for no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseISO] reads; nothing is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseISO(string(text))
	if err == nil {
		*d = v
	}
	return err
}

// Compare is -1, 0 or +1; no date comes before every date.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

const secondsADay = 24 * 60 * 60

func (d Date) noon() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 12, 0, 0, 0, time.UTC)
}

// AddDays is the day n days later (earlier when negative). It is no date when d
// is not valid or the result would be.
func (d Date) AddDays(n int) Date {
	const most = 10000 * 366
	if !d.Valid() || n > most || n < -most {
		return Date{}
	}
	return dateOrNone(d.noon().AddDate(0, 0, n))
}

func dateOrNone(t time.Time) Date {
	y, m, day := t.Date()
	if d := (Date{y, int(m), day}); d.Valid() {
		return d
	}
	return Date{}
}

// AddMonths is the same day n months later (earlier when negative), or the last
// day of that month when it is shorter. It is no date when d is not valid or
// the result would be.
func (d Date) AddMonths(n int) Date {
	const most = 10000 * 12
	if !d.Valid() || n > most || n < -most {
		return Date{}
	}
	months := d.Year*12 + d.Month - 1 + n
	out := Date{Year: months / 12, Month: months%12 + 1}
	if months < 12 {
		return Date{}
	}
	out.Day = min(d.Day, daysIn(out.Year, out.Month))
	if !out.Valid() {
		return Date{}
	}
	return out
}

// DaysUntil is how many days after d the day o is, negative when it is before;
// 0 when one of them is not valid.
func (d Date) DaysUntil(o Date) int {
	if !d.Valid() || !o.Valid() {
		return 0
	}
	return int((o.noon().Unix() - d.noon().Unix()) / secondsADay)
}

// Weekday is the day of the week of a valid date.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

var weekdays = [7]string{"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

// WeekdayName is "Thứ Hai", or "Monday" when lang is "en"; "" for no such day.
func WeekdayName(w time.Weekday, lang string) string {
	if w < time.Sunday || w > time.Saturday {
		return ""
	}
	if lang == "en" {
		return w.String()
	}
	return weekdays[w]
}

// FormatDay is the date with its weekday, "Thứ Hai, 08/06/2026"; "" for a date
// that is not valid.
func FormatDay(d Date) string {
	if !d.Valid() {
		return ""
	}
	return WeekdayName(d.Weekday(), "vi") + ", " + d.Format()
}
