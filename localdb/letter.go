package localdb

import (
	"fmt"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// AcceptLetter is Accept for a receipt that came in a file and was signed some time ago: what it
// says of the commune's clock counts only where that is later than what is known.
func (s *Store) AcceptLetter(receipt ledger.Receipt, pulled [][]byte) (fresh int, err error) {
	return s.accept(receipt, pulled, true)
}

// Heard is the time by the commune's clock in the last receipt, zero when there was none.
func (s *Store) Heard() (at time.Time, err error) {
	err = s.view(func(r reader) error {
		var c contact
		_, err := r.getCBOR(bucketMeta, metaContact, &c)
		if c.Wall != 0 {
			at = time.UnixMilli(c.Wall)
		}
		return err
	})
	if err != nil {
		return at, fmt.Errorf("read last contact: %w", err)
	}
	return at, nil
}

// hear notes how far the commune's clock is ahead of this one; late is for one read some time ago.
func (w *writer) hear(wall int64, late bool) {
	if offset := wall - w.now.UnixMilli(); !late || offset > w.state.Offset {
		w.state.Offset = offset
	}
}
