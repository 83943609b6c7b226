package sync_test

import (
	"testing"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

// An endpoint of a program that takes no files gets the records; the files wait without an error.
func TestAnEndpointThatTakesNoFiles(t *testing.T) {
	m, _ := village(t, 3)
	h := m.attach([]byte("ảnh mẫu"))
	result := mustSync(t, client(t, m, sync.Options{}))
	if result.Pushed != 3 || result.Pending != 0 || result.FilesSent != 0 || result.FilesPending != 1 {
		t.Fatalf("%+v", result)
	}
	if m.answered != 0 || m.states[h] != (ledger.FileState{}) || m.tried[len(m.tried)-1] != "" {
		t.Fatalf("answered %d, %+v, tried %q", m.answered, m.states[h], m.tried)
	}
}
