package ledger

import (
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hpke"
	"crypto/sha512"
	"fmt"
	"math/big"
	"slices"
)

// Letters are encrypted to the Ed25519 keys that laptops and communes already know of each other.
// Curve25519 has two shapes with one map between them, so an Ed25519 key gives an X25519 key
// (RFC 7748 §4.1, as libsodium's crypto_sign_ed25519_*_to_curve25519 and age do).

// prime25519 is 2^255 − 19.
var prime25519 = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))

// sealingKey maps a public key to the one that letters to its owner are encrypted with:
// u = (1 + y) / (1 − y).
func sealingKey(key ed25519.PublicKey) (hpke.PublicKey, error) {
	if len(key) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("key of %d bytes", len(key))
	}
	b := slices.Clone(key)
	b[31] &= 0x7f // the sign of x
	slices.Reverse(b)
	y, one := new(big.Int).SetBytes(b), big.NewInt(1)
	below := new(big.Int).Sub(one, y)
	if y.Cmp(prime25519) >= 0 || below.Mod(below, prime25519).Sign() == 0 {
		return nil, fmt.Errorf("key %x is no point of the curve", key[:4])
	}
	u := y.Add(y, one)
	u.Mul(u, below.ModInverse(below, prime25519)).Mod(u, prime25519)
	out := u.FillBytes(make([]byte, 32))
	slices.Reverse(out)
	return suite.kem.NewPublicKey(out)
}

// openingKey maps a private key to the one that opens letters to its owner: the scalar that RFC
// 8032 §5.1.5 derives from the seed.
func openingKey(key ed25519.PrivateKey) (hpke.PrivateKey, error) {
	if len(key) != ed25519.PrivateKeySize {
		return nil, fmt.Errorf("private key of %d bytes", len(key))
	}
	h := sha512.Sum512(key.Seed())
	return suite.kem.NewPrivateKey(h[:32])
}

// suite is the one of RFC 9180 in use: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
var suite = struct {
	kem  hpke.KEM
	kdf  hpke.KDF
	aead hpke.AEAD
}{hpke.DHKEM(ecdh.X25519()), hpke.HKDFSHA256(), hpke.ChaCha20Poly1305()}
