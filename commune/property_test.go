package commune_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// TestAnyInterleavingFoldsAlike lets laptops of two units write, send parts of their logs again and
// again, lose answers, begin new epochs, and the office review in between. Whatever happened, the
// store is sound, and each record is what ledger.Fold makes of all that was written.
func TestAnyInterleavingFoldsAlike(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newTown(t)
		defer w.close()
		laptops := []*laptop{w.laptop("x1"), w.laptop("x1"), w.laptop("x2")}
		office := map[ledger.ID]bool{}
		rt.Repeat(map[string]func(*rapid.T){
			"write": func(rt *rapid.T) { scribble(rt, rapid.SampledFrom(laptops).Draw(rt, "laptop")) },
			"send": func(rt *rapid.T) {
				l := rapid.SampledFrom(laptops).Draw(rt, "laptop")
				first := rapid.Uint64Range(1, uint64(len(l.log))+1).Draw(rt, "first")
				rc, _, err := l.send(l.request(first, rapid.IntRange(0, 3).Draw(rt, "per frame")))
				if err != nil && rc.Code != ledger.CodeGap {
					t.Fatal(err)
				}
			},
			"sync": func(rt *rapid.T) { rapid.SampledFrom(laptops).Draw(rt, "laptop").sync() },
			"new epoch": func(rt *rapid.T) {
				rapid.SampledFrom(laptops).Draw(rt, "laptop").newEpoch()
			},
			"review": func(rt *rapid.T) {
				items, err := w.office.Records(context.Background(), commune.Query{})
				if err != nil || len(items) == 0 {
					return
				}
				id := rapid.SampledFrom(items).Draw(rt, "record").ID
				if rapid.Bool().Draw(rt, "approve") {
					err = w.office.Approve(context.Background(), "xa", id)
				} else {
					err = w.office.Return(context.Background(), "xa", id, "sửa lại", "")
				}
				office[id] = office[id] || err == nil
			},
			"restart": func(*rapid.T) { w.reopen() },
		})
		for range 2 {
			for _, l := range laptops {
				l.sync()
			}
		}
		w.clean()
		compare(t, w, laptops)
	})
}

// scribble writes a new record or changes one the laptop knows.
func scribble(rt *rapid.T, l *laptop) {
	var known []ledger.ID
	for _, b := range l.log {
		if c, err := ledger.DecodeChange(b); err == nil && c.ID == c.Record {
			known = append(known, c.ID)
		}
	}
	for _, c := range l.seen {
		if c.ID == c.Record && c.Device != l.id {
			known = append(known, c.ID)
		}
	}
	if len(known) == 0 || rapid.Bool().Draw(rt, "new") {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", rapid.IntRange(0, 9).Draw(rt, "topic")), 20))
		return
	}
	id := known[rapid.IntRange(0, len(known)-1).Draw(rt, "record")]
	field := rapid.SampledFrom([]string{"nu", "tong_so", "so_ho"}).Draw(rt, "field")
	l.make(ledger.KindFinalize, &id, ledger.Values{field: number(rapid.Int64Range(1, 30).Draw(rt, "value"))})
}

// compare folds the union of what the laptops know and looks for the same at the commune, and at
// every laptop of the unit.
func compare(t *testing.T, w *town, laptops []*laptop) {
	t.Helper()
	union := map[ledger.ID][]*ledger.Change{}
	for _, l := range laptops {
		for _, c := range l.seen {
			union[c.Record] = append(union[c.Record], c)
		}
	}
	items, err := w.office.Records(context.Background(), commune.Query{})
	if err != nil || len(items) != len(union) {
		t.Fatalf("%d records at the commune, %d were written, %v", len(items), len(union), err)
	}
	for id, changes := range union {
		want := ledger.Fold(changes)
		d := w.show(id)
		if d.Record.Changes != want.Changes || d.State != want.State || fmt.Sprint(d.Conflicts) != fmt.Sprint(want.Conflicts()) {
			t.Errorf("record %s: %d changes, %s, conflicts %v; want %d, %s, %v", id, d.Record.Changes, d.State, d.Conflicts,
				want.Changes, want.State, want.Conflicts())
		}
		for name, v := range want.Counted() {
			if !d.Values[name].Equal(v) {
				t.Errorf("record %s: %s is %v, want %v", id, name, d.Values[name], v)
			}
		}
		for _, l := range laptops {
			if l.unit == want.Unit && l.record(id).Changes != want.Changes {
				t.Errorf("a laptop of %s knows %d of %d changes", l.unit, l.record(id).Changes, want.Changes)
			}
		}
	}
}

func FuzzEndpoint(f *testing.F) {
	w := newTown(f)
	l := w.laptop("x1")
	for i := range 3 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i), 10))
	}
	q := l.request(1, 2)
	f.Add(q.body(f))
	f.Add(request{head: empty(l), key: l.key}.body(f))
	f.Add([]byte("STP1\xff\xff"))
	join := []byte(`{"code":"00000-00000","key":"AAAA"}`)
	f.Add(join)
	f.Fuzz(func(t *testing.T, body []byte) {
		for method, path := range map[string]string{http.MethodPut: ledger.PushPath, http.MethodPost: ledger.JoinPath} {
			answer := httptest.NewRecorder()
			w.office.Endpoint().ServeHTTP(answer, httptest.NewRequest(method, path, bytes.NewReader(body)))
			if answer.Code >= 500 {
				out, _ := io.ReadAll(answer.Body)
				t.Errorf("%s answers %d %s", path, answer.Code, out)
			}
		}
		// the same bytes as frames of a request that is rightly signed
		bent := q
		bent.frames = [][]byte{body}
		bent.head.Frames = []ledger.Mark{ledger.MarkOf(body, 1)}
		_, err := w.office.Accept(context.Background(), bytes.NewReader(bent.body(t)), nil)
		if err != nil && !isRefusal(err) {
			t.Error(err)
		}
	})
}

// isRefusal reports an error that names what is wrong with the request.
func isRefusal(err error) bool {
	for _, code := range []ledger.Code{ledger.CodeBadRequest, ledger.CodeBadFrame, ledger.CodeTooLarge, ledger.CodeNoDictionary} {
		if e, ok := err.(*ledger.Error); ok && e.Code == code {
			return true
		}
	}
	return false
}
