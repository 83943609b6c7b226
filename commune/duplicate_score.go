package commune

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// The fields that tell where an event was and how many came, in the forms that have them.
const (
	placeField  = "dia_diem"
	peopleField = "tong_so"
)

// Weights of what two records have in common. Only what both tell is weighed.
const (
	weightTitle  = 40
	weightDate   = 30
	weightUnit   = 15
	weightPlace  = 15
	weightPeople = 10 // in one unit: two units may each count their own people
)

// telling is a record as the search compares it.
type telling struct {
	item   Item
	dated  bool
	day    int // days since year 1
	title  []word
	place  []word
	keys   []word // words by which it is found: those of the title and of the place
	key    string // the title in one, by which records of a day are ordered
	counts []word // the numbers in the title: "đợt 2" is not "đợt 3"
	people ledger.Value
}

// word stands for a word in one search, so that comparing is cheap.
type word int32

// words gives the numbers of words, sorted; kind keeps the words of a place apart.
func (t *twins) words(kind string, texts []string) []word {
	out := make([]word, len(texts))
	for i, text := range texts {
		n, ok := t.known[kind+text]
		if !ok {
			n = word(len(t.known))
			t.known[kind+text] = n
			t.with = append(t.with, nil)
		}
		out[i] = n
	}
	slices.Sort(out)
	return out
}

// telling takes from a record what is compared.
func (t *twins) telling(it Item) telling {
	one := telling{item: it, people: it.Values[peopleField]}
	if d, err := viet.ParseISO(it.Date); err == nil {
		one.dated, one.day = true, viet.Date{Year: 1, Month: 1, Day: 1}.DaysUntil(d)
	}
	var title []string
	if f := t.form.Field(t.form.TitleField); f != nil && f.Type != ledger.TypeDate {
		title = wordSet(plainText(it.Values[t.form.TitleField]))
	}
	if t.form.ParentLink != "" { // a follow-up: of the same record
		title = append(title, plainText(it.Values[t.form.ParentLink]))
	}
	if len(title) == 0 { // nothing but its unit tells what it is about
		title = []string{"\x00" + it.Unit}
	}
	one.key, one.title = strings.Join(title, " "), t.words("", title)
	one.counts = t.words("", slices.DeleteFunc(title, func(w string) bool { return strings.Trim(w, "0123456789") != "" }))
	one.place = t.words("@", slices.DeleteFunc(wordSet(plainText(it.Values[placeField])), func(w string) bool { return everyPlace[w] }))
	one.keys = slices.Concat(one.title, one.place)
	return one
}

// everyPlace are words of which the places of any village are made ("nhà văn hóa thôn", "hội trường
// xóm"): they do not tell one from another.
var everyPlace = map[string]bool{"nha": true, "van": true, "hoa": true, "hoi": true, "truong": true, "san": true, "kho": true,
	"thon": true, "xom": true, "to": true, "dan": true, "pho": true, "cong": true, "dong": true, "tai": true, "o": true}

// wordSet are the words of a text without marks, sorted, each once.
func wordSet(text string) []string {
	words := foldedWords(text)
	slices.Sort(words)
	return slices.Compact(words)
}

// alike compares two sets of words, sorted: 0 for nothing in common, 1 for the same words. A text
// that only says more than the other is nearer than one that says something else.
func alike(a, b []word) float64 {
	shared, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			shared++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if shared == 0 {
		return 0
	}
	jaccard := float64(shared) / float64(len(a)+len(b)-shared)
	if least := min(len(a), len(b)); least >= 3 {
		return (jaccard + float64(shared)/float64(least)) / 2
	}
	return jaccard
}

// scale adds up what two records have in common.
type scale struct {
	sum, of float64
	tell    bool // note the reasons
	reasons []Reason
}

// weigh puts a likeness from 0 to 1 on the scale. code is the reason to give, "" for none.
func (s *scale) weigh(weight, likeness float64, code string, args ...any) {
	s.sum, s.of = s.sum+weight*likeness, s.of+weight
	if s.tell && code != "" {
		w := reasonWords[code]
		s.reasons = append(s.reasons, Reason{code, ledger.Words{Vi: fill(w.Vi, args), En: fill(w.En, args)}})
	}
}

// compare weighs two records; the score is 0 when they are no pair to look at.
func (t *twins) compare(a, b *telling, s *scale) (score int) {
	title, place := alike(a.title, b.title), alike(a.place, b.place)
	if len(a.counts) > 0 && len(b.counts) > 0 && !slices.Equal(a.counts, b.counts) {
		title /= 2
	}
	placed := len(a.place) > 0 && len(b.place) > 0
	if title < 0.5 && (title < 0.25 || place < 0.7) || a.item.Unit != b.item.Unit && placed && place < 0.2 {
		return 0
	}
	s.weigh(weightTitle, title, graded(title, "title"))
	if a.dated && b.dated {
		s.weighDays(b.day - a.day)
	}
	if placed {
		s.weigh(weightPlace, place, graded(place, "place"))
	}
	s.weighUnits(t, a, b)
	return int(math.Round(100 * s.sum / s.of))
}

// duplicate tells of a pair in full.
func (t *twins) duplicate(p pair) Duplicate {
	a, b := &t.all[p.a], &t.all[p.b]
	s := scale{tell: true}
	score := t.compare(a, b, &s)
	if bytes.Compare(a.item.ID[:], b.item.ID[:]) > 0 {
		a, b = b, a
	}
	return Duplicate{Records: []ledger.ID{a.item.ID, b.item.ID}, Form: t.form.Name, Units: []string{a.item.Unit, b.item.Unit},
		Titles: []string{a.item.Title, b.item.Title}, Dates: []string{a.item.Date, b.item.Date}, Score: score,
		Joint: a.item.Unit != b.item.Unit, Reasons: s.reasons}
}

// graded names a likeness as a reason, "" when it is none.
func graded(likeness float64, what string) string {
	switch {
	case likeness > 0.99:
		return "same_" + what
	case likeness >= 0.5:
		return "similar_" + what
	}
	return ""
}

func (s *scale) weighDays(days int) {
	days = max(days, -days)
	switch {
	case days == 0:
		s.weigh(weightDate, 1, "same_date")
	case days <= nearDays:
		s.weigh(weightDate, []float64{0.75, 0.5, 0.3}[days-1], "near_date", strconv.Itoa(days))
	default:
		s.weigh(weightDate, 0, "")
	}
}

func (s *scale) weighUnits(t *twins, a, b *telling) {
	old := t.place[a.item.Unit]
	switch {
	case a.item.Unit == b.item.Unit:
		s.weigh(weightUnit, 1, "same_unit")
		if a.people.Kind == ledger.Num && b.people.Kind == ledger.Num {
			if a.people.Equal(b.people) {
				s.weigh(weightPeople, 1, "same_people", a.people.Num)
			} else {
				s.weigh(weightPeople, 0, "")
			}
		}
	case old != "" && old == t.place[b.item.Unit]:
		s.weigh(weightUnit, 0.6, "neighbour_unit")
	default:
		s.weigh(weightUnit, 0.2, "other_unit")
	}
}

var reasonWords = map[string]ledger.Words{
	"same_title":     {Vi: "nội dung như nhau", En: "same title"},
	"similar_title":  {Vi: "nội dung gần giống nhau", En: "similar title"},
	"same_date":      {Vi: "cùng ngày", En: "same day"},
	"near_date":      {Vi: "cách nhau {1} ngày", En: "{1} days apart"},
	"same_place":     {Vi: "cùng địa điểm", En: "same place"},
	"similar_place":  {Vi: "địa điểm gần giống nhau", En: "similar place"},
	"same_unit":      {Vi: "cùng một đơn vị", En: "same unit"},
	"neighbour_unit": {Vi: "hai đơn vị liền nhau (cùng xã cũ): có thể làm chung", En: "two units of one old commune: perhaps a joint event"},
	"other_unit":     {Vi: "hai đơn vị: có thể làm chung", En: "two units: perhaps a joint event"},
	"same_people":    {Vi: "cùng {1} người", En: "same number of people, {1}"},
}
