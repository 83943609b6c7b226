package tui

// The names of settings that the screens keep in the store. A value "" is what holds when nothing
// was ever chosen.
const (
	SettingPerson   = "person"    // who usually reports
	SettingUnit     = "unit_name" // what the unit is called until the commune says its name
	SettingTyping   = "typing"    // "", "telex" or "vni"
	SettingLetters  = "letters"   // "" or "large"
	SettingContrast = "contrast"  // "" or "high"
	SettingAutoSend = "auto_send" // "" or "off"
	SettingPhotos   = "photos"    // "" (shrunk) or "full"
	SettingBackup   = "backup_to" // a folder that copies of the book go to beside its own
)

// prefs are the settings that hold on every screen.
type prefs struct {
	typing       string
	large        bool
	highContrast bool
	autoSend     bool
	fullPhotos   bool
	pinMinutes   int
}

// readPrefs reads the settings once, before the first frame. What cannot be read holds as never
// chosen: the home screen tells of a store that fails.
func readPrefs(store Store) prefs {
	read := func(name string) string {
		value, err := store.Setting(name)
		if err != nil {
			return ""
		}
		return value
	}
	return prefs{typing: read(SettingTyping), large: read(SettingLetters) == "large",
		highContrast: read(SettingContrast) == "high", autoSend: read(SettingAutoSend) != "off",
		fullPhotos: read(SettingPhotos) == "full", pinMinutes: minutesOf(read(SettingPINMinutes))}
}
