package viet

import (
	"errors"
	"math"
	"strconv"
)

const (
	nghin = 1000
	trieu = 1000 * nghin
	ty    = 1000 * trieu
)

const moneyExample = "1,5 triệu; 500 nghìn; 1.500.000 đồng"

var dong = newSystem(
	unit{name: "tỷ", size: ty, offered: true, aliases: withDong("tỷ", "tỉ")},
	unit{name: "triệu", size: trieu, offered: true, aliases: append(withDong("triệu", "tr"), "trđ", "tr.đ")},
	unit{name: "nghìn", size: nghin, offered: true, aliases: withDong("nghìn", "ngàn", "k")},
	unit{name: "đồng", size: 1, offered: true, aliases: []string{"đ", "₫", "vnđ", "việt nam đồng"}},
)

// withDong also lets a name of a thousand, a million … be followed by "đồng".
func withDong(names ...string) []string {
	var out []string
	for _, n := range names {
		out = append(out, n, n+" đồng", n+" đ", n+" ₫", n+" vnđ")
	}
	return out
}

// ParseMoney reads an amount of money in đồng: "1.500.000", "1.500.000 đồng",
// "1,5 triệu", "2tr", "500k", "1 tỷ 200 triệu", "2 triệu rưỡi". One digit after
// a unit is a tenth of it, as people say it: "2tr5" is 2.500.000.
//
// It asks (an [*Ambiguous]) for a bare number from 1 to 999 or with decimals,
// since "500" on a village's paper is as often 500 nghìn; for "2tr50" and
// "2tr500"; and for what [ParseNumber] would ask. 1000 and above without a unit
// is đồng. Other errors are a [*ParseError]: empty, not_a_number, unit_unknown,
// too_precise (a part of a đồng), too_large (beyond int64), negative,
// invalid_utf8.
func ParseMoney(s string) (int64, error) {
	clean, lower, err := typedAmount(s)
	if err != nil {
		return 0, err
	}
	mag, err := readMoney(lower, clean)
	if err != nil {
		return 0, askable(err, func(text string) error { _, err := ParseMoney(text); return err })
	}
	if mag > math.MaxInt64 {
		return 0, fail(CodeTooLarge, clean)
	}
	return int64(mag), nil
}

func readMoney(lower, clean string) (uint64, error) {
	terms, ok := splitTerms(lower)
	if !ok {
		return 0, failHint(CodeNotANumber, clean, moneyExample)
	}
	if last := len(terms) - 1; last > 0 && terms[last].word != "" {
		if u, ok := dong.find(terms[last].word); ok && dong.units[u].size == 1 {
			return moneyTail(terms, clean, true)
		}
	}
	a, err := dong.read(terms, len(terms), clean)
	switch {
	case !errors.Is(err, errNoUnit):
		return a.sum, err
	case len(terms) == 1:
		return bareMoney(terms[0].number, clean)
	}
	return moneyTail(terms, clean, false)
}

// bareMoney reads a number without any unit.
func bareMoney(number, clean string) (uint64, error) {
	d, err := readDecimal(number)
	var question *Ambiguous
	if errors.As(err, &question) {
		texts := []string{question.Choices[len(question.Choices)-1].Text + " đồng"}
		for _, c := range question.Choices {
			texts = append(texts, c.Text+" nghìn", c.Text+" triệu")
		}
		return 0, ask(clean, texts...)
	}
	if err != nil {
		return 0, failHint(CodeNotANumber, clean, moneyExample)
	}
	if d.scale > 0 {
		return 0, ask(clean, number+" triệu", number+" tỷ")
	}
	mag, err := d.times(1, clean)
	if err == nil && mag > 0 && mag < nghin {
		return 0, ask(clean, number+" đồng", number+" nghìn", number+" triệu")
	}
	return mag, err
}

// moneyTail reads an amount whose last number has no unit ("2tr5") or only
// "đồng" ("2 triệu 500 đồng").
func moneyTail(terms []term, clean string, saysDong bool) (uint64, error) {
	last := len(terms) - 1
	a, err := dong.read(terms, last, clean)
	if err != nil {
		return 0, err
	}
	tail := terms[last].number
	d, err := readDecimal(tail)
	if err != nil || d.scale > 0 {
		return 0, failHint(CodeNotANumber, clean, moneyExample)
	}
	value, err := d.times(1, clean)
	size := dong.units[a.last].size
	if err != nil || value >= size || a.sum > math.MaxInt64 {
		return 0, failHint(CodeNotANumber, clean, moneyExample)
	}
	readings := []uint64{value}
	if allDigits(tail) && len(tail) <= 3 {
		readings = tailReadings(tail, value, size, saysDong)
	}
	if len(readings) == 1 {
		return a.sum + readings[0], nil
	}
	var texts []string
	for _, r := range readings {
		if total := a.sum + r; total <= math.MaxInt64 {
			texts = append(texts, FormatMoney(int64(total)))
		}
	}
	return 0, ask(clean, texts...)
}

// tailReadings gives what up to three digits after a unit can add, each value
// once: "2tr50" is 2,50 triệu or 2 triệu 50 nghìn.
func tailReadings(tail string, value, size uint64, saysDong bool) []uint64 {
	tenths := value * size
	for range tail {
		tenths /= 10
	}
	readings := []uint64{tenths}
	add := func(r uint64) {
		for _, have := range readings {
			if have == r {
				return
			}
		}
		readings = append(readings, r)
	}
	if len(tail) == 1 && !saysDong {
		return readings
	}
	if len(tail) == 2 {
		add(value * size / 1000)
	}
	if saysDong || len(tail) == 3 {
		add(value)
	}
	return readings
}

// FormatMoney writes an amount of đồng: "1.500.000 đồng".
func FormatMoney(dong int64) string {
	text := group(strconv.FormatUint(magnitude(dong), 10)) + " đồng"
	if dong < 0 {
		return "-" + text
	}
	return text
}
