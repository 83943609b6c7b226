package localdb

import (
	"bytes"
	"crypto/sha256"
	"os"
	"strings"
)

// fingerprint stands for the computer in the store; the computer's own number is not kept.
func fingerprint(machine string) []byte {
	sum := sha256.Sum256([]byte("sothon machine " + machine))
	return sum[:16]
}

// firstLine reads the first of these files that has something in it.
func firstLine(names ...string) string {
	for _, name := range names {
		b, err := os.ReadFile(name)
		if line := strings.TrimSpace(string(b)); err == nil && line != "" {
			return line
		}
	}
	return ""
}

// settle begins a new log when the store was last written on another computer: its home folder was
// copied, and both computers would go on with one log. The commune then sees two logs of one laptop
// and loses nothing.
func (s *Store) settle() error {
	machine := s.o.Machine()
	if machine == "" {
		return nil
	}
	now := fingerprint(machine)
	var was []byte
	err := s.view(func(r reader) error {
		b, err := r.get(bucketMeta, metaMachine)
		was = bytes.Clone(b)
		return err
	})
	if err != nil || bytes.Equal(was, now) {
		return err
	}
	err = s.update("note computer", func(w *writer) error {
		if was != nil {
			if err := w.beginEpoch(); err != nil {
				return err
			}
		}
		return w.put(bucketMeta, metaMachine, now)
	})
	if err == nil && was != nil {
		s.tell(Notice{Kind: NoticeMoved})
	}
	return err
}
