package ledger

// The sentences of problems; {1} is nearly always the field's label.
var (
	saidInRow   = Words{"Dòng {1}: {2}", "Row {1}: {2}"}
	saidParse   = Words{"«{1}»: {2}", "“{1}”: {2}"}
	saidExample = Words{"Ví dụ: {1}.", "For example: {1}."}

	saidSpan = Words{
		"«{1}»: «{2}» là một khoảng. Chỉ ghi một con số, ví dụ số bình quân.",
		"“{1}”: “{2}” is a span. Write one number, for example the mean.",
	}

	saidNotWritten = Words{
		"Chưa ghi «{1}». Ghi ô này rồi mới gửi được phiếu.",
		"“{1}” is empty. It is needed before the record can be sent.",
	}
	saidNotChosen = Words{
		"Chưa chọn «{1}». Chọn một mục rồi mới gửi được phiếu.",
		"Nothing is chosen for “{1}”. It is needed before the record can be sent.",
	}
	saidNoRows = Words{
		"«{1}» chưa có dòng nào. Ghi ít nhất một dòng.",
		"“{1}” has no row yet. Write at least one.",
	}

	saidNeedText = Words{
		"«{1}» phải ghi bằng chữ. Trong tệp, đặt chữ giữa hai dấu ngoặc kép.",
		"“{1}” takes text. In a file, put it between double quotes.",
	}
	saidNeedNumber = Words{"«{1}» phải là một con số.", "“{1}” takes one number."}
	saidNeedDate   = Words{"«{1}» phải là một ngày.", "“{1}” takes one day."}
	saidNeedOne    = Words{"«{1}» chỉ chọn được một mục.", "“{1}” takes one choice only."}
	saidNeedList   = Words{"«{1}» phải là tên các mục được chọn.", "“{1}” takes the names of choices."}
	saidNeedRows   = Words{
		"«{1}» gồm nhiều dòng. Mỗi dòng ghi: {2}.",
		"“{1}” is made of rows. Each row holds: {2}.",
	}
	saidNeedLink = Words{
		"«{1}»: mã phiếu «{2}» không đúng. Mã phiếu gồm 26 chữ và số; xem bằng lệnh: sothon list",
		"“{1}”: “{2}” is not a record's id. An id has 26 letters and digits; see: sothon list",
	}

	saidUnknownChoice = Words{
		"«{1}» không có mục «{2}». Chọn trong các mục: {3}.",
		"“{1}” has no choice “{2}”. The choices are: {3}.",
	}
	saidUnknownField = Words{
		"Phiếu «{1}» không có ô «{2}». Xem tên các ô bằng lệnh: sothon forms show {3}",
		"The form “{1}” has no field “{2}”. See its fields with: sothon forms show {3}",
	}
	saidUnknownCell = Words{
		"«{1}» không có ô «{2}». Mỗi dòng ghi: {3}.",
		"“{1}” has no field “{2}”. Each row holds: {3}.",
	}
	saidTooLong = Words{
		"«{1}» dài quá: {2} chữ cái, nhiều nhất được {3}. Viết ngắn lại.",
		"“{1}” is too long: {2} characters, at most {3}. Make it shorter.",
	}
	saidTooMany = Words{
		"«{1}» có {2} dòng, nhiều nhất được {3}. Bớt dòng, hoặc ghi thành nhiều phiếu.",
		"“{1}” has {2} rows, at most {3}. Remove rows, or write several records.",
	}
	saidNotWhole = Words{
		"«{1}» phải là số nguyên, không có phần lẻ ({2}). Ghi lại số.",
		"“{1}” must be a whole number, without decimals ({2}). Correct it.",
	}
	saidNegative = Words{
		"«{1}» không thể nhỏ hơn 0 ({2}). Ghi lại số.",
		"“{1}” cannot be below 0 ({2}). Correct it.",
	}
	saidOtherAge = Words{
		"«{1}»: năm trong ngày {2} chắc gõ nhầm. Ghi lại năm, ví dụ 2026.",
		"“{1}”: the year in {2} must be a slip. Write it again, for example 2026.",
	}
	saidNotPercent = Words{
		"«{1}» là phần trăm, chỉ từ 0 đến 100 ({2}). Ghi lại số.",
		"“{1}” is a percentage from 0 to 100 ({2}). Correct it.",
	}
	saidShares = Words{
		"«{1}» của các dòng cộng lại phải đúng 100 %, bây giờ là {2} %. Sửa lại từng dòng.",
		"“{1}” of all rows must add up to 100 %, now it is {2} %. Correct the rows.",
	}
	saidNoRecord = Words{
		"«{1}»: không tìm thấy phiếu này trong sổ. Chọn lại phiếu khác.",
		"“{1}”: this record is not in the ledger. Choose another.",
	}
	saidOtherForm = Words{
		"«{1}»: phiếu này không đúng loại. Chọn lại phiếu khác.",
		"“{1}”: this record is of another kind. Choose another.",
	}
	saidNotRelevant = Words{
		"«{1}» không hỏi đến với những gì đã chọn ở trên, nên không ghi được ({2}). Bỏ ô này, hoặc chọn lại ở trên.",
		"“{1}” is not asked with what was chosen before, so it cannot be kept ({2}). Leave it out, or choose again.",
	}
	saidComputed = Words{
		"«{1}» do máy tự tính từ các ô khác ({2}), không ghi tay ({3}). Bỏ ô này đi.",
		"“{1}” is computed from other fields ({2}) and not written by hand ({3}). Leave it out.",
	}
	saidNothing = Words{"chưa có", "nothing yet"}
)

// examples of answers by type, for fields whose hint gives none.
var examples = map[FieldType]Words{
	TypeInteger:       same("45"),
	TypeDecimal:       same("4,6"),
	TypeDate:          same("15/06/2026"),
	TypeMoney:         {"1.500.000 hoặc 1,5 triệu", "1.500.000 or 1,5 triệu"},
	TypeArea:          {"5 sào hoặc 1,2 ha", "5 sào or 1,2 ha"},
	TypeMass:          {"3 tạ hoặc 1,5 tấn", "3 tạ or 1,5 tấn"},
	TypePercentShares: same("60"),
}
