package commune

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"

	"github.com/nghia-hung/sothon/ledger"
)

// KeepFile takes in a file that the office attaches to what it types in for a unit. Faults: it is
// empty, too large, or the unit has no room left.
func (o *Office) KeepFile(ctx context.Context, unit, name string, r io.Reader) (ledger.File, error) {
	f := ledger.File{Name: ledger.CleanFileName(name)}
	if o.tep.dir == "" {
		return f, fault("file_nowhere")
	}
	b, err := io.ReadAll(io.LimitReader(r, ledger.MaxFileBytes+1))
	switch {
	case err != nil:
		return f, err
	case len(b) == 0:
		return f, fault("file_empty", f.Name)
	case len(b) > ledger.MaxFileBytes:
		return f, fault("file_large", f.Name, ledger.ShowBytes(ledger.MaxFileBytes))
	}
	f.SHA256, f.Size, f.Type = sha256.Sum256(b), int64(len(b)), ledger.MediaTypeOf(f.Name, b[:min(len(b), 512)])
	unlock := o.tep.lock(f.SHA256)
	defer unlock()
	here, err := o.hasFile(ctx, f.SHA256)
	if err != nil || here {
		return f, err
	}
	kept := KeptFile{Hash: f.SHA256, Size: f.Size, Unit: unit, Opened: o.now()}
	if err := o.store.OpenFile(ctx, kept, o.quota); errors.Is(err, &ledger.Error{Code: ledger.CodeFileQuota}) {
		return f, fault("file_quota", f.Name)
	} else if err != nil {
		return f, err
	}
	if err := o.tep.write(f.SHA256, 0, b); err != nil {
		return f, err
	}
	if err := o.tep.finish(f.SHA256); err != nil {
		return f, err
	}
	return f, o.store.FileArrived(ctx, kept, o.now())
}
