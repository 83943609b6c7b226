package commune

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/pquerna/otp/totp"
)

// How long a session lasts, and how long one that nobody uses.
const (
	sessionLife = 12 * time.Hour
	sessionIdle = 2 * time.Hour
	sessionStep = 5 * time.Minute // uses within it are noted once
)

// Credentials are what somebody signs in with.
type Credentials struct {
	Name, Password string
	Code           string // of the second factor, when the account has one
	Known          string // Office.KnownMark that this browser was given before, "" for none
	Address        string // host and port
	Agent          string // the browser's word about itself
}

// SignIn begins a session and gives its token, which is kept nowhere. Refusals are Faults:
// "login_failed" whatever was wrong, "code_missing" and "code_wrong" of the second factor,
// "login_wait" after too many failures. Those are counted by name and by address, but apart for
// browsers that have signed in before with this password: so nobody can lock out the office by
// guessing at its names. `sothon-xa user reset` on the machine itself always helps.
func (o *Office) SignIn(ctx context.Context, in Credentials) (token string, u User, err error) {
	name := userName(in.Name)
	u, err = o.store.User(ctx, name)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", u, err
	}
	known := err == nil && u.Closed.IsZero()
	limit, keys := o.sign, []string{name, "@" + addressKey(in.Address)}
	if known && o.knows(ctx, u, in.Known) {
		limit, keys = o.trusted, []string{name}
	}
	if limit.refuses(keys) {
		return "", u, fault("login_wait")
	}
	if !known {
		u.Password = nobody()
	}
	if ok := o.verifyPassword(u.Password, in.Password); !ok || !known {
		limit.blame(keys)
		return "", u, fault("login_failed")
	}
	if err := o.checkCode(ctx, u, in.Code); err != nil {
		if errors.Is(err, &Fault{Key: "code_wrong"}) {
			limit.blame(keys)
		}
		return "", u, err
	}
	token, err = o.beginSession(ctx, u, in)
	return token, u, err
}

// refuses reports whether one of the keys has failed too often.
func (l *limiter) refuses(keys []string) bool {
	for _, key := range keys {
		if !l.allowed(key) {
			return true
		}
	}
	return false
}

func (l *limiter) blame(keys []string) {
	for _, key := range keys {
		l.failed(key)
	}
}

// KnownMark is what a browser that has signed in shows the next time. It is worth nothing without
// the password and ends with it.
func (o *Office) KnownMark(ctx context.Context, u User) (string, error) {
	secret, err := o.secret(ctx, "known-browsers")
	if err != nil {
		return "", err
	}
	sum := hmac.New(sha256.New, secret)
	fmt.Fprintf(sum, "%s\x00%s", u.Name, passwordMark(u))
	return base64.RawURLEncoding.EncodeToString(sum.Sum(nil)), nil
}

func (o *Office) knows(ctx context.Context, u User, mark string) bool {
	want, err := o.KnownMark(ctx, u)
	return err == nil && mark != "" && subtle.ConstantTimeCompare([]byte(mark), []byte(want)) == 1
}

// secret gives 32 bytes that the store keeps under a name.
func (o *Office) secret(ctx context.Context, name string) ([]byte, error) {
	fresh := make([]byte, 32)
	if _, err := io.ReadFull(rand.Reader, fresh); err != nil {
		return nil, fmt.Errorf("draw secret: %w", err)
	}
	return o.store.Secret(ctx, name, fresh)
}

// passwordMark tells passwords apart without telling them.
func passwordMark(u User) string {
	sum := sha256.Sum256([]byte(u.Password))
	return hex.EncodeToString(sum[:6])
}

func (o *Office) beginSession(ctx context.Context, u User, in Credentials) (token string, err error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(rand.Reader, b); err != nil {
		return "", fmt.Errorf("draw session: %w", err)
	}
	token = base64.RawURLEncoding.EncodeToString(b)
	now := o.now()
	return token, o.store.BeginSession(ctx, Session{Hash: sha256.Sum256([]byte(token)), Account: u.Name, Mark: passwordMark(u),
		Created: now, Seen: now, Expires: now.Add(sessionLife), Agent: short(in.Agent), Address: addressKey(in.Address)})
}

// SessionOf finds who is signed in by a token; ErrNotFound when the session has ended: by itself, by
// sign-out, with the password or with the account.
func (o *Office) SessionOf(ctx context.Context, token string) (Session, User, error) {
	s, u, err := o.store.Session(ctx, sha256.Sum256([]byte(token)))
	if err != nil {
		return s, u, err
	}
	now := o.now()
	if !now.Before(s.Expires) || now.Sub(s.Seen) > sessionIdle || !u.Closed.IsZero() || s.Mark != passwordMark(u) {
		return s, User{}, ErrNotFound
	}
	if now.Sub(s.Seen) > sessionStep {
		err = o.store.SeeSession(ctx, s.Hash, now)
	}
	return s, u, err
}

// EndSession ends a session of an account, of any when account is "".
func (o *Office) EndSession(ctx context.Context, account string, hash [32]byte) error {
	s, _, err := o.store.Session(ctx, hash)
	if errors.Is(err, ErrNotFound) || err == nil && account != "" && s.Account != account {
		return nil
	}
	if err != nil {
		return err
	}
	return o.store.EndSession(ctx, hash)
}

// Sessions lists an account's sessions that have not ended, the newest first.
func (o *Office) Sessions(ctx context.Context, account string) (live []Session, err error) {
	all, err := o.store.Sessions(ctx, account)
	if err != nil {
		return nil, err
	}
	u, err := o.store.User(ctx, account)
	for _, s := range all {
		if now := o.now(); now.Before(s.Expires) && now.Sub(s.Seen) <= sessionIdle && s.Mark == passwordMark(u) {
			live = append(live, s)
		}
	}
	return live, err
}

// totpPeriod is RFC 6238's time step in seconds.
const totpPeriod = 30

// checkCode checks the code of the second factor: this step's, the one before or the one after, each
// once.
func (o *Office) checkCode(ctx context.Context, u User, code string) error {
	if u.TOTP == "" {
		return nil
	}
	if code = clean(code); code == "" {
		return fault("code_missing")
	}
	step, ok := codeStep(u.TOTP, code, o.now())
	if !ok {
		return fault("code_wrong")
	}
	if err := o.store.UseStep(ctx, u.Name, step); errors.Is(err, ErrMoved) {
		return fault("code_wrong")
	} else if err != nil {
		return err
	}
	return nil
}

func codeStep(secret, code string, now time.Time) (step int64, ok bool) {
	for _, off := range []int64{0, -1, 1} {
		at := now.Add(time.Duration(off) * totpPeriod * time.Second)
		want, err := totp.GenerateCode(secret, at)
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return at.Unix() / totpPeriod, true
		}
	}
	return 0, false
}

// NewTOTP draws a secret for a second factor and the address that an app reads it from.
func (o *Office) NewTOTP(u User) (secret, url string, err error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Sổ Thôn " + o.commune.Name, AccountName: u.Name, Rand: rand.Reader})
	if err != nil {
		return "", "", fmt.Errorf("draw second factor: %w", err)
	}
	return key.Secret(), key.URL(), nil
}

// SetTOTP gives an account a second factor once its app shows the right code; secret "" takes it
// off, for which the code is one of the present secret.
func (o *Office) SetTOTP(ctx context.Context, u User, secret, code string) error {
	check := u
	if secret != "" {
		check.TOTP = secret
	}
	if err := o.checkCode(ctx, check, code); err != nil {
		return err
	}
	return o.store.SetTOTP(ctx, u.Name, secret)
}

// SetAccount gives an account another role, and closes or opens it. The last admin that is open
// stays one.
func (o *Office) SetAccount(ctx context.Context, name string, role Role, closed bool) error {
	if rank(role) == 0 {
		return fault("user_role", role)
	}
	var at time.Time
	if closed {
		at = o.now()
	}
	err := o.store.SetRole(ctx, userName(name), role, at)
	switch {
	case errors.Is(err, ErrNotFound):
		return fault("user_unknown", name)
	case errors.Is(err, ErrMoved):
		return fault("last_admin")
	}
	return err
}

// Note writes what was done into the audit log. what is a word without blanks, object the id of what
// it was done to; detail holds no personal data.
func (o *Office) Note(ctx context.Context, who, what, object, detail string) error {
	return o.store.Note(ctx, Act{At: o.now(), Account: who, Act: what, Object: object, Detail: short(detail)})
}

// note is Note where a failing log must not undo what is done; it is told in the program's own log.
func (o *Office) note(ctx context.Context, who, what, object, detail string) {
	if err := o.Note(ctx, who, what, object, detail); err != nil {
		o.log.Error("audit log", "act", what, "error", err)
	}
}
