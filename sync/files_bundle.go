package sync

import (
	"errors"
	"io"

	"github.com/nghia-hung/sothon/ledger"
)

// files writes the attached files that wait, whole, behind the records: one request for each piece of
// a file, its head and its chunks sealed one by one, so that of a file that was cut short everything
// before the cut counts. It gives how many there are.
func (e *exporting) files() (int, error) {
	due, err := e.client.store.FilesDue()
	if err != nil {
		return 0, storeError("read files", err)
	}
	written := 0
	for _, d := range due {
		if !d.Here {
			continue
		}
		switch err := e.file(d); {
		case errors.Is(err, &ledger.Error{Code: ledger.CodeFileDamaged}):
			if err := e.client.store.FileDamaged(d.SHA256); err != nil {
				return written, storeError("note damaged file", err)
			}
		case err != nil:
			return written, err
		default:
			written++
		}
	}
	return written, nil
}

// file writes one file from its beginning: nobody knows here what has arrived meanwhile.
func (e *exporting) file(d ledger.FileDue) error {
	for at := int64(0); at < d.Size; {
		h := ledger.FilesHeader{Commune: e.id.Commune, Device: e.id.Device, Wall: e.client.o.Now().UnixMilli(),
			Ask: []ledger.Hash{}, Agent: e.client.o.Agent}
		if _, err := io.ReadFull(e.client.o.Rand, h.Nonce[:]); err != nil {
			return failure(ledger.CodeInternal, "read randomness: %w", err)
		}
		chunks := [][]byte{nil} // the head comes first
		for ; at < d.Size && len(h.Chunks) < maxChunks; at += int64(len(chunks[len(chunks)-1])) {
			b, err := e.client.store.FileBytes(d.SHA256, at, ledger.MaxFileChunk)
			if err != nil {
				return err
			}
			h.Chunks, chunks = append(h.Chunks, ledger.ChunkOf(d.SHA256, at, b)), append(chunks, b)
		}
		var err error
		if chunks[0], err = ledger.EncodeFiles(h, e.key); err != nil {
			return &Error{Code: ledger.CodeInternal, Err: err}
		}
		for _, chunk := range chunks {
			if _, err := e.letter.Write(chunk); err != nil {
				return err
			}
		}
	}
	return nil
}

// files reads what the commune signed of this laptop's files.
func (i *importing) files(r io.Reader) error {
	a, envelope, err := ledger.ReadFilesAnswer(r)
	switch {
	case errors.Is(err, &ledger.Error{Code: ledger.CodeBadRequest}):
		return &Error{Code: ledger.CodeBundleDamaged, Err: err}
	case err != nil:
		return err
	case a.Commune != i.id.Commune, !envelope.Verify(i.id.CommuneKey), a.Device != i.id.Device, a.Nonce != [8]byte{}:
		return failure(ledger.CodeBundleDamaged, "an answer about files that the commune did not sign for this laptop's letter")
	}
	i.result.Files += len(a.Files)
	return storeError("accept answer about files", i.store.FilesAnswered(a))
}
