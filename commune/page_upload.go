package commune

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// maxUpload bounds a request that brings files, in bytes.
const maxUpload = 3*ledger.MaxFileBytes + maxForm

// uploadPaths are the addresses that take files.
var uploadPaths = map[string]int64{"/entry/new": maxUpload, "/import": maxImportForm}

// bodyLimit is how many bytes a request may bring.
func bodyLimit(r *http.Request) int64 {
	if limit, ok := uploadPaths[r.URL.Path]; ok {
		return limit
	}
	return maxForm
}

// upload is one file of a form.
type upload struct{ field, name, content string }

// readUpload reads a form that may bring files, of either kind of encoding; it may take its time. Files
// without a name are boxes in which none was chosen.
func readUpload(w http.ResponseWriter, r *http.Request) (url.Values, []upload, error) {
	// Where the deadline cannot be set, which is in tests without a connection, there is nobody to wait for.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(fileTime))
	return readForm(r, bodyLimit(r), true)
}

// readForm reads a form of at most room bytes; without files these are passed over and not counted.
func readForm(r *http.Request, room int64, files bool) (url.Values, []upload, error) {
	limit := room
	parts, err := r.MultipartReader()
	if errors.Is(err, http.ErrNotMultipart) {
		r.Body = http.MaxBytesReader(nil, r.Body, min(room, maxForm))
		if err := r.ParseForm(); err != nil {
			return nil, nil, tooLarge(err)
		}
		return r.PostForm, nil, nil
	}
	if err != nil {
		return nil, nil, fault("form_broken")
	}
	typed := url.Values{}
	var uploads []upload
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return typed, uploads, nil
		}
		if err != nil {
			return nil, nil, tooLarge(err)
		}
		if !files && part.FileName() != "" {
			continue
		}
		content, err := io.ReadAll(io.LimitReader(part, room))
		if err != nil {
			return nil, nil, tooLarge(err)
		}
		if room -= int64(len(content)); room <= 0 {
			return nil, nil, fault("form_large", ledger.ShowBytes(limit))
		}
		takePart(part, string(content), typed, &uploads)
	}
}

func takePart(part *multipart.Part, content string, typed url.Values, uploads *[]upload) {
	switch {
	case part.FileName() != "":
		*uploads = append(*uploads, upload{part.FormName(), part.FileName(), content})
	case part.Header.Get("Content-Type") == "" && part.FormName() != "":
		typed.Add(part.FormName(), content)
	}
}

// tooLarge tells an error of reading a form to a person.
func tooLarge(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return fault("form_large", ledger.ShowBytes(large.Limit))
	}
	return fault("form_broken")
}
