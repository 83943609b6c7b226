package localdb

import (
	"fmt"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// Pages put together are the whole list, whatever is asked for and however long a page is.
func TestPagesMakeTheList(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	for i := range 25 {
		addRecord(t, s, outreach(fmt.Sprint([]string{"Bán lúa ", "Bạn ", "ban "}[i%3], i), fmt.Sprintf("2026-06-%02d", 1+i%6)))
	}
	draft, err := s.NewID()
	check(t, err)
	check(t, s.SaveDraft(draftOf(draft, ledger.Values{"ngay": ledger.TextValue("2026-06-03"), "chu_de": ledger.TextValue("bán")})))
	for _, q := range []ledger.Query{{}, {Search: "bán"}, {From: "2026-06-02", To: "2026-06-05"}, {Status: ledger.StatusQueued}, {Search: "ban", To: "2026-06-04"}} {
		whole := listIDs(t, s, q)
		for _, size := range []int{1, 4, 26, 40} {
			var pages []ledger.ID
			for page := q; ; {
				page.Limit = size
				list, err := s.List(page)
				check(t, err)
				if len(list) == 0 {
					break
				}
				for _, l := range list {
					pages = append(pages, l.ID)
				}
				page.After = list[len(list)-1].Place
			}
			if !slices.Equal(pages, whole) {
				t.Errorf("%+v in pages of %d: %v, whole %v", q, size, pages, whole)
			}
		}
	}
}

func TestListByPerson(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	with := func(name string) ledger.ID {
		values := outreach("Họp thôn", "2026-06-03")
		values["nguoi_nhap"] = ledger.TextValue(name)
		return addRecord(t, s, values)
	}
	first, second := with("Trần Thị  Mẫu"), with("Lê Văn Mẫu")
	third := with("Trần Thị Mẫu")
	got := listIDs(t, s, ledger.Query{Person: "Trần Thị Mẫu"})
	if !slices.Equal(got, []ledger.ID{third, first}) {
		t.Errorf("found %v, not %v", got, second)
	}
	if n := len(listIDs(t, s, ledger.Query{Person: "Trần Thị"})); n != 0 {
		t.Errorf("half a name finds %d", n)
	}
	people, err := s.People()
	check(t, err)
	if i, j := slices.Index(people, "Trần Thị Mẫu"), slices.Index(people, "Lê Văn Mẫu"); i < 0 || j < i {
		t.Errorf("people %q", people)
	}
}
