package tui

// Words of going on with a draft, copying from last time, records that look alike, and attached files.
var (
	wResumeTitle = say{"Phiếu đang ghi dở", "A draft was open"}
	wResumeText  = say{
		"Lần trước máy dừng khi đang ghi phiếu «%s» (%s). Máy đã lưu đến lúc %s, không mất gì.",
		"Last time the program ended while “%s” (%s) was being written. It was saved at %s, nothing is lost."}
	wResumeYes = say{"Ghi tiếp đúng chỗ đang dở", "Go on where it was left"}
	wResumeNo  = say{"Để sau (phiếu vẫn nằm ở mục «Cần làm»)", "Later (it stays under “To do”)"}

	wPagesLeft = say{"còn %s, dừng ở «%s»", "%s to go, left at “%s”"}
	nPage      = say{"trang", "page|pages"}

	wNeededChoice = say{"(cần chọn)", "(needed)"}
	wAsLastTime   = say{"(như lần trước)", "(as last time)"}
	wCopied       = say{
		"Đã chép như lần trước («%s»): %s. Bấm F3 lần nữa để bỏ.",
		"Copied from last time (“%s”): %s. Press F3 again to undo."}
	wCopyUndone = say{"Đã bỏ phần chép như lần trước.", "What was copied is taken out again."}
	wNoLast     = say{"Sổ chưa có phiếu nào cùng loại để chép.", "The book has no record of this kind to copy from."}
	wNoCopy     = say{
		"Trang này không có gì để chép: ngày và các con số phải ghi cho từng lần.",
		"Nothing to copy on this page: days and numbers are written each time."}
	wKeyAsLast = say{"như lần trước", "as last time"}
	wKeyUncopy = say{"bỏ phần vừa chép", "undo the copy"}

	wTwinOnDay = say{"Ngày %s đã ghi một %s giống thế này: «%s».", "On %s a %s like this one was already written: “%s”."}
	wTwin      = say{"Sổ đã có một %s giống thế này: «%s».", "The book already has a %s like this one: “%s”."}
	wTwinLook  = say{"Xem?", "Look?"}
	wKeyTwin   = say{"xem phiếu giống", "see the other"}

	wPickFile      = say{"Chọn ảnh, tệp trên máy hoặc USB", "Choose a photo or file on this laptop or a stick"}
	wFilesNone     = say{"Không có, sang ô sau", "None, next question"}
	wNoFiles       = say{"(chưa có tệp nào)", "(no file yet)"}
	wPathHint      = say{"Hoặc kéo tệp vào đây, dán đường dẫn của tệp, rồi Enter.", "Or drag a file here, or paste its path, then Enter."}
	wPath          = say{"Đường dẫn của tệp (Enter để đính kèm):", "Path of the file (Enter attaches it):"}
	wFileCopying   = say{"Đang chép «%s»…", "Copying “%s”…"}
	wFileWait      = say{"Máy đang chép tệp đính kèm. Chờ một chút.", "A file is being copied. One moment."}
	wFileTwice     = say{"Tệp «%s» đã đính kèm rồi.", "“%s” is attached already."}
	wDropFileAgain = say{"← bấm Delete lần nữa để bỏ tệp này", "← press Delete again to take this file off"}
	wPickTitle     = say{"Chọn ảnh, tệp kèm theo", "Choose a photo or file"}
	wPickStart     = say{"Tìm ở đâu?", "Where is it?"}
	wOwnFolder     = say{"Thư mục của tôi", "My own folder"}
	wPickEmpty     = say{"Ở đây không có tệp nào như vậy.", "There is no such file here."}
	wPickFailed    = say{"Không mở được thư mục này: %s", "This folder cannot be opened: %s"}
	wKeyOpenOrTake = say{"mở, lấy tệp này", "open, take it"}
	wKeyAttach     = say{"đính kèm tệp này", "attach it"}
	wKeyPick       = say{"chọn tệp", "choose a file"}
	wKeyRemoveFile = say{"bỏ tệp", "take off"}
	wKeyFolderUp   = say{"thư mục ngoài", "folder above"}

	wKeyDays = say{"đổi ngày", "other day"}
)
