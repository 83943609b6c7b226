// Package commune is the commune office's side of the program: the endpoint that laptops push to
// and pull from, and the acts of the office itself (units, enrolment, review, accounts, upkeep).
//
// Office holds the rules and needs a Store, which package commune/store provides; Office.Endpoint
// is the HTTP handler of docs/protocol.md. Found begins a store, Open goes on with one:
//
//	st, err := store.Open(ctx, dir)
//	office, err := commune.Open(ctx, st, commune.Options{Catalogue: catalogue})
//	err = commune.Serve(ctx, commune.Server{Handler: office.Endpoint(), Listener: l})
//
// What a laptop sends is never refused for its content: it is kept, and what does not count is
// marked with a code that both sides see. What the office does is a change like any other, in the
// commune's own log, so that laptops pull it.
package commune
