package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	stdsync "sync"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/acme/autocert"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

// upkeep are the flags of serve about keeping it running: figures, backups, certificates by ACME.
type upkeep struct {
	metrics, backupDir, recipient, sealedDir, acme, email string
	keep                                                  int
}

func (u *upkeep) flags(cmd *cobra.Command, lang string) {
	f := cmd.Flags()
	f.StringVar(&u.metrics, "metrics-addr", "", sayService.FlagMetrics.In(lang))
	f.StringVar(&u.backupDir, "backup-dir", "", sayService.FlagBackupDir.In(lang))
	f.IntVar(&u.keep, "backup-keep", 14, sayService.FlagKeep.In(lang))
	f.StringVar(&u.recipient, "backup-age-recipient", "", sayService.FlagRecipient.In(lang))
	f.StringVar(&u.sealedDir, "backup-age-dir", "", sayService.FlagSealed.In(lang))
	f.StringVar(&u.acme, "acme-domain", "", sayService.FlagACME.In(lang))
	f.StringVar(&u.email, "acme-email", "", sayService.FlagEmail.In(lang))
}

func (u upkeep) check(s serving) error {
	switch {
	case u.acme != "" && (s.selfSigned || s.cert != ""):
		return cli.Misuse(sayErr.CertOrSelf)
	case u.backupDir == "" && (u.recipient != "" || u.sealedDir != ""):
		return cli.Misuse(sayService.NeedBackupDir)
	case u.backupDir == "":
		return nil
	}
	return u.backups("").Check()
}

func (u upkeep) backups(dir string) commune.Backups {
	return commune.Backups{Dir: u.backupDir, Keep: u.keep, Recipient: u.recipient, Sealed: u.sealedDir, After: func(string) error {
		_, err := cli.CopyAttached(filepath.Join(dir, commune.FilesFolder), filepath.Join(u.backupDir, commune.FilesFolder))
		return err
	}}
}

// acmeConfig gets and renews a certificate by TLS-ALPN-01 (RFC 8737), for which port 443 of the domain
// must lead here. Laptops check it as any web site's, without a pin.
func (u upkeep) acmeConfig(dir string) *tls.Config {
	m := &autocert.Manager{Prompt: autocert.AcceptTOS, HostPolicy: autocert.HostWhitelist(u.acme), Email: u.email,
		Cache: autocert.DirCache(filepath.Join(dir, "acme"))}
	config := m.TLSConfig()
	config.MinVersion = tls.VersionTLS12
	return config
}

// start runs what goes on beside the endpoint until ctx ends; stop waits for its end.
func (u upkeep) start(ctx context.Context, a *app, office *commune.Office, dir string, m *commune.Metrics) (stop func(), err error) {
	ctx, cancel := context.WithCancel(ctx)
	var group stdsync.WaitGroup
	stop = func() { cancel(); group.Wait() }
	if u.metrics != "" {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", u.metrics)
		if err != nil {
			cancel()
			return nil, cli.Fail("listen", sayErr.CannotListen, u.metrics, listenReason(err))
		}
		fmt.Fprintf(a.Stderr, "metrics on http://%s/metrics\n", listener.Addr())
		group.Go(func() {
			err := commune.Serve(ctx, commune.Server{Handler: m.Handler(), Listener: listener, Log: a.log})
			if err != nil && !errors.Is(err, context.Canceled) {
				a.log.Error("metrics", "error", err)
			}
		})
	}
	group.Go(func() {
		office.ForgetDaily(ctx, func(records int, err error) {
			if err != nil {
				a.log.Error("retention", "error", err)
				return
			}
			a.log.Info("retention", "records", records)
		})
	})
	if u.backupDir != "" {
		group.Go(func() {
			office.BackUpDaily(ctx, u.backups(dir), func(file string, err error) {
				m.BackedUp(err)
				if err != nil {
					a.log.Error("automatic backup", "error", err)
					return
				}
				a.log.Info("automatic backup", "file", file)
			})
		})
	}
	return stop, nil
}
