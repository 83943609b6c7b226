package main

import (
	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// text is a text of the catalogue; %s and the like are filled in by say.
type text = ledger.Words

// sayErr is said when something cannot be done: what happened and what to do.
var sayErr = struct {
	cli.Common
	NotFound, Exists                                                                  text
	NoData, NoStore, HasCommune, Damaged, Postgres, InUse                             text
	MissingFlag                                                                       text
	UnitQuote, UnitNoColumn, UnitHeading, UnitFile, UnitCells, UnitTwice              text
	NoFile, CannotRead, CannotWrite, BadUnits, BadURL, BadLife, BadID, BadPeriod      text
	UnknownForm, UnknownStatus, UnknownUnit, BadLimit, OneAct, FieldAlone, StateAlone text
	CertAndKey, CertOrSelf, BadCert, CannotListen, BadAddress                         text
	BackupExists, BadBackup, DeviceMany, DeviceNone, CheckFound                       text
}{
	Common: cli.Common{
		Unexpected:   text{Vi: "Không làm được: %v. Dữ liệu đã nhận vẫn còn nguyên. Thử lại; nếu vẫn vậy, gửi dòng này cho người quản trị.", En: "It failed: %v. What was received is safe. Try again; otherwise send this line to the administrator."},
		Interrupted:  text{Vi: "Đã dừng theo lệnh.", En: "Stopped as asked."},
		DiskFull:     text{Vi: "Ổ đĩa hết chỗ trống (%v). Xóa bớt tệp không cần rồi thử lại.", En: "The disk is full (%v). Free some space, then try again."},
		NoPermission: text{Vi: "Máy không cho phép đọc hoặc ghi (%v). Kiểm tra quyền của thư mục, hoặc chọn thư mục khác bằng --data.", En: "Reading or writing is not permitted (%v). Check the folder's permissions, or choose another with --data."},
	},
	NotFound: text{Vi: "Không tìm thấy: %v.", En: "Not found: %v."},
	Exists:   text{Vi: "Đã có rồi: %v.", En: "It exists already: %v."},

	NoData:     text{Vi: "Không biết cất dữ liệu ở đâu trên máy này. Chọn một thư mục bằng --data THƯ_MỤC.", En: "There is no known place for the data on this computer. Choose a folder with --data DIR."},
	NoStore:    text{Vi: "Thư mục %s chưa có dữ liệu của xã nào. Kiểm tra lại --data, hoặc tạo mới: sothon-xa init --commune TÊN --code MÃ --province TỈNH", En: "The folder %s holds no commune's data. Check --data, or begin with: sothon-xa init --commune NAME --code CODE --province PROVINCE"},
	HasCommune: text{Vi: "Thư mục %s đã có dữ liệu của một xã. Chưa thay đổi gì. Chọn thư mục khác bằng --data.", En: "The folder %s holds a commune already. Nothing was changed. Choose another with --data."},
	Damaged:    text{Vi: "Tệp dữ liệu trong %s bị hỏng hoặc không phải của chương trình này. Chưa thay đổi gì. Khôi phục bản sao lưu: sothon-xa restore TỆP", En: "The data file in %s is damaged or not this program's. Nothing was changed. Restore a backup: sothon-xa restore FILE"},
	Postgres:   text{Vi: "Bản này cất dữ liệu bằng SQLite trong thư mục --data; chưa dùng được --database-url.", En: "This version keeps its data with SQLite in the folder of --data; --database-url cannot be used yet."},
	InUse:      text{Vi: "Dữ liệu đang được dùng. Dừng «sothon-xa serve» và các lệnh khác rồi khôi phục lại.", En: "The data is in use. Stop “sothon-xa serve” and other commands, then restore."},

	MissingFlag: text{Vi: "Thiếu %s. Xem cách dùng: %s --help", En: "%s is missing. See: %s --help"},

	NoFile:        text{Vi: "Không có tệp «%s». Xem lại tên tệp và thư mục.", En: "There is no file “%s”. Check its name and folder."},
	CannotRead:    text{Vi: "Không đọc được tệp «%s» (%v).", En: "The file “%s” cannot be read (%v)."},
	CannotWrite:   text{Vi: "Không ghi được tệp «%s» (%v). Chọn chỗ khác.", En: "The file “%s” cannot be written (%v). Choose another place."},
	BadUnits:      text{Vi: "Chưa nhập đơn vị nào. Sửa %d chỗ nói trên trong tệp «%s» rồi nhập lại.", En: "No unit was imported. Correct the %d places above in “%s”, then import again."},
	UnitQuote:     text{Vi: "Dấu ngoặc kép không có đôi. Ô có dấu phẩy hoặc xuống dòng phải nằm trọn trong hai dấu ngoặc kép.", En: "A double quote has no partner. A cell with a comma or a line break must stand between two of them."},
	UnitNoColumn:  text{Vi: "Thiếu cột này. Dòng đầu phải có id và name.", En: "The column is missing. The first line must have id and name."},
	UnitHeading:   text{Vi: "Không có cột tên này, hoặc tên viết hai lần. Các cột: id, name, kind, old_commune, valid_from, valid_to.", En: "There is no such column, or it is named twice. The columns: id, name, kind, old_commune, valid_from, valid_to."},
	UnitFile:      text{Vi: "Tệp trống hoặc không phải CSV (%v).", En: "The file is empty or no CSV (%v)."},
	UnitCells:     text{Vi: "Số ô không khớp với dòng đầu (%v).", En: "The number of cells does not match the first line (%v)."},
	UnitTwice:     text{Vi: "Mã đơn vị này đã có ở một dòng trên (%v).", En: "This unit id stands in a line above (%v)."},
	BadURL:        text{Vi: "Địa chỉ «%s» không đúng. Ghi dạng https://tên-máy:8440", En: "The address “%s” is not right. Write it as https://host:8440"},
	BadLife:       text{Vi: "--for phải từ 1 phút đến 60 ngày, ví dụ 72h.", En: "--for must be from 1 minute to 60 days, for example 72h."},
	BadID:         text{Vi: "«%s» không phải mã phiếu. Mã phiếu gồm 26 chữ và số; xem bằng lệnh: sothon-xa records", En: "“%s” is not a record's id. An id has 26 letters and digits; see: sothon-xa records"},
	BadPeriod:     text{Vi: "Kỳ «%s» không đọc được. Ví dụ: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, cal:2026-06, 2026-03-01..2026-05-20.", En: "The period “%s” cannot be read. For example: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, cal:2026-06, 2026-03-01..2026-05-20."},
	UnknownForm:   text{Vi: "Không có mẫu phiếu «%s». Các mẫu: %s.", En: "There is no form “%s”. The forms: %s."},
	UnknownStatus: text{Vi: "Không có tình trạng «%s». Chọn một trong: %s.", En: "There is no status “%s”. Choose one of: %s."},
	UnknownUnit:   text{Vi: "Không có đơn vị «%s». Xem danh sách: sothon-xa unit list", En: "There is no unit “%s”. See: sothon-xa unit list"},
	BadLimit:      text{Vi: "--limit phải là số từ 1 trở lên, không phải %d.", En: "--limit must be 1 or more, not %d."},
	OneAct:        text{Vi: "Chọn một việc: --approve, --return \"lý do\" --reply \"nội dung\" hoặc --resolve ô=nội dung.", En: "Choose one: --approve, --return \"reason\", --reply \"words\" or --resolve field=value."},
	FieldAlone:    text{Vi: "--field chỉ đi với --return.", En: "--field goes with --return only."},
	StateAlone:    text{Vi: "--state chỉ đi với --reply.", En: "--state goes with --reply only."},
	CertAndKey:    text{Vi: "--tls-cert và --tls-key phải đi với nhau.", En: "--tls-cert and --tls-key go together."},
	CertOrSelf:    text{Vi: "Chọn một: --tls-cert với --tls-key, hoặc --self-signed.", En: "Choose one: --tls-cert with --tls-key, or --self-signed."},
	BadCert:       text{Vi: "Chứng chỉ «%s» hoặc khóa «%s» không dùng được (%v).", En: "The certificate “%s” or the key “%s” cannot be used (%v)."},
	CannotListen:  text{Vi: "Không mở được địa chỉ %s (%v). Có thể chương trình khác đang dùng cổng này; chọn cổng khác bằng --addr.", En: "The address %s cannot be opened (%v). Another program may be using the port; choose another with --addr."},
	BadAddress:    text{Vi: "Địa chỉ «%s» không đúng. Ghi dạng 127.0.0.1:8440", En: "The address “%s” is not right. Write it as 127.0.0.1:8440"},
	BackupExists:  text{Vi: "Tệp «%s» đã có. Đặt tên khác để không mất bản cũ.", En: "The file “%s” exists. Choose another name, so that the old backup is not lost."},
	BadBackup:     text{Vi: "Tệp «%s» không phải bản sao lưu dùng được (%v). Dữ liệu đang có vẫn nguyên. Thử một bản sao lưu khác.", En: "The file “%s” is no usable backup (%v). The present data is untouched. Try another backup."},
	DeviceMany:    text{Vi: "Có %d máy có mã bắt đầu bằng «%s». Gõ dài thêm.", En: "%d laptops have an id that begins with “%s”. Type more of it."},
	DeviceNone:    text{Vi: "Không có máy «%s». Xem danh sách: sothon-xa enroll list", En: "There is no laptop “%s”. See: sothon-xa enroll list"},
	CheckFound:    text{Vi: "Có %d chỗ không đúng, xem các dòng trên.", En: "%d things are wrong; see the lines above."},
}

// sayOut is what the commands report.
var sayOut = struct {
	Founded, FirstUser, Once, UnitsImported, UnitAdded, NoUnits, Invited, InvitedUntil, JoinWith, JoinLater text
	Codes, CodeWaits, CodeUsed, CodeExpired, NoDevices, Revoked, RevokedOn, NotSeen                         text
	PlainHTTP, Reconsidered, Stopping, Stopped                                                              text
	NoRecords, Record, Conflict, Side, InUse, NotCounted, ReturnedFor, Message, History, ByOffice           text
	Approved, Returned, Replied, UserAdded, UserReset, UserSet, UserClosed, UserTOTP, MustChange, NoUsers   text
	BackedUp, Restored, Kept, CheckGood                                                                     text
}{
	Founded:       text{Vi: "Đã tạo dữ liệu cho xã %s (mã %s) trong %s", En: "The data of the commune %s (code %s) is in %s"},
	FirstUser:     text{Vi: "Tài khoản đầu tiên: %s", En: "First account: %s"},
	Once:          text{Vi: "Mật khẩu dùng một lần: %s", En: "One-time password: %s"},
	UnitsImported: text{Vi: "Đã nhập %d đơn vị: %d mới, %d sửa.", En: "%d units imported: %d new, %d changed."},
	UnitAdded:     text{Vi: "Đã ghi đơn vị %s: %s.", En: "Unit %s written: %s."},
	NoUnits:       text{Vi: "Chưa có đơn vị nào. Thêm bằng: sothon-xa unit import TỆP.csv", En: "There are no units yet. Add them with: sothon-xa unit import FILE.csv"},
	Invited:       text{Vi: "Mã cho %s: %s", En: "Code for %s: %s"},
	InvitedUntil:  text{Vi: "Dùng được một lần, đến %s.", En: "It works once, until %s."},
	JoinWith:      text{Vi: "Trên máy của đơn vị, gõ: sothon join %s", En: "On the unit's laptop, type: sothon join %s"},
	JoinLater:     text{Vi: "Chưa biết địa chỉ của xã: chạy sothon-xa serve trước, hoặc thêm --url ĐỊA_CHỈ.", En: "The commune's address is not known yet: run sothon-xa serve first, or add --url ADDRESS."},
	Codes:         text{Vi: "Mã đã phát:", En: "Codes given out:"},
	CodeWaits:     text{Vi: "chưa dùng, đến %s", En: "not used, until %s"},
	CodeUsed:      text{Vi: "đã dùng %s", En: "used %s"},
	CodeExpired:   text{Vi: "hết hạn %s", En: "expired %s"},
	NoDevices:     text{Vi: "Chưa có máy nào tham gia.", En: "No laptop has joined yet."},
	Revoked:       text{Vi: "Máy %s không còn gửi được về xã nữa.", En: "The laptop %s can no longer reach the commune."},
	RevokedOn:     text{Vi: "đã khóa %s", En: "shut out %s"},
	NotSeen:       text{Vi: "chưa liên lạc", En: "not seen yet"},
	PlainHTTP:     text{Vi: "Chú ý: %s không mã hóa, máy khác có thể đọc được mật khẩu và số liệu. Thêm --self-signed hoặc --tls-cert với --tls-key.", En: "Careful: %s is not encrypted; others may read passwords and data. Add --self-signed, or --tls-cert with --tls-key."},
	Reconsidered:  text{Vi: "%d phiếu trước đây chưa có mẫu, nay đã tính được.", En: "%d records whose form was unknown count now."},
	Stopping:      text{Vi: "Đang dừng, chờ các máy gửi nốt.", En: "Stopping; letting requests finish."},
	Stopped:       text{Vi: "Đã dừng.", En: "Stopped."},
	NoRecords:     text{Vi: "Không có phiếu nào như vậy.", En: "No such records."},
	Record:        text{Vi: "%s · %s · %s · %s", En: "%s · %s · %s · %s"},
	Conflict:      text{Vi: "Hai máy ghi khác nhau ở «%s»:", En: "In conflict: “%s”:"},
	Side:          text{Vi: "%s – %s, máy %s, %s", En: "%s – %s, laptop %s, %s"},
	InUse:         text{Vi: "(đang dùng)", En: "(in use)"},
	NotCounted:    text{Vi: "Không được tính: %s", En: "Not counted: %s"},
	ReturnedFor:   text{Vi: "Đã trả lại: %s", En: "Returned: %s"},
	Message:       text{Vi: "%s: «%s»", En: "%s: “%s”"},
	History:       text{Vi: "Lịch sử:", En: "History:"},
	ByOffice:      text{Vi: "xã", En: "office"},
	Approved:      text{Vi: "Đã duyệt phiếu %s.", En: "Record %s is approved."},
	Returned:      text{Vi: "Đã trả lại phiếu %s. Máy của đơn vị sẽ nhận được ở lần gửi tới.", En: "Record %s is returned. The unit gets it at its next sync."},
	Replied:       text{Vi: "Đã trả lời phiếu %s. Máy của đơn vị sẽ nhận được ở lần gửi tới.", En: "Record %s is answered. The unit gets it at its next sync."},
	UserAdded:     text{Vi: "Đã thêm tài khoản %s (%s).", En: "Account %s (%s) added."},
	UserSet:       text{Vi: "Tài khoản %s: quyền %s.", En: "Account %s: role %s."},
	UserClosed:    text{Vi: "đã đóng", En: "closed"},
	UserTOTP:      text{Vi: "có mã thứ hai", En: "second factor"},
	UserReset:     text{Vi: "Đã cấp lại mật khẩu cho %s.", En: "Account %s has a new password."},
	MustChange:    text{Vi: "phải đổi mật khẩu", En: "must change the password"},
	NoUsers:       text{Vi: "Chưa có tài khoản nào.", En: "There are no accounts."},
	BackedUp:      text{Vi: "Đã sao lưu vào %s", En: "Backed up to %s"},
	Restored:      text{Vi: "Đã khôi phục từ %s", En: "Restored from %s"},
	Kept:          text{Vi: "Dữ liệu trước đó còn giữ ở %s", En: "What was there before is kept at %s"},
	CheckGood:     text{Vi: "Mọi thứ đều đúng: %d phiếu, %d lần ghi của %d sổ.", En: "All is well: %d records, %d changes in %d logs."},
}

// sayKinds names what a change did.
var sayKinds = map[string]text{
	"set": {Vi: "sửa", En: "changed"}, "finalize": {Vi: "gửi", En: "handed in"}, "withdraw": {Vi: "rút lại", En: "withdrew"},
	"return": {Vi: "trả lại", En: "returned"}, "approve": {Vi: "duyệt", En: "approved"}, "comment": {Vi: "nhắn", En: "wrote"},
	"reply": {Vi: "trả lời", En: "replied"}, "merge": {Vi: "gộp", En: "merged"}, "resolve": {Vi: "chọn giữa các số", En: "settled"},
	"correct": {Vi: "xã sửa", En: "corrected"}, "erase": {Vi: "xóa tên người theo yêu cầu", En: "erased a name as asked"},
}

// sayStatus names a record's standing as the office sees it.
var sayStatus = map[ledger.Status]text{
	ledger.StatusDraft: {Vi: "đang ghi", En: "being written"}, ledger.StatusQueued: {Vi: "chờ gửi", En: "queued"},
	ledger.StatusSent: {Vi: "chờ duyệt", En: "to review"}, ledger.StatusApproved: {Vi: "đã duyệt", En: "approved"},
	ledger.StatusReturned: {Vi: "đã trả lại", En: "returned"}, ledger.StatusRejected: {Vi: "không được tính", En: "not counted"},
	ledger.StatusConflict: {Vi: "ghi khác nhau", En: "in conflict"}, ledger.StatusWithdrawn: {Vi: "đã rút", En: "withdrawn"},
}
