package ledger_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// FuzzReadFiles reads any bytes as a request about files, and as an answer: whatever they are it ends
// with a message or a coded error, within the limits.
func FuzzReadFiles(f *testing.F) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	chunk := []byte("mẫu")
	h := ledger.FilesHeader{Device: ledger.DeviceOf(key.Public().(ed25519.PublicKey)), Ask: []ledger.Hash{{1}},
		Chunks: []ledger.FileChunk{ledger.ChunkOf(ledger.Hash{2}, 0, chunk)}}
	request, err := ledger.EncodeFiles(h, key)
	if err != nil {
		f.Fatal(err)
	}
	answer, err := ledger.EncodeFilesAnswer(ledger.FilesAnswer{Files: []ledger.FileState{{File: ledger.Hash{1}, Have: 3}}}, key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(append(request, chunk...))
	f.Add(answer)
	f.Add([]byte("STF1\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bytes.NewReader(b)
		h, _, err := ledger.ReadFiles(r)
		for _, c := range h.Chunks {
			if err != nil {
				break
			}
			var read []byte
			if read, err = ledger.ReadChunk(r, c); err == nil && (len(read) != c.Length || len(read) > ledger.MaxFileChunk) {
				t.Fatalf("a chunk of %d bytes, %d were announced", len(read), c.Length)
			}
		}
		var coded *ledger.Error
		if err != nil && !errors.As(err, &coded) {
			t.Fatalf("an error without a code: %v", err)
		}
		if _, _, err := ledger.ReadFilesAnswer(bytes.NewReader(b)); err != nil && !errors.As(err, &coded) {
			t.Fatalf("an error without a code: %v", err)
		}
	})
}

func TestFileRequestsOverTheLimits(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	read := func(h ledger.FilesHeader) error {
		t.Helper()
		b, err := ledger.EncodeFiles(h, key)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = ledger.ReadFiles(bytes.NewReader(b))
		return err
	}
	big := ledger.FileChunk{Length: ledger.MaxFileChunk + 1}
	for name, h := range map[string]ledger.FilesHeader{
		"many asked":  {Ask: make([]ledger.Hash, ledger.MaxFileAsks+1)},
		"many chunks": {Chunks: make([]ledger.FileChunk, ledger.MaxFileChunks+1)},
		"long chunk":  {Chunks: []ledger.FileChunk{big}},
		"empty chunk": {Chunks: []ledger.FileChunk{{}}},
	} {
		if err := read(h); !errors.Is(err, &ledger.Error{Code: ledger.CodeTooLarge}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := read(ledger.FilesHeader{Chunks: []ledger.FileChunk{{Length: 1, Offset: -1}}}); !errors.Is(err, &ledger.Error{Code: ledger.CodeBadRequest}) {
		t.Errorf("before the beginning: %v", err)
	}
	c := ledger.ChunkOf(ledger.Hash{1}, 0, []byte("mẫu"))
	if _, err := ledger.ReadChunk(bytes.NewReader([]byte("xấu")), c); !errors.Is(err, &ledger.Error{Code: ledger.CodeBadFrame}) {
		t.Errorf("other bytes: %v", err)
	}
	if _, err := ledger.ReadChunk(bytes.NewReader([]byte("m")), c); !errors.Is(err, &ledger.Error{Code: ledger.CodeBadRequest}) {
		t.Errorf("too few bytes: %v", err)
	}
}
