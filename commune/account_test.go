package commune_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/nghia-hung/sothon/commune"
)

// account makes an account with a password of its own.
func (w *town) account(name string, role commune.Role) {
	w.t.Helper()
	once, err := w.office.AddUser(w.t.Context(), name, role)
	if err == nil {
		err = w.office.ChangePassword(w.t.Context(), name, once, goodPassword)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestNobodyLocksTheOfficeOut: whoever guesses at every name from one address or from many gets
// nowhere, and browsers that have signed in before still get in.
func TestNobodyLocksTheOfficeOut(t *testing.T) {
	w := newTown(t)
	w.account("lan", commune.Reviewer)
	ctx := t.Context()
	good := commune.Credentials{Name: "lan", Password: goodPassword, Address: "192.0.2.1:1"}
	_, u, err := w.office.SignIn(ctx, good)
	if err != nil {
		t.Fatal(err)
	}
	if good.Known, err = w.office.KnownMark(ctx, u); err != nil {
		t.Fatal(err)
	}
	var last error
	for i := range 12 {
		_, _, last = w.office.SignIn(ctx, commune.Credentials{Name: "lan", Password: "sai", Address: "198.51.100." + string(rune('0'+i%10)) + ":1"})
	}
	wantFault(t, last, "login_wait")
	if _, _, err := w.office.SignIn(ctx, good); err != nil {
		t.Errorf("a known browser was locked out: %v", err)
	}
	stranger := good
	stranger.Known = ""
	_, _, err = w.office.SignIn(ctx, stranger)
	wantFault(t, err, "login_wait")
	w.pass(2 * time.Minute)
	if _, _, err := w.office.SignIn(ctx, stranger); err != nil {
		t.Errorf("after some minutes: %v", err)
	}
	for range 30 {
		bad := good
		bad.Password = "sai"
		_, _, last = w.office.SignIn(ctx, bad)
	}
	wantFault(t, last, "login_wait")
	forged := good
	forged.Known = strings.Repeat("A", len(good.Known))
	w.pass(time.Hour)
	if _, _, err := w.office.SignIn(ctx, forged); err != nil {
		t.Errorf("a forged mark is no mark: %v", err)
	}
}

func TestSecondFactor(t *testing.T) {
	w := newTown(t)
	w.account("lan", commune.Reviewer)
	ctx := t.Context()
	u, err := w.store.User(ctx, "lan")
	if err != nil {
		t.Fatal(err)
	}
	secret, _, err := w.office.NewTOTP(u)
	if err != nil {
		t.Fatal(err)
	}
	code := func() string {
		c, err := totp.GenerateCode(secret, w.now())
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	wantFault(t, w.office.SetTOTP(ctx, u, secret, "000000"), "code_wrong")
	if err := w.office.SetTOTP(ctx, u, secret, code()); err != nil {
		t.Fatal(err)
	}
	in := commune.Credentials{Name: "lan", Password: goodPassword, Address: "192.0.2.1:1"}
	_, _, err = w.office.SignIn(ctx, in)
	wantFault(t, err, "code_missing")
	in.Code = code()
	_, _, err = w.office.SignIn(ctx, in)
	wantFault(t, err, "code_wrong") // it was used to switch it on
	w.pass(time.Minute)
	in.Code = code()
	if _, _, err = w.office.SignIn(ctx, in); err != nil {
		t.Fatal(err)
	}
	_, _, err = w.office.SignIn(ctx, in)
	wantFault(t, err, "code_wrong")
	if _, err := w.office.ResetPassword(ctx, "lan"); err != nil {
		t.Fatal(err)
	}
	if u, err = w.store.User(ctx, "lan"); err != nil || u.TOTP != "" {
		t.Errorf("a reset leaves the second factor: %v", err)
	}
}

func TestTheLastAdminStays(t *testing.T) {
	w := newTown(t)
	ctx := t.Context()
	wantFault(t, w.office.SetAccount(ctx, "admin", commune.Clerk, false), "last_admin")
	wantFault(t, w.office.SetAccount(ctx, "admin", commune.Admin, true), "last_admin")
	w.account("lan", commune.Admin)
	if err := w.office.SetAccount(ctx, "admin", commune.Admin, true); err != nil {
		t.Fatal(err)
	}
	wantFault(t, w.office.SetAccount(ctx, "lan", commune.Reviewer, false), "last_admin")
	wantFault(t, w.office.SetAccount(ctx, "ai", commune.Clerk, false), "user_unknown")
}

func TestPageAccounts(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Admin)
	p := b.post("/users", "name", "Hoa", "role", "clerk")
	p.wants(t, "Mật khẩu dùng một lần của hoa:", "chưa đặt mật khẩu riêng")
	other := w.browse()
	other.signIn("mai", commune.Clerk)
	b.post("/users/mai/role", "role", "reviewer").wants(t, "Đã đổi tài khoản.")
	b.post("/users/mai/close").wants(t, "đã đóng")
	if p := other.get("/records"); p.path != "/login" {
		t.Errorf("a closed account still opens %s", p.path)
	}
	if p := other.post("/login", "name", "mai", "password", goodPassword); p.path != "/login" {
		t.Error("a closed account signs in")
	}
	b.post("/users/mai/open").wants(t, "Duyệt phiếu")
	b.post("/users/mai/reset").wants(t, "Mật khẩu dùng một lần của mai:")
	b.post("/users/lan/role", "role", "clerk") // the first admin of the town is still there
	if p := b.get("/users"); p.status != 403 {
		t.Errorf("a clerk sees the accounts: %d", p.status)
	}
}

func TestPageSessions(t *testing.T) {
	w := newTown(t)
	one := w.browse().signIn("lan", commune.Clerk)
	two := w.browse()
	two.post("/login", "name", "lan", "password", goodPassword)
	one.get("/account").wants(t, "Nơi đang đăng nhập", "Go-http-client/1.1 đang dùng")
	one.post("/account/sessions", "session", "others").wants(t, "Đã kết thúc.")
	if p := two.get("/"); p.path != "/login" {
		t.Error("the other session goes on")
	}
	if p := one.get("/"); p.path != "/" {
		t.Error("the own session ended")
	}
}
