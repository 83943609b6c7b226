package main

// tellProposal prints what the unit asks to change of an approved record, beside what counts.
func (s *shown) tellProposal() {
	p := s.Proposed
	if p == nil {
		return
	}
	s.line("")
	if p.Withdraw {
		s.Put(sayPeriod.ProposedOut)
	} else {
		s.Put(sayPeriod.Proposed)
	}
	for _, name := range s.ordered(p.Values) {
		s.Put(sayPeriod.Adjusted, s.label(name), s.value(name, p.Counted[name]), s.value(name, p.Values[name]))
	}
}
