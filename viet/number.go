package viet

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Number is a fixed-point decimal in ten-thousandths: 4,6 is Number(46000).
// Sums are exact and do not depend on their order. The range is about
// ±922 337 203 685 477.
type Number int64

// Unit is the number one.
const Unit Number = 10000

const unitDigits = 4

// FitsInt reports whether n is in the range [Int] can hold.
func FitsInt(n int64) bool {
	const most = math.MaxInt64 / int64(Unit)
	return -most <= n && n <= most
}

// Int is the whole number n. A number out of range becomes the nearest whole
// number in range; callers who must know ask [FitsInt] first.
func Int(n int64) Number {
	const most = math.MaxInt64 / int64(Unit)
	return Number(min(max(n, -most), most)) * Unit
}

// IsWhole reports that n has no decimals.
func (n Number) IsWhole() bool { return n%Unit == 0 }

// Whole is n without its decimals, cut towards zero.
func (n Number) Whole() int64 { return int64(n / Unit) }

// Float is n as the nearest float64.
func (n Number) Float() float64 { return float64(n) / float64(Unit) }

// Add is n + o; false when the sum is out of range.
func (n Number) Add(o Number) (Number, bool) {
	sum := n + o
	return sum, (sum > n) == (o > 0)
}

// FromFloat rounds f to four decimals, half away from zero, as its shortest
// decimal form reads (0.00005 becomes 0.0001). It is false for NaN, infinities
// and what is out of range.
func FromFloat(f float64) (Number, bool) {
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Abs(f) > 1e15 {
		return 0, false
	}
	text := strconv.FormatFloat(math.Abs(f), 'f', -1, 64)
	whole, frac, _ := strings.Cut(text, ".")
	up := len(frac) > unitDigits && frac[unitDigits] >= '5'
	frac = (frac + "0000")[:unitDigits]
	mag, err := strconv.ParseUint(whole+frac, 10, 64)
	if err != nil {
		return 0, false
	}
	if up {
		mag++
	}
	return fromMagnitude(mag, f < 0)
}

// String is the canonical form: a dot, no grouping, no trailing zeros ("4.6").
// It is a JSON number.
func (n Number) String() string {
	whole, frac := n.digits()
	if frac != "" {
		frac = "." + frac
	}
	return n.sign() + whole + frac
}

// MarshalJSON writes the canonical form as a JSON number.
func (n Number) MarshalJSON() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalJSON reads a JSON number as [ParseCanonical] does; null changes
// nothing.
func (n *Number) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	v, err := ParseCanonical(string(data))
	if err == nil {
		*n = v
	}
	return err
}

// FormatNumber writes n the Vietnamese way: "1.234,5". Three decimals after one
// to three digits get a fourth ("1,2340"), because "1,234" could be read as a
// thousand; so [ParseNumber] always reads the result back.
func FormatNumber(n Number) string {
	whole, frac := n.digits()
	if len(frac) == 3 && len(whole) <= 3 && whole != "0" {
		frac += "0"
	}
	if frac != "" {
		frac = "," + frac
	}
	return n.sign() + group(whole) + frac
}

func (n Number) sign() string {
	if n < 0 {
		return "-"
	}
	return ""
}

// digits is the whole part and the decimals without trailing zeros.
func (n Number) digits() (whole, frac string) {
	mag := magnitude(int64(n))
	frac = strconv.FormatUint(uint64(Unit)+mag%uint64(Unit), 10)[1:]
	return strconv.FormatUint(mag/uint64(Unit), 10), strings.TrimRight(frac, "0")
}

// group puts a dot between groups of three digits.
func group(digits string) string {
	head := len(digits) % 3
	if len(digits) <= 3 {
		return digits
	}
	var b strings.Builder
	b.WriteString(digits[:head])
	for i := head; i < len(digits); i += 3 {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(digits[i : i+3])
	}
	return b.String()
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func fromMagnitude(mag uint64, negative bool) (Number, bool) {
	switch {
	case negative && mag <= 1<<63:
		return Number(-mag), true
	case !negative && mag <= math.MaxInt64:
		return Number(mag), true
	}
	return 0, false
}

// mulDiv is n × num ÷ den rounded half away from zero; the caller makes sure
// that num ≤ den, so the result fits.
func mulDiv(n Number, num, den uint64) Number {
	hi, lo := bits.Mul64(magnitude(int64(n)), num)
	lo, carry := bits.Add64(lo, den/2, 0)
	quo, _ := bits.Div64(hi+carry, lo, den)
	out, _ := fromMagnitude(quo, n < 0)
	return out
}

// ParseCanonical reads a JSON number literal, with or without an exponent (RFC
// 8259, section 6). The error is a [*ParseError]: not_a_number, too_precise for
// more than four decimals, too_large when out of range.
func ParseCanonical(s string) (Number, error) {
	if s == "" {
		return 0, fail(CodeEmpty, s)
	}
	d, exp, ok := scanJSON(s)
	if !ok {
		return 0, fail(CodeNotANumber, s)
	}
	if d.coef == "" {
		return 0, nil
	}
	d.scale -= exp
	zeros := len(d.coef) - len(strings.TrimRight(d.coef, "0"))
	spare := min(zeros, max(d.scale, 0))
	d.coef, d.scale = d.coef[:len(d.coef)-spare], d.scale-spare
	if d.scale < 0 {
		if -d.scale > 20 {
			return 0, fail(CodeTooLarge, s)
		}
		d.coef += strings.Repeat("0", -d.scale)
		d.scale = 0
	}
	return d.number(s)
}

// scanJSON splits a JSON number into its decimal and its exponent, which is
// capped: beyond the cap the outcome is the same.
func scanJSON(s string) (d decimal, exp int, ok bool) {
	rest, negative := strings.CutPrefix(s, "-")
	mantissa := rest
	if i := strings.IndexAny(rest, "eE"); i >= 0 {
		digits := rest[i+1:]
		mantissa = rest[:i]
		minus := strings.HasPrefix(digits, "-")
		if minus || strings.HasPrefix(digits, "+") {
			digits = digits[1:]
		}
		if !allDigits(digits) {
			return d, 0, false
		}
		const limit = 1 << 30
		for _, c := range digits {
			exp = min(exp*10+int(c-'0'), limit)
		}
		if minus {
			exp = -exp
		}
	}
	whole, frac, point := strings.Cut(mantissa, ".")
	if !allDigits(whole) || (len(whole) > 1 && whole[0] == '0') || (point && !allDigits(frac)) {
		return d, 0, false
	}
	return newDecimal(whole, frac, negative), exp, true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
