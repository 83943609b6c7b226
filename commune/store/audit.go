package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/nghia-hung/sothon/commune"
)

const actColumns = `number, at, account, act, object, detail, hash`

func scanAct(rows scanner) (a commune.Act, err error) {
	err = rows.Scan(&a.Number, when{&a.At}, &a.Account, &a.Act, &a.Object, &a.Detail, fixed{a.Hash[:]})
	return a, err
}

// Note implements commune.Accounts.
func (s *Store) Note(ctx context.Context, a commune.Act) error {
	return s.write(ctx, "note act", func(t *tx) error { return t.note(a) })
}

// note adds a line behind the last one.
func (t *tx) note(a commune.Act) error {
	last, err := scanAct(t.row(`SELECT ` + actColumns + ` FROM audit WHERE commune = $1 ORDER BY number DESC LIMIT 1`))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	a.Number, a.At = last.Number+1, moment(millis(a.At))
	a.Hash = a.Link(last.Hash)
	return t.exec(`INSERT INTO audit (commune, `+actColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		a.Number, millis(a.At), a.Account, a.Act, a.Object, a.Detail, a.Hash[:])
}

// Acts implements commune.Accounts.
func (s *Store) Acts(ctx context.Context, before uint64, n int) (list []commune.Act, err error) {
	if before == 0 || before > 1<<62 {
		before = 1 << 62
	}
	err = s.read(ctx, "read acts", func(t *tx) error {
		return t.each(`SELECT `+actColumns+` FROM audit WHERE commune = $1 AND number < $2 ORDER BY number DESC`+limit(n), []any{before},
			func(rows *sql.Rows) error {
				a, err := scanAct(rows)
				list = append(list, a)
				return err
			})
	})
	return list, err
}

// EachAct implements commune.Accounts.
func (s *Store) EachAct(ctx context.Context, since time.Time, visit func(commune.Act) error) error {
	return s.read(ctx, "read acts", func(t *tx) error {
		return t.each(`SELECT `+actColumns+` FROM audit WHERE commune = $1 AND at >= $2 ORDER BY number`, []any{millis(since)},
			func(rows *sql.Rows) error {
				a, err := scanAct(rows)
				if err != nil {
					return err
				}
				return visit(a)
			})
	})
}

// PutToken implements commune.Accounts.
func (s *Store) PutToken(ctx context.Context, k commune.Token, hash [32]byte) error {
	return s.write(ctx, "add token", func(t *tx) error {
		return t.exec(`INSERT INTO token (commune, name, hash, role, writes, created, seen, revoked) VALUES ($1, $2, $3, $4, $5, $6, 0, 0)`,
			k.Name, hash[:], string(k.Role), k.Writes, millis(k.Created))
	})
}

const tokenColumns = `name, role, writes, created, seen, revoked`

func scanToken(row scanner) (k commune.Token, err error) {
	err = row.Scan(&k.Name, &k.Role, &k.Writes, when{&k.Created}, when{&k.Seen}, when{&k.Revoked})
	return k, err
}

// Token implements commune.Accounts.
func (s *Store) Token(ctx context.Context, hash [32]byte) (k commune.Token, err error) {
	err = s.read(ctx, "read token", func(t *tx) (err error) {
		k, err = scanToken(t.quickRow(`SELECT `+tokenColumns+` FROM token WHERE commune = $1 AND hash = $2`, hash[:]))
		return err
	})
	return k, err
}

// Tokens implements commune.Accounts.
func (s *Store) Tokens(ctx context.Context) (list []commune.Token, err error) {
	err = s.read(ctx, "read tokens", func(t *tx) error {
		return t.each(`SELECT `+tokenColumns+` FROM token WHERE commune = $1 ORDER BY name`, nil, func(rows *sql.Rows) error {
			k, err := scanToken(rows)
			list = append(list, k)
			return err
		})
	})
	return list, err
}

// SeeToken implements commune.Accounts.
func (s *Store) SeeToken(ctx context.Context, name string, seen time.Time) error {
	return s.write(ctx, "note token", func(t *tx) error {
		return t.exec(`UPDATE token SET seen = $3 WHERE commune = $1 AND name = $2`, name, millis(seen))
	})
}

// RevokeToken implements commune.Accounts.
func (s *Store) RevokeToken(ctx context.Context, name string, at time.Time) error {
	return s.write(ctx, "revoke token", func(t *tx) error {
		return t.row(`UPDATE token SET revoked = CASE WHEN revoked = 0 THEN $3 ELSE revoked END
			WHERE commune = $1 AND name = $2 RETURNING name`, name, millis(at)).Scan(&name)
	})
}

// ForgetPerson implements commune.Accounts.
func (s *Store) ForgetPerson(ctx context.Context, names []string, in string) error {
	return s.write(ctx, "forget person", func(t *tx) error {
		for _, name := range names {
			if err := t.exec(`UPDATE device SET person = $3 WHERE commune = $1 AND person = $2`, name, in); err != nil {
				return err
			}
			if err := t.exec(`UPDATE unit_head SET name = $3 WHERE commune = $1 AND name = $2`, name, in); err != nil {
				return err
			}
		}
		return nil
	})
}

// noteAll adds lines in the transaction of what they tell of.
func (a *appending) noteAll(acts []commune.Act) error {
	for _, act := range acts {
		if err := a.note(act); err != nil {
			return err
		}
	}
	return nil
}

// ChangesAfter implements commune.Logs.
func (s *Store) ChangesAfter(ctx context.Context, number uint64, n int) (list []commune.Logged, err error) {
	err = s.read(ctx, "read changes", func(t *tx) error {
		return t.each(`SELECT `+loggedColumns+` FROM change WHERE commune = $1 AND number > $2 ORDER BY number`+limit(n), []any{min(number, 1<<62)},
			func(rows *sql.Rows) error {
				l, err := scanLogged(rows)
				list = append(list, l)
				return err
			})
	})
	return list, err
}
