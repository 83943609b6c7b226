package ledger

import (
	"cmp"
	"time"
)

// Clock is a hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): Unix
// milliseconds in the upper 48 bits, a counter in the lower 16. It only breaks ties between changes
// that did not see each other; what saw what is told by bases.
type Clock uint64

// MaxAhead bounds how far past the commune's last known time a remote stamp may pull a clock.
const MaxAhead = 10 * time.Minute

// ClockAt is the first stamp of a millisecond.
func ClockAt(ms int64) Clock { return Clock(uint64(max(ms, 0)&(1<<48-1)) << 16) }

// Millis is the stamp's physical part in Unix milliseconds.
func (c Clock) Millis() int64 { return int64(c >> 16) }

// Compare orders stamps.
func (c Clock) Compare(o Clock) int { return cmp.Compare(c, o) }

// Tick is the stamp of a new event at wall time ms: later than every stamp given before it.
func (c Clock) Tick(ms int64) Clock { return max(ClockAt(ms), c+1) }

// Observe is the clock after seeing a remote stamp. A remote that runs ahead of limit (Unix
// milliseconds: the commune's last known time plus MaxAhead) does not pull the clock past it.
func (c Clock) Observe(remote Clock, limit int64) Clock {
	return max(c, min(remote, ClockAt(limit)))
}
