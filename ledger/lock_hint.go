package ledger

import (
	"fmt"

	"github.com/nghia-hung/sothon/viet"
)

// LockedHint says what becomes of a record whose day lies in a period that is locked for the unit;
// zero when it lies in none, or has no day.
func (p Policy) LockedHint(form *Form, values Values, today viet.Date) Words {
	period, locked := p.LockedDate(form.Date(values), today)
	if !locked {
		return Words{}
	}
	return Words{fmt.Sprintf(WordsLockedDate.Vi, period.Title("vi")), fmt.Sprintf(WordsLockedDate.En, period.Title("en"))}
}
