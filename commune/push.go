package commune

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Answer is what a request of ledger.PushPath gets: a signed receipt, and the code it bears
// ("", gap or fork).
type Answer struct {
	Code ledger.Code
	Body []byte
}

// maxRejections bounds what the rejections in a receipt's header may take, in bytes.
const maxRejections = 40 << 10

// Accept takes in one request of docs/protocol.md, read from r, and answers it. Frames are stored
// one by one as they come: whatever the error, those before it are on disk. The error is an
// *ledger.Error, or what r gave. interrupt makes a Read of r that waits for bytes return; it is
// called when the same device begins another request, and may be nil.
func (o *Office) Accept(ctx context.Context, r io.Reader, interrupt func()) (Answer, error) {
	head, envelope, err := ledger.ReadPush(r)
	if err != nil {
		return Answer{}, err
	}
	var device Device
	var units families
	if err := o.inTurn(ctx, func() (err error) {
		if device, err = o.admit(ctx, head, envelope); err == nil {
			units, err = o.families(ctx)
		}
		return err
	}); err != nil {
		return Answer{}, err
	}
	if interrupt == nil {
		interrupt = func() {}
	}
	release, ok := o.turns.take(device.ID, interrupt)
	if !ok {
		return Answer{}, ledger.Errorf(ledger.CodeBusy, "another request of this device is being answered")
	}
	defer release()
	p := &push{Office: o, ctx: context.WithoutCancel(ctx), device: device, head: head, known: slices.Clone(device.Dictionaries),
		reach: units.reach(device.Unit, o.today().String())}
	err = p.read(r)
	o.log.Info("push", "device", device.ID, "epoch", head.Epoch, "first", head.First, "frames", len(head.Frames),
		"stored", p.fresh, "have", p.at.Have, "error", err)
	if touched := p.touch(); err == nil {
		err = touched
	}
	var verdict *ledger.Error
	if errors.As(err, &verdict) && (verdict.Code == ledger.CodeGap || verdict.Code == ledger.CodeFork) {
		return p.refusal(verdict.Code)
	}
	if err != nil {
		return Answer{}, err
	}
	var answer Answer
	err = o.inTurn(ctx, func() (err error) {
		answer, err = p.receipt()
		return err
	})
	return answer, err
}

// laptopReads is how many requests of laptops read from the store at a time. What a receipt brings takes
// megabytes until it is packed, and the office's pages must not wait behind thousands of laptops.
const laptopReads = 2

// inTurn does something that reads from the store for a laptop when it is its turn.
func (o *Office) inTurn(ctx context.Context, do func() error) error {
	select {
	case o.reading <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-o.reading }()
	return do()
}

// admit tells whether the request is for this commune and from a device that may make it.
func (o *Office) admit(ctx context.Context, head ledger.PushHeader, envelope ledger.Envelope) (Device, error) {
	device, err := o.admitted(ctx, head.Commune, head.Device, envelope)
	if err == nil && (head.First == 0 || head.First > 1<<62) {
		err = ledger.Errorf(ledger.CodeBadRequest, "positions begin at 1")
	}
	return device, err
}

// admitted is the device that signed a request for this commune, and that may make one.
func (o *Office) admitted(ctx context.Context, to, from ledger.DeviceID, envelope ledger.Envelope) (Device, error) {
	if to != o.commune.ID {
		return Device{}, ledger.Errorf(ledger.CodeWrongCommune, "this is commune %s", o.commune.ID)
	}
	device, err := o.store.Device(ctx, from)
	switch {
	case errors.Is(err, ErrNotFound):
		return Device{}, ledger.Errorf(ledger.CodeUnauthorized, "device %s has not joined", from)
	case err != nil:
		return Device{}, err
	case !envelope.Verify(device.Key):
		return Device{}, ledger.Errorf(ledger.CodeUnauthorized, "the signature is not that of device %s", from)
	}
	return device, welcome(ctx, device)
}

// push is one request on its way in.
type push struct {
	*Office
	ctx    context.Context // does not end with the request: what is begun is committed
	device Device
	head   ledger.PushHeader
	at     Head        // of the log, as stored
	next   uint64      // position of the next change to be read
	chain  ledger.Hash // the chain's hash before next, by the request
	fresh  int         // changes stored
	known  []uint32    // dictionaries the device knows
	reach  []string    // units whose records it reads and writes
}

// read checks where the request stands and stores its frames.
func (p *push) read(r io.Reader) error {
	if err := p.inTurn(p.ctx, p.begin); err != nil {
		return err
	}
	for i, mark := range p.head.Frames {
		changes, err := ledger.ReadMarked(r, mark, p.dictionary)
		if err != nil {
			return frameError(i, err)
		}
		if err := p.take(changes); err != nil {
			return err
		}
	}
	return nil
}

// begin checks where the request stands.
func (p *push) begin() (err error) {
	if p.at, err = p.store.Head(p.ctx, p.head.Device, p.head.Epoch); err != nil {
		return err
	}
	p.next, p.chain = p.head.First, p.head.Prev
	if p.next-1 > p.at.Have {
		return ledger.Errorf(ledger.CodeGap, "position %d, have %d", p.next, p.at.Have)
	}
	return p.agree(p.next-1, p.chain)
}

// dictionary finds a compression dictionary and remembers that the device has it.
func (p *push) dictionary(id uint32) *ledger.Dictionary {
	d := p.rules.catalogue.DictionaryByID(id)
	if d != nil && !slices.Contains(p.known, id) {
		p.known = append(p.known, id)
	}
	return d
}

func frameError(i int, err error) error {
	var coded *ledger.Error
	switch {
	case errors.As(err, &coded):
		return ledger.Errorf(coded.Code, "frame %d: %s", i+1, coded.Detail)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return ledger.Errorf(ledger.CodeBadRequest, "cut short in frame %d", i+1)
	}
	return fmt.Errorf("frame %d: %w", i+1, err)
}

// agree compares the chain's hash at a stored position; CodeFork when it is another.
func (p *push) agree(seq uint64, hash ledger.Hash) error {
	stored, err := p.store.HashAt(p.ctx, p.head.Device, p.head.Epoch, seq)
	if err == nil && stored != hash {
		err = ledger.Errorf(ledger.CodeFork, "position %d", seq)
	}
	return err
}

// take stores what is new in one frame. When another process moved the log on meanwhile, the rest
// is looked at again.
func (p *push) take(changes [][]byte) error {
	hashes := make([]ledger.Hash, len(changes))
	for i, b := range changes {
		p.chain = p.chain.Next(b)
		hashes[i] = p.chain
	}
	first := p.next
	p.next += uint64(len(changes))
	for range 8 {
		err := p.append(first, changes, hashes)
		if !errors.Is(err, ErrMoved) {
			return err
		}
		if p.at, err = p.store.Head(p.ctx, p.head.Device, p.head.Epoch); err != nil {
			return err
		}
	}
	return ledger.Errorf(ledger.CodeBusy, "the log keeps moving")
}

// append verifies the part of a frame that is stored already and stores the rest.
func (p *push) append(first uint64, changes [][]byte, hashes []ledger.Hash) error {
	old := 0
	if p.at.Have >= first {
		old = int(min(p.at.Have-first+1, uint64(len(changes))))
		if err := p.agree(first+uint64(old)-1, hashes[old-1]); err != nil {
			return err
		}
	}
	if old == len(changes) {
		return nil
	}
	seg := Segment{Device: p.head.Device, Epoch: p.head.Epoch, After: p.at, Received: p.now()}
	for i := old; i < len(changes); i++ {
		seg.Entries = append(seg.Entries, p.rules.entry(changes[i], hashes[i], p.reach, false))
	}
	seg.Folded = p.rules.foldAhead(seg)
	at, err := p.store.Append(p.ctx, seg, p.rules.fold)
	if err != nil {
		return err
	}
	p.at = at
	p.fresh += len(seg.Entries)
	return nil
}

// touchEvery is how often a contact is written down that tells nothing new of the device.
const touchEvery = 10 * time.Minute

// touch notes the contact, if there is anything to note.
func (p *push) touch() error {
	d := p.device
	agent := short(p.head.Agent)
	if agent == d.Agent && len(p.known) == len(d.Dictionaries) && p.now().Sub(d.Seen) < touchEvery {
		return nil
	}
	d.Seen, d.Agent, d.Dictionaries = p.now(), agent, p.known
	return p.store.Touch(p.ctx, d)
}

// blank is a receipt of what is stored, without pull and rejections.
func (p *push) blank() (ledger.Receipt, error) {
	units, err := p.families(p.ctx)
	if err != nil {
		return ledger.Receipt{}, err
	}
	unit, err := p.wireUnit(p.ctx, units, p.device.Unit)
	if err != nil {
		return ledger.Receipt{}, err
	}
	return ledger.Receipt{Commune: p.commune.ID, Incarnation: p.commune.Incarnation, Device: p.head.Device,
		Epoch: p.head.Epoch, Nonce: p.head.Nonce, Have: p.at.Have, Hash: p.at.Hash, Cursor: p.cursor(),
		Wall: p.now().UnixMilli(), Unit: unit}, nil
}

// cursor is the request's, or the beginning when it is from another incarnation.
func (p *push) cursor() ledger.Cursor {
	if p.head.Cursor.Incarnation == p.commune.Incarnation {
		return p.head.Cursor
	}
	return ledger.Cursor{Incarnation: p.commune.Incarnation}
}

// refusal answers a gap or a fork: what is stored, nothing else.
func (p *push) refusal(code ledger.Code) (a Answer, err error) {
	if p.at, err = p.store.Head(p.ctx, p.head.Device, p.head.Epoch); err != nil {
		return Answer{}, err
	}
	rc, err := p.blank()
	if err != nil {
		return Answer{}, err
	}
	rc.Code = code
	body, err := ledger.EncodeReceipt(rc, nil, p.commune.Key)
	return Answer{code, body}, err
}

// receipt answers with what is stored, what of it does not count, and what there is to pull.
func (p *push) receipt() (Answer, error) {
	rc, err := p.blank()
	if err != nil {
		return Answer{}, err
	}
	if err := p.reject(&rc); err != nil {
		return Answer{}, err
	}
	frames, err := p.pull(&rc)
	if err != nil {
		return Answer{}, err
	}
	body, err := ledger.EncodeReceipt(rc, frames, p.commune.Key)
	return Answer{Body: body}, err
}

// reject lists what does not count in the range of the request. When the header has no room for
// all, the receipt claims to have only what comes before the first that is left out: the laptop
// sends that again and is told then.
func (p *push) reject(rc *ledger.Receipt) error {
	if p.at.Have < p.head.First {
		return nil
	}
	verdicts, err := p.store.Rejected(p.ctx, p.head.Device, p.head.Epoch, p.head.First, p.at.Have)
	if err != nil {
		return err
	}
	size := 0
	for i, v := range verdicts {
		if v.Reason == (ledger.Words{}) {
			v.Reason = reasonOf(v.Code)
		}
		size += 48 + len(v.Code) + len(v.Field) + len(v.Reason.Vi) + len(v.Reason.En)
		if size > maxRejections && i > 0 {
			rc.Have = v.Seq - 1
			rc.Hash, err = p.store.HashAt(p.ctx, p.head.Device, p.head.Epoch, rc.Have)
			return err
		}
		rc.Rejected = append(rc.Rejected, v.Rejection)
	}
	return nil
}

// CommuneKey is the key that receipts are verified with.
func (o *Office) CommuneKey() ed25519.PublicKey { return o.commune.Key.Public().(ed25519.PublicKey) }
