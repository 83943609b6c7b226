package village

import (
	"fmt"

	"github.com/nghia-hung/sothon/ledger"
)

// The words of a period's summary.
var (
	wordSummary   = ledger.Words{Vi: "TÓM TẮT KỲ BÁO CÁO", En: "SUMMARY OF A REPORTING PERIOD"}
	wordUnit      = ledger.Words{Vi: "Đơn vị:", En: "Unit:"}
	wordOfCommune = ledger.Words{Vi: "xã %s", En: "commune %s"}
	wordReporter  = ledger.Words{Vi: "Người báo:", En: "Reported by:"}
	wordSaid      = ledger.Words{Vi: "Đã báo xã:", En: "Told the office:"}
	wordReceived  = ledger.Words{Vi: "Xã đã nhận:", En: "Received:"}
	wordPage      = ledger.Words{Vi: "Trang", En: "Page"}

	wordNotClosed  = ledger.Words{Vi: "chưa chốt kỳ này (hạn hết ngày %s)", En: "not closed yet (due by the end of %s)"}
	wordContradict = ledger.Words{Vi: "nay có phiếu, xã tính là đã báo cáo", En: "there are records now; it counts as reported"}
	wordSaidWaits  = ledger.Words{Vi: "lời báo còn chờ gửi", En: "this word still waits to be sent"}

	wordAllReceived   = ledger.Words{Vi: "tất cả %s phiếu", En: "all %s records"}
	wordSomeWait      = ledger.Words{Vi: "%s trong %s phiếu; còn %s phiếu nằm trên máy thôn, chờ gửi", En: "%s of %s records; %s are on the village's laptop and wait to be sent"}
	wordDrafts        = ledger.Words{Vi: "%s phiếu đang ghi dở, chưa tính", En: "%s drafts, not counted"}
	wordNothingToSend = ledger.Words{Vi: "không có phiếu nào để gửi", En: "there are no records to send"}

	wordRecorded       = ledger.Words{Vi: "Đã ghi trong kỳ: %s phiếu", En: "Recorded in the period: %s"}
	wordNone           = ledger.Words{Vi: "Không có phiếu nào có ngày trong kỳ này.", En: "No record is dated in this period."}
	wordSums           = ledger.Words{Vi: "Cộng lại", En: "In sum"}
	wordList           = ledger.Words{Vi: "Các phiếu", En: "The records"}
	wordMissing        = ledger.Words{Vi: "Việc của kế hoạch năm còn chưa ghi (từ đầu năm đến hết kỳ)", En: "Yearly duties of the plan with no record yet (from the year's beginning to the period's end)"}
	wordNothingMissing = ledger.Words{Vi: "Không thiếu việc nào.", En: "None is missing."}

	wordMade   = ledger.Words{Vi: "Sổ Thôn, lập lúc %s", En: "Sổ Thôn, made at %s"}
	wordSign   = ledger.Words{Vi: "Người báo cáo", En: "Reported by"}
	wordSigned = ledger.Words{Vi: "(ký, ghi rõ họ tên)", En: "(signature, full name)"}
)

// wordStatus says how far a record has come, in the words of the screens.
var wordStatus = map[ledger.Status]ledger.Words{
	ledger.StatusRejected: {Vi: "xã chưa tính", En: "not counted"},
	ledger.StatusConflict: {Vi: "hai máy ghi khác", En: "in conflict"},
	ledger.StatusReturned: {Vi: "xã trả lại", En: "returned"},
	ledger.StatusQueued:   {Vi: "chờ gửi", En: "waiting"},
	ledger.StatusApproved: {Vi: "xã đã duyệt", En: "approved"},
	ledger.StatusSent:     {Vi: "xã đã nhận", En: "received"},
}

// fill puts texts in place of a text's verbs.
func fill(text string, args ...any) string { return fmt.Sprintf(text, args...) }
