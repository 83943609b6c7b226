package commune

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

// CommandLine is the account of the audit log for what is done with sothon-xa on the machine itself.
const CommandLine = "dòng lệnh"

type actorKey struct{}

// As names who acts under the context: what the office does is in the audit log under that name.
// Without it the changes of records are noted under their author's.
func As(ctx context.Context, account string) context.Context {
	return context.WithValue(ctx, actorKey{}, account)
}

// actor is whom As named, else other.
func actor(ctx context.Context, other string) string {
	name, _ := ctx.Value(actorKey{}).(string)
	return cmp.Or(name, other)
}

// Link is the hash of the line as the audit log's chain has it: SHA-256 of the hash of the line
// before and of the line's parts as a JSON array, its time in Unix milliseconds.
func (a Act) Link(before ledger.Hash) ledger.Hash {
	b, err := json.Marshal([]any{a.Number, a.At.UnixMilli(), a.Account, a.Act, a.Object, a.Detail})
	if err != nil {
		panic(err) // numbers and strings
	}
	return before.Next(b)
}

// actsOf are the lines of the audit log for changes that the office makes.
func (o *Office) actsOf(ctx context.Context, entries []Entry) []Act {
	acts := make([]Act, len(entries))
	for i, e := range entries {
		acts[i] = Act{At: o.now(), Account: actor(ctx, e.Change.Author), Act: e.Change.Kind.String(), Object: e.Change.Record.String()}
		if e.Change.Typist != "" {
			acts[i].Act, acts[i].Detail = "type-in", e.Change.Unit
		} else if e.Change.Author != acts[i].Account {
			acts[i].Detail = short(e.Change.Author)
		}
	}
	return acts
}

// Audit shows the audit log since a time, the oldest line first. An error of visit ends it.
func (o *Office) Audit(ctx context.Context, since time.Time, visit func(Act) error) error {
	return o.store.EachAct(ctx, since, visit)
}

// AuditPage gives lines numbered below before (0: from the newest), the newest first.
func (o *Office) AuditPage(ctx context.Context, before uint64, limit int) ([]Act, error) {
	return o.store.Acts(ctx, before, limit)
}

// WriteAudit writes the audit log since a time as .csv, the oldest line first.
func (o *Office) WriteAudit(ctx context.Context, w io.Writer, lang string, since time.Time) error {
	s := report.Sheet{Name: "audit", Columns: []report.Column{{Title: auditWords["audit_number"].In(lang)}, {Title: auditWords["audit_at"].In(lang)},
		{Title: auditWords["audit_account"].In(lang)}, {Title: auditWords["audit_act"].In(lang)}, {Title: auditWords["audit_object"].In(lang)},
		{Title: auditWords["audit_detail"].In(lang)}, {Title: auditWords["audit_hash"].In(lang)}}}
	err := o.Audit(ctx, since, func(a Act) error {
		s.Rows = append(s.Rows, []ledger.Value{ledger.TextValue(fmt.Sprint(a.Number)), ledger.TextValue(a.At.Format(time.RFC3339)), ledger.TextValue(a.Account),
			ledger.TextValue(a.Act), ledger.TextValue(a.Object), ledger.TextValue(a.Detail), ledger.TextValue(a.Hash.String())})
		return nil
	})
	if err != nil {
		return err
	}
	return report.WriteCSV(w, s)
}

var adviceAudit = ledger.Words{Vi: "Nhật ký đã bị sửa ngoài chương trình. So với nhật ký trong bản sao lưu gần nhất để biết dòng nào.",
	En: "The audit log was changed outside the program. Compare it with that of the newest backup to see which line."}

// checkAudit follows the chain of the audit log. Lines of older programs stand before it and have no
// hash.
func (o *Office) checkAudit(ctx context.Context, c *checker) error {
	var last Act
	return o.Audit(ctx, time.Time{}, func(a Act) error {
		begun := last.Hash != ledger.Hash{}
		switch {
		case a.Number != last.Number+1:
			c.noteAudit(last.Number+1, "lines are missing")
		case !begun && a.Hash == ledger.Hash{}:
		case a.Hash != a.Link(last.Hash):
			c.noteAudit(a.Number, "the line is not what was written")
		}
		last = a
		return nil
	})
}

func (c *checker) noteAudit(number uint64, detail string) {
	if len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, Problem{fmt.Sprintf("audit log line %d", number), detail, adviceAudit})
	}
}
