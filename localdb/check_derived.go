package localdb

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// derived folds every record anew and compares it, byte by byte, with what is kept of it.
func (c *checker) derived(r reader) error {
	stamp, err := r.get(bucketMeta, metaDerived)
	if err != nil {
		return err
	}
	c.files = map[string]bool{}
	c.skipped = !bytes.Equal(stamp, r.s.stamp())
	for _, id := range slices.SortedFunc(maps.Keys(c.records), compareIDs) {
		if err := c.stopped(); err != nil {
			return err
		}
		g := c.records[id]
		if len(g.ids) == 0 {
			continue // the log names a change that is missing, which has been said
		}
		c.report.Records++
		changes, err := r.changes(g.ids, nil)
		if err != nil {
			return err
		}
		d, err := r.derive(id, changes, g.seq)
		if err != nil {
			return err
		}
		c.countLine(r, &d.line)
		for hash := range filesOf(d.folded) {
			c.files[string(fileNameKey(id, hash))] = true
		}
		if !c.skipped {
			if err := c.compare(r, id, d); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checker) countLine(r reader, l *line) {
	w := &writer{reader: r, state: c.want}
	w.count(l, +1)
	c.want = w.state
}

func (c *checker) compare(r reader, id ledger.ID, d *derived) error {
	doc := searchDoc{id: id, day: d.record.day, words: d.words}
	for _, part := range []struct {
		bucket, key, want []byte
		vi, en            string
	}{
		{bucketRecords, id[:], d.record.encode(), "bản gộp khác với các thay đổi", "the folded record differs from its changes"},
		{bucketByDate, dateKey(d.record.day, id), d.line.encode(), "danh sách theo ngày sai", "the list by date is wrong"},
		{bucketSearch, id[:], doc.encode(), "dữ liệu tìm kiếm sai", "the search text is wrong"},
	} {
		stored := r.tx.Bucket(part.bucket).Get(part.key)
		if got, err := r.s.vault.unseal(part.bucket, part.key, stored); err != nil || !bytes.Equal(got, part.want) {
			c.problem("phiếu "+id.String(), "record "+id.String(), part.vi, part.en, doReport)
		}
	}
	parent := d.record.parent
	if !parent.IsZero() && r.tx.Bucket(bucketChildren).Get(childKey(parent, id)) == nil {
		c.problem("phiếu "+id.String(), "record "+id.String(), "thiếu liên kết với phiếu gốc", "the link from its parent is missing", doReport)
	}
	return nil
}

// indexes checks that the indexes hold nothing besides what compare has found in them.
func (c *checker) indexes(r reader) error {
	for _, bucket := range derivedBuckets {
		err := c.each(r, bucket, func(k, _ []byte) error {
			if string(bucket) == string(bucketFileNames) {
				return c.fileName(k)
			}
			id := idOf(k)
			rec, err := r.record(id)
			if err != nil {
				return err
			}
			known := c.records[id] != nil && rec != nil
			if known && string(bucket) == string(bucketByDate) {
				known = bytes.Equal(k, dateKey(rec.day, id))
			}
			if known && string(bucket) == string(bucketChildren) {
				known = bytes.Equal(k, childKey(rec.parent, id))
			}
			if !known {
				place := fmt.Sprintf("%s %s", bucket, keyName(k))
				c.problem(place, place, "thừa: không có phiếu nào như vậy", "superfluous: there is no such record", doReport)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if len(c.files) > 0 && !c.skipped {
		c.problem(FilesFolder, FilesFolder, "danh sách tệp kèm theo thiếu", "the list of attached files lacks some", doReport)
	}
	return nil
}

// fileName checks one entry of the list of files against those that follow from the records.
func (c *checker) fileName(k []byte) error {
	if !c.files[string(k)] && !c.skipped {
		c.problem(FilesFolder, FilesFolder, "danh sách tệp kèm theo thừa", "the list of attached files has too many", doReport)
	}
	delete(c.files, string(k))
	return nil
}

func (c *checker) counters(r reader) error {
	st, err := r.state()
	if err != nil {
		return err
	}
	want := c.want
	want.Epoch, want.Have, want.Clock, want.Offset = st.Epoch, st.Have, st.Clock, st.Offset
	if st != want && !c.skipped {
		c.problem("bộ đếm", "counters", fmt.Sprintf("ghi %s, đếm được %s", counts(st), counts(want)),
			fmt.Sprintf("kept %s, counted %s", counts(st), counts(want)), doReport)
	}
	return nil
}

func counts(st state) string {
	return fmt.Sprintf("records %d, drafts %d, returned %d, conflicts %d, rejected %d, quarantined %d",
		st.Records, st.Drafts, st.Returned, st.Conflicts, st.Rejected, st.Quarantined)
}
