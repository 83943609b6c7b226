package tui

// Words of the help screen. What is said of one screen takes at most five lines of a terminal of sixty
// columns, and has an example; a test counts.
var (
	wHelpOf      = say{"Trợ giúp · %s", "Help · %s"}
	wHomeNamed   = say{"màn hình đầu", "the first screen"}
	wHelpMore    = say{"Nói thêm", "More"}
	wHelpPrinted = say{"Bấm F7 để in bảng nhớ phím (2 trang) ra giấy.", "F7 prints a two-page cheat sheet of the keys."}

	wNoticeTitle   = say{"Cần biết về sổ trên máy này", "About the book on this laptop"}
	wKeyNoticeRead = say{"đã đọc", "read"}
	wHelpNotice    = say{
		"Máy báo một việc đã xảy ra với sổ. Đọc rồi bấm Enter để vào màn hình đầu; không phải làm gì thêm. Ví dụ: «danh sách đã được làm lại» nghĩa là máy đã tự sửa danh sách, phiếu vẫn đủ.",
		"Something happened to the book. Read it and press Enter; nothing else is to be done. For example “the lists were made anew” means that the program mended them itself and every record is there."}
	wHelpHome = say{
		"«Cần làm» ở trên cùng là việc đang chờ: xã trả lại, hai máy ghi khác nhau, ghi dở, kỳ cần chốt. Chọn bằng ↑↓, bấm Enter để mở. Ví dụ: vừa họp thôn xong thì chọn «Buổi tuyên truyền» rồi bấm Enter.",
		"“To do” on top is what waits for you: returned records, differing ones, drafts, periods to close. Choose with ↑↓ and press Enter. For example: after a meeting choose the outreach session and press Enter."}
	wHelpSending = say{
		"Phiếu ghi xong nằm chắc trên máy; có mạng thì bấm F5 để gửi. Máy chỉ nói những gì xã đã xác nhận; tắt máy giữa chừng không mất gì. Ví dụ «Chờ gửi: 2 phiếu» nghĩa là xã chưa có 2 phiếu ấy.",
		"Finished records are safe on this laptop; F5 sends them when there is a network. Only what the commune has confirmed is told, and switching off midway loses nothing. For example “Waiting: 2 records”: the office does not have those two yet."}
	wHelpFill = say{
		"Ghi xong một ô thì Enter sang ô sau. Không có gì để ghi thì để trống, trừ ô có chữ «(cần ghi)». Máy tự lưu; Esc là cất lại, ghi tiếp lúc khác; F9 xem lại cả phiếu. Ví dụ: ô ngày gõ hôm qua rồi Enter; ô số người gõ 45 rồi Enter.",
		"Enter goes to the next question. Leave empty what you do not have, except where it says “(needed)”. It saves by itself; Esc keeps the draft for later, F9 shows the whole record. For example: hôm qua for the day, Enter; 45 for the people, Enter."}
	wHelpFillMore = say{
		"Shift+Tab về ô trước, PgDn và PgUp sang trang. F8 bỏ phiếu đang ghi. F3 chép những ô hay giống nhau từ phiếu lần trước, bấm lần nữa là bỏ; ngày và các con số không chép.",
		"Shift+Tab goes to the question before, PgDn and PgUp turn pages. F8 throws the draft away. F3 copies what is mostly the same from the last record, and takes it out again; days and numbers are never copied."}
	wHelpOpening = say{
		"Máy đang mở phiếu, chờ một chút. Lâu quá thì bấm Esc để quay lại. Ví dụ: máy cũ, sổ nhiều phiếu thì có thể mất vài giây.",
		"The record is being opened, one moment. Esc goes back. For example: on an old laptop with many records it may take some seconds."}
	wHelpRow = say{
		"Mỗi dòng là một người hoặc một thứ. Enter sang ô sau; xong ô cuối thì Enter, hoặc bấm Esc, để về phiếu. Ví dụ: sáng kiến có ba tác giả thì ghi ba dòng.",
		"Each row is one person or one thing. Enter goes on; after the last question it goes back to the record, and so does Esc. For example: three authors are three rows."}
	wHelpSummary = say{
		"Cả phiếu trước khi ghi vào sổ. Dòng nào sai thì chọn dòng đó, Enter để đến đúng ô mà sửa. Ghi vào sổ rồi vẫn sửa lại được. Ví dụ: số nữ nhiều hơn tổng số thì máy báo ở đây, Enter là tới ô ấy.",
		"The whole record before it is handed in. Choose a wrong line and press Enter to go to its question. It can still be corrected later. For example: more women than people in all is told here, and Enter goes there."}
	wHelpForms = say{
		"Chọn loại phiếu hợp với việc vừa làm, mỗi việc một phiếu. Ví dụ: họp thôn nói về VNeID là «Buổi tuyên truyền»; lớp dạy ủ phân là «Tập huấn, chuyển giao».",
		"Choose the kind that fits what was done, one record for each. For example: a meeting about VNeID is an outreach session, a class on compost a training."}
	wHelpBook = say{
		"Phiếu mới nhất ở trên. Gõ vài chữ là tìm, có dấu hay không đều được; Enter mở phiếu. F3, F4, F6, F7 chỉ xem một loại, một tình trạng, một kỳ, một người. Ví dụ: gõ cay may là thấy «Tập huấn cấy máy».",
		"Newest first. Type some letters to search, with or without marks; Enter opens. F3, F4, F6, F7 show one kind, one status, one period, one person only. For example cay may finds “Tập huấn cấy máy”."}
	wHelpFilter = say{
		"Chọn một dòng rồi bấm Enter thì sổ chỉ hiện những phiếu ấy; dòng đầu là xem lại tất cả. Ví dụ: chọn «chờ gửi» để xem phiếu nào xã chưa nhận.",
		"Choose a line and press Enter: the book shows only those records; the first line shows all again. For example choose “waiting” to see what the office does not have yet."}
	wHelpRecord = say{
		"Một phiếu: đã ghi gì, nhắn gì với xã, ai sửa gì. Sửa hay rút lại đều giữ phần cũ. Ctrl+Z hoàn tác lần ghi cuối, F7 chép ra tin Zalo. Ví dụ trong lịch sử: «Trong đó nữ: 30 → 24».",
		"One record: what was written, messages with the office, who changed what. Corrections and withdrawals keep what was there. Ctrl+Z undoes the last act, F7 copies it as a message. For example in the history: “Women: 30 → 24”."}
	wHelpMessage = say{
		"Viết vài dòng cho cán bộ xã về phiếu này rồi bấm F9. Tin đi cùng lần gửi tới. Ví dụ: «Đã đếm lại theo danh sách ký tên, đúng 24 người.»",
		"Write some lines to the office about this record and press F9. They go with the next sending. For example: “Counted again from the signed list: 24.”"}
	wHelpConflict = say{
		"Hai máy ghi khác nhau vào cùng một ô khi chưa thấy của nhau. Chọn bên đúng rồi Enter, hoặc ghi khác; cả hai vẫn ở trong lịch sử. Ví dụ: máy này ghi 58 hộ, máy kia 60 hộ; đếm lại thấy 60 thì chọn 60.",
		"Two laptops wrote different values without seeing each other's. Choose the right one or write another; both stay in the history. For example: 58 households here, 60 there; if 60 is right choose 60."}
	wHelpDrop = say{
		"Máy hỏi lại vì bỏ rồi thì không lấy lại được phần đang ghi dở. Chưa chắc thì chọn dòng đầu, hoặc bấm Esc. Ví dụ: mở nhầm loại phiếu thì chọn «Bỏ».",
		"It asks because what was being written cannot be had back. If in doubt take the first line or press Esc. For example: a kind opened by mistake may be thrown away."}
	wHelpWithdraw = say{
		"Rút lại là xã không tính phiếu này nữa; sổ vẫn giữ phiếu và sau này sửa thì phiếu lại được tính. Ví dụ: ghi trùng một buổi họp hai lần thì rút lại một phiếu.",
		"A withdrawn record is not counted any more; the book keeps it, and correcting it makes it count again. For example: of a meeting written down twice withdraw one."}
	wHelpUndo = say{
		"Hoàn tác đưa phiếu về như trước lần ghi cuối của máy này; lịch sử giữ cả hai lần. Ví dụ: lỡ sửa 30 thành 3 thì hoàn tác, số 30 trở lại.",
		"Undoing brings the record back to how it was before this laptop's last act; the history keeps both. For example: 30 changed to 3 by mistake becomes 30 again."}
	wHelpResume = say{
		"Lần trước máy tắt khi đang ghi dở một phiếu. Chọn dòng đầu rồi Enter để ghi tiếp đúng ô đang dở. Ví dụ: mất điện giữa chừng, mở lại máy, Enter là ghi tiếp.",
		"The program ended while a record was being written. The first line and Enter go on at the same question. For example: after a power cut start again and press Enter."}
	wHelpChoosing = say{
		"Chọn một dòng bằng ↑↓ rồi bấm Enter. Esc là quay lại, không thay đổi gì. Ví dụ: bấm ↓ một lần rồi Enter là chọn dòng thứ hai.",
		"Choose a line with ↑↓ and press Enter. Esc goes back and changes nothing. For example: ↓ once, then Enter, takes the second line."}
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

// Help of the screens around the book.
var (
	wHelpWelcome = say{
		"Ghi tên rồi bấm Enter sang trang sau, Esc về trang trước. Sau này đổi được ở «Cài đặt»; nối với xã lúc nào cũng được (F5 ở màn hình đầu). Ví dụ tên thôn: Thôn Mẫu; người ghi: Nguyễn Văn Mẫu.",
		"Type the name, Enter goes on, Esc goes back. It can be changed later in the settings; joining can be done at any time (F5 on the first screen). For example the village: Thôn Mẫu; who writes: Nguyễn Văn Mẫu."}
	wHelpJoin = say{
		"Nối với xã chỉ làm một lần. Cán bộ xã cho địa chỉ và mã: ghi vào hai ô đầu rồi bấm F9. Mã hết hạn thì xin mã mới; phiếu đã ghi không mất. Ví dụ: https://sothon.xa-mau.vn và ABCD-EFGH.",
		"Joining is done once. The office gives an address and a code: type them into the first two boxes, then F9. If the code has expired ask for a new one; no record is lost. For example: https://sothon.xa-mau.vn and ABCD-EFGH."}
	wHelpSettings = say{
		"Chọn một dòng, bấm Enter để đổi. Đổi xong có hiệu lực ngay và được nhớ cho lần sau. Ví dụ: «Chữ trên màn hình» đổi sang «thưa, dễ đọc» thì các dòng cách xa nhau hơn.",
		"Choose a line and press Enter to change it. It holds at once and next time too. For example: the wide layout sets the lines further apart."}
	wHelpName = say{
		"Sửa tên rồi bấm Enter để ghi lại, Esc để thôi. Phiếu cũ vẫn giữ tên cũ. Ví dụ: trưởng thôn mới nhận việc thì ghi họ tên người mới, như Nguyễn Văn Mẫu.",
		"Change the name and press Enter; Esc leaves it as it is. Older records keep the older name. For example: when a new head takes over, type the new name, such as Nguyễn Văn Mẫu."}
	wHelpAbout = say{
		"Cho biết sổ nằm ở thư mục nào, có bao nhiêu phiếu, bao nhiêu bản sao. Chỉ để xem, bấm Esc để quay lại. Ví dụ: khi hỏi cán bộ xã, đọc cho họ «Số hiệu máy này».",
		"Where the book lies, how many records and copies there are. It is only for reading, Esc goes back. For example: read this laptop's number to the office when you ask for help."}
	wHelpBackup = say{
		"Bản sao giúp lấy lại sổ khi máy hỏng. Nên chọn USB hoặc ổ đĩa khác; máy giữ 7 bản mới nhất ở đó. Bản sao chứa mọi phiếu: cất USB cẩn thận. Ví dụ: cắm USB, bấm F5, chọn USB, Enter.",
		"Copies bring the book back when the laptop breaks. Better choose a stick or another disk; the newest 7 are kept there. They hold all records: keep the stick safe. For example: plug the stick in, F5, choose it, Enter."}
	wHelpUSB = say{
		"Không có mạng: chép ra tệp, mang USB hoặc gửi Zalo cho xã; xã đưa lại một tệp để nhận vào đây, lúc ấy phiếu mới là «xã đã nhận». Chép nhiều lần không hại gì. Ví dụ: cắm USB, F5, chọn USB, Enter.",
		"Without a network: write a file and bring it to the office, by stick or Zalo; only the office's answer, taken in here, proves that records arrived. Writing it twice does no harm. For example: plug the stick in, F5, choose it, Enter."}
	wHelpChart = say{
		"Mỗi tháng hai dòng: năm nay █, năm trước ░; bên trái là số lần, bên phải là lượt người. Tháng tính từ ngày 15 tháng trước đến ngày 14. ←→ xem loại phiếu khác. Ví dụ «█████ 3» là 3 buổi.",
		"Two lines a month: this year █, last year ░; left how many, right how many people. A month runs from the 15th of the month before to the 14th. ←→ shows another kind. For example “█████ 3” is 3 sessions."}
	wHelpPeriods = say{
		"Mỗi kỳ cần báo xã một câu: «đã gửi đủ», hoặc «không phát sinh» khi không có việc gì. Chọn một kỳ rồi Enter để xem và chốt. Ví dụ: hết tháng 6, ghi đủ rồi thì chọn «Tháng 6» và chốt «đã gửi đủ».",
		"The office wants one word about each period: “everything is sent”, or “nothing happened”. Choose one and press Enter to see and close it. For example: when all of June is written down, choose June and close it."}
	wHelpPeriod = say{
		"Xem kỳ này đã ghi gì, còn thiếu gì, rồi chọn lời báo với xã. Chốt kỳ dài là chốt luôn các tháng trong đó; chốt nhầm thì bỏ chốt được. Ví dụ: cả tháng không có việc gì thì chốt «không phát sinh».",
		"See what was recorded and what is missing, then say so to the office. Closing a long period closes its months; a closing can be taken back. For example: close a month in which nothing was done as “nothing happened”."}
	wHelpPrint = say{
		"Máy viết ra một tệp; mở tệp ấy rồi in. Tệp mới không đè lên tệp cũ. Ví dụ: cắm USB, bấm F5, chọn USB, Enter, rồi mang USB ra nơi có máy in.",
		"A file is written; open it and print it. It never replaces another file. For example: put a stick in, press F5, choose it, Enter, and take it to a printer."}
	wHelpPractice = say{
		"Sổ tập thử là sổ riêng, ghi sai thoải mái, không gửi đi đâu. Tập xong thì F5 ở màn hình đầu để về sổ thật. Ví dụ: ghi thử một buổi họp thôn cho quen phím.",
		"The practice book is a book of its own: mistakes do no harm and nothing is sent. F5 on the first screen leads back. For example: write down a meeting to get used to the keys."}
	wHelpPick = say{
		"Chọn ổ đĩa hay thư mục rồi Enter để vào, ← để ra. Tệp mới nhất ở trên; gõ vài chữ để tìm. Máy chép tệp vào sổ, tệp gốc vẫn để nguyên. Ví dụ: ảnh chụp vừa chép vào máy thường ở thư mục «Ảnh».",
		"Enter goes into a drive or folder, ← goes out. The newest file is on top; type some letters to find one. It is copied, the original stays. For example: photos just taken are mostly in the folder of pictures."}
	wHelpCopy = say{
		"Phiếu viết thành một tin để gửi người khác qua Zalo. Tin không thay cho việc gửi về xã. Ví dụ: mở Zalo, vào nhóm của thôn, bấm Ctrl+V rồi gửi.",
		"The record as a message to pass on by Zalo. It does not replace sending to the commune. For example: open Zalo, choose the village's group, press Ctrl+V and send."}
)
