package tui

// Words of the first start and of joining.
var (
	wWelcomeTitle = say{"Chào mừng đến với Sổ Thôn", "Welcome to Sổ Thôn"}
	wWelcomePage  = say{"trang %d/%d", "page %d/%d"}
	wWelcomeUnit  = say{
		"Sổ này ghi việc của thôn hay đơn vị nào? Khi nối với xã, tên sẽ được thay bằng tên xã đang dùng.",
		"Which village or unit does this book belong to? After joining, the commune's own name for it is used."}
	wWelcomePerson = say{
		"Ai là người ghi và báo cáo? Tên này đứng sẵn trong mỗi phiếu, sửa được trong từng phiếu.",
		"Who writes and reports? This name stands in each record beforehand and can be changed there."}
	wWelcomeNext = say{
		"Thế là ghi được rồi. Phiếu nằm chắc trên máy này, có nối với xã hay chưa. Chọn một việc:",
		"That is all it takes. Records are safe on this laptop, joined or not. Choose what to do:"}
	wWelcomeJoin     = say{"Nối với xã ngay (xã đã cho địa chỉ và mã)", "Join the commune now (the office has given an address and a code)"}
	wWelcomeLater    = say{"Để sau: ghi trước, nối với xã lúc nào cũng được", "Later: write first, join at any time"}
	wWelcomePractice = say{"Tập thử trước cho quen tay", "Practise first"}

	wUnitLabel     = say{"Tên thôn, đơn vị", "Name of the village or unit"}
	wUnitHint      = say{"ví dụ: Thôn Mẫu", "for example: Thôn Mẫu"}
	wUnitMissing   = say{"Chưa ghi tên thôn, đơn vị. Muốn để lúc khác thì bấm Esc.", "The name is missing. Press Esc to do it another time."}
	wPersonLabel   = say{"Họ và tên người ghi", "Name of the person who writes"}
	wPersonHint    = say{"ví dụ: Nguyễn Văn Mẫu", "for example: Nguyễn Văn Mẫu"}
	wPersonMissing = say{"Chưa ghi tên. Muốn để lúc khác thì bấm Esc.", "The name is missing. Press Esc to do it another time."}

	wJoinTitle = say{"Nối với xã", "Join the commune"}
	wJoinText  = say{
		"Ghi địa chỉ và mã mà cán bộ xã đã cho (mã dùng một lần). Dán cả dòng của xã vào ô đầu cũng được. Phiếu đã ghi sẽ được gửi theo.",
		"Type the address and the one-time code from the office, or paste the office's whole line into the first box. Records already written are sent too."}
	wAddressLabel   = say{"Địa chỉ máy chủ của xã", "Address of the commune's server"}
	wAddressHint    = say{"ví dụ: https://sothon.xa-mau.vn", "for example: https://sothon.xa-mau.vn"}
	wAddressMissing = say{"Chưa ghi địa chỉ. Hỏi cán bộ xã, hoặc bấm Esc để nối sau.", "The address is missing. Ask the office, or press Esc to join later."}
	wCodeLabel      = say{"Mã kết nối", "One-time code"}
	wCodeHint       = say{"mã xã cấp, chữ hoa chữ thường đều được", "as given by the office, small or capital letters"}
	wCodeMissing    = say{"Chưa ghi mã kết nối. Hỏi cán bộ xã, hoặc bấm Esc để nối sau.", "The code is missing. Ask the office, or press Esc to join later."}
	wPinLabel       = say{"Dấu khóa của máy chủ (xã không cho thì để trống)", "Fingerprint of the server (leave empty if none was given)"}
	wPinHint        = say{"64 chữ số và chữ a–f", "64 digits and letters a–f"}
	wJoining        = say{"Đang nối với xã… Bấm Esc để dừng.", "Joining… Press Esc to stop."}
	wJoinStopped    = say{"Đã dừng, máy chưa nối với xã. Mã vẫn dùng được.", "Stopped, not joined. The code can still be used."}
	wJoined         = say{"Đã nối với xã %s. Máy này ghi cho %s.", "Joined the commune of %s. This laptop writes for %s."}
)

// Words of the settings and of what they lead to.
var (
	wSettingsTitle = say{"Cài đặt", "Settings"}
	wSetPerson     = say{"Người ghi", "Who writes"}
	wSetUnit       = say{"Thôn, đơn vị", "Unit"}
	wSetTyping     = say{"Kiểu gõ có sẵn", "Built-in typing"}
	wSetLetters    = say{"Chữ trên màn hình", "Layout"}
	wSetContrast   = say{"Màu", "Colours"}
	wSetAutoSend   = say{"Gửi về xã", "Sending"}
	wSetBackup     = say{"Chép phòng mất", "Copies"}

	wTypingOff      = say{"tắt (dùng bộ gõ của máy)", "off (the computer's own)"}
	wTypingTelex    = say{"Telex", "Telex"}
	wTypingVNI      = say{"VNI", "VNI"}
	wLettersUsual   = say{"thường", "usual"}
	wLettersLarge   = say{"thưa, dễ đọc", "wide, easy to read"}
	wContrastUsual  = say{"thường", "usual"}
	wContrastHigh   = say{"tương phản cao", "high contrast"}
	wSendByItself   = say{"tự gửi khi có mạng", "by itself when there is a network"}
	wSendByHand     = say{"chỉ khi bấm F5", "only when F5 is pressed"}
	wBackupOnlyHere = say{"chỉ trên máy này", "on this computer only"}
	wUnitOfCommune  = say{"Tên đơn vị do xã đặt. Sai thì báo cán bộ xã.", "The unit's name is the commune's. If it is wrong tell the office."}
	wPersonAbout    = say{
		"Người mới thay thì ghi tên mới ở đây. Phiếu cũ vẫn giữ tên người đã ghi.",
		"When somebody new takes over, type the new name. Older records keep the name of who wrote them."}
	wNameMissing = say{"Chưa ghi tên.", "The name is missing."}
	wSettingKept = say{"Đã đổi.", "Changed."}

	wAboutTitle    = say{"Về chương trình", "About"}
	wAboutProgram  = say{"Chương trình", "Program"}
	wAboutDevice   = say{"Số hiệu máy này", "This laptop's number"}
	wAboutRecords  = say{"Trong sổ", "In the book"}
	wAboutFolder   = say{"Sổ nằm ở", "The book is in"}
	wAboutSize     = say{"Dung lượng", "Size"}
	wAboutBackups  = say{"Bản sao trên máy", "Copies beside it"}
	wAboutLastCopy = say{"Chép ra nơi đã chọn", "Last copy elsewhere"}
	wAboutText     = say{
		"Đừng xóa hay sửa tệp trong thư mục ấy. Muốn chuyển sang máy khác, hỏi cán bộ xã.",
		"Do not delete or change files in that folder. To move to another computer ask the office."}

	wBackupText = say{
		"Mỗi ngày có liên lạc với xã, máy tự chép cả sổ vào nơi chọn ở đây (nếu USB đang cắm). Chép xong một bản ngay khi chọn.",
		"On each day with contact the whole book is copied to the place chosen here, if the stick is plugged in. One copy is made at once."}
	wBackupNow    = say{"Đang chép vào: %s", "Now: %s"}
	wBackupChosen = say{"Đã chọn.", "Chosen."}
)

// typingWords name the built-in ways of typing by their setting.
var typingWords = map[string]say{"": wTypingOff, "telex": wTypingTelex, "vni": wTypingVNI}

// Words of the practice book.
var (
	wPracticeBanner = say{"ĐANG TẬP THỬ – không gửi đi", "PRACTICE – nothing is sent"}
	wPracticeTitle  = say{"Tập thử", "Practice"}
	wPracticeAsk    = say{
		"Tập thử là một sổ riêng để làm quen: ghi sai thoải mái, không gửi đi đâu, không lẫn vào sổ thật. Tập xong thì bỏ hết hoặc giữ lại để tập tiếp.",
		"Practice is a book of its own: mistakes do no harm, nothing is sent, nothing gets into the real book. Afterwards throw it away or keep it for next time."}
	wPracticeYes      = say{"Mở sổ tập thử", "Open the practice book"}
	wPracticeNo       = say{"Không, ở lại sổ thật", "No, stay here"}
	wLeavePractice    = say{"Thôi tập, về sổ thật", "Leave practice"}
	wLeavePracticeAsk = say{
		"Về sổ thật. Các phiếu tập thì sao?",
		"Back to the real book. What about the practice records?"}
	wPracticeKeep    = say{"Giữ lại để lần sau tập tiếp", "Keep them for next time"}
	wPracticeDrop    = say{"Bỏ hết phiếu tập", "Throw them away"}
	wPracticeGoOn    = say{"Chưa, tập tiếp", "Not yet, go on practising"}
	wPracticeSending = say{"Đang tập thử: phiếu ở đây không gửi về xã.", "Practice: nothing here is sent to the commune."}
	wSetPracticeWhat = say{"ghi thử, không gửi đi", "try it, nothing is sent"}
)

// Words of files carried by hand.
var (
	wUSBTitle      = say{"USB, Zalo", "By stick or Zalo"}
	wUSBAsk        = say{"Khi không có mạng: chép phiếu chờ gửi ra tệp, mang hoặc gửi Zalo cho xã; rồi nhận tệp trả lời của xã.", "Without a network: write what waits into a file and bring it to the office, or send it by Zalo; then take in the office's answer."}
	wExportTitle   = say{"Chép ra USB, gửi Zalo", "Write to a stick, send by Zalo"}
	wExportWaiting = say{"chờ gửi: %s", "waiting: %s"}
	wExportText    = say{
		"Chọn nơi chép tệp. Tệp đã khóa, chỉ xã mở được; ai mang đi cũng được.",
		"Choose where to write the file. Only the office can open it; anybody may carry it."}
	wExported       = say{"Đã chép %s chờ gửi vào một tệp.", "Written to a file: %s."}
	wExportedNone   = say{"Không còn gì chờ gửi. Tệp chỉ báo cho xã biết máy này đã gửi đến đâu.", "Nothing waits. The file only tells the office how far this laptop has come."}
	wExportFile     = say{"Tên tệp", "File"}
	wExportWhere    = say{"Nằm ở", "Where"}
	wExportAttached = say{"Ảnh, tệp kèm theo", "Attached"}
	wExportSize     = say{"Dung lượng", "Size"}
	wNotSentYet     = say{
		"Chép ra chưa phải là đã gửi: phiếu vẫn «chờ gửi» cho đến khi nhận tệp trả lời của xã, hoặc gửi được qua mạng.",
		"Exported is not sent: the records go on waiting until the office's answer is taken in, or a network sends them."}
	wExportZalo = say{
		"Gửi Zalo: mở Zalo, bấm đính kèm tệp, chọn tệp có tên ở trên, gửi cho cán bộ xã.",
		"By Zalo: attach the file named above and send it to the office."}

	wImportTitle = say{"Nhận từ USB, Zalo", "Take in from a stick or Zalo"}
	wFoundFiles  = say{"thấy %s", "%s found"}
	wImportText  = say{"Tệp của xã cho máy này, mới nhất ở trên:", "Files from the office for this laptop, newest first:"}
	wNoLetters   = say{
		"Chưa thấy tệp nào của xã cho máy này. Cắm USB rồi bấm F5. Tệp nhận qua Zalo thì lưu vào thư mục Tải xuống (Downloads) rồi bấm F5.",
		"No file from the office for this laptop was found. Plug in the stick and press F5. Save a file that came by Zalo to Downloads, then press F5."}
	wBroughtNothing   = say{"Tệp này không có gì mới.", "There was nothing new in this file."}
	wBroughtConfirmed = say{"Xã đã nhận chắc chắn thêm %s.", "The commune has confirmed %s more."}
	wBroughtPulled    = say{"Nhận về %s của xã.", "%s came from the commune."}
	wBroughtRejected  = say{"%s xã giữ nhưng chưa tính; xem ở mục «Cần làm».", "%s kept but not counted; see “To do”."}
	wBroughtFiles     = say{"Xã đã nhận %s kèm theo.", "The commune has %s that were attached."}
	wBroughtForked    = say{"Sổ của máy này ở xã không khớp nên phải gửi lại từ đầu. Không mất gì: hãy chép ra tệp mới.", "The office's copy does not meet this laptop's, so all is to be sent again. Nothing is lost: write a new file."}
	wBroughtPending   = say{"Còn %s chờ gửi, nằm nguyên trên máy này.", "%s still wait, safe on this laptop."}
	wBroughtAll       = say{"Không còn gì chờ gửi.", "Nothing waits to be sent."}

	wLooking   = say{"Đang tìm…", "Looking…"}
	wCopying   = say{"Đang chép, xin chờ. Đừng rút USB.", "Working, please wait. Leave the stick in."}
	wFreeSpace = say{"còn trống %s", "%s free"}
	wNoStick   = say{"Không thấy USB. Cắm USB rồi bấm F5 để tìm lại.", "No stick was found. Plug it in and press F5."}
)

// Words of the chart.
var (
	wChartTitle  = say{"Biểu đồ theo tháng", "Chart by month"}
	wChartYears  = say{"█ %d  ░ %d", "█ %d  ░ %d"}
	wChartCount  = say{"Số %s", "Number of %s"}
	wChartPeople = say{"Lượt người", "Participants"}
	wChartMonth  = say{"Tháng %s", "Month %s"}
	wChartNone   = say{"Không có loại phiếu nào đếm người.", "No form counts people."}
	wChartCut    = say{"Quá nhiều phiếu nên không cộng lượt người.", "Too many records to add up participants."}
)

// Words of the home screen that lead to these.
var (
	wRowUSB      = say{"USB, Zalo: chép ra, nhận về", "Stick or Zalo: write, take in"}
	wRowChart    = say{"Biểu đồ theo tháng", "Chart by month"}
	wRowSettings = say{"Cài đặt, nối với xã, tập thử", "Settings, joining, practice"}
	wAnswered    = say{"%s xã đã trả lời", "%s answered by the office"}
	wStoppedAt   = say{"dừng ở trang «%s»", "left at page “%s”"}
)

// Nouns that are counted here.
var (
	nCopy = say{"bản", "copy|copies"}
	nFile = say{"tệp", "file|files"}
)

// What the keys do here.
var (
	wKeyGoOnPage      = say{"tiếp", "go on"}
	wKeyPageBack      = say{"trang trước", "page before"}
	wKeyLines         = say{"ô trên, ô dưới", "other lines"}
	wKeyJoin          = say{"nối với xã", "join"}
	wKeyStop          = say{"dừng", "stop"}
	wKeyChange        = say{"đổi, mở", "change, open"}
	wKeyKeepName      = say{"ghi lại", "keep"}
	wKeyExport        = say{"chép vào đây", "write here"}
	wKeyImport        = say{"nhận tệp này", "take this in"}
	wKeyLookAgain     = say{"tìm lại", "look again"}
	wKeyBackup        = say{"chép vào đây", "copy here"}
	wKeyNoBackup      = say{"thôi chép", "no more copies"}
	wKeyOtherKind     = say{"loại phiếu khác", "other kind"}
	wKeyUSB           = say{"ra USB, Zalo", "stick, Zalo"}
	wKeyReceive       = say{"nhận từ USB", "take in"}
	wKeyJoinNow       = say{"nối với xã", "join"}
	wKeyLeavePractice = say{"thôi tập", "leave practice"}
)
