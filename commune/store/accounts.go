package store

import (
	"context"
	"database/sql"

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
		return t.row(`UPDATE account SET password = $3, once = $4 WHERE commune = $1 AND name = $2 RETURNING name`,
			name, hash, once).Scan(&name)
	})
}

const userColumns = `name, role, password, once, created`

func scanUser(row interface{ Scan(...any) error }) (u commune.User, err error) {
	err = row.Scan(&u.Name, &u.Role, &u.Password, &u.Once, when{&u.Created})
	return u, err
}

// User implements commune.Accounts.
func (s *Store) User(ctx context.Context, name string) (u commune.User, err error) {
	err = s.read(ctx, "read account", func(t *tx) error {
		u, err = scanUser(t.row(`SELECT `+userColumns+` FROM account WHERE commune = $1 AND name = $2`, name))
		return err
	})
	return u, err
}

// Users implements commune.Accounts.
func (s *Store) Users(ctx context.Context) (users []commune.User, err error) {
	err = s.read(ctx, "read accounts", func(t *tx) error {
		return t.each(`SELECT `+userColumns+` FROM account WHERE commune = $1 ORDER BY name`, nil,
			func(rows *sql.Rows) error {
				u, err := scanUser(rows)
				users = append(users, u)
				return err
			})
	})
	return users, err
}
