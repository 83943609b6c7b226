package tui

// Words of reporting periods.
var (
	wPeriodsTitle = say{"Kỳ báo cáo", "Reporting periods"}
	wPeriodRow    = say{"Báo cáo %s", "Report of %s"}
	wPeriodRows   = say{"%d kỳ báo cáo cần chốt", "%d periods to close"}
	wPeriodsNamed = say{"%s, %s", "%s, %s"}
	wNoPeriods    = say{"Không có kỳ nào cần chốt.", "There is no period to close."}

	wPeriodLeft     = say{"còn %s (đến hết %s)", "%s left (until %s)"}
	wPeriodToday    = say{"hạn hết hôm nay (%s)", "due today (%s)"}
	wPeriodLate     = say{"quá hạn từ %s, chưa chốt", "overdue since %s, not closed"}
	wPeriodNil      = say{"đã báo không phát sinh", "closed: nothing happened"}
	wPeriodComplete = say{"đã báo gửi đủ", "closed: everything is sent"}
	wPeriodLocked   = say{"xã đã khóa sổ kỳ này", "locked by the office"}
	wPeriodClosedBy = say{"%s (%s, %s)", "%s (%s, %s)"}

	wPeriodSpan       = say{"Từ %s đến %s.", "From %s to %s."}
	wPeriodRecorded   = say{"Trong kỳ đã ghi %s.", "Recorded: %s."}
	wPeriodDrafts     = say{"Còn %s đang ghi dở.", "Begun and not finished: %s."}
	wPeriodWaits      = say{"Còn %s chờ gửi về xã.", "Waiting to be sent: %s."}
	wPeriodContradict = say{
		"Đã báo «không phát sinh» nhưng trong kỳ có phiếu. Nên báo lại «đã gửi đủ».",
		"It was closed as “nothing happened”, yet there are records. Better close it as “everything is sent”."}
	wPeriodMissing = say{"Từ đầu năm chưa ghi: %s.", "Nothing yet this year of: %s."}

	wPeriodLater       = say{"Để sau", "Later"}
	wPeriodSayComplete = say{"Chốt: đã gửi đủ phiếu của kỳ này", "Close it: everything of this period is sent"}
	wPeriodSayNil      = say{"Chốt: kỳ này không phát sinh gì", "Close it: nothing happened in this period"}
	wPeriodReopen      = say{"Bỏ chốt, ghi thêm", "Take the closing back"}
	wPeriodSaid        = say{"Đã ghi lời báo về kỳ này.", "What was said of the period is written down."}

	wRowPeriods = say{"Kỳ báo cáo: xem, chốt", "Reporting periods"}
	nDay        = say{"ngày", "day|days"}
)
