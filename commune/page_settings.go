package commune

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
)

// refused deals with the error of an act: one that a person can do something about goes into the
// view, of another the page is sent. It is false when there was none.
func (p *Page) refused(w http.ResponseWriter, r *http.Request, v *pageView, err error) bool {
	var fault *Fault
	var place *PlaceError
	switch {
	case err == nil:
		return false
	case errors.As(err, &place):
		v.Error = place.In(v.Lang)
	case errors.As(err, &fault):
		v.Error = fault.Words.In(v.Lang)
	default:
		p.fail(w, r, err)
	}
	return true
}

// setPeriods settles working days and holidays.
func (p *Page) setPeriods(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "coverage", user)
	body := periodsBody{Village: r.PostFormValue("village"), Commune: r.PostFormValue("commune"), Holidays: r.PostFormValue("holidays")}
	holidays, err := ReadHolidays(strings.NewReader(body.Holidays))
	if err == nil {
		village, _ := strconv.Atoi(strings.TrimSpace(body.Village))
		commune, _ := strconv.Atoi(strings.TrimSpace(body.Commune))
		err = p.office.SetReporting(r.Context(), Reporting{VillageDays: village, CommuneDays: commune, Holidays: holidays})
	}
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showPeriods(w, r, http.StatusUnprocessableEntity, v, body)
		}
		return
	}
	p.office.note(r.Context(), user.Name, "reporting", "", body.Village+", "+body.Commune)
	p.say(w, "done_periods")
	http.Redirect(w, r, "/periods", http.StatusSeeOther)
}

func holidayLines(days []Holiday) string {
	var b strings.Builder
	for _, h := range days {
		b.WriteString(strings.TrimSpace(shownDay(h.Day)+" "+h.Name) + "\n")
	}
	return b.String()
}

func number(n int) string { return strconv.Itoa(n) }
