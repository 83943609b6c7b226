package ledger

import (
	"testing"

	"github.com/nghia-hung/sothon/viet"
)

// codesOf gives the problems of a record as "field code", with some answers unclear.
func codesOf(values Values, unclear ...string) map[string]ProblemCode {
	env := Env{Today: viet.Date{Year: 2026, Month: 6, Day: 8}, Unclear: map[string]bool{}}
	for _, name := range unclear {
		env.Unclear[name] = true
	}
	form := Default().Form("tuyen_truyen")
	_, problems := form.Finalize(values, env)
	out := map[string]ProblemCode{}
	for _, p := range append(problems, form.NotAsked(values, env)...) {
		out[p.Field] = p.Code
	}
	return out
}

// An answer that cannot be read makes nothing else look wrong: what is required or asked only by what
// it turns out to be is not complained of, what is wrong anyway is.
func TestUnclearAnswersSpread(t *testing.T) {
	broadcast := Values{"ngay": TextValue("2026-06-07"), "hinh_thuc": ListValue("truyen_thanh"), "chu_de": TextValue("Phòng sâu bệnh")}
	if got := codesOf(broadcast); got["luot_phat"] != ProblemRequired {
		t.Fatalf("a broadcast without any number: %v", got)
	}
	if got := codesOf(broadcast, "so_bai"); len(got) != 0 {
		t.Errorf("the number of posts is unclear, so none may be missing: %v", got)
	}
	withPeople := broadcast.Clone()
	withPeople["hinh_thuc"] = ListValue("truyen_thanh")
	withPeople["nu"] = NumValue(viet.Int(20))
	if got := codesOf(withPeople); got["nu"] != ProblemNotRelevant {
		t.Fatalf("people at a broadcast: %v", got)
	}
	if got := codesOf(withPeople, "tong_so"); got["nu"] != "" {
		t.Errorf("the total is unclear, and with it whether people are asked for: %v", got)
	}
	if got := codesOf(withPeople, "hinh_thuc"); got["nu"] != "" || got["hinh_thuc"] != "" {
		t.Errorf("the means are unclear: %v", got)
	}
	delete(broadcast, "chu_de")
	if got := codesOf(broadcast, "so_bai"); len(got) != 1 || got["chu_de"] != ProblemRequired {
		t.Errorf("the topic is missing whatever the number of posts is: %v", got)
	}
}

func TestOneOfAUnit(t *testing.T) {
	for plural, one := range map[string]string{"sessions": "session", "people": "person", "copies": "copy", "classes": "class",
		"boxes": "box", "stands": "stand", "tạ/ha": "tạ/ha", "%": "%", "s": "s"} {
		if got := singular(plural); got != one {
			t.Errorf("one of %s is %s", plural, got)
		}
	}
	field := Default().Form("tuyen_truyen").Field("so_buoi")
	for n, want := range map[int64]string{1: "1 session", 2: "2 sessions", 0: "0 sessions"} {
		if got := field.Echo(NumValue(viet.Int(n)), "en"); got != want {
			t.Errorf("echo of %d is %q", n, got)
		}
	}
	if got := field.Echo(NumValue(viet.Int(1)), "vi"); got != "1 buổi" {
		t.Errorf("echo is %q", got)
	}
}
