package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/nghia-hung/sothon/viet"
)

// Kind tells which of a Value's fields holds it.
type Kind uint8

// The kinds of value a field can have.
const (
	None Kind = iota // nothing was answered
	Text             // text, a date (ISO), one choice, a record's id
	Num              // integer, decimal, money (đồng), area (m²), mass (kg)
	List             // several choices, in the order chosen
	Rows             // the rows of a repeat
)

// Value is the answer to one field. Exactly the field that Kind names is meaningful, but for Num,
// where Text keeps what was typed when it differs from the base unit ("5 sào" beside 1800).
type Value struct {
	Kind Kind
	Text string
	Num  viet.Number
	List []string
	Rows []Row
}

// Row is one row of a repeat: its fields' values by name.
type Row map[string]Value

// TextValue is s, or None when s is empty.
func TextValue(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{Kind: Text, Text: s}
}

// NumValue is the number n.
func NumValue(n viet.Number) Value { return Value{Kind: Num, Num: n} }

// QuantityValue is an area or a mass in its base unit, with the words it was typed in.
func QuantityValue(q viet.Quantity) Value { return Value{Kind: Num, Num: q.Base, Text: q.Typed} }

// ListValue holds the choices, or None when there are none.
func ListValue(choices ...string) Value {
	if len(choices) == 0 {
		return Value{}
	}
	return Value{Kind: List, List: choices}
}

// RowsValue holds the rows, or None when there are none.
func RowsValue(rows []Row) Value {
	if len(rows) == 0 {
		return Value{}
	}
	return Value{Kind: Rows, Rows: rows}
}

// IsEmpty reports whether nothing was answered.
func (v Value) IsEmpty() bool { return v.Kind == None }

// Equal reports whether both are the same answer. How an amount was typed does not matter: 5 sào
// and 1.800 m² are equal.
func (v Value) Equal(o Value) bool {
	if v.Kind != o.Kind {
		return false
	}
	switch v.Kind {
	case Text:
		return v.Text == o.Text
	case Num:
		return v.Num == o.Num
	case List:
		return slices.Equal(v.List, o.List)
	case Rows:
		return slices.EqualFunc(v.Rows, o.Rows, Row.Equal)
	default:
		return true
	}
}

// Equal reports whether both rows give the same answers; an empty answer equals a missing one.
func (r Row) Equal(o Row) bool {
	for name, v := range r {
		if !v.Equal(o[name]) {
			return false
		}
	}
	for name, v := range o {
		if !v.Equal(r[name]) {
			return false
		}
	}
	return true
}

// MarshalJSON gives a string, a number, an array of strings, an array of objects, or null.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.Kind {
	case Text:
		return json.Marshal(v.Text)
	case Num:
		return []byte(v.Num.String()), nil
	case List:
		return json.Marshal(v.List)
	case Rows:
		return json.Marshal(v.Rows)
	default:
		return []byte("null"), nil
	}
}

var errJSONValue = errors.New("must be text, a number, a list of texts, or a list of objects")

// UnmarshalJSON reads what MarshalJSON writes. It keeps numbers exact and refuses more than four
// decimals, true and false, and lists that mix texts and objects.
func (v *Value) UnmarshalJSON(b []byte) error {
	b = bytes.TrimSpace(b)
	if len(b) == 0 {
		return errJSONValue
	}
	switch b[0] {
	case 'n':
		*v = Value{}
		return nil
	case '"':
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		*v = TextValue(s)
		return nil
	case '[':
		return v.unmarshalJSONList(b)
	case 't', 'f', '{':
		return errJSONValue
	}
	n, err := viet.ParseCanonical(string(b))
	if err != nil {
		return err
	}
	*v = NumValue(n)
	return nil
}

func (v *Value) unmarshalJSONList(b []byte) error {
	var texts []string
	if err := json.Unmarshal(b, &texts); err == nil {
		*v = ListValue(texts...)
		return nil
	}
	var rows []Row
	if err := json.Unmarshal(b, &rows); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return fmt.Errorf("list: %w", err)
		}
		return errJSONValue
	}
	*v = RowsValue(rows)
	return nil
}

// Values are the answers of one record by field name; a missing name is an empty answer.
type Values map[string]Value

// Clone copies the map; the values themselves are never changed in place and are shared.
func (vs Values) Clone() Values {
	out := make(Values, len(vs))
	for name, v := range vs {
		out[name] = v
	}
	return out
}
