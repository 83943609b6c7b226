package commune

import "github.com/nghia-hung/sothon/ledger"

// auditWords are the texts of the audit log.
var auditWords = map[string]ledger.Words{
	"audit":         {Vi: "Nhật ký", En: "Audit log"},
	"menu_audit":    {Vi: "Nhật ký", En: "Audit log"},
	"audit_lead":    {Vi: "Mọi việc cán bộ xã đã làm và mọi lần mở dữ liệu cá nhân. Nhật ký chỉ ghi thêm, không sửa, không xóa được.", En: "Every act of the office and every reading of personal data. Lines are only ever added."},
	"audit_number":  {Vi: "Số", En: "No."},
	"audit_at":      {Vi: "Lúc", En: "When"},
	"audit_account": {Vi: "Tài khoản", En: "Account"},
	"audit_act":     {Vi: "Việc", En: "Act"},
	"audit_object":  {Vi: "Với", En: "Object"},
	"audit_detail":  {Vi: "Chi tiết", En: "Detail"},
	"audit_hash":    {Vi: "Dấu nối", En: "Hash"},
	"audit_none":    {Vi: "Chưa có dòng nào.", En: "No lines yet."},
	"audit_csv":     {Vi: "Tải về .csv", En: "Download .csv"},
	"audit_older":   {Vi: "Các dòng cũ hơn", En: "Older lines"},
}
