package commune

import (
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Proposal is what a unit asks to change of an approved record (đề nghị sửa, đề nghị rút). Until the
// office approves it, what was approved counts.
type Proposal struct {
	Withdraw bool          `json:"withdraw"` // it is to be taken back
	Values   ledger.Values `json:"values"`   // the fields that differ, as proposed; no answer is null
	Counted  ledger.Values `json:"counted"`  // the same fields as approved
}

// proposal tells what a record's unit proposes, nil for nothing.
func proposal(rec *ledger.Record, form *ledger.Form, row Row) *Proposal {
	if form != nil {
		rec.Settle(form, ledger.Env{Today: viet.DateOf(row.Updated).AddDays(grace)})
	}
	if !rec.Proposed() {
		return nil
	}
	p := &Proposal{Withdraw: rec.State == ledger.Withdrawn}
	p.Counted, p.Values = differences(rec.Counted(), rec.Values())
	for name := range p.Counted {
		if _, ok := p.Values[name]; !ok {
			p.Values[name] = ledger.Value{}
		}
	}
	return p
}
