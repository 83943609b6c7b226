package ledger

import "slices"

// Duty is something that the plan asks for every year (Kế hoạch phát triển KHCN&ĐMST xã Nghĩa Hưng
// 2026–2030, part I, point 2). A unit is reminded of it while no record of the forms is dated in the
// year so far.
type Duty struct {
	Key   string   `json:"key"`
	Title Words    `json:"title"`
	Forms []string `json:"forms"` // a record of any of them does it
	Kinds []string `json:"-"`     // of units that have the duty; nil: all
}

// YearlyDuties are the plan's, in its order.
var YearlyDuties = []Duty{
	{"tuyen_truyen", Words{"tuyên truyền, phổ biến kiến thức", "outreach"}, []string{"tuyen_truyen"}, nil},
	{"tap_huan", Words{"tập huấn, chuyển giao tiến bộ kỹ thuật", "training, technology transfer"}, []string{"tap_huan"}, nil},
	{"ngay_hoi", Words{"Ngày hội sáng tạo (riêng hoặc lồng ghép)", "innovation day (its own or within another event)"}, []string{"ngay_hoi"}, nil},
	{"sang_kien_mo_hinh", Words{"sáng kiến, giải pháp hoặc mô hình mới", "a new initiative, solution or model"}, []string{"sang_kien", "mo_hinh"}, nil},
	{"ho_so_don_vi", Words{"hồ sơ đơn vị (số người để tính tỷ lệ 100 %)", "unit profile (the number that the 100 % goal is counted by)"},
		[]string{"ho_so_don_vi"}, []string{"agency", "school"}},
}

// MissingDuties are those that a unit of the kind has no record for; has tells how many records a
// form has in the year so far.
func MissingDuties(kind string, has map[string]int) []Duty {
	var out []Duty
	for _, d := range YearlyDuties {
		asked := d.Kinds == nil || slices.Contains(d.Kinds, kind)
		if asked && !slices.ContainsFunc(d.Forms, func(form string) bool { return has[form] > 0 }) {
			out = append(out, d)
		}
	}
	return out
}
