//go:build !race

package tui

// underRace reports that the race detector watches.
const underRace = false
