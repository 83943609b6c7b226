package sync

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Fingerprint is the pin of a certificate's key, as Join takes it and `enroll` prints it.
func Fingerprint(cert *x509.Certificate) string {
	return ledger.PinOf(cert.RawSubjectPublicKeyInfo)
}

// CheckURL brings an endpoint's address into the form it is kept in. It must be https, or http to
// this same machine; anything else is an *Error with CodeInsecureURL.
func CheckURL(address string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		return "", failure(CodeInsecureURL, "address %.80q: not a URL", address)
	case u.Hostname() == "" || u.Opaque != "":
		return "", failure(CodeInsecureURL, "address %.80q: must begin with https:// and a host", address)
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", failure(CodeInsecureURL, "address %.80q: must end after the path", address)
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
		return u.String(), nil
	}
	return "", failure(CodeInsecureURL, "address %.80q: must begin with https://", address)
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// tlsConfig is how the endpoint proves itself. A pinned key needs neither authority nor clock. An
// authority is asked at the time that clock gives.
func tlsConfig(ca []byte, pin string, clock func() time.Time) (*tls.Config, error) {
	if pin != "" {
		return pinned(pin), nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12, Time: clock}
	if len(ca) == 0 {
		return config, nil
	}
	config.RootCAs = x509.NewCertPool()
	if !config.RootCAs.AppendCertsFromPEM(ca) {
		return nil, failure(CodeTLS, "no certificate in the file of the authority")
	}
	return config, nil
}

func pinned(pin string) *tls.Config {
	return &tls.Config{
		MinVersion:         tls.VersionTLS12,
		InsecureSkipVerify: true, // VerifyConnection below takes its place
		VerifyConnection: func(state tls.ConnectionState) error {
			if len(state.PeerCertificates) == 0 {
				return errPin
			}
			if got := Fingerprint(state.PeerCertificates[0]); got != pin {
				return fmt.Errorf("%w: it is %s", errPin, got)
			}
			return nil
		},
	}
}
