package village

import (
	"fmt"
	"io"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Columns of the summary as text: the whole line, and what stands before an indented one.
const (
	textWidth = 80
	textLabel = 18
	textDay   = 12
	textState = 16
)

// WriteText writes the summary as plain text of 80 columns, in "vi" or "en".
func (s Summary) WriteText(w io.Writer, lang string) error {
	var b strings.Builder
	heading, period := s.title(lang)
	fmt.Fprintf(&b, "%s\n%s\n\n", heading, period)
	for _, r := range s.facts(lang) {
		putLines(&b, pad(r.left, textLabel), wrap(r.middle, textWidth-textLabel), "")
	}
	for i, part := range s.sections(lang) {
		b.WriteString("\n")
		putLines(&b, fmt.Sprintf("%d. ", i+1), wrap(part.title, textWidth-3), "")
		if part.text != "" {
			putLines(&b, "   ", wrap(part.text, textWidth-3), "")
		}
		for _, r := range part.rows {
			if r.middle == "" {
				right := viet.Width(r.right)
				putLines(&b, "   ", wrap(r.left, textWidth-5-right), r.right)
				continue
			}
			putLines(&b, "   "+pad(r.left, textDay), wrap(r.middle, textWidth-3-textDay-textState), r.right)
		}
	}
	signed := strings.Repeat(" ", textWidth/2)
	fmt.Fprintf(&b, "\n%s\n\n%s%s\n%s%s\n\n\n\n%s%s\n", fill(wordMade.In(lang), moment(s.Made)), signed, wordSign.In(lang),
		signed, wordSigned.In(lang), signed, strings.Repeat(".", textWidth/2))
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("summary %s: %w", s.Standing.Period.Label, err)
	}
	return nil
}

// putLines writes a text after what leads it, with right at the end of its first line.
func putLines(b *strings.Builder, lead string, lines []string, right string) {
	for i, line := range lines {
		if i == 0 {
			line = lead + line
			if right != "" {
				line = pad(line, textWidth-viet.Width(right)) + right
			}
		} else {
			line = strings.Repeat(" ", viet.Width(lead)) + line
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

func pad(s string, width int) string { return s + strings.Repeat(" ", max(width-viet.Width(s), 0)) }

// wrap breaks a text between words; a word that is longer than a line stands alone. It gives at least
// one line.
func wrap(s string, width int) []string {
	lines := []string{""}
	for word := range strings.FieldsSeq(s) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case viet.Width(*last)+1+viet.Width(word) <= width:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
