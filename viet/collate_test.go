package viet

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func TestCompareOrder(t *testing.T) {
	checkOrder(t, Compare, "", "9", "10", "a", "à", "ả", "ã", "á", "ạ", "ab", "ă", "ằ", "â", "b", "d", "da", "đ", "đa", "e", "ê", "hoa", "hoà", "hòa", "hoá", "hóa", "hoan", "o", "ô", "ơ", "u", "ư", "Xóm 2", "xóm 3", "Xóm 10", "y", "ý")
	checkOrder(t, ComparePeople, "", "Nguyễn Văn A", "Trần Thị A", "Lê Văn Ân", "Phạm Thị Bình", "An Thị Dung", "Bùi Văn Đức", "Đặng Hoa", "Nguyễn Hoa", "Lê Hòa", "Trần Hoà", "Vũ Hoá")
}

func checkOrder(t *testing.T, compare func(a, b string) int, want ...string) {
	t.Helper()
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compare)
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got  %s\nwant %s", strings.Join(got, " < "), strings.Join(want, " < "))
		}
	}
}

func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := typedText().Draw(t, "a"), typedText().Draw(t, "b"), typedText().Draw(t, "c")
		checkTotalOrder(t, a, b, c)
	})
}

func checkTotalOrder(t interface{ Fatalf(string, ...any) }, a, b, c string) {
	for _, compare := range []func(a, b string) int{Compare, ComparePeople} {
		ab, ba, bc, ac := compare(a, b), compare(b, a), compare(b, c), compare(a, c)
		if ab != -ba || (ab == 0) != (a == b) || compare(a, a) != 0 || ab != cmp.Compare(ab, 0) {
			t.Fatalf("%q %q: %d and %d", a, b, ab, ba)
		}
		if ab <= 0 && bc <= 0 && ac > 0 {
			t.Fatalf("%q ≤ %q ≤ %q but not the first and the last", a, b, c)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Xóm 2", "Xóm 10", "xom 007")
	f.Add("hòa", "hoà", "")
	f.Add("\xff", "\xfe", strings.Repeat("9", 300))
	f.Fuzz(func(t *testing.T, a, b, c string) { checkTotalOrder(t, a, b, c) })
}

func TestCompareFromManyGoroutines(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				if Compare("Xóm 2", "Xóm 10") != -1 || ComparePeople("Lê Văn Ân", "Trần Thị A") != 1 {
					t.Error("a comparison changed")
					return
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkCompare(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Compare("Nguyễn Văn Hoàng thôn 2", "Nguyễn Văn Hoàng thôn 10")
	}
}
