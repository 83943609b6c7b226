// Package ledger is the pure middle that the laptop and the commune share: forms, values,
// changes, the fold that turns changes into records, periods, wire messages and error codes.
//
// It performs no I/O, reads no clock and draws no randomness; time, ids and random bytes come in
// as arguments. Start with Form (what is asked), Change (what happened) and Fold (what is so).
package ledger
