package periodic

import (
	"strings"

	"github.com/nghia-hung/sothon/commune/report/paper"
)

// blankNumber and blankDay leave room for what the records clerk writes after signing.
const (
	blankNumber = "Số:            /BC-UBND"
	blankDay    = "        "
)

// mottoLength is how long "Độc lập - Tự do - Hạnh phúc" is at 14 points, bold, in millimetres: the line
// below is as long.
const mottoLength = 60.5

// head is the head of the document: agency and state, number and place, kind and subject, addressee.
func (in *Input) head() []paper.Block {
	agency := "Xã " + in.Commune
	left := []*paper.Paragraph{paper.Para(paper.Agency, "Ủy ban nhân dân\n"+agency), paper.Line(0.42 * agencyLength(agency))}
	right := []*paper.Paragraph{paper.Para(paper.State, "Cộng hòa xã hội chủ nghĩa Việt Nam"), paper.Para(paper.Motto, "Độc lập - Tự do - Hạnh phúc"), paper.Line(mottoLength)}
	date := in.Commune + ", ngày" + blankDay + "tháng " + month(in.Period.To.Month) + " năm " + year(in.Period.To.Year)
	blocks := []paper.Block{
		&paper.Table{Plain: true, Widths: []float64{64, 101}, Rows: []paper.Row{
			{Cells: []paper.TableCell{{Paras: left}, {Paras: right}}},
			{Cells: []paper.TableCell{{Paras: []*paper.Paragraph{paper.Para(paper.Number, blankNumber)}}, {Paras: []*paper.Paragraph{paper.Para(paper.Dated, date)}}}},
		}},
		paper.Para(paper.Kind, "Báo cáo"),
		paper.Para(paper.Subject, in.subject()),
		paper.Line(45),
		paper.Para(paper.Addressee, "Kính gửi:  - Ủy ban nhân dân tỉnh "+in.Province+";\n                  - Sở Khoa học và Công nghệ tỉnh "+in.Province+"."),
	}
	return append(blocks, in.opening())
}

// agencyLength is about how long a name is at 13 points, bold, in great letters, in millimetres.
func agencyLength(name string) float64 { return float64(len([]rune(name))) * 2.97 }

func year(y int) string { return strings.ReplaceAll(count(y), ".", "") }

func (in *Input) subject() string {
	return "Kết quả thực hiện nhiệm vụ khoa học, công nghệ và đổi mới sáng tạo\ntrên địa bàn xã " + in.Commune + " " + periodWords(in.Period)
}

func (in *Input) opening() *paper.Paragraph {
	basis := ""
	if in.Plan.Basis.Vi != "" {
		basis = in.Plan.Basis.Vi + "; "
	}
	plan := "Kế hoạch số «số»/KH-UBND ngày «ngày, tháng, năm» của Ủy ban nhân dân xã về phát triển khoa học, công nghệ và đổi mới sáng tạo trên địa bàn xã giai đoạn 2026 - 2030"
	return paper.Para(paper.Body, "Thực hiện "+basis+plan+", Ủy ban nhân dân xã "+in.Commune+" báo cáo kết quả thực hiện "+periodWords(in.Period)+
		" (số liệu "+days(in.Period)+") như sau:")
}

// foot is the end of the document: who signs, who gets it.
func (in *Input) foot() []paper.Block {
	copies := []*paper.Paragraph{paper.Para(paper.CopyTo, "Nơi nhận:"),
		paper.Para(paper.Copies, "- Như trên;"), paper.Para(paper.Copies, "- TT Đảng ủy, TT HĐND xã;"), paper.Para(paper.Copies, "- Lãnh đạo UBND xã;"),
		paper.Para(paper.Copies, "- Các cơ quan, đơn vị, thôn;"), paper.Para(paper.Copies, "- Trang thông tin điện tử xã;"), paper.Para(paper.Copies, "- Lưu: VT, VHXH.")}
	signer := []*paper.Paragraph{paper.Para(paper.Signer, "TM. ỦY BAN NHÂN DÂN"), paper.Para(paper.Signer, "«CHỨC VỤ NGƯỜI KÝ»"),
		paper.Para(paper.Signer, "\n\n\n"), paper.Para(paper.Signer, "«Họ và tên người ký»")}
	return []paper.Block{
		paper.Para(paper.Body, "Trên đây là báo cáo kết quả thực hiện nhiệm vụ khoa học, công nghệ và đổi mới sáng tạo "+periodWords(in.Period)+
			", Ủy ban nhân dân xã "+in.Commune+" trân trọng báo cáo./."),
		&paper.Table{Plain: true, Widths: []float64{82, 83}, Rows: []paper.Row{{Cells: []paper.TableCell{{Paras: copies}, {Paras: signer}}}}},
	}
}
