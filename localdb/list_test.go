package localdb

import (
	"fmt"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

func sample(t *testing.T, s *Store) map[string]ledger.ID {
	t.Helper()
	ids := map[string]ledger.ID{}
	for _, r := range []struct{ topic, day string }{
		{"Hòa giải ở cơ sở", "2026-05-01"}, {"Bán lúa trên sàn", "2026-06-03"}, {"Bạn của nhà nông", "2026-06-03"}, {"Ban công nghệ", "2026-06-07"},
	} {
		ids[r.topic] = addRecord(t, s, outreach(r.topic, r.day))
	}
	return ids
}

func TestListOrderAndFilters(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	ids := sample(t, s)
	hoa, lua, nong, cong := ids["Hòa giải ở cơ sở"], ids["Bán lúa trên sàn"], ids["Bạn của nhà nông"], ids["Ban công nghệ"]
	draft, err := s.NewID()
	check(t, err)
	check(t, s.SaveDraft(draftOf(draft, ledger.Values{"ngay": ledger.TextValue("2026-06-05")})))
	change := draftOf(hoa, ledger.Values{"nu": {}})
	change.Edits = true
	check(t, s.SaveDraft(change))
	for name, c := range map[string]struct {
		q    ledger.Query
		want []ledger.ID
	}{
		"all":         {ledger.Query{}, []ledger.ID{cong, draft, nong, lua, hoa}},
		"limit":       {ledger.Query{Limit: 2}, []ledger.ID{cong, draft}},
		"from":        {ledger.Query{From: "2026-06-03", To: "2026-06-05"}, []ledger.ID{draft, nong, lua}},
		"to":          {ledger.Query{To: "2026-05-01"}, []ledger.ID{hoa}},
		"form":        {ledger.Query{Form: "kho_khan"}, nil},
		"drafts":      {ledger.Query{Status: ledger.StatusDraft}, []ledger.ID{draft, hoa}},
		"queued":      {ledger.Query{Status: ledger.StatusQueued, Limit: 3}, []ledger.ID{cong, nong, lua}},
		"sent":        {ledger.Query{Status: ledger.StatusSent}, nil},
		"returned":    {ledger.Query{Status: ledger.StatusReturned}, nil},
		"ranked":      {ledger.Query{Search: "bán"}, []ledger.ID{lua, cong, nong}},
		"markless":    {ledger.Query{Search: "ban"}, []ledger.ID{cong, nong, lua}},
		"toneless":    {ledger.Query{Search: "BẠN"}, []ledger.ID{nong, cong, lua}},
		"all words":   {ledger.Query{Search: "lua san"}, []ledger.ID{lua}},
		"placed":      {ledger.Query{Search: "hoà giải"}, []ledger.ID{hoa}},
		"label":       {ledger.Query{Search: "hội nghị họp", Limit: 1}, []ledger.ID{cong}},
		"title":       {ledger.Query{Search: "Outreach", From: "2026-06-07"}, []ledger.ID{cong}},
		"nothing":     {ledger.Query{Search: "không có chữ này"}, nil},
		"signs only":  {ledger.Query{Search: "?!", Limit: 1}, []ledger.ID{cong}},
		"found queue": {ledger.Query{Search: "ban", Status: ledger.StatusSent}, nil},
	} {
		if got := listIDs(t, s, c.q); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// The search in memory follows every change, and gives what a search of a newly opened store gives.
func TestSearchFollowsChanges(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	ids := sample(t, s)
	id := ids["Bán lúa trên sàn"]
	if got := listIDs(t, s, ledger.Query{Search: "lua"}); !slices.Equal(got, []ledger.ID{id}) {
		t.Fatalf("before: %v", got)
	}
	for i := range 4 {
		topic := fmt.Sprint("Máy cấy ", i)
		edit(t, s, id, ledger.Values{"chu_de": ledger.TextValue(topic)}, ledger.KindSet)
		if got := listIDs(t, s, ledger.Query{Search: topic}); !slices.Equal(got, []ledger.ID{id}) {
			t.Fatalf("%s: %v", topic, got)
		}
	}
	added := addRecord(t, s, outreach("Lúa nếp", "2026-06-08"))
	queries := []string{"lua", "may", "cay 3", "ban", "chuong nghia", "n"}
	var before [][]ledger.ID
	for _, q := range queries {
		before = append(before, listIDs(t, s, ledger.Query{Search: q}))
	}
	if !slices.Equal(before[0], []ledger.ID{added}) {
		t.Errorf("lua: %v", before[0])
	}
	check(t, s.Close())
	s = openAt(t, home, testOptions())
	for i, q := range queries {
		if got := listIDs(t, s, ledger.Query{Search: q}); !slices.Equal(got, before[i]) {
			t.Errorf("%s: %v, after opening again %v", q, before[i], got)
		}
	}
}

func TestWornIndexIsMadeAnew(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	ids := sample(t, s)
	listIDs(t, s, ledger.Query{Search: "lua"})
	worn := s.search.index
	for !worn.worn() {
		worn.put(searchDoc{id: ids["Ban công nghệ"], day: "2026-06-07", words: "cũ"})
	}
	if got := listIDs(t, s, ledger.Query{Search: "cong nghe"}); len(got) != 1 || s.search.index == worn {
		t.Errorf("found %v, made anew: %v", got, s.search.index != worn)
	}
}

func TestFollowUpsOfARecord(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	put := func(form string, values ledger.Values) *ledger.Change {
		f := s.o.Catalogue.Form(form)
		ch := c.change(ledger.KindFinalize, 3, &ledger.Record{Form: form, Version: f.Version, Unit: "chuong-nghia"}, values)
		ch.Record = ch.ID
		c.send(ch)
		return ch
	}
	model := put("mo_hinh", ledger.Values{"ten": ledger.TextValue("Nếp Bắc")})
	other := put("mo_hinh", ledger.Values{"ten": ledger.TextValue("Cá lồng")})
	update := func(of ledger.ID, day, risk string) *ledger.Change {
		return put("mo_hinh_cap_nhat", ledger.Values{"mo_hinh": ledger.TextValue(of.String()), "ngay": ledger.TextValue(day), "rui_ro": ledger.TextValue(risk)})
	}
	first, second := update(model.ID, "2026-03-01", "Rét đậm"), update(model.ID, "2026-05-01", "Rầy nâu")
	update(other.ID, "2026-04-01", "Rầy nâu")
	moved := update(other.ID, "2026-02-01", "Nhầm")
	c.send(c.change(ledger.KindSet, 3, entry(t, s, moved.ID).Record, ledger.Values{"mo_hinh": ledger.TextValue(model.ID.String())}))
	if got := listIDs(t, s, ledger.Query{Parent: model.ID}); !slices.Equal(got, []ledger.ID{second.ID, first.ID, moved.ID}) {
		t.Errorf("follow-ups %v", got)
	}
	if got := listIDs(t, s, ledger.Query{Parent: model.ID, Search: "ray"}); !slices.Equal(got, []ledger.ID{second.ID}) {
		t.Errorf("searched %v", got)
	}
	if got := listIDs(t, s, ledger.Query{Parent: model.ID, From: "2026-04-01"}); !slices.Equal(got, []ledger.ID{second.ID}) {
		t.Errorf("from April %v", got)
	}
	mustBeSound(t, s)
}

func TestLanguageOfLists(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	c := newCommune(t, s)
	c.join()
	ch := c.change(ledger.KindFinalize, 3, &ledger.Record{Form: "tuyen_truyen", Version: 1, Unit: "chuong-nghia"}, nil)
	ch.Record = ch.ID
	c.send(ch)
	for _, lang := range []struct{ setting, want string }{{"", "Buổi tuyên truyền"}, {"en", "Outreach session"}} {
		check(t, s.SetSetting("lang", lang.setting))
		sums, err := s.List(ledger.Query{})
		check(t, err)
		if sums[0].Title != lang.want {
			t.Errorf("title %q, want %q", sums[0].Title, lang.want)
		}
	}
}

func TestUnknownFormsAreKeptAndShown(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	ch := c.change(ledger.KindFinalize, 3, &ledger.Record{Form: "mau_moi", Version: 4, Unit: "chuong-nghia"},
		ledger.Values{"ten": ledger.TextValue("Biểu mẫu năm sau")})
	ch.Record = ch.ID
	c.send(ch)
	sums, err := s.List(ledger.Query{Search: "nam sau"})
	check(t, err)
	if len(sums) != 1 || sums[0].Title != "mau_moi" || sums[0].Date != "" {
		t.Errorf("list %+v", sums)
	}
	mustBeSound(t, s)
}

func TestExport(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	fill(t, s, 2*exportBatch+5)
	id, err := s.NewID()
	check(t, err)
	check(t, s.SaveDraft(draftOf(id, nil)))
	records, drafts := 0, 0
	check(t, s.Export(func(e *ledger.Entry) error {
		if e.Status == ledger.StatusDraft {
			drafts++
			return nil
		}
		records++
		return s.SetSetting("seen", e.Title) // the store may be used meanwhile
	}))
	if records != 2*exportBatch+5 || drafts != 1 {
		t.Errorf("%d records, %d drafts", records, drafts)
	}
	if err := s.Export(func(*ledger.Entry) error { return ErrReadOnly }); err != ErrReadOnly {
		t.Errorf("error %v", err)
	}
}
