package ledger

import (
	"math/big"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Amount is a number that may not be known: a share of nothing, a year without records.
type Amount struct {
	Number viet.Number
	Known  bool
}

// MarshalJSON gives the number, or null.
func (a Amount) MarshalJSON() ([]byte, error) {
	if !a.Known {
		return []byte("null"), nil
	}
	return a.Number.MarshalJSON()
}

// Figure is one indicator of a period.
type Figure struct {
	Indicator  *Indicator
	Value      Amount
	LastYear   Amount // in the same period of the year before; not known when nothing had been recorded yet
	YearToDate Amount // from the first day of the period's year to the last of the period
	Change     Amount // Value against LastYear in percent, one decimal
}

// Question asks what was added to an indicator from day to day, both included and ISO; an empty From is
// the beginning.
type Question struct {
	Indicator string
	From, To  string
}

// Cell is what was added under one item: how many records, and their amounts.
type Cell struct {
	Item   string
	N      int64
	Amount viet.Number
}

// AddCells adds cells to others item by item.
func AddCells(to, more []Cell) []Cell {
	at := make(map[string]int, len(to))
	for i, c := range to {
		at[c.Item] = i
	}
	for _, c := range more {
		if i, known := at[c.Item]; known {
			to[i].N += c.N
			to[i].Amount = plusBounded(to[i].Amount, c.Amount)
			continue
		}
		at[c.Item] = len(to)
		to = append(to, c)
	}
	return to
}

// Answers gives, for every question, its cells, one for each item.
type Answers func(questions []Question) ([][]Cell, error)

// Figures are all indicators of a period, in order.
func (c *Indicators) Figures(p Period, ask Answers) ([]Figure, error) {
	spans := []Period{p, p.LastYear(), p.YearToDate()}
	questions := []Question{{To: spans[1].To.String()}} // had anything been recorded by then?
	for _, ind := range c.All {
		for _, span := range spans {
			questions = append(questions, ind.questions(span)...)
		}
	}
	answers, err := ask(questions)
	if err != nil {
		return nil, err
	}
	before := slices.ContainsFunc(answers[0], func(c Cell) bool { return c.N > 0 })
	answers = answers[1:]
	figures, values := make([]Figure, len(c.All)), make([]map[string]Amount, len(spans))
	for i, ind := range c.All {
		for j, span := range spans {
			if values[j] == nil {
				values[j] = map[string]Amount{}
			}
			n := len(ind.questions(span))
			values[j][ind.Code] = ind.amount(answers[:n])
			answers = answers[n:]
		}
		figures[i] = Figure{Indicator: ind}
	}
	for i, ind := range c.All {
		f := &figures[i]
		for j, to := range []*Amount{&f.Value, &f.LastYear, &f.YearToDate} {
			*to = values[j][ind.Code]
			if ind.Kind == KindRatio {
				*to = share(values[j][ind.Of], values[j][ind.Per])
			}
		}
		if !before {
			f.LastYear = Amount{}
		}
		f.Change = change(f.Value, f.LastYear)
	}
	return figures, nil
}

// questions are what must be known for the indicator's value in a span of days.
func (ind *Indicator) questions(p Period) []Question {
	to := p.To.String()
	switch ind.Kind {
	case KindRatio:
		return nil
	case KindLatest:
		return []Question{{ind.Code, "", to}}
	case KindStanding:
		return []Question{{ind.Code, "", to}, {ind.Code, "", p.From.AddDays(-1).String()}}
	}
	return []Question{{ind.Code, p.From.String(), to}}
}

// amount is the indicator's value by the answers to its questions.
func (ind *Indicator) amount(answers [][]Cell) Amount {
	var n viet.Number
	switch ind.Kind {
	case KindRatio:
		return Amount{}
	case KindDistinct:
		for _, cell := range answers[0] {
			if cell.N > 0 {
				n += viet.Unit
			}
		}
	case KindStanding:
		for i, item := range []string{itemBegins, itemEnds} {
			for _, cell := range answers[i] {
				if cell.Item == item {
					n += viet.Int(cell.N) * viet.Number(1-2*i)
				}
			}
		}
	case KindLatest, KindGreatest:
		n = lastOfUnits(answers[0])
	default:
		for _, cell := range answers[0] {
			n = plusBounded(n, cell.Amount)
		}
	}
	return Amount{n, true}
}

// lastOfUnits adds up, for every unit, the amount of its last item: the newest, or the greatest.
func lastOfUnits(cells []Cell) (sum viet.Number) {
	last := map[string]Cell{}
	for _, cell := range cells {
		unit, _, _ := strings.Cut(cell.Item, "\x00")
		if cell.N > 0 && cell.Item > last[unit].Item {
			last[unit] = cell
		}
	}
	for _, cell := range last {
		sum = plusBounded(sum, cell.Amount/viet.Number(cell.N))
	}
	return sum
}

// plusBounded adds, and stays at what it has when the sum is out of range.
func plusBounded(a, b viet.Number) viet.Number {
	if sum, ok := a.Add(b); ok {
		return sum
	}
	return a
}

// share is a in percent of b, two decimals, at most 100; not known when b is nothing.
func share(a, b Amount) Amount {
	out := percent(a, b, 2)
	out.Number = min(out.Number, viet.Int(100))
	return out
}

// change is by how many percent a is more than b, one decimal; not known when b is not, or is nothing.
func change(a, b Amount) Amount {
	if !a.Known || !b.Known {
		return Amount{}
	}
	return percent(Amount{a.Number - b.Number, true}, b, 1)
}

// percent is a × 100 / b rounded half away from zero; not known when either is not or b is nothing.
func percent(a, b Amount, decimals int) Amount {
	if !a.Known || !b.Known || b.Number <= 0 {
		return Amount{}
	}
	step := int64(viet.Unit)
	for range decimals {
		step /= 10
	}
	x := new(big.Int).Mul(big.NewInt(int64(a.Number)), big.NewInt(2*100*int64(viet.Unit)/step))
	y := big.NewInt(int64(b.Number))
	x.Add(x, new(big.Int).Mul(y, big.NewInt(int64(x.Sign()))))
	x.Quo(x, y.Lsh(y, 1))
	if !x.IsInt64() || !viet.FitsInt(x.Int64()) {
		return Amount{}
	}
	return Amount{viet.Number(x.Int64() * step), true}
}

// Tally answers questions from what records add, one by one: the plain way, for days that no sums are
// kept of.
type Tally map[string][]Add

// Put takes in what one record adds.
func (t Tally) Put(adds []Add) {
	for _, a := range adds {
		t[a.Indicator] = append(t[a.Indicator], a)
	}
}

// Answer implements Answers.
func (t Tally) Answer(questions []Question) ([][]Cell, error) {
	out := make([][]Cell, len(questions))
	for i, q := range questions {
		at := map[string]int{}
		for _, a := range t[q.Indicator] {
			if a.Day < q.From || a.Day > q.To {
				continue
			}
			j, known := at[a.Item]
			if !known {
				j, at[a.Item] = len(out[i]), len(out[i])
				out[i] = append(out[i], Cell{Item: a.Item})
			}
			out[i][j].N++
			out[i][j].Amount = plusBounded(out[i][j].Amount, a.Amount)
		}
	}
	return out, nil
}

// Touches reports whether what a tally holds is part of the indicator's value in a period.
func (ind *Indicator) Touches(p Period, t Tally) bool {
	answers, _ := t.Answer(ind.questions(p)) // a Tally answers everything
	return len(answers) > 0 && ind.amount(answers).Number != 0 || ind.Kind == KindLatest && len(answers[0]) > 0
}
