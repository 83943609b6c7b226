package sync

import "github.com/nghia-hung/sothon/ledger"

// Explain tells a person what went wrong with a sync, a join, or one change that the commune does
// not count (as an *ledger.Error with its code): what happened, what is safe, what to do. It gives the zero Words for nil and for a cancelled context.
func Explain(err error) ledger.Words {
	code := CodeOf(err)
	if code == "" {
		return ledger.Words{}
	}
	w, ok := words[code]
	if !ok {
		w, ok = bundleWords[code]
	}
	if !ok {
		w = words[ledger.CodeInternal]
	}
	return w
}

// words is the one catalogue of what is said about each code.
var words = map[ledger.Code]ledger.Words{
	CodeOffline: {
		Vi: "Chưa có mạng, hoặc máy chủ của xã đang tắt. Các phiếu vẫn nằm nguyên trên máy này. Khi có mạng thì gửi lại.",
		En: "No network, or the commune's server is off. The records are safe on this laptop. Send again when there is a network."},
	CodeCut: {
		Vi: "Đang gửi thì đứt mạng. Phần xã đã nhận không phải gửi lại, phần còn lại vẫn nằm trên máy này. Hãy gửi lại.",
		En: "The connection broke midway. What the commune received need not be sent again, the rest is safe on this laptop. Send again."},
	CodePortal: {
		Vi: "Mạng này bắt đăng nhập hoặc chặn đường đến xã. Các phiếu vẫn nằm nguyên trên máy này. Mở trình duyệt để đăng nhập mạng, hoặc dùng mạng khác, rồi gửi lại.",
		En: "This network asks for a sign-in or blocks the way. The records are safe on this laptop. Sign in with a browser or use another network, then send again."},
	CodeWrongServer: {
		Vi: "Nơi trả lời không phải máy chủ Sổ Thôn của xã. Các phiếu vẫn nằm nguyên trên máy này, chưa gửi cho ai. Kiểm tra lại địa chỉ hoặc đổi mạng; nếu vẫn vậy, gọi cán bộ xã.",
		En: "What answered is not the commune's Sổ Thôn server. The records are safe on this laptop. Check the address or change the network; otherwise call the commune office."},
	CodeStale: {
		Vi: "Câu trả lời nhận được là của lần gửi khác nên không tính. Các phiếu vẫn nằm nguyên trên máy này. Hãy gửi lại.",
		En: "The answer belongs to another request and does not count. The records are safe on this laptop. Send again."},
	CodeTLS: {
		Vi: "Không kiểm tra được chứng thực của máy chủ xã. Các phiếu vẫn nằm nguyên trên máy này, chưa gửi đi. Xem ngày giờ của máy có đúng không; nếu đúng, gọi cán bộ xã.",
		En: "The certificate of the commune's server cannot be verified. The records are safe on this laptop, nothing was sent. Check this laptop's date; if it is right, call the commune office."},
	CodePin: {
		Vi: "Dấu khóa của máy chủ không khớp với dấu đã ghi. Các phiếu vẫn nằm nguyên trên máy này, chưa gửi đi. Có thể mạng này không an toàn: dùng mạng khác, hoặc hỏi cán bộ xã dấu khóa mới.",
		En: "The server's key does not match the fingerprint given. The records are safe on this laptop, nothing was sent. The network may be unsafe: use another one, or ask the commune office for the new fingerprint."},
	CodeInsecureURL: {
		Vi: "Địa chỉ máy chủ không đúng: phải bắt đầu bằng https:// rồi đến tên máy chủ. Chưa có gì được gửi đi. Xem lại địa chỉ cán bộ xã đã cho.",
		En: "The server's address is not right: it must begin with https:// and a host name. Nothing was sent. Look again at the address from the commune office."},
	CodeNotJoined: {
		Vi: "Máy này chưa nối với xã. Cứ ghi phiếu bình thường, phiếu nằm trên máy này. Xin cán bộ xã địa chỉ và mã kết nối, rồi nối một lần.",
		En: "This laptop has not joined a commune. Go on recording, the records stay on this laptop. Ask the commune office for the address and a one-time code, then join once."},
	CodeElsewhere: {
		Vi: "Máy này đã nối với một xã khác. Sổ trên máy không thay đổi. Muốn dùng cho xã này, hãy mở một sổ mới (thư mục khác).",
		En: "This laptop belongs to another commune already. Its book is unchanged. For this commune begin a new book in another folder."},
	CodeNoProgress: {
		Vi: "Máy chủ của xã trả lời nhưng không nhận thêm phiếu nào. Các phiếu vẫn nằm nguyên trên máy này. Gọi cán bộ xã.",
		En: "The commune's server answers but takes nothing more. The records are safe on this laptop. Call the commune office."},
	CodeStore: {
		Vi: "Không đọc hoặc ghi được sổ trên máy này. Đừng xóa gì. Xem ổ đĩa còn chỗ trống không, tắt mở lại chương trình, rồi kiểm tra sổ bằng lệnh «sothon check».",
		En: "The book on this laptop cannot be read or written. Delete nothing. See whether the disk is full, start the program again, then run \"sothon check\"."},
	ledger.CodeBadRequest: {
		Vi: "Máy chủ của xã không hiểu máy này: hai bên có lẽ khác phiên bản. Các phiếu vẫn nằm nguyên trên máy này. Nhờ cán bộ xã cập nhật chương trình.",
		En: "The commune's server does not understand this laptop: the versions probably differ. The records are safe on this laptop. Ask the commune office for an update."},
	ledger.CodeBadFrame: {
		Vi: "Dữ liệu bị hỏng trên đường gửi. Các phiếu vẫn nằm nguyên trên máy này. Hãy gửi lại; nếu vẫn vậy, dùng mạng khác.",
		En: "The data was damaged on the way. The records are safe on this laptop. Send again; otherwise use another network."},
	ledger.CodeTooLarge: {
		Vi: "Có phiếu quá lớn, máy chủ của xã không nhận. Phiếu vẫn nằm nguyên trên máy này. Rút ngắn phần ghi chú của phiếu, hoặc gọi cán bộ xã.",
		En: "A record is larger than the commune's server takes. It is safe on this laptop. Shorten its notes, or call the commune office."},
	ledger.CodeUnauthorized: {
		Vi: "Máy chủ của xã không nhận ra máy này. Các phiếu vẫn nằm nguyên trên máy này. Xin cán bộ xã một mã kết nối mới.",
		En: "The commune's server does not know this laptop. The records are safe on this laptop. Ask the commune office for a new one-time code."},
	ledger.CodeRevoked: {
		Vi: "Xã đã ngừng nhận phiếu từ máy này. Các phiếu vẫn nằm nguyên trên máy này. Gọi cán bộ xã để được nối lại.",
		En: "The commune has shut this laptop out. The records are safe on this laptop. Call the commune office to be let in again."},
	ledger.CodeJoinCode: {
		Vi: "Mã kết nối sai, đã dùng rồi hoặc đã hết hạn. Sổ trên máy không thay đổi. Xem lại mã, hoặc xin cán bộ xã mã mới.",
		En: "The one-time code is wrong, used or expired. The book on this laptop is unchanged. Check the code, or ask the commune office for a new one."},
	ledger.CodeRateLimited: {
		Vi: "Đã thử quá nhiều lần. Sổ trên máy không thay đổi. Chờ khoảng 15 phút rồi thử lại.",
		En: "Too many attempts. The book on this laptop is unchanged. Wait about 15 minutes, then try again."},
	ledger.CodeWrongCommune: {
		Vi: "Địa chỉ này bây giờ là của xã khác. Các phiếu vẫn nằm nguyên trên máy này, chưa gửi cho xã đó. Gọi cán bộ xã để lấy địa chỉ mới.",
		En: "This address now belongs to another commune. The records are safe on this laptop and were not given to it. Ask the commune office for the new address."},
	ledger.CodeGap: {
		Vi: "Sổ ở xã và sổ trên máy này lệch nhau. Các phiếu vẫn nằm nguyên trên máy này. Hãy gửi lại; nếu vẫn vậy, gọi cán bộ xã.",
		En: "The commune's copy and this laptop's book do not meet. The records are safe on this laptop. Send again; otherwise call the commune office."},
	ledger.CodeFork: {
		Vi: "Sổ ở xã và sổ trên máy này rẽ làm hai nhiều lần. Các phiếu vẫn nằm nguyên trên máy này. Có thể hai máy dùng chung một sổ sao chép: gọi cán bộ xã.",
		En: "The commune's copy and this laptop's book keep parting. The records are safe on this laptop. Perhaps two laptops use one copied book: call the commune office."},
	ledger.CodeNoDictionary: {
		Vi: "Máy chủ của xã và máy này không dùng chung được cách nén. Các phiếu vẫn nằm nguyên trên máy này. Nhờ cán bộ xã cập nhật chương trình.",
		En: "The commune's server and this laptop cannot agree on a compression. The records are safe on this laptop. Ask the commune office for an update."},
	ledger.CodeBusy: {
		Vi: "Máy chủ của xã đang bận hoặc đang bảo trì. Các phiếu vẫn nằm nguyên trên máy này. Lát nữa gửi lại.",
		En: "The commune's server is busy or being serviced. The records are safe on this laptop. Send again in a while."},
	ledger.CodeStorage: {
		Vi: "Máy chủ của xã hết chỗ chứa hoặc hỏng ổ đĩa. Các phiếu vẫn nằm nguyên trên máy này. Báo cho cán bộ xã, rồi gửi lại sau.",
		En: "The commune's server is out of disk space or its disk fails. The records are safe on this laptop. Tell the commune office, then send again later."},
	ledger.CodeInternal: {
		Vi: "Chương trình gặp lỗi khi gửi. Các phiếu vẫn nằm nguyên trên máy này. Hãy gửi lại; nếu vẫn vậy, gọi cán bộ xã.",
		En: "The program failed while sending. The records are safe on this laptop. Send again; otherwise call the commune office."},

	// What is kept at the commune but does not count.
	ledger.CodeInvalid: {
		Vi: "Phiếu còn chỗ chưa đúng quy định của mẫu. Xã đã giữ phiếu nhưng chưa tính vào sổ. Mở phiếu, sửa chỗ được chỉ ra rồi gửi lại.",
		En: "The record breaks a rule of its form. The commune keeps it but does not count it. Open it, correct what is pointed out and send it again."},
	ledger.CodeFormUnknown: {
		Vi: "Xã chưa có mẫu phiếu này, hoặc có phiên bản khác. Xã đã giữ phiếu và sẽ tính khi có mẫu. Không phải ghi lại; báo cho cán bộ xã.",
		En: "The commune does not have this form or this version of it yet. It keeps the record and counts it when the form comes. Nothing need be written again; tell the commune office."},
	ledger.CodeKindUnknown: {
		Vi: "Chương trình ở xã cũ hơn trên máy này nên chưa hiểu thay đổi này. Xã đã giữ lại. Không phải ghi lại; báo cho cán bộ xã.",
		En: "The commune's program is older than this one and does not understand this change yet. It is kept there. Nothing need be written again; tell the commune office."},
	ledger.CodeUnitDenied: {
		Vi: "Phiếu này thuộc đơn vị khác, máy này không được ghi thay. Xã đã giữ lại nhưng không tính. Nếu đây là việc của đơn vị mình, ghi phiếu mới; nếu không, gọi cán bộ xã.",
		En: "The record belongs to another unit, for which this laptop may not write. The commune keeps the change but does not count it. If it is about your unit write a new record; otherwise call the commune office."},
	ledger.CodeKindDenied: {
		Vi: "Việc này chỉ cán bộ xã được làm. Xã đã giữ lại nhưng không tính. Phiếu không thay đổi; cần thì gọi cán bộ xã.",
		En: "Only the commune office may do this. It is kept but does not count. The record is unchanged; call the commune office if need be."},
	ledger.CodeMalformed: {
		Vi: "Xã không đọc được thay đổi này. Bản gốc vẫn nằm trên máy này và ở xã. Đừng xóa gì; gọi cán bộ xã.",
		En: "The commune cannot read this change. The original stays on this laptop and at the commune. Delete nothing; call the commune office."},
	ledger.CodeIDReused: {
		Vi: "Ở xã đã có một thay đổi khác mang cùng số hiệu. Xã giữ cả hai nhưng không tính cái sau. Mở phiếu, ghi lại thay đổi rồi gửi; nếu vẫn vậy, gọi cán bộ xã.",
		En: "Another change at the commune bears the same id. Both are kept, the later one does not count. Open the record, make the change again and send; otherwise call the commune office."},
}
