package ledger

import (
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Unknown is said in place of a number that is not known; nothing is divided by zero.
var Unknown = Words{Vi: "không có số liệu", En: "no data"}

// Show gives the number as people write it, or that it is not known.
func (a Amount) Show(lang string) string {
	if !a.Known {
		return Unknown.In(lang)
	}
	return viet.FormatNumber(a.Number)
}

// Measure gives an amount of the indicator with its unit of measure: "1.234 lượt người", "4,6 ha",
// "12,5%".
func (ind *Indicator) Measure(a Amount, lang string) string {
	switch {
	case !a.Known:
		return Unknown.In(lang)
	case ind.Unit.Vi == "m²":
		return viet.FormatArea(a.Number)
	case ind.Unit.Vi == "%":
		return viet.FormatNumber(a.Number) + "%"
	}
	return viet.FormatNumber(a.Number) + " " + ind.Unit.In(lang)
}

// Trend says how the value stands to the same period of the year before, "" when that is not known:
// "tăng 12,5% so với cùng kỳ năm trước".
func (f Figure) Trend(lang string) string {
	if !f.Change.Known {
		return ""
	}
	size := viet.FormatNumber(max(f.Change.Number, -f.Change.Number)) + "%"
	w := Words{Vi: "bằng cùng kỳ năm trước", En: "as in the same period of the year before"}
	switch {
	case f.Change.Number > 0:
		w = Words{Vi: "tăng " + size + " so với cùng kỳ năm trước", En: "up " + size + " on the same period of the year before"}
	case f.Change.Number < 0:
		w = Words{Vi: "giảm " + size + " so với cùng kỳ năm trước", En: "down " + size + " on the same period of the year before"}
	}
	return w.In(lang)
}

// Joined puts phrases together as a sentence's list: "a, b; c" parts are divided by ";" when one of
// them has a comma of its own.
func Joined(parts []string) string {
	for _, p := range parts {
		if strings.Contains(p, ", ") {
			return strings.Join(parts, "; ")
		}
	}
	return strings.Join(parts, ", ")
}
