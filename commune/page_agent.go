package commune

import "strings"

// The marks by which the common browsers and systems name themselves, the more special first: all
// but Firefox also claim to be Safari, and most to be Chrome.
var (
	browserMarks = [][2]string{{"coc_coc", "Cốc Cốc"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung"}, {"Firefox/", "Firefox"},
		{"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systemMarks = [][2]string{{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Mac OS X", "macOS"}, {"Linux", "Linux"}}
)

// agentName is what people call the browser and the system that a User-Agent tells of, such as
// "Chrome, Windows"; the beginning of the header itself when it names no browser known here.
func agentName(agent string) string {
	name := marked(agent, browserMarks)
	if name == "" {
		return shortened(agent, 80)
	}
	if system := marked(agent, systemMarks); system != "" {
		name += ", " + system
	}
	return name
}

func marked(agent string, marks [][2]string) string {
	for _, m := range marks {
		if strings.Contains(agent, m[0]) {
			return m[1]
		}
	}
	return ""
}
