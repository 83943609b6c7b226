package periodic

import (
	"cmp"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// nothing is what a part says when nothing of its kind was recorded.
func nothing(what string) []string { return []string{"Trong kỳ không phát sinh " + what + "."} }

// outreach is task II.1. People present and broadcasts stand in sentences of their own.
func (in *Input) outreach() []string {
	if !in.has("tt_hoat_dong") {
		return nothing("hoạt động tuyên truyền")
	}
	first := "Trong kỳ có " + in.amount("tt_hoat_dong") + " tuyên truyền" + in.compared("tt_hoat_dong")
	if in.has("tt_don_vi") {
		first += " tại " + in.amount("tt_don_vi")
	}
	direct := ""
	if in.has("tt_buoi") {
		direct = "tổ chức " + in.amount("tt_buoi") + " tuyên truyền trực tiếp (hội nghị, họp thôn, lồng ghép sinh hoạt đoàn thể, đến tận hộ)" + in.compared("tt_buoi")
		if in.has("tt_luot_nguoi") {
			direct += " với " + in.amount("tt_luot_nguoi") + " tham dự" + in.compared("tt_luot_nguoi")
		}
		if parts := in.parts("tt_luot_nguoi"); parts != "" {
			direct += ", trong đó: " + parts
		}
	}
	out := []string{first + ".", sentence(direct),
		sentence(in.clause("phát trên hệ thống truyền thanh", "tt_luot_phat"), in.clause("đăng", "tt_bai")+suffix(in.has("tt_bai"), " trên trang thông tin điện tử, Zalo, mạng xã hội"),
			in.clause("các tin, bài có", "tt_luot_xem")+suffix(in.has("tt_luot_xem"), " xem, tham gia trên mạng"), in.clause("phát hành, treo", "tt_ban")+suffix(in.has("tt_ban"), " tài liệu, pa nô, tờ rơi"))}
	if f := in.figure("cb_ty_le"); f.Value.Known {
		out = append(out, "Có ít nhất "+in.amount("cb_duoc_tt")+" là cán bộ, công chức, viên chức, người lao động được tuyên truyền (lấy buổi đông nhất của từng đơn vị), đạt "+
			in.measure(f, ThisPeriod, f.Value)+" tổng số "+in.amount("cb_tong")+" theo hồ sơ đơn vị.")
	}
	return append(out, "Kết quả chi tiết tại Phụ lục I.")
}

func suffix(on bool, words string) string {
	if on {
		return words
	}
	return ""
}

// tagged says how many records were noted for a task, after what is known of it otherwise.
func (in *Input) tagged(code, place string) []string {
	if !in.has(code) {
		return []string{"Trong kỳ chưa có phiếu nào ghi thuộc nhiệm vụ này. " + place}
	}
	return []string{"Trong kỳ có " + in.amount(code) + " của các đơn vị ghi thuộc nhiệm vụ này" + in.compared(code) + ".", place}
}

// policies is task II.2.
func (in *Input) policies() []string {
	return in.tagged("nv_ii2", "«Việc triển khai chủ trương, chính sách của Trung ương, của tỉnh trong kỳ».")
}

// resources is task II.3: money by its source.
func (in *Input) resources() []string {
	if !in.has("kp_tong") {
		return append(nothing("khoản kinh phí nào được ghi nhận"), "«Việc bố trí, quản lý, sử dụng kinh phí».")
	}
	text := "Tổng kinh phí bố trí, huy động trong kỳ " + in.amount("kp_tong") + in.compared("kp_tong")
	if parts := in.parts("kp_tong"); parts != "" {
		text += ", gồm: " + parts
	}
	return []string{text + ".", "«Việc quản lý, sử dụng kinh phí»."}
}

// infrastructure is task II.4.
func (in *Input) infrastructure() []string {
	return in.tagged("nv_ii4", "«Việc khai thác hạ tầng công nghệ thông tin, thiết chế văn hóa, giáo dục phục vụ nhiệm vụ».")
}

// training is task II.5.
func (in *Input) training() []string {
	if !in.has("th_lop") {
		return nothing("lớp tập huấn, chuyển giao nào")
	}
	text := "Tổ chức, phối hợp tổ chức " + in.amount("th_lop") + " tập huấn, chuyển giao tiến bộ khoa học kỹ thuật" + in.compared("th_lop")
	if in.has("th_luot_nguoi") {
		text += " với " + in.amount("th_luot_nguoi") + " tham dự" + in.compared("th_luot_nguoi")
	}
	if in.has("th_nu") {
		text += ", trong đó nữ " + in.amount("th_nu")
	}
	money := sentence(in.clause("kinh phí tập huấn từ ngân sách", "th_kinh_phi_ngan_sach"), in.clause("lồng ghép chương trình, dự án", "th_kinh_phi_long_ghep"),
		in.clause("xã hội hóa", "th_kinh_phi_xa_hoi_hoa"))
	items := slices.Clone(in.Items["tap_huan"])
	slices.SortStableFunc(items, func(a, b Item) int { return cmp.Compare(b.Values["tong_so"].Num, a.Values["tong_so"].Num) })
	var names []string
	for _, it := range items {
		names = append(names, quoted(it.Title)+" ("+it.Place+", "+viet.FormatNumber(it.Values["tong_so"].Num)+" người)")
	}
	return []string{text + ".", sentence(in.clause("cấp chứng nhận cho", "th_chung_nhan")), money,
		"Các lớp đông người dự: " + namedShort(names, 3) + ". Chi tiết tại Phụ lục II."}
}

func quoted(s string) string { return "“" + oneLine(s) + "”" }

// namedShort names the first n only.
func namedShort(names []string, n int) string {
	out := ""
	for i, name := range names[:min(n, len(names))] {
		if i > 0 {
			out += "; "
		}
		out += name
	}
	return out
}

// production is task II.6: models and products.
func (in *Input) production() []string {
	var out []string
	if in.has("mh_dang") {
		text := "Trong kỳ có " + in.amount("mh_dang") + " hoạt động"
		if in.has("mh_moi") {
			text += ", trong đó " + in.amount("mh_moi") + " mới" + in.compared("mh_moi")
		} else {
			text += ", không có mô hình mới"
		}
		if parts := in.parts("mh_dang"); parts != "" {
			text += "; theo loại, trạng thái: " + parts
		}
		out = append(out, text+".", sentence(in.clause("thu hút", "mh_ho_nhan_rong")+suffix(in.has("mh_ho_nhan_rong"), " làm theo"),
			in.clause("diện tích nhân rộng", "mh_dien_tich_nhan_rong"), in.clause("đón", "mh_tham_quan")+suffix(in.has("mh_tham_quan"), " tham quan")))
		if best := in.bestModels(3); len(best) > 0 {
			out = append(out, "Mô hình có hiệu quả nổi bật: "+namedShort(best, 3)+".")
		}
	} else {
		out = nothing("mô hình nào đang hoạt động")
	}
	if in.has("sp_ocop") || in.has("sp_chu_luc") {
		text := sentence(in.clause("toàn xã có", "sp_ocop")+suffix(in.has("sp_ocop"), " OCOP còn hạn công nhận"), in.clause("công nhận mới trong kỳ", "sp_ocop_moi"),
			in.clause("theo dõi", "sp_chu_luc")+suffix(in.has("sp_chu_luc"), " chủ lực, đặc trưng khác"), in.clause("đã được cấp nhãn hiệu", "sp_nhan_hieu"))
		out = append(out, text)
	}
	return append(out, "Chi tiết tại Phụ lục III và Phụ lục V.")
}

// bestModels names the models whose profit or yield rose most against what they are compared with.
func (in *Input) bestModels(n int) (names []string) {
	items := slices.DeleteFunc(slices.Clone(in.Items["mo_hinh"]), func(it Item) bool { _, gain := Gain(it.Best); return !gain })
	slices.SortStableFunc(items, func(a, b Item) int {
		x, _ := Gain(a.Best)
		y, _ := Gain(b.Best)
		return cmp.Compare(y, x)
	})
	for _, it := range items[:min(n, len(items))] {
		best, _ := Gain(it.Best)
		what := "năng suất"
		if it.Best["tang_loi_nhuan"].Kind == ledger.Num && it.Best["tang_loi_nhuan"].Num == best {
			what = "lợi nhuận"
		}
		names = append(names, quoted(it.Title)+" ("+it.Place+", "+what+" tăng "+viet.FormatNumber(best)+"% so với đối chứng)")
	}
	return names
}

// Gain is by how many percent a model's result is above what it is compared with, in profit or in
// yield, whichever is more; false when it is not.
func Gain(values ledger.Values) (best viet.Number, ok bool) {
	for _, name := range []string{"tang_loi_nhuan", "tang_phan_tram"} {
		if v := values[name]; v.Kind == ledger.Num && v.Num > best {
			best, ok = v.Num, true
		}
	}
	return best, ok
}

// cooperation is task II.7.
func (in *Input) cooperation() []string {
	return in.tagged("nv_ii7", "«Hợp tác, trao đổi kinh nghiệm, kết nối với cơ quan, doanh nghiệp trong và ngoài địa phương».")
}

// initiatives keep what is recognised apart from what is not.
func (in *Input) initiatives() []string {
	if !in.has("sk_cong_nhan") && !in.has("sk_ghi_nhan") {
		return nothing("sáng kiến, giải pháp nào")
	}
	var out []string
	if in.has("sk_cong_nhan") {
		text := "Có " + in.amount("sk_cong_nhan") + " được cấp có thẩm quyền công nhận trong kỳ" + in.compared("sk_cong_nhan")
		if parts := in.parts("sk_cong_nhan"); parts != "" {
			text += ", trong đó: " + parts
		}
		out = append(out, text+".")
	} else {
		out = append(out, "Trong kỳ chưa có sáng kiến được cấp có thẩm quyền công nhận.")
	}
	if in.has("sk_ghi_nhan") {
		text := "Ngoài ra ghi nhận " + in.amount("sk_ghi_nhan") + ", giải pháp chưa được công nhận"
		if parts := in.parts("sk_ghi_nhan"); parts != "" {
			text += ", trong đó " + parts
		}
		out = append(out, text+".")
	}
	var names []string
	for _, it := range in.Items["sang_kien"] {
		if it.Values["so_quyet_dinh"].Text != "" {
			names = append(names, quoted(it.Title)+" ("+it.Place+")")
		}
	}
	if len(names) > 0 {
		out = append(out, "Sáng kiến đã được công nhận: "+namedShort(names, 3)+".")
	}
	return append(out, sentence(in.clause("số tiền làm lợi ước tính trong một năm của các sáng kiến đã áp dụng", "sk_lam_loi")), "Chi tiết tại Phụ lục IV.")
}

func (in *Input) commendations() []string {
	if !in.has("kt_da_khen") && !in.has("kt_de_nghi") {
		return nothing("khen thưởng, đề nghị khen thưởng nào")
	}
	text := "Trong kỳ chưa có tập thể, cá nhân được khen"
	if in.has("kt_da_khen") {
		text = "Đã có " + in.amount("kt_da_khen") + " tập thể, cá nhân được khen" + in.compared("kt_da_khen")
		if parts := in.parts("kt_da_khen"); parts != "" {
			text += ", gồm: " + parts
		}
	}
	return []string{text + ".", sentence(in.clause("đang xem xét", "kt_de_nghi")), "Chi tiết tại Phụ lục VI."}
}

func (in *Input) innovationDay() []string {
	if !in.has("nh_so") {
		return nothing("ngày hội sáng tạo địa phương")
	}
	text := "Đã tổ chức " + in.amount("nh_so") + " ngày hội sáng tạo địa phương" + in.compared("nh_so")
	if parts := in.parts("nh_so"); parts != "" {
		text += ", gồm: " + parts
	}
	return []string{text + ".", sentence(in.clause("trưng bày", "nh_hien_vat"), in.clause("tại", "nh_gian"), in.clause("thu hút", "nh_luot_nguoi"))}
}
