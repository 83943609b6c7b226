package tui

// wCountedProposed set what the office counts of an approved record beside what is proposed since.
var wCountedProposed = say{"%s: xã đang tính: %s · đề nghị sửa: %s", "%s: counted: %s · proposed: %s"}

// proposalLines say of an approved record with a change that the office has not agreed to yet what
// counts and what is proposed.
func (s *recordScreen) proposalLines(a *app, width int) []string {
	r := s.data.entry.Record
	if !r.Proposed() {
		return nil
	}
	out := wrap(a.lang.w(r.ProposalWords()), width)
	if s.data.form == nil {
		return out
	}
	counted, now := r.Counted(), r.Values()
	for f := range s.data.form.All {
		was, is := counted[f.Name], now[f.Name]
		if f.Stored() && !was.Equal(is) {
			text := a.lang.t(wCountedProposed, a.lang.w(f.Label), oneLine(s.data.show(a, f.Name, was)), oneLine(s.data.show(a, f.Name, is)))
			out = append(out, indent("  ", wrap(text, width-2))...)
		}
	}
	return out
}
