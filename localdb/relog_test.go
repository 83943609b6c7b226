package localdb

import (
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// TestACommuneThatCameBackGetsWhatOnlyThisLaptopHas: another laptop's changes, and this one's of an
// earlier log, were proven to be at the commune. Once its store came back from a backup they wait
// to be sent from here, under the ids they had.
func TestACommuneThatCameBackGetsWhatOnlyThisLaptopHas(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	own := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	c.read = 1
	c.confirm(1)
	begun := c.change(ledger.KindFinalize, 3, &ledger.Record{Form: "tuyen_truyen", Version: 1, Unit: "chuong-nghia"}, outreach("Của máy khác", "2026-06-01"))
	begun.Record = begun.ID
	returned := c.change(ledger.KindReturn, 9, &ledger.Record{ID: begun.ID, Form: "tuyen_truyen", Version: 1, Unit: "chuong-nghia"}, nil)
	if c.send(begun, returned) != 2 {
		t.Fatal("the changes were not new")
	}
	if st := status(t, s); st.Pending != 0 {
		t.Fatalf("%d changes wait although the commune has all", st.Pending)
	}

	c.life, c.read = ledger.Incarnation{2}, 0
	for range 2 { // the second receipt of the same life adds nothing
		c.confirm(1)
		if st := status(t, s); st.Pending != 1 || st.PendingIDs[0] != begun.ID {
			t.Fatalf("%d changes wait, of %v; want that of %s", st.Pending, st.PendingIDs, begun.ID)
		}
	}
	entries, _, err := s.Outbox(1, 0)
	check(t, err)
	if len(entries) != 1 || entries[0].ID != begun.ID {
		t.Errorf("the log goes on with %v", entries)
	}
	if e := entry(t, s, own); e.Status != ledger.StatusSent {
		t.Errorf("the record that is confirmed is %s", e.Status)
	}
	c.confirm(2)
	if st := status(t, s); st.Pending != 0 {
		t.Errorf("%d changes wait in the end", st.Pending)
	}
	mustBeSound(t, s)
}
