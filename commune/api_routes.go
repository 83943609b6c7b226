package commune

import (
	"net/http"
	"strconv"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// apiRoute is one address of the API under /api/v1. The table is the one place that says who may do
// what, and what GET /api/openapi.json is made of.
type apiRoute struct {
	method, path string
	need         Role
	says         string   // for whoever writes a program
	query        []string // names, all optional; what they mean stands in apiQuery
	body         any      // zero value of what the body holds, nil for none
	gives        any      // zero value of the answer
	noted        string   // what the audit log calls it, beside the lines of the office's own acts
	do           func(o *Office, c apiCall) (any, error)
}

// writes reports whether a token needs the right to act.
func (r apiRoute) writes() bool { return r.method != http.MethodGet }

// apiQuery tells what the parameters of addresses mean.
var apiQuery = map[string]string{
	"unit": "id of a unit", "form": "name of a form", "period": "2026-06, 2026-Q2, 2026-H1, 2026 (administrative), cal:2026-06 or 2026-03-01..2026-05-20",
	"status": "sent, approved, returned, conflict, rejected, withdrawn or draft", "search": "words, with or without marks",
	"order": "received, waiting or title; default: the newest day first", "task": "task of the plan", "handling": "state of a difficulty",
	"limit": "at most so many, 1 to 500; default 100", "after": "next of the page before; of /changes a number", "approved": "true: approved records only",
	"open": "true: only what waits for an answer", "before": "next of the page before",
}

var listParams = []string{"unit", "form", "period", "status", "search", "order", "task", "handling", "open", "limit", "after"}

var apiRoutes = []apiRoute{
	{"GET", "/records", Clerk, "Records, a page at a time", listParams, nil, apiPage{}, "read-list", (*Office).apiRecords},
	{"POST", "/records", Clerk, "Bring a record of a unit that told of it on paper or by another program", nil, apiTyped{}, apiRecord{}, "", (*Office).apiType},
	{"GET", "/records/{id}", Clerk, "One record with its history and messages", nil, nil, apiRecord{}, "read", (*Office).apiRecord},
	{"POST", "/records/{id}/approve", Reviewer, "Approve a record", nil, apiRecordAct{}, apiRecord{}, "", apiActing((*Office).apiApprove)},
	{"POST", "/records/{id}/return", Reviewer, "Return a record with a reason (text), for one field or all", nil, apiRecordAct{}, apiRecord{}, "", apiActing((*Office).apiReturn)},
	{"POST", "/records/{id}/reply", Reviewer, "Answer a record; of a difficulty also set its state", nil, apiRecordAct{}, apiRecord{}, "", apiActing((*Office).apiReply)},
	{"POST", "/records/{id}/comment", Reviewer, "Write to the unit about a record or one field", nil, apiRecordAct{}, apiRecord{}, "", apiActing((*Office).apiComment)},
	{"POST", "/records/{id}/correct", Reviewer, "Correct values in the office's name", nil, apiRecordAct{}, apiRecord{}, "", apiActing((*Office).apiCorrect)},
	{"POST", "/records/{id}/tag", Reviewer, "Say which tasks of the plan and which criterion a record belongs to", nil, apiTag{}, apiRecord{}, "", apiActing((*Office).apiTag)},
	{"POST", "/records/{id}/resolve", Reviewer, "Settle fields in conflict: by one side's change, or by another value", nil, apiResolve{}, apiRecord{}, "", apiActing((*Office).apiResolve)},
	{"POST", "/records/{id}/merge", Reviewer, "Merge other records into this one, which counts for all of them", nil, apiOthers{}, apiRecord{}, "", apiActing((*Office).apiMerge)},
	{"POST", "/records/{id}/unmerge", Reviewer, "Take a record out of its merge", nil, apiSeen{}, apiRecord{}, "", apiActing((*Office).apiUnmerge)},
	{"GET", "/duplicates", Clerk, "Pairs of records that may tell of one event", []string{"unit", "form", "period"}, nil, apiDuplicates{}, "", (*Office).apiDuplicates},
	{"POST", "/records/{id}/dismiss", Reviewer, "Say that this record and another (others, one) are two events, with the reason (text)", nil, apiOthers{}, apiRecord{}, "dismiss", apiActing((*Office).apiDismiss)},
	{"GET", "/units", Clerk, "Reporting units", nil, nil, apiUnits{}, "", (*Office).apiUnits},
	{"GET", "/forms", Clerk, "Forms in use", nil, nil, apiForms{}, "", (*Office).apiForms},
	{"GET", "/coverage/{period}", Clerk, "Who has reported a period", nil, nil, Coverage{}, "", func(o *Office, c apiCall) (any, error) {
		return o.Coverage(c.ctx, c.PathValue("period"), c.lang)
	}},
	{"GET", "/indicators/{period}", Clerk, "Indicators of a period", []string{"unit", "approved"}, nil, apiFigures{}, "", (*Office).apiIndicators},
	{"GET", "/difficulties", Clerk, "Difficulties by state, the longest waiting first", []string{"handling", "open", "limit", "after"}, nil, apiPage{}, "read-list", (*Office).apiDifficulties},
	{"POST", "/periods/{period}/lock", Reviewer, "Lock a period, for one unit or all", nil, apiLock{}, apiDone{}, "period-lock", func(o *Office, c apiCall) (any, error) { return o.apiLock(c, true) }},
	{"POST", "/periods/{period}/unlock", Reviewer, "Unlock a period, for one unit until a day", nil, apiLock{}, apiDone{}, "period-unlock", func(o *Office, c apiCall) (any, error) { return o.apiLock(c, false) }},
	{"GET", "/changes", Clerk, "What changed since a number: the feed to follow", []string{"after", "limit"}, nil, apiChanges{}, "", (*Office).apiChanges},
	{"GET", "/audit", Admin, "The audit log, the newest line first", []string{"before", "limit"}, nil, apiAudit{}, "", (*Office).apiAudit},
}

// apiPage is a page of records; next asks for the one after it, "" when there is none.
type apiPage struct {
	Items []Item `json:"items"`
	Next  string `json:"next"`
}

// apiRecord is a record; number is to be sent back as "seen" with an act, so that of two who act on
// one record the second is told.
type apiRecord struct {
	Detail
	Number uint64 `json:"number"`
}

// apiRecordAct is what an act is told; each uses what it needs.
type apiRecordAct struct {
	apiSeen
	Text   string        `json:"text,omitempty"`
	Field  string        `json:"field,omitempty"`
	State  string        `json:"state,omitempty"`
	Values ledger.Values `json:"values,omitempty"`
}

// apiSeen is the number of the record that was looked at; 0 acts on whatever it is now.
type apiSeen struct {
	Seen uint64 `json:"seen,omitempty"`
}

func (s apiSeen) seen() uint64 { return s.Seen }

type apiTag struct {
	apiSeen
	Tasks     []string `json:"tasks"`
	Criterion string   `json:"criterion,omitempty"`
}

type apiResolve struct {
	apiSeen
	Choices []apiChoice `json:"choices"`
}

// apiChoice settles one field: by the id of a change that is a side of the conflict, or by a value as
// a person would type it.
type apiChoice struct {
	Field  string `json:"field"`
	Change string `json:"change,omitempty"`
	Typed  string `json:"typed,omitempty"`
}

type apiOthers struct {
	apiSeen
	Others []string `json:"others"` // ids of records
	Text   string   `json:"text,omitempty"`
}

type apiDuplicates struct {
	Pairs []Duplicate `json:"pairs"`
}

type apiUnits struct {
	Units []Unit `json:"units"`
}

type apiForms struct {
	Forms []apiForm `json:"forms"`
}

type apiForm struct {
	Form    string       `json:"form"`
	Version int          `json:"version"`
	Title   ledger.Words `json:"title"`
}

type apiFigures struct {
	Figures []apiFigure `json:"figures"`
}

type apiFigure struct {
	Indicator  string        `json:"indicator"`
	Title      string        `json:"title"`
	Unit       string        `json:"unit_of_measure"`
	Value      ledger.Amount `json:"value"`
	LastYear   ledger.Amount `json:"same_period_last_year"`
	YearToDate ledger.Amount `json:"year_to_date"`
}

type apiLock struct {
	Unit  string `json:"unit,omitempty"`
	Until string `json:"until,omitempty"`
}

type apiDone struct {
	Changed bool `json:"changed"`
}

// apiChanges is a piece of the feed: ask again after next; there is more now when more is set.
type apiChanges struct {
	Changes []apiChange `json:"changes"`
	Next    uint64      `json:"next"`
	More    bool        `json:"more"`
}

// apiChange tells that a record changed and how; its values are at /records/{id}.
type apiChange struct {
	Number   uint64    `json:"number"`
	Record   ledger.ID `json:"record"`
	Form     string    `json:"form"`
	Unit     string    `json:"unit"`
	Kind     string    `json:"kind"`
	Office   bool      `json:"office"`
	Received time.Time `json:"received"`
}

type apiAudit struct {
	Acts []Act  `json:"acts"`
	Next uint64 `json:"next"` // "before" of the next page, 0 when there is none
}

// limit is how many are asked for.
func (c apiCall) limit() int {
	n, err := strconv.Atoi(c.URL.Query().Get("limit"))
	if err != nil || n < 1 {
		return 100
	}
	return min(n, maxPageRows)
}

func (c apiCall) number(name string) uint64 {
	n, _ := strconv.ParseUint(c.URL.Query().Get(name), 10, 62)
	return n
}
