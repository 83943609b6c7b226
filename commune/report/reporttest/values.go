package reporttest

import (
	"fmt"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// tasksOf are the tasks of the plan that a form's records are tagged with.
var tasksOf = map[string][]string{
	"tuyen_truyen": {"ii1", "ii1", "ii2"}, "tap_huan": {"ii5", "ii5", "ii7"}, "mo_hinh": {"ii6", "ii4"}, "mo_hinh_cap_nhat": {"ii6"}, "sang_kien": {"ii2", "ii5"},
	"san_pham": {"ii6", "ii7"}, "khen_thuong": {"ii2", "ii5"}, "kho_khan": {"ii2", "ii4"}, "ngay_hoi": {"ii6", "ii1"}, "kinh_phi": {"ii3"},
}

// people are those present, of whom each group is a part; the groups overlap.
func (m *Maker) people(v ledger.Values, most int) {
	n := 10 + m.IntN(most)
	v["tong_so"], v["nu"], v["thanh_nien"], v["cbccvc"] = num(n), num(m.IntN(n+1)), num(m.IntN(n/2+1)), num(m.IntN(min(n, 12)+1))
	if m.IntN(2) == 0 {
		v["dtts"], v["ho_ngheo"], v["nguoi_cao_tuoi"] = num(m.IntN(3)), num(m.IntN(8)), num(m.IntN(n))
	}
}

func (m *Maker) outreach(v ledger.Values, day viet.Date) {
	v["ngay"], v["chu_de"], v["so_buoi"] = text(day.String()), text(m.of("Cài đặt VNeID mức 2", "Nghị quyết 57-NQ/TW", "Phòng trừ sâu bệnh lúa xuân", "Thanh toán không dùng tiền mặt")+" (mẫu)"), num(1+m.IntN(2))
	if m.IntN(5) == 0 {
		v["kinh_phi"] = num(100_000 * (1 + m.IntN(20)))
	}
	if m.IntN(3) > 0 {
		v["hinh_thuc"] = ledger.ListValue(m.of("hoi_nghi", "long_ghep", "tan_ho"))
		if m.IntN(4) == 0 {
			v["hinh_thuc"], v["so_ban"] = ledger.ListValue("hoi_nghi", "pano_to_roi"), num(20+m.IntN(200))
		}
		v["so_ho"] = num(5 + m.IntN(40))
		m.people(v, 60)
		return
	}
	v["hinh_thuc"] = ledger.ListValue(m.of("truyen_thanh", "zalo", "mang_xa_hoi", "trang_ttdt"))
	v["luot_phat"], v["so_bai"], v["luot_xem"] = num(1+m.IntN(9)), num(1+m.IntN(3)), num(m.IntN(900))
}

func (m *Maker) class(v ledger.Values, day viet.Date) {
	v["ten"], v["tu_ngay"], v["so_buoi"] = text(m.of("Kỹ thuật mạ khay, cấy máy", "Nuôi gà an toàn sinh học", "Bán hàng trên sàn thương mại điện tử", "Ủ phân hữu cơ")+" (mẫu)"), text(day.String()), num(1+m.IntN(3))
	v["doi_tuong"] = ledger.ListValue(m.of("ho", "htx", "cbccvc", "hoc_sinh"))
	v["don_vi_to_chuc"], v["giang_vien"] = text("Trung tâm Dịch vụ nông nghiệp (mẫu)"), text("Giảng viên mẫu")
	budget := 1_000_000 * (1 + m.IntN(5))
	v["kinh_phi_ngan_sach"], v["kinh_phi"] = num(budget), num(budget)
	if m.IntN(3) == 0 {
		other, people := 200_000*(1+m.IntN(9)), 100_000*(1+m.IntN(9))
		v["kinh_phi_long_ghep"], v["kinh_phi_xa_hoi_hoa"], v["kinh_phi"] = num(other), num(people), num(budget+other+people)
	}
	m.people(v, 50)
	v["chung_nhan"] = num(m.IntN(10))
}

func (m *Maker) model(v ledger.Values, day viet.Date) {
	v["ten"] = text(m.of("Lúa hữu cơ", "Nấm rơm trong nhà", "Ao nuôi hai giai đoạn", "Máy bay phun thuốc") + " " + fmt.Sprint(m.n) + " (mẫu)")
	v["loai"] = text(m.of("trong_trot", "chan_nuoi", "thuy_san", "co_gioi_hoa", "bao_quan_che_bien", "nganh_nghe", "thuong_mai_dich_vu", "chuyen_doi_so", "khac"))
	v["trang_thai"] = text(m.of("dang_lam", "dang_lam", "nghiem_thu", "nhan_rong", "de_xuat", "dung"))
	v["chu_the"], v["loai_chu_the"] = text("Hợp tác xã mẫu "+fmt.Sprint(m.n)), text("htx")
	if m.IntN(2) == 0 {
		v["chu_the"], v["loai_chu_the"] = text("Người mẫu "+fmt.Sprint(m.n)), text("ho")
	}
	v["nam"], v["so_ho"], v["quy_mo"], v["don_vi_quy_mo"] = num(day.Year), num(1+m.IntN(30)), num(1+m.IntN(20)), text("sao")
	if m.IntN(10) > 0 {
		v["ngay_bat_dau"] = text(day.String())
		if m.IntN(3) == 0 {
			v["ngay_ket_thuc"] = text(day.AddDays(30 + m.IntN(500)).String())
		}
	}
}

func (m *Maker) result(v ledger.Values, day viet.Date) {
	model := m.models[m.IntN(len(m.models))]
	v["mo_hinh"], v["ngay"] = text(model.ID.String()), text(day.String())
	income, cost := 20_000_000+m.IntN(40_000_000), 10_000_000+m.IntN(9_000_000)
	v["tong_thu"], v["tong_chi"], v["loi_nhuan"] = num(income), num(cost), num(income-cost)
	v["ho_nhan_rong"], v["dien_tich_nhan_rong"] = num(m.IntN(8)), ledger.NumValue(viet.Int(int64(360*m.IntN(20))))
	if m.IntN(2) == 0 {
		v["nang_suat"], v["doi_chung_nang_suat"] = num(60+m.IntN(10)), num(50)
		v["nang_suat_ta_ha"] = v["nang_suat"]
		v["tang_phan_tram"] = ledger.NumValue(viet.Number(int64(v["nang_suat"].Num-v["doi_chung_nang_suat"].Num) * 2))
	}
	m.people(v, 20)
}

func (m *Maker) initiative(v ledger.Values, day viet.Date) {
	stage := m.of("y_tuong", "dang_thu", "da_ap_dung", "nop_don", "duoc_cong_nhan", "nhan_rong")
	v["ten"], v["ngay"], v["bac"] = text(m.of("Giá phơi thóc gấp gọn", "Số hóa sổ mượn sách", "Biển chỉ đường mã QR", "Lịch tưới chung của xóm")+" (mẫu)"), text(day.String()), text(stage)
	v["linh_vuc"] = text(m.of("quan_ly_nha_nuoc", "giao_duc", "y_te", "van_hoa", "moi_truong", "san_xuat", "doi_song"))
	v["tac_gia"] = ledger.RowsValue([]ledger.Row{{"ten": text("Tác giả mẫu " + fmt.Sprint(m.n))}})
	if m.IntN(4) == 0 {
		v["tac_gia"] = ledger.RowsValue([]ledger.Row{{"ten": text("Tác giả mẫu " + fmt.Sprint(m.n)), "ty_le": num(60)}, {"ten": text("Đồng tác giả mẫu"), "ty_le": num(40)}})
	}
	if stage == "duoc_cong_nhan" || stage == "nhan_rong" && m.IntN(2) == 0 {
		v["so_quyet_dinh"], v["ngay_quyet_dinh"], v["cap"] = text(fmt.Sprintf("%d/QĐ-UBND", 1+m.IntN(300))), text(day.AddDays(-m.IntN(40)).String()), text(m.of("co_so", "xa", "tinh", "trung_uong"))
	}
	v["tien_lam_loi"] = num(1_000_000 * m.IntN(30))
}

func (m *Maker) product(v ledger.Values, day viet.Date) {
	v["ten"], v["nhom"], v["chu_the"], v["loai_chu_the"] = text(m.of("Gạo nếp", "Bánh nhãn", "Mắm cáy", "Chiếu cói")+" mẫu "+fmt.Sprint(m.n)), text(m.of("thuc_pham", "thu_cong_my_nghe")), text("Cơ sở mẫu"), text(m.of("ho", "htx"))
	v["nhan_hieu"] = text(m.of("chua_co", "da_nop_don", "da_cap"))
	if m.IntN(3) == 0 {
		v["san_tmdt"], v["ho_tro_khcn"] = text("Sàn mẫu"), text("Tem truy xuất nguồn gốc (mẫu)")
	}
	if m.IntN(3) > 0 {
		on := day.AddDays(-m.IntN(1300))
		v["sao"], v["so_quyet_dinh"], v["ngay_quyet_dinh"], v["het_han"] = num(3+m.IntN(3)), text(fmt.Sprintf("%d/QĐ-UBND", 1+m.IntN(300))), text(on.String()), text(on.AddMonths(36).String())
		v["doanh_thu_nam"] = num(10_000_000 * (1 + m.IntN(40)))
	}
}

func (m *Maker) commendation(v ledger.Values, day viet.Date) {
	v["doi_tuong"], v["loai_doi_tuong"], v["ngay"] = text("Người mẫu "+fmt.Sprint(m.n)), text(m.of("ca_nhan", "ho")), text(day.String())
	if m.IntN(3) == 0 {
		v["doi_tuong"], v["loai_doi_tuong"] = text("Chi hội mẫu "+fmt.Sprint(m.n)), text("tap_the")
	}
	v["trang_thai"], v["thanh_tich"], v["cap"], v["hinh_thuc"] = text(m.of("de_nghi", "da_khen")), text("Đi đầu ứng dụng kỹ thuật mới (mẫu)"), text(m.of("co_so", "xa", "tinh", "trung_uong")), text("giay_khen")
}

func (m *Maker) difficulty(v ledger.Values, day viet.Date) {
	v["ngay"], v["noi_dung"], v["muc_do"] = text(day.String()), text(m.of("Sóng điện thoại yếu ở cuối xóm", "Thiếu máy tính ở nhà văn hóa", "Kênh tưới bị bồi lấp")+" (mẫu)"), text(m.of("nhe", "vua", "nang"))
	v["trang_thai"], v["cap_xu_ly"], v["de_xuat"] = text(m.of("moi", "da_tiep_nhan", "dang_xu_ly", "da_giai_quyet", "chuyen_cap_tren")), text(m.of("xa", "tinh")), text("Đề nghị hỗ trợ (mẫu), điện thoại 0912 345 678")
}

func (m *Maker) fair(v ledger.Values, day viet.Date) {
	v["ten"], v["ngay"], v["to_chuc"], v["so_gian"] = text("Ngày hội sáng tạo (mẫu)"), text(day.String()), text(m.of("rieng", "long_ghep")), num(3+m.IntN(12))
	var shown []ledger.Row
	for i := range m.IntN(4) {
		shown = append(shown, ledger.Row{"ten": text(fmt.Sprintf("Hiện vật mẫu %d", i+1))})
	}
	if len(shown) > 0 {
		v["hien_vat"], v["so_hien_vat"] = ledger.RowsValue(shown), num(len(shown))
	}
	m.people(v, 300)
}

func (m *Maker) money(v ledger.Values, day viet.Date) {
	v["ngay"], v["nguon"], v["so_tien"], v["muc_dich"] = text(day.String()), text(m.of("ngan_sach", "long_ghep", "doanh_nghiep", "htx", "nhan_dan", "khac")), num(500_000*(1+m.IntN(60))), text("Mua thiết bị (mẫu)")
}
