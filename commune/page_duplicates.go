package commune

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// duplicatesBody is what the page of duplicates shows: pairs that may tell of one event, and events
// that were merged.
type duplicatesBody struct {
	Title   string
	Periods []option
	Pairs   []pairLine
	More    int
	Joint   []recordLine
	JointAt string

	Dismissed []dismissedLine
	MaySettle bool
}

// pairLine is one pair.
type pairLine struct {
	URL, Form, Score string
	Titles, Places   [2]string
	Days             [2]string
	Reasons          []string
	Joint            bool
}

// Bounds of the page of duplicates.
const (
	maxPairs  = 100
	maxJoint  = 50
	maxLooked = 3000 // records of two months beyond which their pairs are not counted on the overview
)

func (p *Page) duplicates(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "duplicates", user)
	v.Notice = p.said(w, r, v.Lang)
	period, err := ledger.ParsePeriod(r.URL.Query().Get("period"))
	if err != nil {
		period = p.lastMonths()
	}
	body := duplicatesBody{MaySettle: user.Role.May(Reviewer), Title: period.Title(v.Lang), Periods: p.periods(period, v.Lang),
		JointAt: listURL("merged", "1", "period", period.Label)}
	pairs, err := p.office.Duplicates(r.Context(), Query{Period: period.Label})
	if err == nil {
		err = p.describePairs(r.Context(), &body, pairs, v.Lang)
	}
	if err == nil {
		err = p.jointEvents(r.Context(), &body, period, v.Lang)
	}
	if err == nil {
		err = p.dismissed(r.Context(), &body, v.Lang)
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	v.Body = body
	p.render(w, r, http.StatusOK, "duplicates", v)
}

// lastMonths are the two months in which somebody looks for duplicates.
func (p *Page) lastMonths() ledger.Period {
	month := ledger.MonthOf(p.today())
	before := ledger.MonthOf(month.From.AddDays(-1))
	span, _ := ledger.ParsePeriod(before.From.String() + ".." + month.To.String())
	return span
}

// duplicateTile counts the pairs of the last two months; of very many records it leaves the number
// out, which takes long to find.
func (p *Page) duplicateTile(ctx context.Context, lang string) (tile, error) {
	t := tile{Label: pageWords["wait_duplicates"].In(lang), URL: "/duplicates", Class: "warn", Unknown: true}
	p.pairs.mu.Lock()
	defer p.pairs.mu.Unlock()
	if now := p.office.now(); !p.pairs.at.IsZero() && now.Sub(p.pairs.at) < pairsLife {
		t.Count, t.Unknown = p.pairs.count, p.pairs.unknown
		return t, nil
	}
	span := p.lastMonths()
	tallied, err := p.office.CountIn(ctx, span)
	if err != nil {
		return t, err
	}
	total := 0
	for _, n := range tallied.Forms {
		total += n
	}
	if total <= maxLooked {
		pairs, err := p.office.Duplicates(ctx, Query{Period: span.Label})
		if err != nil {
			return t, err
		}
		t.Count, t.Unknown = len(pairs), false
	}
	p.pairs.at, p.pairs.count, p.pairs.unknown = p.office.now(), t.Count, t.Unknown
	return t, nil
}

// pairCount is the number of pairs as it was a little ago: finding them takes longer than a page may.
type pairCount struct {
	mu      sync.Mutex
	at      time.Time
	count   int
	unknown bool
}

// pairsLife is for how long the number holds; whatever is done on the page ends it.
const pairsLife = time.Minute

func (c *pairCount) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = time.Time{}
}

func (p *Page) describePairs(ctx context.Context, b *duplicatesBody, pairs []Duplicate, lang string) error {
	names, err := p.office.places(ctx)
	if err != nil {
		return err
	}
	if len(pairs) > maxPairs {
		b.More, pairs = len(pairs)-maxPairs, pairs[:maxPairs]
	}
	for _, d := range pairs {
		line := pairLine{Form: p.formTitle(d.Form, lang), Score: strconv.Itoa(d.Score), Joint: d.Joint,
			URL: "/duplicates/pair?a=" + d.Records[0].String() + "&b=" + d.Records[1].String()}
		for i := range 2 {
			line.Titles[i], line.Places[i], line.Days[i] = d.Titles[i], names[d.Units[i]], shownDay(d.Dates[i])
		}
		for _, reason := range d.Reasons {
			line.Reasons = append(line.Reasons, reason.In(lang))
		}
		b.Pairs = append(b.Pairs, line)
	}
	return nil
}

// jointEvents lists the records that count for several.
func (p *Page) jointEvents(ctx context.Context, b *duplicatesBody, period ledger.Period, lang string) error {
	items, _, err := p.office.List(ctx, ListQuery{Query: Query{Period: period.Label, Limit: maxJoint}, Merged: true})
	if err != nil {
		return err
	}
	names, err := p.office.places(ctx)
	for _, it := range items {
		if it.CountedIn.IsZero() {
			b.Joint = append(b.Joint, p.line(it, names, lang))
		}
	}
	return err
}

// pairBody is what the page of one pair shows, side by side.
type pairBody struct {
	Sides    [2]pairSide
	Rows     []pairRow
	Merged   bool
	MayMerge bool
}

type pairSide struct {
	recordLine
	By, Label string
}

type pairRow struct {
	Label  string
	Values [2]string
	Differ bool
}

func (p *Page) pair(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "duplicates", user)
	q := r.URL.Query()
	p.showPair(w, r, http.StatusOK, v, user, q.Get("a"), q.Get("b"))
}

func (p *Page) showPair(w http.ResponseWriter, r *http.Request, status int, v pageView, user User, ids ...string) {
	var sides [2]*opened
	for i, id := range ids {
		o, err := p.open(r.Context(), id, v.Lang)
		if errors.Is(err, &Fault{Key: "record_unknown"}) {
			p.missing(w, r)
			return
		}
		if err != nil {
			p.fail(w, r, err)
			return
		}
		sides[i] = o
	}
	body := pairBody{MayMerge: user.Role.May(Reviewer)}
	labels, values := [2][]string{}, [2]map[string]string{}
	for i, o := range sides {
		items := []Item{o.Item}
		if err := p.office.countOnce(r.Context(), items); err != nil {
			p.fail(w, r, err)
			return
		}
		body.Sides[i] = pairSide{p.line(items[0], o.places, v.Lang), o.by(o.rec.First), o.word("side", i+1)}
		body.Sides[i].Seen = o.number
		values[i] = map[string]string{}
		for _, s := range o.sections() {
			for _, f := range s.Fields {
				labels[i] = append(labels[i], f.Label)
				values[i][f.Label] = f.Value
			}
		}
	}
	known := map[string]bool{}
	for _, label := range append(labels[0], labels[1]...) {
		if !known[label] {
			known[label] = true
			row := pairRow{Label: label, Values: [2]string{values[0][label], values[1][label]}}
			row.Differ = row.Values[0] != row.Values[1]
			body.Rows = append(body.Rows, row)
		}
	}
	for _, id := range sides[0].merge {
		body.Merged = body.Merged || id == sides[1].ID
	}
	v.Title, v.Body = pageWords["pair_title"].In(v.Lang), body
	p.render(w, r, status, "pair", v)
}

// settlePair merges two records, keeps them apart again, or says that they are two events.
func (p *Page) settlePair(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "duplicates", user)
	act := r.PathValue("act")
	keep, errKeep := ledger.ParseID(r.PostFormValue("keep"))
	other, errOther := ledger.ParseID(r.PostFormValue("other"))
	if errKeep != nil || errOther != nil {
		p.missing(w, r)
		return
	}
	ctx := r.Context()
	for _, s := range []struct {
		id    ledger.ID
		field string
	}{{keep, "seen_keep"}, {other, "seen_other"}} {
		seen, _ := strconv.ParseUint(r.PostFormValue(s.field), 10, 64)
		ctx = Seen(ctx, s.id, seen)
	}
	var err error
	switch act {
	case "merge":
		err = p.office.Merge(ctx, user.Name, keep, []ledger.ID{other})
	case "unmerge":
		err = p.office.Unmerge(ctx, user.Name, []ledger.ID{other})
	case "dismiss":
		err = p.office.DismissDuplicate(ctx, user.Name, keep, other, r.PostFormValue("reason"))
	case "recall":
		err = p.office.UndoDismissal(ctx, keep, other)
	default:
		p.missing(w, r)
		return
	}
	switch {
	case errors.Is(err, &Fault{Key: "record_unknown"}):
		p.missing(w, r)
	case p.refused(w, r, &v, err):
		if v.Error != "" {
			p.showPair(w, r, http.StatusUnprocessableEntity, v, user, keep.String(), other.String())
		}
	default:
		p.say(w, "done_pair_"+act)
		http.Redirect(w, r, "/duplicates", http.StatusSeeOther)
	}
}

// dismissedLine is a pair that somebody said is two events.
type dismissedLine struct {
	One, Two        recordLine
	Reason, Who, At string
}

// maxDismissed is how many of them the page lists, the newest.
const maxDismissed = 30

func (p *Page) dismissed(ctx context.Context, b *duplicatesBody, lang string) error {
	all, err := p.office.Dismissals(ctx)
	if err != nil {
		return err
	}
	names, err := p.office.places(ctx)
	if err != nil {
		return err
	}
	for _, d := range all[:min(len(all), maxDismissed)] {
		line := dismissedLine{Reason: d.Reason, Who: d.Who, At: when(d.Made, "")}
		for i, id := range d.Records {
			row, _, err := p.office.store.Record(ctx, id)
			if err != nil {
				return err
			}
			*[]*recordLine{&line.One, &line.Two}[i] = p.line(item(row), names, lang)
		}
		b.Dismissed = append(b.Dismissed, line)
	}
	return nil
}
