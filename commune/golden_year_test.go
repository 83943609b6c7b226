package commune_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/reporttest"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// The golden year is that of 2028, a leap year; books begin in March 2027. Two villages become one on
// goldenMerge, within the June of its year.
const (
	goldenUnits   = 60
	goldenBefore  = 500  // records made up of the year before
	goldenRecords = 3000 // of the golden year
	goldenMerge   = "2028-05-20"
)

// golden is a commune that lives two years: its villages' laptops write and send over HTTP, the office
// reviews, merges, locks. It keeps books of its own beside.
type golden struct {
	*town
	rand    *rand.Rand
	maker   *reporttest.Maker
	laptops map[string]*laptop // by the unit they were given to
	entries []*entry
	byID    map[ledger.ID]*entry
	todo    []reporttest.Sample // by day
	late    []reporttest.Sample // that villages forget until the period is locked
	slow    []*entry            // returned, and corrected only when the period is locked
	locks   map[string]time.Time
	states  map[string]string // of 2028-06, by unit
}

func goldenUnit(n int) commune.Unit {
	u := commune.Unit{Unit: ledger.Unit{ID: fmt.Sprintf("x%d", n), Name: fmt.Sprintf("Xóm %d", (n-1)%14+1), Kind: "village", OldCommune: []string{"Nghĩa Châu", "Nghĩa Thái", "Nghĩa Trung", "Liễu Đề"}[(n-1)/14%4]}}
	switch {
	case n > 57:
		u.Name, u.Kind, u.OldCommune = fmt.Sprintf("Hợp tác xã mẫu số %d", n-57), "cooperative", ""
	case n > 54:
		u.Name, u.Kind, u.OldCommune = fmt.Sprintf("Cơ quan mẫu số %d", n-54), "agency", ""
	case n > 50:
		u.Name, u.Kind, u.OldCommune = fmt.Sprintf("Trường học mẫu số %d", n-50), "school", ""
	}
	return u
}

// newGolden lives the two years.
func newGolden(t testing.TB) *golden {
	t.Helper()
	g := &golden{town: newTown(t), rand: rand.New(rand.NewPCG(2028, 1)), laptops: map[string]*laptop{}, byID: map[ledger.ID]*entry{},
		locks: map[string]time.Time{}, states: map[string]string{}}
	var writing []string
	for n := 1; n <= goldenUnits; n++ {
		u := goldenUnit(n)
		if n > 2 {
			if err := g.office.AddUnit(t.Context(), u); err != nil {
				t.Fatal(err)
			}
		}
		if n < 58 { // the cooperatives have nothing to report, or do not report
			writing = append(writing, u.ID)
		}
	}
	g.at("2027-03-01", 8)
	for n := 1; n <= goldenUnits; n++ {
		id := fmt.Sprintf("x%d", n)
		g.laptops[id] = g.laptop(id)
	}
	g.makeUp(writing)
	for m := 3; m <= 22; m++ {
		g.month(2027+(m-1)/12, (m-1)%12+1)
	}
	g.month(2028, 11)
	g.month(2028, 12)
	g.month(2029, 1)
	return g
}

// at sets the commune's clock, which never goes back.
func (g *golden) at(day string, hour int) {
	g.t.Helper()
	when, err := time.ParseInLocation(time.DateOnly, day, viet.Zone)
	if err != nil {
		g.t.Fatal(err)
	}
	g.ahead.Store(int64(when.Add(time.Duration(hour) * time.Hour).Sub(startOfTests)))
}

// makeUp makes up all records, those at the borders of periods among them.
func (g *golden) makeUp(units []string) {
	g.maker = reporttest.New(2028, units)
	add := func(s reporttest.Sample) { g.todo = append(g.todo, s) }
	for n := 1; n <= goldenUnits; n++ {
		add(g.maker.Profile(fmt.Sprintf("x%d", n), viet.Date{Year: 2027, Month: 3, Day: 1}))
		if n%2 == 0 && n < 58 {
			add(g.maker.Profile(fmt.Sprintf("x%d", n), viet.Date{Year: 2028, Month: 1, Day: 10}))
		}
	}
	for range goldenBefore {
		add(g.maker.Record(viet.Date{Year: 2027, Month: 3, Day: 1}, 289))
	}
	for range goldenRecords {
		add(g.maker.Record(viet.Date{Year: 2027, Month: 12, Day: 15}, 366))
	}
	for _, day := range []string{"2027-12-14", "2027-12-15", "2027-12-31", "2028-01-01", "2028-02-14", "2028-02-15", "2028-02-28", "2028-02-29", "2028-03-01", "2028-06-14", "2028-06-15", "2028-12-14", "2028-12-15", "2028-12-31"} {
		d, _ := viet.ParseISO(day)
		for range 3 {
			add(g.maker.Record(d, 1))
		}
	}
	long := g.maker.Record(viet.Date{Year: 2027, Month: 5, Day: 4}, 1)
	long.Form, long.Unit = "mo_hinh", "x7"
	long.Values = ledger.Values{"ten": text("Vườn mẫu hai năm (mẫu)"), "loai": text("trong_trot"), "chu_the": text("Hợp tác xã mẫu"), "loai_chu_the": text("htx"), "trang_thai": text("nhan_rong"),
		"ngay_bat_dau": text("2027-05-04"), "ngay_ket_thuc": text("2028-09-20"), "nam": number(2027), "so_ho": number(12), "nguoi_bao": text("Trưởng thôn (mẫu)")}
	add(long)
	slices.SortStableFunc(g.todo, func(a, b reporttest.Sample) int { return a.Day.Compare(b.Day) })
}

// month lives an administrative month's end: handing in and closing on the 15th, review on the 16th, the
// lock on the 17th, and on the 20th what comes too late.
func (g *golden) month(year, month int) {
	label := fmt.Sprintf("%04d-%02d", year, month)
	day := func(d int) string { return iso(year, month, d) }
	if label == "2028-06" {
		g.mergeUnits()
	}
	g.at(day(15), 9)
	var fresh []*entry
	for len(g.todo) > 0 && g.todo[0].Day.String() <= day(14) {
		s := g.todo[0]
		g.todo = g.todo[1:]
		if g.rand.IntN(30) == 0 && s.Form != "ho_so_don_vi" && s.Form != "mo_hinh" {
			g.late = append(g.late, s)
			continue
		}
		fresh = append(fresh, g.write(s))
	}
	slow := g.joint(fresh)
	g.close(label)
	g.syncAll(true)
	g.at(day(16), 9)
	g.review(fresh)
	g.syncAll(false)
	g.at(day(17), 9)
	if _, err := g.office.Lock(context.Background(), "mẫu", label, ""); err != nil {
		g.t.Fatal(err)
	}
	g.locks[label] = g.now()
	g.at(day(20), 9)
	g.tooLate(label, slow)
	g.syncAll(false)
}

// write hands a record in at the laptop of its unit.
func (g *golden) write(s reporttest.Sample) *entry {
	g.t.Helper()
	l := g.laptops[s.Unit]
	form := g.office.Catalogue().Form(s.Form)
	values, problems := form.Finalize(s.Values, ledger.Env{Today: viet.DateOf(g.now())})
	if len(problems) > 0 {
		g.t.Fatalf("%s: %s: %v", s.Form, problems[0].Field, problems[0].Message)
	}
	l.make(ledger.KindFinalize, nil, values, func(c *ledger.Change) { c.ID, c.Record, c.Form, c.Version = s.ID, s.ID, s.Form, form.Version })
	e := entryOf(s.ID, s.Form, l.unit, s.Day.String(), s.Values)
	e.counts = true
	e.note(g.now())
	g.entries = append(g.entries, e)
	g.byID[s.ID] = e
	return e
}

func (g *golden) id(e *entry) ledger.ID {
	id, err := ledger.ParseID(e.id)
	if err != nil {
		g.t.Fatal(err)
	}
	return id
}

// keepsUnit leaves a change of an older record with the unit that the record was written for.
func (e *entry) keepsUnit(c *ledger.Change) { c.Unit = e.unit }

// edit changes a number of a record at its unit's laptop, which knows it.
func (g *golden) edit(e *entry, field string, n int64) {
	id := g.id(e)
	for _, l := range g.laptops {
		if l.seen[id] != nil {
			l.make(ledger.KindFinalize, &id, ledger.Values{field: number(n)}, e.keepsUnit)
			return
		}
	}
	g.t.Fatalf("no laptop knows %s", e.id)
}

// syncAll sends what is pending everywhere; all laptops also hear what is new. Nothing that villages write
// here is refused.
func (g *golden) syncAll(all bool) {
	g.t.Helper()
	for n := 1; n <= goldenUnits; n++ {
		l := g.laptops[fmt.Sprintf("x%d", n)]
		if !all && l.have == uint64(len(l.log)) {
			continue
		}
		rc := l.sync()
		for _, r := range rc.Rejected {
			if e := g.byID[r.ID]; e == nil || e.counts {
				g.t.Fatalf("%v: rejected: %+v, %+v", g.now(), r, l.seen[r.ID])
			}
		}
		l.unit = rc.Unit.ID
	}
}

// close is every unit's word on a month: most send everything in time, some late, some never; the first
// cooperatives have nothing to report.
func (g *golden) close(label string) {
	for n := 1; n <= goldenUnits; n++ {
		id, state := fmt.Sprintf("x%d", n), "complete"
		switch {
		case n == 60:
			state = "none"
		case n >= 58:
			state = "nil"
			g.laptops[id].closePeriod(label, ledger.OutcomeNil)
		case n%11 == 3:
			state = "late"
		case n%9 == 4:
			state = "open"
		default:
			g.laptops[id].closePeriod(label, ledger.OutcomeComplete)
		}
		if label == "2028-06" {
			g.states[id] = state
		}
	}
}

// joint makes what several units recorded of one event, and what was sent twice. It gives a pair that the
// office merges only when the period is locked.
func (g *golden) joint(fresh []*entry) (slow [2]*entry) {
	var held []*entry
	for _, e := range fresh {
		if e.form == "tuyen_truyen" && e.n["tong_so"] > 0 {
			held = append(held, e)
		}
	}
	for i := 0; i+1 < len(held) && i < 8; i++ {
		twin := held[i]
		s := reporttest.Sample{ID: g.id(twin), Form: twin.form, Unit: fmt.Sprintf("x%d", 1+g.rand.IntN(48)), Values: g.record(g.id(twin))}
		s.ID[8] ^= 0x80
		s.Day, _ = viet.ParseISO(twin.begun)
		other := g.write(s)
		switch i % 4 {
		case 0: // one event, counted once
			g.sendOf(twin, other)
			g.merge(twin, other)
		case 1: // merged by mistake
			g.sendOf(twin, other)
			g.merge(twin, other)
			g.unmerge(twin, other)
		case 2: // the kept one is taken back: the other counts
			g.sendOf(twin, other)
			g.merge(twin, other)
			g.withdraw(twin)
			g.sendOf(twin)
		case 3: // never found out; both count. One such pair a month is found too late.
			slow = [2]*entry{twin, other}
		}
	}
	return slow
}

// record is what the laptop that wrote a record knows of its values.
func (g *golden) record(id ledger.ID) ledger.Values {
	for _, l := range g.laptops {
		if l.seen[id] != nil {
			return l.record(id).Values()
		}
	}
	return nil
}

// sendOf sends from the laptops that know the entries.
func (g *golden) sendOf(entries ...*entry) {
	for _, e := range entries {
		for _, l := range g.laptops {
			if l.seen[g.id(e)] != nil {
				l.sync()
				break
			}
		}
	}
}

func (g *golden) merge(keep, other *entry) {
	g.t.Helper()
	if err := g.office.Merge(context.Background(), "mẫu", g.id(keep), []ledger.ID{g.id(other)}); err != nil {
		g.t.Fatal(err)
	}
	other.counts, keep.joint = false, other
	other.note(g.now())
}

func (g *golden) unmerge(keep, other *entry) {
	g.t.Helper()
	if err := g.office.Unmerge(context.Background(), "mẫu", []ledger.ID{g.id(other)}); err != nil {
		g.t.Fatal(err)
	}
	other.counts, keep.joint = true, nil
	other.note(g.now())
}

// withdraw takes a record back at the laptop that wrote it; what was merged into it counts again.
func (g *golden) withdraw(e *entry) {
	id := g.id(e)
	for _, l := range g.laptops {
		if l.seen[id] != nil {
			l.make(ledger.KindWithdraw, &id, nil, e.keepsUnit)
			break
		}
	}
	e.counts, e.approved = false, false
	e.note(g.now())
	if e.joint != nil {
		e.joint.counts = true
		e.joint.note(g.now())
	}
}

// review is the office's work on what a month brought, and what villages do about it the same day.
func (g *golden) review(fresh []*entry) {
	g.t.Helper()
	ctx := context.Background()
	must := func(err error) {
		g.t.Helper()
		if err != nil {
			g.t.Fatal(err)
		}
	}
	for i, e := range fresh {
		if !e.counts || e.form == "ho_so_don_vi" {
			continue
		}
		people := e.form == "tuyen_truyen" && e.n["tong_so"] > 0
		switch {
		case i%3 == 0:
			must(g.office.Approve(ctx, "mẫu", g.id(e)))
			e.approved = true
			if people && i%2 == 0 { // proposes another number, which does not count until it is approved
				g.proposal(e, i%4 == 0)
			}
		case i%17 == 1 && people: // returned and corrected at once
			must(g.office.Return(ctx, "mẫu", g.id(e), "Xem lại số người dự", "tong_so"))
			g.sendOf(e)
			g.change(e, e.n["tong_so"]+5)
			g.sendOf(e)
		case i%17 == 2 && people: // returned, corrected after the lock
			must(g.office.Return(ctx, "mẫu", g.id(e), "Xem lại số người dự", "tong_so"))
			g.slow = append(g.slow, e)
		case i%19 == 4:
			g.withdraw(e)
		case i%23 == 5 && people:
			must(g.office.Correct(ctx, "mẫu", g.id(e), ledger.Values{"tong_so": text(fmt.Sprint(e.n["tong_so"] + 7))}, "cộng lại theo danh sách"))
			e.n["tong_so"] += 7
			e.note(g.now())
		case i%29 == 7 && people:
			g.conflict(e)
		}
	}
}

func (g *golden) change(e *entry, people int64) {
	g.edit(e, "tong_so", people)
	e.n["tong_so"] = people
	e.note(g.now())
}

// proposal lets a village change what was approved; the office agrees, or has not looked yet: then what
// it approved counts on.
func (g *golden) proposal(e *entry, agreed bool) {
	g.t.Helper()
	g.sendOf(e) // learns of the approval
	g.edit(e, "tong_so", e.n["tong_so"]+3)
	g.sendOf(e)
	if !agreed {
		return
	}
	if err := g.office.Approve(context.Background(), "mẫu", g.id(e)); err != nil {
		g.t.Fatal(err)
	}
	e.n["tong_so"] += 3
	e.note(g.now())
}

// conflict lets two laptops of a unit change one number without seeing each other: the later one shows,
// by the clock, until somebody settles it.
func (g *golden) conflict(e *entry) {
	g.sendOf(e)
	first := g.rand.Int64N(5)
	var own *laptop
	for _, l := range g.laptops {
		if l.seen[g.id(e)] != nil {
			own = l
		}
	}
	second := g.laptop(own.unit)
	second.sync()
	id := g.id(e)
	own.make(ledger.KindFinalize, &id, ledger.Values{"tong_so": number(e.n["tong_so"] + first)}, e.keepsUnit)
	g.pass(time.Hour)
	second.make(ledger.KindFinalize, &id, ledger.Values{"tong_so": number(e.n["tong_so"] + 11)}, e.keepsUnit)
	second.sync()
	own.sync()
	e.n["tong_so"] += 11
	e.note(g.now())
}

// tooLate is what comes when the period is locked.
func (g *golden) tooLate(label string, slow [2]*entry) {
	for _, s := range g.late {
		g.write(s)
	}
	g.late = nil
	for _, e := range g.slow {
		g.change(e, e.n["tong_so"]+2)
	}
	g.slow = nil
	for n := 3; n < 58; n += 11 {
		g.laptops[fmt.Sprintf("x%d", n)].closePeriod(label, ledger.OutcomeComplete)
	}
	if slow[1] != nil && slow[0].counts && slow[1].counts {
		g.merge(slow[0], slow[1])
	}
	l := g.laptops["x5"] // more women than people: it is marked, and never counts
	bad := session("Ghi nhầm (mẫu)", 10)
	bad["ngay"], bad["nu"] = text(viet.DateOf(g.now()).String()), number(99)
	c := l.make(ledger.KindFinalize, nil, bad)
	g.byID[c.ID] = &entry{}
}

// mergeUnits makes one village of two.
func (g *golden) mergeUnits() {
	g.t.Helper()
	g.at(goldenMerge, 8)
	day, _ := viet.ParseISO(goldenMerge)
	into := commune.Unit{Unit: ledger.Unit{ID: "x61", Name: "Xóm Mới mẫu", Kind: "village", OldCommune: "Liễu Đề"}}
	if err := g.office.MergeUnits(context.Background(), []string{"x49", "x50"}, into, day.String()); err != nil {
		g.t.Fatal(err)
	}
}

// live are the entries that count.
func (g *golden) live(approved bool) (out []*entry) {
	for _, e := range g.entries {
		if e.counts && (!approved || e.approved) {
			out = append(out, e)
		}
	}
	return out
}

// TestGoldenYear lives the golden year over the real endpoint and recomputes every figure of every kind
// of period by plain loops over books of its own.
func TestGoldenYear(t *testing.T) {
	begun := time.Now()
	g := newGolden(t)
	t.Logf("%d records lived in %v", len(g.entries), time.Since(begun).Round(time.Millisecond))
	g.clean()
	t.Run("figures", g.checkFigures)
	t.Run("additions", g.checkAdditions)
	t.Run("units", g.checkUnits)
	t.Run("reports", g.checkReports)
}

func (g *golden) checkFigures(t *testing.T) {
	rules := goldenRules()
	for _, ind := range ledger.DefaultIndicators().All {
		if _, known := rules[ind.Code]; !known && ind.Code != "cb_ty_le" {
			t.Errorf("no plain loop computes %s", ind.Code)
		}
	}
	for _, approved := range []bool{false, true} {
		live := g.live(approved)
		for _, s := range goldenSpans() {
			if approved && !strings.HasSuffix(s.label, "2028-06") && s.label != "2028" {
				continue
			}
			figures, err := g.office.Figures(t.Context(), s.label, commune.IndicatorOptions{Approved: approved})
			if err != nil {
				t.Fatal(err)
			}
			g.compare(t, s, figures, live, rules)
		}
	}
}

// compare holds figures against the plain loops.
func (g *golden) compare(t *testing.T, s span, figures []ledger.Figure, live []*entry, rules map[string]rule) {
	t.Helper()
	before := slices.ContainsFunc(live, func(e *entry) bool { return e.day() <= s.lastTo })
	for _, f := range figures {
		var want [3]int64 // ten-thousandths
		known := [4]bool{true, before, true, false}
		for i, days := range [][2]string{{s.from, s.to}, {s.lastFrom, s.lastTo}, {s.since, s.to}} {
			if f.Indicator.Code == "cb_ty_le" {
				n, ok := share(rules["cb_duoc_tt"].value(live, days[0], days[1]), rules["cb_tong"].value(live, days[0], days[1]), 100)
				want[i], known[i] = min(n, 10_000)*100, known[i] && ok
				continue
			}
			want[i] = rules[f.Indicator.Code].value(live, days[0], days[1]) * 10_000
		}
		change := int64(0)
		if known[0] && known[1] {
			n, ok := share(want[0]-want[1], want[1], 10)
			change, known[3] = n*1000, ok
		}
		for i, have := range []ledger.Amount{f.Value, f.LastYear, f.YearToDate, f.Change} {
			n := append(want[:], change)[i]
			if have.Known != known[i] || have.Known && int64(have.Number) != n {
				t.Errorf("%s, %s, column %d: %v, want %v (known: %v)", s.label, f.Indicator.Code, i, have, viet.Number(n), known[i])
			}
		}
	}
}

// checkAdditions computes which records each report must name as additions to locked periods.
func (g *golden) checkAdditions(t *testing.T) {
	total := 0
	for m := 1; m <= 12; m++ {
		s := admin(fmt.Sprintf("2028-%02d", m), 2028, m, m)
		want := g.additionsOf(s)
		in, err := g.office.ReportInput(t.Context(), s.label, commune.ReportOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range in.Adjusted {
			if want[a.ID] != a.Period {
				t.Errorf("%s names %s (%s) as an addition to %s, want %q", s.label, a.Title, a.Reason, a.Period, want[a.ID])
			}
			delete(want, a.ID)
		}
		for id, period := range want {
			t.Errorf("%s does not name %s as an addition to %s", s.label, id, period)
		}
		total += len(in.Adjusted)
	}
	if total < 50 {
		t.Errorf("only %d additions: the test proves little", total)
	}
}

func (g *golden) additionsOf(s span) map[string]string {
	begin, _ := time.ParseInLocation(time.DateOnly, s.from, viet.Zone)
	end, _ := time.ParseInLocation(time.DateOnly, s.to, viet.Zone)
	out := map[string]string{}
	for label, locked := range g.locks {
		var year, month int
		fmt.Sscanf(label, "%d-%d", &year, &month)
		of := admin(label, year, month, month)
		if of.from >= s.from {
			continue
		}
		closed := locked
		if begin.After(closed) {
			closed = begin.Add(-1)
		}
		for _, e := range g.entries {
			was, is := e.was(closed), e.was(end.Add(24*time.Hour-1))
			in := func(x state) bool { return x.counts && x.day >= of.from && x.day <= of.to }
			if in(was) != in(is) || in(was) && was.print != is.print {
				out[e.id] = label
			}
		}
	}
	return out
}

// checkUnits computes the table by unit of a period in which two villages became one.
func (g *golden) checkUnits(t *testing.T) {
	s := admin("2028-06", 2028, 6, 6)
	in, err := g.office.ReportInput(t.Context(), s.label, commune.ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]int{}
	for _, e := range g.live(false) {
		if day := e.day(); day < s.from || day > s.to {
			continue
		}
		unit := e.unit
		if unit == "x49" || unit == "x50" {
			unit = "x61"
		}
		if want[unit] == nil {
			want[unit] = map[string]int{}
		}
		want[unit][e.form]++
	}
	if len(in.Units) != goldenUnits-1 {
		t.Errorf("%d units, want %d", len(in.Units), goldenUnits-1)
	}
	for _, u := range in.Units {
		for form, n := range want[u.ID] {
			if u.Records[form] != n {
				t.Errorf("%s has %d of %s, want %d", u.Place, u.Records[form], form, n)
			}
		}
		if state := g.states[u.ID]; u.ID != "x61" && state != u.State && !(state == "open" && len(want[u.ID]) == 0) {
			t.Errorf("%s is %s, want %s", u.Place, u.State, state)
		}
		if strings.HasPrefix(u.ID, "x49") || strings.HasPrefix(u.ID, "x50") {
			t.Errorf("%s, which is no more, stands in the table", u.Place)
		}
	}
	april, err := g.office.ReportInput(t.Context(), "2028-05", commune.ReportOptions{})
	if err != nil || len(april.Units) != goldenUnits || april.Places["x49"] != "Xóm 7 (Liễu Đề)" {
		t.Errorf("before the merge: %d units, x49 is %q, %v", len(april.Units), april.Places["x49"], err)
	}
}
