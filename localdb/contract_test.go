package localdb_test

import (
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/tui"
)

var (
	_ sync.Store = (*localdb.Store)(nil)
	_ tui.Store  = (*localdb.Store)(nil)

	_ tui.Periods = (*localdb.Store)(nil)
)
