package sync

import "github.com/nghia-hung/sothon/ledger"

// Bounds of one request.
const (
	minFrame  = 1 << 10
	maxFrames = 32 // of ledger.FrameTarget bytes: 1 MiB
	maxPush   = 1 << 20
)

// pace is how much is put on the link at once. A link that fails gets one frame of half the size,
// so that the next receipt tells how far the failed request came; each success doubles both again.
type pace struct {
	frame  int     // compressed bytes a frame is made to have
	frames int     // in one request
	plain  bool    // do without dictionaries
	ratio  float64 // uncompressed to compressed bytes, as seen last

	mostFrame, mostFrames int // lowered for good when the endpoint finds a request too large
}

func newPace() pace {
	return pace{frame: ledger.FrameTarget, frames: maxFrames, ratio: 3,
		mostFrame: ledger.FrameTarget, mostFrames: maxFrames}
}

// slower is for a link that failed.
func (p *pace) slower() {
	p.frame, p.frames = max(p.frame/2, minFrame), 1
}

// faster is for a request that was answered whole.
func (p *pace) faster() {
	p.frame, p.frames = min(p.frame*2, p.mostFrame), min(p.frames*2, p.mostFrames)
}

// smaller is for an endpoint that found a request of so many changes too large. It reports false
// when there is nothing left to divide.
func (p *pace) smaller(changes int) bool {
	switch {
	case changes <= 1:
		return false
	case p.frames > 1:
		p.frames = max(p.frames/2, 1)
	default:
		p.frame = max(p.frame/2, 1)
	}
	p.mostFrame, p.mostFrames = p.frame, p.frames
	return true
}

// saw notes how well a frame compressed.
func (p *pace) saw(plain, packed int) {
	p.ratio = min(max(float64(plain)/float64(packed), 1), 64)
}

// bytes is the uncompressed size to aim at.
func (p *pace) bytes() int { return int(float64(p.frame) * p.ratio) }

// pull is how many bytes of frames to ask for.
func (p *pace) pull() int { return p.frames * p.frame }
