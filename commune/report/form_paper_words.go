package report

import "github.com/nghia-hung/sothon/ledger"

// The words of a paper form beside the form's own.
var (
	wordPaper       = ledger.Words{Vi: "PHIẾU GIẤY", En: "PAPER FORM"}
	wordFormVersion = ledger.Words{Vi: "bản", En: "version"}
	wordPage        = ledger.Words{Vi: "Trang", En: "Page"}
	wordUnitOf      = ledger.Words{Vi: "Thôn (đơn vị):", En: "Village (unit):"}
	wordPaperHow    = ledger.Words{
		Vi: "Ghi theo đúng thứ tự này rồi nhập vào máy sau, từng ô một. Ô không có thì bỏ trống, đừng ghi số 0.",
		En: "Fill it in in this order and type it into the program later, line by line. Leave empty what there is not; do not write 0."}
	wordRequired  = ledger.Words{Vi: "cần ghi", En: "required"}
	wordIfAny     = ledger.Words{Vi: "chỉ ghi nếu có", En: "only if there is any"}
	wordByProgram = ledger.Words{Vi: "(máy tự tính, không cần ghi)", En: "(computed by the program)"}
	wordSeveral   = ledger.Words{Vi: "đánh dấu được nhiều ô", En: "several may be marked"}
	wordReporter  = ledger.Words{Vi: "Người báo", En: "Reported by"}
	wordTypist    = ledger.Words{Vi: "Người nhập vào máy", En: "Typed by"}
	wordSigned    = ledger.Words{Vi: "(ký, ghi rõ họ tên)", En: "(signature, full name)"}
)
