package commune_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func fileOf(name string, b []byte) ledger.File {
	return ledger.File{SHA256: sha256.Sum256(b), Name: name, Size: int64(len(b)), Type: ledger.MediaTypeOf(name, b)}
}

// withFiles is a record of the laptop that names files.
func (l *laptop) withFiles(files ...ledger.File) *ledger.Change {
	values := session("Có ảnh kèm theo (mẫu)", 10)
	values[ledger.FilesField] = ledger.FilesValue(files...)
	return l.make(ledger.KindFinalize, nil, values)
}

// files is a request about files: ask for some, send b as chunks of one.
func (l *laptop) filesRequest(file ledger.Hash, offset int64, b []byte, ask ...ledger.Hash) ([]byte, ledger.FilesHeader) {
	l.town.t.Helper()
	h := ledger.FilesHeader{Commune: l.town.office.Commune().ID, Device: l.id, Nonce: [8]byte{9}, Ask: ask}
	for at := 0; at < len(b); at += ledger.MaxFileChunk {
		h.Chunks = append(h.Chunks, ledger.ChunkOf(file, offset+int64(at), b[at:min(at+ledger.MaxFileChunk, len(b))]))
	}
	head, err := ledger.EncodeFiles(h, l.key)
	if err != nil {
		l.town.t.Fatal(err)
	}
	return append(head, b...), h
}

func (l *laptop) putFiles(body []byte) (ledger.FilesAnswer, error) {
	t := l.town.t
	t.Helper()
	req, err := http.NewRequest(http.MethodPut, l.town.server.URL+ledger.FilesPath, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := l.town.client.Do(req)
	if err != nil {
		return ledger.FilesAnswer{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return ledger.FilesAnswer{}, failure(t, resp)
	}
	a, envelope, err := ledger.ReadFilesAnswer(resp.Body)
	if err != nil || !envelope.Verify(l.town.office.CommuneKey()) {
		t.Fatalf("answer %+v, %v", a, err)
	}
	return a, nil
}

// send one file whole.
func (l *laptop) sendFile(b []byte) ledger.FileState {
	l.town.t.Helper()
	body, _ := l.filesRequest(sha256.Sum256(b), 0, b)
	a, err := l.putFiles(body)
	if err != nil {
		l.town.t.Fatal(err)
	}
	return a.Files[0]
}

func TestFilesOverTheUnitsRoom(t *testing.T) {
	w := newTown(t) // has room for 400,000 bytes a unit
	l, other := w.laptop("x1"), w.laptop("x2")
	one, two := bytes.Repeat([]byte("một "), 50_000), bytes.Repeat([]byte("hai "), 30_000)
	l.withFiles(fileOf("1.bin", one), fileOf("2.bin", two))
	other.withFiles(fileOf("2.bin", two))
	l.sync()
	other.sync()
	if s := l.sendFile(one); !s.Arrived {
		t.Fatalf("within the room: %+v", s)
	}
	if s := l.sendFile(two); s.Arrived || s.Code != ledger.CodeFileQuota || s.Have != 0 {
		t.Fatalf("over the room: %+v", s)
	}
	if s := other.sendFile(two); !s.Arrived {
		t.Fatalf("another unit's room: %+v", s)
	}
	if s := l.sendFile(two); !s.Arrived {
		t.Fatalf("it is here now, and needs no room: %+v", s)
	}
	w.clean()
}

func TestFileRequestsThatAreNotAdmitted(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	b := []byte("mẫu")
	l.withFiles(fileOf("a.bin", b))
	l.sync()
	body, _ := l.filesRequest(sha256.Sum256(b), 0, b)
	broken := bytes.Clone(body)
	broken[20] ^= 1
	_, err := l.putFiles(broken)
	if err == nil {
		t.Fatal("an altered header was taken")
	}
	altered := bytes.Clone(body)
	altered[len(altered)-1] ^= 1
	_, err = l.putFiles(altered)
	wantCode(t, err, ledger.CodeBadFrame)
	_, err = l.putFiles(body[:len(body)-1])
	wantCode(t, err, ledger.CodeBadRequest)
	stranger := newLaptop(w)
	foreign, _ := stranger.filesRequest(sha256.Sum256(b), 0, b)
	_, err = l.putFiles(foreign)
	wantCode(t, err, ledger.CodeUnauthorized)
	if err := w.office.Revoke(t.Context(), l.id); err != nil {
		t.Fatal(err)
	}
	_, err = l.putFiles(body)
	wantCode(t, err, ledger.CodeRevoked)
	if names, _ := filepath.Glob(filepath.Join(w.dir, commune.FilesFolder, "*")); len(names) != 0 {
		t.Fatalf("something was kept: %v", names)
	}
}

// A request that breaks off leaves its whole chunks, also over a restart.
func TestWholeChunksOfABrokenRequestStay(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	b := bytes.Repeat([]byte("ảnh "), 40_000)
	h := ledger.Hash(sha256.Sum256(b))
	l.withFiles(fileOf("a.bin", b))
	l.sync()
	body, _ := l.filesRequest(h, 0, b)
	_, err := w.office.AcceptFiles(t.Context(), io.LimitReader(bytes.NewReader(body), int64(len(body)-len(b)+ledger.MaxFileChunk+500)), nil)
	wantCode(t, err, ledger.CodeBadRequest)
	w.reopen()
	ask, _ := l.filesRequest(h, 0, nil, h)
	a, err := l.putFiles(ask)
	if err != nil || a.Files[0].Have != ledger.MaxFileChunk || a.Files[0].Arrived {
		t.Fatalf("%+v, %v", a, err)
	}
	rest, _ := l.filesRequest(h, ledger.MaxFileChunk, b[ledger.MaxFileChunk:])
	if a, err = l.putFiles(rest); err != nil || !a.Files[0].Arrived {
		t.Fatalf("%+v, %v", a, err)
	}
	w.clean()
}

func TestPageOfFiles(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	png := append([]byte("\x89PNG\r\n\x1a\n"), "phần còn lại mẫu"...)
	page := []byte("<html><script>alert(1)</script>")
	evil := fileOf(`họp "tổ" 1.png`, png)
	evil.Name = `"><script>alert(2)</script>.png`
	c := l.withFiles(evil, fileOf("trang.html", page), fileOf("chưa tới.pdf", []byte("%PDF")))
	l.sync()
	l.sendFile(png)
	l.sendFile(page)
	url := func(b []byte) string {
		sum := sha256.Sum256(b)
		return recordPath(c) + "/files/" + ledger.Hash(sum).String()
	}

	stranger := w.browse()
	if p := stranger.get(url(png)); p.path != "/login" {
		t.Fatalf("without signing in: %s (%d)", p.path, p.status)
	}
	b := w.browse().signIn("lan", commune.Clerk)
	shown := b.get(recordPath(c))
	shown.wants(t, "đã tới xã", "chưa tới xã", "chưa tới.pdf")
	if strings.Contains(shown.body, "<script>alert") || !strings.Contains(shown.body, `<img src="`+url(png)) || strings.Contains(shown.body, url([]byte("%PDF"))) {
		t.Fatalf("the page: %s", shown.body)
	}
	p := b.get(url(png))
	if p.status != http.StatusOK || p.body != string(png) || p.header.Get("Content-Type") != "image/png" {
		t.Fatalf("the picture: %d %v", p.status, p.header)
	}
	for _, got := range []http.Header{p.header, b.get(url(page)).header} {
		if !strings.HasPrefix(got.Get("Content-Disposition"), "attachment") || got.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.Contains(got.Get("Content-Security-Policy"), "sandbox") || strings.ContainsAny(got.Get("Content-Disposition"), "<>\r\n") {
			t.Fatalf("headers %v", got)
		}
	}
	if p := b.get(url(page)); p.header.Get("Content-Type") != "application/octet-stream" || p.body != string(page) {
		t.Fatalf("a page: %v", p.header)
	}
	for _, path := range []string{url([]byte("%PDF")), url([]byte("nobody names this")), recordPath(c) + "/files/..%2f..%2fsothon-xa.db", recordPath(c) + "/files/x"} {
		if p := b.get(path); p.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, p.status)
		}
	}
}

func TestCheckFindsDamagedFiles(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	b := []byte("bản chụp mẫu")
	l.withFiles(fileOf("a.bin", b))
	l.sync()
	l.sendFile(b)
	path := filepath.Join(w.dir, commune.FilesFolder, ledger.Hash(sha256.Sum256(b)).String())
	if err := os.WriteFile(path, []byte("bản chụp xấu"), 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := w.office.Check(t.Context())
	if err != nil || len(report.Problems) == 0 || !strings.HasPrefix(report.Problems[len(report.Problems)-1].Place, commune.FilesFolder) {
		t.Fatalf("%+v, %v", report, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := w.office.OpenFile(t.Context(), sha256.Sum256(b)); !errors.Is(err, commune.ErrNotFound) {
		t.Fatalf("a file that is gone: %v", err)
	}
}
