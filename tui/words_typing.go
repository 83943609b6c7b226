package tui

// Words of the built-in typing, by the setting.
var (
	typingKeys = map[string]say{
		"":      {"gõ dấu: tắt", "accents: off"},
		"telex": {"gõ: Telex", "typing: Telex"},
		"vni":   {"gõ: VNI", "typing: VNI"},
	}
	typingTold = map[string]say{
		"": {"Đã tắt gõ dấu của Sổ Thôn: chữ vào đúng như bàn phím hoặc bộ gõ của máy đưa tới. F2 để bật lại.",
			"The built-in Vietnamese typing is off: letters come as the keyboard sends them. F2 turns it on again."},
		"telex": {"Gõ Telex: tieengs Vieetj → tiếng Việt. F2 đổi sang VNI. Máy bỏ dấu nhầm một từ thì bấm Ctrl+Z.",
			"Telex: tieengs Vieetj → tiếng Việt. F2 goes on to VNI. Ctrl+Z gives a word's keys back."},
		"vni": {"Gõ VNI: tie6ng1 Vie6t5 → tiếng Việt. F2 để tắt. Máy bỏ dấu nhầm một từ thì bấm Ctrl+Z.",
			"VNI: tie6ng1 Vie6t5 → tiếng Việt. F2 turns it off. Ctrl+Z gives a word's keys back."},
	}
)
