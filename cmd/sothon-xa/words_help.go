package main

// sayHelp describes the commands and their flags.
var sayHelp = struct {
	Root, FlagData, FlagDatabase                                                                             text
	Init, InitLong, FlagCommune, FlagCode, FlagProvince, FlagAdmin                                           text
	Unit, UnitImport, UnitImportLong, UnitList, UnitAdd                                                      text
	FlagUnitID, FlagUnitName, FlagUnitKind, FlagOldCommune, FlagValidFrom, FlagValidTo                       text
	Enroll, EnrollLong, EnrollList, EnrollRevoke, FlagEnrollURL, FlagFor                                     text
	Serve, ServeLong, FlagAddr, FlagCert, FlagKey, FlagSelfSigned, FlagServeURL                              text
	Records, FlagUnit, FlagForm, FlagPeriod, FlagStatus, FlagSearch, FlagLimit                               text
	Show, FlagHistory, Review, ReviewLong, FlagApprove, FlagReturn, FlagField                                text
	FlagReply, FlagState, FlagBy, User, UserAdd, UserList, UserReset, UserSet, FlagRole, FlagClose, FlagOpen text
	Backup, Restore, RestoreLong, Check, Version                                                             text
}{
	Root: text{Vi: "Sổ Thôn – xã: nhận phiếu của các thôn, duyệt, tổng hợp, báo cáo.", En: "Sổ Thôn – commune: receives the villages' records, reviews them, adds them up, reports."},

	FlagData:     text{Vi: "`thư mục` dữ liệu của xã (mặc định: SOTHON_XA_DATA)", En: "`folder` of the commune's data (default: SOTHON_XA_DATA)"},
	FlagDatabase: text{Vi: "`địa chỉ` PostgreSQL (bản này chưa dùng)", En: "PostgreSQL `address` (not in this version)"},

	Init:         text{Vi: "tạo dữ liệu của xã và tài khoản đầu tiên", En: "begin a commune's data, with its first account"},
	InitLong:     text{Vi: "Tạo dữ liệu của xã: khóa, và tài khoản quản trị với mật khẩu dùng một lần. Làm một lần khi cài đặt.", En: "Begins the data of a commune: its keys and an administrator with a one-time password. Done once."},
	FlagCommune:  text{Vi: "`tên` xã, ví dụ \"Nghĩa Hưng\"", En: "`name` of the commune, for example \"Nghĩa Hưng\""},
	FlagCode:     text{Vi: "`mã` xã của Tổng cục Thống kê, ví dụ 13891", En: "the commune's statistical `code`, for example 13891"},
	FlagProvince: text{Vi: "`tên` tỉnh, ví dụ \"Ninh Bình\"", En: "`name` of the province, for example \"Ninh Bình\""},
	FlagAdmin:    text{Vi: "`tên` tài khoản đầu tiên", En: "`name` of the first account"},

	Unit:           text{Vi: "các đơn vị báo cáo: thôn, trường, cơ quan, HTX", En: "the reporting units: villages, schools, agencies, cooperatives"},
	UnitImport:     text{Vi: "nhập danh sách đơn vị từ tệp CSV", En: "import units from a CSV file"},
	UnitImportLong: text{Vi: "Nhập đơn vị từ tệp CSV (UTF-8, ngăn bằng dấu phẩy hoặc chấm phẩy). Dòng đầu là tên cột: id, name, và nếu cần kind (village, school, agency, cooperative), old_commune, valid_from, valid_to. Đơn vị đã có thì được sửa. Có chỗ sai thì không nhập gì.", En: "Imports units from CSV (UTF-8, divided by commas or semicolons). The first line names the columns: id, name and, if wanted, kind (village, school, agency, cooperative), old_commune, valid_from, valid_to. Units that exist are changed. When anything is wrong nothing is imported."},
	UnitList:       text{Vi: "danh sách đơn vị", En: "list the units"},
	UnitAdd:        text{Vi: "thêm hoặc sửa một đơn vị", En: "add or change one unit"},
	FlagUnitID:     text{Vi: "`mã` đơn vị, không dấu, ví dụ xom-1-nghia-thai", En: "the unit's `id`, for example xom-1-nghia-thai"},
	FlagUnitName:   text{Vi: "`tên` đơn vị", En: "the unit's `name`"},
	FlagUnitKind:   text{Vi: "`loại`: village (thôn), school (trường), agency (cơ quan), cooperative (HTX)", En: "`kind`: village, school, agency or cooperative"},
	FlagOldCommune: text{Vi: "`tên` xã cũ, để phân biệt các đơn vị trùng tên", En: "`name` of the old commune, to tell units of one name apart"},
	FlagValidFrom:  text{Vi: "`ngày` đơn vị bắt đầu có", En: "first `day` on which the unit exists"},
	FlagValidTo:    text{Vi: "`ngày` cuối đơn vị còn có", En: "last `day` on which the unit exists"},

	Enroll:        text{Vi: "cấp mã để một máy tính của đơn vị tham gia", En: "give out a code by which a unit's laptop joins"},
	EnrollLong:    text{Vi: "Cấp một mã dùng một lần cho máy tính của đơn vị UNIT. Lệnh «list» xem các máy, «revoke» khóa một máy.", En: "Gives out a one-time code for a laptop of UNIT. “list” shows the laptops, “revoke” shuts one out."},
	EnrollList:    text{Vi: "các máy đã tham gia và các mã đã phát", En: "list laptops and codes"},
	EnrollRevoke:  text{Vi: "khóa một máy (mất, hỏng, đổi chủ)", En: "shut a laptop out (lost, broken, given away)"},
	FlagEnrollURL: text{Vi: "`địa chỉ` của xã mà máy sẽ gọi tới (mặc định: nơi serve chạy lần cuối)", En: "`address` at which laptops reach the commune (default: where serve last listened)"},
	FlagFor:       text{Vi: "mã dùng được trong `bao lâu`", En: "how `long` the code works"},

	Serve:          text{Vi: "chạy máy chủ: nơi các máy gửi về, và trang của xã", En: "run the endpoint and the web page"},
	ServeLong:      text{Vi: "Chạy máy chủ của xã: nơi các máy của thôn gửi phiếu về, và trang web để duyệt, cùng một địa chỉ. Dừng bằng Ctrl+C hoặc SIGTERM.", En: "Runs the commune's server: the endpoint of the laptops and the web page, at one address. Ctrl+C or SIGTERM stops it."},
	FlagAddr:       text{Vi: "`địa chỉ` và cổng", En: "`address` and port to listen on"},
	FlagCert:       text{Vi: "`tệp` chứng chỉ TLS (PEM)", En: "TLS certificate `file` (PEM)"},
	FlagKey:        text{Vi: "`tệp` khóa TLS (PEM)", En: "TLS key `file` (PEM)"},
	FlagSelfSigned: text{Vi: "mã hóa bằng khóa riêng của xã; các máy nhận ra khóa khi tham gia", En: "TLS with the commune's own key, which laptops learn when they join"},
	FlagServeURL:   text{Vi: "`địa chỉ` mà các máy gọi tới, khi khác với nơi lắng nghe", En: "`address` at which laptops reach this server, when it differs"},

	Records:    text{Vi: "danh sách phiếu", En: "list records"},
	FlagUnit:   text{Vi: "`mã` đơn vị", En: "`id` of a unit"},
	FlagForm:   text{Vi: "`tên` mẫu phiếu, ví dụ tuyen_truyen", En: "`name` of a form, for example tuyen_truyen"},
	FlagPeriod: text{Vi: "`kỳ`, ví dụ 2026-06, 2026-Q2, 2026-H1, 2026", En: "`period`, for example 2026-06, 2026-Q2, 2026-H1, 2026"},
	FlagStatus: text{Vi: "`tình trạng`: sent, approved, returned, conflict, rejected, withdrawn, draft", En: "`status`: sent, approved, returned, conflict, rejected, withdrawn, draft"},
	FlagSearch: text{Vi: "`chữ` cần tìm, không dấu cũng được", En: "`words` to find, with or without marks"},
	FlagLimit:  text{Vi: "nhiều nhất `bao nhiêu` phiếu", En: "at most so many `records`"},

	Show:        text{Vi: "xem một phiếu", En: "show one record"},
	FlagHistory: text{Vi: "kèm mọi lần ghi", En: "with every change"},
	Review:      text{Vi: "duyệt, trả lại, trả lời một phiếu, chọn ở ô ghi khác nhau", En: "approve, return or answer a record, settle its conflicts"},
	ReviewLong:  text{Vi: "Duyệt một phiếu, trả lại để đơn vị sửa, hoặc trả lời. Máy của đơn vị nhận được ở lần gửi tới.", En: "Approves a record, returns it to be corrected, or answers it. The unit gets it at its next sync."},
	FlagApprove: text{Vi: "duyệt", En: "approve"},
	FlagReturn:  text{Vi: "trả lại, với `lý do`", En: "return, with the `reason`"},
	FlagField:   text{Vi: "`ô` cần sửa khi trả lại", En: "`field` to correct"},
	FlagReply:   text{Vi: "trả lời, với `nội dung`", En: "answer, with the `words`"},
	FlagState:   text{Vi: "`trạng thái` mới của khó khăn: da_tiep_nhan, dang_xu_ly, da_giai_quyet, chuyen_cap_tren", En: "new `state` of a difficulty: da_tiep_nhan, dang_xu_ly, da_giai_quyet, chuyen_cap_tren"},
	FlagBy:      text{Vi: "`tên` người làm (mặc định: tên đăng nhập của máy này)", En: "`name` of who does it (default: who is logged in to this computer)"},

	User:      text{Vi: "tài khoản của cán bộ xã", En: "the office's accounts"},
	UserAdd:   text{Vi: "thêm tài khoản, in mật khẩu dùng một lần", En: "add an account and print its one-time password"},
	UserList:  text{Vi: "danh sách tài khoản", En: "list the accounts"},
	UserSet:   text{Vi: "đổi quyền, đóng hoặc mở lại một tài khoản", En: "give an account another role, close it or open it again"},
	FlagClose: text{Vi: "đóng tài khoản, mọi nơi đang đăng nhập đều bị thoát", En: "close the account and end its sessions"},
	FlagOpen:  text{Vi: "mở lại tài khoản", En: "open the account again"},
	UserReset: text{Vi: "cấp lại mật khẩu dùng một lần", En: "give an account a new one-time password"},
	FlagRole:  text{Vi: "`quyền`: clerk (xem), reviewer (duyệt), admin (quản trị)", En: "`role`: clerk (reads), reviewer (reviews), admin (administers)"},

	Backup:      text{Vi: "sao lưu toàn bộ dữ liệu vào một tệp mới", En: "back everything up into a new file"},
	Restore:     text{Vi: "khôi phục từ bản sao lưu", En: "restore a backup"},
	RestoreLong: text{Vi: "Khôi phục từ bản sao lưu, sau khi kiểm tra nó. Dữ liệu đang có được giữ lại dưới tên khác. Dừng «serve» trước.", En: "Restores a backup after examining it. The present data is kept under another name. Stop “serve” first."},
	Check:       text{Vi: "kiểm tra toàn bộ dữ liệu", En: "examine all data"},
	Version:     text{Vi: "phiên bản", En: "version"},
}
