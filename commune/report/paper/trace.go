package paper

import "strings"

// A trace stands within a text between these letters, which no text has: traceOf, the trace, traceText,
// the text, traceEnd.
const (
	traceOf   = "\ue000"
	traceText = "\ue001"
	traceEnd  = "\ue002"
)

// Traced marks a piece of a text with where it comes from; Runs gives it as a run of its own with its
// Trace. What a trace means is for whom shows the document to know.
func Traced(trace, text string) string { return traceOf + trace + traceText + text + traceEnd }

// tracedRuns divides a text into runs by the traces in it.
func tracedRuns(text string) (runs []Run) {
	add := func(piece, trace string) {
		if piece != "" {
			runs = append(runs, Run{Text: piece, Trace: trace})
		}
	}
	for {
		before, rest, found := strings.Cut(text, traceOf)
		add(before, "")
		if !found {
			return runs
		}
		marked, after, ended := strings.Cut(rest, traceEnd)
		trace, piece, divided := strings.Cut(marked, traceText)
		if !ended || !divided { // a letter of somebody's own text
			add(rest, "")
			return runs
		}
		add(piece, trace)
		text = after
	}
}
