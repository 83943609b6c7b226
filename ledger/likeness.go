package ledger

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/nghia-hung/sothon/viet"
)

// Traits are what is compared of two records of one form to see whether they tell of one event. W
// stands for words: the words themselves, or numbers for them where many records are compared.
type Traits[W cmp.Ordered] struct {
	Title, Place []W // sorted, each once
	Counts       []W // the numbers among the title's words: "đợt 2" is not "đợt 3"
	Dated        bool
	Day          int   // days since year 1
	People       Value // how many came
}

// The fields that tell where an event was and how many came, in the forms that have them.
const (
	placeField  = "dia_diem"
	peopleField = "tong_so"
)

// TraitsOf takes from a record of a form what is compared. Of a record without any title, unit
// stands for one: nothing else tells what it is about.
func TraitsOf(form *Form, values Values, date, unit string) Traits[string] {
	t := Traits[string]{People: values[peopleField]}
	if d, err := viet.ParseISO(date); err == nil {
		t.Dated, t.Day = true, viet.Date{Year: 1, Month: 1, Day: 1}.DaysUntil(d)
	}
	if f := form.Field(form.TitleField); f != nil && f.Type != TypeDate {
		t.Title = wordSet(f.Edit(values[form.TitleField]))
	}
	if form.ParentLink != "" { // a follow-up: of the same record
		t.Title = append(t.Title, values[form.ParentLink].Text)
	}
	if len(t.Title) == 0 {
		t.Title = []string{"\x00" + unit}
	}
	slices.Sort(t.Title)
	t.Counts = slices.DeleteFunc(slices.Clone(t.Title), func(w string) bool { return strings.Trim(w, "0123456789") != "" })
	t.Place = slices.DeleteFunc(wordSet(values[placeField].Text), func(w string) bool { return everyPlace[w] })
	return t
}

// everyPlace are words of which the places of any village are made ("nhà văn hóa thôn", "hội trường
// xóm"): they do not tell one from another.
var everyPlace = map[string]bool{"nha": true, "van": true, "hoa": true, "hoi": true, "truong": true, "san": true, "kho": true,
	"thon": true, "xom": true, "to": true, "dan": true, "pho": true, "cong": true, "dong": true, "tai": true, "o": true}

// wordSet are the words of a text without marks, sorted, each once.
func wordSet(text string) []string {
	words := strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) })
	slices.Sort(words)
	return slices.Compact(words)
}

// Bond is how the units of two records stand to each other.
type Bond int

// The bonds between units.
const (
	SameUnit      Bond = iota
	NeighbourUnit      // of one old commune
	OtherUnit
)

// NearDays is how many days at most lie between two dates of one event.
const NearDays = 3

// MinLikeness is the least likeness of two records worth a look.
const MinLikeness = 70

// LikenessReason is one thing that two records have in common, or nearly.
type LikenessReason struct {
	Code string `json:"code"` // same_date, near_date, same_title, …: the keys of likenessWords
	Words
}

// Weights of what two records have in common. Only what both tell is weighed.
const (
	weightTitle  = 40
	weightDate   = 30
	weightUnit   = 15
	weightPlace  = 15
	weightPeople = 10 // in one unit: two units may each count their own people
)

// Likeness compares two records: 0 when they are no pair to look at, 100 when all that both tell is
// the same. It is the same both ways round. With tell it says also what they have in common.
func Likeness[W cmp.Ordered](a, b *Traits[W], bond Bond, tell bool) (score int, reasons []LikenessReason) {
	s := scale{tell: tell}
	title, place := alike(a.Title, b.Title), alike(a.Place, b.Place)
	if len(a.Counts) > 0 && len(b.Counts) > 0 && !slices.Equal(a.Counts, b.Counts) {
		title /= 2
	}
	placed := len(a.Place) > 0 && len(b.Place) > 0
	if title < 0.5 && (title < 0.25 || place < 0.7) || bond != SameUnit && placed && place < 0.2 {
		return 0, nil
	}
	s.weigh(weightTitle, title, graded(title, "title"))
	if a.Dated && b.Dated {
		s.weighDays(b.Day - a.Day)
	}
	if placed {
		s.weigh(weightPlace, place, graded(place, "place"))
	}
	s.weighUnits(bond)
	if bond == SameUnit {
		s.weighPeople(a.People, b.People)
	}
	return int(math.Round(100 * s.sum / s.of)), s.reasons
}

// alike compares two sets of words, sorted: 0 for nothing in common, 1 for the same words. A text
// that only says more than the other is nearer than one that says something else.
func alike[W cmp.Ordered](a, b []W) float64 {
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

// scale adds up what two records have in common.
type scale struct {
	sum, of float64
	tell    bool // note the reasons
	reasons []LikenessReason
}

// weigh puts a likeness from 0 to 1 on the scale. code is the reason to give, "" for none.
func (s *scale) weigh(weight, likeness float64, code string, args ...Words) {
	s.sum, s.of = s.sum+weight*likeness, s.of+weight
	if s.tell && code != "" {
		s.reasons = append(s.reasons, LikenessReason{code, likenessWords[code].fill(args...)})
	}
}

func (s *scale) weighDays(days int) {
	days = max(days, -days)
	switch {
	case days == 0:
		s.weigh(weightDate, 1, "same_date")
	case days <= NearDays:
		s.weigh(weightDate, []float64{0.75, 0.5, 0.3}[days-1], "near_date", same(strconv.Itoa(days)))
	default:
		s.weigh(weightDate, 0, "")
	}
}

func (s *scale) weighUnits(bond Bond) {
	switch bond {
	case SameUnit:
		s.weigh(weightUnit, 1, "same_unit")
	case NeighbourUnit:
		s.weigh(weightUnit, 0.6, "neighbour_unit")
	default:
		s.weigh(weightUnit, 0.2, "other_unit")
	}
}

func (s *scale) weighPeople(a, b Value) {
	switch {
	case a.Kind != Num || b.Kind != Num:
	case a.Equal(b):
		s.weigh(weightPeople, 1, "same_people", same(a.Num.String()))
	default:
		s.weigh(weightPeople, 0, "")
	}
}

var likenessWords = map[string]Words{
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
