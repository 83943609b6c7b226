package commune

import (
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// Sizes of what a receipt brings, in bytes. A frame is filled up to framePlain before compression,
// which makes it about ledger.FrameTarget after it.
const (
	pullDefault = 256 << 10
	pullMost    = 1 << 20
	framePlain  = 6 * ledger.FrameTarget
	pagePlain   = 4 << 20
	pageCount   = 8192
)

// pull fills in what the laptop has not read yet: frames, cursor and how much remains.
func (p *push) pull(rc *ledger.Receipt) ([][]byte, error) {
	page, err := p.store.Pull(p.ctx, PullQuery{Unit: p.reach[0], Former: p.reach[1:], After: rc.Cursor.Number, Device: p.head.Device,
		Epoch: p.head.Epoch, Count: pageCount, Bytes: pagePlain})
	if err != nil {
		return nil, err
	}
	room := pullDefault
	if p.head.PullMax > 0 {
		room = min(p.head.PullMax, pullMost)
	}
	frames, sent, err := p.pack(page.Changes, room, rc)
	if err != nil {
		return nil, err
	}
	rc.More = page.More + len(page.Changes) - sent
	switch {
	case rc.More == 0:
		rc.Cursor.Number = page.Newest
	case sent > 0:
		rc.Cursor.Number = page.Changes[sent-1].Number
	}
	return frames, nil
}

// pack puts changes into frames that take at most room bytes together, but at least one change.
func (p *push) pack(changes []Logged, room int, rc *ledger.Receipt) (frames [][]byte, sent int, err error) {
	for sent < len(changes) {
		frame, n, err := p.frame(changes[sent:], room, len(frames) == 0)
		if err != nil || n == 0 {
			return frames, sent, err
		}
		frames = append(frames, frame)
		rc.Frames = append(rc.Frames, ledger.MarkOf(frame, n))
		room -= len(frame)
		sent += n
	}
	return frames, sent, nil
}

// frame packs the first n of changes that fit into room; with must, one goes in whatever its size.
func (p *push) frame(changes []Logged, room int, must bool) (frame []byte, n int, err error) {
	var batch [][]byte
	size := 0
	for _, l := range changes {
		if size += len(l.Bytes); len(batch) > 0 && (size > framePlain || len(batch) == ledger.MaxFrameChanges) {
			break
		}
		batch = append(batch, l.Bytes)
	}
	for n = len(batch); n > 0; n /= 2 {
		if frame, err = ledger.EncodeFrame(batch[:n], p.dictionaryFor(batch[:n])); err != nil {
			return nil, 0, err
		}
		if len(frame) <= room || n == 1 && must {
			return frame, n, nil
		}
	}
	return nil, 0, nil
}

// dictionaryFor chooses a dictionary that the device has used itself: it may run an older program
// than this one.
func (p *push) dictionaryFor(batch [][]byte) *ledger.Dictionary {
	if len(p.known) == 0 {
		return nil
	}
	if d := p.rules.catalogue.DictionaryFor(batch); d != nil && slices.Contains(p.known, d.ID) {
		return d
	}
	return p.rules.catalogue.DictionaryByID(p.known[len(p.known)-1])
}
