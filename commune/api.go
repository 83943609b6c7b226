package commune

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// API is what other programs use, under /api/v1: the same acts as the page's, each in the name of a
// token. docs/api.md tells how; GET /api/openapi.json describes it for machines.
type API struct {
	office  *Office
	handler http.Handler
}

// API makes the handler of everything under /api/.
func (o *Office) API() *API {
	a := &API{office: o}
	mux := http.NewServeMux()
	for _, route := range apiRoutes {
		mux.HandleFunc(route.method+" "+apiBase+route.path, func(w http.ResponseWriter, r *http.Request) { a.admit(w, r, route) })
	}
	mux.HandleFunc("GET /api/openapi.json", func(w http.ResponseWriter, r *http.Request) { a.answer(w, r, openAPI()) })
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) { a.refuse(w, r, errNoRoute) })
	a.handler = mux
	return a
}

const apiBase = "/api/v1"

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(formTime)) // as in Page.guard
	_ = control.SetWriteDeadline(time.Now().Add(pageTime))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	a.handler.ServeHTTP(w, r)
}

// What the API refuses before the office is asked.
var (
	errNoRoute = errors.New("no such address")
	errNoToken = errors.New("no valid token")
	errRole    = errors.New("the token's role may not do this")
	errReads   = errors.New("the token may only read")
	errBody    = errors.New("the body is not the JSON that is asked for")
)

// apiCall is one request that was let in.
type apiCall struct {
	*http.Request
	ctx   context.Context
	who   string
	lang  string
	token Token
}

// admit lets a request through whose token has the route's role and scope.
func (a *API) admit(w http.ResponseWriter, r *http.Request, route apiRoute) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	k, err := a.office.tokenOf(r.Context(), token)
	switch {
	case errors.Is(err, ErrNotFound):
		err = errNoToken
	case err != nil:
	case !k.Role.May(route.need):
		err = errRole
	case route.writes() && !k.Writes:
		err = errReads
	}
	if err != nil {
		a.refuse(w, r, err)
		return
	}
	who := "api: " + k.Name
	c := apiCall{Request: r, ctx: As(r.Context(), who), who: k.Name, lang: apiLanguage(r), token: k}
	if route.noted != "" {
		a.office.note(c.ctx, who, route.noted, short(r.PathValue("id")), "")
	}
	body, err := route.do(a.office, c)
	if err != nil {
		a.refuse(w, r, err)
		return
	}
	a.answer(w, r, body)
}

func apiLanguage(r *http.Request) string {
	if strings.HasPrefix(r.Header.Get("Accept-Language"), "en") {
		return "en"
	}
	return "vi"
}

// answer sends a body as JSON with an ETag, or 304 to whoever has it already.
func (a *API) answer(w http.ResponseWriter, r *http.Request, body any) {
	b, err := json.Marshal(body)
	if err != nil {
		a.refuse(w, r, err)
		return
	}
	sum := sha256.Sum256(b)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", tag)
	if match := r.Header.Get("If-None-Match"); r.Method == http.MethodGet && (match == "*" || strings.Contains(match, tag)) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "application/json")
	w.Write(append(b, '\n')) //nolint:errcheck // the program asks again
}

// apiProblem is an error as RFC 9457 has it, with a stable code.
type apiProblem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Code   string `json:"code"`
	Fields any    `json:"fields,omitempty"` // of a correction: what is wrong with which field
}

// refuse answers an error. What the program cannot explain is logged and not told.
func (a *API) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err, apiLanguage(r))
	p.Type, p.Title = "about:blank", http.StatusText(p.Status)
	if p.Status >= 500 {
		a.office.log.Error("api failed", "path", r.URL.Path, "error", err)
	}
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="sothon-xa"`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p) //nolint:errcheck // the program asks again
}

// problemOf tells an error with its status.
func problemOf(err error, lang string) apiProblem {
	var known *Fault
	var fields FieldProblems
	var coded *ledger.Error
	var large *http.MaxBytesError
	for sentinel, status := range map[error]int{errNoRoute: 404, errNoToken: 401, errRole: 403, errReads: 403, errBody: 400} {
		if errors.Is(err, sentinel) {
			return apiProblem{Status: status, Code: strings.ReplaceAll(sentinel.Error(), " ", "_"), Detail: err.Error()}
		}
	}
	switch {
	case errors.As(err, &large):
		return apiProblem{Status: http.StatusRequestEntityTooLarge, Code: "too_large", Detail: "the body is too large"}
	case errors.As(err, &fields):
		words := map[string]string{}
		for name, w := range fields {
			words[name] = w.In(lang)
		}
		return apiProblem{Status: http.StatusUnprocessableEntity, Code: "invalid", Detail: fields.In(lang), Fields: words}
	case errors.As(err, &known):
		return apiProblem{Status: faultStatus(known.Key), Code: known.Key, Detail: known.Words.In(lang)}
	case errors.As(err, &coded):
		return apiProblem{Status: coded.Code.Status(), Code: string(coded.Code), Detail: reasonOf(coded.Code).In(lang)}
	case errors.Is(err, ErrNotFound):
		return apiProblem{Status: http.StatusNotFound, Code: "not_found", Detail: "not found"}
	}
	return apiProblem{Status: http.StatusInternalServerError, Code: "internal", Detail: pageWords["failed_text"].In(lang)}
}

func faultStatus(key string) int {
	switch {
	case strings.HasSuffix(key, "_unknown"):
		return http.StatusNotFound
	case key == "changed_since", key == "moved", key == "typed_there", key == "typed_alike":
		return http.StatusConflict
	}
	return http.StatusUnprocessableEntity
}

// read fills into from the JSON of the body and refuses what it does not know.
func (c apiCall) read(into any) error {
	b, err := io.ReadAll(c.Body)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return errors.Join(errBody, err)
	}
	return nil
}

// id is the record of the path.
func (c apiCall) id() (ledger.ID, error) {
	id, err := ledger.ParseID(c.PathValue("id"))
	if err != nil {
		return id, fault("record_unknown", short(c.PathValue("id")))
	}
	return id, nil
}
