package localdb

import (
	"errors"
	"fmt"

	"github.com/nghia-hung/sothon/ledger"
)

// LockedError says that another Sổ Thôn has the store open.
type LockedError struct{ Path string }

// Error is the English sentence.
func (e *LockedError) Error() string { return e.Words().En }

// Words says so to a person.
func (e *LockedError) Words() ledger.Words {
	return ledger.Words{
		Vi: "Sổ Thôn đang mở ở một cửa sổ khác trên máy này. Hãy đóng cửa sổ kia rồi mở lại. Không thấy cửa sổ nào thì khởi động lại máy; sổ không mất gì. (" + e.Path + ")",
		En: "another Sổ Thôn on this computer has the store open; close it and try again. If no window is to be seen restart the computer, nothing is lost (" + e.Path + ")",
	}
}

// DamagedError says that the store's file is damaged, or that it is not a store at all. Whoever
// returns it has changed nothing in the file.
type DamagedError struct {
	Path, Reason string
	Journal      bool   // the journal beside it cannot be used either
	Backup       string // newest copy that the store made of itself, "" if there is none
}

// Error names the file and what is wrong with it.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("store %s cannot be used: %s", e.Path, e.Reason)
}

// Words says so to a person, and what to do.
func (e *DamagedError) Words() ledger.Words {
	reason := e.Reason
	if vi, ok := reasons[reason]; ok {
		reason = vi
	}
	fileVi, fileEn := "TỆP", "FILE"
	if e.Backup != "" {
		fileVi, fileEn = e.Backup, e.Backup
	}
	journalVi, journalEn := "", ""
	if e.Journal {
		journalVi, journalEn = " Nhật ký dự phòng "+JournalName+" cũng không đọc được.", " The safety journal "+JournalName+" cannot be read either."
	}
	return ledger.Words{
		Vi: fmt.Sprintf("Không mở được sổ %s: %s. Tệp vẫn còn nguyên, chưa bị sửa gì.%s "+
			"Hãy chép tệp này ra nơi khác, rồi phục hồi từ bản sao lưu (sothon restore %s) hoặc báo cán bộ xã.", e.Path, reason, journalVi, fileVi),
		En: fmt.Sprintf("the store %s cannot be used: %s. The file is as it was.%s "+
			"Copy it elsewhere, then restore a backup (sothon restore %s) or tell the commune office.", e.Path, e.Reason, journalEn, fileEn),
	}
}

// What can be wrong with a file as a whole.
const (
	reasonEmpty   = "the file is empty"
	reasonFolder  = "it is a folder, not a file"
	reasonSpecial = "it is not an ordinary file"
	reasonForeign = "it is not a Sổ Thôn store"
	reasonTorn    = "its pages do not fit together: part of the file is missing or overwritten"
	reasonShort   = "the file is cut short"
	reasonHeads   = "both copies of its first page are damaged"
	reasonFree    = "its list of free pages is damaged"
	reasonRoot    = "its root page is damaged"
	reasonBuckets = "a part of it is missing"
	reasonGone    = "the file is gone, its journal is still there"
	reasonOlder   = "it is older than its journal, which has another PIN"
	reasonSheet   = "the sheet with the wrapped key of its PIN cannot be read"
)

var reasons = map[string]string{
	reasonEmpty:   "tệp rỗng",
	reasonFolder:  "đây là thư mục, không phải tệp",
	reasonSpecial: "đây không phải tệp thường",
	reasonForeign: "đây không phải sổ của Sổ Thôn",
	reasonOlder:   "tệp cũ hơn nhật ký của nó, nhật ký đã có mã PIN khác",
	reasonSheet:   "không đọc được phần khóa của mã PIN",
	reasonTorn:    "các trang không khớp nhau: một phần của tệp bị mất hoặc bị ghi đè",
	reasonShort:   "tệp bị cụt",
	reasonHeads:   "trang đầu của tệp bị hỏng",
	reasonFree:    "danh sách trang trống của tệp bị hỏng",
	reasonRoot:    "trang gốc của tệp bị hỏng",
	reasonBuckets: "thiếu một phần của sổ",
	reasonGone:    "tệp sổ đã mất, chỉ còn tệp nhật ký",
}

// withBackup adds the newest copy in home to an error that says that the store is damaged.
func withBackup(err error, home string) error {
	var damaged *DamagedError
	if errors.As(err, &damaged) {
		if names, lerr := Backups(home); lerr == nil && len(names) > 0 {
			damaged.Backup = names[0]
		}
	}
	return err
}

// NewerError says that a newer program wrote the store.
type NewerError struct {
	Path        string
	Have, Known uint64 // layout of the file, newest layout this program knows
}

// Error names the file and both layouts.
func (e *NewerError) Error() string {
	return fmt.Sprintf("store %s has layout %d, this program knows layouts up to %d", e.Path, e.Have, e.Known)
}

// Words says so to a person, and what to do.
func (e *NewerError) Words() ledger.Words {
	return ledger.Words{
		Vi: "Sổ này do bản Sổ Thôn mới hơn ghi. Hãy cài bản mới nhất rồi mở lại. (" + e.Path + ")",
		En: "a newer Sổ Thôn wrote this store; install the newest version and try again (" + e.Path + ")",
	}
}

// UnsentError says that restoring would put away work that the commune does not have.
type UnsentError struct {
	Changes int // logged and not confirmed
	Drafts  int
}

// Error counts what is at stake.
func (e *UnsentError) Error() string {
	return fmt.Sprintf("%d changes not yet sent and %d drafts would be put away", e.Changes, e.Drafts)
}

// Words says so to a person, and what to do.
func (e *UnsentError) Words() ledger.Words {
	return ledger.Words{
		Vi: fmt.Sprintf("Máy này còn %d thay đổi chưa gửi và %d phiếu ghi dở. Hãy gửi về xã trước, "+
			"hoặc thêm --force để vẫn phục hồi (tệp cũ được giữ lại).", e.Changes, e.Drafts),
		En: fmt.Sprintf("this laptop still has %d changes to send and %d drafts; send them first, "+
			"or add --force to restore all the same (the old file is kept)", e.Changes, e.Drafts),
	}
}
