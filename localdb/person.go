package localdb

import (
	"fmt"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// SetPersonFrom keeps who reports from an ISO day on, when another head takes over. Until then it is
// who it was; what was recorded keeps the name it was recorded under.
func (s *Store) SetPersonFrom(name string, from viet.Date) error {
	return s.update("keep person", func(w *writer) error {
		if from.Compare(viet.DateOf(w.now)) <= 0 {
			return w.putSetting(settingPerson, name)
		}
		now, err := w.person()
		if err != nil {
			return err
		}
		if err := w.putSetting(settingPerson, now); err != nil {
			return err
		}
		return w.putSetting(settingNext, fmt.Sprintf("%s %s", from, name))
	})
}

// person is who reports today.
func (r reader) person() (string, error) {
	next, err := r.setting(settingNext)
	if err != nil {
		return "", err
	}
	day, name, ok := strings.Cut(next, " ")
	if ok && day <= viet.DateOf(r.s.o.Now()).String() {
		return name, nil
	}
	return r.setting(settingPerson)
}
