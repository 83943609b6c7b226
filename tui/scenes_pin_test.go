package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// newPIN opens the page for a first PIN.
func (d *driver) newPIN() *driver {
	d.run(d.m.push(newPINScreen()))
	return d
}

// pinScenes are the book's PIN, and the page that hides everything.
var pinScenes = []scene{
	{"lock", func(d *driver) { d.withPIN("246810") }, func(d *driver) { d.idleFor(time.Hour); d.keys("2468") }},
	{"lock_wrong", func(d *driver) { d.withPIN("246810") }, func(d *driver) { d.idleFor(time.Hour); d.keys("246811", tea.KeyEnter) }},
	{"pin_new", func(d *driver) { d.withPIN("") }, func(d *driver) { d.newPIN().keys("246810") }},
	{"pin_differs", func(d *driver) { d.withPIN("") }, func(d *driver) { d.newPIN().keys("246810", tea.KeyEnter, "246811", tea.KeyEnter) }},
	{"pin_code", func(d *driver) { d.withPIN("") }, func(d *driver) {
		d.newPIN().keys("246810", tea.KeyEnter, "246810", tea.KeyEnter, "XYA")
	}},
	{"pin_done", func(d *driver) { d.withPIN("") }, func(d *driver) {
		d.newPIN().keys("246810", tea.KeyEnter, "246810", tea.KeyEnter, "XYABC", tea.KeyEnter)
	}},
	{"pin_menu", func(d *driver) { d.withPIN("246810") }, func(d *driver) { d.run(d.m.pinMenu()) }},
	{"settings_pin", func(d *driver) { d.withPIN("246810") }, func(d *driver) { d.run(d.m.push(&settingsScreen{})) }},
}
