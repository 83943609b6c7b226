package periodic

import (
	"strings"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

// unmarked keeps what people quote within « and » from being taken for a place that is to be filled in.
var unmarked = strings.NewReplacer("«", "“", "»", "”")

// safe leaves numbers of phones and addresses out of what goes to the public.
func (in *Input) safe(text string) string {
	text = unmarked.Replace(text)
	if !in.Public {
		return text
	}
	return report.PublicText(text)
}

// owner names who runs a model or product; a household is not named to the public.
func (in *Input) owner(it Item) string {
	name, kind := in.field(it, it.Values, "chu_the"), it.Values["loai_chu_the"].Text
	if in.Public && !report.PublicOwner(kind) {
		return "hộ gia đình"
	}
	return name
}

// authors names the authors of an initiative with their shares, but not to the public.
func (in *Input) authors(it Item) string {
	rows := it.Values["tac_gia"].Rows
	if in.Public {
		return count(len(rows)) + " tác giả"
	}
	form := in.form(it)
	if form == nil || form.Field("tac_gia") == nil {
		return ""
	}
	text := ""
	for i, row := range rows {
		if i > 0 {
			text += "; "
		}
		text += row["ten"].Text
		if share := row["ty_le"]; share.Kind == ledger.Num {
			text += " (" + share.Num.String() + "%)"
		}
	}
	return text
}

// honoured names who is commended; persons and households are not named to the public.
func (in *Input) honoured(it Item) string {
	if kind := it.Values["loai_doi_tuong"].Text; in.Public && !report.PublicHonoured(kind) {
		if kind == "ho" {
			return "hộ gia đình"
		}
		return "cá nhân"
	}
	return in.field(it, it.Values, "doi_tuong")
}
