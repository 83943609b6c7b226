package commune

import (
	"context"
	"sync"

	"github.com/nghia-hung/sothon/ledger"
)

// closingCache keeps what units said of periods, read once and then only what is new: the states of
// periods are asked for with every page. It follows from the store alone.
type closingCache struct {
	mu      sync.Mutex
	number  uint64 // the newest change that is in it
	looked  uint64 // the commune's newest change when it was last looked for more
	records map[ledger.ID]ledger.Closing
}

// allClosings gives every closing that counts, with when its record first came here and who made it.
func (o *Office) allClosings(ctx context.Context) ([]ledger.Closing, error) {
	c := &o.closed
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.records == nil {
		c.records = map[ledger.ID]ledger.Closing{}
	}
	now, err := o.store.Pull(ctx, PullQuery{After: 1 << 62, Count: 1})
	if err != nil {
		return nil, err
	}
	if now.Newest != c.looked || c.looked == 0 {
		if err := o.readClosings(ctx, c); err != nil {
			return nil, err
		}
		c.looked = now.Newest
	}
	out := make([]ledger.Closing, 0, len(c.records))
	for _, closing := range c.records {
		out = append(out, closing)
	}
	return out, nil
}

// readClosings takes in what is newer than what the cache has.
func (o *Office) readClosings(ctx context.Context, c *closingCache) error {
	newest := c.number
	q := Listing{Selection: Selection{Form: ledger.ClosingForm, Limit: closingsAtOnce}, Order: ByReceived}
	for {
		page, err := o.store.List(ctx, q)
		if err != nil {
			return err
		}
		for _, row := range page.Rows {
			if row.Number <= c.number {
				page.Next = ""
				break
			}
			newest = max(newest, row.Number)
			if err := o.noteClosing(ctx, c, row); err != nil {
				return err
			}
		}
		if q.After = page.Next; q.After == "" {
			break
		}
	}
	c.number = newest
	return nil
}

// closingsAtOnce is how many closings are read at a time.
const closingsAtOnce = 500

func (o *Office) noteClosing(ctx context.Context, c *closingCache, row Row) error {
	closing, ok := ledger.ClosingOf(row.ID, row.Unit, row.Values, row.Updated, "")
	if !ok || !row.Status.Counts() {
		delete(c.records, row.ID)
		return nil
	}
	_, logged, err := o.store.Record(ctx, row.ID)
	if err != nil {
		return err
	}
	closing.At = logged[0].Received
	if changes, err := decoded(logged); err == nil {
		closing.By = changes[0].Author
	}
	c.records[row.ID] = closing
	return nil
}
