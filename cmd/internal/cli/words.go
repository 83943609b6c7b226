package cli

import "github.com/nghia-hung/sothon/ledger"

// say is what both programs say about how they are used: what is wrong with a command line, and the
// headings of help.
var say = struct {
	NoCommand, MissingArgument, ExtraArgument, UnknownCommand, UnknownCommandNear ledger.Words
	UnknownFlag, UnknownFlagNear, FlagNeedsValue, FlagBadValue, BadLanguage       ledger.Words
	UsageLine, Commands, Flags, GlobalFlags, Help, Default                        ledger.Words
	FlagLang, FlagHelp, FlagJSON                                                  ledger.Words
}{
	NoCommand: ledger.Words{
		Vi: "Chưa có lệnh. Xem các lệnh ở trên.",
		En: "A command is missing. See the commands above."},
	MissingArgument: ledger.Words{
		Vi: "Thiếu %s. Xem cách dùng: %s --help",
		En: "%s is missing. See: %s --help"},
	ExtraArgument: ledger.Words{
		Vi: "Thừa «%s». Nếu nội dung có dấu cách, đặt trong dấu ngoặc kép. Xem cách dùng: %s --help",
		En: "“%s” is too much. Put text with blanks between double quotes. See: %s --help"},
	UnknownCommand: ledger.Words{
		Vi: "Không có lệnh «%s». Xem các lệnh: %s --help",
		En: "There is no command “%s”. See the commands: %s --help"},
	UnknownCommandNear: ledger.Words{
		Vi: "Không có lệnh «%s». Có phải là: %s ? Xem các lệnh: %s --help",
		En: "There is no command “%s”. Did you mean: %s ? See the commands: %s --help"},
	UnknownFlag: ledger.Words{
		Vi: "Không có lựa chọn «%s». Xem cách dùng: %s --help",
		En: "There is no flag “%s”. See: %s --help"},
	UnknownFlagNear: ledger.Words{
		Vi: "Không có lựa chọn «%s». Có phải là: %s ?",
		En: "There is no flag “%s”. Did you mean: %s ?"},
	FlagNeedsValue: ledger.Words{
		Vi: "Sau --%s phải có nội dung.",
		En: "--%s needs a value."},
	FlagBadValue: ledger.Words{
		Vi: "--%s không nhận «%s».",
		En: "--%s does not take “%s”."},
	BadLanguage: ledger.Words{
		Vi: "Không có tiếng «%s». Chọn --lang vi (tiếng Việt) hoặc --lang en (tiếng Anh).",
		En: "There is no language “%s”. Choose --lang vi (Vietnamese) or --lang en (English)."},

	UsageLine:   ledger.Words{Vi: "Cách dùng:", En: "Usage:"},
	Commands:    ledger.Words{Vi: "Các lệnh:", En: "Commands:"},
	Flags:       ledger.Words{Vi: "Lựa chọn:", En: "Flags:"},
	GlobalFlags: ledger.Words{Vi: "Lựa chọn chung:", En: "Flags of every command:"},
	Help:        ledger.Words{Vi: "xem cách dùng một lệnh", En: "show how to use a command"},
	Default:     ledger.Words{Vi: "(mặc định %s)", En: "(default %s)"},
	FlagLang:    ledger.Words{Vi: "tiếng của lời nhắn: `vi|en` (nếu không: SOTHON_LANG, rồi vi)", En: "language of messages: `vi|en` (else SOTHON_LANG, else vi)"},
	FlagHelp:    ledger.Words{Vi: "xem cách dùng", En: "show how to use it"},
	FlagJSON:    ledger.Words{Vi: "in một tài liệu JSON cho chương trình khác đọc", En: "print one JSON document for other programs"},
}

// arguments are what the arguments of commands are called to a person, by their names in Use.
var arguments = map[string]ledger.Words{
	"FORM":   {Vi: "tên mẫu phiếu (FORM)", En: "the form's name (FORM)"},
	"ID":     {Vi: "mã phiếu (ID)", En: "the record's id (ID)"},
	"FILE":   {Vi: "tên tệp (FILE)", En: "the file's name (FILE)"},
	"URL":    {Vi: "địa chỉ máy chủ của xã (URL)", En: "the address of the commune's server (URL)"},
	"CODE":   {Vi: "mã kết nối xã cho (CODE)", En: "the one-time code from the office (CODE)"},
	"UNIT":   {Vi: "mã đơn vị (UNIT)", En: "the unit's id (UNIT)"},
	"DEVICE": {Vi: "mã máy (DEVICE)", En: "the laptop's id (DEVICE)"},
	"PERIOD": {Vi: "kỳ báo cáo (PERIOD), ví dụ 2026-06", En: "the period (PERIOD), for example 2026-06"},
	"NAME":   {Vi: "tên tài khoản (NAME)", En: "the account's name (NAME)"},
}

func argument(name string) ledger.Words {
	if words, ok := arguments[name]; ok {
		return words
	}
	return ledger.Words{Vi: name, En: name}
}
