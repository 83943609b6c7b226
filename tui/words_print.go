package tui

import "github.com/nghia-hung/sothon/ledger"

// Words of what is printed.
var (
	wPaperOf     = say{"In phiếu giấy: %s", "Paper form: %s"}
	wCheatTitle  = say{"In bảng nhớ phím (2 trang)", "Print the cheat sheet (2 pages)"}
	wPeriodPrint = say{"In tóm tắt kỳ này ra giấy (PDF)", "Print a summary of this period (PDF)"}
	wPeriodText  = say{"Cất tóm tắt kỳ này thành tệp chữ (.txt)", "Save the summary as text (.txt)"}
	wPeriodPaper = say{"Tóm tắt %s", "Summary of %s"}

	wPrintText = say{
		"Chọn chỗ để tệp. Máy này có máy in thì để ra màn hình nền; không có thì để vào USB, mang ra nơi có máy in.",
		"Choose where the file goes: the desktop if there is a printer here, a stick to take it to one."}
	wPrintHere = say{"Thư mục của Sổ Thôn", "The folder of Sổ Thôn"}
	wPrinted   = say{"Đã viết xong.", "It is written."}
	wPrintHow  = say{"Bấm đúp vào tệp để mở, rồi in ra khổ giấy A4.", "Open the file and print it on A4."}

	wKeyPrintHere = say{"để vào đây", "put it here"}
	wKeyPaper     = say{"in phiếu giấy", "paper form"}
	wKeyCheat     = say{"in bảng nhớ phím", "print the keys"}

	wSetPhotos    = say{"Ảnh gửi về xã", "Photos"}
	wPhotosShrunk = say{"thu nhỏ, gửi nhanh", "shrunk, quick to send"}
	wPhotosFull   = say{"để nguyên, gửi lâu", "as they are, slow to send"}
)

// words are the text as the ledger has texts.
func (s say) words() ledger.Words { return ledger.Words{Vi: s.vi, En: s.en} }
