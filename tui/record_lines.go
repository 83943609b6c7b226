package tui

import (
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// The parts of the record screen, as lines.

// standsLines say what the record waits for, the most urgent first.
func (s *recordScreen) standsLines(a *app, width int) []string {
	e := s.data.entry
	var out []string
	bad := func(text string) {
		for _, l := range wrap(text, width) {
			out = append(out, a.st.bad.Render(l))
		}
	}
	if s.data.form == nil {
		bad(a.lang.t(wUnknownForm))
	}
	if e.Rejected != nil {
		bad(a.lang.t(wRejectedBecause, a.lang.w(e.Rejected.Reason)))
	}
	if text, field := e.Record.Reason(); e.Record.State == ledger.Returned {
		if field != "" {
			bad(a.lang.t(wReturnedField, s.label(a, field), text))
		} else {
			bad(a.lang.t(wReturnedBecause, text))
		}
	}
	if s.data.form != nil && s.conflicted() {
		n := len(openConflicts(e.Record, s.data.form))
		bad(a.lang.t(wConflictHere, a.lang.count(n, nPlace)))
	}
	if e.Record.StateConflict() {
		out = append(out, wrap(a.lang.t(wStateConflict), width)...)
	}
	if means, ok := statusMeans[e.Status]; ok {
		out = append(out, wrap(a.lang.t(means), width)...)
	}
	out = append(out, s.proposalLines(a, width)...)
	if e.Draft != nil {
		out = append(out, wrap(a.lang.t(wHasDraft, a.lang.moment(e.Draft.Updated, a.Now())), width)...)
	}
	return out
}

// label is a field's label by name, or the name itself.
func (s *recordScreen) label(a *app, field string) string {
	if s.data.form != nil {
		if f := s.data.form.Field(field); f != nil {
			return a.lang.w(f.Label)
		}
	}
	return field
}

// show is an answer in words, by the field's name.
func (d *recordData) show(a *app, field string, v ledger.Value) string {
	if v.IsEmpty() {
		return a.lang.t(wEmptyAnswer)
	}
	if d.form != nil {
		if f := d.form.Field(field); f != nil {
			if title := d.titles[v.Text]; f.Type == ledger.TypeRecord && title != "" {
				return title
			}
			return f.Echo(v, string(a.lang))
		}
	}
	switch v.Kind {
	case ledger.Num:
		return viet.FormatNumber(v.Num)
	case ledger.Text:
		return v.Text
	}
	b, _ := v.MarshalJSON()
	return string(b)
}

func (s *recordScreen) answerLines(a *app, width int) []string {
	if s.data.form == nil {
		return nil
	}
	values := s.data.entry.Record.Values()
	_, returned := s.data.entry.Record.Reason()
	var out []string
	for _, sheet := range plan(s.data.form.Sections) {
		first := true
		for _, f := range sheet.fields {
			v := values[f.Name]
			if !f.Stored() || v.IsEmpty() {
				continue
			}
			if first {
				if sheet.part <= 1 {
					if len(out) > 0 {
						out = append(out, "")
					}
					out = append(out, a.st.label.Render(clip(a.lang.w(sheet.section.Label), width)))
				}
				first = false
			}
			if f.Type == ledger.TypeFile {
				out = append(out, s.fileLines(a, f, v, width)...)
			} else {
				out = append(out, indent("  ", answerLines(a.lang.w(f.Label), s.data.show(a, f.Name, v), width-2))...)
			}
			for _, other := range s.others(a, f) {
				for _, l := range indent("    ", wrap(a.lang.t(wOtherValue, other), width-4)) {
					out = append(out, a.st.bad.Render(l))
				}
			}
			if f.Name == returned {
				text, _ := s.data.entry.Record.Reason()
				for _, l := range indent("    ", wrap(a.lang.t(wOfficeSays, text), width-4)) {
					out = append(out, a.st.bad.Render(l))
				}
			}
		}
	}
	return out
}

// others are the values that other laptops wrote for a field in conflict.
func (s *recordScreen) others(a *app, f *ledger.Field) []string {
	state := s.data.entry.Record.Fields[f.Name]
	if !state.Conflicted() || !asks(f) {
		return nil
	}
	var out []string
	for _, h := range state.Heads[1:] {
		out = append(out, s.data.show(a, f.Name, h.Value))
	}
	return out
}

func (s *recordScreen) followLines(a *app, width int) []string {
	if len(s.data.follow) == 0 {
		return nil
	}
	out := []string{a.st.label.Render(clip(a.lang.t(wFollowUps, a.lang.count(len(s.data.follow), nRecord)), width))}
	if child := s.child(a); child != nil && len(s.data.updates) > 1 {
		if table := followTable(a, child, s.data.updates, width-2); len(table) > 0 {
			if older := len(s.data.follow) - len(s.data.updates); older > 0 {
				table = append(table, a.lang.t(wOlderToo, a.lang.count(older, nRecord)))
			}
			return append(out, indent("  ", table)...)
		}
	}
	for _, f := range s.data.follow {
		text := a.called(f)
		if f.Date != "" {
			text = showDate(f.Date) + "  " + text
		}
		out = append(out, "  "+clip(text+" ("+a.lang.status(f.Status)+")", width-2))
	}
	return out
}

func (s *recordScreen) messageLines(a *app, width int) []string {
	messages := s.data.entry.Record.Messages
	if len(messages) == 0 {
		return nil
	}
	out := []string{a.st.label.Render(a.lang.t(wMessages))}
	for _, m := range messages {
		who := m.Author
		if m.Office {
			who = a.lang.t(wOffice, who)
		}
		head := a.lang.moment(time.UnixMilli(m.Wall), a.Now()) + " · " + who + ":"
		text := m.Text
		if m.Field != "" {
			text = s.label(a, m.Field) + ": " + text
		}
		out = append(out, indent("  ", wrap(head, width-2))...)
		out = append(out, indent("    ", wrap(text, width-4))...)
	}
	return out
}

// historyLines tell who changed what and when, oldest first, with each answer before and after.
func (s *recordScreen) historyLines(a *app, width int) []string {
	out := []string{a.st.label.Render(a.lang.t(wHistory))}
	e := s.data.entry
	made := map[ledger.ID]*ledger.Change{}
	for _, c := range e.Changes {
		made[c.ID] = c
		did := kindWords[c.Kind]
		if c.Kind == ledger.KindFinalize && c.ID != c.Record {
			did = kindWords[ledger.KindCorrect]
		}
		head := a.lang.moment(time.UnixMilli(c.Wall), a.Now()) + " · " + s.who(a, c) + " · " + a.lang.t(did)
		if e.Pending[c.ID] {
			head += " " + a.lang.t(wNotYetSent)
		}
		out = append(out, indent("  ", wrap(head, width-2))...)
		if c.ID == c.Record {
			continue
		}
		for _, set := range c.Set {
			if f := s.fieldOf(set.Field); f != nil && f.Computed() {
				continue
			}
			text := a.lang.t(wBeforeAfter, s.label(a, set.Field), oneLine(s.before(a, made, set)),
				oneLine(s.data.show(a, set.Field, set.Value)))
			out = append(out, indent("    ", wrap(text, width-4))...)
		}
	}
	return out
}

func (s *recordScreen) fieldOf(name string) *ledger.Field {
	if s.data.form == nil {
		return nil
	}
	return s.data.form.Field(name)
}

// who made a change: who reported, and who typed when that was somebody else.
func (s *recordScreen) who(a *app, c *ledger.Change) string {
	who := c.Author
	if who == "" {
		who = a.lang.t(wNoName)
	}
	if c.Kind.ByOffice() {
		return a.lang.t(wOffice, who)
	}
	if c.Typist != "" && c.Typist != c.Author {
		who = a.lang.t(wTypedBy, who, c.Typist)
	}
	return who
}

// before is the answer that a change's author saw.
func (s *recordScreen) before(a *app, made map[ledger.ID]*ledger.Change, set ledger.Assignment) string {
	for _, id := range set.Base {
		c := made[id]
		if c == nil {
			continue
		}
		for _, was := range c.Set {
			if was.Field == set.Field {
				return s.data.show(a, set.Field, was.Value)
			}
		}
	}
	return a.lang.t(wEmptyAnswer)
}
