package tui

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// slot is one question's answer while it is being written: what a question on the screen reads and
// writes. Its owner (a form's session, or one row of a repeat) fills in what depends on others.
type slot struct {
	locked func() string // of the field that places the record: what to tell of a day in a locked period, "" for nothing
	field  *ledger.Field
	value  ledger.Value
	typed  string          // what stands in the box, of answers that are typed
	fault  *ledger.Problem // why typed is not an answer yet

	rowTyped []map[string]string // of a repeat: text of its cells that is not an answer yet
	title    string              // of a link: what the linked record is called

	need    bool            // an answer is required now
	choices []ledger.Choice // those that may be chosen now
	wrong   string          // what to say beside the question
	remark  string          // what the office wrote about it
	visited bool            // its writer has been there and gone on
	copied  bool            // the answer is that of the last record of its kind
}

// write takes the text of a typed answer and understands it as far as it can.
func (s *slot) write(text string, env ledger.Env) {
	s.typed, s.fault = text, nil
	v, err := s.field.ParseAnswer(text, env)
	if err != nil {
		if !errors.As(err, &s.fault) {
			s.fault = &ledger.Problem{Field: s.field.Name, Row: -1, Message: ledger.Words{Vi: err.Error()}}
		}
		s.value = ledger.Value{}
		return
	}
	s.value = v
}

// put takes an answer that is not typed, or one read from a draft.
func (s *slot) put(v ledger.Value) {
	s.value, s.fault = v, nil
	if typedAnswer(s.field) {
		s.typed = s.field.Edit(v)
	}
}

// typedAnswer reports whether answers to the field are typed into a box.
func typedAnswer(f *ledger.Field) bool {
	switch f.Type {
	case ledger.TypeSelectOne, ledger.TypeSelectMultiple, ledger.TypeRecord, ledger.TypeRepeat, ledger.TypeFile:
		return false
	}
	return f.Stored() && !f.Computed()
}

// readings are what to type instead of an ambiguous text, nil when it is not ambiguous.
func readings(f *ledger.Field, text string, today viet.Date) []string {
	var err error
	switch f.Type {
	case ledger.TypeInteger, ledger.TypeDecimal, ledger.TypePercentShares:
		_, err = viet.ParseNumber(text)
	case ledger.TypeMoney:
		_, err = viet.ParseMoney(text)
	case ledger.TypeArea:
		_, err = viet.ParseArea(text)
	case ledger.TypeMass:
		_, err = viet.ParseMass(text)
	case ledger.TypeDate:
		_, err = viet.ParseDate(text, today)
	}
	var ambiguous *viet.Ambiguous
	if !errors.As(err, &ambiguous) {
		return nil
	}
	out := make([]string, len(ambiguous.Choices))
	for i, c := range ambiguous.Choices {
		out[i] = c.Text
	}
	return out
}

// besideField is a problem's message without the field's name in front, since it stands beside it.
func besideField(message, label string) string {
	for _, quoted := range []string{"«" + label + "»: ", "“" + label + "”: "} {
		if rest, ok := strings.CutPrefix(message, quoted); ok {
			r, n := utf8.DecodeRuneInString(rest)
			return string(unicode.ToUpper(r)) + rest[n:]
		}
	}
	return message
}
