package store

import (
	"context"
	"database/sql"
	"sync"
	"sync/atomic"
)

// checkpointEvery is after how many appended segments the WAL is brought into the file. SQLite would
// do that within the commit that makes the WAL too long, and somebody would wait for it.
const checkpointEvery = 64

// checkpointer brings the WAL into the file while others write on.
type checkpointer struct {
	db      *sql.DB // one connection of its own
	since   atomic.Int64
	running atomic.Bool
	ends    sync.WaitGroup
}

// after counts segments appended.
func (c *checkpointer) after(n int) {
	if c.since.Add(int64(n)) < checkpointEvery || !c.running.CompareAndSwap(false, true) {
		return
	}
	c.since.Store(0)
	c.ends.Go(func() {
		defer c.running.Store(false)
		// What it cannot do now, for a reader who is still at work, the next one does.
		c.db.ExecContext(context.Background(), `PRAGMA wal_checkpoint(PASSIVE)`) //nolint:errcheck // see above
	})
}

// close waits for the one that runs.
func (c *checkpointer) close() error {
	c.ends.Wait()
	return c.db.Close()
}
