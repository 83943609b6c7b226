package main

// sayDismiss are the words about records that look like one event and are not.
var sayDismiss = struct {
	Dismiss, DismissLong, Dismissed, FlagReason, FlagUndo, NeedTwo, ReasonOrUndo, Done, Undone text
}{
	Dismiss:      text{Vi: "hai phiếu này không phải một việc", En: "these two records are not one event"},
	DismissLong:  text{Vi: "Đánh dấu hai phiếu giống nhau là hai việc khác nhau, để không báo trùng nữa. Hai phiếu không thay đổi gì; bỏ đánh dấu bằng --undo.", En: "Marks two records that look alike as two events, so that they are no longer told of. Neither record changes; --undo takes it back."},
	Dismissed:    text{Vi: "các cặp phiếu đã đánh dấu là hai việc khác nhau", En: "the pairs marked as two events"},
	FlagReason:   text{Vi: "`lý do` vì sao là hai việc", En: "the `reason` why they are two"},
	FlagUndo:     text{Vi: "bỏ đánh dấu", En: "take the mark back"},
	NeedTwo:      text{Vi: "Cần đúng hai mã phiếu khác nhau.", En: "It takes exactly two different ids."},
	ReasonOrUndo: text{Vi: "Ghi --reason \"lý do\", hoặc --undo để bỏ đánh dấu.", En: "Give --reason \"why\", or --undo to take the mark back."},
	Done:         text{Vi: "Đã ghi: hai việc khác nhau. Bỏ đánh dấu: sothon-xa duplicates dismiss --undo %s %s", En: "Noted: two events. To undo: sothon-xa duplicates dismiss --undo %s %s"},
	Undone:       text{Vi: "Đã bỏ đánh dấu; cặp phiếu này lại được báo trùng.", En: "No longer marked; the pair is told of again."},
}
