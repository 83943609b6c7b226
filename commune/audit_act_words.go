package commune

import "github.com/nghia-hung/sothon/ledger"

// auditActs are the words for the acts of the audit log that are no change of a record.
var auditActs = map[string]ledger.Words{
	"sign-in":        {Vi: "Đăng nhập", En: "Signed in"},
	"password":       {Vi: "Đổi mật khẩu", En: "Changed the password"},
	"second-factor":  {Vi: "Bật, tắt mã thứ hai", En: "Second factor on or off"},
	"user-add":       {Vi: "Thêm tài khoản", En: "Added an account"},
	"user-role":      {Vi: "Đổi quyền tài khoản", En: "Changed an account's role"},
	"user-reset":     {Vi: "Cấp lại mật khẩu", En: "Reset a password"},
	"user-close":     {Vi: "Đóng tài khoản", En: "Closed an account"},
	"user-open":      {Vi: "Mở lại tài khoản", En: "Opened an account again"},
	"user-set":       {Vi: "Đổi tài khoản", En: "Changed an account"},
	"token-add":      {Vi: "Cấp khóa API", En: "Made an API token"},
	"token-revoke":   {Vi: "Thu hồi khóa API", En: "Revoked an API token"},
	"unit-add":       {Vi: "Thêm đơn vị", En: "Added a unit"},
	"unit-import":    {Vi: "Nhập danh sách đơn vị", En: "Took in a list of units"},
	"unit-edit":      {Vi: "Sửa đơn vị", En: "Changed a unit"},
	"unit-rename":    {Vi: "Đổi tên đơn vị", En: "Renamed a unit"},
	"unit-merge":     {Vi: "Sáp nhập đơn vị", En: "Merged units"},
	"unit-split":     {Vi: "Tách đơn vị", En: "Split a unit"},
	"unit-head":      {Vi: "Ghi người đứng đầu", En: "Wrote a unit's head"},
	"code":           {Vi: "Cấp mã kết nối", En: "Made a join code"},
	"revoke":         {Vi: "Thu hồi máy", En: "Revoked a laptop"},
	"bundle_revoked": {Vi: "Nhận tệp của máy đã thu hồi", En: "Took a revoked laptop's file"},
	"period-lock":    {Vi: "Khóa kỳ", En: "Locked a period"},
	"period-unlock":  {Vi: "Mở kỳ", En: "Opened a period"},
	"reporting":      {Vi: "Đổi hạn báo cáo, ngày nghỉ", En: "Changed deadlines or holidays"},
	"read":           {Vi: "Xem phiếu", En: "Read a record"},
	"read-list":      {Vi: "Xem danh sách phiếu", En: "Read a list of records"},
	"read-file":      {Vi: "Xem tệp kèm theo", En: "Opened a file"},
	"read-behind":    {Vi: "Xem phiếu sau một con số", En: "Read the records behind a figure"},
	"read-report":    {Vi: "Xem trước báo cáo", En: "Looked at a report"},
	"report":         {Vi: "Lập báo cáo", En: "Made a report"},
	"report-file":    {Vi: "Tải báo cáo", En: "Downloaded a report"},
	"report-again":   {Vi: "Lập lại tệp báo cáo", En: "Made a report's file again"},
	"report-sign":    {Vi: "Ghi số báo cáo đã ký", En: "Wrote a signed report's number"},
	"sign-report":    {Vi: "Ghi số báo cáo đã ký", En: "Wrote a signed report's number"},
	"export":         {Vi: "Tải dữ liệu", En: "Downloaded data"},
	"type-in":        {Vi: "Nhập hộ", En: "Typed in for a unit"},
	"template":       {Vi: "Tải tệp mẫu .xlsx", En: "Downloaded the .xlsx template"},
	"import":         {Vi: "Nhập từ tệp .xlsx", En: "Took in an .xlsx"},
	"dismiss":        {Vi: "Ghi hai phiếu là hai việc", En: "Marked a pair as two events"},
	"bundle-import":  {Vi: "Nhận tệp gói từ thôn", En: "Took in a bundle"},
	"bundle-export":  {Vi: "Ghi tệp gói cho thôn", En: "Wrote a bundle"},
	"person-find":    {Vi: "Tìm dữ liệu một người", En: "Looked for a person's data"},
	"person-export":  {Vi: "Tải dữ liệu một người", En: "Downloaded a person's data"},
	"person-erase":   {Vi: "Xóa tên một người", En: "Erased a person's name"},
	"retention":      {Vi: "Đổi thời hạn giữ tên", En: "Changed how long names are kept"},
	"backup":         {Vi: "Sao lưu", En: "Backed up"},
	"restore":        {Vi: "Khôi phục từ bản sao lưu", En: "Restored a backup"},
}

// ActWords says what an act of the audit log is; the act itself when it is not known.
func ActWords(act string) ledger.Words {
	if w, ok := auditActs[act]; ok {
		return w
	}
	if w, ok := pageWords["act_"+act]; ok {
		return w
	}
	return ledger.Words{Vi: act, En: act}
}
