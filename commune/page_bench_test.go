package commune_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
)

// BenchmarkPages loads every page that must not slow down with the number of records and reports the
// 95th percentile in ms; of how many, recordsWanted says.
func BenchmarkPages(b *testing.B) {
	w, some := fullTown(b, recordsWanted(b))
	if _, err := w.store.User(b.Context(), "lan"); errors.Is(err, commune.ErrNotFound) {
		w.account("lan", commune.Admin)
	}
	token, _, err := w.office.SignIn(b.Context(), commune.Credentials{Name: "lan", Password: goodPassword, Address: "192.0.2.1:1"})
	if err != nil {
		b.Fatal(err)
	}
	site := w.office.Page(commune.PageOptions{})
	for _, path := range []string{"/", "/?period=2026", "/coverage", "/records", "/records?status=sent&order=waiting", "/records?unit=u7&form=kho_khan",
		"/records?form=tuyen_truyen&status=conflict", "/records?order=title", "/records?unit=u7&order=title", "/records?q=may+bay",
		"/records?q=ghichu77", "/records?q=khongco", "/records?q=x&unit=u3", "/records?task=ii6", "/records?period=2025-11&status=approved",
		"/difficulties", "/conflicts", "/units", "/records/" + some.String()} {
		b.Run(strings.NewReplacer("/", "_", "?", "~").Replace(strings.TrimPrefix(path, "/")), func(b *testing.B) {
			var took []time.Duration
			site.ServeHTTP(httptest.NewRecorder(), signedIn(path, token)) // what is read once is read
			for b.Loop() {
				req := signedIn(path, token)
				rec := httptest.NewRecorder()
				start := time.Now()
				site.ServeHTTP(rec, req)
				took = append(took, time.Since(start))
				if rec.Code != http.StatusOK {
					b.Fatalf("%s: %d", path, rec.Code)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

func signedIn(path, token string) *http.Request {
	req := httptest.NewRequest(http.MethodGet, path, nil)
	req.AddCookie(&http.Cookie{Name: "sothon_xa", Value: token})
	return req
}
