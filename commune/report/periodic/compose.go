package periodic

import (
	"strings"

	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/viet"
)

// Compose makes the whole document: the report, then appendices 01 to 08.
func Compose(in *Input) *paper.Document {
	d := &paper.Document{Title: "Báo cáo " + strings.ReplaceAll(in.subject(), "\n", " ")}
	d.Sections = append(d.Sections, paper.Section{Blocks: in.main()})
	for _, a := range Appendices(in) {
		d.Sections = append(d.Sections, paper.Section{Landscape: a.Landscape, Blocks: a.Blocks(in)})
	}
	return d
}

// main is the report without its appendices.
func (in *Input) main() []paper.Block {
	return append(append(in.head(), in.Text()...), in.foot()...)
}

// Text is the report's text from its first part to its last, without head and foot.
func (in *Input) Text() (blocks []paper.Block) {
	for _, part := range []func() []paper.Block{in.leading, in.results, in.assessment, in.ahead, in.proposals} {
		blocks = append(blocks, part()...)
	}
	return blocks
}

// leading is part I.
func (in *Input) leading() []paper.Block {
	blocks := []paper.Block{
		paper.Para(paper.Heading1, "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN"),
		paper.Para(paper.Body, "«Các văn bản lãnh đạo, chỉ đạo, hướng dẫn đã ban hành trong kỳ: số, ngày, trích yếu»."),
	}
	for _, text := range []string{in.coverage(), in.rules()} {
		if text != "" {
			blocks = append(blocks, paper.Para(paper.Body, text))
		}
	}
	return blocks
}

// coverage says who reported.
func (in *Input) coverage() string {
	n := map[string]int{}
	for _, u := range in.Units {
		n[u.State]++
	}
	received := n["nil"] + n["complete"] + n["late"]
	text := "Toàn xã có " + count(len(in.Units)) + " đơn vị thuộc diện báo cáo; " + count(received) + " đơn vị đã chốt báo cáo kỳ này"
	if received > 0 {
		text += ", trong đó " + count(n["nil"]) + " đơn vị báo không phát sinh, " + count(n["late"]) + " đơn vị báo muộn"
	}
	if n["open"] > 0 {
		text += "; " + count(n["open"]) + " đơn vị đã gửi phiếu nhưng chưa chốt kỳ"
	}
	if n["none"] > 0 {
		text += "; " + count(n["none"]) + " đơn vị chưa báo cáo"
	}
	return text + " (chi tiết tại Phụ lục VIII)."
}

// rules say which records the numbers are made of.
func (in *Input) rules() string {
	which := "các phiếu đã gửi về xã, kể cả phiếu chưa duyệt"
	if in.Approved {
		which = "các phiếu đã được xã duyệt"
	}
	text := "Số liệu trong báo cáo tổng hợp từ " + which + "; cùng một việc do nhiều đơn vị ghi chỉ tính một lần"
	if in.Joint > 0 {
		text += " (có " + count(in.Joint) + " phiếu trùng việc đã gộp)"
	}
	return text + "."
}

// results is part II: the plan's seven tasks, then initiatives, commendations, the innovation day.
func (in *Input) results() []paper.Block {
	blocks := []paper.Block{paper.Para(paper.Heading1, "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP")}
	n := 0
	add := func(title string, paragraphs []string) {
		n++
		blocks = append(blocks, paper.Para(paper.Heading2, count(n)+". "+title))
		for _, text := range paragraphs {
			if text != "" {
				blocks = append(blocks, paper.Para(paper.Body, text))
			}
		}
	}
	tasks := []func() []string{in.outreach, in.policies, in.resources, in.infrastructure, in.training, in.production, in.cooperation}
	for i, task := range in.Plan.Tasks {
		if i < len(tasks) {
			add(task.Title.Vi, tasks[i]())
		}
	}
	add("Sáng kiến, giải pháp", in.initiatives())
	add("Khen thưởng", in.commendations())
	add("Ngày hội sáng tạo địa phương", in.innovationDay())
	if len(in.Adjusted) > 0 {
		add("Điều chỉnh, bổ sung số liệu các kỳ trước", []string{"Sau khi khóa sổ các kỳ trước có " + count(len(in.Adjusted)) +
			" phiếu gửi bổ sung hoặc sửa đổi; danh sách và lý do tại Phụ lục VIII. Số liệu các kỳ đã khóa trong báo cáo trước không thay đổi."})
	}
	return append(blocks, in.drawn()...)
}

// assessment is part III.
func (in *Input) assessment() []paper.Block {
	blocks := []paper.Block{paper.Para(paper.Heading1, "III. ĐÁNH GIÁ CHUNG"), paper.Para(paper.Heading2, "1. Kết quả đạt được"),
		paper.Para(paper.Body, "Đối chiếu với các mục tiêu cụ thể của Kế hoạch:")}
	for i, goal := range in.Plan.Goals {
		blocks = append(blocks, paper.Para(paper.Point, viet.Letter(i)+") "+goal.Title.Vi+": "+in.goal(goal.Code)+"."))
	}
	blocks = append(blocks, paper.Para(paper.Body, "«Đánh giá chung về kết quả nổi bật trong kỳ»."), paper.Para(paper.Heading2, "2. Tồn tại, hạn chế"))
	for _, text := range append(in.shortcomings(), "«Tồn tại, hạn chế khác».") {
		blocks = append(blocks, paper.Para(paper.Body, text))
	}
	blocks = append(blocks, paper.Para(paper.Heading2, "3. Nguyên nhân"), paper.Para(paper.Body, "«Nguyên nhân khách quan, chủ quan»."),
		paper.Para(paper.Heading2, "4. Khó khăn, vướng mắc"))
	for _, text := range in.difficulties() {
		blocks = append(blocks, paper.Para(paper.Body, text))
	}
	return blocks
}

// ahead is part IV.
func (in *Input) ahead() []paper.Block {
	return []paper.Block{paper.Para(paper.Heading1, "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI"),
		paper.Para(paper.Body, "«Nhiệm vụ trọng tâm kỳ tới, người chủ trì, thời hạn».")}
}

// proposals is part V.
func (in *Input) proposals() []paper.Block {
	blocks := []paper.Block{paper.Para(paper.Heading1, "V. ĐỀ XUẤT, KIẾN NGHỊ")}
	n := 0
	for _, it := range in.Items["kho_khan"] {
		up := it.Values["cap_xu_ly"].Text == "tinh" || it.Values["cap_xu_ly"].Text == "trung_uong" || it.Values["trang_thai"].Text == "chuyen_cap_tren"
		wish := in.field(it, it.Values, "de_xuat")
		if !up || wish == "" || it.Values["trang_thai"].Text == "da_giai_quyet" {
			continue
		}
		blocks = append(blocks, paper.Para(paper.Point, viet.Letter(n)+") "+upper(oneLine(wish))+" ("+it.Place+" đề xuất)."))
		if n++; n == 10 {
			break
		}
	}
	return append(blocks, paper.Para(paper.Body, "«Kiến nghị của Ủy ban nhân dân xã với Ủy ban nhân dân tỉnh, Sở Khoa học và Công nghệ»."))
}

// oneLine makes a text of one line without a full stop at its end.
func oneLine(s string) string {
	return unmarked.Replace(strings.TrimRight(strings.Join(strings.Fields(s), " "), ". "))
}
