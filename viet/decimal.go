package viet

import (
	"math/bits"
	"strconv"
	"strings"
)

// decimal is an exact decimal as it was written: coef ÷ 10^scale. coef has no
// leading zeros ("" is zero); a positive scale leaves no trailing zeros.
type decimal struct {
	coef     string
	scale    int
	negative bool
}

func newDecimal(whole, frac string, negative bool) decimal {
	frac = strings.TrimRight(frac, "0")
	coef := strings.TrimLeft(whole+frac, "0")
	return decimal{coef: coef, scale: len(frac), negative: negative && coef != ""}
}

// number is d as a Number; input is quoted in errors.
func (d decimal) number(input string) (Number, error) {
	mag, err := d.times(uint64(Unit), input)
	if err != nil {
		return 0, err
	}
	n, ok := fromMagnitude(mag, d.negative)
	if !ok {
		return 0, fail(CodeTooLarge, input)
	}
	return n, nil
}

// times is |d| × factor, which must come out whole and below 2^64.
func (d decimal) times(factor uint64, input string) (uint64, error) {
	if d.coef == "" {
		return 0, nil
	}
	const most = 19 // 10^19 is the last power of ten below 2^64
	if d.scale > most {
		return 0, fail(CodeTooPrecise, input)
	}
	coef, err := strconv.ParseUint(d.coef, 10, 64)
	if err != nil {
		if d.scale > unitDigits {
			return 0, fail(CodeTooPrecise, input)
		}
		return 0, fail(CodeTooLarge, input)
	}
	den := uint64(1)
	for range d.scale {
		den *= 10
	}
	hi, lo := bits.Mul64(coef, factor)
	if hi >= den {
		return 0, fail(CodeTooLarge, input)
	}
	quo, rem := bits.Div64(hi, lo, den)
	if rem != 0 {
		return 0, fail(CodeTooPrecise, input)
	}
	return quo, nil
}

// ParseNumber reads a number the way people in Viet Nam type it.
//
//   - "1234", "1.234", "1 234", "1.234.567" are whole; "1234,5", "1.234,5",
//     "0,234" have decimals; so does "0.5", since no grouped number begins with 0.
//   - "1,234,567" and "1,234.5" have one reading only, the English one.
//   - "1.5" (1,5 or 15) and "1,234" (1,2340 or 1.234) are an [*Ambiguous].
//
// A leading minus or plus is allowed. Other errors are a [*ParseError]: empty,
// not_a_number, too_precise (more than four decimals), too_large, invalid_utf8.
func ParseNumber(s string) (Number, error) {
	clean, err := typed(s, CodeNotANumber)
	if err != nil {
		return 0, err
	}
	d, err := readDecimal(clean)
	if err != nil {
		return 0, askable(err, func(text string) error { _, err := ParseNumber(text); return err })
	}
	return d.number(clean)
}

// readDecimal reads one typed number. The error is *ParseError not_a_number or
// *Ambiguous with numbers to type instead.
func readDecimal(s string) (decimal, error) {
	unsigned, sign := cutSign(s)
	parts, seps, ok := splitNumber(unsigned)
	if !ok {
		return decimal{}, failHint(CodeNotANumber, s, "1.234,5")
	}
	negative := sign == "-"
	last := len(parts) - 1
	joined := func(frac string) decimal { return newDecimal(strings.Join(parts[:last], ""), frac, negative) }
	switch kindOf(parts, seps) {
	case wholeNumber:
		return newDecimal(strings.Join(parts, ""), "", negative), nil
	case withDecimals:
		return joined(parts[last]), nil
	case twoReadings:
		return decimal{}, ask(s, sign+decimalText(parts), sign+wholeText(parts))
	}
	return decimal{}, failHint(CodeNotANumber, s, "1.234,5")
}

// cutSign takes a sign off; the sign returned is "-" or "".
func cutSign(s string) (unsigned, sign string) {
	for _, minus := range []string{"-", "−", "–"} {
		if rest, ok := strings.CutPrefix(s, minus); ok {
			return strings.TrimLeft(rest, " "), "-"
		}
	}
	return strings.TrimLeft(strings.TrimPrefix(s, "+"), " "), ""
}

// splitNumber splits digits at '.', ',' and ' '; every part has a digit.
func splitNumber(s string) (parts []string, seps string, ok bool) {
	start := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			continue
		}
		if i == start || (i < len(s) && !strings.ContainsRune("., ", rune(s[i]))) {
			return nil, "", false
		}
		parts = append(parts, s[start:i])
		if i < len(s) {
			seps += s[i : i+1]
		}
		start = i + 1
	}
	return parts, seps, true
}

type numberKind int

const (
	noNumber numberKind = iota
	wholeNumber
	withDecimals
	twoReadings
)

// kindOf says how to read digits split by separators.
func kindOf(parts []string, seps string) numberKind {
	if seps == "" {
		return wholeNumber
	}
	grouped := isGrouped(parts)
	switch seps {
	case " ":
		return pick(grouped, wholeNumber, noNumber)
	case ".":
		if parts[0] == "0" {
			return withDecimals
		}
		if parts[0][0] == '0' {
			return noNumber
		}
		return pick(grouped, wholeNumber, twoReadings)
	case ",":
		return pick(grouped, twoReadings, withDecimals)
	}
	first, last, head := seps[0], seps[len(seps)-1], seps[:len(seps)-1]
	if strings.Trim(head, seps[:1]) != "" {
		return noNumber
	}
	switch {
	case first == last:
		return pick(grouped, wholeNumber, noNumber)
	case last == ' ' || !isGrouped(parts[:len(parts)-1]):
		return noNumber
	case first == ' ' && last == '.':
		return twoReadings
	}
	return withDecimals
}

func pick(cond bool, yes, no numberKind) numberKind {
	if cond {
		return yes
	}
	return no
}

// isGrouped reports digits in threes, as in 1.234.567.
func isGrouped(parts []string) bool {
	if len(parts[0]) > 3 || parts[0][0] == '0' {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return true
}

// decimalText and wholeText write the two readings of a number so that each is
// read in one way only.
func decimalText(parts []string) string {
	last := len(parts) - 1
	whole, frac := strings.Join(parts[:last], ""), strings.TrimRight(parts[last], "0")
	if frac == "" {
		return group(whole)
	}
	if len(frac) == 3 && len(whole) <= 3 {
		frac += "0"
	}
	return group(whole) + "," + frac
}

func wholeText(parts []string) string { return group(strings.Join(parts, "")) }
