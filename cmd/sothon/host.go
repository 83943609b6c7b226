package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/tui"
	"github.com/nghia-hung/sothon/viet"
)

// host does for the screens what lies around the book.
type host struct {
	a      *app
	store  *localdb.Store
	places func() []tui.Place // of the computer; a test's own
	client *sync.Client       // made by Join, nil before
}

// close ends what joining has opened.
func (h *host) close() {
	if h.client != nil {
		h.client.Close()
	}
}

// Join enrols the laptop as "sothon join" does. An address without a scheme is one of https.
func (h *host) Join(ctx context.Context, to tui.Invitation) (tui.Syncer, error) {
	if !strings.Contains(to.Address, "://") {
		to.Address = "https://" + to.Address
	}
	if _, err := ledger.NormalizePin(to.Pin); to.Pin != "" && err != nil {
		return nil, cli.Fail("pin", sayHost.BadPin)
	}
	id, err := h.store.Identity()
	if err != nil {
		return nil, err
	}
	_, err = sync.Join(ctx, h.store, sync.JoinOptions{URL: to.Address, Code: to.Code, Pin: to.Pin, Name: id.Person, Computer: computer(),
		Options: sync.Options{Now: h.a.Now, Agent: agent(), Retry: sync.QuickRetry, Build: builtAt()}})
	if code := sync.CodeOf(err); code == sync.CodeOffline || code == sync.CodeCut {
		return nil, cli.Fail(string(code), sayHost.JoinOffline)
	}
	if err != nil {
		return nil, err
	}
	h.close()
	h.client = sync.New(h.store, h.a.clientOptions(h.store, sync.EndlessRetry))
	return h.client, nil
}

// Places are the drives and folders that are there.
func (h *host) Places() []tui.Place { return h.places() }

// Export writes a bundle under a name that is not taken: gui-xa-UNIT-DAY-TIME.sothon.
func (h *host) Export(dir string) (tui.Carried, error) {
	id, err := h.store.Identity()
	if err != nil {
		return tui.Carried{}, err
	}
	base := "gui-xa-" + fileWord(id.Unit.ID) + h.a.Now().In(viet.Zone).Format("-20060102-150405")
	file := freeName(filepath.Join(dir, base), bundleExt)
	sum, err := h.a.writeBundle(h.store, file)
	return tui.Carried{File: file, Changes: sum.Changes, Bytes: sum.Bytes, Files: sum.Files}, err
}

// fileWord keeps of a unit's id what may stand in a file name everywhere.
func fileWord(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, strings.ToLower(id))
}

// Import takes over a bundle from the office.
func (h *host) Import(file string) (tui.Brought, error) {
	f, err := os.Open(file)
	if err != nil {
		return tui.Brought{}, fileFailure(file, err)
	}
	defer f.Close()
	sum, err := sync.ImportBundle(h.store, f, h.a.clientOptions(h.store, sync.QuickRetry))
	return tui.Brought{Confirmed: sum.Confirmed, Pulled: sum.Pulled, Rejected: len(sum.Rejected), Pending: sum.Pending,
		Forked: sum.Forked, Files: sum.Files}, err
}

// BackUp puts a copy of the book into a folder, now and after contacts.
func (h *host) BackUp(dir string) error {
	err := h.store.BackupInto(dir)
	var damaged *localdb.DamagedError
	if err == nil || errors.As(err, &damaged) {
		return err
	}
	return cli.Fail("bad_file", sayHost.CannotCopy, dir, err)
}

// About tells where the book is and how large all of it is.
func (h *host) About() (tui.About, error) {
	dir, err := h.a.folder()
	if err != nil {
		return tui.About{}, err
	}
	about := tui.About{Folder: dir}
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return nil // a file that went away meanwhile
		}
		if info, err := e.Info(); err == nil {
			about.Bytes += info.Size()
		}
		return nil
	})
	copies, cerr := localdb.Backups(dir)
	about.Backups = len(copies)
	var terr error
	about.LastCopy, terr = h.store.BackedUp()
	return about, errors.Join(err, cerr, terr)
}
