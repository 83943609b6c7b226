package sync_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/viet"
)

// sampler writes records as villages might: every form, three in five optional questions answered,
// names and texts put together from what such records say. All of it is made up.
type sampler struct{ r *rand.Rand }

func (s sampler) of(words ...string) string { return words[s.r.IntN(len(words))] }

func (s sampler) person() string {
	return s.of("Nguyễn", "Trần", "Phạm", "Vũ", "Đỗ", "Lê", "Bùi", "Hoàng") + " " + s.of("Văn", "Thị", "Đức", "Minh", "Thu", "Quang", "Ngọc") +
		" " + s.of("An", "Bình", "Chung", "Dũng", "Giang", "Hà", "Hạnh", "Khôi", "Lan", "Mai", "Nam", "Phương", "Quý", "Sơn", "Thảo", "Tuấn", "Vân", "Yến")
}

func (s sampler) place() string {
	return s.of("Nhà văn hóa thôn", "Sân kho", "Hội trường", "Trường tiểu học", "Cánh đồng", "Trạm bơm") + " " +
		s.of("Đào Khê Thượng", "Chương Nghĩa", "Tràng Khê", "Thắng Hạ", "Phố Đoài", "Xóm Bắc", "Xóm Nam Sơn") +
		s.of("", fmt.Sprint(", đội ", 1+s.r.IntN(9)))
}

func (s sampler) topic() string {
	return s.of("Hướng dẫn", "Tuyên truyền", "Phổ biến", "Tập huấn", "Trình diễn", "Trao đổi về", "Thử nghiệm") + " " +
		s.of("cài VNeID mức 2", "cấy máy mạ khay", "nộp hồ sơ trực tuyến", "bón phân viên dúi sâu", "ủ rơm rạ bằng chế phẩm",
			"bán hàng trên sàn thương mại điện tử", "phòng trừ rầy nâu", "phòng lừa đảo qua mạng", "nuôi gà trên đệm lót",
			"trồng dưa chuột trong nhà lưới", "truy xuất nguồn gốc gạo nếp", "thanh toán không dùng tiền mặt") + " " +
		s.of("cho người cao tuổi", "cho hộ xã viên", "vụ xuân 2026", "vụ mùa", "cho hội phụ nữ", "cho đoàn viên", "tại các tổ tự quản", "đợt 2") +
		s.of("", "", "; "+s.of("có phát tài liệu", "bà con hỏi nhiều", "mời cán bộ huyện cũ về nói", "làm thử tại chỗ"))
}

func (s sampler) text(f *ledger.Field) string {
	switch {
	case strings.Contains(f.Name, "nguoi") || strings.Contains(f.Name, "ten_tac_gia") || strings.Contains(f.Name, "vien"):
		return s.person()
	case strings.Contains(f.Name, "dia_diem") || strings.Contains(f.Name, "don_vi") || strings.Contains(f.Name, "chu_the"):
		return s.place()
	case f.MaxLength > 0 && f.MaxLength < 60:
		return fmt.Sprint(s.r.IntN(900), "/QĐ-UBND")
	}
	return s.topic()
}

func (s sampler) value(f *ledger.Field, records []ledger.ID) ledger.Value {
	switch {
	case f.Type == ledger.TypeRepeat:
		row := ledger.Row{}
		for i := range f.Fields {
			row[f.Fields[i].Name] = s.value(&f.Fields[i], records)
		}
		return ledger.RowsValue([]ledger.Row{row})
	case f.Type == ledger.TypeRecord:
		return ledger.TextValue(records[s.r.IntN(len(records))].String())
	case f.Type == ledger.TypeDate:
		return ledger.TextValue(fmt.Sprintf("2026-%02d-%02d", 1+s.r.IntN(6), 1+s.r.IntN(28)))
	case f.Type == ledger.TypeSelectMultiple:
		return ledger.ListValue(f.Choices[s.r.IntN(len(f.Choices))].Name)
	case len(f.Choices) > 0:
		return ledger.TextValue(f.Choices[s.r.IntN(len(f.Choices))].Name)
	case f.Type == ledger.TypeMoney:
		return ledger.NumValue(viet.Int(int64(s.r.IntN(400)) * 50_000))
	case f.Numeric():
		return ledger.NumValue(viet.Int(int64(s.r.IntN(120))))
	}
	return ledger.TextValue(s.text(f))
}

// record makes the first change of a record of form f, number n of a device.
func (s sampler) record(f *ledger.Form, n int, device ledger.DeviceID, records []ledger.ID) *ledger.Change {
	ms := int64(1_780_000_000_000 + n*1_234_567)
	id, err := ledger.NewID(ms, rand.NewChaCha8([32]byte{byte(n), byte(n >> 8), 9}))
	if err != nil {
		panic(err)
	}
	c := &ledger.Change{ID: id, Record: id, Form: f.Name, Version: f.Version, Unit: "chuong-nghia", Kind: ledger.KindFinalize,
		Author: "Nguyễn Văn Mẫu", Device: device, Wall: ms, Offset: 1200, Clock: ledger.ClockAt(ms + 1200)}
	for field := range f.All {
		if field.Stored() && (field.Required != nil || s.r.IntN(5) < 3) {
			c.Set = append(c.Set, ledger.Assignment{Field: field.Name, Value: s.value(field, append(records, id))})
		}
	}
	slices.SortFunc(c.Set, func(a, b ledger.Assignment) int { return strings.Compare(a.Field, b.Field) })
	return c
}

// writeRecords fills a laptop's log with n records of all default forms and tells their average
// size as JSON of their answers.
func writeRecords(t testing.TB, m *memory, n int) (jsonBytes int) {
	t.Helper()
	s := sampler{rand.New(rand.NewPCG(1, 2))}
	forms := catalogueOf(t).Forms()
	var ids []ledger.ID
	for i := range n {
		c := s.record(forms[s.r.IntN(len(forms))], i, m.id.Device, ids)
		ids = append(ids, c.ID)
		values := map[string]ledger.Value{}
		for _, a := range c.Set {
			values[a.Field] = a.Value
		}
		b, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		jsonBytes += len(b)
		m.write(c)
	}
	return jsonBytes / n
}

func knowing(t testing.TB, e *endpoint) *endpoint {
	t.Helper()
	e.dicts = catalogueOf(t).DictionaryByID
	return e
}

func TestAThousandRecordsAreFewRequestsAndFewBytes(t *testing.T) {
	m, e := newMemory("laptop"), knowing(t, newEndpoint())
	e.serve(t, m)
	size := writeRecords(t, m, 1000)
	result := mustSync(t, client(t, m, sync.Options{Dictionaries: catalogueOf(t)}))
	perRecord := float64(result.BytesUp) / 1000
	t.Logf("%d bytes of JSON a record, %.1f on the wire, %d requests", size, perRecord, e.requests)
	if result.Pushed != 1000 || e.requests > 4 || perRecord > 150 {
		t.Fatalf("%+v: %.1f bytes a record in %d requests", result, perRecord, e.requests)
	}
}

// BenchmarkPush sends 1, 10, 100 and 1,000 records of the default forms in one Sync.
func BenchmarkPush(b *testing.B) {
	for _, n := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var up int64
			e := knowing(b, newEndpoint())
			server := e.serve(b)
			for i := range b.N {
				b.StopTimer()
				m := newMemory(fmt.Sprint("laptop ", i))
				e.enrol(m, server.URL)
				size := writeRecords(b, m, n)
				c := client(b, m, sync.Options{Dictionaries: catalogueOf(b)})
				b.ReportMetric(float64(size), "json-B/record")
				b.StartTimer()
				up += mustSync(b, c).BytesUp
			}
			b.ReportMetric(float64(up)/float64(b.N*n), "wire-B/record")
		})
	}
}
