package ledger

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/viet"
)

// TestSharesAddUpToTheValue: whatever records add, and of whatever kind the indicator is, what each gives
// adds up to the figure, and who was not looked at gives nothing.
func TestSharesAddUpToTheValue(t *testing.T) {
	p, err := ParsePeriod("2026-06")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		ind := &Indicator{Code: "a", Kind: rapid.SampledFrom(indicatorKinds[:6]).Draw(rt, "kind")}
		records := make([][]Add, rapid.IntRange(0, 12).Draw(rt, "records"))
		tally := Tally{}
		for i := range records {
			for range rapid.IntRange(0, 2).Draw(rt, "adds") {
				unit := rapid.StringMatching(`x[1-3]`).Draw(rt, "unit")
				day := p.From.AddDays(rapid.IntRange(-3, 33).Draw(rt, "day")).String()
				n := rapid.Int64Range(1, 4).Draw(rt, "amount")
				a := Add{Indicator: rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "code"), Day: day, Amount: viet.Int(n)}
				switch ind.Kind {
				case KindCount, KindDistinct, KindStanding:
					a.Amount = viet.Unit
				}
				switch ind.Kind {
				case KindDistinct:
					a.Item = unit
				case KindStanding:
					a.Item = rapid.SampledFrom([]string{itemBegins, itemEnds}).Draw(rt, "item")
				case KindLatest:
					a.Item = fmt.Sprintf("%s\x00%s\x00%d.%d", unit, day, i, len(records[i]))
				case KindGreatest:
					a.Item = fmt.Sprintf("%s\x00%020d", unit, a.Amount)
				}
				records[i] = append(records[i], a)
			}
			tally.Put(records[i])
		}
		answers, err := tally.Answer(ind.questions(p))
		if err != nil {
			rt.Fatal(err)
		}
		var sum viet.Number
		for i, s := range ind.Shares(p, records) {
			sum += s.Amount
			if !s.Touched && s.Amount != 0 || s.Touched && len(records[i]) == 0 {
				rt.Errorf("record %d: %+v", i, s)
			}
		}
		if want := ind.amount(answers).Number; sum != want {
			rt.Errorf("%s: shares add up to %v, the value is %v", ind.Kind, sum, want)
		}
	})
}

// TestBehindIsWhatSharesTouch: of any record, Behind names exactly the indicators in whose Shares it is
// touched when it stands alone.
func TestBehindIsWhatSharesTouch(t *testing.T) {
	all := DefaultIndicators()
	rapid.Check(t, func(rt *rapid.T) {
		form := Default().Form(rapid.SampledFrom([]string{"mo_hinh", "san_pham", "sang_kien", "tuyen_truyen", "ho_so_don_vi", "kho_khan"}).Draw(rt, "form"))
		from := viet.Date{Year: 2025, Month: 1, Day: 1}
		day := func(name string, least int) viet.Date {
			return from.AddDays(rapid.IntRange(least, least+700).Draw(rt, name))
		}
		begins := rapid.IntRange(0, 600).Draw(rt, "begins")
		values := Values{"trang_thai": TextValue(rapid.SampledFrom([]string{"dang_lam", "dung", "de_xuat", "nghiem_thu", "moi"}).Draw(rt, "state")), "tong_so": NumValue(viet.Int(7)),
			"so_cbccvc": NumValue(viet.Int(3)), "cbccvc": NumValue(viet.Int(2)), "sao": NumValue(viet.Int(4)), "bac": TextValue("duoc_cong_nhan"), "so_quyet_dinh": TextValue("1"),
			"ngay_quyet_dinh": TextValue(day("decided", begins).String())}
		if rapid.Bool().Draw(rt, "ends") {
			values["ngay_ket_thuc"] = TextValue(day("end", begins).String())
			values["het_han"] = values["ngay_ket_thuc"]
		}
		adds := all.Adds(Counted{ID: ID{1}, Form: form.Name, Unit: "x1", Day: from.AddDays(begins).String(), Values: values})
		p, err := ParsePeriod("2026-06")
		if err != nil {
			rt.Fatal(err)
		}
		periods := []Period{p, p.LastYear(), p.YearToDate()}
		days := []Days{periods[0].Days(), periods[1].Days(), periods[2].Days()}
		for i, codes := range all.Behind(adds, days) {
			for _, ind := range all.All {
				if want, got := ind.Shares(periods[i], [][]Add{adds})[0].Touched, slices.Contains(codes, ind.Code); got != want {
					rt.Errorf("%s in %s: behind %v, touched %v", ind.Code, periods[i].Label, got, want)
				}
			}
		}
	})
}
