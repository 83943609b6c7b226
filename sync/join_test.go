package sync_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

func joinOptions(url string) sync.JoinOptions {
	return sync.JoinOptions{URL: url, Code: " MA-MOT-LAN ", Name: "Nguyễn Văn Mẫu", Computer: "may-thon",
		Options: sync.Options{Retry: atOnce(4), Agent: "thử"}}
}

func TestJoinMakesALaptopThatSyncs(t *testing.T) {
	cert, _ := certificate(t)
	m, e := newMemory("laptop"), newEndpoint()
	server := serveTLS(t, e, cert)
	e.script = []mishap{loseAnswer, cutAnswer(40), says(502, "text/html", "")}
	o := joinOptions(server.URL + "/")
	pin := sync.Fingerprint(cert.Leaf)
	o.Pin = strings.ToUpper(pin[:8] + ":" + pin[8:30] + " " + pin[30:])
	id, err := sync.Join(t.Context(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	if !id.Joined || id.Unit.Place() != "Xóm 1 (Nghĩa Châu)" || id.Commune != e.id() || id.Pin != pin || id.URL != server.URL ||
		id.Person != "Nguyễn Văn Mẫu" || id.Province != "Ninh Bình" || m.id.URL != id.URL {
		t.Fatalf("%+v", id)
	}
	m.writeSome(t, 3)
	if result := mustSync(t, client(t, m, sync.Options{})); result.Pushed != 3 {
		t.Fatalf("%+v", result)
	}
	if _, err := sync.Join(t.Context(), m, o); err != nil {
		t.Fatalf("joining the same commune again: %v", err)
	}
}

func TestAJoinThatFailsChangesNothing(t *testing.T) {
	refusing := func(code ledger.Code) mishap {
		return func(_ *endpoint, w http.ResponseWriter, _ *http.Request) { refuse(w, ledger.Errorf(code, "test")) }
	}
	answering := func(change func(*ledger.JoinAnswer)) mishap {
		return func(e *endpoint, w http.ResponseWriter, r *http.Request) {
			rec := httptest.NewRecorder()
			e.answer(rec, r)
			var a ledger.JoinAnswer
			if err := json.NewDecoder(rec.Body).Decode(&a); err != nil {
				t.Error(err)
			}
			change(&a)
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(a)
		}
	}
	for name, c := range map[string]struct {
		mishap mishap
		code   ledger.Code
	}{
		"wrong code":           {refusing(ledger.CodeJoinCode), ledger.CodeJoinCode},
		"rate limited":         {refusing(ledger.CodeRateLimited), ledger.CodeRateLimited},
		"busy":                 {refusing(ledger.CodeBusy), ledger.CodeBusy},
		"portal":               {says(200, "text/html", "<html>"), sync.CodePortal},
		"another server":       {says(404, "text/html", "<html>"), sync.CodeWrongServer},
		"other JSON":           {says(200, "application/json", `{"ok":true}`), sync.CodeWrongServer},
		"broken JSON":          {says(200, "application/json", `{"commune":"zz"`), sync.CodeWrongServer},
		"key not of commune":   {answering(func(a *ledger.JoinAnswer) { a.CommuneKey[0]++ }), sync.CodeWrongServer},
		"short key":            {answering(func(a *ledger.JoinAnswer) { a.CommuneKey = a.CommuneKey[1:] }), sync.CodeWrongServer},
		"device of another":    {answering(func(a *ledger.JoinAnswer) { a.Device[0]++ }), sync.CodeWrongServer},
		"no unit":              {answering(func(a *ledger.JoinAnswer) { a.Unit.ID = "" }), sync.CodeWrongServer},
		"answer lost for good": {loseAnswer, sync.CodeCut},
	} {
		t.Run(name, func(t *testing.T) {
			m, e := newMemory("laptop"), newEndpoint()
			e.script = slices.Repeat([]mishap{c.mishap}, 9)
			_, err := sync.Join(t.Context(), m, joinOptions(e.serve(t).URL))
			if sync.CodeOf(err) != c.code || m.id.Joined {
				t.Fatalf("%v, joined %v", err, m.id.Joined)
			}
			if w := sync.Explain(err); w.Vi == "" || w.En == "" {
				t.Fatal("no words")
			}
		})
	}
}

func TestALaptopBelongsToOneCommune(t *testing.T) {
	m, e := village(t, 0)
	other := newEndpoint()
	other.key = newMemory("another commune").key
	before := m.id
	_, err := sync.Join(t.Context(), m, joinOptions(other.serve(t).URL))
	if sync.CodeOf(err) != sync.CodeElsewhere || m.id.Commune != before.Commune || e.requests != 0 {
		t.Fatal(err)
	}
}

func TestJoinChecksWhatItIsGiven(t *testing.T) {
	m := newMemory("laptop")
	o := joinOptions("http://xa.example.vn")
	if _, err := sync.Join(t.Context(), m, o); sync.CodeOf(err) != sync.CodeInsecureURL {
		t.Fatal(err)
	}
	o.URL, o.Pin = "https://127.0.0.1:1", "12:34"
	if _, err := sync.Join(t.Context(), m, o); sync.CodeOf(err) != sync.CodePin {
		t.Fatal(err)
	}
	o.Pin = ""
	if _, err := sync.Join(t.Context(), m, o); sync.CodeOf(err) != sync.CodeOffline {
		t.Fatal(err)
	}
	m.broken = errors.New("disk full")
	if _, err := sync.Join(t.Context(), m, joinOptions(newEndpoint().serve(t).URL)); sync.CodeOf(err) != sync.CodeStore {
		t.Fatal(err)
	}
}
