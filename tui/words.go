package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// say is one text of the screens in both languages. English that depends on a number gives the
// form for one and the form for many with a bar between: "%d record|%d records".
type say struct{ vi, en string }

// language speaks one of the program's languages: "vi" or "en".
type language string

// t gives the text, with args in place of its verbs.
func (l language) t(s say, args ...any) string {
	text := s.vi
	if l == "en" {
		text = s.en
		if one, many, ok := strings.Cut(text, "|"); ok {
			text = many
			if len(args) > 0 && args[0] == 1 {
				text = one
			}
		}
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// number writes n the Vietnamese way, with a dot between groups of three.
func number(n int) string { return viet.FormatNumber(viet.Int(int64(n))) }

// count is a number with its noun: "3 phiếu".
func (l language) count(n int, noun say) string {
	text := noun.vi
	if l == "en" {
		one, many, _ := strings.Cut(noun.en, "|")
		text = many
		if n == 1 {
			text = one
		}
	}
	return number(n) + " " + text
}

// w gives a form's own text.
func (l language) w(words ledger.Words) string { return words.In(string(l)) }

// clock is the time of day in Viet Nam.
func clock(t time.Time) string { return t.In(viet.Zone).Format("15:04") }

// day names a day shortly, seen from today: "hôm nay", "hôm qua", "05/06", "05/06/2025".
func (l language) day(d, today viet.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d == today:
		return l.t(wToday)
	case d == today.AddDays(-1):
		return l.t(wYesterday)
	case d.Year == today.Year:
		return d.Format()[:5]
	}
	return d.Format()
}

// moment names a moment shortly: "17:20 hôm qua", "19:10 05/06".
func (l language) moment(t, now time.Time) string {
	return clock(t) + " " + l.day(viet.DateOf(t), viet.DateOf(now))
}

// fullDay is a day with its weekday: "Thứ Hai, 08/06/2026".
func (l language) fullDay(d viet.Date) string {
	if !d.Valid() {
		return ""
	}
	return viet.WeekdayName(d.Weekday(), string(l)) + ", " + d.Format()
}

// showDate is an ISO date as people read it, or s itself when it is none.
func showDate(s string) string {
	if d, err := viet.ParseISO(s); err == nil {
		return d.Format()
	}
	return s
}

// status names a record's standing.
func (l language) status(s ledger.Status) string {
	if words, ok := statusWords[s]; ok {
		return l.t(words)
	}
	return string(s)
}
