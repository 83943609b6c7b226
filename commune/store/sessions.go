package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/nghia-hung/sothon/commune"
)

const sessionColumns = `s.hash, s.account, s.mark, s.created, s.seen, s.expires, s.agent, s.address`

func sessionFields(n *commune.Session) []any {
	return []any{fixed{n.Hash[:]}, &n.Account, &n.Mark, when{&n.Created}, when{&n.Seen}, when{&n.Expires}, &n.Agent, &n.Address}
}

// BeginSession implements commune.Accounts.
func (s *Store) BeginSession(ctx context.Context, n commune.Session) error {
	return s.write(ctx, "begin session", func(t *tx) error {
		if err := t.exec(`DELETE FROM session WHERE commune = $1 AND expires <= $2`, millis(n.Created)); err != nil {
			return err
		}
		if err := t.exec(`UPDATE account SET seen = $3 WHERE commune = $1 AND name = $2`, n.Account, millis(n.Created)); err != nil {
			return err
		}
		return t.exec(`INSERT INTO session (commune, hash, account, mark, created, seen, expires, agent, address)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			n.Hash[:], n.Account, n.Mark, millis(n.Created), millis(n.Seen), millis(n.Expires), n.Agent, n.Address)
	})
}

// Session implements commune.Accounts.
func (s *Store) Session(ctx context.Context, hash [32]byte) (n commune.Session, u commune.User, err error) {
	err = s.read(ctx, "read session", func(t *tx) error {
		return t.quickRow(`SELECT `+sessionColumns+`, a.name, a.role, a.password, a.once, a.created, a.totp, a.totp_step, a.closed, a.seen
			FROM session s JOIN account a ON a.commune = s.commune AND a.name = s.account WHERE s.commune = $1 AND s.hash = $2`, hash[:]).
			Scan(append(sessionFields(&n), userFields(&u)...)...)
	})
	return n, u, err
}

// SeeSession implements commune.Accounts.
func (s *Store) SeeSession(ctx context.Context, hash [32]byte, seen time.Time) error {
	return s.write(ctx, "note session", func(t *tx) error {
		return t.exec(`UPDATE session SET seen = $3 WHERE commune = $1 AND hash = $2`, hash[:], millis(seen))
	})
}

// EndSession implements commune.Accounts.
func (s *Store) EndSession(ctx context.Context, hash [32]byte) error {
	return s.write(ctx, "end session", func(t *tx) error {
		return t.exec(`DELETE FROM session WHERE commune = $1 AND hash = $2`, hash[:])
	})
}

// Sessions implements commune.Accounts.
func (s *Store) Sessions(ctx context.Context, account string) (list []commune.Session, err error) {
	err = s.read(ctx, "read sessions", func(t *tx) error {
		return t.each(`SELECT `+sessionColumns+` FROM session s WHERE s.commune = $1 AND s.account = $2 ORDER BY s.created DESC, s.hash`,
			[]any{account}, func(rows *sql.Rows) error {
				var n commune.Session
				err := rows.Scan(sessionFields(&n)...)
				list = append(list, n)
				return err
			})
	})
	return list, err
}
