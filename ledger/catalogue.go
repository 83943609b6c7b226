package ledger

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"
)

//go:embed forms
var embedded embed.FS

// menu is the order of the built-in forms on the screen.
var menu = []string{
	"tuyen_truyen", "tap_huan", "mo_hinh", "mo_hinh_cap_nhat", "sang_kien", "san_pham", "khen_thuong",
	"kho_khan", "ngay_hoi", "kinh_phi", "ho_so_don_vi", ClosingForm,
}

// Catalogue holds form definitions, each in all versions known. It is immutable and may be used by
// many goroutines.
type Catalogue struct {
	forms    []*Form // latest versions, in menu order
	menu     []*Form // of these, all but system forms
	versions map[formVersion]*Form
}

type formVersion struct {
	name    string
	version int
}

// Default is the catalogue built into the program. It is read once; a test proves that it can be.
var Default = sync.OnceValue(func() *Catalogue {
	forms, err := loadEmbedded()
	if err != nil {
		panic(fmt.Sprintf("built-in forms: %v", err))
	}
	return (&Catalogue{}).With(forms...)
})

// DefaultGroups are the reusable groups of fields built into the program, for LoadForm.
var DefaultGroups = sync.OnceValue(func() Groups {
	groups, err := loadEmbeddedGroups()
	if err != nil {
		panic(fmt.Sprintf("built-in groups: %v", err))
	}
	return groups
})

func loadEmbeddedGroups() (Groups, error) {
	const dir = "forms/groups"
	entries, err := embedded.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if files[name], err = embedded.ReadFile(name); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
	}
	return LoadGroups(files)
}

// loadEmbedded reads the built-in forms, side by side: the first frame of the screen waits for it.
func loadEmbedded() ([]*Form, error) {
	groups, err := loadEmbeddedGroups()
	if err != nil {
		return nil, err
	}
	forms := make([]*Form, len(menu))
	errs := make([]error, len(menu))
	var wg sync.WaitGroup
	for i, name := range menu {
		wg.Go(func() {
			file := "forms/" + name + ".yaml"
			data, err := embedded.ReadFile(file)
			if err != nil {
				errs[i] = fmt.Errorf("read %s: %w", file, err)
				return
			}
			forms[i], errs[i] = LoadForm(file, data, groups)
		})
	}
	wg.Wait()
	return forms, errors.Join(errs...)
}

// Forms gives the latest version of every form that people fill in, in menu order: system forms,
// which Form and Version find by name, are left out. The slice must not be changed.
func (c *Catalogue) Forms() []*Form { return c.menu }

// System reports whether a form of this name is the program's own, so that lists leave its records
// out unless they ask for it by name.
func (c *Catalogue) System(name string) bool {
	f := c.Form(name)
	return f != nil && f.System
}

// Form gives the latest version of a form, nil when the catalogue has none of that name.
func (c *Catalogue) Form(name string) *Form {
	i := slices.IndexFunc(c.forms, func(f *Form) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return c.forms[i]
}

// Version gives one version of a form, nil when the catalogue does not have it.
func (c *Catalogue) Version(name string, version int) *Form {
	return c.versions[formVersion{name, version}]
}

// Versions calls yield for every version of every form, forms in menu order, old versions first.
func (c *Catalogue) Versions(yield func(*Form) bool) {
	for _, latest := range c.forms {
		var all []*Form
		for key, f := range c.versions {
			if key.name == latest.Name {
				all = append(all, f)
			}
		}
		slices.SortFunc(all, func(a, b *Form) int { return a.Version - b.Version })
		for _, f := range all {
			if !yield(f) {
				return
			}
		}
	}
}

// Children gives the forms that follow up on a form, in menu order.
func (c *Catalogue) Children(name string) []*Form {
	var out []*Form
	for _, f := range c.forms {
		if f.Parent == name {
			out = append(out, f)
		}
	}
	return out
}

// With gives a catalogue that has these forms too. A form of the same name and version replaces the
// one there; the highest version of a name is the latest; new names come last in the menu.
func (c *Catalogue) With(forms ...*Form) *Catalogue {
	out := &Catalogue{forms: slices.Clone(c.forms), versions: map[formVersion]*Form{}}
	for key, f := range c.versions {
		out.versions[key] = f
	}
	for _, f := range forms {
		out.versions[formVersion{f.Name, f.Version}] = f
		i := slices.IndexFunc(out.forms, func(o *Form) bool { return o.Name == f.Name })
		switch {
		case i < 0:
			out.forms = append(out.forms, f)
		case f.Version >= out.forms[i].Version:
			out.forms[i] = f
		}
	}
	out.menu = slices.DeleteFunc(slices.Clone(out.forms), func(f *Form) bool { return f.System })
	return out
}
