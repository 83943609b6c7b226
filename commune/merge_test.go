package commune_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// handIn writes a session and hands it in.
func (l *laptop) handIn(v ledger.Values) ledger.ID {
	l.town.t.Helper()
	c := l.make(ledger.KindFinalize, nil, v)
	if rc := l.sync(); len(rc.Rejected) > 0 {
		l.town.t.Fatalf("rejected: %+v", rc.Rejected)
	}
	return c.ID
}

func (w *town) records(q commune.Query) map[ledger.ID]commune.Item {
	w.t.Helper()
	items, err := w.office.Records(context.Background(), q)
	if err != nil {
		w.t.Fatal(err)
	}
	out := map[ledger.ID]commune.Item{}
	for _, it := range items {
		out[it.ID] = it
	}
	return out
}

// counted are the records that add to totals.
func (w *town) counted() (ids []ledger.ID) {
	for id, it := range w.records(commune.Query{}) {
		if it.Counts() {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b ledger.ID) int { return strings.Compare(a.String(), b.String()) })
	return ids
}

func TestAJointEventIsMergedCountsOnceAndIsUndone(t *testing.T) {
	w := newTown(t)
	ctx := t.Context()
	one, two := w.laptop("x1"), w.laptop("x2")
	a := one.handIn(session("Hướng dẫn cài VNeID", 45))
	b := two.handIn(session("Huong dan cai vneid", 30))
	if err := w.office.Merge(ctx, "cán bộ xã", a, []ledger.ID{b}); err != nil {
		t.Fatal(err)
	}
	wantFault(t, w.office.Merge(ctx, "cán bộ xã", a, []ledger.ID{b}), "merge_done")
	items := w.records(commune.Query{})
	if got := items[a]; !got.Counts() || !slices.Equal(got.Merged, []ledger.ID{b}) || !got.MergedInto.IsZero() {
		t.Errorf("kept: %+v", got)
	}
	if got := items[b]; got.Counts() || got.MergedInto != a || got.CountedIn != a || !got.Values["tong_so"].Equal(number(30)) {
		t.Errorf("merged: %+v", got)
	}
	d := w.show(b)
	if last := d.History[len(d.History)-1]; last.Kind != "merge" || last.Author != "cán bộ xã" || !last.Office || d.Status != ledger.StatusSent {
		t.Errorf("history ends with %+v, status %s", last, d.Status)
	}
	one.sync()
	two.sync()
	if r := two.record(b); r.MergedInto() != a || len(r.Messages) != 1 || !strings.Contains(r.Messages[0].Text, "Xóm 1") || !r.Messages[0].Office {
		t.Errorf("the second unit's laptop sees into %v, messages %+v", r.MergedInto(), r.Messages)
	}
	if r := one.record(a); !slices.Equal(r.Merged(), []ledger.ID{b}) || !strings.Contains(r.Messages[0].Text, "Xóm 2") {
		t.Errorf("the first unit's laptop sees %v, messages %+v", r.Merged(), r.Messages)
	}
	w.clean()

	if err := w.office.Unmerge(ctx, "cán bộ xã", []ledger.ID{b}); err != nil {
		t.Fatal(err)
	}
	wantFault(t, w.office.Unmerge(ctx, "cán bộ xã", []ledger.ID{a}), "merge_none")
	if got := w.counted(); !slices.Equal(got, []ledger.ID{a, b}) && !slices.Equal(got, []ledger.ID{b, a}) {
		t.Errorf("undone, counted %v", got)
	}
	two.sync()
	if r := two.record(b); r.Merge != nil || len(r.Messages) != 2 {
		t.Errorf("the laptop still sees %v", r.Merge)
	}
	w.clean()
}

// When the unit whose record was kept takes it back, the other's record counts: the event did happen.
func TestAMergedEventOutlivesTheKeptRecord(t *testing.T) {
	w := newTown(t)
	one, two := w.laptop("x1"), w.laptop("x2")
	a, b := one.handIn(session("Buổi chung", 45)), two.handIn(session("Buổi chung", 45))
	c := two.handIn(session("Buổi chung", 45))
	if err := w.office.Merge(t.Context(), "xa", a, []ledger.ID{b, c}); err != nil {
		t.Fatal(err)
	}
	one.sync()
	one.make(ledger.KindWithdraw, &a, nil)
	one.sync()
	if got := w.counted(); !slices.Equal(got, []ledger.ID{b}) {
		t.Fatalf("counted %v, want %v alone", got, b)
	}
	if it := w.records(commune.Query{})[c]; it.MergedInto != a || it.CountedIn != b {
		t.Errorf("the third: %+v", it)
	}
	w.clean()
}

func TestGroupsGrowAndPart(t *testing.T) {
	w := newTown(t)
	ctx := t.Context()
	l := w.laptop("x1")
	var ids []ledger.ID
	for range 4 {
		ids = append(ids, l.handIn(session("Buổi chung", 45)))
	}
	for _, pair := range [][2]int{{0, 1}, {2, 3}} {
		if err := w.office.Merge(ctx, "xa", ids[pair[0]], []ledger.ID{ids[pair[1]]}); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.counted(); len(got) != 2 {
		t.Fatalf("two groups, counted %v", got)
	}
	if err := w.office.Merge(ctx, "xa", ids[3], []ledger.ID{ids[0]}); err != nil { // both groups become one
		t.Fatal(err)
	}
	if got := w.counted(); !slices.Equal(got, ids[3:]) {
		t.Fatalf("one group, counted %v, want %v", got, ids[3])
	}
	for _, step := range []struct {
		undo    []ledger.ID
		merged  int // into the kept one
		counted int
	}{{ids[:1], 2, 2}, {ids[3:], 0, 4}} { // the kept one leaves last: the group is no more
		if err := w.office.Unmerge(ctx, "xa", step.undo); err != nil {
			t.Fatal(err)
		}
		if got := w.show(ids[3]).Merged; len(got) != step.merged || len(w.counted()) != step.counted {
			t.Fatalf("undone %v: merged %v, counted %v", step.undo, got, w.counted())
		}
	}
	if err := w.office.Merge(ctx, "xa", ids[0], ids[1:]); err != nil {
		t.Fatal(err)
	}
	if err := w.office.Unmerge(ctx, "xa", ids[2:]); err != nil { // two of one group at once
		t.Fatal(err)
	}
	if got := w.show(ids[0]).Merged; !slices.Equal(got, ids[1:2]) || len(w.counted()) != 3 {
		t.Fatalf("merged %v, counted %v", got, w.counted())
	}
	w.clean()
}

func TestWhatCannotBeMerged(t *testing.T) {
	w := newTown(t)
	ctx := t.Context()
	l := w.laptop("x1")
	a, gone := l.handIn(session("Buổi", 45)), l.handIn(session("Buổi rút", 45))
	hard := l.make(ledger.KindFinalize, nil, ledger.Values{"ngay": text("2026-06-01"), "noi_dung": text("Mạng yếu"),
		"linh_vuc": text("chuyen_doi_so"), "trang_thai": text("moi"), "nguoi_bao": text("Nguyễn Văn Mẫu")},
		func(c *ledger.Change) { c.Form = "kho_khan" })
	l.make(ledger.KindWithdraw, &gone, nil)
	l.sync()
	before := w.show(a).History
	for key, with := range map[string]ledger.ID{"merge_alone": a, "merge_form": hard.ID, "merge_uncounted": gone, "record_unknown": {1}} {
		wantFault(t, w.office.Merge(ctx, "xa", a, []ledger.ID{with}), key)
	}
	if after := w.show(a).History; len(after) != len(before) {
		t.Errorf("a refused merge left %d changes", len(after)-len(before))
	}
}

// Merges, undoings and withdrawals in any order: no event is lost, none doubled, no value changed.
func TestMergesNeverLoseAnEvent(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newTown(t)
		defer w.close()
		l := w.laptop("x1")
		var ids []ledger.ID
		for range 4 {
			ids = append(ids, l.handIn(session("Buổi chung", 45)))
		}
		pick := func() ledger.ID { return rapid.SampledFrom(ids).Draw(rt, "record") }
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			switch rapid.IntRange(0, 4).Draw(rt, "step") {
			case 0:
				id := pick()
				l.make(ledger.KindWithdraw, &id, nil)
				l.sync()
			case 1:
				_ = w.office.Unmerge(context.Background(), "xa", []ledger.ID{pick(), pick()}) // refused when not merged
			default:
				_ = w.office.Merge(context.Background(), "xa", pick(), []ledger.ID{pick()}) // refused when withdrawn
			}
		}
		items := w.records(commune.Query{})
		for _, group := range grouped(items) {
			counted, there := 0, 0
			for _, it := range group {
				if it.Status.Counts() {
					there++
				}
				if it.Counts() {
					counted++
				}
			}
			if counted != min(there, 1) {
				rt.Fatalf("%d of %d records of an event count: %+v", counted, there, group)
			}
		}
		for _, it := range items {
			if !it.Values["tong_so"].Equal(number(45)) {
				rt.Fatalf("a value changed: %+v", it.Values)
			}
		}
		l.sync()
		for _, id := range ids {
			if r := l.record(id); r.MergedInto() != items[id].MergedInto {
				rt.Fatalf("the laptop sees %s merged into %v, the office into %v", id, r.MergedInto(), items[id].MergedInto)
			}
		}
		w.clean()
	})
}

// Clerks who merge at the same moment do not undo one another's work: whatever groups come out, their
// records agree on them.
func TestClerksWhoMergeAtOnce(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	var ids []ledger.ID
	for range 6 {
		ids = append(ids, l.handIn(session("Buổi chung", 45)))
	}
	var clerks sync.WaitGroup
	for i := range ids {
		clerks.Go(func() {
			if err := w.office.Merge(context.Background(), "xa", ids[i], []ledger.ID{ids[(i+1)%len(ids)]}); err != nil {
				var f *commune.Fault
				if !errors.As(err, &f) {
					t.Error(err)
				}
			}
		})
	}
	clerks.Wait()
	for kept, group := range grouped(w.records(commune.Query{})) {
		for _, it := range group {
			if it.ID != kept && (it.CountedIn != kept || !slices.Contains(w.show(kept).Merged, it.ID)) {
				t.Errorf("%s says it is merged into %s, which lists %v", it.ID, kept, w.show(kept).Merged)
			}
		}
	}
	w.clean()
}

// grouped are the records by the one kept.
func grouped(items map[ledger.ID]commune.Item) map[ledger.ID][]commune.Item {
	out := map[ledger.ID][]commune.Item{}
	for id, it := range items {
		if !it.MergedInto.IsZero() {
			id = it.MergedInto
		}
		out[id] = append(out[id], it)
	}
	return out
}

// One laptop takes a record back while another edits it: the edit wins, and the office is told.
func TestWithdrawalAgainstEditIsFlagged(t *testing.T) {
	w := newTown(t)
	first, second := w.laptop("x1"), w.laptop("x1")
	id := first.handIn(session("Buổi", 45))
	second.sync()
	first.make(ledger.KindWithdraw, &id, nil)
	second.make(ledger.KindFinalize, &id, ledger.Values{"nu": number(10)})
	first.sync()
	second.sync()
	if it := w.records(commune.Query{})[id]; it.Status != ledger.StatusSent || !it.StateConflict {
		t.Errorf("status %s, flagged %v", it.Status, it.StateConflict)
	}
	first.sync()
	first.make(ledger.KindFinalize, &id, nil)
	first.sync()
	if d := w.show(id); d.StateConflict {
		t.Error("still flagged after a hand-in that saw both")
	}
	w.clean()
}

// An edit of an approved record is a proposed correction: it waits for the office, and the approved
// values stay in the history.
func TestAnEditOfAnApprovedRecordWaitsForTheOffice(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	id := l.handIn(session("Buổi", 45))
	if err := w.office.Approve(t.Context(), "xa", id); err != nil {
		t.Fatal(err)
	}
	l.sync()
	l.make(ledger.KindFinalize, &id, ledger.Values{"tong_so": number(50)})
	l.sync()
	d := w.show(id)
	if d.Status != ledger.StatusSent || !d.Values["tong_so"].Equal(number(45)) || d.Proposed == nil ||
		!d.Proposed.Values["tong_so"].Equal(number(50)) || !d.History[0].Set["tong_so"].Equal(number(45)) {
		t.Fatalf("%s, %v, proposed %+v", d.Status, d.Values["tong_so"], d.Proposed)
	}
	if err := w.office.Approve(t.Context(), "xa", id); err != nil {
		t.Fatal(err)
	}
	if d = w.show(id); d.Status != ledger.StatusApproved || !d.Values["tong_so"].Equal(number(50)) || d.Proposed != nil {
		t.Fatalf("approved again: %s, %v, %+v", d.Status, d.Values["tong_so"], d.Proposed)
	}
	w.clean()
}

// A laptop is given to another unit with unsent work of the old one on it: that work is kept and
// marked, its log goes on without a gap, and what it writes for the new unit counts.
func TestALaptopThatChangesUnit(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	sent := l.handIn(session("Đã gửi", 10))
	unsent := l.make(ledger.KindFinalize, nil, session("Chưa gửi", 20))
	answer, err := l.join(w.invite("x2"))
	if err != nil || answer.Unit.ID != "x2" {
		t.Fatalf("joined %+v, %v", answer.Unit, err)
	}
	l.unit = "x2"
	fresh := l.make(ledger.KindFinalize, nil, session("Đơn vị mới", 30))
	rc := l.sync()
	if len(rc.Rejected) != 1 || rc.Rejected[0].ID != unsent.ID || rc.Rejected[0].Code != ledger.CodeUnitDenied || rc.Have != 3 {
		t.Fatalf("have %d, rejected %+v", rc.Have, rc.Rejected)
	}
	items := w.records(commune.Query{})
	if items[sent].Unit != "x1" || items[fresh.ID].Unit != "x2" || !items[fresh.ID].Counts() || len(items) != 2 {
		t.Errorf("records %+v", items)
	}
	kept := false
	if err := w.store.Walk(t.Context(), commune.Walker{Entry: func(e commune.StoredEntry) error {
		kept = kept || e.ID == unsent.ID && slices.Equal(e.Bytes, l.log[1])
		return nil
	}}); err != nil || !kept {
		t.Errorf("the unsent change is not kept (%v)", err)
	}
	w.clean()
}
