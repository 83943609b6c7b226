package main

// sayService are the words about keeping the server running.
var sayService = struct {
	FlagMetrics, FlagBackupDir, FlagKeep, FlagRecipient, FlagSealed, FlagACME, FlagEmail, NeedBackupDir text
	Service, Print, PrintLong, Install, Uninstall, FlagUser, FlagServe, FlagSystem, FlagUnitDir         text
	BadPart, Installed, TypeThese, None, Removed                                                        text
}{
	FlagMetrics:   text{Vi: "`địa chỉ` riêng cho /metrics và /healthz, ví dụ 127.0.0.1:9440", En: "separate `address` for /metrics and /healthz, for example 127.0.0.1:9440"},
	FlagBackupDir: text{Vi: "`thư mục` tự sao lưu vào mỗi ngày", En: "`folder` for a backup every day"},
	FlagKeep:      text{Vi: "giữ lại `bao nhiêu` bản mới nhất", En: "keep so many `backups`, the newest"},
	FlagRecipient: text{Vi: "`khóa` age1… để có thêm bản sao lưu mã hóa", En: "age1… `key`: a second copy is encrypted to it"},
	FlagSealed:    text{Vi: "`thư mục` cất bản mã hóa (mặc định: cùng chỗ)", En: "`folder` for the encrypted copies (default: the same)"},
	FlagACME:      text{Vi: "`tên miền` để tự xin chứng chỉ (Let's Encrypt); cổng 443 phải tới được máy này", En: "`domain` to get a certificate for (Let's Encrypt); its port 443 must lead here"},
	FlagEmail:     text{Vi: "`thư` báo khi chứng chỉ có chuyện", En: "`mail` address for news of the certificate"},
	NeedBackupDir: text{Vi: "Bản sao lưu mã hóa cần có --backup-dir.", En: "Encrypted copies need --backup-dir."},

	Service:     text{Vi: "cho máy tự chạy máy chủ của xã khi bật", En: "let the computer run the server by itself"},
	Print:       text{Vi: "in ra cấu hình", En: "print the configuration"},
	PrintLong:   text{Vi: "Cấu hình của systemd (Linux) hoặc lệnh sc.exe (Windows) để chạy «serve» mỗi khi bật máy. Thêm cờ của serve bằng --serve, ví dụ --serve=--addr=0.0.0.0:8440 --serve=--self-signed.", En: "The systemd unit (Linux) or the commands of sc.exe (Windows) that run “serve” whenever the computer starts. Give serve's flags with --serve, for example --serve=--addr=0.0.0.0:8440 --serve=--self-signed."},
	Install:     text{Vi: "ghi cấu hình vào hệ thống", En: "write the configuration into the system"},
	Uninstall:   text{Vi: "bỏ cấu hình khỏi hệ thống", En: "take it out again"},
	FlagUser:    text{Vi: "`tài khoản` của máy để chạy (Linux)", En: "the system's `account` that runs it (Linux)"},
	FlagServe:   text{Vi: "một `cờ` của serve; dùng nhiều lần được", En: "one `flag` of serve; may be repeated"},
	FlagSystem:  text{Vi: "`hệ thống`: linux, windows", En: "`system`: linux or windows"},
	FlagUnitDir: text{Vi: "`thư mục` của systemd", En: "systemd's `folder` of units"},
	BadPart:     text{Vi: "«%s» có ký tự không ghi được vào cấu hình của hệ thống.", En: "%s has characters that cannot stand in the system's configuration."},
	Installed:   text{Vi: "Đã ghi %[1]s. Làm tiếp: tạo tài khoản %[2]s nếu chưa có (useradd --system %[2]s), cho nó làm chủ %[3]s (chown -R), rồi chạy: systemctl daemon-reload && systemctl enable --now sothon-xa", En: "%[1]s is written. Next: make the account %[2]s if there is none (useradd --system %[2]s), let it own %[3]s (chown -R), then run: systemctl daemon-reload && systemctl enable --now sothon-xa"},
	TypeThese:   text{Vi: "Mở cửa sổ lệnh bằng quyền quản trị và gõ các dòng trên.", En: "Type these lines in a command window opened as administrator."},
	None:        text{Vi: "Chưa cài: không có %s.", En: "Not installed: there is no %s."},
	Removed:     text{Vi: "Đã bỏ %s. Chạy tiếp: systemctl disable --now sothon-xa; systemctl daemon-reload", En: "%s is gone. Now run: systemctl disable --now sothon-xa; systemctl daemon-reload"},
}
