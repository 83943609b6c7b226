package main

import (
	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// What is said about reporting periods.
var sayPeriod = struct {
	Help, Close, Summary, Person                             cli.Help
	FlagSummary, SummaryWritten, BadSummary                  ledger.Words
	FlagFrom, BadPerson, BadDay, PersonSet                   ledger.Words
	FlagNil, FlagComplete, FlagReopen, OneOutcome            ledger.Words
	Line, Late, Form, Drafts, Waiting, Missing               ledger.Words
	Open, Nil, Complete, Locked, Until, Contradict, ClosedBy ledger.Words
	Said, Proposal                                           ledger.Words
	ClosedNil, ClosedComplete, Reopened                      ledger.Words
}{
	Help: cli.Help{
		Short: ledger.Words{Vi: "xem các kỳ báo cáo, chốt kỳ", En: "show the reporting periods, close one"},
		Long: ledger.Words{
			Vi: "Xem các kỳ báo cáo của đơn vị: đã ghi gì, hạn nào, đã chốt chưa, từ đầu năm còn thiếu việc gì của kế hoạch. Chốt một kỳ bằng: sothon period close KỲ --nil (không phát sinh) hoặc --complete (đã gửi đủ).",
			En: "Shows the unit's reporting periods: what was recorded, the deadline, whether it is closed, what the plan asks for every year and is missing so far. Close one with: sothon period close PERIOD --nil (nothing happened) or --complete (everything is sent)."}},
	Close: cli.Help{
		Short: ledger.Words{Vi: "báo xã: kỳ này «không phát sinh» hoặc «đã gửi đủ»", En: "tell the office: nothing happened, or everything is sent"},
		Long: ledger.Words{
			Vi: "Chốt một kỳ, ví dụ 2026-06 (tháng 6), 2026-Q2, 2026-H1, 2026. Chốt khác đi thì lời chốt trước được thay; --reopen bỏ chốt. Lời chốt được gửi về xã như một phiếu.",
			En: "Closes a period, for example 2026-06 (June), 2026-Q2, 2026-H1, 2026. Closing it differently replaces what was said before; --reopen takes it back. It is sent to the office as a record is."}},
	Summary: cli.Help{
		Short: ledger.Words{Vi: "in tóm tắt một kỳ ra một trang giấy", En: "a summary of a period on one page"},
		Long: ledger.Words{
			Vi: "Viết tóm tắt một kỳ của đơn vị ra tệp để in: đã ghi gì, cộng lại bao nhiêu, danh sách phiếu, việc còn thiếu, đã chốt và đã gửi tới đâu. Tên tệp có đuôi .pdf là trang A4, .txt là chữ.",
			En: "Writes the unit's own summary of a period to be printed: what was recorded, the sums, the records, what is missing, how it was closed and how far it was sent. A name ending in .pdf gives an A4 page, .txt plain text."}},
	FlagSummary:    ledger.Words{Vi: "tệp `FILE` sẽ viết, đuôi .pdf hoặc .txt (nếu không: tom-tat-KỲ.pdf)", En: "the `FILE` to write, ending in .pdf or .txt (else tom-tat-PERIOD.pdf)"},
	SummaryWritten: ledger.Words{Vi: "Đã viết tóm tắt kỳ %s vào %s.", En: "The summary of the period %s is in %s."},
	BadSummary:     ledger.Words{Vi: "Tên tệp «%s» phải có đuôi .pdf hoặc .txt. Ví dụ: sothon period summary 2026-06 -o thang-6.pdf", En: "The file name “%s” must end in .pdf or .txt. For example: sothon period summary 2026-06 -o june.pdf"},
	Person: cli.Help{
		Short: ledger.Words{Vi: "ghi tên người báo cáo, khi có trưởng thôn mới", En: "say who reports, when another head takes over"}},
	FlagFrom:     ledger.Words{Vi: "từ `ngày` nào (mặc định: hôm nay)", En: "from which `day` on (default: today)"},
	BadPerson:    ledger.Words{Vi: "Ghi tên người báo cáo, ví dụ: sothon person \"Nguyễn Văn Mẫu\" --from 01/07/2026", En: "Give the name, for example: sothon person \"Nguyễn Văn Mẫu\" --from 01/07/2026"},
	BadDay:       ledger.Words{Vi: "«%s» không phải là ngày. Ghi dạng 01/07/2026.", En: "“%s” is not a day. Write 01/07/2026."},
	PersonSet:    ledger.Words{Vi: "Từ ngày %s người báo cáo là %s. Phiếu đã ghi giữ tên người đã ghi.", En: "From %s on %s reports. What was recorded keeps the name it was recorded under."},
	FlagNil:      ledger.Words{Vi: "kỳ này không phát sinh gì", En: "nothing happened in the period"},
	FlagComplete: ledger.Words{Vi: "đã gửi đủ phiếu của kỳ này", En: "everything of the period is sent"},
	FlagReopen:   ledger.Words{Vi: "bỏ chốt", En: "take the closing back"},
	OneOutcome: ledger.Words{
		Vi: "Chọn một: --nil (không phát sinh), --complete (đã gửi đủ) hoặc --reopen (bỏ chốt). Xem: %s --help",
		En: "Choose one of --nil (nothing happened), --complete (everything is sent), --reopen. See: %s --help"},

	Line:       ledger.Words{Vi: "%s: %d phiếu; hạn gửi hết ngày %s (còn %d ngày)", En: "%s: %d records; due by the end of %s (%d days left)"},
	Late:       ledger.Words{Vi: "%s: %d phiếu; quá hạn từ ngày %s, chưa chốt", En: "%s: %d records; overdue since %s, not closed"},
	Form:       ledger.Words{Vi: "    %s: %d", En: "    %s: %d"},
	Drafts:     ledger.Words{Vi: "    còn %d bản nháp chưa gửi", En: "    %d drafts not handed in"},
	Waiting:    ledger.Words{Vi: "    còn %d phiếu chờ gửi về xã", En: "    %d records wait to be sent"},
	Missing:    ledger.Words{Vi: "    từ đầu năm chưa có: %s", En: "    nothing yet this year of: %s"},
	Open:       ledger.Words{Vi: "chưa chốt", En: "open"},
	Nil:        ledger.Words{Vi: "đã chốt: không phát sinh", En: "closed: nothing happened"},
	Complete:   ledger.Words{Vi: "đã chốt: đã gửi đủ", En: "closed: everything is sent"},
	Locked:     ledger.Words{Vi: "xã đã khóa kỳ; ghi thêm vẫn được, xã sẽ tính là điều chỉnh, bổ sung ở báo cáo sau", En: "locked by the office; what is added now is shown as an addition in its next report"},
	Until:      ledger.Words{Vi: "xã mở lại cho đơn vị đến hết ngày %s", En: "opened again for this unit until the end of %s"},
	Contradict: ledger.Words{Vi: "đã báo «không phát sinh» nhưng nay có phiếu; xã tính là đã báo cáo", En: "closed as “nothing happened”, but there are records now; it counts as reported"},
	Proposal:   ledger.Words{Vi: "(%s)\n", En: "(%s)\n"},
	Said:       ledger.Words{Vi: "    %s", En: "    %s"},
	ClosedBy:   ledger.Words{Vi: "    %s (%s)", En: "    %s (%s)"},

	ClosedNil:      ledger.Words{Vi: "Đã chốt kỳ %s: không phát sinh. Chờ gửi về xã.", En: "The period %s is closed: nothing happened. It waits to be sent."},
	ClosedComplete: ledger.Words{Vi: "Đã chốt kỳ %s: đã gửi đủ. Chờ gửi về xã.", En: "The period %s is closed: everything is sent. It waits to be sent."},
	Reopened:       ledger.Words{Vi: "Đã bỏ chốt kỳ %s. Chờ báo về xã.", En: "The period %s is open again. The office will be told."},
}
