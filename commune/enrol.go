package commune

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// EnrolFor is how long a one-time code lives unless said otherwise.
const EnrolFor = 7 * 24 * time.Hour

// crockford is the alphabet of one-time codes (Crockford's base 32): no I, L, O, U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeLength is how many characters a one-time code has: 50 bits.
const codeLength = 10

// drawCode makes a one-time code as it is given out: XXXXX-XXXXX.
func drawCode(random io.Reader) (string, error) {
	b := make([]byte, codeLength)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("draw code: %w", err)
	}
	for i := range b {
		b[i] = crockford[b[i]%32]
	}
	return string(b[:codeLength/2]) + "-" + string(b[codeLength/2:]), nil
}

// plainCode reads a one-time code as a person copies it: any case, any dashes and blanks, O for 0,
// I and L for 1. It is "" when it cannot be one.
func plainCode(s string) string {
	s = strings.ToUpper(strings.NewReplacer("-", "", " ", "", "\t", "", "\n", "", "\r", "").Replace(s))
	s = strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(s)
	if len(s) != codeLength || strings.Trim(s, crockford) != "" {
		return ""
	}
	return s
}

// codeHash is what is kept of a code. The commune's id makes it differ between communes.
func (o *Office) codeHash(plain string) [32]byte {
	return sha256.Sum256(append(append([]byte("sothon join "), o.commune.ID[:]...), plain...))
}

// Invitation is a one-time code that was just made for a unit.
type Invitation struct {
	Unit    string    `json:"unit"`
	Code    string    `json:"code"`
	Expires time.Time `json:"expires"`
}

// Enroll makes a one-time code by which one laptop can join for a unit, until it expires (after
// EnrolFor when life is 0). The code is kept nowhere.
func (o *Office) Enroll(ctx context.Context, unit string, life time.Duration) (Invitation, error) {
	if life <= 0 {
		life = EnrolFor
	}
	code, err := drawCode(o.random)
	if err != nil {
		return Invitation{}, err
	}
	now := o.now()
	e := Enrolment{Hash: o.codeHash(plainCode(code)), Unit: unit, Created: now, Expires: now.Add(life)}
	if err := o.store.PutEnrolment(ctx, e); errors.Is(err, ErrNotFound) {
		return Invitation{}, fault("unit_unknown", unit)
	} else if err != nil {
		return Invitation{}, err
	}
	return Invitation{Unit: unit, Code: code, Expires: e.Expires.UTC().Truncate(time.Second)}, nil
}

// Enrolments lists the one-time codes given out, newest first, without the codes themselves.
func (o *Office) Enrolments(ctx context.Context) ([]Enrolment, error) {
	return o.store.Enrolments(ctx)
}

// Devices lists the laptops that have joined.
func (o *Office) Devices(ctx context.Context) ([]Device, error) { return o.store.Devices(ctx) }

// Revoke shuts a laptop out, now and for ever unless it joins again with a new code.
func (o *Office) Revoke(ctx context.Context, id ledger.DeviceID) error {
	err := o.store.Revoke(ctx, id, o.now())
	if errors.Is(err, ErrNotFound) {
		return fault("device_unknown", id)
	}
	return err
}

// Join answers a laptop that wants to join. The error is an *ledger.Error with CodeBadRequest,
// CodeJoinCode or CodeRevoked, or the store's. It does not limit guessing; the endpoint does.
func (o *Office) Join(ctx context.Context, req ledger.JoinRequest) (ledger.JoinAnswer, error) {
	plain := plainCode(req.Code)
	switch {
	case len(req.Key) != ed25519.PublicKeySize:
		return ledger.JoinAnswer{}, ledger.Errorf(ledger.CodeBadRequest, "key must have %d bytes", ed25519.PublicKeySize)
	case plain == "":
		return ledger.JoinAnswer{}, ledger.Errorf(ledger.CodeJoinCode, "a code has %d characters", codeLength)
	}
	d := Device{ID: ledger.DeviceOf(req.Key), Key: req.Key, Person: short(req.Name), Computer: short(req.Computer),
		Agent: short(req.Agent), Joined: o.now()}
	d, err := o.store.Join(ctx, o.codeHash(plain), d)
	switch {
	case errors.Is(err, ErrNotFound):
		return ledger.JoinAnswer{}, ledger.Errorf(ledger.CodeJoinCode, "no such code")
	case errors.Is(err, ErrSpent), errors.Is(err, ErrExpired):
		return ledger.JoinAnswer{}, ledger.Errorf(ledger.CodeJoinCode, "%v", errors.Unwrap(err))
	case err != nil:
		return ledger.JoinAnswer{}, err
	case !d.Revoked.IsZero():
		return ledger.JoinAnswer{}, ledger.Errorf(ledger.CodeRevoked, "device %s", d.ID)
	}
	units, err := o.families(ctx)
	if err != nil {
		return ledger.JoinAnswer{}, err
	}
	unit, err := o.wireUnit(ctx, units, d.Unit)
	if err != nil {
		return ledger.JoinAnswer{}, err
	}
	o.log.Info("laptop joined", "device", d.ID, "unit", d.Unit)
	return ledger.JoinAnswer{Commune: o.commune.ID, CommuneKey: o.commune.Key.Public().(ed25519.PublicKey),
		CommuneName: o.commune.Name, Province: o.commune.Province, Device: d.ID, Unit: unit,
		Wall: o.now().UnixMilli()}, nil
}

// short is a text of one line and at most 200 characters.
func short(s string) string {
	runes := []rune(clean(s))
	return string(runes[:min(len(runes), 200)])
}
