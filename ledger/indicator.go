package ledger

import (
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/nghia-hung/sothon/ledger/expr"
)

//go:embed indicators
var embeddedIndicators embed.FS

// IndicatorKind tells how an indicator is made of records.
type IndicatorKind string

// The kinds of indicator.
const (
	KindCount    IndicatorKind = "count"    // how many records
	KindSum      IndicatorKind = "sum"      // a number of the records, added up
	KindDistinct IndicatorKind = "distinct" // how many different texts the records give
	KindLatest   IndicatorKind = "latest"   // the newest number of every unit by the end of the period, added up
	KindGreatest IndicatorKind = "greatest" // the greatest number of every unit in the period, added up
	KindStanding IndicatorKind = "standing" // how many have begun by the end of the period and had not ended before it
	KindRatio    IndicatorKind = "ratio"    // one indicator in percent of another, at most 100
)

// Indicator is one number of the report, as data.
type Indicator struct {
	Code    string
	Title   Words
	Unit    Words    // the unit of measure
	Answers []string // goals and tasks of the plan: "I.2.1", "II.5"
	Forms   []string
	Kind    IndicatorKind
	Where   *expr.Expr // which records; nil for all
	Day     *expr.Expr // the day that places a record, when it is not the record's own
	Value   *expr.Expr // the number, the text that must differ, or the day on which it ends
	PartOf  string     // the indicator that it is a part of; parts may overlap and are never added up
	Of, Per string     // ratio: the codes of its two sides
	Group   string     // the file it stands in, without the ending: "03_mo_hinh"
}

// PlanItem is a goal or a task of the plan.
type PlanItem struct {
	Code  string
	Tag   string // of the field nhiem_vu, for tasks
	Title Words
}

// Plan is what the indicators answer to.
type Plan struct {
	Title Words
	Basis Words // the plan above it, which reports cite
	Goals []PlanItem
	Tasks []PlanItem
}

// Indicators is a list of indicators with the plan that they answer to. It is immutable.
type Indicators struct {
	All    []*Indicator
	Plan   Plan
	Digest [32]byte // of the files it was read from: other files count in another way
	byForm map[string][]*Indicator
	byCode map[string]*Indicator
}

// DefaultIndicators are those built into the program. They are read once; a test proves that they can be.
var DefaultIndicators = sync.OnceValue(func() *Indicators {
	files, err := indicatorFiles()
	if err != nil {
		panic(fmt.Sprintf("built-in indicators: %v", err))
	}
	all, err := LoadIndicators(files, Default())
	if err != nil {
		panic(fmt.Sprintf("built-in indicators: %v", err))
	}
	return all
})

// indicatorFiles are the built-in files by name.
func indicatorFiles() (map[string][]byte, error) {
	entries, err := embeddedIndicators.ReadDir("indicators")
	if err != nil {
		return nil, fmt.Errorf("list indicators: %w", err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		name := "indicators/" + e.Name()
		if files[name], err = embeddedIndicators.ReadFile(name); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
	}
	return files, nil
}

// LoadIndicators reads files of indicators and of the plan, in the order of their names. It is strict:
// unknown keys, forms and fields, codes used twice, parts and ratios of what is not there, today(), and
// sums of numbers that may not be added (groups that overlap, people with broadcasts) are errors. The
// error joins *LoadError values.
func LoadIndicators(files map[string][]byte, forms *Catalogue) (*Indicators, error) {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	l := &indicatorLoader{forms: forms, out: &Indicators{byForm: map[string][]*Indicator{}, byCode: map[string]*Indicator{}}, places: map[*Indicator]place{}}
	digest := sha256.New()
	for _, name := range names {
		fmt.Fprintf(digest, "%s %d\n", name, len(files[name]))
		digest.Write(files[name])
		src, root, err := parseYAML(name, files[name])
		if err != nil {
			l.errs = append(l.errs, err)
			continue
		}
		l.file(src, root)
	}
	l.checkLinks()
	if len(l.errs) > 0 {
		return nil, errors.Join(l.errs...)
	}
	copy(l.out.Digest[:], digest.Sum(nil))
	for _, ind := range l.out.All {
		for _, form := range ind.Forms {
			l.out.byForm[form] = append(l.out.byForm[form], ind)
		}
	}
	return l.out, nil
}

// Find gives the indicator of a code, nil when there is none.
func (c *Indicators) Find(code string) *Indicator {
	return c.byCode[code]
}

// Of are the indicators that records of a form may add to, in order.
func (c *Indicators) Of(form string) []*Indicator { return c.byForm[form] }

// Parts are the indicators that are a part of another, in order.
func (c *Indicators) Parts(code string) (parts []*Indicator) {
	for _, ind := range c.All {
		if ind.PartOf == code {
			parts = append(parts, ind)
		}
	}
	return parts
}
