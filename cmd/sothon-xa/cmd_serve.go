package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/cmd/internal/recordfile"
	"github.com/nghia-hung/sothon/commune"
)

// serving are the flags of serve.
type serving struct {
	addr, cert, key, url string
	selfSigned           bool
	upkeep               upkeep
}

func (a *app) serveCommand() *cobra.Command {
	var s serving
	cmd := a.command("serve", sayHelp.Serve, sayHelp.ServeLong,
		func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context(), s) })
	cmd.Flags().StringVar(&s.addr, "addr", "127.0.0.1:8440", sayHelp.FlagAddr.In(a.Lang))
	cmd.Flags().StringVar(&s.cert, "tls-cert", "", sayHelp.FlagCert.In(a.Lang))
	cmd.Flags().StringVar(&s.key, "tls-key", "", sayHelp.FlagKey.In(a.Lang))
	cmd.Flags().BoolVar(&s.selfSigned, "self-signed", false, sayHelp.FlagSelfSigned.In(a.Lang))
	cmd.Flags().StringVar(&s.url, "url", "", sayHelp.FlagServeURL.In(a.Lang))
	s.upkeep.flags(cmd, a.Lang)
	return cmd
}

func (s serving) check() error {
	_, _, err := net.SplitHostPort(s.addr)
	switch {
	case (s.cert == "") != (s.key == ""):
		return cli.Misuse(sayErr.CertAndKey)
	case s.cert != "" && s.selfSigned:
		return cli.Misuse(sayErr.CertOrSelf)
	case s.url != "" && !isWebAddress(s.url):
		return cli.Misuse(sayErr.BadURL, s.url)
	case err != nil:
		return cli.Misuse(sayErr.BadAddress, s.addr)
	}
	return s.upkeep.check(s)
}

// serve runs the endpoint and the page on one listener until ctx ends.
func (a *app) serve(ctx context.Context, s serving) error {
	if err := s.check(); err != nil {
		return err
	}
	dir, err := a.folder()
	if err != nil {
		return err
	}
	a.log = slog.New(slog.NewTextHandler(a.Stderr, &slog.HandlerOptions{Level: slog.LevelInfo}))
	return a.withOffice(ctx, func(office *commune.Office) error {
		config, pin, err := s.tls(ctx, office, dir)
		if err != nil {
			return err
		}
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.addr)
		if err != nil {
			return cli.Fail("listen", sayErr.CannotListen, s.addr, listenReason(err))
		}
		at := listening{URL: s.address(listener.Addr(), config != nil), Pin: pin}
		if err := at.write(dir); err != nil {
			return errors.Join(err, listener.Close())
		}
		figures := office.Metrics()
		stop, err := s.upkeep.start(ctx, a, office, dir, figures)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer stop()
		return a.answer(ctx, office, listener, config, at, figures)
	})
}

// answer says that it is ready and serves.
func (a *app) answer(ctx context.Context, office *commune.Office, listener net.Listener, config *tls.Config, at listening, figures *commune.Metrics) error {
	known, err := office.Reconsider(ctx)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if known > 0 {
		a.Note(sayOut.Reconsidered, known)
	}
	if config == nil && !isLoopback(listener.Addr()) {
		a.Note(sayOut.PlainHTTP, at.URL)
	}
	program, _ := cli.Build(version, commit)
	page := office.Page(commune.PageOptions{Secure: config != nil, URL: at.URL, Pin: at.Pin, Program: program, Export: recordfile.Exporter(office)})
	endpoint := office.Endpoint()
	mux := http.NewServeMux()
	mux.Handle("/v1/", figures.Measure("sync", endpoint))
	mux.Handle("/healthz", endpoint)
	mux.Handle("/api/", figures.Measure("api", office.API()))
	mux.Handle("/", figures.Measure("page", page))
	fmt.Fprintln(a.Stderr, "listening on", at.URL)
	stopped := context.AfterFunc(ctx, func() { a.Note(sayOut.Stopping) })
	defer stopped()
	err = commune.Serve(ctx, commune.Server{Handler: mux, Listener: listener, TLS: config, Log: a.log})
	if err == nil {
		a.Note(sayOut.Stopped)
	}
	return err
}

// tls is how to encrypt, nil for not at all, with the fingerprint of the key.
func (s serving) tls(ctx context.Context, office *commune.Office, dir string) (*tls.Config, string, error) {
	var cert tls.Certificate
	var err error
	switch {
	case s.upkeep.acme != "":
		return s.upkeep.acmeConfig(dir), "", nil
	case s.selfSigned:
		cert, err = office.SelfSigned(ctx, s.hosts()...)
	case s.cert != "":
		if cert, err = tls.LoadX509KeyPair(s.cert, s.key); err != nil {
			return nil, "", cli.Fail("bad_cert", sayErr.BadCert, s.cert, s.key, err)
		}
	default:
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	pin, err := commune.PinOf(cert)
	return &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}, pin, err
}

// hosts are the names and addresses by which laptops may reach this machine.
func (s serving) hosts() []string {
	host, _, _ := net.SplitHostPort(s.addr)
	hosts := []string{host}
	if u, err := url.Parse(s.url); err == nil {
		hosts = append(hosts, u.Hostname())
	}
	if name, err := os.Hostname(); err == nil {
		hosts = append(hosts, name)
	}
	for _, ip := range ownAddresses() {
		hosts = append(hosts, ip.String())
	}
	return hosts
}

// address is the one that laptops use: --url, else where the listener is; of a machine that listens
// everywhere its first address that is not loopback.
func (s serving) address(at net.Addr, encrypted bool) string {
	if s.url != "" {
		return strings.TrimRight(s.url, "/")
	}
	scheme := "http://"
	if encrypted {
		scheme = "https://"
	}
	tcp, ok := at.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return scheme + at.String()
	}
	host := "127.0.0.1"
	if own := ownAddresses(); len(own) > 0 {
		host = own[0].String()
	}
	return scheme + net.JoinHostPort(host, fmt.Sprint(tcp.Port))
}

// ownAddresses are this machine's addresses in its networks, IPv4 first.
func ownAddresses() []net.IP {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var four, six []net.IP
	for _, addr := range addrs {
		network, ok := addr.(*net.IPNet)
		switch {
		case !ok || !network.IP.IsGlobalUnicast():
		case network.IP.To4() != nil:
			four = append(four, network.IP)
		default:
			six = append(six, network.IP)
		}
	}
	return append(four, six...)
}

func isLoopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// listenReason is the system's own word for why an address cannot be had.
func listenReason(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
