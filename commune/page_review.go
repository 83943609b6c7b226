package commune

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// pageAct is what a form of a record's page does.
type pageAct func(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error

// pageActs are they by the last word of their address.
var pageActs = map[string]pageAct{
	"approve": func(ctx context.Context, o *Office, who string, id ledger.ID, _ *http.Request) error {
		return o.Approve(ctx, who, id)
	},
	"return": func(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error {
		return o.Return(ctx, who, id, r.PostFormValue("reason"), r.PostFormValue("field"))
	},
	"reply": func(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error {
		if field := r.PostFormValue("field"); field != "" {
			return o.Remark(ctx, who, id, r.PostFormValue("text"), field)
		}
		return o.Reply(ctx, who, id, r.PostFormValue("text"), r.PostFormValue("state"))
	},
	"tag": func(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error {
		return o.Tag(ctx, who, id, nonEmpty(r.PostForm[taskField]), r.PostFormValue(criterionField))
	},
	"resolve": doResolve,
	"correct": doCorrect,
	"unmerge": func(ctx context.Context, o *Office, who string, id ledger.ID, _ *http.Request) error {
		return o.Unmerge(ctx, who, []ledger.ID{id})
	},
}

// doResolve settles the fields in conflict for which something was chosen.
func doResolve(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error {
	var choices []Choice
	for key := range r.PostForm {
		name, ok := strings.CutPrefix(key, "side.")
		if !ok {
			continue
		}
		switch side := r.PostFormValue(key); side {
		case "":
		case "other":
			choices = append(choices, Choice{Field: name, Typed: r.PostFormValue("other." + name)})
		default:
			change, err := ledger.ParseID(side)
			if err != nil {
				return fault("resolve_change", side)
			}
			choices = append(choices, Choice{Field: name, Change: change})
		}
	}
	if len(choices) == 0 {
		return fault("resolve_nothing")
	}
	return o.Resolve(ctx, who, id, choices)
}

// review carries out one act in the name of the account that is signed in. An act on a record that
// changed since its page was shown is refused, so that nobody approves what he has not read and of
// two who work on one record the second is told.
func (p *Page) review(w http.ResponseWriter, r *http.Request, user User) {
	name := r.PathValue("act")
	act, ok := pageActs[name]
	id, err := ledger.ParseID(r.PathValue("id"))
	if !ok || err != nil {
		p.missing(w, r)
		return
	}
	if err := r.ParseForm(); err != nil {
		p.fail(w, r, err)
		return
	}
	seen, _ := strconv.ParseUint(r.PostFormValue("seen"), 10, 64)
	err = act(Seen(r.Context(), id, seen), p.office, user.Name, id, r)
	var refused *Fault
	var problems FieldProblems
	v := p.view(r, "records", user)
	switch {
	case errors.Is(err, &Fault{Key: "record_unknown"}):
		p.missing(w, r)
		return
	case errors.As(err, &problems):
		v.Error = fill(pageWords["fix_fields"].In(v.Lang), []any{problems.In(v.Lang)})
	case errors.As(err, &refused):
		v.Error = refused.Words.In(v.Lang)
	case err != nil:
		p.fail(w, r, err)
		return
	default:
		p.say(w, "done_"+name)
		http.Redirect(w, r, "/records/"+id.String(), http.StatusSeeOther)
		return
	}
	if name == "correct" {
		p.showCorrect(w, r, http.StatusUnprocessableEntity, v, r.PostForm, problems)
		return
	}
	p.showRecord(w, r, http.StatusUnprocessableEntity, v, user, recordBody{OpenReturn: name == "return", OpenReply: name == "reply",
		OpenTag: name == "tag", Reason: r.PostFormValue("reason"), Reply: r.PostFormValue("text")})
}

// mayReview tells what the account may do with the record now, and what it may not and why.
func (o *opened) mayReview(b *recordBody, user User) {
	if !user.Role.May(Reviewer) {
		b.WhyNot = o.word("why_role")
		return
	}
	b.MayReply = true
	state := o.standing()
	b.MayReturn = state != ledger.Withdrawn && (state != ledger.Editing || o.Rejected != nil)
	b.MayCorrect = b.MayReturn && o.rec.State != ledger.Withdrawn && o.form != nil && !o.form.System
	b.MayResolve = len(o.Conflicts) > 0
	b.MayUnmerge = len(o.merge) > 1
	switch {
	case state == ledger.Withdrawn:
		b.WhyNot = o.word("why_withdrawn")
	case state == ledger.Editing:
		b.WhyNot = o.word("why_draft")
	case o.Rejected != nil:
		b.WhyNot = o.word("why_rejected")
	case len(o.Conflicts) > 0:
		b.WhyNot = o.word("why_conflict")
	case state == ledger.Approved:
		b.WhyNot = o.word("why_approved")
	default:
		b.MayApprove = true
	}
	o.choices(b)
}

// choices fills in the fields a return may name, the states a reply may set and the tasks to tag.
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
	if field := o.form.Field(taskField); field != nil && b.MayCorrect {
		b.Tasks = filling{lang: o.lang}.choose(field, formField{Kind: "choices"}, o.Values[taskField].List).Options
		b.Criterion = o.Values[criterionField].Text
	}
}
