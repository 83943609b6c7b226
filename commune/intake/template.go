package intake

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Template is what Write makes a workbook of.
type Template struct {
	ID      ledger.ID // new for every workbook: rows are known by it when the file comes back twice
	Lang    string
	Title   string // whose workbook: "Xã Nghĩa Hưng"
	Forms   []*ledger.Form
	Units   []Unit
	Links   map[string][]Link // by form, the records that may be linked to
	Today   viet.Date
	OneUnit string // name of the only unit that fills it in, "" for any
}

// repeated is how many rows of a repeat have columns.
const repeated = 4

// column is one column of a form's sheet.
type column struct {
	key, label, hint, list string // list: the name of the range of choices, "" for none
	field                  *ledger.Field
	required               bool
	width                  float64
}

// writer makes one workbook.
type writer struct {
	Template
	file   *excelize.File
	styles styles
	lists  int // columns of the sheet of lists in use
	named  map[string]string
}

// Write writes an empty workbook: a page of advice, then a sheet for every form with lists, checks and
// an example row. Equal templates give workbooks of equal content.
func Write(w io.Writer, t Template) (err error) {
	wr := &writer{Template: t, file: excelize.NewFile(), named: map[string]string{}}
	defer func() {
		if closing := wr.file.Close(); err == nil {
			err = closing
		}
	}()
	if err := wr.make(); err != nil {
		return fmt.Errorf("write template: %w", err)
	}
	if err := wr.file.Write(w); err != nil {
		return fmt.Errorf("write template: %w", err)
	}
	return nil
}

func (w *writer) make() (err error) {
	if w.styles, err = makeStyles(w.file); err != nil {
		return err
	}
	if err := w.advice(); err != nil {
		return err
	}
	if _, err := w.file.NewSheet(w.listSheet()); err != nil {
		return err
	}
	var names []string
	for _, u := range w.Units {
		names = append(names, u.Name)
	}
	if err := w.list(UnitKey, names); err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, form := range w.Forms {
		if err := w.sheet(form, sheetName(form, w.Lang, taken)); err != nil {
			return fmt.Errorf("form %s: %w", form.Name, err)
		}
	}
	if err := w.file.MoveSheet(w.listSheet(), sheetName(w.Forms[len(w.Forms)-1], w.Lang, nil)); err != nil {
		return err
	}
	if err := w.file.SetSheetVisible(w.listSheet(), false); err != nil {
		return err
	}
	w.file.SetActiveSheet(0)
	return w.file.SetDocProps(&excelize.DocProperties{Title: w.Title, Creator: "Sổ Thôn", Language: "vi", Created: "2026-01-01T00:00:00Z", Modified: "2026-01-01T00:00:00Z"})
}

func (w *writer) listSheet() string { return wordLists.In(w.Lang) }

// adviceWidth is the width of the first sheet's one column, in characters.
const adviceWidth = 82

// advice fills the first sheet.
func (w *writer) advice() error {
	name := wordAdvice.In(w.Lang)
	if err := w.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if err := w.file.SetColWidth(name, "A", "A", adviceWidth); err != nil {
		return err
	}
	lines := append([]string{wordTemplate.In(w.Lang) + " – " + w.Title}, strings.Split(wordAdviceText.In(w.Lang), "\n")...)
	for i, line := range lines {
		style := w.styles.plain
		if i == 0 {
			style = w.styles.title
		}
		if err := w.text(name, cell(1, i+1), line, style); err != nil {
			return err
		}
		if err := w.file.SetRowHeight(name, i+1, float64(22+17*(utf8.RuneCountInString(line)/adviceWidth))); err != nil {
			return err
		}
	}
	return nil
}

// text puts a text, never a formula, into a cell.
func (w *writer) text(sheet, at, text string, style int) error {
	if err := w.file.SetCellStr(sheet, at, text); err != nil {
		return err
	}
	return w.file.SetCellStyle(sheet, at, at, style)
}

// list puts choices into a column of their own of the sheet of lists and names the range.
func (w *writer) list(key string, choices []string) error {
	if len(choices) == 0 || w.named[key] != "" {
		return nil
	}
	if len(choices) > listRows {
		choices = choices[:listRows]
	}
	w.lists++
	for i, choice := range choices {
		if err := w.file.SetCellStr(w.listSheet(), cell(w.lists, i+1), choice); err != nil {
			return err
		}
	}
	letters, err := excelize.ColumnNumberToName(w.lists)
	if err != nil {
		return err
	}
	w.named[key] = fmt.Sprintf("'%s'!$%s$1:$%s$%d", w.listSheet(), letters, letters, len(choices))
	return nil
}

// columns are those of a form that somebody fills in.
func (w *writer) columns(form *ledger.Form) (out []column) {
	must := w.must(form)
	defer func() {
		for i := range out {
			name, _, _ := strings.Cut(out[i].key, ".")
			out[i].required = must[name] && (name == out[i].key || out[i].key == columnKey(name, 0, form.Field(name).Fields[0].Name))
		}
	}()
	for field := range form.All {
		switch {
		case !field.Stored(), field.Computed(), field.Type == ledger.TypeFile, field.Name == typistField, field.Name == ledger.PhotoNoticeField:
		case field.Type == ledger.TypeRepeat:
			for i := range repeated {
				for j := range field.Fields {
					if f := &field.Fields[j]; f.Stored() && !f.Computed() {
						out = append(out, w.column(f, columnKey(field.Name, i, f.Name), fmt.Sprintf("%s %d: ", field.Label.In(w.Lang), i+1)))
					}
				}
			}
		default:
			out = append(out, w.column(field, field.Name, ""))
		}
	}
	return out
}

// must are the fields that an empty record lacks: those that are always needed.
func (w *writer) must(form *ledger.Form) map[string]bool {
	out := map[string]bool{authorField: true}
	_, problems := form.Finalize(nil, ledger.Env{Today: w.Today})
	for i := range problems {
		if problems[i].Code == ledger.ProblemRequired {
			out[problems[i].FieldName()] = true
		}
	}
	return out
}

// authorField is who told it, which whoever types in for others must know; typistField is who types; whoever brings the workbook in is that.
const (
	authorField = "nguoi_bao"
	typistField = "nguoi_nhap"
)

func (w *writer) column(field *ledger.Field, key, before string) column {
	c := column{key: key, field: field, label: before + field.Label.In(w.Lang), hint: field.Hint.In(w.Lang), width: 16}
	unit := field.Unit.In(w.Lang)
	switch field.Type {
	case ledger.TypeMoney:
		unit = "đồng"
	case ledger.TypeArea:
		unit = "m²"
	case ledger.TypeMass:
		unit = "kg"
	case ledger.TypePercentShares:
		unit = "%"
	case ledger.TypeText:
		c.width = 28
	case ledger.TypeSelectOne, ledger.TypeSelectMultiple:
		c.width = 24
	case ledger.TypeRecord:
		c.width = 36
	case ledger.TypeDate:
		unit, c.width = wordDay.In(w.Lang), 13
	default:
	}
	if unit != "" {
		c.label += " (" + unit + ")"
	}
	return c
}

// sheetName is the tab's name: Excel takes 31 UTF-16 units without []:*?/\ and no name twice. With
// taken nil it is the name that the form had.
func sheetName(form *ledger.Form, lang string, taken map[string]bool) string {
	name := form.Plural.In(lang)
	if name == "" {
		name = form.Title.In(lang)
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, name)
	for len(utf16.Encode([]rune(name))) > 31 {
		runes := []rune(name)
		name = strings.TrimSpace(string(runes[:len(runes)-1]))
	}
	if taken[strings.ToLower(name)] {
		name = form.Name
	}
	if taken != nil {
		taken[strings.ToLower(name)] = true
	}
	return name
}
