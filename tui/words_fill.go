package tui

import "github.com/nghia-hung/sothon/ledger"

// Words of writing a record, and those that many screens share.
var (
	wProgram         = say{"Sổ Thôn", "Sổ Thôn"}
	wToday           = say{"hôm nay", "today"}
	wYesterday       = say{"hôm qua", "yesterday"}
	wReading         = say{"đang đọc sổ…", "reading…"}
	wOpening         = say{"Đang mở…", "Opening…"}
	wMoreBelow       = say{"còn nữa ở dưới", "more below"}
	wMoreAbove       = say{"còn nữa ở trên", "more above"}
	wStoreFailed     = say{"Máy không đọc hoặc ghi được sổ: %s", "The book on this laptop cannot be read or written: %s"}
	wCauseFull       = say{"ổ đĩa hết chỗ trống, xóa bớt tệp không cần ở chỗ khác", "the disk is full, free some space elsewhere"}
	wCausePermission = say{"máy không cho phép", "it is not permitted"}
	wCauseNotThere   = say{"không thấy ở đó nữa, có thể USB đã rút", "it is not there any more, perhaps the stick was taken out"}
	wCauseNoRecord   = say{"không thấy phiếu này nữa", "this record is not there any more"}
	wUnknownForm     = say{
		"Máy này chưa có mẫu của phiếu này. Gửi về xã một lần để nhận mẫu mới.",
		"This laptop does not have this record's form yet. Send once to receive new forms."}
	wLeaveUnsaved = say{
		"Chưa cất được phiếu đang ghi: %s. Bấm lần nữa để vẫn thoát.",
		"What is being written could not be saved: %s. Press again to leave all the same."}

	wPageOf     = say{"%s · trang %d/%d: %s", "%s · page %d/%d: %s"}
	wContinued  = say{"(tiếp)", "(continued)"}
	wSavedAt    = say{"đã tự lưu %s", "saved %s"}
	wSaving     = say{"đang lưu…", "saving…"}
	wSaveFailed = say{"chưa lưu được", "not saved"}
	wNotSaved   = say{
		"Máy chưa lưu được phần vừa ghi: %s. Đừng tắt máy; sửa thêm một chữ để máy lưu lại.",
		"What was just written could not be saved: %s. Do not switch off; type one more letter to try again."}
	wCameBack = say{"Xã trả lại phiếu này: %s", "The office returned this record: %s"}

	wNeeded      = say{"(cần ghi)", "(needed)"}
	wOfficeSays  = say{"Xã ghi: «%s»", "The office says: “%s”"}
	wWrong       = say{"Chưa đúng: %s", "Not right: %s"}
	wWhichOne    = say{"Máy chưa chắc. Chọn một:", "Not sure which. Choose one:"}
	wFull        = say{"Hết chỗ: ô này chỉ ghi được %s chữ.", "Full: this takes %s letters only."}
	wTypeAgain   = say{"Gõ lại cho rõ", "Type it again"}
	wNotComputed = say{"chưa đủ số để tính", "not enough numbers yet"}
	wComputed    = say{"(máy tự tính)", "(worked out by itself)"}
	wUnclear     = say{"«%s» – chưa rõ, cần ghi lại", "“%s” – not clear, write it again"}
	wEmptyAnswer = say{"để trống", "empty"}

	wHowOne   = say{"↑↓ tới mục cần chọn, rồi Enter.", "↑↓ to a choice, then Enter."}
	wHowMany  = say{"↑↓ tới mục, dấu cách để đánh dấu, xong thì Enter.", "↑↓ to a choice, Space marks it, Enter when done."}
	wHowFound = say{"Enter để đánh dấu mục có mũi tên.", "Enter marks the choice with the arrow."}
	wNoneMade = say{"Chưa chọn mục nào. %s Chưa muốn chọn thì Enter lần nữa.", "Nothing is chosen yet. %s To leave it for later press Enter again."}

	wTypeOver = say{"Gõ để thay, Enter để giữ nguyên.", "Type to replace it, or press Enter to keep it."}

	wNotChosen     = say{"(chưa chọn)", "(nothing chosen)"}
	wLeaveEmpty    = say{"(để trống)", "(leave empty)"}
	wTaken         = say{"(đang chọn)", "(chosen)"}
	wTypeToFind    = say{"gõ vài chữ để tìm, không cần dấu", "type some letters to find"}
	wTypeToSearch  = say{"gõ để tìm trong sổ, không cần dấu", "type to search the book"}
	wNoSuchChoice  = say{"Không có mục nào như vậy. Xóa bớt chữ để tìm lại.", "No such choice. Delete letters to look again."}
	wMoreChoices   = say{"còn %d mục ở dưới", "%d more below"}
	wNothingFound  = say{"Không tìm thấy phiếu nào.", "No record found."}
	wNothingToLink = say{"Sổ chưa có phiếu nào để chọn. Ghi phiếu «%s» trước, rồi ghi tiếp phiếu này.", "The book has no record to choose yet. First write one of the kind “%s”, then go on here."}
	wTypeMore      = say{"Còn nhiều phiếu nữa. Gõ thêm chữ để tìm.", "There are more. Type more letters."}

	wAddRow      = say{"Thêm một dòng", "Add a row"}
	wRowsDone    = say{"Xong, sang ô sau", "Done, next question"}
	wNoRowsYet   = say{"(chưa có dòng nào)", "(no row yet)"}
	wRowUnclear  = say{"(có ô chưa rõ)", "(something is not clear)"}
	wDeleteAgain = say{"← bấm Delete lần nữa để bỏ dòng này", "← press Delete again to remove this row"}
	wRowTitle    = say{"%s · %s, dòng %d", "%s · %s, row %d"}

	wDraftKept    = say{"Đã cất phiếu ghi dở. Mở lại ở mục «Cần làm» để ghi tiếp.", "The draft is kept. Go on with it under “To do”."}
	wKeyDropTitle = say{"Bỏ phiếu đang ghi", "Throw the draft away"}
	wDropDraft    = say{
		"Bỏ hẳn phiếu đang ghi dở này? Những gì đã ghi trong phiếu sẽ mất.",
		"Throw this draft away? What was written in it will be lost."}
	wDropEdit = say{
		"Bỏ phần đang sửa? Phiếu trong sổ vẫn giữ như trước khi sửa.",
		"Throw the correction away? The record in the book stays as it was."}
	wDropNo  = say{"Không, quay lại ghi tiếp", "No, go on writing"}
	wDropYes = say{"Bỏ", "Throw away"}

	wReviewTitle  = say{"%s · xem lại trước khi gửi", "%s · before handing in"}
	wToFix        = say{"Còn %s cần sửa. Bấm Enter vào từng dòng để đến đúng ô:", "%s to correct. Press Enter on a line to go there:"}
	wFixFirst     = say{"Chưa ghi vào sổ được: còn %s cần sửa.", "Not written to the book yet: %s to correct first."}
	wHandIn       = say{"Ghi vào sổ và chờ gửi", "Write to the book and queue for sending"}
	wHandInEdit   = say{"Ghi phần sửa vào sổ và chờ gửi", "Write the correction and queue for sending"}
	wReviewAdvice = say{
		"Đọc lại một lượt. Ô nào sai thì chọn ô đó rồi bấm Enter để sửa.",
		"Read it over once. To correct an answer, choose it and press Enter."}
	wHandedIn   = say{"Đã ghi vào sổ.", "Written to the book."}
	wNowWritten = say{"Chỗ sửa: %s", "Changed: %s"}
)

// Nouns that are counted.
var (
	nRecord  = say{"phiếu", "record|records"}
	nPlace   = say{"chỗ", "place|places"}
	nWriting = say{"lần ghi", "change|changes"}
	nNews    = say{"tin mới", "new item|new items"}
	nPeople  = say{"lượt người", "participant|participants"}
	nSecond  = say{"giây", "second|seconds"}
	nMinute  = say{"phút", "minute|minutes"}
	nHour    = say{"giờ", "hour|hours"}
)

// What the keys do.
var (
	wKeyChoose           = say{"chọn", "choose"}
	wKeyOpen             = say{"mở", "open"}
	wKeyTake             = say{"lấy mục này", "take it"}
	wKeyBegin            = say{"ghi phiếu này", "begin"}
	wKeyBack             = say{"quay lại", "back"}
	wKeyHelp             = say{"trợ giúp", "help"}
	wKeyQuit             = say{"thoát", "quit"}
	wKeySendNow          = say{"gửi ngay", "send now"}
	wKeyHowToJoin        = say{"cách nối với xã", "how to join"}
	wKeyScroll           = say{"cuộn", "scroll"}
	wKeyPage             = say{"từng trang", "by page"}
	wKeyNextQuestion     = say{"ô sau", "next"}
	wKeyPreviousQuestion = say{"ô trước", "previous"}
	wKeyNextPage         = say{"trang sau", "next page"}
	wKeyPreviousPage     = say{"trang trước", "page before"}
	wKeyReview           = say{"xem lại, ghi vào sổ", "review and hand in"}
	wKeyKeep             = say{"cất lại, ghi tiếp sau", "keep for later"}
	wKeyDrop             = say{"bỏ phiếu", "throw away"}
	wKeySpace            = say{"Dấu cách", "Space"}
	wKeyMark             = say{"đánh dấu", "mark"}
	wKeyDone             = say{"xong, ô sau", "done, next"}
	wKeyNewLine          = say{"xuống dòng", "new line"}
	wKeyRemoveRow        = say{"bỏ dòng", "remove row"}
	wKeyRowDone          = say{"xong dòng này", "done with this row"}
	wKeyFix              = say{"đến ô này", "go there"}
	wKeyHandIn           = say{"ghi vào sổ", "hand in"}
	wKeyBackToFill       = say{"ghi tiếp", "go on writing"}
	wKeyFilterForm       = say{"lọc loại phiếu", "kind"}
	wKeyFilterStatus     = say{"lọc tình trạng", "status"}
	wKeyEdit             = say{"sửa phiếu", "correct"}
	wKeyCorrect          = say{"sửa và gửi lại", "correct and send again"}
	wKeyGoOn             = say{"sửa tiếp", "go on correcting"}
	wKeySettle           = say{"chọn một", "settle"}
	wKeyFollowUp         = say{"ghi lần cập nhật", "write an update"}
	wKeyMessage          = say{"nhắn xã", "message"}
	wKeyWithdraw         = say{"rút lại", "withdraw"}
	wKeyWriteMessage     = say{"ghi tin, chờ gửi", "write down and queue"}
	wKeyUse              = say{"dùng mục này", "use this"}
	wKeyLater            = say{"để sau", "later"}
	wKeyBackSending      = say{"quay lại (vẫn gửi tiếp)", "back (goes on sending)"}
)

// typeHelp says how answers of a type may be typed.
var typeHelp = map[ledger.FieldType]say{
	ledger.TypeDate: {
		"Gõ được: 15/6, 15-6-2026, hôm nay hoặc hôm qua; hoặc bấm ← → để lùi, tới từng ngày",
		"Type: 15/6, 15-6-2026, hôm nay (today) or hôm qua (yesterday); or press ← → to go by days"},
	ledger.TypeMoney: {
		"Gõ được: 1.500.000, 1,5 triệu, 2tr hoặc 500 nghìn", "Type: 1.500.000, 1,5 triệu (million) or 500 nghìn (thousand)"},
	ledger.TypeArea: {
		"Gõ được: 5 sào, 2 mẫu 3 sào, 120 m2 hoặc 4,6 ha (1 sào = 360 m²)", "Type: 5 sào, 120 m2 or 4,6 ha (1 sào = 360 m²)"},
	ledger.TypeMass: {
		"Gõ được: 250 kg, 12 tạ, 1,5 tấn hoặc 3 yến", "Type: 250 kg, 12 tạ (100 kg each) or 1,5 tấn (tonnes)"},
	ledger.TypeDecimal: {"Số lẻ viết dấu phẩy: 4,6", "Decimals take a comma: 4,6"},
}
