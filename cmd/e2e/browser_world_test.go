//go:build chromium

package e2e_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/viet"
)

// sampleTown is a commune with three units, of which one has not reported, and three laptops, whose
// records wait for the office: to review, in conflict, alike, a difficulty with a photo.
type sampleTown struct {
	*town
	second, other string // homes of the second laptop of the first unit, and of the other unit's
	shared        string // id of the record in conflict
}

func newSampleTown(t *testing.T) *sampleTown {
	t.Helper()
	tn := newTown(t)
	dir := t.TempDir()
	s := &sampleTown{town: tn, second: filepath.Join(dir, "second"), other: filepath.Join(dir, "other")}
	s.run("sothon-xa", "unit", "add", "--id", "xom-1", "--name", "Xóm 1 Mẫu", "--old-commune", "Nghĩa Thái")
	s.run("sothon-xa", "unit", "add", "--id", "xom-2", "--name", "Xóm 2 Mẫu", "--old-commune", "Nghĩa Thái")
	s.join("thang-ha", s.second, "Tổ công nghệ số Mẫu")
	s.join("xom-1", s.other, "Trưởng xóm Mẫu")
	s.write(s.home, "Họp thôn về chuyển đổi số (mẫu)", "45")
	s.write(s.home, "Lịch gieo cấy vụ chiêm (mẫu)", "60")
	s.write(s.home, "Phòng trừ sâu bệnh lúa mùa (mẫu)", "38")
	s.write(s.home, "Tập huấn dùng dịch vụ công trực tuyến (mẫu)", "52")
	s.write(s.other, "Tập huấn dùng dịch vụ công trực tuyến (mẫu)", "52")
	s.write(s.other, "Phòng cháy khi dùng điện (mẫu)", "27")
	s.writeMany(dir)
	var added struct{ IDs []string }
	s.json(&added, "sothon", "add", "mo_hinh", "--set", "ten=Nếp Bắc VietGAP (mẫu)", "--set", "loai=trong_trot", "--set", "loai_chu_the=htx",
		"--set", "so_ho=57", "--set", "trang_thai=dang_lam", "--json")
	s.shared = added.IDs[0]
	s.run("sothon", "add", "kho_khan", "--set", "ngay="+yesterday(), "--set", "noi_dung=Kênh tưới bị bồi lấp (mẫu)", "--set", "linh_vuc=ha_tang",
		"--set", "muc_do=nang", "--set", "de_xuat=Nạo vét kênh", "--attach", s.photo(dir))
	s.exchange()
	s.run("sothon", "edit", s.shared, "--set", "so_ho=58")
	s.run("sothon", "edit", s.shared, "--set", "so_ho=60", "--home", s.second)
	s.exchange()
	return s
}

// sampleMany is how many ideas the second unit has beside its meetings: more than a page of the list.
const sampleMany = 52

// writeMany writes them.
func (s *sampleTown) writeMany(dir string) {
	s.t.Helper()
	var lines bytes.Buffer
	for n := range sampleMany {
		fmt.Fprintf(&lines, `{"ten": "Ý tưởng số %d (mẫu)", "ngay": %q, "bac": "y_tuong", "linh_vuc": "doi_song", "loai": "giai_phap_ky_thuat", "tac_gia": [{"ten": "Tác giả Mẫu", "ty_le": 100}]}`+"\n", n+1, yesterday())
	}
	file := filepath.Join(dir, "ideas.jsonl")
	if err := os.WriteFile(file, lines.Bytes(), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.run("sothon", "add", "sang_kien", "--home", s.other, "-f", file)
}

func yesterday() string { return viet.DateOf(time.Now()).AddDays(-1).String() }

func (s *sampleTown) join(unit, home, person string) {
	s.t.Helper()
	var invitation struct{ Code string }
	s.json(&invitation, "sothon-xa", "enroll", unit, "--json")
	s.run("sothon", "join", s.url, invitation.Code, "--name", person, "--home", home)
}

func (s *sampleTown) write(home, topic, people string) {
	s.t.Helper()
	s.run("sothon", "add", "tuyen_truyen", "--home", home, "--set", "ngay="+yesterday(), "--set", "hinh_thuc=hoi_nghi", "--set", "chu_de="+topic,
		"--set", "dia_diem=Nhà văn hóa", "--set", "tong_so="+people, "--set", "nu=20")
}

// exchange lets all laptops send and receive.
func (s *sampleTown) exchange() {
	s.t.Helper()
	for _, home := range []string{s.home, s.second, s.other} {
		s.run("sothon", "sync", "--home", home)
	}
}

// photo makes a small picture in a folder.
func (s *sampleTown) photo(dir string) string {
	s.t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 80, 60))); err != nil {
		s.t.Fatal(err)
	}
	file := filepath.Join(dir, "kênh.png")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return file
}
