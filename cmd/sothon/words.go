package main

import (
	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// What is said when something cannot be done: what happened, what is safe, what to do next.
var sayErr = struct {
	cli.Common
	NoHome, NoTerminal                                                                       ledger.Words
	UnknownForm, UnknownFormNear, UnknownStatus, BadLimit, BadID, NoRecord, ManyRecords      ledger.Words
	NothingToAdd, BadSet, SetTwice, SetWithMany, EmptyInput, NoFile, FileDenied, BadFile     ledger.Words
	NothingAdded, SomeAdded, NothingEdited, NothingToEdit, EditMany, WithdrawAlone           ledger.Words
	DraftOpen, FormVersion, ExportFormat, CannotWrite, CAOrPin, BadPin, CheckFailed, NoStore ledger.Words
	JoinOffline, BadBackup, PressEnter                                                       ledger.Words
}{
	Common: cli.Common{
		Unexpected: ledger.Words{
			Vi: "Không làm được: %v. Những phiếu đã ghi vẫn còn nguyên. Hãy thử lại; nếu vẫn vậy, gửi dòng chữ này cho cán bộ xã.",
			En: "It failed: %v. The records already written are safe. Try again; otherwise send this line to the commune office."},
		Interrupted: ledger.Words{
			Vi: "Đã dừng theo lệnh. Những phiếu đã ghi vẫn còn nguyên. Muốn làm tiếp, gõ lại lệnh.",
			En: "Stopped as asked. The records already written are safe. To go on, give the command again."},
		DiskFull: ledger.Words{
			Vi: "Ổ đĩa hết chỗ trống (%v). Những phiếu đã ghi vẫn còn nguyên. Xóa bớt tệp không cần ở chỗ khác rồi thử lại.",
			En: "The disk is full (%v). The records already written are safe. Free some space elsewhere, then try again."},
		NoPermission: ledger.Words{
			Vi: "Máy không cho phép đọc hoặc ghi (%v). Những phiếu đã ghi vẫn còn nguyên. Kiểm tra quyền của thư mục, hoặc chọn thư mục khác bằng --home.",
			En: "Reading or writing is not permitted (%v). The records already written are safe. Check the folder's permissions, or choose another with --home."},
	},
	NoHome: ledger.Words{
		Vi: "Không biết cất sổ ở đâu trên máy này. Chọn một thư mục bằng --home THƯ_MỤC.",
		En: "There is no known place for the book on this computer. Choose a folder with --home DIR."},
	NoTerminal: ledger.Words{
		Vi: "Các màn hình cần một cửa sổ dòng lệnh. Mở cửa sổ dòng lệnh rồi gõ sothon; xem các lệnh khác: sothon --help",
		En: "The screens need a terminal window. Open one and type sothon; for other commands see: sothon --help"},

	UnknownForm: ledger.Words{
		Vi: "Không có mẫu phiếu «%s». Xem các mẫu: sothon forms",
		En: "There is no form “%s”. See the forms: sothon forms"},
	UnknownFormNear: ledger.Words{
		Vi: "Không có mẫu phiếu «%s». Có phải là: %s ? Xem các mẫu: sothon forms",
		En: "There is no form “%s”. Did you mean: %s ? See the forms: sothon forms"},
	UnknownStatus: ledger.Words{
		Vi: "Không có tình trạng «%s». Chọn một trong: %s.",
		En: "There is no status “%s”. Choose one of: %s."},
	BadLimit: ledger.Words{
		Vi: "--limit phải là số từ 1 trở lên, không phải %d.",
		En: "--limit must be 1 or more, not %d."},
	BadID: ledger.Words{
		Vi: "«%s» không phải mã phiếu. Mã phiếu gồm 26 chữ và số, gõ mấy chữ đầu cũng được; xem bằng lệnh: sothon list",
		En: "“%s” is not a record's id. An id has 26 letters and digits, its beginning will do; see: sothon list"},
	NoRecord: ledger.Words{
		Vi: "Không có phiếu nào mang mã «%s». Xem mã các phiếu: sothon list",
		En: "There is no record with the id “%s”. See the ids: sothon list"},
	ManyRecords: ledger.Words{
		Vi: "Có %[2]d phiếu mang mã bắt đầu bằng «%[1]s» (%[3]s, %[4]s …). Gõ thêm vài chữ của mã.",
		En: "%[2]d records have ids that begin with “%[1]s” (%[3]s, %[4]s …). Type more of the id."},

	NothingToAdd: ledger.Words{
		Vi: "Chưa có gì để ghi. Dùng --set ô=nội dung cho một phiếu, hoặc -f TỆP (-f - đọc từ đầu vào). Xem các ô: sothon forms show %s",
		En: "There is nothing to add. Use --set name=value for one record, or -f FILE (-f - reads the input). See the fields: sothon forms show %s"},
	BadSet: ledger.Words{
		Vi: "Không hiểu --set «%s». Viết: --set ô=nội dung, ví dụ --set tong_so=45",
		En: "--set “%s” is not understood. Write --set name=value, for example --set tong_so=45"},
	SetTwice: ledger.Words{
		Vi: "--set ghi ô «%s» hai lần. Chỉ ghi mỗi ô một lần.",
		En: "--set names the field “%s” twice. Name each field once."},
	SetWithMany: ledger.Words{
		Vi: "--set chỉ dùng cho một phiếu, mà tệp có %d phiếu. Bỏ --set, hoặc chỉ để một phiếu trong tệp.",
		En: "--set is for one record, but the file has %d. Leave --set out, or leave one record in the file."},
	EmptyInput: ledger.Words{
		Vi: "Không có phiếu nào trong «%s». Chưa ghi gì. Mỗi phiếu là một đối tượng JSON: {\"ô\": \"nội dung\"}",
		En: "There is no record in “%s”. Nothing was written. Each record is a JSON object: {\"field\": \"value\"}"},
	NoFile: ledger.Words{
		Vi: "Không thấy tệp «%s». Chưa làm gì. Xem lại tên tệp và thư mục.",
		En: "There is no file “%s”. Nothing was done. Check its name and folder."},
	FileDenied: ledger.Words{
		Vi: "Máy không cho phép đọc tệp «%s». Chưa làm gì. Kiểm tra quyền của tệp.",
		En: "The file “%s” may not be read. Nothing was done. Check its permissions."},
	BadFile: ledger.Words{
		Vi: "Không đọc được tệp «%s»: %v. Chưa làm gì.",
		En: "The file “%s” cannot be read: %v. Nothing was done."},
	CannotWrite: ledger.Words{
		Vi: "Không ghi được tệp «%s»: %v. Sổ trên máy vẫn nguyên, tệp cũ (nếu có) cũng vậy. Nếu tệp đang mở trong Excel thì đóng lại; xem thư mục và ổ đĩa, rồi thử lại.",
		En: "The file “%s” cannot be written: %v. The book on this laptop is unchanged, and so is an older file of that name. Close it if it is open in Excel; check folder and disk, then try again."},
	NothingAdded: ledger.Words{
		Vi: "Chưa ghi phiếu nào. Sửa những chỗ trên rồi ghi lại.",
		En: "Nothing was added. Correct the above, then add again."},
	SomeAdded: ledger.Words{
		Vi: "Đã ghi %d phiếu; còn %d phiếu chưa ghi vì những chỗ trên. Sửa rồi chỉ ghi lại những phiếu đó.",
		En: "%d added; %d not added because of the above. Correct them and add only those again."},
	NothingEdited: ledger.Words{
		Vi: "Chưa sửa gì, phiếu vẫn như cũ. Sửa những chỗ trên rồi làm lại.",
		En: "Nothing was changed, the record is as it was. Correct the above, then try again."},
	NothingToEdit: ledger.Words{
		Vi: "Chưa nói sửa gì. Dùng --set ô=nội dung, -f TỆP, --finalize (gửi đi) hoặc --withdraw (rút phiếu).",
		En: "There is nothing to change. Use --set name=value, -f FILE, --finalize (hand in) or --withdraw (take back)."},
	EditMany: ledger.Words{
		Vi: "Mỗi lần chỉ sửa một phiếu, mà tệp có %d. Chỉ để một phiếu trong tệp.",
		En: "One record is edited at a time, but the file has %d. Leave one record in the file."},
	WithdrawAlone: ledger.Words{
		Vi: "--withdraw (rút phiếu) không đi cùng --set, -f hay --finalize. Chọn một việc.",
		En: "--withdraw does not go with --set, -f or --finalize. Choose one."},
	DraftOpen: ledger.Words{
		Vi: "Phiếu này có một bản sửa đang ghi dở trên màn hình, vẫn được giữ nguyên. Mở màn hình để ghi nốt, hoặc thêm --finalize để gửi cả bản sửa dở ấy: sothon edit %s --finalize",
		En: "An unfinished change to this record is kept from the screens. Finish it there, or add --finalize to hand it in too: sothon edit %s --finalize"},
	FormVersion: ledger.Words{
		Vi: "Chương trình này chưa biết mẫu phiếu %s bản %d. Phiếu vẫn nguyên. Cài bản Sổ Thôn mới hơn.",
		En: "This program does not know the form %s version %d. The record is as it was. Install a newer Sổ Thôn."},
	ExportFormat: ledger.Words{
		Vi: "Tên tệp «%s» phải kết thúc bằng .xlsx, .csv hoặc .json.",
		En: "The file name “%s” must end in .xlsx, .csv or .json."},
	CAOrPin: ledger.Words{
		Vi: "Chỉ dùng một trong hai: --ca hoặc --pin.",
		En: "Use either --ca or --pin, not both."},
	JoinOffline: ledger.Words{
		Vi: "Chưa nối được: chưa có mạng, hoặc máy chủ của xã đang tắt. Mã vẫn dùng được, phiếu đã ghi vẫn nằm trên máy này. Khi có mạng, gõ lại lệnh này.",
		En: "Not joined: no network, or the commune's server is off. The code is still good and the records are safe on this laptop. Give this command again when there is a network."},
	BadBackup: ledger.Words{
		Vi: "Tệp «%s» không phải bản sao lưu dùng được: bị hỏng, bị cụt, hoặc không phải sổ của Sổ Thôn. Sổ trên máy vẫn nguyên. Chọn bản sao lưu khác.",
		En: "“%s” is not a usable backup: it is damaged, cut short, or no book of Sổ Thôn. The book on this laptop is unchanged. Choose another backup."},
	PressEnter: ledger.Words{
		Vi: "Nhấn Enter để đóng cửa sổ này.",
		En: "Press Enter to close this window."},
	BadPin: ledger.Words{
		Vi: "Dấu khóa sau --pin phải có 64 chữ số và chữ a–f. Chưa làm gì. Chép lại đúng dấu khóa cán bộ xã đã cho.",
		En: "The fingerprint after --pin must have 64 digits 0-9, a-f. Nothing was done. Copy it again from the commune office."},
	CheckFailed: ledger.Words{
		Vi: "Có %d chỗ không ổn trong sổ. Chưa sửa gì. Chép tệp sổ ra nơi khác trước, rồi làm theo từng dòng trên.",
		En: "%d things are wrong with the book. Nothing was changed. Copy its file elsewhere first, then do what each line above says."},
	NoStore: ledger.Words{
		Vi: "Chưa có sổ nào trong %s. Ghi phiếu đầu tiên thì sổ được tạo.",
		En: "There is no book in %s yet. It is made with the first record."},
}
