package commune_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/commune/report/reporttest"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// year is a commune with a made-up year in its store: samples, put straight into its log.
type year struct {
	t       testing.TB
	store   *store.Store
	office  *commune.Office
	device  ledger.DeviceID
	epoch   ledger.Epoch
	head    commune.Head
	samples []reporttest.Sample
	seq     uint64
}

const yearUnits = 60

func newYear(t testing.TB) *year {
	t.Helper()
	st, err := store.Create(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	y := &year{t: t, store: st, device: ledger.DeviceID{9}, epoch: ledger.Epoch{9}}
	y.office, _, err = commune.Init(t.Context(), st, commune.Founding{Name: "Nghĩa Hưng", Code: "13891", Province: "Ninh Bình"}, commune.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var units []commune.Unit
	for i := range yearUnits {
		units = append(units, commune.Unit{Unit: ledger.Unit{ID: fmt.Sprintf("x%02d", i+1), Name: fmt.Sprintf("Xóm %d", i+1), Kind: "village", OldCommune: "Nghĩa Châu"}})
	}
	if _, err := st.PutUnits(t.Context(), units); err != nil {
		t.Fatal(err)
	}
	return y
}

func unitIDs() (ids []string) {
	for i := range yearUnits {
		ids = append(ids, fmt.Sprintf("x%02d", i+1))
	}
	return ids
}

// put appends changes in one segment.
func (y *year) put(changes ...*ledger.Change) {
	y.t.Helper()
	seg := commune.Segment{Device: y.device, Epoch: y.epoch, After: y.head, Received: startOfTests}
	hash := y.head.Hash
	for _, c := range changes {
		b, err := c.Encode()
		if err != nil {
			y.t.Fatal(err)
		}
		hash = hash.Next(b)
		seg.Entries = append(seg.Entries, commune.Entry{Bytes: b, Hash: hash, Change: c, ID: c.ID})
	}
	head, err := y.store.Append(context.Background(), seg, y.office.FoldForTest)
	if err != nil {
		y.t.Fatal(err)
	}
	y.head = head
}

// handIn makes the change that hands a sample in.
func (y *year) handIn(s reporttest.Sample) *ledger.Change {
	y.seq++
	c := &ledger.Change{ID: s.ID, Record: s.ID, Form: s.Form, Version: ledger.Default().Form(s.Form).Version, Unit: s.Unit, Kind: ledger.KindFinalize,
		Device: y.device, Author: "Trưởng thôn (mẫu)", Clock: ledger.Clock(y.seq << 16)}
	c.Assign(&ledger.Record{}, s.Values)
	return c
}

// fill makes up n records from a day on and hands them in, a hundred at a time.
func (y *year) fill(seed uint64, n int, from viet.Date, days int) {
	y.t.Helper()
	m := reporttest.New(seed, unitIDs())
	for _, u := range unitIDs() {
		y.samples = append(y.samples, m.Profile(u, from))
	}
	for range n {
		y.samples = append(y.samples, m.Record(from, days))
	}
	for some := range slices.Chunk(y.samples, 200) {
		var changes []*ledger.Change
		for _, s := range some {
			changes = append(changes, y.handIn(s))
		}
		y.put(changes...)
	}
}

func (y *year) figures(label string, o commune.IndicatorOptions) map[string]ledger.Figure {
	y.t.Helper()
	list, err := y.office.Figures(context.Background(), label, o)
	if err != nil {
		y.t.Fatal(err)
	}
	out := map[string]ledger.Figure{}
	for _, f := range list {
		out[f.Indicator.Code] = f
	}
	return out
}

// number is a field of a record as a plain number, 0 for none.
func number0(v ledger.Value) int64 { return v.Num.Whole() }

// plain recomputes figures of a span of days with plain loops that know nothing of indicators. live
// are the records that count: those of which not another one of the same event does.
func plain(live []commune.Item, from, to string) map[string]int64 {
	out := map[string]int64{}
	units, most := map[string]bool{}, map[string]int64{}
	for _, it := range live {
		v, day := it.Values, it.Date
		if day == "" {
			day = commune.MadeOn(it.ID)
		}
		in := day >= from && day <= to
		switch it.Form {
		case "tuyen_truyen":
			if in {
				out["tt_hoat_dong"]++
				units[it.Unit] = true
				out["tt_luot_nguoi"] += number0(v["tong_so"])
				out["tt_nu"] += number0(v["nu"])
				out["tt_luot_phat"] += number0(v["luot_phat"])
				out["tt_luot_xem"] += number0(v["luot_xem"])
				for _, how := range v["hinh_thuc"].List {
					if how == "hoi_nghi" || how == "long_ghep" || how == "tan_ho" {
						out["tt_buoi"] += number0(v["so_buoi"])
						break
					}
				}
			}
		case "tap_huan":
			if in {
				out["th_lop"]++
				out["th_luot_nguoi"] += number0(v["tong_so"])
				out["th_kinh_phi_ngan_sach"] += number0(v["kinh_phi_ngan_sach"])
			}
		case "mo_hinh":
			plainModel(out, v, day, from, to)
		case "mo_hinh_cap_nhat":
			if in {
				out["mh_ket_qua"]++
				out["mh_loi_nhuan"] += number0(v["loi_nhuan"])
				out["mh_dien_tich_nhan_rong"] += number0(v["dien_tich_nhan_rong"])
			}
		case "sang_kien":
			recognised := v["so_quyet_dinh"].Text != "" && (v["bac"].Text == "duoc_cong_nhan" || v["bac"].Text == "nhan_rong")
			if decided := v["ngay_quyet_dinh"].Text; recognised && decided >= from && decided <= to {
				out["sk_cong_nhan"]++
			}
			if !recognised && in {
				out["sk_ghi_nhan"]++
			}
		case "san_pham":
			if v["sao"].Kind == ledger.Num && day <= to && v["het_han"].Text >= from {
				out["sp_ocop"]++
			}
		case "kho_khan":
			if in {
				out["kk_phat_sinh"]++
			}
			if v["trang_thai"].Text != "da_giai_quyet" && day <= to {
				out["kk_ton"]++
			}
		case "kinh_phi":
			if in {
				out["kp_tong"] += number0(v["so_tien"])
				if v["nguon"].Text == "nhan_dan" {
					out["kp_nhan_dan"] += number0(v["so_tien"])
				}
			}
		case "ho_so_don_vi":
			if day <= to {
				out["cb_tong"] += number0(v["so_cbccvc"]) // every unit has one profile in these tests
			}
		}
		if (it.Form == "tuyen_truyen" || it.Form == "tap_huan") && in {
			most[it.Unit] = max(most[it.Unit], number0(v["cbccvc"]))
		}
	}
	out["tt_don_vi"] = int64(len(units))
	for _, n := range most {
		out["cb_duoc_tt"] += n
	}
	return out
}

func plainModel(out map[string]int64, v ledger.Values, day, from, to string) {
	if v["trang_thai"].Text == "de_xuat" {
		if day >= from && day <= to {
			out["mh_de_xuat"]++
		}
		return
	}
	if day >= from && day <= to {
		out["mh_moi"]++
		out["mh_ho"] += number0(v["so_ho"])
	}
	ends := v["ngay_ket_thuc"].Text
	if ends == "" && v["trang_thai"].Text == "dung" {
		ends = day
	}
	if day <= to && (ends == "" || ends >= from) {
		out["mh_dang"]++
	}
}

// live lists the records that count.
func (y *year) live() []commune.Item {
	y.t.Helper()
	items, err := y.office.Records(context.Background(), commune.Query{})
	if err != nil {
		y.t.Fatal(err)
	}
	return slices.DeleteFunc(items, func(it commune.Item) bool { return !it.Counts() })
}

func (y *year) check(label string) {
	y.t.Helper()
	p, err := ledger.ParsePeriod(label)
	if err != nil {
		y.t.Fatal(err)
	}
	live := y.live()
	got := y.figures(label, commune.IndicatorOptions{})
	for i, span := range []ledger.Period{p, p.LastYear(), p.YearToDate()} {
		want := plain(live, span.From.String(), span.To.String())
		if i == 0 && want["tt_hoat_dong"] == 0 {
			y.t.Errorf("%s: the test has nothing to count", label)
		}
		for code, n := range want {
			f := got[code]
			if have := []ledger.Amount{f.Value, f.LastYear, f.YearToDate}[i]; have.Known && have.Number != viet.Int(n) || !have.Known && i != 1 {
				y.t.Errorf("%s, %s, span %d: %v, want %d", label, code, i, have, n)
			}
		}
	}
}

// TestYearByPlainLoops makes up two years, with joint events, withdrawals and approvals, and
// recomputes the figures of every kind of period by loops that share no code with the indicators.
func TestYearByPlainLoops(t *testing.T) {
	y := newYear(t)
	y.fill(1, 3000, viet.Date{Year: 2023, Month: 12, Day: 15}, 731)
	upset(t, y)
	for _, label := range []string{"2025-06", "2025-02", "2025-Q1", "2025-H1", "2025-H2", "2025-9M", "2025", "2024", "cal:2024-02", "cal:2025-02", "cal:2025", "2025-03-03..2025-05-20", "2024-02-29..2024-05-20", "2025-01"} {
		y.check(label)
	}
	report, err := y.office.Check(t.Context())
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("check: %v, %+v", err, report.Problems)
	}
}

// upset merges, withdraws and approves some of the year's records.
func upset(t *testing.T, y *year) {
	t.Helper()
	ctx := context.Background()
	items := y.live()
	slices.SortFunc(items, func(a, b commune.Item) int { return cmp.Compare(a.ID.String(), b.ID.String()) })
	byForm := map[string][]commune.Item{}
	for _, it := range items {
		byForm[it.Form] = append(byForm[it.Form], it)
	}
	for _, form := range []string{"tuyen_truyen", "mo_hinh", "tap_huan"} {
		some := byForm[form]
		for i := 0; i+3 < 24; i += 4 {
			if err := y.office.Merge(ctx, "mẫu", some[i].ID, []ledger.ID{some[i+1].ID, some[i+2].ID}); err != nil {
				t.Fatal(err)
			}
		}
		if err := y.office.Unmerge(ctx, "mẫu", []ledger.ID{some[1].ID}); err != nil {
			t.Fatal(err)
		}
		for _, it := range []commune.Item{some[4], some[40], some[8]} { // kept ones of groups too
			y.put(&ledger.Change{ID: ledger.ID{0xee, byte(len(form)), it.ID[14], it.ID[15]}, Record: it.ID, Form: form, Version: it.Version, Unit: it.Unit,
				Kind: ledger.KindWithdraw, Device: y.device, Clock: ledger.Clock(1 << 60), Base: []ledger.ID{it.ID}})
		}
		for _, it := range some[50:70] {
			if err := y.office.Approve(ctx, "mẫu", it.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestReportOfTheYearIsTheSame makes the year's report, changes records, and makes it again.
func TestReportOfTheYearIsTheSame(t *testing.T) {
	y := newYear(t)
	y.fill(2, 1600, viet.Date{Year: 2024, Month: 12, Day: 15}, 365)
	ctx := t.Context()
	made, in, err := y.office.MakeReport(ctx, "mẫu", "2025-H1", commune.ReportOptions{Program: "thử"})
	if err != nil {
		t.Fatal(err)
	}
	write := func(in *periodic.Input) map[string][32]byte {
		out := map[string][32]byte{}
		for ext := range periodic.Writers {
			var b bytes.Buffer
			if _, err := y.office.WriteReport(ctx, &b, ext, in, periodic.Rendering{}); err != nil {
				t.Fatalf("%s: %v", ext, err)
			}
			out[ext] = sha256.Sum256(b.Bytes())
		}
		return out
	}
	files := write(in)
	if again, _, err := y.office.MakeReport(ctx, "mẫu", "2025-H1", commune.ReportOptions{Program: "thử"}); err != nil || again.ID != made.ID {
		t.Errorf("made at once again it is kept as %s, %v", again.ID, err)
	}
	upset(t, y)
	remade, _, same, err := y.office.RemakeReport(ctx, made.ID)
	if err != nil || !same {
		t.Fatalf("made again after changes it differs, %v", err)
	}
	for ext, sum := range write(remade) {
		if sum != files[ext] {
			t.Errorf("%s differs when it is made again", ext)
		}
	}
	changes, err := y.office.ReportChanges(ctx, made.ID)
	if err != nil || len(changes) == 0 {
		t.Errorf("%d changes since, %v", len(changes), err)
	}
	if fresh, _, err := y.office.MakeReport(ctx, "mẫu", "2025-H1", commune.ReportOptions{Program: "thử"}); err != nil || fresh.ID == made.ID {
		t.Errorf("after changes the report is still %s, %v", fresh.ID, err)
	}
}
