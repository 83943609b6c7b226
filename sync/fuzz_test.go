package sync

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

func fuzzKey() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32)) }

func fuzzWant() expected {
	public := fuzzKey().Public().(ed25519.PublicKey)
	return expected{commune: ledger.DeviceOf(public), key: public, device: ledger.DeviceID{1}, epoch: ledger.Epoch{2},
		nonce: [8]byte{3}, dicts: func(uint32) *ledger.Dictionary { return nil }}
}

func fuzzReceipt(t testing.TB) []byte {
	t.Helper()
	frame, err := ledger.EncodeFrame([][]byte{[]byte("một"), []byte("hai")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := fuzzWant()
	b, err := ledger.EncodeReceipt(ledger.Receipt{Commune: want.commune, Device: want.device, Epoch: want.epoch,
		Nonce: want.nonce, Have: 5, Frames: []ledger.Mark{ledger.MarkOf(frame, 2)}}, [][]byte{frame}, fuzzKey())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func FuzzReadAnswer(f *testing.F) {
	whole := fuzzReceipt(f)
	f.Add(200, ledger.MediaType, whole)
	f.Add(409, ledger.MediaType, whole[:len(whole)-3])
	f.Add(412, ledger.MediaType, whole[:70])
	f.Add(200, "text/html", []byte("<html>"))
	f.Add(403, "application/json", []byte(`{"code":"revoked","detail":"x"}`))
	f.Add(200, ledger.MediaType, []byte("STR1\xff\xff"))
	f.Fuzz(func(t *testing.T, status int, contentType string, body []byte) {
		resp := &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {contentType}},
			Body: io.NopCloser(bytes.NewReader(body))}
		a, err := readAnswer(resp, fuzzWant(), time.Unix(0, 0))
		switch {
		case err != nil:
			if CodeOf(err) == "" || Explain(err).Vi == "" {
				t.Fatalf("untyped %v", err)
			}
		case a.receipt.Nonce != fuzzWant().nonce || !bytes.HasPrefix(body, whole[:len(whole)-40]):
			t.Fatalf("believed %q", body)
		case a.cut == nil && len(a.pulled) != 2:
			t.Fatalf("%d changes", len(a.pulled))
		}
	})
}

func FuzzReadJoinAnswer(f *testing.F) {
	public := fuzzKey().Public().(ed25519.PublicKey)
	whole, _ := json.Marshal(ledger.JoinAnswer{Commune: ledger.DeviceOf(public), CommuneKey: public,
		Device: ledger.DeviceOf(public), Unit: ledger.Unit{ID: "u"}})
	f.Add(string(whole))
	f.Add(`{"commune":"00"}`)
	f.Add("<html>")
	f.Add("")
	f.Fuzz(func(t *testing.T, body string) {
		a, err := readJoinAnswer(strings.NewReader(body), public)
		if err != nil {
			if CodeOf(err) != CodeWrongServer {
				t.Fatal(err)
			}
			return
		}
		if a.Device != ledger.DeviceOf(public) || a.Commune != ledger.DeviceOf(a.CommuneKey) {
			t.Fatalf("believed %s", body)
		}
	})
}

func FuzzCheckURL(f *testing.F) {
	for _, s := range []string{"https://xa.example.vn/", "http://localhost:1", "http://[::1%25lo]/x", "//x", "https://[", "http://2130706433"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once, err := CheckURL(s)
		if err != nil {
			return
		}
		if !strings.HasPrefix(once, "https://") && !strings.HasPrefix(once, "http://") {
			t.Fatalf("%q became %q", s, once)
		}
		if twice, err := CheckURL(once); err != nil || twice != once {
			t.Fatalf("%q, then %q, %v", once, twice, err)
		}
		if _, err := http.NewRequest(http.MethodPut, once+ledger.PushPath, nil); err != nil {
			t.Fatalf("%q: %v", once, err)
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120", "")
	f.Add("Mon, 15 Jun 2026 09:00:00 GMT", "Mon, 15 Jun 2026 08:00:00 GMT")
	f.Add("-1", "x")
	f.Add("99999999999999999999", "")
	f.Fuzz(func(t *testing.T, after, date string) {
		h := http.Header{"Retry-After": {after}, "Date": {date}}
		if d := retryAfter(h, time.Unix(0, 0)); d < 0 {
			t.Fatalf("%v", d)
		}
	})
}
