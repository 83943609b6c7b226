package commune_test

import (
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func (w *town) duplicates(q commune.Query) []commune.Duplicate {
	w.t.Helper()
	found, err := w.office.Duplicates(w.t.Context(), q)
	if err != nil {
		w.t.Fatal(err)
	}
	return found
}

func with(v ledger.Values, name, value string) ledger.Values {
	v[name] = text(value)
	return v
}

// alikes are two pairs of records that tell of one event, and others that do not: of another place,
// of another day, withdrawn, not handed in.
func (w *town) alikes() (a, b, c, d ledger.ID) {
	w.t.Helper()
	if err := w.office.AddUnit(w.t.Context(), commune.Unit{Unit: ledger.Unit{ID: "far", Name: "Phố Đoài", OldCommune: "Liễu Đề"}}); err != nil {
		w.t.Fatal(err)
	}
	one, two, far := w.laptop("x1"), w.laptop("x2"), w.laptop("far")
	const topic, hall = "Hướng dẫn cài đặt VNeID", "Hội trường UBND xã"
	a = one.handIn(with(session(topic, 45), "dia_diem", hall))
	b = two.handIn(with(with(session("huong dan cai dat vneid cho bà con", 30), "ngay", "2026-06-06"), "dia_diem", "hoi truong ubnd xa"))
	c = one.handIn(session("Phòng trừ sâu bệnh lúa mùa", 20))
	d = one.handIn(session("Phòng trừ sâu bệnh cho lúa mùa", 20))
	far.handIn(with(session(topic, 45), "dia_diem", "Nhà văn hóa Phố Đoài")) // its own session of the same topic
	two.handIn(with(session(topic, 45), "ngay", "2026-05-20"))               // another day
	two.handIn(with(session("Thu gom rác đợt 1", 12), "ngay", "2026-05-25"))
	two.handIn(with(session("Thu gom rác đợt 2", 12), "ngay", "2026-05-25"))
	gone := one.handIn(session("Phòng trừ sâu bệnh lúa mùa", 20))
	one.make(ledger.KindWithdraw, &gone, nil)
	one.sync()
	one.make(ledger.KindSet, nil, session("Phòng trừ sâu bệnh lúa mùa", 20))
	one.sync()
	return a, b, c, d
}

func TestDuplicatesAreFoundWithReasons(t *testing.T) {
	w := newTown(t)
	a, b, c, d := w.alikes()
	found := w.duplicates(commune.Query{})
	if len(found) != 2 {
		t.Fatalf("found %+v", found)
	}
	for _, want := range []struct {
		pair    []ledger.ID
		joint   bool
		reasons []string
	}{
		{[]ledger.ID{a, b}, true, []string{"similar_title", "near_date", "same_place", "neighbour_unit"}},
		{[]ledger.ID{c, d}, false, []string{"similar_title", "same_date", "same_unit", "same_people"}},
	} {
		i := slices.IndexFunc(found, func(d commune.Duplicate) bool {
			return slices.Contains(want.pair, d.Records[0]) && slices.Contains(want.pair, d.Records[1])
		})
		if i < 0 {
			t.Errorf("%v not found in %+v", want.pair, found)
			continue
		}
		var codes []string
		for _, r := range found[i].Reasons {
			codes = append(codes, r.Code)
			if r.Vi == "" || r.En == "" {
				t.Errorf("reason %s has no words", r.Code)
			}
		}
		if !slices.Equal(codes, want.reasons) || found[i].Joint != want.joint || found[i].Score < commune.MinScore || found[i].Score > 100 {
			t.Errorf("%+v, want reasons %v", found[i], want.reasons)
		}
	}
}

func TestDuplicatesOfASelection(t *testing.T) {
	w := newTown(t)
	a, b, c, d := w.alikes()
	for q, want := range map[commune.Query]int{{Unit: "x2"}: 1, {Unit: "far"}: 0, {Form: "kho_khan"}: 0, {Form: "tuyen_truyen"}: 2,
		{Period: "2026-06"}: 2, {Period: "2026-05"}: 0, {Period: "2026-06-06..2026-06-06"}: 1} {
		if got := w.duplicates(q); len(got) != want {
			t.Errorf("%+v finds %d, want %d", q, len(got), want)
		}
	}
	_, err := w.office.Duplicates(t.Context(), commune.Query{Period: "tháng sáu"})
	wantFault(t, err, "period")

	items, err := w.office.Records(t.Context(), commune.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.office.FillDuplicates(t.Context(), items); err != nil {
		t.Fatal(err)
	}
	for _, it := range items {
		want := map[ledger.ID][]ledger.ID{a: {b}, b: {a}, c: {d}, d: {c}}[it.ID]
		if !slices.Equal(it.Duplicates, want) && len(it.Duplicates)+len(want) > 0 {
			t.Errorf("%s %s: duplicates %v, want %v", it.ID, it.Title, it.Duplicates, want)
		}
	}
}

func TestMergedPairsAreNoLongerTold(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	a, b := l.handIn(session("Buổi chung", 45)), l.handIn(session("Buổi chung", 45))
	c := l.handIn(session("Buổi chung", 45))
	if got := w.duplicates(commune.Query{}); len(got) != 3 {
		t.Fatalf("found %+v", got)
	}
	if err := w.office.Merge(t.Context(), "xa", a, []ledger.ID{b}); err != nil {
		t.Fatal(err)
	}
	got := w.duplicates(commune.Query{})
	if len(got) != 1 || !slices.Contains(got[0].Records, a) || !slices.Contains(got[0].Records, c) {
		t.Fatalf("after merging two: %+v", got)
	}
	if err := w.office.Unmerge(t.Context(), "xa", []ledger.ID{a}); err != nil {
		t.Fatal(err)
	}
	if got := w.duplicates(commune.Query{}); len(got) != 3 {
		t.Fatalf("after undoing: %+v", got)
	}
}
