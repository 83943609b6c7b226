package main

// sayReport is what the commands about reports and indicators say.
var sayReport = struct {
	Report, ReportLong, List, Again, Sign, Changes, Template, Tables               text
	Indicators, IndicatorsLong, FlagTrace                                          text
	FlagOut, FlagTemplate, FlagPublic, FlagApproved, FlagAsOf, FlagComma, FlagDHIS text
	FlagTable, FlagNumber, FlagDay, FlagUnit, FlagRebuild                          text
	Written, Kept, Places, Unknown, None, Signed, NoChanges, Remade, Differs       text
	Format, BadTemplate, BadMap, NoTable, OnlyDocx, AsOf                           text
	Added, Corrected, Withdrawn, Rebuilt, RebuiltWrong                             text
}{
	Report:     text{Vi: "báo cáo định kỳ của một kỳ", En: "the periodic report of a period"},
	ReportLong: text{Vi: "Lập báo cáo của kỳ PERIOD vào tệp: .docx (văn bản theo Nghị định 30/2020, kèm 8 phụ lục), .pdf (cùng nội dung), .xlsx (8 phụ lục và bảng chi tiết), .csv (một bảng), .json (mọi số liệu; đuôi .dhis2.json với --dhis2-map là dataValueSets). Những chỗ «…» cán bộ phải tự viết được liệt kê sau khi ghi. Báo cáo được ghi vào danh sách (report list) cùng trạng thái dữ liệu, để lập lại được đúng như vậy.", En: "Makes the report of PERIOD: .docx (the document by Nghị định 30/2020 with its 8 appendices), .pdf (the same), .xlsx (8 appendices and details), .csv (one table), .json (everything; .dhis2.json with --dhis2-map is a dataValueSet). What a person must write, «…», is listed. The report is kept (report list) with the state of the data, so that it can be made again."},
	List:       text{Vi: "các báo cáo đã lập", En: "list the reports made"},
	Again:      text{Vi: "lập lại một báo cáo đã lập, từ đúng dữ liệu lúc đó", En: "make a report again from the data of that moment"},
	Sign:       text{Vi: "ghi báo cáo đã ký: số và ngày", En: "note that a report was signed: number and day"},
	Changes:    text{Vi: "những phiếu thay đổi từ khi lập báo cáo", En: "records that changed since a report was made"},
	Template:   text{Vi: "ghi văn bản mẫu (.docx) có các chỗ điền {{…}}", En: "write a template (.docx) with placeholders {{…}}"},
	Tables:     text{Vi: "tên các bảng dùng với --table", En: "the names of tables for --table"},

	Indicators:     text{Vi: "các chỉ tiêu của một kỳ", En: "the indicators of a period"},
	IndicatorsLong: text{Vi: "In các chỉ tiêu của kỳ PERIOD: kỳ này, cùng kỳ năm trước, lũy kế từ đầu năm, so sánh. --trace liệt kê các phiếu đã tính vào một chỉ tiêu.", En: "Prints the indicators of PERIOD: value, same period last year, year to date, change. --trace lists the records behind one."},
	FlagTrace:      text{Vi: "liệt kê các phiếu tính vào chỉ tiêu có `mã` này", En: "list the records behind the indicator of this `code`"},

	FlagOut:      text{Vi: "`tệp` để ghi: .docx, .pdf, .xlsx, .csv hoặc .json", En: "`file` to write: .docx, .pdf, .xlsx, .csv or .json"},
	FlagTemplate: text{Vi: "`tệp` .docx của cơ quan, có các chỗ điền {{ky}}, {{bang_01}}…", En: "the office's own .docx `file` with placeholders {{ky}}, {{bang_01}}…"},
	FlagPublic:   text{Vi: "bản công khai: không có tên cá nhân, số điện thoại", En: "a copy for the public: no names of persons, no phone numbers"},
	FlagApproved: text{Vi: "chỉ tính phiếu đã duyệt", En: "count approved records only"},
	FlagAsOf:     text{Vi: "như khi sổ chung của xã có từng này `thay đổi`", En: "as it was when the commune log had so many `changes`"},
	FlagComma:    text{Vi: ".csv ngăn bằng dấu phẩy, số có dấu chấm", En: ".csv with commas between and points in numbers"},
	FlagDHIS:     text{Vi: "`tệp` YAML ghép chỉ tiêu với phần tử dữ liệu DHIS2", En: "YAML `file` that maps indicators to DHIS2 data elements"},
	FlagTable:    text{Vi: "`bảng` ghi vào .csv (mặc định 08.don_vi; xem report tables)", En: "`table` for .csv (08.don_vi unless given; see report tables)"},
	FlagNumber:   text{Vi: "`số` của văn bản, ví dụ 125/BC-UBND", En: "`number` on the paper, for example 125/BC-UBND"},
	FlagDay:      text{Vi: "`ngày` ký, ví dụ 16/6/2026", En: "`day` of signing, for example 16/6/2026"},
	FlagUnit:     text{Vi: "của một đơn vị, theo `mã`", En: "of one unit, by its `id`"},
	FlagRebuild:  text{Vi: "tính lại số liệu tổng hợp từ mọi thay đổi và so với số đang có", En: "sum up the totals again from all changes and compare"},

	Written:   text{Vi: "Đã ghi %s: %s.", En: "%s written: %s."},
	Kept:      text{Vi: "Báo cáo số %s trong danh sách (dữ liệu đến thay đổi số %d).", En: "Report %s in the list (data up to change %d)."},
	Places:    text{Vi: "Còn %d chỗ phải tự viết (đánh dấu vàng trong văn bản):", En: "%d places are left to be written (yellow in the document):"},
	Unknown:   text{Vi: "Văn bản mẫu có chỗ điền không rõ: %s. Giữ nguyên như cũ.", En: "The template has unknown placeholders: %s. They were left as they are."},
	None:      text{Vi: "Chưa lập báo cáo nào.", En: "No report has been made."},
	Signed:    text{Vi: "Đã ghi: báo cáo %s ký số %s.", En: "Noted: report %s was signed under %s."},
	NoChanges: text{Vi: "Không có phiếu nào của kỳ thay đổi từ khi lập báo cáo %s.", En: "No record of the period has changed since report %s was made."},
	Remade:    text{Vi: "Giống hệt bản đã lập.", En: "It is the same as the one made then."},
	Differs:   text{Vi: "Khác bản đã lập lúc đó: bản đó do phiên bản %s của chương trình lập.", En: "It differs from the one made then, by version %s of the program."},

	Format:      text{Vi: "Tệp «%s» phải có đuôi .docx, .pdf, .xlsx, .csv hoặc .json.", En: "The file “%s” must end in .docx, .pdf, .xlsx, .csv or .json."},
	BadTemplate: text{Vi: "Văn bản mẫu «%s» không dùng được: %v. Mở bằng Word hoặc LibreOffice và ghi lại thành .docx.", En: "The template “%s” cannot be used: %v. Open it and save it as .docx."},
	BadMap:      text{Vi: "Tệp ghép «%s» không đọc được: %v.", En: "The mapping “%s” cannot be read: %v."},
	NoTable:     text{Vi: "Không có bảng «%s». Xem: sothon-xa report tables", En: "There is no table “%s”. See: sothon-xa report tables"},
	OnlyDocx:    text{Vi: "--template chỉ dùng với tệp .docx.", En: "--template goes with .docx files only."},
	AsOf:        text{Vi: "--as-of phải từ 1 trở lên.", En: "--as-of must be 1 or more."},

	Added:        text{Vi: "thêm", En: "added"},
	Corrected:    text{Vi: "sửa", En: "corrected"},
	Withdrawn:    text{Vi: "không còn tính", En: "no longer counts"},
	Rebuilt:      text{Vi: "Đã tính lại số liệu tổng hợp từ mọi thay đổi: khớp.", En: "Totals were summed up again from all changes: they agree."},
	RebuiltWrong: text{Vi: "Số liệu tổng hợp lệch ở %d chỗ; đã tính lại cho đúng.", En: "Totals differed in %d places; they were summed up again."},
}
