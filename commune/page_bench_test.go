package commune_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// BenchmarkPages loads every page that must not slow down with the number of records and reports the
// 95th percentile in ms. SOTHON_RECORDS says how many there are (10000): with 1000000 it takes some
// minutes to write them.
func BenchmarkPages(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("SOTHON_RECORDS"))
	if err != nil {
		n = 10000
	}
	w := newTown(b)
	some := w.fillWith(b, n)
	w.account("lan", commune.Admin)
	token, _, err := w.office.SignIn(b.Context(), commune.Credentials{Name: "lan", Password: goodPassword, Address: "192.0.2.1:1"})
	if err != nil {
		b.Fatal(err)
	}
	site := w.office.Page(commune.PageOptions{})
	for _, path := range []string{"/", "/?period=2026", "/coverage", "/records", "/records?status=sent&order=waiting", "/records?unit=u7&form=kho_khan",
		"/records?form=tuyen_truyen&status=conflict", "/records?order=title", "/records?unit=u7&order=title", "/records?q=may+cay",
		"/records?q=chuyende77", "/records?q=khongco", "/records?q=x&unit=u3", "/records?task=ii6", "/records?period=2025-11&status=approved",
		"/difficulties", "/conflicts", "/units", "/records/" + some.String()} {
		b.Run(strings.NewReplacer("/", "_", "?", "~").Replace(strings.TrimPrefix(path, "/")), func(b *testing.B) {
			var took []time.Duration
			site.ServeHTTP(httptest.NewRecorder(), signedIn(path, token)) // what is read once is read
			for b.Loop() {
				req := signedIn(path, token)
				rec := httptest.NewRecorder()
				start := time.Now()
				site.ServeHTTP(rec, req)
				took = append(took, time.Since(start))
				if rec.Code != http.StatusOK {
					b.Fatalf("%s: %d", path, rec.Code)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

func signedIn(path, token string) *http.Request {
	req := httptest.NewRequest(http.MethodGet, path, nil)
	req.AddCookie(&http.Cookie{Name: "sothon_xa", Value: token})
	return req
}

// fillWith writes n records of 200 units over five years into the store, as if approved long ago but
// for some, and gives one of them. Their rows are made here: judging a million takes long.
func (w *town) fillWith(b *testing.B, n int) (some ledger.ID) {
	var units []commune.Unit
	for i := range 200 {
		units = append(units, commune.Unit{Unit: ledger.Unit{ID: fmt.Sprint("u", i), Name: fmt.Sprint("Xóm ", i), Kind: commune.KindVillage, OldCommune: "Nghĩa Châu"}})
	}
	if _, err := w.store.PutUnits(b.Context(), units); err != nil {
		b.Fatal(err)
	}
	var head commune.Head
	device := ledger.DeviceID{7}
	for i := 0; i < n; {
		seg := commune.Segment{Device: device, Epoch: ledger.Epoch{8}, After: head, Received: w.now().Add(-time.Hour), Folded: map[ledger.ID]commune.Row{}}
		hash := head.Hash
		for ; i < n && len(seg.Entries) < 2000; i++ {
			c := sampleChange(b, i, w.now())
			bytes, err := c.Encode()
			if err != nil {
				b.Fatal(err)
			}
			hash = hash.Next(bytes)
			seg.Entries = append(seg.Entries, commune.Entry{Bytes: bytes, Hash: hash, Change: c, ID: c.ID})
			if seg.Folded[c.ID], err = sampleRow([]commune.Logged{{Number: uint64(i + 1), Bytes: bytes, Received: seg.Received}}); err != nil {
				b.Fatal(err)
			}
			some = c.ID
		}
		var err error
		if head, err = w.store.Append(context.Background(), seg, sampleRow); err != nil {
			b.Fatal(err)
		}
	}
	return some
}

func sampleChange(b *testing.B, i int, now time.Time) *ledger.Change {
	day := viet.DateOf(now).AddDays(-(i * 7919 % 1800))
	id, err := ledger.NewID(now.AddDate(0, 0, -(i*7919%1800)).UnixMilli(), rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	c := &ledger.Change{ID: id, Record: id, Form: "tuyen_truyen", Version: 1, Unit: fmt.Sprint("u", i%200), Kind: ledger.KindFinalize,
		Author: "Nguyễn Văn Mẫu", Device: ledger.DeviceID{7}, Wall: now.UnixMilli(), Clock: ledger.Clock(i + 1)}
	want := ledger.Values{"ngay": text(day.String()), "chu_de": text(fmt.Sprintf("Buổi máy cấy chuyende%d tập huấn, chuyển giao kỹ thuật lúa lần %d", i%5000, i)),
		"tong_so": number(int64(i % 90)), "nhiem_vu": ledger.ListValue([]string{"ii1", "ii1", "ii1", "ii5"}[i%4]), "nguoi_bao": text("Nguyễn Văn Mẫu"),
		"hinh_thuc": ledger.ListValue("hoi_nghi")}
	if i%97 == 0 {
		c.Form = "kho_khan"
		want = ledger.Values{"ngay": text(day.String()), "noi_dung": text(fmt.Sprint("Kênh tưới bị bồi lấp ", i)), "trang_thai": text("da_giai_quyet")}
		if i%970 == 0 {
			want["trang_thai"] = text("moi")
		}
	}
	if i%83 == 1 {
		c.Form, want = ledger.ClosingForm, ledger.Values{"ky": text(ledger.MonthOf(day).Label), "ket_qua": text("da_gui_du")}
	}
	c.Assign(ledger.Fold(nil), want)
	return c
}

func sampleRow(changes []commune.Logged) (commune.Row, error) {
	c, err := ledger.DecodeChange(changes[0].Bytes)
	if err != nil {
		return commune.Row{}, err
	}
	rec := ledger.Fold([]*ledger.Change{c})
	row := commune.Row{ID: rec.ID, Form: rec.Form, Version: 1, Unit: rec.Unit, Status: ledger.StatusApproved, Values: rec.Values(), Changes: 1,
		Devices: rec.Devices, Updated: changes[0].Received, Number: changes[0].Number}
	form := ledger.Default().Form(rec.Form)
	row.Title, row.Date = form.Heading(row.Values, "vi"), form.Date(row.Values)
	row.Search = " " + strings.Join(strings.Fields(viet.Fold(row.Title)+" "+viet.Fold("Buổi tuyên truyền Nguyễn Văn Mẫu hội nghị họp thôn")), " ")
	row.Listed = commune.Listed{Tasks: row.Values["nhiem_vu"].List, System: form.System}
	if row.Form == "kho_khan" {
		row.Listed.Handling = row.Values["trang_thai"].Text
	}
	if changes[0].Number%400 == 0 {
		row.Status = ledger.StatusSent
	}
	return row, nil
}
