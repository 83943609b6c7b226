package commune

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// auditLines is how many lines of the audit log one page shows.
const auditLines = 100

// auditBody is a page of the audit log.
type auditBody struct {
	Lines []auditLine
	Older string // address of the next page, "" on the last
}

type auditLine struct {
	Number                                uint64
	At, Account, Act, Object, URL, Detail string
}

func (p *Page) audit(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "audit", user)
	before, _ := strconv.ParseUint(r.URL.Query().Get("before"), 10, 62)
	acts, err := p.office.AuditPage(r.Context(), before, auditLines)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	var body auditBody
	for _, a := range acts {
		line := auditLine{a.Number, when(a.At, ""), a.Account, ActWords(a.Act).In(v.Lang), a.Object, "", a.Detail}
		if id, err := ledger.ParseID(a.Object); err == nil {
			line.URL = "/records/" + id.String()
		}
		body.Lines = append(body.Lines, line)
	}
	if n := len(acts); n == auditLines && acts[n-1].Number > 1 {
		body.Older = fmt.Sprintf("/audit?before=%d", acts[n-1].Number)
	}
	v.Body = body
	p.render(w, r, http.StatusOK, "audit", v)
}

func (p *Page) auditFile(w http.ResponseWriter, r *http.Request, user User) {
	var b bytes.Buffer
	if err := p.office.WriteAudit(r.Context(), &b, pageLanguage(r), time.Time{}); err != nil {
		p.fail(w, r, err)
		return
	}
	p.office.note(r.Context(), user.Name, "export", "audit", "")
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="nhat-ky.csv"`)
	w.Write(b.Bytes()) //nolint:errcheck // the browser asks again
}

// readings are the routes that show personal data of one record.
var readings = map[string]string{
	"GET /records/{id}":              "read",
	"GET /records/{id}/correct":      "read",
	"GET /records/{id}/files/{hash}": "read-file",
	"GET /duplicates/pair":           "read",
}

// noteReading writes down who is about to be shown personal data.
func (p *Page) noteReading(r *http.Request, route pageRoute, user User) {
	act := readings[route.pattern]
	if act == "" {
		return
	}
	objects := []string{r.PathValue("id")}
	if objects[0] == "" {
		objects = r.URL.Query()["id"]
	}
	for _, object := range objects[:min(len(objects), 2)] {
		if id, err := ledger.ParseID(object); err == nil {
			p.office.note(r.Context(), user.Name, act, id.String(), "")
		}
	}
}
