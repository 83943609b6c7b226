package periodic

import (
	"strings"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

// list makes a grid of a form's records, a line each, numbered.
func (in *Input) list(form, caption string, columns []Column, cells func(Item) []ledger.Value) *Grid {
	g := &Grid{Key: "danh_sach", Caption: caption, Columns: append([]Column{{"stt", "STT", report.Integer, 1.3, true}}, columns...)}
	for i, it := range in.Items[form] {
		g.Lines = append(g.Lines, Line{Record: it.ID, Cells: append([]ledger.Value{number(i + 1)}, cells(it)...)})
	}
	g.More = max(in.Counted[form]-len(in.Items[form]), 0)
	return g
}

// cell is a record's answer as a cell of text.
func (in *Input) cell(it Item, name string) ledger.Value { return text(in.field(it, it.Values, name)) }

// both puts two texts into one cell.
func both(a, b string) ledger.Value {
	return text(strings.Trim(strings.TrimSpace(a)+", "+strings.TrimSpace(b), ", "))
}

func (in *Input) listOutreach() *Grid {
	return in.list("tuyen_truyen", "Danh sách hoạt động tuyên truyền", []Column{{"ngay", "Ngày", report.Date, 2, true}, {"don_vi", "Đơn vị", report.Text, 3, false},
		{"chu_de", "Chủ đề", report.Text, 6, false}, {"hinh_thuc", "Hình thức", report.Text, 3.5, false}, {"tong_so", "Số người dự", report.Integer, 1.5, false},
		{"luot_phat", "Lượt phát", report.Integer, 1.4, false}, {"so_bai", "Số bài", report.Integer, 1.3, false}, {"luot_xem", "Lượt xem", report.Integer, 1.5, false}},
		func(it Item) []ledger.Value {
			return []ledger.Value{text(it.Day), text(it.Place), in.cell(it, "chu_de"), in.cell(it, "hinh_thuc"), num(it.Values["tong_so"]), num(it.Values["luot_phat"]), num(it.Values["so_bai"]), num(it.Values["luot_xem"])}
		})
}

func (in *Input) listClasses() *Grid {
	return in.list("tap_huan", "Danh sách lớp tập huấn, đợt chuyển giao", []Column{{"ngay", "Từ ngày", report.Date, 2, true}, {"don_vi", "Đơn vị", report.Text, 3, false},
		{"ten", "Tên lớp", report.Text, 6, false}, {"to_chuc", "Đơn vị tổ chức; giảng viên", report.Text, 4, false}, {"so_buoi", "Số buổi", report.Integer, 1.3, false},
		{"tong_so", "Số người dự", report.Integer, 1.5, false}, {"nu", "Trong đó nữ", report.Integer, 1.5, false}, {"kinh_phi", "Kinh phí (đồng)", report.Integer, 2.4, false}},
		func(it Item) []ledger.Value {
			return []ledger.Value{text(it.Day), text(it.Place), in.cell(it, "ten"), both(in.field(it, it.Values, "don_vi_to_chuc"), in.teacher(it)), num(it.Values["so_buoi"]), num(it.Values["tong_so"]), num(it.Values["nu"]), num(it.Values["kinh_phi"])}
		})
}

// teacher is who taught, which may be a person's name.
func (in *Input) teacher(it Item) string {
	if in.Public {
		return ""
	}
	return in.field(it, it.Values, "giang_vien")
}

func (in *Input) listModels() *Grid {
	return in.list("mo_hinh", "Danh sách mô hình hoạt động trong kỳ", []Column{{"ten", "Tên mô hình", report.Text, 5, false}, {"don_vi", "Đơn vị", report.Text, 2.8, false},
		{"loai", "Loại", report.Text, 2.2, false}, {"chu_the", "Chủ thể", report.Text, 2.8, false}, {"bat_dau", "Bắt đầu", report.Date, 2, true}, {"quy_mo", "Quy mô", report.Text, 1.8, false},
		{"so_ho", "Số hộ", report.Integer, 1.2, false}, {"trang_thai", "Trạng thái", report.Text, 2, false}, {"loi_nhuan", "Lợi nhuận trong kỳ (đồng)", report.Integer, 2.3, false}, {"tang", "Tăng so với đối chứng (%)", report.Decimal, 1.8, false}},
		func(it Item) []ledger.Value {
			gain := ledger.Value{}
			if n, ok := Gain(it.Best); ok {
				gain = ledger.NumValue(n)
			}
			size := strings.TrimSpace(in.field(it, it.Values, "quy_mo") + " " + in.field(it, it.Values, "don_vi_quy_mo"))
			return []ledger.Value{in.cell(it, "ten"), text(it.Place), in.cell(it, "loai"), text(in.owner(it)), text(it.Values["ngay_bat_dau"].Text), text(size), num(it.Values["so_ho"]), in.cell(it, "trang_thai"), num(it.Best["loi_nhuan"]), gain}
		})
}

// listInitiatives has the recognised ones first, under a heading of their own.
func (in *Input) listInitiatives() *Grid {
	g := in.list("sang_kien", "Danh sách sáng kiến, giải pháp", []Column{{"ten", "Tên sáng kiến, giải pháp", report.Text, 5.5, false}, {"tac_gia", "Tác giả", report.Text, 3.5, false}, {"don_vi", "Đơn vị", report.Text, 2.6, false},
		{"linh_vuc", "Lĩnh vực", report.Text, 2, false}, {"bac", "Mức độ", report.Text, 2.2, false}, {"quyet_dinh", "Số quyết định", report.Text, 2.2, false}, {"ngay_qd", "Ngày quyết định", report.Date, 2, true}, {"cap", "Cấp công nhận", report.Text, 1.8, false}, {"lam_loi", "Tiền làm lợi một năm (đồng)", report.Integer, 2.3, false}},
		func(it Item) []ledger.Value {
			return []ledger.Value{in.cell(it, "ten"), text(in.authors(it)), text(it.Place), in.cell(it, "linh_vuc"), in.cell(it, "bac"), in.cell(it, "so_quyet_dinh"), text(it.Values["ngay_quyet_dinh"].Text), in.cell(it, "cap"), num(it.Values["tien_lam_loi"])}
		})
	var yes, no []Line
	for i, it := range in.Items["sang_kien"] {
		if Recognised(it.Values) {
			yes = append(yes, g.Lines[i])
		} else {
			no = append(no, g.Lines[i])
		}
	}
	g.Lines = nil
	for _, half := range []struct {
		title string
		lines []Line
	}{{"Đã được công nhận", yes}, {"Chưa được công nhận (không cộng với phần trên)", no}} {
		if len(half.lines) == 0 {
			continue
		}
		g.Lines = append(g.Lines, Line{Heading: true, Cells: []ledger.Value{text(half.title)}})
		for i, line := range half.lines {
			line.Cells[0] = number(i + 1)
			g.Lines = append(g.Lines, line)
		}
	}
	return g
}

// Recognised reports whether an initiative has a decision.
func Recognised(values ledger.Values) bool {
	stage := values["bac"].Text
	return values["so_quyet_dinh"].Text != "" && (stage == "duoc_cong_nhan" || stage == "nhan_rong")
}

func (in *Input) listProducts() *Grid {
	return in.list("san_pham", "Danh sách sản phẩm", []Column{{"ten", "Tên sản phẩm", report.Text, 4, false}, {"chu_the", "Chủ thể", report.Text, 3, false}, {"don_vi", "Đơn vị", report.Text, 2.6, false}, {"nhom", "Nhóm", report.Text, 2.5, false},
		{"sao", "Số sao", report.Integer, 1, true}, {"quyet_dinh", "Số quyết định", report.Text, 2.2, false}, {"ngay_qd", "Ngày quyết định", report.Date, 2, true}, {"het_han", "Hết hạn", report.Date, 2, true}, {"doanh_thu", "Doanh thu một năm (đồng)", report.Integer, 2.3, false}, {"thi_truong", "Nhãn hiệu; sàn thương mại điện tử", report.Text, 2.8, false}},
		func(it Item) []ledger.Value {
			return []ledger.Value{in.cell(it, "ten"), text(in.owner(it)), text(it.Place), in.cell(it, "nhom"), num(it.Values["sao"]), in.cell(it, "so_quyet_dinh"), text(it.Values["ngay_quyet_dinh"].Text), text(it.Values["het_han"].Text), num(it.Values["doanh_thu_nam"]), both(in.field(it, it.Values, "nhan_hieu"), in.field(it, it.Values, "san_tmdt"))}
		})
}

func (in *Input) listCommendations() *Grid {
	return in.list("khen_thuong", "Danh sách khen thưởng, đề nghị khen thưởng", []Column{{"ngay", "Ngày", report.Date, 2, true}, {"doi_tuong", "Tập thể, cá nhân", report.Text, 4, false}, {"don_vi", "Đơn vị", report.Text, 2.8, false}, {"thanh_tich", "Thành tích", report.Text, 5, false},
		{"hinh_thuc", "Hình thức", report.Text, 2, false}, {"cap", "Cấp khen", report.Text, 2, false}, {"trang_thai", "Trạng thái", report.Text, 1.8, false}, {"quyet_dinh", "Số quyết định", report.Text, 2.2, false}, {"ngay_qd", "Ngày quyết định", report.Date, 2, true}},
		func(it Item) []ledger.Value {
			deed := in.cell(it, "thanh_tich")
			if in.Public && it.Values["loai_doi_tuong"].Text != "tap_the" {
				deed = ledger.Value{}
			}
			return []ledger.Value{text(it.Day), text(in.honoured(it)), text(it.Place), deed, in.cell(it, "hinh_thuc"), in.cell(it, "cap"), in.cell(it, "trang_thai"), in.cell(it, "so_quyet_dinh"), text(it.Values["ngay_quyet_dinh"].Text)}
		})
}

func (in *Input) listDifficulties() *Grid {
	return in.list("kho_khan", "Danh sách khó khăn, vướng mắc", []Column{{"ngay", "Ngày", report.Date, 2, true}, {"don_vi", "Đơn vị", report.Text, 2.6, false}, {"noi_dung", "Nội dung", report.Text, 5, false}, {"muc_do", "Mức độ", report.Text, 1.8, false},
		{"de_xuat", "Đề xuất", report.Text, 4, false}, {"cap", "Cấp xử lý", report.Text, 1.6, false}, {"trang_thai", "Trạng thái", report.Text, 1.8, false}, {"tra_loi", "Xã trả lời", report.Text, 4, false}},
		func(it Item) []ledger.Value {
			return []ledger.Value{text(it.Day), text(it.Place), in.cell(it, "noi_dung"), in.cell(it, "muc_do"), in.cell(it, "de_xuat"), in.cell(it, "cap_xu_ly"), in.cell(it, "trang_thai"), text(in.safe(it.Reply))}
		})
}
