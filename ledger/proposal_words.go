package ledger

// WordsProposal say what a change of an approved record is; WordsProposalWithdraw the same of taking
// it back.
var (
	WordsProposal = Words{"đề nghị sửa phiếu đã duyệt – xã vẫn tính theo nội dung đã duyệt cho đến khi đồng ý",
		"a proposed correction of an approved record – the office counts what it approved until it agrees"}
	WordsProposalWithdraw = Words{"đề nghị rút phiếu đã duyệt – xã vẫn tính phiếu này cho đến khi đồng ý",
		"it is proposed to take an approved record back – the office counts it until it agrees"}
)

// ProposalWords say that the record is an approved one with a change that the office has not agreed
// to; zero when it is not.
func (r *Record) ProposalWords() Words {
	switch {
	case !r.Proposed():
		return Words{}
	case r.State == Withdrawn:
		return WordsProposalWithdraw
	}
	return WordsProposal
}

// WordsLockedDate hint, while a record of a locked period is written, what becomes of it. They take
// the period's title.
var WordsLockedDate = Words{"Xã đã khóa kỳ %s. Vẫn ghi được; xã sẽ đưa vào phần điều chỉnh, bổ sung của báo cáo sau.",
	"The office has locked the period %s. You can still record this; it goes into the additions of the next report."}
