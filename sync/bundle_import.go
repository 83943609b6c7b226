package sync

import (
	"bufio"
	"crypto/ed25519"
	"errors"
	"io"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// BundleImport sums up what ImportBundle took over.
type BundleImport struct {
	Confirmed int // changes proven to be at the commune that were not before
	Pulled    int // changes that were new here
	Rejected  []ledger.Rejection
	Pending   int  // changes that still wait for the commune
	Files     int  // attached files proven to have arrived, as far as the letter tells
	Forked    bool // the commune's log of this laptop continued differently: all is to be sent anew
}

// ImportBundle takes over the letters for this laptop in a file from the commune's office: what is
// proven to be there, what does not count, and what the laptop has not read yet. The same file
// again has no effect; letters for others are passed over. Of a file that was cut short the part
// before the cut counts. With an error the result tells what was taken over until then. Errors are
// *Error, or the file's own.
func ImportBundle(store BundleStore, r io.Reader, o Options) (BundleImport, error) {
	id, err := store.Identity()
	if err != nil {
		return BundleImport{}, storeError("read identity", err)
	}
	if !id.Joined {
		return BundleImport{}, failure(CodeNotJoined, "this laptop has not joined a commune")
	}
	i := importing{store: store, o: o.orDefault(), id: id}
	if i.key, err = store.Key(); err != nil {
		return BundleImport{}, storeError("read key", err)
	}
	err = coded(i.run(ledger.ReadBundle(r)))
	if at, poserr := store.Position(); poserr == nil {
		i.result.Pending = pending(at)
	} else if err == nil {
		err = storeError("read position", poserr)
	}
	return i.result, err
}

// coded gives an error that bears a code the form of this package's.
func coded(err error) error {
	var ours *Error
	var known *ledger.Error
	if !errors.As(err, &ours) && errors.As(err, &known) {
		return &Error{Code: known.Code, Err: err}
	}
	return err
}

// importing is one ImportBundle under way.
type importing struct {
	store  BundleStore
	o      Options
	id     ledger.Identity
	key    ed25519.PrivateKey
	result BundleImport

	opening *ledger.Receipt // begins a letter
	own     *ledger.Receipt // what the letter says of the present log, nil while it said nothing
}

func (i *importing) run(bundle *ledger.Bundle) error {
	found := false
	for {
		l, err := bundle.Next()
		if errors.Is(err, io.EOF) && !found {
			return failure(ledger.CodeBundleOther, "no letter for device %s", i.id.Device)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if l.Kind != ledger.LetterToDevice || l.To != i.id.Device {
			continue
		}
		found = true
		if err := l.Open(i.key); err != nil {
			return err
		}
		if err := i.letter(bufio.NewReader(l)); err != nil {
			return err
		}
	}
}

// letter reads the receipts of one letter: the opening, those of this device's logs, and those
// that bring changes.
func (i *importing) letter(r *bufio.Reader) error {
	i.opening, i.own = nil, nil
	for {
		begin, err := r.Peek(4)
		switch {
		case len(begin) == 0 && errors.Is(err, io.EOF):
			return nil
		case len(begin) == 0:
			return err
		case ledger.IsFiles(begin) && i.opening != nil:
			if err := i.files(r); err != nil {
				return err
			}
			continue
		}
		rc, err := i.receipt(r)
		if err != nil {
			return err
		}
		switch {
		case i.opening == nil:
			i.opening, err = &rc, i.fresh(rc)
		case rc.Epoch != ledger.Epoch{}:
			err = i.prove(rc)
		default:
			err = i.take(rc, r)
		}
		if err != nil {
			return err
		}
	}
}

// receipt reads one receipt that the commune signed for this laptop and for no request.
func (i *importing) receipt(r io.Reader) (ledger.Receipt, error) {
	rc, envelope, err := ledger.ReadReceipt(r)
	switch {
	case errors.Is(err, &ledger.Error{Code: ledger.CodeBadRequest}):
		return rc, &Error{Code: ledger.CodeBundleDamaged, Err: err}
	case err != nil:
		return rc, err
	case rc.Commune != i.id.Commune:
		return rc, failure(ledger.CodeBundleOther, "a letter of commune %s", rc.Commune)
	case !envelope.Verify(i.id.CommuneKey), rc.Device != i.id.Device, rc.Nonce != [8]byte{}, rc.Have > 1<<62, rc.More < 0:
		return rc, failure(ledger.CodeBundleDamaged, "a receipt that the commune did not sign for this laptop's letter")
	}
	return rc, nil
}

// fresh refuses a letter that is older than what the laptop knows: what it says of the log may not
// be so any more.
func (i *importing) fresh(rc ledger.Receipt) error {
	if rc.Epoch != (ledger.Epoch{}) || len(rc.Frames) > 0 {
		return failure(ledger.CodeBundleDamaged, "the letter has no opening")
	}
	cursor, err := i.store.Cursor()
	if err != nil {
		return storeError("read cursor", err)
	}
	heard, err := i.store.Heard()
	if err != nil {
		return storeError("read last contact", err)
	}
	old := rc.Cursor.Number < cursor.Number
	if rc.Incarnation != cursor.Incarnation {
		old = cursor.Incarnation != ledger.Incarnation{} && time.UnixMilli(rc.Wall).Before(heard)
	}
	if old {
		return failure(ledger.CodeBundleOld, "a letter of %s, heard at %s", time.UnixMilli(rc.Wall).UTC(), heard.UTC())
	}
	return nil
}

// prove notes what the letter says of the present log. One receipt has not always room for all that
// was rejected, so there may be several, the last of which tells the position.
func (i *importing) prove(rc ledger.Receipt) error {
	at, err := i.store.Position()
	if err != nil {
		return storeError("read position", err)
	}
	if rc.Epoch != at.Epoch {
		return nil
	}
	if i.own != nil {
		rc.Rejected = append(i.own.Rejected, rc.Rejected...)
	}
	i.own = &rc
	return nil
}

// take gives the store a receipt's changes together with what is proven of the log. Of a letter
// that ends inside them, the whole frames count and the cursor stays.
func (i *importing) take(rc ledger.Receipt, r io.Reader) error {
	a := &answer{receipt: rc}
	cut := a.readFrames(r, i.dictionary)
	claim, err := i.claim(rc, cut != nil)
	if err != nil {
		return err
	}
	before, err := i.store.Position()
	if err != nil {
		return storeError("read position", err)
	}
	n, err := i.store.AcceptLetter(claim, a.pulled)
	if errors.Is(err, &ledger.Error{Code: ledger.CodeFork}) && !i.result.Forked {
		return i.fork(claim, a.pulled, cut)
	}
	if err != nil {
		return storeError("accept receipt", err)
	}
	i.result.Pulled += n
	i.result.Rejected = append(i.result.Rejected, claim.Rejected...)
	if claim.Have > before.Have {
		i.result.Confirmed += int(claim.Have - before.Have)
	}
	return frameCut(cut)
}

// frameCut tells why frames did not come. A frame that is not what the receipt says is damage, since
// the letter's own chunks were whole.
func frameCut(err error) error {
	switch CodeOf(err) {
	case "", ledger.CodeBundleCut, ledger.CodeBundleDamaged, ledger.CodeNoDictionary, ledger.CodeTooLarge:
		return err
	}
	return &Error{Code: ledger.CodeBundleDamaged, Err: err}
}

// fork begins a new log: the commune's copy of the present one is not this laptop's.
func (i *importing) fork(claim ledger.Receipt, pulled [][]byte, cut error) error {
	if err := i.store.NewEpoch(); err != nil {
		return storeError("begin new log", err)
	}
	at, err := i.store.Position()
	if err != nil {
		return storeError("read position", err)
	}
	i.result.Forked, i.own = true, nil
	claim.Epoch, claim.Have, claim.Hash, claim.Rejected = at.Epoch, 0, ledger.Hash{}, nil
	n, err := i.store.AcceptLetter(claim, pulled)
	if err != nil {
		return storeError("accept receipt", err)
	}
	i.result.Pulled += n
	return frameCut(cut)
}

// claim is the receipt as the store takes it: the letter's for the present log, or that the commune
// has nothing of it when the letter, which names every log there, does not.
func (i *importing) claim(rc ledger.Receipt, cut bool) (ledger.Receipt, error) {
	at, err := i.store.Position()
	if err != nil {
		return rc, storeError("read position", err)
	}
	rc.Epoch, rc.Have, rc.Hash, rc.Rejected, rc.Code = at.Epoch, 0, ledger.Hash{}, nil, ""
	if i.own != nil {
		rc.Have, rc.Hash, rc.Code = i.own.Have, i.own.Hash, i.own.Code
		if rc.Rejected, err = i.rejections(at); err != nil {
			return rc, err
		}
	}
	if cut {
		if rc.Cursor, err = i.store.Cursor(); err != nil {
			return rc, storeError("read cursor", err)
		}
		if rc.Cursor.Incarnation != rc.Incarnation {
			rc.Cursor = ledger.Cursor{Incarnation: rc.Incarnation}
		}
	}
	return rc, nil
}

// rejections are those of changes that the letter newly proves to be at the commune. Of the others
// the laptop heard when they were proven, and may have mended them since.
func (i *importing) rejections(at ledger.LogPosition) (out []ledger.Rejection, err error) {
	if i.own.Have <= at.Have || len(i.own.Rejected) == 0 {
		return nil, nil
	}
	said := map[ledger.ID]ledger.Rejection{}
	for _, r := range i.own.Rejected {
		said[r.ID] = r
	}
	for seq := at.Have; seq < min(i.own.Have, at.Last); {
		entries, _, err := i.store.Outbox(seq, readAtOnce)
		if err != nil {
			return nil, storeError("read outbox", err)
		}
		for _, e := range entries {
			if r, ok := said[e.ID]; ok && e.Seq <= i.own.Have {
				out = append(out, r)
			}
		}
		seq += uint64(len(entries))
		if len(entries) == 0 {
			break
		}
	}
	return out, nil
}

func (i *importing) dictionary(id uint32) *ledger.Dictionary {
	if i.o.Dictionaries == nil {
		return nil
	}
	return i.o.Dictionaries.DictionaryByID(id)
}
