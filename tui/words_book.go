package tui

// Words of undoing, of follow-ups as a table, of copying a record as text and of periods in the book.
var (
	wKeyUndo   = say{"hoàn tác", "undo"}
	wUndoTitle = say{"Hoàn tác lần ghi cuối?", "Undo the last act?"}
	wUndoAsk   = say{
		"Phiếu sẽ trở lại như trước lần ghi cuối: %s. Lịch sử của phiếu vẫn giữ cả hai.",
		"The record goes back to how it was before: %s. Its history keeps both."}
	wUndoNo        = say{"Không, để nguyên", "No, leave it"}
	wUndoYes       = say{"Hoàn tác", "Undo"}
	wUndone        = say{"Đã hoàn tác, phiếu trở lại như trước.", "Undone, the record is as before."}
	wUndoCounts    = say{"phiếu được tính lại", "the record counts again"}
	wUndoWithdrawn = say{"phiếu lại là đã rút", "the record is withdrawn again"}
	wUndoDraft     = say{"Phiếu đang sửa dở. Bấm Enter sửa cho xong trước đã.", "A correction has been begun. Finish it first: Enter."}
	wUndoNotOwn    = say{"Lần ghi cuối không phải của máy này, không hoàn tác được. Muốn đổi thì sửa phiếu.", "The last act was not this laptop's and cannot be undone here. Correct the record instead."}
	wUndoMessage   = say{"Lần ghi cuối là tin nhắn. Tin đã ghi thì không lấy lại được; nhắn thêm một tin để nói rõ.", "The last act was a message, which cannot be taken back. Write another one."}
	wUndoFirst     = say{"Phiếu chưa sửa lần nào. Muốn bỏ phiếu thì bấm F8 rút lại.", "The record was never changed. F8 withdraws it."}
	wUndoReturned  = say{"Lần ghi cuối là sửa theo ý xã, xã đang chờ. Muốn đổi thì bấm Enter sửa tiếp.", "The last act corrected what the office asked for. Correct the record instead."}
	wUndoConflict  = say{"Lần ghi cuối chọn giữa số của hai máy. Muốn đổi thì bấm Enter sửa phiếu.", "The last act settled a conflict. Correct the record instead."}

	wTrend      = say{"Diễn biến", "Trend"}
	wSinceLast  = say{"So lần trước", "Since last"}
	wUnchanged  = say{"như cũ", "same"}
	wRising     = say{"tăng", "rising"}
	wFalling    = say{"giảm", "falling"}
	wUpAndDown  = say{"lên xuống", "varies"}
	wOlderToo   = say{"và %s cũ hơn", "and %s older"}
	wUpdateDate = say{"Ngày", "Day"}

	wKeyCopyText = say{"chép ra tin Zalo", "copy as text"}
	wCopyTitle   = say{"Chép thành tin: %s", "Copy as text: %s"}
	wOnClipboard = say{
		"Đã đưa vào bộ nhớ chép của máy: mở Zalo, bấm Ctrl+V. Nếu không thấy gì thì quét chuột chọn chữ ở trên rồi chép.",
		"Put on the clipboard: press Ctrl+V in Zalo. If nothing comes, select the text above with the mouse."}
	wCopySaved  = say{"Tin cũng cất ở tệp %s", "Also saved in the file %s"}
	wCopyFailed = say{"Chưa cất được ra tệp: %s", "Not saved as a file: %s"}
	wCopySign   = say{"Người báo: %s", "Reported by: %s"}

	wKeyClearSearch = say{"xóa chữ tìm", "clear the search"}

	wKeyFilterTime = say{"lọc thời gian", "time"}
	wFilterTime    = say{"Chỉ xem phiếu của", "Show only records of"}
	wAllTime       = say{"Mọi lúc", "All time"}

	wKeyFilterPerson = say{"lọc người", "person"}
	wFilterPerson    = say{"Chỉ xem phiếu của người báo, người ghi", "Show only what this person reported or wrote"}
	wAllPeople       = say{"Mọi người", "Everybody"}
)
