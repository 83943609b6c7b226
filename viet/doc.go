// Package viet reads, shows, searches and sorts what Vietnamese people write:
// numbers, money, areas, masses, dates, names.
//
// Start with [Clean] for every text that comes from outside and with the
// parser of the field's kind ([ParseNumber], [ParseMoney], [ParseArea],
// [ParseMass], [ParseDate]). A parser never guesses: it returns the value, a
// [*ParseError] that names what is wrong, or an [*Ambiguous] that lists what to
// type instead; [Explain] turns either into words for a person. Everything may
// be typed without marks and as decomposed Unicode.
//
// The package is pure: it reads no clock and no environment; "today" is an
// argument. Every function may be called from several goroutines at once.
package viet
