package sync_test

import (
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

func TestOnlyAReceiptOfOurCommuneForThisRequestCounts(t *testing.T) {
	html := "<html>Đăng nhập Wi-Fi</html>"
	for name, c := range map[string]struct {
		mishap mishap
		tamper func(*ledger.Receipt)
		code   ledger.Code
	}{
		"portal":            {mishap: says(200, "text/html", html), code: sync.CodePortal},
		"portal's redirect": {mishap: says(302, "text/html", "", "Location", "http://127.0.0.1:1/"), code: sync.CodePortal},
		"portal's 511":      {mishap: says(511, "text/html", html), code: sync.CodePortal},
		"empty 200":         {mishap: says(200, "", ""), code: sync.CodePortal},
		"page as receipt":   {mishap: says(200, ledger.MediaType, html), code: sync.CodeWrongServer},
		"another server":    {mishap: says(404, "text/plain", "404"), code: sync.CodeWrongServer},
		"a proxy's 502":     {mishap: says(502, "text/html", html), code: ledger.CodeBusy},
		"another's JSON":    {mishap: says(404, "application/json", `{"error":"x"}`), code: sync.CodeWrongServer},
		"code unlike status": {mishap: says(404, "application/json", `{"code":"revoked"}`),
			code: sync.CodeWrongServer},
		"wrong key": {mishap: func(e *endpoint, w http.ResponseWriter, r *http.Request) {
			stranger := newEndpoint()
			stranger.key = newMemory("stranger").key
			h, _, _ := ledger.ReadPush(r.Body)
			stranger.tamper = func(rc *ledger.Receipt) { rc.Commune = e.id() }
			stranger.receipt(w, logName{h.Device, h.Epoch}, h, "")
		}, code: sync.CodeWrongServer},
		"wrong commune": {tamper: func(rc *ledger.Receipt) { rc.Commune[0]++ }, code: sync.CodeWrongServer},
		"wrong nonce":   {tamper: func(rc *ledger.Receipt) { rc.Nonce[0]++ }, code: sync.CodeStale},
		"wrong device":  {tamper: func(rc *ledger.Receipt) { rc.Device[0]++ }, code: sync.CodeStale},
		"wrong epoch":   {tamper: func(rc *ledger.Receipt) { rc.Epoch[0]++ }, code: sync.CodeStale},
	} {
		t.Run(name, func(t *testing.T) {
			m, e := village(t, 3)
			e.tamper = c.tamper
			if c.mishap != nil {
				e.script = slices.Repeat([]mishap{c.mishap}, 9)
			}
			result, err := client(t, m, sync.Options{}).Sync(t.Context(), nil)
			if sync.CodeOf(err) != c.code {
				t.Fatalf("%v, wanted %s", err, c.code)
			}
			if m.have != 0 || result.Pushed != 0 || result.Pending != 3 || m.tried[len(m.tried)-1] != string(c.code) {
				t.Fatalf("%+v, have %d, tried %q", result, m.have, m.tried)
			}
			e.script, e.tamper = nil, nil
			if result := mustSync(t, client(t, m, sync.Options{})); result.Pushed != 3 {
				t.Fatalf("afterwards: %+v", result)
			}
		})
	}
}

func TestTheCommunesOwnRefusals(t *testing.T) {
	for code, attempts := range map[ledger.Code]int{
		ledger.CodeRevoked: 1, ledger.CodeUnauthorized: 1, ledger.CodeWrongCommune: 1, ledger.CodeBadRequest: 4,
		ledger.CodeStorage: 1, ledger.CodeRateLimited: 1, ledger.CodeInternal: 4, ledger.CodeBusy: 4,
	} {
		t.Run(string(code), func(t *testing.T) {
			m, e := village(t, 2)
			e.script = slices.Repeat([]mishap{func(_ *endpoint, w http.ResponseWriter, _ *http.Request) {
				refuse(w, ledger.Errorf(code, "test"))
			}}, 9)
			_, err := client(t, m, sync.Options{}).Sync(t.Context(), nil)
			if !errors.Is(err, &ledger.Error{Code: code}) || !errors.Is(err, &sync.Error{Code: code}) || e.requests != attempts {
				t.Fatalf("%v after %d requests", err, e.requests)
			}
			if m.have != 0 {
				t.Fatal("something was believed")
			}
		})
	}
}

func TestARevokedLaptopLearnsIt(t *testing.T) {
	m, e := village(t, 1)
	e.revoked[m.id.Device] = true
	if _, err := client(t, m, sync.Options{}).Sync(t.Context(), nil); sync.CodeOf(err) != ledger.CodeRevoked {
		t.Fatal(err)
	}
	delete(e.devices, m.id.Device)
	if _, err := client(t, m, sync.Options{}).Sync(t.Context(), nil); sync.CodeOf(err) != ledger.CodeUnauthorized {
		t.Fatal(err)
	}
}

func TestHaveMayFall(t *testing.T) {
	m, e := village(t, 12)
	c := client(t, m, sync.Options{})
	mustSync(t, c)
	name := logName{m.id.Device, m.epoch}
	log := e.logs[name]
	log.ids, log.hashes = log.ids[:4], log.hashes[:5]
	e.all, e.incarnation = e.all[:4], ledger.Incarnation{2}
	for _, id := range m.ids()[4:] {
		delete(e.seen, id)
	}
	m.writeSome(t, 1)
	result := mustSync(t, c)
	e.hasExactly(t, m.ids())
	if result.Pushed != 9 || result.Pending != 0 || m.epochs != 1 {
		t.Fatalf("%+v, %d epochs", result, m.epochs)
	}
}

func TestAnUnknownEpochIsSentFromItsBeginning(t *testing.T) {
	m, e := village(t, 5)
	c := client(t, m, sync.Options{})
	mustSync(t, c)
	clear(e.logs)
	clear(e.seen)
	e.all, e.incarnation = nil, ledger.Incarnation{2}
	result := mustSync(t, c)
	e.hasExactly(t, m.ids())
	if result.Pushed != 5 || e.pushes[1].First != 6 || e.pushes[2].First != 1 {
		t.Fatalf("%+v, %+v", result, e.pushes)
	}
}

func TestAForkBeginsANewLogOfTheSameChanges(t *testing.T) {
	m, e := village(t, 6)
	c := client(t, m, sync.Options{})
	mustSync(t, c)
	lost := m.ids()[3:]
	// The laptop comes back from a backup made after three changes, and writes others.
	m.log, m.hashes, m.have, m.cursor.Number = m.log[:3], m.hashes[:4], 3, 3
	for _, id := range lost {
		delete(m.known, id)
	}
	m.write(made("sau khi phục hồi", 1))
	m.write(made("sau khi phục hồi", 2))
	result := mustSync(t, c)
	if m.epochs != 2 || result.Pending != 0 || len(e.all) != 8 {
		t.Fatalf("%+v, %d epochs, %d changes", result, m.epochs, len(e.all))
	}
	if !slices.Equal(m.pulled, lost) {
		t.Fatalf("pulled %v, lost were %v", m.pulled, lost)
	}
}

func TestAShorterLogThanTheCommunesIsAFork(t *testing.T) {
	m, e := village(t, 6)
	c := client(t, m, sync.Options{})
	mustSync(t, c)
	m.log, m.hashes, m.have = m.log[:3], m.hashes[:4], 3
	mustSync(t, c)
	if m.epochs != 2 || len(e.all) != 6 {
		t.Fatalf("%d epochs, %d changes", m.epochs, len(e.all))
	}
}

func TestAnEndpointThatGetsNowhereIsGivenUp(t *testing.T) {
	for name, tamper := range map[string]func(*ledger.Receipt){
		"takes nothing": func(rc *ledger.Receipt) { rc.Have, rc.Hash = 0, ledger.Hash{} },
		"always forks":  func(rc *ledger.Receipt) { rc.Code = ledger.CodeFork },
		"says more":     func(rc *ledger.Receipt) { rc.More = 5 },
	} {
		t.Run(name, func(t *testing.T) {
			m, e := village(t, 3)
			e.tamper = tamper
			_, err := client(t, m, sync.Options{}).Sync(t.Context(), nil)
			if code := sync.CodeOf(err); code != sync.CodeNoProgress && code != ledger.CodeFork {
				t.Fatal(err)
			}
			if e.requests > 20 {
				t.Fatalf("%d requests", e.requests)
			}
		})
	}
}

func TestTooLargeIsHalved(t *testing.T) {
	m, e := village(t, 2000)
	for _, e.maxBody = range []int64{40_000, 9_000} {
		m.writeSome(t, 500)
		refused := e.requests - len(e.pushes)
		mustSync(t, client(t, m, sync.Options{}))
		e.hasExactly(t, m.ids())
		if refused = e.requests - len(e.pushes) - refused; refused < 1 || refused > 9 {
			t.Fatalf("%d requests were too large for %d bytes", refused, e.maxBody)
		}
	}
	m.writeSome(t, 1)
	e.maxBody = 10
	if _, err := client(t, m, sync.Options{}).Sync(t.Context(), nil); sync.CodeOf(err) != ledger.CodeTooLarge {
		t.Fatal(err)
	}
}

func TestAnUnknownDictionaryIsDoneWithout(t *testing.T) {
	catalogue := catalogueOf(t)
	m, e := village(t, 50)
	c := client(t, m, sync.Options{Dictionaries: catalogue})
	result := mustSync(t, c)
	if result.Pushed != 50 || e.requests != 2 {
		t.Fatalf("%+v in %d requests", result, e.requests)
	}
	m.writeSome(t, 1)
	mustSync(t, c)
	if e.requests != 3 {
		t.Fatalf("%d requests: the dictionary was tried again", e.requests)
	}
}

func TestRejectionsAreKeptAndDoNotBlock(t *testing.T) {
	m, e := village(t, 1500)
	bad := m.ids()[1490]
	e.reject[bad] = ledger.CodeInvalid
	e.script = []mishap{loseAnswer} // what is sent again is less than what was stored
	result := mustSync(t, client(t, m, sync.Options{}))
	if len(result.Rejected) != 1 || result.Rejected[0].ID != bad || m.rejected[bad] != ledger.CodeInvalid || result.Pending != 0 {
		t.Fatalf("%+v", result)
	}
}

func TestARequestTakenForABadOneIsSentInPieces(t *testing.T) {
	m, e := village(t, 3000)
	e.script = []mishap{says(400, "application/json", `{"code":"bad_request"}`)}
	mustSync(t, client(t, m, sync.Options{}))
	if len(e.pushes[0].Frames) != 1 || len(e.pushes) < 3 {
		t.Fatalf("%d frames in the next of %d requests", len(e.pushes[0].Frames), len(e.pushes))
	}
	e.hasExactly(t, m.ids())
}

func TestAnEmptiedLaptopGetsItsChangesBack(t *testing.T) {
	m, _ := village(t, 6)
	mustSync(t, client(t, m, sync.Options{}))
	// The laptop comes back from a backup made before its first change.
	m.log, m.hashes, m.have, m.cursor = nil, m.hashes[:1], 0, ledger.Cursor{}
	clear(m.known)
	if result := mustSync(t, client(t, m, sync.Options{})); result.Pulled != 6 || m.epochs != 2 {
		t.Fatalf("%+v, %d epochs", result, m.epochs)
	}
}

func TestARefusedRequestWithoutChangesIsMadeAgain(t *testing.T) {
	m, e := village(t, 0)
	e.office(3)
	e.script = []mishap{says(415, "application/json", `{"code":"no_dictionary"}`)}
	if result := mustSync(t, client(t, m, sync.Options{})); result.Pulled != 3 {
		t.Fatalf("%+v", result)
	}
}
