package commune

import (
	"errors"
	"fmt"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// Fault is a refusal that a person reads: what is wrong and what to do. Its key is stable; Error
// gives the English words.
type Fault struct {
	Key   string
	Words ledger.Words
}

// Error gives the English words.
func (f *Fault) Error() string { return f.Words.En }

// Is makes errors.Is compare keys.
func (f *Fault) Is(target error) bool {
	t, ok := target.(*Fault)
	return ok && t.Key == f.Key
}

// Explain says an error in lang ("vi" or "en"): a Fault's words, the words of a code, or the error
// itself.
func Explain(err error, lang string) string {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault.Words.In(lang)
	}
	var coded *ledger.Error
	if errors.As(err, &coded) {
		if errors.Is(err, ErrDamaged) {
			return adviceRestore.In(lang) + " " + parenthesis(coded.Detail)
		}
		if w := reasonOf(coded.Code); w.Vi != "" {
			return strings.TrimSpace(w.In(lang) + " " + parenthesis(coded.Detail))
		}
	}
	return err.Error()
}

func parenthesis(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// fault makes a Fault from the catalogue below; args fill {1}, {2}, ….
func fault(key string, args ...any) *Fault {
	w := faults[key]
	return &Fault{Key: key, Words: ledger.Words{Vi: fill(w.Vi, args), En: fill(w.En, args)}}
}

func fill(text string, args []any) string {
	pairs := make([]string, 0, 2*len(args))
	for i, a := range args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i+1), fmt.Sprint(a))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

var faults = map[string]ledger.Words{
	"no_commune":        {Vi: "Thư mục này chưa có dữ liệu của xã. Chạy: sothon-xa init", En: "this folder holds no commune yet; run: sothon-xa init"},
	"commune_exists":    {Vi: "Thư mục này đã có dữ liệu của một xã.", En: "this folder already holds a commune"},
	"commune_name":      {Vi: "Ghi tên xã, ví dụ: --commune \"Nghĩa Hưng\".", En: "give the commune's name, for example: --commune \"Nghĩa Hưng\""},
	"commune_code":      {Vi: "Mã xã «{1}» phải là số, ví dụ 13891.", En: "the commune's code {1} must be digits, for example 13891"},
	"unit_unknown":      {Vi: "Không có đơn vị «{1}». Xem danh sách: sothon-xa unit list", En: "there is no unit {1}; see: sothon-xa unit list"},
	"unit_id":           {Vi: "Mã đơn vị «{1}» chỉ gồm chữ không dấu, số, dấu - _ và ., dài nhất 64.", En: "unit id {1} may hold only letters a-z, digits, - _ and ., at most 64"},
	"unit_name":         {Vi: "Đơn vị «{1}» chưa có tên.", En: "unit {1} has no name"},
	"unit_kind":         {Vi: "Loại đơn vị «{1}» không có. Chọn: village (thôn), school (trường), agency (cơ quan), cooperative (HTX).", En: "there is no kind of unit {1}; choose village, school, agency or cooperative"},
	"unit_day":          {Vi: "«{1}» không phải là ngày. Ghi dạng 2026-06-01 hoặc 01/06/2026.", En: "{1} is not a day; write 2026-06-01 or 01/06/2026"},
	"device_unknown":    {Vi: "Không có máy «{1}».", En: "there is no laptop {1}"},
	"record_unknown":    {Vi: "Không có phiếu «{1}».", En: "there is no record {1}"},
	"review_draft":      {Vi: "Phiếu này thôn chưa gửi chính thức, chưa duyệt được.", En: "this record has not been handed in yet"},
	"review_withdrew":   {Vi: "Phiếu này thôn đã rút lại.", En: "the unit has withdrawn this record"},
	"review_conflict":   {Vi: "Phiếu này có ô hai máy ghi khác nhau ({1}). Chọn xong rồi mới duyệt được.", En: "two laptops wrote different values in this record ({1}); settle that before approving"},
	"review_rejected":   {Vi: "Phiếu này chưa hợp lệ: {1} Trả lại để thôn sửa.", En: "this record is not valid: {1} Return it to be corrected"},
	"review_done":       {Vi: "Phiếu này đã duyệt rồi.", En: "this record is approved already"},
	"review_system":     {Vi: "Đây là lời chốt kỳ của đơn vị, không duyệt hay trả lại.", En: "this is a unit's word about a period; it is neither approved nor returned"},
	"reason_missing":    {Vi: "Ghi lý do trả lại, để thôn biết phải sửa gì.", En: "say why it is returned, so that the unit knows what to correct"},
	"text_missing":      {Vi: "Chưa ghi nội dung trả lời.", En: "the reply has no text"},
	"text_long":         {Vi: "Viết dài quá. Nhiều nhất {1} chữ.", En: "too long: at most {1} characters"},
	"field_unknown":     {Vi: "Phiếu «{1}» không có ô «{2}».", En: "form {1} has no field {2}"},
	"unit_there":        {Vi: "Mã đơn vị «{1}» đã có. Chọn mã khác, hoặc mở đơn vị đó để sửa.", En: "there is a unit {1} already"},
	"head_name":         {Vi: "Ghi họ tên, từ 2 đến 100 chữ.", En: "give a name of 2 to 100 characters"},
	"correct_form":      {Vi: "Xã chưa có mẫu «{1}» hoặc đây là phiếu của chương trình, nên không sửa được ở đây.", En: "form {1} is not known here, or is the program's own; it cannot be corrected"},
	"correct_nothing":   {Vi: "Chưa sửa ô nào khác với phiếu đang có.", En: "nothing differs from what the record holds"},
	"state_form":        {Vi: "Chỉ phiếu khó khăn mới đặt được trạng thái.", En: "only a difficulty (kho_khan) has a state to set"},
	"state_unknown":     {Vi: "Không có trạng thái «{1}». Chọn: {2}.", En: "there is no state {1}; choose: {2}"},
	"file_nowhere":      {Vi: "Máy chủ này không có chỗ giữ tệp kèm theo.", En: "there is no folder for attached files here"},
	"file_empty":        {Vi: "Tệp «{1}» trống. Chọn tệp khác.", En: "file {1} is empty; choose another"},
	"file_large":        {Vi: "Tệp «{1}» quá lớn: nhiều nhất {2}. Chụp lại nhỏ hơn, hoặc chia ra.", En: "file {1} is too large: at most {2}"},
	"file_quota":        {Vi: "Không còn chỗ cho tệp «{1}» của đơn vị này.", En: "there is no room left for file {1} of this unit"},
	"form_broken":       {Vi: "Không đọc được nội dung gửi lên. Bấm nút quay lại của trình duyệt rồi gửi lại.", En: "what was sent cannot be read; go back in the browser and send it again"},
	"form_large":        {Vi: "Gửi lên nhiều quá: mỗi lần nhiều nhất {1}. Bấm nút quay lại của trình duyệt, bỏ bớt tệp rồi gửi lại.", En: "too much at once: at most {1}; go back in the browser and leave some files out"},
	"import_none":       {Vi: "Chưa chọn tệp. Chọn tệp .xlsx thôn gửi về.", En: "no file is chosen; choose the .xlsx that came"},
	"typed_there":       {Vi: "Phiếu «{1}» đã có, với các giá trị khác. Muốn sửa thì sửa phiếu ấy.", En: "record {1} is there already and reads otherwise; correct it instead"},
	"typed_alike":       {Vi: "Có thể việc này đã có phiếu: {1}.", En: "there may be a record of this already: {1}"},
	"typed_form":        {Vi: "Xã chưa có mẫu «{1}», hoặc mẫu ấy không nhập hộ được.", En: "form {1} is not known here, or cannot be typed in for a unit"},
	"typed_id":          {Vi: "Mã phiếu «{1}» không dùng được: đã có phiếu khác mang mã ấy, hoặc mã ở thì tương lai. Mở lại phiếu trống rồi nhập.", En: "record id {1} cannot be used: another record bears it, or it lies in the future"},
	"typed_many":        {Vi: "Mỗi lần nhập nhiều nhất {1} phiếu. Chia làm nhiều tệp.", En: "at most {1} records at a time; divide them"},
	"merge_alone":       {Vi: "Gộp phải có ít nhất hai phiếu khác nhau.", En: "merging takes at least two different records"},
	"merge_many":        {Vi: "Gộp nhiều nhất {1} phiếu.", En: "at most {1} records can be merged"},
	"merge_done":        {Vi: "Các phiếu này đã gộp rồi.", En: "these records are merged already"},
	"dismiss_self":      {Vi: "Phải là hai phiếu khác nhau.", En: "It takes two different records."},
	"dismiss_reason":    {Vi: "Ghi lý do vì sao hai phiếu không phải một việc, để người sau biết.", En: "Say why the two records are not one event, for whoever comes later."},
	"dismiss_none":      {Vi: "Cặp phiếu này chưa được đánh dấu là hai việc khác nhau.", En: "This pair has not been marked as two events."},
	"merge_none":        {Vi: "Phiếu «{1}» chưa gộp với phiếu nào.", En: "record {1} is not merged with any"},
	"merge_form":        {Vi: "Phiếu «{1}» thuộc mẫu {2}, không gộp được với mẫu {3}.", En: "record {1} is of form {2} and cannot be merged with one of {3}"},
	"merge_uncounted":   {Vi: "Phiếu «{1}» đang không được tính (chưa gửi chính thức, đã rút hoặc chưa hợp lệ), nên không gộp.", En: "record {1} does not count now (not handed in, withdrawn or not valid), so it cannot be merged"},
	"resolve_nothing":   {Vi: "Chưa chọn giá trị nào.", En: "no value is chosen"},
	"resolve_none":      {Vi: "Ô «{1}» không có chỗ nào hai máy ghi khác nhau.", En: "field {1} is not in conflict"},
	"resolve_change":    {Vi: "Lần ghi «{1}» không phải là một bên của chỗ ghi khác nhau trong phiếu này.", En: "change {1} is no side of a conflict of this record"},
	"resolve_value":     {Vi: "Ô «{1}»: {2}", En: "field {1}: {3}"},
	"resolve_twice":     {Vi: "Ô «{1}» được chọn hai lần.", En: "field {1} is chosen twice"},
	"user_name":         {Vi: "Tên tài khoản «{1}» không hợp lệ: từ 2 đến 40 chữ.", En: "account name {1} is not valid: 2 to 40 characters"},
	"user_role":         {Vi: "Không có quyền «{1}». Chọn: clerk, reviewer, admin.", En: "there is no role {1}; choose clerk, reviewer or admin"},
	"user_exists":       {Vi: "Tài khoản «{1}» đã có.", En: "account {1} exists already"},
	"user_unknown":      {Vi: "Không có tài khoản «{1}».", En: "there is no account {1}"},
	"backup_keep":       {Vi: "Số bản sao lưu giữ lại {1} không dùng được: từ 1 đến 3650.", En: "{1} backups cannot be kept: from 1 to 3650"},
	"backup_recipient":  {Vi: "Khóa age «{1}» không đọc được. Khóa bắt đầu bằng age1, in ra bởi: age-keygen", En: "{1} is no age recipient; one begins with age1 and is printed by age-keygen"},
	"order_unknown":     {Vi: "Không có cách sắp xếp «{1}».", En: "there is no order {1}"},
	"token_exists":      {Vi: "Mã truy cập «{1}» đã có. Chọn tên khác.", En: "there is a token {1} already; choose another name"},
	"token_unknown":     {Vi: "Không có mã truy cập «{1}».", En: "there is no token {1}"},
	"person_short":      {Vi: "Ghi ít nhất họ và tên (từ hai chữ trở lên) để không nhầm sang người khác.", En: "give at least two words of the name, so that nobody else is meant"},
	"retention_range":   {Vi: "Số năm phải từ 0 (giữ mãi) đến {1}.", En: "years must be 0 (for ever) to {1}"},
	"person_none":       {Vi: "Không tìm thấy «{1}» ở đâu.", En: "{1} is not found anywhere"},
	"login_failed":      {Vi: "Tên hoặc mật khẩu không đúng.", En: "the name or the password is wrong"},
	"login_wait":        {Vi: "Thử sai nhiều lần quá. Đợi vài phút rồi thử lại.", En: "too many wrong attempts; wait a few minutes"},
	"code_missing":      {Vi: "Tài khoản này có mã bảo vệ thứ hai. Ghi cả mã 6 số đang hiện trên điện thoại.", En: "this account has a second factor: give the code that your phone shows, too"},
	"code_wrong":        {Vi: "Mã 6 số không đúng hoặc đã dùng rồi. Đợi mã mới trên điện thoại rồi ghi lại.", En: "the code is wrong or was used; wait for the next one"},
	"last_admin":        {Vi: "Phải còn ít nhất một tài khoản quản trị đang mở.", En: "at least one open admin account must remain"},
	"changed_since":     {Vi: "Phiếu này vừa có thay đổi mới. Xem lại rồi hãy làm tiếp.", En: "this record has just changed; look at it again first"},
	"password_weak":     {Vi: "Mật khẩu phải dài từ {1} đến {2} chữ và khác mật khẩu cũ.", En: "the password must have {1} to {2} characters and differ from the old one"},
	"indicator_unknown": {Vi: "Không có chỉ tiêu «{1}». Xem danh sách: sothon-xa indicators KỲ", En: "there is no indicator {1}; list them with: sothon-xa indicators PERIOD"},
	"report_unknown":    {Vi: "Không có báo cáo «{1}». Xem danh sách: sothon-xa report list", En: "there is no report {1}; list them with: sothon-xa report list"},
	"report_signed":     {Vi: "Báo cáo này đã ghi là ký số {1}. Muốn thay đổi thì lập báo cáo mới.", En: "the report is noted as signed under {1} already; make a new one to change it"},
	"report_number":     {Vi: "Số của báo cáo chưa đúng. Ghi như trên văn bản, ví dụ 125/BC-UBND.", En: "the report's number is missing or too long; write it as on the paper, for example 125/BC-UBND"},
	"report_day":        {Vi: "Ngày ký «{1}» không đọc được hoặc chưa đến. Ví dụ: 16/6/2026.", En: "the day of signing {1} cannot be read or has not come; for example 2026-06-16"},
	"report_format":     {Vi: "Không ghi được báo cáo dạng «{1}». Các dạng: .docx, .xlsx, .csv, .pdf, .json.", En: "a report cannot be written as {1}; it can as .docx, .xlsx, .csv, .pdf or .json"},
	"period":            {Vi: "Kỳ «{1}» không đọc được. Ví dụ: 2026-06, 2026-Q2, 2026-H1, 2026.", En: "period {1} cannot be read; for example: 2026-06, 2026-Q2, 2026-H1, 2026"},
	"days_range":        {Vi: "Số ngày làm việc {1} không dùng được: từ 1 đến {2}.", En: "{1} working days cannot be set: from 1 to {2}"},
	"holidays_many":     {Vi: "Nhiều ngày nghỉ quá: nhiều nhất {1}.", En: "too many holidays: at most {1}"},
	"until_past":        {Vi: "Ngày «{1}» đã qua. Ghi một ngày từ hôm nay trở đi.", En: "{1} is over; give today or a later day"},
	"lock_early":        {Vi: "Kỳ {1} chưa bắt đầu (từ ngày {2}), chưa khóa được.", En: "the period {1} has not begun yet (it begins on {2}), so it cannot be locked"},
	"units_few":         {Vi: "Ghi ít nhất một đơn vị.", En: "name at least one unit"},
	"unit_ended":        {Vi: "Đơn vị «{1}» đã hết hiệu lực từ ngày {2}.", En: "unit {1} ended on {2}"},
	"unit_exists":       {Vi: "Đơn vị «{1}» đã có và đang hoạt động trước ngày {2}. Chọn mã khác.", En: "unit {1} exists already before {2}; choose another id"},
	"unit_day_needed":   {Vi: "Ghi ngày bắt đầu có hiệu lực, ví dụ --date 2026-07-01.", En: "give the day from which it holds, for example --date 2026-07-01"},
	"split_few":         {Vi: "Tách phải ra ít nhất hai đơn vị.", En: "a split makes at least two units"},
	"rename_same":       {Vi: "Đơn vị «{1}» đang mang tên ấy.", En: "unit {1} has that name already"},
	"rename_early":      {Vi: "Đơn vị «{1}» đã đổi tên ngày {2}; lần đổi sau phải sau ngày đó.", En: "unit {1} was renamed on {2}; the next time must be later"},
	"status_unknown":    {Vi: "Không có trạng thái «{1}».", En: "there is no status {1}"},
	"moved":             {Vi: "Dữ liệu vừa thay đổi liên tục. Thử lại.", En: "the data kept changing; try again"},
}

// reasonOf is what a laptop is told about a code that has no words of its own.
func reasonOf(code ledger.Code) ledger.Words { return reasons[code] }

var reasons = map[ledger.Code]ledger.Words{
	ledger.CodeFormUnknown: {Vi: "Máy ở xã chưa có mẫu phiếu này hoặc bản mới này. Phiếu được giữ lại, xã cập nhật xong sẽ tính.", En: "The commune does not know this form or version yet. The record is kept and will count once it does."},
	ledger.CodeKindUnknown: {Vi: "Máy ở xã chưa hiểu thao tác này. Nó được giữ lại, xã cập nhật xong sẽ tính.", En: "The commune does not know this kind of change yet. It is kept."},
	ledger.CodeUnitDenied:  {Vi: "Phiếu này của đơn vị khác, máy này không được ghi.", En: "This record belongs to another unit; this laptop may not write it."},
	ledger.CodeKindDenied:  {Vi: "Thao tác này chỉ xã được làm.", En: "Only the commune office may do this."},
	ledger.CodeMalformed:   {Vi: "Dữ liệu gửi lên bị hỏng, xã không đọc được.", En: "The data sent cannot be read."},
	ledger.CodeIDReused:    {Vi: "Mã này đã dùng cho một lần ghi khác. Ghi lại phiếu.", En: "This id belongs to another change already. Write the record again."},

	ledger.CodeStorage: {Vi: "Đĩa đầy hoặc hỏng. Giải phóng chỗ trống rồi thử lại.", En: "The disk is full or failing. Make room and try again."},
	ledger.CodeBusy:    {Vi: "Đang bận. Thử lại sau ít phút.", En: "Busy. Try again in a few minutes."},
}
