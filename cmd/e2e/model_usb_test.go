package e2e_test

import (
	"bytes"
	"context"
	"errors"

	"github.com/nghia-hung/sothon/ledger"
	laptopsync "github.com/nghia-hung/sothon/sync"
)

// stick is a file that somebody carries: a bundle for the commune, or the commune's letters. It may
// come late, more than once, to the wrong laptop, and cut short.
type stick struct {
	bytes []byte
	life  int // of the commune when it wrote the letters
}

// carryOut lets a laptop, or the office for a unit, write a file.
func (m *model) carryOut() {
	var b bytes.Buffer
	if m.number("office", 2) == 1 {
		if _, err := m.office.ExportBundle(context.Background(), unitName(m.number("unit", 2)), &b); err == nil { // else no laptop is there yet
			m.letters = append(m.letters, stick{b.Bytes(), m.life})
		}
		return
	}
	l := m.some()
	_, err := laptopsync.ExportBundle(l.db, &b, l.options())
	m.must(err)
	m.bundles = append(m.bundles, stick{bytes: b.Bytes()})
	m.truthful(l) // exported is not sent
}

// carryIn brings a file where it belongs, or anywhere, whole or cut short.
func (m *model) carryIn() {
	if m.number("office", 2) == 1 {
		if len(m.bundles) > 0 {
			m.bundleIn(m.bundles[m.number("bundle", len(m.bundles))].bytes)
		}
		return
	}
	if len(m.letters) > 0 {
		m.letterIn(m.some(), m.letters[m.number("letter", len(m.letters))])
	}
}

// cut leaves out the end of a file, one time in three.
func (m *model) cut(b []byte) []byte {
	if m.number("cut", 3) > 0 {
		return b
	}
	return b[:m.number("at", 10_000)*len(b)/10_000]
}

func (m *model) bundleIn(b []byte) {
	part := m.cut(b)
	deliveries, err := m.office.ImportBundle(context.Background(), bytes.NewReader(part))
	m.must(err)
	for _, d := range deliveries {
		var coded *ledger.Error
		if d.Err != nil && !errors.As(d.Err, &coded) {
			m.t.Fatalf("bundle of %d bytes, %d of them brought: %v", len(b), len(part), d.Err)
		}
	}
}

func (m *model) letterIn(l *notebook, s stick) {
	_, err := laptopsync.ImportBundle(l.db, bytes.NewReader(m.cut(s.bytes)), l.options())
	var told *laptopsync.Error
	if err != nil && !errors.As(err, &told) {
		m.t.Fatalf("%s: import: %v", l.name, err)
	}
	if s.life < m.world.life {
		l.life = -1 // the letter is of a commune that is no more; the next contact tells
	}
	m.truthful(l)
}
