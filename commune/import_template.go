package commune

import (
	"context"
	"io"
	"slices"

	"github.com/nghia-hung/sothon/commune/intake"
	"github.com/nghia-hung/sothon/ledger"
)

// Templating is which workbook is made.
type Templating struct {
	Lang  string
	Forms []string // names; none: all
	Unit  string   // id of the only unit that fills it in; "" for any
}

// maxLinks is how many records of a form the lists of a workbook offer.
const maxLinks = 1000

// WriteTemplate writes an empty workbook to be filled in and taken in by Import, one sheet per form,
// with the units that exist today and the records that may be linked to. Faults: a unit or a form that
// is not known.
func (o *Office) WriteTemplate(ctx context.Context, w io.Writer, t Templating) error {
	out := intake.Template{Lang: t.Lang, Title: fill(pageWords["commune"].In(t.Lang), []any{o.commune.Name}), Today: o.today(), Links: map[string][]intake.Link{}}
	var err error
	if out.ID, err = ledger.NewID(o.now().UnixMilli(), o.random); err != nil {
		return err
	}
	if out.Forms, err = o.templateForms(t.Forms); err != nil {
		return err
	}
	names, err := o.templateUnits(ctx, &out, t.Unit)
	if err != nil {
		return err
	}
	for _, form := range out.Forms {
		for field := range form.All {
			targets := field.Forms
			for i := range field.Fields {
				targets = append(slices.Clone(targets), field.Fields[i].Forms...)
			}
			for _, target := range targets {
				if err := o.templateLinks(ctx, &out, target, t.Unit, names); err != nil {
					return err
				}
			}
		}
	}
	return intake.Write(w, out)
}

func (o *Office) templateForms(names []string) (out []*ledger.Form, err error) {
	if len(names) == 0 {
		return o.Catalogue().Forms(), nil
	}
	for _, name := range names {
		form := o.Catalogue().Form(name)
		if form == nil || form.System {
			return nil, fault("typed_form", name)
		}
		if !slices.Contains(out, form) {
			out = append(out, form)
		}
	}
	return out, nil
}

// templateUnits puts in the units of today and gives all their names.
func (o *Office) templateUnits(ctx context.Context, out *intake.Template, only string) (map[string]string, error) {
	units, err := o.Units(ctx)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	today := out.Today.String()
	for i, said := range unitNames(units) {
		u := units[i]
		names[u.ID] = said
		switch {
		case only == u.ID:
			out.OneUnit = said
			out.Units = append(out.Units, intake.Unit{ID: u.ID, Name: said})
		case only == "" && (u.ValidTo == "" || today <= u.ValidTo):
			out.Units = append(out.Units, intake.Unit{ID: u.ID, Name: said})
		}
	}
	if only != "" && out.OneUnit == "" {
		return nil, fault("unit_unknown", only)
	}
	return names, nil
}

// templateLinks puts in the newest records of a form.
func (o *Office) templateLinks(ctx context.Context, out *intake.Template, form, unit string, names map[string]string) error {
	if out.Links[form] != nil {
		return nil
	}
	rows, err := o.find(ctx, Selection{Form: form, Unit: unit, Limit: maxLinks})
	if err != nil {
		return err
	}
	out.Links[form] = []intake.Link{}
	for _, r := range rows {
		if r.Status.Counts() {
			out.Links[form] = append(out.Links[form], intake.Link{ID: r.ID, Title: r.Title, Unit: names[r.Unit]})
		}
	}
	return nil
}
