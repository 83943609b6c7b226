package intake

import "github.com/xuri/excelize/v2"

// styles are the looks of a workbook's cells. Everything is locked but open.
type styles struct{ plain, title, lead, head, must, hint, example, locked, open int }

const (
	face  = "Times New Roman"
	green = "1D5A3F"
	pale  = "E7EEE9"
	grey  = "66706A"
)

func makeStyles(f *excelize.File) (s styles, err error) {
	line := []excelize.Border{{Type: "left", Color: "BFC7C1", Style: 1}, {Type: "right", Color: "BFC7C1", Style: 1},
		{Type: "top", Color: "BFC7C1", Style: 1}, {Type: "bottom", Color: "BFC7C1", Style: 1}}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	wrapped := &excelize.Alignment{Vertical: "top", WrapText: true}
	open := &excelize.Protection{Locked: false}
	for _, one := range []struct {
		at    *int
		style excelize.Style
	}{
		{&s.plain, excelize.Style{Font: &excelize.Font{Family: face, Size: 12}, Alignment: wrapped}},
		{&s.title, excelize.Style{Font: &excelize.Font{Family: face, Size: 15, Bold: true, Color: green}, Alignment: wrapped}},
		{&s.lead, excelize.Style{Font: &excelize.Font{Family: face, Size: 12, Bold: true, Color: green}, Alignment: &excelize.Alignment{Vertical: "center"}}},
		{&s.head, excelize.Style{Font: &excelize.Font{Family: face, Size: 11, Bold: true}, Fill: fill(pale), Border: line, Alignment: wrapped}},
		{&s.must, excelize.Style{Font: &excelize.Font{Family: face, Size: 11, Bold: true, Color: "FFFFFF"}, Fill: fill(green), Border: line, Alignment: wrapped}},
		{&s.hint, excelize.Style{Font: &excelize.Font{Family: face, Size: 9, Italic: true, Color: grey}, Fill: fill("F6F7F4"), Border: line, Alignment: wrapped}},
		{&s.example, excelize.Style{Font: &excelize.Font{Family: face, Size: 11, Italic: true, Color: grey}, Fill: fill("FBE9C3"), Border: line, Alignment: wrapped}},
		{&s.locked, excelize.Style{Font: &excelize.Font{Family: face, Size: 9, Color: grey}}},
		{&s.open, excelize.Style{Font: &excelize.Font{Family: face, Size: 12}, Border: line, Alignment: wrapped, Protection: open}},
	} {
		style := one.style
		if *one.at, err = f.NewStyle(&style); err != nil {
			return s, err
		}
	}
	return s, nil
}
