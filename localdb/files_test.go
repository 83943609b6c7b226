package localdb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/nghia-hung/sothon/ledger"
)

// photo writes a JPEG whose upper left quarter is red and the rest blue, with an Exif orientation
// when it is not 0.
func photo(t *testing.T, w, h, orientation int) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 255, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{255, 0, 0, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	check(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}))
	out := b.Bytes()
	if orientation > 0 {
		tiff := append([]byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01"), 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0, 0, 0, 0, 0)
		body := append([]byte("Exif\x00\x00"), tiff...)
		segment := append([]byte{0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
		out = append(append([]byte{0xff, 0xd8}, append(segment, body...)...), out[2:]...)
	}
	return writeTemp(t, "ảnh họp.jpg", out)
}

func writeTemp(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	check(t, os.WriteFile(path, b, 0o600))
	return path
}

func attach(t *testing.T, s *Store, path string) ledger.File {
	t.Helper()
	f, err := s.Attach(path)
	check(t, err)
	return f
}

func withFiles(files ...ledger.File) ledger.Values {
	v := outreach("Có ảnh kèm theo (mẫu)", "2026-06-07")
	v[ledger.FilesField] = ledger.FilesValue(files...)
	return v
}

func due(t *testing.T, s *Store) []ledger.FileDue {
	t.Helper()
	d, err := s.FilesDue()
	check(t, err)
	return d
}

// arrive is what the commune signs when it has a file.
func (c *commune) arrive(states ...ledger.FileState) {
	c.t.Helper()
	id, err := c.s.Identity()
	check(c.t, err)
	cursor, err := c.s.Cursor()
	check(c.t, err)
	check(c.t, c.s.FilesAnswered(ledger.FilesAnswer{Commune: id.Commune, Device: id.Device, Incarnation: cursor.Incarnation, Files: states}))
}

func TestAttachKeepsTheBytes(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	content := bytes.Repeat([]byte("danh sách ký tên mẫu\n"), 5000)
	path := writeTemp(t, "danh sách.csv", content)
	f := attach(t, s, path)
	if f.Name != "danh sách.csv" || f.Size != int64(len(content)) || f.Type != "text/csv" || f.Original != (ledger.Hash{}) {
		t.Fatalf("%+v", f)
	}
	check(t, os.Remove(path))
	if got, err := s.FileBytes(f.SHA256, 0, len(content)+10); err != nil || !bytes.Equal(got, content) {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	again := attach(t, s, writeTemp(t, "tên khác.csv", content))
	if again.SHA256 != f.SHA256 || len(matches(filepath.Join(home, FilesFolder), "*")) != 1 {
		t.Fatalf("the same file is kept twice: %v", matches(filepath.Join(home, FilesFolder), "*"))
	}
	if len(due(t, s)) != 0 {
		t.Fatal("a file that no record names is to be sent")
	}
}

func TestPhotosAreShrunk(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	path := photo(t, 2400, 1800, 6)
	f := attach(t, s, path)
	if f.Original == (ledger.Hash{}) || f.Type != "image/jpeg" || f.Name != "ảnh họp.jpg" {
		t.Fatalf("%+v", f)
	}
	original, err := os.ReadFile(path)
	check(t, err)
	if kept, err := os.ReadFile(s.filePath(f.Original)); err != nil || !bytes.Equal(kept, original) {
		t.Fatalf("the original is not kept: %v", err)
	}
	small, err := os.ReadFile(s.filePath(f.SHA256))
	check(t, err)
	img, err := jpeg.Decode(bytes.NewReader(small))
	check(t, err)
	if b := img.Bounds(); b.Dx() != 1200 || b.Dy() != 1600 { // turned upright by its Exif orientation
		t.Fatalf("shrunk to %v", b)
	}
	if r, _, b, _ := img.At(1000, 200).RGBA(); r < 0xc000 || b > 0x4000 {
		t.Fatalf("the upper right is not red after turning: %x %x", r, b)
	}
	if bytes.Contains(small, []byte("Exif")) {
		t.Fatal("what the camera wrote is still in it")
	}
	if again := attach(t, s, path); again != f {
		t.Fatalf("shrunk differently: %+v, %+v", f, again)
	}
	if little := attach(t, s, photo(t, 800, 600, 0)); little.Original != (ledger.Hash{}) {
		t.Fatalf("a small photo was shrunk: %+v", little)
	}
	check(t, s.SetSetting(settingPhotos, PhotosFull))
	if full := attach(t, s, path); full.SHA256 != f.Original || full.Original != (ledger.Hash{}) {
		t.Fatalf("not sent as it is: %+v", full)
	}
}

func TestEveryOrientation(t *testing.T) {
	in := image.NewRGBA(image.Rect(0, 0, 2, 3))
	in.SetRGBA(0, 0, color.RGBA{255, 0, 0, 255})
	want := map[int][2]int{1: {0, 0}, 2: {1, 0}, 3: {1, 2}, 4: {0, 2}, 5: {0, 0}, 6: {2, 0}, 7: {2, 1}, 8: {0, 1}}
	for how, at := range want {
		if out := upright(in, how); out.RGBAAt(at[0], at[1]).R != 255 {
			t.Errorf("orientation %d: the corner is not at %v", how, at)
		}
	}
}

func TestWhatCannotBeAttached(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	large := filepath.Join(t.TempDir(), "lớn.bin")
	check(t, os.WriteFile(large, []byte("x"), 0o600))
	check(t, os.Truncate(large, ledger.MaxFileBytes+1))
	for _, path := range []string{"", filepath.Join(t.TempDir(), "không có"), t.TempDir(), writeTemp(t, "rỗng.jpg", nil), large} {
		_, err := s.Attach(path)
		var p *ledger.Problem
		if !errors.As(err, &p) || p.Message.Vi == "" || p.Message.En == "" {
			t.Errorf("%q: %v", path, err)
		}
	}
	broken := append([]byte("\xff\xd8\xff\xe0"), bytes.Repeat([]byte{0}, 5000)...)
	if f := attach(t, s, writeTemp(t, "hỏng.jpg", broken)); f.Original != (ledger.Hash{}) || f.Size != int64(len(broken)) {
		t.Errorf("a broken picture: %+v", f)
	}
}

// A file goes its way: named by a record it waits, partly there it goes on, arrived it is done, and
// after the commune came back from a backup it is asked about again.
func TestTheWayOfAFile(t *testing.T) {
	o := testOptions()
	s := openAt(t, t.TempDir(), o)
	c := newCommune(t, s)
	c.join()
	f := attach(t, s, writeTemp(t, "biên bản.pdf", []byte("%PDF mẫu")))
	id := addRecord(t, s, withFiles(f))
	c.confirm(1)
	if d := due(t, s); len(d) != 1 || d[0] != (ledger.FileDue{SHA256: f.SHA256, Size: f.Size, Here: true}) {
		t.Fatalf("due %+v", d)
	}
	if st := status(t, s); st.FilesPending != 1 || st.FileBytesPending != f.Size {
		t.Fatalf("status %+v", st)
	}
	if st := s.Standing(f.SHA256); st.Arrived || !st.Here || st.Words().Vi != "chưa gửi" {
		t.Fatalf("standing %+v", st)
	}
	c.arrive(ledger.FileState{File: f.SHA256, Have: 3})
	if d := due(t, s); len(d) != 1 || d[0].Have != 3 {
		t.Fatalf("due %+v", d)
	}
	c.arrive(ledger.FileState{File: f.SHA256, Have: f.Size, Arrived: true})
	if st := s.Standing(f.SHA256); !st.Arrived || st.Words().Vi != "đã tới xã" || len(due(t, s)) != 0 || status(t, s).FilesPending != 0 {
		t.Fatalf("standing %+v, due %+v", st, due(t, s))
	}
	mustBeSound(t, s)

	rc := c.receipt(1)
	rc.Incarnation, rc.Cursor = ledger.Incarnation{99}, ledger.Cursor{Incarnation: ledger.Incarnation{99}}
	_, err := s.Accept(rc, nil)
	check(t, err)
	if st := s.Standing(f.SHA256); st.Arrived || len(due(t, s)) != 1 {
		t.Fatalf("after a new life of the commune: %+v, due %+v", st, due(t, s))
	}

	edit(t, s, id, ledger.Values{ledger.FilesField: ledger.Value{}}, ledger.KindFinalize)
	if len(due(t, s)) != 0 || status(t, s).FilesPending != 0 {
		t.Fatalf("a file that was taken off the record is still to be sent")
	}
}

func TestRefusedFilesAreAskedAboutDaily(t *testing.T) {
	now := newClock()
	o := testOptions()
	o.Now = now.read
	s := openAt(t, t.TempDir(), o)
	c := newCommune(t, s)
	c.join()
	f := attach(t, s, writeTemp(t, "a.pdf", []byte("%PDF mẫu")))
	elsewhere := ledger.File{SHA256: ledger.Hash{7}, Name: "b.pdf", Size: 5, Type: "application/pdf"}
	addRecord(t, s, withFiles(f, elsewhere))
	c.confirm(1)
	if d := due(t, s); len(d) != 2 {
		t.Fatalf("due %+v", d)
	}
	c.arrive(ledger.FileState{File: f.SHA256, Code: ledger.CodeFileQuota}, ledger.FileState{File: elsewhere.SHA256})
	if d := due(t, s); len(d) != 0 {
		t.Fatalf("asked again at once: %+v", d)
	}
	if st := s.Standing(f.SHA256); st.Words() != ledger.FileReason(ledger.CodeFileQuota) {
		t.Fatalf("standing %+v", st)
	}
	now.now = now.now.Add(25 * time.Hour)
	if d := due(t, s); len(d) != 2 {
		t.Fatalf("not asked again after a day: %+v", d)
	}
}

func TestADamagedFileIsNotSent(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	path := writeTemp(t, "a.pdf", []byte("%PDF mẫu"))
	f := attach(t, s, path)
	addRecord(t, s, withFiles(f))
	check(t, os.WriteFile(s.filePath(f.SHA256), []byte("%PDF xxu"), 0o600))
	_, err := s.FileBytes(f.SHA256, 0, 100)
	wantCode(t, err, ledger.CodeFileDamaged)
	check(t, s.FileDamaged(f.SHA256))
	if len(due(t, s)) != 0 {
		t.Fatalf("due %+v", due(t, s))
	}
	check(t, s.Close())
	report, err := Check(home)
	check(t, err)
	if len(report.Problems) != 1 || report.Problems[0].Do.Vi == "" {
		t.Fatalf("check says %+v", report.Problems)
	}
	s = openAt(t, home, testOptions())
	if again := attach(t, s, path); again != f || len(due(t, s)) != 1 {
		t.Fatalf("attached again: %+v, due %+v", again, due(t, s))
	}
}

// A store of the layout before files opens, and takes files.
func TestAnOlderLayoutTakesFiles(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	addRecord(t, s, outreach("Cũ", "2026-06-01"))
	check(t, s.Close())
	db, err := bbolt.Open(filepath.Join(home, FileName), 0o600, nil)
	check(t, err)
	check(t, db.Update(func(tx *bbolt.Tx) error {
		for _, name := range newBuckets {
			check(t, tx.DeleteBucket(name))
		}
		return tx.Bucket(bucketMeta).Put(metaFormat, seal(bucketMeta, metaFormat, []byte{2}))
	}))
	check(t, db.Close())
	if _, err := Check(home); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, home, testOptions())
	f := attach(t, s, writeTemp(t, "a.pdf", []byte("%PDF mẫu")))
	addRecord(t, s, withFiles(f))
	if len(due(t, s)) != 1 {
		t.Fatalf("due %+v", due(t, s))
	}
	mustBeSound(t, s)
}

// After the store was rebuilt from its journal the files are still known, and asked about again.
func TestFilesSurviveARebuild(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	c := newCommune(t, s)
	c.join()
	f := attach(t, s, writeTemp(t, "a.pdf", []byte("%PDF mẫu")))
	addRecord(t, s, withFiles(f))
	c.confirm(1)
	c.arrive(ledger.FileState{File: f.SHA256, Have: f.Size, Arrived: true})
	check(t, s.Close())
	check(t, os.Remove(filepath.Join(home, FileName)))
	s = openAt(t, home, testOptions())
	if d := due(t, s); len(d) != 1 || !d[0].Here {
		t.Fatalf("due %+v", d)
	}
}

func FuzzShrink(f *testing.F) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 1700, 2)), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if how := orientation(b); how < 1 || how > 8 {
			t.Fatalf("orientation %d", how)
		}
		if small, ok := shrinkPhoto(b); ok {
			if _, err := jpeg.Decode(bytes.NewReader(small)); err != nil {
				t.Fatal(err)
			}
		}
	})
}
