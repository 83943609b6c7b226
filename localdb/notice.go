package localdb

import (
	"fmt"
	"path/filepath"

	"github.com/nghia-hung/sothon/ledger"
)

// NoticeKind says what happened to a store besides what was asked of it.
type NoticeKind string

// What can happen to a store.
const (
	NoticeMoved          NoticeKind = "moved"           // the store was last written on another computer; a new log has begun
	NoticeRebuilt        NoticeKind = "rebuilt"         // so.db was damaged or gone and was made anew from the journal
	NoticeReplayed       NoticeKind = "replayed"        // the journal held something that the store lacked
	NoticeJournalMissing NoticeKind = "journal_missing" // the journal was gone and was written anew from the store
	NoticeJournalShort   NoticeKind = "journal_short"   // it lacked something that the store had; likewise
	NoticeJournalDamaged NoticeKind = "journal_damaged" // it could not be read everywhere; likewise
	NoticeJournalForeign NoticeKind = "journal_foreign" // it belonged to another store and was put aside
	NoticeIndexRebuilt   NoticeKind = "index_rebuilt"   // lists and search text were wrong and were made anew
	NoticeCannotWrite    NoticeKind = "cannot_write"    // the disk refuses; the store can only be read
	NoticeBackupFailed   NoticeKind = "backup_failed"   // the copy after a contact could not be made
	NoticePINUnfinished  NoticeKind = "pin_unfinished"  // not all beside the store is sealed as it is; the next opening goes on
)

// Notice is one thing that happened to a store, to be told to a person.
type Notice struct {
	Kind    NoticeKind
	Kept    string // where the damaged file now is, "" for nowhere
	Changes int    // changes that are there again
	Drafts  int    // drafts that are there again
	Lost    int    // damaged places in what it was made from
	Unsure  bool   // no damaged place was found, but nothing is left that could show that the journal is complete
	Rejoin  bool   // the laptop's key was lost: it must join the commune again
	Err     error  // why something could not be done
}

// Words says what happened, what is safe, and what to do.
func (n Notice) Words() ledger.Words {
	switch n.Kind {
	case NoticeMoved:
		return ledger.Words{
			Vi: "Sổ này được chép từ máy khác sang. Dữ liệu còn đủ; máy này gửi về xã theo một nhật ký mới, không lẫn với máy kia. Mỗi thôn nên ghi trên một máy.",
			En: "This book was copied from another computer. All of it is here; this one sends to the commune under a new log, apart from the other's. Better write on one computer."}
	case NoticeRebuilt:
		return n.rebuiltWords()
	case NoticeReplayed:
		return ledger.Words{
			Vi: fmt.Sprintf("Lần trước máy tắt khi đang lưu. Đã lấy lại đủ từ nhật ký (%d thay đổi).", n.Changes),
			En: fmt.Sprintf("The computer went off while saving last time. All was taken back from the journal (%d changes).", n.Changes)}
	case NoticeJournalMissing, NoticeJournalShort:
		return ledger.Words{
			Vi: "Tệp nhật ký dự phòng " + JournalName + " bị thiếu và đã được ghi lại từ sổ. Sổ không mất gì.",
			En: "The safety journal " + JournalName + " was incomplete and was written anew from the book. Nothing is lost."}
	case NoticeJournalDamaged, NoticeJournalForeign:
		return ledger.Words{
			Vi: "Tệp nhật ký dự phòng bị hỏng hoặc không phải của sổ này; đã ghi lại từ sổ. Sổ không mất gì." + n.keptVi(),
			En: "The safety journal was damaged or not this book's; it was written anew from the book. Nothing is lost." + n.keptEn()}
	case NoticeIndexRebuilt:
		return ledger.Words{
			Vi: "Danh sách và dữ liệu tìm kiếm bị sai đã được làm lại từ các thay đổi gốc. Không mất gì.",
			En: "Lists and search text were wrong and were made anew from the changes. Nothing is lost."}
	case NoticeCannotWrite:
		return ledger.Words{
			Vi: fmt.Sprintf("Không ghi được vào đĩa (%v). Chỉ xem được, chưa lưu được. Hãy giải phóng chỗ trống hoặc thay đĩa, rồi mở lại.", n.Err),
			En: fmt.Sprintf("the disk cannot be written to (%v). The book can be read, not written. Free some space or change the disk, then open again.", n.Err)}
	case NoticeBackupFailed:
		return ledger.Words{
			Vi: fmt.Sprintf("Chưa sao lưu được sổ (%v). Sổ vẫn nguyên. Hãy kiểm tra chỗ trống trên đĩa.", n.Err),
			En: fmt.Sprintf("the book could not be backed up (%v). The book itself is whole. Look whether the disk is full.", n.Err)}
	case NoticePINUnfinished:
		return ledger.Words{
			Vi: fmt.Sprintf("Mã PIN đã có hiệu lực với sổ, nhưng còn ảnh, tệp hay bản sao lưu chưa đổi xong theo (%v). Không mất gì; lần mở sau máy làm tiếp.", n.Err),
			En: fmt.Sprintf("the PIN holds for the book, but some photos, files or backups have not followed yet (%v). Nothing is lost; the next start goes on.", n.Err)}
	}
	return ledger.Words{Vi: string(n.Kind), En: string(n.Kind)}
}

func (n Notice) rebuiltWords() ledger.Words {
	w := ledger.Words{
		Vi: fmt.Sprintf("Tệp sổ bị hỏng và đã được dựng lại từ nhật ký dự phòng: %d thay đổi, %d phiếu ghi dở.", n.Changes, n.Drafts),
		En: fmt.Sprintf("The book's file was damaged and was rebuilt from the safety journal: %d changes, %d drafts.", n.Changes, n.Drafts)}
	switch {
	case n.Lost == 0 && !n.Unsure:
		w.Vi += " Không mất gì."
		w.En += " Nothing is lost."
	case n.Lost == 0:
		w.Vi += " Đã lấy lại mọi thứ có trong nhật ký; hãy xem các phiếu mới nhất có đủ không."
		w.En += " All that the journal holds is back; look whether the latest records are all there."
	default:
		w.Vi += fmt.Sprintf(" Nhật ký cũng hỏng %d chỗ: hãy xem lại các phiếu gần đây, nhất là phiếu ghi dở; những gì xã đã nhận sẽ về lại ở lần gửi tới.", n.Lost)
		w.En += fmt.Sprintf(" The journal was damaged too, in %d places: look through the latest records, above all drafts; what the commune has comes back with the next contact.", n.Lost)
	}
	if n.Rejoin {
		w.Vi += " Khóa của máy bị mất: hãy xin mã và tham gia lại (sothon join)."
		w.En += " The laptop's key was lost: ask for a code and join again (sothon join)."
	}
	w.Vi += n.keptVi()
	w.En += n.keptEn()
	return w
}

func (n Notice) keptVi() string {
	if n.Kept == "" {
		return ""
	}
	return " Tệp hỏng được giữ lại: " + filepath.Base(n.Kept) + "."
}

func (n Notice) keptEn() string {
	if n.Kept == "" {
		return ""
	}
	return " The damaged file is kept as " + filepath.Base(n.Kept) + "."
}

// Notices gives what happened to the store since it was opened, opening included, oldest first.
func (s *Store) Notices() []Notice {
	s.telling.Lock()
	defer s.telling.Unlock()
	return append([]Notice(nil), s.notices...)
}

// Moved reports that the store was last written on another computer, so that opening it began a new
// log here.
func (s *Store) Moved() bool {
	for _, n := range s.Notices() {
		if n.Kind == NoticeMoved {
			return true
		}
	}
	return false
}

// maxNotices bounds what a program that runs for months gathers.
const maxNotices = 50

func (s *Store) tell(n Notice) {
	s.telling.Lock()
	defer s.telling.Unlock()
	if len(s.notices) < maxNotices {
		s.notices = append(s.notices, n)
	}
}
