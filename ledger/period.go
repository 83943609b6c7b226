package ledger

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/viet"
)

// Period is a span of days that is reported on. Both days belong to it.
type Period struct {
	Label    string // as ParsePeriod reads it: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, cal:…, from..to
	From, To viet.Date
}

// Contains reports whether the ISO date lies in the period.
func (p Period) Contains(date string) bool {
	return date >= p.From.String() && date <= p.To.String()
}

var periodLabel = regexp.MustCompile(`^(\d{4})(?:-(0[1-9]|1[0-2])|-Q([1-4])|-H([12])|-(9M))?$`)

// ParsePeriod reads a period. Without a prefix it is an administrative one: Nghị định 09/2019/NĐ-CP
// art. 12 counts a month from the 15th of the month before to the 14th; the nine months, a habit of
// the province and not of the decree, run likewise. With "cal:" in front it is the calendar one.
// "2026-03-01..2026-05-20" is a free range of days.
func ParsePeriod(s string) (Period, error) {
	if from, to, ok := strings.Cut(s, ".."); ok {
		return parseRange(s, from, to)
	}
	label, calendar := strings.CutPrefix(s, "cal:")
	m := periodLabel.FindStringSubmatch(label)
	if m == nil {
		return Period{}, fmt.Errorf("period %.40q: write 2026-06, 2026-Q2, 2026-H1, 2026-H2, 2026-9M, 2026, cal:2026-06 or 2026-03-01..2026-05-20", s)
	}
	year, _ := strconv.Atoi(m[1])
	if year < 1900 || year > 9000 {
		return Period{}, fmt.Errorf("period %.40q: year out of range", s)
	}
	first, last := months(m)
	p := Period{Label: s}
	if calendar {
		p.From = viet.Date{Year: year, Month: first, Day: 1}
		p.To = viet.Date{Year: year, Month: last, Day: 1}.AddMonths(1).AddDays(-1)
	} else {
		p.From = viet.Date{Year: year, Month: first, Day: 15}.AddMonths(-1)
		p.To = viet.Date{Year: year, Month: last, Day: 14}
	}
	return p, nil
}

// months gives the first and last month of a matched label.
func months(m []string) (first, last int) {
	switch n := func(s string) int { v, _ := strconv.Atoi(s); return v }; {
	case m[2] != "":
		return n(m[2]), n(m[2])
	case m[3] != "":
		return 3*n(m[3]) - 2, 3 * n(m[3])
	case m[4] != "":
		return 6*n(m[4]) - 5, 6 * n(m[4])
	case m[5] != "":
		return 1, 9
	}
	return 1, 12
}

func parseRange(s, from, to string) (p Period, err error) {
	p.Label = s
	if p.From, err = viet.ParseISO(from); err != nil {
		return p, fmt.Errorf("period %.40q: %w", s, err)
	}
	if p.To, err = viet.ParseISO(to); err != nil {
		return p, fmt.Errorf("period %.40q: %w", s, err)
	}
	if p.To.Compare(p.From) < 0 {
		return p, fmt.Errorf("period %.40q: ends before it begins", s)
	}
	return p, nil
}

// MonthOf is the administrative month that day belongs to: the 15th begins the next one.
func MonthOf(day viet.Date) Period {
	if day.Day >= 15 {
		day = viet.Date{Year: day.Year, Month: day.Month, Day: 1}.AddMonths(1)
	}
	p, _ := ParsePeriod(fmt.Sprintf("%04d-%02d", day.Year, day.Month))
	return p
}

// PeriodsOf are the administrative periods that day belongs to, from the month to the year.
func PeriodsOf(day viet.Date) []Period {
	month := MonthOf(day)
	year, m := month.To.Year, month.To.Month
	labels := []string{month.Label, fmt.Sprintf("%04d-Q%d", year, (m+2)/3), fmt.Sprintf("%04d-H%d", year, (m+5)/6)}
	if m <= 9 {
		labels = append(labels, fmt.Sprintf("%04d-9M", year))
	}
	labels = append(labels, fmt.Sprintf("%04d", year))
	out := make([]Period, len(labels))
	for i, label := range labels {
		out[i], _ = ParsePeriod(label)
	}
	out[0] = month
	return out
}

// Deadline is the day by which a period must be handed in: workingDays after its last day, not
// counting Saturdays, Sundays and the ISO dates that holiday names (nil for none).
func (p Period) Deadline(workingDays int, holiday func(date string) bool) viet.Date {
	day := p.To
	for workingDays > 0 {
		day = day.AddDays(1)
		w := day.Weekday()
		if w != time.Saturday && w != time.Sunday && (holiday == nil || !holiday(day.String())) {
			workingDays--
		}
	}
	return day
}

// Title names the period in words with its range: "tháng 6 năm 2026 (15/05/2026–14/06/2026)".
func (p Period) Title(lang string) string {
	span := p.From.Format() + "–" + p.To.Format()
	label, _ := strings.CutPrefix(p.Label, "cal:")
	m := periodLabel.FindStringSubmatch(label)
	if m == nil {
		return span
	}
	w := Words{Vi: "năm " + m[1], En: "year " + m[1]}
	switch {
	case m[2] != "":
		n := strings.TrimLeft(m[2], "0")
		if n == "1" || n == "2" {
			n = "0" + n
		}
		w = Words{Vi: "tháng " + n + " năm " + m[1], En: "month " + n + " of " + m[1]}
	case m[3] != "":
		w = Words{Vi: "quý " + [...]string{"I", "II", "III", "IV"}[m[3][0]-'1'] + " năm " + m[1], En: "quarter " + m[3] + " of " + m[1]}
	case m[4] == "1":
		w = Words{Vi: "6 tháng đầu năm " + m[1], En: "first half of " + m[1]}
	case m[4] == "2":
		w = Words{Vi: "6 tháng cuối năm " + m[1], En: "second half of " + m[1]}
	case m[5] != "":
		w = Words{Vi: "9 tháng đầu năm " + m[1], En: "nine months of " + m[1]}
	}
	return w.In(lang) + " (" + span + ")"
}
