package main

import (
	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// What is said about the PIN of the book.
var sayPIN = struct {
	Help, SetHelp, ChangeHelp, RemoveHelp, StatusHelp  cli.Help
	Ask, AskNew, AskAgain, Differs, NoTerminal, Wait   ledger.Words
	Set, Changed, Removed, Code, Unsealed, Has, HasNot ledger.Words
	AskCode, CodeDiffers, NoCodeFile, CodeFileThere    ledger.Words
	FlagCodeFile, FlagPINFile                          ledger.Words
}{
	Help: cli.Help{
		Short: ledger.Words{Vi: "khóa sổ bằng mã PIN", En: "lock the book with a PIN"},
		Long: ledger.Words{
			Vi: "Khóa sổ bằng mã PIN: phiếu, bản nháp, ảnh và tệp kèm theo, nhật ký dự phòng, bản sao lưu trong máy đều được mã hóa; mất máy thì người khác không đọc được. Các lệnh khác lấy mã PIN từ --pin-file hay biến SOTHON_PIN, không có thì hỏi.\nQuên mã PIN: gõ mã khôi phục chép trên giấy thay vào. Mất cả hai thì không ai mở được sổ này: phải xin xã mã nối máy mới; những gì đã gửi còn ở xã, những gì chưa gửi và bản nháp thì mất.",
			En: "Locks the book with a PIN: records, drafts, photos and attached files, the safety journal and the backups on this computer are encrypted; who finds it cannot read them. Other commands take the PIN from --pin-file or SOTHON_PIN, or ask.\nForgotten: type the recovery code from the paper instead. With both lost nobody can open this book: ask the commune for a new joining code; what was sent is there, what was not sent and drafts are lost."}},
	SetHelp:    cli.Help{Short: ledger.Words{Vi: "đặt mã PIN (SOTHON_PIN, không có thì hỏi)", En: "set a PIN (SOTHON_PIN, else asks)"}},
	ChangeHelp: cli.Help{Short: ledger.Words{Vi: "đổi mã PIN (mới: SOTHON_NEW_PIN, không có thì hỏi)", En: "change the PIN (new one: SOTHON_NEW_PIN, else asks)"}},
	RemoveHelp: cli.Help{Short: ledger.Words{Vi: "bỏ mã PIN, sổ không còn mã hóa", En: "remove the PIN; the book is no longer encrypted"}},
	StatusHelp: cli.Help{Short: ledger.Words{Vi: "xem sổ có mã PIN không", En: "tell whether the book has a PIN"}},
	Ask:        ledger.Words{Vi: "Mã PIN của sổ (không hiện khi gõ):", En: "PIN of the book (not shown):"},
	AskNew:     ledger.Words{Vi: "Mã PIN mới, ít nhất 6 ký tự (không hiện khi gõ):", En: "New PIN, at least 6 characters (not shown):"},
	AskAgain:   ledger.Words{Vi: "Gõ lại mã PIN mới:", En: "The new PIN once more:"},
	Differs:    ledger.Words{Vi: "Hai lần gõ khác nhau. Chưa đổi gì.", En: "The two differ. Nothing was changed."},
	NoTerminal: ledger.Words{Vi: "Không có ai để hỏi mã PIN: đặt biến %s.", En: "There is nobody to ask for the PIN: set %s."},
	Wait:       ledger.Words{Vi: "Sai nhiều lần. Chờ %d giây.", En: "Wrong many times. Wait %d seconds."},
	Set: ledger.Words{
		Vi: "Đã khóa sổ bằng mã PIN. Sổ, nhật ký và bản sao lưu trong máy nay đã mã hóa, kể cả các bản sao lưu cũ trong máy. Bản sao lưu ở USB làm trước đây và ảnh gốc để chỗ khác thì chưa.",
		En: "The book is locked with the PIN. Book, journal and the backups on this computer, older ones too, are encrypted now. Backups on sticks made before and originals of photos elsewhere are not."},
	Changed: ledger.Words{
		Vi: "Đã đổi mã PIN. Mã khôi phục cũ bỏ đi; bản sao lưu cũ vẫn mở bằng mã PIN cũ.",
		En: "The PIN is changed. Throw the old recovery code away; older backups still open with the old PIN."},
	Removed: ledger.Words{Vi: "Đã bỏ mã PIN. Sổ không còn mã hóa.", En: "The PIN is removed. The book is no longer encrypted."},
	Code: ledger.Words{
		Vi: "Mã khôi phục (chỉ hiện lần này, CHÉP RA GIẤY và cất riêng; sổ chưa đổi gì):\n\n    %s\n\nQuên mã PIN thì gõ mã này thay vào. Mất cả hai thì không ai mở được sổ; chỉ còn những gì đã gửi về xã.",
		En: "Recovery code (shown only now: WRITE IT DOWN and keep it apart; nothing has changed yet):\n\n    %s\n\nIf the PIN is forgotten type this instead. With both lost nobody can open the book; only what was sent to the commune is left."},
	Unsealed: ledger.Words{
		Vi: "Những thứ sau KHÔNG được mã hóa, ai cầm máy cũng đọc được; không cần nữa thì xóa (bản sao lưu ở USB làm trước đây cũng vậy):\n  %s",
		En: "These are NOT encrypted, whoever has the computer can read them; delete what is not needed (so too backups made before on sticks):\n  %s"},
	Has:           ledger.Words{Vi: "Sổ có khóa bằng mã PIN; dữ liệu được mã hóa.", En: "The book has a PIN; it is encrypted."},
	HasNot:        ledger.Words{Vi: "Sổ chưa có mã PIN; dữ liệu không mã hóa.", En: "The book has no PIN; it is not encrypted."},
	AskCode:       ledger.Words{Vi: "Chép xong, nhìn vào giấy gõ 5 chữ cuối của mã:", En: "Once it is written down, type its last 5 letters from the paper:"},
	CodeDiffers:   ledger.Words{Vi: "Không đúng 5 chữ cuối của mã khôi phục. Sổ chưa đổi gì; làm lại từ đầu.", En: "Those are not the last 5 letters of the recovery code. Nothing was changed; begin again."},
	NoCodeFile:    ledger.Words{Vi: "Không có ai để chép mã khôi phục: thêm --code-file TỆP để ghi mã vào tệp.", En: "There is nobody to write the recovery code down: add --code-file FILE to have it in a file."},
	CodeFileThere: ledger.Words{Vi: "Đã có tệp %s. Sổ chưa đổi gì; chọn tên khác.", En: "There is a file %s. Nothing was changed; choose another name."},
	FlagCodeFile:  ledger.Words{Vi: "ghi mã khôi phục vào tệp này thay vì chép ra giấy", En: "put the recovery code into this file instead of writing it down"},
	FlagPINFile:   ledger.Words{Vi: "tệp có mã PIN của sổ (thay cho SOTHON_PIN)", En: "file with the book's PIN (instead of SOTHON_PIN)"},
}
