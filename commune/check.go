package commune

import (
	"context"
	"fmt"
	"reflect"

	"github.com/nghia-hung/sothon/ledger"
)

// Report is what Check found.
type Report struct {
	Logs     int       `json:"logs"`
	Entries  int       `json:"entries"`
	Records  int       `json:"records"`
	Problems []Problem `json:"problems"`
}

// Problem is one thing that is not as it must be.
type Problem struct {
	Place  string       `json:"place"` // "log DEVICE/EPOCH position 7", "record ID", "database"
	Detail string       `json:"detail"`
	Advice ledger.Words `json:"advice"`
}

// maxProblems ends a report that only repeats itself.
const maxProblems = 200

var adviceRestore = ledger.Words{Vi: "Dữ liệu trên đĩa bị hỏng. Sao chép thư mục này ra chỗ khác, rồi khôi phục bản sao lưu gần nhất: sothon-xa restore",
	En: "The data on disk is damaged. Copy the folder elsewhere, then restore the newest backup: sothon-xa restore"}

// Check examines the whole store as it is at one moment, while others go on working: the database
// by itself; every change decodes; every log's chain leads from nothing to its head; every record's
// row is what its changes fold to.
func (o *Office) Check(ctx context.Context) (Report, error) {
	c := checker{rules: o.rules, report: Report{Problems: []Problem{}}}
	faults, err := o.store.Integrity(ctx)
	if err != nil {
		return c.report, err
	}
	for _, f := range faults {
		c.note("database", "%s", f)
	}
	err = o.store.Walk(ctx, Walker{Entry: c.entry, Head: c.head, Record: c.record})
	if err != nil && len(c.report.Problems) > 0 {
		c.note("database", "%v", err)
		err = nil
	}
	if err == nil {
		err = o.checkSums(ctx, &c)
	}
	if err == nil {
		err = o.checkFiles(ctx, &c)
	}
	if err == nil {
		err = o.checkAudit(ctx, &c)
	}
	return c.report, err
}

// CheckStore makes the examination that store.Restore runs on a backup before it is believed.
func CheckStore(options Options) func(context.Context, Store) error {
	options.Files = "" // those beside the store that is there are not the backup's
	return func(ctx context.Context, store Store) error {
		office, err := Open(ctx, store, options)
		if err != nil {
			return err
		}
		report, err := office.Check(ctx)
		if err == nil && len(report.Problems) > 0 {
			p := report.Problems[0]
			err = fmt.Errorf("%w: %w", ErrDamaged, ledger.Errorf(ledger.CodeStorage, "%s: %s", p.Place, p.Detail))
		}
		return err
	}
}

type logName struct {
	device ledger.DeviceID
	epoch  ledger.Epoch
}

func (n logName) String() string { return fmt.Sprintf("log %s/%s", n.device, n.epoch) }

// checker follows a Walk.
type checker struct {
	rules  rules
	report Report
	ends   map[logName]Head // where each log's entries lead
	sums   summer
}

func (c *checker) note(place, format string, args ...any) {
	if len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, Problem{place, fmt.Sprintf(format, args...), adviceRestore})
	}
}

var adviceFile = ledger.Words{Vi: "Chép lại tệp này từ thư mục .tep của bản sao lưu, hoặc nhờ thôn đính kèm lại.",
	En: "Copy the file back from the backup's .tep folder, or ask the unit to attach it again."}

func (c *checker) noteFile(h ledger.Hash) {
	if len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, Problem{FilesFolder + "/" + h.String(), "the file is gone or damaged", adviceFile})
	}
}

func (c *checker) entry(e StoredEntry) error {
	c.report.Entries++
	if c.ends == nil {
		c.ends = map[logName]Head{}
	}
	name := logName{e.Device, e.Epoch}
	at := c.ends[name]
	place := fmt.Sprintf("%s position %d", name, e.Seq)
	if e.Seq != at.Have+1 {
		c.note(place, "positions %d to %d are missing", at.Have+1, e.Seq-1)
	}
	if want := at.Hash.Next(e.Bytes); want != e.Hash {
		c.note(place, "the chain is broken: the change's bytes are not those that were logged")
	}
	c.ends[name] = Head{Have: e.Seq, Hash: e.Hash}
	switch change, err := ledger.DecodeChange(e.Bytes); {
	case err != nil && e.Code != ledger.CodeMalformed:
		c.note(place, "%v", err)
	case err == nil && change.ID != e.ID:
		c.note(place, "the change is %s, the log says %s", change.ID, e.ID)
	}
	return nil
}

func (c *checker) head(device ledger.DeviceID, epoch ledger.Epoch, h Head) error {
	c.report.Logs++
	name := logName{device, epoch}
	if end := c.ends[name]; end != h {
		c.note(name.String(), "its entries end at %d %s, its head is %d %s", end.Have, end.Hash, h.Have, h.Hash)
	}
	delete(c.ends, name)
	return nil
}

func (c *checker) record(row Row, changes []Logged) error {
	c.report.Records++
	if len(changes) == 0 {
		c.note(fmt.Sprintf("record %s", row.ID), "it has no changes")
		return nil
	}
	want, err := c.rules.fold(changes)
	switch {
	case err != nil:
		c.note(fmt.Sprintf("record %s", row.ID), "%v", err)
	case row.Code == ledger.CodeFormUnknown && want.Code != ledger.CodeFormUnknown:
		// its form has become known; Reconsider has not run yet
	default:
		if c.sums == nil {
			c.sums = summer{}
		}
		c.sums[want.ID] = SummandOf(want)
		if row.Stale {
			row.Stale, row.StateConflict = false, want.StateConflict
		}
		if field := difference(row, want); field != "" {
			c.note(fmt.Sprintf("record %s", want.ID), "%s is not what its changes fold to", field)
		}
	}
	return nil
}

// difference names the first field in which two rows differ, "" for none.
func difference(a, b Row) string {
	if !sameValues(a.Values, b.Values) {
		return "values"
	}
	a.Values, b.Values = nil, nil
	a.Adds, b.Adds = nil, nil
	a.Listed, b.Listed = Listed{}, Listed{}
	a.Updated, b.Updated = a.Updated.UTC(), b.Updated.UTC()
	if len(a.Conflicts) == 0 && len(b.Conflicts) == 0 {
		a.Conflicts, b.Conflicts = nil, nil
	}
	va, vb := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range va.NumField() {
		if !reflect.DeepEqual(va.Field(i).Interface(), vb.Field(i).Interface()) {
			return va.Type().Field(i).Name
		}
	}
	return ""
}

func sameValues(a, b ledger.Values) bool {
	for name, v := range a {
		if !v.Equal(b[name]) {
			return false
		}
	}
	for name, v := range b {
		if !v.Equal(a[name]) {
			return false
		}
	}
	return true
}
