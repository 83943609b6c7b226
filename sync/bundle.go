package sync

import (
	"crypto/ed25519"
	"io"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// BundleStore is what bundles need of the laptop's store beside what a Client does.
type BundleStore interface {
	Store
	// AcceptLetter is Accept for a receipt that was signed some time ago.
	AcceptLetter(receipt ledger.Receipt, pulled [][]byte) (int, error)
	// Heard is the time by the commune's clock in the last receipt, zero when there was none.
	Heard() (time.Time, error)
}

// BundleExport sums up what ExportBundle wrote.
type BundleExport struct {
	Changes int   // that wait for the commune, all of them in the file
	Files   int   // attached files that wait for it, all of them in the file
	Bytes   int64 // of the file
}

// ExportBundle writes what waits for the commune as a bundle that only the commune can read, to be
// carried there by anybody. Nothing counts as sent by it: only a receipt proves that. It needs
// neither a network nor the commune's leave; a laptop that was shut out can still write one.
// Errors are *Error, or those of w.
func ExportBundle(store Store, w io.Writer, o Options) (BundleExport, error) {
	id, err := store.Identity()
	if err != nil {
		return BundleExport{}, storeError("read identity", err)
	}
	if !id.Joined {
		return BundleExport{}, failure(CodeNotJoined, "this laptop has not joined a commune")
	}
	e := exporting{client: New(store, o), id: id, out: &counted{w: w}}
	e.client.pace.plain = true // the commune's answer to an unknown dictionary would come too late
	if e.key, err = store.Key(); err != nil {
		return BundleExport{}, storeError("read key", err)
	}
	if e.letter, err = ledger.NewLetter(e.out, ledger.LetterToCommune, id.CommuneKey); err != nil {
		return BundleExport{}, &Error{Code: ledger.CodeInternal, Err: err}
	}
	if err := e.run(); err != nil {
		return BundleExport{}, err
	}
	files, err := e.files()
	if err != nil {
		return BundleExport{}, err
	}
	if err := e.letter.Close(); err != nil {
		return BundleExport{}, err
	}
	return BundleExport{Changes: e.changes, Files: files, Bytes: e.out.n}, nil
}

// exporting is one ExportBundle under way.
type exporting struct {
	client  *Client
	id      ledger.Identity
	key     ed25519.PrivateKey
	letter  *ledger.LetterWriter
	out     *counted
	changes int
}

// run writes pushes until one reaches the end of the log. Without anything to send there is one
// without frames.
func (e *exporting) run() error {
	at, err := e.client.store.Position()
	if err != nil {
		return storeError("read position", err)
	}
	cursor, err := e.client.store.Cursor()
	if err != nil {
		return storeError("read cursor", err)
	}
	for seq := at.Have; ; {
		r := &request{header: ledger.PushHeader{Commune: e.id.Commune, Device: e.id.Device, Epoch: at.Epoch, First: seq + 1,
			Prev: at.Hash, Cursor: cursor, Wall: e.client.o.Now().UnixMilli(), PullMax: 1, Agent: e.client.o.Agent}}
		if err := e.push(r, seq); err != nil {
			return err
		}
		seq += uint64(len(r.entries))
		e.changes += len(r.entries)
		if len(r.entries) == 0 || seq >= at.Last {
			return nil
		}
	}
}

// push seals one push of changes after position seq: its header, then frame by frame.
func (e *exporting) push(r *request, seq uint64) error {
	if _, err := io.ReadFull(e.client.o.Rand, r.header.Nonce[:]); err != nil {
		return failure(ledger.CodeInternal, "read randomness: %w", err)
	}
	frames, err := e.client.fill(r, seq)
	if err != nil {
		return err
	}
	head, err := ledger.EncodePush(r.header, nil, e.key)
	if err != nil {
		return &Error{Code: ledger.CodeInternal, Err: err}
	}
	for _, chunk := range append([][]byte{head}, frames...) {
		if _, err := e.letter.Write(chunk); err != nil {
			return err
		}
	}
	return nil
}

// counted counts what is written.
type counted struct {
	w io.Writer
	n int64
}

// Write passes on.
func (c *counted) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
