package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/nghia-hung/sothon/commune"
)

// AddUser implements commune.Accounts.
func (s *Store) AddUser(ctx context.Context, u commune.User) error {
	return s.write(ctx, "add account", func(t *tx) error { return t.addUser(u) })
}

func (t *tx) addUser(u commune.User) error {
	return t.exec(`INSERT INTO account (commune, name, role, password, once, created) VALUES ($1, $2, $3, $4, $5, $6)`,
		u.Name, string(u.Role), u.Password, u.Once, millis(u.Created))
}

// SetPassword implements commune.Accounts.
func (s *Store) SetPassword(ctx context.Context, name, hash string, once bool) error {
	return s.write(ctx, "set password", func(t *tx) error {
		return t.row(`UPDATE account SET password = $3, once = $4, totp = CASE WHEN $4 THEN '' ELSE totp END
			WHERE commune = $1 AND name = $2 RETURNING name`, name, hash, once).Scan(&name)
	})
}

const userColumns = `name, role, password, once, created, totp, totp_step, closed, seen`

func userFields(u *commune.User) []any {
	return []any{&u.Name, &u.Role, &u.Password, &u.Once, when{&u.Created}, &u.TOTP, &u.Step, when{&u.Closed}, when{&u.Seen}}
}

// User implements commune.Accounts.
func (s *Store) User(ctx context.Context, name string) (u commune.User, err error) {
	err = s.read(ctx, "read account", func(t *tx) error {
		return t.quickRow(`SELECT `+userColumns+` FROM account WHERE commune = $1 AND name = $2`, name).Scan(userFields(&u)...)
	})
	return u, err
}

// Users implements commune.Accounts.
func (s *Store) Users(ctx context.Context) (users []commune.User, err error) {
	err = s.read(ctx, "read accounts", func(t *tx) error {
		return t.each(`SELECT `+userColumns+` FROM account WHERE commune = $1 ORDER BY name`, nil,
			func(rows *sql.Rows) error {
				var u commune.User
				err := rows.Scan(userFields(&u)...)
				users = append(users, u)
				return err
			})
	})
	return users, err
}

// SetRole implements commune.Accounts.
func (s *Store) SetRole(ctx context.Context, name string, role commune.Role, closed time.Time) error {
	return s.write(ctx, "set role", func(t *tx) error {
		if err := t.row(`UPDATE account SET role = $3, closed = $4 WHERE commune = $1 AND name = $2 RETURNING name`,
			name, string(role), millis(closed)).Scan(&name); err != nil {
			return err
		}
		if n, err := t.count(`SELECT count(*) FROM account WHERE commune = $1 AND role = $2 AND closed = 0`, string(commune.Admin)); n == 0 && err == nil {
			return commune.ErrMoved
		} else if err != nil {
			return err
		}
		if closed.IsZero() {
			return nil
		}
		return t.exec(`DELETE FROM session WHERE commune = $1 AND account = $2`, name)
	})
}

// SetTOTP implements commune.Accounts.
func (s *Store) SetTOTP(ctx context.Context, name, secret string) error {
	return s.write(ctx, "set second factor", func(t *tx) error {
		return t.row(`UPDATE account SET totp = $3 WHERE commune = $1 AND name = $2 RETURNING name`, name, secret).Scan(&name)
	})
}

// UseStep implements commune.Accounts.
func (s *Store) UseStep(ctx context.Context, name string, step int64) error {
	return s.write(ctx, "use code", func(t *tx) error {
		n, err := t.count(`SELECT count(*) FROM account WHERE commune = $1 AND name = $2 AND totp_step >= $3`, name, step)
		if err == nil && n > 0 {
			return commune.ErrMoved
		}
		if err != nil {
			return err
		}
		return t.exec(`UPDATE account SET totp_step = $3 WHERE commune = $1 AND name = $2`, name, step)
	})
}
