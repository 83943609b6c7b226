package commune

import (
	"errors"

	"github.com/nghia-hung/sothon/ledger"
)

// BundleReason says why a letter of a bundle was not taken in, or not all of it.
func BundleReason(err error) ledger.Words {
	var fault *Fault
	var coded *ledger.Error
	if errors.As(err, &fault) {
		return fault.Words
	}
	if errors.As(err, &coded) {
		if w, ok := bundleReasons[coded.Code]; ok {
			return w
		}
		if w := reasonOf(coded.Code); w.Vi != "" {
			return w
		}
	}
	return bundleReasons[ledger.CodeInternal]
}

var bundleReasons = map[ledger.Code]ledger.Words{
	ledger.CodeNotBundle:     {Vi: "Đây không phải tệp Sổ Thôn do máy của thôn chép ra. Chọn lại tệp.", En: "This is no bundle from a laptop. Choose another file."},
	ledger.CodeBundleNewer:   {Vi: "Tệp do chương trình mới hơn ghi. Cập nhật chương trình ở xã rồi nhận lại.", En: "A newer program wrote this file. Update the program here, then import it again."},
	ledger.CodeBundleCut:     {Vi: "Tệp bị cụt, chép chưa hết. Phần đọc được đã nhận. Nhờ thôn chép lại tệp từ đầu.", En: "The file is cut short. What could be read was taken in. Ask the unit to copy it again."},
	ledger.CodeBundleDamaged: {Vi: "Tệp bị hỏng hoặc bị sửa. Phần trước chỗ hỏng đã nhận. Nhờ thôn chép lại tệp từ đầu.", En: "The file was damaged or altered. What came before the damage was taken in. Ask the unit to copy it again."},
	ledger.CodeBundleOther:   {Vi: "Đây là tệp của xã gửi cho thôn, không phải tệp thôn gửi lên. Đưa tệp này cho thôn.", En: "This file goes from the office to a laptop, not the other way. Hand it to the unit."},
	ledger.CodeWrongCommune:  {Vi: "Tệp này gửi cho xã khác nên không đọc được ở đây. Chưa nhận gì. Chuyển tệp cho đúng xã.", En: "This file is meant for another commune and cannot be read here. Nothing was taken in. Pass it on to that commune."},
	ledger.CodeRevoked:       {Vi: "Máy này đã bị xã khóa nên tệp không được nhận. Nếu biết rõ là phiếu của thôn và vẫn muốn nhận: sothon-xa bundle import --accept-revoked TỆP; việc đó được ghi vào nhật ký. Hoặc cấp mã mới cho máy nối lại (sothon-xa enroll) rồi nhận lại tệp.", En: "The office has shut this laptop out, so its file is refused. To take it in knowingly: sothon-xa bundle import --accept-revoked FILE, which is noted in the audit log. Or let the laptop join again with a new code (sothon-xa enroll), then import the file again."},
	ledger.CodeUnauthorized:  {Vi: "Tệp không phải của máy nào đã nối với xã, hoặc chữ ký không đúng. Chưa nhận gì.", En: "The file is from no laptop that has joined, or its signature is wrong. Nothing was taken in."},
	ledger.CodeGap:           {Vi: "Tệp thiếu phần đầu: xã chưa có các phiếu trước đó của máy này. Chép tệp trả lời cho thôn (sothon-xa bundle export), thôn nhận rồi chép lại tệp mới.", En: "What comes before is missing here. Give the unit a file from the office (sothon-xa bundle export); after importing it the laptop exports what is missing."},
	ledger.CodeFork:          {Vi: "Sổ của máy này không khớp với phần xã đã có. Không mất gì: chép tệp trả lời cho thôn (sothon-xa bundle export), thôn nhận rồi chép lại tệp mới.", En: "The laptop's log and the part of it that is here do not meet. Nothing is lost: give the unit a file from the office (sothon-xa bundle export); after importing it the laptop exports all anew."},
	ledger.CodeBadRequest:    {Vi: "Không hiểu nội dung tệp: chương trình ở thôn và ở xã có lẽ khác phiên bản. Cập nhật cả hai rồi thử lại.", En: "The file's content is not understood: the two programs probably differ in version. Update both and try again."},
	ledger.CodeBadFrame:      {Vi: "Một phần trong tệp bị hỏng. Phần trước đó đã nhận. Nhờ thôn chép lại tệp từ đầu.", En: "A part of the file is damaged. What came before was taken in. Ask the unit to copy it again."},
	ledger.CodeTooLarge:      {Vi: "Trong tệp có phần quá lớn, không nhận được. Phần trước đó đã nhận.", En: "A part of the file is too large. What came before was taken in."},
	ledger.CodeNoDictionary:  {Vi: "Máy ở xã chưa có mẫu phiếu mà tệp dùng. Cập nhật chương trình ở xã rồi nhận lại.", En: "The file uses a form that is not known here. Update the program here, then import it again."},
	ledger.CodeInternal:      {Vi: "Chương trình gặp lỗi khi nhận tệp. Thử lại; nếu vẫn vậy, báo người phụ trách máy.", En: "The program failed while taking the file in. Try again; otherwise tell whoever keeps this machine."},
}

// noLaptop is the refusal to write a bundle that nobody could read.
func noLaptop(unit string) *Fault {
	w := ledger.Words{Vi: "Đơn vị «{1}» chưa có máy nào nối với xã, hoặc máy đã bị khóa. Cấp mã trước: sothon-xa enroll {1}",
		En: "unit {1} has no laptop that has joined and is welcome; first: sothon-xa enroll {1}"}
	return &Fault{Key: "bundle_no_laptop", Words: ledger.Words{Vi: fill(w.Vi, []any{unit}), En: fill(w.En, []any{unit})}}
}
