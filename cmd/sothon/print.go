package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/commune/report/village"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/tui"
	"github.com/nghia-hung/sothon/viet"
)

// printFolder is where papers lie in the home folder when there is no other place.
const printFolder = "in"

// Print writes a paper under a name that is not taken; the folder "" is printFolder.
func (h *host) Print(dir string, what tui.Paper) (string, error) {
	if dir == "" {
		home, err := h.a.folder()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(home, printFolder)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return "", cli.Fail("bad_file", sayErr.CannotWrite, dir, cli.Cause(err))
		}
	}
	base, ext, write, err := h.paper(what)
	if err != nil {
		return "", err
	}
	file := freeName(filepath.Join(dir, base), ext)
	return file, writeFile(file, write)
}

// paper gives a paper's file name and what writes it.
func (h *host) paper(what tui.Paper) (base, ext string, write func(io.Writer) error, err error) {
	switch {
	case what.Form != "":
		form, err := findForm(what.Form)
		if err != nil {
			return "", "", nil, err
		}
		id, err := h.store.Identity()
		return "phieu-" + form.Name, ".pdf", func(w io.Writer) error { return report.WritePaper(w, form, id.Unit.Place(), h.a.Lang) }, err
	case what.Period != "":
		summary, err := h.a.summary(h.store, what.Period)
		if err != nil {
			return "", "", nil, err
		}
		base = "tom-tat-" + fileWord(what.Period)
		if what.Text {
			return base, ".txt", func(w io.Writer) error { return summary.WriteText(w, h.a.Lang) }, nil
		}
		return base, ".pdf", func(w io.Writer) error { return summary.WritePDF(w, h.a.Lang) }, nil
	}
	return "bang-nho", ".pdf", func(w io.Writer) error { return village.WriteCheatSheet(w, h.a.Lang) }, nil
}

// summary is what the laptop knows of a period, by its label.
func (a *app) summary(store *localdb.Store, label string) (village.Summary, error) {
	period, err := ledger.ParsePeriod(label)
	if err != nil {
		return village.Summary{}, cli.Misuse(ledger.WordsBadPeriod, label)
	}
	id, err := store.Identity()
	if err != nil {
		return village.Summary{}, err
	}
	standing, err := store.PeriodStanding(viet.DateOf(a.Now()), period)
	if err != nil {
		return village.Summary{}, err
	}
	var entries []*ledger.Entry
	for _, r := range standing.Recorded {
		e, err := store.Entry(r.ID)
		if err != nil {
			return village.Summary{}, fmt.Errorf("summary of %s: %w", label, err)
		}
		if e != nil && e.Record != nil {
			entries = append(entries, e)
		}
	}
	return village.NewSummary(id, standing, entries, a.Now())
}

// freeName is base with ext, and with a number between them when there is a file of that name.
func freeName(base, ext string) string {
	file := base + ext
	for n := 2; n < 100; n++ {
		if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
			break
		}
		file = fmt.Sprintf("%s-%d%s", base, n, ext)
	}
	return file
}
