package ledger

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ChangeKind tells what a change does to its record.
type ChangeKind uint8

// The kinds of change. Their numbers are on the wire and never reused.
const (
	KindSet      ChangeKind = 1  // fields changed, not handed in
	KindFinalize ChangeKind = 2  // fields changed and handed in (again)
	KindWithdraw ChangeKind = 3  // the unit takes the record back
	KindReturn   ChangeKind = 4  // the office asks for a correction, with the reason
	KindApprove  ChangeKind = 5  // the office accepts the record
	KindComment  ChangeKind = 6  // a message from the unit
	KindReply    ChangeKind = 7  // a message from the office, which may also set fields
	KindMerge    ChangeKind = 8  // the office says: the same event as another record
	KindResolve  ChangeKind = 9  // a conflict is settled by naming all its sides
	KindCorrect  ChangeKind = 10 // the office changes fields
	KindErase    ChangeKind = 11 // the office takes out what a person asked to have erased
)

var kindNames = map[ChangeKind]string{
	KindSet: "set", KindFinalize: "finalize", KindWithdraw: "withdraw", KindReturn: "return",
	KindApprove: "approve", KindComment: "comment", KindReply: "reply", KindMerge: "merge",
	KindResolve: "resolve", KindCorrect: "correct", KindErase: "erase",
}

// String is the kind's name in JSON and in the protocol's document.
func (k ChangeKind) String() string {
	if name, ok := kindNames[k]; ok {
		return name
	}
	return fmt.Sprintf("kind-%d", uint8(k))
}

// Known reports whether this program knows what the kind does.
func (k ChangeKind) Known() bool { return kindNames[k] != "" }

// ByOffice reports whether only the commune office may make such a change.
func (k ChangeKind) ByOffice() bool {
	switch k {
	case KindReturn, KindApprove, KindReply, KindMerge, KindCorrect, KindErase:
		return true
	}
	return false
}

// ByUnit reports whether a unit's laptop may make such a change.
func (k ChangeKind) ByUnit() bool { return k.Known() && !k.ByOffice() }

// sets is the state a change of this kind puts its record in, or "" when it leaves the state alone.
func (k ChangeKind) sets() State {
	switch k {
	case KindFinalize:
		return Submitted
	case KindWithdraw:
		return Withdrawn
	case KindReturn:
		return Returned
	case KindApprove:
		return Approved
	}
	return ""
}

// Assignment sets one field. Base names the changes whose values of this field its author saw:
// none when the field was empty, several when a conflict was in sight.
type Assignment struct {
	Field string
	Value Value
	Base  []ID
}

// Change is one immutable fact about one record. It knows nothing of where it is logged: the same
// change may stand in several logs and is still the same change.
type Change struct {
	ID      ID
	Record  ID // equals ID in the change that begins a record
	Form    string
	Version int
	Unit    string // the reporting unit the record belongs to
	Kind    ChangeKind
	Set     []Assignment // by field name, each name once
	Base    []ID         // the changes that made the state (of a merge: the merge) its author saw; only of kinds that set one. An approval: also those that made the values
	Author  string       // người báo: who reports
	Typist  string       // người nhập: who typed, when somebody else
	Field   string       // return, comment, reply: the field that is meant
	Text    string       // return, comment, reply, merge: the words
	Device  DeviceID     // where it was made
	Wall    int64        // Unix milliseconds by the device's own clock, right or wrong
	Offset  int64        // milliseconds the commune's clock was ahead at the last contact
	Clock   Clock
	Merge   []ID // merge: the records that are the same event, the one kept first; none undoes the merge
	Erase   []Erasure
}

// Limits of one change and of the parts of it, checked when one is made and when one is read.
const (
	MaxChangeBytes = 256 << 10
	MaxFields      = 500
	MaxBases       = 64
	MaxTextBytes   = 64 << 10
)

// Check reports what no well-formed change can be; content rules are the form's affair.
func (c *Change) Check() error {
	switch {
	case c.ID.IsZero():
		return errors.New("change without id")
	case c.Record.IsZero():
		return errors.New("change without record")
	case c.Form == "" || len(c.Form) > 64:
		return errors.New("change without form")
	case c.Version < 1:
		return errors.New("form version below 1")
	case c.Unit == "" || len(c.Unit) > 64:
		return errors.New("change without unit")
	case c.Kind == 0:
		return errors.New("change without kind")
	case len(c.Base) > MaxBases || len(c.Merge) > MaxBases:
		return errors.New("too many bases")
	case len(c.Text) > MaxTextBytes:
		return errors.New("message too long")
	case len(c.Set) > MaxFields:
		return errors.New("too many fields")
	case len(c.Erase) > MaxErasures:
		return errors.New("too many erasures")
	}
	return c.checkSet()
}

func (c *Change) checkSet() error {
	for i, a := range c.Set {
		if a.Field == "" || len(a.Field) > 64 {
			return errors.New("assignment without field")
		}
		if i > 0 && c.Set[i-1].Field >= a.Field {
			return fmt.Errorf("field %s: assignments out of order", a.Field)
		}
		if len(a.Base) > MaxBases {
			return fmt.Errorf("field %s: too many bases", a.Field)
		}
	}
	return nil
}

// Assign puts the assignments that lead from the values seen in record to the wanted values into
// the change: one for every field that differs, with the base that record shows. A field in
// conflict is always assigned, so that writing it settles the conflict, but only if it stands in
// want. Fields missing from want are left alone.
func (c *Change) Assign(seen *Record, want Values) {
	for field, v := range want {
		reg := seen.Fields[field]
		if reg.Value().Equal(v) && !reg.Conflicted() {
			continue
		}
		c.Set = append(c.Set, Assignment{Field: field, Value: v, Base: reg.Bases()})
	}
	slices.SortFunc(c.Set, func(a, b Assignment) int { return strings.Compare(a.Field, b.Field) })
	switch {
	case c.Kind == KindApprove:
		c.Base = seen.sight()
	case c.Kind.sets() != "":
		c.Base = seen.state.Bases()
	case c.Kind == KindMerge:
		c.Base = seen.merge.Bases()
	}
}

// before orders changes for display and for breaking ties: logical clock, device, id.
func (c *Change) compare(o *Change) int {
	if n := c.Clock.Compare(o.Clock); n != 0 {
		return n
	}
	if n := slices.Compare(c.Device[:], o.Device[:]); n != 0 {
		return n
	}
	return slices.Compare(c.ID[:], o.ID[:])
}
