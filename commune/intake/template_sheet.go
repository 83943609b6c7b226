package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// exampleMark begins the id of the example row; the digest of its cells follows.
const exampleMark = "vi-du:"

// sheet makes the sheet of a form.
func (w *writer) sheet(form *ledger.Form, name string) error {
	if _, err := w.file.NewSheet(name); err != nil {
		return err
	}
	columns := append([]column{{key: UnitKey, label: wordUnit.In(w.Lang), hint: wordUnitHint.In(w.Lang), list: w.named[UnitKey], required: true, width: 30}}, w.columns(form)...)
	if err := w.head(form, name, columns); err != nil {
		return err
	}
	if err := w.example(name, columns); err != nil {
		return err
	}
	for i := range readyRows {
		row := firstRow + i
		if err := w.text(name, cell(idColumn, row), fmt.Sprintf("r%03d", i+1), w.styles.locked); err != nil {
			return err
		}
		if w.OneUnit != "" {
			if err := w.file.SetCellStr(name, cell(unitColumn, row), w.OneUnit); err != nil {
				return err
			}
		}
	}
	for i, c := range columns {
		if err := w.check(name, i+unitColumn, c); err != nil {
			return err
		}
	}
	return w.finish(name, len(columns)+1)
}

// head writes the rows above those to be filled in.
func (w *writer) head(form *ledger.Form, name string, columns []column) error {
	last, err := excelize.ColumnNumberToName(len(columns) + 1)
	if err != nil {
		return err
	}
	// The style of the columns comes first: what is set later goes before it.
	if err := w.file.SetColStyle(name, "B:"+last, w.styles.open); err != nil {
		return err
	}
	m := mark{form.Name, form.Version, w.ID}
	if err := w.text(name, cell(idColumn, titleRow), m.String(), w.styles.locked); err != nil {
		return err
	}
	if err := w.text(name, cell(idColumn, keyRow), idKey, w.styles.locked); err != nil {
		return err
	}
	title := form.Title.In(w.Lang) + ". " + wordRow.In(w.Lang) + " " + form.Help.In(w.Lang)
	for i, c := range columns {
		at := i + unitColumn
		if err := w.headCells(name, at, c); err != nil {
			return err
		}
		letters, err := excelize.ColumnNumberToName(at)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(name, letters, letters, c.width); err != nil {
			return err
		}
	}
	return w.text(name, cell(unitColumn, titleRow), title, w.styles.lead)
}

func (w *writer) headCells(name string, at int, c column) error {
	label, style := c.label, w.styles.head
	if c.required {
		label, style = label+" *", w.styles.must
	}
	for _, put := range []struct {
		row   int
		text  string
		style int
	}{{titleRow, "", w.styles.lead}, {keyRow, keyText(c.key), w.styles.locked}, {headRow, label, style}, {hintRow, c.hint, w.styles.hint}} {
		if err := w.text(name, cell(at, put.row), put.text, put.style); err != nil {
			return err
		}
	}
	return nil
}

// example writes the example row and, hidden, what it says.
func (w *writer) example(name string, columns []column) error {
	var said []string
	for i, c := range columns {
		text := w.exampleOf(c)
		if i == 0 {
			text = wordExample.In(w.Lang)
		}
		said = append(said, text)
		if err := w.text(name, cell(i+unitColumn, exampleRow), text, w.styles.example); err != nil {
			return err
		}
	}
	return w.text(name, cell(idColumn, exampleRow), exampleMark+digest(said), w.styles.locked)
}

// digest tells whether a row's texts are still the same, those of its end that are empty aside.
func digest(texts []string) string {
	sum := sha256.Sum256([]byte(strings.TrimRight(strings.Join(texts, "\x00"), "\x00")))
	return hex.EncodeToString(sum[:8])
}

// exampleOf is an answer as the form's own hint gives it, or one of its type.
func (w *writer) exampleOf(c column) string {
	f := c.field
	switch {
	case f == nil || strings.Contains(c.key, ".1.") || strings.Contains(c.key, ".2.") || strings.Contains(c.key, ".3."):
		return ""
	case f.Type == ledger.TypeDate:
		return w.Today.AddDays(-1).Format()
	case len(f.Choices) > 0:
		return f.Choices[0].Label.In(w.Lang)
	case f.Type == ledger.TypeRecord:
		return ""
	}
	text, ok := strings.CutPrefix(f.Hint.Vi, "ví dụ: ")
	if !ok {
		return ""
	}
	text, _, _ = strings.Cut(text, " – ")
	text, _, _ = strings.Cut(text, ", hoặc")
	return text
}

// check puts a column's list or check on the rows to be filled in.
func (w *writer) check(sheet string, at int, c column) error {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cell(at, firstRow) + ":" + cell(at, firstRow+MaxRows-1))
	v.SetInput(clip(c.label, 32), clip(w.prompt(c), 255))
	if err := w.rule(v, c); err != nil {
		return err
	}
	return w.file.AddDataValidation(sheet, v)
}

func (w *writer) rule(v *excelize.DataValidation, c column) error {
	stop := func(said ledger.Words) {
		v.SetError(excelize.DataValidationErrorStyleStop, clip(c.label, 32), clip(said.In(w.Lang), 255))
	}
	warn := func(said ledger.Words) {
		v.SetError(excelize.DataValidationErrorStyleWarning, clip(c.label, 32), clip(said.In(w.Lang), 255))
	}
	list, err := w.listOf(c)
	if err != nil {
		return err
	}
	if list != "" {
		v.SetSqrefDropList(list)
		if c.field != nil && c.field.Type == ledger.TypeSelectMultiple {
			v.ShowErrorMessage = false
			return nil
		}
		stop(wordPick)
		if c.field != nil && c.field.Type == ledger.TypeRecord {
			warn(wordPickLink)
		}
		return nil
	}
	if c.field == nil {
		return nil
	}
	switch c.field.Type {
	case ledger.TypeInteger:
		stop(wordWhole)
		return v.SetRange(0, 1_000_000_000, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween)
	case ledger.TypeDecimal, ledger.TypePercentShares, ledger.TypeMoney:
		warn(wordNumber)
		return v.SetRange(-1e12, 1e12, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
	case ledger.TypeDate:
		warn(wordDate)
		return v.SetRange(serial(viet.Date{Year: 2000, Month: 1, Day: 1}), serial(viet.Date{Year: 2099, Month: 12, Day: 31}), excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween)
	case ledger.TypeText:
		if c.field.MaxLength > 0 {
			stop(wordLong)
			return v.SetRange(0, c.field.MaxLength, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween)
		}
	default:
	}
	return nil
}

// listOf is the range of a column's choices, "" when it has none.
func (w *writer) listOf(c column) (string, error) {
	if c.list != "" || c.field == nil {
		return c.list, nil
	}
	f := c.field
	var key string
	var choices []string
	switch {
	case len(f.Choices) > 0:
		for _, choice := range f.Choices {
			choices = append(choices, choice.Label.In(w.Lang))
		}
		key = strings.Join(choices, "\x00")
	case f.Type == ledger.TypeRecord:
		key = "link " + strings.Join(f.Forms, " ")
		for _, form := range f.Forms {
			for _, l := range w.Links[form] {
				choices = append(choices, l.Said())
			}
		}
	}
	if len(choices) == 0 {
		return "", nil
	}
	err := w.list(key, choices)
	return w.named[key], err
}

// prompt is what is said beside a cell that somebody goes to.
func (w *writer) prompt(c column) string {
	said := c.hint
	if c.field != nil && c.field.Type == ledger.TypeSelectMultiple {
		said = strings.TrimSpace(said + " " + wordSeveral.In(w.Lang))
	}
	if c.required {
		said = strings.TrimSpace(wordMust.In(w.Lang) + " " + said)
	}
	return said
}

// clip cuts a text to n UTF-16 units, the most that Excel takes there.
func clip(text string, n int) string {
	if len(utf16.Encode([]rune(text))) <= n {
		return text
	}
	runes := []rune(text)
	for len(utf16.Encode(runes)) > n-1 {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// finish hides what is the program's own, keeps the head in view, and shuts everything but the rows to
// be filled in; without a password, so that nobody is locked out.
func (w *writer) finish(name string, columns int) error {
	f := w.file
	last, err := excelize.ColumnNumberToName(columns)
	if err != nil {
		return err
	}
	paper, wide := 9, "landscape"
	for _, do := range []func() error{
		func() error { return f.SetColVisible(name, "A", false) },
		func() error { return f.SetRowVisible(name, keyRow, false) },
		func() error { return f.SetRowHeight(name, headRow, 48) },
		func() error { return f.SetRowHeight(name, hintRow, 48) },
		func() error {
			return f.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: unitColumn, YSplit: exampleRow, TopLeftCell: cell(unitColumn+1, firstRow), ActivePane: "bottomRight"})
		},
		func() error {
			return f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &wide})
		},
		func() error {
			return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$B:$B,'%s'!$1:$4", name, name), Scope: name})
		},
		func() error {
			return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$B$1:$%s$%d", name, last, firstRow+24), Scope: name})
		},
		func() error {
			return f.ProtectSheet(name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatCells: true, FormatColumns: true,
				FormatRows: true, InsertRows: true, DeleteRows: true, Sort: true, AutoFilter: true, EditObjects: true})
		},
	} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}
