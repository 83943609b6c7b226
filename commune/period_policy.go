package commune

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Reporting is what the office has settled about reporting.
type Reporting struct {
	VillageDays int       `json:"village_days"` // working days after a period's last day, for units
	CommuneDays int       `json:"commune_days"` // the same for the commune's own report
	Holidays    []Holiday `json:"holidays"`     // ascending
}

// Holiday is an ISO day that is no working day.
type Holiday struct {
	Day  string `json:"day"`
	Name string `json:"name,omitempty"`
}

// Bounds of what can be settled.
const (
	maxDays     = 60
	maxHolidays = 2000
)

const settingReporting = "reporting"

// FixedHolidays are a start for the office's list: the days off that stand at fixed days of the solar
// calendar (Bộ luật Lao động 45/2019/QH14, art. 112). Tết, the ancestors' day (10 March of the lunar
// calendar), the second day of Quốc khánh and days made up for are settled each year by decision and
// must be added by the office from it.
func FixedHolidays(year int) []Holiday {
	return []Holiday{
		{fmt.Sprintf("%04d-01-01", year), "Tết Dương lịch"},
		{fmt.Sprintf("%04d-04-30", year), "Ngày Chiến thắng"},
		{fmt.Sprintf("%04d-05-01", year), "Ngày Quốc tế lao động"},
		{fmt.Sprintf("%04d-09-02", year), "Quốc khánh"},
	}
}

// Reporting reads what is settled, with the usual numbers where nothing is.
func (o *Office) Reporting(ctx context.Context) (r Reporting, err error) {
	r = Reporting{VillageDays: ledger.DefaultVillageDays, CommuneDays: ledger.DefaultCommuneDays}
	text, err := o.store.Setting(ctx, settingReporting)
	if err != nil || text == "" {
		return r, err
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, ledger.Errorf(ledger.CodeStorage, "setting %s: %v", settingReporting, err)
	}
	return r, nil
}

// SetReporting settles working days and holidays; laptops hear of it at their next contact. Days out
// of bounds and what is no day are Faults.
func (o *Office) SetReporting(ctx context.Context, r Reporting) error {
	for _, days := range []int{r.VillageDays, r.CommuneDays} {
		if days < 1 || days > maxDays {
			return fault("days_range", days, maxDays)
		}
	}
	if len(r.Holidays) > maxHolidays {
		return fault("holidays_many", maxHolidays)
	}
	byDay := map[string]string{}
	for _, h := range r.Holidays {
		if _, err := viet.ParseISO(h.Day); err != nil {
			return fault("unit_day", h.Day)
		}
		byDay[h.Day] = clean(h.Name)
	}
	r.Holidays = []Holiday{}
	for day, name := range byDay {
		r.Holidays = append(r.Holidays, Holiday{day, name})
	}
	slices.SortFunc(r.Holidays, func(a, b Holiday) int { return strings.Compare(a.Day, b.Day) })
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encode setting: %w", err)
	}
	return o.store.PutSetting(ctx, settingReporting, string(text))
}

// ReadHolidays reads a list of days, one a line, each as 2026-09-02 or 02/09/2026, a name behind it
// if there is one; empty lines and lines that begin with # are passed over. The error joins
// *PlaceError values.
func ReadHolidays(in io.Reader) ([]Holiday, error) {
	var out []Holiday
	lines := bufio.NewScanner(io.LimitReader(in, maxImport))
	for n := 1; lines.Scan(); n++ {
		text, err := viet.Clean(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if err != nil {
			return nil, &PlaceError{Line: n, Err: err}
		}
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		word, name, _ := strings.Cut(strings.Map(asBlank, text), " ")
		day, err := parseDay(word)
		if err != nil || day == "" {
			return nil, &PlaceError{Line: n, Err: fault("unit_day", word)}
		}
		if out = append(out, Holiday{day, strings.TrimSpace(name)}); len(out) > maxHolidays {
			return nil, fault("holidays_many", maxHolidays)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read holidays: %w", err)
	}
	return out, nil
}

// asBlank takes what divides columns for a blank.
func asBlank(r rune) rune {
	if r == ',' || r == ';' || r == '\t' {
		return ' '
	}
	return r
}

// What of the holidays and locks a laptop is told, so that a receipt stays small: holidays around
// today, the locks of the newest periods.
const (
	holidaysBack, holidaysAhead = 60, 200
	locksTold                   = 24
)

func (o *Office) policyOf(r Reporting, events []ledger.LockEvent, unit string) (p ledger.Policy) {
	if r.VillageDays != ledger.DefaultVillageDays {
		p.Days = r.VillageDays
	}
	from, to := o.today().AddDays(-holidaysBack).String(), o.today().AddDays(holidaysAhead).String()
	for _, h := range r.Holidays {
		if h.Day >= from && h.Day <= to {
			p.Holidays = append(p.Holidays, h.Day)
		}
	}
	for _, period := range periodsIn(events) {
		if lock, told := lockOf(events, period.Label, unit, o.now()); told && len(p.Locks) < locksTold {
			p.Locks = append(p.Locks, lock)
		}
	}
	return p
}

// periodsIn are the periods that the office acted on, the newest first.
func periodsIn(events []ledger.LockEvent) (periods []ledger.Period) {
	for _, e := range events {
		p, err := ledger.ParsePeriod(e.Period)
		if err == nil && !slices.Contains(periods, p) {
			periods = append(periods, p)
		}
	}
	slices.SortStableFunc(periods, func(a, b ledger.Period) int { return b.To.Compare(a.To) })
	return periods
}
