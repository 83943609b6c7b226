package commune

import (
	"crypto/ed25519"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Commune is whom a store belongs to. Its own log has the incarnation as its epoch.
type Commune struct {
	ID          ledger.DeviceID // ledger.DeviceOf the key
	Key         ed25519.PrivateKey
	Name        string // "Nghĩa Hưng"
	Code        string // of the General Statistics Office's list: "13891"
	Province    string
	Incarnation ledger.Incarnation
	Created     time.Time
}

// Unit is a reporting unit with the ISO days between which it exists; "" is open.
type Unit struct {
	ledger.Unit
	ValidFrom string `json:"valid_from,omitempty"`
	ValidTo   string `json:"valid_to,omitempty"`

	Predecessors []string     `json:"predecessors,omitempty"` // the units it came out of on ValidFrom
	Former       []FormerName `json:"former,omitempty"`       // what it was called before, oldest first
}

// FormerName is what a unit was called up to and with an ISO day.
type FormerName struct {
	Name string `json:"name"`
	To   string `json:"to"`
}

// Enrolment is a one-time code given to a unit; the code itself is not kept.
type Enrolment struct {
	Hash    [32]byte
	Unit    string
	Created time.Time
	Expires time.Time
	Used    time.Time       // zero until used
	Device  ledger.DeviceID // the laptop that used it
}

// Device is a laptop that has joined.
type Device struct {
	ID           ledger.DeviceID
	Key          ed25519.PublicKey
	Unit         string
	Person       string
	Computer     string
	Agent        string
	Joined       time.Time
	Seen         time.Time
	Revoked      time.Time // zero while welcome
	Dictionaries []uint32  // compression dictionaries it has used itself, so surely knows
}

// User is a person of the office.
type User struct {
	Name     string
	Role     Role
	Password string // argon2id, PHC string format
	Once     bool   // the password is a one-time one and must be changed
	Created  time.Time
	TOTP     string    // shared secret of the second factor, "" for none
	Step     int64     // the last time step whose code was used
	Closed   time.Time // zero while the account may be used
	Seen     time.Time // when it last signed in
}

// Session is a browser that is signed in, by the hash of its token.
type Session struct {
	Hash    [32]byte
	Account string
	Mark    string // digest of the password's hash; another password ends the session
	Created time.Time
	Seen    time.Time
	Expires time.Time
	Agent   string
	Address string
}

// Act is one line of the audit log.
type Act struct {
	Number  uint64    `json:"number"`
	At      time.Time `json:"at"`
	Account string    `json:"account"`
	Act     string    `json:"act"`
	Object  string    `json:"object"`
	Detail  string    `json:"detail"`

	Hash ledger.Hash `json:"hash"` // Link to the line before; zero in lines of programs that made none
}

// Head is where a log stands: changes 1…Have are stored, Hash is the chain's at Have.
type Head struct {
	Have uint64
	Hash ledger.Hash
}

// Entry is one position of a log about to be stored.
type Entry struct {
	Bytes  []byte
	Hash   ledger.Hash    // the chain's at this position
	Change *ledger.Change // what Bytes say, nil when they cannot be read
	ID     ledger.ID      // the id Bytes bear, zero when even that cannot be read
	Code   ledger.Code    // why it does not count, "" when it does
}

// Segment is a run of consecutive entries of one log.
type Segment struct {
	Device   ledger.DeviceID
	Epoch    ledger.Epoch
	After    Head // the entries follow it
	Entries  []Entry
	Received time.Time
	// Folded are the rows of records as the segment's entries alone make them, Number left out: what
	// Append keeps for a record that has no other changes. It may be nil.
	Folded map[ledger.ID]Row
	Acts   []Act // lines of the audit log about it
}

// Logged is a change in the commune log.
type Logged struct {
	Number   uint64
	ID       ledger.ID
	Bytes    []byte
	Received time.Time
	Device   ledger.DeviceID // the log it came in first
	Epoch    ledger.Epoch
}

// Fold makes a record's row of all its changes; it must depend on nothing else.
type Fold func(changes []Logged) (Row, error)

// Row is a record folded, as lists and reports need it.
type Row struct {
	ID        ledger.ID
	Form      string
	Version   int
	Unit      string
	Status    ledger.Status
	Title     string
	Date      string // ISO, "" when it has none
	Search    string // folded words, each with one blank before it
	Values    ledger.Values
	Conflicts []string
	Devices   []ledger.DeviceID
	Code      ledger.Code // why it does not count, "" when it does
	Field     string
	Reason    ledger.Words
	Changes   int
	Updated   time.Time // when its newest change was received
	Number    uint64    // its newest change's number in the commune log

	Merge         []ledger.ID // as ledger.Record has it
	StateConflict bool        // its state was set by changes that did not see each other
	Stale         bool        // folded by an older program, to be folded again

	Accepted bool         // Values are those that the office approved
	Listed   Listed       // written, not read: what lists find it by
	Adds     []ledger.Add // written, not read: what it adds to indicators if it counts
}

// Verdict is a rejection at its position in a log.
type Verdict struct {
	Seq uint64
	ledger.Rejection
}

// PullQuery asks for changes of a unit numbered above After, without those first logged in the
// given log. Changes come in order until Count or Bytes is reached, but at least one.
type PullQuery struct {
	Unit   string
	Former []string // units whose changes the laptop gets too
	After  uint64
	Device ledger.DeviceID
	Epoch  ledger.Epoch
	Count  int
	Bytes  int
}

// PullPage answers a PullQuery: the changes, how many more there are, and the number of the newest
// change of the commune, all as of one moment.
type PullPage struct {
	Changes []Logged
	More    int
	Newest  uint64
}

// Selection chooses records; zero fields choose all. Words are folded, and each must begin a word
// of the record's Search.
type Selection struct {
	Unit   string
	But    string // a form whose records are left out
	Form   string
	Status ledger.Status
	From   string // ISO dates, both included
	To     string
	Words  []string
	Limit  int
}

// Walker is shown a whole store. Nil callbacks are passed over.
type Walker struct {
	Entry  func(StoredEntry) error
	Head   func(device ledger.DeviceID, epoch ledger.Epoch, h Head) error
	Record func(row Row, changes []Logged) error
}

// StoredEntry is one position of a log as it is stored.
type StoredEntry struct {
	Device ledger.DeviceID
	Epoch  ledger.Epoch
	Seq    uint64
	Hash   ledger.Hash
	Bytes  []byte
	ID     ledger.ID // of the change, or the id that marked bytes bear
	Code   ledger.Code
}
