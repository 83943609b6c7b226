package main

import "github.com/nghia-hung/sothon/ledger"

// What is said of attached files.
var sayFiles = struct {
	FlagAttach, AttachMany, NotAttached, Title, Line, Waiting, Sent ledger.Words
	BackedUp, Restored, Bundled, Confirmed                          ledger.Words
}{
	FlagAttach:  ledger.Words{Vi: "đính kèm tệp `FILE` (ảnh, bản chụp, danh sách; dùng nhiều lần được)", En: "attach `FILE` (a photo, a scan, a list; repeatable)"},
	AttachMany:  ledger.Words{Vi: "--attach chỉ dùng khi ghi một phiếu, mà ở đây có %d.", En: "--attach goes with one record, but here are %d."},
	NotAttached: ledger.Words{Vi: "%s Chưa ghi gì.", En: "%s Nothing was written."},
	Title:       ledger.Words{Vi: "\nTệp kèm theo:", En: "\nAttached files:"},
	Line:        ledger.Words{Vi: "  %s (%s) — %s", En: "  %s (%s) — %s"},
	Waiting:     ledger.Words{Vi: "Ảnh, tệp chờ gửi: %d (%s)", En: "Files waiting to be sent: %d (%s)"},
	Sent:        ledger.Words{Vi: "Ảnh, tệp: xã đã nhận đủ %d; còn chờ gửi %d.", En: "Files: %d arrived; still waiting: %d."},
	BackedUp:    ledger.Words{Vi: "Ảnh, tệp kèm theo (%d) ở thư mục %s. Cất cả thư mục này cùng tệp trên.", En: "The attached files (%d) are in the folder %s. Keep it together with the file."},
	Restored:    ledger.Words{Vi: "Đã chép lại %d ảnh, tệp kèm theo.", En: "%d attached files are back."},
	Bundled:     ledger.Words{Vi: "Kèm %d ảnh, tệp.", En: "With %d attached files."},
	Confirmed:   ledger.Words{Vi: "Ảnh, tệp xã đã nhận đủ: %d.", En: "Attached files that have arrived: %d."},
}
