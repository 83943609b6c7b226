package main

import "github.com/nghia-hung/sothon/ledger"

// What is said of things that the screens have done around the book.
var sayHost = struct{ JoinOffline, BadPin, CannotCopy ledger.Words }{
	JoinOffline: ledger.Words{
		Vi: "Chưa nối được: chưa có mạng, hoặc máy chủ của xã đang tắt. Mã vẫn dùng được, phiếu đã ghi vẫn nằm trên máy này. Khi có mạng, bấm F9 để nối lại.",
		En: "Not joined: no network, or the commune's server is off. The code is still good and the records are safe on this laptop. Press F9 again when there is a network."},
	BadPin: ledger.Words{
		Vi: "Dấu khóa phải có 64 chữ số và chữ a–f. Chưa làm gì. Chép lại đúng dấu khóa cán bộ xã đã cho; xã không cho thì để trống.",
		En: "The fingerprint must have 64 digits 0-9, a-f. Nothing was done. Copy it again from the commune office; leave it empty if none was given."},
	CannotCopy: ledger.Words{
		Vi: "Không chép được vào %s (%v). Sổ vẫn nguyên. Xem USB còn cắm và còn chỗ trống không, hoặc chọn nơi khác.",
		En: "Nothing could be copied to %s (%v). The book is whole. See whether the stick is in and not full, or choose another place."},
}
