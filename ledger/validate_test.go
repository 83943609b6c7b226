package ledger_test

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

const goodSession = `{"ngay":"2026-06-01","hinh_thuc":["hoi_nghi","zalo"],"chu_de":"Mẫu: cấy máy","tong_so":45,"nu":20,
	"kinh_phi":"1,5 triệu","luot_xem":100,"nhiem_vu":["ii1"]}`

func raw(t testing.TB, text string) ledger.Values {
	t.Helper()
	var values ledger.Values
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return values
}

// check is the way of a record through the program: Input, then Finalize.
func check(t testing.TB, form, text string) (ledger.Values, []ledger.Problem) {
	t.Helper()
	f := ledger.Default().Form(form)
	values, problems := f.Input(raw(t, text), env)
	if len(problems) > 0 {
		return values, problems
	}
	return f.Finalize(values, env)
}

func sameValues(t testing.TB, a, b ledger.Values) {
	t.Helper()
	for _, pair := range [][2]ledger.Values{{a, b}, {b, a}} {
		for name, v := range pair[0] {
			if !v.Equal(pair[1][name]) {
				t.Fatalf("%s: %+v and %+v", name, a[name], b[name])
			}
		}
	}
}

func TestGoodRecord(t *testing.T) {
	got, problems := check(t, "tuyen_truyen", goodSession)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	sameValues(t, got, raw(t, `{"ngay":"2026-06-01","hinh_thuc":["hoi_nghi","zalo"],"chu_de":"Mẫu: cấy máy","tong_so":45,
		"nu":20,"kinh_phi":1500000,"luot_xem":100,"nhiem_vu":["ii1"]}`))
}

var badRecords = []struct {
	name, form, values string
	field              string
	row                int
	code               ledger.ProblemCode
	said               string
}{
	{"a year long past", "tuyen_truyen", `{"ngay":"03/06/1026","hinh_thuc":["hoi_nghi"],"chu_de":"x","tong_so":5}`, "ngay", -1, ledger.ProblemRange,
		"«Ngày»: năm trong ngày 03/06/1026 chắc gõ nhầm. Ghi lại năm, ví dụ 2026."},
	{"no such day", "tuyen_truyen", `{"ngay":"31/02/2026"}`, "ngay", -1, ledger.ProblemNoSuchDay,
		"«Ngày»: Lịch không có ngày «31/02/2026»."},
	{"more women than people", "tuyen_truyen", `{"ngay":"2026-06-01","hinh_thuc":["hoi_nghi"],"chu_de":"x","tong_so":45,"nu":50}`,
		"nu", -1, ledger.ProblemConstraint, "Số nữ (50) nhiều hơn tổng số người dự (45). Sửa một trong hai số."},
	{"missing text", "tuyen_truyen", `{"ngay":"2026-06-01","hinh_thuc":["hoi_nghi"],"tong_so":45}`,
		"chu_de", -1, ledger.ProblemRequired, "Chưa ghi «Chủ đề». Ghi ô này rồi mới gửi được phiếu."},
	{"missing choice", "tuyen_truyen", `{"ngay":"2026-06-01","chu_de":"x"}`,
		"hinh_thuc", -1, ledger.ProblemRequired, "Chưa chọn «Hình thức». Chọn một mục rồi mới gửi được phiếu."},
	{"no count at all", "tuyen_truyen", `{"ngay":"2026-06-01","hinh_thuc":["zalo"],"chu_de":"x"}`,
		"luot_phat", -1, ledger.ProblemRequired, "Ghi ít nhất một con số: số lượt phát, số bài đăng hoặc số lượt xem."},
	{"meeting without people", "tuyen_truyen", `{"ngay":"2026-06-01","hinh_thuc":["hoi_nghi"],"chu_de":"x"}`,
		"tong_so", -1, ledger.ProblemRequired, "Chưa ghi «Tổng số người dự». Ghi số người đã đến, hoặc đã gặp."},
	{"leaflets without a number", "tuyen_truyen", `{"ngay":"2026-06-01","hinh_thuc":["pano_to_roi"],"chu_de":"x"}`,
		"so_ban", -1, ledger.ProblemRequired, "Chưa ghi «Số bản». Ghi số pano, tờ rơi đã treo hoặc đã phát."},
	{"future", "tuyen_truyen", `{"ngay":"2026-06-09","hinh_thuc":["zalo"],"chu_de":"x","luot_xem":5}`,
		"ngay", -1, ledger.ProblemConstraint, "Ngày 09/06/2026 chưa đến. Ghi ngày đã tuyên truyền."},
	{"unknown field", "tuyen_truyen", `{"so_nguoi":3}`, "so_nguoi", -1, ledger.ProblemUnknownField,
		"Phiếu «Buổi tuyên truyền» không có ô «so_nguoi». Xem tên các ô bằng lệnh: sothon forms show tuyen_truyen"},
	{"number for a text", "tuyen_truyen", `{"dia_diem":45}`, "dia_diem", -1, ledger.ProblemType,
		"«Địa điểm» phải ghi bằng chữ. Trong tệp, đặt chữ giữa hai dấu ngoặc kép. Ví dụ: nhà văn hóa thôn."},
	{"number for a date", "tuyen_truyen", `{"ngay":20260601}`, "ngay", -1, ledger.ProblemType,
		"«Ngày» phải là một ngày. Ví dụ: 15/6, hoặc: hôm qua."},
	{"list for a number", "tuyen_truyen", `{"tong_so":["45"]}`, "tong_so", -1, ledger.ProblemType,
		"«Tổng số người dự» phải là một con số. Ví dụ: 45."},
	{"list for one choice", "mo_hinh", `{"loai":["chan_nuoi","trong_trot"]}`, "loai", -1, ledger.ProblemType,
		"«Loại mô hình» chỉ chọn được một mục."},
	{"unknown choice in a list", "mo_hinh", `{"nhiem_vu":["ii9"]}`, "nhiem_vu", -1, ledger.ProblemChoice, ""},
	{"half a person", "tuyen_truyen", `{"tong_so":4.5}`, "tong_so", -1, ledger.ProblemNotWhole,
		"«Tổng số người dự» phải là số nguyên, không có phần lẻ (4,5). Ghi lại số."},
	{"half a đồng", "tuyen_truyen", `{"kinh_phi":0.5}`, "kinh_phi", -1, ledger.ProblemNotWhole,
		"«Kinh phí» phải là số nguyên, không có phần lẻ (0,5). Ghi lại số."},
	{"computed by hand", "mo_hinh_cap_nhat", `{"tong_thu":"120 triệu","tong_chi":"85 triệu","loi_nhuan":5}`,
		"loi_nhuan", -1, ledger.ProblemComputed,
		"«Lợi nhuận» do máy tự tính từ các ô khác (35.000.000 đồng), không ghi tay (5 đồng). Bỏ ô này đi."},
	{"size without unit", "mo_hinh", `{"ten":"x","loai":"trong_trot","quy_mo":4.6}`, "don_vi_quy_mo", -1, ledger.ProblemRequired,
		"Chưa chọn «Đơn vị của quy mô». Chọn đơn vị cho số đã ghi: ha, sào, con…"},
	{"no author", "sang_kien", `{"ten":"x","ngay":"hôm qua","bac":"y_tuong"}`, "tac_gia", -1, ledger.ProblemRequired,
		"«Tác giả» chưa có dòng nào. Ghi ít nhất một dòng."},
	{"shares", "sang_kien", `{"ten":"x","ngay":"hôm qua","bac":"y_tuong","tac_gia":[{"ten":"Mẫu A","ty_le":60},{"ten":"Mẫu B","ty_le":30}]}`,
		"tac_gia", -1, ledger.ProblemShares,
		"«Tỷ lệ đóng góp» của các dòng cộng lại phải đúng 100 %, bây giờ là 90 %. Sửa lại từng dòng."},
	{"a share missing", "sang_kien", `{"ten":"x","ngay":"hôm qua","bac":"y_tuong","tac_gia":[{"ten":"Mẫu A","ty_le":60},{"ten":"Mẫu B"}]}`,
		"tac_gia.ty_le", 1, ledger.ProblemRequired,
		"Dòng 2: Chưa ghi «Tỷ lệ đóng góp» của Mẫu B. Có từ hai tác giả thì mỗi người ghi một tỷ lệ."},
	{"number for rows", "sang_kien", `{"tac_gia":5}`, "tac_gia", -1, ledger.ProblemType, ""},
	{"too many rows", "sang_kien", `{"tac_gia":[` + strings.Repeat(`{"ten":"x"},`, 200) + `{"ten":"x"}]}`, "tac_gia", -1, ledger.ProblemTooMany,
		"«Tác giả» có 201 dòng, nhiều nhất được 200. Bớt dòng, hoặc ghi thành nhiều phiếu."},
	{"two stars", "san_pham", `{"ten":"x","nhom":"thuc_pham","sao":2}`, "sao", -1, ledger.ProblemConstraint,
		"Số sao (2) chỉ có 3, 4 hoặc 5. Chưa được xếp sao thì để trống."},
}

// TestBadRecords keeps what is said about a whole record.
func TestBadRecords(t *testing.T) {
	for _, test := range badRecords {
		_, problems := check(t, test.form, test.values)
		if len(problems) == 0 {
			t.Errorf("%s: no problem", test.name)
			continue
		}
		p := problems[0]
		if p.Field != test.field || p.Row != test.row || p.Code != test.code || test.said != "" && p.Message.Vi != test.said || p.Message.En == "" {
			t.Errorf("%s: %s %d %s\n got %s\nwant %s", test.name, p.Field, p.Row, p.Code, p.Message.Vi, test.said)
		}
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	_, problems := check(t, "tuyen_truyen", `{"hinh_thuc":["hoi_nghi"],"tong_so":45,"nu":50,"thanh_nien":60}`)
	var fields []string
	for _, p := range problems {
		fields = append(fields, p.Field)
	}
	if got := strings.Join(fields, " "); got != "ngay chu_de nu thanh_nien" {
		t.Errorf("problems of %s", got)
	}
}

// TestRealCases records published results of models, classes and products as they were printed. What
// is incomplete or a span says so, and nothing else is wrong with it.
func TestRealCases(t *testing.T) {
	file, err := os.Open("testdata/real-cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	n := 0
	for lines.Scan() {
		var c struct {
			Form     string            `json:"form"`
			Values   ledger.Values     `json:"values"`
			Problems map[string]string `json:"problems"`
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("line %d: %v", n+1, err)
		}
		n++
		f := ledger.Default().Form(c.Form)
		values, problems := f.Input(c.Values, env)
		final, more := f.Finalize(values, env)
		found := map[string]string{}
		for _, p := range append(problems, more...) {
			found[p.Field] = string(p.Code)
		}
		if len(found) != len(c.Problems) || len(found) > 0 && !reflect.DeepEqual(found, c.Problems) {
			t.Errorf("line %d (%s): problems %v, want %v", n, f.Heading(values, "vi"), found, c.Problems)
		}
		for name, v := range c.Values {
			if c.Problems[name] == "" && f.Field(name) != nil && !f.Field(name).Numeric() && final[name].IsEmpty() != v.IsEmpty() {
				t.Errorf("line %d: %s was lost", n, name)
			}
		}
		if lost := f.NotAsked(values, env); len(lost) > 0 {
			t.Errorf("line %d: not asked: %v", n, lost)
		}
	}
	if n < 12 {
		t.Errorf("%d cases", n)
	}
}

func TestComputed(t *testing.T) {
	tests := []struct{ form, values, field, want string }{
		{"mo_hinh_cap_nhat", `{"tong_thu":120000000,"tong_chi":85000000}`, "loi_nhuan", "35.000.000 đồng"},
		{"mo_hinh_cap_nhat", `{"tong_thu":80000000,"tong_chi":85000000}`, "loi_nhuan", "-5.000.000 đồng"},
		{"mo_hinh_cap_nhat", `{"tong_thu":80000000,"lai_uoc_tinh":7000000}`, "loi_nhuan", "7.000.000 đồng"},
		{"mo_hinh_cap_nhat", `{"tong_thu":80,"tong_chi":30,"lai_uoc_tinh":7000000}`, "loi_nhuan", "50 đồng"},
		{"mo_hinh_cap_nhat", `{"tong_thu":80000000}`, "loi_nhuan", ""},
		{"mo_hinh_cap_nhat", `{"nang_suat":63.5,"doi_chung_nang_suat":55}`, "tang_phan_tram", "15,45 %"},
		{"mo_hinh_cap_nhat", `{"nang_suat":63.5,"doi_chung_nang_suat":0}`, "tang_phan_tram", ""},
		{"mo_hinh_cap_nhat", `{"nang_suat":216,"don_vi_nang_suat":"kg_sao"}`, "nang_suat_ta_ha", "60 tạ/ha"},
		{"mo_hinh_cap_nhat", `{"nang_suat":3.5,"don_vi_nang_suat":"tan_ha"}`, "nang_suat_ta_ha", "35 tạ/ha"},
		{"mo_hinh_cap_nhat", `{"nang_suat":60}`, "nang_suat_ta_ha", "60 tạ/ha"},
		{"mo_hinh_cap_nhat", `{"lai_uoc_tinh":30000000,"doi_chung_loi_nhuan":25000000}`, "tang_loi_nhuan", "20 %"},
		{"san_pham", `{"ngay_quyet_dinh":"2024-02-29"}`, "het_han", "Chủ Nhật, 28/02/2027"},
		{"tap_huan", `{"kinh_phi_ngan_sach":3000000,"kinh_phi_xa_hoi_hoa":500000}`, "kinh_phi", "3.500.000 đồng"},
		{"tap_huan", `{}`, "kinh_phi", ""},
		{"ngay_hoi", `{"hien_vat":[{"ten":"a"},{"ten":"b"}]}`, "so_hien_vat", "2 hiện vật"},
	}
	for _, test := range tests {
		f := ledger.Default().Form(test.form)
		values, problems := f.Input(raw(t, test.values), env)
		if len(problems) > 0 {
			t.Errorf("%s: %v", test.values, problems)
		}
		computed := f.Compute(values, env)
		if got := f.Field(test.field).Echo(computed[test.field], "vi"); got != test.want {
			t.Errorf("%s of %s is %q, want %q", test.field, test.values, got, test.want)
		}
		given := raw(t, test.values)
		given[test.field] = computed[test.field]
		if _, problems := f.Input(given, env); len(problems) > 0 {
			t.Errorf("%s: what is computed may be given: %v", test.field, problems)
		}
	}
}

func TestRelevance(t *testing.T) {
	f := ledger.Default().Form("tuyen_truyen")
	tests := []struct {
		values, asked, not string
	}{
		{`{}`, "ngay so_ho", "tong_so nu luot_xem participants phat_dang"},
		{`{"hinh_thuc":["hoi_nghi"]}`, "tong_so nu participants", "luot_xem"},
		{`{"hinh_thuc":["mang_xa_hoi"]}`, "luot_xem", "tong_so nu"},
		{`{"hinh_thuc":["mang_xa_hoi","tan_ho"]}`, "luot_xem tong_so nu", ""},
		{`{"hinh_thuc":["zalo"],"tong_so":30}`, "luot_xem tong_so nu", "khong_co"},
	}
	for _, test := range tests {
		asked := f.Relevant(raw(t, test.values), env)
		for _, name := range strings.Fields(test.asked) {
			if !asked(name) {
				t.Errorf("%s: %s is not asked", test.values, name)
			}
		}
		for _, name := range strings.Fields(test.not) {
			if asked(name) {
				t.Errorf("%s: %s is asked", test.values, name)
			}
		}
	}
}

// TestNotAsked: an answer to a question that is no longer asked stays in a draft, is named, and is
// dropped when the record is handed in.
func TestNotAsked(t *testing.T) {
	f := ledger.Default().Form("ngay_hoi")
	values := raw(t, `{"ten":"Mẫu","ngay":"2026-06-01","to_chuc":"rieng","su_kien":"hội làng"}`)
	if kept := f.Compute(values, env); kept["su_kien"].IsEmpty() {
		t.Error("a draft lost an answer")
	}
	lost := f.NotAsked(values, env)
	want := "«Lồng ghép trong sự kiện nào» không hỏi đến với những gì đã chọn ở trên, nên không ghi được (hội làng). Bỏ ô này, hoặc chọn lại ở trên."
	if len(lost) != 1 || lost[0].Code != ledger.ProblemNotRelevant || lost[0].Message.Vi != want {
		t.Errorf("not asked: %+v", lost)
	}
	final, problems := f.Finalize(values, env)
	if len(problems) > 0 || !final["su_kien"].IsEmpty() {
		t.Errorf("final %v, problems %v", final, problems)
	}
}

func TestDefaults(t *testing.T) {
	got := ledger.Default().Form("mo_hinh").Defaults(env)
	sameValues(t, got, raw(t, `{"nam":2026,"trang_thai":"dang_lam"}`))
	got = ledger.Default().Form("kho_khan").Defaults(env)
	sameValues(t, got, raw(t, `{"ngay":"2026-06-08","trang_thai":"moi"}`))
	got = ledger.Default().Form("tuyen_truyen").Defaults(env)
	sameValues(t, got, raw(t, `{"so_buoi":1,"nhiem_vu":["ii1"]}`))
	if row := ledger.Default().Form("sang_kien").RowDefaults("tac_gia", nil, env); len(row) != 0 {
		t.Errorf("a new author has %v", row)
	}
}

func TestLinks(t *testing.T) {
	const there, product, gone = "01JX0000000000000000000001", "01JX0000000000000000000002", "01JX0000000000000000000003"
	linked := env
	linked.Record = func(id string) (string, bool) {
		form, ok := map[string]string{there: "mo_hinh", product: "san_pham"}[id]
		return form, ok
	}
	f := ledger.Default().Form("mo_hinh_cap_nhat")
	for id, want := range map[string]string{
		there:   "",
		product: "«Mô hình»: phiếu này không đúng loại. Chọn lại phiếu khác.",
		gone:    "«Mô hình»: không tìm thấy phiếu này trong sổ. Chọn lại phiếu khác.",
	} {
		values := raw(t, `{"mo_hinh":"`+id+`","ngay":"2026-06-01"}`)
		said := ""
		if _, problems := f.Finalize(values, linked); len(problems) > 0 {
			said = problems[0].Message.Vi
		}
		if said != want {
			t.Errorf("%s: %q, want %q", id, said, want)
		}
		if _, problems := f.Finalize(values, env); len(problems) > 0 {
			t.Errorf("without a ledger links are not followed: %v", problems)
		}
	}
}

func TestCheckField(t *testing.T) {
	f := ledger.Default().Form("tuyen_truyen")
	values := raw(t, `{"ngay":"2026-06-01","hinh_thuc":["hoi_nghi"],"tong_so":45,"nu":50}`)
	if p := f.CheckField("nu", values, env); p == nil || p.Code != ledger.ProblemConstraint {
		t.Errorf("nu: %v", p)
	}
	if p := f.CheckField("tong_so", values, env); p != nil {
		t.Errorf("tong_so: %v", p)
	}
	if p := f.CheckField("luot_phat", values, env); p != nil {
		t.Errorf("luot_phat is not asked: %v", p)
	}
	if p := f.CheckField("xyz", values, env); p == nil || p.Code != ledger.ProblemUnknownField {
		t.Errorf("xyz: %v", p)
	}
}

func TestChoiceFilter(t *testing.T) {
	_, err := loadSmall(strings.Replace(strings.Replace(smallForm, "{name: b, label: {vi: B, en: B}}",
		"{name: b, label: {vi: B, en: B}, tags: {khi: x}}", 1), `default: "'a'"`, `choice_filter: "${khi} = '' or ${khi} = ${dong_y}"`, 1))
	if err == nil {
		t.Fatal("dong_y is no field")
	}
	f, err := loadSmall(strings.Replace(strings.Replace(smallForm, "{name: b, label: {vi: B, en: B}}",
		"{name: b, label: {vi: B, en: B}, tags: {khi: x}}", 1), `default: "'a'"`, `choice_filter: ". = 'a' or ${khi} = ${ten}"`, 1))
	if err != nil {
		t.Fatal(err)
	}
	for ten, want := range map[string]int{"x": 2, "y": 1} {
		values := ledger.Values{"ten": ledger.TextValue(ten), "loai": ledger.TextValue("b")}
		if got := len(f.ChoicesOf("loai", values, env)); got != want {
			t.Errorf("%s: %d choices, want %d", ten, got, want)
		}
		if p := f.CheckField("loai", values, env); (p == nil) != (want == 2) {
			t.Errorf("%s: %v", ten, p)
		}
	}
}

func TestProblemJSON(t *testing.T) {
	_, problems := check(t, "sang_kien", `{"tac_gia":[{"ten":5}]}`)
	got, err := json.Marshal(problems)
	want := `[{"field":"tac_gia.ten","row":0,"code":"type","message":{` +
		`"vi":"Dòng 1: «Họ và tên» phải ghi bằng chữ. Trong tệp, đặt chữ giữa hai dấu ngoặc kép.",` +
		`"en":"Row 1: “Name” takes text. In a file, put it between double quotes."}}]`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
	if problems[0].FieldName() != "tac_gia" {
		t.Errorf("shown by %s", problems[0].FieldName())
	}
}
