package expr

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/viet"
)

// function is one function of the language; max -1 means any number of arguments.
type function struct {
	name     string
	min, max int
	eval     func(env Env, args []node) Value
}

func (f *function) arity() string {
	switch {
	case f.max < 0:
		return fmt.Sprintf("%d or more arguments", f.min)
	case f.min == f.max && f.min == 1:
		return "1 argument"
	case f.min == f.max:
		return fmt.Sprintf("%d arguments", f.min)
	}
	return fmt.Sprintf("%d to %d arguments", f.min, f.max)
}

var functions = map[string]*function{}

// Functions lists the names of the functions, sorted:
//
//	selected(field, 'choice')   whether the choice is chosen (select_one or select_multiple)
//	count-selected(field)       how many choices are chosen
//	selected-at(field, n)       the n-th chosen, from 0
//	if(c, a, b)                 a when c is true, else b
//	coalesce(a, b, …)           the first that is not empty
//	not(c), true(), false()
//	today()                     the current day
//	year(date)                  its year
//	add-months(date, n)         n months later (or earlier); a day the month lacks becomes its last
//	regex(text, 'pattern')      whether the whole text matches (Go's RE2 syntax)
//	string-length(text)         in characters
//	concat(a, …), contains(text, part), starts-with(text, part)
//	substr(text, from, to)      characters from (counted from 0) up to, not including, to
//	number(x), string(x)
//	int(x)                      without its decimals
//	round(x, n)                 to n decimals (0 when left out), half away from zero
//	min(a, …), max(a, …)        of what is not empty, lists included
//	sum(list)                   of what is not empty; 0 when nothing is
//	count(list)                 how many items are not empty
func Functions() []string {
	names := make([]string, 0, len(functions))
	for name := range functions {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func init() {
	define("if", 3, 3, func(env Env, args []node) Value {
		if args[0].eval(env).IsTrue() {
			return args[1].eval(env)
		}
		return args[2].eval(env)
	})
	define("coalesce", 1, -1, func(env Env, args []node) Value {
		for _, arg := range args {
			if v := arg.eval(env); !v.IsEmpty() {
				return v
			}
		}
		return Value{}
	})
	define("today", 0, 0, func(env Env, _ []node) Value { return Date(env.Today()) })

	eager("true", 0, 0, func([]Value) Value { return Bool(true) })
	eager("false", 0, 0, func([]Value) Value { return Bool(false) })
	eager("not", 1, 1, func(v []Value) Value { return Bool(!v[0].IsTrue()) })
	eager("selected", 2, 2, func(v []Value) Value { return Bool(equal(v[0], v[1]) && !v[0].IsEmpty()) })
	eager("count-selected", 1, 1, count)
	eager("selected-at", 2, 2, selectedAt)
	eager("count", 1, 1, count)
	eager("sum", 1, -1, sum)
	eager("min", 1, -1, func(v []Value) Value { return extreme(v, -1) })
	eager("max", 1, -1, func(v []Value) Value { return extreme(v, 1) })
	eager("number", 1, 1, func(v []Value) Value { return numberOf(v[0]) })
	eager("int", 1, 1, func(v []Value) Value { return whole(v[0]) })
	eager("round", 1, 2, round)
	eager("string", 1, 1, func(v []Value) Value { return limited(v[0].AsText()) })
	eager("string-length", 1, 1, func(v []Value) Value {
		return Number(viet.Int(int64(utf8.RuneCountInString(v[0].AsText()))))
	})
	eager("concat", 1, -1, concat)
	eager("contains", 2, 2, func(v []Value) Value {
		return Bool(strings.Contains(v[0].AsText(), v[1].AsText()))
	})
	eager("starts-with", 2, 2, func(v []Value) Value {
		return Bool(strings.HasPrefix(v[0].AsText(), v[1].AsText()))
	})
	eager("substr", 2, 3, substr)
	define("regex", 2, 2, nil) // parsed into a match of its own
	eager("year", 1, 1, year)
	eager("add-months", 2, 2, addMonths)
}

func define(name string, least, most int, eval func(Env, []node) Value) {
	functions[name] = &function{name, least, most, eval}
}

// eager defines a function that needs the values of all its arguments and nothing else.
func eager(name string, least, most int, f func([]Value) Value) {
	define(name, least, most, func(env Env, args []node) Value {
		values := make([]Value, len(args))
		for i, arg := range args {
			values[i] = arg.eval(env)
		}
		return f(values)
	})
}

func count(v []Value) Value {
	n := int64(0)
	for _, item := range v[0].Items() {
		if !item.IsEmpty() {
			n++
		}
	}
	return Number(viet.Int(n))
}

func selectedAt(v []Value) Value {
	items := v[0].Items()
	n, ok := v[1].AsNumber()
	if !ok || n < 0 || n >= viet.Int(int64(len(items))) {
		return Value{}
	}
	return items[n/viet.Unit]
}

func sum(v []Value) Value {
	total := Number(0)
	for _, arg := range v {
		for _, item := range arg.Items() {
			if item.IsEmpty() {
				continue
			}
			n, ok := item.AsNumber()
			if !ok || total.IsEmpty() {
				return Value{}
			}
			total = arithmetic("+", total.num, n)
		}
	}
	return total
}

// extreme finds the least (sign -1) or greatest (sign 1) number or date.
func extreme(v []Value, sign int) Value {
	var best Value
	for _, arg := range v {
		for _, item := range arg.Items() {
			if item.IsEmpty() {
				continue
			}
			if best.IsEmpty() {
				best = item
			}
			order, ok := compare(item, best)
			if !ok {
				return Value{}
			}
			if order*sign > 0 {
				best = item
			}
		}
	}
	return best
}

func numberOf(v Value) Value {
	if n, ok := v.AsNumber(); ok {
		return Number(n)
	}
	return Value{}
}

func whole(v Value) Value {
	n, ok := v.AsNumber()
	if !ok {
		return Value{}
	}
	return Number(n - n%viet.Unit)
}

func round(v []Value) Value {
	n, ok := v[0].AsNumber()
	digits := viet.Number(0)
	if len(v) == 2 {
		var known bool
		digits, known = v[1].AsNumber()
		ok = ok && known && digits%viet.Unit == 0
	}
	if !ok || digits < viet.Int(-12) {
		return Value{}
	}
	step := viet.Unit
	for ; digits > 0 && step > 1; digits -= viet.Unit {
		step /= 10
	}
	for ; digits < 0; digits += viet.Unit {
		step *= 10
	}
	steps, ok := mulDiv(n, 1, step)
	if !ok {
		return Value{}
	}
	rounded, ok := mulDiv(steps, step, 1)
	if !ok {
		return Value{}
	}
	return Number(rounded)
}

func limited(s string) Value {
	if len(s) > MaxText {
		return Value{}
	}
	return Text(s)
}

func concat(v []Value) Value {
	var b strings.Builder
	for _, arg := range v {
		s := arg.AsText()
		if b.Len()+len(s) > MaxText {
			return Value{}
		}
		b.WriteString(s)
	}
	return Text(b.String())
}

func substr(v []Value) Value {
	text := v[0].AsText()
	if len(text) > MaxText {
		return Value{}
	}
	runes := []rune(text)
	to := viet.Int(int64(len(runes)))
	from, ok := v[1].AsNumber()
	if len(v) == 3 {
		end, known := v[2].AsNumber()
		to, ok = min(to, end), ok && known
	}
	from = max(from, 0)
	if !ok || from >= to {
		return Value{}
	}
	return Text(string(runes[from/viet.Unit : to/viet.Unit]))
}

func year(v []Value) Value {
	d, ok := v[0].AsDate()
	if !ok {
		return Value{}
	}
	return Number(viet.Int(int64(d.Year)))
}

func addMonths(v []Value) Value {
	d, ok := v[0].AsDate()
	n, known := v[1].AsNumber()
	if !ok || !known || n%viet.Unit != 0 || n < viet.Int(-12000) || n > viet.Int(12000) {
		return Value{}
	}
	moved := d.AddMonths(int(n / viet.Unit))
	if !moved.Valid() || moved.Year < 1 || moved.Year > 9999 {
		return Value{}
	}
	return Date(moved)
}
