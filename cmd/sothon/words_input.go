package main

import "github.com/nghia-hung/sothon/ledger"

// What is said about records read from a file or from the command line.
var sayInput = struct {
	AtLine, AtLineColumn, AtLineField, AtField                            ledger.Words
	FileTooLarge, UTF16, NotUTF8, LostLetter, Broken, CutShort, NotClosed ledger.Words
	Trailing, TrailingArray, NotObject, Duplicate, BadValue, BadList      ledger.Words
}{
	AtLine:       ledger.Words{Vi: "Dòng %d: %s", En: "Line %d: %s"},
	AtLineColumn: ledger.Words{Vi: "Dòng %d, cột %d: %s", En: "Line %d, column %d: %s"},
	AtLineField:  ledger.Words{Vi: "Dòng %d, ô %s: %s", En: "Line %d, field %s: %s"},
	AtField:      ledger.Words{Vi: "Ô %s: %s", En: "Field %s: %s"},

	FileTooLarge: ledger.Words{
		Vi: "Tệp lớn quá (%s), nhiều nhất được %s. Chia thành nhiều tệp nhỏ.",
		En: "The file is too large (%s), at most %s. Divide it into smaller files."},
	UTF16: ledger.Words{
		Vi: "Tệp này không lưu kiểu chữ UTF-8. Mở bằng Notepad, chọn «Lưu thành», mã hóa UTF-8, rồi thử lại.",
		En: "This file is not UTF-8 text. Open it in Notepad, choose “Save as” with encoding UTF-8, then try again."},
	NotUTF8: ledger.Words{
		Vi: "Có chữ không đúng kiểu UTF-8 (có thể là TCVN3 hoặc VNI). Lưu lại tệp theo kiểu UTF-8 rồi thử lại.",
		En: "Some text is not UTF-8 (perhaps TCVN3 or VNI). Save the file as UTF-8, then try again."},
	LostLetter: ledger.Words{
		Vi: "Có chữ cái bị mất (�). Gõ lại chỗ đó.",
		En: "A letter was lost (�). Type it again."},
	Broken: ledger.Words{
		Vi: "JSON hỏng ở chữ «%s». Xem lại dấu ngoặc kép, dấu phẩy và ngoặc { } ở gần chỗ đó.",
		En: "Broken JSON at “%s”. Check the quotes, commas and braces { } near it."},
	CutShort: ledger.Words{
		Vi: "JSON bị cụt ở cuối: thiếu dấu đóng ngoặc hoặc ngoặc kép.",
		En: "The JSON is cut short: a closing bracket or quote is missing."},
	NotClosed: ledger.Words{
		Vi: "JSON hỏng: thiếu dấu } ở cuối phiếu.",
		En: "Broken JSON: the record's closing } is missing."},
	Trailing: ledger.Words{
		Vi: "Sau phiếu còn thừa chữ «%s» trên cùng dòng. Mỗi phiếu một dòng, không ghi gì thêm.",
		En: "Behind the record there is more in the line: “%s”. Write one record a line and nothing else."},
	TrailingArray: ledger.Words{
		Vi: "Sau dấu ] còn thừa chữ «%s». Chưa ghi phiếu nào của tệp này. Xóa phần thừa.",
		En: "After the ] there is more: “%s”. No record of this file was written. Delete what is too much."},
	NotObject: ledger.Words{
		Vi: "Mỗi phiếu phải là một đối tượng JSON: {\"ô\": \"nội dung\", …}",
		En: "Each record must be a JSON object: {\"field\": \"value\", …}"},
	Duplicate: ledger.Words{
		Vi: "Ô «%s» được ghi hai lần (lần trước ở dòng %d). Chỉ để lại một.",
		En: "The field “%s” is there twice (first in line %d). Leave one."},
	BadValue: ledger.Words{
		Vi: "Nội dung phải là chữ trong ngoặc kép, số, danh sách [ ] hoặc null.",
		En: "A value must be text in quotes, a number, a list [ ] or null."},
	BadList: ledger.Words{
		Vi: "Danh sách [ ] chỉ gồm toàn chữ trong ngoặc kép, hoặc toàn dòng { }.",
		En: "A list [ ] must hold only texts in quotes, or only rows { }."},
}
