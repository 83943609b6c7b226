package ledger

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/oklog/ulid/v2"
)

// ID names a change or a record: a ULID (48 bits of Unix milliseconds, 80 random bits). A record
// bears the id of its first change. The zero ID names nothing.
type ID [16]byte

// NewID makes an ID from Unix milliseconds and ten bytes of entropy.
func NewID(ms int64, entropy io.Reader) (ID, error) {
	u, err := ulid.New(uint64(max(ms, 0))&(1<<48-1), entropy)
	if err != nil {
		return ID{}, fmt.Errorf("make id: %w", err)
	}
	return ID(u), nil
}

// ParseID reads the 26 characters of String, in either case.
func ParseID(s string) (ID, error) {
	u, err := ulid.ParseStrict(s)
	if err != nil {
		return ID{}, fmt.Errorf("id %.40q: not a ULID of 26 characters", s)
	}
	return ID(u), nil
}

// String gives the ULID's 26 characters, which sort as the bytes do.
func (id ID) String() string { return ulid.ULID(id).String() }

// IsZero reports whether id names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// Millis is the Unix time in milliseconds at which the id was made, by its maker's clock.
func (id ID) Millis() int64 { return int64(ulid.ULID(id).Time()) }

// MarshalText and UnmarshalText let an ID stand in JSON as its 26 characters.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (id *ID) UnmarshalText(b []byte) (err error) {
	*id, err = ParseID(string(b))
	return err
}

// DeviceID names a laptop, or the commune itself as an author: the first 16 bytes of the SHA-256
// of its Ed25519 public key, so that an id cannot be claimed without the key.
type DeviceID [16]byte

// DeviceOf derives the id that belongs to a public key.
func DeviceOf(key ed25519.PublicKey) DeviceID {
	sum := sha256.Sum256(key)
	return DeviceID(sum[:16])
}

// ParseDeviceID reads the 32 hexadecimal digits of String.
func ParseDeviceID(s string) (DeviceID, error) {
	b, err := parseHex(s, 16)
	if err != nil {
		return DeviceID{}, fmt.Errorf("device %.40q: %w", s, err)
	}
	return DeviceID(b), nil
}

// String gives 32 hexadecimal digits.
func (d DeviceID) String() string { return hex.EncodeToString(d[:]) }

// MarshalText lets a DeviceID stand in JSON as its 32 digits.
func (d DeviceID) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *DeviceID) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDeviceID(string(b))
	return err
}

// Epoch names one life of a device's log: 128 random bits, drawn anew whenever the device can no
// longer be sure that its log is the one the commune knows.
type Epoch [16]byte

// String gives 32 hexadecimal digits.
func (e Epoch) String() string { return hex.EncodeToString(e[:]) }

// ParseEpoch reads the 32 hexadecimal digits of String.
func ParseEpoch(s string) (Epoch, error) {
	b, err := parseHex(s, 16)
	if err != nil {
		return Epoch{}, fmt.Errorf("epoch %.40q: %w", s, err)
	}
	return Epoch(b), nil
}

// Hash is a SHA-256: the value of a log's hash chain at a position, where the zero Hash stands before
// the first, or the name of a file's bytes.
type Hash [32]byte

// String gives 64 hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash reads the 64 hexadecimal digits of String.
func ParseHash(s string) (Hash, error) {
	b, err := parseHex(s, 32)
	if err != nil {
		return Hash{}, fmt.Errorf("hash %.40q: %w", s, err)
	}
	return Hash(b), nil
}

// MarshalText lets a Hash stand in JSON as its 64 digits.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (h *Hash) UnmarshalText(b []byte) (err error) {
	*h, err = ParseHash(string(b))
	return err
}

// Next extends a chain by one change: SHA-256(h ‖ change bytes), over the bytes as their author
// encoded them.
func (h Hash) Next(change []byte) Hash {
	d := sha256.New()
	d.Write(h[:])
	d.Write(change)
	return Hash(d.Sum(nil))
}

func parseHex(s string, n int) ([]byte, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != n {
		return nil, errors.New(fmt.Sprint("not ", 2*n, " hexadecimal digits"))
	}
	return b, nil
}
