package sync

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/nghia-hung/sothon/ledger"
)

// FileStore is what sending attached files needs of the laptop's store.
type FileStore interface {
	// FilesDue lists the files that the commune is to be asked about now, oldest first: those whose
	// bytes are here and wait, and from time to time the others.
	FilesDue() ([]ledger.FileDue, error)
	// FileBytes reads up to n bytes of a file from offset on, and at offset 0 verifies the whole file
	// first. It is an *ledger.Error with CodeFileDamaged when the copy here is damaged or gone.
	FileBytes(hash ledger.Hash, offset int64, n int) ([]byte, error)
	// FileDamaged notes that the copy here cannot be sent.
	FileDamaged(hash ledger.Hash) error
	// FilesAnswered takes over what the commune signed of files. An answer of another life of the
	// commune's store than the last receipt is passed over.
	FilesAnswered(answer ledger.FilesAnswer) error
}

// Bounds of one request about files. A link that fails gets one chunk of half the size; each quick
// success doubles both again.
const (
	minChunk  = 4 << 10
	maxChunks = 16 // of ledger.MaxFileChunk bytes: 1 MiB
	maxAsks   = 400

	requestTime = 10 * time.Second // that a request may take and the next still be larger
)

// What ends a try to send files without being a failure.
const (
	codeRecordsFirst ledger.Code = "records_first" // a record waits, and records always go first
	codeNoFiles      ledger.Code = "no_files"      // the endpoint is of a program that takes no files
)

type filePace struct{ chunk, count int }

func newFilePace() filePace { return filePace{chunk: ledger.MaxFileChunk, count: 2} }

func (p *filePace) slower() { p.chunk, p.count = max(p.chunk/2, minChunk), 1 }

// took settles the pace after an answer: requests shall be short enough that a record written
// meanwhile does not wait long for its turn.
func (p *filePace) took(d time.Duration) {
	switch {
	case d > 2*requestTime:
		p.count = max(p.count/2, 1)
	case d < requestTime:
		p.chunk, p.count = min(p.chunk*2, ledger.MaxFileChunk), min(p.count*2, maxChunks)
	}
}

// sending is the files' part of one Sync.
type sending struct {
	*session
	known map[ledger.Hash]ledger.FileState // as the commune answered in this Sync
	wrong map[ledger.Hash]int              // times a file arrived damaged
	idle  int                              // answers in a row that got nothing done

	header ledger.FilesHeader
	body   []byte
}

// files sends attached files until none is left that can be sent now, or a record waits, which the
// result then tells.
func (s *session) files(ctx context.Context) (records bool, err error) {
	f := s.sent
	if f == nil {
		f = &sending{session: s, known: map[ledger.Hash]ledger.FileState{}, wrong: map[ledger.Hash]int{}}
		s.sent = f
	}
	for {
		if records, err := f.recordsWait(); err != nil || records {
			return records, err
		}
		if err := f.build(); err != nil {
			return false, err
		}
		if len(f.header.Ask)+len(f.header.Chunks) == 0 {
			return false, nil
		}
		err := f.round(ctx)
		switch CodeOf(err) {
		case codeRecordsFirst:
			return true, nil
		case codeNoFiles:
			return false, nil
		}
		switch {
		case err != nil:
			return false, err
		case f.idle > maxIdle:
			return false, failure(CodeNoProgress, "%d answers in a row took nothing of the files", f.idle)
		}
	}
}

func (f *sending) recordsWait() (bool, error) {
	at, err := f.client.store.Position()
	return err == nil && pending(at) > 0, storeError("read position", err)
}

// build makes the next request: it asks about files that this Sync has not asked about, or sends
// the next chunks of those that the commune lacks.
func (f *sending) build() error {
	due, err := f.client.store.FilesDue()
	if err != nil {
		return storeError("read files", err)
	}
	f.header = ledger.FilesHeader{Commune: f.id.Commune, Device: f.id.Device, Wall: f.client.o.Now().UnixMilli(),
		Ask: []ledger.Hash{}, Chunks: []ledger.FileChunk{}, Agent: f.client.o.Agent}
	if _, err := io.ReadFull(f.client.o.Rand, f.header.Nonce[:]); err != nil {
		return failure(ledger.CodeInternal, "read randomness: %w", err)
	}
	f.tally(due)
	for _, d := range due {
		if _, asked := f.known[d.SHA256]; !asked && len(f.header.Ask) < maxAsks {
			f.header.Ask = append(f.header.Ask, d.SHA256)
		}
	}
	var chunks [][]byte
	if len(f.header.Ask) == 0 {
		if chunks, err = f.chunks(due); err != nil {
			return err
		}
	}
	head, err := ledger.EncodeFiles(f.header, f.key)
	if err != nil {
		return &Error{Code: ledger.CodeInternal, Err: err}
	}
	f.body = slices.Concat(head, bytes.Join(chunks, nil))
	return nil
}

// chunks reads what to send next.
func (f *sending) chunks(due []ledger.FileDue) (chunks [][]byte, err error) {
	pace := f.client.filePace
	for _, d := range due {
		state := f.known[d.SHA256]
		if !d.Here || state.Code != "" && state.Code != ledger.CodeFileOffset && state.Code != ledger.CodeFileMismatch || f.wrong[d.SHA256] > 2 {
			continue
		}
		for at := state.Have; at < d.Size && len(chunks) < pace.count; {
			b, err := f.client.store.FileBytes(d.SHA256, at, pace.chunk)
			if errors.Is(err, &ledger.Error{Code: ledger.CodeFileDamaged}) {
				if err := f.client.store.FileDamaged(d.SHA256); err != nil {
					return nil, storeError("note damaged file", err)
				}
				break
			}
			if err != nil {
				return nil, storeError("read file", err)
			}
			f.header.Chunks = append(f.header.Chunks, ledger.ChunkOf(d.SHA256, at, b))
			chunks = append(chunks, b)
			at += int64(len(b))
		}
	}
	return chunks, nil
}

// tally counts what waits, for the progress.
func (f *sending) tally(due []ledger.FileDue) {
	left, size, have := 0, int64(0), int64(0)
	for _, d := range due {
		if state := f.known[d.SHA256]; d.Here {
			left++
			size, have = size+d.Size, have+max(d.Have, state.Have)
		}
	}
	f.state.Files, f.state.FileBytes, f.state.FileBytesSent = left+f.result.FilesSent, f.sentBytes+size, f.sentBytes+have
	f.result.FilesPending = left
}

// round does one request until it is answered, with as many attempts as the policy allows.
func (f *sending) round(ctx context.Context) error {
	f.state.Attempt = 1
	f.emit("files")
	body := retryablehttp.ReaderFunc(func() (io.Reader, error) { return bytes.NewReader(f.body), nil })
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPut, f.link.url+ledger.FilesPath, body)
	if err != nil {
		return failure(CodeInsecureURL, "%w", err)
	}
	req.Header = http.Header{"Content-Type": {ledger.MediaType}, "User-Agent": {""}}
	req.SetResponseHandler(f.handle)
	client := f.client.retrying(ctx, f.link, f)
	client.PrepareRetry = f.prepare
	_, err = client.Do(req)
	switch CodeOf(err) {
	case "", codeRecordsFirst, codeNoFiles:
	default:
		if broken := f.tried(err, time.Time{}); broken != nil {
			return errors.Join(err, broken)
		}
	}
	return err
}

// prepare builds the request of the next attempt, unless a record was written meanwhile. It asks
// again, since the broken one may have left something there.
func (f *sending) prepare(r *http.Request) error {
	if records, err := f.recordsWait(); err != nil || records {
		return errors.Join(err, &Error{Code: codeRecordsFirst, Err: errors.New("a record waits")})
	}
	f.state.Attempt++
	clear(f.known)
	if err := f.build(); err != nil {
		return err
	}
	f.emit("files")
	r.ContentLength = int64(len(f.body))
	return nil
}

func (f *sending) failed(err error) {
	if onTheWay(CodeOf(err)) {
		f.client.filePace.slower()
	}
}

// handle takes over the endpoint's answer.
func (f *sending) handle(resp *http.Response) error {
	defer resp.Body.Close()
	body := &noted{r: io.LimitReader(resp.Body, maxRefusal)}
	switch {
	case resp.StatusCode == http.StatusNotFound, resp.StatusCode == http.StatusMethodNotAllowed:
		return failure(codeNoFiles, "answer %s", resp.Status)
	case resp.StatusCode != http.StatusOK || mediaType(resp) != ledger.MediaType:
		err := refusal(resp, body, f.client.o.Now())
		if pace := &f.client.filePace; CodeOf(err) == ledger.CodeTooLarge && pace.count > 1 {
			pace.count /= 2
			return nil
		}
		return err
	}
	a, envelope, err := ledger.ReadFilesAnswer(body)
	switch {
	case body.err != nil:
		return &Error{Code: CodeCut, Err: body.err}
	case err != nil:
		return &Error{Code: CodeWrongServer, Err: err}
	case a.Commune != f.id.Commune || !envelope.Verify(f.id.CommuneKey):
		return failure(CodeWrongServer, "answer of commune %s is not signed by ours", a.Commune)
	case a.Nonce != f.header.Nonce || a.Device != f.id.Device:
		return failure(CodeStale, "answer is for another request")
	}
	return f.accept(a)
}

// accept gives the answer to the store and settles the pace.
func (f *sending) accept(a ledger.FilesAnswer) error {
	if err := f.client.store.FilesAnswered(a); err != nil {
		return storeError("accept answer about files", err)
	}
	f.result.Rounds++
	advanced := false
	chunked := map[ledger.Hash]bool{}
	for _, c := range f.header.Chunks {
		chunked[c.File] = true
	}
	for _, state := range a.Files {
		before, asked := f.known[state.File]
		advanced = advanced || !asked || state.Have > before.Have || state.Arrived
		if state.Arrived && chunked[state.File] {
			f.result.FilesSent++
			f.sentBytes += state.Have
		}
		if state.Code == ledger.CodeFileMismatch {
			f.wrong[state.File]++
		}
		f.known[state.File] = state
	}
	if f.idle++; advanced {
		f.idle = 0
	}
	if len(f.header.Chunks) > 0 {
		f.client.filePace.took(f.client.o.Now().Sub(time.UnixMilli(f.header.Wall)))
	}
	due, err := f.client.store.FilesDue()
	if err != nil {
		return storeError("read files", err)
	}
	f.tally(due)
	f.emit("files")
	return f.tried(nil, time.Time{})
}
