package ledger

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/viet"
)

// A change is encoded once, by its author, as a CBOR map (RFC 8949, deterministic encoding) with
// the integer keys below, and kept and hashed as those bytes for ever. docs/protocol.md is the
// reference; names here follow it.

// wireChange is the shape of a change on the wire and in the stores. What is absent is zero; an
// absent record is the id, an absent wall is the clock's.
type wireChange struct {
	ID      []byte       `cbor:"1,keyasint"`
	Record  []byte       `cbor:"2,keyasint,omitempty"`
	Form    string       `cbor:"3,keyasint"`
	Version int          `cbor:"4,keyasint"`
	Unit    string       `cbor:"5,keyasint"`
	Kind    uint8        `cbor:"6,keyasint"`
	Set     []wireAssign `cbor:"7,keyasint,omitempty"`
	Base    [][]byte     `cbor:"8,keyasint,omitempty"`
	Author  string       `cbor:"9,keyasint,omitempty"`
	Typist  string       `cbor:"10,keyasint,omitempty"`
	Field   string       `cbor:"11,keyasint,omitempty"`
	Text    string       `cbor:"12,keyasint,omitempty"`
	Device  []byte       `cbor:"13,keyasint"`
	Behind  int64        `cbor:"14,keyasint,omitempty"` // clock's milliseconds minus wall
	Offset  int64        `cbor:"15,keyasint,omitempty"`
	Clock   uint64       `cbor:"16,keyasint"`
	Merge   [][]byte     `cbor:"17,keyasint,omitempty"`
	Erase   []wireErase  `cbor:"18,keyasint,omitempty"`
}

type wireErase struct {
	_           struct{} `cbor:",toarray"`
	Change      []byte
	Place       string
	From, Count uint32
}

type wireAssign struct {
	_     struct{} `cbor:",toarray"`
	Field string
	Value any
	Base  [][]byte
}

var encMode = must(cbor.EncOptions{Sort: cbor.SortCoreDeterministic, IndefLength: cbor.IndefLengthForbidden,
	BigIntConvert: cbor.BigIntConvertShortest}.EncMode())

var decMode = must(cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden,
	MaxNestedLevels: 16, MaxArrayElements: 1 << 16, MaxMapPairs: 1 << 12, UTF8: cbor.UTF8RejectInvalid,
	ExtraReturnErrors: cbor.ExtraDecErrorNone}.DecMode())

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // constant options, proven by every test that encodes
	}
	return v
}

// Encode gives the bytes of the change that are logged, hashed and sent. It refuses a change that
// Check refuses, text that is not UTF-8, and one of more than MaxChangeBytes.
func (c *Change) Encode() ([]byte, error) {
	if err := c.Check(); err != nil {
		return nil, fmt.Errorf("encode change: %w", err)
	}
	w := wireChange{ID: c.ID[:], Form: c.Form, Version: c.Version, Unit: c.Unit, Kind: uint8(c.Kind),
		Base: idBytes(c.Base), Author: c.Author, Typist: c.Typist, Field: c.Field, Text: c.Text,
		Device: c.Device[:], Behind: c.Clock.Millis() - c.Wall, Offset: c.Offset, Clock: uint64(c.Clock),
		Merge: idBytes(c.Merge)}
	if c.Record != c.ID {
		w.Record = c.Record[:]
	}
	for _, a := range c.Set {
		w.Set = append(w.Set, wireAssign{Field: a.Field, Value: wireValue(a.Value), Base: idBytes(a.Base)})
	}
	for _, x := range c.Erase {
		w.Erase = append(w.Erase, wireErase{Change: x.Change[:], Place: x.Place, From: uint32(x.From), Count: uint32(x.Count)})
	}
	b, err := encMode.Marshal(w)
	switch {
	case err != nil:
		return nil, fmt.Errorf("encode change: %w", err)
	case len(b) > MaxChangeBytes:
		return nil, fmt.Errorf("encode change: %d bytes, at most %d", len(b), MaxChangeBytes)
	case !utf8.ValidString(c.Text + c.Author + c.Typist + c.Unit):
		return nil, errors.New("encode change: text is not UTF-8")
	}
	return b, nil
}

// DecodeChange reads the bytes of one change. Keys it does not know are passed over, so that newer
// programs may add some; anything else out of shape is an error.
func DecodeChange(b []byte) (*Change, error) {
	if len(b) > MaxChangeBytes {
		return nil, fmt.Errorf("decode change: %d bytes, at most %d", len(b), MaxChangeBytes)
	}
	var w wireChange
	if err := decMode.Unmarshal(b, &w); err != nil {
		return nil, fmt.Errorf("decode change: %w", err)
	}
	c := &Change{Form: w.Form, Version: w.Version, Unit: w.Unit, Kind: ChangeKind(w.Kind), Author: w.Author,
		Typist: w.Typist, Field: w.Field, Text: w.Text, Offset: w.Offset, Clock: Clock(w.Clock),
		Wall: Clock(w.Clock).Millis() - w.Behind}
	if err := errors.Join(copyID(c.ID[:], w.ID), copyID(c.Device[:], w.Device),
		readIDs(&c.Base, w.Base), readIDs(&c.Merge, w.Merge)); err != nil {
		return nil, fmt.Errorf("decode change: %w", err)
	}
	c.Record = c.ID
	if w.Record != nil {
		if err := copyID(c.Record[:], w.Record); err != nil {
			return nil, fmt.Errorf("decode change: %w", err)
		}
	}
	for _, x := range w.Erase {
		out := Erasure{Place: x.Place, From: int(x.From), Count: int(x.Count)}
		if err := copyID(out.Change[:], x.Change); err != nil {
			return nil, fmt.Errorf("decode change: erasure: %w", err)
		}
		c.Erase = append(c.Erase, out)
	}
	if err := c.readSet(w.Set); err != nil {
		return nil, fmt.Errorf("decode change: %w", err)
	}
	if err := c.Check(); err != nil {
		return nil, fmt.Errorf("decode change: %w", err)
	}
	return c, nil
}

func (c *Change) readSet(set []wireAssign) error {
	for _, a := range set {
		v, err := readValue(a.Value, true)
		if err != nil {
			return fmt.Errorf("field %.64q: %w", a.Field, err)
		}
		out := Assignment{Field: a.Field, Value: v}
		if err := readIDs(&out.Base, a.Base); err != nil {
			return fmt.Errorf("field %.64q: %w", a.Field, err)
		}
		c.Set = append(c.Set, out)
	}
	return nil
}

func idBytes(ids []ID) [][]byte {
	var out [][]byte
	for _, id := range ids {
		out = append(out, id[:])
	}
	return out
}

func copyID(dst, src []byte) error {
	if len(src) != len(dst) {
		return fmt.Errorf("an id of %d bytes, must be %d", len(src), len(dst))
	}
	copy(dst, src)
	return nil
}

func readIDs(dst *[]ID, src [][]byte) error {
	for _, b := range src {
		var id ID
		if err := copyID(id[:], b); err != nil {
			return err
		}
		*dst = append(*dst, id)
	}
	return nil
}

// EncodeValues gives the CBOR of a record's answers, as drafts are stored.
func EncodeValues(vs Values) ([]byte, error) {
	m := make(map[string]any, len(vs))
	for name, v := range vs {
		m[name] = wireValue(v)
	}
	return encMode.Marshal(m)
}

// DecodeValues reads what EncodeValues wrote.
func DecodeValues(b []byte) (Values, error) {
	var m map[string]any
	if err := decMode.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("decode values: %w", err)
	}
	out := make(Values, len(m))
	for name, a := range m {
		v, err := readValue(a, true)
		if err != nil {
			return nil, fmt.Errorf("decode values: field %.64q: %w", name, err)
		}
		out[name] = v
	}
	return out, nil
}

// wireValue is a value as CBOR knows it: null, a text, a number, [number, text as typed], an array
// of texts, or an array of maps. A number with decimals is a decimal fraction (tag 4).
func wireValue(v Value) any {
	switch v.Kind {
	case Text:
		return v.Text
	case Num:
		if v.Text != "" {
			return []any{wireNumber(v.Num), v.Text}
		}
		return wireNumber(v.Num)
	case List:
		return v.List
	case Rows:
		rows := make([]map[string]any, len(v.Rows))
		for i, row := range v.Rows {
			rows[i] = map[string]any{}
			for name, cell := range row {
				rows[i][name] = wireValue(cell)
			}
		}
		return rows
	}
	return nil
}

func wireNumber(n viet.Number) any {
	if n.IsWhole() {
		return n.Whole()
	}
	exp, mantissa := -4, int64(n)
	for mantissa%10 == 0 {
		exp, mantissa = exp+1, mantissa/10
	}
	return cbor.Tag{Number: 4, Content: []any{exp, mantissa}}
}

func readValue(a any, rows bool) (Value, error) {
	switch a := a.(type) {
	case nil:
		return Value{}, nil
	case string:
		return TextValue(a), nil
	case uint64, int64, cbor.Tag:
		n, err := readNumber(a)
		return NumValue(n), err
	case []any:
		return readList(a, rows)
	}
	return Value{}, fmt.Errorf("a value of type %T", a)
}

// readNumber reads an integer, or a decimal fraction (RFC 8949 §3.4.4) of at most four decimals.
func readNumber(a any) (viet.Number, error) {
	exp := int64(0)
	if tag, ok := a.(cbor.Tag); ok {
		parts, _ := tag.Content.([]any)
		if tag.Number != 4 || len(parts) != 2 {
			return 0, errors.New("not a decimal fraction")
		}
		if exp, ok = parts[0].(int64); !ok || exp < -4 || exp > -1 {
			return 0, errors.New("not a decimal fraction of at most four decimals")
		}
		a = parts[1]
	}
	mantissa, ok := integer(a)
	if !ok {
		return 0, fmt.Errorf("not a number but %T, or too large", a)
	}
	for ; exp > -4; exp-- {
		if mantissa > math.MaxInt64/10 || mantissa < math.MinInt64/10 {
			return 0, errors.New("number too large")
		}
		mantissa *= 10
	}
	return viet.Number(mantissa), nil
}

func integer(a any) (int64, bool) {
	switch a := a.(type) {
	case uint64:
		return int64(a), a <= math.MaxInt64
	case int64:
		return a, true
	}
	return 0, false
}

func readList(a []any, rows bool) (Value, error) {
	if len(a) == 2 {
		if typed, ok := a[1].(string); ok {
			if n, err := readNumber(a[0]); err == nil {
				return Value{Kind: Num, Num: n, Text: typed}, nil
			}
		}
	}
	if len(a) > 0 && rows {
		if _, ok := a[0].(map[any]any); ok {
			return readRows(a)
		}
	}
	list := make([]string, len(a))
	for i, e := range a {
		s, ok := e.(string)
		if !ok {
			return Value{}, fmt.Errorf("a list with %T in it", e)
		}
		list[i] = s
	}
	return ListValue(list...), nil
}

func readRows(a []any) (Value, error) {
	out := make([]Row, len(a))
	for i, e := range a {
		m, ok := e.(map[any]any)
		if !ok {
			return Value{}, fmt.Errorf("a row of type %T", e)
		}
		out[i] = Row{}
		for k, cell := range m {
			name, ok := k.(string)
			if !ok {
				return Value{}, errors.New("a row with a name that is not text")
			}
			v, err := readValue(cell, false)
			if err != nil {
				return Value{}, fmt.Errorf("row %d, %.64q: %w", i+1, name, err)
			}
			out[i][name] = v
		}
	}
	return RowsValue(out), nil
}
