// Package e2e holds the tests that join the parts: real programs, real stores, real HTTP, a real
// terminal. It has no code of its own.
package e2e
