package tui

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// setupScenes are the screens around the book: first start, settings, practice, files by hand.
var setupScenes = []struct {
	name string
	play func(d *driver)
}{
	{"welcome_unit", func(d *driver) { d.run(d.m.push(newWelcomeScreen(d.m.app))) }},
	{"welcome_person", func(d *driver) {
		d.run(d.m.push(newWelcomeScreen(d.m.app)))
		d.keys("Thôn Mẫu", tea.KeyEnter, "Nguyễn Văn")
	}},
	{"welcome_next", func(d *driver) {
		d.run(d.m.push(newWelcomeScreen(d.m.app)))
		d.keys("Thôn Mẫu", tea.KeyEnter, "Nguyễn Văn Mẫu", tea.KeyEnter)
	}},
	{"join", func(d *driver) { d.m.Syncer = nil; d.keys(tea.KeyF5) }},
	{"join_failed", func(d *driver) {
		d.m.Syncer = nil
		d.m.Host.(*fakeHost).err = errJoin
		d.keys(tea.KeyF5, "https://xa-mau.vn SAI-MA", tea.KeyF9)
	}},
	{"home_full", func(d *driver) {
		d.samplePeriods()
		d.office(d.find("kho_khan", ""), ledger.KindReply, "", "Thợ của huyện sang ngày 10/6")
		d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyPgDown, tea.KeyEsc)
		d.run(d.m.home())
		d.m.news = news{}
	}},
	{"settings", func(d *driver) { d.run(d.m.push(&settingsScreen{})) }},
	{"settings_person", func(d *driver) { d.run(d.m.push(&settingsScreen{})); d.keys(tea.KeyEnter) }},
	{"settings_backup", func(d *driver) { d.run(d.m.push(newBackupScreen("/media/KINGSTON/SoThon-sao-luu"))) }},
	{"about", func(d *driver) { d.run(d.m.push(&aboutScreen{})) }},
	{"practice_ask", func(d *driver) { d.run(d.m.askPractice()) }},
	{"practice_home", func(d *driver) { d.m.Practice, d.m.Syncer, d.m.Host = true, nil, nil }},
	{"practice_fill", func(d *driver) { d.m.Practice = true; d.beginForm("tuyen_truyen") }},
	{"practice_leave", func(d *driver) { d.m.Practice = true; d.keys(tea.KeyF5) }},
	{"usb", func(d *driver) { d.run(d.m.askUSB()) }},
	{"usb_export", func(d *driver) { d.run(d.m.push(&exportScreen{})) }},
	{"usb_exported", func(d *driver) { d.run(d.m.push(&exportScreen{})); d.keys(tea.KeyEnter) }},
	{"usb_import", func(d *driver) { d.run(d.m.push(&importScreen{})) }},
	{"usb_imported", func(d *driver) { d.run(d.m.push(&importScreen{})); d.keys(tea.KeyEnter) }},
	{"usb_none", func(d *driver) { d.m.Host.(*fakeHost).letters = nil; d.run(d.m.push(&importScreen{})) }},
	{"periods", func(d *driver) { d.samplePeriods(); d.run(d.m.push(&periodsScreen{})) }},
	{"period", func(d *driver) { d.samplePeriods(); d.run(d.m.push(&periodsScreen{})); d.keys(tea.KeyEnter) }},
	{"chart", func(d *driver) {
		for i, day := range []string{"20/12/2024", "20/1/2025", "2/3/2025", "9/4/2025", "20/5/2025", "5/1/2026", "8/2/2026", "12/5/2026"} {
			d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": day, "hinh_thuc": "hoi_nghi",
				"chu_de": "Họp mẫu", "tong_so": fmt.Sprint(30 + 40*i)})
		}
		d.run(d.m.push(newChartScreen(d.m.app)))
	}},
}

func TestGoldenSetup(t *testing.T) {
	for _, scene := range setupScenes {
		for _, lang := range []string{"vi", "en"} {
			for _, size := range [][2]int{{80, 24}, {60, 20}, {120, 40}} {
				name := fmt.Sprintf("%s.%s.%dx%d", scene.name, lang, size[0], size[1])
				t.Run(name, func(t *testing.T) {
					d := newDriver(t, lang).sampleBook()
					d.sampleHost()
					d.start(size[0], size[1])
					scene.play(d)
					d.golden(name)
				})
			}
		}
	}
}

// Without colours every screen says the same.
func TestSetupWithoutColour(t *testing.T) {
	for _, scene := range setupScenes {
		var said [2]string
		for i, plain := range []bool{false, true} {
			d := newDriver(t, "vi").sampleBook()
			d.sampleHost()
			d.m.st = newStyles(!plain)
			d.start(60, 20)
			scene.play(d)
			d.fits()
			said[i] = d.screen()
		}
		if said[0] != said[1] {
			t.Errorf("%s says with colours\n%s\nwithout\n%s", scene.name, said[0], said[1])
		}
	}
}
