package ledger

import "time"

// Status is a record's standing as a village head sees it.
type Status string

// The statuses. A record has the first that applies, in the order: draft, rejected, conflict,
// returned, queued, withdrawn, approved, sent.
const (
	StatusDraft     Status = "draft"     // not handed in; only on this laptop
	StatusRejected  Status = "rejected"  // at the commune, kept, but not counted
	StatusConflict  Status = "conflict"  // two laptops wrote different values
	StatusReturned  Status = "returned"  // the office asks for a correction
	StatusQueued    Status = "queued"    // handed in, not yet proven to be at the commune
	StatusWithdrawn Status = "withdrawn" // taken back
	StatusApproved  Status = "approved"  // accepted by the office
	StatusSent      Status = "sent"      // a receipt proves the commune has it
)

// Statuses lists all of them.
var Statuses = []Status{StatusDraft, StatusQueued, StatusSent, StatusApproved, StatusReturned,
	StatusRejected, StatusConflict, StatusWithdrawn}

// Counts reports whether a record of this status adds to totals: it was handed in, and it was
// neither taken back nor rejected. One that waits for review, for correction or for a conflict to be
// settled counts, since what it tells of did happen.
func (s Status) Counts() bool {
	switch s {
	case StatusDraft, StatusRejected, StatusWithdrawn:
		return false
	default:
		return true
	}
}

// StatusOf ranks what is known of a record into its status: whether its newest change of this
// laptop was rejected, and whether some change of it still waits to be sent. An approved record that
// was changed since is queued or sent: the change is proposed (Record.Proposed).
func StatusOf(r *Record, rejected, pending bool) Status {
	switch {
	case rejected:
		return StatusRejected
	case len(r.Conflicts()) > 0:
		return StatusConflict
	case r.State == Returned:
		return StatusReturned
	case pending:
		return StatusQueued
	case r.Proposed():
		return StatusSent
	case r.Accepted != nil:
		return StatusApproved
	case r.State == Withdrawn:
		return StatusWithdrawn
	case r.State == Approved:
		return StatusApproved
	}
	return StatusSent
}

// Summary is one line of a list of records and drafts.
type Summary struct {
	ID      ID        `json:"id"`
	Form    string    `json:"form"`
	Unit    string    `json:"unit"`
	Status  Status    `json:"status"`
	Title   string    `json:"title"`
	Date    string    `json:"date"` // ISO, "" when the form has none
	Updated time.Time `json:"updated"`
	Reason  string    `json:"reason,omitempty"` // why it was returned or rejected
	Left    int       `json:"-"`                // of a draft: how many pages come after the one its writer was on
	Place   Place     `json:"-"`                // its place in the list
}

// Place is where a line stands in a list: the rank of the match (0 without a search), the ISO day,
// the record. The zero Place stands before every line.
type Place struct {
	Rank int
	Day  string
	ID   ID
}

// Query selects records; zero fields select all. Search is text as typed: all words must occur,
// with or without marks; better matches come first. Without Search the newest date comes first.
type Query struct {
	Form   string
	Status Status
	Search string
	Parent ID // only follow-ups of this record
	From   string
	To     string // ISO dates, both included
	Person string // only what this person reported, typed or signed, spelled as in Store.People
	After  Place  // only what comes after this line of the same list
	Limit  int    // 0 for all
}

// Draft is what somebody is still writing: a new record, or a change to an existing one.
type Draft struct {
	ID      ID // of the record to be, or of the record being changed
	Form    string
	Version int
	Edits   bool              // it changes an existing record
	Values  Values            // answers as understood so far
	Typed   map[string]string // text of fields that is not an answer yet, as typed
	Page    int               // where its writer was, from 0
	Field   string
	Left    int  // pages that come after that one
	Open    bool // it was on the screen when it was saved: nobody has put it away since
	Updated time.Time
}

// Entry is one record in full, for reading.
type Entry struct {
	Record   *Record
	Status   Status
	Title    string
	Date     string
	Updated  time.Time
	Rejected *Rejection // why the commune does not count it, nil if it does
	Draft    *Draft     // an unfinished change to it, or the draft itself when Record has no changes
	Changes  []*Change  // oldest first
	Pending  map[ID]bool
}

// SyncStatus is what is proven about sending.
type SyncStatus struct {
	Unit          string     `json:"unit"`
	Device        string     `json:"device"`
	Joined        bool       `json:"joined"`
	Pending       int        `json:"pending"` // changes the commune has not confirmed
	PendingIDs    []ID       `json:"-"`       // the records they belong to, oldest first
	OldestPending *time.Time `json:"oldest_pending"`
	LastReceipt   *time.Time `json:"last_receipt"` // when the commune last confirmed, by this laptop's clock
	NextTry       *time.Time `json:"next_try"`
	LastError     string     `json:"last_error"` // a Code or "offline"; "" after a success
	Drafts        int        `json:"drafts"`
	Returned      int        `json:"returned"`
	Conflicts     int        `json:"conflicts"`
	Rejected      int        `json:"rejected"`
	Records       int        `json:"records"`

	FilesPending     int   `json:"files_pending"`      // attached files the commune is not proven to have
	FileBytesPending int64 `json:"file_bytes_pending"` // of these, still to be sent
}

// SyncProgress is how far one sync has come.
type SyncProgress struct {
	Phase    string // connecting, sending, receiving, files, waiting, done, failed
	Total    int    // changes to send when it began
	Proven   int    // of these, confirmed by receipts
	Pulled   int    // changes received
	Attempt  int    // of the present request, from 1
	LastID   ID     // record of the last confirmed change
	Started  time.Time
	NextTry  time.Time // while waiting
	Err      error     // why the last attempt failed
	Rejected []Rejection

	Files         int   // attached files that waited here; with the phase "files" they are being sent
	FileBytes     int64 // of these
	FileBytesSent int64 // of these, proven to be at the commune
}

// SyncResult sums up one sync.
type SyncResult struct {
	Pushed    int         `json:"pushed"`
	Pulled    int         `json:"pulled"`
	Rejected  []Rejection `json:"rejected"`
	Pending   int         `json:"pending"`
	Rounds    int         `json:"rounds"` // requests answered
	BytesUp   int64       `json:"bytes_up"`
	BytesDown int64       `json:"bytes_down"` // bodies, both ways

	FilesSent    int `json:"files_sent"`    // attached files proven to have arrived
	FilesPending int `json:"files_pending"` // that are here and still wait
}

// Identity is who a laptop is.
type Identity struct {
	Device      DeviceID
	Joined      bool
	Unit        Unit
	Commune     DeviceID
	CommuneKey  []byte // Ed25519 public key
	CommuneName string
	Province    string
	URL         string // the endpoint
	Pin         string // fingerprint of the endpoint's TLS key, "" when an authority vouches for it
	CA          []byte // PEM of the authority given at join, nil for the system's
	Person      string // who usually reports (người báo)
}

// LogPosition is where a laptop's own log stands.
type LogPosition struct {
	Epoch Epoch
	Have  uint64 // confirmed by the commune
	Last  uint64 // written here
	Hash  Hash   // the chain's hash at Have
}

// LogEntry is one change at its place in the log.
type LogEntry struct {
	Seq   uint64
	ID    ID
	Bytes []byte
}
