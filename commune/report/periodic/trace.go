package periodic

import (
	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/ledger"
)

// The columns of a table of figures, as traces name them.
const (
	ThisPeriod = "ky_nay"
	LastYear   = "cung_ky"
	YearToDate = "luy_ke"
)

// The beginnings of traces (paper.Run, paper.TableCell), which tell what stands behind a number or a line
// of the document: "so:tt_buoi.ky_nay" a figure, "phieu:ID" a record, "dem:FORM@UNIT" how many records
// there are of a form ("" for all) and a unit ("" for all).
const (
	TraceFigure = "so:"
	TraceRecord = "phieu:"
	TraceCount  = "dem:"
)

// traced marks a figure within a text with where it comes from, if the text is to be shown with that.
func (in *Input) traced(code, column, text string) string {
	if !in.Traced || text == "" {
		return text
	}
	return paper.Traced(TraceFigure+code+"."+column, text)
}

// measure is an amount of a figure in words, traced.
func (in *Input) measure(f ledger.Figure, column string, a ledger.Amount) string {
	return in.traced(f.Indicator.Code, column, f.Indicator.Measure(a, "vi"))
}

// trace tells where the cell of a column of the line comes from, "" for one that is no number.
func (line Line) trace(c Column, first bool) string {
	switch {
	case line.Indicator != "" && (c.Key == ThisPeriod || c.Key == LastYear || c.Key == YearToDate):
		return TraceFigure + line.Indicator + "." + c.Key
	case line.Record != "" && first:
		return TraceRecord + line.Record
	case line.Counts && c.Key == "cong":
		return TraceCount + "@" + line.Unit
	case line.Counts && InUnits(c.Key):
		return TraceCount + c.Key + "@" + line.Unit
	}
	return ""
}

// AppendixName is what the n-th appendix is called, from 1: "Phụ lục IV".
func AppendixName(n int) string { return "Phụ lục " + roman[n-1] }
