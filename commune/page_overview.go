package commune

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// difficulty is the form whose records wait for an answer until they are solved.
const difficulty = "kho_khan"

// overviewBody is what the first page shows: what waits for a person, then who has sent something
// in the period, then how many of which form.
type overviewBody struct {
	Title               string
	Waiting             []tile
	Periods             []option
	Units, Sent, Silent int
	Rows                []unitLine
	Forms               []tile
}

// tile is a number that opens the records behind it.
type tile struct {
	Label, URL, Class string
	Count             int
}

// option is one choice of a select.
type option struct {
	Value, Label string
	Selected     bool
}

// unitLine is one unit in the period.
type unitLine struct {
	Place, URL, Seen string
	Records, Review  int
}

func (p *Page) overview(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "overview", user)
	v.Notice = p.said(r, v.Lang)
	period := ledger.MonthOf(p.today())
	if label := r.URL.Query().Get("period"); label != "" {
		if chosen, err := ledger.ParsePeriod(label); err == nil {
			period = chosen
		}
	}
	body := overviewBody{Title: fill(pageWords["in_period"].In(v.Lang), []any{period.Title(v.Lang)}),
		Periods: p.periods(period, v.Lang)}
	var err error
	if body.Waiting, err = p.waiting(r.Context(), v.Lang); err == nil {
		err = p.inPeriod(r.Context(), &body, period, v.Lang)
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	v.Body = body
	p.render(w, r, http.StatusOK, "overview", v)
}

func (p *Page) today() viet.Date { return viet.DateOf(p.office.now()) }

// periods are the choices of the overview: this month and the longer periods it lies in, then the
// eleven months before.
func (p *Page) periods(chosen ledger.Period, lang string) []option {
	periods := ledger.PeriodsOf(p.today())
	first := periods[0].From
	for range 11 {
		month := ledger.MonthOf(first.AddDays(-1))
		periods, first = append(periods, month), month.From
	}
	if !slices.ContainsFunc(periods, func(o ledger.Period) bool { return o.Label == chosen.Label }) {
		periods = append(periods, chosen)
	}
	options := make([]option, len(periods))
	for i, o := range periods {
		options[i] = option{o.Label, o.Title(lang), o.Label == chosen.Label}
	}
	return options
}

// waiting counts what asks something of a person, whatever its date.
func (p *Page) waiting(ctx context.Context, lang string) ([]tile, error) {
	tiles := []tile{
		{Label: "wait_sent", URL: "/records?status=sent"},
		{Label: "wait_difficulties", URL: "/records?form=" + difficulty + "&open=1", Class: "warn"},
		{Label: "wait_conflict", URL: "/records?status=conflict", Class: "bad"},
		{Label: "wait_rejected", URL: "/records?status=rejected", Class: "bad"},
		{Label: "wait_returned", URL: "/records?status=returned", Class: "warn"},
	}
	for i, status := range []ledger.Status{ledger.StatusSent, "", ledger.StatusConflict, ledger.StatusRejected, ledger.StatusReturned} {
		q := Query{Status: status}
		if status == "" {
			q.Form = difficulty
		}
		items, err := p.office.Records(ctx, q)
		if err != nil {
			return nil, err
		}
		if status == "" {
			items = slices.DeleteFunc(items, func(it Item) bool { return !unsolved(it) })
		}
		tiles[i].Label, tiles[i].Count = pageWords[tiles[i].Label].In(lang), len(items)
	}
	return tiles, nil
}

// unsolved reports whether a difficulty still waits for an answer: it was handed in, and it is
// neither solved nor passed on to a higher level.
func unsolved(it Item) bool {
	if it.Form != difficulty || it.Status == ledger.StatusDraft || it.Status == ledger.StatusWithdrawn {
		return false
	}
	state := it.Values["trang_thai"].Text
	return state != "da_giai_quyet" && state != "chuyen_cap_tren"
}

// inPeriod fills in who has sent something in the period, and of which forms. Withdrawn and
// rejected records and those not handed in do not count.
func (p *Page) inPeriod(ctx context.Context, body *overviewBody, period ledger.Period, lang string) error {
	items, err := p.office.RecordsIn(ctx, Query{Period: period.Label})
	if err != nil {
		return err
	}
	units, err := p.office.Units(ctx)
	if err != nil {
		return err
	}
	seen, err := p.contacts(ctx)
	if err != nil {
		return err
	}
	records, review, forms := map[string]int{}, map[string]int{}, map[string]int{}
	for _, it := range items {
		switch it.Status {
		case ledger.StatusDraft, ledger.StatusWithdrawn, ledger.StatusRejected:
			continue
		case ledger.StatusSent:
			review[it.Unit]++
		default:
		}
		records[it.Unit]++
		if it.Counts() { // an event that two units told of is one, though both have reported
			forms[it.Form]++
		}
	}
	for _, u := range units {
		if records[u.ID] == 0 && !u.ExistsIn(period) {
			continue
		}
		line := unitLine{Place: u.Place(), Records: records[u.ID], Review: review[u.ID],
			URL: listURL("unit", u.ID, "period", period.Label), Seen: pageWords["never"].In(lang)}
		if at, joined := seen[u.ID]; joined {
			line.Seen = when(at, pageWords["not_yet"].In(lang))
		}
		body.Rows = append(body.Rows, line)
		body.Units++
		if line.Records > 0 {
			body.Sent++
		} else {
			body.Silent++
		}
	}
	for _, f := range p.office.Catalogue().Forms() {
		body.Forms = append(body.Forms, tile{Label: f.Plural.In(lang), Count: forms[f.Name],
			URL: listURL("form", f.Name, "period", period.Label)})
	}
	return nil
}

// contacts tells for every unit with a laptop when one last called.
func (p *Page) contacts(ctx context.Context) (map[string]time.Time, error) {
	devices, err := p.office.Devices(ctx)
	if err != nil {
		return nil, err
	}
	seen := map[string]time.Time{}
	for _, d := range devices {
		if last, known := seen[d.Unit]; d.Revoked.IsZero() && (!known || d.Seen.After(last)) {
			seen[d.Unit] = d.Seen
		}
	}
	return seen, nil
}

// when shows a time in Viet Nam, or the word for never.
func when(t time.Time, never string) string {
	if t.IsZero() || t.UnixMilli() == 0 {
		return never
	}
	return t.In(viet.Zone).Format("15:04 02/01/2006")
}

// listURL is the address of the list with some filters set, given as names and values.
func listURL(pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return "/records"
	}
	return "/records?" + q.Encode()
}
