package paper

import (
	"archive/zip"
	"fmt"
	"io"
	"time"
)

// madeAt stands as the time of all files in a document, so that equal documents are equal bytes.
var madeAt = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

const (
	wordNS     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageNS  = "http://schemas.openxmlformats.org/package/2006"
	drawingNS  = "http://schemas.openxmlformats.org/drawingml/2006/"
	wordMIME   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// file is one part of the package.
type file struct {
	name    string
	content []byte
}

// WriteDocx writes the document as .docx (ECMA-376, WordprocessingML): A4, margins and letters as
// Styles say, Times New Roman, tables whose header rows come again on every page, sections whose pages
// are numbered from 1. Errors are the writer's.
func WriteDocx(w io.Writer, d *Document) error {
	b := &builder{}
	body := b.document(d)
	z := zip.NewWriter(w)
	for _, f := range append(b.parts(d, body), b.media...) {
		if err := addFile(z, f); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	return nil
}

func addFile(z *zip.Writer, f file) error {
	out, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: madeAt})
	if err != nil {
		return fmt.Errorf("write docx: %s: %w", f.name, err)
	}
	if _, err := out.Write(f.content); err != nil {
		return fmt.Errorf("write docx: %s: %w", f.name, err)
	}
	return nil
}
