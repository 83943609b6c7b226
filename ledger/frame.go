package ledger

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// A frame carries a run of consecutive changes of one log and is committed as one:
//
//	offset size
//	0      4    length of the payload as sent, big endian
//	4      1    codec: 0 as is, 1 zstd (RFC 8878)
//	5      4    dictionary id, 0 for none
//	9      2    count of changes
//	11     4    CRC-32C of bytes 0–10 and the payload as sent
//	15     …    payload: per change its length (uvarint) and its bytes
const frameHeader = 15

// Limits of a frame. The uncompressed one also caps a hostile compressed payload.
const (
	MaxFrameBytes   = 1 << 20 // payload as sent
	MaxFrameChanges = 4096
	maxFrameMemory  = 8 << 20 // payload uncompressed
)

// FrameTarget is the size in bytes, compressed, that frames are made to be about: small enough for
// a link that dies every few seconds to deliver some, large enough to compress well.
const FrameTarget = 32 << 10

const (
	codecRaw  = 0
	codecZstd = 1
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Dictionary is raw zstd dictionary content that both ends derive from the same form definitions.
type Dictionary struct {
	ID      uint32
	Content []byte

	once sync.Once
	enc  *zstd.Encoder
	dec  *zstd.Decoder
}

// NewDictionary gives content the id that its CRC-32C makes, never 0.
func NewDictionary(content []byte) *Dictionary {
	return &Dictionary{ID: max(crc32.Checksum(content, castagnoli), 1), Content: content}
}

func (d *Dictionary) coders() (*zstd.Encoder, *zstd.Decoder) {
	d.once.Do(func() {
		enc := []zstd.EOption{zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderConcurrency(1),
			zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true), zstd.WithWindowSize(1 << 20)}
		dec := []zstd.DOption{zstd.WithDecoderMaxMemory(maxFrameMemory), zstd.WithDecoderConcurrency(1),
			zstd.IgnoreChecksum(true)}
		if len(d.Content) > 0 {
			enc = append(enc, zstd.WithEncoderDictRaw(d.ID, d.Content))
			dec = append(dec, zstd.WithDecoderDictRaw(d.ID, d.Content))
		}
		d.enc, d.dec = must(zstd.NewWriter(nil, enc...)), must(zstd.NewReader(nil, dec...))
	})
	return d.enc, d.dec
}

var noDictionary = &Dictionary{}

// EncodeFrame packs changes (each as Change.Encode gave it) into one frame, compressed with dict
// (nil for none) when that makes it smaller.
func EncodeFrame(changes [][]byte, dict *Dictionary) ([]byte, error) {
	if len(changes) == 0 || len(changes) > MaxFrameChanges {
		return nil, fmt.Errorf("encode frame: %d changes, must be 1 to %d", len(changes), MaxFrameChanges)
	}
	if dict == nil {
		dict = noDictionary
	}
	plain := joinChanges(changes)
	enc, _ := dict.coders()
	head := make([]byte, frameHeader, frameHeader+len(plain))
	payload := enc.EncodeAll(plain, nil)
	head[4] = codecZstd
	binary.BigEndian.PutUint32(head[5:], dict.ID)
	if len(payload) >= len(plain) {
		payload, head[4] = plain, codecRaw
		binary.BigEndian.PutUint32(head[5:], 0)
	}
	if len(payload) > MaxFrameBytes || len(plain) > maxFrameMemory {
		return nil, fmt.Errorf("encode frame: %d bytes, at most %d", len(payload), MaxFrameBytes)
	}
	binary.BigEndian.PutUint32(head, uint32(len(payload)))
	binary.BigEndian.PutUint16(head[9:], uint16(len(changes)))
	binary.BigEndian.PutUint32(head[11:], frameSum(head, payload))
	return append(head, payload...), nil
}

func frameSum(head, payload []byte) uint32 {
	return crc32.Update(crc32.Checksum(head[:11], castagnoli), castagnoli, payload)
}

// ReadFrame reads one frame from r and gives its changes' bytes. It returns io.EOF at a clean end,
// io.ErrUnexpectedEOF inside a frame (what came before is whole), and an *Error with CodeBadFrame,
// CodeTooLarge or CodeNoDictionary otherwise. dicts finds a dictionary by id, nil when unknown.
func ReadFrame(r io.Reader, dicts func(uint32) *Dictionary) ([][]byte, error) {
	var head [frameHeader]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	size, count := binary.BigEndian.Uint32(head[:]), int(binary.BigEndian.Uint16(head[9:]))
	if size > MaxFrameBytes || count > MaxFrameChanges {
		return nil, Errorf(CodeTooLarge, "frame of %d bytes and %d changes", size, count)
	}
	payload, err := readBody(r, int(size))
	if err != nil {
		return nil, err
	}
	if frameSum(head[:], payload) != binary.BigEndian.Uint32(head[11:]) || count == 0 {
		return nil, Errorf(CodeBadFrame, "checksum does not match")
	}
	plain, err := unpack(head, payload, dicts)
	if err != nil {
		return nil, err
	}
	changes, err := splitChanges(plain, count)
	if err != nil {
		return nil, Errorf(CodeBadFrame, "%v", err)
	}
	return changes, nil
}

// readBody reads size bytes without trusting size with memory before they come.
func readBody(r io.Reader, size int) ([]byte, error) {
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, int64(size)))
	if err == nil && n < int64(size) {
		err = io.ErrUnexpectedEOF
	}
	return b.Bytes(), err
}

func unpack(head [frameHeader]byte, payload []byte, dicts func(uint32) *Dictionary) ([]byte, error) {
	switch head[4] {
	case codecRaw:
		return payload, nil
	case codecZstd:
	default:
		return nil, Errorf(CodeBadFrame, "codec %d", head[4])
	}
	dict := noDictionary
	if id := binary.BigEndian.Uint32(head[5:]); id != 0 {
		if dict = dicts(id); dict == nil {
			return nil, Errorf(CodeNoDictionary, "dictionary %08x", id)
		}
	}
	_, dec := dict.coders()
	plain, err := dec.DecodeAll(payload, nil)
	if err != nil {
		return nil, Errorf(CodeBadFrame, "zstd: %v", err)
	}
	return plain, nil
}

// joinChanges lays changes one after another, each behind its length.
func joinChanges(changes [][]byte) []byte {
	var b []byte
	for _, c := range changes {
		b = append(binary.AppendUvarint(b, uint64(len(c))), c...)
	}
	return b
}

// splitChanges undoes joinChanges; count must be met exactly.
func splitChanges(b []byte, count int) ([][]byte, error) {
	out := make([][]byte, 0, count)
	for range count {
		n, used := binary.Uvarint(b)
		if used <= 0 || n > MaxChangeBytes || n > uint64(len(b)-used) {
			return nil, fmt.Errorf("change %d of %d does not fit", len(out)+1, count)
		}
		out = append(out, slices.Clip(b[used:used+int(n)]))
		b = b[used+int(n):]
	}
	if len(b) > 0 {
		return nil, fmt.Errorf("%d bytes after the last change", len(b))
	}
	return out, nil
}
