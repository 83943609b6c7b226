// Package reporttest makes up a commune's records for tests of reports: samples, the same for every
// run of one seed, and nobody's facts.
package reporttest

import (
	"fmt"
	"math/rand/v2"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Sample is one made-up record.
type Sample struct {
	ID     ledger.ID
	Form   string
	Unit   string
	Day    viet.Date
	Values ledger.Values
}

// Maker makes up records.
type Maker struct {
	*rand.Rand
	units  []string
	models []Sample
	n      uint64
}

// New begins with a seed, for units of these ids.
func New(seed uint64, units []string) *Maker {
	return &Maker{Rand: rand.New(rand.NewPCG(seed, 1)), units: units}
}

// id is a record's: its time is that of its day, the rest counts.
func (m *Maker) id(day viet.Date) (id ledger.ID) {
	m.n++
	ms := uint64(viet.Date{Year: 1970, Month: 1, Day: 1}.DaysUntil(day))*86_400_000 + 36_000_000
	for i := range 6 {
		id[5-i] = byte(ms >> (8 * i))
	}
	for i := range 8 {
		id[15-i] = byte(m.n >> (8 * i))
	}
	return id
}

func (m *Maker) day(from viet.Date, days int) viet.Date { return from.AddDays(m.IntN(days)) }

func (m *Maker) of(choices ...string) string { return choices[m.IntN(len(choices))] }

func num(n int) ledger.Value { return ledger.NumValue(viet.Int(int64(n))) }

func text(s string) ledger.Value { return ledger.TextValue(s) }

// makers make the values of a form's record; weights are how often it comes.
var makers = []struct {
	form   string
	weight int
	fill   func(*Maker, ledger.Values, viet.Date)
}{
	{"tuyen_truyen", 40, (*Maker).outreach}, {"tap_huan", 12, (*Maker).class}, {"mo_hinh", 5, (*Maker).model}, {"mo_hinh_cap_nhat", 10, (*Maker).result},
	{"sang_kien", 8, (*Maker).initiative}, {"san_pham", 4, (*Maker).product}, {"khen_thuong", 5, (*Maker).commendation}, {"kho_khan", 7, (*Maker).difficulty},
	{"ngay_hoi", 2, (*Maker).fair}, {"kinh_phi", 7, (*Maker).money},
}

// Record makes up one record of a day within a span of days.
func (m *Maker) Record(from viet.Date, days int) Sample {
	total := 0
	for _, mk := range makers {
		total += mk.weight
	}
	at, day := m.IntN(total), m.day(from, days)
	for _, mk := range makers {
		if at -= mk.weight; at >= 0 {
			continue
		}
		form := mk.form
		if form == "mo_hinh_cap_nhat" && len(m.models) == 0 {
			form, mk.fill = "mo_hinh", (*Maker).model
		}
		s := Sample{ID: m.id(day), Form: form, Unit: m.of(m.units...), Day: day, Values: ledger.Values{"nguoi_bao": text("Trưởng thôn (mẫu)")}}
		mk.fill(m, s.Values, day)
		if form == "mo_hinh" {
			m.models = append(m.models, s)
		}
		return s
	}
	return Sample{}
}

// Profile is a unit's profile of a day.
func (m *Maker) Profile(unit string, day viet.Date) Sample {
	return Sample{ID: m.id(day), Form: "ho_so_don_vi", Unit: unit, Day: day, Values: ledger.Values{"ngay": text(day.String()), "so_ho": num(150 + m.IntN(100)),
		"so_khau": num(600 + m.IntN(300)), "so_cbccvc": num(10 + m.IntN(40))}}
}

func (m *Maker) people(v ledger.Values, most int) {
	n := 10 + m.IntN(most)
	v["tong_so"], v["nu"], v["thanh_nien"], v["cbccvc"] = num(n), num(m.IntN(n+1)), num(m.IntN(n/2+1)), num(m.IntN(min(n, 12)+1))
}

func (m *Maker) outreach(v ledger.Values, day viet.Date) {
	v["ngay"], v["chu_de"], v["so_buoi"] = text(day.String()), text(m.of("Cài đặt VNeID mức 2", "Nghị quyết 57-NQ/TW", "Phòng trừ sâu bệnh lúa xuân", "Thanh toán không dùng tiền mặt")+" (mẫu)"), num(1+m.IntN(2))
	if m.IntN(3) > 0 {
		v["hinh_thuc"] = ledger.ListValue(m.of("hoi_nghi", "long_ghep", "tan_ho"))
		m.people(v, 60)
		return
	}
	v["hinh_thuc"] = ledger.ListValue(m.of("truyen_thanh", "zalo"))
	v["luot_phat"], v["so_bai"], v["luot_xem"] = num(1+m.IntN(9)), num(1+m.IntN(3)), num(m.IntN(900))
}

func (m *Maker) class(v ledger.Values, day viet.Date) {
	v["ten"], v["tu_ngay"], v["so_buoi"] = text(m.of("Kỹ thuật mạ khay, cấy máy", "Nuôi gà an toàn sinh học", "Bán hàng trên sàn thương mại điện tử", "Ủ phân hữu cơ")+" (mẫu)"), text(day.String()), num(1+m.IntN(3))
	v["doi_tuong"] = ledger.ListValue(m.of("ho", "htx", "cbccvc", "hoc_sinh"))
	v["don_vi_to_chuc"], v["kinh_phi_ngan_sach"] = text("Trung tâm Dịch vụ nông nghiệp (mẫu)"), num(1_000_000*(1+m.IntN(5)))
	v["kinh_phi"] = v["kinh_phi_ngan_sach"]
	m.people(v, 50)
	v["chung_nhan"] = num(m.IntN(10))
}

func (m *Maker) model(v ledger.Values, day viet.Date) {
	v["ten"] = text(m.of("Lúa hữu cơ", "Nấm rơm trong nhà", "Ao nuôi hai giai đoạn", "Máy bay phun thuốc") + " " + fmt.Sprint(m.n) + " (mẫu)")
	v["loai"], v["trang_thai"] = text(m.of("trong_trot", "chan_nuoi", "thuy_san", "nganh_nghe", "chuyen_doi_so")), text(m.of("dang_lam", "dang_lam", "nghiem_thu", "nhan_rong", "de_xuat", "dung"))
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
	if stage == "duoc_cong_nhan" || stage == "nhan_rong" && m.IntN(2) == 0 {
		v["so_quyet_dinh"], v["ngay_quyet_dinh"], v["cap"] = text(fmt.Sprintf("%d/QĐ-UBND", 1+m.IntN(300))), text(day.AddDays(-m.IntN(40)).String()), text(m.of("co_so", "xa", "tinh"))
	}
	v["tien_lam_loi"] = num(1_000_000 * m.IntN(30))
}

func (m *Maker) product(v ledger.Values, day viet.Date) {
	v["ten"], v["nhom"], v["chu_the"], v["loai_chu_the"] = text(m.of("Gạo nếp", "Bánh nhãn", "Mắm cáy", "Chiếu cói")+" mẫu "+fmt.Sprint(m.n)), text(m.of("thuc_pham", "thu_cong_my_nghe")), text("Cơ sở mẫu"), text(m.of("ho", "htx"))
	v["nhan_hieu"] = text(m.of("chua_co", "da_nop_don", "da_cap"))
	if m.IntN(3) > 0 {
		on := day.AddDays(-m.IntN(1300))
		v["sao"], v["so_quyet_dinh"], v["ngay_quyet_dinh"], v["het_han"] = num(3+m.IntN(3)), text(fmt.Sprintf("%d/QĐ-UBND", 1+m.IntN(300))), text(on.String()), text(on.AddMonths(36).String())
	}
}

func (m *Maker) commendation(v ledger.Values, day viet.Date) {
	v["doi_tuong"], v["loai_doi_tuong"], v["ngay"] = text("Người mẫu "+fmt.Sprint(m.n)), text(m.of("ca_nhan", "ho")), text(day.String())
	if m.IntN(3) == 0 {
		v["doi_tuong"], v["loai_doi_tuong"] = text("Chi hội mẫu "+fmt.Sprint(m.n)), text("tap_the")
	}
	v["trang_thai"], v["thanh_tich"], v["cap"], v["hinh_thuc"] = text(m.of("de_nghi", "da_khen")), text("Đi đầu ứng dụng kỹ thuật mới (mẫu)"), text(m.of("co_so", "xa", "tinh")), text("giay_khen")
}

func (m *Maker) difficulty(v ledger.Values, day viet.Date) {
	v["ngay"], v["noi_dung"], v["muc_do"] = text(day.String()), text(m.of("Sóng điện thoại yếu ở cuối xóm", "Thiếu máy tính ở nhà văn hóa", "Kênh tưới bị bồi lấp")+" (mẫu)"), text(m.of("nhe", "vua", "nang"))
	v["trang_thai"], v["cap_xu_ly"], v["de_xuat"] = text(m.of("moi", "da_tiep_nhan", "dang_xu_ly", "da_giai_quyet", "chuyen_cap_tren")), text(m.of("xa", "tinh")), text("Đề nghị hỗ trợ (mẫu), điện thoại 0912 345 678")
}

func (m *Maker) fair(v ledger.Values, day viet.Date) {
	v["ten"], v["ngay"], v["to_chuc"], v["so_gian"] = text("Ngày hội sáng tạo (mẫu)"), text(day.String()), text(m.of("rieng", "long_ghep")), num(3+m.IntN(12))
	v["so_hien_vat"] = num(m.IntN(40))
	m.people(v, 300)
}

func (m *Maker) money(v ledger.Values, day viet.Date) {
	v["ngay"], v["nguon"], v["so_tien"], v["muc_dich"] = text(day.String()), text(m.of("ngan_sach", "long_ghep", "doanh_nghiep", "htx", "nhan_dan")), num(500_000*(1+m.IntN(60))), text("Mua thiết bị (mẫu)")
}
