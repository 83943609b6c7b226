package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// addPhotos gives the newest session two files: one the commune has, one it has not.
func (d *driver) addPhotos() {
	here := ledger.File{SHA256: ledger.Hash{1}, Name: "họp thôn 1.jpg", Size: 812_000, Type: "image/jpeg"}
	gone := ledger.File{SHA256: ledger.Hash{2}, Name: "danh sách ký.pdf", Size: 96_000, Type: "application/pdf"}
	id := d.find("tuyen_truyen", "")
	c := d.store.change(id, "tuyen_truyen", ledger.KindFinalize)
	c.Assign(ledger.Fold(d.store.changes[id]), ledger.Values{ledger.FilesField: ledger.FilesValue(here, gone)})
	d.store.add(c)
	delete(d.store.pending, c.ID)
	d.m.Files = standings{here.SHA256: {Here: true, Arrived: true}, gone.SHA256: {Here: true}}
}

// bookScenes are the book, one record, and what can be done with it.
var bookScenes = []scene{
	{"book", nil, func(d *driver) { d.run(d.m.push(newBookScreen(""))) }},
	{"book_search", nil, func(d *driver) { d.run(d.m.push(newBookScreen(""))); d.keys("cay may") }},
	{"record", nil, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tuyen_truyen", "")}))
	}},
	{"returned", nil, func(d *driver) { d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")})) }},
	{"returned_history", nil, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
		d.keys(tea.KeyEnd)
	}},
	{"returned_fill", nil, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
		d.keys(tea.KeyEnter)
	}},
	{"returned_summary", nil, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
		d.keys(tea.KeyEnter, "24", tea.KeyF9)
	}},
	{"conflict_record", nil, func(d *driver) { d.run(d.m.push(&recordScreen{id: d.find("mo_hinh", "")})) }},
	{"conflict", nil, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("mo_hinh", "")}))
		d.keys(tea.KeyEnter)
	}},
	{"conflict_third", nil, func(d *driver) {
		d.run(d.m.push(newConflictScreen(d.find("mo_hinh", ""))))
		d.keys(tea.KeyDown, tea.KeyDown, tea.KeyEnter, "59")
	}},
	{"record_updates", func(d *driver) { d.addUpdates() }, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("mo_hinh", "")}))
		d.keys(tea.KeyPgDown, tea.KeyPgDown)
	}},
	{"record_copy", nil, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tuyen_truyen", "")}))
		d.keys(tea.KeyF7)
	}},
	{"record_undo", func(d *driver) { d.set(d.find("tuyen_truyen", ""), 1, "Nguyễn Văn Tám", 1, "nu", "22") }, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tuyen_truyen", "")}))
		d.keys(tea.KeyCtrlZ)
	}},
	{"book_period", nil, func(d *driver) { d.run(d.m.push(newBookScreen(""))); d.keys(tea.KeyF6) }},
	{"book_month", nil, func(d *driver) {
		d.run(d.m.push(newBookScreen("")))
		d.keys(tea.KeyF2, tea.KeyF6, tea.KeyDown, tea.KeyEnter)
	}},
	{"message", nil, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
		d.keys(tea.KeyF4, "Đã đếm lại theo danh sách ký tên.")
	}},
	{"withdraw", nil, func(d *driver) { d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")})); d.keys(tea.KeyF8) }},
	{"book_form", nil, func(d *driver) { d.run(d.m.push(newBookScreen(""))); d.keys(tea.KeyF3) }},
	{"book_status", nil, func(d *driver) { d.run(d.m.push(newBookScreen(""))); d.keys(tea.KeyF4) }},
	{"book_person", nil, func(d *driver) { d.run(d.m.push(newBookScreen(""))); d.keys(tea.KeyF7) }},
	{"book_of_person", nil, func(d *driver) {
		d.run(d.m.push(newBookScreen("")))
		d.keys(tea.KeyF7, tea.KeyDown, tea.KeyDown, tea.KeyEnter)
	}},
	{"book_nothing", nil, func(d *driver) { d.run(d.m.push(newBookScreen(""))); d.keys("khong co") }},
	{"record_photos", (*driver).addPhotos, func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tuyen_truyen", "")}))
		d.keys(tea.KeyPgDown)
	}},
	{"record_answered", func(d *driver) {
		d.office(d.find("kho_khan", ""), ledger.KindReply, "", "Thợ của huyện sang ngày 10/6")
	}, func(d *driver) { d.run(d.m.push(&recordScreen{id: d.find("kho_khan", "")})) }},
}
