package periodic

import (
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// goal says what moved towards a goal of the plan: its first figures that are something.
func (in *Input) goal(code string) string {
	var parts []string
	for _, f := range in.Figures {
		ind := f.Indicator
		if slices.Contains(ind.Answers, code) && ind.PartOf == "" && f.Value.Known && f.Value.Number != 0 && len(parts) < 3 {
			text := lower(ind.Title.Vi) + " " + in.measure(f, ThisPeriod, f.Value)
			if ind.Kind != ledger.KindRatio && f.Trend("vi") != "" {
				text += " (" + in.traced(ind.Code, LastYear, f.Trend("vi")) + ")"
			}
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return "kỳ này chưa có kết quả được ghi nhận"
	}
	return ledger.Joined(parts)
}

// shortcomings are what the numbers themselves show.
func (in *Input) shortcomings() (out []string) {
	silent := in.silent()
	if len(silent) > 0 {
		out = append(out, "Còn "+count(len(silent))+" đơn vị chưa báo cáo: "+named(silent, 15)+".")
	}
	var still []string
	for _, goal := range in.Plan.Goals {
		if in.goal(goal.Code) == "kỳ này chưa có kết quả được ghi nhận" {
			still = append(still, lower(goal.Title.Vi))
		}
	}
	if len(still) > 0 {
		out = append(out, "Chưa ghi nhận kết quả đối với mục tiêu: "+named(still, 9)+".")
	}
	return out
}

// silent are the units that sent nothing.
func (in *Input) silent() (places []string) {
	for _, u := range in.Units {
		if u.State == "none" {
			places = append(places, u.Place)
		}
	}
	return places
}

// difficulties is item III.4.
func (in *Input) difficulties() []string {
	if !in.has("kk_phat_sinh") && !in.has("kk_ton") {
		return nothing("khó khăn, vướng mắc được phản ánh")
	}
	text := "Trong kỳ các đơn vị phản ánh " + in.amount("kk_phat_sinh") + ", vướng mắc"
	if !in.has("kk_phat_sinh") {
		text = "Trong kỳ không phát sinh khó khăn, vướng mắc mới"
	}
	if parts := in.parts("kk_phat_sinh"); parts != "" {
		text += ", trong đó: " + parts
	}
	if in.has("kk_ton") {
		text += "; đến cuối kỳ còn " + in.amount("kk_ton") + " chưa giải quyết xong"
	}
	out := []string{text + " (Phụ lục VII)."}
	var heavy []string
	for _, it := range in.Items["kho_khan"] {
		if it.Values["muc_do"].Text == "nang" && it.Values["trang_thai"].Text != "da_giai_quyet" {
			heavy = append(heavy, quoted(in.safe(it.Title))+" ("+it.Place+")")
		}
	}
	if len(heavy) > 0 {
		out = append(out, "Khó khăn cần giải quyết gấp: "+named(heavy, 5)+".")
	}
	return out
}
