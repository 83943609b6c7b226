package commune

import (
	"maps"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// proposed is what the unit asks to change of an approved record, as its page shows it: what counts
// (Before) beside what is proposed (After).
type proposed struct {
	Withdraw bool
	Fields   []edit
}

// proposes tells it, nil for nothing. What the program computes is shown too: its numbers count.
func (o *opened) proposes() *proposed {
	if o.proposal == nil {
		return nil
	}
	p := &proposed{Withdraw: o.proposal.Withdraw}
	var names []string
	if o.form != nil {
		for f := range o.form.All {
			names = append(names, f.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.proposal.Values)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		if v, ok := o.proposal.Values[name]; ok {
			p.Fields = append(p.Fields, edit{Label: o.label(name), Before: o.show(name, o.proposal.Counted[name]), After: o.show(name, v)})
		}
	}
	return p
}

// standing is the record's state as the office decides on it: an approved record that its unit asks to
// change, or to take back, waits for its word like one that was handed in.
func (o *opened) standing() ledger.State {
	if o.proposal != nil && (o.rec.State == ledger.Withdrawn || o.rec.State == ledger.Approved) {
		return ledger.Submitted
	}
	return o.rec.State
}

// wordsFor is a button's word, another one when it decides on a proposal.
func (o *opened) wordsFor(key string) string {
	switch {
	case o.proposal == nil:
	case o.proposal.Withdraw && key == "approve":
		key = "approve_out"
	default:
		key += "_proposal"
	}
	return o.word(key)
}

var proposalWords = map[string]ledger.Words{
	"proposal":         {Vi: "Thôn đề nghị sửa phiếu đã duyệt", En: "The unit asks to change this approved record"},
	"proposal_out":     {Vi: "Thôn đề nghị rút phiếu đã duyệt", En: "The unit asks to take this approved record back"},
	"proposal_help":    {Vi: "Xã vẫn tính theo nội dung đã duyệt cho đến khi đồng ý.", En: "What was approved counts until the office agrees."},
	"counted_now":      {Vi: "Xã đang tính", En: "Counted now"},
	"proposed_now":     {Vi: "Thôn đề nghị", En: "Proposed"},
	"approve_proposal": {Vi: "Đồng ý, tính theo đề nghị", En: "Agree, count what is proposed"},
	"approve_out":      {Vi: "Đồng ý cho rút phiếu", En: "Agree to take it back"},
	"return_proposal":  {Vi: "Không đồng ý, nêu lý do", En: "Decline, with the reason"},
}
