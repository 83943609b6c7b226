package ledger

import (
	"slices"
	"strings"
	"sync"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/viet"
)

// derived keeps every *Form's *Dictionary once it has been asked for.
var derived sync.Map

// Dictionary is the compression dictionary of this form version: the bytes of made-up changes that
// set every field to every choice. It is a pure function of the definition, so that both ends
// derive it and nothing has to be distributed; docs/protocol.md gives the rule.
func (f *Form) Dictionary() *Dictionary {
	if d, ok := derived.Load(f); ok {
		return d.(*Dictionary)
	}
	d, _ := derived.LoadOrStore(f, NewDictionary(f.sample()))
	return d.(*Dictionary)
}

// sample encodes two changes that answer every stored field: first with each choice in turn, the
// frequent shape (all fields, in the order of their names) last, where matches are cheapest.
func (f *Form) sample() []byte {
	var content []byte
	added := func(field *Field) bool { return field.Type == TypeFile || field.Name == PhotoNoticeField }
	for field := range f.All {
		if added(field) {
			continue
		}
		for _, c := range field.Choices {
			content = append(content, must(encMode.Marshal([]any{field.Name, c.Name}))...)
		}
		for _, sub := range field.Fields {
			content = append(content, must(encMode.Marshal(sub.Name))...)
		}
	}
	w := wireChange{ID: make([]byte, 16), Form: f.Name, Version: f.Version, Kind: uint8(KindFinalize),
		Device: make([]byte, 16)}
	for field := range f.All {
		if field.Stored() && !added(field) {
			w.Set = append(w.Set, wireAssign{Field: field.Name, Value: sampleValue(field), Base: nil})
		}
	}
	slices.SortFunc(w.Set, func(a, b wireAssign) int { return strings.Compare(a.Field, b.Field) })
	return append(content, must(encMode.Marshal(w))...)
}

func sampleValue(field *Field) any {
	switch {
	case field.Type == TypeDate:
		return "2026-06-15"
	case field.Type == TypeSelectMultiple && len(field.Choices) > 0:
		return []string{field.Choices[0].Name}
	case len(field.Choices) > 0:
		return field.Choices[0].Name
	case field.Numeric():
		return wireNumber(viet.Int(20))
	}
	return ""
}

// DictionaryFor chooses the dictionary for a frame of these changes: that of the form version most
// of them belong to, nil when the catalogue knows none of them.
func (c *Catalogue) DictionaryFor(changes [][]byte) *Dictionary {
	counts := map[*Form]int{}
	var best *Form
	for _, b := range changes {
		var of struct {
			Form    string `cbor:"3,keyasint"`
			Version int    `cbor:"4,keyasint"`
		}
		if cbor.Unmarshal(b, &of) != nil {
			continue
		}
		f := c.Version(of.Form, of.Version)
		if f == nil {
			continue
		}
		if counts[f]++; best == nil || counts[f] > counts[best] {
			best = f
		}
	}
	if best == nil {
		return nil
	}
	return best.Dictionary()
}

// DictionaryByID finds a dictionary by its id among all form versions of the catalogue, nil when
// none has it.
func (c *Catalogue) DictionaryByID(id uint32) *Dictionary {
	for f := range c.Versions {
		if d := f.Dictionary(); d.ID == id {
			return d
		}
	}
	return nil
}
