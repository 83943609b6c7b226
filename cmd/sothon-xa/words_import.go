package main

// sayImport are the words about filled workbooks.
var sayImport = struct {
	Template, TemplateLong, FlagForm, FlagUnit, TemplateDone, TemplateName text
	Import, ImportLong, FlagDry, FlagPartial, FlagAlike, FlagAnew          text
	FlagAuthor, Alike, Changed, Would, Took, Nothing                       text
}{
	Template:     text{Vi: "tệp .xlsx mẫu để thôn không có máy ghi rồi gửi về", En: "an .xlsx workbook for units without a laptop"},
	TemplateLong: text{Vi: "Ghi một tệp .xlsx mẫu: mỗi loại phiếu một trang, có danh sách chọn và kiểm tra ngay trong ô. Thôn ghi xong thì nhập bằng: sothon-xa import TỆP", En: "Writes a workbook with a sheet for every form, lists and checks in the cells. Take it in when it is filled: sothon-xa import FILE"},
	FlagForm:     text{Vi: "`mẫu` phiếu, lặp lại được (mặc định: mọi mẫu)", En: "`form`, may be repeated (default: all)"},
	FlagUnit:     text{Vi: "`mã` đơn vị duy nhất dùng tệp này", En: "`id` of the only unit that fills it in"},
	TemplateDone: text{Vi: "Đã ghi tệp mẫu %s.", En: "The workbook is in %s."},
	TemplateName: text{Vi: "Tên tệp «%s» phải kết thúc bằng .xlsx.", En: "the file name “%s” must end in .xlsx"},

	Import:      text{Vi: "nhập phiếu từ tệp .xlsx mẫu đã ghi", En: "take in a filled workbook"},
	ImportLong:  text{Vi: "Nhập các phiếu thôn ghi trong tệp mẫu (sothon-xa template). Nên xem trước bằng --dry-run. Có chỗ sai thì không nhập gì, trừ khi có --partial. Nhập lại tệp đã nhập không làm phiếu thành hai.", En: "Takes in what units wrote into the workbook of “sothon-xa template”. See first with --dry-run. When anything is wrong nothing is taken in, unless --partial. The same file twice makes no record twice."},
	FlagDry:     text{Vi: "chỉ xem sẽ nhập gì và sai ở đâu, không ghi", En: "only tell what would come and what is wrong"},
	FlagPartial: text{Vi: "nhập các dòng đúng, bỏ các dòng sai", En: "take the rows that are right, leave the others"},
	FlagAlike:   text{Vi: "bỏ qua các dòng giống một phiếu đã có", En: "leave out rows that look like a record that is there"},
	FlagAnew:    text{Vi: "dòng đã nhập mà nay ghi khác là việc mới", En: "a row that reads otherwise than before is another event"},
	FlagAuthor:  text{Vi: "`họ tên` người báo, cho các dòng không ghi", En: "`name` of who told it, for rows that do not say"},
	Alike:       text{Vi: "%s!%d: «%s» có thể là một việc với phiếu %s.", En: "%s!%d: “%s” may be the same event as record %s."},
	Changed:     text{Vi: "%s!%d: «%s» đã nhập rồi, nay ghi khác ở: %s. Phiếu giữ nguyên; muốn sửa thì sửa trên phiếu %s, việc mới thì thêm --anew.", En: "%s!%d: “%s” was taken in before and reads otherwise now in: %s. The record stays; change record %s itself, or add --anew for another event."},
	Would:       text{Vi: "Sẽ thành %d phiếu mới; đã có %d; sai %d; giống phiếu khác %d.", En: "Would make %d records; there already %d; wrong %d; alike %d."},
	Took:        text{Vi: "Đã nhập %d phiếu mới; đã có %d; sai %d; giống phiếu khác %d.", En: "Took in %d records; there already %d; wrong %d; alike %d."},
	Nothing:     text{Vi: "Chưa nhập gì: có %d chỗ sai. Sửa rồi nhập lại, hoặc thêm --partial để nhập các dòng đúng.", En: "Nothing was taken in: %d problems. Mend them, or add --partial to take the rows that are right."},
}
