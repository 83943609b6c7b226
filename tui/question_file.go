package tui

import (
	"errors"
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// fileQuestion takes photos and files: chosen from a list of folders, or by a path that is typed,
// pasted, or dragged onto the window. Each is copied beside the book at once.
type fileQuestion struct {
	base
	path     editor
	menu     menu
	doomed   int    // the file that a second Delete takes off, -1 none
	asked    int    // the copying on its way
	looked   int    // the question about the standings on its way
	copying  string // what is being copied now, "" for nothing
	failed   string // why the last one could not be attached
	standing map[ledger.Hash]string
}

// arrive puts the cursor on "done", so that whoever has no photo goes on with Enter.
func (q *fileQuestion) arrive() tea.Cmd {
	q.doomed = -1
	q.menu.at = len(q.files()) + 1
	files, hashes := q.a.Files, q.files()
	if files == nil || len(hashes) == 0 {
		return nil
	}
	lang := q.a.lang
	var cmd tea.Cmd
	q.looked, cmd = ask(q.a, func() (map[ledger.Hash]string, error) {
		standing := map[ledger.Hash]string{}
		for _, f := range hashes {
			standing[f.SHA256] = lang.w(files.Standing(f.SHA256).Words())
		}
		return standing, nil
	})
	return cmd
}

func (q *fileQuestion) files() []ledger.File { return q.slot.value.Files() }

// The list has the files, then choosing one, then "done".
func (q *fileQuestion) press(k tea.KeyMsg) tea.Cmd {
	n, doomed := len(q.files()), q.doomed
	q.doomed, q.failed = -1, ""
	switch {
	case k.Type == tea.KeyUp || k.Type == tea.KeyDown:
		q.menu.key(k, n+2, 1)
	case k.Type == tea.KeyEnter && q.path.text != "":
		return q.attach(cleanPath(q.path.text))
	case k.Type == tea.KeyEnter && q.menu.at == n:
		return q.a.push(&pickScreen{take: q.attach})
	case q.turn(k):
	case k.Type == tea.KeyDelete && q.path.text == "" && q.menu.at < n:
		if doomed != q.menu.at {
			q.doomed = q.menu.at
			return nil
		}
		q.put(slices.Delete(slices.Clone(q.files()), q.menu.at, q.menu.at+1))
		q.menu.keep(n + 1)
	default:
		q.path.key(k)
	}
	return nil
}

func (q *fileQuestion) put(files []ledger.File) {
	q.slot.value = ledger.FilesValue(files...)
	q.changed = true
}

// attach copies the file at path into the book's folder, in a command.
func (q *fileQuestion) attach(path string) tea.Cmd {
	if path == "" || q.copying != "" {
		return nil
	}
	files := q.a.Files
	q.copying, q.failed = ledger.CleanFileName(path), ""
	q.path.set("")
	var cmd tea.Cmd
	q.asked, cmd = ask(q.a, func() (ledger.File, error) { return files.Attach(path) })
	return cmd
}

func (q *fileQuestion) receive(msg tea.Msg) {
	switch r := msg.(type) {
	case reply[map[ledger.Hash]string]:
		if r.id == q.looked {
			q.standing = r.value
		}
	case reply[ledger.File]:
		if r.id == q.asked && q.copying != "" {
			q.take(r.value, r.err)
		}
	}
}

// take puts a file that was copied into the answer, or says why it was not.
func (q *fileQuestion) take(f ledger.File, err error) {
	q.copying = ""
	var problem *ledger.Problem
	switch {
	case errors.As(err, &problem):
		q.failed = q.a.lang.w(problem.Message)
	case err != nil:
		q.failed = q.a.lang.t(wStoreFailed, q.a.cause(err))
	case slices.ContainsFunc(q.files(), func(o ledger.File) bool { return o.SHA256 == f.SHA256 }):
		q.failed = q.a.lang.t(wFileTwice, f.Name)
	default:
		q.put(append(slices.Clone(q.files()), f))
		q.menu.at, q.arrived = len(q.files())+1, true
	}
}

func (q *fileQuestion) lines(width int) []string {
	lines := append(q.label(width), q.advice(width)...)
	files := q.files()
	for i, f := range files {
		lines = append(lines, q.a.rowLines(q.focused && q.menu.at == i, q.fileLines(i, f, width-2)...)...)
	}
	if q.focused {
		lines = append(lines, q.ways(width)...)
	} else if len(files) == 0 {
		lines = append(lines, clip("> "+q.a.lang.t(wNoFiles), width))
	}
	if q.copying != "" {
		lines = append(lines, "  "+clip(q.a.lang.t(wFileCopying, q.copying), width-2))
	}
	for _, l := range wrap(q.failed, width-2) {
		if l != "" {
			lines = append(lines, "  "+q.a.st.bad.Render(l))
		}
	}
	return append(lines, q.wrong(width)...)
}

// fileLines are one file: its name, its size, how far it has come.
func (q *fileQuestion) fileLines(i int, f ledger.File, width int) []string {
	facts := ledger.ShowBytes(f.Size)
	if s := q.standing[f.SHA256]; s != "" {
		facts += " · " + s
	}
	name := fmt.Sprintf("%d. %s", i+1, f.Name)
	lines := []string{name + "   " + facts}
	if cellsOf(lines[0]) > width {
		lines = []string{clip(name, width), "   " + clip(facts, width-3)}
	}
	if q.doomed == i {
		lines = append(lines, indent("   ", wrap(q.a.lang.t(wDropFileAgain), width-3))...)
	}
	return lines
}

// ways are the rows for adding a file and for going on.
func (q *fileQuestion) ways(width int) []string {
	n := len(q.files())
	done := wFilesNone
	if n > 0 {
		done = wRowsDone
	}
	typing := q.path.text != ""
	lines := q.a.rowLines(q.menu.at == n && !typing, clip(q.a.lang.t(wPickFile), width-2))
	lines = append(lines, q.a.rowLines(q.menu.at == n+1 && !typing, clip(q.a.lang.t(done), width-2))...)
	if !typing {
		return append(lines, indent("  ", wrap(q.a.lang.t(wPathHint), width-2))...)
	}
	lines = append(lines, "  "+q.a.lang.t(wPath))
	return append(lines, indent(marker, q.path.view(width-2, true, q.a.st.cursor))...)
}

// keyHints are the keys that work now.
func (q *fileQuestion) keyHints() []hint {
	t := q.a.lang.t
	switch n := len(q.files()); {
	case q.path.text != "":
		return []hint{{"Enter", t(wKeyAttach)}}
	case q.menu.at < n:
		return []hint{{"↑↓", t(wKeyChoose)}, {"Delete", t(wKeyRemoveFile)}, {"Enter", t(wKeyNextQuestion)}}
	case q.menu.at == n:
		return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyPick)}}
	}
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyNextQuestion)}}
}
