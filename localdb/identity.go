package localdb

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/nghia-hung/sothon/ledger"
)

// The names of settings that the store itself reads.
const (
	settingPerson = "person"
	settingNext   = "person_next" // who follows: an ISO day, a blank, the name
	settingLang   = "lang"
	settingUnit   = "unit_name" // what the unit is called until a commune says its name
)

// Identity tells who this laptop is and where its commune is. Before joining only Device,
// Person and what its people call the unit are known.
func (s *Store) Identity() (id ledger.Identity, err error) {
	err = s.view(func(r reader) error {
		id, err = r.identity()
		return err
	})
	if err != nil {
		return id, fmt.Errorf("read identity: %w", err)
	}
	return id, nil
}

func (r reader) identity() (id ledger.Identity, err error) {
	b, err := r.get(bucketMeta, metaIdentity)
	if err != nil {
		return id, err
	}
	if b != nil {
		if err := json.Unmarshal(b, &id); err != nil {
			return id, r.damaged(bucketMeta, metaIdentity, err)
		}
	}
	key, err := r.key()
	if err != nil {
		return id, err
	}
	id.Device = ledger.DeviceOf(key.Public().(ed25519.PublicKey))
	if id.Person, err = r.person(); err != nil || id.Joined {
		return id, err
	}
	id.Unit.Name, err = r.setting(settingUnit)
	return id, err
}

// Key is the device's private key.
func (s *Store) Key() (key ed25519.PrivateKey, err error) {
	err = s.view(func(r reader) error {
		key, err = r.key()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read device key: %w", err)
	}
	return key, nil
}

func (r reader) key() (ed25519.PrivateKey, error) {
	seed, err := r.get(bucketMeta, metaKey)
	if err != nil {
		return nil, err
	}
	if len(seed) != ed25519.SeedSize {
		return nil, r.damaged(bucketMeta, metaKey, errPacked)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// Join keeps what the commune answered, and puts records written before joining under its unit:
// their changes keep their ids, are encoded anew, and make a new log. Joining the same commune
// again only takes over what it says now; another one is refused once there is something in the log.
func (s *Store) Join(id ledger.Identity) error {
	return s.update("join", func(w *writer) error {
		old, err := w.identity()
		if err != nil {
			return err
		}
		switch {
		case id.Unit.ID == "" || id.Unit.ID == noUnit || len(id.Unit.ID) > 64:
			return fmt.Errorf("the commune gave the unit id %.64q", id.Unit.ID)
		case id.Device != old.Device && id.Device != ledger.DeviceID{}:
			return errors.New("the commune's answer is for another laptop")
		case old.Joined && old.Commune != id.Commune && w.last() > 0:
			return fmt.Errorf("this laptop already belongs to %q and has records for it", old.CommuneName)
		}
		id.Device, id.Joined = old.Device, true
		if id.Person != "" {
			if err := w.putSetting(settingPerson, id.Person); err != nil {
				return err
			}
		}
		if !old.Joined {
			if err := w.adopt(id.Unit.ID); err != nil {
				return err
			}
		}
		if old.Commune != id.Commune || old.Unit.ID != id.Unit.ID {
			if _, err := w.delete(bucketMeta, metaCursor); err != nil {
				return err
			}
		}
		return w.putIdentity(id)
	})
}

func (w *writer) putIdentity(id ledger.Identity) error {
	id.Person = "" // a setting
	b, err := json.Marshal(id)
	if err != nil {
		return fmt.Errorf("encode identity: %w", err)
	}
	return w.put(bucketMeta, metaIdentity, b)
}

// adopt puts the changes that belong to no unit yet under unit. Their bytes change, so the log
// begins anew.
func (w *writer) adopt(unit string) error {
	last := w.last()
	if last == 0 {
		return nil
	}
	var hash ledger.Hash
	for seq := uint64(1); seq <= last; seq++ {
		e, found, err := w.logAt(seq)
		if err != nil {
			return err
		}
		if !found {
			return w.damaged(bucketLog, seqKey(seq), errPacked)
		}
		raw, err := w.adoptChange(e.change, unit)
		if err != nil {
			return err
		}
		hash = hash.Next(raw)
		e.hash = hash
		if err := w.put(bucketLog, seqKey(seq), e.encode()); err != nil {
			return err
		}
		w.touch(e.record, 0)
	}
	return w.beginEpoch()
}

func (w *writer) adoptChange(id ledger.ID, unit string) ([]byte, error) {
	raw, err := w.change(id)
	if err != nil {
		return nil, err
	}
	c, err := ledger.DecodeChange(raw)
	if err != nil {
		return nil, w.damaged(bucketChanges, id[:], err)
	}
	if c.Unit != noUnit {
		return raw, nil
	}
	c.Unit = unit
	if raw, err = c.Encode(); err != nil {
		return nil, err
	}
	return raw, w.put(bucketChanges, id[:], raw)
}

// SetPerson keeps who usually reports.
func (s *Store) SetPerson(name string) error { return s.SetSetting(settingPerson, name) }

// Setting reads a small setting, "" when it was never set.
func (s *Store) Setting(name string) (value string, err error) {
	err = s.view(func(r reader) error {
		value, err = r.setting(name)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read setting %s: %w", name, err)
	}
	return value, nil
}

// SetSetting keeps a small setting; an empty value forgets it.
func (s *Store) SetSetting(name, value string) error {
	return s.update("keep setting "+name, func(w *writer) error { return w.putSetting(name, value) })
}

func (r reader) setting(name string) (string, error) {
	b, err := r.get(bucketSettings, []byte(name))
	return string(b), err
}

func (w *writer) putSetting(name, value string) error {
	if name == "" {
		return errors.New("setting without name")
	}
	if name == settingPerson { // a name set now is not followed by one set before
		if _, err := w.delete(bucketSettings, []byte(settingNext)); err != nil {
			return err
		}
	}
	if value == "" {
		_, err := w.delete(bucketSettings, []byte(name))
		return err
	}
	return w.put(bucketSettings, []byte(name), []byte(value))
}

// lang is the language of titles and reasons in lists.
func (r reader) lang() (string, error) {
	if r.s.o.Lang != "" {
		return r.s.o.Lang, nil
	}
	return r.setting(settingLang)
}
