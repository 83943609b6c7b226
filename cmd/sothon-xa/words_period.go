package main

import (
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// sayPeriod are the words about reporting periods and about units that change.
var sayPeriod = struct {
	Period, List, Lock, LockLong, Unlock, Adjust, Settings, SettingsLong                           text
	Coverage, CoverageLong, FlagUnit, FlagUntil, FlagHolidays, FlagVillage, FlagCommune, FlagYear  text
	Locked, Unlocked, UnlockedUntil, Unchanged, AllUnits, None, StateLocked, StateOpen, StateUntil text
	Days, Holidays, NoHolidays                                                                     text
	Covered, CoverLine, NoAdjustments, Adjusted, From                                              text
	Added, Corrected, Withdrawn, Proposed, ProposedOut                                             text
	Merge, MergeLong, Split, SplitLong, Rename, FlagInto, FlagName, FlagDate, FlagParts            text
	Merged, SplitDone, Renamed, BadPart                                                            text
}{
	Period:       text{Vi: "các kỳ báo cáo: khóa, mở, ngày nghỉ, điều chỉnh", En: "reporting periods: lock, unlock, holidays, adjustments"},
	List:         text{Vi: "xem các kỳ đã khóa, đã mở lại", En: "list the periods that were locked or opened again"},
	Lock:         text{Vi: "khóa một kỳ", En: "lock a period"},
	LockLong:     text{Vi: "Khóa một kỳ cho mọi đơn vị, hoặc một đơn vị (--unit). Phiếu của kỳ ấy đến sau khi khóa vẫn được nhận, và hiện là «điều chỉnh, bổ sung» ở báo cáo sau.", En: "Locks a period for all units or for one (--unit). Records of the period that come later are still taken, and show as additions in the next report."},
	Unlock:       text{Vi: "mở lại một kỳ, cho một đơn vị, đến một ngày", En: "open a period again, for one unit, until a day"},
	Adjust:       text{Vi: "xem phiếu thêm, sửa, rút sau khi khóa kỳ", En: "list what was added, changed or withdrawn after the lock"},
	Settings:     text{Vi: "xem, đặt hạn báo cáo và ngày nghỉ", En: "show or set deadlines and holidays"},
	SettingsLong: text{Vi: "Xem hạn báo cáo (số ngày làm việc sau ngày cuối kỳ) và danh sách ngày nghỉ. TỆP: mỗi dòng một ngày (2026-09-02 hoặc 02/09/2026), sau đó có thể ghi tên; danh sách cũ được thay, thêm --add để giữ. --fixed NĂM thêm các ngày nghỉ dương lịch cố định (Bộ luật Lao động 2019, điều 112); Tết Nguyên đán, Giỗ Tổ và ngày nghỉ bù thì ghi thêm theo thông báo hằng năm.", En: "Shows the deadlines (working days after a period's last day) and the holidays. FILE: one day a line (2026-09-02 or 02/09/2026), a name behind it if wanted; it replaces the list, --add keeps what is there. --fixed YEAR adds the holidays at fixed solar days (Labour Code 2019, art. 112); add Tết, the ancestors' day and days in lieu from the yearly notice."},
	Coverage:     text{Vi: "xem đơn vị nào đã báo cáo một kỳ", En: "show which units reported a period"},
	CoverageLong: text{Vi: "Với mỗi đơn vị có trong kỳ: chưa báo cáo, có phiếu nhưng chưa chốt, không phát sinh, đã gửi đủ, hoặc chốt muộn. «Không phát sinh» và «chưa báo cáo» là hai việc khác nhau.", En: "For every unit that existed in the period: nothing heard, records but not closed, nothing happened, everything sent, or closed late. “Nothing happened” and “nothing heard” are different facts."},
	FlagUnit:     text{Vi: "chỉ `đơn vị` này", En: "only this `unit`"},
	FlagUntil:    text{Vi: "mở đến hết `ngày` này", En: "open until the end of this `day`"},
	FlagHolidays: text{Vi: "giữ danh sách cũ, thêm vào", En: "keep the list and add to it"},
	FlagVillage:  text{Vi: "`số` ngày làm việc của đơn vị", En: "working `days` for units"},
	FlagCommune:  text{Vi: "`số` ngày làm việc của xã", En: "working `days` for the commune"},
	FlagYear:     text{Vi: "thêm ngày nghỉ cố định của `năm`", En: "add the fixed holidays of the `year`"},

	Locked:        text{Vi: "Đã khóa kỳ %s (%s). Phiếu đến sau được tính là điều chỉnh, bổ sung.", En: "The period %s is locked (%s). What comes later counts as an addition."},
	Unlocked:      text{Vi: "Đã mở lại kỳ %s (%s).", En: "The period %s is open again (%s)."},
	UnlockedUntil: text{Vi: "Đã mở lại kỳ %s (%s) đến hết ngày %s.", En: "The period %s is open again (%s) until the end of %s."},
	Unchanged:     text{Vi: "Kỳ %s (%s) đã như vậy từ trước.", En: "The period %s (%s) is so already."},
	AllUnits:      text{Vi: "mọi đơn vị", En: "all units"},
	None:          text{Vi: "Chưa khóa kỳ nào.", En: "No period is locked."},
	StateLocked:   text{Vi: "khóa", En: "locked"},
	StateOpen:     text{Vi: "mở lại", En: "open again"},
	StateUntil:    text{Vi: "mở đến hết %s", En: "open until %s"},
	Days:          text{Vi: "Hạn: đơn vị %d ngày làm việc sau ngày cuối kỳ, xã %d ngày.", En: "Deadlines: units %d working days after a period's last day, the commune %d."},
	Holidays:      text{Vi: "Ngày nghỉ đã ghi: %d.", En: "Holidays on the list: %d."},
	NoHolidays:    text{Vi: "Chưa ghi ngày nghỉ nào: chỉ trừ thứ Bảy, Chủ nhật. Thêm: sothon-xa period holidays TỆP, hoặc --fixed NĂM.", En: "No holidays are on the list: only Saturdays and Sundays are left out. Add some with: sothon-xa period holidays FILE, or --fixed YEAR."},
	Covered:       text{Vi: "%s: %d/%d đơn vị đã báo cáo, %d đúng hạn (hạn %s)", En: "%s: %d of %d units reported, %d on time (by %s)"},
	CoverLine:     text{Vi: "%d phiếu", En: "%d records"},
	NoAdjustments: text{Vi: "Kỳ này chưa khóa, hoặc không có gì thay đổi sau khi khóa.", En: "The period is not locked, or nothing changed after the lock."},
	Added:         text{Vi: "bổ sung", En: "added"},
	Corrected:     text{Vi: "điều chỉnh", En: "changed"},
	Withdrawn:     text{Vi: "rút", En: "withdrawn"},
	Adjusted:      text{Vi: "    %s: %s → %s", En: "    %s: %s → %s"},
	Proposed:      text{Vi: "Đề nghị sửa phiếu đã duyệt (đang tính → đề nghị). Đồng ý: review --approve; không: review --return \"lý do\"", En: "A proposed correction of an approved record (counted → proposed). Agree with review --approve, decline with review --return \"reason\""},
	ProposedOut:   text{Vi: "Đề nghị rút phiếu đã duyệt; phiếu vẫn được tính. Đồng ý: review --approve; không: review --return \"lý do\"", En: "It is proposed to take this approved record back; it still counts. Agree with review --approve, decline with review --return \"reason\""},
	From:          text{Vi: "(trống)", En: "(empty)"},

	Merge:     text{Vi: "nhập nhiều đơn vị thành một từ một ngày", En: "let units go on in one from a day"},
	MergeLong: text{Vi: "Từ ngày --date, các đơn vị UNIT nhập vào đơn vị --into (đơn vị mới thì thêm --name, hoặc là một trong số đó). Việc trước ngày ấy vẫn của đơn vị cũ với tên cũ; máy của các đơn vị cũ chạy tiếp cho đơn vị mới, được báo ở lần gửi tới.", En: "From --date the units UNIT go on in --into (a new one with --name, or one of them). What lies before stays with the old units and their names; their laptops go on for the new unit, as their next receipt tells them."},
	Split:     text{Vi: "tách một đơn vị thành nhiều đơn vị từ một ngày", En: "let a unit go on in several from a day"},
	SplitLong: text{Vi: "Từ ngày --date, đơn vị UNIT tách thành các đơn vị --into MÃ=TÊN (ghi nhiều lần). Việc trước ngày ấy vẫn của đơn vị cũ. Máy của đơn vị cũ cần mã mới của một trong các đơn vị này (sothon-xa enroll); phiếu cũ vẫn còn trên máy.", En: "From --date the unit UNIT goes on in the units --into ID=NAME (repeatable). What lies before stays with the old unit. Each of its laptops needs a code of one of the new units (sothon-xa enroll); the old records stay on it."},
	Rename:    text{Vi: "đổi tên đơn vị từ một ngày", En: "give a unit another name from a day"},
	FlagInto:  text{Vi: "`mã` đơn vị sau khi nhập", En: "`id` of the unit they go on in"},
	FlagParts: text{Vi: "đơn vị mới: `mã=tên` (lặp lại được)", En: "a new unit: `id=name` (repeatable)"},
	FlagName:  text{Vi: "`tên` mới", En: "the new `name`"},
	FlagDate:  text{Vi: "`ngày` bắt đầu", En: "the first `day`"},
	Merged:    text{Vi: "Từ ngày %s: %s nhập vào %s. Máy của các đơn vị ấy được báo ở lần gửi tới.", En: "From %s: %s go on in %s. Their laptops are told at their next contact."},
	SplitDone: text{Vi: "Từ ngày %s: %s tách thành %s. Phát mã cho từng máy bằng: sothon-xa enroll ĐƠN_VỊ", En: "From %s: %s goes on in %s. Give each laptop a code with: sothon-xa enroll UNIT"},
	Renamed:   text{Vi: "Đơn vị %s từ ngày %s tên là %s; việc trước đó giữ tên cũ.", En: "From %[2]s the unit %[1]s is called %[3]s; what lies before keeps the old name."},
	BadPart:   text{Vi: "«%s» không đúng. Ghi --into mã=tên, ví dụ --into xom-1a=\"Xóm 1A\".", En: "“%s” is not right. Write --into id=name, for example --into xom-1a=\"Xóm 1A\"."},
}

// sayCover names a unit's state in a coverage.
var sayCover = map[ledger.PeriodState]text{
	commune.CoverNone: {Vi: "chưa báo cáo", En: "nothing heard"}, ledger.PeriodOpen: {Vi: "có phiếu, chưa chốt", En: "records, not closed"},
	ledger.PeriodNil: {Vi: "không phát sinh", En: "nothing happened"}, ledger.PeriodComplete: {Vi: "đã gửi đủ", En: "everything sent"},
	commune.CoverLate: {Vi: "chốt muộn", En: "closed late"},
}
