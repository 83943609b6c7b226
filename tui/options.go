package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// Options are what the screens work with. Store, Catalogue and Now are needed.
type Options struct {
	Store     Store
	Syncer    Syncer  // nil when the laptop has not joined a commune
	Files     Files   // nil: nothing can be attached
	PIN       PIN     // nil: the book cannot be locked here
	Periods   Periods // nil: periods cannot be closed here
	Catalogue *ledger.Catalogue
	Lang      string // "vi" or "en"; "" is "vi"
	Now       func() time.Time
	Version   string
	// Explain puts an error of the Syncer into words; nil shows the error's own text.
	Explain func(error) ledger.Words
	// Host does what lies around the book: joining, files by hand, copies; nil: none of it is offered.
	Host Host
	// Practice marks the book as one whose records never count and are never sent.
	Practice bool
	// OffersPractice lets Run end with ToPractice.
	OffersPractice bool
	// SaveText keeps a text that was copied as a file and gives its place; nil keeps none.
	SaveText func(name, text string) (path string, err error)
	// AutoSend begins to send at start and after each record that is handed in.
	AutoSend bool
	// Notices are told at the start, until they are read.
	Notices []ledger.Words
	// Warm makes the search ready once the first screen is drawn; nil: the first search does.
	Warm func() error
	// Verify looks at the whole store once the screens are open, until ctx ends, and says what
	// there is to tell; nil looks at nothing.
	Verify   func(ctx context.Context) []ledger.Words
	NoColour bool
	In       *os.File  // the keyboard; nil is os.Stdin
	Out      io.Writer // the terminal; nil is os.Stdout
}

func (o Options) withDefaults() Options {
	if o.Lang != "en" {
		o.Lang = "vi"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Explain == nil {
		o.Explain = func(err error) ledger.Words { return ledger.Words{Vi: err.Error(), En: err.Error()} }
	}
	if o.In == nil {
		o.In = os.Stdin
	}
	if o.Out == nil {
		o.Out = os.Stdout
	}
	return o
}

// saveWait is how long a program that is told to end waits for the open draft to be saved.
const saveWait = 3 * time.Second

// Run shows the screens until their user leaves or ctx ends; either way the open draft is saved
// first. The error is nil for a normal end, and an Elsewhere when another book is to be opened now.
func Run(ctx context.Context, o Options) error {
	o = o.withDefaults()
	o.NoColour = o.NoColour || os.Getenv("NO_COLOR") != ""
	m := New(o)
	verifying, stop := context.WithCancel(ctx)
	defer stop()
	m.verifying = verifying
	p := tea.NewProgram(m, tea.WithAltScreen(), tea.WithInput(newLetterReader(o.In)),
		tea.WithOutput(o.Out), tea.WithoutSignalHandler())
	ended := make(chan struct{})
	go func() {
		select {
		case <-ended:
			return
		case <-ctx.Done():
			p.Send(leaveMsg{})
		}
		select {
		case <-ended:
		case <-time.After(saveWait):
			p.Kill()
		}
	}()
	_, err := p.Run()
	close(ended)
	m.stopSending()
	if save := m.saveOpenDraft(); save != nil {
		err = errors.Join(err, save())
	}
	if err != nil && !(errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil) {
		return fmt.Errorf("screens: %w", err)
	}
	if m.elsewhere != "" {
		return m.elsewhere
	}
	return nil
}
