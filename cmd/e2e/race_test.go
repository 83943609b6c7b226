//go:build race

package e2e_test

// underRace reports that the race detector watches, which makes SQLite ten times as slow.
const underRace = true
