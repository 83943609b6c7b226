package main

import "github.com/nghia-hung/sothon/ledger"

// What is said of attached files.
var sayFiles = struct {
	BackedUp, Restored, Title, Line, Arrived, Coming, Bundled ledger.Words
	Short, FlagOut, NoFile, Written                           ledger.Words
}{
	BackedUp: ledger.Words{Vi: "Ảnh, tệp kèm theo (%d) ở thư mục %s. Cất cả thư mục này cùng tệp trên.", En: "The attached files (%d) are in the folder %s. Keep it together with the file."},
	Restored: ledger.Words{Vi: "Đã chép lại %d ảnh, tệp kèm theo.", En: "%d attached files are back."},
	Title:    ledger.Words{Vi: "\nTệp kèm theo:", En: "\nAttached files:"},
	Line:     ledger.Words{Vi: "  %s (%s) — %s  [%s]", En: "  %s (%s) — %s  [%s]"},
	Arrived:  ledger.Words{Vi: "đã tới xã", En: "arrived"},
	Coming:   ledger.Words{Vi: "chưa tới", En: "not arrived yet"},
	Short:    ledger.Words{Vi: "lấy một tệp kèm theo ra (mã tệp: xem sothon-xa show)", En: "take out an attached file (its id: see sothon-xa show)"},
	FlagOut:  ledger.Words{Vi: "ghi ra tệp `FILE`", En: "write to `FILE`"},
	NoFile:   ledger.Words{Vi: "Chưa có tệp nào mã %s. Xem mã và tệp đã tới hay chưa bằng: sothon-xa show MÃ_PHIẾU", En: "No file %s has arrived. See a record's files with: sothon-xa show ID"},
	Written:  ledger.Words{Vi: "Đã ghi ra %s.", En: "Written to %s."},
	Bundled:  ledger.Words{Vi: "  kèm %d ảnh, tệp nhận đủ", En: "  with %d attached files"},
}
