package commune

import (
	"context"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

func (o *Office) apiRecords(c apiCall) (any, error) {
	v := c.URL.Query()
	return o.apiList(c, ListQuery{Query: Query{Unit: v.Get("unit"), Form: v.Get("form"), Period: v.Get("period"), Status: ledger.Status(v.Get("status")),
		Search: v.Get("search")}, Order: Order(v.Get("order")), Task: v.Get("task"), Handling: v.Get("handling"), Open: v.Get("open") == "true"})
}

func (o *Office) apiDifficulties(c apiCall) (any, error) {
	v := c.URL.Query()
	return o.apiList(c, ListQuery{Query: Query{Form: difficulty}, Order: ByWaiting, Handling: v.Get("handling"), Open: v.Get("open") == "true"})
}

func (o *Office) apiList(c apiCall, q ListQuery) (any, error) {
	switch q.Order {
	case ByDay, ByReceived, ByWaiting, ByTitle:
	default:
		return nil, fault("order_unknown", q.Order)
	}
	q.Limit, q.After = c.limit(), c.URL.Query().Get("after")
	items, next, err := o.List(c.ctx, q)
	return apiPage{append([]Item{}, items...), next}, err
}

func (o *Office) apiRecord(c apiCall) (any, error) {
	id, err := c.id()
	if err != nil {
		return nil, err
	}
	d, err := o.Show(c.ctx, id, true)
	return apiRecord{d, d.number}, err
}

// apiActing makes an act on a record of what is done with it, and answers with the record after it.
func apiActing[B interface{ seen() uint64 }](do func(o *Office, ctx context.Context, who string, id ledger.ID, a B) error) func(*Office, apiCall) (any, error) {
	return func(o *Office, c apiCall) (any, error) {
		id, err := c.id()
		if err != nil {
			return nil, err
		}
		var a B
		if err := c.read(&a); err != nil {
			return nil, err
		}
		ctx := c.ctx
		if seen := a.seen(); seen > 0 {
			ctx = Seen(ctx, id, seen)
		}
		if err := do(o, ctx, c.who, id, a); err != nil {
			return nil, err
		}
		return o.apiRecord(c)
	}
}

func (o *Office) apiApprove(ctx context.Context, who string, id ledger.ID, _ apiRecordAct) error {
	return o.Approve(ctx, who, id)
}

func (o *Office) apiReturn(ctx context.Context, who string, id ledger.ID, a apiRecordAct) error {
	return o.Return(ctx, who, id, a.Text, a.Field)
}

func (o *Office) apiReply(ctx context.Context, who string, id ledger.ID, a apiRecordAct) error {
	return o.Reply(ctx, who, id, a.Text, a.State)
}

func (o *Office) apiComment(ctx context.Context, who string, id ledger.ID, a apiRecordAct) error {
	return o.Remark(ctx, who, id, a.Text, a.Field)
}

func (o *Office) apiCorrect(ctx context.Context, who string, id ledger.ID, a apiRecordAct) error {
	return o.Correct(ctx, who, id, a.Values, a.Text)
}

func (o *Office) apiTag(ctx context.Context, who string, id ledger.ID, a apiTag) error {
	return o.Tag(ctx, who, id, a.Tasks, a.Criterion)
}

func (o *Office) apiResolve(ctx context.Context, who string, id ledger.ID, a apiResolve) error {
	choices := make([]Choice, len(a.Choices))
	for i, c := range a.Choices {
		choices[i] = Choice{Field: c.Field, Typed: c.Typed}
		if c.Change != "" {
			var err error
			if choices[i].Change, err = ledger.ParseID(c.Change); err != nil {
				return fault("resolve_change", short(c.Change))
			}
		}
	}
	return o.Resolve(ctx, who, id, choices)
}

func (o *Office) apiMerge(ctx context.Context, who string, id ledger.ID, a apiOthers) error {
	others, err := a.ids()
	if err != nil {
		return err
	}
	return o.Merge(ctx, who, id, others)
}

func (o *Office) apiUnmerge(ctx context.Context, who string, id ledger.ID, _ apiSeen) error {
	return o.Unmerge(ctx, who, []ledger.ID{id})
}

func (o *Office) apiDismiss(ctx context.Context, who string, id ledger.ID, a apiOthers) error {
	others, err := a.ids()
	if err != nil {
		return err
	}
	if len(others) != 1 {
		return fault("dismiss_self")
	}
	return o.DismissDuplicate(ctx, who, id, others[0], a.Text)
}

func (a apiOthers) ids() ([]ledger.ID, error) {
	ids := make([]ledger.ID, len(a.Others))
	for i, text := range a.Others {
		var err error
		if ids[i], err = ledger.ParseID(text); err != nil {
			return nil, fault("record_unknown", short(text))
		}
	}
	return ids, nil
}

func (o *Office) apiDuplicates(c apiCall) (any, error) {
	v := c.URL.Query()
	pairs, err := o.Duplicates(c.ctx, Query{Unit: v.Get("unit"), Form: v.Get("form"), Period: v.Get("period")})
	return apiDuplicates{append([]Duplicate{}, pairs...)}, err
}

func (o *Office) apiUnits(c apiCall) (any, error) {
	units, err := o.Units(c.ctx)
	return apiUnits{append([]Unit{}, units...)}, err
}

func (o *Office) apiForms(apiCall) (any, error) {
	out := apiForms{Forms: []apiForm{}}
	for _, f := range o.Catalogue().Forms() {
		out.Forms = append(out.Forms, apiForm{f.Name, f.Version, f.Title})
	}
	return out, nil
}

func (o *Office) apiIndicators(c apiCall) (any, error) {
	v := c.URL.Query()
	figures, err := o.Figures(c.ctx, c.PathValue("period"), IndicatorOptions{Unit: v.Get("unit"), Approved: v.Get("approved") == "true"})
	out := apiFigures{Figures: []apiFigure{}}
	for _, f := range figures {
		out.Figures = append(out.Figures, apiFigure{f.Indicator.Code, f.Indicator.Title.In(c.lang), f.Indicator.Unit.In(c.lang), f.Value, f.LastYear, f.YearToDate})
	}
	return out, err
}

func (o *Office) apiLock(c apiCall, lock bool) (any, error) {
	var a apiLock
	if err := c.read(&a); err != nil {
		return nil, err
	}
	var changed bool
	var err error
	if lock {
		changed, err = o.Lock(c.ctx, c.who, c.PathValue("period"), a.Unit)
	} else {
		changed, err = o.Unlock(c.ctx, c.who, c.PathValue("period"), a.Unit, strings.TrimSpace(a.Until))
	}
	return apiDone{changed}, err
}

func (o *Office) apiChanges(c apiCall) (any, error) {
	after, limit := c.number("after"), c.limit()
	logged, err := o.store.ChangesAfter(c.ctx, after, limit+1)
	if err != nil {
		return nil, err
	}
	out := apiChanges{Changes: []apiChange{}, Next: after, More: len(logged) > limit}
	for _, l := range logged[:min(len(logged), limit)] {
		change, err := ledger.DecodeChange(l.Bytes)
		if err != nil {
			return nil, ledger.Errorf(ledger.CodeStorage, "change %s: %v", l.ID, err)
		}
		out.Next = l.Number
		out.Changes = append(out.Changes, apiChange{l.Number, change.Record, change.Form, change.Unit, change.Kind.String(),
			change.Device == o.commune.ID, l.Received})
	}
	return out, nil
}

func (o *Office) apiAudit(c apiCall) (any, error) {
	limit := c.limit()
	acts, err := o.AuditPage(c.ctx, c.number("before"), limit)
	out := apiAudit{Acts: append([]Act{}, acts...)}
	if len(acts) == limit && acts[limit-1].Number > 1 {
		out.Next = acts[limit-1].Number
	}
	return out, err
}
