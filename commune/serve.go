package commune

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Server is what Serve serves, and where.
type Server struct {
	Handler  http.Handler // the endpoint, or a mux with the office's page beside it
	Listener net.Listener
	TLS      *tls.Config  // nil serves plain HTTP
	Log      *slog.Logger // nil logs nothing
	Drain    time.Duration
}

// Limits of connections; bodies have their own in the endpoint.
const (
	headerTimeout = 15 * time.Second
	idleTimeout   = 3 * time.Minute
	maxHeader     = 16 << 10
	drainTimeout  = 20 * time.Second
)

// Serve answers requests until ctx ends, then takes no new ones and lets those under way finish,
// for Drain (20 s when 0) at most. It closes the listener. It is nil after such an end.
func Serve(ctx context.Context, s Server) error {
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Drain == 0 {
		s.Drain = drainTimeout
	}
	server := &http.Server{Handler: s.Handler, TLSConfig: s.TLS, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug)}
	ended := make(chan error, 1)
	go func() {
		if s.TLS != nil {
			ended <- server.ServeTLS(s.Listener, "", "")
			return
		}
		ended <- server.Serve(s.Listener)
	}()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.Log.Info("draining")
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.Drain)
	defer cancel()
	err := server.Shutdown(grace)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	if err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}
