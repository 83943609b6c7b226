package sync_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	stdsync "sync"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// memory is a laptop's store in memory, as sync.Store describes it.
type memory struct {
	mu       stdsync.Mutex
	id       ledger.Identity
	key      ed25519.PrivateKey
	epoch    ledger.Epoch
	epochs   int
	log      []ledger.LogEntry
	hashes   []ledger.Hash // at position 0, 1, …
	have     uint64
	cursor   ledger.Cursor
	known    map[ledger.ID]bool
	pulled   []ledger.ID
	rejected map[ledger.ID]ledger.Code
	tried    []string
	next     []time.Time
	broken   error // what every write answers, nil for none

	memoryFiles
}

func newMemory(name string) *memory {
	seed := sha256.Sum256([]byte(name))
	m := &memory{key: ed25519.NewKeyFromSeed(seed[:]), known: map[ledger.ID]bool{}, rejected: map[ledger.ID]ledger.Code{}}
	m.id.Device = ledger.DeviceOf(m.key.Public().(ed25519.PublicKey))
	m.renew()
	return m
}

func (m *memory) renew() {
	m.epochs++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", m.id.Device, m.epochs))
	m.epoch, m.have, m.hashes = ledger.Epoch(sum[:16]), 0, []ledger.Hash{{}}
	for i := range m.log {
		m.log[i].Seq = uint64(i + 1)
		m.hashes = append(m.hashes, m.hashes[i].Next(m.log[i].Bytes))
	}
}

func (m *memory) write(c *ledger.Change) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := c.Encode()
	if err != nil {
		panic(err)
	}
	m.known[c.ID] = true
	m.log = append(m.log, ledger.LogEntry{Seq: uint64(len(m.log) + 1), ID: c.ID, Bytes: b})
	m.hashes = append(m.hashes, m.hashes[len(m.hashes)-1].Next(b))
}

func (m *memory) Identity() (ledger.Identity, error) { return m.id, nil }

func (m *memory) Key() (ed25519.PrivateKey, error) { return m.key, nil }

func (m *memory) Join(id ledger.Identity) error { m.id = id; return m.broken }

func (m *memory) Position() (ledger.LogPosition, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return ledger.LogPosition{Epoch: m.epoch, Have: m.have, Last: uint64(len(m.log)), Hash: m.hashes[m.have]}, nil
}

func (m *memory) Outbox(seq uint64, limit int) ([]ledger.LogEntry, ledger.Hash, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	rest := m.log[seq:]
	return append([]ledger.LogEntry(nil), rest[:min(limit, len(rest))]...), m.hashes[seq], nil
}

func (m *memory) Cursor() (ledger.Cursor, error) { return m.cursor, nil }

func (m *memory) Accept(rc ledger.Receipt, pulled [][]byte) (fresh int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken != nil {
		return 0, m.broken
	}
	if rc.Have >= uint64(len(m.hashes)) || m.hashes[rc.Have] != rc.Hash {
		return 0, ledger.Errorf(ledger.CodeFork, "at %d", rc.Have)
	}
	m.have, m.cursor = rc.Have, rc.Cursor
	for _, r := range rc.Rejected {
		m.rejected[r.ID] = r.Code
	}
	for _, b := range pulled {
		c, err := ledger.DecodeChange(b)
		if err != nil {
			return fresh, err
		}
		if !m.known[c.ID] {
			m.known[c.ID], fresh = true, fresh+1
			m.pulled = append(m.pulled, c.ID)
		}
	}
	return fresh, nil
}

func (m *memory) NewEpoch() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.renew()
	return m.broken
}

func (m *memory) Tried(code string, next time.Time) error {
	m.tried, m.next = append(m.tried, code), append(m.next, next)
	return m.broken
}

func (m *memory) ids() (ids []ledger.ID) {
	for _, e := range m.log {
		ids = append(ids, e.ID)
	}
	return ids
}

// made makes change number n of an author: a small record of its own.
func made(author string, n int) *ledger.Change {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", author, n))
	var id ledger.ID
	copy(id[:], sum[:16])
	binary.BigEndian.PutUint16(id[:], 0x019e)
	return &ledger.Change{ID: id, Record: id, Form: "tuyen_truyen", Version: 1, Unit: "xom-1",
		Kind: ledger.KindFinalize, Author: author, Device: ledger.DeviceID(sum[16:]),
		Wall: 1781500000000, Clock: ledger.ClockAt(1781500000000).Tick(int64(n)),
		Set: []ledger.Assignment{{Field: "chu_de", Value: ledger.TextValue(fmt.Sprintf("buổi %d: %x", n, sum))}}}
}

func (m *memory) writeSome(t testing.TB, n int) {
	t.Helper()
	for range n {
		m.write(made(m.id.Device.String(), len(m.log)))
	}
}
