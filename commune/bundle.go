package commune

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/nghia-hung/sothon/ledger"
)

// Delivery is what one letter of a bundle file came to. Err is nil when all of it was taken in;
// otherwise BundleReason puts it into words, and New tells what was taken before.
type Delivery struct {
	Device   ledger.DeviceID // zero when the letter could not be read that far
	Unit     string          // "" for a device that is not known here
	Person   string
	Changes  int  // that the letter carries
	New      int  // positions of the laptop's log that were not here before
	Files    int  // attached files that arrived with the letter
	Revoked  bool // taken in although its laptop is shut out, see TakeRevoked
	Rejected []ledger.Rejection
	Err      error
}

// ImportBundle takes in a file of letters from laptops, as many as it holds, each as if its laptop
// had sent it: the same checks, frame by frame, and the same file again has no effect. A letter that
// is refused, as a shut out laptop's unless TakeRevoked allows it, keeps out none behind it. There is at least one Delivery; the error is the
// store's or the context's and ends the import.
func (o *Office) ImportBundle(ctx context.Context, r io.Reader) ([]Delivery, error) {
	var out []Delivery
	bundle := ledger.ReadBundle(r)
	for ctx.Err() == nil {
		letter, err := bundle.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return unreadable(out, err), nil
		}
		d := o.receive(ctx, letter)
		out = append(out, d)
		var coded *ledger.Error
		if d.Err != nil && (!errors.As(d.Err, &coded) || coded.Code == ledger.CodeStorage || coded.Code == ledger.CodeBusy) {
			return out, d.Err
		}
	}
	return out, ctx.Err()
}

// unreadable adds that the file cannot be understood any further, unless the last letter told so.
func unreadable(out []Delivery, err error) []Delivery {
	if n := len(out); n > 0 {
		last := out[n-1].Err
		if errors.Is(last, &ledger.Error{Code: ledger.CodeBundleCut}) || errors.Is(last, &ledger.Error{Code: ledger.CodeBundleDamaged}) {
			return out
		}
	}
	return append(out, Delivery{Err: err})
}

// receive takes in one letter.
func (o *Office) receive(ctx context.Context, letter *ledger.Letter) (d Delivery) {
	switch {
	case letter.Kind != ledger.LetterToCommune:
		d.Err = ledger.Errorf(ledger.CodeBundleOther, "a letter to laptop %s", letter.To)
		return d
	case letter.To != o.commune.ID:
		d.Err = ledger.Errorf(ledger.CodeWrongCommune, "a letter to commune %s", letter.To)
		return d
	}
	if d.Err = letter.Open(o.commune.Key); d.Err != nil {
		return d
	}
	r := bufio.NewReader(letter)
	for {
		begin, err := r.Peek(4)
		if len(begin) == 0 && errors.Is(err, io.EOF) {
			return d
		} else if len(begin) == 0 {
			d.Err = err
			return d
		}
		take := o.receivePush
		if ledger.IsFiles(begin) {
			take = o.receiveFiles
		}
		if d.Err = take(ctx, r, &d); d.Err != nil {
			return d
		}
	}
}

// receiveFiles takes in one request about files of a letter.
func (o *Office) receiveFiles(ctx context.Context, r io.Reader, d *Delivery) error {
	in, _, err := o.acceptFiles(ctx, r, nil)
	if in == nil {
		return err
	}
	d.Device, d.Unit, d.Person = in.device.ID, in.device.Unit, in.device.Person
	d.Files += in.completed
	return errors.Join(err, o.noteRevoked(ctx, in.device, d))
}

// receivePush takes in one push of a letter.
func (o *Office) receivePush(ctx context.Context, r io.Reader, d *Delivery) error {
	var seen bytes.Buffer
	head, _, err := ledger.ReadPush(io.TeeReader(r, &seen))
	if err != nil {
		return err
	}
	d.Device = head.Device
	for _, m := range head.Frames {
		d.Changes += m.Count
	}
	device, err := o.store.Device(ctx, head.Device)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	d.Unit, d.Person = device.Unit, device.Person
	before, err := o.store.Head(ctx, head.Device, head.Epoch)
	if err != nil {
		return err
	}
	answer, refused := o.Accept(ctx, io.MultiReader(&seen, r), nil)
	after, err := o.store.Head(ctx, head.Device, head.Epoch)
	if err != nil {
		return err
	}
	d.New += int(after.Have - before.Have)
	if refused == nil || after.Have > before.Have {
		if err := o.noteRevoked(ctx, device, d); err != nil {
			return err
		}
	}
	if refused != nil {
		return refused
	}
	rc, _, err := ledger.ReadReceipt(bytes.NewReader(answer.Body))
	if err != nil {
		return err
	}
	d.Rejected = append(d.Rejected, rc.Rejected...)
	if answer.Code != "" {
		return ledger.Errorf(answer.Code, "position %d, here %d", head.First, rc.Have)
	}
	return nil
}
