package commune

import (
	"context"
	"time"
)

// Accounts are the office's people, their sessions, and what they did.
type Accounts interface {
	// AddUser adds an account; ErrExists when the name is taken.
	AddUser(ctx context.Context, u User) error
	// SetPassword replaces a password hash; ErrNotFound. With once the second factor is taken off too.
	SetPassword(ctx context.Context, name, hash string, once bool) error
	// User reads one account; ErrNotFound.
	User(ctx context.Context, name string) (User, error)
	// Users lists all accounts by name.
	Users(ctx context.Context) ([]User, error)
	// SetRole gives an account another role, and opens it or, with a time, closes it. ErrNotFound;
	// ErrMoved when no open admin would be left.
	SetRole(ctx context.Context, name string, role Role, closed time.Time) error
	// SetTOTP gives an account a second factor, or takes it off with ""; ErrNotFound.
	SetTOTP(ctx context.Context, name, secret string) error
	// UseStep notes the time step of a code that is used; ErrMoved when it, or a later one, was.
	UseStep(ctx context.Context, name string, step int64) error

	// BeginSession keeps a session and forgets those that have run out by its Created; ErrNotFound
	// when there is no such account.
	BeginSession(ctx context.Context, s Session) error
	// Session reads a session and its account; ErrNotFound.
	Session(ctx context.Context, hash [32]byte) (Session, User, error)
	// SeeSession notes that a session is used; one that has ended is no error.
	SeeSession(ctx context.Context, hash [32]byte, seen time.Time) error
	// EndSession ends one; one that has ended is no error.
	EndSession(ctx context.Context, hash [32]byte) error
	// Sessions lists an account's, the newest first.
	Sessions(ctx context.Context, account string) ([]Session, error)

	// Note adds a line to the audit log; its Number and its Hash are given. No line is ever changed
	// or taken away.
	Note(ctx context.Context, a Act) error
	// Acts reads lines of the audit log numbered below before (0: from the newest), the newest first.
	Acts(ctx context.Context, before uint64, limit int) ([]Act, error)
	// EachAct shows the lines since a time, the oldest first. An error of visit ends it.
	EachAct(ctx context.Context, since time.Time, visit func(Act) error) error

	// PutToken keeps what a program signs in with, by the hash of it; ErrExists when the name is taken.
	PutToken(ctx context.Context, k Token, hash [32]byte) error
	// Token reads one; ErrNotFound.
	Token(ctx context.Context, hash [32]byte) (Token, error)
	// Tokens lists all by name.
	Tokens(ctx context.Context) ([]Token, error)
	// SeeToken notes that one is used.
	SeeToken(ctx context.Context, name string, seen time.Time) error
	// RevokeToken ends one; the first time counts. ErrNotFound.
	RevokeToken(ctx context.Context, name string, at time.Time) error

	// ForgetPerson puts other words in the place of names of laptops' persons and of heads of units.
	ForgetPerson(ctx context.Context, names []string, instead string) error
}
