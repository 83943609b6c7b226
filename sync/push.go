package sync

import (
	"crypto/ed25519"
	"io"

	"github.com/nghia-hung/sothon/ledger"
)

// readAtOnce is how many changes are taken from the outbox in one go, to bound memory.
const readAtOnce = 128

// request is one push, built anew for every attempt from what the store knows by then.
type request struct {
	header  ledger.PushHeader
	entries []ledger.LogEntry
	last    uint64 // position of the newest change in the log
	body    []byte
}

// build makes the next request of a size that fits the pace.
func (c *Client) build(id ledger.Identity, key ed25519.PrivateKey) (*request, error) {
	at, err := c.store.Position()
	if err != nil {
		return nil, storeError("read position", err)
	}
	cursor, err := c.store.Cursor()
	if err != nil {
		return nil, storeError("read cursor", err)
	}
	r := &request{last: at.Last, header: ledger.PushHeader{Commune: id.Commune, Device: id.Device,
		Epoch: at.Epoch, First: at.Have + 1, Prev: at.Hash, Cursor: cursor, Wall: c.o.Now().UnixMilli(),
		PullMax: c.pace.pull(), Agent: c.o.Agent}}
	if _, err := io.ReadFull(c.o.Rand, r.header.Nonce[:]); err != nil {
		return nil, failure(ledger.CodeInternal, "read randomness: %w", err)
	}
	frames, err := c.fill(r, at.Have)
	if err != nil {
		return nil, err
	}
	if r.body, err = ledger.EncodePush(r.header, frames, key); err != nil {
		return nil, &Error{Code: ledger.CodeInternal, Err: err}
	}
	return r, nil
}

// fill puts frames of changes after position have into the request.
func (c *Client) fill(r *request, have uint64) (frames [][]byte, err error) {
	var waiting []ledger.LogEntry
	for size := 0; len(frames) < c.pace.frames && len(r.entries) < ledger.MaxFrameChanges; {
		waiting, err = c.refill(r, waiting, have+uint64(len(r.entries)))
		if err != nil {
			return nil, err
		}
		if len(waiting) == 0 {
			break
		}
		n := c.portion(waiting, ledger.MaxFrameChanges-len(r.entries))
		frame, n, err := c.pack(waiting[:n])
		if err != nil {
			return nil, &Error{Code: ledger.CodeInternal, Err: err}
		}
		if size += len(frame); size > maxPush && len(frames) > 0 {
			break
		}
		frames = append(frames, frame)
		r.header.Frames = append(r.header.Frames, ledger.MarkOf(frame, n))
		r.entries, waiting = append(r.entries, waiting[:n]...), waiting[n:]
	}
	return frames, nil
}

// refill tops waiting, which begins after position seq, up to what a frame may need.
func (c *Client) refill(r *request, waiting []ledger.LogEntry, seq uint64) ([]ledger.LogEntry, error) {
	for sizeOf(waiting) < c.pace.bytes() && len(waiting) < ledger.MaxFrameChanges {
		more, hash, err := c.store.Outbox(seq+uint64(len(waiting)), readAtOnce)
		if err != nil {
			return nil, storeError("read outbox", err)
		}
		if len(r.entries)+len(waiting) == 0 {
			r.header.Prev = hash
		}
		if waiting = append(waiting, more...); len(more) < readAtOnce {
			break
		}
	}
	return waiting, nil
}

// portion is how many of the waiting changes make about one frame.
func (c *Client) portion(waiting []ledger.LogEntry, most int) int {
	size, aim := 0, c.pace.bytes()
	for n, e := range waiting {
		if size += len(e.Bytes); n+1 == most || size >= aim {
			return n + 1
		}
	}
	return len(waiting)
}

// pack makes a frame of these changes, or of the first half of them while it comes out far larger
// than aimed at. It returns how many it holds.
func (c *Client) pack(entries []ledger.LogEntry) (frame []byte, n int, err error) {
	changes := make([][]byte, len(entries))
	for i, e := range entries {
		changes[i] = e.Bytes
	}
	for n = len(changes); ; n = (n + 1) / 2 {
		frame, err = ledger.EncodeFrame(changes[:n], c.dictionary(changes[:n]))
		if err == nil {
			c.pace.saw(sizeOf(entries[:n]), len(frame))
		}
		if n == 1 || err == nil && len(frame) <= 2*c.pace.frame {
			return frame, n, err
		}
	}
}

func (c *Client) dictionary(changes [][]byte) *ledger.Dictionary {
	if c.o.Dictionaries == nil || c.pace.plain {
		return nil
	}
	return c.o.Dictionaries.DictionaryFor(changes)
}

func (c *Client) dictionaryByID(id uint32) *ledger.Dictionary {
	if c.o.Dictionaries == nil {
		return nil
	}
	return c.o.Dictionaries.DictionaryByID(id)
}

func sizeOf(entries []ledger.LogEntry) (n int) {
	for _, e := range entries {
		n += len(e.Bytes)
	}
	return n
}
