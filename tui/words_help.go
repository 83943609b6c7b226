package tui

// Words of the help screen.
var (
	wHelpTitle = say{"Trợ giúp", "Help"}

	wNoticeTitle   = say{"Cần biết về sổ trên máy này", "About the book on this laptop"}
	wKeyNoticeRead = say{"đã đọc", "read"}
	wHelpHome      = say{
		"Màn hình đầu cho biết hôm nay cần làm gì. «Cần làm» là những phiếu đang chờ sửa, chờ ghi tiếp: xã trả lại, hai máy ghi khác nhau, hoặc đang ghi dở. Chọn bằng phím mũi tên, bấm Enter để mở. Ví dụ: vừa họp thôn xong, chọn «Buổi tuyên truyền», bấm Enter.",
		"The first screen shows what there is to do today. “To do” lists records that wait for you: returned, written differently on two laptops, or begun. Choose with the arrow keys, press Enter to open. For example: after a meeting choose the outreach session and press Enter."}
	wHelpSending = say{
		"Gửi: phiếu ghi xong nằm chắc trên máy, có mạng thì gửi về xã. Dòng cuối chỉ nói những gì xã đã xác nhận. F5 là gửi ngay. Tắt máy giữa chừng cũng không mất gì. Ví dụ «Chờ gửi: 2 phiếu» nghĩa là xã chưa có 2 phiếu ấy.",
		"Sending: finished records are safe on this laptop and go to the commune when there is a network. The last line only tells what the commune has confirmed. F5 sends now. Switching off midway loses nothing. For example “Waiting: 2 records” means that the office does not have those two yet."}
	wHelpFill = say{
		"Enter sang ô sau, Shift+Tab về ô trước, PgDn và PgUp sang trang. Ô nào không có thì để trống, trừ ô có chữ «(cần ghi)». Máy tự lưu khi đang gõ; Esc là cất lại, ghi tiếp lúc khác. F9 xem lại cả phiếu rồi ghi vào sổ. F8 bỏ phiếu đang ghi. F3 chép những ô hay giống nhau từ phiếu lần trước, bấm lần nữa là bỏ; ngày và các con số không chép. Ví dụ: ô ngày gõ hôm qua, Enter; ô số người gõ 45, Enter.",
		"Enter goes to the next question, Shift+Tab to the one before, PgDn and PgUp turn pages. Leave empty what you do not have, except where it says “(needed)”. It saves while you type; Esc keeps the draft for later. F9 shows the whole record and hands it in. F8 throws the draft away. F3 copies what is mostly the same from the last record, and takes it out again; days and numbers are never copied. For example: type hôm qua for the day, Enter; 45 for the people, Enter."}
	wHelpRow = say{
		"Mỗi dòng là một người hoặc một thứ. Ghi xong bấm Enter ở ô cuối, hoặc Esc. Ví dụ: ba tác giả là ba dòng.",
		"Each row is one person or one thing. When done press Enter on the last question, or Esc. For example: three authors are three rows."}
	wHelpSummary = say{
		"Đây là cả phiếu trước khi ghi vào sổ. Dòng nào sai thì chọn dòng đó, bấm Enter để đến ô ấy. Ghi vào sổ rồi vẫn sửa lại được; sổ giữ cả lần ghi trước. Ví dụ: số nữ nhiều hơn tổng số thì máy báo ở đây, Enter là tới ô ấy.",
		"This is the whole record before it is handed in. Choose a wrong line and press Enter to go to its question. It can still be corrected later; the book keeps what was written before. For example: more women than people in all is told here, and Enter goes there."}
	wHelpForms = say{
		"Chọn loại phiếu hợp với việc vừa làm. Mỗi việc một phiếu. Ví dụ: họp thôn nói về VNeID là «Buổi tuyên truyền»; lớp dạy ủ phân là «Tập huấn».",
		"Choose the kind that fits what was done. One record for each. For example: a meeting about VNeID is an outreach session, a class on compost a training."}
	wHelpBook = say{
		"Sổ đã ghi, phiếu mới nhất ở trên. Gõ vài chữ là tìm, có dấu hay không dấu đều được. F3 chỉ xem một loại phiếu, F4 chỉ xem một tình trạng. F6 chỉ xem một tháng, một quý hay một năm; F7 chỉ xem của một người. Ví dụ: gõ cay may là thấy «Tập huấn cấy máy».",
		"The book, newest first. Type some letters to search, with or without marks. F3 shows one kind only, F4 one status only. F6 shows one month, quarter or year only, F7 one person. For example cay may finds “Tập huấn cấy máy”."}
	wHelpRecord = say{
		"Một phiếu: những gì đã ghi, tin nhắn với xã, và ai đã sửa gì. Sửa phiếu không xóa phần cũ. Rút lại là không tính phiếu này nữa, sổ vẫn giữ. Lỡ sửa nhầm thì bấm Ctrl+Z để hoàn tác lần ghi cuối. F7 chép phiếu thành tin Zalo. Ví dụ lịch sử: «Trong đó nữ: 30 → 24».",
		"One record: what was written, messages with the office, and who changed what. A correction does not delete what was there. A withdrawn record is not counted but kept. Ctrl+Z undoes the last act, F7 copies the record as a message. An example of the history: “Women: 30 → 24”."}
	wHelpMessage = say{
		"Viết vài dòng cho cán bộ xã về phiếu này rồi bấm F9. Tin đi cùng lần gửi tới. Ví dụ: «Đã đếm lại theo danh sách ký tên, đúng 24 người.»",
		"Write some lines to the office about this record and press F9. They go with the next sending. For example: “Counted again from the signed list: 24.”"}
	wHelpConflict = say{
		"Hai máy ghi hai giá trị khác nhau cho cùng một ô khi chưa thấy của nhau. Chọn giá trị đúng, hoặc ghi giá trị khác. Cả hai đều được giữ trong lịch sử. Ví dụ: máy này ghi 58 hộ, máy kia ghi 60 hộ; đếm lại thấy 60 thì chọn 60.",
		"Two laptops wrote different values without seeing each other's. Choose the right one or write another. Both stay in the history. For example: 58 households here, 60 there; if 60 is right choose 60."}
	wHelpChoosing = say{
		"Chọn một dòng bằng phím mũi tên rồi bấm Enter. Esc là quay lại, không thay đổi gì.",
		"Choose a line with the arrow keys and press Enter. Esc goes back and changes nothing."}
	wHelpTyping = say{
		"Gõ dấu: máy có sẵn bộ gõ thì dùng như thường. Không có thì bấm F2 để Sổ Thôn bỏ dấu, kiểu Telex (tieengs → tiếng) hoặc VNI (tie6ng1 → tiếng). Gõ lại phím dấu là bỏ dấu (ass → as); Ctrl+Z trả lại chữ vừa gõ. Số viết 1.234,5. Tiền gõ được 1,5 triệu; ngày gõ được 15/6 hoặc hôm qua. Chỗ nào máy chưa chắc thì máy hỏi lại, không tự đoán.",
		"Typing: use the input method you know, or press F2 for the built-in Telex (tieengs → tiếng) or VNI (tie6ng1 → tiếng). Repeating a mark's key takes it back (ass → as); Ctrl+Z gives a word's keys back. Numbers are written 1.234,5; money may be typed as 1,5 triệu, days as 15/6 or hôm qua. Where something is not clear the program asks and never guesses."}
	wHelpSafety = say{
		"Không mất: mọi thứ gõ vào được tự lưu trong vòng một giây. Mất điện thì mở lại ghi tiếp. Sổ không xóa gì: sửa hay rút lại đều giữ phần cũ.",
		"Nothing is lost: what you type is saved within a second. After a power cut open it and go on. The book deletes nothing: corrections and withdrawals keep what was there."}
	wHelpKeys = say{
		"Phím dùng được lúc này luôn ghi ở dòng cuối màn hình. F1 trợ giúp, F10 thoát (phiếu đang ghi được cất lại).",
		"The keys that work now are always on the last line. F1 is help, F10 leaves (a draft is kept)."}
)
