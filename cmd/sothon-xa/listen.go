package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// listening is where serve last listened, kept beside the store so that enroll can tell laptops
// where to go while serve runs or after it stopped.
type listening struct {
	URL string `json:"url"`
	Pin string `json:"pin"` // fingerprint of the TLS key, "" without TLS
}

const listenFile = "listen.json"

// readListening gives the zero value when serve has not run yet.
func readListening(dir string) (l listening, err error) {
	b, err := os.ReadFile(filepath.Join(dir, listenFile))
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, fmt.Errorf("read address: %w", err)
	}
	if !json.Valid(b) { // cut short by a power failure; serve writes it anew
		return l, nil
	}
	if err := json.Unmarshal(b, &l); err != nil {
		return l, fmt.Errorf("read address: %s: %w", listenFile, err)
	}
	return l, nil
}

func (l listening) write(dir string) error {
	b, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return fmt.Errorf("write address: %w", err)
	}
	file := filepath.Join(dir, listenFile)
	if err := os.WriteFile(file+".part", append(b, '\n'), 0o600); err != nil {
		return fmt.Errorf("write address: %w", err)
	}
	if err := os.Rename(file+".part", file); err != nil {
		return fmt.Errorf("write address: %w", err)
	}
	return nil
}
