package localdb

import (
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// TestCheckFinds spoils one thing after the other, each through the store's own writer so that
// every checksum is right, and wants Check to name it.
func TestCheckFinds(t *testing.T) {
	var id, other ledger.ID
	for name, c := range map[string]struct {
		spoil func(w *writer) error
		want  string
	}{
		"folded record": {func(w *writer) error {
			rec, err := w.record(id)
			if err != nil {
				return err
			}
			rec.form = "kho_khan"
			return w.put(bucketRecords, id[:], rec.encode())
		}, "folded record differs"},
		"line":        {func(w *writer) error { return w.put(bucketByDate, dateKey("2026-06-01", id), (&line{}).encode()) }, "list by date is wrong"},
		"stray line":  {func(w *writer) error { return w.put(bucketByDate, dateKey("2026-06-09", id), (&line{}).encode()) }, "superfluous"},
		"search text": {func(w *writer) error { return w.put(bucketSearch, id[:], searchDoc{day: "2026-06-01"}.encode()) }, "search text is wrong"},
		"lost record": {func(w *writer) error { _, err := w.delete(bucketRecords, id[:]); return err }, "folded record differs"},
		"stray child": {func(w *writer) error { return w.put(bucketChildren, childKey(id, other), nil) }, "superfluous"},
		"lost change": {func(w *writer) error { _, err := w.delete(bucketChanges, other[:]); return err }, "is missing"},
		"other change": {func(w *writer) error {
			raw, err := w.change(id)
			return errorsOr(err, w.put(bucketChanges, other[:], raw))
		}, "kept as"},
		"no change": {func(w *writer) error { return w.put(bucketChanges, other[:], []byte("x")) }, "decode change"},
		"hash": {func(w *writer) error {
			return w.put(bucketLog, seqKey(2), logEntry{change: other, record: other}.encode())
		}, "hash does not follow"},
		"log's record":   {func(w *writer) error { return spoilLog(w, func(e *logEntry) { e.record = id }) }, "names another record"},
		"gap in the log": {func(w *writer) error { _, err := w.delete(bucketLog, seqKey(1)); return err }, "position 1 is missing"},
		"have":           {func(w *writer) error { w.state.Have = 99; return nil }, "shorter than"},
		"counters":       {func(w *writer) error { w.state.Records++; return nil }, "kept records 3"},
		"draft":          {func(w *writer) error { return w.put(bucketDrafts, id[:], []byte{1}) }, "cannot unmarshal"},
		"rejection":      {func(w *writer) error { return w.putCBOR(bucketRejected, id[:], ledger.Rejection{ID: other}) }, "cannot be read"},
		"quarantine":     {func(w *writer) error { return w.putCBOR(bucketQuarantine, id[:], quarantined{}) }, "cannot be read"},
		"identity":       {func(w *writer) error { return w.put(bucketMeta, metaIdentity, []byte("{")) }, "meta identity"},
		"device key":     {func(w *writer) error { return w.put(bucketMeta, metaKey, []byte("short")) }, "meta key"},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			s := openAt(t, home, testOptions())
			id = addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
			other = addRecord(t, s, outreach("Phân loại rác", "2026-06-02"))
			mustBeSound(t, s)
			check(t, s.update("spoil", c.spoil))
			check(t, s.Close())
			report, err := Check(home)
			check(t, err)
			for _, p := range report.Problems {
				if p.Place.Vi == "" || p.What.Vi == "" || p.Do.Vi == "" || p.Do.En == "" {
					t.Errorf("no words in %+v", p)
				}
				if strings.Contains(p.What.En+p.Place.En, c.want) {
					return
				}
			}
			t.Errorf("not found: %s; found %+v", c.want, report.Problems)
		})
	}
}

func errorsOr(err, next error) error {
	if err != nil {
		return err
	}
	return next
}

func spoilLog(w *writer, change func(*logEntry)) error {
	e, _, err := w.logAt(2)
	if err != nil {
		return err
	}
	change(&e)
	return w.put(bucketLog, seqKey(2), e.encode())
}
