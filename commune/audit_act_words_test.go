package commune

import "testing"

// Whoever reads the audit log on the page is told in words what was done.
func TestAuditActsHaveWords(t *testing.T) {
	acts := []string{"set", "finalize", "approve", "return", "reply", "comment", "correct", "merge", "resolve", "erase"}
	for _, act := range readings {
		acts = append(acts, act)
	}
	for _, route := range apiRoutes {
		if route.noted != "" {
			acts = append(acts, route.noted)
		}
	}
	for act := range unitActs {
		acts = append(acts, "unit-"+act)
	}
	for _, act := range acts {
		if w := ActWords(act); w.Vi == act || w.En == act {
			t.Errorf("%q has no words", act)
		}
	}
	if w := ActWords("của bản sau"); w.Vi != "của bản sau" || w.En != w.Vi {
		t.Errorf("an act of a later program is called %+v", w)
	}
}
