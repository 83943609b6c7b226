package ledger

import (
	"slices"
	"strings"
)

// State is where a record stands between a unit and the office.
type State string

// The states that changes put a record in.
const (
	Editing   State = "editing" // begun by changes that never handed it in
	Submitted State = "submitted"
	Returned  State = "returned"
	Approved  State = "approved"
	Withdrawn State = "withdrawn"
)

// rank decides between states set by changes that did not see each other: what still asks
// something of a person wins. An edit wins over a withdrawal, a return over a resubmission.
func (s State) rank() int {
	return slices.Index([]State{Editing, Approved, Withdrawn, Submitted, Returned}, s)
}

// Head is a value of a field that no other known change of the record has replaced.
type Head struct {
	Change ID
	Value  Value
	Author string
	Device DeviceID
	Clock  Clock
	Wall   int64
}

// Register is one field of a record: its heads, the winner first. More than one distinct value is
// a conflict: all are kept, the winner is shown, and a later change that names all heads settles it.
type Register struct{ Heads []Head }

// Value is the winning value, None for a field never set.
func (r Register) Value() Value {
	if len(r.Heads) == 0 {
		return Value{}
	}
	return r.Heads[0].Value
}

// Conflicted reports whether two heads differ.
func (r Register) Conflicted() bool {
	for _, h := range r.Heads[min(1, len(r.Heads)):] {
		if !h.Value.Equal(r.Heads[0].Value) {
			return true
		}
	}
	return false
}

// Bases names the heads: what a change that replaces this value gives as its base.
func (r Register) Bases() []ID {
	var ids []ID
	for _, h := range r.Heads {
		if !h.Change.IsZero() {
			ids = append(ids, h.Change)
		}
	}
	return ids
}

// Message is what somebody wrote about a record.
type Message struct {
	Change ID         `json:"change"`
	Kind   ChangeKind `json:"-"`
	Author string     `json:"author"`
	Field  string     `json:"field,omitempty"`
	Text   string     `json:"text"`
	Wall   int64      `json:"-"`
	Office bool       `json:"office"`
}

// Record is what a record's changes amount to.
type Record struct {
	ID       ID
	Form     string
	Version  int // the newest form version its changes were filled with
	Unit     string
	Fields   map[string]Register
	State    State
	Messages []Message // oldest first
	Devices  []DeviceID
	First    *Change // the earliest and the latest change by clock; nil in an empty record
	Last     *Change
	Changes  int  // distinct changes folded
	Merge    []ID // the records that are one event with this one, the one kept first, this one among them; nil for none

	Accepted Values // the values that the office approved and by which the record counts; nil while none are

	state Register // the heads among changes that set a state
	merge Register // the heads among merges
}

// Values are the winning values of all fields that have one.
func (r *Record) Values() Values {
	out := make(Values, len(r.Fields))
	for name, reg := range r.Fields {
		if v := reg.Value(); !v.IsEmpty() {
			out[name] = v
		}
	}
	return out
}

// Conflicts names the fields in conflict, sorted.
func (r *Record) Conflicts() []string {
	var names []string
	for name, reg := range r.Fields {
		if reg.Conflicted() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// StateConflict reports whether the state was set differently by changes that did not see each
// other (an edit against a withdrawal, say).
func (r *Record) StateConflict() bool { return r.state.Conflicted() }

// MergedInto is the record kept in this one's place, the zero ID when this one stands for itself.
// The values of both stay as they are, each in its own record.
func (r *Record) MergedInto() ID {
	if len(r.Merge) == 0 || r.Merge[0] == r.ID {
		return ID{}
	}
	return r.Merge[0]
}

// Merged are the records that were merged into this one.
func (r *Record) Merged() []ID {
	if len(r.Merge) == 0 || r.Merge[0] != r.ID {
		return nil
	}
	return r.Merge[1:]
}

// Reason is the text of the return that the record is waiting on, and the field it is about; both
// are empty unless the state is Returned.
func (r *Record) Reason() (text, field string) {
	if r.State != Returned {
		return "", ""
	}
	for _, m := range slices.Backward(r.Messages) {
		if m.Kind == KindReturn && slices.Contains(r.state.Bases(), m.Change) {
			return m.Text, m.Field
		}
	}
	return "", ""
}

// Settle computes the form's computed fields anew from what they depend on. So such a field is
// never in conflict itself: changes that did not see each other each carried what they computed.
func (r *Record) Settle(form *Form, env Env) {
	values := form.Compute(r.Values(), env)
	if r.Accepted != nil {
		r.Accepted = form.Compute(r.Accepted, env)
	}
	for field := range form.All {
		if !field.Computed() {
			continue
		}
		reg, v := r.Fields[field.Name], values[field.Name]
		head := Head{Value: v}
		if len(reg.Heads) > 0 {
			head = reg.Heads[0]
			head.Value = v
		} else if v.IsEmpty() {
			continue
		}
		r.Fields[field.Name] = Register{Heads: []Head{head}}
	}
}

// Fold turns the changes of one record into the record. It is total and pure: any order, any
// duplication and any subset of changes give a result, and equal sets give equal results, on the
// laptop and at the commune alike. Changes of other records and of unknown kinds are passed over;
// an empty input gives an empty record.
func Fold(changes []*Change) *Record {
	sorted := Redacted(canonical(changes))
	r := &Record{Fields: map[string]Register{}, State: Editing}
	fields := map[string][]assigned{}
	var states, merges []assigned
	by := make(map[ID]*Change, len(sorted))
	for _, c := range sorted {
		by[c.ID] = c
	}
	for _, c := range sorted {
		r.note(c)
		for _, a := range c.Set {
			fields[a.Field] = append(fields[a.Field], assigned{c, a.Value, a.Base})
		}
		if s := c.sets(by); s != "" {
			states = append(states, assigned{c, TextValue(string(s)), c.Base})
		}
		if c.Kind == KindMerge {
			merges = append(merges, assigned{c, mergeValue(c.Merge), c.Base})
		}
	}
	for name, as := range fields {
		r.Fields[name] = register(as)
	}
	r.state = register(states)
	r.settleState()
	r.merge = register(merges)
	r.settleMerge(sorted)
	r.accept(sorted, by)
	return r
}

// mergeValue is a list of records as a value, so that merges have heads as fields have.
func mergeValue(ids []ID) Value {
	var names []string
	for _, id := range ids {
		names = append(names, id.String())
	}
	return ListValue(names...)
}

// settleMerge takes over the merge that wins. One without records undoes those that it names as its
// base; one that leaves this record out says nothing about it.
func (r *Record) settleMerge(changes []*Change) {
	if len(r.merge.Heads) == 0 {
		return
	}
	i := slices.IndexFunc(changes, func(c *Change) bool { return c.ID == r.merge.Heads[0].Change })
	if ids := changes[i].Merge; len(ids) > 1 && slices.Contains(ids, r.ID) {
		r.Merge = slices.Clone(ids)
	}
}

// settleState puts the state head of the highest rank first.
func (r *Record) settleState() {
	slices.SortStableFunc(r.state.Heads, func(a, b Head) int {
		return State(b.Value.Text).rank() - State(a.Value.Text).rank()
	})
	if len(r.state.Heads) > 0 {
		r.State = State(r.state.Heads[0].Value.Text)
	}
}

// canonical keeps one of each change of the record that the earliest one belongs to, ordered by
// clock, device, id.
func canonical(changes []*Change) []*Change {
	sorted := slices.Clone(changes)
	slices.SortFunc(sorted, (*Change).compare)
	seen := map[ID]bool{}
	var record ID
	return slices.DeleteFunc(sorted, func(c *Change) bool {
		if seen[c.ID] || !c.Kind.Known() || (!record.IsZero() && c.Record != record) {
			return true
		}
		seen[c.ID], record = true, c.Record
		return false
	})
}

// note takes over what is not a field; changes come oldest first.
func (r *Record) note(c *Change) {
	if r.First == nil {
		r.First, r.ID, r.Form, r.Unit = c, c.Record, c.Form, c.Unit
	}
	if c.ID == c.Record {
		r.Form, r.Unit = c.Form, c.Unit
	}
	r.Last, r.Version, r.Changes = c, max(r.Version, c.Version), r.Changes+1
	if !slices.Contains(r.Devices, c.Device) {
		r.Devices = append(r.Devices, c.Device)
	}
	if strings.TrimSpace(c.Text) != "" {
		r.Messages = append(r.Messages, Message{Change: c.ID, Kind: c.Kind, Author: c.Author,
			Field: c.Field, Text: c.Text, Wall: c.Wall, Office: c.Kind.ByOffice()})
	}
}

// assigned is one assignment with the change that makes it.
type assigned struct {
	change *Change
	value  Value
	base   []ID
}

// register finds the heads among the assignments of one field: those no other one names as its
// base. Bases that form a ring, which only a forger can make, leave all of them heads.
func register(as []assigned) Register {
	seen := map[ID]bool{}
	for _, a := range as {
		for _, id := range a.base {
			if id != a.change.ID {
				seen[id] = true
			}
		}
	}
	heads := slices.DeleteFunc(slices.Clone(as), func(a assigned) bool { return seen[a.change.ID] })
	if len(heads) == 0 {
		heads = as
	}
	var r Register
	for _, a := range slices.Backward(heads) {
		r.Heads = append(r.Heads, Head{Change: a.change.ID, Value: a.value, Author: a.change.Author,
			Device: a.change.Device, Clock: a.change.Clock, Wall: a.change.Wall})
	}
	return r
}
