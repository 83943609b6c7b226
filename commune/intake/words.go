package intake

import (
	"fmt"

	"github.com/nghia-hung/sothon/ledger"
)

// What the workbook says.
var (
	wordTemplate = ledger.Words{Vi: "Tệp mẫu ghi việc của thôn", En: "Workbook of a unit's records"}
	wordAdvice   = ledger.Words{Vi: "Hướng dẫn", En: "How to"}
	wordLists    = ledger.Words{Vi: "Danh mục", En: "Lists"}
	wordUnit     = ledger.Words{Vi: "Đơn vị", En: "Unit"}
	wordUnitHint = ledger.Words{Vi: "bấm mũi tên bên phải ô để chọn", En: "choose with the arrow beside the cell"}
	wordDay      = ledger.Words{Vi: "ngày/tháng/năm", En: "day/month/year"}
	wordRow      = ledger.Words{Vi: "Mỗi việc ghi một dòng, từ dòng 6.", En: "One row each, from row 6 on."}
	wordExample  = ledger.Words{Vi: "VÍ DỤ – không nhập dòng này", En: "EXAMPLE – not taken in"}
	wordMust     = ledger.Words{Vi: "Cần ghi.", En: "Needed."}
	wordSeveral  = ledger.Words{Vi: "Nhiều mục thì ngăn bằng dấu chấm phẩy (;).", En: "Divide several by semicolons (;)."}
	wordPick     = ledger.Words{Vi: "Chọn một mục trong danh sách ở mũi tên bên phải ô.", En: "Choose from the list at the cell's arrow."}
	wordPickLink = ledger.Words{Vi: "Chọn một phiếu trong danh sách, hoặc ghi đúng tên của phiếu nằm trong tệp này.", En: "Choose a record from the list, or write the name of one in this workbook."}
	wordWhole    = ledger.Words{Vi: "Ô này ghi một số nguyên, không ghi chữ.", En: "A whole number, no words."}
	wordNumber   = ledger.Words{Vi: "Ô này ghi một số. Ghi chữ như «1,5 triệu» cũng được: chọn Có.", En: "A number. Words like “1,5 triệu” are read too: choose Yes."}
	wordDate     = ledger.Words{Vi: "Ô này ghi ngày, ví dụ 15/06/2026. Chương trình đọc được thì vẫn nhận: chọn Có.", En: "A day, for example 15/06/2026. Choose Yes if you are sure."}
	wordLong     = ledger.Words{Vi: "Chữ dài quá. Viết ngắn lại.", En: "Too long."}

	wordAdviceText = ledger.Words{
		Vi: "Mỗi trang tính là một loại phiếu. Mỗi việc ghi một dòng, bắt đầu từ dòng 6, dưới dòng ví dụ màu vàng. Dòng ví dụ không được nhập.\n" +
			"Cột có tên trên nền xanh đậm và dấu * là ô cần ghi. Các ô khác không có thì để trống.\n" +
			"Ô có mũi tên thì bấm mũi tên để chọn. Ô chọn được nhiều mục thì ghi các mục cách nhau bằng dấu chấm phẩy (;).\n" +
			"Ngày ghi 15/06/2026. Số ghi 1.234 hoặc 1234. Tiền ghi số đồng, hoặc 1,5 triệu. Diện tích ghi số m², hoặc 5 sào. Khối lượng ghi số kg, hoặc 12 tấn.\n" +
			"Không gộp ô, không xóa hay đổi tên các trang và các dòng đầu. Ghi xong gửi tệp này về xã qua Zalo hoặc USB; xã kiểm tra rồi mới nhập.\n" +
			"Gửi lại tệp đã gửi không làm phiếu thành hai. Kỳ sau xin xã tệp mới.",
		En: "Every sheet is one form. One row for each event, from row 6 on, below the yellow example, which is not taken in.\n" +
			"Columns with a dark green head and a * are needed. Leave empty what does not apply.\n" +
			"Where there is an arrow, choose from the list. Divide several choices by semicolons (;).\n" +
			"Days as 15/06/2026. Money in đồng, or 1,5 triệu. Areas in m², or 5 sào. Masses in kg, or 12 tấn.\n" +
			"Do not merge cells, and leave sheets and their first rows as they are. Send the file to the office, which checks it before taking it in.\n" +
			"The same file sent again does not make records twice. Ask for a new file for the next period.",
	}
)

// What is wrong with a workbook or a cell.
var (
	saidNotXLSX  = ledger.Words{Vi: "Không đọc được tệp. Tệp phải là .xlsx lưu từ Excel hoặc LibreOffice, không đặt mật khẩu.", En: "The file cannot be read. It must be an .xlsx without a password."}
	saidNoSheet  = ledger.Words{Vi: "Đây không phải tệp mẫu của chương trình. Tải tệp mẫu ở trang «Nhập từ tệp» hoặc bằng lệnh sothon-xa template.", En: "This is not the program's workbook. Get it from the page or with: sothon-xa template"}
	saidLarge    = ledger.Words{Vi: "Tệp lớn quá (nhiều nhất %s). Chia thành nhiều tệp, bỏ ảnh trong tệp.", En: "The file is too large (at most %s)."}
	saidPacked   = ledger.Words{Vi: "Tệp bung ra lớn bất thường nên không mở.", En: "The file unpacks to far too much and is not opened."}
	saidSheets   = ledger.Words{Vi: "Tệp có nhiều trang tính quá (nhiều nhất %d).", En: "Too many sheets (at most %d)."}
	saidRows     = ledger.Words{Vi: "Từ dòng này trở đi không đọc: mỗi trang nhiều nhất %d dòng. Chuyển bớt sang tệp khác.", En: "Nothing is read from here on: at most %d rows."}
	saidKey      = ledger.Words{Vi: "Dòng ẩn số 2 ghi tên ô «%s» mà mẫu không có. Chép sang tệp mẫu mới.", En: "The hidden row 2 names %q, which the form does not have."}
	saidKeyTwice = ledger.Words{Vi: "Dòng ẩn số 2 ghi ô «%s» hai lần. Chép sang tệp mẫu mới.", En: "The hidden row 2 names %q twice."}
	saidForm     = ledger.Words{Vi: "Xã chưa có mẫu «%s» bản %d. Tải tệp mẫu mới.", En: "Form %s, version %d, is not known here. Get a new workbook."}
	saidNoUnit   = ledger.Words{Vi: "Trang này mất cột «Đơn vị». Chép sang tệp mẫu mới.", En: "The column of the unit is missing."}
	saidExample  = ledger.Words{Vi: "Dòng ví dụ đã bị ghi đè. Chép nội dung xuống một dòng trống bên dưới, rồi để lại dòng ví dụ như cũ hoặc xóa trắng.", En: "The example row was written over. Move what it says to an empty row below."}
	saidError    = ledger.Words{Vi: "Ô này báo lỗi %s. Ghi lại giá trị.", En: "The cell shows the error %s. Write the value."}
	saidFormula  = ledger.Words{Vi: "Ô này là công thức chưa có kết quả. Mở tệp bằng Excel, lưu lại, hoặc ghi thẳng giá trị.", En: "The cell has a formula without a result. Save the file in Excel, or write the value."}
	saidMerged   = ledger.Words{Vi: "Ô này bị gộp (%s). Bỏ gộp ô rồi ghi từng ô.", En: "The cell is merged (%s). Unmerge it."}
	saidDay      = ledger.Words{Vi: "Số %s trong ô ngày không phải là ngày. Ghi lại, ví dụ 15/06/2026.", En: "The number %s is no day. Write it as 15/06/2026."}
	saidPrecise  = ledger.Words{Vi: "Số %s có quá nhiều chữ số. Làm tròn, nhiều nhất bốn chữ số thập phân.", En: "The number %s has too many digits. At most four decimals."}
	saidAbove    = ledger.Words{Vi: "Có chữ ở cột không thuộc mẫu. Xóa đi, hoặc chuyển vào «Ghi chú».", En: "There is something in a column that is not the form's."}
)

func say(w ledger.Words, args ...any) ledger.Words {
	return ledger.Words{Vi: fmt.Sprintf(w.Vi, args...), En: fmt.Sprintf(w.En, args...)}
}
