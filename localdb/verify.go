package localdb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/nghia-hung/sothon/ledger"
)

// suspectName is a file beside the store that says that something in it could not be read. The next
// opening then looks at everything, and makes the store anew from the journal if it must.
const suspectName = "so.suspect"

func suspectPath(path string) string { return filepath.Join(filepath.Dir(path), suspectName) }

// suspect leaves word for the next opening when err says that the store is damaged. It is only a
// hint, so a failure to leave it is none to tell.
func (s *Store) suspect(err error) {
	var damaged *DamagedError
	if errors.As(err, &damaged) && s.journal != nil {
		_ = os.WriteFile(suspectPath(s.path), []byte(damaged.Reason+"\n"), 0o600)
	}
}

var doReopen = ledger.Words{
	Vi: "Đóng Sổ Thôn rồi mở lại: sổ sẽ được dựng lại từ nhật ký dự phòng, tệp hỏng được giữ lại.",
	En: "Close Sổ Thôn and open it again: the book is then rebuilt from the safety journal, and the damaged file kept.",
}

var doOpen = ledger.Words{
	Vi: "Sổ vẫn đủ. Mở Sổ Thôn: nhật ký dự phòng sẽ được ghi lại từ sổ.",
	En: "The book itself is whole. Open Sổ Thôn: the safety journal is then written anew from the book.",
}

var doNothing = ledger.Words{Vi: "Đã tự sửa xong, không mất gì.", En: "It has been put right. Nothing is lost."}

// Verify reads the whole store and its journal while others go on using it: every value's checksum,
// every change, the chain of hashes, every record folded anew, every frame of the journal. It takes
// about as long as Check and is meant for a quiet moment; ctx ends it early. What can be made anew
// at once (lists, the journal) is; when the changes themselves are damaged the report says so, and
// opening the store the next time rebuilds it. The error is ctx's, or that something could not be
// read or written.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	report := Report{Problems: []Problem{}}
	c := &checker{report: &report, records: map[ledger.ID]*gathered{}, ctx: ctx}
	var journal journalHealth
	err := s.view(func(r reader) (err error) {
		for _, step := range c.steps() {
			if err := step(r); err != nil {
				return err
			}
		}
		journal, err = r.compareJournal()
		return err
	})
	var damaged *DamagedError
	if errors.As(err, &damaged) {
		report.file(damaged.Reason)
	} else if err != nil {
		return report, fmt.Errorf("verify store: %w", err)
	}
	err = s.mend(&report, journal)
	if err == nil && !report.serious() {
		err = s.view(func(r reader) error { return c.attached(r, false) })
	}
	if err != nil {
		return report, fmt.Errorf("verify store: %w", err)
	}
	return report, nil
}

// mend does what can be done about what was found, and says in the report what remains.
func (s *Store) mend(report *Report, journal journalHealth) error {
	serious := report.serious()
	switch {
	case s.journal == nil:
		return nil
	case serious:
		s.suspect(&DamagedError{Path: s.path, Reason: report.Problems[0].What.En})
		report.advise(doRestore, doReopen)
	case len(report.Problems) > 0:
		if err := s.update("rebuild index", (*writer).rebuild); err != nil {
			return err
		}
		s.tell(Notice{Kind: NoticeIndexRebuilt})
		report.advise(doReport, doNothing)
	}
	if journal == journalGood {
		return nil
	}
	p := Problem{Place: ledger.Words{Vi: "tệp " + JournalName, En: "file " + JournalName},
		What: ledger.Words{Vi: "bị hỏng hoặc thiếu", En: "damaged or incomplete"}, Do: doNothing}
	if serious {
		p.Do = doRestore
		report.add(p)
		return nil
	}
	report.add(p)
	return s.renewDamaged()
}

// renewDamaged writes the journal anew and keeps a copy of the damaged one.
func (s *Store) renewDamaged() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.broken != nil {
		return s.broken
	}
	kept, err := freeName(filepath.Dir(s.path), "so", ".journal", s.o.Now())
	if err != nil {
		return err
	}
	if os.Link(s.journalPath(), kept) != nil {
		kept = ""
	}
	if err := s.renew(s.journal.mark); err != nil {
		return err
	}
	s.tell(Notice{Kind: NoticeJournalDamaged, Kept: kept})
	return nil
}

// serious reports that more than derived data is wrong.
func (report *Report) serious() bool {
	for _, p := range report.Problems {
		if p.Do == doRestore {
			return true
		}
	}
	return false
}

// advise replaces one advice by another.
func (report *Report) advise(old, now ledger.Words) {
	for i := range report.Problems {
		if report.Problems[i].Do == old {
			report.Problems[i].Do = now
		}
	}
}

type journalHealth int

const (
	journalGood journalHealth = iota
	journalBad
)

// compareJournal reads the journal up to where the store's snapshot knows it, and tells whether it
// is whole and has every change.
func (r reader) compareJournal() (journalHealth, error) {
	var mark journalMark
	if _, err := r.getCBOR(bucketMeta, metaJournal, &mark); err != nil || mark.ID == (journalID{}) {
		return journalGood, err
	}
	b, err := os.ReadFile(r.s.journalPath())
	if errors.Is(err, os.ErrNotExist) {
		return journalBad, nil
	}
	if err != nil {
		return journalBad, err
	}
	scan := scanJournal(b[:min(uint64(len(b)), mark.End)])
	if scan.id == mark.ID && scan.base > mark.Base {
		return journalGood, nil // written anew meanwhile
	}
	if !scan.whole() || scan.tail > 0 || scan.id != mark.ID || uint64(len(b)) < mark.End {
		return journalBad, nil
	}
	there := map[ledger.ID]bool{}
	for i := range scan.ops {
		if op := &scan.ops[i]; op.kind != opDelete && string(op.name()) == string(bucketChanges) {
			there[idOf(op.key)] = true
		}
	}
	for _, key := range r.keys(bucketChanges) {
		if !there[idOf(key)] {
			return journalBad, nil
		}
	}
	return journalGood, nil
}

// examine looks at everything in a store that left word that something is wrong with it, before it
// is used.
func (s *Store) examine() (*Store, error) {
	suspect := suspectPath(s.path)
	if _, err := os.Lstat(suspect); err != nil {
		return s, nil
	}
	report := Report{}
	c := &checker{report: &report, records: map[ledger.ID]*gathered{}}
	var damaged *DamagedError
	err := report.pages(s.path)
	steps := c.steps()
	if report.serious() { // nothing follows a tree that is damaged
		steps = nil
	}
	for _, step := range steps {
		if serr := s.view(step); errors.As(serr, &damaged) {
			report.file(damaged.Reason)
		} else {
			err = errors.Join(err, serr)
		}
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if !report.serious() {
		if len(report.Problems) > 0 {
			if err := s.update("rebuild index", (*writer).rebuild); err != nil {
				return nil, errors.Join(err, s.Close())
			}
			s.tell(Notice{Kind: NoticeIndexRebuilt})
		}
		s.doubtful = true
		return s, os.Remove(suspect)
	}
	p := report.Problems[0]
	cause := &DamagedError{Path: s.path, Reason: p.Place.En + ": " + p.What.En}
	if err := s.Close(); err != nil {
		return nil, err
	}
	rebuilt, err := rescue(s.path, s.o, cause, true)
	if err != nil {
		return nil, err
	}
	return rebuilt, os.Remove(suspect)
}
