package store

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// Begin implements commune.Registry.
func (s *Store) Begin(ctx context.Context, c commune.Commune, admin commune.User) error {
	err := s.write(ctx, "begin commune", func(t *tx) error {
		var n int
		if err := t.QueryRowContext(ctx, `SELECT count(*) FROM commune`).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return commune.ErrExists
		}
		t.commune = c.ID
		if err := t.exec(`INSERT INTO commune (commune, seed, name, code, province, incarnation, number, created)
			VALUES ($1, $2, $3, $4, $5, $6, 0, $7)`,
			c.Key.Seed(), c.Name, c.Code, c.Province, c.Incarnation[:], millis(c.Created)); err != nil {
			return err
		}
		return t.addUser(admin)
	})
	if err == nil {
		s.commune = c.ID
	}
	return err
}

// Commune implements commune.Registry.
func (s *Store) Commune(ctx context.Context) (c commune.Commune, err error) {
	err = s.read(ctx, "read commune", func(t *tx) error {
		var seed []byte
		row := t.QueryRowContext(ctx, `SELECT commune, seed, name, code, province, incarnation, created FROM commune
			ORDER BY commune LIMIT 1`)
		if err := row.Scan(fixed{c.ID[:]}, &seed, &c.Name, &c.Code, &c.Province, fixed{c.Incarnation[:]}, when{&c.Created}); err != nil {
			return err
		}
		if len(seed) != ed25519.SeedSize {
			return damaged("the commune's key is damaged")
		}
		c.Key = ed25519.NewKeyFromSeed(seed)
		return nil
	})
	return c, err
}

// Secret implements commune.Registry.
func (s *Store) Secret(ctx context.Context, name string, fresh []byte) (content []byte, err error) {
	const read = `SELECT content FROM secret WHERE commune = $1 AND name = $2`
	err = s.read(ctx, "read secret", func(t *tx) error { return t.row(read, name).Scan(&content) })
	if !errors.Is(err, commune.ErrNotFound) {
		return content, err
	}
	err = s.write(ctx, "keep secret", func(t *tx) error {
		if err := t.exec(`INSERT INTO secret (commune, name, content) VALUES ($1, $2, $3)
			ON CONFLICT (commune, name) DO NOTHING`, name, fresh); err != nil {
			return err
		}
		return t.row(read, name).Scan(&content)
	})
	return content, err
}

// PutUnits implements commune.Registry.
func (s *Store) PutUnits(ctx context.Context, units []commune.Unit) (added int, err error) {
	err = s.write(ctx, "put units", func(t *tx) error {
		before, err := t.count(`SELECT count(*) FROM unit WHERE commune = $1`)
		if err != nil {
			return err
		}
		if err := t.settle(); err != nil {
			return err
		}
		for _, u := range units {
			if err := t.putUnit(u); err != nil {
				return err
			}
		}
		after, err := t.count(`SELECT count(*) FROM unit WHERE commune = $1`)
		added = after - before
		return err
	})
	return added, err
}

// putUnit leaves alone what the unit came out of and was called before when u does not tell.
func (t *tx) putUnit(u commune.Unit) error {
	lists, err := encodeLists(u.Predecessors, u.Former)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO unit (commune, id, name, kind, old_commune, valid_from, valid_to, predecessors, former)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (commune, id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
		old_commune = excluded.old_commune, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
		predecessors = CASE excluded.predecessors WHEN 'null' THEN unit.predecessors ELSE excluded.predecessors END,
		former = CASE excluded.former WHEN 'null' THEN unit.former ELSE excluded.former END`,
		u.ID, u.Name, u.Kind, u.OldCommune, u.ValidFrom, u.ValidTo, lists[0], lists[1])
}

func (t *tx) count(query string, args ...any) (n int, err error) {
	return n, t.row(query, args...).Scan(&n)
}

// Units implements commune.Registry.
func (s *Store) Units(ctx context.Context) (units []commune.Unit, err error) {
	err = s.read(ctx, "read units", func(t *tx) error {
		return t.each(`SELECT id, name, kind, old_commune, valid_from, valid_to, predecessors, former FROM unit WHERE commune = $1 ORDER BY id`, nil,
			func(rows *sql.Rows) error {
				var u commune.Unit
				var predecessors, former string
				err := rows.Scan(&u.ID, &u.Name, &u.Kind, &u.OldCommune, &u.ValidFrom, &u.ValidTo, &predecessors, &former)
				if err == nil {
					err = errors.Join(json.Unmarshal([]byte(predecessors), &u.Predecessors), json.Unmarshal([]byte(former), &u.Former))
				}
				units = append(units, u)
				return err
			})
	})
	return units, err
}

const deviceColumns = `id, pubkey, unit, person, computer, agent, joined, seen, revoked, dictionaries`

func scanDevice(row interface{ Scan(...any) error }) (d commune.Device, err error) {
	var key []byte
	var dictionaries string
	err = row.Scan(fixed{d.ID[:]}, &key, &d.Unit, &d.Person, &d.Computer, &d.Agent, when{&d.Joined}, when{&d.Seen},
		when{&d.Revoked}, &dictionaries)
	if err != nil {
		return d, err
	}
	d.Key = key
	for word := range strings.FieldsSeq(dictionaries) {
		if n, err := strconv.ParseUint(word, 16, 32); err == nil {
			d.Dictionaries = append(d.Dictionaries, uint32(n))
		}
	}
	return d, nil
}

// Device implements commune.Registry.
func (s *Store) Device(ctx context.Context, id ledger.DeviceID) (d commune.Device, err error) {
	err = s.read(ctx, "read device", func(t *tx) error {
		d, err = t.device(id)
		return err
	})
	return d, err
}

func (t *tx) device(id ledger.DeviceID) (commune.Device, error) {
	return scanDevice(t.row(`SELECT `+deviceColumns+` FROM device WHERE commune = $1 AND id = $2`, id[:]))
}

// Devices implements commune.Registry.
func (s *Store) Devices(ctx context.Context) ([]commune.Device, error) {
	return s.devices(ctx, `commune = $1 ORDER BY unit, joined, id`)
}

// Silent implements commune.Registry.
func (s *Store) Silent(ctx context.Context, since time.Time, most int) ([]commune.Device, error) {
	return s.devices(ctx, `commune = $1 AND revoked = 0 AND seen < $2 ORDER BY unit, joined, id LIMIT $3`, millis(since), most)
}

func (s *Store) devices(ctx context.Context, where string, args ...any) (devices []commune.Device, err error) {
	err = s.read(ctx, "read devices", func(t *tx) error {
		return t.each(`SELECT `+deviceColumns+` FROM device WHERE `+where, args, func(rows *sql.Rows) error {
			d, err := scanDevice(rows)
			devices = append(devices, d)
			return err
		})
	})
	return devices, err
}

// Contacts implements commune.Registry.
func (s *Store) Contacts(ctx context.Context) (map[string]time.Time, error) {
	seen := map[string]time.Time{}
	err := s.read(ctx, "read contacts", func(t *tx) error {
		return t.each(`SELECT unit, max(seen) FROM device WHERE commune = $1 AND revoked = 0 GROUP BY unit`, nil, func(rows *sql.Rows) error {
			var unit string
			var last time.Time
			err := rows.Scan(&unit, when{&last})
			seen[unit] = last
			return err
		})
	})
	return seen, err
}

// Revoke implements commune.Registry.
func (s *Store) Revoke(ctx context.Context, id ledger.DeviceID, at time.Time) error {
	return s.write(ctx, "revoke device", func(t *tx) error {
		var ignored int64
		return t.row(`UPDATE device SET revoked = CASE revoked WHEN 0 THEN $3 ELSE revoked END
			WHERE commune = $1 AND id = $2 RETURNING revoked`, id[:], millis(at)).Scan(&ignored)
	})
}

// Touch implements commune.Registry.
func (s *Store) Touch(ctx context.Context, d commune.Device) error {
	words := make([]string, len(d.Dictionaries))
	for i, n := range d.Dictionaries {
		words[i] = strconv.FormatUint(uint64(n), 16)
	}
	return s.write(ctx, "note contact", func(t *tx) error {
		return t.exec(`UPDATE device SET seen = $3, agent = $4, dictionaries = $5 WHERE commune = $1 AND id = $2`,
			d.ID[:], millis(d.Seen), d.Agent, strings.Join(words, " "))
	})
}
