package commune

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/nghia-hung/sothon/ledger"
)

// pageActs are what the forms of a record's page do, by the last word of their address.
var pageActs = map[string]func(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error{
	"approve": func(ctx context.Context, o *Office, who string, id ledger.ID, _ *http.Request) error {
		return o.Approve(ctx, who, id)
	},
	"return": func(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error {
		return o.Return(ctx, who, id, r.PostFormValue("reason"), r.PostFormValue("field"))
	},
	"reply": func(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error {
		return o.Reply(ctx, who, id, r.PostFormValue("text"), r.PostFormValue("state"))
	},
}

// review carries out one act in the name of the account that is signed in. An act on a record that
// changed since its page was shown is refused, so that nobody approves what he has not read.
func (p *Page) review(w http.ResponseWriter, r *http.Request, user User) {
	name := r.PathValue("act")
	act, ok := pageActs[name]
	id, err := ledger.ParseID(r.PathValue("id"))
	if !ok || err != nil {
		p.missing(w, r)
		return
	}
	lang := pageLanguage(r)
	refusal := pageWords["why_role"].In(lang)
	if user.Role.May(Reviewer) {
		refusal, err = p.act(r, user, id, act, lang)
	}
	switch {
	case errors.Is(err, &Fault{Key: "record_unknown"}):
		p.missing(w, r)
	case err != nil:
		p.fail(w, r, err)
	case refusal != "":
		v := p.view(r, "records", user)
		v.Error = refusal
		p.showRecord(w, r, http.StatusUnprocessableEntity, v, user, recordBody{OpenReturn: name == "return", OpenReply: name == "reply",
			Reason: r.PostFormValue("reason"), Reply: r.PostFormValue("text")})
	default:
		p.say(r, "done_"+name)
		http.Redirect(w, r, "/records/"+id.String(), http.StatusSeeOther)
	}
}

// act does what was asked, or tells in words why it was refused.
func (p *Page) act(r *http.Request, user User, id ledger.ID,
	act func(context.Context, *Office, string, ledger.ID, *http.Request) error, lang string) (refusal string, err error) {
	row, _, err := p.office.store.Record(r.Context(), id)
	if errors.Is(err, ErrNotFound) {
		return "", fault("record_unknown", id)
	}
	if err != nil {
		return "", err
	}
	if r.PostFormValue("seen") != strconv.FormatUint(row.Number, 10) {
		return pageWords["changed_since"].In(lang), nil
	}
	err = act(r.Context(), p.office, user.Name, id, r)
	var refused *Fault
	if errors.As(err, &refused) {
		return refused.Words.In(lang), nil
	}
	return "", err
}

// mayReview tells what the account may do with the record now, and what it may not and why.
func (o *opened) mayReview(b *recordBody, user User) {
	if !user.Role.May(Reviewer) {
		b.WhyNot = o.word("why_role")
		return
	}
	b.MayReply = true
	b.MayReturn = o.rec.State != ledger.Withdrawn && (o.rec.State != ledger.Editing || o.Rejected != nil)
	switch {
	case o.rec.State == ledger.Withdrawn:
		b.WhyNot = o.word("why_withdrawn")
	case o.rec.State == ledger.Editing:
		b.WhyNot = o.word("why_draft")
	case o.Rejected != nil:
		b.WhyNot = o.word("why_rejected")
	case len(o.Conflicts) > 0:
		b.WhyNot = o.word("why_conflict")
	case o.rec.State == ledger.Approved:
		b.WhyNot = o.word("why_approved")
	default:
		b.MayApprove = true
	}
	o.choices(b)
}

// choices fills in the fields a return may name and the states a reply may set.
func (o *opened) choices(b *recordBody) {
	if o.form == nil {
		return
	}
	suggested := ""
	switch {
	case len(o.Conflicts) > 0:
		suggested = o.Conflicts[0]
	case o.Rejected != nil:
		suggested = o.Rejected.Field
	}
	for field := range o.form.All {
		if field.Stored() && !field.Computed() {
			b.Fields = append(b.Fields, option{field.Name, field.Label.In(o.lang), field.Name == suggested})
		}
	}
	if field := o.form.Field(stateField); o.Form == difficulty && field != nil {
		for _, c := range field.Choices {
			b.States = append(b.States, option{Value: c.Name, Label: c.Label.In(o.lang)})
		}
	}
}
