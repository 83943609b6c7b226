package commune

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func numbered(n int) (id ledger.ID) {
	binary.BigEndian.PutUint32(id[:], uint32(n+1))
	return id
}

func told(n int, unit, day, topic string) Item {
	return Item{ID: numbered(n), Unit: unit, Date: day, Title: topic, Status: ledger.StatusSent,
		Values: ledger.Values{"chu_de": ledger.TextValue(topic), "ngay": ledger.TextValue(day)}}
}

// A year of a commune: what is compared grows with the number of records, not with its square, even
// when all records are of one day and one title; and the pairs that were planted are found.
func TestTheSearchStaysLinear(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	topics := []string{"Hướng dẫn cài đặt VNeID", "Phòng cháy chữa cháy", "Vệ sinh môi trường nông thôn", "Chuyển đổi số trong sản xuất lúa"}
	for _, tt := range []struct {
		name    string
		make    func(n int) Item
		records int
	}{
		{"a year", func(n int) Item {
			day := viet.Date{Year: 2026, Month: 1, Day: 1}.AddDays(rng.IntN(365)).String()
			return told(n, fmt.Sprint("u", rng.IntN(60)), day, fmt.Sprint(topics[rng.IntN(len(topics))], " lần ", rng.IntN(100)))
		}, 20_000},
		{"one day, one title", func(n int) Item { return told(n, fmt.Sprint("u", n%60), "2026-06-05", topics[0]) }, 20_000},
	} {
		search := newTwins(ledger.Default().Form("tuyen_truyen"), nil)
		for n := range tt.records {
			search.add(tt.make(n))
		}
		search.add(told(tt.records, "u1", "2026-06-05", "Tham quan mô hình nuôi ốc nhồi"))
		search.add(told(tt.records+1, "u2", "2026-06-06", "tham quan mo hinh nuoi oc nhoi"))
		found := search.find()
		if most := tt.records * wordsTried * perWord; search.looked > most {
			t.Errorf("%s: %d comparisons, at most %d", tt.name, search.looked, most)
		}
		if !slices.ContainsFunc(found, func(d Duplicate) bool {
			return d.Records[0] == numbered(tt.records) && d.Records[1] == numbered(tt.records+1)
		}) {
			t.Errorf("%s: the planted pair is not among %d", tt.name, len(found))
		}
		if len(found) > perRecord*tt.records {
			t.Errorf("%s: %d pairs", tt.name, len(found))
		}
	}
}
