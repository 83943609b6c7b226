package tui

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// setupScenes are home and what lies around the book: first start, settings, practice, periods, paper.
var setupScenes = []scene{
	{"home", func(d *driver) { d.m.Periods = nil }, func(*driver) {}},
	{"home_empty", func(d *driver) {
		*d.store = *newFakeStore(d.store.now)
		d.store.who.Person = "Nguyễn Văn Mẫu"
		d.m.Syncer, d.m.Periods = nil, nil
	}, func(*driver) {}},
	{"home_full", (*driver).answerAndLeaveADraft, func(*driver) {}},
	{"home_failed", nil, func(d *driver) {
		d.store.fail = errDisk
		d.run(d.m.top().open(d.m.app))
		d.store.fail = nil
	}},
	{"help_home", nil, func(d *driver) { d.keys(tea.KeyF1) }},
	{"help_fill", nil, func(d *driver) { d.beginForm("kinh_phi").keys(tea.KeyF1) }},
	{"help_period", nil, func(d *driver) { d.run(d.m.push(&periodsScreen{})); d.keys(tea.KeyEnter, tea.KeyF1) }},
	{"notice", nil, func(d *driver) {
		d.run(d.m.notify([]ledger.Words{{Vi: "Sổ này được chép từ máy khác sang. Từ nay máy này ghi thành một máy riêng; không mất phiếu nào.",
			En: "This book was copied from another computer. From now on this one counts as a computer of its own; no record is lost."}}))
	}},
	{"welcome_unit", nil, func(d *driver) { d.run(d.m.push(newWelcomeScreen(d.m.app))) }},
	{"welcome_person", nil, func(d *driver) {
		d.run(d.m.push(newWelcomeScreen(d.m.app)))
		d.keys("Thôn Mẫu", tea.KeyEnter, "Nguyễn Văn")
	}},
	{"welcome_next", nil, func(d *driver) {
		d.run(d.m.push(newWelcomeScreen(d.m.app)))
		d.keys("Thôn Mẫu", tea.KeyEnter, "Nguyễn Văn Mẫu", tea.KeyEnter)
	}},
	{"join", nil, func(d *driver) { d.run(d.m.push(newJoinScreen(d.m.app))) }},
	{"join_failed", func(d *driver) { d.host().err = errJoin }, func(d *driver) {
		d.run(d.m.push(newJoinScreen(d.m.app)))
		d.keys("https://xa-mau.vn SAI-MA", tea.KeyF9)
	}},
	{"settings", nil, func(d *driver) { d.run(d.m.push(&settingsScreen{})) }},
	{"settings_person", nil, func(d *driver) { d.run(d.m.push(&settingsScreen{})); d.keys(tea.KeyEnter) }},
	{"settings_backup", nil, func(d *driver) { d.run(d.m.push(newBackupScreen("/media/KINGSTON/SoThon-sao-luu"))) }},
	{"about", nil, func(d *driver) { d.run(d.m.push(&aboutScreen{})) }},
	{"practice_ask", nil, func(d *driver) { d.run(d.m.askPractice()) }},
	{"practice_home", (*driver).practise, func(*driver) {}},
	{"practice_fill", (*driver).practise, func(d *driver) { d.beginForm("tuyen_truyen") }},
	{"practice_leave", (*driver).practise, func(d *driver) { d.keys(tea.KeyF5) }},
	{"periods", nil, func(d *driver) { d.run(d.m.push(&periodsScreen{})) }},
	{"period", nil, func(d *driver) { d.run(d.m.push(&periodsScreen{})); d.keys(tea.KeyEnter) }},
	{"period_nil", nil, func(d *driver) { d.run(d.m.push(&periodsScreen{})); d.keys(tea.KeyEnd, tea.KeyEnter) }},
	{"period_closed", func(d *driver) { d.m.Periods.(*fakePeriods).said["2026-06"] = ledger.OutcomeComplete }, func(d *driver) {
		d.run(d.m.push(&periodsScreen{}))
		d.keys(tea.KeyEnter)
	}},
	{"period_locked", func(d *driver) {
		d.m.Periods.(*fakePeriods).unit.Policy.Locks = []ledger.Lock{{Period: "2026-06"}}
	}, func(d *driver) { d.run(d.m.push(&periodsScreen{})); d.keys(tea.KeyEnter) }},
	{"print", nil, func(d *driver) { d.run(d.m.push(&formsScreen{})); d.keys(tea.KeyF7) }},
	{"print_done", nil, func(d *driver) { d.run(d.m.push(&formsScreen{})); d.keys(tea.KeyF7, tea.KeyEnter) }},
	{"print_failed", func(d *driver) { d.host().err = errDisk }, func(d *driver) {
		d.run(d.m.push(newPrintScreen(Paper{}, d.m.lang.t(wCheatTitle))))
		d.keys(tea.KeyEnter)
	}},
	{"chart_begun", nil, func(d *driver) { d.run(d.m.push(newChartScreen(d.m.app))); d.keys(tea.KeyRight) }},
	{"chart", (*driver).addTwoYears, func(d *driver) { d.run(d.m.push(newChartScreen(d.m.app))) }},
	{"large_home", func(d *driver) { d.m.prefs.large = true }, func(*driver) {}},
	{"large_fill", func(d *driver) { d.m.prefs.large = true }, func(d *driver) { d.beginForm("tuyen_truyen") }},
	{"large_record", func(d *driver) { d.m.prefs.large = true }, func(d *driver) { d.run(d.m.push(&recordScreen{id: d.find("tuyen_truyen", "")})) }},
	{"contrast_home", func(d *driver) { d.m.prefs.highContrast = true }, func(*driver) {}},
	{"contrast_errors", func(d *driver) { d.m.prefs.highContrast = true }, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("31/02", tea.KeyEnter, tea.KeyEnter)
	}},
}

func (d *driver) practise() { d.m.Practice, d.m.Syncer, d.m.Host, d.m.Periods = true, nil, nil, nil }

// answerAndLeaveADraft gives home all that it can have to tell.
func (d *driver) answerAndLeaveADraft() {
	d.office(d.find("kho_khan", ""), ledger.KindReply, "", "Thợ của huyện sang ngày 10/6")
	d.start(80, 24).beginForm("tuyen_truyen").keys("hom qua", tea.KeyPgDown, tea.KeyEsc)
	d.m.news = news{}
}

// addTwoYears puts sessions of this year and the one before into the book.
func (d *driver) addTwoYears() {
	for i, day := range []string{"20/12/2024", "20/1/2025", "2/3/2025", "9/4/2025", "20/5/2025", "5/1/2026", "8/2/2026", "12/5/2026"} {
		d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": day, "hinh_thuc": "hoi_nghi",
			"chu_de": "Họp mẫu", "tong_so": fmt.Sprint(30 + 40*i)})
	}
}
