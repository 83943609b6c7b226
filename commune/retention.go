package commune

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/ledger"
)

// MaxRetention is the longest time, in years, for which the office can settle to keep names.
const MaxRetention = 100

const (
	settingRetention = "retention"
	settingForgotten = "retention_done"
	retentionLook    = 24 * time.Hour
	forgottenAtOnce  = 500 // changes read at once
)

// forgotten is how far the erasing of old names has come.
type forgotten struct {
	Before string `json:"before"` // ISO day
	Number uint64 `json:"number"` // of the commune log: what came up to it is done
}

// Retention is for how many years the names of those who told of a record and typed it in at the
// village are kept, 0 for always. Personal data is kept no longer than its purpose needs (Luật Bảo vệ
// dữ liệu cá nhân, 91/2025/QH15, Điều 3).
func (o *Office) Retention(ctx context.Context) (years int, err error) {
	text, err := o.store.Setting(ctx, settingRetention)
	if err != nil || text == "" {
		return 0, err
	}
	if years, err = strconv.Atoi(text); err != nil {
		return 0, ledger.Errorf(ledger.CodeStorage, "setting %s: %v", settingRetention, err)
	}
	return years, nil
}

// SetRetention settles it; what is already erased does not come back. Out of 0…MaxRetention is a Fault.
func (o *Office) SetRetention(ctx context.Context, years int) error {
	if years < 0 || years > MaxRetention {
		return fault("retention_range", MaxRetention)
	}
	return o.store.PutSetting(ctx, settingRetention, strconv.Itoa(years))
}

// ForgetDaily erases once a day the names that Retention keeps no longer, until ctx ends. told hears of
// it when some were erased or it failed.
func (o *Office) ForgetDaily(ctx context.Context, told func(records int, err error)) {
	look := time.NewTicker(retentionLook)
	defer look.Stop()
	for {
		if n, err := o.ForgetDue(ctx); n > 0 || err != nil && ctx.Err() == nil {
			told(n, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// ForgetDue erases the names of villages' reporters and typists from records placed before the first
// of January that lies Retention years back, as ErasePerson does, and tells how many records those
// were. Names inside the answers (an author, an owner) stay: they are what the record is about.
// It goes on where it ended the last time.
func (o *Office) ForgetDue(ctx context.Context) (records int, err error) {
	years, err := o.Retention(ctx)
	if err != nil || years == 0 {
		return 0, err
	}
	before := fmt.Sprintf("%04d-01-01", o.today().Year-years)
	done, err := o.forgotten(ctx)
	if err != nil {
		return 0, err
	}
	if done.Before != before {
		done = forgotten{Before: before}
	}
	for {
		logged, err := o.store.ChangesAfter(ctx, done.Number, forgottenAtOnce)
		if err != nil || len(logged) == 0 {
			return records, err
		}
		n, err := o.forgetIn(ctx, logged, before)
		records += n
		if err != nil {
			return records, err
		}
		done.Number = logged[len(logged)-1].Number
		text, err := json.Marshal(done)
		if err != nil {
			return records, err
		}
		if err := o.store.PutSetting(ctx, settingForgotten, string(text)); err != nil {
			return records, err
		}
	}
}

func (o *Office) forgotten(ctx context.Context) (f forgotten, err error) {
	text, err := o.store.Setting(ctx, settingForgotten)
	if err != nil || text == "" {
		return f, err
	}
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return f, ledger.Errorf(ledger.CodeStorage, "setting %s: %v", settingForgotten, err)
	}
	return f, nil
}

// forgetIn erases the names in the records that these changes are of, where they are old enough.
func (o *Office) forgetIn(ctx context.Context, logged []Logged, before string) (records int, err error) {
	seen := map[ledger.ID]bool{}
	for _, l := range logged {
		c, err := ledger.DecodeChange(l.Bytes)
		if err != nil {
			return records, ledger.Errorf(ledger.CodeStorage, "change %s: %v", l.ID, err)
		}
		if seen[c.Record] {
			continue
		}
		seen[c.Record] = true
		row, changes, err := o.store.Record(ctx, c.Record)
		if err != nil {
			return records, err
		}
		if row.Placed() >= before {
			continue
		}
		names, err := o.villageNames(changes)
		if err != nil {
			return records, err
		}
		if len(names) == 0 {
			continue
		}
		for part := range slices.Chunk(names, ledger.MaxErasures) {
			if err := o.eraseIn(ctx, retentionActor, c.Record, part); err != nil {
				return records, err
			}
		}
		records++
	}
	return records, nil
}

// retentionActor stands as who erased, where no person did.
const retentionActor = "thời hạn lưu"

// villageNames are the reporters and typists of the changes that villages made, as far as they are
// shown still.
func (o *Office) villageNames(logged []Logged) (names []ledger.Erasure, err error) {
	shown, err := decoded(logged)
	if err != nil {
		return nil, err
	}
	for i, c := range shown {
		if c.Device == o.commune.ID {
			continue
		}
		stored, err := ledger.DecodeChange(logged[i].Bytes)
		if err != nil {
			return nil, ledger.Errorf(ledger.CodeStorage, "change %s: %v", logged[i].ID, err)
		}
		still := map[string]bool{}
		c.EachPerson(func(place, text string) { still[place] = text != "" && text != ledger.Erased })
		stored.EachPerson(func(place, text string) {
			if still[place] {
				names = append(names, ledger.Erasure{Change: c.ID, Place: place, Count: utf8.RuneCountInString(text)})
			}
		})
	}
	return names, nil
}
