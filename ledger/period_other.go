package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// LastYear is the same period of the year before. Of a free range it is the same days, 29 February
// becoming 28 February.
func (p Period) LastYear() Period {
	label, calendar := strings.CutPrefix(p.Label, "cal:")
	if m := periodLabel.FindStringSubmatch(label); m != nil {
		year, _ := strconv.Atoi(m[1])
		prefix := ""
		if calendar {
			prefix = "cal:"
		}
		if q, err := ParsePeriod(fmt.Sprintf("%s%04d%s", prefix, year-1, label[4:])); err == nil {
			return q
		}
	}
	return freePeriod(p.From.AddMonths(-12), p.To.AddMonths(-12))
}

// YearToDate runs from the first day of the period's year, administrative or calendar as the period is,
// to its last day. The year of a free range is the administrative one of its last day.
func (p Period) YearToDate() Period {
	if strings.HasPrefix(p.Label, "cal:") {
		return freePeriod(viet.Date{Year: p.To.Year, Month: 1, Day: 1}, p.To)
	}
	year := MonthOf(p.To).To.Year
	return freePeriod(viet.Date{Year: year - 1, Month: 12, Day: 15}, p.To)
}

func freePeriod(from, to viet.Date) Period {
	return Period{Label: from.String() + ".." + to.String(), From: from, To: to}
}

// Half numbers the halves of months, from the 1st to the 14th and from the 15th on: every period but a
// free range is made of whole halves, in both calendars. The date is ISO; 0 for what is none.
func Half(date string) int {
	d, err := viet.ParseISO(date)
	if err != nil {
		return 0
	}
	half := (d.Year*12 + d.Month - 1) * 2
	if d.Day >= 15 {
		half++
	}
	return half
}

// Halved reports whether the period is made of whole halves.
func (p Period) Halved() bool {
	after := p.To.AddDays(1)
	return (p.From.Day == 1 || p.From.Day == 15) && (after.Day == 1 || after.Day == 15)
}
