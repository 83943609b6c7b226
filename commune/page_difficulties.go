package commune

import (
	"net/http"

	"github.com/nghia-hung/sothon/ledger"
)

// boardSize is how many difficulties of each state the board shows, the longest waiting first.
const boardSize = 20

// difficultiesBody is what the board shows: a column for each state.
type difficultiesBody struct {
	Columns  []boardColumn
	MayReply bool
}

type boardColumn struct {
	State, Label, More string
	Count              int
	Cards              []boardCard
	Next               []option // states that a card may go on to
}

type boardCard struct {
	recordLine
	Words, Level, Wish, Age string
	Urgent                  bool
}

func (p *Page) difficulties(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "difficulties", user)
	v.Notice = p.said(w, r, v.Lang)
	form := p.office.Catalogue().Form(difficulty)
	counts, err := p.office.Difficulties(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	names, err := p.office.places(r.Context())
	if err != nil || form == nil || form.Field(stateField) == nil {
		p.fail(w, r, err)
		return
	}
	body := difficultiesBody{MayReply: user.Role.May(Reviewer)}
	for _, c := range form.Field(stateField).Choices {
		column := boardColumn{State: c.Name, Label: c.Label.In(v.Lang), Count: counts[c.Name]}
		order := ByWaiting
		if settled(c.Name) {
			order = ByReceived
		}
		items, next, err := p.office.List(r.Context(), ListQuery{Query: Query{Limit: boardSize}, Handling: c.Name, Order: order})
		if err != nil {
			p.fail(w, r, err)
			return
		}
		if next != "" {
			column.More = listURL("handling", c.Name, "order", string(order))
		}
		for _, it := range items {
			column.Cards = append(column.Cards, p.card(form, it, names, v.Lang))
		}
		body.Columns = append(body.Columns, column)
	}
	v.Body = body
	p.render(w, r, http.StatusOK, "difficulties", v)
}

// card is a difficulty on the board.
func (p *Page) card(form *ledger.Form, it Item, names map[string]string, lang string) boardCard {
	show := func(name string) string {
		if field := form.Field(name); field != nil {
			return field.Show(it.Values[name], lang)
		}
		return ""
	}
	c := boardCard{recordLine: p.line(it, names, lang), Words: shortened(show("noi_dung"), 220), Level: show("muc_do"),
		Wish: shortened(show("de_xuat"), 160), Urgent: it.Values["muc_do"].Text == "nang", Age: p.age(it.Updated, lang)}
	if !settled(it.Values[stateField].Text) {
		c.Age = fill(pageWords["waits"].In(lang), []any{c.Age})
	}
	return c
}
