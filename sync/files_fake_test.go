package sync_test

import (
	"crypto/sha256"

	"github.com/nghia-hung/sothon/ledger"
)

// memoryFiles are the attached files of a laptop's store in memory.
type memoryFiles struct {
	order    []ledger.Hash
	bytes    map[ledger.Hash][]byte
	states   map[ledger.Hash]ledger.FileState
	bad      map[ledger.Hash]bool
	answered int
}

func (m *memoryFiles) attach(b []byte) ledger.Hash {
	h := ledger.Hash(sha256.Sum256(b))
	if m.bytes == nil {
		m.bytes, m.states, m.bad = map[ledger.Hash][]byte{}, map[ledger.Hash]ledger.FileState{}, map[ledger.Hash]bool{}
	}
	m.order, m.bytes[h] = append(m.order, h), b
	return h
}

func (m *memoryFiles) FilesDue() (due []ledger.FileDue, err error) {
	for _, h := range m.order {
		if s := m.states[h]; !s.Arrived && !m.bad[h] && (s.Code == "" || s.Code == ledger.CodeFileMismatch || s.Code == ledger.CodeFileOffset) {
			due = append(due, ledger.FileDue{SHA256: h, Size: int64(len(m.bytes[h])), Have: s.Have, Here: true})
		}
	}
	return due, nil
}

func (m *memoryFiles) FileBytes(h ledger.Hash, offset int64, n int) ([]byte, error) {
	if offset == 0 && ledger.Hash(sha256.Sum256(m.bytes[h])) != h {
		return nil, ledger.Errorf(ledger.CodeFileDamaged, "other bytes")
	}
	b := m.bytes[h][offset:]
	return b[:min(n, len(b))], nil
}

func (m *memoryFiles) FileDamaged(h ledger.Hash) error {
	m.bad[h] = true
	return nil
}

func (m *memoryFiles) FilesAnswered(a ledger.FilesAnswer) error {
	m.answered++
	for _, s := range a.Files {
		m.states[s.File] = s
	}
	return nil
}
