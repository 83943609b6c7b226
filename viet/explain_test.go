package viet

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExplain(t *testing.T) {
	number := func(s string) error { _, err := ParseNumber(s); return err }
	area := func(s string) error { _, err := ParseArea(s); return err }
	date := func(s string) error { _, err := ParseDate(s, monday); return err }
	for _, c := range []struct {
		err    error
		vi, en string
	}{
		{number("1.5"), "«1.5» có thể hiểu là 1,5 hoặc 15. Ghi lại cho rõ theo một cách đó.", "«1.5» could mean 1,5 or 15. Please type one of these."},
		{area("5"), "«5» có thể hiểu là 5 ha, 5 mẫu, 5 sào, 5 thước hoặc 5 m². Ghi lại cho rõ theo một cách đó.", "«5» could mean 5 ha, 5 mẫu, 5 sào, 5 thước or 5 m². Please type one of these."},
		{number("abc"), "«abc» không phải là số. Ví dụ: 1.234,5.", "«abc» is not a number. For example: 1.234,5."},
		{area("5 sáo"), "«5 sáo» có đơn vị chưa biết. Dùng được: ha, mẫu, sào, thước, m².", "«5 sáo» has an unknown unit. Known here: ha, mẫu, sào, thước, m²."},
		{date("6/15"), "«6/15» ghi tháng trước ngày. Ghi ngày trước, tháng sau. Có phải là 15/6?", "«6/15» has the month before the day. Write the day first. Did you mean 15/6?"},
		{date("31/02"), "Lịch không có ngày «31/02».", "The calendar has no day «31/02»."},
		{fmt.Errorf("read field: %w", number("")), "Chưa ghi gì.", "Nothing was typed."},
		{number("%h%q"), "«%h%q» không phải là số. Ví dụ: 1.234,5.", "«%h%q» is not a number. For example: 1.234,5."},
		{errors.New("disk full"), "disk full", "disk full"},
		{nil, "", ""},
	} {
		if got := Explain(c.err, "vi"); got != c.vi {
			t.Errorf("got  %s\nwant %s", got, c.vi)
		}
		if got := Explain(c.err, "en"); got != c.en {
			t.Errorf("got  %s\nwant %s", got, c.en)
		}
	}
}

func TestErrorText(t *testing.T) {
	_, swapped := ParseDate("6/15", monday)
	_, question := ParseNumber("1.5")
	_, broken := Clean("abc\xff")
	for err, want := range map[error]string{
		swapped: `"6/15": month day swapped, try 15/6`, question: `"1.5" is ambiguous: 1,5 or 15`, broken: "\"abc�\": invalid utf8 at byte 3",
	} {
		if err.Error() != want {
			t.Errorf("got %s, want %s", err, want)
		}
	}
}

// Whatever was typed, an error quotes at most a line of it that cannot disturb a
// terminal.
func TestErrorsQuoteSafely(t *testing.T) {
	for _, in := range []string{strings.Repeat("x", 10<<20), strings.Repeat("ế", 500), "\x1b[31m\xff" + strings.Repeat("\n", 500), "a\nb\x1b[2J"} {
		_, err := ParseNumber(in)
		var fault *ParseError
		if !errors.As(err, &fault) || utf8.RuneCountInString(fault.Input) > maxQuoted+1 || strings.ContainsAny(fault.Input, "\x1b\n") || !utf8.ValidString(fault.Input) {
			t.Errorf("%.40q…: %#v", in, err)
		}
	}
}
