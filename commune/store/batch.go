package store

import (
	"context"
	"errors"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// batchBytes bounds what one transaction takes of the segments that wait.
const batchBytes = 4 << 20

// job is one segment that waits to be appended.
type job struct {
	seg    commune.Segment
	fold   commune.Fold
	folded map[ledger.ID]packed // of the records that may be new
	size   int
	done   chan struct{} // closed when the two below are set
	head   commune.Head
	err    error
}

func (j *job) end(head commune.Head, err error) {
	j.head, j.err = head, err
	close(j.done)
}

// Append implements commune.Logs. Segments that wait for the writer at the same time share one
// transaction, and so one fsync: whoever gets the writer's turn appends what waits by then, its own
// among it. All of them are on disk before any is answered.
func (s *Store) Append(ctx context.Context, seg commune.Segment, fold commune.Fold) (commune.Head, error) {
	if len(seg.Entries) == 0 {
		return seg.After, nil
	}
	if err := ctx.Err(); err != nil {
		return commune.Head{}, wrap("append to log", err)
	}
	j := &job{seg: seg, fold: fold, folded: packAll(seg.Folded), done: make(chan struct{})}
	for _, e := range seg.Entries {
		j.size += len(e.Bytes)
	}
	s.queue(j)
	select {
	case <-j.done:
	case s.turn <- struct{}{}:
		s.appendWaiting(context.WithoutCancel(ctx))
		<-s.turn
		<-j.done
	}
	return j.head, j.err
}

func (s *Store) queue(j *job) {
	s.waits.Lock()
	defer s.waits.Unlock()
	s.waiting = append(s.waiting, j)
}

// appendWaiting appends all that waits, in one transaction if it is not too much.
func (s *Store) appendWaiting(ctx context.Context) {
	s.waits.Lock()
	jobs := s.waiting
	s.waiting = nil
	s.waits.Unlock()
	for len(jobs) > 0 {
		n, size := 1, jobs[0].size
		for n < len(jobs) && size+jobs[n].size <= batchBytes {
			size += jobs[n].size
			n++
		}
		s.appendTogether(ctx, jobs[:n])
		jobs = jobs[n:]
	}
}

// appendTogether appends jobs in one transaction. A segment that does not follow its head is left
// out; whatever else goes wrong ends the transaction, and then each gets one for itself.
func (s *Store) appendTogether(ctx context.Context, jobs []*job) {
	heads, moved := make([]commune.Head, len(jobs)), make([]error, len(jobs))
	err := s.write(ctx, "append to log", func(t *tx) error {
		for i, j := range jobs {
			head, err := t.advance(j.seg)
			if errors.Is(err, commune.ErrMoved) {
				moved[i] = wrap("append to log", err)
				continue
			}
			if err != nil {
				return err
			}
			heads[i] = head
			a := appending{tx: t, job: j}
			if err := a.run(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && len(jobs) > 1 {
		for i := range jobs {
			s.appendTogether(ctx, jobs[i:i+1])
		}
		return
	}
	for i, j := range jobs {
		switch {
		case err != nil:
			j.end(commune.Head{}, err)
		case moved[i] != nil:
			j.end(commune.Head{}, moved[i])
		default:
			j.end(heads[i], nil)
		}
	}
	s.checkpoint.after(len(jobs))
}

// packed is a row as it is stored; an error of packing stands in its place.
type packed struct {
	commune.Row
	content []byte // the values
	lists   []string
	err     error
}

func pack(r commune.Row) packed {
	p := packed{Row: r}
	if p.content, p.err = ledger.EncodeValues(r.Values); p.err == nil {
		p.lists, p.err = encodeLists(r.Conflicts, r.Devices, r.Merge)
	}
	return p
}

func packAll(rows map[ledger.ID]commune.Row) map[ledger.ID]packed {
	out := make(map[ledger.ID]packed, len(rows))
	for id, r := range rows {
		out[id] = pack(r)
	}
	return out
}
