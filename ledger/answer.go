package ledger

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/viet"
)

// DefaultMaxLength is how many characters a text may have when its field says nothing.
const DefaultMaxLength = 10000

// maxTypedNumber is the longest text, in bytes, that is looked at as a number, a date or a choice.
const maxTypedNumber = 4000

// maxLength is how many characters a text field takes.
func (f *Field) maxLength() int {
	if f.MaxLength > 0 {
		return f.MaxLength
	}
	return DefaultMaxLength
}

// ParseAnswer reads an answer as a person types it: dates like "15/6" or "hôm qua", numbers, money,
// areas and masses as package viet reads them, choices by name or by label with or without marks,
// several choices with commas or semicolons between, a repeat as a JSON array. Nothing typed is an
// empty value. The error is a *Problem in words.
func (f *Field) ParseAnswer(typed string, env Env) (Value, error) {
	if len(typed) > f.maxTyped() {
		return Value{}, f.tooLong(typed)
	}
	if f.Type == TypeRepeat || f.Type == TypeFile {
		return f.parseRows(typed, env)
	}
	clean, err := viet.Clean(typed)
	if err != nil {
		return Value{}, f.problemOf(err)
	}
	clean = strings.TrimSpace(clean)
	if clean == "" {
		return Value{}, nil
	}
	v, err := f.parse(clean, env)
	if err != nil {
		return Value{}, f.problemOf(err)
	}
	if p := f.checkValue(v); p != nil {
		return Value{}, p
	}
	return v, nil
}

func (f *Field) maxTyped() int {
	switch f.Type {
	case TypeText, TypeCalculate:
		return 3 * utf8.UTFMax * f.maxLength() // a letter may come as three characters
	case TypeRepeat, TypeFile:
		return 1 << 20
	}
	return maxTypedNumber
}

func (f *Field) parse(clean string, env Env) (Value, error) {
	switch f.Type {
	case TypeInteger, TypeDecimal, TypePercentShares:
		n, err := viet.ParseNumber(f.withoutUnit(clean))
		return NumValue(n), err
	case TypeMoney:
		n, err := viet.ParseMoney(clean)
		if err == nil && !viet.FitsInt(n) {
			err = &viet.ParseError{Code: viet.CodeTooLarge, Input: clip(clean)}
		}
		return NumValue(viet.Int(n)), err
	case TypeArea:
		q, err := viet.ParseArea(clean)
		return QuantityValue(q), err
	case TypeMass:
		q, err := viet.ParseMass(clean)
		return QuantityValue(q), err
	case TypeDate:
		d, err := viet.ParseDate(clean, env.Today)
		return TextValue(d.String()), err
	case TypeSelectOne:
		return f.parseChoice(clean)
	case TypeSelectMultiple:
		return f.parseChoices(clean)
	case TypeRecord:
		id, err := ParseID(clean)
		if err != nil {
			return Value{}, f.problem(ProblemType, saidNeedLink.fill(f.Label, same(clip(clean))))
		}
		return TextValue(id.String()), nil
	}
	return TextValue(clean), nil
}

// withoutUnit drops the field's unit, or a percent sign, from the end of a number.
func (f *Field) withoutUnit(typed string) string {
	for _, unit := range []string{f.Unit.Vi, f.Unit.En, "%"} {
		if n := len(typed) - len(unit); unit != "" && n > 0 && strings.EqualFold(typed[n:], unit) {
			return strings.TrimSpace(typed[:n])
		}
	}
	return typed
}

func (f *Field) parseChoice(typed string) (Value, error) {
	if name, ok := f.findChoice(typed); ok {
		return TextValue(name), nil
	}
	return Value{}, f.unknownChoice(typed)
}

// findChoice finds a choice by its name or, marks, case and punctuation aside, its label. Two choices
// that only these tell apart are not told apart without them.
func (f *Field) findChoice(typed string) (name string, ok bool) {
	typed = strings.TrimSpace(typed)
	for _, c := range f.Choices {
		if c.Name == typed {
			return c.Name, true
		}
	}
	folded := foldChoice(typed)
	found := 0
	for _, c := range f.Choices {
		if strings.EqualFold(viet.NFC(typed), c.Label.Vi) {
			return c.Name, true
		}
		if folded == foldChoice(c.Label.Vi) || folded == foldChoice(c.Label.En) || folded == foldChoice(c.Name) {
			found++
			name = c.Name
		}
	}
	return name, found == 1
}

// foldChoice leaves the letters and digits of a label or name: "Hội nghị, họp thôn" as "hoi nghi hop
// thon".
func foldChoice(s string) string {
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	return strings.Join(strings.FieldsFunc(viet.Fold(s), between), " ")
}

func (f *Field) unknownChoice(typed string) *Problem {
	var vi, en []string
	for _, c := range f.Choices {
		vi = append(vi, c.Label.Vi+" ("+c.Name+")")
		en = append(en, c.Label.In("en")+" ("+c.Name+")")
	}
	list := Words{Vi: strings.Join(vi, "; "), En: strings.Join(en, "; ")}
	return f.problem(ProblemChoice, saidUnknownChoice.fill(f.Label, same(clip(typed)), list))
}

// parseChoices reads several choices: one alone, or some divided by semicolons and line ends, by
// commas (a label may hold one), or by spaces.
func (f *Field) parseChoices(typed string) (Value, error) {
	var names []string
	for part := range strings.FieldsFuncSeq(typed, func(r rune) bool { return r == ';' || r == '\n' }) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		found, err := f.splitChoices(part)
		if err != nil {
			return Value{}, err
		}
		names = append(names, found...)
	}
	return ListValue(unique(names)...), nil
}

func (f *Field) splitChoices(part string) ([]string, error) {
	if name, ok := f.findChoice(part); ok {
		return []string{name}, nil
	}
	if names := f.labelsIn(strings.Split(part, ",")); names != nil {
		return names, nil
	}
	for _, split := range []func(string) []string{
		strings.Fields,
		func(s string) []string { return strings.Fields(strings.ReplaceAll(s, ",", " ")) },
	} {
		var names []string
		parts := split(part)
		for _, one := range parts {
			name, ok := f.findChoice(one)
			if !ok && strings.TrimSpace(one) != "" {
				names = nil
				break
			}
			if ok {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			return names, nil
		}
	}
	for one := range strings.SplitSeq(part, ",") {
		if _, ok := f.findChoice(one); !ok && strings.TrimSpace(one) != "" {
			return nil, f.unknownChoice(strings.TrimSpace(one))
		}
	}
	return nil, f.unknownChoice(strings.TrimSpace(part))
}

// labelsIn finds choices one after another in pieces that commas divided, where a label may itself
// have commas: the most pieces that are a label together. It is nil when anything is left over.
func (f *Field) labelsIn(pieces []string) []string {
	var names []string
	most := 1
	for _, c := range f.Choices {
		most = max(most, 1+strings.Count(c.Label.Vi, ","), 1+strings.Count(c.Label.En, ","))
	}
	for len(pieces) > 0 {
		if strings.TrimSpace(pieces[0]) == "" {
			pieces = pieces[1:]
			continue
		}
		n := min(most, len(pieces))
		for ; n > 0; n-- {
			if name, ok := f.findChoice(strings.Join(pieces[:n], ",")); ok {
				names = append(names, name)
				break
			}
		}
		if n == 0 {
			return nil
		}
		pieces = pieces[n:]
	}
	return names
}

func unique(names []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}

// parseRows reads the rows of a repeat as JSON: [{"ten":"…","ty_le":100}]. The JSON itself is not
// cleaned (a mark would join the n of a \n before it), its texts are. Attached files are written the
// same way: [{"sha256":"…","name":"…","size":123,"type":"image/jpeg"}].
func (f *Field) parseRows(typed string, env Env) (Value, error) {
	if !utf8.ValidString(typed) {
		return Value{}, f.brokenText(typed)
	}
	if strings.TrimSpace(typed) == "" {
		return Value{}, nil
	}
	var v Value
	if err := json.Unmarshal([]byte(typed), &v); err != nil || v.Kind != Rows && v.Kind != None {
		return Value{}, f.wrongKind()
	}
	if f.Type == TypeFile {
		v, p := f.inputOne(v, env)
		if p != nil {
			return Value{}, p
		}
		return v, nil
	}
	rows, problems := f.inputRows(v, env)
	if len(problems) > 0 {
		return Value{}, &problems[0]
	}
	return rows, nil
}

func (f *Field) needRows() *Problem {
	return f.problem(ProblemType, saidNeedRows.fill(f.Label, f.cells()))
}

// cells names what a row of the repeat holds.
func (f *Field) cells() Words {
	var vi, en []string
	for i := range f.Fields {
		vi = append(vi, f.Fields[i].Label.Vi+" ("+f.Fields[i].Name+")")
		en = append(en, f.Fields[i].Label.In("en")+" ("+f.Fields[i].Name+")")
	}
	return Words{Vi: strings.Join(vi, "; "), En: strings.Join(en, "; ")}
}

func (f *Field) tooLong(text string) *Problem {
	length := viet.FormatNumber(viet.Int(int64(utf8.RuneCountInString(text))))
	most := f.maxLength()
	if f.Type != TypeText && f.Type != TypeCalculate {
		most = maxTypedNumber
	}
	return f.problem(ProblemTooLong, saidTooLong.fill(f.Label, same(length), same(viet.FormatNumber(viet.Int(int64(most))))))
}
