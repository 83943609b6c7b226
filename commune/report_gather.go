package commune

import (
	"cmp"
	"context"
	"slices"

	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// ReportContext is what a report is made from beside the records: kept with it, so that it can be made
// again when units, locks or closings have changed.
type ReportContext struct {
	Approved bool                  `json:"approved"`
	Units    []periodic.UnitLine   `json:"units"` // without their counts
	Family   map[string]string     `json:"family"`
	Places   map[string]string     `json:"places"`
	Adjusted []periodic.Adjustment `json:"adjusted"`
}

// reportContext gathers it as it is now.
func (o *Office) reportContext(ctx context.Context, p ledger.Period, approved bool, upto uint64) (rc ReportContext, err error) {
	rc = ReportContext{Approved: approved, Family: map[string]string{}, Places: map[string]string{}}
	units, err := o.Units(ctx)
	if err != nil {
		return rc, err
	}
	f := familiesOf(units)
	for _, u := range units {
		u.Name = u.NameOn(p.To.String())
		rc.Places[u.ID] = u.Place()
		if at := f.at(u.ID, p.To.String()); at != u.ID {
			rc.Family[u.ID] = at
		}
	}
	cover, err := o.Coverage(ctx, p.Label, "vi")
	if err != nil {
		return rc, err
	}
	for _, u := range cover.Units {
		line := periodic.UnitLine{ID: u.Unit, Place: rc.Places[u.Unit], Kind: u.Kind, State: string(u.State)}
		if u.ReceivedAt != nil {
			line.Received = viet.DateOf(*u.ReceivedAt).Format()
		}
		rc.Units = append(rc.Units, line)
	}
	rc.Adjusted, err = o.adjustedIn(ctx, p, rc.Places, upto)
	return rc, err
}

// gathering of a report's records.
type gatherer struct {
	*moment
	p  ledger.Period
	rc ReportContext
	in *periodic.Input
}

// reportInput makes the input of a report from its context and the records of a moment.
func (o *Office) reportInput(ctx context.Context, p ledger.Period, rc ReportContext, upto uint64) (in *periodic.Input, err error) {
	c := o.commune
	indicators := ledger.DefaultIndicators()
	in = &periodic.Input{Commune: c.Name, Code: c.Code, Province: c.Province, Period: p, Approved: rc.Approved, Plan: indicators.Plan,
		Forms: o.rules.catalogue, Items: map[string][]periodic.Item{}, Counted: map[string]int{}, Units: slices.Clone(rc.Units), Adjusted: rc.Adjusted, Places: rc.Places}
	err = o.at(ctx, upto, func(m *moment) error {
		in.Number = m.upto
		ask, err := m.answers(p, "", rc.Approved)
		if err != nil {
			return err
		}
		if in.Figures, err = indicators.Figures(p, ask); err != nil {
			return err
		}
		g := gatherer{m, p, rc, in}
		for _, step := range []func() error{g.units, g.lists, g.models, g.replies} {
			if err := step(); err != nil {
				return err
			}
		}
		in.Joint = m.joint(p)
		return nil
	})
	return in, err
}

// joint counts the records of the period whose event counts in another, after each was called.
func (m *moment) joint(p ledger.Period) (n int) {
	for _, s := range m.groups {
		alone := s.Alone(func(id ledger.ID) (Summand, bool) { o, ok := m.groups[id]; return o, ok })
		if s.Counts && !alone && p.Contains(s.Placed) {
			n++
		}
	}
	return n
}

// units counts the records of every unit by form.
func (g *gatherer) units() error {
	at := map[string]int{}
	for i := range g.in.Units {
		g.in.Units[i].Records = map[string]int{}
		at[g.in.Units[i].ID] = i
	}
	all := make([]string, 0, len(g.rc.Places))
	for id := range g.rc.Places {
		all = append(all, id)
	}
	slices.Sort(all)
	for _, id := range all {
		ask, err := g.answers(g.p, id, g.rc.Approved)
		if err != nil {
			return err
		}
		cells, err := ask([]ledger.Question{{From: g.p.From.String(), To: g.p.To.String()}})
		if err != nil {
			return err
		}
		home := id
		if now, moved := g.rc.Family[id]; moved {
			home = now
		}
		for _, c := range cells[0] {
			g.in.Counted[c.Item] += int(c.N)
			i, known := at[home]
			if !known { // a unit that is no more, whose records still count
				i, at[home] = len(g.in.Units), len(g.in.Units)
				g.in.Units = append(g.in.Units, periodic.UnitLine{ID: home, Place: g.rc.Places[home], State: string(ledger.PeriodOpen), Records: map[string]int{}})
			}
			g.in.Units[i].Records[c.Item] += int(c.N)
			if periodic.InUnits(c.Item) {
				g.in.Units[i].Total += int(c.N)
			}
		}
	}
	return nil
}

func (g *gatherer) item(r Row) periodic.Item {
	return periodic.Item{ID: r.ID.String(), Form: r.Form, Version: r.Version, Place: g.rc.Places[r.Unit], Day: r.Placed(), Status: r.Status, Title: r.Title, Values: r.Values}
}

// collect gathers the records of a form from day to day that keep wants, and counts them.
func (g *gatherer) collect(form, from, to string, most int, keep func(Row) bool) error {
	n := 0
	err := g.each(form, from, to, g.rc.Approved, func(r Row, counts bool) error {
		if !counts || keep != nil && !keep(r) {
			return nil
		}
		if n++; most == 0 || n <= most {
			g.in.Items[form] = append(g.in.Items[form], g.item(r))
		} else if keep == nil {
			return errEnough
		}
		return nil
	})
	if keep != nil {
		g.in.Counted[form] = n
	}
	return err
}

// lists gathers what the appendices name.
func (g *gatherer) lists() error {
	from, to := g.p.From.String(), g.p.To.String()
	for _, form := range []string{"tuyen_truyen", "khen_thuong", "kho_khan"} {
		if err := g.collect(form, from, to, periodic.MaxListed, nil); err != nil {
			return err
		}
	}
	if err := g.classes(from, to); err != nil {
		return err
	}
	if err := g.collect("sang_kien", "", lastDay, periodic.MaxListed, func(r Row) bool {
		decided := r.Values["ngay_quyet_dinh"].Text
		return g.p.Contains(r.Placed()) || periodic.Recognised(r.Values) && g.p.Contains(decided)
	}); err != nil {
		return err
	}
	return g.collect("san_pham", "", to, periodic.MaxListed, func(r Row) bool {
		ends := r.Values["het_han"].Text
		return ends == "" || ends >= from
	})
}

// classes are the best attended, in the order of their days.
func (g *gatherer) classes(from, to string) error {
	best := foremost{rank: func(it periodic.Item) viet.Number { return it.Values["tong_so"].Num }}
	if err := g.each("tap_huan", from, to, g.rc.Approved, func(r Row, counts bool) error {
		if counts {
			best.put(g.item(r))
		}
		return nil
	}); err != nil {
		return err
	}
	items := best.items()
	slices.SortStableFunc(items, func(a, b periodic.Item) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID)) })
	g.in.Items["tap_huan"] = items
	return nil
}

// foremost keeps the records of the highest rank, as many as a table names; of equal ones those that
// came first. It never holds more than twice as many.
type foremost struct {
	rank func(periodic.Item) viet.Number
	held []periodic.Item
	over bool // there were more than are kept
}

func (f *foremost) put(it periodic.Item) {
	if f.held = append(f.held, it); len(f.held) >= 2*periodic.MaxListed {
		f.held = f.items()
	}
}

// items are those kept: as they came while there are not too many, else the highest rank first.
func (f *foremost) items() []periodic.Item {
	if f.over = f.over || len(f.held) > periodic.MaxListed; !f.over {
		return f.held
	}
	slices.SortStableFunc(f.held, func(a, b periodic.Item) int { return cmp.Compare(f.rank(b), f.rank(a)) })
	return f.held[:min(len(f.held), periodic.MaxListed)]
}

// models are those at work in the period, each with its best result.
func (g *gatherer) models() error {
	best := map[string]ledger.Values{}
	if err := g.each("mo_hinh_cap_nhat", g.p.From.String(), g.p.To.String(), g.rc.Approved, func(r Row, counts bool) error {
		model := r.Values["mo_hinh"].Text
		if old, known := best[model]; counts && (!known || better(r.Values, old)) {
			best[model] = r.Values
		}
		return nil
	}); err != nil {
		return err
	}
	ind := ledger.DefaultIndicators().Find("mh_dang")
	if ind == nil {
		return nil
	}
	first, n := foremost{rank: func(it periodic.Item) viet.Number { gain, _ := periodic.Gain(it.Best); return gain }}, 0
	err := g.each("mo_hinh", "", g.p.To.String(), g.rc.Approved, func(r Row, counts bool) error {
		tally := ledger.Tally{}
		tally.Put(ind.Adds(ledger.Counted{ID: r.ID, Form: r.Form, Unit: r.Unit, Day: r.Placed(), Values: r.Values}))
		if !counts || !ind.Touches(g.p, tally) {
			return nil
		}
		n++
		it := g.item(r)
		it.Best = best[it.ID]
		first.put(it)
		return nil
	})
	g.in.Items["mo_hinh"], g.in.Counted["mo_hinh"] = first.items(), n
	return err
}

// better reports whether a result shows more gain than another.
func better(a, b ledger.Values) bool {
	x, _ := periodic.Gain(a)
	y, _ := periodic.Gain(b)
	return x > y
}

// replies finds the office's last word on the difficulties that are named.
func (g *gatherer) replies() error {
	items := g.in.Items["kho_khan"]
	for i := range items {
		id, err := ledger.ParseID(items[i].ID)
		if err != nil {
			return err
		}
		logged, err := g.Changes(id)
		if err != nil {
			return err
		}
		changes, err := decoded(logged)
		if err != nil {
			return err
		}
		for n, c := range changes {
			if logged[n].Number <= g.upto && c.Kind == ledger.KindReply && c.Text != "" {
				items[i].Reply = c.Text
			}
		}
	}
	return nil
}
