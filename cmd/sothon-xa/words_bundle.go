package main

import "github.com/nghia-hung/sothon/cmd/internal/cli"

// sayBundle is said about files from and to laptops.
var sayBundle = struct {
	Group, Import, Export                              cli.Help
	Took, TookNone, Refused, NotCounted, Sum, Exported text
	Shut, Stranger, CannotWrite                        text
	FlagRevoked, TookRevoked                           text
}{
	Group: cli.Help{Short: text{Vi: "nhận và trả lời bằng tệp qua USB, Zalo khi máy của thôn không có mạng", En: "receive and answer by files, on a stick or by Zalo, when a laptop has no network"}},
	Import: cli.Help{
		Short: text{Vi: "nhận các tệp do máy của thôn chép ra", En: "take in files that laptops exported"},
		Long:  text{Vi: "Nhận một hay nhiều tệp, của nhiều máy cùng lúc cũng được. Nhận lại một tệp đã nhận không sao. Tệp bị từ chối thì nói rõ lý do (mã ra 1), các tệp khác vẫn được nhận.", En: "Takes in one or many files, of many laptops at once. A file that came before does no harm. Of a file that is refused the reason is told (exit code 1); the others are taken in."}},
	Export: cli.Help{
		Short: text{Vi: "chép tệp trả lời cho các máy của một đơn vị", En: "write the answer for a unit's laptops into a file"},
		Long:  text{Vi: "Chép vào một tệp đã khóa: xã đã nhận đến đâu, phiếu trả lại, trả lời. Mỗi máy của đơn vị tự tìm phần của mình, máy khác không mở được.", En: "Writes into an encrypted file what has arrived, returns and replies. Each laptop of the unit finds its own part; no other can open it."}},
	Took:        text{Vi: "%s: %s: nhận mới %d thay đổi (trong tệp có %d).", En: "%s: %s: %d new changes (of %d in the file)."},
	TookNone:    text{Vi: "%s: %s: không có gì mới, %[4]d thay đổi trong tệp đã nhận từ trước.", En: "%s: %s: nothing new, the %[4]d changes in the file were here already."},
	Refused:     text{Vi: "%s: %s: %s", En: "%s: %s: %s"},
	NotCounted:  text{Vi: "%s: %s: giữ nhưng chưa tính %d thay đổi. Xem: sothon-xa records --status rejected", En: "%s: %s: %d changes are kept but do not count. See: sothon-xa records --status rejected"},
	Sum:         text{Vi: "Nhận xong: %d thay đổi mới. Chép tệp trả lời cho thôn: sothon-xa bundle export ĐƠN_VỊ TỆP", En: "Done: %d new changes. For the units' answers: sothon-xa bundle export UNIT FILE"},
	Exported:    text{Vi: "Đã chép tệp %s cho %d máy của %s: %d thay đổi.", En: "The file %s is for %d laptops of %s: %d changes."},
	FlagRevoked: text{Vi: "nhận cả tệp của máy đã bị khóa; ghi vào nhật ký", En: "take in files of laptops that are shut out too; noted in the audit log"},
	TookRevoked: text{Vi: "%s: %s: máy này đã bị khóa; đã nhận theo yêu cầu và ghi vào nhật ký.", En: "%s: %s: this laptop is shut out; taken in as asked, and noted in the audit log."},
	Shut:        text{Vi: "Không có phần cho %d máy đã bị khóa.", En: "Nothing in it is for %d laptops that are shut out."},
	Stranger:    text{Vi: "không rõ của ai", En: "from nobody known"},
	CannotWrite: text{Vi: "Không ghi được tệp «%s» (%v). Xem USB còn chỗ trống không, cắm lại hoặc chọn chỗ khác.", En: "The file “%s” cannot be written (%v). See whether the stick is full, plug it in again or choose another place."},
}
