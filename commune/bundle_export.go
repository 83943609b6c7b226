package commune

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// BundleExport sums up what ExportBundle wrote.
type BundleExport struct {
	Unit    string
	Devices []ledger.DeviceID // each finds its own letter
	Shut    []ledger.DeviceID // of the unit, but shut out: nothing for them
	Changes int               // of the unit, in each letter
}

// ExportBundle writes a file for the laptops of a unit: for each a letter that only it can read,
// with signed receipts for all its logs that are known here and with all changes of its unit, since
// nobody knows here how far it has read. A unit that is not known or has no laptop is a *Fault.
func (o *Office) ExportBundle(ctx context.Context, unit string, w io.Writer) (BundleExport, error) {
	out := BundleExport{Unit: unit}
	if _, err := o.unit(ctx, unit); err != nil {
		return out, err
	}
	units, err := o.families(ctx)
	if err != nil {
		return out, err
	}
	devices, err := o.store.Devices(ctx)
	if err != nil {
		return out, err
	}
	logs, err := o.logsOf(ctx)
	if err != nil {
		return out, err
	}
	for _, d := range devices {
		switch {
		case d.Unit != unit && units.at(d.Unit, o.today().String()) != unit:
			continue
		case !d.Revoked.IsZero():
			out.Shut = append(out.Shut, d.ID)
			continue
		}
		if out.Changes, err = o.write(ctx, w, d, logs[d.ID]); err != nil {
			return out, fmt.Errorf("write letter to %s: %w", d.ID, err)
		}
		out.Devices = append(out.Devices, d.ID)
	}
	if len(out.Devices) == 0 {
		return out, noLaptop(unit)
	}
	return out, nil
}

// logsOf lists every device's epochs.
func (o *Office) logsOf(ctx context.Context) (map[ledger.DeviceID][]ledger.Epoch, error) {
	logs := map[ledger.DeviceID][]ledger.Epoch{}
	return logs, o.store.Walk(ctx, Walker{Head: func(device ledger.DeviceID, epoch ledger.Epoch, _ Head) error {
		logs[device] = append(logs[device], epoch)
		return nil
	}})
}

// letter is one letter to a laptop being written.
type letter struct {
	*push
	out  *ledger.LetterWriter
	sent int // changes
}

// write writes the letter to one laptop and tells how many changes are in it.
func (o *Office) write(ctx context.Context, w io.Writer, d Device, epochs []ledger.Epoch) (int, error) {
	out, err := ledger.NewLetter(w, ledger.LetterToDevice, d.Key)
	if err != nil {
		return 0, err
	}
	units, err := o.families(ctx)
	if err != nil {
		return 0, err
	}
	l := &letter{out: out, push: &push{Office: o, ctx: ctx, device: d, reach: units.reach(d.Unit, o.today().String())}}
	if err := l.opening(); err != nil {
		return 0, err
	}
	for _, e := range slices.Backward(epochs) {
		if err := l.log(e); err != nil {
			return 0, err
		}
	}
	if err := l.changes(); err != nil {
		return 0, err
	}
	if err := l.files(); err != nil {
		return 0, err
	}
	return l.sent, out.Close()
}

// opening tells of the commune as it is when the letter is written.
func (l *letter) opening() error {
	page, err := l.store.Pull(l.ctx, PullQuery{Unit: l.reach[0], Former: l.reach[1:], Count: 1})
	if err != nil {
		return err
	}
	rc, err := l.about(ledger.Epoch{}, Head{})
	if err != nil {
		return err
	}
	rc.Cursor.Number, rc.More = page.Newest, page.More+len(page.Changes)
	return l.put(rc, nil)
}

// about is a receipt for one log of the laptop, for none with the zero epoch.
func (l *letter) about(epoch ledger.Epoch, at Head) (ledger.Receipt, error) {
	l.head = ledger.PushHeader{Commune: l.commune.ID, Device: l.device.ID, Epoch: epoch}
	l.at = at
	return l.blank()
}

// log tells what is stored of one log and what of it does not count, in as many receipts as that
// takes.
func (l *letter) log(epoch ledger.Epoch) error {
	at, err := l.store.Head(l.ctx, l.device.ID, epoch)
	if err != nil {
		return err
	}
	for first := uint64(1); ; {
		rc, err := l.about(epoch, at)
		if err != nil {
			return err
		}
		l.head.First = first
		if err := l.reject(&rc); err != nil {
			return err
		}
		if err := l.put(rc, nil); err != nil || rc.Have >= at.Have {
			return err
		}
		first = rc.Have + 1
	}
}

// changes brings all changes of the unit, a page with each receipt.
func (l *letter) changes() error {
	for after := uint64(0); ; {
		page, err := l.store.Pull(l.ctx, PullQuery{Unit: l.reach[0], Former: l.reach[1:], After: after, Count: pageCount, Bytes: pagePlain})
		if err != nil {
			return err
		}
		rc, err := l.about(ledger.Epoch{}, Head{})
		if err != nil {
			return err
		}
		frames, sent, err := l.pack(page.Changes, 2*pagePlain, &rc)
		if err != nil {
			return err
		}
		rc.Cursor.Number, rc.More = page.Newest, page.More+len(page.Changes)-sent
		if rc.More > 0 {
			rc.Cursor.Number = page.Changes[sent-1].Number
		}
		l.sent += sent
		if err := l.put(rc, frames); err != nil || rc.More == 0 {
			return err
		}
		after = rc.Cursor.Number
	}
}

// files tells which files of the unit have arrived, in as many answers as that takes.
func (l *letter) files() error {
	named, err := l.unitFiles(l.ctx, l.device.Unit)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(named, ledger.MaxFileAsks) {
		var states []ledger.FileState
		for _, h := range some {
			here, err := l.hasFile(l.ctx, h)
			if err != nil {
				return err
			}
			if here {
				states = append(states, ledger.FileState{File: h, Arrived: true})
			}
		}
		if len(states) == 0 {
			continue
		}
		answer, err := l.filesAnswer(l.device.ID, [8]byte{}, states)
		if err != nil {
			return err
		}
		if _, err := l.out.Write(answer); err != nil {
			return err
		}
	}
	return nil
}

// put seals a receipt and its frames, each as a chunk of its own.
func (l *letter) put(rc ledger.Receipt, frames [][]byte) error {
	head, err := ledger.EncodeReceipt(rc, nil, l.commune.Key)
	if err != nil {
		return err
	}
	for _, chunk := range append([][]byte{head}, frames...) {
		if _, err := l.out.Write(chunk); err != nil {
			return err
		}
	}
	return nil
}
