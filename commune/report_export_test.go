package commune

import "github.com/nghia-hung/sothon/ledger"

// FoldForTest is the fold that the endpoint gives to its store.
func (o *Office) FoldForTest(changes []Logged) (Row, error) { return o.rules.fold(changes) }

// FoldAheadForTest gives the rows that the endpoint gives its store along with a segment.
func (o *Office) FoldAheadForTest(seg Segment) map[ledger.ID]Row { return o.rules.foldAhead(seg) }

// ReportsFresh is longer than the page keeps a report that it has composed.
const ReportsFresh = deskFresh + 1
