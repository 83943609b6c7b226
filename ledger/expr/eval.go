package expr

import (
	"math"
	"math/bits"
	"regexp"

	"github.com/nghia-hung/sothon/viet"
)

// node is one part of a parsed expression.
type node interface {
	eval(Env) Value
}

type (
	literal   struct{ value Value }
	field     string
	self      struct{}
	operation struct {
		op          string
		left, right node
	}
	call struct {
		fn   *function
		args []node
	}
	match struct {
		subject node
		pattern *regexp.Regexp
	}
)

func (n literal) eval(Env) Value   { return n.value }
func (n field) eval(env Env) Value { return env.Lookup(string(n)) }
func (self) eval(env Env) Value    { return env.Self() }
func (n call) eval(env Env) Value  { return n.fn.eval(env, n.args) }

func (n match) eval(env Env) Value {
	text := n.subject.eval(env).AsText()
	return Bool(len(text) <= MaxText && n.pattern.MatchString(text))
}

func (n operation) eval(env Env) Value {
	left := n.left.eval(env)
	switch n.op {
	case "or":
		return Bool(left.IsTrue() || n.right.eval(env).IsTrue())
	case "and":
		return Bool(left.IsTrue() && n.right.eval(env).IsTrue())
	}
	right := n.right.eval(env)
	switch n.op {
	case "=":
		return Bool(equal(left, right))
	case "!=":
		return Bool(!equal(left, right))
	case "<", "<=", ">", ">=":
		order, ok := compare(left, right)
		return Bool(ok && holds(n.op, order))
	}
	x, okx := left.AsNumber()
	y, oky := right.AsNumber()
	if !okx || !oky {
		return Value{}
	}
	return arithmetic(n.op, x, y)
}

func holds(op string, order int) bool {
	switch op {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// arithmetic computes in fixed point. Products and quotients are rounded to four decimals, half
// away from zero; an overflow or a division by zero is empty. mod takes the sign of x, as in XPath.
func arithmetic(op string, x, y viet.Number) Value {
	var r viet.Number
	ok := true
	switch op {
	case "+":
		r = x + y
		ok = (r > x) == (y > 0)
	case "-":
		r = x - y
		ok = (r < x) == (y > 0)
	case "*":
		r, ok = mulDiv(x, y, viet.Unit)
	case "div":
		r, ok = mulDiv(x, viet.Unit, y)
	case "mod":
		if y == 0 {
			return Value{}
		}
		if y != -1 {
			r = x % y
		}
	}
	if !ok {
		return Value{}
	}
	return Number(r)
}

// mulDiv is x × y ÷ z over 128 bits, rounded half away from zero; ok is false when z is 0 or the
// result does not fit.
func mulDiv(x, y, z viet.Number) (n viet.Number, ok bool) {
	if z == 0 {
		return 0, false
	}
	negative := (x < 0) != (y < 0) != (z < 0)
	hi, lo := bits.Mul64(magnitude(x), magnitude(y))
	d := magnitude(z)
	if hi >= d {
		return 0, false
	}
	q, rem := bits.Div64(hi, lo, d)
	if rem >= d-rem {
		q++
	}
	if q == 0 || q > math.MaxInt64 {
		return 0, q == 0 && rem < d-rem
	}
	if negative {
		return -viet.Number(q), true
	}
	return viet.Number(q), true
}

func magnitude(n viet.Number) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
