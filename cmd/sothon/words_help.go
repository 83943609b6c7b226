package main

import (
	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// What --help says.
var sayHelp = struct {
	Root                                                                       ledger.Words
	FlagHome, FlagSet, FlagFile, FlagDraft, FlagForm                           ledger.Words
	FlagStatus, FlagSearch, FlagLimit, FlagHistory, FlagFinalize, FlagWithdraw ledger.Words
	FlagForce, FlagName, FlagCA, FlagPin, FlagExportForm                       ledger.Words
	Join, Forms, FormsShow, Add, Edit, List, Show, Sync, Status                cli.Help
	Export, Backup, Restore, Check, Version                                    cli.Help
}{
	Root: ledger.Words{
		Vi: "Sổ Thôn: ghi việc khoa học, công nghệ, đổi mới sáng tạo của thôn, không cần mạng, rồi gửi về xã.\nGõ sothon không kèm gì để mở các màn hình.",
		En: "Sổ Thôn records a village's science, technology and innovation work without a network, then sends it to the commune.\nType sothon alone to open the screens."},

	FlagHome:       ledger.Words{Vi: "thư mục `DIR` cất sổ (nếu không: SOTHON_HOME, rồi thư mục dữ liệu của máy)", En: "folder `DIR` of the book (else SOTHON_HOME, else the platform's data folder)"},
	FlagSet:        ledger.Words{Vi: "ghi một ô: `name=value` (dùng nhiều lần được); để trống sau = là xóa nội dung", En: "write one field: `name=value` (repeatable); nothing after = takes the answer back"},
	FlagFile:       ledger.Words{Vi: "đọc phiếu từ `FILE` JSON: một đối tượng, mỗi dòng một đối tượng, hoặc một mảng; - là đầu vào", En: "read records from a JSON `FILE`: an object, an object a line, or an array; - is the input"},
	FlagDraft:      ledger.Words{Vi: "cất làm bản nháp, chưa gửi; chưa đủ ô cũng được", En: "keep as a draft, not handed in; answers may be missing"},
	FlagForm:       ledger.Words{Vi: "chỉ các phiếu theo mẫu `FORM`", En: "only records of `FORM`"},
	FlagStatus:     ledger.Words{Vi: "chỉ các phiếu có tình trạng `STATUS`: %s", En: "only records of `STATUS`: %s"},
	FlagSearch:     ledger.Words{Vi: "tìm chữ `TEXT`, không cần gõ dấu", En: "search `TEXT`, marks may be left out"},
	FlagLimit:      ledger.Words{Vi: "nhiều nhất `N` phiếu", En: "at most `N` records"},
	FlagHistory:    ledger.Words{Vi: "xem mọi lần ghi, sửa, trả lại", En: "show every change"},
	FlagFinalize:   ledger.Words{Vi: "gửi đi (bản nháp), sửa và gửi lại (phiếu bị trả)", En: "hand in a draft, or a returned record again"},
	FlagWithdraw:   ledger.Words{Vi: "rút phiếu; với bản nháp là bỏ đi", En: "take the record back; throw a draft away"},
	FlagForce:      ledger.Words{Vi: "phục hồi cả khi còn phiếu chưa gửi (sổ cũ vẫn được giữ)", En: "restore although there is unsent work (the old book is kept)"},
	FlagName:       ledger.Words{Vi: "họ tên `NAME` người thường báo", En: "`NAME` of the person who usually reports"},
	FlagCA:         ledger.Words{Vi: "tệp `FILE` chứng thực (PEM) của máy chủ xã", En: "certificate `FILE` (PEM) that vouches for the commune's server"},
	FlagPin:        ledger.Words{Vi: "dấu khóa `FINGERPRINT` của máy chủ xã", En: "`FINGERPRINT` of the commune's server key"},
	FlagExportForm: ledger.Words{Vi: "chỉ xuất các phiếu theo mẫu `FORM`", En: "only records of `FORM`"},

	Join: cli.Help{
		Short: ledger.Words{Vi: "nối máy này với xã (một lần)", En: "join this laptop to the commune (once)"},
		Long: ledger.Words{
			Vi: "Nối máy này với xã bằng mã dùng một lần do cán bộ xã cho. Phiếu đã ghi từ trước được giữ và gửi sau.",
			En: "Joins this laptop to the commune with the office's one-time code. Records written before are kept and sent later."}},
	Forms: cli.Help{
		Short: ledger.Words{Vi: "xem các mẫu phiếu", En: "show the forms"}},
	FormsShow: cli.Help{
		Short: ledger.Words{Vi: "xem các ô của một mẫu phiếu", En: "show the fields of a form"}},
	Add: cli.Help{
		Short: ledger.Words{Vi: "ghi phiếu mới", En: "add records"},
		Long: ledger.Words{
			Vi: "Ghi một hay nhiều phiếu, kiểm tra như trên màn hình. Phiếu nào sai thì không ghi gì của phiếu đó, các phiếu đúng vẫn được ghi (mã ra 4); không phiếu nào ghi được thì mã ra 1. In mã các phiếu đã ghi.",
			En: "Adds one or many records, checked as on the screens. Nothing of a wrong record is written, the others are (exit code 4); when none could be written the exit code is 1. Prints the ids."}},
	Edit: cli.Help{
		Short: ledger.Words{Vi: "sửa, gửi lại hoặc rút một phiếu", En: "change, hand in again or take back a record"},
		Long: ledger.Words{
			Vi: "Sửa một phiếu hay bản nháp; gõ mấy chữ đầu của mã cũng được. Các bản trước vẫn còn trong lịch sử. Ghi vào ô hai máy ghi khác nhau là chọn giá trị cho ô đó. Phiếu bị trả lại: sửa rồi thêm --finalize để gửi lại.",
			En: "Changes a record or a draft; the beginning of the id will do. Earlier values stay in the history. Writing a field in conflict settles it. A returned record: correct it and add --finalize to hand it in again."}},
	List: cli.Help{
		Short: ledger.Words{Vi: "xem các phiếu đã ghi", En: "list records"}},
	Show: cli.Help{
		Short: ledger.Words{Vi: "xem một phiếu", En: "show a record"}},
	Sync: cli.Help{
		Short: ledger.Words{Vi: "gửi về xã và nhận tin ngay", En: "send and receive now"},
		Long: ledger.Words{
			Vi: "Gửi về xã và nhận tin của xã ngay. Mã ra 3: chưa có mạng, phiếu nằm nguyên trên máy. Mã ra 4: đã gửi, nhưng có phiếu xã chưa tính (nêu tên từng phiếu).",
			En: "Sends and receives now. Exit code 3: no network, the records stay on this laptop. Exit code 4: sent, but some records are not counted (each is named)."}},
	Status: cli.Help{
		Short: ledger.Words{Vi: "xem đã gửi đến đâu", En: "show what is sent and what waits"}},
	Export: cli.Help{
		Short: ledger.Words{Vi: "xuất ra Excel, CSV hoặc JSON", En: "export to Excel, CSV or JSON"},
		Long: ledger.Words{
			Vi: "Xuất mọi phiếu trên máy này: .xlsx (một trang danh sách, mỗi mẫu phiếu một trang), .csv hoặc .json. Tệp .csv chứa một mẫu phiếu (--form); khi có nhiều mẫu, tệp là danh sách chung và bên cạnh có thêm mỗi mẫu một tệp: TÊN-mẫu.csv.",
			En: "Exports everything on this laptop: .xlsx (a list, then a sheet for each form), .csv or .json. A .csv holds one form (--form); with several forms it is the list of all, and beside it stands one file for each form: NAME-form.csv."}},
	Backup: cli.Help{
		Short: ledger.Words{Vi: "sao lưu cả sổ vào một tệp", En: "back up the whole book"}},
	Restore: cli.Help{
		Short: ledger.Words{Vi: "phục hồi sổ từ bản sao lưu", En: "restore a backup"},
		Long: ledger.Words{
			Vi: "Phục hồi sổ từ bản sao lưu. Nếu còn phiếu chưa gửi thì không làm, trừ khi thêm --force. Sổ cũ luôn được giữ lại bên cạnh.",
			En: "Restores a backup. Refuses when there is unsent work, unless --force is given. The old book is always kept beside it."}},
	Check: cli.Help{
		Short: ledger.Words{Vi: "kiểm tra sổ có nguyên vẹn không", En: "check that the book is sound"},
		Long: ledger.Words{
			Vi: "Mở sổ chỉ để đọc, kiểm tra từng thay đổi, chuỗi băm và mục lục. Có gì sai thì nói rõ và mã ra là 1.",
			En: "Opens the book read-only and verifies every change, the hash chain and the indexes. Says what is wrong; the exit code is then 1."}},
	Version: cli.Help{
		Short: ledger.Words{Vi: "xem phiên bản", En: "show the version"}},
}
