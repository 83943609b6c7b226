package localdb

import (
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func TestJoinAdoptsWhatWasWritten(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	a := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	edit(t, s, a, ledger.Values{"chu_de": ledger.TextValue("Cài VNeID mức 2")}, ledger.KindFinalize)
	b := addRecord(t, s, outreach("Phân loại rác", "2026-06-02"))
	before, err := s.Position()
	check(t, err)
	ids := entry(t, s, a).Changes
	c := newCommune(t, s)
	c.id.Person = "Trần Thị Mẫu"
	c.join()

	after, err := s.Position()
	check(t, err)
	if after.Epoch == before.Epoch || after.Last != 3 || after.Have != 0 {
		t.Errorf("position %+v, before %+v", after, before)
	}
	e := entry(t, s, a)
	if e.Record.Unit != "chuong-nghia" || e.Changes[0].ID != ids[0].ID || e.Changes[1].ID != ids[1].ID || e.Title != "Cài VNeID mức 2" {
		t.Errorf("record %+v", e.Record)
	}
	if sums, err := s.List(ledger.Query{}); err != nil || len(sums) != 2 || sums[0].ID != b || sums[0].Unit != "chuong-nghia" {
		t.Errorf("list %+v, %v", sums, err)
	}
	id, err := s.Identity()
	check(t, err)
	if !id.Joined || !id.Unit.Equal(c.id.Unit) || id.Person != "Trần Thị Mẫu" || id.URL != c.id.URL || string(id.CommuneKey) != string(c.id.CommuneKey) {
		t.Errorf("identity %+v", id)
	}
	c.join()
	if again, err := s.Position(); err != nil || again != after {
		t.Errorf("joining again moved the log: %+v, %v", again, err)
	}
	mustBeSound(t, s)
	other := c.id
	other.Commune = ledger.DeviceID{9}
	if err := s.Join(other); err == nil {
		t.Error("joined another commune with records for the first")
	}
	for _, unit := range []string{"", noUnit} {
		other = c.id
		other.Unit.ID = unit
		if err := s.Join(other); err == nil {
			t.Errorf("joined as unit %q", unit)
		}
	}
}

func TestOutbox(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	for range 5 {
		addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	}
	all, zero, err := s.Outbox(0, 0)
	check(t, err)
	if len(all) != 5 || zero != (ledger.Hash{}) {
		t.Fatalf("%d entries, hash %s", len(all), zero)
	}
	var hash ledger.Hash
	for i, e := range all {
		if e.Seq != uint64(i+1) {
			t.Errorf("position %d at %d", e.Seq, i)
		}
		hash = hash.Next(e.Bytes)
		part, at, err := s.Outbox(e.Seq, 2)
		check(t, err)
		if at != hash || len(part) != min(2, 4-i) {
			t.Errorf("after %d: %d entries, hash %s, want %s", e.Seq, len(part), at, hash)
		}
	}
	if _, _, err := s.Outbox(6, 1); err == nil {
		t.Error("read past the end")
	}
}

func TestReceiptMovesTheProvenPosition(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	var ids []ledger.ID
	for range 3 {
		ids = append(ids, addRecord(t, s, outreach("Cài VNeID", "2026-06-01")))
	}
	check(t, s.Tried("offline", time.UnixMilli(5000)))
	if st := status(t, s); st.LastError != "offline" || st.NextTry.UnixMilli() != 5000 || st.LastReceipt != nil {
		t.Errorf("status %+v", st)
	}
	for i, step := range []struct {
		have    uint64
		pending []ledger.ID
	}{{2, ids[2:]}, {3, nil}, {1, ids[1:]}, {0, ids}, {3, nil}} {
		c.confirm(step.have)
		st := status(t, s)
		if offline := st.LastError == "offline"; offline != (i == 0) {
			t.Errorf("have %d: last error %q; why sending failed is over once all is confirmed", step.have, st.LastError)
		}
		if st.Pending != len(step.pending) || len(st.PendingIDs) != len(step.pending) || st.LastReceipt == nil {
			t.Errorf("have %d: %+v", step.have, st)
		}
		if got := len(listIDs(t, s, ledger.Query{Status: ledger.StatusQueued})); got != len(step.pending) {
			t.Errorf("have %d: %d queued", step.have, got)
		}
		for i, id := range ids {
			if e := entry(t, s, id); (e.Status == ledger.StatusQueued) != (uint64(i) >= step.have) || len(e.Pending) > 0 != (uint64(i) >= step.have) {
				t.Errorf("have %d: record %d is %s", step.have, i, e.Status)
			}
		}
	}
	check(t, s.Tried("", time.Time{}))
	if st := status(t, s); st.LastError != "" || st.NextTry != nil || st.LastReceipt == nil {
		t.Errorf("status %+v", st)
	}
}

func TestReceiptOfAnotherLogChangesNothing(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	stranger := &ledger.Record{ID: ledger.ID{5}, Form: "tuyen_truyen", Version: 1, Unit: "chuong-nghia"}
	pulled := encodeAll(t, []*ledger.Change{c.change(ledger.KindSet, 3, stranger, outreach("Lạ", "2026-06-01"))})
	for name, spoil := range map[string]struct {
		change func(*ledger.Receipt)
		code   ledger.Code
	}{
		"hash":    {func(r *ledger.Receipt) { r.Hash[0]++ }, ledger.CodeFork},
		"too far": {func(r *ledger.Receipt) { r.Have = 2 }, ledger.CodeFork},
		"fork":    {func(r *ledger.Receipt) { r.Code = ledger.CodeFork }, ledger.CodeFork},
		"epoch":   {func(r *ledger.Receipt) { r.Epoch[0]++ }, ledger.CodeBadRequest},
		"device":  {func(r *ledger.Receipt) { r.Device[0]++ }, ledger.CodeBadRequest},
		"commune": {func(r *ledger.Receipt) { r.Commune[0]++ }, ledger.CodeWrongCommune},
	} {
		before := mustBeSound(t, s)
		receipt := c.receipt(1)
		receipt.Cursor.Number = 77
		spoil.change(&receipt)
		_, err := s.Accept(receipt, pulled)
		wantCode(t, err, spoil.code)
		cursor, err := s.Cursor()
		check(t, err)
		if after := mustBeSound(t, s); after.Changes != before.Changes || status(t, s).Pending != 1 || cursor.Number != 0 {
			t.Errorf("%s: something changed: %+v", name, after)
		}
	}
}

func TestAcceptIsIdempotentAndLosesNothing(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	seen := entry(t, s, id).Record
	reply := c.change(ledger.KindReply, 1, seen, nil)
	reply.Text = "Xã đã nhận"
	future := c.change(ledger.ChangeKind(77), 1, seen, nil)
	reused := c.change(ledger.KindComment, 1, seen, nil)
	reused.ID, reused.Text = reply.ID, "khác"
	raw := append(encodeAll(t, []*ledger.Change{reply, future, reused}), []byte("không phải thay đổi"), nil)
	for round, want := range []int{5, 0, 0} {
		n, err := s.Accept(c.receipt(1), raw)
		check(t, err)
		if n != want {
			t.Errorf("round %d: %d new, want %d", round, n, want)
		}
	}
	if e := entry(t, s, id); len(e.Changes) != 2 || len(e.Record.Messages) != 1 {
		t.Errorf("changes %d, messages %v", len(e.Changes), e.Record.Messages)
	}
	var st state
	check(t, s.view(func(r reader) (err error) { st, err = r.state(); return err }))
	if st.Quarantined != 4 {
		t.Errorf("%d put aside, want 4", st.Quarantined)
	}
	mustBeSound(t, s)
}

func TestOwnChangesComeBackAfterARestore(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	own := newest(entry(t, s, id))
	lost := c.change(ledger.KindSet, 1, entry(t, s, id).Record, ledger.Values{"chu_de": ledger.TextValue("Đã mất")})
	lost.Device, lost.Clock = own.Device, own.Clock+1000
	if n := c.send(own, lost); n != 1 {
		t.Errorf("%d new", n)
	}
	edit(t, s, id, ledger.Values{"chu_de": ledger.TextValue("Ghi sau")}, ledger.KindSet)
	if c := newest(entry(t, s, id)); c.Clock <= lost.Clock || text(entry(t, s, id), "chu_de") != "Ghi sau" {
		t.Errorf("the clock did not follow: %v after %v", c.Clock, lost.Clock)
	}
}

func TestRemoteClocksAreBounded(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	wild := c.change(ledger.KindSet, 3, entry(t, s, id).Record, ledger.Values{"chu_de": ledger.TextValue("Năm 2099")})
	wild.Clock = ledger.ClockAt(time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli())
	receipt := c.receipt(1)
	receipt.Wall += 3_600_000
	_, err := s.Accept(receipt, encodeAll(t, []*ledger.Change{wild}))
	check(t, err)
	edit(t, s, id, ledger.Values{"dia_diem": ledger.TextValue("Sân đình")}, ledger.KindSet)
	var own *ledger.Change
	for _, ch := range entry(t, s, id).Changes {
		if ch.Clock != wild.Clock {
			own = ch
		}
	}
	limit := receipt.Wall + ledger.MaxAhead.Milliseconds()
	if own.Clock.Millis() != limit || own.Offset < 3_590_000 || own.Offset > 3_610_000 {
		t.Errorf("clock %d, limit %d, offset %d", own.Clock.Millis(), limit, own.Offset)
	}
}

func TestRejections(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	why := ledger.Rejection{ID: id, Code: ledger.CodeInvalid, Field: "nu", Reason: ledger.Words{Vi: "Số nữ sai", En: "wrong number of women"}}
	c.confirm(1, why)
	rejected := func(want bool) {
		t.Helper()
		e, st := entry(t, s, id), status(t, s)
		sums, err := s.List(ledger.Query{Status: ledger.StatusRejected})
		check(t, err)
		if (e.Status == ledger.StatusRejected) != want || (e.Rejected != nil) != want || (st.Rejected == 1) != want || (len(sums) == 1) != want {
			t.Errorf("rejected: entry %s %v, status %d, list %v", e.Status, e.Rejected, st.Rejected, sums)
		}
		if want && (sums[0].Reason != "Số nữ sai" || *e.Rejected != why) {
			t.Errorf("reason %q, %+v", sums[0].Reason, e.Rejected)
		}
	}
	rejected(true)
	check(t, s.NewEpoch())
	rejected(true)
	c.confirm(1)
	rejected(false)
	c.confirm(0)
	c.confirm(1, why)
	rejected(true)
	edit(t, s, id, ledger.Values{"nu": ledger.Value{}}, ledger.KindFinalize)
	rejected(false)
	if got := entry(t, s, id).Status; got != ledger.StatusQueued {
		t.Errorf("status %s", got)
	}

	denied := addRecord(t, s, outreach("Việc thôn khác", "2026-06-03"))
	edit(t, s, denied, ledger.Values{"chu_de": ledger.TextValue("Việc thôn bên")}, ledger.KindSet)
	second := newest(entry(t, s, denied)).ID
	c.confirm(4, ledger.Rejection{ID: second, Code: ledger.CodeUnitDenied, Reason: ledger.Words{Vi: "Không phải thôn này"}})
	e := entry(t, s, denied)
	if e.Status != ledger.StatusRejected || text(e, "chu_de") != "Việc thôn khác" || len(e.Changes) != 2 {
		t.Errorf("a change without right counts: %s %q", e.Status, text(e, "chu_de"))
	}
	mustBeSound(t, s)
}

func TestCursor(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	at := func(life byte, number, want uint64) {
		t.Helper()
		c.life, c.read = ledger.Incarnation{life}, number
		receipt := c.receipt(0)
		receipt.Unit.Name = "Tên mới"
		_, err := s.Accept(receipt, nil)
		check(t, err)
		cursor, err := s.Cursor()
		check(t, err)
		if cursor.Number != want || cursor.Incarnation != c.life {
			t.Errorf("cursor %+v, want %d", cursor, want)
		}
	}
	at(1, 10, 10)
	at(1, 7, 10)
	at(2, 3, 3)
	if id, err := s.Identity(); err != nil || id.Unit.Name != "Tên mới" {
		t.Errorf("unit %+v, %v", id.Unit, err)
	}
}

// Another laptop of the unit mends what the commune did not count; only that laptop is told so by
// its own receipt, the first one learns it from the change.
func TestARejectionEndsWhenAnotherLaptopMendsTheRecord(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	e := entry(t, s, id)
	c.confirm(1, ledger.Rejection{ID: e.Changes[0].ID, Code: ledger.CodeInvalid, Field: "nu"})
	if got := entry(t, s, id).Status; got != ledger.StatusRejected {
		t.Fatalf("status %s, want rejected", got)
	}
	comment := c.change(ledger.KindComment, 3, e.Record, nil)
	comment.Text = "đang xem"
	_, err := s.Accept(c.receipt(1), encodeAll(t, []*ledger.Change{comment}))
	check(t, err)
	if got := entry(t, s, id).Status; got != ledger.StatusRejected {
		t.Fatalf("a comment mends nothing, status %s", got)
	}
	mend := c.change(ledger.KindFinalize, 3, e.Record, ledger.Values{"chu_de": ledger.TextValue("Cài VNeID mức 2")})
	_, err = s.Accept(c.receipt(1), encodeAll(t, []*ledger.Change{mend}))
	check(t, err)
	if got := entry(t, s, id).Status; got != ledger.StatusSent || status(t, s).Rejected != 0 {
		t.Fatalf("status %s with %d rejected, want sent", got, status(t, s).Rejected)
	}
	mustBeSound(t, s)
}

// A laptop whose clock stands at 1970 still records what happened yesterday, once it has heard from
// the commune what day it is.
func TestADeadClockDoesNotMakeYesterdayTheFuture(t *testing.T) {
	o := testOptions()
	at := &clock{time.Date(1970, 1, 1, 0, 0, 0, 0, viet.Zone)}
	o.Now = at.read
	s := openAt(t, t.TempDir(), o)
	c := newCommune(t, s)
	c.join()
	d := draftOf(ledger.ID{1}, outreach("Cài VNeID", "2026-06-01"))
	if problems, err := s.Commit(d, ledger.KindFinalize); err != nil || len(problems) != 1 || problems[0].Field != "ngay" {
		t.Fatalf("before any contact: %v, %v", problems, err)
	}
	receipt := c.receipt(0)
	receipt.Wall = time.Date(2026, 6, 2, 0, 0, 0, 0, viet.Zone).UnixMilli()
	_, err := s.Accept(receipt, nil)
	check(t, err)
	commit(t, s, d, ledger.KindFinalize)
}
