package commune_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// caller is a program that uses the API with a token.
type caller struct {
	t     *testing.T
	api   http.Handler
	token string
}

func (w *town) caller(t *testing.T, name string, role commune.Role, writes bool) caller {
	t.Helper()
	token, err := w.office.AddToken(t.Context(), name, role, writes)
	if err != nil {
		t.Fatal(err)
	}
	return caller{t, w.office.API(), token}
}

func (c caller) ask(method, path, body string, header ...string) *httptest.ResponseRecorder {
	req := httptest.NewRequestWithContext(c.t.Context(), method, path, strings.NewReader(body))
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	c.api.ServeHTTP(rec, req)
	return rec
}

// get asks and reads the answer into a JSON value.
func (c caller) get(path string) (doc map[string]any) {
	c.t.Helper()
	rec := c.ask(http.MethodGet, path, "")
	if err := json.Unmarshal(rec.Body.Bytes(), &doc); err != nil || rec.Code != http.StatusOK {
		c.t.Fatalf("GET %s: %d %v %s", path, rec.Code, err, rec.Body)
	}
	return doc
}

// TestAPIRights walks every route without a token, with a wrong one, a revoked one, and every role
// with and without the right to act.
func TestAPIRights(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	revoked := w.caller(t, "cũ", commune.Admin, true)
	if err := w.office.RevokeToken(t.Context(), "Cũ"); err != nil {
		t.Fatal(err)
	}
	strangers := []caller{{t, revoked.api, ""}, {t, revoked.api, "sothon_sai"}, {t, revoked.api, strings.ToUpper(revoked.token)}, revoked}
	type holder struct {
		caller
		role   commune.Role
		writes bool
	}
	var holders []holder
	for _, role := range []commune.Role{commune.Clerk, commune.Reviewer, commune.Admin} {
		for _, writes := range []bool{false, true} {
			holders = append(holders, holder{w.caller(t, fmt.Sprint(role, writes), role, writes), role, writes})
		}
	}
	for _, r := range commune.APIRoutes() {
		path := strings.NewReplacer("{id}", c.ID.String(), "{period}", "2026-06").Replace(r.Path)
		for _, s := range strangers {
			if got := s.ask(r.Method, path, "{}"); got.Code != http.StatusUnauthorized || got.Header().Get("WWW-Authenticate") == "" {
				t.Errorf("%s %s with the token %q: %d", r.Method, path, s.token, got.Code)
			}
		}
		for _, h := range holders {
			allowed := h.role.May(r.Need) && (h.writes || !r.Writes)
			got := h.ask(r.Method, path, `{"nothing":1}`) // which no act takes
			if forbidden := got.Code == http.StatusForbidden; forbidden == allowed || got.Code >= 500 {
				t.Errorf("%s %s as %s, writes %v: %d %s", r.Method, path, h.role, h.writes, got.Code, got.Body)
			}
			if got.Code >= 400 && got.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s %s: a refusal as %s", r.Method, path, got.Header().Get("Content-Type"))
			}
		}
	}
	if n := len(w.show(c.ID).History); n != 1 {
		t.Errorf("walking made %d changes", n-1)
	}
}

// TestAPIReviews: a program approves, the second of two is told, the feed tells of it, and the audit
// log has both.
func TestAPIReviews(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	p := w.caller(t, "tỉnh", commune.Reviewer, true)
	path := "/api/v1/records/" + c.ID.String()
	before := p.get(path)
	last := p.get("/api/v1/changes")["next"]
	act := fmt.Sprintf(`{"seen":%v,"text":"Sửa lại số người mẫu","field":"tong_so"}`, before["number"])
	if rec := p.ask(http.MethodPost, path+"/return", act); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), `"status":"returned"`) {
		t.Fatalf("return: %d %s", rec.Code, rec.Body)
	}
	if rec := p.ask(http.MethodPost, path+"/approve", act); rec.Code != http.StatusConflict || !strings.Contains(rec.Body.String(), "changed_since") {
		t.Errorf("the second is told %d %s", rec.Code, rec.Body)
	}
	if rec := p.ask(http.MethodPost, path+"/correct", `{"values":{"tong_so":-5}}`); rec.Code != http.StatusUnprocessableEntity || !strings.Contains(rec.Body.String(), "tong_so") {
		t.Errorf("a wrong value: %d %s", rec.Code, rec.Body)
	}
	feed := p.get(fmt.Sprintf("/api/v1/changes?after=%v", last))["changes"].([]any)
	if len(feed) != 1 || feed[0].(map[string]any)["kind"] != "return" {
		t.Errorf("the feed tells %v", feed)
	}
	if got := strings.Join(w.acts(), "\n"); !strings.Contains(got, "api: tỉnh return "+c.ID.String()) || !strings.Contains(got, "api: tỉnh read "+c.ID.String()) {
		t.Errorf("the audit log:\n%s", got)
	}
	if rec := p.ask(http.MethodGet, "/api/v1/records/xyz", ""); rec.Code != http.StatusNotFound {
		t.Errorf("no record: %d", rec.Code)
	}
	w.clean()
}

// TestAPIPagesAndETags: pages follow one another without loss, and an unchanged answer is not sent
// twice.
func TestAPIPagesAndETags(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for n := range 7 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", n), 40))
	}
	l.sync()
	p := w.caller(t, "tỉnh", commune.Clerk, false)
	seen := map[any]bool{}
	for path := "/api/v1/records?limit=3"; ; {
		page := p.get(path)
		for _, it := range page["items"].([]any) {
			seen[it.(map[string]any)["id"]] = true
		}
		next := page["next"].(string)
		if next == "" {
			break
		}
		path = "/api/v1/records?limit=3&after=" + next
	}
	if len(seen) != 7 {
		t.Errorf("%d of 7 records in pages", len(seen))
	}
	first := p.ask(http.MethodGet, "/api/v1/units", "")
	again := p.ask(http.MethodGet, "/api/v1/units", "", "If-None-Match", first.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("asked again: %d %s", again.Code, again.Body)
	}
}

// TestAPIAnswersAsDescribed: every GET answer is what /api/openapi.json says of it.
func TestAPIAnswersAsDescribed(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.make(ledger.KindComment, &c.ID, nil, func(c *ledger.Change) { c.Text = "Lời mẫu" })
	l.sync()
	if err := w.office.Approve(t.Context(), "lan", c.ID); err != nil {
		t.Fatal(err)
	}
	p := w.caller(t, "tỉnh", commune.Admin, true)
	var doc map[string]any
	if rec := (caller{t, p.api, ""}).ask(http.MethodGet, "/api/openapi.json", ""); json.Unmarshal(rec.Body.Bytes(), &doc) != nil || doc["openapi"] != "3.1.0" {
		t.Fatalf("openapi.json: %d %s", rec.Code, rec.Body)
	}
	for _, r := range commune.APIRoutes() {
		op, ok := doc["paths"].(map[string]any)[r.Path].(map[string]any)[strings.ToLower(r.Method)].(map[string]any)
		if !ok {
			t.Errorf("%s %s is not described", r.Method, r.Path)
			continue
		}
		if r.Method != http.MethodGet {
			continue
		}
		path := strings.NewReplacer("{id}", c.ID.String(), "{period}", "2026-06").Replace(r.Path)
		schema := op["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)["application/json"].(map[string]any)["schema"]
		if wrong := mismatch(doc, schema.(map[string]any), any(p.get(path)), r.Path); wrong != "" {
			t.Errorf("GET %s: %s", path, wrong)
		}
	}
}

// mismatch tells where a value is not as a schema says: types, names that must be there, names that
// must not.
func mismatch(doc, schema map[string]any, v any, at string) string {
	if ref, ok := schema["$ref"].(string); ok {
		return mismatch(doc, doc["components"].(map[string]any)["schemas"].(map[string]any)[strings.TrimPrefix(ref, "#/components/schemas/")].(map[string]any), v, at)
	}
	if choices, ok := schema["anyOf"].([]any); ok {
		wrong := ""
		for _, s := range choices {
			if wrong = mismatch(doc, s.(map[string]any), v, at); wrong == "" {
				return ""
			}
		}
		return wrong
	}
	types, ok := schema["type"].([]any)
	if !ok && schema["type"] != nil {
		types = []any{schema["type"]}
	}
	if len(types) > 0 && !slices.Contains(types, jsonType(v)) && !(jsonType(v) == "number" && slices.Contains(types, any("integer"))) {
		return fmt.Sprintf("%s is %s, not %v", at, jsonType(v), types)
	}
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			items, ok := schema["items"].(map[string]any)
			if !ok {
				break
			}
			if wrong := mismatch(doc, items, e, fmt.Sprintf("%s[%d]", at, i)); wrong != "" {
				return wrong
			}
		}
	case map[string]any:
		return objectMismatch(doc, schema, v, at)
	}
	return ""
}

func objectMismatch(doc, schema, v map[string]any, at string) string {
	for _, name := range asList(schema["required"]) {
		if _, ok := v[name.(string)]; !ok {
			return fmt.Sprintf("%s lacks %s", at, name)
		}
	}
	properties, _ := schema["properties"].(map[string]any)
	for name, e := range v {
		s, ok := properties[name].(map[string]any)
		if more, isSchema := schema["additionalProperties"].(map[string]any); !ok && isSchema {
			s, ok = more, true
		}
		if !ok && schema["additionalProperties"] == false {
			return fmt.Sprintf("%s has %s, which is not described", at, name)
		}
		if ok {
			if wrong := mismatch(doc, s, e, at+"."+name); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}

func asList(v any) []any { list, _ := v.([]any); return list }

func jsonType(v any) any {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case bool:
		return "boolean"
	case float64:
		return "number"
	case []any:
		return "array"
	}
	return "object"
}

// FuzzAPIBody: whatever a program sends, it is answered, and nothing is done.
func FuzzAPIBody(f *testing.F) {
	f.Add(`{"seen":1,"values":{"tong_so":[{"a":{}}]}}`)
	f.Add(`{"text":"` + "\x00\xff" + `"}`)
	f.Add(`[`)
	w := newTown(f)
	token, err := w.office.AddToken(f.Context(), "thử", commune.Admin, true)
	if err != nil {
		f.Fatal(err)
	}
	api := w.office.API()
	f.Fuzz(func(t *testing.T, body string) {
		for _, r := range commune.APIRoutes() {
			path := strings.NewReplacer("{id}", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "{period}", "x").Replace(r.Path)
			req := httptest.NewRequestWithContext(t.Context(), r.Method, path, strings.NewReader(body))
			req.Header.Set("Authorization", "Bearer "+token)
			rec := httptest.NewRecorder()
			api.ServeHTTP(rec, req)
			if _, err := io.ReadAll(rec.Body); err != nil || rec.Code >= 500 {
				t.Errorf("%s %s: %d %v", r.Method, path, rec.Code, err)
			}
		}
	})
}
