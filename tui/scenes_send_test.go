package tui

import (
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// sendScenes are sending, by network and by hand.
var sendScenes = []scene{
	{"send_mid", nil, func(d *driver) {
		d.sendStands(ledger.SyncProgress{Phase: "sending", Total: 24, Proven: 18, LastID: d.find("tuyen_truyen", "")})
		d.run(d.m.tell(progressMsg{0, d.m.sending.progress}))
	}},
	{"send_waiting", nil, func(d *driver) {
		d.sendStands(ledger.SyncProgress{Phase: "waiting", Total: 1, Attempt: 3, NextTry: d.now.Add(40 * time.Second), Err: errors.New("dial tcp")})
	}},
	{"send_files", nil, func(d *driver) {
		d.sendStands(ledger.SyncProgress{Phase: "files", Total: 3, Proven: 3, FileBytes: 2_400_000, FileBytesSent: 812_000})
	}},
	{"send_failed", func(d *driver) { d.syncer.err = errors.New("dial tcp: no route to host") }, func(d *driver) { d.keys(tea.KeyF5) }},
	{"send_done", nil, func(d *driver) { d.keys(tea.KeyF5) }},
	{"send_nothing", nil, func(d *driver) { d.keys(tea.KeyF5, tea.KeyEsc, tea.KeyF5) }},
	{"send_not_joined", func(d *driver) { d.m.Syncer, d.m.Host = nil, nil }, func(d *driver) { d.keys(tea.KeyF5) }},
	{"usb", nil, func(d *driver) { d.run(d.m.askUSB()) }},
	{"usb_export", nil, func(d *driver) { d.run(d.m.push(&exportScreen{})) }},
	{"usb_busy", noWay, func(d *driver) { d.run(d.m.push(&exportScreen{busy: true})) }},
	{"usb_exported", nil, func(d *driver) { d.run(d.m.push(&exportScreen{})); d.keys(tea.KeyEnter) }},
	{"usb_no_stick", func(d *driver) { d.host().places = d.host().places[1:] }, func(d *driver) { d.run(d.m.push(&exportScreen{})) }},
	{"usb_import", nil, func(d *driver) { d.run(d.m.push(&importScreen{})) }},
	{"usb_imported", nil, func(d *driver) { d.run(d.m.push(&importScreen{})); d.keys(tea.KeyEnter) }},
	{"usb_none", func(d *driver) { d.host().letters = nil }, func(d *driver) { d.run(d.m.push(&importScreen{})) }},
}

// sendStands shows how sending stands when it has come so far.
func (d *driver) sendStands(p ledger.SyncProgress) {
	p.Started = d.now.Add(-time.Minute)
	d.m.sending = sending{on: true, cancel: func() {}, progress: p}
	d.run(d.m.push(&sendScreen{}))
}

// host is what lies around the book.
func (d *driver) host() *fakeHost { return d.m.Host.(*fakeHost) }
