// Package reporttest makes up a commune's records for tests of reports: samples, the same for every
// run of one seed, and nobody's facts.
package reporttest

import (
	"math/rand/v2"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Sample is one made-up record.
type Sample struct {
	ID     ledger.ID
	Form   string
	Unit   string
	Day    viet.Date
	Values ledger.Values
}

// Maker makes up records.
type Maker struct {
	*rand.Rand
	units  []string
	models []Sample
	n      uint64
}

// New begins with a seed, for units of these ids.
func New(seed uint64, units []string) *Maker {
	return &Maker{Rand: rand.New(rand.NewPCG(seed, 1)), units: units}
}

// id is a record's: its time is that of its day, the rest counts.
func (m *Maker) id(day viet.Date) (id ledger.ID) {
	m.n++
	ms := uint64(viet.Date{Year: 1970, Month: 1, Day: 1}.DaysUntil(day))*86_400_000 + 36_000_000
	for i := range 6 {
		id[5-i] = byte(ms >> (8 * i))
	}
	for i := range 8 {
		id[15-i] = byte(m.n >> (8 * i))
	}
	return id
}

func (m *Maker) day(from viet.Date, days int) viet.Date { return from.AddDays(m.IntN(days)) }

func (m *Maker) of(choices ...string) string { return choices[m.IntN(len(choices))] }

func num(n int) ledger.Value { return ledger.NumValue(viet.Int(int64(n))) }

func text(s string) ledger.Value { return ledger.TextValue(s) }

// makers make the values of a form's record; weights are how often it comes.
var makers = []struct {
	form   string
	weight int
	fill   func(*Maker, ledger.Values, viet.Date)
}{
	{"tuyen_truyen", 40, (*Maker).outreach}, {"tap_huan", 12, (*Maker).class}, {"mo_hinh", 5, (*Maker).model}, {"mo_hinh_cap_nhat", 10, (*Maker).result},
	{"sang_kien", 8, (*Maker).initiative}, {"san_pham", 4, (*Maker).product}, {"khen_thuong", 5, (*Maker).commendation}, {"kho_khan", 7, (*Maker).difficulty},
	{"ngay_hoi", 2, (*Maker).fair}, {"kinh_phi", 7, (*Maker).money},
}

// Record makes up one record of a day within a span of days.
func (m *Maker) Record(from viet.Date, days int) Sample {
	total := 0
	for _, mk := range makers {
		total += mk.weight
	}
	at, day := m.IntN(total), m.day(from, days)
	for _, mk := range makers {
		if at -= mk.weight; at >= 0 {
			continue
		}
		form := mk.form
		if form == "mo_hinh_cap_nhat" && len(m.models) == 0 {
			form, mk.fill = "mo_hinh", (*Maker).model
		}
		s := Sample{ID: m.id(day), Form: form, Unit: m.of(m.units...), Day: day, Values: ledger.Values{"nguoi_bao": text("Trưởng thôn (mẫu)")}}
		mk.fill(m, s.Values, day)
		if m.IntN(4) > 0 {
			s.Values["nhiem_vu"] = ledger.ListValue(m.of(tasksOf[form]...))
		}
		if form == "mo_hinh" {
			m.models = append(m.models, s)
		}
		return s
	}
	return Sample{}
}

// Profile is a unit's profile of a day.
func (m *Maker) Profile(unit string, day viet.Date) Sample {
	return Sample{ID: m.id(day), Form: "ho_so_don_vi", Unit: unit, Day: day, Values: ledger.Values{"ngay": text(day.String()), "so_ho": num(150 + m.IntN(100)),
		"so_khau": num(600 + m.IntN(300)), "so_cbccvc": num(10 + m.IntN(40))}}
}
