package periodic

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// FigureData is one indicator as `sothon-xa indicators --json` and the report's JSON give it.
type FigureData struct {
	Indicator  string        `json:"indicator"`
	Title      string        `json:"title"`
	Unit       string        `json:"unit_of_measure"`
	Value      ledger.Amount `json:"value"`
	LastYear   ledger.Amount `json:"same_period_last_year"`
	YearToDate ledger.Amount `json:"year_to_date"`
	Change     ledger.Amount `json:"change_percent"`
	Answers    []string      `json:"answers"`
	PartOf     string        `json:"part_of,omitempty"`
	Forms      []string      `json:"forms,omitempty"`
}

// DataOf are figures as JSON gives them.
func DataOf(figures []ledger.Figure, lang string) []FigureData {
	out := make([]FigureData, len(figures))
	for i, f := range figures {
		ind := f.Indicator
		out[i] = FigureData{ind.Code, ind.Title.In(lang), ind.Unit.In(lang), f.Value, f.LastYear, f.YearToDate, f.Change, ind.Answers, ind.PartOf, ind.Forms}
	}
	return out
}

// tableData is one table of an appendix.
type tableData struct {
	Key     string           `json:"key"`
	Caption string           `json:"caption"`
	Rows    []map[string]any `json:"rows"`
	More    int              `json:"more,omitempty"`
}

type appendixData struct {
	Number string      `json:"number"`
	Title  string      `json:"title"`
	Tables []tableData `json:"tables"`
}

// reportData is the report's JSON; docs/report.md describes it.
type reportData struct {
	Commune    map[string]string `json:"commune"`
	Period     map[string]string `json:"period"`
	Approved   bool              `json:"approved_only"`
	Number     uint64            `json:"log_number"`
	Program    string            `json:"program"`
	Joint      int               `json:"joint_records"`
	Total      map[string]any    `json:"total"`
	Indicators []FigureData      `json:"indicators"`
	Units      []unitData        `json:"units"`
	Appendices []appendixData    `json:"appendices"`
	Forms      []formData        `json:"forms"`
}

type unitData struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Kind     string         `json:"kind,omitempty"`
	State    string         `json:"state"`
	Received string         `json:"received,omitempty"`
	Records  int            `json:"records"`
	Forms    map[string]int `json:"forms"`
}

type formData struct {
	Form    string       `json:"form"`
	Version int          `json:"version"`
	Title   string       `json:"title"`
	Records []recordData `json:"records"`
}

type recordData struct {
	ID         string        `json:"id"`
	Unit       string        `json:"unit"`
	Status     string        `json:"status"`
	Title      string        `json:"title"`
	Date       string        `json:"date"`
	Version    int           `json:"version"`
	Counted    bool          `json:"counted"`
	In         string        `json:"counted_in,omitempty"`
	Indicators string        `json:"indicators,omitempty"` // codes, a blank between them
	Values     ledger.Values `json:"values"`
}

// writeJSON writes everything as one JSON document; the public copy has no single records.
func writeJSON(w io.Writer, in *Input, r Rendering) (Written, error) {
	if r.DHIS2 != nil {
		return Written{}, writeDHIS2(w, in, r.DHIS2)
	}
	d := reportData{Commune: map[string]string{"name": in.Commune, "code": in.Code, "province": in.Province},
		Period:   map[string]string{"label": in.Period.Label, "title": in.Period.Title("vi"), "from": in.Period.From.String(), "to": in.Period.To.String()},
		Approved: in.Approved, Number: in.Number, Program: in.Program, Joint: in.Joint, Indicators: DataOf(in.Figures, "vi"), Units: []unitData{}, Forms: []formData{}}
	byForm := map[string]int{}
	for _, u := range in.Units {
		n := 0
		for form, k := range u.Records {
			n += k
			byForm[form] += k
		}
		d.Units = append(d.Units, unitData{u.ID, u.Place, u.Kind, u.State, u.Received, n, u.Records})
	}
	d.Total = map[string]any{"records": in.Records(), "forms": byForm, "sums": in.sums()}
	for _, a := range Appendices(in) {
		one := appendixData{Number: a.Number, Title: a.Title}
		for _, g := range a.Tables {
			one.Tables = append(one.Tables, g.data())
		}
		d.Appendices = append(d.Appendices, one)
	}
	if r.Records != nil && !in.Public {
		for _, form := range in.Forms.Forms() {
			f := formData{form.Name, form.Version, form.Title.Vi, []recordData{}}
			if err := r.Records(form.Name, func(row report.Row) error {
				if !row.Outside {
					f.Records = append(f.Records, recordData{row.ID, row.Unit, row.Status, row.Title, row.Day(form), row.Version, row.Counts(), row.CountedIn, row.Behind[0], row.Values})
				}
				return nil
			}); err != nil {
				return Written{}, err
			}
			d.Forms = append(d.Forms, f)
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(d); err != nil {
		return Written{}, fmt.Errorf("write json: %w", err)
	}
	return Written{}, nil
}

// summed are the sums of the JSON by their names from before there were indicators.
var summed = map[string]string{"tuyen_truyen.tong_so": "tt_luot_nguoi", "tap_huan.tong_so": "th_luot_nguoi", "ngay_hoi.tong_so": "nh_luot_nguoi",
	"tuyen_truyen.luot_phat": "tt_luot_phat", "tuyen_truyen.so_bai": "tt_bai", "tuyen_truyen.luot_xem": "tt_luot_xem"}

func (in *Input) sums() map[string]viet.Number {
	out := map[string]viet.Number{}
	for name, code := range summed {
		out[name] = in.figure(code).Value.Number
	}
	return out
}

// data is the grid with its cells by the columns' keys.
func (g *Grid) data() tableData {
	t := tableData{Key: g.Key, Caption: g.Caption, Rows: []map[string]any{}, More: g.More}
	for _, line := range g.Lines {
		row := map[string]any{}
		if line.Heading {
			row["heading"] = line.Cells[0]
		} else {
			for i, c := range g.Columns {
				if i < len(line.Cells) && !line.Cells[i].IsEmpty() {
					row[c.Key] = line.Cells[i]
				}
			}
		}
		for key, v := range map[string]string{"indicator": line.Indicator, "record": line.Record} {
			if v != "" {
				row[key] = v
			}
		}
		if line.Total {
			row["total"] = true
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Records is how many records of the period count.
func (in *Input) Records() (n int) {
	for _, u := range in.Units {
		for _, k := range u.Records {
			n += k
		}
	}
	return n
}
