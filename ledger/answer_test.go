package ledger_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

var env = ledger.Env{Today: viet.Date{Year: 2026, Month: 6, Day: 8}}

func field(t testing.TB, form, name string) *ledger.Field {
	t.Helper()
	repeat, cell, inRow := strings.Cut(name, ".")
	f := ledger.Default().Form(form).Field(repeat)
	if f == nil {
		t.Fatalf("%s has no field %s", form, repeat)
	}
	if !inRow {
		return f
	}
	for i := range f.Fields {
		if f.Fields[i].Name == cell {
			return &f.Fields[i]
		}
	}
	t.Fatalf("%s has no field %s", form, name)
	return nil
}

var goodAnswers = []struct{ form, field, typed, json, show, echo, echoEn string }{
	{"tuyen_truyen", "ngay", "hôm qua", `"2026-06-07"`, "07/06/2026", "Chủ Nhật, 07/06/2026", "Sunday, 07/06/2026"},
	{"tuyen_truyen", "ngay", "8/6", `"2026-06-08"`, "08/06/2026", "Thứ Hai, 08/06/2026", "Monday, 08/06/2026"},
	{"tuyen_truyen", "ngay", "2026-06-08", `"2026-06-08"`, "08/06/2026", "Thứ Hai, 08/06/2026", "Monday, 08/06/2026"},
	{"tuyen_truyen", "tong_so", "1.045", `1045`, "1.045", "1.045 người", "1.045 people"},
	{"tuyen_truyen", "tong_so", "45 người", `45`, "45", "45 người", "45 people"},
	{"tuyen_truyen", "tong_so", "  ", `null`, "", "", ""},
	{"tuyen_truyen", "kinh_phi", "1,5 triệu", `1500000`, "1.500.000", "1.500.000 đồng", "1.500.000 đồng"},
	{"tuyen_truyen", "chu_de", "  Cài VNeID\n mức 2 ", `"Cài VNeID\n mức 2"`, "Cài VNeID\n mức 2", "Cài VNeID\n mức 2", "Cài VNeID\n mức 2"},
	{"tuyen_truyen", "chu_de", "Tie\u0302\u0301ng", `"Tiếng"`, "Tiếng", "Tiếng", "Tiếng"},
	{"tuyen_truyen", "hinh_thuc", "zalo", `["zalo"]`, "Zalo", "Zalo", "Zalo"},
	{"tuyen_truyen", "hinh_thuc", "Hội nghị, họp thôn", `["hoi_nghi"]`, "Hội nghị, họp thôn", "Hội nghị, họp thôn", "Meeting"},
	{"tuyen_truyen", "hinh_thuc", "hoi nghi hop thon, zalo", `["hoi_nghi","zalo"]`, "Hội nghị, họp thôn; Zalo", "Hội nghị, họp thôn; Zalo", "Meeting; Zalo"},
	{"tuyen_truyen", "hinh_thuc", "Zalo, Hội nghị, họp thôn, Pano, tờ rơi,", `["zalo","hoi_nghi","pano_to_roi"]`,
		"Zalo; Hội nghị, họp thôn; Pano, tờ rơi", "Zalo; Hội nghị, họp thôn; Pano, tờ rơi", "Zalo; Meeting; Posters or leaflets"},
	{"tuyen_truyen", "hinh_thuc", "hoi nghi, hop thon; ZALO", `["hoi_nghi","zalo"]`, "Hội nghị, họp thôn; Zalo", "Hội nghị, họp thôn; Zalo", "Meeting; Zalo"},
	{"tuyen_truyen", "hinh_thuc", "zalo,truyen thanh, zalo", `["zalo","truyen_thanh"]`, "Zalo; Truyền thanh", "Zalo; Truyền thanh", "Zalo; Loudspeaker broadcast"},
	{"tuyen_truyen", "hinh_thuc", "zalo truyen_thanh", `["zalo","truyen_thanh"]`, "Zalo; Truyền thanh", "Zalo; Truyền thanh", "Zalo; Loudspeaker broadcast"},
	{"sang_kien", "tac_gia", "[{\"ten\":\"A\\n\u0300B\"}]", `[{"ten":"A\n` + "\u0300" + `B"}]`, "A\n\u0300B", "A\n\u0300B", "A\n\u0300B"},
	{"mo_hinh", "loai", "chan nuoi", `"chan_nuoi"`, "Chăn nuôi", "Chăn nuôi", "Livestock"},
	{"mo_hinh", "loai", "Livestock", `"chan_nuoi"`, "Chăn nuôi", "Chăn nuôi", "Livestock"},
	{"mo_hinh", "nam", "2026", `2026`, "2026", "2026", "2026"},
	{"mo_hinh", "quy_mo", "4,6", `4.6`, "4,6", "4,6", "4,6"},
	{"mo_hinh_cap_nhat", "dien_tich_nhan_rong", "5 sào", `1800`, "5 sào (1.800 m²)", "5 sào (1.800 m²)", "5 sào (1.800 m²)"},
	{"mo_hinh_cap_nhat", "dien_tich_nhan_rong", "120 m2", `120`, "120 m2 (120 m²)", "120 m2 (120 m²)", "120 m2 (120 m²)"},
	{"mo_hinh_cap_nhat", "san_luong", "12 tạ", `1200`, "12 tạ (1,2 tấn)", "12 tạ (1,2 tấn)", "12 tạ (1,2 tấn)"},
	{"sang_kien", "tac_gia.ty_le", "60 %", `60`, "60", "60 %", "60 %"},
	{"mo_hinh_cap_nhat", "mo_hinh", "01jx0000000000000000000000", `"01JX0000000000000000000000"`,
		"01JX0000000000000000000000", "01JX0000000000000000000000", "01JX0000000000000000000000"},
	{"sang_kien", "tac_gia", `[{"ten":"Mẫu A","ty_le":60},{},{"ten":"Mẫu B","ty_le":"40%"}]`,
		`[{"ten":"Mẫu A","ty_le":60},{"ten":"Mẫu B","ty_le":40}]`,
		"Mẫu A – 60; Mẫu B – 40", "Mẫu A – 60 %; Mẫu B – 40 %", "Mẫu A – 60 %; Mẫu B – 40 %"},
}

func TestAnswers(t *testing.T) {
	for _, test := range goodAnswers {
		f := field(t, test.form, test.field)
		v, err := f.ParseAnswer(test.typed, env)
		if err != nil {
			t.Errorf("%s %q: %v", test.field, test.typed, err)
			continue
		}
		got, err := json.Marshal(v)
		if err != nil || string(got) != test.json {
			t.Errorf("%s %q: %s, want %s (%v)", test.field, test.typed, got, test.json, err)
		}
		if f.Show(v, "vi") != test.show || f.Echo(v, "vi") != test.echo || f.Echo(v, "en") != test.echoEn {
			t.Errorf("%s %q: shows %q, echoes %q, %q", test.field, test.typed, f.Show(v, "vi"), f.Echo(v, "vi"), f.Echo(v, "en"))
		}
		again, err := f.ParseAnswer(f.Edit(v), env)
		if err != nil || !again.Equal(v) {
			t.Errorf("%s: %q is edited as %q and read as %v, %v", test.field, test.typed, f.Edit(v), again, err)
		}
	}
}

var badAnswers = []struct {
	form, field, typed string
	code               ledger.ProblemCode
	said               string
}{
	{"tuyen_truyen", "ngay", "31/02", ledger.ProblemNoSuchDay, "«Ngày»: Lịch không có ngày «31/02»."},
	{"tuyen_truyen", "ngay", "6/15", ledger.ProblemNoSuchDay,
		"«Ngày»: «6/15» ghi tháng trước ngày. Ghi ngày trước, tháng sau. Có phải là 15/6?"},
	{"tuyen_truyen", "ngay", "dạo nọ", ledger.ProblemType,
		"«Ngày»: «dạo nọ» không phải là ngày. Ví dụ: 15/6, hoặc: hôm qua."},
	{"tuyen_truyen", "tong_so", "bốn lăm", ledger.ProblemType,
		"«Tổng số người dự»: «bốn lăm» không phải là số. Ví dụ: 45."},
	{"tuyen_truyen", "tong_so", "45,5", ledger.ProblemNotWhole,
		"«Tổng số người dự» phải là số nguyên, không có phần lẻ (45,5). Ghi lại số."},
	{"tuyen_truyen", "nu", "-3", ledger.ProblemRange, "«Trong đó nữ» không thể nhỏ hơn 0 (-3). Ghi lại số."},
	{"tuyen_truyen", "kinh_phi", "500", ledger.ProblemAmbiguous,
		"«Kinh phí»: «500» có thể hiểu là 500 đồng, 500 nghìn hoặc 500 triệu. Ghi lại cho rõ theo một cách đó."},
	{"tuyen_truyen", "hinh_thuc", "zalo, điện tín", ledger.ProblemChoice,
		"«Hình thức» không có mục «điện tín». Chọn trong các mục: Hội nghị, họp thôn (hoi_nghi); Truyền thanh (truyen_thanh); " +
			"Zalo (zalo); Mạng xã hội khác (mang_xa_hoi); Trang thông tin điện tử (trang_ttdt); Lồng ghép sinh hoạt đoàn thể (long_ghep); " +
			"Pano, tờ rơi (pano_to_roi); Đến tận hộ (tan_ho)."},
	{"tuyen_truyen", "chu_de", strings.Repeat("ă", 10<<20), ledger.ProblemTooLong,
		"«Chủ đề» dài quá: 10.485.760 chữ cái, nhiều nhất được 500. Viết ngắn lại."},
	{"tuyen_truyen", "chu_de", strings.Repeat("ă", 501), ledger.ProblemTooLong,
		"«Chủ đề» dài quá: 501 chữ cái, nhiều nhất được 500. Viết ngắn lại."},
	{"tuyen_truyen", "ghi_chu", "a\xffb", ledger.ProblemInvalidUTF8,
		"«Ghi chú»: Chữ bị hỏng (không đúng bảng mã Unicode UTF-8): «a\uFFFDb». Gõ lại, hoặc lưu tệp dạng UTF-8."},
	{"mo_hinh", "loai", "lạ", ledger.ProblemChoice, ""},
	{"mo_hinh_cap_nhat", "nang_suat", "3,42–3,73 tấn/ha", ledger.ProblemAmbiguous,
		"«Năng suất»: «3,42–3,73 tấn/ha» là một khoảng. Chỉ ghi một con số, ví dụ số bình quân."},
	{"mo_hinh_cap_nhat", "dien_tich_nhan_rong", "5", ledger.ProblemAmbiguous,
		"«Diện tích nhân rộng»: «5» có thể hiểu là 5 ha, 5 mẫu, 5 sào, 5 thước hoặc 5 m². Ghi lại cho rõ theo một cách đó."},
	{"mo_hinh_cap_nhat", "mo_hinh", "Nếp Bắc", ledger.ProblemType,
		"«Mô hình»: mã phiếu «Nếp Bắc» không đúng. Mã phiếu gồm 26 chữ và số; xem bằng lệnh: sothon list"},
	{"sang_kien", "tac_gia.ty_le", "130", ledger.ProblemRange,
		"«Tỷ lệ đóng góp» là phần trăm, chỉ từ 0 đến 100 (130). Ghi lại số."},
	{"sang_kien", "tac_gia", "Mẫu A", ledger.ProblemType,
		"«Tác giả» gồm nhiều dòng. Mỗi dòng ghi: Họ và tên (ten); Chức vụ, nơi làm việc (don_vi); Tỷ lệ đóng góp (ty_le)."},
	{"sang_kien", "tac_gia", `[{"ten":"Mẫu A","tuoi":3}]`, ledger.ProblemUnknownField,
		"Dòng 1: «Tác giả» không có ô «tuoi». Mỗi dòng ghi: Họ và tên (ten); Chức vụ, nơi làm việc (don_vi); Tỷ lệ đóng góp (ty_le)."},
}

// TestBadAnswers keeps the words said to a person, one by one.
func TestBadAnswers(t *testing.T) {
	for _, test := range badAnswers {
		v, err := field(t, test.form, test.field).ParseAnswer(test.typed, env)
		var p *ledger.Problem
		if !errors.As(err, &p) || !v.IsEmpty() {
			t.Errorf("%s %.40q: %v, %v", test.field, test.typed, v, err)
			continue
		}
		if p.Code != test.code || test.said != "" && p.Message.Vi != test.said || p.Message.En == "" {
			t.Errorf("%s %.40q: %s\n got %s\nwant %s", test.field, test.typed, p.Code, p.Message.Vi, test.said)
		}
	}
}

// answers draws a value that a field can hold.
func answers(f *ledger.Field) *rapid.Generator[ledger.Value] {
	return rapid.Custom(func(t *rapid.T) ledger.Value {
		n := rapid.Int64Range(0, 900_000_000_000).Draw(t, "n")
		switch f.Type {
		case ledger.TypeInteger, ledger.TypeMoney:
			return ledger.NumValue(viet.Int(n))
		case ledger.TypeDecimal, ledger.TypeArea, ledger.TypeMass:
			return ledger.NumValue(viet.Number(n))
		case ledger.TypePercentShares:
			return ledger.NumValue(viet.Number(n % 1_000_001))
		case ledger.TypeDate:
			day := viet.Date{Year: 2000, Month: 1, Day: 1}.AddDays(int(n % 40000))
			return ledger.TextValue(day.String())
		case ledger.TypeSelectOne:
			return ledger.TextValue(rapid.SampledFrom(f.Choices).Draw(t, "choice").Name)
		case ledger.TypeSelectMultiple:
			var names []string
			for _, c := range f.Choices {
				if rapid.Bool().Draw(t, c.Name) {
					names = append(names, c.Name)
				}
			}
			return ledger.ListValue(names...)
		case ledger.TypeRecord:
			id, err := ledger.NewID(n, strings.NewReader(rapid.StringN(10, 10, -1).Draw(t, "entropy")))
			if err != nil {
				t.Fatal(err)
			}
			return ledger.TextValue(id.String())
		case ledger.TypeRepeat:
			var rows []ledger.Row
			for range rapid.IntRange(0, 3).Draw(t, "rows") {
				row := ledger.Row{}
				for i := range f.Fields {
					if v := answers(&f.Fields[i]).Draw(t, f.Fields[i].Name); !v.IsEmpty() {
						row[f.Fields[i].Name] = v
					}
				}
				if len(row) > 0 {
					rows = append(rows, row)
				}
			}
			return ledger.RowsValue(rows)
		case ledger.TypeFile:
			return files().Draw(t, "files")
		}
		clean, err := viet.Clean(rapid.StringN(0, 40, -1).Draw(t, "text"))
		if err != nil {
			t.Fatal(err)
		}
		return ledger.TextValue(strings.TrimSpace(clean))
	})
}

func TestEditReadsBack(t *testing.T) {
	for _, form := range ledger.Default().Forms() {
		for f := range form.All {
			if !f.Stored() || f.Computed() {
				continue
			}
			t.Run(form.Name+"/"+f.Name, func(t *testing.T) {
				rapid.Check(t, func(t *rapid.T) {
					v := answers(f).Draw(t, "value")
					again, err := f.ParseAnswer(f.Edit(v), env)
					if err != nil || !again.Equal(v) {
						t.Fatalf("%+v is edited as %q and read as %+v, %v", v, f.Edit(v), again, err)
					}
					if f.Show(v, "vi") == "" != v.IsEmpty() || f.Echo(v, "en") == "" != v.IsEmpty() {
						t.Fatalf("%+v shows %q, echoes %q", v, f.Show(v, "vi"), f.Echo(v, "en"))
					}
				})
			})
		}
	}
}
