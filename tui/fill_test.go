package tui

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// fakeFiles attaches what is really there, but for what is called "hỏng".
type fakeFiles struct{ attached []string }

func (f *fakeFiles) Attach(path string) (ledger.File, error) {
	b, err := os.ReadFile(path)
	if err != nil || strings.Contains(path, "hỏng") {
		return ledger.File{}, &ledger.Problem{Message: ledger.Words{Vi: "Không mở được tệp.", En: "The file cannot be opened."}}
	}
	f.attached = append(f.attached, path)
	return ledger.File{SHA256: sha256.Sum256(b), Name: ledger.CleanFileName(path), Size: int64(len(b)), Type: "image/jpeg"}, nil
}

func (f *fakeFiles) Standing(ledger.Hash) ledger.FileStanding { return ledger.FileStanding{Here: true} }

// withFiles lets files be attached; the person's own folder has some.
func (d *driver) withFiles() *fakeFiles {
	home := d.t.TempDir()
	d.t.(interface{ Setenv(key, value string) }).Setenv("HOME", home)
	d.t.(interface{ Setenv(key, value string) }).Setenv("USERPROFILE", home)
	for i, name := range []string{"Ảnh/họp thôn 1.jpg", "Ảnh/họp thôn 2.jpg", "biên bản.pdf"} {
		path := filepath.Join(home, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Repeat(name, 400)), 0o644); err != nil {
			d.t.Fatal(err)
		}
		at := d.now.Add(time.Duration(i-5) * time.Hour)
		if err := os.Chtimes(path, at, at); err != nil {
			d.t.Fatal(err)
		}
	}
	files := &fakeFiles{}
	d.m.Files = files
	return files
}

func TestDaysByArrows(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24).beginForm("tuyen_truyen")
	for _, step := range []struct {
		key  tea.KeyType
		want string
	}{{tea.KeyLeft, "Chủ Nhật, 07/06/2026"}, {tea.KeyLeft, "Thứ Bảy, 06/06/2026"}, {tea.KeyRight, "Chủ Nhật, 07/06/2026"}} {
		d.keys(step.key)
		d.sees(step.want, "←→ đổi ngày")
	}
	d.keys("5/6", tea.KeyLeft)
	d.sees("Thứ Năm, 04/06/2026")
	d.keys(tea.KeyEnter)
	if v := d.session().slots["ngay"].value; v.Text != "2026-06-04" {
		t.Errorf("the day is %v", v)
	}
	again := newDriver(t, "vi").start(80, 24).beginForm("tuyen_truyen").keys(tea.KeyRight)
	again.sees("Thứ Hai, 08/06/2026")
	again.keys(tea.KeyDown, tea.KeyShiftTab)
	again.sees("Thứ Hai, 08/06/2026") // passing through changes nothing
	again.keys("31/02", tea.KeyLeft, tea.KeyBackspace)
	again.sees("► 31/2") // in a text that is no day yet the arrows move the cursor
}

func TestAsLastTime(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": "7/6/2026", "hinh_thuc": "hoi_nghi", "chu_de": "Phòng cháy",
		"dia_diem": "Nhà văn hóa thôn", "tong_so": "50", "don_vi_phoi_hop": "Hội Nông dân xã", "so_ho": "20"})
	d.beginForm("tuyen_truyen").keys("8/6", tea.KeyEnter)
	d.sees("F3 như lần trước")
	d.keys(tea.KeyF3)
	d.sees("Đã chép như lần trước («Phòng cháy»): Hình thức, Địa điểm. Bấm F3 lần nữa để bỏ.", "Hình thức (cần chọn) (như lần trước)")
	ses := d.session()
	if got := ses.slots["dia_diem"].value.Text; got != "Nhà văn hóa thôn" {
		t.Errorf("the place is %q", got)
	}
	if !ses.slots["chu_de"].empty() || !ses.slots["hinh_thuc"].copied {
		t.Error("the topic is what tells two sessions apart; the means are not")
	}
	d.keys(tea.KeyF3)
	d.sees("Đã bỏ phần chép")
	if !ses.slots["hinh_thuc"].empty() || !ses.slots["dia_diem"].empty() {
		t.Error("the copy was not taken out")
	}
	d.fillTo("chu_de").keys(tea.KeyF3)
	d.sees("► Phòng cháy") // with the cursor on it, the topic is wished for
	d.fillTo("dia_diem").keys(" mới", tea.KeyF3)
	if got := ses.slots["dia_diem"].value.Text; got != "Nhà văn hóa thôn mới" {
		t.Errorf("undoing took away what was written since: %q", got)
	}
	d.fillTo("hinh_thuc").keys(" ", tea.KeyPgDown).fillTo("tong_so").keys(tea.KeyF3)
	d.sees("Trang này không có gì để chép")
	if !ses.slots["tong_so"].empty() {
		t.Error("a number was copied")
	}
	d.fillTo("don_vi_phoi_hop").keys(tea.KeyF3).fire()
	if v := d.draft("tuyen_truyen").Values; v["don_vi_phoi_hop"].Text != "Hội Nông dân xã" || !v["so_ho"].IsEmpty() {
		t.Errorf("the draft has %v", v)
	}

	none := newDriver(t, "vi").start(80, 24).beginForm("kinh_phi").keys(tea.KeyF3)
	none.sees("Sổ chưa có phiếu nào cùng loại để chép.")
}

// A follow-up copies from the last one of the same model.
func TestAsLastTimeOfTheSameModel(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	farm := d.find("mo_hinh", "")
	other := d.add("mo_hinh", "Tám", 1, map[string]string{"ten": "Nuôi ếch", "loai": "thuy_san", "trang_thai": "dang_lam"})
	for id, risk := range map[ledger.ID]string{farm: "Chuột phá lúa", other: "Ếch bị bệnh"} {
		d.add("mo_hinh_cap_nhat", "Tám", 1, map[string]string{"mo_hinh": id.String(), "ngay": "6/6/2026", "nguoi_nhap": risk})
	}
	last, err := loadLast(d.store, ledger.Default().Form("mo_hinh_cap_nhat"), farm, ledger.ID{})
	if err != nil || last == nil || last.values["nguoi_nhap"].Text != "Chuột phá lúa" {
		t.Errorf("copies from %+v, %v", last, err)
	}
}

func TestTheSameSessionTwice(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.beginForm("tuyen_truyen").keys("3/6", tea.KeyEnter, " ", tea.KeyEnter, "hop thon cai VNeID muc 2")
	d.seesNot("giống thế này")
	d.keys(tea.KeyEnter)
	d.sees("Ngày 03/06 đã ghi một buổi giống thế này: «Họp thôn: cài VNeID mức 2 cho người cao tuổi». Xem?", "F4 xem phiếu giống")
	d.keys(tea.KeyF4)
	d.sees("Xã đã nhận được phiếu này.")
	d.keys(tea.KeyEsc, tea.KeyPgDown, "45", tea.KeyF9)
	d.sees("► Ghi vào sổ và chờ gửi", "Ngày 03/06 đã ghi một buổi giống thế này")
	d.keys(tea.KeyDown)
	d.sees("Enter xem phiếu giống")
	d.keys(tea.KeyEnter)
	d.sees("Xã đã nhận được phiếu này.")
	d.keys(tea.KeyEsc, tea.KeyF9) // it was another one after all
	d.sees("Đã ghi vào sổ.")

	other := newDriver(t, "vi").sampleBook().start(80, 24)
	other.beginForm("tuyen_truyen").keys("3/6", tea.KeyEnter, " ", tea.KeyEnter, "Phòng trừ chuột", tea.KeyEnter)
	other.seesNot("giống thế này")
	other.fillTo("chu_de").keys(": cài VNeID mức 2 cho người cao tuổi", tea.KeyHome)
	for range "Phòng trừ chuột" {
		other.keys(tea.KeyDelete)
	}
	other.keys("Họp thôn", tea.KeyEnter)
	other.sees("giống thế này")
}

// A power cut while a form is open: the next start offers to go on at the page and the question where
// the cursor last stood, also when nothing was typed there. Who put the draft away is not asked.
func TestGoingOnAfterAPowerCut(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID", tea.KeyPgDown, "45", tea.KeyEnter).fire()
	d.keys(tea.KeyEnter).fire()
	if got := d.draft("tuyen_truyen"); !got.Open || got.Left == 0 {
		t.Errorf("the draft says open %v, %d pages left", got.Open, got.Left)
	}
	again := newDriver(t, "vi")
	*again.store = *d.store
	again.start(80, 24)
	again.sees("Lần trước máy dừng khi đang ghi phiếu «Cài VNeID» (Buổi tuyên truyền)", "► Ghi tiếp đúng chỗ đang dở")
	again.keys(tea.KeyEnter)
	again.sees("Người dự", "Tổng số người dự (cần ghi)", "45 người")
	if q := again.session().pager.focused(); q.GetKey() != "dtts" {
		t.Errorf("goes on at %s", q.GetKey())
	}
	again.keys(tea.KeyEsc)
	if again.draft("tuyen_truyen").Open {
		t.Error("the draft was put away and says it was not")
	}
	calm := newDriver(t, "vi")
	*calm.store = *again.store
	calm.start(80, 24)
	calm.sees("Cần làm", "1 phiếu đang ghi dở", "còn 4 trang, dừng ở «Người dự»")
	calm.seesNot("Lần trước máy dừng")
}

// What is read first is not covered by the offer.
func TestTheOfferWaitsForNotices(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").keys("hom qua").fire()
	again := newDriver(t, "vi")
	*again.store = *d.store
	again.m.Notices = []ledger.Words{{Vi: "Sổ đã được dựng lại.", En: "The book was rebuilt."}}
	again.start(80, 24)
	again.sees("Sổ đã được dựng lại.")
	again.keys(tea.KeyEnter)
	again.sees("Lần trước máy dừng khi đang ghi phiếu")
}

func TestFilesByPathAndByPicking(t *testing.T) {
	d := newDriver(t, "vi")
	files := d.withFiles()
	d.start(80, 40).beginForm("tuyen_truyen").keys("hom qua").fillTo("tep")
	d.sees("► Không có, sang ô sau", "kéo tệp vào đây")
	d.seesNot("Đã thông báo có chụp ảnh")
	d.keys(`"~/Ảnh/họp thôn 1.jpg"`, tea.KeyEnter)
	d.sees("1. họp thôn 1.jpg 9 kB", "► Xong, sang ô sau", "Đã thông báo có chụp ảnh", "chưa gửi")
	d.keys(tea.KeyUp, tea.KeyEnter)
	d.sees("Chọn ảnh, tệp kèm theo", "► Thư mục của tôi")
	d.keys(tea.KeyEnter)
	d.sees("► Ảnh"+string(filepath.Separator), "biên bản.pdf")
	d.keys(tea.KeyEnter)
	d.sees("► họp thôn 2.jpg") // the newer one first
	d.keys(tea.KeyLeft, "bien ban", tea.KeyEnter)
	d.sees("2. biên bản.pdf")
	d.keys("~/không có.jpg", tea.KeyEnter)
	d.sees("Không mở được tệp.")
	d.keys("~/biên bản.pdf", tea.KeyEnter)
	d.sees("Tệp «biên bản.pdf» đã đính kèm rồi.")
	d.fire()
	if got := d.draft("tuyen_truyen").Values["tep"].Files(); len(got) != 2 || len(files.attached) != 3 {
		t.Errorf("the draft has %v, attached %v", got, files.attached)
	}
	d.fillTo("tep").keys(tea.KeyUp, tea.KeyUp, tea.KeyDelete)
	d.sees("bấm Delete lần nữa")
	d.keys(tea.KeyDelete)
	d.sees("1. họp thôn 1.jpg")
	d.seesNot("biên bản.pdf")
	d.fillTo(ledger.PhotoNoticeField).keys("co", tea.KeyEnter)
	if v := d.session().slots[ledger.PhotoNoticeField].value; v.Text != "co" {
		t.Errorf("the notice is %v", v)
	}
}

func TestCleanPath(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for text, want := range map[string]string{
		` "C:\Ảnh chụp\a.jpg" `: `C:\Ảnh chụp\a.jpg`, `'/tmp/a b.jpg'`: "/tmp/a b.jpg", "~/a.jpg": filepath.Join(home, "a.jpg"),
		"“D:\\x.pdf”": `D:\x.pdf`, "": "", `"`: `"`, "~": home, "~ai/x": "~ai/x",
	} {
		if got := cleanPath(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if runtime.GOOS != "windows" {
		for text, want := range map[string]string{`/tmp/a\ b.jpg`: "/tmp/a b.jpg", "file:///tmp/a%20b.jpg": "/tmp/a b.jpg"} {
			if got := cleanPath(text); got != want {
				t.Errorf("%q is %q, want %q", text, got, want)
			}
		}
	}
}

// A number that cannot be read made the summary complain of another that it would have made needless.
func TestOneBadAnswerIsOneProblem(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24).beginForm("tuyen_truyen")
	d.keys("hom qua", tea.KeyEnter, " ", tea.KeyDown, " ", tea.KeyEnter, "Phòng sâu bệnh").fillTo("luot_phat").keys("6x")
	found := d.session().problems()
	if len(found) != 1 || found[0].Field != "luot_phat" {
		t.Errorf("problems: %v", found)
	}
	d.keys(tea.KeyF9)
	d.sees("Còn 1 chỗ cần sửa")
	d.seesNot("Chưa ghi «Tổng số người dự»")
	d.keys(tea.KeyEnter, tea.KeyBackspace, tea.KeyF9)
	d.sees("Ghi vào sổ và chờ gửi")
}

// Whatever is pasted as a path is taken without a panic, and what was understood once is understood the
// same again.
func FuzzCleanPath(f *testing.F) {
	for _, text := range []string{`"C:\a b.jpg"`, "'x'", "~/a", "file:///tmp/a%20b", `a\ b`, "“D:\\x”", "file:%zz", "~"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := cleanPath(text)
		if strings.HasPrefix(text, "/") && !strings.ContainsAny(text, "\\'\"“”«» \t\n\r\v\f\u0085\u00a0") && got != strings.TrimSpace(text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
