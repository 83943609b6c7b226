package plain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// greet says whose book it is.
func (t *talk) greet() error {
	own, err := t.Store.Identity()
	if err != nil {
		return err
	}
	place := own.Unit.Place()
	if place == "" {
		place = t.word(wNoUnit)
	}
	t.say(wGreeting, place, t.today().Format())
	return nil
}

// menu is where everything begins and ends.
func (t *talk) menu() error {
	rows := []struct {
		words ledger.Words
		do    func() error
	}{
		{wMenuTodo, t.todo}, {wMenuNew, t.begin}, {wMenuBook, t.book}, {wMenuPeriods, t.periods}, {wMenuSend, t.send},
	}
	if t.Periods == nil {
		rows = slices.Delete(rows, 3, 4)
	}
	titles := make([]string, len(rows))
	for i, r := range rows {
		titles[i] = t.word(r.words)
	}
	for {
		t.standing()
		at, err := t.choose(wMenu, titles)
		if err != nil {
			return err
		}
		if at < 0 {
			return nil
		}
		if err := rows[at].do(); err != nil {
			return err
		}
	}
}

// standing says how sending stands, as it is proven.
func (t *talk) standing() {
	s, err := t.Store.Status()
	if err != nil {
		t.trouble(err)
		return
	}
	switch {
	case !s.Joined:
		t.say(wNotJoined, s.Pending)
	case s.Pending > 0:
		t.say(wWaiting, s.Pending)
	case s.LastReceipt != nil:
		t.say(wAllSent, s.LastReceipt.In(viet.Zone).Format("15:04 02/01/2006"))
	}
}

// todoOrder is what waits for a person, most urgent first.
var todoOrder = []ledger.Status{ledger.StatusReturned, ledger.StatusRejected, ledger.StatusConflict, ledger.StatusDraft}

// todo lists what waits for a person.
func (t *talk) todo() error {
	var list []ledger.Summary
	for _, status := range todoOrder {
		found, err := t.Store.List(ledger.Query{Status: status})
		if err != nil {
			t.trouble(err)
			return nil
		}
		list = append(list, found...)
	}
	if len(list) == 0 {
		t.say(wNothingToDo)
		return nil
	}
	return t.open(wTodoTitle, list)
}

// open reads which of the records to open, and opens it.
func (t *talk) open(title ledger.Words, list []ledger.Summary) error {
	at, err := t.chooseRecord(title, list)
	if err != nil || at < 0 {
		return err
	}
	if list[at].Status == ledger.StatusDraft {
		return t.resume(list[at].ID)
	}
	return t.show(list[at].ID)
}

func (t *talk) chooseRecord(title ledger.Words, list []ledger.Summary) (int, error) {
	rows := make([]string, len(list))
	for i, s := range list {
		rows[i] = t.line(s)
	}
	return t.choose(title, rows)
}

// line is one record in a list: what, when, how it stands, why it came back.
func (t *talk) line(s ledger.Summary) string {
	parts := []string{s.Title}
	if f := t.Catalogue.Form(s.Form); f != nil && f.Title.In(t.Lang) != s.Title {
		parts = append(parts, f.Title.In(t.Lang))
	}
	if d, err := viet.ParseISO(s.Date); err == nil {
		parts = append(parts, d.Format())
	}
	parts = append(parts, t.word(statusWords[s.Status]))
	if s.Reason != "" {
		parts = append(parts, "«"+s.Reason+"»")
	}
	return strings.Join(parts, ", ")
}

// begin starts a new record.
func (t *talk) begin() error {
	forms := t.Catalogue.Forms()
	rows := make([]string, len(forms))
	for i, f := range forms {
		rows[i] = f.Title.In(t.Lang)
	}
	at, err := t.choose(wNewTitle, rows)
	if err != nil || at < 0 {
		return err
	}
	return t.write(forms[at], ledger.ID{})
}

// listed is how many records a list tells at once.
const listed = 20

// book searches what is written.
func (t *talk) book() error {
	search, err := t.ask(wSearch)
	if err != nil {
		return err
	}
	list, err := t.Store.List(ledger.Query{Search: search, Limit: listed})
	if err != nil {
		t.trouble(err)
		return nil
	}
	if len(list) == 0 {
		t.say(wNothingFound)
		return nil
	}
	return t.open(wBookTitle, list)
}

// send sends and receives now, and tells each step once.
func (t *talk) send() error {
	if t.Syncer == nil {
		t.say(wHowToJoin)
		return nil
	}
	t.say(wSending)
	told := ""
	res, err := t.Syncer.Sync(t.ctx, func(p ledger.SyncProgress) {
		text := fmt.Sprintf(t.word(wProven), p.Proven, p.Total)
		if p.Total > 0 && text != told {
			told = text
			t.put(text)
		}
	})
	if err != nil {
		t.trouble(err)
		t.say(wKept)
		return nil
	}
	t.say(wSent, res.Pushed, res.Pulled, res.Pending)
	for _, r := range res.Rejected {
		t.put(t.word(r.Reason))
	}
	return nil
}

// periods tells where the unit stands with its periods, and closes one.
func (t *talk) periods() error {
	list, err := t.Periods.Standings(t.today())
	if err != nil {
		t.trouble(err)
		return nil
	}
	rows := make([]string, len(list))
	for i, p := range list {
		rows[i] = t.in(wPeriodLine, p.Period.Title(t.Lang), p.Records, t.word(periodWords[p.State]), p.Deadline.Format())
	}
	at, err := t.choose(wPeriodsTitle, rows)
	if err != nil || at < 0 {
		return err
	}
	return t.closePeriod(list[at])
}

func (t *talk) closePeriod(p ledger.PeriodStanding) error {
	for _, m := range p.Missing {
		t.say(wMissing, m.Title.In(t.Lang))
	}
	what, err := t.choose(wCloseTitle, []string{t.word(wCloseComplete), t.word(wCloseNil), t.word(wReopen)})
	if err != nil || what < 0 {
		return err
	}
	switch what {
	case 0:
		err = t.Periods.ClosePeriod(p.Period.Label, ledger.OutcomeComplete)
	case 1:
		err = t.Periods.ClosePeriod(p.Period.Label, ledger.OutcomeNil)
	default:
		err = t.Periods.ReopenPeriod(p.Period.Label)
	}
	if err != nil {
		t.trouble(err)
		return nil
	}
	t.say(wDone)
	return nil
}
