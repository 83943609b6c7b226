package ledger_test

import (
	"testing"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func TestLockedHintFollowsTheDay(t *testing.T) {
	form := ledger.Default().Form("kho_khan")
	p := ledger.Policy{Locks: []ledger.Lock{{Period: "2026-05"}}}
	today := viet.Date{Year: 2026, Month: 6, Day: 20}
	in := p.LockedHint(form, ledger.Values{form.DateField: ledger.TextValue("2026-05-03")}, today)
	out := p.LockedHint(form, ledger.Values{form.DateField: ledger.TextValue("2026-06-18")}, today)
	if in.Vi == "" || in.En == "" || out != (ledger.Words{}) {
		t.Errorf("in %+v, out %+v", in, out)
	}
}
