package e2e_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	laptopsync "github.com/nghia-hung/sothon/sync"
)

// content is made-up bytes of a file, the same for the same number.
func content(n, size int) []byte {
	b := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{byte(n), 7}).Read(b)
	return b
}

// attach keeps a file on the laptop.
func (l *notebook) attach(name string, b []byte) ledger.File {
	l.w.t.Helper()
	path := filepath.Join(l.w.dir, fmt.Sprintf("%s-%s", l.name, name))
	l.w.must(os.WriteFile(path, b, 0o600))
	f, err := l.db.Attach(path)
	l.w.must(err, os.Remove(path))
	return f
}

// recordWith hands in a record with files.
func (l *notebook) recordWith(files ...ledger.File) ledger.ID {
	l.w.t.Helper()
	id, err := l.db.NewID()
	l.w.must(err)
	problems, err := l.db.Commit(ledger.Draft{ID: id, Form: "kho_khan", Version: 1, Values: ledger.Values{
		"ngay": ledger.TextValue("2026-06-07"), "noi_dung": ledger.TextValue("Kênh mẫu bị bồi lấp"),
		ledger.FilesField: ledger.FilesValue(files...)}}, ledger.KindFinalize)
	l.w.must(err)
	if len(problems) > 0 {
		l.w.t.Fatalf("problems %+v", problems)
	}
	return id
}

// has reads a file at the commune.
func (w *world) has(f ledger.File) ([]byte, bool) {
	w.t.Helper()
	in, err := w.office.OpenFile(context.Background(), f.SHA256)
	if errors.Is(err, commune.ErrNotFound) {
		return nil, false
	}
	w.must(err)
	defer in.Close()
	b, err := io.ReadAll(in)
	w.must(err)
	return b, true
}

// A file that is said to have arrived is at the commune, whole.
func (w *world) honest(laptops []*notebook, files map[ledger.Hash][]byte) {
	w.t.Helper()
	for _, l := range laptops {
		for h, want := range files {
			if !l.db.Standing(h).Arrived {
				continue
			}
			if got, ok := w.has(ledger.File{SHA256: h}); !ok || !bytes.Equal(got, want) {
				w.t.Fatalf("%s shows file %s as arrived, the commune has %d bytes of it", l.name, h, len(got))
			}
		}
	}
}

func TestFilesArriveOnce(t *testing.T) {
	w := newWorld(t, 2)
	defer w.close()
	a, b := w.laptop("x1"), w.laptop("x1")
	big := content(1, 300_000)
	f := a.attach("ảnh.bin", big)
	id := a.recordWith(f)
	second := a.recordWith(a.attach("cùng ảnh.bin", big))
	if second == id {
		t.Fatal("one record")
	}
	result, err := a.sync()
	w.must(err)
	if result.FilesSent != 1 || result.FilesPending != 0 || result.BytesUp < 300_000 || result.BytesUp > 320_000 {
		t.Fatalf("%+v", result)
	}
	if got, ok := w.has(f); !ok || !bytes.Equal(got, big) {
		t.Fatal("the file is not at the commune")
	}
	again, err := a.sync()
	w.must(err)
	if again.BytesUp > 2000 {
		t.Fatalf("sent again: %+v", again)
	}

	// the same bytes from another laptop need not be sent, and it learns of what its neighbour sent
	_, err = b.sync()
	w.must(err)
	if s := b.db.Standing(f.SHA256); !s.Arrived || s.Here {
		t.Fatalf("the neighbour's laptop: %+v", s)
	}
	b.recordWith(b.attach("của tôi.bin", big))
	result, err = b.sync()
	w.must(err)
	if result.BytesUp > 5000 || !b.db.Standing(f.SHA256).Arrived {
		t.Fatalf("sent again by the other laptop: %+v", result)
	}
	w.sound()
}

// Whatever becomes of the link, and wherever it is cut, every visit is honest and in the end the file
// is there; and records never wait for files.
func TestFilesOverLinksThatCut(t *testing.T) {
	for cut := range 14 {
		t.Run(fmt.Sprint(cut), func(t *testing.T) {
			w := newWorld(t, 1)
			defer w.close()
			l := w.laptop("x1")
			_, err := l.sync()
			w.must(err)
			big := content(cut, 200_000)
			f := l.attach("a.bin", big)
			all := map[ledger.Hash][]byte{f.SHA256: big}
			l.recordWith(f)
			for visit := range 40 {
				w.line.expect(trouble{}, trouble{}, trouble{mishap: mishaps[(cut+visit)%len(mishaps)], at: 200 + 17_000*((cut+visit)%14)})
				_, _ = l.sync()
				w.honest([]*notebook{l}, all)
				if status, err := l.db.Status(); err != nil || status.Pending > 0 && visit > 4 {
					t.Fatalf("the record waits: %+v, %v", status, err)
				}
				if l.db.Standing(f.SHA256).Arrived {
					w.sound()
					return
				}
				if visit == 7 {
					w.reopen()
				}
			}
			t.Fatalf("never arrived: %+v", l.db.Standing(f.SHA256))
		})
	}
}

// A record that is written while a file is being sent goes before the rest of the file.
func TestRecordsGoBeforeFiles(t *testing.T) {
	w := newWorld(t, 1)
	defer w.close()
	l := w.laptop("x1")
	const size = 3_000_000
	l.recordWith(l.attach("a.bin", content(1, size)))
	written, sentBefore := false, int64(-1)
	result, err := l.client.Sync(context.Background(), func(p ledger.SyncProgress) {
		switch {
		case p.Phase == "files" && p.FileBytesSent > 0 && !written:
			written = true
			l.recordWith()
		case p.Proven == 2 && sentBefore < 0:
			sentBefore = p.FileBytesSent
		}
	})
	w.must(err)
	if result.Pushed != 2 || result.FilesSent != 1 || sentBefore <= 0 || sentBefore > size/4 {
		t.Fatalf("%+v; the record went after %d bytes of the file", result, sentBefore)
	}
}

// What a power cut left torn at the commune never counts: the hash tells, and the file is sent again. On
// the laptop the rests of an interrupted copy are swept away.
func TestTornFilesNeverCount(t *testing.T) {
	w := newWorld(t, 1)
	defer w.close()
	l := w.laptop("x1")
	_, err := l.sync()
	w.must(err)
	big := content(2, 260_000)
	f := l.attach("a.bin", big)
	l.recordWith(f)
	w.line.expect(trouble{}, trouble{}, trouble{}, trouble{mishap: loseRequest})
	_, err = l.sync()
	if err == nil || l.db.Standing(f.SHA256).Have == 0 {
		t.Fatalf("%v, %+v", err, l.db.Standing(f.SHA256))
	}
	part := filepath.Join(w.data, commune.FilesFolder, f.SHA256.String()+".part")
	b, err := os.ReadFile(part)
	w.must(err)
	clear(b[len(b)-5000:])
	w.must(os.WriteFile(part, b, 0o600))
	rest := filepath.Join(l.home, "tep", "new-123")
	w.must(os.WriteFile(rest, []byte("rest"), 0o600))
	w.reopen()
	l.shut()
	l.open()
	if _, err := os.Stat(rest); err == nil {
		t.Fatal("the rest of an interrupted copy is still there")
	}
	_, err = l.sync()
	w.must(err)
	if got, ok := w.has(f); !ok || !bytes.Equal(got, big) || !l.db.Standing(f.SHA256).Arrived {
		t.Fatalf("not sent again: %+v", l.db.Standing(f.SHA256))
	}
	w.sound()
}

// A commune that came back from a backup is asked anew, and gets what it lost.
func TestFilesAfterTheCommuneComesBack(t *testing.T) {
	w := newWorld(t, 1)
	defer w.close()
	l := w.laptop("x1")
	backup := filepath.Join(w.dir, "xa.db")
	w.must(w.office.Backup(context.Background(), backup))
	big := content(3, 100_000)
	f := l.attach("a.bin", big)
	l.recordWith(f)
	_, err := l.sync()
	w.must(err)
	w.comeBack(backup)
	if _, ok := w.has(f); ok {
		t.Fatal("the backup knows of a later file")
	}
	w.must(os.RemoveAll(filepath.Join(w.data, commune.FilesFolder)))
	for range 3 {
		_, err = l.sync()
		w.must(err)
	}
	if got, ok := w.has(f); !ok || !bytes.Equal(got, big) || !l.db.Standing(f.SHA256).Arrived {
		t.Fatalf("not sent again: %+v", l.db.Standing(f.SHA256))
	}
	// and when only the database is old, the bytes that are there are found again
	w.comeBack(backup)
	for range 3 {
		result, err := l.sync()
		w.must(err)
		if result.BytesUp > 10_000 {
			t.Fatalf("sent bytes that were there: %+v", result)
		}
	}
	if _, ok := w.has(f); !ok || !l.db.Standing(f.SHA256).Arrived {
		t.Fatal("the bytes that were there are not found again")
	}
	w.sound()
}

func TestFilesOfARevokedLaptopAndOverQuota(t *testing.T) {
	w := newWorld(t, 2)
	defer w.close()
	l := w.laptop("x1")
	f := l.attach("a.bin", content(4, 80_000))
	l.recordWith(f)
	w.must(w.office.Revoke(context.Background(), l.device()))
	_, err := l.sync()
	if !errors.Is(err, &laptopsync.Error{Code: ledger.CodeRevoked}) {
		t.Fatalf("a revoked laptop: %v", err)
	}
	if _, ok := w.has(f); ok || l.db.Standing(f.SHA256).Arrived {
		t.Fatal("its file is there")
	}
	// by a file that is carried it is refused too
	letter := l.letter()
	deliveries, err := w.office.ImportBundle(context.Background(), bytes.NewReader(letter))
	w.must(err)
	if deliveries[0].Files != 0 || !errors.Is(deliveries[0].Err, &ledger.Error{Code: ledger.CodeRevoked}) {
		t.Fatalf("%+v", deliveries)
	}
}

func (l *notebook) device() ledger.DeviceID {
	l.w.t.Helper()
	id, err := l.db.Identity()
	l.w.must(err)
	return id.Device
}

// letter is a bundle of what waits.
func (l *notebook) letter() []byte {
	l.w.t.Helper()
	var b bytes.Buffer
	_, err := laptopsync.ExportBundle(l.db, &b, l.options())
	l.w.must(err)
	return b.Bytes()
}

// Files go with records in a bundle; one that is cut short delivers what came before the cut, and the
// office's letter proves what has arrived.
func TestFilesByBundle(t *testing.T) {
	w := newWorld(t, 1)
	defer w.close()
	l := w.laptop("x1")
	_, err := l.sync()
	w.must(err)
	one, two := content(5, 150_000), content(6, 2_500_000)
	f, g := l.attach("một.bin", one), l.attach("hai.bin", two)
	l.recordWith(f, g)
	letter := l.letter()
	if l.db.Standing(f.SHA256).Arrived {
		t.Fatal("exported counts as arrived")
	}
	for _, size := range []int{400, 5_000, 120_000, 900_000, len(letter) - 1} {
		d, err := w.office.ImportBundle(context.Background(), bytes.NewReader(letter[:size]))
		w.must(err)
		if d[0].Err == nil {
			t.Fatalf("cut at %d: not told", size)
		}
		w.sound()
	}
	d, err := w.office.ImportBundle(context.Background(), bytes.NewReader(letter))
	w.must(err)
	if d[0].Err != nil || d[0].Device != l.device() {
		t.Fatalf("%+v", d)
	}
	for _, c := range []struct {
		ledger.File
		want []byte
	}{{f, one}, {g, two}} {
		if got, ok := w.has(c.File); !ok || !bytes.Equal(got, c.want) {
			t.Fatalf("%s: %d bytes at the commune", c.Name, len(got))
		}
	}
	again, err := w.office.ImportBundle(context.Background(), bytes.NewReader(letter))
	w.must(err)
	if again[0].Err != nil || again[0].Files != 0 || again[0].New != 0 {
		t.Fatalf("twice: %+v", again)
	}
	var back bytes.Buffer
	_, err = w.office.ExportBundle(context.Background(), "x1", &back)
	w.must(err)
	sum, err := laptopsync.ImportBundle(l.db, &back, l.options())
	w.must(err)
	if sum.Files != 2 || !l.db.Standing(f.SHA256).Arrived || !l.db.Standing(g.SHA256).Arrived {
		t.Fatalf("%+v", sum)
	}
}

// What is wrong in a request about files is refused by itself, and nothing of it counts.
func TestHostileFileRequests(t *testing.T) {
	w := newWorld(t, 2)
	defer w.close()
	a, b := w.laptop("x1"), w.laptop("x2")
	bytesA := content(8, 70_000)
	f := a.attach("a.bin", bytesA)
	a.recordWith(f)
	_, err := a.sync()
	w.must(err)
	bytesB := content(9, 50_000)
	g := ledger.File{SHA256: sha256.Sum256(bytesB), Name: "b.bin", Size: int64(len(bytesB)), Type: "application/octet-stream"}
	b.recordWith(g)
	_, err = b.sync() // only the record: the bytes are not on this laptop
	w.must(err)

	ask := func(from *notebook, h ledger.Hash, offset int64, chunk []byte) ledger.FileState {
		t.Helper()
		return from.chunk(t, h, offset, chunk)
	}
	if s := ask(b, f.SHA256, 0, bytesA); s.Code != ledger.CodeFileUnknown || s.Arrived || s.Have != 0 {
		t.Fatalf("another unit's file: %+v", s)
	}
	if s := ask(b, ledger.Hash{5}, 0, bytesA); s.Code != ledger.CodeFileUnknown {
		t.Fatalf("a file that nobody names: %+v", s)
	}
	if s := ask(b, g.SHA256, 100, bytesB[100:]); s.Code != ledger.CodeFileOffset || s.Have != 0 {
		t.Fatalf("a hole: %+v", s)
	}
	if s := ask(b, g.SHA256, 0, append(bytesB[:len(bytesB):len(bytesB)], 1)); s.Code != ledger.CodeTooLarge || s.Have != 0 {
		t.Fatalf("more bytes than the record says: %+v", s)
	}
	if s := ask(b, g.SHA256, 0, content(10, 50_000)); s.Code != ledger.CodeFileMismatch || s.Have != 0 || s.Arrived {
		t.Fatalf("other bytes: %+v", s)
	}
	if s := ask(b, g.SHA256, 0, bytesB[:1000]); s.Code != "" || s.Have != 1000 {
		t.Fatalf("a beginning: %+v", s)
	}
	if s := ask(b, g.SHA256, 500, bytesB[500:]); !s.Arrived {
		t.Fatalf("the rest, overlapping: %+v", s)
	}
	if names, err := filepath.Glob(filepath.Join(w.data, commune.FilesFolder, "*")); err != nil || len(names) != 2 {
		t.Fatalf("in the folder: %v, %v", names, err)
	}
	w.sound()
}

// chunk sends one chunk as a laptop would, and gives what the commune signs of the file.
func (l *notebook) chunk(t *testing.T, h ledger.Hash, offset int64, b []byte) ledger.FileState {
	t.Helper()
	id, err := l.db.Identity()
	l.w.must(err)
	key, err := l.db.Key()
	l.w.must(err)
	head := ledger.FilesHeader{Commune: id.Commune, Device: id.Device, Nonce: [8]byte{1}, Ask: []ledger.Hash{}, Chunks: []ledger.FileChunk{}}
	for at := 0; at < len(b); at += ledger.MaxFileChunk {
		head.Chunks = append(head.Chunks, ledger.ChunkOf(h, offset+int64(at), b[at:min(at+ledger.MaxFileChunk, len(b))]))
	}
	body, err := ledger.EncodeFiles(head, key)
	l.w.must(err)
	client := &http.Client{Transport: &http.Transport{DialContext: l.w.line.dial}}
	defer client.CloseIdleConnections()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://127.0.0.1:1"+ledger.FilesPath, bytes.NewReader(append(body, b...)))
	l.w.must(err)
	resp, err := client.Do(req)
	l.w.must(err)
	defer resp.Body.Close()
	answer, envelope, err := ledger.ReadFilesAnswer(resp.Body)
	l.w.must(err)
	if !envelope.Verify(id.CommuneKey) || answer.Nonce != head.Nonce || len(answer.Files) != 1 {
		t.Fatalf("%+v", answer)
	}
	return answer.Files[0]
}
