// Package periodic composes the commune's periodic report: the document by the plan's seven tasks, its
// eight appendices, the workbook and the data for other systems, all from one Input, so that all say the
// same numbers.
//
// Compose gives the document (package paper writes it), Appendices the tables alone. Nothing here reads
// a store or a clock: equal inputs give equal reports.
package periodic

import (
	"github.com/nghia-hung/sothon/ledger"
)

// Input is what a report is made of.
type Input struct {
	Commune  string
	Code     string
	Province string
	Period   ledger.Period
	Approved bool   // only approved records count
	Public   bool   // for the public page: no person is named, no phone number stands
	Traced   bool   // the document's numbers tell where they come from, to be shown with that
	Number   uint64 // of the newest change of the commune log that is in it
	Program  string // version
	Plan     ledger.Plan
	Figures  []ledger.Figure
	Forms    *ledger.Catalogue
	Items    map[string][]Item // the records that the tables name, by form, in their order
	Counted  map[string]int    // how many records count, by form, named or not
	Joint    int               // records beside them whose event counts in another record
	Units    []UnitLine
	Adjusted []Adjustment
	Places   map[string]string // how units are called, by id
}

// Item is one record as the tables name it.
type Item struct {
	ID      string
	Form    string
	Version int
	Place   string // its unit
	Day     string // ISO
	Status  ledger.Status
	Title   string
	Values  ledger.Values
	Reply   string        // the office's last word on a difficulty
	Best    ledger.Values // of a model: its update with the greatest gain in the period
}

// UnitLine is one reporting unit in the period.
type UnitLine struct {
	ID       string
	Place    string
	Kind     string // village, school, agency, cooperative
	State    string // none, open, nil, complete, late
	Received string // when its word came, as people write it, or ""
	Records  map[string]int
	Total    int
}

// Adjustment is a record that came or changed after its period was locked.
type Adjustment struct {
	ID      string
	Place   string
	Form    string
	Title   string
	Day     string
	Period  string // the label of the locked period
	Reason  string // what came after the lock
	Numbers string `json:",omitempty"` // of a correction, the numbers before and after
}

// MaxListed is how many records one table of the document names; the workbook has all.
const MaxListed = 300

// figure finds a figure; an indicator that is not there has nothing.
func (in *Input) figure(code string) ledger.Figure {
	for _, f := range in.Figures {
		if f.Indicator.Code == code {
			return f
		}
	}
	return ledger.Figure{Indicator: &ledger.Indicator{Code: code}}
}

// field gives a record's answer as text.
func (in *Input) field(it Item, values ledger.Values, name string) string {
	form := in.form(it)
	if form == nil {
		return ""
	}
	field := form.Field(name)
	if field == nil || values[name].IsEmpty() {
		return ""
	}
	return in.safe(field.Show(values[name], "vi"))
}

func (in *Input) form(it Item) *ledger.Form {
	if f := in.Forms.Version(it.Form, it.Version); f != nil {
		return f
	}
	return in.Forms.Form(it.Form)
}
