package commune

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Token is what a program signs in with at /api/v1; the token itself is not kept.
type Token struct {
	Name    string    `json:"name"`
	Role    Role      `json:"role"`
	Writes  bool      `json:"writes"` // may act, not only read
	Created time.Time `json:"created"`
	Seen    time.Time `json:"seen,omitzero"`
	Revoked time.Time `json:"revoked,omitzero"`
}

// tokenMark begins every token, so that one found somewhere is known for what it is.
const tokenMark = "sothon_"

// AddToken makes a token for a program and returns it; it is shown this once. A role has the same
// rights as on the page, without writes only to read.
func (o *Office) AddToken(ctx context.Context, name string, role Role, writes bool) (string, error) {
	k := Token{Name: userName(name), Role: role, Writes: writes, Created: o.now()}
	if n := utf8.RuneCountInString(k.Name); n < 2 || n > 40 {
		return "", fault("user_name", name)
	}
	if rank(role) == 0 {
		return "", fault("user_role", role)
	}
	b := make([]byte, 32)
	if _, err := io.ReadFull(rand.Reader, b); err != nil {
		return "", fmt.Errorf("draw token: %w", err)
	}
	token := tokenMark + base64.RawURLEncoding.EncodeToString(b)
	err := o.store.PutToken(ctx, k, sha256.Sum256([]byte(token)))
	if errors.Is(err, ErrExists) {
		return "", fault("token_exists", k.Name)
	}
	return token, err
}

// Tokens lists the tokens by name, those that were revoked too.
func (o *Office) Tokens(ctx context.Context) ([]Token, error) { return o.store.Tokens(ctx) }

// RevokeToken ends a token at once.
func (o *Office) RevokeToken(ctx context.Context, name string) error {
	err := o.store.RevokeToken(ctx, userName(name), o.now())
	if errors.Is(err, ErrNotFound) {
		return fault("token_unknown", name)
	}
	return err
}

// tokenOf finds whose token it is; ErrNotFound when it is nobody's or revoked.
func (o *Office) tokenOf(ctx context.Context, token string) (Token, error) {
	if !strings.HasPrefix(token, tokenMark) {
		return Token{}, ErrNotFound
	}
	k, err := o.store.Token(ctx, sha256.Sum256([]byte(token)))
	if err != nil {
		return k, err
	}
	if !k.Revoked.IsZero() {
		return k, ErrNotFound
	}
	if now := o.now(); now.Sub(k.Seen) > time.Hour {
		err = o.store.SeeToken(ctx, k.Name, now)
	}
	return k, err
}
