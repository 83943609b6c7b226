package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

// samples are the demo's own records, one JSON object a line: who wrote it, the form, the values.
// A date "-3" is three days before today; "@ten" is the id of the sample so named.
//
//go:embed samples.jsonl
var samples []byte

type sample struct {
	Laptop string        `json:"laptop"`
	Form   string        `json:"form"`
	Name   string        `json:"name"`
	Values ledger.Values `json:"values"`
}

const sampleNote = "Phiếu mẫu để xem thử."

// fill lets two laptops of one village and one of another write the samples, the office answer, and
// leaves on the first laptop something of everything: sent, approved, returned, in conflict, queued,
// and a draft. The first laptop is returned.
func (t *town) fill(ctx context.Context) (first *localdb.Store, err error) {
	var laptops [3]*localdb.Store
	for i, l := range []struct{ name, unit, person string }{
		{"may-truong-thon", "dao-khe-thuong", "Trưởng thôn (mẫu)"},
		{"may-nha-van-hoa", "dao-khe-thuong", "Tổ công nghệ số (mẫu)"},
		{"may-chuong-nghia", "chuong-nghia", "Trưởng thôn Chương Nghĩa (mẫu)"},
	} {
		if laptops[i], err = t.laptop(ctx, l.name, l.unit, l.person); err != nil {
			return nil, err
		}
	}
	first, second, other := laptops[0], laptops[1], laptops[2]
	defer func() { err = firstError(err, second.Close(), other.Close()) }()
	ids := map[string]ledger.ID{}
	write := func(laptop string, db *localdb.Store) error { return writeSamples(db, laptop, ids) }
	for _, step := range []func() error{
		func() error { return write("first", first) },
		func() error { return write("other", other) },
		func() error { return t.exchange(ctx, first) },
		func() error { return t.exchange(ctx, other) },
		func() error { return t.exchange(ctx, second) },
		func() error { return t.review(ctx, ids) },
		func() error { return disagree(first, second, ids["nep"]) },
		func() error { return t.exchange(ctx, second) },
		func() error { return t.exchange(ctx, first) },
		func() error { return write("later", first) },
		func() error { return startDraft(first) },
		func() error { return t.invite(ctx) },
	} {
		if err := step(); err != nil {
			return nil, firstError(err, first.Close())
		}
	}
	return first, nil
}

// writeSamples commits the samples of one laptop as its user would.
func writeSamples(db *localdb.Store, laptop string, ids map[string]ledger.ID) error {
	for line := range bytes.Lines(samples) {
		var s sample
		if err := json.Unmarshal(line, &s); err != nil {
			return fmt.Errorf("sample %s: %w", line, err)
		}
		if s.Laptop != laptop {
			continue
		}
		id, err := commit(db, s, ids)
		if err != nil {
			return fmt.Errorf("sample %s: %w", line, err)
		}
		ids[s.Name] = id
	}
	return nil
}

func commit(db *localdb.Store, s sample, ids map[string]ledger.ID) (ledger.ID, error) {
	form := ledger.Default().Form(s.Form)
	if form == nil {
		return ledger.ID{}, fmt.Errorf("no form %s", s.Form)
	}
	today := viet.DateOf(time.Now())
	values := form.Defaults(ledger.Env{Today: today})
	for name, v := range s.Values {
		values[name] = settle(v, today, ids)
	}
	values["ghi_chu"] = ledger.TextValue(sampleNote)
	values, problems := form.Input(values, ledger.Env{Today: today})
	if len(problems) > 0 {
		return ledger.ID{}, fmt.Errorf("%v", problems)
	}
	id, err := db.NewID()
	if err != nil {
		return id, err
	}
	problems, err = db.Commit(ledger.Draft{ID: id, Form: form.Name, Version: form.Version, Values: values}, ledger.KindFinalize)
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return id, err
}

// settle puts a date for "-3" and an id for "@name".
func settle(v ledger.Value, today viet.Date, ids map[string]ledger.ID) ledger.Value {
	var days int
	if name, ok := strings.CutPrefix(v.Text, "@"); ok {
		return ledger.TextValue(ids[name].String())
	}
	if n, err := fmt.Sscanf(v.Text, "-%d", &days); n == 1 && err == nil {
		return ledger.TextValue(today.AddDays(-days).String())
	}
	return v
}

// review is what the office has done by the time the demo begins.
func (t *town) review(ctx context.Context, ids map[string]ledger.ID) error {
	const clerk = "admin"
	return firstError(
		t.office.Return(ctx, clerk, ids["cay-may"], "Ghi lại số nữ: danh sách lớp có 23 người là nữ", "nu"),
		t.office.Approve(ctx, clerk, ids["hop-thon"]),
		t.office.Approve(ctx, clerk, ids["chuong-hop"]),
		t.office.Reply(ctx, clerk, ids["kenh"], "Xã đã báo xí nghiệp thủy nông, tuần sau nạo vét.", "dang_xu_ly"))
}

// disagree lets two laptops of the village write different numbers without knowing of each other.
func disagree(first, second *localdb.Store, record ledger.ID) error {
	for db, households := range map[*localdb.Store]int64{first: 58, second: 60} {
		entry, err := db.Entry(record)
		if err != nil || entry == nil {
			return fmt.Errorf("read the model: %w", err)
		}
		d := ledger.Draft{ID: record, Form: entry.Record.Form, Version: entry.Record.Version, Edits: true,
			Values: ledger.Values{"so_ho": ledger.NumValue(viet.Int(households))}}
		if problems, err := db.Commit(d, ledger.KindFinalize); err != nil || len(problems) > 0 {
			return fmt.Errorf("change the model: %v, %w", problems, err)
		}
	}
	return nil
}

// startDraft leaves a record that its writer has not finished.
func startDraft(db *localdb.Store) error {
	id, err := db.NewID()
	if err != nil {
		return err
	}
	form := ledger.Default().Form("tuyen_truyen")
	values := form.Defaults(ledger.Env{Today: viet.DateOf(time.Now())})
	values["ngay"] = ledger.TextValue(viet.DateOf(time.Now()).AddDays(-1).String())
	values["hinh_thuc"] = ledger.ListValue("hoi_nghi")
	values["chu_de"] = ledger.TextValue("Phòng cháy khi dùng điện (mẫu)")
	return db.SaveDraft(ledger.Draft{ID: id, Form: form.Name, Version: form.Version, Values: values, Page: 1, Field: "tong_so", Left: 4, Updated: time.Now()})
}

// invite makes the code that the card shows.
func (t *town) invite(ctx context.Context) error {
	invitation, err := t.office.Enroll(ctx, "xom-2-thai", 24*time.Hour)
	t.spare = invitation.Code
	return err
}
