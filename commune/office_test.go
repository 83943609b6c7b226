package commune_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
)

func wantFault(t *testing.T, err error, key string) {
	t.Helper()
	var f *commune.Fault
	if !errors.As(err, &f) || f.Key != key {
		t.Fatalf("got %v, want fault %s", err, key)
	}
	if f.Words.Vi == "" || f.Words.En == "" || strings.Contains(f.Words.Vi+f.Words.En, "{1}") {
		t.Errorf("fault %s has words %+v", key, f.Words)
	}
}

func TestInit(t *testing.T) {
	w := newTown(t)
	_, _, err := commune.Init(t.Context(), w.store, commune.Founding{Name: "Khác", Code: "1"}, w.options())
	wantFault(t, err, "commune_exists")
	st, err := store.Create(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	_, err = commune.Open(t.Context(), st, w.options())
	wantFault(t, err, "no_commune")
	_, _, err = commune.Init(t.Context(), st, commune.Founding{Name: " ", Code: "1"}, w.options())
	wantFault(t, err, "commune_name")
	_, _, err = commune.Init(t.Context(), st, commune.Founding{Name: "Mẫu", Code: "13x"}, w.options())
	wantFault(t, err, "commune_code")
	office, password, err := commune.Init(t.Context(), st, commune.Founding{Name: "Nghĩa  Hưng", Code: "13891", Province: "Ninh Bình"}, w.options())
	if err != nil {
		t.Fatal(err)
	}
	if c := office.Commune(); c.Name != "Nghĩa Hưng" || c.ID != ledger.DeviceOf(office.CommuneKey()) {
		t.Errorf("commune %+v", c)
	}
	if u, err := office.Authenticate(t.Context(), "Admin", password); err != nil || !u.Once || u.Role != commune.Admin {
		t.Errorf("first account %+v, %v", u, err)
	}
}

func TestImportUnits(t *testing.T) {
	w := newTown(t)
	const good = "\ufeffName;ID;kind;old_commune;valid_from\r\nXóm 10;n10;;Nghĩa Thái;01/07/2025\r\n\"Trường, TH\";t1;trường học;;\r\n" +
		"Xóm 2;n2;thôn;Nghĩa Thái;2025-07-01\r\n"
	added, changed, err := w.office.ImportUnits(t.Context(), strings.NewReader(good))
	if err != nil || added != 3 || changed != 0 {
		t.Fatalf("added %d, changed %d, %v", added, changed, err)
	}
	added, changed, err = w.office.ImportUnits(t.Context(), strings.NewReader("id,name\nn2,Xóm Hai\nn3,Xóm 3\n"))
	if err != nil || added != 1 || changed != 1 {
		t.Fatalf("added %d, changed %d, %v", added, changed, err)
	}
	units, err := w.office.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, u := range units {
		names = append(names, u.Name+"/"+u.OldCommune+"/"+u.Kind)
	}
	want := "Trường, TH//school, Xóm 3//village, Xóm Hai//village, Xóm 1/Nghĩa Châu/village, Xóm 2/Nghĩa Châu/village, Xóm 10/Nghĩa Thái/village"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("units\n%s\nwant\n%s", got, want)
	}
	if units[5].ValidFrom != "2025-07-01" {
		t.Errorf("valid from %q", units[5].ValidFrom)
	}
}

func TestImportUnitsNamesThePlace(t *testing.T) {
	w := newTown(t)
	for body, place := range map[string]string{
		"":                                 "line 1: ",
		"id,tên\n":                         "line 1, column 2 (tên): ",
		"id,id,name\n":                     "line 1, column 2 (id): ",
		"name\nx\n":                        "line 1 (id): ",
		"id,name\nn1,A\nn 2,B\n":           "line 3, column 1 (id): ",
		"name,id\nA,n1\n  ,n2\n":           "line 3, column 1 (name): ",
		"id,name,kind\nn1,A,xa\n":          "line 2, column 3 (kind): ",
		"id,name,valid_to\nn1,A,31/02/26":  "line 2, column 3 (valid_to): ",
		"id,name\nn1,A,thừa\n":             "line 2: ",
		"id,name\nn1,\xff\n":               "line 2, column 2 (name): ",
		"id,name\nn1,\"A\nB\nn2,C\n":       "line 2: ",
		"id,name\nn1,A\nn1,B\n":            "line 3, column 1 (id): ",
		"id,name\nn1,\"A\nB\"\nsai mã,C\n": "line 4, column 1 (id): ",
	} {
		_, _, err := w.office.ImportUnits(t.Context(), strings.NewReader(body))
		var p *commune.PlaceError
		if !errors.As(err, &p) || !strings.HasPrefix(p.Error(), place) {
			t.Errorf("%q: %v, want it to begin with %q", body, err, place)
			continue
		}
		if p.In("vi") == "" || !strings.HasPrefix(p.In("vi"), "dòng") {
			t.Errorf("%q: in Vietnamese %q", body, p.In("vi"))
		}
	}
	if units, _ := w.office.Units(t.Context()); len(units) != 2 {
		t.Errorf("%d units after nothing but errors", len(units))
	}
}

func TestAccounts(t *testing.T) {
	w := newTown(t)
	ctx := t.Context()
	password, err := w.office.AddUser(ctx, " Trần  Thị B ", commune.Reviewer)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.office.AddUser(ctx, "trần thị b", commune.Clerk)
	wantFault(t, err, "user_exists")
	_, err = w.office.AddUser(ctx, "x", commune.Clerk)
	wantFault(t, err, "user_name")
	_, err = w.office.AddUser(ctx, "lan", "king")
	wantFault(t, err, "user_role")
	u, err := w.office.Authenticate(ctx, "TRẦN THỊ B", password)
	if err != nil || !u.Once || !u.Role.May(commune.Clerk) || u.Role.May(commune.Admin) {
		t.Fatalf("%+v, %v", u, err)
	}
	wantFault(t, w.office.ChangePassword(ctx, u.Name, password, "ngắn"), "password_weak")
	wantFault(t, w.office.ChangePassword(ctx, u.Name, password, password), "password_weak")
	if err := w.office.ChangePassword(ctx, u.Name, password, "một câu khá dài"); err != nil {
		t.Fatal(err)
	}
	_, err = w.office.Authenticate(ctx, u.Name, password)
	wantFault(t, err, "login_failed")
	if u, err = w.office.Authenticate(ctx, u.Name, "một câu khá dài"); err != nil || u.Once {
		t.Fatalf("%+v, %v", u, err)
	}
	if _, err := w.office.ResetPassword(ctx, "ai đó"); err == nil {
		t.Error("reset the password of nobody")
	}
	for range 10 {
		_, err = w.office.Authenticate(ctx, "không có", "x")
		wantFault(t, err, "login_failed")
	}
	_, err = w.office.Authenticate(ctx, "không có", "x")
	wantFault(t, err, "login_wait")
	w.pass(time.Minute)
	_, err = w.office.Authenticate(ctx, "không có", "x")
	wantFault(t, err, "login_failed")
}

func TestEnroll(t *testing.T) {
	w := newTown(t)
	_, err := w.office.Enroll(t.Context(), "khong", 0)
	wantFault(t, err, "unit_unknown")
	inv, err := w.office.Enroll(t.Context(), "x1", 0)
	if err != nil || len(inv.Code) != 11 || inv.Code[5] != '-' || inv.Expires.Sub(w.now()) != commune.EnrolFor {
		t.Fatalf("%+v, %v", inv, err)
	}
	wantFault(t, w.office.Revoke(t.Context(), ledger.DeviceID{1}), "device_unknown")
}

func TestRecordsAreFoundWithoutMarks(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.make(ledger.KindFinalize, nil, session("Hướng dẫn cài đặt VNeID", 45))
	june := session("Phòng trừ sâu bệnh lúa xuân", 30)
	june["ngay"] = text("2026-05-10")
	l.make(ledger.KindFinalize, nil, june)
	l.sync()
	for _, tc := range []struct {
		q    commune.Query
		want int
	}{
		{commune.Query{}, 2}, {commune.Query{Search: "huong dan"}, 1}, {commune.Query{Search: "Lúa SÂU"}, 1}, {commune.Query{Search: "lua vneid"}, 0},
		{commune.Query{Search: "hội nghị"}, 2}, {commune.Query{Search: "10/05/2026"}, 1}, {commune.Query{Search: "%"}, 2},
		{commune.Query{Period: "2026-06"}, 1}, {commune.Query{Period: "2026"}, 2}, {commune.Query{Unit: "x2"}, 0},
		{commune.Query{Form: "tuyen_truyen", Status: ledger.StatusSent, Limit: 1}, 1}, {commune.Query{Status: ledger.StatusApproved}, 0},
	} {
		items, err := w.office.Records(t.Context(), tc.q)
		if err != nil || len(items) != tc.want {
			t.Errorf("%+v finds %d, want %d, %v", tc.q, len(items), tc.want, err)
		}
	}
	_, err := w.office.Records(t.Context(), commune.Query{Period: "tháng 6"})
	wantFault(t, err, "period")
	_, err = w.office.Records(t.Context(), commune.Query{Status: "lost"})
	wantFault(t, err, "status_unknown")
}

func FuzzReadUnits(f *testing.F) {
	f.Add("id,name\nn1,Xóm 1\n")
	f.Add("\ufeffid;name;kind\nn1;\"Xóm; 1\";thôn\n")
	f.Add("id,name\nn1,\"\n")
	f.Add("id,name\n00\"000") // panicked: a line that cannot be read has no cells
	f.Fuzz(func(t *testing.T, body string) {
		units, err := commune.ReadUnits(strings.NewReader(body))
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, u := range units {
			if u.ID == "" || u.Name == "" || u.Kind == "" || seen[u.ID] {
				t.Errorf("unit %+v", u)
			}
			seen[u.ID] = true
		}
	})
}
