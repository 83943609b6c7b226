package tui

// Words of the PIN that locks the book.
var (
	wLockTitle  = say{"Sổ đang khóa", "The book is locked"}
	wLockText   = say{"Gõ mã PIN của sổ rồi bấm Enter. Chữ gõ không hiện ra.", "Type the book's PIN and press Enter. What you type is not shown."}
	wLockLabel  = say{"Mã PIN", "PIN"}
	wLockForgot = say{
		"Quên mã PIN: gõ mã khôi phục (25 chữ cái chép trên giấy) vào đây. Mất cả hai thì báo cán bộ xã để nối máy lại: những gì đã gửi còn ở xã.",
		"Forgotten: type the recovery code (the 25 letters on paper) here. With both lost ask the office to join this laptop anew: what was sent is there."}
	wLockBusy  = say{"Đang xem lại mã…", "Checking…"}
	wLockWait  = say{"Sai nhiều lần. Chờ %d giây rồi bấm Enter.", "Wrong many times. Wait %d seconds, then press Enter."}
	wKeyUnlock = say{"mở sổ", "open"}
	wKeyEmpty  = say{"gõ lại", "type anew"}

	wSetPIN        = say{"Mã PIN khóa sổ", "PIN"}
	wSetPINMinutes = say{"Tự khóa màn hình", "Locks by itself"}
	wPINIsSet      = say{"có, dữ liệu được mã hóa", "set, the book is encrypted"}
	wPINIsNot      = say{"chưa có", "none"}
	wPINAfter      = say{"sau %d phút không gõ", "after %d minutes without a key"}
	wPINHas        = say{"Sổ có mã PIN, dữ liệu được mã hóa.", "The book has a PIN and is encrypted."}
	wPINLockNow    = say{"Khóa màn hình ngay", "Lock the screen now"}
	wPINChange     = say{"Đổi mã PIN", "Change the PIN"}
	wPINRemove     = say{"Bỏ mã PIN", "Remove the PIN"}
	wPINNow        = say{"Mã PIN đang dùng (hoặc mã khôi phục)", "The PIN now in use (or the recovery code)"}
	wPINNew        = say{"Mã PIN mới, ít nhất 6 chữ số hay chữ cái", "New PIN, at least 6 digits or letters"}
	wPINAgain      = say{"Gõ lại mã PIN mới một lần nữa", "The new PIN once more"}
	wPINDiffers    = say{"Hai lần gõ khác nhau. Gõ lại mã PIN mới.", "The two differ. Type the new PIN again."}
	wPINText       = say{
		"Có mã PIN thì phiếu, bản nháp, ảnh và tệp kèm theo, bản sao lưu trong máy đều được mã hóa: mất máy, người khác không đọc được. Mã càng dài càng khó đoán.",
		"With a PIN records, drafts, photos and files and the backups on this laptop are encrypted: who finds it cannot read them. The longer the harder to guess."}
	wPINForgotten = say{
		"Trước khi khóa, máy cho một mã khôi phục để chép ra giấy, dùng khi quên mã PIN. Mất cả mã PIN lẫn tờ giấy thì KHÔNG AI mở được sổ: chỉ còn những gì đã gửi về xã; phiếu chưa gửi và bản nháp thì mất.",
		"Before anything is locked you get a recovery code to write down, for when the PIN is forgotten. With both lost NOBODY can open the book: only what was sent to the commune is left; unsent records and drafts are lost."}
	wHelpPIN = say{
		"Mã PIN khóa và mã hóa cả sổ. Ví dụ: «mùa gặt 2026» khó đoán hơn ngày sinh. Quên mã PIN thì gõ mã khôi phục chép trên giấy. Sai nhiều lần chỉ phải chờ, không mất gì. Màn hình khóa thì việc gửi về xã vẫn chạy.",
		"The PIN locks and encrypts the whole book. For example: “harvest 2026” is harder to guess than a birthday. If it is forgotten type the recovery code. Wrong tries only make you wait. Sending goes on while the screen is locked."}
	wPINSet     = say{"Đã khóa sổ bằng mã PIN. Các bản sao lưu cũ trong máy cũng đã được mã hóa; bản ở USB làm trước đây và ảnh gốc để chỗ khác thì chưa.", "The book is locked with the PIN. The older backups on this laptop are encrypted too; those on sticks, and originals of photos elsewhere, are not."}
	wPINChanged = say{"Đã đổi mã PIN. Mã khôi phục cũ bỏ đi.", "The PIN is changed. Throw the old recovery code away."}
	wPINRemoved = say{"Đã bỏ mã PIN. Sổ không còn mã hóa.", "The PIN is removed. The book is no longer encrypted."}
	wPINCode    = say{"CHÉP MÃ KHÔI PHỤC NÀY RA GIẤY, cất riêng. Mã chỉ hiện lần này. Sổ chưa khóa cho đến khi chép xong:", "WRITE THIS RECOVERY CODE DOWN and keep it apart. It is shown only now. Nothing is locked until you have:"}
	wPINCodeWhy = say{
		"Quên mã PIN thì gõ mã này thay vào. Mất cả hai thì không ai mở được sổ: những gì đã gửi còn ở xã, phiếu chưa gửi và bản nháp thì mất.",
		"If the PIN is forgotten type this instead. With both lost nobody can open the book: what was sent is at the commune, unsent records and drafts are lost."}
	wPINCodeBack    = say{"Chép xong, nhìn vào giấy gõ 5 chữ cuối của mã:", "Once it is written down, type its last 5 letters from the paper:"}
	wPINCodeDiffers = say{"Không đúng 5 chữ cuối. Xem lại chữ trên giấy rồi gõ lại. Sổ chưa đổi gì.", "Those are not the last 5 letters. Look at the paper and type them again. Nothing has changed yet."}
	wPINUnsealed    = say{"Những thứ sau CHƯA mã hóa, ai cầm cũng đọc được; không cần nữa thì xóa:", "These are NOT encrypted, whoever holds them can read them; delete what is not needed:"}
)
