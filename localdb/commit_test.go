package localdb

import (
	"errors"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func text(e *ledger.Entry, field string) string { return e.Record.Values()[field].Text }

func newest(e *ledger.Entry) *ledger.Change { return e.Changes[len(e.Changes)-1] }

func TestCommitNew(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	check(t, s.SetPerson("Trần Thị Mẫu"))
	id, err := s.NewID()
	check(t, err)
	values := outreach("Cài VNeID", "2026-06-01")
	values["nguoi_nhap"] = ledger.TextValue("Lê Văn Mẫu")
	check(t, s.SaveDraft(draftOf(id, values)))
	if st := status(t, s); st.Drafts != 1 || st.Pending != 0 {
		t.Errorf("with a draft: %+v", st)
	}
	commit(t, s, draftOf(id, values), ledger.KindFinalize)
	e := entry(t, s, id)
	c := newest(e)
	if e.Status != ledger.StatusQueued || e.Draft != nil || e.Title != "Cài VNeID" || e.Date != "2026-06-01" || !e.Pending[c.ID] {
		t.Errorf("entry %+v", e)
	}
	if c.ID != id || c.Record != id || c.Unit != noUnit || c.Author != "Nguyễn Văn Mẫu" || c.Typist != "Lê Văn Mẫu" || c.Kind != ledger.KindFinalize {
		t.Errorf("change %+v", c)
	}
	st := status(t, s)
	if st.Drafts != 0 || st.Pending != 1 || st.Records != 1 || len(st.PendingIDs) != 1 || st.OldestPending.UnixMilli() != c.Wall {
		t.Errorf("status %+v", st)
	}
	commit(t, s, draftOf(id, values), ledger.KindFinalize)
	if again := entry(t, s, id); len(again.Changes) != 1 {
		t.Errorf("committing the same again gave %d changes", len(again.Changes))
	}
}

func TestCommitRefuses(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	id, err := s.NewID()
	check(t, err)
	bad := outreach("Cài VNeID", "2026-06-01")
	bad["nu"] = ledger.NumValue(viet.Int(50))
	problems, err := s.Commit(draftOf(id, bad), ledger.KindFinalize)
	if err != nil || len(problems) != 1 || problems[0].Field != "nu" {
		t.Errorf("more women than people: %+v, %v", problems, err)
	}
	future := draftOf(id, outreach("Cài VNeID", "2026-06-01"))
	future.Version = 99
	_, err = s.Commit(future, ledger.KindFinalize)
	wantCode(t, err, ledger.CodeFormUnknown)
	missing := draftOf(id, nil)
	missing.Edits = true
	if _, err := s.Commit(missing, ledger.KindSet); !errors.Is(err, ErrNoRecord) {
		t.Errorf("edit of nothing: %v", err)
	}
	if _, err := s.Commit(draftOf(ledger.ID{}, bad), ledger.KindSet); err == nil {
		t.Error("a draft without id was committed")
	}
	if _, err := s.Commit(draftOf(id, bad), ledger.KindApprove); err == nil {
		t.Error("a laptop approved")
	}
	if err := s.Act(id, ledger.KindWithdraw, "", ""); !errors.Is(err, ErrNoRecord) {
		t.Errorf("withdraw nothing: %v", err)
	}
	broken := outreach("x", "2026-06-01")
	broken["ghi_chu"] = ledger.TextValue("\xff")
	if problems, err := s.Commit(draftOf(id, broken), ledger.KindFinalize); err == nil && len(problems) == 0 {
		t.Error("text that is not UTF-8 was kept")
	}
	if st := status(t, s); st.Records != 0 || st.Pending != 0 {
		t.Errorf("something was written: %+v", st)
	}
}

func TestEditSetsOnlyWhatDiffers(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	values := outreach("Cài VNeID", "2026-06-01")
	values["dia_diem"] = ledger.Value{}
	values["tong_so"] = ledger.NumValue(viet.Int(47))
	edit(t, s, id, values, ledger.KindSet)
	e := entry(t, s, id)
	c := newest(e)
	if len(c.Set) != 2 || c.Set[0].Field != "dia_diem" || !c.Set[0].Value.IsEmpty() || c.Set[1].Field != "tong_so" {
		t.Errorf("set %+v", c.Set)
	}
	if len(c.Set[0].Base) != 1 || c.Set[0].Base[0] != id {
		t.Errorf("base %v", c.Set[0].Base)
	}
	if _, ok := e.Record.Values()["dia_diem"]; ok || text(e, "chu_de") != "Cài VNeID" {
		t.Errorf("values %v", e.Record.Values())
	}
	edit(t, s, id, ledger.Values{"tong_so": ledger.NumValue(viet.Int(47))}, ledger.KindFinalize)
	if n := len(entry(t, s, id).Changes); n != 2 {
		t.Errorf("an edit without difference gave %d changes", n)
	}
}

func TestEditAfterOfficeDecided(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	approved := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	returned := addRecord(t, s, outreach("Phân loại rác", "2026-06-02"))
	c.confirm(2)
	c.send(c.change(ledger.KindApprove, 1, entry(t, s, approved).Record, nil), c.change(ledger.KindReturn, 1, entry(t, s, returned).Record, nil))
	if a, r := entry(t, s, approved), entry(t, s, returned); a.Status != ledger.StatusApproved || r.Status != ledger.StatusReturned {
		t.Fatalf("status %s, %s", a.Status, r.Status)
	}
	sums, err := s.List(ledger.Query{Status: ledger.StatusReturned})
	check(t, err)
	if len(sums) != 1 || sums[0].Reason != "Ghi lại số nữ" {
		t.Errorf("returned %+v", sums)
	}
	edit(t, s, approved, ledger.Values{"nu": ledger.NumValue(viet.Int(21))}, ledger.KindSet)
	edit(t, s, returned, ledger.Values{}, ledger.KindFinalize)
	a, r := entry(t, s, approved), entry(t, s, returned)
	if newest(a).Kind != ledger.KindFinalize || a.Record.State != ledger.Submitted {
		t.Errorf("edit of an approved record: %s, %s", newest(a).Kind, a.Record.State)
	}
	if newest(r).Kind != ledger.KindFinalize || r.Status != ledger.StatusQueued || len(newest(r).Set) != 0 {
		t.Errorf("returned record handed in unchanged: %s, %s", newest(r).Kind, r.Status)
	}
}

func TestConflictIsSettledByNamingIt(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	before := entry(t, s, id).Record
	edit(t, s, id, ledger.Values{"tong_so": ledger.NumValue(viet.Int(58))}, ledger.KindSet)
	c.send(c.change(ledger.KindSet, 3, before, ledger.Values{"tong_so": ledger.NumValue(viet.Int(60))}))
	if e := entry(t, s, id); e.Status != ledger.StatusConflict || status(t, s).Conflicts != 1 {
		t.Fatalf("status %s", e.Status)
	}
	edit(t, s, id, ledger.Values{"ghi_chu": ledger.TextValue("khác")}, ledger.KindSet)
	if e := entry(t, s, id); e.Status != ledger.StatusConflict {
		t.Errorf("an edit of another field settled the conflict: %s", e.Status)
	}
	edit(t, s, id, ledger.Values{"tong_so": entry(t, s, id).Record.Values()["tong_so"]}, ledger.KindResolve)
	e := entry(t, s, id)
	if e.Status != ledger.StatusQueued || len(newest(e).Set) != 1 || len(newest(e).Set[0].Base) != 2 {
		t.Errorf("after settling: %s, %+v", e.Status, newest(e))
	}
	if st := status(t, s); st.Conflicts != 0 {
		t.Errorf("conflicts %d", st.Conflicts)
	}
}

// A draft says what it replaces by what its writer saw, not by what has arrived since: another
// laptop's value that came in between becomes a conflict and is not overwritten unseen.
func TestDraftKnowsWhatItsWriterSaw(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	seen := entry(t, s, id).Record
	draft := draftOf(id, seen.Values())
	draft.Edits = true
	draft.Values["tong_so"] = ledger.NumValue(viet.Int(58))
	check(t, s.SaveDraft(draft))
	c.send(c.change(ledger.KindSet, 3, seen, ledger.Values{"tong_so": ledger.NumValue(viet.Int(60)), "dia_diem": ledger.TextValue("Sân đình")}))
	check(t, s.SaveDraft(draft))
	commit(t, s, draft, ledger.KindFinalize)
	e := entry(t, s, id)
	if got := e.Record.Conflicts(); len(got) != 1 || got[0] != "tong_so" {
		t.Errorf("conflicts %v", got)
	}
	if text(e, "dia_diem") != "Sân đình" {
		t.Errorf("the draft took back a field it did not change: %q", text(e, "dia_diem"))
	}
}

func TestActions(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	check(t, s.SetPerson("Trần Thị Mẫu"))
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	check(t, s.Act(id, ledger.KindComment, "nu", "Đã đếm lại"))
	if err := s.Act(id, ledger.KindComment, "", " "); err == nil {
		t.Error("an empty comment was logged")
	}
	if err := s.Act(id, ledger.KindReturn, "", "x"); err == nil {
		t.Error("a laptop returned a record")
	}
	check(t, s.Act(id, ledger.KindWithdraw, "", ""))
	e := entry(t, s, id)
	if e.Record.State != ledger.Withdrawn || len(e.Record.Messages) != 1 || e.Record.Messages[0].Author != "Trần Thị Mẫu" || len(e.Pending) != 3 {
		t.Errorf("record %+v", e.Record)
	}
	newCommune(t, s).confirm(3)
	if got := entry(t, s, id).Status; got != ledger.StatusWithdrawn {
		t.Errorf("status %s", got)
	}
}

func TestDrafts(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	id, err := s.NewID()
	check(t, err)
	d := draftOf(id, ledger.Values{"chu_de": ledger.TextValue("Đang ghi"), "dia_diem": {}})
	d.Typed, d.Page, d.Field, d.Left, d.Open = map[string]string{"ngay": "31/02"}, 2, "nu", 3, true
	check(t, s.SaveDraft(d))
	check(t, s.SaveDraft(d))
	e := entry(t, s, id)
	if e.Status != ledger.StatusDraft || len(e.Changes) != 0 || e.Record.ID != id || e.Title != "Đang ghi" {
		t.Errorf("entry %+v", e)
	}
	if g := e.Draft; g.Typed["ngay"] != "31/02" || g.Page != 2 || g.Field != "nu" || g.Left != 3 || !g.Open || !g.Values["chu_de"].Equal(d.Values["chu_de"]) || g.Updated.IsZero() {
		t.Errorf("draft %+v", g)
	}
	if got := listIDs(t, s, ledger.Query{Search: "dang ghi 31"}); len(got) != 1 {
		t.Errorf("search found %v", got)
	}
	if n := status(t, s).Drafts; n != 1 {
		t.Errorf("%d drafts", n)
	}
	for _, bad := range []ledger.Draft{{Form: "tuyen_truyen"}, {ID: id}, {ID: ledger.ID{1}, Form: "tuyen_truyen", Edits: true}} {
		if err := s.SaveDraft(bad); err == nil {
			t.Errorf("kept %+v", bad)
		}
	}
	check(t, s.DeleteDraft(id))
	check(t, s.DeleteDraft(id))
	if e, err := s.Entry(id); e != nil || err != nil || status(t, s).Drafts != 0 {
		t.Errorf("after deleting: %v, %v", e, err)
	}
}

func TestLinksMustLead(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	id, err := s.NewID()
	check(t, err)
	other := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	for _, link := range []string{id.String(), other.String()} {
		d := ledger.Draft{ID: id, Form: "mo_hinh_cap_nhat", Version: 1, Values: ledger.Values{
			"mo_hinh": ledger.TextValue(link), "ngay": ledger.TextValue("2026-06-01"), "ghi_chu": ledger.TextValue("x")}}
		problems, err := s.Commit(d, ledger.KindFinalize)
		check(t, err)
		if len(problems) == 0 || !strings.Contains(problems[0].Field, "mo_hinh") {
			t.Errorf("a link to %s: %+v", link, problems)
		}
	}
}
