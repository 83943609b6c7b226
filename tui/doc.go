// Package tui is the village head's screens: home, filling in a form page by page, the book of
// records, one record, sending, help.
//
// [Run] opens them on a terminal; [New] gives the same as a tea.Model, for tests. The package
// reads and writes only through [Store] and [Syncer], in commands; Update never waits for either,
// and an answer that comes too late carries the number of its question and is dropped.
//
// A key press goes through the input stage (input.go) to the screen on top of the stack; every
// screen is laid out by one frame (frame.go): heading, body, standing line, keys. All words are in
// words_*.go, Vietnamese first.
package tui
