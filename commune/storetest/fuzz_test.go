package storetest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// little is the least store that Accept works on, so that the fuzzer is not slowed down by a
// database: one device, one log, nothing to pull.
type little struct {
	commune.Store
	c      commune.Commune
	device commune.Device
	head   commune.Head
}

func (l *little) Begin(_ context.Context, c commune.Commune, _ commune.User) error {
	l.c = c
	return nil
}

func (l *little) View(context.Context, func(commune.View) error) error { return nil }

func (l *little) SumAgain(context.Context, [32]byte, func(commune.Row) []ledger.Add) error {
	return nil
}

func (l *little) Setting(context.Context, string) (string, error) { return "", nil }

func (l *little) Settled(context.Context) (uint64, error) { return 0, nil }

func (l *little) LockEvents(context.Context) ([]ledger.LockEvent, error) { return nil, nil }

func (l *little) Device(_ context.Context, id ledger.DeviceID) (commune.Device, error) {
	if id != l.device.ID {
		return commune.Device{}, commune.ErrNotFound
	}
	return l.device, nil
}

func (l *little) Units(context.Context) ([]commune.Unit, error) {
	return []commune.Unit{unit("x1")}, nil
}

func (l *little) Touch(context.Context, commune.Device) error { return nil }

func (l *little) Head(context.Context, ledger.DeviceID, ledger.Epoch) (commune.Head, error) {
	return l.head, nil
}

func (l *little) HashAt(_ context.Context, _ ledger.DeviceID, _ ledger.Epoch, seq uint64) (ledger.Hash, error) {
	if seq == l.head.Have {
		return l.head.Hash, nil
	}
	return ledger.Hash{}, nil
}

func (l *little) Append(_ context.Context, s commune.Segment, fold commune.Fold) (commune.Head, error) {
	for _, e := range s.Entries {
		if e.Code != "" {
			continue
		}
		row, err := fold([]commune.Logged{{Number: 1, ID: e.ID, Bytes: e.Bytes, Received: s.Received}})
		if err != nil || row.ID != e.Change.Record {
			return commune.Head{}, errors.Join(err, errors.New("folded another record"))
		}
		if _, err := ledger.EncodeValues(row.Values); err != nil {
			return commune.Head{}, err
		}
	}
	return commune.Head{Have: s.After.Have + uint64(len(s.Entries)), Hash: s.Entries[len(s.Entries)-1].Hash}, nil
}

func (l *little) Rejected(context.Context, ledger.DeviceID, ledger.Epoch, uint64, uint64) ([]commune.Verdict, error) {
	return nil, nil
}

func (l *little) Pull(context.Context, commune.PullQuery) (commune.PullPage, error) {
	return commune.PullPage{}, nil
}

// FuzzAccept sends any bytes as a request, as the frames of a rightly signed request, and as a
// change in a whole frame of one.
func FuzzAccept(f *testing.F) {
	store := &little{}
	office, _, err := commune.Init(f.Context(), store, commune.Founding{Name: "Mẫu", Code: "1"}, commune.Options{})
	if err != nil {
		f.Fatal(err)
	}
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	public := key.Public().(ed25519.PublicKey)
	store.device = commune.Device{ID: ledger.DeviceOf(public), Key: public, Unit: "x1"}
	head := ledger.PushHeader{Commune: store.c.ID, Device: store.device.ID, First: 1}
	for _, seed := range seeds(f, head, key, store.device.ID) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		bodies := [][]byte{body}
		h := head
		h.Frames = []ledger.Mark{ledger.MarkOf(body, 1)}
		bodies = append(bodies, sealed(t, h, key, body))
		if frame, err := ledger.EncodeFrame([][]byte{body}, nil); err == nil {
			h.Frames = []ledger.Mark{ledger.MarkOf(frame, 1)}
			bodies = append(bodies, sealed(t, h, key, frame))
		}
		for _, b := range bodies {
			_, err := office.Accept(t.Context(), bytes.NewReader(b), nil)
			var coded *ledger.Error
			if err != nil && (!errors.As(err, &coded) || coded.Code.Status() >= 500) {
				t.Error(err)
			}
		}
	})
}

func sealed(t testing.TB, h ledger.PushHeader, key ed25519.PrivateKey, frames ...[]byte) []byte {
	t.Helper()
	b, err := ledger.EncodePush(h, frames, key)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// seeds are a request, a frame and a change that are as they should be, and the beginning of one.
func seeds(t testing.TB, h ledger.PushHeader, key ed25519.PrivateKey, device ledger.DeviceID) [][]byte {
	t.Helper()
	c := ledger.Change{ID: ledger.ID{1}, Record: ledger.ID{1}, Form: "tuyen_truyen", Version: 1, Unit: "x1", Kind: ledger.KindFinalize,
		Device: device, Set: []ledger.Assignment{{Field: "chu_de", Value: ledger.TextValue("Họp thôn")}, {Field: "ngay", Value: ledger.TextValue("2026-06-08")}}}
	change, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	frame, err := ledger.EncodeFrame([][]byte{change}, nil)
	if err != nil {
		t.Fatal(err)
	}
	h.Frames = []ledger.Mark{ledger.MarkOf(frame, 1)}
	return [][]byte{sealed(t, h, key, frame), frame, change, []byte("STP1\xff\xff")}
}
