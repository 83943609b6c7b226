package ledger

import (
	"github.com/nghia-hung/sothon/ledger/expr"
	"github.com/nghia-hung/sothon/viet"
)

// Env is what checking a record needs to know of the world.
type Env struct {
	Today viet.Date
	// Record tells the form of a record in the ledger, false when there is none. When it is nil,
	// links are not followed.
	Record func(id string) (form string, ok bool)
	// Unclear names fields that were answered in a way nobody understands yet; the values lack them.
	// They are not complained of, and nothing is that may be wrong only because they are missing: an
	// answer that is required, not asked or out of bounds by what an unclear one turns out to be.
	Unclear map[string]bool
}

// sheet evaluates the expressions of one record. What a field stands for is its effective value:
// empty when the field is not asked, computed when the form computes it, else what was answered.
// Each is worked out once; the loader has made sure that they do not wait for each other, and a
// form made otherwise gets empty values instead of an endless loop.
type sheet struct {
	*formIndex
	values Values
	env    Env
	states []fieldState // by formIndex.order
	doubts int          // grows whenever something is looked up that rests on an unclear answer
}

// fieldState is what a sheet has worked out about one field.
type fieldState struct {
	value  expr.Value
	known  bool // value is worked out
	vague  bool // value rests on an unclear answer
	busy   bool // value is being worked out
	judged bool // asked is worked out
	asked  bool
	wavers bool // it may or may not be asked
}

func (f *Form) sheet(values Values, env Env) *sheet {
	x := f.indexed()
	return &sheet{formIndex: x, values: values, env: env, states: make([]fieldState, len(x.order))}
}

// state is what is known of a field of the form, a repeat's cell among them.
func (s *sheet) state(f *Field) *fieldState { return &s.states[s.order[f]] }

// Lookup, Self and Today make the sheet the Env of expressions that stand outside of any field.
func (s *sheet) Lookup(name string) expr.Value { return s.value(name) }

func (s *sheet) Self() expr.Value { return expr.Value{} }

func (s *sheet) Today() viet.Date { return s.env.Today }

// value is the effective value of a field, a repeat, or a repeat's column.
func (s *sheet) value(name string) expr.Value {
	f := s.fields[name]
	if f == nil {
		return s.column(name)
	}
	st := s.state(f)
	if s.env.Unclear[name] || st.vague {
		s.doubts++
	}
	if st.known || st.busy {
		return st.value
	}
	st.busy = true
	before := s.doubts
	switch {
	case !s.isRelevant(f):
	case f.Calculation != nil:
		st.value = f.toExpr(f.fromExpr(f.Calculation.Eval(fieldEnv{sheet: s, field: f})))
	default:
		st.value = f.toExpr(s.values[name])
	}
	st.known, st.busy, st.vague = true, false, s.doubts > before
	return st.value
}

func (s *sheet) column(name string) expr.Value {
	c, ok := s.columns[name]
	if !ok {
		return expr.Value{}
	}
	st := s.state(c.cell)
	if st.known || st.busy {
		if st.vague {
			s.doubts++
		}
		return st.value
	}
	if !s.isRelevant(c.repeat) {
		return expr.Value{}
	}
	if s.env.Unclear[c.repeat.Name] {
		s.doubts++
	}
	st.busy = true
	var items []expr.Value
	for _, row := range s.values[c.repeat.Name].Rows {
		items = append(items, rowSheet{sheet: s, repeat: c.repeat, row: row}.value(c.cell))
	}
	st.value, st.known, st.busy, st.vague = expr.List(items...), true, false, s.env.Unclear[c.repeat.Name]
	return st.value
}

// isRelevant reports whether a field is asked: its own condition and those of the groups around it.
func (s *sheet) isRelevant(f *Field) bool {
	st := s.state(f)
	if st.wavers {
		s.doubts++
	}
	if st.judged {
		return st.asked
	}
	st.judged, st.asked = true, true // what a circle meets
	before := s.doubts
	yes := true
	if parent := s.parents[f]; parent != nil {
		yes = s.isRelevant(parent)
	}
	if yes && f.Relevant != nil {
		yes = f.Relevant.True(fieldEnv{sheet: s, field: f, raw: true})
	}
	st.asked, st.wavers = yes, s.doubts > before
	return yes
}

// fieldEnv is the Env of one field's expressions. With raw, the field itself and its members stand
// for what was answered, as they do in a condition that decides whether they are asked.
type fieldEnv struct {
	*sheet
	field *Field
	raw   bool
}

func (e fieldEnv) Self() expr.Value { return e.Lookup(e.field.Name) }

func (e fieldEnv) Lookup(name string) expr.Value {
	if f := e.fields[name]; e.raw && f != nil && e.within(f) {
		if e.env.Unclear[name] {
			e.doubts++
		}
		return f.toExpr(e.values[name])
	}
	return e.value(name)
}

// within reports whether f is the field itself or a member of it.
func (e fieldEnv) within(f *Field) bool {
	for ; f != nil; f = e.parents[f] {
		if f == e.field {
			return true
		}
	}
	return false
}

// rowSheet evaluates the expressions of one row of a repeat. depth counts how many cells wait for
// one another, so that a circle in a form that was not loaded ends.
type rowSheet struct {
	*sheet
	repeat *Field
	row    Row
	depth  int
}

func (s rowSheet) value(cell *Field) expr.Value {
	switch {
	case s.depth > len(s.repeat.Fields) || !s.isRelevant(cell):
		return expr.Value{}
	case cell.Calculation != nil:
		return cell.toExpr(cell.fromExpr(cell.Calculation.Eval(cellEnv{s, cell})))
	}
	return cell.toExpr(s.row[cell.Name])
}

func (s rowSheet) isRelevant(cell *Field) bool {
	return cell.Relevant == nil || cell.Relevant.True(cellEnv{s, cell})
}

// cellEnv is the Env of one cell's expressions: the row's cells first, then the form's fields.
type cellEnv struct {
	rowSheet
	cell *Field
}

func (e cellEnv) Self() expr.Value { return e.cell.toExpr(e.row[e.cell.Name]) }

func (e cellEnv) Lookup(name string) expr.Value {
	cell := e.repeat.cell(name)
	switch {
	case cell == nil:
		return e.sheet.value(name)
	case cell == e.cell:
		return e.Self()
	}
	deeper := e.rowSheet
	deeper.depth++
	return deeper.value(cell)
}

// toExpr turns an answer into what expressions work with.
func (f *Field) toExpr(v Value) expr.Value {
	switch v.Kind {
	case Text:
		return expr.Text(v.Text)
	case Num:
		return expr.Number(v.Num)
	case List:
		items := make([]expr.Value, len(v.List))
		for i, name := range v.List {
			items[i] = expr.Text(name)
		}
		return expr.List(items...)
	case Rows:
		items := make([]expr.Value, len(v.Rows))
		for i := range items {
			items[i] = expr.Bool(true)
		}
		return expr.List(items...)
	}
	return expr.Value{}
}

// fromExpr turns what an expression computed into an answer of the field; what does not fit is
// empty. Whole numbers are rounded, half away from zero.
func (f *Field) fromExpr(v expr.Value) Value {
	switch {
	case v.IsEmpty():
		return Value{}
	case f.dated():
		if d, ok := v.AsDate(); ok {
			return TextValue(d.String())
		}
		return Value{}
	case f.Numeric():
		n, ok := v.AsNumber()
		if !ok {
			return Value{}
		}
		if f.Type == TypeInteger || f.Type == TypeMoney {
			n = rounded(n)
		}
		return NumValue(n)
	case f.Type == TypeSelectMultiple:
		var names []string
		for _, item := range v.Items() {
			names = append(names, item.AsText())
		}
		return ListValue(names...)
	case f.Type == TypeRepeat, f.Type == TypeFile:
		return Value{}
	}
	return TextValue(v.AsText())
}

func rounded(n viet.Number) viet.Number {
	rest := n % viet.Unit
	switch {
	case rest >= viet.Unit/2:
		return viet.Int(n.Whole() + 1)
	case rest <= -viet.Unit/2:
		return viet.Int(n.Whole() - 1)
	}
	return viet.Int(n.Whole())
}
