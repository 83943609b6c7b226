package ledger

// Words about files: what is wrong with an answer, and why a file does not arrive.
var (
	saidNeedFiles = Words{
		"«{1}» là danh sách tệp đính kèm. Thêm tệp bằng: sothon add … --attach TỆP",
		"“{1}” is a list of attached files. Add one with: sothon add … --attach FILE",
	}
	saidTooManyFiles = Words{
		"«{1}» có nhiều hơn {2} tệp. Bớt lại, hoặc ghi thành nhiều phiếu.",
		"“{1}” has more than {2} files. Remove some, or write several records.",
	}
	saidFileEmpty = Words{
		"«{1}»: tệp «{2}» rỗng, không có gì bên trong. Chọn tệp khác.",
		"“{1}”: the file “{2}” is empty. Choose another.",
	}
	saidFileLarge = Words{
		"«{1}»: tệp «{2}» nặng {3}, nhiều nhất được {4}. Chọn ảnh nhẹ hơn, hoặc chia tệp làm nhiều phần.",
		"“{1}”: the file “{2}” has {3}, at most {4}. Choose a smaller one, or divide it.",
	}
)

// The codes of a single file in an answer of the commune, and on the laptop.
const (
	CodeFileUnknown  Code = "file_unknown"  // no record of the unit names the file
	CodeFileMismatch Code = "file_mismatch" // the bytes are not those of the hash; what came was dropped
	CodeFileOffset   Code = "file_offset"   // a chunk does not begin where the file ends here; see have
	CodeFileQuota    Code = "file_quota"    // the unit's room for files is used up
	CodeFileDamaged  Code = "file_damaged"  // the laptop's copy is damaged or gone
)

// fileReasons say why a file has not arrived.
var fileReasons = map[Code]Words{
	CodeFileUnknown:  {"xã chưa nhận phiếu có tệp này", "the commune does not have the record of this file yet"},
	CodeFileMismatch: {"tới xã bị sai, sẽ gửi lại", "arrived damaged, will be sent again"},
	CodeFileOffset:   {"sẽ gửi tiếp", "will be sent on"},
	CodeFileQuota:    {"xã chưa nhận: đơn vị đã gửi quá nhiều tệp, báo cán bộ xã", "not taken: the unit has sent too many files, tell the commune office"},
	CodeTooLarge:     {"xã không nhận: tệp quá nặng", "not taken: the file is too large"},
	CodeFileDamaged:  {"tệp trên máy này hỏng hoặc đã mất, đính kèm lại", "the copy on this laptop is damaged or gone, attach it again"},
}

// FileReason says in words why a file has not arrived.
func FileReason(code Code) Words {
	if w, ok := fileReasons[code]; ok {
		return w
	}
	return Words{"chưa tới xã (" + string(code) + ")", "not arrived (" + string(code) + ")"}
}
