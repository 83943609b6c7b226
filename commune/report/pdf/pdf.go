// Package pdf begins the PDFs of both programs: A4, with fonts of their own that have all Vietnamese
// letters, and bytes that depend on what is drawn alone. New gives the page; fpdf's own methods draw.
package pdf

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the fonts
	"fmt"
	"io"
	"sync"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// The fonts that every PDF carries, since few programs bring one with all Vietnamese letters:
// Liberation Serif, of the widths of Times New Roman, under the SIL Open Font License (fonts/LICENSE).
var (
	//go:embed fonts/LiberationSerif-Regular.ttf.gz
	regularFont []byte
	//go:embed fonts/LiberationSerif-Bold.ttf.gz
	boldFont []byte

	unpackFonts = sync.OnceValues(func() ([2][]byte, error) {
		regular, err := gunzip(regularFont)
		if err != nil {
			return [2][]byte{}, err
		}
		bold, err := gunzip(boldFont)
		return [2][]byte{regular, bold}, err
	})
)

// Font is the one family of our PDFs, in the styles "" and "B".
const Font = "serif"

func gunzip(b []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("unpack font: %w", err)
	}
	return io.ReadAll(r)
}

// New begins an A4 document, upright ("P") or across ("L"), measured in millimetres; lang ("vi" or
// "en") tells screen readers how to read it. "{nb}" stands for the number of its pages.
func New(orientation, title, lang string) (*fpdf.Fpdf, error) {
	fonts, err := unpackFonts()
	if err != nil {
		return nil, err
	}
	p := fpdf.New(orientation, "mm", "A4", "")
	p.AddUTF8FontFromBytes(Font, "", fonts[0])
	p.AddUTF8FontFromBytes(Font, "B", fonts[1])
	p.SetTitle(title, true)
	p.SetLang(lang)
	p.SetCreationDate(time.Unix(0, 0).UTC())
	p.SetModificationDate(time.Unix(0, 0).UTC())
	p.SetCatalogSort(true)
	p.AliasNbPages("{nb}")
	return p, p.Error()
}
