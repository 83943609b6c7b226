// Package localdb is the laptop's store: one bbolt file, so.db, with drafts, records, the changes
// they are made of, the laptop's own log, what the commune answered, and settings.
//
// Start with [Open] and [Store.Commit]. Everything a change alters besides itself (its place in the
// log, the folded record, the list by date, the search text, the counters) is written in the same
// transaction, so that no screen has to read everything. The outbox is no list of its own: it is
// the part of the log after the position that the commune has confirmed.
//
// Beside it lies so.journal, an append-only repetition of all that is not derived ([JournalName]
// says how). A store that is damaged or gone is made anew from it at the next [Open];
// [Store.Notices] tells what happened, [Store.Verify] looks at everything in a quiet moment.
//
// What is derived can always be made again from changes, log and rejections; [Check] does so and
// compares, and opening a store with other forms than it was written with makes it anew.
package localdb
