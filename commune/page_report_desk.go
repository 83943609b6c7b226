package commune

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// reportDesk is where the page's reports are made and composed: each once, whoever asks how often, and on
// when who asked has gone away.
type reportDesk struct {
	office   *Office
	work     chan struct{} // a place for each that is made or composed at the same time
	mu       sync.Mutex
	makings  map[string]*making // by the mark of the form that asked
	composed []*composing       // the newest last
}

// making is a report that is made, or was not long ago.
type making struct {
	ask   reportAsk
	begun time.Time
	done  chan struct{} // closed when id and err stand
	id    string
	err   error
}

// composing is a report that is composed, or was not long ago.
type composing struct {
	key   string
	begun time.Time
	done  chan struct{} // closed when at and err stand
	at    ReportAt
	err   error
}

// Bounds of a desk: how many reports are made and composed at a time, how many composed ones it keeps and
// for how long (what is erased in a record must vanish from them too), how long it remembers forms.
const (
	deskPlaces = 2
	deskKeeps  = 4
	deskFresh  = 10 * time.Minute
	deskMarks  = time.Hour
)

func newReportDesk(o *Office) *reportDesk {
	return &reportDesk{office: o, work: make(chan struct{}, deskPlaces), makings: map[string]*making{}}
}

// make begins to make a report, or finds the one that the same form, pressed twice, or another person
// asks for at this moment.
func (d *reportDesk) make(ctx context.Context, who, mark string, ask reportAsk, program string) *making {
	d.mu.Lock()
	defer d.mu.Unlock()
	for old, m := range d.makings {
		if m.finished() && d.office.now().Sub(m.begun) > deskMarks {
			delete(d.makings, old)
		}
	}
	if m := d.makings[mark]; m != nil {
		return m
	}
	for _, m := range d.makings {
		if m.ask == ask && !m.finished() {
			d.makings[mark] = m
			return m
		}
	}
	m := &making{ask: ask, begun: d.office.now(), done: make(chan struct{})}
	d.makings[mark] = m
	go d.run(context.WithoutCancel(ctx), who, m, program)
	return m
}

func (d *reportDesk) run(ctx context.Context, who string, m *making, program string) {
	defer close(m.done)
	d.work <- struct{}{}
	defer func() { <-d.work }()
	var r MadeReport
	if r, _, m.err = d.office.MakeReport(ctx, who, m.ask.label, ReportOptions{Approved: m.ask.approved, Program: program}); m.err != nil {
		return
	}
	m.id = r.ID
	d.office.note(ctx, who, "report", r.ID, fmt.Sprintf("%d", r.Number))
}

// asked finds what a form asked for, nil when it is not known any more.
func (d *reportDesk) asked(mark string) *making {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.makings[mark]
}

func (m *making) finished() bool {
	select {
	case <-m.done:
		return true
	default:
		return false
	}
}

// compose gives the report of a key, composing it unless that was done a short while ago.
func (d *reportDesk) compose(ctx context.Context, key string, do func(context.Context) (ReportAt, error)) (ReportAt, error) {
	c, begin := d.place(key)
	if begin {
		go func(ctx context.Context) {
			defer close(c.done)
			d.work <- struct{}{}
			defer func() { <-d.work }()
			if c.at, c.err = do(ctx); c.err != nil {
				d.forget(c)
			}
		}(context.WithoutCancel(ctx))
	}
	select {
	case <-c.done:
		return c.at, c.err
	case <-ctx.Done():
		return ReportAt{}, fmt.Errorf("compose report: %w", ctx.Err())
	}
}

// place finds what is composed under a key, or makes room for it.
func (d *reportDesk) place(key string) (c *composing, begin bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.composed = slices.DeleteFunc(d.composed, func(c *composing) bool { return d.office.now().Sub(c.begun) > deskFresh })
	if i := slices.IndexFunc(d.composed, func(c *composing) bool { return c.key == key }); i >= 0 {
		return d.composed[i], false
	}
	c = &composing{key: key, begun: d.office.now(), done: make(chan struct{})}
	d.composed = append(d.composed, c)
	d.composed = d.composed[max(len(d.composed)-deskKeeps, 0):]
	return c, true
}

// refresh forgets all that is composed: something was done here, which may have been to erase a name.
func (d *reportDesk) refresh() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.composed = nil
}

func (d *reportDesk) forget(c *composing) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.composed = slices.DeleteFunc(d.composed, func(o *composing) bool { return o == c })
}

// kept composes a report that is kept.
func (d *reportDesk) kept(ctx context.Context, id string) (ReportAt, error) {
	return d.compose(ctx, "kept "+id, func(ctx context.Context) (ReportAt, error) { return d.office.ReportOf(ctx, id) })
}

// fresh composes a report that is not kept: as of a number of the commune log, or with 0 as of now.
func (d *reportDesk) fresh(ctx context.Context, ask reportAsk, upto uint64) (ReportAt, error) {
	if upto == 0 {
		if err := d.office.store.View(ctx, func(v View) (err error) { upto, err = v.Newest(); return err }); err != nil {
			return ReportAt{}, err
		}
	}
	return d.compose(ctx, fmt.Sprintf("fresh %s %t %d", ask.label, ask.approved, upto), func(ctx context.Context) (ReportAt, error) {
		return d.office.ReportNow(ctx, ask.label, ReportOptions{Approved: ask.approved, Upto: upto})
	})
}
