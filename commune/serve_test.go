package commune_test

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func TestServeDrainsAndPins(t *testing.T) {
	w := newTown(t)
	pin, err := w.office.Pin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.reopen() // the key outlives the program
	cert, err := w.office.SelfSigned(t.Context(), "may-chu-xa", "10.0.0.7", "0.0.0.0", "")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := commune.PinOf(cert); err != nil || got != pin {
		t.Fatalf("pin %s after a restart, was %s, %v", got, pin, err)
	}
	for _, host := range []string{"localhost", "127.0.0.1", "may-chu-xa", "10.0.0.7"} {
		if err := cert.Leaf.VerifyHostname(host); err != nil {
			t.Error(err)
		}
	}
	serveAndStop(t, w, cert, pin)
}

// serveAndStop serves with TLS, asks, and stops while a request is under way.
func serveAndStop(t *testing.T, w *town, cert tls.Certificate, pin string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	entered, leave := make(chan struct{}), make(chan struct{})
	mux := http.NewServeMux()
	mux.Handle("/", w.office.Endpoint())
	mux.HandleFunc("/slow", func(http.ResponseWriter, *http.Request) { close(entered); <-leave })
	ended := make(chan error, 1)
	go func() {
		ended <- commune.Serve(ctx, commune.Server{Handler: mux, Listener: listener, TLS: &tls.Config{Certificates: []tls.Certificate{cert}}})
	}()
	client := pinned(pin)
	defer client.CloseIdleConnections()
	url := "https://" + listener.Addr().String()
	resp, err := client.Get(url + "/healthz")
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("healthz: %v", err)
	}
	resp.Body.Close()
	slow := make(chan error, 1)
	go func() {
		resp, err := client.Get(url + "/slow")
		if err == nil {
			resp.Body.Close()
		}
		slow <- err
	}()
	<-entered
	stop()
	close(leave)
	if err := <-slow; err != nil {
		t.Errorf("the request under way was cut: %v", err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// pinned is a client that knows the endpoint by its key alone.
func pinned(pin string) *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true,
		VerifyConnection: func(s tls.ConnectionState) error {
			if ledger.PinOf(s.PeerCertificates[0].RawSubjectPublicKeyInfo) != pin {
				return errors.New("another key")
			}
			return nil
		}}}}
}
