package sync_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

var summer = time.Date(2026, 6, 15, 8, 0, 0, 0, time.UTC)

// certificate makes a self-signed one, its own authority, valid from June to August 2026.
func certificate(t testing.TB) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "xã"},
		NotBefore: summer.AddDate(0, 0, -14), NotAfter: summer.AddDate(0, 2, 0), IPAddresses: []net.IP{{127, 0, 0, 1}},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf},
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

func serveTLS(t testing.TB, e *endpoint, cert tls.Certificate) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(e)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

func TestWhomTheEndpointsKeyIsBelieved(t *testing.T) {
	cert, ca := certificate(t)
	other, otherCA := certificate(t)
	pin, wrong := sync.Fingerprint(cert.Leaf), sync.Fingerprint(other.Leaf)
	dead := time.Unix(3600, 0) // a laptop whose clock battery is empty
	for name, c := range map[string]struct {
		pin               string
		ca                []byte
		now, build, known time.Time
		code              ledger.Code
	}{
		"pinned":                      {pin: pin, now: summer},
		"pinned, clock in 1970":       {pin: pin, now: dead},
		"pinned, after its expiry":    {pin: pin, now: summer.AddDate(9, 0, 0)},
		"another key than pinned":     {pin: wrong, ca: ca, now: summer, code: sync.CodePin},
		"unknown authority":           {now: summer, code: sync.CodeTLS},
		"another authority":           {ca: otherCA, now: summer, code: sync.CodeTLS},
		"file without an authority":   {ca: []byte("-"), now: summer, code: sync.CodeTLS},
		"authority":                   {ca: ca, now: summer},
		"authority, clock in 1970":    {ca: ca, now: dead, code: sync.CodeTLS},
		"… program built since":       {ca: ca, now: dead, build: summer},
		"… commune heard from since":  {ca: ca, now: dead, known: summer},
		"authority, after its expiry": {ca: ca, now: summer.AddDate(1, 0, 0), build: summer, code: sync.CodeTLS},
	} {
		t.Run(name, func(t *testing.T) {
			m, e := newMemory("laptop"), newEndpoint()
			e.enrol(m, serveTLS(t, e, cert).URL)
			m.writeSome(t, 2)
			m.id.Pin, m.id.CA = c.pin, c.ca
			o := sync.Options{Now: func() time.Time { return c.now }, Build: c.build, Known: c.known}
			result, err := client(t, m, o).Sync(t.Context(), nil)
			if sync.CodeOf(err) != c.code || (c.code == "") != (result.Pushed == 2) {
				t.Fatalf("%+v, %v", result, err)
			}
			if c.code != "" && e.requests != 0 {
				t.Fatal("something was sent")
			}
		})
	}
}

func TestTheCommunesTimeServesForLaterHandshakes(t *testing.T) {
	cert, ca := certificate(t)
	m, e := newMemory("laptop"), newEndpoint()
	e.enrol(m, serveTLS(t, e, cert).URL)
	m.id.Pin = sync.Fingerprint(cert.Leaf)
	c := client(t, m, sync.Options{Now: func() time.Time { return time.Unix(0, 0) }})
	mustSync(t, c)
	m.id.Pin, m.id.CA = "", ca
	mustSync(t, c)
}

func TestNothingIsSentInTheClear(t *testing.T) {
	for address, code := range map[string]ledger.Code{
		"http://xa.example.vn": sync.CodeInsecureURL, "ftp://127.0.0.1": sync.CodeInsecureURL, "127.0.0.1:8440": sync.CodeInsecureURL,
		"": sync.CodeInsecureURL, "https://": sync.CodeInsecureURL, "https://a:b@xa.example.vn": sync.CodeInsecureURL,
		"https://xa.example.vn?x=1": sync.CodeInsecureURL, "http://127.0.0.1.example.vn": sync.CodeInsecureURL,
		"https://xa.example.vn/sothon/": "", "http://localhost:8440": "", "http://[::1]:8440/": "", " http://127.8.9.1 ": "",
	} {
		got, err := sync.CheckURL(address)
		if sync.CodeOf(err) != code || strings.HasSuffix(got, "/") {
			t.Errorf("%q: %q, %v", address, got, err)
		}
	}
	m := newMemory("laptop")
	newEndpoint().enrol(m, "http://xa.example.vn")
	dialled := func(context.Context, string, string) (net.Conn, error) {
		t.Error("a connection was made")
		return nil, io.EOF
	}
	if _, err := client(t, m, sync.Options{Dial: dialled}).Sync(t.Context(), nil); sync.CodeOf(err) != sync.CodeInsecureURL {
		t.Fatal(err)
	}
}

func TestAServerWithoutTLSIsNotOurs(t *testing.T) {
	m, e := village(t, 1)
	m.id.URL = strings.Replace(m.id.URL, "http:", "https:", 1)
	if _, err := client(t, m, sync.Options{}).Sync(t.Context(), nil); sync.CodeOf(err) != sync.CodeWrongServer {
		t.Fatal(err)
	}
	cert, _ := certificate(t)
	m.id.URL = strings.Replace(serveTLS(t, e, cert).URL, "https:", "http:", 1)
	if _, err := client(t, m, sync.Options{}).Sync(t.Context(), nil); sync.CodeOf(err) != sync.CodeWrongServer {
		t.Fatal(err)
	}
}
