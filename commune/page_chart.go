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

// Sizes of a chart in its own units; the page scales it.
const (
	chartWidth = 500
	chartLabel = 205 // for the labels
	chartRow   = 30
)

// barChart draws bars that lie, one below the other, all from zero, with their numbers: what it says
// stands in words beside every bar, so that nothing depends on seeing lengths or colours.
func barChart(title string, bars []bar) template.HTML {
	most := 1
	for _, b := range bars {
		most = max(most, b.N)
	}
	esc := template.HTMLEscapeString
	var s strings.Builder
	fmt.Fprintf(&s, `<svg class="chart" viewBox="0 0 %d %d" role="group" aria-label="%s" xmlns="http://www.w3.org/2000/svg">`,
		chartWidth, len(bars)*chartRow+4, esc(title))
	fmt.Fprintf(&s, `<line class="zero" x1="%d" y1="0" x2="%d" y2="%d"/>`, chartLabel, chartLabel, len(bars)*chartRow+4)
	for i, b := range bars {
		y := i*chartRow + 2
		length := (chartWidth - chartLabel - 70) * b.N / most
		if b.URL != "" {
			fmt.Fprintf(&s, `<a href="%s">`, esc(b.URL))
		}
		fmt.Fprintf(&s, `<title>%s: %d</title><rect class="hit" x="0" y="%d" width="%d" height="%d"/>`, esc(b.Label), b.N, y, chartWidth, chartRow)
		fmt.Fprintf(&s, `<text x="%d" y="%d" text-anchor="end">%s</text>`, chartLabel-10, y+20, esc(shortened(b.Label, 27)))
		fmt.Fprintf(&s, `<rect class="bar" x="%d" y="%d" width="%d" height="%d"/>`, chartLabel, y+5, length, chartRow-10)
		fmt.Fprintf(&s, `<text class="n" x="%d" y="%d">%s</text>`, chartLabel+length+8, y+20, viet.FormatNumber(viet.Int(int64(b.N))))
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
