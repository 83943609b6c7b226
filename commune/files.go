package commune

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// maxFilesBody bounds a request about files: its head and its chunks.
const maxFilesBody = 1<<17 + ledger.MaxFileChunks*ledger.MaxFileChunk

// DefaultUnitQuota is how many bytes of attached files one unit may send: about 6,000 shrunk photos.
const DefaultUnitQuota = 2_000_000_000

func (e *Endpoint) files(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	body := &patient{Reader: http.MaxBytesReader(w, r.Body, maxFilesBody), control: control, until: time.Now().Add(bodyTotal)}
	answer, err := e.office.AcceptFiles(r.Context(), body, body.interrupt)
	body.leave(w)
	if err != nil {
		e.fail(w, r, err)
		return
	}
	send(w, control, http.StatusOK, ledger.MediaType, answer)
}

// AcceptFiles takes in one request about files of docs/protocol.md §16, read from r, and gives the
// signed answer. Chunks are on disk one by one as they come: whatever the error, those before it
// stay. Errors and interrupt are as of Accept.
func (o *Office) AcceptFiles(ctx context.Context, r io.Reader, interrupt func()) ([]byte, error) {
	in, nonce, err := o.acceptFiles(ctx, r, interrupt)
	if err != nil {
		return nil, err
	}
	return o.filesAnswer(in.device.ID, nonce, in.told())
}

// acceptFiles takes in a request; what it came to is nil when it was not admitted.
func (o *Office) acceptFiles(ctx context.Context, r io.Reader, interrupt func()) (in *filesIn, nonce [8]byte, err error) {
	head, envelope, err := ledger.ReadFiles(r)
	if err != nil {
		return nil, nonce, err
	}
	device, err := o.admitted(ctx, head.Commune, head.Device, envelope)
	if err != nil {
		return nil, nonce, err
	}
	if interrupt == nil {
		interrupt = func() {}
	}
	if o.tep.dir == "" {
		return nil, nonce, ledger.Errorf(ledger.CodeStorage, "there is no folder for files here")
	}
	release, ok := o.turns.take(device.ID, interrupt)
	if !ok {
		return nil, nonce, ledger.Errorf(ledger.CodeBusy, "another request of this device is being answered")
	}
	defer release()
	in = &filesIn{Office: o, ctx: context.WithoutCancel(ctx), device: device, states: map[ledger.Hash]*fileIn{}}
	err = in.read(r, head)
	o.log.Info("files", "device", device.ID, "asked", len(head.Ask), "chunks", len(head.Chunks), "bytes", in.fresh, "error", err)
	return in, head.Nonce, err
}

func (o *Office) filesAnswer(device ledger.DeviceID, nonce [8]byte, states []ledger.FileState) ([]byte, error) {
	return ledger.EncodeFilesAnswer(ledger.FilesAnswer{Commune: o.commune.ID, Incarnation: o.commune.Incarnation,
		Device: device, Nonce: nonce, Wall: o.now().UnixMilli(), Files: states}, o.commune.Key)
}

// filesIn is one request about files on its way in.
type filesIn struct {
	*Office
	ctx    context.Context // does not end with the request: what is begun is kept
	device Device
	states map[ledger.Hash]*fileIn
	order  []ledger.Hash // of states
	fresh  int           // bytes stored

	completed int // files that arrived
}

// told is what the answer says.
func (in *filesIn) told() []ledger.FileState {
	out := []ledger.FileState{}
	for _, h := range in.order {
		out = append(out, in.states[h].FileState)
	}
	return out
}

// fileIn is one file of the request.
type fileIn struct {
	ledger.FileState
	size   int64
	opened bool // noted as coming, its size within the unit's room
}

// read looks at what is asked for and stores the chunks.
func (in *filesIn) read(r io.Reader, head ledger.FilesHeader) error {
	hashes := append([]ledger.Hash{}, head.Ask...)
	for _, c := range head.Chunks {
		hashes = append(hashes, c.File)
	}
	named, err := in.named(in.ctx, in.device, hashes)
	if err != nil {
		return err
	}
	for _, h := range hashes {
		if in.states[h] != nil {
			continue
		}
		f := &fileIn{FileState: ledger.FileState{File: h}, size: named[h]}
		in.states[h], in.order = f, append(in.order, h)
		switch {
		case f.size <= 0:
			f.Code = ledger.CodeFileUnknown
		case f.size > ledger.MaxFileBytes:
			f.Code = ledger.CodeTooLarge
		default:
			if err := in.look(f); err != nil {
				return err
			}
		}
	}
	for i, c := range head.Chunks {
		b, err := ledger.ReadChunk(r, c)
		if err != nil {
			return frameError(i, err)
		}
		if err := in.take(in.states[c.File], c.Offset, b); err != nil {
			return err
		}
	}
	return nil
}

// look finds how much of a file is here. A whole file that is not noted, since the database came
// back from an older copy, is verified and noted again.
func (in *filesIn) look(f *fileIn) error {
	unlock := in.tep.lock(f.File)
	defer unlock()
	arrived, err := in.hasFile(in.ctx, f.File)
	if err != nil || arrived {
		f.Arrived = arrived
		f.Have = f.size
		return err
	}
	if there, err := fileSize(in.tep.whole(f.File)); err != nil {
		return err
	} else if there >= 0 {
		return in.adopt(f)
	}
	have, err := fileSize(in.tep.part(f.File))
	if f.Have = min(max(have, 0), f.size); err != nil || f.Have < f.size {
		return err
	}
	return in.complete(f) // the program ended between the last byte and this
}

// adopt notes a file whose bytes are here already, or puts away one whose bytes are wrong.
func (in *filesIn) adopt(f *fileIn) error {
	sum, err := hashFile(in.tep.whole(f.File))
	if err != nil {
		return err
	}
	if sum != f.File {
		if err := os.Remove(in.tep.whole(f.File)); err != nil {
			return diskError("drop file", err)
		}
		f.Have = 0
		return in.store.ForgetFile(in.ctx, f.File)
	}
	return in.arrive(f)
}

func (in *filesIn) arrive(f *fileIn) error {
	size, err := fileSize(in.tep.whole(f.File))
	if err != nil {
		return err
	}
	kept := KeptFile{Hash: f.File, Size: size, Unit: in.device.Unit, Opened: in.now()}
	if err := in.store.FileArrived(in.ctx, kept, in.now()); err != nil {
		return err
	}
	f.Arrived, f.Have, f.Code = true, size, ""
	in.completed++
	return nil
}

// take stores the part of a chunk that is new. What cannot be stored is told by the file's code and
// passed over.
func (in *filesIn) take(f *fileIn, offset int64, b []byte) error {
	if f.Arrived || f.Code == ledger.CodeFileUnknown || f.Code == ledger.CodeTooLarge || f.Code == ledger.CodeFileQuota {
		return nil
	}
	unlock := in.tep.lock(f.File)
	defer unlock()
	have, err := fileSize(in.tep.part(f.File))
	if err != nil {
		return err
	}
	have = max(have, 0)
	if f.Have, f.Code = have, ""; offset > have {
		f.Code = ledger.CodeFileOffset
		return nil
	}
	if offset+int64(len(b)) <= have {
		return nil
	}
	b = b[have-offset:]
	if room := f.size - have; int64(len(b)) > room {
		f.Code = ledger.CodeTooLarge
		return nil
	}
	if err := in.open(f); err != nil || f.Code != "" {
		return err
	}
	if err := in.tep.write(f.File, have, b); err != nil {
		return err
	}
	in.fresh += len(b)
	if f.Have = have + int64(len(b)); f.Have < f.size {
		return nil
	}
	return in.complete(f)
}

// open notes once that the file is coming.
func (in *filesIn) open(f *fileIn) error {
	if f.opened {
		return nil
	}
	err := in.store.OpenFile(in.ctx, KeptFile{Hash: f.File, Size: f.size, Unit: in.device.Unit, Opened: in.now()}, in.quota)
	if errors.Is(err, &ledger.Error{Code: ledger.CodeFileQuota}) {
		f.Code = ledger.CodeFileQuota
		return nil
	}
	f.opened = err == nil
	return err
}

// complete verifies a file whose last byte has come.
func (in *filesIn) complete(f *fileIn) error {
	err := in.tep.finish(f.File)
	if errors.Is(err, &ledger.Error{Code: ledger.CodeFileMismatch}) {
		f.Have, f.Code, f.opened = 0, ledger.CodeFileMismatch, false
		return in.store.ForgetFile(in.ctx, f.File)
	}
	if err != nil {
		return err
	}
	return in.arrive(f)
}

// hasFile reports whether a file has arrived and its bytes are still there.
func (o *Office) hasFile(ctx context.Context, h ledger.Hash) (bool, error) {
	if o.tep.dir == "" {
		return false, nil
	}
	kept, err := o.store.KeptFile(ctx, h)
	if errors.Is(err, ErrNotFound) || err == nil && kept.Arrived.IsZero() {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	size, err := fileSize(o.tep.whole(h))
	return size == kept.Size, err
}

// ArrivedFiles tells of files whether all of each is here.
func (o *Office) ArrivedFiles(ctx context.Context, files []ledger.File) (map[ledger.Hash]bool, error) {
	out := map[ledger.Hash]bool{}
	for _, f := range files {
		here, err := o.hasFile(ctx, f.SHA256)
		if err != nil {
			return nil, err
		}
		out[f.SHA256] = here
	}
	return out, nil
}

// attached lists the files that a record names.
func (o *Office) attached(ctx context.Context, rec *ledger.Record) (out []AttachedFile, err error) {
	for _, f := range namedFiles(rec) {
		here, err := o.hasFile(ctx, f.SHA256)
		if err != nil {
			return nil, err
		}
		out = append(out, AttachedFile{File: f, Arrived: here})
	}
	return out, nil
}

// checkFiles reads every file that has arrived.
func (o *Office) checkFiles(ctx context.Context, c *checker) error {
	if o.tep.dir == "" {
		return nil
	}
	return o.store.EachFile(ctx, func(f KeptFile) error {
		if f.Arrived.IsZero() || ctx.Err() != nil {
			return ctx.Err()
		}
		if sum, err := hashFile(o.tep.whole(f.Hash)); err != nil || sum != f.Hash {
			c.noteFile(f.Hash)
		}
		return nil
	})
}

// OpenFile opens the bytes of a file that has arrived, to be closed by the caller; ErrNotFound when
// it has not.
func (o *Office) OpenFile(ctx context.Context, h ledger.Hash) (*os.File, error) {
	here, err := o.hasFile(ctx, h)
	if err != nil {
		return nil, err
	}
	if !here {
		return nil, ErrNotFound
	}
	f, err := os.Open(o.tep.whole(h))
	if err != nil {
		return nil, diskError("read file", err)
	}
	return f, nil
}
