package main

import (
	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// What the paper forms say.
var sayPaper = struct {
	Help     cli.Help
	FlagFile ledger.Words
	Written  ledger.Words
	Cheat    ledger.Words
}{
	Help: cli.Help{
		Short: ledger.Words{Vi: "in phiếu giấy để ghi tay", En: "a form on paper, to be filled in by hand"},
		Long: ledger.Words{
			Vi: "Viết một mẫu phiếu ra tệp PDF khổ A4 để in và ghi tay khi không có máy. Thứ tự các ô giống trên màn hình, nên nhập lại vào máy từng ô một là xong. Tên huong-dan cho bảng nhớ phím hai trang.",
			En: "Writes a form as an A4 PDF to be printed and filled in by hand where there is no computer. The questions stand in the order of the screens, so it can be typed off line by line. The name huong-dan gives the cheat sheet of two pages."}},
	FlagFile: ledger.Words{Vi: "tệp `FILE.pdf` sẽ viết (nếu không: tên mẫu phiếu)", En: "the `FILE.pdf` to write (else named after the form)"},
	Cheat:    ledger.Words{Vi: "Đã viết bảng nhớ phím vào %s. Mở tệp và in ra khổ A4.", En: "The cheat sheet is in %s. Open it and print it on A4."},
	Written:  ledger.Words{Vi: "Đã viết phiếu giấy «%s» vào %s. Mở tệp và in ra khổ A4.", En: "The paper form “%s” is in %s. Open it and print it on A4."},
}
