package tui

import (
	"slices"
	"testing"
)

// scene is one screen in one standing: how it comes about from home, over the sample book.
type scene struct {
	name   string
	before func(d *driver) // changes the world before the screens open; nil for nothing, and then the random walk begins here too
	play   func(d *driver) // from the home screen to this one
}

// scenes are all screens. The goldens, the help, resizing and the random walk go over them; a test sees
// to it that no kind of screen is left out.
var scenes = slices.Concat(fillScenes, bookScenes, sendScenes, setupScenes, pinScenes)

// noWay marks a scene put there by hand, from which nobody can go on.
func noWay(*driver) {}

// sizes are the terminals every screen is looked at on: the smallest, the usual, a wide one.
var sizes = [][2]int{{60, 20}, {80, 24}, {120, 40}}

// open plays a scene on a terminal of a size.
func (s scene) open(t testing.TB, lang string, size [2]int) *driver {
	t.Helper()
	d := newDriver(t, lang).sampleBook()
	d.sampleHost()
	d.samplePeriods()
	if s.before != nil {
		s.before(d)
	}
	d.start(size[0], size[1])
	s.play(d)
	return d
}
