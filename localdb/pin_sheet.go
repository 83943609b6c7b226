package localdb

import (
	"cmp"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"
	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// The shortest and longest PIN, in characters.
const (
	MinPIN = 6
	MaxPIN = 64
)

// codeLetters are those of a recovery code: none that are read for another.
const codeLetters = "ABCDEFGHJKLMNPQRTUVWXY"

// A recovery code is 5 groups of 5 letters: 111 bits.
const (
	codeGroups    = 5
	codeGroupSize = 5
)

// What argon2id is asked for (RFC 9106, section 4): about 0.2 s on a cheap laptop; and the most that a sheet
// may ask, so that a damaged one does not take the computer's memory.
const (
	pinPasses    = 3
	pinMemory    = 64 << 10 // KiB
	pinMaxPasses = 32
	pinMaxMemory = 1 << 20 // KiB
)

const sheetFormat = 1

// keySheet is the store's key, wrapped twice: whoever has the PIN or the recovery code can unwrap
// it. It lies, unsealed, in the store, in its journal, and so in every backup.
type keySheet struct {
	_      struct{} `cbor:",toarray"`
	Format uint8
	ID     [16]byte // of the key; another PIN for the same key keeps it
	Salt   [16]byte
	Passes uint32
	Memory uint32 // KiB
	ByPIN  []byte
	ByCode []byte
}

// vault is a store's key, ready to seal with. A nil vault seals plain.
type vault struct {
	key   [32]byte
	aead  cipher.AEAD
	sheet *keySheet
}

// newVault draws a key and wraps it.
func newVault(pin string, o Options) (v *vault, code string, err error) {
	v = &vault{}
	sheet := &keySheet{}
	if _, err := io.ReadFull(o.Rand, v.key[:]); err != nil {
		return nil, "", fmt.Errorf("draw key: %w", err)
	}
	if _, err := io.ReadFull(o.Rand, sheet.ID[:]); err != nil {
		return nil, "", fmt.Errorf("draw key: %w", err)
	}
	v.aead = gcmOf(v.key[:])
	v.sheet = sheet
	v.sheet, code, err = v.wrap(pin, o)
	return v, code, err
}

// wrap makes a sheet of the key for a PIN, with a new recovery code.
func (v *vault) wrap(pin string, o Options) (sheet *keySheet, code string, err error) {
	pin = norm.NFC.String(pin)
	if n := utf8.RuneCountInString(pin); n < MinPIN || n > MaxPIN || !utf8.ValidString(pin) || codeOf(pin) != "" {
		return nil, "", &PINError{Kind: PINUnfit}
	}
	sheet = &keySheet{Format: sheetFormat, ID: v.sheet.ID, Passes: pinPasses, Memory: cmp.Or(o.pinMemory, pinMemory)}
	if _, err := io.ReadFull(o.Rand, sheet.Salt[:]); err != nil {
		return nil, "", fmt.Errorf("draw salt: %w", err)
	}
	if code, err = drawCode(o.Rand); err != nil {
		return nil, "", err
	}
	sheet.ByPIN = gcmOf(sheet.pinKey(pin)).Seal(nil, nil, v.key[:], sheet.context("pin"))
	sheet.ByCode = gcmOf(sheet.codeKey(codeOf(code))).Seal(nil, nil, v.key[:], sheet.context("code"))
	return sheet, code, nil
}

// open unwraps the key with a PIN or a recovery code; *PINError when it is neither.
func (sheet *keySheet) open(secret string) (*vault, error) {
	if secret == "" {
		return nil, &PINError{Kind: PINNeeded}
	}
	wrapped, key, what := sheet.ByPIN, []byte(nil), "pin"
	if code := codeOf(secret); code != "" {
		wrapped, key, what = sheet.ByCode, sheet.codeKey(code), "code"
	} else {
		key = sheet.pinKey(norm.NFC.String(secret))
	}
	plain, err := gcmOf(key).Open(nil, nil, wrapped, sheet.context(what))
	if err != nil || len(plain) != 32 {
		return nil, &PINError{Kind: PINWrong}
	}
	return &vault{key: [32]byte(plain), aead: gcmOf(plain), sheet: sheet}, nil
}

func (sheet *keySheet) pinKey(pin string) []byte {
	return argon2.IDKey([]byte(pin), sheet.Salt[:], sheet.Passes, sheet.Memory, 1, 32)
}

// codeKey needs no stretching: nobody tries 2^111 codes.
func (sheet *keySheet) codeKey(code string) []byte {
	sum := sha256.Sum256(append(append([]byte("sothon recovery code\x00"), sheet.Salt[:]...), code...))
	return sum[:]
}

// context is what a wrap is bound to.
func (sheet *keySheet) context(what string) []byte {
	b := append([]byte("sothon key sheet "+what+"\x00"), sheet.Format)
	b = append(append(b, sheet.ID[:]...), sheet.Salt[:]...)
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, sheet.Passes), sheet.Memory)
}

var errSheet = errors.New("the sheet of the PIN is damaged")

func parseSheet(b []byte) (*keySheet, error) {
	var sheet keySheet
	const wrapped = 12 + 32 + 16
	switch err := cbor.Unmarshal(b, &sheet); {
	case err != nil, sheet.Format != sheetFormat, len(sheet.ByPIN) != wrapped, len(sheet.ByCode) != wrapped,
		sheet.Passes == 0, sheet.Passes > pinMaxPasses, sheet.Memory == 0, sheet.Memory > pinMaxMemory:
		return nil, errSheet
	}
	return &sheet, nil
}

func (sheet *keySheet) encode() []byte {
	b, err := encMode.Marshal(sheet)
	if err != nil {
		panic(err) // a struct of numbers and bytes
	}
	return b
}

// gcmOf is AES-256-GCM that draws a nonce for each value and puts it before the sealed bytes.
func gcmOf(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // the key has 32 bytes
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return aead
}

// drawCode makes a recovery code, in groups with hyphens between them.
func drawCode(random io.Reader) (string, error) {
	var out strings.Builder
	for n := 0; n < codeGroups*codeGroupSize; {
		var b [1]byte
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return "", fmt.Errorf("draw recovery code: %w", err)
		}
		if int(b[0]) >= 256/len(codeLetters)*len(codeLetters) {
			continue // else the first letters would come more often
		}
		if n > 0 && n%codeGroupSize == 0 {
			out.WriteByte('-')
		}
		out.WriteByte(codeLetters[int(b[0])%len(codeLetters)])
		n++
	}
	return out.String(), nil
}

// codeOf gives the letters of a recovery code however it is written, "" when text is none.
func codeOf(text string) string {
	letters := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -.\t", r) {
			return -1
		}
		return r
	}, strings.ToUpper(text))
	if len(letters) != codeGroups*codeGroupSize || strings.Trim(letters, codeLetters) != "" {
		return ""
	}
	return letters
}
