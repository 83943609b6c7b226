package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/tui"
)

// practise opens the practice book, which knows its people's names and nothing of the commune.
func (a *app) practise(ctx context.Context, real *localdb.Store, o tui.Options) error {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	dir = filepath.Join(dir, localdb.PracticeFolder)
	book, err := real.OpenPractice(localdb.Options{Catalogue: o.Catalogue, Now: a.Now, Lang: a.Lang, BackupEvery: -1})
	if err != nil {
		return err
	}
	err = nameThePeople(book, real)
	if err == nil {
		o.Store, o.Files, o.Periods = book, book, book
		o.Practice, o.Syncer, o.AutoSend, o.OffersPractice = true, nil, false, false
		o.Host, o.Verify, o.Notices, o.PIN = nil, nil, nil, nil
		err = tui.Run(ctx, o)
	}
	if cerr := book.Close(); err == nil {
		err = cerr
	}
	if errors.Is(err, tui.ToBookCleared) {
		return errors.Join(err, os.RemoveAll(dir))
	}
	return err
}

// nameThePeople gives the practice book the names and the looks of the real one.
func nameThePeople(practice, real *localdb.Store) error {
	id, err := real.Identity()
	if err != nil {
		return err
	}
	for name, value := range map[string]string{tui.SettingPerson: id.Person, tui.SettingUnit: id.Unit.Name} {
		err = errors.Join(err, practice.SetSetting(name, value))
	}
	for _, name := range []string{tui.SettingTyping, tui.SettingLetters, tui.SettingContrast} {
		value, gerr := real.Setting(name)
		err = errors.Join(err, gerr, practice.SetSetting(name, value))
	}
	return err
}
