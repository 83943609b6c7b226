package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
)

// One number that cannot be read is one fault: the counts that would be needed without it, and those
// that are asked only with it, are not complained of as well.
func TestABadAnswerIsToldOnce(t *testing.T) {
	var out, errs bytes.Buffer
	in := `{"ngay":"2026-01-05","hinh_thuc":["hoi_nghi","truyen_thanh"],"chu_de":"Phòng sâu bệnh","luot_phat":"6x"}`
	code := run(context.Background(), []string{"--home", t.TempDir(), "add", "tuyen_truyen", "-f", "-"}, strings.NewReader(in), &out, &errs)
	if said := errs.String(); code != cli.Failed || strings.Count(said, "Dòng ") != 1 || !strings.Contains(said, "ô luot_phat: «Số lượt phát trên loa»: «6x»") {
		t.Errorf("exit code %d, said:\n%s", code, errs.String())
	}
}
