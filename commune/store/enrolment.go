package store

import (
	"context"
	"crypto/subtle"
	"database/sql"

	"github.com/nghia-hung/sothon/commune"
)

// PutEnrolment implements commune.Registry.
func (s *Store) PutEnrolment(ctx context.Context, e commune.Enrolment) error {
	return s.write(ctx, "keep one-time code", func(t *tx) error {
		return t.exec(`INSERT INTO enrolment (commune, hash, unit, created, expires, used) VALUES ($1, $2, $3, $4, $5, 0)`,
			e.Hash[:], e.Unit, millis(e.Created), millis(e.Expires))
	})
}

const enrolmentColumns = `hash, unit, created, expires, used, device`

func scanEnrolment(row interface{ Scan(...any) error }) (e commune.Enrolment, err error) {
	err = row.Scan(fixed{e.Hash[:]}, &e.Unit, when{&e.Created}, when{&e.Expires}, when{&e.Used}, fixed{e.Device[:]})
	return e, err
}

// Enrolments implements commune.Registry.
func (s *Store) Enrolments(ctx context.Context) (list []commune.Enrolment, err error) {
	err = s.read(ctx, "read one-time codes", func(t *tx) error {
		return t.each(`SELECT `+enrolmentColumns+` FROM enrolment WHERE commune = $1 ORDER BY created DESC, hash`, nil,
			func(rows *sql.Rows) error {
				e, err := scanEnrolment(rows)
				list = append(list, e)
				return err
			})
	})
	return list, err
}

// Join implements commune.Registry.
func (s *Store) Join(ctx context.Context, hash [32]byte, d commune.Device) (joined commune.Device, err error) {
	err = s.write(ctx, "join", func(t *tx) error {
		e, err := scanEnrolment(t.row(`SELECT `+enrolmentColumns+` FROM enrolment WHERE commune = $1 AND hash = $2`, hash[:]))
		if err != nil {
			return err
		}
		switch {
		case subtle.ConstantTimeCompare(e.Hash[:], hash[:]) != 1:
			return commune.ErrNotFound
		case !e.Used.IsZero() && e.Device != d.ID:
			return commune.ErrSpent
		case e.Used.IsZero() && !d.Joined.Before(e.Expires):
			return commune.ErrExpired
		case e.Used.IsZero():
			d.Unit = e.Unit
			if err := t.register(hash, d); err != nil {
				return err
			}
		}
		joined, err = t.device(d.ID)
		return err
	})
	return joined, err
}

func (t *tx) register(hash [32]byte, d commune.Device) error {
	if err := t.exec(`INSERT INTO device (commune, `+deviceColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0, '')
		ON CONFLICT (commune, id) DO UPDATE SET unit = excluded.unit, person = excluded.person, computer = excluded.computer,
		agent = excluded.agent, joined = excluded.joined, seen = excluded.seen, revoked = 0`,
		d.ID[:], []byte(d.Key), d.Unit, d.Person, d.Computer, d.Agent, millis(d.Joined)); err != nil {
		return err
	}
	return t.exec(`UPDATE enrolment SET used = $3, device = $4 WHERE commune = $1 AND hash = $2`,
		hash[:], millis(d.Joined), d.ID[:])
}
