package viet

import "errors"

// words is the catalogue of sentences for people; %q stands for the input in
// guillemets and %h for the hint.
type words struct{ vi, en string }

var sentences = map[string]words{
	CodeNotANumber:  {"%q không phải là số.", "%q is not a number."},
	CodeNotADate:    {"%q không phải là ngày.", "%q is not a date."},
	CodeNoSuchDay:   {"Lịch không có ngày %q.", "The calendar has no day %q."},
	CodeSwapped:     {"%q ghi tháng trước ngày. Ghi ngày trước, tháng sau.", "%q has the month before the day. Write the day first."},
	CodeUnitUnknown: {"%q có đơn vị chưa biết.", "%q has an unknown unit."},
	CodeTooLarge:    {"%q lớn quá, không ghi được. Xem lại có thừa số không.", "%q is too large. Check for extra digits."},
	CodeTooPrecise:  {"%q có quá nhiều số lẻ sau dấu phẩy.", "%q has too many decimals."},
	CodeNegative:    {"%q nhỏ hơn 0. Ở đây chỉ ghi từ 0 trở lên.", "%q is below zero. Only zero or more makes sense here."},
	CodeInvalidUTF8: {"Chữ bị hỏng (không đúng bảng mã Unicode UTF-8): %q. Gõ lại, hoặc lưu tệp dạng UTF-8.", "Broken text (not UTF-8): %q. Type it again or save the file as UTF-8."},
	CodeEmpty:       {"Chưa ghi gì.", "Nothing was typed."},
}

var (
	hintWords = map[string]words{
		CodeUnitUnknown: {" Dùng được: %h.", " Known here: %h."},
		"":              {" Ví dụ: %h.", " For example: %h."},
		CodeSwapped:     {" Có phải là %h?", " Did you mean %h?"},
	}
	askWords = words{
		"%q có thể hiểu là %h. Ghi lại cho rõ theo một cách đó.",
		"%q could mean %h. Please type one of these.",
	}
	askOne = words{"%q chưa rõ. Nếu là %h thì ghi như vậy.", "%q is not clear. If you mean %h, type that."}
	orWord = words{"hoặc", "or"}
)

// Explain says in plain words what is wrong with an input and what to type
// instead: in English when lang is "en", else in Vietnamese. It looks through
// wrapped errors; an error of another kind gives its own text, nil gives "".
func Explain(err error, lang string) string {
	var question *Ambiguous
	var fault *ParseError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &question):
		sentence := askWords
		if len(question.Choices) < 2 {
			sentence = askOne
		}
		return fill(sentence.in(lang), question.Input, joinChoices(question.Choices, orWord.in(lang)))
	case errors.As(err, &fault):
		return explainFault(fault, lang)
	default:
		return err.Error()
	}
}

func explainFault(e *ParseError, lang string) string {
	sentence, ok := sentences[e.Code]
	if !ok {
		return e.Error()
	}
	text := sentence.in(lang)
	if e.Hint != "" {
		more, ok := hintWords[e.Code]
		if !ok {
			more = hintWords[""]
		}
		text += more.in(lang)
	}
	return fill(text, e.Input, e.Hint)
}

func (w words) in(lang string) string {
	if lang == "en" {
		return w.en
	}
	return w.vi
}

// fill puts input and hint into a sentence in one pass, so that a "%h" inside
// the input stays what it is.
func fill(sentence, input, hint string) string {
	out := make([]byte, 0, len(sentence)+len(input)+len(hint)+4)
	for i := 0; i < len(sentence); i++ {
		if sentence[i] != '%' || i+1 == len(sentence) {
			out = append(out, sentence[i])
			continue
		}
		i++
		switch sentence[i] {
		case 'q':
			out = append(append(append(out, "«"...), input...), "»"...)
		case 'h':
			out = append(out, hint...)
		default:
			out = append(out, '%', sentence[i])
		}
	}
	return string(out)
}
