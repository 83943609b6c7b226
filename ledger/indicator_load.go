package ledger

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/nghia-hung/sothon/ledger/expr"
)

// indicatorLoader gathers indicators and what is wrong with them.
type indicatorLoader struct {
	loader
	forms  *Catalogue
	out    *Indicators
	places map[*Indicator]place
}

// What expressions of indicators may name beside the form's fields.
const (
	ownUnit = "_unit" // the id of the record's unit
	ownDay  = "_day"  // the ISO day that places the record
	ownForm = "_form"
)

// together are numbers of which a sum may hold only one: groups of people overlap, and who was present
// is something else than how often it was broadcast.
var together = []string{"tong_so", "nu", "dtts", "ho_ngheo", "thanh_nien", "nguoi_cao_tuoi", "cbccvc", "luot_phat", "so_bai", "luot_xem"}

func (l *indicatorLoader) file(src *source, root ast.Node) {
	m := l.mapping(src, root, "", "indicators", "plan")
	if node := m["plan"]; node != nil {
		p := l.mapping(src, node, "", "title", "basis", "goals", "tasks")
		l.out.Plan.Title = l.words(src, p, "title", "", node)
		l.out.Plan.Basis = l.words(src, p, "basis", "", nil)
		l.out.Plan.Goals = l.planItems(src, p["goals"], "goals")
		l.out.Plan.Tasks = l.planItems(src, p["tasks"], "tasks")
	}
	if node := m["indicators"]; node != nil {
		group := strings.TrimSuffix(path.Base(src.file), path.Ext(src.file))
		for _, item := range l.sequence(src, node, "", "indicators") {
			l.indicator(src, item, group)
		}
	}
}

func (l *indicatorLoader) planItems(src *source, node ast.Node, key string) (items []PlanItem) {
	if node == nil {
		return nil
	}
	for _, item := range l.sequence(src, node, "", key) {
		m := l.mapping(src, item, "", "code", "tag", "title")
		items = append(items, PlanItem{Code: l.text(src, m, "code", ""), Tag: l.text(src, m, "tag", ""), Title: l.words(src, m, "title", "", item)})
	}
	return items
}

var indicatorKinds = []IndicatorKind{KindCount, KindSum, KindDistinct, KindLatest, KindGreatest, KindStanding, KindRatio}

func (l *indicatorLoader) indicator(src *source, node ast.Node, group string) {
	m := l.mapping(src, node, "", "code", "title", "unit", "answers", "forms", "where", "day", "part_of",
		"count", "sum", "distinct", "latest", "greatest", "standing", "ratio")
	ind := &Indicator{Code: l.name(src, m, "code", node), Group: group}
	if ind.Code != "" && l.out.Find(ind.Code) != nil {
		l.fail(src, m["code"], ind.Code, "code: «%s» is used twice", ind.Code)
	}
	ind.Title = l.words(src, m, "title", ind.Code, node)
	ind.Unit = l.words(src, m, "unit", ind.Code, node)
	ind.Answers = l.list(src, m, "answers", ind.Code)
	ind.Forms = l.list(src, m, "forms", ind.Code)
	ind.PartOf = l.text(src, m, "part_of", ind.Code)
	for _, form := range ind.Forms {
		if l.forms.Form(form) == nil {
			l.fail(src, m["forms"], ind.Code, "forms: there is no form «%s»", clip(form))
		}
	}
	ind.Where = l.expression(src, m, "where", ind)
	ind.Day = l.expression(src, m, "day", ind)
	for _, kind := range indicatorKinds {
		if m[string(kind)] == nil {
			continue
		}
		if ind.Kind != "" {
			l.fail(src, m[string(kind)], ind.Code, "%s: it is a %s already; write one of them", kind, ind.Kind)
		}
		ind.Kind = kind
		l.kind(src, m, ind)
	}
	if ind.Kind == "" {
		l.fail(src, node, ind.Code, "write how it is counted: count, sum, distinct, latest, greatest, standing or ratio")
	}
	if ind.Kind != KindRatio && len(ind.Forms) == 0 {
		l.fail(src, node, ind.Code, "forms: missing; name the forms whose records count")
	}
	l.out.All = append(l.out.All, ind)
	l.out.byCode[ind.Code] = ind
	l.places[ind] = place{src, node}
}

// kind reads what the kind of an indicator needs.
func (l *indicatorLoader) kind(src *source, m mapping, ind *Indicator) {
	key := string(ind.Kind)
	switch ind.Kind {
	case KindCount:
		if s, _ := scalar(m[key]); s != "true" {
			l.fail(src, m[key], ind.Code, "count: write «count: true»")
		}
	case KindRatio:
		sides := l.mapping(src, m[key], ind.Code, "of", "per")
		ind.Of, ind.Per = l.text(src, sides, "of", ind.Code), l.text(src, sides, "per", ind.Code)
	default:
		ind.Value = l.expression(src, m, key, ind)
		if ind.Value == nil || ind.Kind != KindSum && ind.Kind != KindGreatest && ind.Kind != KindLatest {
			return
		}
		var found []string
		for _, name := range ind.Value.Names() {
			if slices.Contains(together, name) {
				found = append(found, name)
			}
		}
		if len(found) > 1 {
			l.fail(src, m[key], ind.Code, "%s: %s may not be added together: groups of people overlap, and people present are not broadcasts or views", key, strings.Join(found, " and "))
		}
	}
}

func (l *indicatorLoader) list(src *source, m mapping, key, code string) (texts []string) {
	if m[key] == nil {
		return nil
	}
	for _, item := range l.sequence(src, m[key], code, key) {
		s, ok := scalar(item)
		if !ok || strings.TrimSpace(s) == "" {
			l.fail(src, item, code, "%s: expected a text", key)
			continue
		}
		texts = append(texts, strings.TrimSpace(s))
	}
	return texts
}

// expression reads an expression over the fields of the indicator's forms.
func (l *indicatorLoader) expression(src *source, m mapping, key string, ind *Indicator) *expr.Expr {
	if m[key] == nil {
		return nil
	}
	text := l.text(src, m, key, ind.Code)
	if text == "" {
		return nil
	}
	parsed, err := expr.Parse(text)
	var fault *expr.Error
	if errors.As(err, &fault) {
		line, column := src.positionIn(m[key], fault.Column-1)
		l.failAt(src, line, column, ind.Code, key+": "+fault.Message)
		return nil
	}
	if strings.Contains(text, "today(") {
		l.fail(src, m[key], ind.Code, "%s: today() would change the numbers of a period from day to day", key)
	}
	for _, name := range parsed.Names() {
		if slices.Contains([]string{ownUnit, ownDay, ownForm}, name) {
			continue
		}
		for _, form := range ind.Forms {
			if f := l.forms.Form(form); f != nil && f.Field(name) == nil {
				line, column := src.positionIn(m[key], parsed.Column(name)-1)
				l.failAt(src, line, column, ind.Code, fmt.Sprintf("%s: form %s has no field «%s»", key, form, clip(name)))
			}
		}
	}
	return parsed
}

// checkLinks finds parts and ratios of indicators that are not there, and answers to nothing in the plan.
func (l *indicatorLoader) checkLinks() {
	known := map[string]bool{}
	for _, items := range [][]PlanItem{l.out.Plan.Goals, l.out.Plan.Tasks} {
		for _, item := range items {
			known[item.Code] = true
		}
	}
	for _, ind := range l.out.All {
		p := l.places[ind]
		for _, code := range []string{ind.PartOf, ind.Of, ind.Per} {
			other := l.out.Find(code)
			if code != "" && (other == nil || other == ind || other.Kind == KindRatio) {
				l.fail(p.src, p.node, ind.Code, "«%s» is no other indicator that can be counted", clip(code))
			}
		}
		if ind.Kind == KindRatio && (ind.Of == "" || ind.Per == "") {
			l.fail(p.src, p.node, ind.Code, "ratio: write {of: code, per: code}")
		}
		for _, code := range ind.Answers {
			if len(known) > 0 && !known[code] {
				l.fail(p.src, p.node, ind.Code, "answers: the plan has no «%s»", clip(code))
			}
		}
	}
}
