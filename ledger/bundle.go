package ledger

import (
	"bufio"
	"crypto/ed25519"
	"crypto/hpke"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// A bundle is a file of letters, one behind the other, that carries by USB or Zalo what otherwise
// goes over the network; docs/protocol.md is the reference. A letter is encrypted to one reader and
// sealed chunk by chunk, so that of a file that was cut short everything before the cut can be read,
// and nothing that was altered is ever believed:
//
//	offset size
//	0      4    "STB1"
//	4      1    kind: 1 to the commune, 2 to a laptop
//	5      16   id of the reader
//	21     32   encapsulated key (RFC 9180)
//	53     …    chunks: length of what follows, big endian, its top bit set in the last; ciphertext
const (
	letterMagic  = "STB"
	letterFormat = '1'
	letterOpen   = 21 // bytes that stand open and are authenticated
	letterHead   = 53
	chunkTag     = 16
	chunkLast    = 1 << 31
)

// MaxChunkBytes bounds one chunk of a letter: a frame, or a signed header.
const MaxChunkBytes = MaxFrameBytes + 1<<16

// LetterKind tells which way a letter goes.
type LetterKind byte

// The kinds. A letter to the commune holds pushes, one to a laptop holds receipts.
const (
	LetterToCommune LetterKind = 1
	LetterToDevice  LetterKind = 2
)

// Codes of what can be wrong with a bundle file.
const (
	CodeNotBundle     Code = "not_bundle"       // the file is something else
	CodeBundleNewer   Code = "bundle_newer"     // of a format that is not known here
	CodeBundleCut     Code = "bundle_cut"       // the file ends too early; what came before is whole
	CodeBundleDamaged Code = "bundle_damaged"   // altered or damaged from here on
	CodeBundleOther   Code = "bundle_elsewhere" // a letter for somebody else
	CodeBundleOld     Code = "bundle_old"       // the laptop knows of later already
)

// LetterWriter seals one letter.
type LetterWriter struct {
	w      io.Writer
	sender *hpke.Sender
}

// NewLetter begins a letter that only the owner of key can read. The randomness is the system's.
// Close ends it.
func NewLetter(w io.Writer, kind LetterKind, to ed25519.PublicKey) (*LetterWriter, error) {
	key, err := sealingKey(to)
	if err != nil {
		return nil, fmt.Errorf("begin letter: %w", err)
	}
	reader := DeviceOf(to)
	open := append([]byte(letterMagic), letterFormat, byte(kind))
	open = append(open, reader[:]...)
	enc, sender, err := hpke.NewSender(key, suite.kdf, suite.aead, open)
	if err != nil {
		return nil, fmt.Errorf("begin letter: %w", err)
	}
	if _, err := w.Write(append(open, enc...)); err != nil {
		return nil, fmt.Errorf("write letter: %w", err)
	}
	return &LetterWriter{w: w, sender: sender}, nil
}

// Write seals b, not empty and at most MaxChunkBytes, as a chunk of its own: a reader gets it whole
// or not at all.
func (l *LetterWriter) Write(b []byte) (int, error) {
	if len(b) == 0 || len(b) > MaxChunkBytes {
		return 0, fmt.Errorf("write letter: chunk of %d bytes, must be 1 to %d", len(b), MaxChunkBytes)
	}
	if err := l.seal(b, uint32(len(b)+chunkTag)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Close seals the end of the letter. It does not close what the letter is written to.
func (l *LetterWriter) Close() error { return l.seal(nil, chunkTag|chunkLast) }

func (l *LetterWriter) seal(b []byte, length uint32) error {
	head := binary.BigEndian.AppendUint32(nil, length)
	sealed, err := l.sender.Seal(head, b)
	if err != nil {
		return fmt.Errorf("seal letter: %w", err)
	}
	if _, err := l.w.Write(append(head, sealed...)); err != nil {
		return fmt.Errorf("write letter: %w", err)
	}
	return nil
}

// Bundle reads the letters of a file.
type Bundle struct {
	r      *bufio.Reader
	letter *Letter
	read   int // letters
}

// ReadBundle begins to read a file.
func ReadBundle(r io.Reader) *Bundle { return &Bundle{r: bufio.NewReader(r)} }

// Next gives the next letter, passing over what is left of the one before; that one cannot be read
// any longer. It returns io.EOF at the end, and an *Error with CodeNotBundle, CodeBundleNewer,
// CodeBundleCut or CodeBundleDamaged, or the file's own, where the file cannot be understood.
func (b *Bundle) Next() (*Letter, error) {
	if b.letter != nil {
		if err := b.letter.skip(); err != nil {
			return nil, err
		}
	}
	head := make([]byte, letterHead)
	n, err := io.ReadFull(b.r, head)
	switch {
	case err == io.EOF && b.read > 0:
		return nil, io.EOF
	case err != nil && err != io.EOF && err != io.ErrUnexpectedEOF:
		return nil, fmt.Errorf("read bundle: %w", err)
	case n < 4 || string(head[:3]) != letterMagic:
		if b.read > 0 {
			return nil, Errorf(CodeBundleDamaged, "something else after letter %d", b.read)
		}
		return nil, Errorf(CodeNotBundle, "begins with %q", head[:min(n, 4)])
	case head[3] != letterFormat:
		return nil, Errorf(CodeBundleNewer, "format %q", head[3])
	case err != nil:
		return nil, Errorf(CodeBundleCut, "in the head of letter %d", b.read+1)
	}
	b.read++
	b.letter = &Letter{Kind: LetterKind(head[4]), To: DeviceID(head[5:letterOpen]), head: head, r: b.r}
	return b.letter, nil
}

// Letter is one letter being read. Kind and To are what it claims; Open verifies them.
type Letter struct {
	Kind LetterKind
	To   DeviceID

	head      []byte
	r         *bufio.Reader
	recipient *hpke.Recipient
	chunk     []byte // opened and not read yet
	err       error  // why no more can be read
	past      bool   // the last chunk's length has been read
}

// Open makes the letter readable with its reader's private key. A wrong key, or a head that was
// altered, shows at the first Read.
func (l *Letter) Open(key ed25519.PrivateKey) error {
	private, err := openingKey(key)
	if err != nil {
		return fmt.Errorf("open letter: %w", err)
	}
	l.recipient, err = hpke.NewRecipient(l.head[letterOpen:], private, suite.kdf, suite.aead, l.head[:letterOpen])
	if err != nil {
		return Errorf(CodeBundleDamaged, "head of the letter: %v", err)
	}
	return nil
}

// Read reads what the letter says. It returns io.EOF only at the end that the writer sealed, and an
// *Error with CodeBundleCut or CodeBundleDamaged where that cannot be reached.
func (l *Letter) Read(p []byte) (int, error) {
	for len(l.chunk) == 0 {
		if l.err == nil {
			l.chunk, l.err = l.next()
		}
		if len(l.chunk) == 0 && l.err != nil {
			return 0, l.err
		}
	}
	n := copy(p, l.chunk)
	l.chunk = l.chunk[n:]
	return n, nil
}

// next opens the next chunk; io.EOF comes with the last.
func (l *Letter) next() ([]byte, error) {
	if l.recipient == nil {
		return nil, errors.New("read letter: it is not open")
	}
	head, n, err := l.length()
	if err != nil {
		return nil, err
	}
	sealed, err := readBody(l.r, n)
	if err != nil {
		return nil, cutShort(err)
	}
	plain, err := l.recipient.Open(head, sealed)
	switch {
	case err != nil:
		return nil, Errorf(CodeBundleDamaged, "a chunk is not what was sealed")
	case l.past:
		return plain, io.EOF
	case len(plain) == 0:
		return nil, Errorf(CodeBundleDamaged, "an empty chunk")
	}
	return plain, nil
}

// length reads the head of a chunk.
func (l *Letter) length() (head []byte, n int, err error) {
	head = make([]byte, 4)
	if _, err := io.ReadFull(l.r, head); err != nil {
		return nil, 0, cutShort(err)
	}
	word := binary.BigEndian.Uint32(head)
	l.past = word&chunkLast != 0
	n = int(word &^ chunkLast)
	if n < chunkTag || n > MaxChunkBytes+chunkTag {
		l.past = true
		return nil, 0, Errorf(CodeBundleDamaged, "a chunk of %d bytes", n)
	}
	return head, n, nil
}

func cutShort(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return Errorf(CodeBundleCut, "the letter has no end")
	}
	return fmt.Errorf("read bundle: %w", err)
}

// skip passes over the chunks that were not read.
func (l *Letter) skip() error {
	l.chunk, l.err = nil, io.EOF
	for !l.past {
		_, n, err := l.length()
		if err != nil {
			return err
		}
		if _, err := l.r.Discard(n); err != nil {
			return cutShort(err)
		}
	}
	return nil
}
