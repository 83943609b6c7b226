package ledger_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

func TestBuiltInForms(t *testing.T) {
	want := strings.Fields(`tuyen_truyen tap_huan mo_hinh mo_hinh_cap_nhat sang_kien san_pham khen_thuong
		kho_khan ngay_hoi kinh_phi ho_so_don_vi`)
	var got []string
	c := ledger.Default()
	for _, f := range c.Forms() {
		got = append(got, f.Name)
		if c.Form(f.Name) != f || c.Version(f.Name, f.Version) != f || c.Version(f.Name, 99) != nil {
			t.Errorf("%s: not found by its name and version", f.Name)
		}
		for _, w := range []ledger.Words{f.Title, f.Plural, f.Help, f.Counted} {
			if w.Vi == "" || w.En == "" {
				t.Errorf("%s: a text about the form is missing: %+v", f.Name, w)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("menu %v, want %v", got, want)
	}
	if c.Form("khong_co") != nil {
		t.Error("a form that is not there was found")
	}
	if kids := c.Children("mo_hinh"); len(kids) != 1 || kids[0].Name != "mo_hinh_cap_nhat" {
		t.Errorf("follow-ups of mo_hinh: %v", kids)
	}
}

func TestEveryFormFileIsInTheMenu(t *testing.T) {
	files, err := filepath.Glob("forms/*.yaml")
	if err != nil || len(files) != len(ledger.Default().Forms())+1 {
		t.Errorf("%d files for %d forms and one of the program's own: %v", len(files), len(ledger.Default().Forms()), err)
	}
}

// TestFormNames keeps the field names that other programs rely on.
func TestFormNames(t *testing.T) {
	promised := map[string]string{
		"tuyen_truyen": `ngay hinh_thuc chu_de tong_so nu dtts ho_ngheo thanh_nien nguoi_cao_tuoi cbccvc luot_phat so_bai
			luot_xem don_vi_phoi_hop bao_cao_vien so_ho thoi_luong tai_lieu so_ban kinh_phi dia_diem so_buoi`,
		"tap_huan": "ten tu_ngay den_ngay dia_diem noi_dung don_vi_to_chuc giang_vien tong_so nu so_buoi doi_tuong chung_nhan kinh_phi",
		"mo_hinh": `ten loai chu_the loai_chu_the nam vu ngay_bat_dau ngay_ket_thuc quy_mo don_vi_quy_mo so_ho cong_nghe
			giong trang_thai`,
		"mo_hinh_cap_nhat": `mo_hinh ngay nang_suat san_luong tong_chi tong_thu loi_nhuan doi_chung_nang_suat
			doi_chung_loi_nhuan tang_phan_tram ho_nhan_rong dien_tich_nhan_rong tong_so nu rui_ro`,
		"sang_kien":    "ten tac_gia loai linh_vuc bac ngay so_quyet_dinh ngay_quyet_dinh cap",
		"san_pham":     "ten chu_the loai_chu_the nhom sao so_quyet_dinh ngay_quyet_dinh het_han doanh_thu_nam nhan_hieu",
		"khen_thuong":  "doi_tuong phieu_thanh_tich thanh_tich hinh_thuc cap trang_thai so_quyet_dinh ngay_quyet_dinh ngay",
		"kho_khan":     "ngay noi_dung linh_vuc muc_do de_xuat cap_xu_ly trang_thai",
		"ngay_hoi":     "ten ngay to_chuc so_gian hien_vat tong_so nu",
		"kinh_phi":     "ngay nguon so_tien muc_dich phieu",
		"ho_so_don_vi": "ngay so_ho so_khau so_cbccvc",
	}
	for form, names := range promised {
		f := ledger.Default().Form(form)
		for _, name := range strings.Fields(names + " nguoi_bao nguoi_nhap ghi_chu nhiem_vu tieu_chi") {
			if f.Field(name) == nil {
				t.Errorf("%s has no field %s", form, name)
			}
		}
	}
	tasks := ledger.Default().Form("kho_khan").Field("nhiem_vu")
	for i, name := range []string{"ii1", "ii2", "ii3", "ii4", "ii5", "ii6", "ii7"} {
		if tasks.Choices[i].Name != name {
			t.Errorf("task %d is %s", i, tasks.Choices[i].Name)
		}
	}
}

// TestFormsAreFit checks what the screen needs: short pages, and links that lead somewhere.
func TestFormsAreFit(t *testing.T) {
	c := ledger.Default()
	for _, f := range c.Forms() {
		for i := range f.Sections {
			page := &ledger.Form{Sections: f.Sections[i : i+1]}
			if n := len(slices.Collect(page.All)); n > 7 {
				t.Errorf("%s: page %s asks %d things", f.Name, f.Sections[i].Name, n)
			}
		}
		if last := f.Sections[len(f.Sections)-1].Name; last != "reporting" {
			t.Errorf("%s: the last page is %s", f.Name, last)
		}
		fields := slices.Collect(f.All)
		for _, field := range fields {
			for i := range field.Fields {
				fields = append(fields, &field.Fields[i])
			}
		}
		for _, field := range fields {
			for _, form := range field.Forms {
				if c.Form(form) == nil {
					t.Errorf("%s.%s points to the unknown form %s", f.Name, field.Name, form)
				}
			}
			if field.Hint.Vi == "" && !field.Computed() && len(field.Choices) == 0 && field.Name != "ten" && field.Name != "don_vi" {
				t.Errorf("%s.%s has no hint", f.Name, field.Name)
			}
			if field.Numeric() && field.Unit.Vi == "" && field.Type == ledger.TypeInteger && field.Name != "nam" {
				t.Errorf("%s.%s has no unit", f.Name, field.Name)
			}
		}
	}
}

func TestCatalogueWith(t *testing.T) {
	old := ledger.Default().Form("kho_khan")
	newer := *old
	newer.Version = old.Version + 1
	extra := *old
	extra.Name = "moi_tinh"
	c := ledger.Default().With(&newer, &extra)
	if c.Form("kho_khan") != &newer || c.Version("kho_khan", old.Version) != old {
		t.Error("the newer version must be the latest, the older still be known")
	}
	if n := len(c.Forms()); n != len(ledger.Default().Forms())+1 || c.Forms()[n-1] != &extra {
		t.Error("a new form comes last")
	}
	if again := c.With(old); again.Form("kho_khan") != &newer {
		t.Error("an older version must not take the place of the latest")
	}
	var versions []int
	for f := range c.Versions {
		if f.Name == "kho_khan" {
			versions = append(versions, f.Version)
		}
	}
	if !slices.Equal(versions, []int{old.Version, newer.Version}) {
		t.Errorf("versions %v", versions)
	}
	if ledger.Default().Form("kho_khan") != old {
		t.Error("With changed the catalogue it was called on")
	}
}

func TestDescribe(t *testing.T) {
	d := ledger.Default().Form("tuyen_truyen").Describe("en")
	find := func(fields []ledger.FieldDescription, name string) ledger.FieldDescription {
		i := slices.IndexFunc(fields, func(f ledger.FieldDescription) bool { return f.Name == name })
		if i < 0 {
			t.Fatalf("no field %s", name)
		}
		return fields[i]
	}
	if f := find(d.Fields, "ngay"); f.Required != true || f.Label != "Day" || f.Section != "viec" || f.Constraint == "" {
		t.Errorf("ngay: %+v", f)
	}
	if f := find(d.Fields, "nu"); f.Required != false || f.Unit != "people" || !strings.Contains(f.Relevant, "hoi_nghi") {
		t.Errorf("nu: %+v", f)
	}
	if f := find(d.Fields, "tong_so"); f.Required != "conditional" {
		t.Errorf("tong_so: required %v", f.Required)
	}
	authors := find(ledger.Default().Form("sang_kien").Describe("vi").Fields, "tac_gia")
	if f := find(authors.Fields, "ty_le"); f.Type != ledger.TypePercentShares || f.Label != "Tỷ lệ đóng góp" {
		t.Errorf("ty_le: %+v", f)
	}
}

func BenchmarkLoadForms(b *testing.B) {
	files, err := filepath.Glob("forms/*.yaml")
	if err != nil {
		b.Fatal(err)
	}
	var texts [][]byte
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, data)
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, data := range texts {
			if _, err := ledger.LoadForm(files[i], data, ledger.DefaultGroups()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkFinalize(b *testing.B) {
	f := ledger.Default().Form("tuyen_truyen")
	values, problems := f.Input(raw(b, goodSession), env)
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	for b.Loop() {
		f.Finalize(values, env)
	}
}
