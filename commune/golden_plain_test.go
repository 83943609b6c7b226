package commune_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// entry is a record in the test's own books: plain numbers, texts and lists.
type entry struct {
	id         string
	form, unit string
	begun      string // ISO, the day on which the record was begun
	n          map[string]int64
	s          map[string]string
	l          map[string][]string
	counts     bool
	approved   bool
	joint      *entry // of the same event, counted here
	past       []state
}

// state is what an entry was from a moment on.
type state struct {
	at     time.Time
	counts bool
	day    string
	print  string
}

// day places the entry in a period.
func (e *entry) day() string {
	field := map[string]string{"tap_huan": "tu_ngay", "mo_hinh": "ngay_bat_dau", "san_pham": "ngay_quyet_dinh"}[e.form]
	if field == "" {
		field = "ngay"
	}
	return or(e.s[field], e.begun)
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// note keeps what the entry is from now on.
func (e *entry) note(now time.Time) {
	e.past = append(e.past, state{now, e.counts, e.day(), fmt.Sprint(e.n, e.s, e.l)})
}

// was is what the entry was at the end of a moment.
func (e *entry) was(at time.Time) (s state) {
	for _, one := range e.past {
		if !one.at.After(at) {
			s = one
		}
	}
	return s
}

// rule is how the plain loops count one indicator.
type rule struct {
	forms string // a blank after each
	kind  string // "" adds up; "distinct", "latest", "greatest", "standing"
	when  func(*entry) bool
	n     func(*entry) int64
	day   func(*entry) string
	end   func(*entry) string
}

func counting(form string, when func(*entry) bool) rule { return rule{forms: form + " ", when: when} }

func adding(form, field string, when func(*entry) bool) rule {
	return rule{forms: form + " ", when: when, n: func(e *entry) int64 { return e.n[field] }}
}

func is(field string, any ...string) func(*entry) bool {
	return func(e *entry) bool { return slices.Contains(any, e.s[field]) }
}

func both(a, b func(*entry) bool) func(*entry) bool {
	return func(e *entry) bool { return a(e) && b(e) }
}

func not(a func(*entry) bool) func(*entry) bool { return func(e *entry) bool { return !a(e) } }

func lists(field string, any ...string) func(*entry) bool {
	return func(e *entry) bool {
		return slices.ContainsFunc(any, func(s string) bool { return slices.Contains(e.l[field], s) })
	}
}

func orOne(field string) func(*entry) int64 {
	return func(e *entry) int64 { return max(e.n[field], 1) }
}

func recognised(e *entry) bool {
	return e.s["so_quyet_dinh"] != "" && (e.s["bac"] == "duoc_cong_nhan" || e.s["bac"] == "nhan_rong")
}

func decided(e *entry) string { return or(e.s["ngay_quyet_dinh"], e.day()) }

func ended(e *entry) string {
	if e.s["ngay_ket_thuc"] == "" && e.s["trang_thai"] == "dung" {
		return e.day()
	}
	return e.s["ngay_ket_thuc"]
}

func standing(form string, when func(*entry) bool, end func(*entry) string) rule {
	return rule{forms: form + " ", kind: "standing", when: when, end: end}
}

// expiry is 36 months after the decision; the 29th of February becomes the 28th.
func expiry(e *entry) string {
	on := e.s["ngay_quyet_dinh"]
	if on == "" {
		return ""
	}
	t, _ := time.Parse(time.DateOnly, on)
	if t.Day() == 29 && t.Month() == time.February {
		t = t.AddDate(0, 0, -1)
	}
	return t.AddDate(3, 0, 0).Format(time.DateOnly)
}

func never(*entry) string { return "" }

const allForms = "tuyen_truyen tap_huan mo_hinh mo_hinh_cap_nhat sang_kien san_pham khen_thuong kho_khan ngay_hoi kinh_phi "

// goldenRules are the indicators but the ratio, in the test's own words.
func goldenRules() map[string]rule {
	work, stars := not(is("trang_thai", "de_xuat")), func(e *entry) bool { return e.n["sao"] > 0 }
	rules := map[string]rule{
		"tt_hoat_dong": counting("tuyen_truyen", nil), "tt_don_vi": {forms: "tuyen_truyen ", kind: "distinct"},
		"tt_buoi":    {forms: "tuyen_truyen ", when: lists("hinh_thuc", "hoi_nghi", "long_ghep", "tan_ho"), n: orOne("so_buoi")},
		"cb_tong":    {forms: "ho_so_don_vi ", kind: "latest", n: func(e *entry) int64 { return e.n["so_cbccvc"] }},
		"cb_duoc_tt": {forms: "tuyen_truyen tap_huan ", kind: "greatest", n: func(e *entry) int64 { return e.n["cbccvc"] }},
		"th_lop":     counting("tap_huan", nil), "th_buoi": {forms: "tap_huan ", n: orOne("so_buoi")}, "th_chung_nhan": adding("tap_huan", "chung_nhan", nil),
		"mh_moi": counting("mo_hinh", work), "mh_dang": standing("mo_hinh", work, ended), "mh_de_xuat": counting("mo_hinh", is("trang_thai", "de_xuat")),
		"mh_dang_nong_nghiep": standing("mo_hinh", both(work, is("loai", "trong_trot", "chan_nuoi", "thuy_san", "co_gioi_hoa", "bao_quan_che_bien")), ended),
		"mh_dang_nganh_nghe":  standing("mo_hinh", both(work, is("loai", "nganh_nghe")), ended), "mh_dang_dich_vu": standing("mo_hinh", both(work, is("loai", "thuong_mai_dich_vu")), ended),
		"mh_dang_so": standing("mo_hinh", both(work, is("loai", "chuyen_doi_so")), ended), "mh_dang_khac": standing("mo_hinh", both(work, is("loai", "khac")), ended),
		"mh_nghiem_thu": {forms: "mo_hinh ", when: is("trang_thai", "nghiem_thu"), day: func(e *entry) string { return or(e.s["ngay_ket_thuc"], e.day()) }},
		"mh_nhan_rong":  standing("mo_hinh", is("trang_thai", "nhan_rong"), ended), "mh_ho": adding("mo_hinh", "so_ho", work),
		"mh_ket_qua": counting("mo_hinh_cap_nhat", nil), "mh_ho_nhan_rong": adding("mo_hinh_cap_nhat", "ho_nhan_rong", nil),
		"mh_dien_tich_nhan_rong": adding("mo_hinh_cap_nhat", "dien_tich_nhan_rong", nil), "mh_tham_quan": adding("mo_hinh_cap_nhat", "tong_so", nil),
		"mh_loi_nhuan": {forms: "mo_hinh_cap_nhat ", n: func(e *entry) int64 { return e.n["tong_thu"] - e.n["tong_chi"] }},
		"sk_ghi_nhan":  counting("sang_kien", not(recognised)), "sk_ap_dung": counting("sang_kien", both(not(recognised), is("bac", "da_ap_dung", "nop_don", "nhan_rong"))),
		"sk_cong_nhan": {forms: "sang_kien ", when: recognised, day: decided}, "sk_lam_loi": adding("sang_kien", "tien_lam_loi", not(is("bac", "y_tuong", "dang_thu"))),
		"sp_ocop_moi": counting("san_pham", stars), "sp_ocop": standing("san_pham", stars, expiry), "sp_chu_luc": standing("san_pham", not(stars), never),
		"sp_ho_tro":    counting("san_pham", func(e *entry) bool { return e.s["ho_tro_khcn"] != "" }),
		"sp_nhan_hieu": standing("san_pham", is("nhan_hieu", "da_cap"), never), "sp_nop_don": standing("san_pham", is("nhan_hieu", "da_nop_don"), never),
		"sp_tmdt":    standing("san_pham", func(e *entry) bool { return e.s["san_tmdt"] != "" }, never),
		"kt_da_khen": counting("khen_thuong", is("trang_thai", "da_khen")), "kt_de_nghi": counting("khen_thuong", is("trang_thai", "de_nghi")),
		"kk_phat_sinh": counting("kho_khan", nil), "kk_moi": counting("kho_khan", is("trang_thai", "", "moi")), "kk_dang": counting("kho_khan", is("trang_thai", "da_tiep_nhan", "dang_xu_ly")),
		"kk_xong": counting("kho_khan", is("trang_thai", "da_giai_quyet")), "kk_chuyen": counting("kho_khan", is("trang_thai", "chuyen_cap_tren")),
		"kk_ton":  standing("kho_khan", not(is("trang_thai", "da_giai_quyet")), never),
		"kp_tong": adding("kinh_phi", "so_tien", nil),
		"nh_so":   counting("ngay_hoi", nil), "nh_rieng": counting("ngay_hoi", is("to_chuc", "rieng")), "nh_long_ghep": counting("ngay_hoi", is("to_chuc", "long_ghep")),
		"nh_gian": adding("ngay_hoi", "so_gian", nil), "nh_hien_vat": adding("ngay_hoi", "hien_vat", nil), "nh_luot_nguoi": adding("ngay_hoi", "tong_so", nil), "nh_nu": adding("ngay_hoi", "nu", nil),
		"nv_phieu": {forms: allForms}, "nv_don_vi": {forms: allForms, kind: "distinct"},
	}
	for code, field := range map[string]string{"luot_nguoi": "tong_so", "nu": "nu", "dtts": "dtts", "ho_ngheo": "ho_ngheo", "thanh_nien": "thanh_nien", "nguoi_cao_tuoi": "nguoi_cao_tuoi", "cbccvc": "cbccvc"} {
		rules["tt_"+code], rules["th_"+code] = adding("tuyen_truyen", field, nil), adding("tap_huan", field, nil)
	}
	for code, field := range map[string]string{"luot_phat": "luot_phat", "bai": "so_bai", "luot_xem": "luot_xem", "ho": "so_ho", "ban": "so_ban", "kinh_phi": "kinh_phi"} {
		rules["tt_"+code] = adding("tuyen_truyen", field, nil)
	}
	for _, from := range []string{"ngan_sach", "long_ghep", "xa_hoi_hoa"} {
		rules["th_kinh_phi_"+from] = adding("tap_huan", "kinh_phi_"+from, nil)
	}
	for _, who := range []string{"cbccvc", "htx", "ho", "hoc_sinh"} {
		rules["th_lop_"+who] = counting("tap_huan", lists("doi_tuong", who))
	}
	for _, by := range []string{"co_so", "xa", "tinh", "trung_uong"} {
		rules["sk_cong_nhan_"+by] = rule{forms: "sang_kien ", when: both(recognised, is("cap", by)), day: decided}
		rules["kt_da_khen_"+by] = counting("khen_thuong", both(is("trang_thai", "da_khen"), is("cap", by)))
	}
	for _, field := range []string{"quan_ly_nha_nuoc", "giao_duc", "y_te", "van_hoa", "moi_truong", "san_xuat", "doi_song"} {
		rules["sk_"+field] = counting("sang_kien", is("linh_vuc", field))
	}
	for _, who := range []string{"tap_the", "ca_nhan", "ho"} {
		rules["kt_"+who] = counting("khen_thuong", both(is("trang_thai", "da_khen"), is("loai_doi_tuong", who)))
	}
	for _, from := range []string{"ngan_sach", "long_ghep", "doanh_nghiep", "htx", "nhan_dan", "khac"} {
		rules["kp_"+from] = adding("kinh_phi", "so_tien", is("nguon", from))
	}
	for star := range int64(3) {
		rules[fmt.Sprintf("sp_ocop_moi_%d", star+3)] = counting("san_pham", func(e *entry) bool { return e.n["sao"] == star+3 })
	}
	for i := range 7 {
		rules[fmt.Sprintf("nv_ii%d", i+1)] = rule{forms: allForms, when: lists("nhiem_vu", fmt.Sprintf("ii%d", i+1))}
	}
	return rules
}

// value is what a rule gives for the days from…to.
func (r rule) value(live []*entry, from, to string) (sum int64) {
	byUnit, newest := map[string]int64{}, map[string]string{}
	for _, e := range live {
		if !strings.Contains(r.forms, e.form+" ") || r.when != nil && !r.when(e) {
			continue
		}
		n, day := int64(1), e.day()
		if r.n != nil {
			n = r.n(e)
		}
		if r.day != nil {
			day = r.day(e)
		}
		in := day >= from && day <= to
		switch r.kind {
		case "":
			if in {
				sum += n
			}
		case "standing":
			if end := r.end(e); day <= to && (end == "" || end >= from) {
				sum++
			}
		case "distinct":
			if in {
				byUnit[e.unit] = 1
			}
		case "greatest":
			if in {
				byUnit[e.unit] = max(byUnit[e.unit], n)
			}
		case "latest":
			if key := day + e.id; day <= to && n > 0 && key > newest[e.unit] {
				byUnit[e.unit], newest[e.unit] = n, key
			}
		}
	}
	for _, n := range byUnit {
		sum += n
	}
	return sum
}

// share is a × 100 × scale / b rounded half away from zero; false when there is nothing to divide by.
func share(a, b, scale int64) (n int64, known bool) {
	if b <= 0 {
		return 0, false
	}
	x := new(big.Rat).SetFrac(big.NewInt(a*100*scale), big.NewInt(b))
	half := big.NewRat(1, 2)
	if x.Sign() < 0 {
		half.Neg(half)
	}
	x.Add(x, half)
	return new(big.Int).Quo(x.Num(), x.Denom()).Int64(), true
}

// span is a period as the test has it: its days, those of the year before, and since the year began.
type span struct{ label, from, to, lastFrom, lastTo, since string }

func iso(year, month, day int) string {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// admin is an administrative period of the months first…last (Nghị định 09/2019/NĐ-CP, art. 12).
func admin(label string, year, first, last int) span {
	return span{label, iso(year, first-1, 15), iso(year, last, 14), iso(year-1, first-1, 15), iso(year-1, last, 14), iso(year-1, 12, 15)}
}

func calendar(label string, year, first, last int) span {
	return span{"cal:" + label, iso(year, first, 1), iso(year, last+1, 0), iso(year-1, first, 1), iso(year-1, last+1, 0), iso(year, 1, 1)}
}

// goldenSpans are all kinds of period of the golden year and around it.
func goldenSpans() (out []span) {
	for m := 1; m <= 12; m++ {
		out = append(out, admin(fmt.Sprintf("2028-%02d", m), 2028, m, m), calendar(fmt.Sprintf("2028-%02d", m), 2028, m, m))
	}
	for q := 1; q <= 4; q++ {
		out = append(out, admin(fmt.Sprintf("2028-Q%d", q), 2028, 3*q-2, 3*q), calendar(fmt.Sprintf("2028-Q%d", q), 2028, 3*q-2, 3*q))
	}
	return append(out, admin("2028-H1", 2028, 1, 6), admin("2028-H2", 2028, 7, 12), admin("2028-9M", 2028, 1, 9), admin("2028", 2028, 1, 12), calendar("2028", 2028, 1, 12), calendar("2028-9M", 2028, 1, 9),
		admin("2027", 2027, 1, 12), admin("2027-04", 2027, 4, 4), admin("2029-01", 2029, 1, 1), calendar("2027", 2027, 1, 12),
		span{"2028-02-29..2028-05-20", "2028-02-29", "2028-05-20", "2027-02-28", "2027-05-20", "2027-12-15"},
		span{"2028-02-29..2028-02-29", "2028-02-29", "2028-02-29", "2027-02-28", "2027-02-28", "2027-12-15"},
		span{"2027-12-31..2028-01-01", "2027-12-31", "2028-01-01", "2026-12-31", "2027-01-01", "2027-12-15"},
		span{"2028-12-14..2028-12-15", "2028-12-14", "2028-12-15", "2027-12-14", "2027-12-15", "2028-12-15"})
}

// entryOf takes a made-up record over into the test's books, without what its form computes.
func entryOf(id ledger.ID, form, unit, begun string, values ledger.Values) *entry {
	e := &entry{id: id.String(), form: form, unit: unit, begun: begun, n: map[string]int64{}, s: map[string]string{}, l: map[string][]string{}}
	e.set(values)
	return e
}

func (e *entry) set(values ledger.Values) {
	for name, v := range values {
		switch v.Kind {
		case ledger.Num:
			e.n[name] = v.Num.Whole()
		case ledger.Text:
			e.s[name] = v.Text
		case ledger.List:
			e.l[name] = v.List
		case ledger.Rows:
			e.n[name] = int64(len(v.Rows))
		}
	}
}
