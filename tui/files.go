package tui

import "github.com/nghia-hung/sothon/ledger"

// Files keeps what is attached to records and tells how far it has come. An answer to a field of
// type file is ledger.FilesValue of ledger.File values; Value.Files reads it.
type Files interface {
	// Attach keeps a copy of the file at path on this laptop, of a photo a shrunk one too, and gives
	// it as the answer names it. Attaching the same file again gives the same. It may take some
	// seconds. The error is a *ledger.Problem in words when the file cannot be attached (not there,
	// a folder, empty, too large), else the store's.
	Attach(path string) (ledger.File, error)
	// Standing tells how far a file has come on its way to the commune; Words of it say so.
	Standing(hash ledger.Hash) ledger.FileStanding
}
