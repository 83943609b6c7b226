package tui

import (
	"context"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Host is what the screens can have done around the book: joining a commune, files carried by hand,
// copies. Its methods may take some seconds and are called outside Update. Errors are put into words
// by Options.Explain.
type Host interface {
	// Join connects the laptop with a commune and gives what sends to it from now on.
	Join(ctx context.Context, to Invitation) (Syncer, error)
	// Places are where a file can be put now: drives that are plugged in, then the person's own
	// folders. There may be none.
	Places() []Place
	// Export writes all that waits to be sent into a new file in the folder.
	Export(dir string) (Carried, error)
	// Letters are the files from the office for this laptop in the places, newest first.
	Letters() ([]Letter, error)
	// Import takes over what is in such a file. With an error the result tells what was taken over
	// until then.
	Import(file string) (Brought, error)
	// BackUp makes a copy of the book in a folder, which is made if its parent is there, and keeps
	// the folder as the place of further copies. "" ends that.
	BackUp(dir string) error
	// About tells where the book is.
	About() (About, error)
	// Print writes a paper into a new file in the folder, "" for one of the program's own, and gives
	// the file's place.
	Print(dir string, what Paper) (file string, err error)
}

// Paper is something to be printed: a form to be filled in by hand, the summary of a period, or, with
// nothing named, the cheat sheet. All are PDFs but a summary as text.
type Paper struct {
	Form   string // by name
	Period string // by label
	Text   bool
}

// Invitation is what the office hands out for a laptop to join.
type Invitation struct {
	Address string // of the commune's server, with or without https://
	Code    string // for one time
	Pin     string // fingerprint of the server's key, "" when an authority vouches for it
}

// Place is a folder that people know by a name.
type Place struct {
	Dir       string
	Name      ledger.Words
	Removable bool  // a stick or the like
	Free      int64 // bytes; negative when not known
}

// Carried is a file that was written for the office.
type Carried struct {
	File    string
	Changes int // in it; 0: it only tells how far this laptop has come
	Bytes   int64
	Files   int // attached ones in it
}

// Letter is a file from the office that has been found.
type Letter struct {
	File  string
	Place ledger.Words
	Time  time.Time // when the file was written
	Bytes int64
}

// Brought is what a file from the office brought.
type Brought struct {
	Confirmed int  // changes proven to be at the commune that were not before
	Pulled    int  // changes that were new here
	Rejected  int  // changes that the commune keeps but does not count
	Pending   int  // changes that still wait
	Files     int  // attached ones proven to be at the commune
	Forked    bool // all is to be exported anew
}

// About tells where the book is and how much it is.
type About struct {
	Folder   string
	Bytes    int64     // of the book and what belongs to it
	Backups  int       // copies in the folder itself
	LastCopy time.Time // when a copy was last put at the chosen place; zero: never
}
