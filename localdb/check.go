package localdb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/ledger"
)

// Problem is one thing that is wrong with a store.
type Problem struct {
	Place ledger.Words `json:"place"`
	What  ledger.Words `json:"what"`
	Do    ledger.Words `json:"do"`
}

// Report is what Check found.
type Report struct {
	Records  int       `json:"records"`
	Changes  int       `json:"changes"`
	Drafts   int       `json:"drafts"`
	Problems []Problem `json:"problems"`
}

// maxProblems keeps the report of a wrecked file readable.
const maxProblems = 100

// Check reads the whole store in home without writing to it: every page, every value's checksum,
// every change, the log's chain of hashes, the drafts; it folds every record anew and compares with
// what is kept, and the journal with both; it
// reads every attached file whole. What is wrong is in the report; the error is for a store that could not be looked
// at: *LockedError, no such file, no permission.
func Check(home string) (Report, error) { return CheckWith(home, Options{}) }

// CheckWith is Check for a store that may need the options' PIN; *PINError when that does not serve.
func CheckWith(home string, o Options) (Report, error) {
	path, o := filepath.Join(home, FileName), o.withDefaults()
	report, err := checkFile(path, o)
	sound := !report.serious()
	if err == nil {
		err = report.journal(path, o)
	}
	if err == nil && sound {
		err = report.files(path, o)
	}
	if err != nil {
		return report, fmt.Errorf("check store: %w", err)
	}
	return report, nil
}

// journal compares a store that is sound with its journal. For one that is not it leaves word that
// the next opening shall make it anew, when there is a journal to do so.
func (report *Report) journal(path string, o Options) error {
	if report.serious() {
		b, err := os.ReadFile(filepath.Join(filepath.Dir(path), JournalName))
		if err != nil || len(scanJournal(b).ops) == 0 {
			return nil // what to do has been said
		}
		if os.WriteFile(suspectPath(path), []byte(report.Problems[0].What.En+"\n"), 0o600) == nil {
			report.advise(doRestore, doReopen)
		}
		return nil
	}
	s, err := openFile(path, o, true)
	if err != nil {
		return err
	}
	health := journalGood
	err = s.view(func(r reader) (err error) {
		health, err = r.compareJournal()
		return err
	})
	if health == journalBad {
		_ = os.WriteFile(suspectPath(path), []byte(JournalName+"\n"), 0o600) // a hint for the next opening
		report.add(Problem{Place: ledger.Words{Vi: "tệp " + JournalName, En: "file " + JournalName},
			What: ledger.Words{Vi: "bị hỏng hoặc thiếu", En: "damaged or incomplete"}, Do: doOpen})
	}
	return errors.Join(err, s.Close())
}

func checkFile(path string, o Options) (Report, error) {
	report := Report{Problems: []Problem{}}
	s, err := openFile(path, o, true)
	var damaged *DamagedError
	if errors.As(err, &damaged) {
		report.file(damaged.Reason)
		return report, nil
	}
	if err != nil {
		return report, err
	}
	defer s.Close()
	if err := report.pages(path); err != nil || report.serious() { // nothing follows a tree that is damaged
		return report, err
	}
	c := &checker{report: &report, records: map[ledger.ID]*gathered{}}
	for _, step := range c.steps() {
		if err := s.view(step); errors.As(err, &damaged) {
			report.file(damaged.Reason)
		} else if err != nil {
			return report, err
		}
	}
	return report, nil
}

// pages checks the file's own structure.
func (report *Report) pages(path string) error {
	h, err := checkHead(path)
	if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return walkPages(f, h, report.file)
}

func (report *Report) add(p Problem) {
	if len(report.Problems) < maxProblems {
		report.Problems = append(report.Problems, p)
	}
}

var doRestore = ledger.Words{
	Vi: "Chép tệp so.db ra nơi khác, rồi phục hồi từ bản sao lưu mới nhất (sothon restore TỆP) hoặc báo cán bộ xã.",
	En: "Copy so.db elsewhere, then restore the newest backup (sothon restore FILE) or tell the commune office.",
}

var doReport = ledger.Words{
	Vi: "Dữ liệu gốc còn đủ. Sao lưu (sothon backup TỆP) và báo người hỗ trợ kỹ thuật.",
	En: "The changes themselves are whole. Back up (sothon backup FILE) and tell technical support.",
}

func (report *Report) file(reason string) {
	vi := reason
	if w, ok := reasons[reason]; ok {
		vi = w
	}
	report.add(Problem{Place: ledger.Words{Vi: "tệp " + FileName, En: "file " + FileName},
		What: ledger.Words{Vi: vi, En: reason}, Do: doRestore})
}

// gathered is what the changes and the log say about one record.
type gathered struct {
	ids []ledger.ID
	seq uint64
}

// checker gathers, step by step, what must be true of the rest.
type checker struct {
	report  *Report
	records map[ledger.ID]*gathered
	good    map[ledger.ID]ledger.ID // changes that decode, and their records
	files   map[string]bool         // keys of file_names that follow from the records
	want    state                   // counters
	skipped bool                    // derived data was made with other forms and is not compared
	ctx     context.Context         // nil: to the end
}

// steps are what there is to check, in this order.
func (c *checker) steps() []func(reader) error {
	return []func(reader) error{c.changes, c.log, c.rejected, c.drafts, c.small, c.derived, c.indexes, c.counters}
}

// stopped tells why checking shall end now.
func (c *checker) stopped() error {
	if c.ctx == nil {
		return nil
	}
	return c.ctx.Err()
}

func (c *checker) problem(vi, en, whatVi, whatEn string, do ledger.Words) {
	c.report.add(Problem{Place: ledger.Words{Vi: vi, En: en}, What: ledger.Words{Vi: whatVi, En: whatEn}, Do: do})
}

// each visits every entry of a bucket; a value that does not match its checksum is a problem and
// not an end.
func (c *checker) each(r reader, bucket []byte, fn func(k, v []byte) error) error {
	if r.tx.Bucket(bucket) == nil { // of a layout that is newer than the file
		return nil
	}
	cur := r.tx.Bucket(bucket).Cursor()
	var last []byte
	for k, stored := cur.First(); k != nil; k, stored = cur.Next() {
		if err := c.stopped(); err != nil {
			return err
		}
		if !follows(last, k, 1) {
			return r.damaged(bucket, k, errOrder)
		}
		last = k
		v, err := r.s.vault.unseal(bucket, k, stored)
		if err != nil {
			place := fmt.Sprintf("%s %s", bucket, keyName(k))
			c.problem(place, place, "dữ liệu bị hỏng", err.Error(), doRestore)
			continue
		}
		if err := fn(k, v); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) changes(r reader) error {
	c.good = map[ledger.ID]ledger.ID{}
	return c.each(r, bucketChanges, func(k, v []byte) error {
		c.report.Changes++
		id := idOf(k)
		ch, err := ledger.DecodeChange(v)
		if err == nil && ch.ID != id {
			err = fmt.Errorf("kept as %s", id)
		}
		if err != nil {
			c.problem("thay đổi "+id.String(), "change "+id.String(), "không đọc được", err.Error(), doRestore)
			return nil
		}
		c.good[id] = ch.Record
		g := c.gather(ch.Record)
		g.ids = append(g.ids, id)
		return nil
	})
}

func (c *checker) gather(id ledger.ID) *gathered {
	g := c.records[id]
	if g == nil {
		g = &gathered{}
		c.records[id] = g
	}
	return g
}

// log checks that positions have no gap, that each change is there, and that every hash follows
// from the one before.
func (c *checker) log(r reader) error {
	var hash ledger.Hash
	next := uint64(1)
	st, err := r.state()
	if err != nil {
		return err
	}
	err = c.each(r, bucketLog, func(k, v []byte) error {
		seq := seqOf(k)
		e, err := decodeLogEntry(v)
		what := ledger.Words{}
		switch record, ok := c.good[e.change]; {
		case err != nil:
			what = ledger.Words{Vi: "không đọc được", En: err.Error()}
		case seq != next:
			what = ledger.Words{Vi: fmt.Sprintf("thiếu vị trí %d", next), En: fmt.Sprintf("position %d is missing", next)}
		case !ok:
			what = ledger.Words{Vi: "thiếu thay đổi " + e.change.String(), En: "change " + e.change.String() + " is missing"}
		case record != e.record:
			what = ledger.Words{Vi: "ghi sai phiếu", En: "names another record"}
		default:
			raw, err := r.change(e.change)
			if err != nil {
				return err
			}
			if hash.Next(raw) != e.hash {
				what = ledger.Words{Vi: "mã băm không khớp", En: "hash does not follow from the one before"}
			}
		}
		if what.Vi != "" {
			place := fmt.Sprint(seq)
			c.problem("nhật ký gửi, vị trí "+place, "log, position "+place, what.Vi, what.En, doRestore)
		}
		hash, next = e.hash, seq+1
		if g := c.gather(e.record); seq > g.seq {
			g.seq = seq
		}
		return nil
	})
	if err == nil && st.Have >= next {
		c.problem("nhật ký gửi", "log", "ngắn hơn phần xã đã nhận", "it is shorter than what the commune has confirmed", doRestore)
	}
	return err
}

func (c *checker) rejected(r reader) error {
	return c.each(r, bucketRejected, func(k, v []byte) error {
		var rej ledger.Rejection
		if err := cbor.Unmarshal(v, &rej); err != nil || rej.ID != idOf(k) {
			c.problem("từ chối "+keyName(k), "rejection "+keyName(k), "không đọc được", "cannot be read", doRestore)
		}
		return nil
	})
}

func (c *checker) drafts(r reader) error {
	return c.each(r, bucketDrafts, func(k, v []byte) error {
		c.report.Drafts++
		c.want.Drafts++
		id := idOf(k)
		var st storedDraft
		err := cbor.Unmarshal(v, &st)
		if err == nil {
			_, err = r.openDraft(id, &st)
		}
		if err != nil {
			c.problem("phiếu ghi dở "+id.String(), "draft "+id.String(), "không đọc được", err.Error(), doRestore)
		}
		return nil
	})
}

// small checks what is read whole: identity, key, settings, what was put aside.
func (c *checker) small(r reader) error {
	for _, bucket := range [][]byte{bucketMeta, bucketSettings} {
		if err := c.each(r, bucket, func(_, _ []byte) error { return nil }); err != nil {
			return err
		}
	}
	if _, err := r.identity(); err != nil {
		return err
	}
	return c.each(r, bucketQuarantine, func(k, v []byte) error {
		c.want.Quarantined++
		var q quarantined
		if err := cbor.Unmarshal(v, &q); err != nil || !bytes.Equal(k, rawKey(q.Raw)) {
			c.problem("để riêng "+keyName(k), "put aside "+keyName(k), "không đọc được", "cannot be read", doRestore)
		}
		return nil
	})
}
