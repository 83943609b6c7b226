package localdb

import (
	"fmt"

	"github.com/nghia-hung/sothon/ledger"
)

// PINKind is why a PIN did not serve.
type PINKind string

// Why a PIN did not serve.
const (
	PINNeeded PINKind = "pin_needed" // the store has one and none was given
	PINWrong  PINKind = "pin_wrong"  // it is not the store's, nor is it its recovery code
	PINUnfit  PINKind = "pin_unfit"  // it cannot be one: see MinPIN
	PINSet    PINKind = "pin_set"    // the store has one already
	PINUnset  PINKind = "pin_unset"  // the store has none
	PINFailed PINKind = "pin_failed" // the computer failed; all is as it was
	PINUnsure PINKind = "pin_unsure" // it failed on the way: nothing is lost, the new PIN holds or the old one
)

// PINError says that a store stays locked, or that a PIN could not be set. Nothing is lost, whatever
// the kind.
type PINError struct {
	Kind PINKind
	Err  error // of PINFailed and PINUnsure
}

// Unwrap gives what failed.
func (e *PINError) Unwrap() error { return e.Err }

// Error is the English sentence.
func (e *PINError) Error() string { return e.Words().En }

// Words says so to a person, and what to do.
func (e *PINError) Words() ledger.Words {
	switch e.Kind {
	case PINNeeded:
		return ledger.Words{Vi: "Sổ này có khóa bằng mã PIN. Hãy gõ mã PIN (hoặc mã khôi phục chép trên giấy).",
			En: "this book is locked with a PIN; give the PIN (or the recovery code from the paper)"}
	case PINWrong:
		return ledger.Words{Vi: "Mã PIN không đúng. Sổ vẫn nguyên. Quên mã PIN thì gõ mã khôi phục (25 chữ cái chép trên giấy) thay vào.",
			En: "the PIN is wrong; the book is as it was. If it is forgotten type the recovery code (25 letters on the paper) instead"}
	case PINSet:
		return ledger.Words{Vi: "Sổ đã có mã PIN rồi. Muốn đổi thì dùng «sothon pin change».", En: "the book has a PIN already; use “sothon pin change”"}
	case PINFailed:
		return ledger.Words{Vi: fmt.Sprintf("Máy báo lỗi (%v). Sổ vẫn như cũ, không mất gì, mã PIN chưa đổi.", e.Err),
			En: fmt.Sprintf("the computer failed (%v); the book is as it was, nothing is lost and no PIN has changed", e.Err)}
	case PINUnsure:
		return ledger.Words{
			Vi: fmt.Sprintf("Máy báo lỗi giữa chừng (%v). Sổ không mất gì. Hãy đóng Sổ Thôn rồi mở lại: nếu hỏi mã PIN thì gõ mã mới, không được thì gõ mã cũ. Giữ cả hai tờ mã khôi phục.", e.Err),
			En: fmt.Sprintf("the computer failed on the way (%v); nothing is lost. Close the program and open it again: asked for a PIN give the new one, else the old one; keep both recovery codes", e.Err)}
	case PINUnset:
		return ledger.Words{Vi: "Sổ chưa có mã PIN.", En: "the book has no PIN"}
	}
	return ledger.Words{Vi: fmt.Sprintf("Mã PIN phải có từ %d đến %d ký tự; càng dài càng khó đoán.", MinPIN, MaxPIN),
		En: fmt.Sprintf("a PIN has %d to %d characters; the longer the harder to guess", MinPIN, MaxPIN)}
}
