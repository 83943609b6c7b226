package commune

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Merge says that records tell of one event: keep counts, the others no longer do, and each keeps
// its own values, history and unit. Records merged with any of them before come along. who is the
// person of the office. Records of different forms, and ones that do not count, are refused with a
// Fault.
func (o *Office) Merge(ctx context.Context, who string, keep ledger.ID, others []ledger.ID) error {
	places, err := o.places(ctx)
	if err != nil {
		return err
	}
	return o.enter(ctx, func() (entries []Entry, err error) {
		g, err := o.gather(ctx, append([]ledger.ID{keep}, others...))
		if err != nil {
			return nil, err
		}
		if err := g.mergeable(keep, others); err != nil {
			return nil, err
		}
		for _, m := range g.members {
			e, err := o.mergeEntry(ctx, who, m.ID, g.ids(), g.words(m, places))
			if err != nil {
				return nil, err
			}
			entries = append(entries, e)
		}
		return entries, nil
	})
}

// Unmerge undoes merges: each of the records stands for itself again. When the one that was kept is
// among them, or only one is left, so do all that were merged with it.
func (o *Office) Unmerge(ctx context.Context, who string, ids []ledger.ID) error {
	return o.enter(ctx, func() ([]Entry, error) {
		after := map[ledger.ID][]ledger.ID{} // what each record is merged with then
		var order []ledger.ID
		for _, id := range ids {
			group, ok := after[id]
			if !ok {
				row, _, err := o.record(ctx, id)
				if err != nil {
					return nil, err
				}
				if group = row.Merge; len(group) == 0 {
					return nil, fault("merge_none", id)
				}
				order = append(order, group...)
			}
			for member, left := range parted(group, id) {
				after[member] = left
			}
		}
		return o.partEntries(ctx, who, order, after)
	})
}

// parted tells what each member of a group is merged with once id has left it.
func parted(group []ledger.ID, id ledger.ID) map[ledger.ID][]ledger.ID {
	out := map[ledger.ID][]ledger.ID{}
	var left []ledger.ID
	if len(group) > 2 && group[0] != id {
		left = slices.DeleteFunc(slices.Clone(group), func(m ledger.ID) bool { return m == id })
	}
	for _, m := range group {
		out[m] = left
	}
	out[id] = nil
	return out
}

func (o *Office) partEntries(ctx context.Context, who string, order []ledger.ID, after map[ledger.ID][]ledger.ID) (entries []Entry, err error) {
	for i, id := range order {
		if slices.Contains(order[:i], id) {
			continue
		}
		words := wordsParted
		if len(after[id]) > 0 {
			words = wordsFewer
		}
		e, err := o.mergeEntry(ctx, who, id, after[id], words)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// mergeEntry makes the office's change that says which records are one event with this one, and in
// words for the unit, which does not have the other records.
func (o *Office) mergeEntry(ctx context.Context, who string, id ledger.ID, group []ledger.ID, words string) (Entry, error) {
	return o.draft(ctx, id, func(_ *ledger.Record, _ Row, c *ledger.Change) error {
		c.Kind, c.Author, c.Merge, c.Text = ledger.KindMerge, who, group, words
		return nil
	})
}

// What the office's change says to the units, which read Vietnamese.
const (
	wordsKept   = "Cùng một việc với phiếu khác nên xã gộp vào phiếu này, chỉ tính một lần: %s."
	wordsInto   = "Cùng một việc với phiếu khác nên xã gộp, chỉ tính một lần, ở phiếu %s. Nội dung phiếu này vẫn giữ nguyên."
	wordsParted = "Xã bỏ gộp: phiếu này lại được tính riêng."
	wordsFewer  = "Xã bỏ gộp một phiếu; các phiếu còn lại vẫn tính một lần."
	wordsMore   = "và %d phiếu nữa"
)

// words say to the unit of m what it is merged with.
func (g gathering) words(m Row, places map[string]string) string {
	if m.ID != g.members[0].ID {
		return fmt.Sprintf(wordsInto, called(g.members[0], places))
	}
	const most = 3
	others := g.members[1:]
	var names []string
	for _, other := range others[:min(len(others), most)] {
		names = append(names, called(other, places))
	}
	if more := len(others) - most; more > 0 {
		names = append(names, fmt.Sprintf(wordsMore, more))
	}
	return fmt.Sprintf(wordsKept, strings.Join(names, ", "))
}

// called is what a record of another unit is called: its title, unit and day.
func called(row Row, places map[string]string) string {
	const most = 100
	title := []rune(row.Title)
	if len(title) > most {
		title = append(title[:most], '…')
	}
	words := "«" + string(title) + "» của " + places[row.Unit]
	if day, err := viet.ParseISO(row.Date); err == nil {
		words += ", ngày " + day.Format()
	}
	return words
}

// places names every unit so that two of one name can be told apart.
func (o *Office) places(ctx context.Context) (map[string]string, error) {
	units, err := o.store.Units(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(units))
	for _, u := range units {
		names[u.ID] = u.Place()
	}
	return names, nil
}

// gathering are records about to be merged, the one kept first.
type gathering struct{ members []Row }

// gather reads records and those that they are merged with.
func (o *Office) gather(ctx context.Context, ids []ledger.ID) (g gathering, err error) {
	for i := 0; i < len(ids); i++ {
		if slices.Contains(ids[:i], ids[i]) {
			continue
		}
		row, _, err := o.record(ctx, ids[i])
		if err != nil {
			return g, err
		}
		g.members = append(g.members, row)
		ids = append(ids, row.Merge...)
	}
	return g, nil
}

func (g gathering) ids() (ids []ledger.ID) {
	for _, m := range g.members {
		ids = append(ids, m.ID)
	}
	return ids
}

func (g gathering) mergeable(keep ledger.ID, others []ledger.ID) error {
	first := g.members[0]
	switch {
	case len(g.members) < 2:
		return fault("merge_alone")
	case len(g.members) > ledger.MaxBases:
		return fault("merge_many", ledger.MaxBases)
	case slices.Equal(first.Merge, g.ids()):
		return fault("merge_done")
	}
	for _, m := range g.members {
		switch {
		case m.Form != first.Form:
			return fault("merge_form", m.ID, m.Form, first.Form)
		case !m.Status.Counts() && (m.ID == keep || slices.Contains(others, m.ID)):
			return fault("merge_uncounted", m.ID)
		}
	}
	return nil
}

// countOnce finds, for each of the records that are merged with others, the one that counts in its
// place: the first of its group that counts. So a merged event is counted although the record that
// was kept is withdrawn later. Records that do not agree on their group, which a commune come back
// from a backup may have, each count for themselves.
func (o *Office) countOnce(ctx context.Context, items []Item) error {
	here := map[ledger.ID]*Item{}
	for i := range items {
		if len(items[i].merge) > 0 {
			here[items[i].ID] = &items[i]
		}
	}
	for i := range items {
		for _, id := range items[i].merge {
			if id == items[i].ID {
				break
			}
			other, known := here[id]
			if !known {
				row, _, err := o.store.Record(ctx, id)
				if err != nil && !errors.Is(err, ErrNotFound) {
					return err
				}
				it := item(row)
				other, here[id] = &it, &it
			}
			if other.Status.Counts() && slices.Equal(other.merge, items[i].merge) {
				items[i].CountedIn = id
				break
			}
		}
	}
	return nil
}

// sayMerged fills in what follows from the group.
func (it *Item) sayMerged() {
	for _, id := range it.merge {
		if id != it.ID {
			it.Duplicates = append(it.Duplicates, id)
		}
	}
	switch {
	case len(it.merge) == 0:
	case it.merge[0] == it.ID:
		it.Merged = append(it.Merged, it.merge[1:]...)
	default:
		it.MergedInto = it.merge[0]
	}
}
