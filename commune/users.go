package commune

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// Role is what a person of the office may do; each role may do what the one before may.
type Role string

// The roles.
const (
	Clerk    Role = "clerk"    // reads, types in for others
	Reviewer Role = "reviewer" // approves, returns, replies
	Admin    Role = "admin"    // units, laptops, accounts, upkeep
)

// May reports whether the role includes what needs at least the given one.
func (r Role) May(need Role) bool { return rank(r) >= rank(need) && rank(need) > 0 }

func rank(r Role) int {
	return map[Role]int{Clerk: 1, Reviewer: 2, Admin: 3}[r]
}

// Passwords have at least and at most so many characters.
const (
	minPassword = 10
	maxPassword = 200
)

// The cost of argon2id: OWASP's first recommendation with 19 MiB of memory.
const (
	argonTime    = 2
	argonMemory  = 19 << 10
	argonThreads = 1
	argonSalt    = 16
	argonKey     = 32
)

// AddUser makes an account and returns its one-time password, which is kept nowhere.
func (o *Office) AddUser(ctx context.Context, name string, role Role) (password string, err error) {
	u, password, err := o.newUser(name, role)
	if err != nil {
		return "", err
	}
	if err := o.store.AddUser(ctx, u); errors.Is(err, ErrExists) {
		return "", fault("user_exists", u.Name)
	} else if err != nil {
		return "", err
	}
	return password, nil
}

func (o *Office) newUser(name string, role Role) (u User, password string, err error) {
	u = User{Name: userName(name), Role: role, Once: true, Created: o.now()}
	if n := utf8.RuneCountInString(u.Name); n < 2 || n > 40 {
		return u, "", fault("user_name", name)
	}
	if rank(role) == 0 {
		return u, "", fault("user_role", role)
	}
	if password, err = o.drawPassword(); err != nil {
		return u, "", err
	}
	u.Password, err = o.hashPassword(password)
	return u, password, err
}

// userName is a name as accounts have it: lower case, one blank between words.
func userName(s string) string { return strings.ToLower(clean(s)) }

// drawPassword makes a one-time password of 15 characters (75 bits) that can be read out.
func (o *Office) drawPassword() (string, error) {
	b := make([]byte, 15)
	if _, err := io.ReadFull(o.random, b); err != nil {
		return "", fmt.Errorf("draw password: %w", err)
	}
	for i := range b {
		b[i] = strings.ToLower(crockford)[b[i]%32]
	}
	return string(b[:5]) + "-" + string(b[5:10]) + "-" + string(b[10:]), nil
}

// ResetPassword gives an account a new one-time password.
func (o *Office) ResetPassword(ctx context.Context, name string) (password string, err error) {
	if password, err = o.drawPassword(); err != nil {
		return "", err
	}
	hash, err := o.hashPassword(password)
	if err != nil {
		return "", err
	}
	if err := o.store.SetPassword(ctx, userName(name), hash, true); errors.Is(err, ErrNotFound) {
		return "", fault("user_unknown", name)
	} else if err != nil {
		return "", err
	}
	return password, nil
}

// Users lists the accounts by name.
func (o *Office) Users(ctx context.Context) ([]User, error) { return o.store.Users(ctx) }

// Authenticate tells whose name and password these are. A wrong one is the Fault "login_failed"
// whatever is wrong with it; after ten wrong ones for a name it is "login_wait" for some minutes.
func (o *Office) Authenticate(ctx context.Context, name, password string) (User, error) {
	name = userName(name)
	if !o.sign.allowed(name) {
		return User{}, fault("login_wait")
	}
	u, err := o.store.User(ctx, name)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return User{}, err
	}
	known := err == nil
	if !known {
		u.Password = nobody()
	}
	if ok := o.verifyPassword(u.Password, password); !ok || !known {
		o.sign.failed(name)
		return User{}, fault("login_failed")
	}
	return u, nil
}

// nobody is a hash that costs as much to compare as anybody's.
var nobody = sync.OnceValue(func() string {
	salt := make([]byte, argonSalt)
	return phc(salt, argon2.IDKey([]byte("nobody"), salt, argonTime, argonMemory, argonThreads, argonKey))
})

// ChangePassword replaces a password by its owner.
func (o *Office) ChangePassword(ctx context.Context, name, old, fresh string) error {
	u, err := o.Authenticate(ctx, name, old)
	if err != nil {
		return err
	}
	if n := utf8.RuneCountInString(fresh); n < minPassword || n > maxPassword || fresh == old || !utf8.ValidString(fresh) {
		return fault("password_weak", minPassword, maxPassword)
	}
	hash, err := o.hashPassword(fresh)
	if err != nil {
		return err
	}
	return o.store.SetPassword(ctx, u.Name, hash, false)
}

// argon derives a key; two at a time at most, since each takes 19 MiB.
func (o *Office) argon(password string, salt []byte, time, memory uint32, threads uint8, size uint32) []byte {
	o.hashing <- struct{}{}
	defer func() { <-o.hashing }()
	return argon2.IDKey([]byte(password), salt, time, memory, threads, size)
}

func (o *Office) hashPassword(password string) (string, error) {
	salt := make([]byte, argonSalt)
	if _, err := io.ReadFull(rand.Reader, salt); err != nil {
		return "", fmt.Errorf("draw salt: %w", err)
	}
	return phc(salt, o.argon(password, salt, argonTime, argonMemory, argonThreads, argonKey)), nil
}

// phc writes salt and key in the PHC string format.
func phc(salt, key []byte) string {
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads,
		enc.EncodeToString(salt), enc.EncodeToString(key))
}

func (o *Office) verifyPassword(hash, password string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > 4*maxPassword {
		return false
	}
	var time, memory uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &threads); err != nil {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	key, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(key) == 0 || time == 0 || threads == 0 {
		return false
	}
	return subtle.ConstantTimeCompare(key, o.argon(password, salt, time, memory, threads, uint32(len(key)))) == 1
}
