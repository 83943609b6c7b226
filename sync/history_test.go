package sync_test

import (
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

// history is a random course of events with one commune and two laptops.
type history struct {
	t       *rapid.T
	e       *endpoint
	laptops []*memory
	clients []*sync.Client
	written int
	forgot  bool
}

// TestWhateverIsLostOrDoubledEverythingArrivesOnceInOrder drives two laptops through random writing,
// loss, duplication and cuts, restores of the commune and of a laptop; once the link holds, everyone
// has everything exactly once, and each log arrived in its order.
func TestWhateverIsLostOrDoubledEverythingArrivesOnceInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := &history{t: t, e: newEndpoint()}
		server := httptest.NewUnstartedServer(h.e)
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.Start()
		defer server.Close()
		for i := range 2 {
			m := newMemory(fmt.Sprint("laptop ", i))
			h.e.enrol(m, server.URL)
			c := sync.New(m, sync.Options{Retry: atOnce(3), Rand: rand.NewChaCha8([32]byte{byte(i)})})
			defer c.Close()
			h.laptops, h.clients = append(h.laptops, m), append(h.clients, c)
		}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			h.step()
		}
		h.settle()
	})
}

func (h *history) step() {
	i := rapid.IntRange(0, 1).Draw(h.t, "laptop")
	switch rapid.SampledFrom([]string{"write", "sync", "sync", "sync", "office", "commune restored"}).Draw(h.t, "event") {
	case "write":
		for range rapid.IntRange(1, 300).Draw(h.t, "changes") {
			h.written++
			h.laptops[i].write(made(fmt.Sprint("laptop ", i), h.written))
		}
	case "office":
		h.e.office(rapid.IntRange(1, 30).Draw(h.t, "of the office"))
	case "commune restored":
		h.restoreCommune()
	case "sync":
		h.e.script = rapid.SliceOfN(rapid.Custom(drawMishap), 0, 8).Draw(h.t, "mishaps")
		_, err := h.clients[i].Sync(h.t.Context(), nil)
		h.e.still()
		if h.e.script = nil; err != nil && !sync.Temporary(err) {
			h.t.Fatalf("%v", err)
		}
		h.proven(i)
	}
}

// proven checks that the laptop believes no more than the commune has, unless the commune forgot
// it and could not yet say so.
func (h *history) proven(i int) {
	if h.forgot {
		return
	}
	m := h.laptops[i]
	log := h.e.logs[logName{m.id.Device, m.epoch}]
	if m.have > 0 && (log == nil || m.have > uint64(len(log.ids)) || log.hashes[m.have] != m.hashes[m.have]) {
		h.t.Fatalf("laptop %d believes %d", i, m.have)
	}
}

// restoreCommune puts the commune back to an earlier state, which takes back what came later.
func (h *history) restoreCommune() {
	e := h.e
	keep := rapid.IntRange(0, len(e.all)).Draw(h.t, "kept")
	for _, l := range e.all[keep:] {
		if l.by.device == e.id() {
			return // the office's own work has no other copy
		}
	}
	for _, l := range e.all[keep:] {
		delete(e.seen, l.id)
	}
	e.all = e.all[:keep]
	e.incarnation[1]++
	h.forgot = true
	for name, log := range e.logs {
		n := slices.IndexFunc(log.ids, func(id ledger.ID) bool { return !e.seen[id] })
		if n == 0 {
			delete(e.logs, name)
		} else if n > 0 {
			log.ids, log.hashes = log.ids[:n], log.hashes[:n+1]
		}
	}
}

func drawMishap(t *rapid.T) mishap {
	switch rapid.SampledFrom([]string{"none", "lose request", "lose answer", "twice", "cut request", "cut answer", "busy", "portal"}).Draw(t, "mishap") {
	case "lose request":
		return loseRequest
	case "lose answer":
		return loseAnswer
	case "twice":
		return twice
	case "cut request":
		return cutRequest(rapid.Int64Range(0, 30_000).Draw(t, "bytes"))
	case "cut answer":
		return cutAnswer(rapid.IntRange(0, 30_000).Draw(t, "bytes"))
	case "busy":
		return says(503, "application/json", `{"code":"busy"}`)
	case "portal":
		return says(200, "text/html", "<html>")
	}
	return nil
}

// settle lets everyone sync without mishap and compares.
func (h *history) settle() {
	for range 2 {
		for i, c := range h.clients {
			if result, err := c.Sync(h.t.Context(), nil); err != nil || result.Pending != 0 {
				h.t.Fatalf("laptop %d: %+v, %v", i, result, err)
			}
		}
	}
	all := h.e.ids()
	for i, m := range h.laptops {
		if own := only(all, m.ids()); !slices.Equal(own, m.ids()) {
			h.t.Fatalf("laptop %d wrote %d changes, %d arrived, or in another order", i, len(m.ids()), len(own))
		}
		if len(m.pulled)+len(m.log) != len(all) {
			h.t.Fatalf("laptop %d has %d and %d of %d changes", i, len(m.log), len(m.pulled), len(all))
		}
	}
}

// only gives those of all that are among these.
func only(all, these []ledger.ID) (out []ledger.ID) {
	set := map[ledger.ID]bool{}
	for _, id := range these {
		set[id] = true
	}
	for _, id := range all {
		if set[id] {
			out = append(out, id)
		}
	}
	return out
}
