package viet

import (
	"errors"
	"math"
	"strings"
)

// Sizes in ten-thousandths of a square metre. The traditional units are those
// of the north (Bắc Bộ); elsewhere a sào is 500 m² or more.
const (
	squareMetre = uint64(Unit)
	thuoc       = 24 * squareMetre
	sao         = 15 * thuoc
	mau         = 10 * sao
	hectare     = 10000 * squareMetre
)

// Sizes in ten-thousandths of a kilogram.
const (
	kilogram = uint64(Unit)
	tonne    = 1000 * kilogram
)

var areas = newSystem(
	unit{name: "km²", size: 100 * hectare, aliases: []string{"km2", "ki lô mét vuông"}},
	unit{name: "ha", size: hectare, offered: true, aliases: []string{"héc ta", "hécta", "hec ta", "hecta"}},
	unit{name: "mẫu", size: mau, offered: true, aliases: []string{"mẫu bắc bộ"}},
	unit{name: "sào", size: sao, offered: true, aliases: []string{"sào bắc bộ"}},
	unit{name: "thước", size: thuoc, offered: true, aliases: []string{"thước bắc bộ"}},
	unit{name: "m²", size: squareMetre, offered: true, aliases: []string{"m2", "mét vuông"}},
)

var masses = newSystem(
	unit{name: "tấn", size: tonne, offered: true},
	unit{name: "tạ", size: tonne / 10, offered: true},
	unit{name: "yến", size: 10 * kilogram, offered: true},
	unit{name: "kg", size: kilogram, offered: true, aliases: []string{"ký", "kí", "cân", "ki lô gam", "kilôgam", "ki lô", "kilô"}},
	unit{name: "lạng", size: kilogram / 10},
	unit{name: "g", size: kilogram / 1000, aliases: []string{"gam", "gram"}},
)

// Quantity is a measured amount and the words it was given in.
type Quantity struct {
	Base  Number // square metres or kilograms; what sums use
	Typed string // as typed, cleaned and with single spaces
}

// ParseArea reads an area into square metres: "5 sào", "2 mẫu 3 sào", "3 sào 5
// thước", "4,6 ha", "120 m2", "2 sào rưỡi", and what [FormatArea] writes. Units
// go from large to small: ha 10.000 m², mẫu 3.600, sào 360, thước 24 (Bắc Bộ).
//
// A number without a unit, other than 0, is an [*Ambiguous], also at the end
// ("2 mẫu 3"), and so is what [ParseNumber] would ask about. Other errors are a
// [*ParseError]: empty, not_a_number, unit_unknown, too_precise, too_large,
// negative, invalid_utf8.
func ParseArea(s string) (Quantity, error) { return areas.parse(s) }

// ParseMass reads a mass into kilograms: "12 tạ", "1,5 tấn", "3 yến", "250 kg",
// "2 tấn 3 tạ", "2 tạ rưỡi". Units go from large to small: tấn 1000 kg, tạ 100,
// yến 10, kg (ký, cân), lạng 0,1, g. Errors are those of [ParseArea].
func ParseMass(s string) (Quantity, error) { return masses.parse(s) }

func (sys *system) parse(s string) (Quantity, error) {
	clean, lower, err := typedAmount(s)
	if err != nil {
		return Quantity{}, err
	}
	mag, err := sys.readWithGloss(lower, clean)
	if err != nil {
		return Quantity{}, askable(err, func(text string) error { _, err := sys.parse(text); return err })
	}
	if mag > math.MaxInt64 {
		return Quantity{}, fail(CodeTooLarge, clean)
	}
	return Quantity{Base: Number(mag), Typed: clean}, nil
}

// readWithGloss reads "5 sào (1.800 m2)": both must say the same, else it is a
// question which one counts.
func (sys *system) readWithGloss(lower, clean string) (uint64, error) {
	body, closed := strings.CutSuffix(lower, ")")
	outer, inner, open := strings.Cut(body, "(")
	if !closed || !open {
		return sys.readTotal(lower, clean)
	}
	outer, inner = strings.TrimSpace(outer), strings.TrimSpace(inner)
	a, err := sys.readTotal(outer, clean)
	if err != nil {
		return 0, err
	}
	b, err := sys.readTotal(inner, clean)
	if err != nil {
		return 0, err
	}
	if a != b {
		return 0, ask(clean, outer, inner)
	}
	return a, nil
}

func (sys *system) readTotal(lower, clean string) (uint64, error) {
	terms, ok := splitTerms(lower)
	if !ok {
		return 0, failHint(CodeNotANumber, clean, "5 "+sys.units[2].name)
	}
	a, err := sys.read(terms, len(terms), clean)
	if !errors.Is(err, errNoUnit) {
		return a.sum, err
	}
	if len(terms) == 1 {
		if d, err := readDecimal(terms[0].number); err == nil && d.coef == "" {
			return 0, nil
		}
	}
	return 0, sys.askUnit(terms, a.last, clean)
}

// FormatArea writes square metres so that nobody has to ask which unit it is:
//
//   - from 1 ha on in hectares: "4,6 ha";
//   - from 1 sào to 1 ha, when it is a whole number of thước, in mẫu, sào and
//     thước with the square metres beside them: "2 mẫu 3 sào (8.280 m²)";
//   - else in square metres: "120 m²".
//
// [ParseArea] reads every result back to the same value, if not negative.
func FormatArea(base Number) string {
	mag := magnitude(int64(base))
	metres := FormatNumber(base) + " m²"
	switch {
	case base < 0 || mag < sao:
		return metres
	case mag >= hectare && mag%squareMetre == 0:
		return FormatNumber(Number(mag/squareMetre)) + " ha"
	case mag >= hectare || mag%thuoc != 0:
		return metres
	}
	var out []string
	for _, u := range areas.units {
		if u.size > mau || u.size < thuoc {
			continue
		}
		if count := mag / u.size; count > 0 {
			out = append(out, FormatNumber(Int(int64(count)))+" "+u.name)
		}
		mag %= u.size
	}
	return strings.Join(out, " ") + " (" + metres + ")"
}

// FormatMass writes kilograms: from 1000 kg on in tấn when four decimals hold
// it ("1,5 tấn"), else in kg ("250 kg"). [ParseMass] reads every result back to
// the same value, if not negative.
func FormatMass(base Number) string {
	mag := magnitude(int64(base))
	if base >= 0 && mag >= tonne && mag%(tonne/uint64(Unit)) == 0 {
		return FormatNumber(Number(mag/(tonne/uint64(Unit)))) + " tấn"
	}
	return FormatNumber(base) + " kg"
}

// YieldPerHectare turns kg per sào (Bắc Bộ, 360 m²) into tạ per hectare: ÷ 3,6,
// rounded half away from zero to four decimals.
func YieldPerHectare(kgPerSao Number) (taPerHa Number) { return mulDiv(kgPerSao, 5, 18) }
