package commune

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"slices"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// tlsSecret is the name under which the store keeps the key of the self-signed certificate, so that
// it is in every backup and the fingerprint outlives a change of machine.
const tlsSecret = "tls-key"

// SelfSigned makes a certificate for the endpoint that no authority vouches for: laptops know its
// key by the fingerprint that Pin gives. The key is made once and kept in the store; the certificate
// is made anew each time for localhost and the given host names and addresses. It is valid since
// 2000, so that a laptop with a dead clock battery finds it so.
func (o *Office) SelfSigned(ctx context.Context, hosts ...string) (tls.Certificate, error) {
	key, err := o.tlsKey(ctx)
	if err != nil {
		return tls.Certificate{}, err
	}
	now := o.now()
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(now.UnixNano()),
		Subject:               pkix.Name{CommonName: "sothon-xa " + o.commune.Code, Organization: []string{o.commune.Name}},
		NotBefore:             time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:              now.AddDate(20, 0, 0).UTC(),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
		DNSNames:              []string{"localhost"},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	for _, host := range hosts {
		addHost(template, host)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make certificate: %w", err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, nil
}

func addHost(template *x509.Certificate, host string) {
	if ip := net.ParseIP(host); ip != nil {
		if !ip.IsUnspecified() && !slices.ContainsFunc(template.IPAddresses, ip.Equal) {
			template.IPAddresses = append(template.IPAddresses, ip)
		}
	} else if host != "" && !slices.Contains(template.DNSNames, host) {
		template.DNSNames = append(template.DNSNames, host)
	}
}

func (o *Office) tlsKey(ctx context.Context) (*ecdsa.PrivateKey, error) {
	fresh, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make tls key: %w", err)
	}
	der, err := x509.MarshalECPrivateKey(fresh)
	if err != nil {
		return nil, fmt.Errorf("make tls key: %w", err)
	}
	if der, err = o.store.Secret(ctx, tlsSecret, der); err != nil {
		return nil, err
	}
	key, err := x509.ParseECPrivateKey(der)
	if err != nil {
		return nil, fmt.Errorf("read tls key: %w", err)
	}
	return key, nil
}

// Pin is the fingerprint of the key that SelfSigned uses, as ledger.PinOf writes it.
func (o *Office) Pin(ctx context.Context) (string, error) {
	key, err := o.tlsKey(ctx)
	if err != nil {
		return "", err
	}
	spki, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return "", fmt.Errorf("pin: %w", err)
	}
	return ledger.PinOf(spki), nil
}

// PinOf is the fingerprint of any certificate's key.
func PinOf(cert tls.Certificate) (string, error) {
	leaf := cert.Leaf
	if leaf == nil {
		if len(cert.Certificate) == 0 {
			return "", fmt.Errorf("pin: the certificate is empty")
		}
		var err error
		if leaf, err = x509.ParseCertificate(cert.Certificate[0]); err != nil {
			return "", fmt.Errorf("pin: %w", err)
		}
	}
	return ledger.PinOf(leaf.RawSubjectPublicKeyInfo), nil
}
