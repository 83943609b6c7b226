package ledger

import (
	"fmt"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// CloseRefusal tells in words why a period cannot be closed, or opened again, as asked.
type CloseRefusal struct {
	Code    string    // period, not_begun, has_records, closed, not_closed
	Records []Summary // has_records: which
	words   Words
}

// Error gives the English words.
func (e *CloseRefusal) Error() string { return e.words.En }

// Words say what is wrong and what to do.
func (e *CloseRefusal) Words() Words { return e.words }

// refusal fills the words; an argument that is Words stands in each language as itself.
func refusal(code string, w Words, args ...any) *CloseRefusal {
	in := func(lang string) string {
		said := make([]any, len(args))
		for i, a := range args {
			said[i] = a
			if words, ok := a.(Words); ok {
				said[i] = words.In(lang)
			}
		}
		return fmt.Sprintf(w.In(lang), said...)
	}
	return &CloseRefusal{Code: code, words: Words{in("vi"), in("en")}}
}

// WordsBadPeriod say that a label, which they take, is none of a period.
var WordsBadPeriod = Words{"Kỳ «%s» không đọc được. Ví dụ: 2026-06, 2026-Q2, 2026-H1, 2026. Xem các kỳ: sothon period",
	"the period %q cannot be read; for example 2026-06, 2026-Q2, 2026-H1, 2026. See: sothon period"}

var wordsClose = struct{ notBegun, hasRecords, closed, notClosed, more Words }{
	notBegun: Words{"Kỳ %s chưa bắt đầu (từ ngày %s), chưa chốt được.",
		"the period %s has not begun yet (it begins on %s), so it cannot be closed"},
	hasRecords: Words{"Kỳ %s đã có %d phiếu (%s), không thể báo «không phát sinh». Nếu đã ghi hết thì chốt «đã gửi đủ» (--complete); nếu phiếu ghi nhầm thì rút phiếu ấy trước.",
		"the period %s has %d records (%s), so it cannot be closed as “nothing happened”; close it as complete (--complete), or take those records back first"},
	closed:    Words{"Kỳ %s đã chốt «%s» từ trước, không cần chốt lại.", "the period %s is closed already (%s)"},
	notClosed: Words{"Kỳ %s chưa chốt.", "the period %s is not closed"},
	more:      Words{"và %d phiếu nữa", "and %d more"},
}

// Words say what a unit said of a period.
func (o Outcome) Words() Words {
	if o == OutcomeNil {
		return Words{"không phát sinh", "nothing happened"}
	}
	return Words{"đã gửi đủ", "everything is sent"}
}

// CheckClose reads a period's label and tells with a *CloseRefusal why the unit cannot close the
// period so: the label is none, it has not begun, there are records although nothing is to have
// happened, or it is closed so already.
func (b PeriodBook) CheckClose(label string, o Outcome) (Period, error) {
	p, err := ParsePeriod(strings.TrimSpace(label))
	if err != nil {
		return p, refusal("period", WordsBadPeriod, label)
	}
	if !p.Begun(b.Today) {
		return p, refusal("not_begun", wordsClose.notBegun, p.Label, p.From.Format())
	}
	s := b.Standing(p)
	if o == OutcomeNil && s.Records > 0 {
		e := refusal("has_records", wordsClose.hasRecords, p.Label, s.Records, namesOf(s.Recorded))
		e.Records = s.Recorded
		return p, e
	}
	if s.Outcome == o {
		return p, refusal("closed", wordsClose.closed, p.Label, o.Words())
	}
	return p, nil
}

// CheckReopen reads a period's label and tells with a *CloseRefusal when the unit has not closed it.
func (b PeriodBook) CheckReopen(label string) (Period, error) {
	p, err := ParsePeriod(strings.TrimSpace(label))
	if err != nil {
		return p, refusal("period", WordsBadPeriod, label)
	}
	for _, c := range b.Closings {
		if c.Period.Label == p.Label {
			return p, nil
		}
	}
	return p, refusal("not_closed", wordsClose.notClosed, p.Label)
}

// namesOf names the first records of a list.
func namesOf(records []Summary) Words {
	const most = 3
	var names []string
	for _, r := range records[:min(len(records), most)] {
		name := "«" + r.Title + "»"
		if d, err := viet.ParseISO(r.Day()); err == nil {
			name += " " + d.Format()
		}
		names = append(names, name)
	}
	all := strings.Join(names, "; ")
	w := Words{all, all}
	if n := len(records) - most; n > 0 {
		w = Words{all + "; " + fmt.Sprintf(wordsClose.more.Vi, n), all + "; " + fmt.Sprintf(wordsClose.more.En, n)}
	}
	return w
}
