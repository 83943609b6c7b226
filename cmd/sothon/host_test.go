package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/tui"
)

// newHost is a host over a new store, with one place.
func newHost(t *testing.T) (*host, string) {
	t.Helper()
	a := &app{Run: cli.New(nil, strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}), home: t.TempDir()}
	store, err := a.open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	stickDir := t.TempDir()
	return &host{a: a, store: store, places: func() []tui.Place {
		return []tui.Place{{Dir: stickDir, Name: stick("MAU"), Removable: true, Free: -1}}
	}}, stickDir
}

// What cannot be joined with says so before anything is sent.
func TestHostRefusesABadInvitation(t *testing.T) {
	h, _ := newHost(t)
	for _, c := range []struct {
		to   tui.Invitation
		want string
	}{
		{tui.Invitation{Address: "https://xa-mau.vn", Code: "ABCD", Pin: "12"}, "Dấu khóa phải có 64 chữ số"},
		{tui.Invitation{Address: "http://xa-mau.vn", Code: "ABCD"}, "Địa chỉ máy chủ không đúng"},
		{tui.Invitation{Address: "127.0.0.1:1", Code: "ABCD"}, "bấm F9 để nối lại"},
	} {
		_, err := h.Join(t.Context(), c.to)
		if err == nil || !strings.Contains(explainWords(err).Vi, c.want) {
			t.Errorf("%+v: %v", c.to, explainWords(err).Vi)
		}
	}
}

// A laptop that has not joined cannot write for anybody, and finds no letters; a place that is gone is
// named.
func TestHostBeforeJoining(t *testing.T) {
	h, dir := newHost(t)
	if _, err := h.Export(dir); err == nil || !strings.Contains(explainWords(err).Vi, "chưa nối với xã") {
		t.Errorf("exported: %v", err)
	}
	if names, _ := os.ReadDir(dir); len(names) != 0 {
		t.Errorf("left on the stick: %v", names)
	}
	if err := os.WriteFile(filepath.Join(dir, "la.sothon"), []byte("not a bundle"), 0o600); err != nil {
		t.Fatal(err)
	}
	if found, err := h.Letters(); err != nil || len(found) != 0 {
		t.Errorf("letters %v, %v", found, err)
	}
	if _, err := h.Import(filepath.Join(dir, "none.sothon")); err == nil || !strings.Contains(explainWords(err).Vi, "Không thấy tệp") {
		t.Errorf("imported: %v", err)
	}
	if err := h.BackUp(filepath.Join(dir, "gone", "x")); err == nil || !strings.Contains(explainWords(err).Vi, "Không chép được vào") {
		t.Errorf("backed up: %v", err)
	}
	if err := h.BackUp(filepath.Join(dir, "SoThon")); err != nil {
		t.Fatal(err)
	}
	about, err := h.About()
	if err != nil || about.Bytes == 0 || about.Folder != h.a.home || about.LastCopy.IsZero() {
		t.Errorf("about %+v, %v", about, err)
	}
}

func TestBundlesAreLookedForOneFolderDeep(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.sothon", "Zalo/b.SOTHON", "Zalo/deep/c.sothon", "d.txt", "e.sothon/f.sothon"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, file := range bundlesIn(dir) {
		rel, _ := filepath.Rel(dir, file)
		got = append(got, filepath.ToSlash(rel))
	}
	if s := strings.Join(got, " "); s != "Zalo/b.SOTHON a.sothon e.sothon/f.sothon" {
		t.Errorf("found %s", s)
	}
}

func TestFileWord(t *testing.T) {
	for id, want := range map[string]string{"thang-ha": "thang-ha", "Xóm 2/..": "x-m-2---", "": ""} {
		if got := fileWord(id); got != want {
			t.Errorf("%q: %q", id, got)
		}
	}
}

// The practice book knows its people, and nothing else of the real one.
func TestPracticeKnowsItsPeopleOnly(t *testing.T) {
	h, _ := newHost(t)
	for name, value := range map[string]string{tui.SettingPerson: "Người Mẫu", tui.SettingUnit: "Thôn Mẫu", tui.SettingTyping: "vni",
		tui.SettingBackup: "/media/x"} {
		if err := h.store.SetSetting(name, value); err != nil {
			t.Fatal(err)
		}
	}
	practice, err := localdb.Open(t.TempDir(), localdb.Options{Catalogue: ledger.Default()})
	if err != nil {
		t.Fatal(err)
	}
	defer practice.Close()
	if err := nameThePeople(practice, h.store); err != nil {
		t.Fatal(err)
	}
	id, err := practice.Identity()
	typing, _ := practice.Setting(tui.SettingTyping)
	backup, _ := practice.Setting(tui.SettingBackup)
	if err != nil || id.Joined || id.Person != "Người Mẫu" || id.Unit.Name != "Thôn Mẫu" || typing != "vni" || backup != "" {
		t.Errorf("practice is %+v, typing %q, backups to %q, %v", id, typing, backup, err)
	}
}
