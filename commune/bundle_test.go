package commune_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// bundle writes what the laptop has not been told is there, as docs/protocol.md lays down: pushes
// of 2 frames with 2 changes each.
func (l *laptop) bundle() []byte {
	var file bytes.Buffer
	out, err := ledger.NewLetter(&file, ledger.LetterToCommune, l.town.office.CommuneKey())
	if err != nil {
		l.town.t.Fatal(err)
	}
	for first := l.have + 1; first <= uint64(len(l.log)) || first == l.have+1; {
		whole := *l
		whole.log = l.log[:min(first+3, uint64(len(l.log)))]
		q := whole.request(first, 2)
		q.frames = append([][]byte{request{head: q.head, key: q.key}.body(l.town.t)}, q.frames...)
		for _, chunk := range q.frames {
			if _, err := out.Write(chunk); err != nil {
				l.town.t.Fatal(err)
			}
		}
		first += 4
	}
	if err := out.Close(); err != nil {
		l.town.t.Fatal(err)
	}
	return file.Bytes()
}

// write makes n valid records.
func (l *laptop) write(n int) {
	for i := range n {
		l.make(ledger.KindFinalize, nil, session("Vụ mùa", int64(10+i)))
	}
}

func (w *town) bring(file []byte) []commune.Delivery {
	w.t.Helper()
	out, err := w.office.ImportBundle(context.Background(), bytes.NewReader(file))
	if err != nil || len(out) == 0 {
		w.t.Fatalf("%d deliveries, %v", len(out), err)
	}
	return out
}

// one is the only delivery, which came to code ("" for all taken).
func (w *town) one(file []byte, code ledger.Code) commune.Delivery {
	w.t.Helper()
	out := w.bring(file)
	if len(out) != 1 {
		w.t.Fatalf("%d deliveries", len(out))
	}
	if code == "" && out[0].Err != nil {
		w.t.Fatal(out[0].Err)
	}
	if code != "" {
		wantCode(w.t, out[0].Err, code)
		if words := commune.BundleReason(out[0].Err); words.Vi == "" || words.En == "" || words == commune.BundleReason(io.ErrNoProgress) {
			w.t.Errorf("%s has no words", code)
		}
	}
	return out[0]
}

// has is how many changes of the laptop's present log are stored.
func (w *town) has(l *laptop) int {
	w.t.Helper()
	head, err := w.store.Head(context.Background(), l.id, l.epoch)
	if err != nil || head.Hash != l.hash(head.Have) {
		w.t.Fatalf("have %d with another hash, or %v", head.Have, err)
	}
	return int(head.Have)
}

func TestBundleBringsWhatASyncWould(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.write(9)
	file := l.bundle()
	if d := w.one(file, ""); d.New != 9 || d.Changes != 9 || d.Unit != "x1" || d.Device != l.id || d.Person == "" {
		t.Fatalf("%+v", d)
	}
	if d := w.one(file, ""); d.New != 0 || d.Changes != 9 {
		t.Fatalf("again: %+v", d)
	}
	l.write(2)
	if rc := l.sync(); rc.Have != 11 {
		t.Fatalf("a sync after it: %+v", rc)
	}
	if d := w.one(file, ""); d.New != 0 {
		t.Fatalf("late: %+v", d)
	}
	w.clean()
}

func TestBundlesOfManyLaptopsAtOnce(t *testing.T) {
	w := newTown(t)
	var file []byte
	laptops := []*laptop{w.laptop("x1"), w.laptop("x1"), w.laptop("x2")}
	for i, l := range laptops {
		l.write(i + 1)
		file = append(file, l.bundle()...)
	}
	if err := w.office.Revoke(t.Context(), laptops[1].id); err != nil {
		t.Fatal(err)
	}
	out := w.bring(file)
	if len(out) != 3 || out[0].New != 1 || out[1].New != 0 || out[2].New != 3 {
		t.Fatalf("%+v", out)
	}
	wantCode(t, out[1].Err, ledger.CodeRevoked)
	if out[1].Device != laptops[1].id || out[1].Unit != "x1" {
		t.Fatalf("whose it was is not told: %+v", out[1])
	}
	w.clean()
}

func TestBundlesThatAreRefused(t *testing.T) {
	w, other := newTown(t), newTown(t)
	l, stranger := w.laptop("x1"), other.laptop("x1")
	l.write(1)
	stranger.write(1)
	w.one([]byte("PK\x03\x04"), ledger.CodeNotBundle)
	w.one([]byte("STB2"), ledger.CodeBundleNewer)
	w.one(stranger.bundle(), ledger.CodeWrongCommune)

	forged := newLaptop(w)
	forged.unit = "x1"
	forged.write(1)
	w.one(forged.bundle(), ledger.CodeUnauthorized)

	var reply bytes.Buffer
	if _, err := w.office.ExportBundle(t.Context(), "x1", &reply); err != nil {
		t.Fatal(err)
	}
	w.one(reply.Bytes(), ledger.CodeBundleOther)

	late := *l
	late.have, late.log = 1, append(slices.Clone(l.log), l.log[0])
	w.one(late.bundle(), ledger.CodeGap)
	w.one(l.bundle(), "")
	twin := *l
	twin.log = nil
	twin.write(1)
	w.one(twin.bundle(), ledger.CodeFork)
	if w.has(l) != 1 {
		t.Fatal("a refused file left something")
	}
}

// TestAnyDamageOfABundle: what is stored is always the beginning of what the laptop wrote, and the
// whole file afterwards mends it.
func TestAnyDamageOfABundle(t *testing.T) {
	w := newTown(t)
	rapid.Check(t, func(r *rapid.T) {
		l := w.laptop("x1")
		l.write(7)
		file := l.bundle()
		hurt := bytes.Clone(file)
		at := rapid.IntRange(0, len(hurt)-1).Draw(r, "at")
		if rapid.Bool().Draw(r, "cut") {
			hurt = hurt[:at]
		} else {
			hurt[at] ^= 1 << rapid.IntRange(0, 7).Draw(r, "bit")
		}
		d := w.bring(hurt)[0]
		if has := w.has(l); d.Err == nil || has != d.New {
			r.Fatalf("damage at %d: %d stored, %d told, %v", at, has, d.New, d.Err)
		}
		if d := w.one(file, ""); w.has(l) != 7 {
			r.Fatalf("mended: %+v", d)
		}
	})
	w.clean()
}

func TestATruncatedBundleYieldsItsWholeFrames(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.write(8)
	file := l.bundle()
	if d := w.one(file[:len(file)-1], ledger.CodeBundleCut); d.New != 8 {
		t.Fatalf("without its last byte: %+v", d)
	}
	l = w.laptop("x1")
	l.write(8)
	file = l.bundle()
	if d := w.one(file[:len(file)-40], ledger.CodeBundleCut); d.New != 6 {
		t.Fatalf("cut in its last frame: %+v", d)
	}
}

// open reads the letter to l out of a file: the receipts in their order and the changes behind them.
func (l *laptop) open(file []byte) (receipts []ledger.Receipt, changes [][]byte) {
	t := l.town.t
	t.Helper()
	bundle := ledger.ReadBundle(bytes.NewReader(file))
	letter, err := bundle.Next()
	for ; err == nil && letter.To != l.id; letter, err = bundle.Next() {
	}
	if err != nil {
		t.Fatalf("no letter to %s: %v", l.id, err)
	}
	if err := letter.Open(l.key); err != nil {
		t.Fatal(err)
	}
	for {
		rc, envelope, err := ledger.ReadReceipt(letter)
		if errors.Is(err, &ledger.Error{Code: ledger.CodeBadRequest}) {
			return receipts, changes
		}
		if err != nil || !envelope.Verify(l.town.office.CommuneKey()) || rc.Device != l.id || rc.Nonce != [8]byte{} {
			t.Fatalf("%+v, %v", rc, err)
		}
		receipts = append(receipts, rc)
		for _, m := range rc.Frames {
			frame, err := ledger.ReadMarked(letter, m, func(uint32) *ledger.Dictionary { return nil })
			if err != nil {
				t.Fatal(err)
			}
			changes = append(changes, frame...)
		}
	}
}

func TestReplyToAUnit(t *testing.T) {
	w := newTown(t)
	a, b, c := w.laptop("x1"), w.laptop("x1"), w.laptop("x2")
	gone := w.laptop("x1")
	if err := w.office.Revoke(t.Context(), gone.id); err != nil {
		t.Fatal(err)
	}
	a.write(3)
	b.write(2)
	c.write(1)
	w.bring(slices.Concat(a.bundle(), b.bundle(), c.bundle()))
	a.newEpoch()
	w.bring(a.bundle())

	var file bytes.Buffer
	sum, err := w.office.ExportBundle(t.Context(), "x1", &file)
	if err != nil || sum.Changes != 5 || len(sum.Devices) != 2 || len(sum.Shut) != 1 {
		t.Fatalf("%+v, %v", sum, err)
	}
	receipts, changes := a.open(file.Bytes())
	if len(receipts) != 4 || receipts[0].Cursor.Number != 6 || receipts[0].More != 5 || len(changes) != 5 || receipts[3].Cursor.Number != 6 {
		t.Fatalf("%d receipts, %d changes: %+v", len(receipts), len(changes), receipts)
	}
	for _, rc := range receipts[1:3] {
		if rc.Have != 3 || rc.Hash != a.hash(3) || rc.Epoch == (ledger.Epoch{}) {
			t.Fatalf("%+v", rc)
		}
	}
	if receipts, _ := b.open(file.Bytes()); len(receipts) != 3 || receipts[1].Have != 2 {
		t.Fatalf("%+v", receipts)
	}
}

func TestReplyNobodyCouldRead(t *testing.T) {
	w := newTown(t)
	for unit, key := range map[string]string{"x9": "unit_unknown", "x1": "bundle_no_laptop"} {
		_, err := w.office.ExportBundle(t.Context(), unit, io.Discard)
		if !errors.Is(err, &commune.Fault{Key: key}) || commune.BundleReason(err).Vi == "" {
			t.Errorf("%s: %v", unit, err)
		}
	}
}

// TestReplyTellsEveryRejection: as many receipts as the rejections take, the last with the position.
func TestReplyTellsEveryRejection(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for range 400 {
		l.make(ledger.KindApprove, nil, nil)
	}
	l.write(1)
	d := w.one(l.bundle(), "")
	if d.New != 401 || len(d.Rejected) != 400 {
		t.Fatalf("%d new, %d rejected", d.New, len(d.Rejected))
	}
	var file bytes.Buffer
	if _, err := w.office.ExportBundle(t.Context(), "x1", &file); err != nil {
		t.Fatal(err)
	}
	receipts, _ := l.open(file.Bytes())
	told := map[ledger.ID]bool{}
	for _, rc := range receipts {
		for _, r := range rc.Rejected {
			told[r.ID] = true
		}
	}
	if last := receipts[len(receipts)-2]; len(told) != 400 || len(receipts) < 4 || last.Have != 401 || last.Hash != l.hash(401) {
		t.Fatalf("%d of 400 told in %d receipts", len(told), len(receipts))
	}
}
