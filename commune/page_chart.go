package commune

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/viet"
)

// bar is one bar of a chart.
type bar struct {
	Label, URL string
	N          int
}

// chartWidth is how wide a chart is in its own units; the page scales it.
const chartWidth = 500

// chartShape is where the parts of a chart's bars lie: the labels before them, or above them where
// the labels are long.
type chartShape struct {
	row, label  int // height of a bar with its label; where the bars begin
	bar, height int // of a bar within its row
	text        int // base line of the label within its row
	anchor      string
	most        int // letters of a label
}

func shapeOf(bars []bar) chartShape {
	for _, b := range bars {
		if utf8.RuneCountInString(b.Label) > 24 {
			return chartShape{row: 50, label: 1, bar: 24, height: 18, text: 18, anchor: "start", most: 52}
		}
	}
	return chartShape{row: 30, label: 205, bar: 5, height: 20, text: 20, anchor: "end", most: 24}
}

// barChart draws bars that lie, one below the other, all from zero, with their numbers: what it says
// stands in words beside every bar, so that nothing depends on seeing lengths or colours.
func barChart(title string, bars []bar) template.HTML {
	most := 1
	for _, b := range bars {
		most = max(most, b.N)
	}
	esc, at := template.HTMLEscapeString, shapeOf(bars)
	var s strings.Builder
	fmt.Fprintf(&s, `<svg class="chart" viewBox="0 0 %d %d" role="group" aria-label="%s" xmlns="http://www.w3.org/2000/svg">`,
		chartWidth, len(bars)*at.row+4, esc(title))
	fmt.Fprintf(&s, `<line class="zero" x1="%d" y1="0" x2="%d" y2="%d"/>`, at.label, at.label, len(bars)*at.row+4)
	for i, b := range bars {
		y := i*at.row + 2
		length := (chartWidth - at.label - 70) * b.N / most
		if b.URL != "" {
			fmt.Fprintf(&s, `<a href="%s">`, esc(b.URL))
		}
		fmt.Fprintf(&s, `<title>%s: %d</title><rect class="hit" x="0" y="%d" width="%d" height="%d"/>`, esc(b.Label), b.N, y, chartWidth, at.row)
		label := max(at.label-10, 6)
		fmt.Fprintf(&s, `<text x="%d" y="%d" text-anchor="%s">%s</text>`, label, y+at.text, at.anchor, esc(shortened(b.Label, at.most)))
		fmt.Fprintf(&s, `<rect class="bar" x="%d" y="%d" width="%d" height="%d"/>`, at.label, y+at.bar, length, at.height)
		fmt.Fprintf(&s, `<text class="n" x="%d" y="%d">%s</text>`, at.label+length+8, y+at.bar+at.height-4, viet.FormatNumber(viet.Int(int64(b.N))))
		if b.URL != "" {
			s.WriteString(`</a>`)
		}
	}
	s.WriteString(`</svg>`)
	return template.HTML(s.String()) //nolint:gosec // every text in it is escaped above
}

func shortened(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
}
