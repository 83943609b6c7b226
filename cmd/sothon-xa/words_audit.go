package main

// sayAudit are the words about the audit log, a person's data and tokens of programs.
var sayAudit = struct {
	Audit, AuditLong, FlagSince, FlagOut, BadSince                                             text
	Person, Find, FindLong, Export, FlagOutJSON, Erase, EraseLong, FlagYes                     text
	Found, Exported, NotSure, Erased, Accounts                                                 text
	Token, TokenAdd, TokenAddLong, FlagWrite, TokenList, TokenRevoke, TokenAdded, TokenRevoked text
	Reads, Writes, Ended                                                                       text
	Retention, RetentionLong, BadYears, Kept, KeptAlways                                       text
}{
	Audit:     text{Vi: "nhật ký: ai đã làm gì, ai đã xem gì", En: "the audit log: who did and who read what"},
	AuditLong: text{Vi: "In nhật ký, dòng cũ trước. Nhật ký chỉ ghi thêm; «check» nhận ra nếu có ai sửa.", En: "Prints the audit log, the oldest line first. Lines are only added; “check” notices when one was changed."},
	FlagSince: text{Vi: "từ `lúc` nào: 2026-06-01 hoặc 2026-06-01T08:00:00+07:00", En: "since `when`: 2026-06-01 or 2026-06-01T08:00:00+07:00"},
	FlagOut:   text{Vi: "ghi ra `tệp` .csv", En: "write to a .csv `file`"},
	BadSince:  text{Vi: "Lúc «%s» không đọc được. Ví dụ: 2026-06-01.", En: "The time %s cannot be read. For example: 2026-06-01."},

	Person:      text{Vi: "dữ liệu về một người", En: "the data about one person"},
	Find:        text{Vi: "tìm mọi chỗ có tên một người", En: "find every place in which a person stands"},
	FindLong:    text{Vi: "Tìm họ tên trong mọi phiếu, mọi lần ghi, lời nhắn, máy, trưởng thôn và tài khoản. Không dấu cũng được.", En: "Finds a name in all records, histories, messages, laptops, heads of units and accounts, with or without marks."},
	Export:      text{Vi: "ghi mọi chỗ ấy ra một tệp", En: "write all of it to a file"},
	FlagOutJSON: text{Vi: "`tệp` .json", En: "`file`, JSON"},
	Erase:       text{Vi: "xóa tên một người theo yêu cầu", En: "erase a person's name as asked"},
	EraseLong:   text{Vi: "Thay tên bằng «đã xóa theo yêu cầu» ở mọi phiếu, lịch sử, lời nhắn, ở xã và ở máy của thôn khi gửi lần tới. Số liệu giữ nguyên. Phải ghi đúng dấu. Không lấy lại được. Bản sao lưu cũ và sổ gốc trên đĩa vẫn còn tên: xem docs/du-lieu-ca-nhan.md.", En: "Puts “đã xóa theo yêu cầu” in the place of the name in all records, histories and messages, here and on the laptops at their next sync. Numbers stay. Marks must be right. It cannot be undone. Older backups and the log on disk keep the name: see docs/du-lieu-ca-nhan.md."},
	FlagYes:     text{Vi: "làm thật; không có thì chỉ in ra những chỗ sẽ xóa", En: "do it; without it the places are only shown"},
	Found:       text{Vi: "%d chỗ.", En: "%d places."},
	Exported:    text{Vi: "Đã ghi %d chỗ vào %s.", En: "%d places written to %s."},
	NotSure:     text{Vi: "Chưa xóa gì. Xem kỹ danh sách trên; nếu đúng người, thêm --yes.", En: "Nothing is erased yet. Look at the list; if it is the right person, add --yes."},
	Erased:      text{Vi: "Đã xóa ở %d chỗ. Máy của các thôn xóa theo ở lần gửi tới. Các bản sao lưu cũ vẫn còn tên: bỏ chúng đi khi hết hạn giữ.", En: "Erased in %d places. The laptops follow at their next sync. Older backups keep the name: remove them when their time is over."},
	Accounts:    text{Vi: "Còn %d tài khoản mang tên này: đóng ở trang Tài khoản.", En: "%d accounts bear this name: close them on the page of accounts."},

	Retention:     text{Vi: "giữ tên người báo, người nhập trong bao nhiêu năm", En: "for how many years names of reporters and typists are kept"},
	RetentionLong: text{Vi: "Không có số thì in thời hạn đang đặt. Quá hạn, tên người báo và người nhập của thôn trong phiếu cũ tự được xóa khi «serve» đang chạy. 0 là giữ mãi.", En: "Without a number it prints what is settled. Beyond it the names of a village's reporters and typists are erased from old records while “serve” runs. 0 keeps them for ever."},
	BadYears:      text{Vi: "Số năm «%s» không đọc được. Ví dụ: 5; 0 là giữ mãi.", En: "The years %s cannot be read. For example: 5; 0 is for ever."},
	Kept:          text{Vi: "Tên người báo, người nhập được giữ %d năm.", En: "Names of reporters and typists are kept for %d years."},
	KeptAlways:    text{Vi: "Tên người báo, người nhập được giữ mãi.", En: "Names of reporters and typists are kept for ever."},

	Token:        text{Vi: "mã truy cập cho chương trình khác (API)", En: "tokens for other programs (API)"},
	TokenAdd:     text{Vi: "cấp một mã truy cập", En: "give out a token"},
	TokenAddLong: text{Vi: "Cấp mã để chương trình khác (của tỉnh, bảng số liệu) gọi /api/v1. Mã chỉ in ra lần này.", En: "Gives out a token by which another program calls /api/v1. It is shown this once."},
	FlagWrite:    text{Vi: "được làm cả việc, không chỉ xem", En: "may act, not only read"},
	TokenList:    text{Vi: "các mã đã cấp", En: "list the tokens"},
	TokenRevoke:  text{Vi: "thu lại một mã", En: "revoke a token"},
	TokenAdded:   text{Vi: "Mã truy cập (chỉ hiện lần này): %s", En: "Token (shown this once): %s"},
	TokenRevoked: text{Vi: "Đã thu lại mã %s.", En: "The token %s is revoked."},
	Reads:        text{Vi: "chỉ xem", En: "reads"},
	Writes:       text{Vi: "xem và làm", En: "reads and acts"},
	Ended:        text{Vi: "đã thu lại", En: "revoked"},
}

// sayTraces name what a person stands in.
var sayTraces = map[string]text{
	"record": {Vi: "phiếu", En: "record"}, "device": {Vi: "máy", En: "laptop"},
	"head": {Vi: "trưởng đơn vị", En: "head"}, "account": {Vi: "tài khoản", En: "account"},
}
