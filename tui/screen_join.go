package tui

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// joinScreen connects the laptop with the commune: address, code and, if the office gave one, the
// fingerprint of its server. Records written before go there too.
type joinScreen struct {
	boxes  boxes
	asked  int
	cancel context.CancelFunc // of the joining under way, nil when there is none
	wrong  string
}

// The lines of the join screen.
const (
	boxAddress = iota
	boxCode
	boxPin
)

func newJoinScreen(a *app) *joinScreen {
	t := a.lang.t
	return &joinScreen{boxes: boxes{list: []*box{newBox(t(wAddressLabel), t(wAddressHint), ""),
		newBox(t(wCodeLabel), t(wCodeHint), ""), newBox(t(wPinLabel), t(wPinHint), "")}}}
}

// joined is what joining ended with.
type joined struct {
	syncer   Syncer
	identity ledger.Identity
}

func (s *joinScreen) open(*app) tea.Cmd { return nil }

func (s *joinScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[joined]:
		if msg.id == s.asked && s.cancel != nil {
			return s.ended(a, msg)
		}
	case tea.KeyMsg:
		switch {
		case msg.Type == tea.KeyEsc && s.cancel != nil:
			s.cancel()
		case msg.Type == tea.KeyEsc:
			return a.pop()
		case s.cancel != nil:
		case msg.Type == tea.KeyF9:
			return s.join(a)
		case s.boxes.press(msg):
			return s.join(a)
		default:
			s.spread()
		}
	}
	return nil
}

// spread puts a whole line of the office, pasted into the address, into the lines it belongs to:
// "sothon join https://… ABCD-EFGH --pin 12ab…".
func (s *joinScreen) spread() {
	words := strings.Fields(s.boxes.list[boxAddress].editor.text)
	if len(words) < 2 {
		return
	}
	at := 0
	for at < len(words)-1 && !strings.Contains(words[at], "://") {
		at++
	}
	if !strings.Contains(words[at], "://") || at == len(words)-1 {
		return
	}
	s.boxes.list[boxAddress].editor.set(words[at])
	s.boxes.list[boxCode].editor.set(words[at+1])
	s.boxes.at = boxCode
	if rest := words[at+2:]; len(rest) == 2 && rest[0] == "--pin" {
		s.boxes.list[boxPin].editor.set(rest[1])
	}
}

func (s *joinScreen) join(a *app) tea.Cmd {
	to := Invitation{Address: s.boxes.text(boxAddress), Code: s.boxes.text(boxCode), Pin: s.boxes.text(boxPin)}
	for i, missing := range []say{wAddressMissing, wCodeMissing} {
		if s.boxes.text(i) == "" {
			s.boxes.at, s.wrong = i, a.lang.t(missing)
			return nil
		}
	}
	s.wrong = ""
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	host, store := a.Host, a.Store
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (joined, error) {
		defer cancel()
		syncer, err := host.Join(ctx, to)
		if err != nil {
			return joined{}, err
		}
		id, err := store.Identity()
		return joined{syncer, id}, err
	})
	return cmd
}

func (s *joinScreen) ended(a *app, r reply[joined]) tea.Cmd {
	s.cancel = nil
	if r.value.syncer == nil {
		if s.wrong = a.whyNot(r.err); s.wrong == "" {
			s.wrong = a.lang.t(wJoinStopped)
		}
		return nil
	}
	a.Syncer, a.AutoSend = r.value.syncer, a.prefs.autoSend
	cmd := a.home()
	a.say(wJoined, r.value.identity.CommuneName, r.value.identity.Unit.Place())
	return tea.Batch(cmd, a.beginSending())
}

func (s *joinScreen) heading(a *app) (left, right string) {
	if s.cancel != nil {
		right = a.lang.t(wConnecting)
	}
	return a.lang.t(wJoinTitle), right
}

func (s *joinScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	if height > 14 {
		c.add(wrap(a.lang.t(wJoinText), width)...)
		c.add("")
	}
	s.boxes.put(a, &c, width)
	return c
}

func (s *joinScreen) standing(a *app, width int) []string {
	if s.cancel != nil {
		return wrap(a.lang.t(wJoining), width)
	}
	if s.wrong == "" {
		return nil
	}
	lines := wrap(s.wrong, width)
	for i := range lines {
		lines[i] = a.st.bad.Render(lines[i])
	}
	return lines
}

func (s *joinScreen) keys(a *app) []hint {
	t := a.lang.t
	if s.cancel != nil {
		return []hint{{"F1", t(wKeyHelp)}, {"Esc", t(wKeyStop)}}
	}
	return []hint{{"Enter", t(wKeyNextQuestion)}, {"↑↓", t(wKeyLines)}, {"F9", t(wKeyJoin)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyLater)}}
}

func (s *joinScreen) help(a *app) string { return a.lang.t(wHelpJoin) }
