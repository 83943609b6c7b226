package expr

import (
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Kind tells what a Value is.
type Kind uint8

// The kinds of value.
const (
	KindEmpty Kind = iota // not answered, or not computable
	KindText              // text; a date is its ISO text
	KindNumber
	KindBool
	KindList
)

// Value is what an expression works with. Make one with Text, Number, Bool, List; the zero Value
// is empty.
type Value struct {
	kind Kind
	text string
	num  viet.Number
	yes  bool
	list []Value
}

// Text is the text s, or empty when s is "".
func Text(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{kind: KindText, text: s}
}

// Number is the number n.
func Number(n viet.Number) Value { return Value{kind: KindNumber, num: n} }

// Bool is the truth value b.
func Bool(b bool) Value { return Value{kind: KindBool, yes: b} }

// Date is the ISO text of d, or empty for the zero date.
func Date(d viet.Date) Value {
	if d.IsZero() {
		return Value{}
	}
	return Text(d.String())
}

// List holds the items, or is empty when there are none. It keeps the slice.
func List(items ...Value) Value {
	if len(items) == 0 {
		return Value{}
	}
	return Value{kind: KindList, list: items}
}

// Kind tells what v is.
func (v Value) Kind() Kind { return v.kind }

// IsEmpty reports whether v is empty.
func (v Value) IsEmpty() bool { return v.kind == KindEmpty }

// Items gives the items of a list, and v itself as the only item when it is none.
func (v Value) Items() []Value {
	switch v.kind {
	case KindEmpty:
		return nil
	case KindList:
		return v.list
	}
	return []Value{v}
}

// IsTrue is v as a truth value: a number other than 0, a text or a list that is not empty.
func (v Value) IsTrue() bool {
	switch v.kind {
	case KindBool:
		return v.yes
	case KindNumber:
		return v.num != 0
	}
	return v.kind != KindEmpty
}

// AsText is v as text: a number in canonical decimal form, a list's items joined by spaces, true
// or false.
func (v Value) AsText() string {
	switch v.kind {
	case KindText:
		return v.text
	case KindNumber:
		return v.num.String()
	case KindBool:
		if v.yes {
			return "true"
		}
		return "false"
	case KindList:
		return joinItems(v.list)
	}
	return ""
}

func joinItems(items []Value) string {
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(item.AsText())
		if b.Len() > MaxText {
			return ""
		}
	}
	return b.String()
}

// AsNumber is v as a number: a text that is one in canonical form, true as 1 and false as 0. It
// reports false for anything else.
func (v Value) AsNumber() (viet.Number, bool) {
	switch v.kind {
	case KindNumber:
		return v.num, true
	case KindBool:
		if v.yes {
			return viet.Unit, true
		}
		return 0, true
	case KindText:
		if len(v.text) > 40 {
			return 0, false
		}
		n, err := viet.ParseCanonical(strings.TrimSpace(v.text))
		return n, err == nil
	}
	return 0, false
}

// AsDate is v as a date. It reports false when v is no text of an existing day (YYYY-MM-DD).
func (v Value) AsDate() (viet.Date, bool) {
	if v.kind != KindText || len(v.text) != len("2006-01-02") {
		return viet.Date{}, false
	}
	d, err := viet.ParseISO(v.text)
	return d, err == nil
}

// equal compares as XPath 1.0 §3.4 does: a list is equal to a value when one of its items is; a
// truth value makes both sides truth values, a number makes both sides numbers. Empty is equal to
// empty alone (and to the text "", which is empty).
func equal(a, b Value) bool {
	if a.kind == KindList || b.kind == KindList {
		for _, x := range a.Items() {
			for _, y := range b.Items() {
				if x.kind != KindList && y.kind != KindList && equal(x, y) {
					return true
				}
			}
		}
		return false
	}
	switch {
	case a.kind == KindEmpty || b.kind == KindEmpty:
		return a.kind == b.kind
	case a.kind == KindBool || b.kind == KindBool:
		return a.IsTrue() == b.IsTrue()
	case a.kind == KindNumber || b.kind == KindNumber:
		x, okx := a.AsNumber()
		y, oky := b.AsNumber()
		return okx && oky && x == y
	}
	return a.text == b.text
}

// compare orders two dates or two numbers; ok is false when the values are neither.
func compare(a, b Value) (order int, ok bool) {
	if d, isDate := a.AsDate(); isDate {
		e, isDate := b.AsDate()
		return d.Compare(e), isDate
	}
	x, okx := a.AsNumber()
	y, oky := b.AsNumber()
	switch {
	case !okx || !oky:
		return 0, false
	case x < y:
		return -1, true
	case x > y:
		return 1, true
	}
	return 0, true
}
