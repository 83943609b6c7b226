package ledger

// formIndex finds a form's fields by name. It is made once, when the form is loaded, and only read
// afterwards.
type formIndex struct {
	fields  map[string]*Field // of the form, repeats included
	columns map[string]column // of repeats, by the name of the cell
	parents map[*Field]*Field
	order   map[*Field]int // all of them, groups and cells too, numbered from 0
}

// column is a cell of a repeat, over all its rows.
type column struct{ repeat, cell *Field }

// indexed is the form's index; a form that was not loaded but made gets a new one each time.
func (f *Form) indexed() *formIndex {
	if f.index != nil {
		return f.index
	}
	return newFormIndex(f.Sections)
}

func newFormIndex(sections []Field) *formIndex {
	x := &formIndex{fields: map[string]*Field{}, columns: map[string]column{}, parents: map[*Field]*Field{},
		order: map[*Field]int{}}
	x.add(sections, nil)
	return x
}

func (x *formIndex) add(fields []Field, parent *Field) {
	for i := range fields {
		f := &fields[i]
		x.parents[f], x.fields[f.Name] = parent, f
		x.order[f] = len(x.order)
		switch f.Type {
		case TypeGroup:
			x.add(f.Fields, f)
		case TypeRepeat:
			for j := range f.Fields {
				cell := &f.Fields[j]
				x.order[cell] = len(x.order)
				if x.columns[cell.Name].cell == nil {
					x.columns[cell.Name] = column{f, cell}
				}
			}
		}
	}
}
