package commune_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
)

// TestAPITypeIn: a program brings a unit's record; the same twice is one, and what is wrong is told by
// field.
func TestAPITypeIn(t *testing.T) {
	w := newTown(t)
	c := w.caller(t, "cổng dịch vụ", commune.Clerk, true)
	const good = `{"id":"01JX0000000000000000000009","unit":"x1","form":"tuyen_truyen","author":"Nguyễn Văn Mẫu","values":{"ngay":"2026-06-05","hinh_thuc":["hoi_nghi"],"chu_de":"Họp thôn","tong_so":45}}`
	post := func(body string) (int, map[string]any) {
		rec := c.ask(http.MethodPost, "/api/v1/records", body)
		var doc map[string]any
		if err := json.Unmarshal(rec.Body.Bytes(), &doc); err != nil {
			t.Fatalf("%d %s", rec.Code, rec.Body)
		}
		return rec.Code, doc
	}
	for range 2 {
		if status, doc := post(good); status != http.StatusOK || doc["status"] != "sent" || doc["id"] != "01JX0000000000000000000009" {
			t.Fatalf("%d %v", status, doc)
		}
	}
	if status, doc := post(strings.Replace(good, "45", "46", 1)); status != http.StatusConflict || doc["code"] != "typed_there" {
		t.Errorf("the same id for other answers: %d %v", status, doc)
	}
	if status, doc := post(strings.Replace(strings.Replace(good, "0009", "0008", 1), `"values"`, `"strict":true,"values"`, 1)); status != http.StatusConflict || doc["code"] != "typed_alike" {
		t.Errorf("what looks like it: %d %v", status, doc)
	}
	status, doc := post(`{"unit":"x1","form":"tuyen_truyen","values":{"ngay":"2026-06-05","nu":"nhiều"}}`)
	if fields, _ := doc["fields"].(map[string]any); status != http.StatusUnprocessableEntity || fields["nu"] == nil || fields["chu_de"] == nil || fields["nguoi_bao"] == nil {
		t.Errorf("%d %v", status, doc)
	}
	if status, _ := post(`{"unit":"x9","form":"tuyen_truyen","values":{}}`); status != http.StatusNotFound {
		t.Errorf("an unknown unit: %d", status)
	}
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) != 1 {
		t.Errorf("%d records", len(items))
	}
	w.clean()
}
