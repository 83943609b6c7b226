package tui

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/viet"
)

// The built-in typing of Vietnamese letters. The app knows which text is being typed and lends it
// its viet.Typing with every key; the editor carries out what comes back.

// typist is a screen or a question with a text to type into.
type typist interface {
	// writing is the text that the next letter goes into, nil for none that takes Vietnamese
	// letters; kept tells an answer from a search, which is dropped as soon as something is found.
	writing() (e *editor, kept bool)
}

// keyWordEnds is pressed by the app itself when a key ends the word being typed without being a
// letter.
const keyWordEnds tea.KeyType = -1000

// settingKeptMsg tells how keeping a setting in the background went.
type settingKeptMsg struct{ err error }

// deliver gives a key to the top screen.
func (a *app) deliver(k tea.KeyMsg) tea.Cmd {
	if m := viet.ParseMethod(a.prefs.typing); m != a.typing.Method {
		a.typing = viet.Typing{Method: m}
	}
	e, kept := a.writing()
	if e == nil || a.typing.Method == viet.Off {
		a.typing.Reset()
		return a.top().update(a, k)
	}
	e.typing = &a.typing
	switch k.Type {
	case tea.KeyRunes, tea.KeyBackspace, tea.KeyCtrlZ:
		return a.top().update(a, k)
	}
	var ends tea.Cmd
	if e.follows() && kept {
		ends = a.top().update(a, tea.KeyMsg{Type: keyWordEnds})
	}
	a.typing.Reset()
	return tea.Batch(ends, a.top().update(a, k))
}

// writing is the text that the next letter goes into.
func (a *app) writing() (e *editor, kept bool) {
	if t, ok := a.top().screen.(typist); ok {
		return t.writing()
	}
	return nil, false
}

// nextTyping goes on to the next way of typing and keeps it for the next time.
func (a *app) nextTyping() tea.Cmd {
	a.prefs.typing = viet.ParseMethod(a.prefs.typing).Next().String()
	a.say(typingTold[a.prefs.typing])
	store, value := a.Store, a.prefs.typing
	return func() tea.Msg { return settingKeptMsg{store.SetSetting(SettingTyping, value)} }
}

// withTyping adds how letters are typed to the keys of a screen with a text to type into.
func (a *app) withTyping(keys []hint) []hint {
	if e, _ := a.writing(); e == nil {
		return keys
	}
	at := max(slices.IndexFunc(keys, func(k hint) bool { return k.key == "F1" }), 0)
	return slices.Insert(slices.Clone(keys), at, hint{"F2", a.lang.t(typingKeys[a.prefs.typing])})
}

// writing is the focused question's text.
func (p *pager) writing() (e *editor, kept bool) {
	if t, ok := p.focused().(typist); ok {
		return t.writing()
	}
	return nil, false
}

func (s *fillScreen) writing() (e *editor, kept bool) {
	if s.session == nil {
		return nil, false
	}
	return s.session.pager.writing()
}

func (s *rowScreen) writing() (e *editor, kept bool)      { return s.pager.writing() }
func (s *bookScreen) writing() (e *editor, kept bool)     { return &s.search, false }
func (s *messageScreen) writing() (e *editor, kept bool)  { return &s.editor, true }
func (s *nameScreen) writing() (e *editor, kept bool)     { return &s.boxes.list[s.boxes.at].editor, true }
func (q *choiceQuestion) writing() (e *editor, kept bool) { return &q.filter, false }
func (q *linkQuestion) writing() (e *editor, kept bool)   { return &q.filter, false }

func (s *welcomeScreen) writing() (e *editor, kept bool) {
	if s.page >= len(s.boxes.list) {
		return nil, false
	}
	return &s.boxes.list[s.page].editor, true
}

// follows reports that the text before the cursor is what the typing takes it for.
func (e *editor) follows() bool { return strings.HasSuffix(e.text[:e.cursor], e.typing.Tail()) }

// types reports that letters pass through the built-in typing.
func (e *editor) types() bool {
	if e.typing == nil || e.typing.Method == viet.Off {
		return false
	}
	if !e.follows() {
		e.typing.Reset()
	}
	return true
}

// write takes letters: those of a keyboard pass through the built-in typing; a paste and what an
// input method has composed stay as they are.
func (e *editor) write(k tea.KeyMsg) {
	composed := slices.ContainsFunc(k.Runes, func(r rune) bool { return r >= utf8.RuneSelf })
	if k.Paste || composed || !e.types() {
		e.insert(string(k.Runes))
		return
	}
	for _, r := range k.Runes {
		erase, insert := e.typing.Key(r)
		if utf8.RuneCountInString(e.text)-erase+utf8.RuneCountInString(insert) > e.max() {
			erase, insert = 0, string(r)
			e.typing.Reset()
		}
		e.rewrite(erase, insert)
	}
}

// rewrite carries out what the typing answers.
func (e *editor) rewrite(erase int, insert string) {
	if erase > 0 {
		from := e.cursor
		for range erase {
			_, n := utf8.DecodeLastRuneInString(e.text[:from])
			from -= n
		}
		e.remove(from, e.cursor)
	}
	if insert != "" {
		e.insert(insert)
	}
}

// takeBack deletes the letter before the cursor.
func (e *editor) takeBack() {
	if e.types() && e.typing.Tail() != "" {
		e.rewrite(e.typing.Backspace())
		return
	}
	e.remove(e.before(), e.cursor)
}

// finish closes the word being typed, or with restore gives its keys back.
func (e *editor) finish(restore bool) bool {
	if !e.types() {
		return false
	}
	if restore {
		e.rewrite(e.typing.Restore())
	} else {
		e.rewrite(e.typing.End())
	}
	return true
}
