// Package plain does the screens' work in plain questions, one after another: for screen readers,
// braille lines and terminals that can do no more. Nothing is drawn or moved; every line stands for
// itself and an answer is a line. The same store, forms and checks are behind it, and nothing of the
// form is left out. Run is all there is.
package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/tui"
	"github.com/nghia-hung/sothon/viet"
)

// Options are what the questions work with. Store, Catalogue, Now, In and Out are needed.
type Options struct {
	Store     tui.Store
	Files     tui.Files   // nil: files cannot be attached here
	Periods   tui.Periods // nil: periods are not asked about
	Syncer    tui.Syncer  // nil when the laptop has not joined a commune
	Catalogue *ledger.Catalogue
	Lang      string // "vi" or "en"; "" is "vi"
	Now       func() time.Time
	Explain   func(error) ledger.Words // an error of the Syncer or the store in words
	Notices   []ledger.Words           // told at the start
	In        io.Reader
	Out       io.Writer
}

// errEnd ends the talk: no more input, or the program is told to stop.
var errEnd = errors.New("no more answers")

// talk is the conversation.
type talk struct {
	Options
	ctx   context.Context
	lines chan string
}

// Run talks until its user leaves, the input ends or ctx does; what was being written is kept as a
// draft after every answer. The error is nil for a normal end.
func Run(ctx context.Context, o Options) error {
	t := &talk{Options: o, ctx: ctx, lines: make(chan string)}
	if t.Lang != "en" {
		t.Lang = "vi"
	}
	go t.read()
	for _, n := range o.Notices {
		t.put(n.In(t.Lang))
	}
	if err := t.greet(); err != nil {
		return err
	}
	if err := t.menu(); !errors.Is(err, errEnd) {
		return err
	}
	return nil
}

// read gives each line of the input, until it ends or the talk does.
func (t *talk) read() {
	defer close(t.lines)
	in := bufio.NewReader(t.In)
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			select {
			case t.lines <- line:
			case <-t.ctx.Done():
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (t *talk) put(text string)                 { fmt.Fprintln(t.Out, text) }
func (t *talk) say(w ledger.Words, args ...any) { t.put(t.in(w, args...)) }
func (t *talk) word(w ledger.Words) string      { return w.In(t.Lang) }
func (t *talk) env() ledger.Env                 { return ledger.Env{Today: t.today()} }
func (t *talk) today() viet.Date                { return viet.DateOf(t.Now()) }
func (t *talk) in(w ledger.Words, a ...any) string {
	if len(a) == 0 {
		return w.In(t.Lang)
	}
	return fmt.Sprintf(w.In(t.Lang), a...)
}

// trouble puts an error into words and goes on.
func (t *talk) trouble(err error) {
	if t.Explain != nil {
		t.put(t.word(t.Explain(err)))
		return
	}
	t.put(err.Error())
}

// ask reads the next line as clean text, "" for an empty one.
func (t *talk) ask(w ledger.Words, args ...any) (string, error) {
	for {
		fmt.Fprint(t.Out, t.in(w, args...)+" ")
		select {
		case <-t.ctx.Done():
			return "", errEnd
		case line, open := <-t.lines:
			if !open {
				return "", errEnd
			}
			clean, err := viet.Clean(strings.TrimRight(line, "\r\n"))
			if err == nil {
				return strings.TrimSpace(clean), nil
			}
			t.say(wUnreadable)
		}
	}
}

// choose reads one of the rows by its number, or by words that only one of them has; -1 goes back.
func (t *talk) choose(title ledger.Words, rows []string) (int, error) {
	t.put("")
	t.say(title)
	for i, row := range rows {
		t.put(fmt.Sprintf("%d. %s", i+1, row))
	}
	for {
		typed, err := t.ask(wChoose)
		if err != nil || typed == "" || typed == "0" {
			return -1, err
		}
		if i := pick(rows, typed); i >= 0 {
			return i, nil
		}
		t.say(wNoSuchRow, len(rows))
	}
}

// pick finds a row by number or by words; -1 when there is none or more than one.
func pick(rows []string, typed string) int {
	if n, err := strconv.Atoi(typed); err == nil {
		if n >= 1 && n <= len(rows) {
			return n - 1
		}
		return -1
	}
	query, found := viet.NewQuery(typed), -1
	for i, row := range rows {
		if query.MatchText(row) > 0 {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// sure asks for a yes.
func (t *talk) sure(w ledger.Words, args ...any) (bool, error) {
	typed, err := t.ask(w, args...)
	switch viet.Fold(typed) {
	case "c", "co", "y", "yes":
		return true, err
	}
	return false, err
}
