package commune_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// does asks for an act and demands the status.
func (c caller) does(path, body string, want int) string {
	c.t.Helper()
	rec := c.ask(http.MethodPost, "/api/v1/records/"+path, body)
	if rec.Code != want {
		c.t.Errorf("%s %s: %d %s, want %d", path, body, rec.Code, rec.Body, want)
	}
	return rec.Body.String()
}

// TestAPISettles: a program tags, merges, takes apart, dismisses a pair and settles a conflict.
func TestAPISettles(t *testing.T) {
	w := newTown(t)
	a, b, c, d := w.alikes()
	p := w.caller(t, "tỉnh", commune.Reviewer, true)
	pairs := func() int { return len(p.get("/api/v1/duplicates?period=2026-06")["pairs"].([]any)) }
	if n := pairs(); n != 2 {
		t.Fatalf("%d pairs, want 2", n)
	}
	p.does(a.String()+"/tag", `{"tasks":["II.9"]}`, http.StatusUnprocessableEntity)
	if got := p.does(a.String()+"/tag", `{"tasks":["ii1"]}`, http.StatusOK); !strings.Contains(got, "ii1") {
		t.Errorf("tagged: %s", got)
	}
	p.does(a.String()+"/merge", `{"others":["không"]}`, http.StatusNotFound)
	p.does(a.String()+"/merge", fmt.Sprintf(`{"others":[%q]}`, b), http.StatusOK)
	if d := w.show(b); d.CountedIn != a {
		t.Errorf("merged, but the other counts in %s", d.CountedIn)
	}
	p.does(b.String()+"/unmerge", `{}`, http.StatusOK)
	if d := w.show(b); !d.CountedIn.IsZero() {
		t.Error("still merged")
	}
	p.does(c.String()+"/dismiss", fmt.Sprintf(`{"others":[%q],"text":" "}`, d), http.StatusUnprocessableEntity)
	p.does(c.String()+"/dismiss", fmt.Sprintf(`{"others":[%q],"text":"hai buổi khác nhau (mẫu)"}`, d), http.StatusOK)
	if n := pairs(); n != 1 {
		t.Errorf("%d pairs after one was dismissed", n)
	}

	one, two := w.laptop("x1"), w.laptop("x1")
	made := one.make(ledger.KindFinalize, nil, session("Buổi có hai số", 40))
	one.sync()
	two.sync()
	for n, l := range []*laptop{one, two} {
		l.make(ledger.KindFinalize, &made.ID, ledger.Values{"tong_so": number(int64(58 + n))})
		l.sync()
	}
	p.does(made.ID.String()+"/resolve", `{"choices":[{"field":"nu","typed":"3"}]}`, http.StatusUnprocessableEntity)
	p.does(made.ID.String()+"/resolve", `{"choices":[{"field":"tong_so","typed":"61"}]}`, http.StatusOK)
	if d := w.show(made.ID); d.Status == ledger.StatusConflict || d.Values["tong_so"].Num.String() != "61" {
		t.Errorf("%s with %s people", d.Status, d.Values["tong_so"].Num)
	}
	w.clean()
}
