package tui

import "github.com/nghia-hung/sothon/ledger"

// fileStandings tells how far each file of a record has come.
func fileStandings(files Files, values ledger.Values) map[ledger.Hash]ledger.FileStanding {
	out := map[ledger.Hash]ledger.FileStanding{}
	for _, v := range values {
		for _, f := range v.Files() {
			out[f.SHA256] = files.Standing(f.SHA256)
		}
	}
	return out
}

// fileLines show the files of an answer: of each its name, its size and how far it has come.
func (s *recordScreen) fileLines(a *app, field *ledger.Field, v ledger.Value, width int) []string {
	out := indent("  ", wrap(a.lang.w(field.Label)+":", width-2))
	for _, f := range v.Files() {
		text := f.ShortName(max(width-34, 16)) + " (" + ledger.ShowBytes(f.Size) + ")"
		if standing, ok := s.data.standing[f.SHA256]; ok {
			text += " – " + a.lang.w(standing.Words())
		}
		out = append(out, indent("    ", wrap(text, width-4))...)
	}
	return out
}
