package main

import (
	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// What is said about files that go to the office and come from there.
var sayBundle = struct {
	Group, Export, Import                      cli.Help
	Exported, ExportedNone, Imported, Forked   ledger.Words
	NotCounted, Waiting, CannotWrite, Unchosen ledger.Words
}{
	Group: cli.Help{
		Short: ledger.Words{Vi: "gửi và nhận bằng tệp qua USB, Zalo khi không có mạng", En: "send and receive by a file, on a stick or by Zalo, without a network"}},
	Export: cli.Help{
		Short: ledger.Words{Vi: "chép những gì chờ gửi ra một tệp để mang đến xã", En: "write what waits to be sent into a file for the office"},
		Long: ledger.Words{
			Vi: "Chép mọi thay đổi chờ gửi ra một tệp đã khóa, chỉ xã mở được; ai mang đi cũng được. Chép ra chưa phải là đã gửi: phiếu vẫn chờ gửi cho đến khi nhận tệp trả lời của xã, hoặc gửi được qua mạng.",
			En: "Writes every change that waits into an encrypted file that only the office can open; anybody may carry it. Exported is not sent: the changes go on waiting until a file from the office, or a sync, proves that they arrived."}},
	Import: cli.Help{
		Short: ledger.Words{Vi: "nhận tệp của xã: phiếu đã nhận, phiếu trả lại, trả lời", En: "take in a file from the office: receipts, returns, replies"}},
	Exported:     ledger.Words{Vi: "Đã chép %d thay đổi vào tệp %s. Đưa tệp này đến xã. Phiếu vẫn chờ gửi cho đến khi nhận tệp trả lời của xã.", En: "%d changes are in the file %s. Take it to the office. They go on waiting until a file from the office confirms them."},
	ExportedNone: ledger.Words{Vi: "Không còn gì chờ gửi. Tệp %[2]s chỉ báo cho xã biết máy này đã gửi đến đâu.", En: "Nothing waits to be sent. The file %[2]s only tells the office how far this laptop has come."},
	Imported:     ledger.Words{Vi: "Xã đã nhận chắc chắn thêm %d thay đổi; nhận về %d; còn chờ gửi %d.", En: "The commune has confirmed %d more changes; received %d; still waiting: %d."},
	Forked:       ledger.Words{Vi: "Sổ của máy này ở xã không khớp nên phải gửi lại từ đầu. Không mất gì: hãy chép lại tệp mới để mang đến xã.", En: "The office's copy of this laptop's log does not meet it, so all is to be sent again. Nothing is lost: export a new file for the office."},
	NotCounted:   ledger.Words{Vi: "Xã giữ nhưng chưa tính phiếu %s: %s", En: "The commune keeps but does not count %s: %s"},
	Waiting:      ledger.Words{Vi: "Còn %d thay đổi chờ gửi, nằm nguyên trên máy này.", En: "%d changes wait to be sent, safe on this laptop."},
	CannotWrite:  ledger.Words{Vi: "Không ghi được tệp %s (%v). Xem USB còn chỗ trống không, cắm lại hoặc chọn chỗ khác. Các phiếu vẫn nằm nguyên trên máy này.", En: "The file %s cannot be written (%v). See whether the stick is full, plug it in again or choose another place. The records are safe on this laptop."},
	Unchosen:     ledger.Words{Vi: "%s là thư mục. Ghi thêm tên tệp, ví dụ: sothon bundle export %s/gui-xa.sothon", En: "%s is a folder. Add a file name, for example: sothon bundle export %s/gui-xa.sothon"},
}
