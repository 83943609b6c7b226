package localdb

import (
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// form is the definition to show a record with: the version it was filled with, else the newest
// known, else nil.
func (s *Store) form(name string, version int) *ledger.Form {
	if f := s.o.Catalogue.Version(name, version); f != nil {
		return f
	}
	return s.o.Catalogue.Form(name)
}

// maxTitle keeps lines small, in characters.
const maxTitle = 200

func heading(form *ledger.Form, name string, values ledger.Values) ledger.Words {
	if form == nil {
		return ledger.Words{Vi: name}
	}
	w := ledger.Words{Vi: clip(form.Heading(values, "vi")), En: clip(form.Heading(values, "en"))}
	if w.En == w.Vi {
		w.En = ""
	}
	return w
}

func clip(s string) string {
	if len(s) <= maxTitle {
		return s
	}
	if r := []rune(s); len(r) > maxTitle {
		return string(r[:maxTitle]) + "…"
	}
	return s
}

// dateOf is the record's date; what is not an ISO date is none.
func dateOf(form *ledger.Form, values ledger.Values) string {
	if form == nil {
		return ""
	}
	d, err := viet.ParseISO(form.Date(values))
	if err != nil {
		return ""
	}
	return d.String()
}

// sortDay is the day a record stands at in lists: its date, or when it was begun.
func sortDay(date string, begun int64) string {
	if date != "" {
		return date
	}
	day := viet.DateOf(time.UnixMilli(begun))
	if !day.Valid() {
		return "0001-01-01"
	}
	return day.String()
}

func parentOf(form *ledger.Form, values ledger.Values) ledger.ID {
	if form == nil || form.ParentLink == "" {
		return ledger.ID{}
	}
	id, err := ledger.ParseID(values[form.ParentLink].Text)
	if err != nil {
		return ledger.ID{}
	}
	return id
}
