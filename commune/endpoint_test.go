package commune

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// A request whose body came whole is not harmed by a newcomer, nor is the next one on its connection;
// the connection of one that still waited for bytes is closed.
func TestInterruptAfterTheBodyCame(t *testing.T) {
	gone := make(chan bool, 2)
	read := func(w http.ResponseWriter, r *http.Request, before bool) {
		p := &patient{Reader: r.Body, control: http.NewResponseController(w), until: time.Now().Add(time.Hour)}
		if before {
			p.interrupt()
		}
		_, err := io.ReadAll(p)
		p.interrupt()
		p.leave(w)
		if (err != nil) != before {
			t.Errorf("interrupted before: %v, read: %v", before, err)
		}
		if !before { // an ended context shows itself only when net/http sees the deadline
			select {
			case <-r.Context().Done():
				gone <- true
			case <-time.After(50 * time.Millisecond):
				gone <- false
			}
		}
		io.WriteString(w, "xong")
	}
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /whole", func(w http.ResponseWriter, r *http.Request) { read(w, r, false) })
	mux.HandleFunc("PUT /waiting", func(w http.ResponseWriter, r *http.Request) { read(w, r, true) })
	server := httptest.NewServer(mux)
	defer server.Close()
	put := func(path string) *http.Response {
		req, err := http.NewRequest(http.MethodPut, server.URL+path, strings.NewReader("phiếu"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
		return resp
	}
	for range 2 {
		if resp := put("/whole"); resp.Close {
			t.Error("the connection of a whole request was closed")
		}
		if <-gone {
			t.Error("a whole request was ended by a newcomer")
		}
	}
	if resp := put("/waiting"); !resp.Close {
		t.Error("the connection of an interrupted request stays")
	}
}
