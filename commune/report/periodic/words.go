package periodic

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func count(n int) string { return viet.FormatNumber(viet.Int(int64(n))) }

// upper makes the first letter of a sentence great.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lower makes the first letter of a title small, inside a sentence.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// amount is a figure's value in words, "" when there is none.
func (in *Input) amount(code string) string {
	f := in.figure(code)
	if !f.Value.Known || f.Value.Number == 0 {
		return ""
	}
	return in.measure(f, ThisPeriod, f.Value)
}

// has reports whether there is anything of a figure in the period.
func (in *Input) has(code string) bool { return in.amount(code) != "" }

// compared is how a figure stands to last year and since the year began, in brackets, or "".
func (in *Input) compared(code string) string {
	f := in.figure(code)
	var parts []string
	if t := f.Trend("vi"); t != "" {
		parts = append(parts, in.traced(code, LastYear, t))
	}
	if f.YearToDate.Known && f.YearToDate.Number > f.Value.Number {
		parts = append(parts, "lũy kế từ đầu năm "+in.measure(f, YearToDate, f.YearToDate))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// parts names the parts of a figure that there are: "nữ 23 lượt người, thanh niên 4 lượt người".
func (in *Input) parts(code string) string {
	var parts []string
	for _, f := range in.Figures {
		if f.Indicator.PartOf != code || !in.has(f.Indicator.Code) {
			continue
		}
		name := strings.TrimPrefix(f.Indicator.Title.Vi, "Trong đó: ")
		parts = append(parts, lower(name)+" "+in.measure(f, ThisPeriod, f.Value))
	}
	return ledger.Joined(parts)
}

// clause is words with a figure behind them, "" when there is nothing of it.
func (in *Input) clause(words, code string) string {
	if !in.has(code) {
		return ""
	}
	return words + " " + in.amount(code)
}

// sentence puts clauses that are not empty into one sentence.
func sentence(clauses ...string) string {
	var some []string
	for _, c := range clauses {
		if c != "" {
			some = append(some, c)
		}
	}
	if len(some) == 0 {
		return ""
	}
	return upper(strings.Join(some, "; ")) + "."
}

// named puts up to n names into quotation marks with what is left over.
func named(names []string, n int) string {
	if len(names) <= n {
		return strings.Join(names, "; ")
	}
	return strings.Join(names[:n], "; ") + " và " + count(len(names)-n) + " trường hợp khác"
}

// periodWords is the period within a sentence, without its days: "tháng 6 năm 2026".
func periodWords(p ledger.Period) string {
	title := p.Title("vi")
	if name, _, ok := strings.Cut(title, " ("); ok {
		return name
	}
	return "từ ngày " + p.From.Format() + " đến ngày " + p.To.Format()
}

// days says which days the numbers are of.
func days(p ledger.Period) string {
	return "từ ngày " + p.From.Format() + " đến hết ngày " + p.To.Format()
}

// month is a month's number as official letters write it: 01, 02, 3 … 12 (Nghị định 30/2020/NĐ-CP).
func month(m int) string {
	if m < 3 {
		return "0" + count(m)
	}
	return count(m)
}
