package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/tui"
)

// Where the PIN comes from when nobody is there to be asked.
const (
	envPIN    = "SOTHON_PIN"     // the book's PIN, or its recovery code
	envNewPIN = "SOTHON_NEW_PIN" // what "sothon pin change" sets
)

// freeTries is how many wrong PINs are answered at once; each further one waits twice as long.
const freeTries = 5

func (a *app) pinCommand() *cobra.Command {
	sub := func(use string, help cli.Help, do func() error) *cobra.Command {
		return a.WithJSON(a.Command(use+" [--json]", help, func(*cobra.Command, []string) error { return do() }))
	}
	var codeFile string
	withCode := func(cmd *cobra.Command) *cobra.Command {
		cmd.Flags().StringVar(&codeFile, "code-file", "", sayPIN.FlagCodeFile.In(a.Lang))
		return cmd
	}
	return a.Group("pin", sayPIN.Help,
		withCode(sub("set", sayPIN.SetHelp, func() error { return a.pinNew(envPIN, codeFile) })),
		withCode(sub("change", sayPIN.ChangeHelp, func() error { return a.pinNew(envNewPIN, codeFile) })),
		sub("remove", sayPIN.RemoveHelp, a.pinRemove),
		sub("status", sayPIN.StatusHelp, a.pinStatus))
}

// pinNew sets the first PIN, or another when env says so. Nothing changes before the recovery code is
// on paper, or in a file.
func (a *app) pinNew(env, codeFile string) error {
	return a.withStore(func(store *localdb.Store) error {
		done := sayPIN.Set
		switch {
		case env == envNewPIN && !store.HasPIN():
			return &localdb.PINError{Kind: localdb.PINUnset}
		case env == envNewPIN:
			done = sayPIN.Changed
		case store.HasPIN():
			return &localdb.PINError{Kind: localdb.PINSet}
		}
		pin, err := a.newPIN(env)
		if err != nil {
			return err
		}
		code, do, err := store.PlanPIN(pin)
		if err == nil {
			err = a.handOver(code, codeFile)
		}
		if err == nil {
			err = do()
		}
		if err != nil {
			return err
		}
		return a.tellPIN(store, done)
	})
}

// handOver gives the recovery code to who will need it.
func (a *app) handOver(code, file string) error {
	if file != "" {
		if _, err := os.Lstat(file); err == nil {
			return cli.Fail("file_exists", sayPIN.CodeFileThere, file)
		}
		return writeFile(file, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, code)
			return err
		})
	}
	if !a.canAsk() {
		return cli.Misuse(sayPIN.NoCodeFile)
	}
	a.Note(sayPIN.Code, code)
	end := code[strings.LastIndex(code, "-")+1:]
	typed, err := a.secret(sayPIN.AskCode)
	if err == nil && !strings.EqualFold(typed, end) {
		err = cli.Fail("code_differs", sayPIN.CodeDiffers)
	}
	return err
}

func (a *app) pinRemove() error {
	return a.withStore(func(store *localdb.Store) error {
		if err := store.RemovePIN(); err != nil {
			return err
		}
		return a.tellPIN(store, sayPIN.Removed)
	})
}

// pinStatus needs no PIN to tell that there is one.
func (a *app) pinStatus() error {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	has, err := localdb.HasPIN(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if a.JSON {
		return a.PutJSON(map[string]any{"pin": has})
	}
	if has {
		a.Put(sayPIN.Has)
	} else {
		a.Put(sayPIN.HasNot)
	}
	return nil
}

// tellPIN says what was done, and what stays readable without the PIN.
func (a *app) tellPIN(store *localdb.Store, done ledger.Words) error {
	a.Put(done)
	left := store.Unsealed()
	if len(left) > 0 {
		a.Put(sayPIN.Unsealed, strings.Join(left, "\n  "))
	}
	if a.JSON {
		return a.PutJSON(map[string]any{"pin": store.HasPIN(), "unsealed": append([]string{}, left...)})
	}
	return nil
}

// newPIN takes a PIN to be set from the environment, else asks for it twice.
func (a *app) newPIN(env string) (string, error) {
	if pin := os.Getenv(env); pin != "" {
		return pin, nil
	}
	if !a.canAsk() {
		return "", cli.Misuse(sayPIN.NoTerminal, env)
	}
	first, err := a.secret(sayPIN.AskNew)
	if err != nil {
		return "", err
	}
	again, err := a.secret(sayPIN.AskAgain)
	if err == nil && first != again {
		err = cli.Fail("pin_differs", sayPIN.Differs)
	}
	return first, err
}

// canAsk reports that somebody sits at a terminal.
func (a *app) canAsk() bool {
	in, ok := a.Stdin.(*os.File)
	return ok && term.IsTerminal(in.Fd())
}

// secret asks for one line that is not shown.
func (a *app) secret(question ledger.Words) (string, error) {
	in, _ := a.Stdin.(*os.File)
	fmt.Fprint(a.Stderr, question.In(a.Lang)+" ")
	b, err := term.ReadPassword(in.Fd())
	fmt.Fprintln(a.Stderr)
	if err != nil {
		return "", fmt.Errorf("read PIN: %w", err)
	}
	return strings.TrimSpace(string(b)), nil
}

// withPIN does what may need the book's PIN: with that of the environment or one already given, then, where
// somebody can be asked, with what is typed.
func (a *app) withPIN(do func(pin string) error) error {
	if err := a.givenPIN(); err != nil {
		return err
	}
	err := do(a.pin)
	for tries := 0; (a.askPIN != nil || a.canAsk()) && pinServesNot(err); tries++ {
		if a.askPIN != nil { // the screens' page asks until it is right
			a.pin, err = a.askPIN(do)
			return err
		}
		if a.pin != "" {
			a.Note(failureOf(err).Words)
		}
		if tries >= freeTries {
			wait := time.Second << min(tries-freeTries+2, 8)
			a.Note(sayPIN.Wait, int(wait/time.Second))
			<-time.After(wait)
		}
		var aerr error
		if a.pin, aerr = a.secret(sayPIN.Ask); aerr != nil || a.pin == "" {
			return errors.Join(aerr, err)
		}
		err = do(a.pin)
	}
	return err
}

// givenPIN takes the PIN that the command line or the environment gives.
func (a *app) givenPIN() error {
	switch {
	case a.pin != "":
	case a.pinFile != "":
		b, err := os.ReadFile(a.pinFile)
		if err != nil {
			return fileFailure(a.pinFile, err)
		}
		a.pin = strings.TrimSpace(string(b))
	default:
		a.pin = os.Getenv(envPIN)
	}
	return nil
}

// pinPage asks for the PIN as the screens do. An error of try that no other PIN would help ends it.
func (a *app) pinPage(ctx context.Context, in, out *os.File, try func(pin string) error) (string, error) {
	var other error
	pin, err := tui.Unlock(ctx, tui.Options{Lang: a.Lang, Now: a.Now, Explain: explainWords, In: in, Out: out,
		NoColour: os.Getenv("NO_COLOR") != ""}, func(secret string) error {
		err := try(secret)
		if pinServesNot(err) {
			return err
		}
		other = err
		return nil
	})
	if errors.Is(err, tui.ErrLeft) {
		err = cli.Quiet(cli.Done, "left")
	}
	return pin, errors.Join(err, other)
}

func pinServesNot(err error) bool {
	var e *localdb.PINError
	return errors.As(err, &e) && (e.Kind == localdb.PINNeeded || e.Kind == localdb.PINWrong)
}
