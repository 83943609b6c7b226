package sync_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

var update = flag.Bool("update", false, "write the test vectors into docs/protocol.md")

const document = "../docs/protocol.md"

// block is one ```kind name … ``` of the document.
var block = regexp.MustCompile("(?s)```(hex|cbor) ([a-z0-9-]+)\n(.*?)```")

func seeded(b byte) ed25519.PrivateKey { return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{b}, 32)) }

func public(key ed25519.PrivateKey) ed25519.PublicKey { return key.Public().(ed25519.PublicKey) }

func mustID(t testing.TB, s string) ledger.ID {
	t.Helper()
	id, err := ledger.ParseID(s)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// vectorChanges are the two changes of the document: a record begun, and a later word about it.
func vectorChanges(t testing.TB) [2]*ledger.Change {
	t.Helper()
	first, second := mustID(t, "01KV4RZ2G00123456789ABCDEF"), mustID(t, "01KV4S3TZ0ABCDEFGHJKMNPQRS")
	device := ledger.DeviceOf(public(seeded(1)))
	begun := &ledger.Change{ID: first, Record: first, Form: "tuyen_truyen", Version: 1, Unit: "xom-1",
		Kind: ledger.KindFinalize, Author: "Nguyễn Văn Mẫu", Device: device, Wall: 1781502000000, Offset: -1500,
		Clock: ledger.ClockAt(1781502000000),
		Set: []ledger.Assignment{
			{Field: "dien_tich", Value: ledger.Value{Kind: ledger.Num, Num: viet.Int(1800), Text: "5 sào"}},
			{Field: "hinh_thuc", Value: ledger.ListValue("hoi_nghi", "zalo")},
			{Field: "nang_suat", Value: ledger.NumValue(viet.Number(52500))},
			{Field: "ngay", Value: ledger.TextValue("2026-06-15")},
			{Field: "nu", Value: ledger.Value{}},
			{Field: "tac_gia", Value: ledger.RowsValue([]ledger.Row{{"ten": ledger.TextValue("A"), "phan": ledger.NumValue(viet.Int(100))}})},
			{Field: "tong_so", Value: ledger.NumValue(viet.Int(45)), Base: []ledger.ID{second}},
		}}
	word := &ledger.Change{ID: second, Record: first, Form: "tuyen_truyen", Version: 1, Unit: "xom-1",
		Kind: ledger.KindComment, Author: "Nguyễn Văn Mẫu", Field: "ngay", Text: "Đã sửa ngày", Device: device,
		Wall: 1781502156000, Offset: -1500, Clock: ledger.ClockAt(1781502156000).Tick(0)}
	return [2]*ledger.Change{begun, word}
}

func encoded(t testing.TB, c *ledger.Change) []byte {
	t.Helper()
	b, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func vectorPush(frame []byte) ledger.PushHeader {
	return ledger.PushHeader{Commune: ledger.DeviceOf(public(seeded(2))), Device: ledger.DeviceOf(public(seeded(1))),
		Epoch: ledger.Epoch(bytes.Repeat([]byte{0xe1}, 16)), First: 1, Frames: []ledger.Mark{ledger.MarkOf(frame, 2)},
		Nonce: [8]byte{1, 2, 3, 4, 5, 6, 7, 8}, Wall: 1781502160000, PullMax: 1 << 20, Agent: "sothon 1.0"}
}

func vectorReceipt(chain ledger.Hash, rejected ledger.ID) ledger.Receipt {
	h := vectorPush(nil)
	inc := ledger.Incarnation(bytes.Repeat([]byte{0xc1}, 16))
	return ledger.Receipt{Commune: h.Commune, Incarnation: inc, Device: h.Device, Epoch: h.Epoch, Nonce: h.Nonce, Have: 2, Hash: chain,
		Rejected: []ledger.Rejection{{ID: rejected, Code: ledger.CodeInvalid, Field: "nu",
			Reason: ledger.Words{Vi: "Số nữ nhiều hơn tổng số người dự", En: "More women than people present"}}},
		Cursor: ledger.Cursor{Incarnation: inc, Number: 17}, Wall: 1781502158500,
		Unit: ledger.Unit{ID: "xom-1", Name: "Xóm 1", Kind: "village", OldCommune: "Nghĩa Châu", Commune: "Nghĩa Hưng",
			Policy: ledger.Policy{Days: 2, Holidays: []string{"2026-09-02"}, Locks: []ledger.Lock{{Period: "2026-06"}, {Period: "2026-05", Until: "2026-06-20"}}},
			Since:  "2026-07-01", Before: "xom-2"}}
}

// vectorFiles are a request about two files and its answer.
func vectorFiles() (ledger.FilesHeader, ledger.FilesAnswer, []byte) {
	chunk := []byte("Ảnh mẫu")
	whole := ledger.Hash(sha256.Sum256(append(chunk[:len(chunk):len(chunk)], "!\n"...)))
	other := ledger.Hash(sha256.Sum256([]byte("Danh sách mẫu\n")))
	h, rc := vectorPush(nil), vectorReceipt(ledger.Hash{}, ledger.ID{})
	head := ledger.FilesHeader{Commune: h.Commune, Device: h.Device, Nonce: h.Nonce, Wall: h.Wall, Ask: []ledger.Hash{other},
		Chunks: []ledger.FileChunk{ledger.ChunkOf(whole, 0, chunk)}, Agent: h.Agent}
	answer := ledger.FilesAnswer{Commune: h.Commune, Incarnation: rc.Incarnation, Device: h.Device, Nonce: h.Nonce, Wall: rc.Wall,
		Files: []ledger.FileState{{File: other, Have: 17, Arrived: true}, {File: whole, Have: int64(len(chunk))}}}
	return head, answer, chunk
}

// vectors makes everything the document shows.
func vectors(t testing.TB) map[string][]byte {
	t.Helper()
	changes := vectorChanges(t)
	first, second := encoded(t, changes[0]), encoded(t, changes[1])
	var zero ledger.Hash
	chain := zero.Next(first).Next(second)
	frame := rawFrame(first, second)
	push, err := ledger.EncodePush(vectorPush(frame), [][]byte{frame}, seeded(1))
	if err != nil {
		t.Fatal(err)
	}
	receipt, err := ledger.EncodeReceipt(vectorReceipt(chain, changes[0].ID), nil, seeded(2))
	if err != nil {
		t.Fatal(err)
	}
	head, answer, chunk := vectorFiles()
	files, err := ledger.EncodeFiles(head, seeded(1))
	if err != nil {
		t.Fatal(err)
	}
	told, err := ledger.EncodeFilesAnswer(answer, seeded(2))
	if err != nil {
		t.Fatal(err)
	}
	device, commune := ledger.DeviceOf(public(seeded(1))), ledger.DeviceOf(public(seeded(2)))
	return map[string][]byte{"device-key": public(seeded(1)), "commune-key": public(seeded(2)), "device-id": device[:],
		"commune-id": commune[:], "change": first, "comment": second, "chain": chain[:], "frame": frame, "push": push, "receipt": receipt,
		"files": append(files, chunk...), "files-answer": told}
}

// diagnosis names the part of a vector that is CBOR and shown in diagnostic notation too.
func diagnosis(name string, b []byte) []byte {
	if name == "push" || name == "receipt" || strings.HasPrefix(name, "files") {
		n := int(b[4])<<8 | int(b[5])
		return b[6 : 6+n]
	}
	return b
}

func TestTheDocumentsVectors(t *testing.T) {
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	made := vectors(t)
	seen := map[string]bool{}
	out := block.ReplaceAllFunc(text, func(b []byte) []byte {
		m := block.FindSubmatch(b)
		kind, name := string(m[1]), string(m[2])
		seen[kind+" "+name] = true
		want := shown(t, kind, name, made[name])
		if string(m[3]) != want && !*update {
			t.Errorf("%s %s in the document is not what the program makes:\n%s", kind, name, want)
		}
		return []byte("```" + kind + " " + name + "\n" + want + "```")
	})
	for name := range made {
		if !seen["hex "+name] {
			t.Errorf("the document does not show %s", name)
		}
	}
	if *update {
		if err := os.WriteFile(document, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// shown lays bytes out as the document does: 32 a line, or diagnostic notation with one item a line.
func shown(t testing.TB, kind, name string, b []byte) string {
	t.Helper()
	if len(b) == 0 {
		t.Fatalf("the document shows %s, which is unknown", name)
	}
	var out strings.Builder
	if kind == "cbor" {
		text, err := cbor.Diagnose(diagnosis(name, b))
		if err != nil {
			t.Fatal(err)
		}
		return text + "\n"
	}
	for line := range chunks(b, 32) {
		out.WriteString(hex.EncodeToString(line) + "\n")
	}
	return out.String()
}

func chunks(b []byte, n int) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(b) > 0 {
			k := min(n, len(b))
			if !yield(b[:k]) {
				return
			}
			b = b[k:]
		}
	}
}

// TestTheDocumentCanBeRead takes the bytes from the document alone and reads them as a second
// program would.
func TestTheDocumentCanBeRead(t *testing.T) {
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	doc := map[string][]byte{}
	for _, m := range block.FindAllSubmatch(text, -1) {
		if string(m[1]) == "hex" {
			b, err := hex.DecodeString(strings.ReplaceAll(string(m[3]), "\n", ""))
			if err != nil {
				t.Fatalf("%s: %v", m[2], err)
			}
			doc[string(m[2])] = b
		}
	}
	want := vectorChanges(t)
	r := bytes.NewReader(doc["push"])
	h, envelope, err := ledger.ReadPush(r)
	if err != nil || !envelope.Verify(doc["device-key"]) || !bytes.Equal(h.Device[:], doc["device-id"]) {
		t.Fatalf("push: %+v, %v", h, err)
	}
	changes, err := ledger.ReadMarked(r, h.Frames[0], func(uint32) *ledger.Dictionary { return nil })
	if err != nil || r.Len() != 0 {
		t.Fatalf("frame of the push: %v", err)
	}
	hash := h.Prev
	for i, b := range changes {
		got, err := ledger.DecodeChange(b)
		if err != nil || !reflect.DeepEqual(got, want[i]) {
			t.Fatalf("change %d: %+v, %v", i, got, err)
		}
		hash = hash.Next(b)
	}
	if !bytes.Equal(changes[0], doc["change"]) || !bytes.Equal(changes[1], doc["comment"]) || !bytes.Equal(hash[:], doc["chain"]) {
		t.Fatal("the push does not carry the changes shown")
	}
	theFilesCanBeRead(t, doc)
	rc, envelope, err := ledger.ReadReceipt(bytes.NewReader(doc["receipt"]))
	if err != nil || !envelope.Verify(doc["commune-key"]) || rc.Have != 2 || rc.Hash != hash || rc.Nonce != h.Nonce {
		t.Fatalf("receipt: %+v, %v", rc, err)
	}
}

func theFilesCanBeRead(t *testing.T, doc map[string][]byte) {
	t.Helper()
	head, answer, chunk := vectorFiles()
	r := bytes.NewReader(doc["files"])
	h, envelope, err := ledger.ReadFiles(r)
	if err != nil || !envelope.Verify(doc["device-key"]) || !reflect.DeepEqual(h, head) {
		t.Fatalf("files: %+v, %v", h, err)
	}
	if b, err := ledger.ReadChunk(r, h.Chunks[0]); err != nil || !bytes.Equal(b, chunk) || r.Len() != 0 {
		t.Fatalf("chunk: %q, %v", b, err)
	}
	a, envelope, err := ledger.ReadFilesAnswer(bytes.NewReader(doc["files-answer"]))
	if err != nil || !envelope.Verify(doc["commune-key"]) || !reflect.DeepEqual(a, answer) {
		t.Fatalf("answer about files: %+v, %v", a, err)
	}
}
