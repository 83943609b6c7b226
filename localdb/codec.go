package localdb

import (
	"encoding/binary"
	"errors"
	"hash/crc32"

	"github.com/fxamacker/cbor/v2"
)

// Every value of every bucket passes through seal and unseal. A sealed value is one byte that names
// the way (1: plain), the bytes, and the CRC-32C of the bucket's name, the key and the bytes: bbolt
// keeps no checksum of its pages, so this is what notices a flipped bit or a value that strayed.
const sealedPlain = 1

const sealedOverhead = 1 + 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var (
	errSum  = errors.New("value does not match its checksum")
	errSeal = errors.New("value is sealed in a way not known here")
)

// seal prepares bytes for the file.
func seal(bucket, key, plain []byte) []byte {
	out := make([]byte, 0, len(plain)+sealedOverhead)
	out = append(append(out, sealedPlain), plain...)
	return binary.BigEndian.AppendUint32(out, valueSum(bucket, key, plain))
}

// unseal gives the bytes that seal was given, inside stored itself.
func unseal(bucket, key, stored []byte) ([]byte, error) {
	if len(stored) < sealedOverhead {
		return nil, errSum
	}
	end := len(stored) - 4
	if stored[0] != sealedPlain {
		return nil, errSeal
	}
	plain := stored[1:end:end]
	if valueSum(bucket, key, plain) != binary.BigEndian.Uint32(stored[end:]) {
		return nil, errSum
	}
	return plain, nil
}

func valueSum(bucket, key, plain []byte) uint32 {
	return crc32.Update(crc32.Update(crc32.Checksum(bucket, castagnoli), castagnoli, key), castagnoli, plain)
}

// encMode writes equal values as equal bytes, which Check relies on.
var encMode = func() cbor.EncMode {
	mode, err := cbor.EncOptions{Sort: cbor.SortCoreDeterministic}.EncMode()
	if err != nil {
		panic(err) // constant options
	}
	return mode
}()

// packer writes the fields of a value that is read too often for CBOR, each after the other.
type packer struct{ b []byte }

func (p *packer) uint(n uint64)  { p.b = binary.AppendUvarint(p.b, n) }
func (p *packer) int(n int64)    { p.b = binary.AppendVarint(p.b, n) }
func (p *packer) raw(b []byte)   { p.b = append(p.b, b...) }
func (p *packer) bytes(b []byte) { p.uint(uint64(len(b))); p.raw(b) }
func (p *packer) text(s string)  { p.uint(uint64(len(s))); p.b = append(p.b, s...) }

// unpacker reads what packer wrote. After the first failure everything is zero and err is set.
type unpacker struct {
	b   []byte
	err error
}

var errPacked = errors.New("value is cut short")

func (u *unpacker) uint() uint64 {
	n, used := binary.Uvarint(u.b)
	if used <= 0 {
		u.b, u.err = nil, errPacked
		return 0
	}
	u.b = u.b[used:]
	return n
}

func (u *unpacker) int() int64 {
	n, used := binary.Varint(u.b)
	if used <= 0 {
		u.b, u.err = nil, errPacked
		return 0
	}
	u.b = u.b[used:]
	return n
}

// bytes gives a part of the value itself.
func (u *unpacker) bytes() []byte { return u.raw(u.uint()) }

func (u *unpacker) raw(n uint64) []byte {
	if n > uint64(len(u.b)) {
		u.b, u.err = nil, errPacked
		return nil
	}
	out := u.b[:n:n]
	u.b = u.b[n:]
	return out
}

func (u *unpacker) text() string { return string(u.bytes()) }
