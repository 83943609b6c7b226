package localdb

import (
	"errors"
	"path/filepath"

	"github.com/nghia-hung/sothon/ledger"
)

var doAttach = ledger.Words{
	Vi: "Phiếu vẫn đủ. Tìm lại ảnh, tệp gốc rồi đính kèm lại vào phiếu đó.",
	En: "The record itself is whole. Find the original again and attach it to the record once more.",
}

// files reads every attached file of a store that is sound.
func (report *Report) files(path string, o Options) error {
	s, err := openFile(path, o, true)
	if err != nil {
		return err
	}
	c := &checker{report: report}
	err = s.view(func(r reader) error { return c.attached(r, true) })
	return errors.Join(err, s.Close())
}

// attached checks the files that lie here and that records name: all, or only those that have not
// arrived yet, so that a look in passing does not read what is safe at the commune.
func (c *checker) attached(r reader, all bool) error {
	return r.eachFile(func(hash ledger.Hash, _ int64, f fileState) error {
		if err := c.stopped(); err != nil {
			return err
		}
		path := r.s.filePath(hash)
		if here := r.s.vault.sizeOfKept(path) >= 0; f.Arrived && !all || !here && f.Code != ledger.CodeFileDamaged {
			return nil // another laptop has it
		}
		err := r.s.vault.verifyFile(path, hash)
		if errors.Is(err, &ledger.Error{Code: ledger.CodeFileDamaged}) {
			place := filepath.Join(FilesFolder, hash.String())
			c.problem(place, place, "tệp kèm theo bị hỏng hoặc đã mất", "the attached file is damaged or gone", doAttach)
			return nil
		}
		return err
	})
}
