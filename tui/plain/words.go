package plain

import "github.com/nghia-hung/sothon/ledger"

// What is said, in both languages.
var (
	wGreeting   = ledger.Words{Vi: "Sổ Thôn. %s. Hôm nay %s.", En: "Sổ Thôn. %s. Today is %s."}
	wNoUnit     = ledger.Words{Vi: "Máy chưa nối với xã", En: "Not joined to a commune yet"}
	wUnreadable = ledger.Words{Vi: "Dòng vừa gõ có chữ máy không đọc được. Gõ lại.", En: "That line cannot be read. Type it again."}
	wChoose     = ledger.Words{Vi: "Gõ số rồi Enter; chỉ Enter là quay lại:", En: "Type a number and Enter; Enter alone goes back:"}
	wNoSuchRow  = ledger.Words{Vi: "Không có dòng đó. Gõ một số từ 1 đến %d.", En: "There is no such line. Type a number from 1 to %d."}

	wMenu        = ledger.Words{Vi: "Làm gì? Chỉ Enter là thoát.", En: "What to do? Enter alone leaves."}
	wMenuTodo    = ledger.Words{Vi: "Việc cần làm: phiếu trả lại, phiếu ghi dở", En: "What waits: returned records, drafts"}
	wMenuNew     = ledger.Words{Vi: "Ghi phiếu mới", En: "Write a new record"}
	wMenuBook    = ledger.Words{Vi: "Tìm và xem phiếu đã ghi", En: "Find and read records"}
	wMenuPeriods = ledger.Words{Vi: "Kỳ báo cáo", En: "Reporting periods"}
	wMenuSend    = ledger.Words{Vi: "Gửi về xã", En: "Send to the commune"}

	wNotJoined   = ledger.Words{Vi: "Máy chưa nối với xã. Chờ gửi: %d lần ghi, vẫn giữ trong máy.", En: "Not joined to a commune. Waiting: %d changes, kept on this laptop."}
	wWaiting     = ledger.Words{Vi: "Chờ gửi: %d lần ghi.", En: "Waiting to be sent: %d changes."}
	wAllSent     = ledger.Words{Vi: "Xã đã nhận đủ đến %s.", En: "The commune has everything up to %s."}
	wNothingToDo = ledger.Words{Vi: "Không có việc nào đang chờ.", En: "Nothing waits."}
	wTodoTitle   = ledger.Words{Vi: "Việc cần làm:", En: "What waits:"}
	wNewTitle    = ledger.Words{Vi: "Ghi phiếu nào?", En: "Which form?"}
	wSearch      = ledger.Words{Vi: "Tìm chữ gì? Không cần dấu; chỉ Enter là các phiếu mới nhất:", En: "Search for? Enter alone lists the newest:"}
	wBookTitle   = ledger.Words{Vi: "Các phiếu:", En: "Records:"}

	wHowToJoin  = ledger.Words{Vi: "Máy chưa nối với xã. Xin xã địa chỉ và mã, rồi gõ lệnh: sothon join ĐỊA_CHỈ MÃ", En: "Not joined to a commune. Ask the office for address and code, then run: sothon join URL CODE"}
	wSending    = ledger.Words{Vi: "Đang gửi…", En: "Sending…"}
	wProven     = ledger.Words{Vi: "Xã đã nhận chắc chắn %d trên %d.", En: "The commune surely has %d of %d."}
	wSent       = ledger.Words{Vi: "Xong. Đã gửi %d, nhận về %d, còn chờ %d.", En: "Done. Sent %d, received %d, still waiting %d."}
	wKept       = ledger.Words{Vi: "Mọi phiếu vẫn giữ trong máy, lần sau gửi tiếp.", En: "Everything is kept here and will be sent next time."}
	wPeriodLine = ledger.Words{Vi: "%s, %d phiếu, %s, hạn %s", En: "%s, %d records, %s, due %s"}

	wPeriodsTitle  = ledger.Words{Vi: "Các kỳ báo cáo. Chọn một kỳ để báo:", En: "Reporting periods. Choose one to close:"}
	wMissing       = ledger.Words{Vi: "Trong năm chưa ghi: %s.", En: "Not recorded this year: %s."}
	wCloseTitle    = ledger.Words{Vi: "Báo gì về kỳ này?", En: "What of this period?"}
	wCloseComplete = ledger.Words{Vi: "Đã gửi đủ", En: "Everything is sent"}
	wCloseNil      = ledger.Words{Vi: "Không phát sinh", En: "Nothing happened"}
	wReopen        = ledger.Words{Vi: "Mở lại kỳ đã báo", En: "Open it again"}

	wHowToFill = ledger.Words{
		Vi: "Mỗi câu gõ trả lời rồi Enter. Chỉ Enter là giữ như đang có. Dấu trừ (-) là xóa. Dấu bé hơn (<) là câu trước. Dấu chấm than (!) là cất lại ghi sau. Dấu hỏi (?) là nghe lại lời này. Mọi câu trả lời được lưu ngay.",
		En: "Type each answer and Enter. Enter alone keeps what stands. A minus (-) clears. A less-than sign (<) goes to the question before. An exclamation mark (!) puts it away for later. A question mark (?) says this again. Every answer is saved at once."}
	wRequired      = ledger.Words{Vi: "cần ghi", En: "required"}
	wStands        = ledger.Words{Vi: "Đang ghi: %s", En: "Stands: %s"}
	wAnswer        = ledger.Words{Vi: "Trả lời:", En: "Answer:"}
	wProblem       = ledger.Words{Vi: "Chưa được: %s", En: "Not right: %s"}
	wAgain         = ledger.Words{Vi: "Gõ lại, hoặc chỉ Enter để sang câu sau.", En: "Type it again, or Enter alone to go on."}
	wUnderstood    = ledger.Words{Vi: "Đã ghi: %s", En: "Written: %s"}
	wComputed      = ledger.Words{Vi: "%s, máy tính ra: %s", En: "%s, computed: %s"}
	wNotHere       = ledger.Words{Vi: "%s: không làm được ở chế độ này.", En: "%s: not possible here."}
	wSummary       = ledger.Words{Vi: "Phiếu vừa ghi:", En: "The record:"}
	wWhatNow       = ledger.Words{Vi: "Làm gì tiếp?", En: "What now?"}
	wHandIn        = ledger.Words{Vi: "Ghi xong, đưa vào sổ để gửi", En: "Done, hand it in"}
	wMend          = ledger.Words{Vi: "Sửa một câu", En: "Change an answer"}
	wLater         = ledger.Words{Vi: "Cất lại, ghi tiếp sau", En: "Put it away for later"}
	wDrop          = ledger.Words{Vi: "Bỏ, không ghi nữa", En: "Throw it away"}
	wDropSure      = ledger.Words{Vi: "Bỏ hẳn những gì vừa ghi? Gõ c rồi Enter để bỏ:", En: "Really throw it away? Type y and Enter:"}
	wDropped       = ledger.Words{Vi: "Đã bỏ.", En: "Thrown away."}
	wPutAway       = ledger.Words{Vi: "Đã cất. Lần sau vào «Việc cần làm» để ghi tiếp.", En: "Put away. Go on with it from “What waits”."}
	wHandedIn      = ledger.Words{Vi: "Đã ghi vào sổ, chờ gửi về xã.", En: "Written into the book, waiting to be sent."}
	wWhichQuestion = ledger.Words{Vi: "Sửa câu nào?", En: "Which answer?"}
	wWhichRecord   = ledger.Words{Vi: "Phiếu nào?", En: "Which record?"}
	wNothingFound  = ledger.Words{Vi: "Không tìm thấy. Thử chữ khác.", En: "Nothing found. Try other words."}

	wRow      = ledger.Words{Vi: "Dòng %d: %s", En: "Row %d: %s"}
	wRows     = ledger.Words{Vi: "Các dòng. Chỉ Enter là xong.", En: "Rows. Enter alone when done."}
	wAddRow   = ledger.Words{Vi: "Thêm một dòng", En: "Add a row"}
	wMendRow  = ledger.Words{Vi: "Sửa một dòng", En: "Change a row"}
	wDropRow  = ledger.Words{Vi: "Xóa một dòng", En: "Delete a row"}
	wWhichRow = ledger.Words{Vi: "Dòng nào?", En: "Which row?"}
	wFile     = ledger.Words{Vi: "Tệp %d: %s, %s", En: "File %d: %s, %s"}
	wFilePath = ledger.Words{Vi: "Gõ đường dẫn tệp để đính kèm; chỉ Enter là xong; dấu trừ (-) là bỏ hết:", En: "Type the path of a file to attach; Enter alone when done; a minus (-) removes all:"}

	wGone         = ledger.Words{Vi: "Không mở được phiếu này.", En: "This record cannot be opened."}
	wUnknownForm  = ledger.Words{Vi: "Phiếu này theo mẫu mới hơn chương trình. Cần cập nhật chương trình.", En: "This record needs a newer program."}
	wReturned     = ledger.Words{Vi: "Xã trả lại để sửa: %s", En: "Returned by the office: %s"}
	wOffice       = ledger.Words{Vi: "xã (%s)", En: "the office (%s)"}
	wMessageLine  = ledger.Words{Vi: "Lúc %s, %s viết: %s", En: "At %s, %s wrote: %s"}
	wStep         = ledger.Words{Vi: "Lúc %s, %s: %s", En: "At %s, %s: %s"}
	wSettle       = ledger.Words{Vi: "Chọn giá trị cho ô hai máy ghi khác nhau: %s", En: "Settle what two laptops wrote differently: %s"}
	wWhichSide    = ledger.Words{Vi: "Dùng giá trị nào? Giá trị kia vẫn còn trong lịch sử.", En: "Which value? The other stays in the history."}
	wSide         = ledger.Words{Vi: "%s (%s ghi lúc %s)", En: "%s (by %s at %s)"}
	wEmpty        = ledger.Words{Vi: "bỏ trống", En: "empty"}
	wFollow       = ledger.Words{Vi: "Ghi tiếp: %s", En: "Add: %s"}
	wEdit         = ledger.Words{Vi: "Sửa phiếu", En: "Change the record"}
	wMessage      = ledger.Words{Vi: "Viết lời nhắn cho xã", En: "Write a message to the office"}
	wMessageText  = ledger.Words{Vi: "Lời nhắn:", En: "Message:"}
	wHistory      = ledger.Words{Vi: "Nghe lịch sử: ai ghi gì, lúc nào", En: "History: who wrote what and when"}
	wWithdraw     = ledger.Words{Vi: "Rút lại phiếu", En: "Take the record back"}
	wWithdrawSure = ledger.Words{Vi: "Rút lại phiếu này? Phiếu vẫn còn trong sổ nhưng không tính nữa. Gõ c rồi Enter:", En: "Take it back? It stays in the book but no longer counts. Type y and Enter:"}
	wDone         = ledger.Words{Vi: "Xong.", En: "Done."}
)

var statusWords = map[ledger.Status]ledger.Words{
	ledger.StatusDraft:     {Vi: "đang ghi dở", En: "draft"},
	ledger.StatusQueued:    {Vi: "chờ gửi", En: "waiting to be sent"},
	ledger.StatusSent:      {Vi: "đã gửi", En: "sent"},
	ledger.StatusApproved:  {Vi: "đã duyệt", En: "approved"},
	ledger.StatusReturned:  {Vi: "xã trả lại để sửa", En: "returned"},
	ledger.StatusRejected:  {Vi: "xã chưa tính", En: "not counted by the commune"},
	ledger.StatusConflict:  {Vi: "hai máy ghi khác nhau", En: "written differently on two laptops"},
	ledger.StatusWithdrawn: {Vi: "đã rút lại", En: "taken back"},
}

var periodWords = map[ledger.PeriodState]ledger.Words{
	ledger.PeriodOpen:     {Vi: "chưa báo", En: "open"},
	ledger.PeriodNil:      {Vi: "đã báo không phát sinh", En: "closed: nothing happened"},
	ledger.PeriodComplete: {Vi: "đã báo gửi đủ", En: "closed: complete"},
	ledger.PeriodLocked:   {Vi: "xã đã khóa sổ", En: "locked by the office"},
}

var kindWords = map[ledger.ChangeKind]ledger.Words{
	ledger.KindSet:      {Vi: "ghi", En: "wrote"},
	ledger.KindFinalize: {Vi: "ghi vào sổ để gửi", En: "handed in"},
	ledger.KindWithdraw: {Vi: "rút lại", En: "took back"},
	ledger.KindReturn:   {Vi: "trả lại", En: "returned"},
	ledger.KindApprove:  {Vi: "duyệt", En: "approved"},
	ledger.KindComment:  {Vi: "nhắn", En: "wrote a message"},
	ledger.KindReply:    {Vi: "trả lời", En: "replied"},
	ledger.KindMerge:    {Vi: "gộp với phiếu khác", En: "merged"},
	ledger.KindResolve:  {Vi: "chọn giá trị", En: "settled a conflict"},
	ledger.KindCorrect:  {Vi: "sửa", En: "corrected"},
	ledger.KindErase:    {Vi: "xóa tên người theo yêu cầu", En: "erased a person's name as asked"},
}
