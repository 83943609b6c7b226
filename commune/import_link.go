package commune

import (
	"context"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// link puts the ids of records in place of the words by which cells name them: an id at the end of the
// text, else the title of a record of the row's unit, or of a row of the workbook that is one.
func (im *importing) link(ctx context.Context) error {
	found := map[[2]string]map[string][]ledger.ID{}
	for i := range im.out.Rows {
		row := &im.out.Rows[i]
		form := im.rules.catalogue.Version(row.Form, row.row.Version)
		for field := range form.All {
			v := row.row.Values[field.Name]
			switch {
			case field.Type == ledger.TypeRecord && v.Kind == ledger.Text:
				id, err := im.linkOne(ctx, row, field, field.Name, v.Text, found)
				if err != nil {
					return err
				}
				row.row.Values[field.Name] = id
			case field.Type == ledger.TypeRepeat && v.Kind == ledger.Rows:
				if err := im.linkRows(ctx, row, field, v.Rows, found); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (im *importing) linkRows(ctx context.Context, row *ImportedRow, repeat *ledger.Field, rows []ledger.Row, found map[[2]string]map[string][]ledger.ID) error {
	for n, cells := range rows {
		for i := range repeat.Fields {
			f := &repeat.Fields[i]
			if v := cells[f.Name]; f.Type == ledger.TypeRecord && v.Kind == ledger.Text {
				id, err := im.linkOne(ctx, row, f, cellName(repeat.Name, n, f.Name), v.Text, found)
				if err != nil {
					return err
				}
				cells[f.Name] = id
			}
		}
	}
	return nil
}

// linkOne finds the one record that a cell names; the text stays when there is none, with a problem.
func (im *importing) linkOne(ctx context.Context, row *ImportedRow, field *ledger.Field, key, said string, found map[[2]string]map[string][]ledger.ID) (ledger.Value, error) {
	words := strings.Fields(said)
	if len(words) == 0 {
		return ledger.Value{}, nil
	}
	if id, err := ledger.ParseID(words[len(words)-1]); err == nil {
		return ledger.TextValue(id.String()), nil
	}
	if row.Unit == "" {
		return ledger.Value{}, nil
	}
	var ids []ledger.ID
	for _, form := range field.Forms {
		titles, err := im.titles(ctx, row.Unit, form, found)
		if err != nil {
			return ledger.Value{}, err
		}
		ids = append(ids, titles[viet.Fold(said)]...)
	}
	if len(ids) != 1 {
		im.wrong(row, row.row.Cell(key), importWords[iif(len(ids) == 0, "import_link_none", "import_link_many")])
		return ledger.Value{}, nil
	}
	return ledger.TextValue(ids[0].String()), nil
}

// titles are a unit's records of a form by their titles, folded: those that are there and those that
// rows of the workbook become.
func (im *importing) titles(ctx context.Context, unit, form string, found map[[2]string]map[string][]ledger.ID) (map[string][]ledger.ID, error) {
	key := [2]string{unit, form}
	if out, ok := found[key]; ok {
		return out, nil
	}
	out := map[string][]ledger.ID{}
	rows, err := im.find(ctx, Selection{Unit: unit, Form: form})
	if err != nil {
		return nil, err
	}
	there := map[ledger.ID]bool{}
	for _, r := range rows {
		if there[r.ID] = true; r.Status.Counts() {
			out[viet.Fold(r.Title)] = append(out[viet.Fold(r.Title)], r.ID)
		}
	}
	definition := im.rules.catalogue.Form(form)
	for _, r := range im.out.Rows {
		if r.Form == form && r.Unit == unit && !there[r.ID] && definition != nil {
			title := viet.Fold(r.row.Values[definition.TitleField].Text)
			out[title] = append(out[title], r.ID)
		}
	}
	found[key] = out
	return out, nil
}

// importWords are what is wrong with a row beside what its form says.
var importWords = map[string]ledger.Words{
	"import_unit_none": {Vi: "Chưa chọn đơn vị. Bấm mũi tên ở ô này để chọn.", En: "No unit is chosen. Choose one with the cell's arrow."},
	"import_unit":      {Vi: "Không có đơn vị mang tên này. Bấm mũi tên ở ô này để chọn, hoặc ghi mã đơn vị.", En: "There is no such unit. Choose one with the cell's arrow, or give its id."},
	"import_twice":     {Vi: "Dòng này giống hệt dòng {1}. Xóa một dòng.", En: "This row is the same as row {1}. Delete one."},
	"import_link_none": {Vi: "Đơn vị này không có phiếu mang tên này. Chọn trong danh sách, hoặc ghi đúng tên phiếu.", En: "The unit has no record of this name. Choose from the list, or write its exact name."},
	"import_link_many": {Vi: "Đơn vị này có nhiều phiếu mang tên này. Chọn trong danh sách để rõ phiếu nào.", En: "The unit has several records of this name. Choose from the list."},
}
