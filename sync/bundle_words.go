package sync

import "github.com/nghia-hung/sothon/ledger"

// bundleWords are what is said about files, beside the catalogue of what happens on the network.
var bundleWords = map[ledger.Code]ledger.Words{
	ledger.CodeNotBundle: {
		Vi: "Tệp này không phải tệp Sổ Thôn gửi qua USB hay Zalo. Sổ trên máy không thay đổi. Chọn lại tệp cán bộ xã đã chép ra.",
		En: "This file is no Sổ Thôn bundle. The book on this laptop is unchanged. Choose the file that the commune office made."},
	ledger.CodeBundleNewer: {
		Vi: "Tệp này do chương trình mới hơn ghi nên máy này chưa đọc được. Sổ trên máy không thay đổi. Cài bản Sổ Thôn mới rồi mở lại.",
		En: "A newer program wrote this file. The book on this laptop is unchanged. Install the newest Sổ Thôn and try again."},
	ledger.CodeBundleCut: {
		Vi: "Tệp bị cụt, chép chưa hết. Phần đọc được đã nhận, không hỏng gì. Chép lại tệp từ đầu rồi nhận lại.",
		En: "The file is cut short. What could be read was taken, nothing is harmed. Copy the file again and import it again."},
	ledger.CodeBundleDamaged: {
		Vi: "Tệp bị hỏng hoặc bị sửa trên đường đi. Phần trước chỗ hỏng đã nhận, phần sau bỏ qua. Chép lại tệp từ đầu rồi nhận lại.",
		En: "The file was damaged or altered on its way. What came before the damage was taken, the rest was not. Copy it again and import it again."},
	ledger.CodeBundleOther: {
		Vi: "Trong tệp không có thư cho máy này. Sổ trên máy không thay đổi. Xin cán bộ xã tệp của đơn vị mình; tệp từ thôn gửi lên thì đưa cho xã.",
		En: "Nothing in this file is for this laptop. The book on this laptop is unchanged. Ask the commune office for your unit's file; a file from a laptop belongs to the office."},
	ledger.CodeBundleOld: {
		Vi: "Tệp này cũ hơn lần nhận gần nhất từ xã. Sổ trên máy không thay đổi. Nếu cần, xin cán bộ xã tệp mới.",
		En: "This file is older than what the commune told last. The book on this laptop is unchanged. If need be ask the commune office for a new one."},
}
