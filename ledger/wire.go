package ledger

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// The messages of the sync protocol; docs/protocol.md is the reference. A request and its answer
// are both a signed envelope (magic, length, CBOR header, Ed25519 signature) followed by frames.
// The header names every frame's digest, so one signature covers them and each can be believed,
// and committed, as it arrives.

// MediaType of requests and answers of PushPath.
const MediaType = "application/vnd.sothon.log"

// Paths of the endpoint.
const (
	PushPath = "/v1/log"
	JoinPath = "/v1/join"
)

const (
	pushMagic    = "STP1"
	receiptMagic = "STR1"
	maxHeader    = 1<<16 - 1
)

// Incarnation names one life of the commune's store: random, drawn anew when it is restored from a
// backup, so that cursors into a lost future are not believed.
type Incarnation [16]byte

// Cursor is how far a laptop has read the commune's log. The zero Cursor stands at its beginning.
type Cursor struct {
	_           struct{} `cbor:",toarray"`
	Incarnation Incarnation
	Number      uint64 // the commune's log number of the last change read
}

// Mark tells of one frame: how many changes, and the first 16 bytes of the SHA-256 of its bytes.
type Mark struct {
	_      struct{} `cbor:",toarray"`
	Count  int
	Digest [16]byte
}

// MarkOf describes an encoded frame of count changes.
func MarkOf(frame []byte, count int) Mark {
	sum := sha256.Sum256(frame)
	return Mark{Count: count, Digest: [16]byte(sum[:16])}
}

// PushHeader opens a request: where in which log the frames stand, and from where to pull.
type PushHeader struct {
	_       struct{} `cbor:",toarray"`
	Commune DeviceID // whom it is meant for
	Device  DeviceID
	Epoch   Epoch
	First   uint64 // position of the first change, from 1; without frames the next to be sent
	Prev    Hash   // the chain's hash before First
	Frames  []Mark
	Cursor  Cursor
	Nonce   [8]byte // echoed by the receipt
	Wall    int64   // Unix milliseconds by the laptop's clock
	PullMax int     // bytes of frames the laptop wants back at most; 0 lets the commune choose
	Agent   string  // program version
}

// Rejection marks one change that is kept but does not count, and why.
type Rejection struct {
	_      struct{} `cbor:",toarray"`
	ID     ID
	Code   Code
	Field  string
	Reason Words
}

// Receipt opens an answer: what the commune has for certain, and what comes with the answer.
type Receipt struct {
	_           struct{} `cbor:",toarray"`
	Commune     DeviceID
	Incarnation Incarnation
	Device      DeviceID
	Epoch       Epoch
	Nonce       [8]byte
	Have        uint64 // changes 1…Have of the epoch are durably stored; may be lower than before
	Hash        Hash   // the chain's hash at Have
	Code        Code   // "", gap or fork
	Rejected    []Rejection
	Cursor      Cursor // give it back with the next request
	More        int    // changes still to pull after these
	Frames      []Mark
	Wall        int64 // Unix milliseconds by the commune's clock
	Unit        Unit  // the device's reporting unit, as it is called now
}

// EncodePush builds a request; sign is the device key's signature.
func EncodePush(h PushHeader, frames [][]byte, key ed25519.PrivateKey) ([]byte, error) {
	return seal(pushMagic, h, frames, key)
}

// EncodeReceipt builds an answer; key is the commune's.
func EncodeReceipt(rc Receipt, frames [][]byte, key ed25519.PrivateKey) ([]byte, error) {
	return seal(receiptMagic, rc, frames, key)
}

func seal(magic string, header any, frames [][]byte, key ed25519.PrivateKey) ([]byte, error) {
	b, err := encMode.Marshal(header)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", magic, err)
	}
	if len(b) > maxHeader {
		return nil, fmt.Errorf("encode %s: header of %d bytes, at most %d", magic, len(b), maxHeader)
	}
	out := binary.BigEndian.AppendUint16([]byte(magic), uint16(len(b)))
	out = append(out, b...)
	out = append(out, ed25519.Sign(key, out)...)
	for _, f := range frames {
		out = append(out, f...)
	}
	return out, nil
}

// Envelope is a header as it came, not yet believed: Verify checks the signature.
type Envelope struct {
	signed, signature []byte
}

// Verify reports whether key signed the header.
func (e Envelope) Verify(key ed25519.PublicKey) bool {
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, e.signed, e.signature)
}

// ReadPush reads a request's header; the frames follow in r. Errors are *Error with
// CodeBadRequest, or the reader's own.
func ReadPush(r io.Reader) (h PushHeader, e Envelope, err error) {
	e, err = open(r, pushMagic, &h)
	return h, e, err
}

// ReadReceipt reads an answer's header; the frames follow in r. Whatever is not a receipt, a
// captive portal's page for instance, is an *Error with CodeBadRequest.
func ReadReceipt(r io.Reader) (rc Receipt, e Envelope, err error) {
	e, err = open(r, receiptMagic, &rc)
	return rc, e, err
}

func open(r io.Reader, magic string, header any) (Envelope, error) {
	head := make([]byte, 6)
	if _, err := io.ReadFull(r, head); err != nil {
		return Envelope{}, shortHeader(err)
	}
	if string(head[:4]) != magic {
		return Envelope{}, Errorf(CodeBadRequest, "begins with %q, not %s", head[:4], magic)
	}
	n := int(binary.BigEndian.Uint16(head[4:]))
	rest, err := readBody(r, n+ed25519.SignatureSize)
	if err != nil {
		return Envelope{}, shortHeader(err)
	}
	if err := decMode.Unmarshal(rest[:n], header); err != nil {
		return Envelope{}, Errorf(CodeBadRequest, "header: %v", err)
	}
	return Envelope{signed: append(head, rest[:n]...), signature: rest[n:]}, nil
}

func shortHeader(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return Errorf(CodeBadRequest, "header is cut short")
	}
	return err
}

// ReadMarked reads the next frame and checks it against its mark before it is decoded.
func ReadMarked(r io.Reader, mark Mark, dicts func(uint32) *Dictionary) ([][]byte, error) {
	digest := sha256.New()
	changes, err := ReadFrame(io.TeeReader(r, digest), dicts)
	if err != nil {
		return nil, err
	}
	if [16]byte(digest.Sum(nil)[:16]) != mark.Digest || len(changes) != mark.Count {
		return nil, Errorf(CodeBadFrame, "not the frame that was signed")
	}
	return changes, nil
}

// Unit is a reporting unit: a village, a school, an agency, a cooperative.
type Unit struct {
	ID         string `json:"id" cbor:"1,keyasint"`
	Name       string `json:"name" cbor:"2,keyasint"`
	Kind       string `json:"kind" cbor:"3,keyasint,omitempty"`
	OldCommune string `json:"old_commune,omitempty" cbor:"4,keyasint,omitempty"`
	Commune    string `json:"commune,omitempty" cbor:"5,keyasint,omitempty"` // the commune's name
	Policy     Policy `json:"policy,omitzero" cbor:"6,keyasint,omitzero"`

	// Of a unit that came out of others: the ISO day from which it is this one, and the unit that this
	// laptop wrote for until then.
	Since  string `json:"since,omitempty" cbor:"7,keyasint,omitempty"`
	Before string `json:"before,omitempty" cbor:"8,keyasint,omitempty"`
}

// Equal reports whether both say the same.
func (u Unit) Equal(o Unit) bool {
	same := u.Policy.equal(o.Policy)
	u.Policy, o.Policy = Policy{}, Policy{}
	return same && reflect.DeepEqual(u, o)
}

// For names the unit that a record of an ISO date belongs to: the one before for a day on which this
// one did not exist yet.
func (u Unit) For(date string) string {
	if u.Before != "" && date != "" && date < u.Since {
		return u.Before
	}
	return u.ID
}

// Place names the unit so that two of one name can be told apart: "Xóm 1 (Nghĩa Châu)".
func (u Unit) Place() string {
	if u.OldCommune == "" {
		return u.Name
	}
	return u.Name + " (" + u.OldCommune + ")"
}

// JoinRequest enrols a laptop: JSON, POST to JoinPath. Sent again with the same key after a lost
// answer it gives the same answer.
type JoinRequest struct {
	Code     string `json:"code"`
	Key      []byte `json:"key"`      // Ed25519 public key, 32 bytes, base64
	Name     string `json:"name"`     // the person
	Computer string `json:"computer"` // what the laptop calls itself
	Agent    string `json:"agent"`    // program version
}

// JoinAnswer tells a laptop who it is now.
type JoinAnswer struct {
	Commune     DeviceID `json:"commune"`
	CommuneKey  []byte   `json:"commune_key"` // Ed25519 public key, 32 bytes, base64
	CommuneName string   `json:"commune_name"`
	Province    string   `json:"province"`
	Device      DeviceID `json:"device"`
	Unit        Unit     `json:"unit"`
	Wall        int64    `json:"wall"` // Unix milliseconds by the commune's clock
}
