// Package sync carries a laptop's log to its commune and brings back what the commune has for it,
// as docs/protocol.md lays down. Begin with Join, which enrols the laptop with a one-time code, and
// Client.Sync, which sends and receives until nothing is left.
//
// Nothing is believed but a receipt that the commune's key signed for this very request. Whatever
// else happens, the records stay in the Store and are sent again.
package sync
