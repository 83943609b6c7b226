package tui

// Words of the help screen.
var (
	wHelpTitle = say{"Trợ giúp", "Help"}

	wNoticeTitle   = say{"Cần biết về sổ trên máy này", "About the book on this laptop"}
	wKeyNoticeRead = say{"đã đọc", "read"}
	wHelpHome      = say{
		"Màn hình đầu cho biết hôm nay cần làm gì. «Cần làm» là những phiếu đang chờ sửa, chờ ghi tiếp: xã trả lại, hai máy ghi khác nhau, hoặc đang ghi dở. Chọn bằng phím mũi tên, bấm Enter để mở.",
		"The first screen shows what there is to do today. “To do” lists records that wait for you: returned, written differently on two laptops, or begun. Choose with the arrow keys, press Enter to open."}
	wHelpSending = say{
		"Gửi: phiếu ghi xong nằm chắc trên máy, có mạng thì gửi về xã. Dòng cuối chỉ nói những gì xã đã xác nhận. F5 là gửi ngay. Tắt máy giữa chừng cũng không mất gì.",
		"Sending: finished records are safe on this laptop and go to the commune when there is a network. The last line only tells what the commune has confirmed. F5 sends now. Switching off midway loses nothing."}
	wHelpFill = say{
		"Enter sang ô sau, Shift+Tab về ô trước, PgDn và PgUp sang trang. Ô nào không có thì để trống, trừ ô có chữ «(cần ghi)». Máy tự lưu khi đang gõ; Esc là cất lại, ghi tiếp lúc khác. F9 xem lại cả phiếu rồi ghi vào sổ. F8 bỏ phiếu đang ghi.",
		"Enter goes to the next question, Shift+Tab to the one before, PgDn and PgUp turn pages. Leave empty what you do not have, except where it says “(needed)”. It saves while you type; Esc keeps the draft for later. F9 shows the whole record and hands it in. F8 throws the draft away."}
	wHelpRow = say{
		"Mỗi dòng là một người hoặc một thứ. Ghi xong bấm Enter ở ô cuối, hoặc Esc.",
		"Each row is one person or one thing. When done press Enter on the last question, or Esc."}
	wHelpSummary = say{
		"Đây là cả phiếu trước khi ghi vào sổ. Dòng nào sai thì chọn dòng đó, bấm Enter để đến ô ấy. Ghi vào sổ rồi vẫn sửa lại được; sổ giữ cả lần ghi trước.",
		"This is the whole record before it is handed in. Choose a wrong line and press Enter to go to its question. It can still be corrected later; the book keeps what was written before."}
	wHelpForms = say{
		"Chọn loại phiếu hợp với việc vừa làm. Mỗi việc một phiếu.",
		"Choose the kind that fits what was done. One record for each."}
	wHelpBook = say{
		"Sổ đã ghi, phiếu mới nhất ở trên. Gõ vài chữ là tìm, có dấu hay không dấu đều được. F3 chỉ xem một loại phiếu, F4 chỉ xem một tình trạng.",
		"The book, newest first. Type some letters to search, with or without marks. F3 shows one kind only, F4 one status only."}
	wHelpRecord = say{
		"Một phiếu: những gì đã ghi, tin nhắn với xã, và ai đã sửa gì. Sửa phiếu không xóa phần cũ. Rút lại là không tính phiếu này nữa, sổ vẫn giữ.",
		"One record: what was written, messages with the office, and who changed what. A correction does not delete what was there. A withdrawn record is not counted but kept."}
	wHelpMessage = say{
		"Viết vài dòng cho cán bộ xã về phiếu này rồi bấm F9. Tin đi cùng lần gửi tới.",
		"Write some lines to the office about this record and press F9. They go with the next sending."}
	wHelpConflict = say{
		"Hai máy ghi hai giá trị khác nhau cho cùng một ô khi chưa thấy của nhau. Chọn giá trị đúng, hoặc ghi giá trị khác. Cả hai đều được giữ trong lịch sử.",
		"Two laptops wrote different values without seeing each other's. Choose the right one or write another. Both stay in the history."}
	wHelpChoosing = say{
		"Chọn một dòng bằng phím mũi tên rồi bấm Enter. Esc là quay lại, không thay đổi gì.",
		"Choose a line with the arrow keys and press Enter. Esc goes back and changes nothing."}
	wHelpTyping = say{
		"Gõ: dùng bộ gõ quen thuộc của máy, có dấu hay không dấu đều được. Số viết 1.234,5. Tiền gõ được 1,5 triệu; ngày gõ được 15/6 hoặc hôm qua. Chỗ nào máy chưa chắc thì máy hỏi lại, không tự đoán.",
		"Typing: use the input method you know. Numbers are written 1.234,5; money may be typed as 1,5 triệu, days as 15/6 or hôm qua. Where something is not clear the program asks and never guesses."}
	wHelpSafety = say{
		"Không mất: mọi thứ gõ vào được tự lưu trong vòng một giây. Mất điện thì mở lại ghi tiếp. Sổ không xóa gì: sửa hay rút lại đều giữ phần cũ.",
		"Nothing is lost: what you type is saved within a second. After a power cut open it and go on. The book deletes nothing: corrections and withdrawals keep what was there."}
	wHelpKeys = say{
		"Phím dùng được lúc này luôn ghi ở dòng cuối màn hình. F1 trợ giúp, F10 thoát (phiếu đang ghi được cất lại).",
		"The keys that work now are always on the last line. F1 is help, F10 leaves (a draft is kept)."}
)
