package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/viet"
)

// Everything a run says about time comes from its clock, so that what it shows can be known.
func TestStatusShowsWhatWaits(t *testing.T) {
	var out, errs bytes.Buffer
	clock := time.Date(2026, 6, 8, 17, 20, 0, 0, viet.Zone)
	a := &app{Run: cli.New([]string{"--lang", "vi"}, strings.NewReader(""), &out, &errs), home: t.TempDir()}
	a.Now = func() time.Time { return clock }
	if err := a.add("kho_khan", answers{set: []string{"ngay=hôm nay", "noi_dung=Thiếu nước", "linh_vuc=y_te"}}, false); err != nil {
		t.Fatal(err, errs.String())
	}
	out.Reset()
	if err := a.status(); err != nil {
		t.Fatal(err)
	}
	if want := "Chờ gửi: 1 thay đổi, cũ nhất từ 17:20 08/06/2026\n"; !strings.Contains(out.String(), want) {
		t.Errorf("status says\n%swithout %s", out.String(), want)
	}
	out.Reset()
	if err := a.period(); err != nil {
		t.Fatal(err)
	}
	if want := "tháng 6 năm 2026 (15/05/2026–14/06/2026): 1 phiếu; hạn gửi hết ngày 15/06/2026 (còn 7 ngày)\n"; !strings.HasPrefix(out.String(), want) {
		t.Errorf("period says\n%swithout %s", out.String(), want)
	}
}

func TestRunNeedsNoGlobalState(t *testing.T) {
	home := t.TempDir()
	var out, errs bytes.Buffer
	args := []string{"--home", home, "add", "kho_khan", "-f", "-", "--draft"}
	if code := run(context.Background(), args, strings.NewReader(`{"noi_dung":"Thiếu nước"}`), &out, &errs); code != cli.Done {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	id := strings.TrimSpace(out.String())
	out.Reset()
	if code := run(context.Background(), []string{"--home", home, "show", id[:12]}, nil, &out, &errs); code != cli.Done || !strings.HasPrefix(out.String(), "Thiếu nước\n") {
		t.Errorf("exit code %d: %s%s", code, out.String(), errs.String())
	}
}

// What a text editor cannot hold in a script: 10 MB of text and bytes that are not UTF-8.
func TestBadBytes(t *testing.T) {
	home := t.TempDir()
	for _, c := range []struct {
		name, in string
		code     int
		want     string
	}{
		{"10 MB of text", `{"ngay":"2025-03-05","linh_vuc":"y_te","noi_dung":"` + strings.Repeat("ế", 10<<20/3) + `"}`, cli.Failed,
			"Dòng 1, ô noi_dung: «Nội dung khó khăn» dài quá: 3.495.253 chữ cái, nhiều nhất được 10.000. Viết ngắn lại.\n"},
		{"not UTF-8", "{\"ngay\":\"2025-03-05\",\"linh_vuc\":\"y_te\",\"noi_dung\":\"Kênh t\xad\xac\xedi\"}", cli.Failed,
			"Dòng 1, cột 58: Có chữ không đúng kiểu UTF-8 (có thể là TCVN3 hoặc VNI). Lưu lại tệp theo kiểu UTF-8 rồi thử lại.\n"},
		{"UTF-16", "\xff\xfe{\x00}\x00", cli.Failed,
			"Dòng 1: Tệp này không lưu kiểu chữ UTF-8. Mở bằng Notepad, chọn «Lưu thành», mã hóa UTF-8, rồi thử lại.\n"},
		{"more than a file may have", strings.Repeat(" ", maxInput+1), cli.Failed,
			"Dòng 1: Tệp lớn quá (65 MB), nhiều nhất được 64 MB. Chia thành nhiều tệp nhỏ.\n"},
	} {
		var out, errs bytes.Buffer
		code := run(context.Background(), []string{"--home", home, "add", "kho_khan", "-f", "-"}, strings.NewReader(c.in), &out, &errs)
		if code != c.code || out.Len() > 0 || !strings.HasPrefix(errs.String(), c.want) {
			t.Errorf("%s: exit code %d, stdout %q, stderr\n%.400s\nwant\n%s", c.name, code, out.String(), errs.String(), c.want)
		}
	}
	var out, errs bytes.Buffer
	if run(context.Background(), []string{"--home", home, "list", "--json"}, nil, &out, &errs); out.String() != "[]\n" {
		t.Errorf("kept: %s", out.String())
	}
}
