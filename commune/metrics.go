package commune

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Metrics are the figures of a server that runs, for Prometheus. They hold no personal data: no
// address, no name, no path with an id.
type Metrics struct {
	office *Office
	begun  time.Time

	mu       sync.Mutex
	requests map[requestKind]*durations
	backups  map[bool]int // by whether they failed
	backedUp time.Time
}

type requestKind struct {
	part, method string
	class        int // 2 for 200…299
}

// bounds are the upper bounds of the histogram's buckets, in seconds.
var bounds = []float64{0.005, 0.025, 0.1, 0.25, 1, 5, 30}

type durations struct {
	sum     float64
	count   uint64
	buckets [7]uint64 // cumulative
}

// Metrics begins to count.
func (o *Office) Metrics() *Metrics {
	return &Metrics{office: o, begun: o.now(), requests: map[requestKind]*durations{}, backups: map[bool]int{}}
}

// Measure counts and times what next answers, under the name of a part ("page", "sync", "api").
func (m *Metrics) Measure(part string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, seen := time.Now(), &statusWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() { m.note(requestKind{part, knownMethod(r.Method), seen.status / 100}, time.Since(start)) }()
		next.ServeHTTP(seen, r)
	})
}

func knownMethod(method string) string {
	if slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete}, method) {
		return method
	}
	return "other"
}

func (m *Metrics) note(kind requestKind, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.requests[kind]
	if d == nil {
		d = &durations{}
		m.requests[kind] = d
	}
	d.count++
	d.sum += took.Seconds()
	for i, bound := range bounds {
		if took.Seconds() <= bound {
			d.buckets[i]++
		}
	}
}

// BackedUp counts an automatic backup.
func (m *Metrics) BackedUp(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.backups[err != nil]++
	if err == nil {
		m.backedUp = m.office.now()
	}
}

// Handler answers GET /metrics in Prometheus' text format 0.0.4 and GET /healthz.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", m.office.Endpoint().health)
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		standing, err := m.office.Standing(r.Context())
		if err != nil {
			m.office.log.Error("metrics", "error", err)
			http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
			return
		}
		devices, err := m.office.Devices(r.Context())
		if err != nil {
			m.office.log.Error("metrics", "error", err)
			http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
			return
		}
		var b strings.Builder
		m.writeStore(&b, standing, devices)
		m.writeServer(&b)
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		io.WriteString(w, b.String()) //nolint:errcheck // the scraper asks again
	})
	return mux
}

func (m *Metrics) writeStore(b *strings.Builder, standing map[ledger.Status]int, devices []Device) {
	metric(b, "sothon_records", "gauge", "Records by standing.")
	for _, status := range slices.Sorted(maps.Keys(standing)) {
		fmt.Fprintf(b, "sothon_records{status=%q} %d\n", string(status), standing[status])
	}
	var welcome, week int
	for _, d := range devices {
		if d.Revoked.IsZero() {
			welcome++
			if m.office.now().Sub(d.Seen) < 7*24*time.Hour {
				week++
			}
		}
	}
	metric(b, "sothon_laptops", "gauge", "Laptops that may send.")
	fmt.Fprintf(b, "sothon_laptops %d\n", welcome)
	metric(b, "sothon_laptops_seen_7d", "gauge", "Laptops seen within seven days.")
	fmt.Fprintf(b, "sothon_laptops_seen_7d %d\n", week)
}

func (m *Metrics) writeServer(b *strings.Builder) {
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	m.mu.Lock()
	defer m.mu.Unlock()
	metric(b, "sothon_request_seconds", "histogram", "Requests by part, method and class of status.")
	kinds := slices.SortedFunc(maps.Keys(m.requests), func(a, b requestKind) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	for _, k := range kinds {
		d, labels := m.requests[k], fmt.Sprintf(`part=%q,method=%q,status="%dxx"`, k.part, k.method, k.class)
		for i, bound := range bounds {
			fmt.Fprintf(b, "sothon_request_seconds_bucket{%s,le=\"%g\"} %d\n", labels, bound, d.buckets[i])
		}
		fmt.Fprintf(b, "sothon_request_seconds_bucket{%s,le=\"+Inf\"} %d\n", labels, d.count)
		fmt.Fprintf(b, "sothon_request_seconds_sum{%s} %g\nsothon_request_seconds_count{%s} %d\n", labels, d.sum, labels, d.count)
	}
	metric(b, "sothon_backups_total", "counter", "Automatic backups.")
	fmt.Fprintf(b, "sothon_backups_total{result=\"good\"} %d\nsothon_backups_total{result=\"failed\"} %d\n", m.backups[false], m.backups[true])
	metric(b, "sothon_backup_last_success_timestamp_seconds", "gauge", "When the last automatic backup succeeded, 0 for not since the start.")
	fmt.Fprintf(b, "sothon_backup_last_success_timestamp_seconds %d\n", max(0, m.backedUp.Unix()))
	metric(b, "process_start_time_seconds", "gauge", "When the server started.")
	fmt.Fprintf(b, "process_start_time_seconds %d\n", m.begun.Unix())
	metric(b, "go_goroutines", "gauge", "Goroutines.")
	fmt.Fprintf(b, "go_goroutines %d\n", runtime.NumGoroutine())
	metric(b, "go_memstats_sys_bytes", "gauge", "Memory obtained from the system.")
	fmt.Fprintf(b, "go_memstats_sys_bytes %d\n", mem.Sys)
}

func metric(b *strings.Builder, name, kind, help string) {
	fmt.Fprintf(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status.
func (s *statusWriter) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (s *statusWriter) Unwrap() http.ResponseWriter { return s.ResponseWriter }
