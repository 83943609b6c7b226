package main

import "github.com/nghia-hung/sothon/ledger"

type outWords struct {
	Added, AddedDrafts, Edited, EditedConflicts, EditedReturned, Unchanged, Resent, Finalized   ledger.Words
	DraftSaved, DraftDropped, Withdrawn, AlreadyWithdrawn                                       ledger.Words
	Joined, Synced, Waiting, Rejected                                                           ledger.Words
	StatusUnit, StatusNotJoined, StatusRecords, StatusReceipt, StatusNoReceipt                  ledger.Words
	StatusPending, StatusError, StatusReturned, StatusConflicts, StatusRejected, StatusHome     ledger.Words
	Version, RequiredMark, NoRecords, Conflict, ConflictValue, NotCounted                       ledger.Words
	FromUnit, FromOffice, HasDraft, History, TypedBy                                            ledger.Words
	Exported, BackedUp, Restored, Kept, CheckGood, VerifyProblem                                ledger.Words
	AllRecords, ColumnForm, ColumnDate, ColumnTitle, ColumnStatus, ColumnUnit, ColumnID, NoUnit ledger.Words
	Draft, Queued, Sent, Approved, Returned, NotCountedStatus, InConflict, TakenBack            ledger.Words
	Set, Finalize, Withdraw, Return, Approve, Comment, Reply, Merge, Resolve, Correct, Erase    ledger.Words
}

// What is said when something was done, and the labels of what is shown.
var sayOut = outWords{
	Added:           ledger.Words{Vi: "Đã ghi %d phiếu, chờ gửi về xã.", En: "%d added, waiting to be sent."},
	VerifyProblem:   ledger.Words{Vi: "Khi kiểm tra sổ thấy ở %s: %s. %s", En: "Looking at the book, at %s: %s. %s"},
	AddedDrafts:     ledger.Words{Vi: "Đã cất %d bản nháp. Gửi đi bằng: sothon edit MÃ --finalize", En: "%d kept as drafts. Hand in with: sothon edit ID --finalize"},
	Edited:          ledger.Words{Vi: "Đã ghi bản sửa, chờ gửi về xã.", En: "The change is kept and waits to be sent."},
	EditedConflicts: ledger.Words{Vi: "Đã ghi bản sửa, chờ gửi về xã. Phiếu vẫn còn ô hai máy ghi khác nhau: xem bằng sothon show.", En: "The change is kept and waits to be sent. Other fields are still in conflict: see sothon show."},
	EditedReturned:  ledger.Words{Vi: "Đã ghi bản sửa nhưng phiếu bị trả lại chưa được gửi lại. Sửa xong thì gõ: sothon edit %s --finalize", En: "The change is kept, but the returned record is not handed in again yet. When done: sothon edit %s --finalize"},
	Unchanged:       ledger.Words{Vi: "Không có gì khác với phiếu đang có, nên không ghi thêm.", En: "Nothing differs from the record as it is, so nothing was written."},
	Resent:          ledger.Words{Vi: "Đã sửa và gửi lại: phiếu chờ gửi về xã.", En: "Corrected and handed in again: it waits to be sent."},
	Finalized:       ledger.Words{Vi: "Đã ghi xong phiếu, chờ gửi về xã.", En: "The record is handed in and waits to be sent."},
	DraftSaved:      ledger.Words{Vi: "Đã cất bản nháp. Khi đủ thì thêm --finalize để gửi.", En: "The draft is kept. When complete, hand it in with --finalize."},
	DraftDropped:    ledger.Words{Vi: "Đã bỏ bản nháp.", En: "The draft is thrown away."},

	Withdrawn:        ledger.Words{Vi: "Đã rút phiếu, chờ báo về xã. Các bản đã ghi vẫn còn trong lịch sử.", En: "The record is taken back; the commune will be told. What was written stays in its history."},
	AlreadyWithdrawn: ledger.Words{Vi: "Phiếu này đã rút từ trước.", En: "The record was taken back before."},
	Joined:           ledger.Words{Vi: "Đã nối máy này với xã %[2]s, đơn vị: %[1]s.", En: "This laptop now writes for %[1]s, commune %[2]s."},
	Synced:           ledger.Words{Vi: "Xã đã nhận chắc chắn %d thay đổi; nhận về %d; còn chờ gửi %d.", En: "The commune has confirmed %d changes; received %d; still waiting: %d."},
	Waiting:          ledger.Words{Vi: "Còn %d thay đổi chờ gửi, nằm nguyên trên máy này.", En: "%d changes wait to be sent, safe on this laptop."},
	Rejected:         ledger.Words{Vi: "Xã giữ nhưng chưa tính phiếu %s (%s): %s", En: "The commune keeps but does not count %s (%s): %s"},

	StatusUnit:      ledger.Words{Vi: "Đơn vị: %s, xã %s", En: "Unit: %s, commune %s"},
	StatusNotJoined: ledger.Words{Vi: "Máy này chưa nối với xã. Cứ ghi phiếu; khi có mã của xã thì gõ: sothon join ĐỊA_CHỈ MÃ", En: "Not joined to a commune yet. Go on recording; with a code from the office: sothon join URL CODE"},
	StatusRecords:   ledger.Words{Vi: "Trong sổ: %d phiếu, %d bản nháp", En: "In the book: %d records, %d drafts"},
	StatusReceipt:   ledger.Words{Vi: "Xã nhận lần cuối: %s", En: "Last confirmed by the commune: %s"},
	StatusNoReceipt: ledger.Words{Vi: "Xã chưa nhận lần nào. Gửi bằng: sothon sync", En: "Never confirmed by the commune. Send with: sothon sync"},
	StatusPending:   ledger.Words{Vi: "Chờ gửi: %d thay đổi, cũ nhất từ %s", En: "Waiting to be sent: %d changes, the oldest from %s"},
	StatusError:     ledger.Words{Vi: "Lần gửi trước không được: %s", En: "The last attempt failed: %s"},
	StatusReturned:  ledger.Words{Vi: "%d phiếu xã trả lại để sửa: sothon list --status returned", En: "%d returned for correction: sothon list --status returned"},
	StatusConflicts: ledger.Words{Vi: "%d phiếu hai máy ghi khác nhau: sothon list --status conflict", En: "%d in conflict: sothon list --status conflict"},
	StatusRejected:  ledger.Words{Vi: "%d phiếu xã chưa tính: sothon list --status rejected", En: "%d not counted by the commune: sothon list --status rejected"},
	StatusHome:      ledger.Words{Vi: "Sổ nằm ở: %s", En: "The book is in: %s"},

	Version:       ledger.Words{Vi: "bản %d", En: "version %d"},
	RequiredMark:  ledger.Words{Vi: "* cần ghi   ? cần ghi tùy câu trả lời khác   = máy tự tính", En: "* required   ? required depending on other answers   = computed"},
	NoRecords:     ledger.Words{Vi: "Không có phiếu nào như vậy.", En: "There are no such records."},
	Conflict:      ledger.Words{Vi: "Hai máy ghi khác nhau ô «%s» (giá trị đầu đang dùng):", En: "Different values of “%s” (the first is in use):"},
	ConflictValue: ledger.Words{Vi: "%s — %s ghi, %s", En: "%s — by %s, %s"},
	NotCounted:    ledger.Words{Vi: "Xã giữ nhưng chưa tính phiếu này: %s", En: "The commune keeps but does not count this record: %s"},
	FromUnit:      ledger.Words{Vi: "Đơn vị, %s: %s", En: "Unit, %s: %s"},
	FromOffice:    ledger.Words{Vi: "Xã, %s: %s", En: "Office, %s: %s"},
	HasDraft:      ledger.Words{Vi: "Có một bản sửa đang ghi dở.", En: "There is an unfinished change."},
	History:       ledger.Words{Vi: "Lịch sử (cũ trước):", En: "History (oldest first):"},
	TypedBy:       ledger.Words{Vi: " (%s nhập)", En: " (typed by %s)"},

	Exported:  ledger.Words{Vi: "Đã xuất %d phiếu ra %s", En: "%d records written to %s"},
	BackedUp:  ledger.Words{Vi: "Đã sao lưu cả sổ vào %s. Cất tệp này ở nơi khác (USB).", En: "The whole book is backed up in %s. Keep it elsewhere (USB)."},
	Restored:  ledger.Words{Vi: "Đã phục hồi sổ từ %s.", En: "The book is restored from %s."},
	Kept:      ledger.Words{Vi: "Sổ cũ được giữ ở %s", En: "The old book is kept as %s"},
	CheckGood: ledger.Words{Vi: "Sổ nguyên vẹn: %d phiếu, %d thay đổi, %d bản nháp đã kiểm tra.", En: "The book is sound: %d records, %d changes, %d drafts checked."},

	AllRecords:   ledger.Words{Vi: "Tất cả phiếu", En: "All records"},
	ColumnForm:   ledger.Words{Vi: "Loại phiếu", En: "Form"},
	ColumnDate:   ledger.Words{Vi: "Ngày", En: "Date"},
	ColumnTitle:  ledger.Words{Vi: "Nội dung", En: "Title"},
	ColumnStatus: ledger.Words{Vi: "Tình trạng", En: "Status"},
	ColumnUnit:   ledger.Words{Vi: "Đơn vị", En: "Unit"},
	NoUnit:       ledger.Words{Vi: "(chưa nối với xã)", En: "(not joined)"},
	ColumnID:     ledger.Words{Vi: "Mã phiếu", En: "Record"},

	Draft:            ledger.Words{Vi: "nháp", En: "draft"},
	Queued:           ledger.Words{Vi: "chờ gửi", En: "queued"},
	Sent:             ledger.Words{Vi: "đã gửi", En: "sent"},
	Approved:         ledger.Words{Vi: "đã duyệt", En: "approved"},
	Returned:         ledger.Words{Vi: "trả lại", En: "returned"},
	NotCountedStatus: ledger.Words{Vi: "chưa được tính", En: "rejected"},
	InConflict:       ledger.Words{Vi: "ghi khác nhau", En: "in conflict"},
	TakenBack:        ledger.Words{Vi: "đã rút", En: "withdrawn"},

	Set:      ledger.Words{Vi: "ghi thêm", En: "changed"},
	Finalize: ledger.Words{Vi: "gửi đi", En: "handed in"},
	Withdraw: ledger.Words{Vi: "rút phiếu", En: "taken back"},
	Return:   ledger.Words{Vi: "xã trả lại", En: "returned by the office"},
	Approve:  ledger.Words{Vi: "xã duyệt", En: "approved by the office"},
	Comment:  ledger.Words{Vi: "nhắn xã", En: "message"},
	Reply:    ledger.Words{Vi: "xã trả lời", En: "reply of the office"},
	Merge:    ledger.Words{Vi: "xã gộp phiếu trùng", En: "merged by the office"},
	Resolve:  ledger.Words{Vi: "chọn giữa hai máy", En: "conflict settled"},
	Correct:  ledger.Words{Vi: "xã sửa", En: "corrected by the office"},
	Erase:    ledger.Words{Vi: "xóa tên người theo yêu cầu", En: "erased a name as asked"},
}

// statuses are the names of a record's standing.
func (w outWords) statuses() map[ledger.Status]ledger.Words {
	return map[ledger.Status]ledger.Words{
		ledger.StatusDraft: w.Draft, ledger.StatusQueued: w.Queued, ledger.StatusSent: w.Sent,
		ledger.StatusApproved: w.Approved, ledger.StatusReturned: w.Returned, ledger.StatusRejected: w.NotCountedStatus,
		ledger.StatusConflict: w.InConflict, ledger.StatusWithdrawn: w.TakenBack,
	}
}

// kinds are the names of what changes do, by their names in JSON.
func (w outWords) kinds() map[string]ledger.Words {
	return map[string]ledger.Words{
		"set": w.Set, "finalize": w.Finalize, "withdraw": w.Withdraw, "return": w.Return, "approve": w.Approve,
		"comment": w.Comment, "reply": w.Reply, "merge": w.Merge, "resolve": w.Resolve, "correct": w.Correct,
		"erase": w.Erase,
	}
}
