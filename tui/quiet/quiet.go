// Package quiet keeps the program from asking the terminal questions. Bubble Tea asks for the
// background colour when its package is initialised, and a terminal that answers nothing (a serial
// line, a plain pipe of a terminal) then holds up every command for five seconds. A terminal named
// "dumb" is not asked.
//
// The order is sure by the Go specification: of the packages that are ready the one whose path
// sorts first is initialised. This one needs only os, and so comes before os/signal, which Bubble
// Tea needs. It must import nothing else.
package quiet

import "os"

var name, named = hush()

// hush names the terminal "dumb" and gives the name it had.
func hush() (name string, named bool) {
	name, named = os.LookupEnv("TERM")
	_ = os.Setenv("TERM", "dumb") // fails only for a bad name
	return name, named
}

// Restore gives the terminal its name back. Call it when the packages that ask are initialised.
func Restore() bool {
	if named {
		return os.Setenv("TERM", name) == nil
	}
	return os.Unsetenv("TERM") == nil
}
