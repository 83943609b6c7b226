package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// fillScenes are the pages of writing a record that golden_test.go has not.
var fillScenes = []struct {
	name string
	play func(d *driver)
}{
	{"fill_day", func(d *driver) { d.beginForm("tuyen_truyen").keys(tea.KeyLeft, tea.KeyLeft) }},
	{"fill_copied", func(d *driver) {
		d.beginForm("tuyen_truyen").keys("8/6", tea.KeyEnter, tea.KeyEnter, tea.KeyEnter, tea.KeyF3)
	}},
	{"fill_twin", func(d *driver) {
		d.beginForm("tuyen_truyen").keys("3/6", tea.KeyEnter, " ", tea.KeyEnter, "họp thôn cài VNeID mức 2", tea.KeyEnter)
	}},
	{"summary_twin", func(d *driver) {
		d.beginForm("tuyen_truyen").keys("3/6", tea.KeyEnter, " ", tea.KeyEnter, "họp thôn cài VNeID mức 2", tea.KeyPgDown, "45",
			tea.KeyF9, tea.KeyDown)
	}},
	{"fill_table", func(d *driver) {
		d.beginForm("sang_kien").fillTo("tac_gia")
		for _, author := range [][2]string{{"Nguyễn Văn Mẫu", "60"}, {"Trần Thị Mẫu, tổ trưởng tổ dân phố số 4", "35,5"}, {"Mẫu", "4o"}} {
			d.keys(tea.KeyEnter, author[0], tea.KeyEnter, tea.KeyEnter, author[1], tea.KeyEsc)
		}
	}},
	{"fill_files", func(d *driver) {
		d.withFiles()
		d.beginForm("tuyen_truyen").fillTo("tep").keys("~/Ảnh/họp thôn 1.jpg", tea.KeyEnter, "~/biên bản.pdf", tea.KeyEnter)
	}},
	{"fill_path", func(d *driver) {
		d.withFiles()
		d.beginForm("tuyen_truyen").fillTo("tep").keys(`"D:\Ảnh\hop thon.jpg"`)
	}},
	{"pick", func(d *driver) {
		d.withFiles()
		d.beginForm("tuyen_truyen").fillTo("tep").keys(tea.KeyUp, tea.KeyEnter, tea.KeyEnter)
		d.m.top().screen.(*pickScreen).dir = "E:\\"
	}},
	{"resume", func(d *driver) {
		d.beginForm("tuyen_truyen").keys("8/6", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID", tea.KeyPgDown, "45").fire()
		d.run(d.m.home())
		d.run(d.m.unfinished())
	}},
}

func TestFillGolden(t *testing.T) {
	for _, scene := range fillScenes {
		for _, lang := range []string{"vi", "en"} {
			for _, size := range [][2]int{{80, 24}, {60, 20}, {120, 40}} {
				name := fmt.Sprintf("%s.%s.%dx%d", scene.name, lang, size[0], size[1])
				t.Run(name, func(t *testing.T) {
					d := newDriver(t, lang).sampleBook().start(size[0], size[1])
					scene.play(d)
					d.golden(name)
				})
			}
		}
	}
}

// Without colour every page of writing a record says the same, and no colour is sent; with it, what is
// wrong stands out.
func TestFillPagesWithoutColour(t *testing.T) {
	all := fillScenes
	for _, s := range scenes {
		if strings.HasPrefix(s.name, "fill") || strings.HasPrefix(s.name, "summary") || s.name == "row" {
			all = append(all, s)
		}
	}
	for _, scene := range all {
		t.Run(scene.name, func(t *testing.T) {
			bright, plain := newDriver(t, "vi").sampleBook().start(80, 24), newDriver(t, "vi").sampleBook()
			plain.m.st = newStyles(false)
			plain.start(80, 24)
			scene.play(bright)
			scene.play(plain)
			if bright.screen() != plain.screen() {
				t.Errorf("with colour:\n%s\nwithout:\n%s", bright.screen(), plain.screen())
			}
			if found := colour.FindString(plain.m.View()); found != "" {
				t.Errorf("sent %q although there is to be no colour", found)
			}
			if !colour.MatchString(bright.m.View()) {
				t.Error("no colour at all")
			}
		})
	}
}
