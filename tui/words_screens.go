package tui

import "github.com/nghia-hung/sothon/ledger"

// Words of the home screen and of the sending line.
var (
	wGroupTodo     = say{"Cần làm", "To do"}
	wGroupNew      = say{"Ghi mới", "Write a new record"}
	wGroupBook     = say{"Sổ đã ghi", "The book"}
	wNothingToDo   = say{"Không có việc gì đang chờ.", "Nothing is waiting."}
	wAndMore       = say{"%s và %s nữa", "%s and %s more"}
	wOtherForms    = say{"Các loại phiếu khác", "All other kinds"}
	wOpenBook      = say{"Xem lại sổ đã ghi", "Look through the book"}
	wThisMonth     = say{"tháng này %s", "%s this month"}
	wNoneThisMonth = say{"tháng này chưa có", "none this month"}
	wGoingOn       = say{"%s đang làm", "%s going on"}
	wNoneGoingOn   = say{"chưa có", "none going on"}
	wCommune       = say{"xã %s", "commune of %s"}
	wFormsTitle    = say{"Ghi mới: chọn loại phiếu", "New record: choose the kind"}

	wNotJoined = say{
		"Máy này chưa nối với xã. Cứ ghi bình thường: phiếu nằm chắc trên máy này.",
		"This laptop has not joined the commune. Go on writing: records are safe on this laptop."}
	wNotJoinedWaiting = say{
		"Máy này chưa nối với xã. %s nằm chắc trên máy này, nối rồi sẽ gửi.",
		"This laptop has not joined the commune. %s safe on this laptop, to be sent after joining."}
	wSendingNow   = say{"Đang gửi về xã: xã đã nhận %s trên %s.", "Sending: the commune has %s of %s."}
	wAskingNow    = say{"Đang liên lạc với xã…", "Talking to the commune…"}
	wNeverSent    = say{"Xã chưa nhận gì từ máy này.", "The commune has not received anything from this laptop."}
	wReceivedAll  = say{"Xã đã nhận đủ đến %s.", "The commune has everything up to %s."}
	wReceivedSome = say{"Xã nhận lần gần nhất lúc %s.", "The commune last received at %s."}
	wNothingWaits = say{"Không còn phiếu chờ gửi.", "Nothing waits to be sent."}
	wWaits        = say{"Chờ gửi: %s.", "Waiting: %s."}
	wWaitsBecause = say{"Chờ gửi: %s (%s).", "Waiting: %s (%s)."}
	wOffline      = say{"máy chưa có mạng", "no network"}
)

// todoWords name what waits for a person.
var todoWords = map[ledger.Status]say{
	ledger.StatusReturned: {"%s xã trả lại để sửa", "%s returned for correction"},
	ledger.StatusRejected: {"%s xã chưa tính, cần sửa", "%s not counted, to correct"},
	ledger.StatusConflict: {"%s hai máy ghi khác nhau", "%s with differing values"},
	ledger.StatusDraft:    {"%s đang ghi dở", "%s begun, not finished"},
}

// statusWords name a record's standing; statusMeans says what it means.
var statusWords = map[ledger.Status]say{
	ledger.StatusDraft:     {"đang ghi dở", "draft"},
	ledger.StatusRejected:  {"xã chưa tính", "not counted"},
	ledger.StatusConflict:  {"hai máy ghi khác", "in conflict"},
	ledger.StatusReturned:  {"xã trả lại", "returned"},
	ledger.StatusQueued:    {"chờ gửi", "waiting"},
	ledger.StatusWithdrawn: {"đã rút lại", "withdrawn"},
	ledger.StatusApproved:  {"xã đã duyệt", "approved"},
	ledger.StatusSent:      {"xã đã nhận", "received"},
}

var statusMeans = map[ledger.Status]say{
	ledger.StatusDraft:     {"Phiếu đang ghi dở, chưa vào sổ.", "A draft, not in the book yet."},
	ledger.StatusRejected:  {"Phiếu vẫn còn nguyên. Sửa rồi gửi lại thì xã sẽ tính.", "The record is kept. Correct it and it will be counted."},
	ledger.StatusReturned:  {"Bấm Enter để sửa và gửi lại.", "Press Enter to correct it and send it again."},
	ledger.StatusQueued:    {"Đã ghi vào sổ, đang chờ gửi về xã.", "In the book, waiting to be sent."},
	ledger.StatusWithdrawn: {"Phiếu đã được rút lại, không tính nữa. Sửa phiếu thì phiếu được tính lại.", "Withdrawn, not counted any more. Correcting it makes it count again."},
	ledger.StatusApproved:  {"Xã đã nhận và đã duyệt phiếu này.", "The commune has received and approved this record."},
	ledger.StatusSent:      {"Xã đã nhận được phiếu này.", "The commune has received this record."},
}

// Words of the book and of one record.
var (
	wBookTitle    = say{"Sổ đã ghi", "The book"}
	wAtLeast      = say{"hơn %s", "over %s"}
	wSearch       = say{"Tìm:", "Search:"}
	wSearchHint   = say{"gõ vài chữ, không cần dấu", "type some letters, marks or not"}
	wBookEmpty    = say{"Sổ chưa có phiếu nào. Quay lại và chọn «Ghi mới».", "The book is empty. Go back and choose “New record”."}
	wFilterForm   = say{"Chỉ xem loại phiếu", "Show only this kind"}
	wFilterStatus = say{"Chỉ xem phiếu", "Show only records that are"}
	wAllForms     = say{"Tất cả các loại", "All kinds"}
	wAllStatuses  = say{"Tất cả", "All"}

	wReturnedField   = say{"Xã trả lại để sửa ô «%s»: «%s»", "Returned for correction of “%s”: “%s”"}
	wReturnedBecause = say{"Xã trả lại để sửa: «%s»", "Returned for correction: “%s”"}
	wRejectedBecause = say{"Xã chưa tính phiếu này: %s", "The commune does not count this record: %s"}
	wConflictHere    = say{"Hai máy ghi khác nhau: %s cần chọn. Bấm Enter để chọn.", "Two laptops wrote differently: %s to settle. Press Enter."}
	wStateConflict   = say{
		"Một bên rút phiếu này trong khi bên kia đang sửa. Phiếu được giữ lại.",
		"One side withdrew this record while another changed it. It is kept."}
	wHasDraft    = say{"Phiếu này đang sửa dở từ %s.", "A correction was begun at %s."}
	wFollowUps   = say{"Các lần cập nhật: %s", "Updates: %s"}
	wMessages    = say{"Tin nhắn", "Messages"}
	wHistory     = say{"Ai ghi, ai sửa", "Who wrote what"}
	wOffice      = say{"%s (xã)", "%s (commune office)"}
	wNoName      = say{"không ghi tên", "no name"}
	wTypedBy     = say{"%s (%s gõ hộ)", "%s (typed by %s)"}
	wBeforeAfter = say{"%s: %s → %s", "%s: %s → %s"}
	wNotYetSent  = say{"(chưa gửi)", "(not sent yet)"}

	wWithdrawTitle = say{"Rút lại phiếu", "Withdraw a record"}
	wWithdrawAsk   = say{
		"Rút lại phiếu «%s»? Phiếu không bị xóa: sổ vẫn giữ và ghi là đã rút, xã không tính nữa.",
		"Withdraw “%s”? It is not deleted: the book keeps it as withdrawn and it is not counted."}
	wWithdrawNo  = say{"Không, giữ phiếu này", "No, keep it"}
	wWithdrawYes = say{"Rút lại", "Withdraw"}
	wWithdrawn   = say{"Đã rút lại phiếu.", "Withdrawn."}

	wMessageTitle = say{"Nhắn xã · %s", "Message · %s"}
	wMessageAsk   = say{"Viết cho cán bộ xã về phiếu này:", "Write to the commune office about this record:"}
	wMessageEmpty = say{"Chưa viết gì.", "Nothing is written yet."}
	wMessageKept  = say{"Đã ghi tin nhắn.", "The message is written down."}

	wConflictTitle = say{"%s · hai máy ghi khác nhau", "%s · written differently"}
	wToChoose      = say{"%s cần chọn", "%s to settle"}
	wWroteOn       = say{"%s ghi trên %s, %s", "%s on %s, %s"}
	wThisLaptop    = say{"máy này", "this laptop"}
	wOtherLaptop   = say{"máy khác", "another laptop"}
	wOfficeLaptop  = say{"máy xã", "the office's computer"}
	wOtherValue    = say{"còn bản ghi khác: %s", "also written: %s"}
	wInUse         = say{"(đang dùng)", "(in use)"}
	wWriteOther    = say{"Ghi khác …", "Write another …"}
	wAllKept       = say{"Chọn bên nào thì bên kia vẫn được giữ trong lịch sử của phiếu.", "Whatever is chosen, the other stays in the record's history."}
	wSettled       = say{"Đã chọn xong một chỗ.", "One place is settled."}
	wAllSettled    = say{"Không còn chỗ nào khác nhau.", "Nothing differs any more."}
	wNotSettled    = say{"Chưa chọn được: %s Mở phiếu và sửa ô đó.", "Not settled: %s Open the record and correct it."}
)

// kindWords say what a change did.
var kindWords = map[ledger.ChangeKind]say{
	ledger.KindSet:      {"ghi", "wrote"},
	ledger.KindFinalize: {"ghi vào sổ", "handed in"},
	ledger.KindWithdraw: {"rút lại", "withdrew"},
	ledger.KindReturn:   {"trả lại để sửa", "returned it"},
	ledger.KindApprove:  {"duyệt", "approved"},
	ledger.KindComment:  {"nhắn xã", "wrote a message"},
	ledger.KindReply:    {"trả lời", "replied"},
	ledger.KindMerge:    {"gộp với phiếu khác", "merged it with another"},
	ledger.KindResolve:  {"chọn giữa hai bên", "settled a difference"},
	ledger.KindCorrect:  {"sửa", "corrected"},
	ledger.KindErase:    {"xóa tên người theo yêu cầu", "erased a person's name as asked"},
}

// Words of the send screen.
var (
	wSendTitle    = say{"Gửi về xã", "Sending"}
	wNotConnected = say{"chưa nối", "not joined"}
	wPausing      = say{"đang nghỉ, sẽ thử lại", "waiting to try again"}
	wSentOf       = say{"xã đã nhận %s/%s", "received %s/%s"}
	wConnecting   = say{"đang liên lạc", "connecting"}
	wNotDone      = say{"chưa gửi hết", "not finished"}
	wDone         = say{"đã xong", "done"}
	wHowToJoin    = say{
		"Máy này chưa nối với xã nên chưa gửi được. Các phiếu nằm chắc trên máy này.\n\nXin cán bộ xã địa chỉ và mã kết nối (dùng một lần), rồi nhờ người biết máy chạy lệnh:\n\nsothon join ĐỊA-CHỈ MÃ",
		"This laptop has not joined the commune and cannot send. The records are safe on this laptop.\n\nAsk the commune office for the address and a one-time code, then run:\n\nsothon join ADDRESS CODE"}
	wNextTry        = say{"Thử lại lúc %s (%s nữa). Bấm F5 để thử ngay.", "Next try at %s (in %s). Press F5 to try now."}
	wReceiving      = say{"Đang nhận tin của xã: đã được %s.", "Receiving from the commune: %s so far."}
	wConnectingLong = say{"Đang liên lạc với xã…", "Talking to the commune…"}
	wAttempt        = say{"Mạng chậm, đang thử lần thứ %d.", "The network is slow, attempt %d."}
	wSentAll        = say{"Xã đã nhận đủ, lúc %s.", "The commune has everything, at %s."}
	wNothingToSend  = say{"Không có phiếu nào phải gửi. Xã đã nhận đủ, lúc %s.", "There was nothing to send. The commune has everything, at %s."}
	wNotSendingNow  = say{"Chưa gửi. Bấm F5 để gửi ngay.", "Not sending. Press F5 to send now."}
	wStopped        = say{"Đã dừng gửi.", "Sending was stopped."}
	wPercent        = say{"%d %%", "%d %%"}
	wTimeLeft       = say{"còn khoảng %s", "about %s left"}
	wFactProven     = say{"Xã đã nhận chắc chắn", "Received for certain"}
	wNoneProven     = say{"lần này chưa phiếu nào", "none yet this time"}
	wFilesWait      = say{"Chờ gửi: %s kèm theo (%s).", "Waiting: %s attached (%s)."}
	wFactFiles      = say{"Ảnh, tệp chờ gửi", "Files waiting"}
	wSendingFiles   = say{"Các phiếu đã tới xã. Đang gửi ảnh, tệp kèm theo: %s trong %s.", "The records have arrived. Sending the attached files: %s of %s."}
	wFactWaiting    = say{"Chờ gửi", "Waiting"}
	wFactReceived   = say{"Xã gửi về", "From the commune"}
	wNoNews         = say{"không có tin mới", "nothing new"}
	wFactLast       = say{"Xã xác nhận lần cuối", "Last confirmed"}
	wUpTo           = say{"(đến phiếu «%s»)", "(up to “%s”)"}
	wOldest         = say{", cũ nhất từ %s", ", the oldest from %s"}
	wNever          = say{"chưa lần nào", "never"}
	wReturnedCount  = say{"%s trả lại", "%s returned"}
	wRejectedCount  = say{"%s chưa tính", "%s not counted"}
	wSwitchOff      = say{
		"Cần thì cứ tắt máy: phần xã đã nhận không phải gửi lại, phần còn lại vẫn nằm trên máy.",
		"Switch off whenever you need: what was received is not sent again, the rest stays on this laptop."}
)
