package ledger

import (
	"crypto/ed25519"
	"crypto/sha256"
	"io"
)

// FilesPath of the endpoint takes the bytes of attached files; docs/protocol.md §16 is the reference.
// A request asks how much the commune has of some files and brings chunks of some; the answer tells
// of all of them and is signed.
const FilesPath = "/v1/files"

const (
	filesMagic      = "STF1"
	fileAnswerMagic = "STA1"
)

// Limits of one request about files.
const (
	MaxFileChunk  = 64 << 10 // bytes of one chunk
	MaxFileChunks = 64
	MaxFileAsks   = 500
)

// FilesHeader opens a request about files. The chunks' bytes follow, in this order.
type FilesHeader struct {
	_       struct{} `cbor:",toarray"`
	Commune DeviceID // whom it is meant for
	Device  DeviceID
	Nonce   [8]byte     // echoed by the answer
	Wall    int64       // Unix milliseconds by the laptop's clock
	Ask     []Hash      // files to tell of
	Chunks  []FileChunk // told of too
	Agent   string      // program version
}

// FileChunk tells of some bytes of a file: where they begin, how many they are, and the first 16
// bytes of their SHA-256.
type FileChunk struct {
	_      struct{} `cbor:",toarray"`
	File   Hash
	Offset int64
	Length int
	Digest [16]byte
}

// ChunkOf describes bytes of a file.
func ChunkOf(file Hash, offset int64, b []byte) FileChunk {
	sum := sha256.Sum256(b)
	return FileChunk{File: file, Offset: offset, Length: len(b), Digest: [16]byte(sum[:16])}
}

// FilesAnswer tells how much the commune has of files.
type FilesAnswer struct {
	_           struct{} `cbor:",toarray"`
	Commune     DeviceID
	Incarnation Incarnation
	Device      DeviceID
	Nonce       [8]byte
	Wall        int64 // Unix milliseconds by the commune's clock
	Files       []FileState
}

// FileState is how much the commune durably has of one file. Arrived: all of it, and its SHA-256 is
// the right one; then Have is its size.
type FileState struct {
	_       struct{} `cbor:",toarray"`
	File    Hash
	Have    int64
	Arrived bool
	Code    Code // why the commune does not take it, "" when it does
}

// EncodeFiles builds the head of a request, to be followed by the chunks' bytes; key is the
// device's.
func EncodeFiles(h FilesHeader, key ed25519.PrivateKey) ([]byte, error) {
	return seal(filesMagic, h, nil, key)
}

// EncodeFilesAnswer builds an answer; key is the commune's.
func EncodeFilesAnswer(a FilesAnswer, key ed25519.PrivateKey) ([]byte, error) {
	return seal(fileAnswerMagic, a, nil, key)
}

// ReadFiles reads a request's head; the chunks' bytes follow in r. Errors are *Error with
// CodeBadRequest or, over a limit, CodeTooLarge, or the reader's own.
func ReadFiles(r io.Reader) (h FilesHeader, e Envelope, err error) {
	if e, err = open(r, filesMagic, &h); err != nil {
		return h, e, err
	}
	if len(h.Ask) > MaxFileAsks || len(h.Chunks) > MaxFileChunks {
		return h, e, Errorf(CodeTooLarge, "%d files asked for, %d chunks", len(h.Ask), len(h.Chunks))
	}
	for i, c := range h.Chunks {
		if c.Length < 1 || c.Length > MaxFileChunk {
			return h, e, Errorf(CodeTooLarge, "chunk %d of %d bytes, must be 1 to %d", i+1, c.Length, MaxFileChunk)
		}
		if c.Offset < 0 || c.Offset > MaxFileBytes {
			return h, e, Errorf(CodeBadRequest, "chunk %d begins at %d", i+1, c.Offset)
		}
	}
	return h, e, nil
}

// ReadFilesAnswer reads an answer. Whatever is none is an *Error with CodeBadRequest.
func ReadFilesAnswer(r io.Reader) (a FilesAnswer, e Envelope, err error) {
	e, err = open(r, fileAnswerMagic, &a)
	return a, e, err
}

// IsFiles reports whether a message begins like a request about files, or an answer to one; four
// bytes are enough.
func IsFiles(begin []byte) bool {
	return len(begin) >= 4 && (string(begin[:4]) == filesMagic || string(begin[:4]) == fileAnswerMagic)
}

// ReadChunk reads the bytes of a chunk and checks them against what was signed: *Error with
// CodeBadFrame when they are others, CodeBadRequest when they end early, or the reader's own.
func ReadChunk(r io.Reader, c FileChunk) ([]byte, error) {
	b, err := readBody(r, c.Length)
	if err != nil {
		return nil, shortHeader(err)
	}
	if ChunkOf(c.File, c.Offset, b) != c {
		return nil, Errorf(CodeBadFrame, "not the bytes that were signed")
	}
	return b, nil
}
