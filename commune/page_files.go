package commune

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// fileTime is how long a file may take to go out.
const fileTime = 15 * time.Minute

// fileLine is one attached file as a record's page shows it.
type fileLine struct {
	Name, Short, Size, URL, State string
	Picture                       bool
}

// namedFiles are the files that a record names, in any of the values that stand beside each other.
func namedFiles(rec *ledger.Record) []ledger.File {
	var out []ledger.File
	for _, field := range rec.Fields {
		for _, h := range field.Heads {
			out = append(out, h.Value.Files()...)
		}
	}
	return out
}

// findFiles learns which of the record's files have arrived.
func (o *opened) findFiles(ctx context.Context) (err error) {
	o.arrived, err = o.office.ArrivedFiles(ctx, namedFiles(o.rec))
	return err
}

// files shows the files of one answer, those that have arrived with a link.
func (o *opened) files(v ledger.Value) []fileLine {
	var out []fileLine
	for _, f := range v.Files() {
		line := fileLine{Name: f.Name, Short: f.ShortName(40), Size: ledger.ShowBytes(f.Size), State: o.word("file_coming")}
		if o.arrived[f.SHA256] {
			line.URL, line.Picture = "/records/"+o.ID.String()+"/files/"+f.SHA256.String(), f.Picture()
			line.State = o.word("file_arrived")
		}
		out = append(out, line)
	}
	return out
}

// file sends the bytes of a file that the record names. It always comes as something to be saved,
// never as a page of this site; a picture can still be shown inside one.
func (p *Page) file(w http.ResponseWriter, r *http.Request, _ User) {
	o, err := p.open(r.Context(), r.PathValue("id"), "")
	if errors.Is(err, &Fault{Key: "record_unknown"}) {
		p.missing(w, r)
		return
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	for _, f := range namedFiles(o.rec) {
		if f.SHA256.String() == r.PathValue("hash") {
			p.sendFile(w, r, f)
			return
		}
	}
	p.missing(w, r)
}

func (p *Page) sendFile(w http.ResponseWriter, r *http.Request, f ledger.File) {
	in, err := p.office.OpenFile(r.Context(), f.SHA256)
	if errors.Is(err, ErrNotFound) {
		p.missing(w, r)
		return
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	defer in.Close()
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	if f.Picture() {
		h.Set("Content-Type", f.Type)
	}
	name := ledger.CleanFileName(f.Name)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+f.SHA256.String()+`"`)
	// Where the deadline cannot be set, which is in tests without a connection, there is nobody to wait for.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(fileTime))
	http.ServeContent(w, r, "", time.Time{}, in)
}
