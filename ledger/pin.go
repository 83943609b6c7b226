package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
)

// PinOf is the fingerprint by which a laptop knows the endpoint's TLS key: the SHA-256 of the
// certificate's SubjectPublicKeyInfo (RFC 7469 §2.4) as 64 lower-case hexadecimal digits.
func PinOf(subjectPublicKeyInfo []byte) string {
	sum := sha256.Sum256(subjectPublicKeyInfo)
	return hex.EncodeToString(sum[:])
}

// NormalizePin reads a fingerprint as a person copies it: any case, with or without colons, dashes
// and spaces.
func NormalizePin(s string) (string, error) {
	s = strings.ToLower(strings.NewReplacer(":", "", "-", "", " ", "").Replace(s))
	if b, err := hex.DecodeString(s); err != nil || len(b) != sha256.Size {
		return "", errors.New("a key fingerprint has 64 digits 0-9, a-f")
	}
	return s, nil
}
