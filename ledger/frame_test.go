package ledger_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/nghia-hung/sothon/ledger"
)

func noDicts(uint32) *ledger.Dictionary { return nil }

func frameOf(t testing.TB, dict *ledger.Dictionary, changes ...string) []byte {
	t.Helper()
	var bs [][]byte
	for _, c := range changes {
		bs = append(bs, []byte(c))
	}
	f, err := ledger.EncodeFrame(bs, dict)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFrameRoundTrip(t *testing.T) {
	dict := ledger.NewDictionary([]byte(strings.Repeat("hội nghị tuyên truyền ", 20)))
	dicts := func(id uint32) *ledger.Dictionary {
		if id == dict.ID {
			return dict
		}
		return nil
	}
	long := strings.Repeat("hội nghị tuyên truyền ", 9)
	for _, d := range []*ledger.Dictionary{nil, dict} {
		got, err := ledger.ReadFrame(bytes.NewReader(frameOf(t, d, "một", "", long)), dicts)
		if err != nil || len(got) != 3 || string(got[0]) != "một" || len(got[1]) != 0 || string(got[2]) != long {
			t.Fatalf("read %q, %v", got, err)
		}
	}
	if with, without := len(frameOf(t, dict, long)), len(frameOf(t, nil, long)); with >= without {
		t.Fatalf("%d bytes with the dictionary, %d without", with, without)
	}
	_, err := ledger.ReadFrame(bytes.NewReader(frameOf(t, dict, long)), noDicts)
	if !errors.Is(err, &ledger.Error{Code: ledger.CodeNoDictionary}) {
		t.Fatalf("unknown dictionary: %v", err)
	}
}

func TestEveryFlippedBitAndEveryCutIsSeen(t *testing.T) {
	frame := frameOf(t, nil, "một", "hai", strings.Repeat("ba ", 40))
	for i := range frame {
		if _, err := ledger.ReadFrame(bytes.NewReader(frame[:i]), noDicts); (i == 0) != (err == io.EOF) || err == nil {
			t.Fatalf("cut to %d bytes: %v", i, err)
		}
		for bit := range 8 {
			bad := slices.Clone(frame)
			bad[i] ^= 1 << bit
			if _, err := ledger.ReadFrame(bytes.NewReader(bad), noDicts); err == nil {
				t.Fatalf("bit %d of byte %d flipped unseen", bit, i)
			}
		}
	}
}

func TestACompressedBombIsRefused(t *testing.T) {
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	bomb := enc.EncodeAll(make([]byte, 64<<20), nil)
	head := make([]byte, 15)
	binary.BigEndian.PutUint32(head, uint32(len(bomb)))
	head[4] = 1
	binary.BigEndian.PutUint16(head[9:], 1)
	table := crc32.MakeTable(crc32.Castagnoli)
	binary.BigEndian.PutUint32(head[11:], crc32.Update(crc32.Checksum(head[:11], table), table, bomb))
	_, err = ledger.ReadFrame(bytes.NewReader(append(head, bomb...)), noDicts)
	if !errors.Is(err, &ledger.Error{Code: ledger.CodeBadFrame}) {
		t.Fatalf("64 MiB of zeros in %d bytes: %v", len(bomb), err)
	}
}

func testKey(seed byte) ed25519.PrivateKey {
	sum := sha256.Sum256([]byte{seed})
	return ed25519.NewKeyFromSeed(sum[:])
}

func TestPushAndReceiptRoundTrip(t *testing.T) {
	key, other := testKey(1), testKey(2)
	frame := frameOf(t, nil, "một", "hai")
	h := ledger.PushHeader{Device: ledger.DeviceOf(key.Public().(ed25519.PublicKey)), First: 7,
		Frames: []ledger.Mark{ledger.MarkOf(frame, 2)}, Nonce: [8]byte{1}, Wall: -5, Agent: "t"}
	b, err := ledger.EncodePush(h, [][]byte{frame}, key)
	if err != nil {
		t.Fatal(err)
	}
	r := bytes.NewReader(b)
	got, env, err := ledger.ReadPush(r)
	if err != nil || got.First != 7 || got.Wall != -5 || got.Device != h.Device {
		t.Fatalf("%+v, %v", got, err)
	}
	if !env.Verify(key.Public().(ed25519.PublicKey)) || env.Verify(other.Public().(ed25519.PublicKey)) || env.Verify(nil) {
		t.Fatal("signature does not tell the keys apart")
	}
	if cs, err := ledger.ReadMarked(r, got.Frames[0], noDicts); err != nil || string(cs[1]) != "hai" {
		t.Fatalf("%q, %v", cs, err)
	}
	swapped := append(slices.Clone(b[:len(b)-len(frame)]), frameOf(t, nil, "một", "hay")...)
	r = bytes.NewReader(swapped)
	got, _, _ = ledger.ReadPush(r)
	if _, err := ledger.ReadMarked(r, got.Frames[0], noDicts); !errors.Is(err, &ledger.Error{Code: ledger.CodeBadFrame}) {
		t.Fatalf("a frame that was not signed: %v", err)
	}
	if _, _, err := ledger.ReadReceipt(bytes.NewReader(b)); !errors.Is(err, &ledger.Error{Code: ledger.CodeBadRequest}) {
		t.Fatalf("a push read as a receipt: %v", err)
	}
}

func FuzzReadPush(f *testing.F) {
	frame := frameOf(f, nil, "một", "hai")
	b, err := ledger.EncodePush(ledger.PushHeader{Frames: []ledger.Mark{ledger.MarkOf(frame, 2)}}, [][]byte{frame}, testKey(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bytes.NewReader(b)
		h, env, err := ledger.ReadPush(r)
		if err != nil {
			return
		}
		env.Verify(testKey(1).Public().(ed25519.PublicKey))
		for _, mark := range h.Frames {
			if _, err := ledger.ReadMarked(r, mark, noDicts); err != nil {
				return
			}
		}
	})
}

func FuzzReadReceipt(f *testing.F) {
	b, err := ledger.EncodeReceipt(ledger.Receipt{Have: 3, Rejected: []ledger.Rejection{{Code: ledger.CodeInvalid}}}, nil, testKey(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) { _, _, _ = ledger.ReadReceipt(bytes.NewReader(b)) })
}

func FuzzReadFrame(f *testing.F) {
	f.Add(frameOf(f, nil, "một", strings.Repeat("hai", 50)))
	f.Fuzz(func(t *testing.T, b []byte) {
		cs, err := ledger.ReadFrame(bytes.NewReader(b), noDicts)
		if err == nil && len(cs) == 0 {
			t.Fatal("an empty frame was accepted")
		}
	})
}

func TestDictionariesAreDerivedAlike(t *testing.T) {
	cat := ledger.Default()
	ids := map[uint32]string{}
	for _, f := range cat.Forms() {
		d := f.Dictionary()
		if ids[d.ID] != "" || d.ID == 0 {
			t.Fatalf("%s and %s share dictionary %08x", f.Name, ids[d.ID], d.ID)
		}
		ids[d.ID] = f.Name
		if cat.DictionaryByID(d.ID) != d {
			t.Fatalf("%s: not found by its id", f.Name)
		}
	}
}
