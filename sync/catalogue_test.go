package sync_test

import (
	"bytes"
	"hash/crc32"
	"slices"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/ledger"
)

func catalogueOf(t testing.TB) *ledger.Catalogue {
	t.Helper()
	return ledger.Default()
}

// TestDictionariesFollowTheDocument derives every form's dictionary anew, by §5 of docs/protocol.md
// and nothing of package ledger but the definitions.
func TestDictionariesFollowTheDocument(t *testing.T) {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		t.Fatal(err)
	}
	for form := range catalogueOf(t).Versions {
		var content []byte
		put := func(v any) {
			b, err := mode.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			content = append(content, b...)
		}
		set := map[string]any{}
		for field := range form.All {
			if field.Name == "tep" || field.Name == "da_bao_chup_anh" {
				continue
			}
			for _, c := range field.Choices {
				put([]string{field.Name, c.Name})
			}
			for _, question := range field.Fields {
				put(question.Name)
			}
			if field.Type != ledger.TypeNote {
				set[field.Name] = exemplar(field)
			}
		}
		var names []string
		for name := range set {
			names = append(names, name)
		}
		slices.Sort(names)
		var assignments []any
		for _, name := range names {
			assignments = append(assignments, []any{name, set[name], nil})
		}
		put(map[int]any{1: make([]byte, 16), 3: form.Name, 4: form.Version, 5: "", 6: 2, 7: assignments, 13: make([]byte, 16), 16: 0})
		d := form.Dictionary()
		if !bytes.Equal(content, d.Content) || d.ID != crc32.Checksum(content, crc32.MakeTable(crc32.Castagnoli)) {
			t.Errorf("%s %d: the document gives %d bytes, the program %d", form.Name, form.Version, len(content), len(d.Content))
		}
	}
}

func exemplar(f *ledger.Field) any {
	switch {
	case f.Type == ledger.TypeDate:
		return "2026-06-15"
	case f.Type == ledger.TypeSelectMultiple && len(f.Choices) > 0:
		return []string{f.Choices[0].Name}
	case len(f.Choices) > 0:
		return f.Choices[0].Name
	case f.Numeric():
		return 20
	}
	return ""
}
