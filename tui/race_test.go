//go:build race

package tui

// underRace reports that the race detector watches, which makes all slower: what one goroutine does alone
// is then tried less often.
const underRace = true
