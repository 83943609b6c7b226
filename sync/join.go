package sync

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/nghia-hung/sothon/ledger"
)

// JoinOptions are what a person gives to enrol a laptop, and what the request is made with.
type JoinOptions struct {
	URL      string // of the endpoint: https, or http on this same machine
	Code     string // the one-time code from the office
	Name     string // the person's, may be empty
	Computer string // what the laptop calls itself, may be empty
	CA       []byte // PEM of the authority that vouches for the endpoint; nil for the system's
	Pin      string // fingerprint of the endpoint's key in any notation; "" for an authority
	Options         // Dictionaries are not used; a zero Retry is QuickRetry
}

// Join enrols the laptop with the commune and keeps the answer in store. The device's key is the
// store's; only its public half is sent. A lost answer does no harm: the same code and key give it
// again. A laptop may join its own commune anew (a new address, a new key of the endpoint), but no
// other one. Errors are *Error, or the context's own.
func Join(ctx context.Context, store Store, o JoinOptions) (ledger.Identity, error) {
	id, err := o.identity(store)
	if err != nil {
		return ledger.Identity{}, err
	}
	key, err := store.Key()
	if err != nil {
		return ledger.Identity{}, storeError("read key", err)
	}
	if o.Retry == (Retry{}) {
		o.Retry = QuickRetry
	}
	c := New(store, o.Options)
	defer c.Close()
	j := &joining{client: c, key: key.Public().(ed25519.PublicKey)}
	if err := j.ask(ctx, id, o); err != nil {
		return ledger.Identity{}, err
	}
	if id.Joined && id.Commune != j.answer.Commune {
		return ledger.Identity{}, failure(CodeElsewhere, "joined to commune %s, this is %s", id.Commune, j.answer.Commune)
	}
	id = j.answer.identity(id)
	return id, storeError("keep identity", store.Join(id))
}

// identity is what is known before asking.
func (o JoinOptions) identity(store Store) (ledger.Identity, error) {
	id, err := store.Identity()
	if err != nil {
		return id, storeError("read identity", err)
	}
	if id.URL, err = CheckURL(o.URL); err != nil {
		return id, err
	}
	if id.CA, id.Pin = o.CA, ""; o.Pin != "" {
		if id.Pin, err = ledger.NormalizePin(o.Pin); err != nil {
			return id, &Error{Code: CodePin, Err: err}
		}
	}
	if o.Name != "" {
		id.Person = o.Name
	}
	return id, nil
}

// joining is one Join under way.
type joining struct {
	client *Client
	key    ed25519.PublicKey
	answer joinAnswer
}

func (j *joining) failed(error) {}

func (j *joining) waiting(error, time.Time) error { return nil }

func (j *joining) ask(ctx context.Context, id ledger.Identity, o JoinOptions) error {
	l, err := j.client.connect(id)
	if err != nil {
		return err
	}
	body, err := json.Marshal(ledger.JoinRequest{Code: strings.TrimSpace(o.Code), Key: j.key, Name: o.Name,
		Computer: o.Computer, Agent: o.Agent})
	if err != nil {
		return failure(ledger.CodeInternal, "encode request: %w", err)
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, l.url+ledger.JoinPath, body)
	if err != nil {
		return failure(CodeInsecureURL, "%w", err)
	}
	req.Header = http.Header{"Content-Type": {"application/json"}, "User-Agent": {""}}
	req.SetResponseHandler(j.handle)
	_, err = j.client.retrying(ctx, l, j).Do(req)
	return err
}

func (j *joining) handle(resp *http.Response) (err error) {
	defer resp.Body.Close()
	body := &noted{r: io.LimitReader(resp.Body, maxRefusal)}
	if resp.StatusCode != http.StatusOK || mediaType(resp) != "application/json" {
		return refusal(resp, body, j.client.o.Now())
	}
	j.answer, err = readJoinAnswer(body, j.key)
	if body.err != nil {
		return &Error{Code: CodeCut, Err: body.err}
	}
	return err
}

// joinAnswer is an answer whose parts fit together.
type joinAnswer ledger.JoinAnswer

// readJoinAnswer reads the commune's answer to a laptop with this key. That the ids belong to the
// keys is checked here; that the commune is the right one rests on TLS.
func readJoinAnswer(r io.Reader, key ed25519.PublicKey) (joinAnswer, error) {
	var a joinAnswer
	if err := json.NewDecoder(r).Decode(&a); err != nil {
		return a, failure(CodeWrongServer, "answer: %w", err)
	}
	switch {
	case len(a.CommuneKey) != ed25519.PublicKeySize || a.Commune != ledger.DeviceOf(a.CommuneKey):
		return a, failure(CodeWrongServer, "the commune's id does not belong to its key")
	case a.Device != ledger.DeviceOf(key):
		return a, failure(CodeWrongServer, "the answer is for another laptop")
	case a.Unit.ID == "":
		return a, failure(CodeWrongServer, "the answer names no unit")
	}
	return a, nil
}

// identity adds what the commune answered to what was known.
func (a joinAnswer) identity(id ledger.Identity) ledger.Identity {
	id.Joined, id.Device, id.Unit = true, a.Device, a.Unit
	id.Commune, id.CommuneKey = a.Commune, bytes.Clone(a.CommuneKey)
	id.CommuneName, id.Province = a.CommuneName, a.Province
	return id
}
