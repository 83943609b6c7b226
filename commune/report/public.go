package report

import (
	"regexp"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// digits finds what may be a phone or identity number: nine digits or more, with blanks, dots or dashes.
var digits = regexp.MustCompile(`\+?\d(?:[\s.\-]?\d){8,}`)

// mail finds addresses of electronic mail.
var mail = regexp.MustCompile(`[\w.+-]+@[\w-]+(\.[\w-]+)+`)

// PublicText leaves out of a text the numbers of phones and addresses of mail.
func PublicText(text string) string {
	return mail.ReplaceAllString(digits.ReplaceAllString(text, "(…)"), "(…)")
}

// PublicOwner tells whether an owner of this kind (loai_chu_the) may be named to the public: an
// enterprise or body may, a household may not.
func PublicOwner(kind string) bool {
	return kind == "htx" || kind == "to_hop_tac" || kind == "doanh_nghiep" || kind == "co_quan"
}

// PublicHonoured tells whether who is commended (loai_doi_tuong) may be named: a group may.
func PublicHonoured(kind string) bool { return kind == "tap_the" }

// PublicValues are a record's answers as they may go to the public: without names of persons and
// households, phone numbers, addresses of mail and attached files (Luật Bảo vệ dữ liệu cá nhân,
// 91/2025/QH15). The given ones stay as they are.
func PublicValues(form *ledger.Form, values ledger.Values) ledger.Values {
	out := ledger.Values{}
	for name, v := range values {
		if field := form.Field(name); field == nil || field.Type != ledger.TypeFile {
			out[name] = publicValue(v)
		}
	}
	if !PublicOwner(values["loai_chu_the"].Text) {
		delete(out, "chu_the")
	}
	if !PublicHonoured(values["loai_doi_tuong"].Text) {
		delete(out, "doi_tuong")
	}
	delete(out, "nguoi_bao")
	if authors := out["tac_gia"]; authors.Kind == ledger.Rows {
		for _, row := range authors.Rows { // copies of publicValue's
			delete(row, "ten")
		}
	}
	return out
}

func publicValue(v ledger.Value) ledger.Value {
	switch v.Kind {
	case ledger.Text:
		v.Text = PublicText(v.Text)
	case ledger.Rows:
		v.Rows = slices.Clone(v.Rows)
		for i, row := range v.Rows {
			v.Rows[i] = ledger.Row{}
			for name, cell := range row {
				v.Rows[i][name] = publicValue(cell)
			}
		}
	}
	return v
}
