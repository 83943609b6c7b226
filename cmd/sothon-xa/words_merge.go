package main

// sayMerge are the words about records of one event and about conflicts.
var sayMerge = struct {
	Duplicates, DuplicatesLong, Merge, MergeLong, FlagKeep, FlagUndo, FlagResolve text
	KeepUndo, NeedTwo, BadChoice, ResolveAlone                                    text
	Found, None, Joint, Done, Undone, Resolved                                    text
	Into, With, StateConflict, Twins, MarkWith, MarkState                         text
}{
	Duplicates:     text{Vi: "các phiếu có thể ghi cùng một việc", En: "records that may tell of one event"},
	DuplicatesLong: text{Vi: "Tìm các cặp phiếu cùng loại, ngày gần nhau, nội dung hoặc địa điểm giống nhau, của một hay hai đơn vị, với điểm từ 0 đến 100 và lý do. Gộp bằng: sothon-xa merge", En: "Finds pairs of records of one form with near dates and alike in title or place, of one unit or of two, with a score from 0 to 100 and the reasons. Merge them with: sothon-xa merge"},
	Merge:          text{Vi: "gộp các phiếu ghi cùng một việc", En: "merge records that tell of one event"},
	MergeLong:      text{Vi: "Gộp các phiếu ghi cùng một việc để chỉ tính một lần. Phiếu được giữ là --keep, không ghi thì là phiếu đầu tiên. Nội dung và lịch sử của mọi phiếu vẫn còn nguyên; bỏ gộp bằng --undo. Máy của các đơn vị nhận được ở lần gửi tới.", En: "Merges records that tell of one event, so that it counts once. The record kept is --keep, else the first. All records keep their values and history; --undo undoes it. The units get it at their next sync."},
	FlagKeep:       text{Vi: "`mã` phiếu được giữ (mặc định: phiếu đầu tiên)", En: "`id` of the record kept (default: the first)"},
	FlagUndo:       text{Vi: "bỏ gộp các phiếu này", En: "undo the merge of these records"},
	FlagResolve:    text{Vi: "chọn ở ô hai máy ghi khác nhau: `ô=nội dung`, ô=@MÃ_LẦN_GHI, hoặc MÃ_LẦN_GHI cho mọi ô của lần ghi đó (lặp lại được)", En: "settle a conflict: `field=value`, field=@CHANGE, or CHANGE for all fields of that change (repeatable)"},
	KeepUndo:       text{Vi: "--keep không đi với --undo.", En: "--keep does not go with --undo."},
	NeedTwo:        text{Vi: "Gộp phải có ít nhất hai phiếu khác nhau.", En: "Merging takes at least two different records."},
	BadChoice:      text{Vi: "«%s» không đúng. Ghi --resolve ô=nội dung, ô=@MÃ_LẦN_GHI hoặc MÃ_LẦN_GHI; mã xem bằng: sothon-xa show MÃ_PHIẾU --json", En: "“%s” is not right. Write --resolve field=value, field=@CHANGE or CHANGE; changes stand in: sothon-xa show ID --json"},
	ResolveAlone:   text{Vi: "--resolve không đi với --approve, --return hoặc --reply.", En: "--resolve does not go with --approve, --return or --reply."},
	Found:          text{Vi: "%d/100: %s", En: "%d/100: %s"},
	None:           text{Vi: "Không có phiếu nào ghi trùng.", En: "No records look like one event."},
	Joint:          text{Vi: "hai đơn vị", En: "two units"},
	Done:           text{Vi: "Đã gộp vào phiếu %s; việc này chỉ tính một lần. Bỏ gộp: sothon-xa merge --undo %s", En: "Merged into record %s; the event counts once. To undo: sothon-xa merge --undo %s"},
	Undone:         text{Vi: "Đã bỏ gộp: %s.", En: "No longer merged: %s."},
	Resolved:       text{Vi: "Đã chọn xong ở phiếu %s. Máy của đơn vị sẽ nhận được ở lần gửi tới.", En: "Settled in record %s. The unit gets it at its next sync."},
	Into:           text{Vi: "Đã gộp vào phiếu %s.", En: "Merged into record %s."},
	With:           text{Vi: "Đã gộp vào phiếu này: %s.", En: "Merged into this record: %s."},
	StateConflict:  text{Vi: "Chú ý: có máy rút hoặc xã duyệt phiếu này trong khi máy khác sửa. Xem lịch sử: sothon-xa show %s --history", En: "Careful: this record was withdrawn or reviewed while another computer changed it. See: sothon-xa show %s --history"},
	MarkWith:       text{Vi: "gộp thêm %d phiếu", En: "%d more merged into it"},
	MarkState:      text{Vi: "rút, duyệt hoặc trả lại trong lúc máy khác sửa", En: "withdrawn or reviewed while being changed"},
	Twins:          text{Vi: "Có thể ghi cùng một việc: %s. Gộp bằng: sothon-xa merge", En: "May be the same event: %s. Merge with: sothon-xa merge"},
}
