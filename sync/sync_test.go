package sync_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// atOnce is a policy without waiting.
func atOnce(attempts int) sync.Retry {
	return sync.Retry{Attempts: attempts, Base: 1, Cap: time.Millisecond}
}

func client(t testing.TB, m *memory, o sync.Options) *sync.Client {
	t.Helper()
	if o.Retry == (sync.Retry{}) {
		o.Retry = atOnce(4)
	}
	o.Rand = rand.NewChaCha8([32]byte{7})
	c := sync.New(m, o)
	t.Cleanup(c.Close)
	return c
}

// village is a laptop with n unsent changes and its commune.
func village(t testing.TB, n int) (*memory, *endpoint) {
	t.Helper()
	m, e := newMemory("laptop"), newEndpoint()
	e.serve(t, m)
	m.writeSome(t, n)
	return m, e
}

func mustSync(t testing.TB, c *sync.Client) ledger.SyncResult {
	t.Helper()
	result, err := c.Sync(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestAnOrdinaryVisitIsOneRoundTrip(t *testing.T) {
	m, e := village(t, 20)
	e.office(7)
	c := client(t, m, sync.Options{Agent: "thử 1.0"})
	result := mustSync(t, c)
	if result.Pushed != 20 || result.Pulled != 7 || result.Pending != 0 || result.Rounds != 1 || e.requests != 1 {
		t.Fatalf("%+v after %d requests", result, e.requests)
	}
	if result.BytesUp == 0 || result.BytesDown == 0 || len(m.pulled) != 7 {
		t.Fatalf("%+v, pulled %d", result, len(m.pulled))
	}
	if got := e.headers; got.Get("User-Agent") != "" || got.Get("Accept-Encoding") != "" || len(got) != 1 {
		t.Fatalf("headers %v", got)
	}
	if h := e.pushes[0]; h.Agent != "thử 1.0" || h.First != 1 || h.Nonce == [8]byte{} {
		t.Fatalf("header %+v", h)
	}
	if again := mustSync(t, c); again.Pushed != 0 || again.Pulled != 0 || again.Rounds != 1 {
		t.Fatalf("again: %+v", again)
	}
	if !slices.Equal(m.tried, []string{"", ""}) {
		t.Fatalf("tried %q", m.tried)
	}
}

func TestMishapsOfTheLinkLoseAndDoubleNothing(t *testing.T) {
	for name, mishaps := range map[string][]mishap{
		"lost request":        {loseRequest},
		"lost answer":         {loseAnswer, loseAnswer},
		"doubled request":     {twice, twice},
		"body cut":            {cutRequest(60_000), cutRequest(300)},
		"answer cut":          {cutAnswer(0), cutAnswer(3), cutAnswer(90)},
		"answer cut in pulls": {cutAnswer(6000), cutAnswer(2500), loseAnswer, cutAnswer(5000)},
		"all of it":           {cutRequest(90_000), twice, loseAnswer, nil, cutAnswer(1500), loseRequest, twice},
	} {
		t.Run(name, func(t *testing.T) {
			m, e := village(t, 900)
			e.office(200)
			want := append(e.ids(), m.ids()...)
			e.script = mishaps
			result := mustSync(t, client(t, m, sync.Options{Retry: atOnce(8)}))
			e.hasExactly(t, want)
			if result.Pushed != 900 || result.Pending != 0 || len(m.pulled) != 200 || result.Pulled != 200 {
				t.Fatalf("%+v, pulled %d", result, len(m.pulled))
			}
		})
	}
}

func TestFramesBeforeACutAreNotSentAgain(t *testing.T) {
	m, e := village(t, 3000)
	e.script = []mishap{cutRequest(200_000)}
	result := mustSync(t, client(t, m, sync.Options{}))
	second, third := e.pushes[1], e.pushes[2]
	if len(e.pushes[0].Frames) < 4 || len(second.Frames) != 1 || len(third.Frames) != 2 {
		t.Fatalf("frames %d, %d, %d", len(e.pushes[0].Frames), len(second.Frames), len(third.Frames))
	}
	if third.First <= uint64(second.Frames[0].Count)+1 {
		t.Fatalf("third request begins at %d, although the cut one had delivered more", third.First)
	}
	if result.Pushed != 3000 {
		t.Fatalf("%+v", result)
	}
	e.hasExactly(t, m.ids())
}

func TestManyChangesTakeSeveralRoundsBothWays(t *testing.T) {
	m, e := village(t, 9000)
	e.office(9000)
	result := mustSync(t, client(t, m, sync.Options{}))
	if result.Pushed != 9000 || result.Pulled != 9000 || result.Rounds < 3 || result.Rounds > 6 {
		t.Fatalf("%+v", result)
	}
	for _, h := range e.pushes {
		n := 0
		for _, f := range h.Frames {
			n += f.Count
		}
		if n > ledger.MaxFrameChanges {
			t.Fatalf("%d changes in one request", n)
		}
	}
}

func TestProgressTellsOnlyWhatIsProven(t *testing.T) {
	m, e := village(t, 3000)
	e.office(10)
	e.script = []mishap{loseRequest, loseAnswer, nil}
	var phases []string
	last := ledger.SyncProgress{}
	c := client(t, m, sync.Options{})
	_, err := c.Sync(t.Context(), func(p ledger.SyncProgress) {
		if p.Phase != last.Phase {
			phases = append(phases, p.Phase)
		}
		if p.Proven < last.Proven || p.Proven > int(m.have) || p.Proven > p.Total || p.Total != 3000 {
			t.Errorf("%+v after %+v", p, last)
		}
		if (p.Phase == "waiting") != (p.Err != nil && !p.NextTry.IsZero()) {
			t.Errorf("%+v", p)
		}
		last = p
	})
	if err != nil {
		t.Fatal(err)
	}
	round := []string{"connecting", "sending", "receiving"}
	want := slices.Concat(round[:2], []string{"waiting"}, round[:2], []string{"waiting"}, round)
	if !slices.Equal(phases[:len(want)], want) || last.Phase != "done" {
		t.Fatalf("phases %q", phases)
	}
	if last.Proven != 3000 || last.Pulled != 10 || last.LastID != m.log[2999].ID {
		t.Fatalf("%+v", last)
	}
	if m.tried[0] != "cut" || m.next[0].IsZero() || m.tried[len(m.tried)-1] != "" {
		t.Fatalf("tried %q", m.tried)
	}
}

func TestASecondSyncWaitsForItsTurn(t *testing.T) {
	m, e := village(t, 1)
	c := client(t, m, sync.Options{})
	inside, done := make(chan struct{}), make(chan error)
	second := func(ctx context.Context) { _, err := c.Sync(ctx, nil); done <- err }
	e.script = []mishap{func(e *endpoint, w http.ResponseWriter, r *http.Request) {
		close(inside)
		ended, cancel := context.WithCancel(context.Background())
		cancel()
		go second(ended)
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("second with an ended context: %v", err)
		}
		m.writeSome(t, 1)
		go second(context.Background())
		e.answer(w, r)
	}}
	mustSync(t, c)
	<-inside
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	e.hasExactly(t, m.ids())
}

func TestStoreFailuresAreNamedAndEndIt(t *testing.T) {
	m, _ := village(t, 1)
	m.broken = errors.New("disk full")
	_, err := client(t, m, sync.Options{Retry: atOnce(0)}).Sync(t.Context(), nil)
	if sync.CodeOf(err) != sync.CodeStore || !strings.Contains(err.Error(), "disk full") {
		t.Fatal(err)
	}
	fresh := newMemory("fresh")
	if _, err := client(t, fresh, sync.Options{}).Sync(t.Context(), nil); sync.CodeOf(err) != sync.CodeNotJoined {
		t.Fatal(err)
	}
}
