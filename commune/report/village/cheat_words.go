package village

import "github.com/nghia-hung/sothon/ledger"

var (
	wordCheat      = ledger.Words{Vi: "Sổ Thôn: bảng nhớ", En: "Sổ Thôn: cheat sheet"}
	wordCheatFirst = ledger.Words{
		Vi: "Phím dùng được lúc này luôn ghi ở dòng cuối màn hình. Quên thì bấm F1.",
		En: "The keys that work now are always on the last line of the screen. F1 is help."}
	wordCheatFooter = ledger.Words{Vi: "Sổ Thôn", En: "Sổ Thôn"}
)

// cheatLine is a key, or what one wants or sees, and what it does or what to do.
type cheatLine struct{ key, does ledger.Words }

// cheatPart is a part of the cheat sheet; overleaf begins the second page.
type cheatPart struct {
	title    ledger.Words
	lines    []cheatLine
	overleaf bool
}

func same(key string) ledger.Words { return ledger.Words{Vi: key, En: key} }

// cheat is the text of the cheat sheet.
var cheat = []cheatPart{
	{title: ledger.Words{Vi: "Ở đâu cũng dùng", En: "Everywhere"}, lines: []cheatLine{
		{same("↑ ↓   Enter"), ledger.Words{Vi: "chọn một dòng, mở ra", En: "choose a line, open it"}},
		{same("Esc"), ledger.Words{Vi: "quay lại; phiếu đang ghi được cất, không mất", En: "back; a record begun is kept"}},
		{same("F1"), ledger.Words{Vi: "trợ giúp về trang đang xem", En: "help about this page"}},
		{same("F2"), ledger.Words{Vi: "gõ dấu: tắt → Telex → VNI", En: "marks: off → Telex → VNI"}},
		{same("F10"), ledger.Words{Vi: "thoát; phiếu đang ghi được cất", En: "leave; a record begun is kept"}},
	}},
	{title: ledger.Words{Vi: "Ghi một phiếu", En: "Writing a record"}, lines: []cheatLine{
		{same("Enter   Shift+Tab"), ledger.Words{Vi: "sang ô sau   về ô trước", En: "next question   the one before"}},
		{same("PgDn   PgUp"), ledger.Words{Vi: "sang trang sau   về trang trước", En: "next page   the one before"}},
		{ledger.Words{Vi: "ô chọn", En: "choices"}, ledger.Words{Vi: "↑ ↓ rồi Enter; chọn được nhiều thì dấu cách để đánh dấu", En: "↑ ↓, then Enter; the space bar marks where several may be chosen"}},
		{same("F3"), ledger.Words{Vi: "chép những ô giống phiếu lần trước", En: "copy what is as last time"}},
		{same("F9"), ledger.Words{Vi: "xem lại cả phiếu; Enter là ghi vào sổ", En: "the whole record; Enter hands it in"}},
		{same("F8"), ledger.Words{Vi: "bỏ phiếu đang ghi", En: "throw the draft away"}},
	}},
	{title: ledger.Words{Vi: "Ghi ngày, số, tiền", En: "Days, numbers, money"}, lines: []cheatLine{
		{ledger.Words{Vi: "ngày", En: "day"}, ledger.Words{Vi: "15/6 hoặc hôm qua; ← → lùi, tới một ngày", En: "15/6, or hôm qua (yesterday); ← → a day back or on"}},
		{ledger.Words{Vi: "số", En: "number"}, ledger.Words{Vi: "1.568 (nghìn có dấu chấm); 4,6 (lẻ có dấu phẩy)", En: "1.568 (a dot between thousands); 4,6 (a comma before parts)"}},
		{ledger.Words{Vi: "tiền", En: "money"}, ledger.Words{Vi: "1,5 triệu · 500 nghìn · 2tr · 1.500.000", En: "1,5 triệu (million) · 500 nghìn (thousand) · 1.500.000"}},
		{ledger.Words{Vi: "diện tích", En: "area"}, ledger.Words{Vi: "4,6 ha · 5 sào (360 m² một sào) · 2 mẫu · 800 m2", En: "4,6 ha · 5 sào (of 360 m²) · 2 mẫu · 800 m2"}},
		{ledger.Words{Vi: "cân nặng", En: "mass"}, ledger.Words{Vi: "60 kg · 3 tạ · 2,5 tấn", En: "60 kg · 3 tạ (100 kg) · 2,5 tấn (tonnes)"}},
		{ledger.Words{Vi: "không có", En: "nothing"}, ledger.Words{Vi: "để trống; chỉ ô có chữ «(cần ghi)» mới phải ghi", En: "leave it empty, except where it says “(needed)”"}},
	}},
	{title: ledger.Words{Vi: "Gõ dấu (F2 để đổi kiểu)", En: "Marks (F2 changes the method)"}, lines: []cheatLine{
		{same(""), ledger.Words{Vi: "Telex   ·   VNI", En: "Telex   ·   VNI"}},
		{ledger.Words{Vi: "sắc huyền hỏi ngã nặng", En: "á à ả ã ạ"}, same("s f r x j   ·   1 2 3 4 5")},
		{same("â ê ô   ·   đ"), same("aa ee oo   dd   ·   a6 e6 o6   d9")},
		{same("ơ ư   ·   ă"), same("ow uw   aw   ·   o7 u7   a8")},
		{ledger.Words{Vi: "bỏ dấu", En: "no mark"}, ledger.Words{Vi: "z · 0; gõ lại phím dấu cũng bỏ (ass → as); Ctrl+Z trả cả từ", En: "z · 0; or the mark's key again (ass → as); Ctrl+Z gives a word back"}},
		{same("tiếng Việt"), same("tieengs Vieetj   ·   tie6ng1 Vie6t5")},
	}},
	{title: ledger.Words{Vi: "Xem lại sổ, sửa", En: "The book"}, overleaf: true, lines: []cheatLine{
		{ledger.Words{Vi: "gõ vài chữ", En: "type letters"}, ledger.Words{Vi: "tìm, có dấu hay không dấu đều được", En: "search, with or without marks"}},
		{same("F3   F4   F6"), ledger.Words{Vi: "lọc loại phiếu · tình trạng · thời gian", En: "by kind · status · time"}},
		{ledger.Words{Vi: "trong một phiếu", En: "in a record"}, ledger.Words{Vi: "Enter sửa · F4 nhắn xã · F6 ghi lần cập nhật · F7 chép tin Zalo · F8 rút lại · Ctrl+Z hoàn tác", En: "Enter corrects · F4 message · F6 update · F7 copy as a message · F8 withdraw · Ctrl+Z undo"}},
	}},
	{title: ledger.Words{Vi: "Gửi về xã", En: "Sending"}, lines: []cheatLine{
		{same("F5"), ledger.Words{Vi: "gửi ngay (có mạng thì máy cũng tự gửi)", En: "send now (with a network it also sends by itself)"}},
		{same("F6"), ledger.Words{Vi: "trong trang gửi, khi không có mạng: chép ra USB, hoặc tệp để gửi Zalo", En: "on that page, without a network: a file for a stick or Zalo"}},
		{same("F7"), ledger.Words{Vi: "nhận tệp xã đưa lại. Có tệp này máy mới biết xã đã nhận", En: "take the office's file in. Only it proves that the office has them"}},
		{ledger.Words{Vi: "Kỳ báo cáo", En: "Periods"}, ledger.Words{Vi: "chốt kỳ: «đã gửi đủ» hoặc «không phát sinh»; in tóm tắt một trang", En: "close: “everything is sent” or “nothing happened”; print a page"}},
	}},
	{title: ledger.Words{Vi: "Chữ cạnh phiếu nghĩa là", En: "What stands beside a record"}, lines: []cheatLine{
		{ledger.Words{Vi: "đang ghi dở", En: "draft"}, ledger.Words{Vi: "chưa vào sổ; mở ra ghi tiếp, F9 rồi Enter", En: "not in the book; open it, F9, Enter"}},
		{ledger.Words{Vi: "chờ gửi", En: "waiting"}, ledger.Words{Vi: "nằm chắc trên máy này, xã chưa có", En: "safe on this laptop; the office does not have it"}},
		{ledger.Words{Vi: "xã đã nhận", En: "received"}, ledger.Words{Vi: "xã đã xác nhận chắc chắn", En: "the office has confirmed it"}},
		{ledger.Words{Vi: "xã đã duyệt", En: "approved"}, ledger.Words{Vi: "xong; không phải làm gì nữa", En: "done"}},
		{ledger.Words{Vi: "xã trả lại", En: "returned"}, ledger.Words{Vi: "mở ra đọc lý do, sửa, F9, Enter", En: "open it, read why, correct, F9, Enter"}},
		{ledger.Words{Vi: "xã chưa tính", En: "not counted"}, ledger.Words{Vi: "mở ra đọc vì sao; sửa hoặc hỏi xã", En: "open it and read why; correct it or ask the office"}},
		{ledger.Words{Vi: "hai máy ghi khác", En: "in conflict"}, ledger.Words{Vi: "mở ra chọn số đúng, hoặc ghi số thứ ba", En: "open it and choose, or write a third"}},
	}},
	{title: ledger.Words{Vi: "Khi có chuyện", En: "When something happens"}, lines: []cheatLine{
		{ledger.Words{Vi: "mất điện", En: "power cut"}, ledger.Words{Vi: "mở lại; máy đưa về đúng ô đang ghi", En: "start again; it goes on at the same question"}},
		{ledger.Words{Vi: "không có mạng", En: "no network"}, ledger.Words{Vi: "cứ ghi; phiếu nằm chắc trên máy, có mạng thì gửi", En: "go on writing; it is sent later"}},
		{ledger.Words{Vi: "ghi nhầm", En: "a mistake"}, ledger.Words{Vi: "mở phiếu, Enter để sửa; sổ giữ cả số cũ", En: "open the record, Enter corrects; the old number is kept"}},
		{ledger.Words{Vi: "sổ báo hỏng", En: "a damaged book"}, ledger.Words{Vi: "đừng xóa gì; mang máy và bản sao (USB) đến xã", En: "delete nothing; bring the laptop and its copy to the office"}},
		{ledger.Words{Vi: "không có máy", En: "no computer"}, ledger.Words{Vi: "ghi lên phiếu giấy rồi nhập sau: trang «Chọn loại phiếu», F7 in phiếu", En: "write on a paper form, type it later: F7 on the list of kinds"}},
		{ledger.Words{Vi: "khó đọc", En: "hard to read"}, ledger.Words{Vi: "Cài đặt → Chữ trên màn hình, Màu; Ctrl và + phóng to cửa sổ", En: "Settings → letters, colours; Ctrl and + enlarge the window"}},
	}},
}
