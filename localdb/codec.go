package localdb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"github.com/fxamacker/cbor/v2"
)

// Every value of every bucket passes through seal and unseal. A sealed value is one byte that names
// the way (1: plain), the bytes, and the CRC-32C of the bucket's name, the key and the bytes: bbolt
// keeps no checksum of its pages, so this is what notices a flipped bit or a value that strayed.
// In a store with a PIN all but openValue's values are sealed the second way: AES-256-GCM, nonce (12)
// first and tag (16) last, bound to the bucket's name and the key. Keys (ids, days) stay readable.
const (
	sealedPlain  = 1
	sealedLocked = 2
)

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

// openValue tells the values that can be read without the PIN: what kind of file it is, and the
// wrapped key.
func openValue(bucket, key []byte) bool {
	return bytes.Equal(bucket, bucketMeta) &&
		(bytes.Equal(key, metaApp) || bytes.Equal(key, metaFormat) || bytes.Equal(key, metaLock) || bytes.Equal(key, metaRelock))
}

// seal prepares bytes for the file of a store with this key; without one it seals plain.
func (v *vault) seal(bucket, key, plain []byte) []byte {
	if v == nil || openValue(bucket, key) {
		return seal(bucket, key, plain)
	}
	out := make([]byte, 1, 1+len(plain)+v.aead.Overhead())
	out[0] = sealedLocked
	return v.aead.Seal(out, nil, plain, sealedFor(bucket, key))
}

// unseal gives the bytes that seal was given. With a key nothing passes that was not sealed with it.
func (v *vault) unseal(bucket, key, stored []byte) ([]byte, error) {
	if v == nil || openValue(bucket, key) {
		return unseal(bucket, key, stored)
	}
	if len(stored) == 0 || stored[0] != sealedLocked {
		return nil, errSeal
	}
	plain, err := v.aead.Open(make([]byte, 0, len(stored)), nil, stored[1:], sealedFor(bucket, key))
	if err != nil {
		return nil, errSum
	}
	return plain, nil
}

// sealedFor is what a sealed value is bound to.
func sealedFor(bucket, key []byte) []byte {
	b := make([]byte, 0, len(bucket)+1+len(key))
	return append(append(append(b, bucket...), 0), key...)
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
