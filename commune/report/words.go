package report

import "github.com/nghia-hung/sothon/ledger"

// The words of the tables.
var (
	wordUnit    = ledger.Words{Vi: "Đơn vị", En: "Unit"}
	wordStatus  = ledger.Words{Vi: "Tình trạng", En: "Status"}
	wordCounts  = ledger.Words{Vi: "Tính", En: "Counts"}
	wordOutside = ledger.Words{Vi: "ngoài kỳ", En: "outside the period"}
	wordID      = ledger.Words{Vi: "Mã phiếu", En: "Record"}
	wordNumber  = ledger.Words{Vi: "STT", En: "No."}
	wordRecords = ledger.Words{Vi: "Tổng số phiếu", En: "Records in all"}
	wordNote    = ledger.Words{Vi: "Ghi chú", En: "Note"}
	wordNothing = ledger.Words{Vi: "chưa có phiếu", En: "no record yet"}
	wordJoint   = ledger.Words{Vi: "thêm %d phiếu của việc làm chung, tính ở phiếu đã gộp", En: "%d more of joint events, counted in the record they were merged into"}
	wordMerged  = ledger.Words{Vi: "đã gộp vào %s", En: "merged into %s"}
	wordTotal   = ledger.Words{Vi: "Cộng", En: "Total"}
	wordSummary = ledger.Words{Vi: "Tổng hợp theo đơn vị", En: "Summary by unit"}
	wordForms   = ledger.Words{Vi: "phiếu", En: "records"}
	wordDong    = ledger.Words{Vi: "đồng", En: "đồng"}

	wordAbout    = ledger.Words{Vi: "Về bảng này", En: "About"}
	wordItem     = ledger.Words{Vi: "Mục", En: "Item"}
	wordContent  = ledger.Words{Vi: "Nội dung", En: "Content"}
	wordCommune  = ledger.Words{Vi: "Xã", En: "Commune"}
	wordCode     = ledger.Words{Vi: "Mã xã", En: "Commune code"}
	wordProvince = ledger.Words{Vi: "Tỉnh", En: "Province"}
	wordPeriod   = ledger.Words{Vi: "Kỳ", En: "Period"}
	wordFrom     = ledger.Words{Vi: "Từ ngày", En: "From"}
	wordTo       = ledger.Words{Vi: "Đến hết ngày", En: "To (included)"}
	wordDated    = ledger.Words{Vi: "Phiếu thuộc kỳ nào", En: "Which period a record belongs to"}
	wordCounted  = ledger.Words{Vi: "Phiếu nào được đếm", En: "Which records are counted"}
	wordAdded    = ledger.Words{Vi: "Cộng những số nào", En: "Which numbers are added up"}
)

// The rules behind the numbers, as they stand in the workbook.
var (
	wordDatedRule = ledger.Words{
		Vi: "Theo ngày ghi trong phiếu. Phiếu không ghi ngày thì theo ngày bắt đầu lập phiếu.",
		En: "By the date in the record. A record without one belongs to the day on which it was begun."}
	wordCountedRule = ledger.Words{
		Vi: "Phiếu đã gửi về xã, kể cả phiếu đang chờ duyệt, trả lại để sửa hoặc hai máy ghi khác nhau. Nhiều phiếu ghi cùng một việc, xã đã gộp, thì đếm một lần. Không đếm phiếu đã rút và phiếu không được tính; chúng vẫn có trong bảng của từng loại.",
		En: "Records handed in, also those under review, returned or in conflict. Records of one event that the office merged count once. Withdrawn and rejected ones are not counted; they still stand in the tables of the forms."}
	wordAddedRule = ledger.Words{
		Vi: "Người dự, lượt phát, số bài và lượt xem là những số khác nhau, không cộng lẫn. Các nhóm người dự (nữ, thanh niên …) trùng nhau nên không cộng.",
		En: "People present, broadcasts, posts and views are different things and are never added together. The groups among the people present overlap and are not added."}
)

// wordsBehind head the columns that name the indicators a record is behind.
var wordsBehind = [3]ledger.Words{{Vi: "Tính vào kỳ này", En: "Behind this period's"}, {Vi: "Tính vào cùng kỳ năm trước", En: "Behind last year's"},
	{Vi: "Tính vào lũy kế từ đầu năm", En: "Behind the year's so far"}}

var wordsOfStatus = map[ledger.Status]ledger.Words{
	ledger.StatusDraft:     {Vi: "nháp", En: "draft"},
	ledger.StatusQueued:    {Vi: "chờ gửi", En: "waiting to be sent"},
	ledger.StatusSent:      {Vi: "đã gửi", En: "sent"},
	ledger.StatusApproved:  {Vi: "đã duyệt", En: "approved"},
	ledger.StatusReturned:  {Vi: "trả lại", En: "returned"},
	ledger.StatusRejected:  {Vi: "không được tính", En: "not counted"},
	ledger.StatusConflict:  {Vi: "ghi khác nhau", En: "in conflict"},
	ledger.StatusWithdrawn: {Vi: "đã rút", En: "withdrawn"},
}

// statusWords shows a status in words, or as it is when it is none of ledger's.
func statusWords(status, lang string) string {
	if w, ok := wordsOfStatus[ledger.Status(status)]; ok {
		return w.In(lang)
	}
	return status
}
