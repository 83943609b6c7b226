package commune_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// TestEraseReachesEverywhere: values, history, lists, searches and the laptop no longer show the
// name; numbers and the record's standing stay.
func TestEraseReachesEverywhere(t *testing.T) {
	const name = "Nguyễn Văn Mẫu"
	w := newTown(t)
	l := w.laptop("x1")
	v := session("Buổi do "+name+" nói", 40)
	c := l.make(ledger.KindFinalize, nil, v)
	l.make(ledger.KindComment, &c.ID, nil, func(c *ledger.Change) { c.Text = "Hỏi ông nguyễn văn mẫu nhé" })
	other := l.make(ledger.KindFinalize, nil, session("Buổi của Nguyễn Văn Mậu", 12))
	l.sync()
	if err := w.office.Approve(t.Context(), "lan", c.ID); err != nil {
		t.Fatal(err)
	}
	found, err := w.office.FindPerson(t.Context(), "nguyen van mau", false)
	if err != nil || len(found) < 4 {
		t.Fatalf("found %v, %v", found, err)
	}
	if _, err := w.office.ErasePerson(t.Context(), "lan", name); err != nil {
		t.Fatal(err)
	}
	shown, err := json.Marshal(w.show(c.ID))
	if err != nil {
		t.Fatal(err)
	}
	page := w.browse().signIn("lan", commune.Clerk).get(recordPath(c)).words()
	for _, text := range []string{string(shown), page} {
		if strings.Contains(strings.ToLower(text), strings.ToLower(name)) || !strings.Contains(text, ledger.Erased) {
			t.Errorf("after erasing: %s", text)
		}
	}
	d := w.show(c.ID)
	if d.Status != ledger.StatusApproved || d.Values["tong_so"].Num.String() != "40" {
		t.Errorf("the record is %s with %v people", d.Status, d.Values["tong_so"])
	}
	if items := w.records(commune.Query{Search: "nguyen van mau"}); len(items) != 1 || items[other.ID].ID != other.ID {
		t.Errorf("the search finds %v", items)
	}
	l.sync()
	if text := l.record(c.ID).Fields["chu_de"].Value().Text; text != "Buổi do "+ledger.Erased+" nói" {
		t.Errorf("on the laptop: %q", text)
	}
	w.clean()
	again, err := w.office.FindPerson(t.Context(), name, true)
	if err != nil || len(again) != 0 {
		t.Errorf("still found: %v, %v", again, err)
	}
	if _, err := w.office.ErasePerson(t.Context(), "lan", name); err == nil {
		t.Error("erasing what is gone succeeds")
	}
}

// TestEraseNeedsAPerson: one word is nobody, and only the office erases.
func TestEraseNeedsAPerson(t *testing.T) {
	w := newTown(t)
	if _, err := w.office.FindPerson(t.Context(), "Mẫu", false); err == nil {
		t.Error("one word is taken for a person")
	}
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.make(ledger.KindErase, &c.ID, nil, func(e *ledger.Change) {
		e.Erase = []ledger.Erasure{{Change: c.ID, Place: "chu_de", Count: 4}}
	})
	rc := l.sync()
	if len(rc.Rejected) != 1 || rc.Rejected[0].Code != ledger.CodeKindDenied {
		t.Errorf("a laptop erases: %v", rc.Rejected)
	}
	if d, err := w.office.Show(context.Background(), c.ID, false); err != nil || d.Values["chu_de"].Text != "Buổi" {
		t.Errorf("%v, %v", d.Values, err)
	}
}
