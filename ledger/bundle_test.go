package ledger

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func letterKey(b byte) ed25519.PrivateKey { return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{b}, 32)) }

func letterReader(key ed25519.PrivateKey) ed25519.PublicKey { return key.Public().(ed25519.PublicKey) }

// letterOf seals chunks for the owner of key.
func letterOf(t testing.TB, key ed25519.PrivateKey, kind LetterKind, chunks ...[]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := NewLetter(&out, kind, letterReader(key))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range chunks {
		if _, err := w.Write(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestKeysOfLibsodium takes the vector of libsodium's test/default/ed25519_convert.c.
func TestKeysOfLibsodium(t *testing.T) {
	seed, _ := hex.DecodeString("421151a459faeade3d247115f94aedae42318124095afabe4d1451a559faedee")
	key := ed25519.NewKeyFromSeed(seed)
	public, err := sealingKey(letterReader(key))
	if err != nil || hex.EncodeToString(public.Bytes()) != "f1814f0e8ff1043d8a44d25babff3cedcae6c22c3edaa48f857ae70de2baae50" {
		t.Fatalf("%x, %v", public.Bytes(), err)
	}
	private, err := openingKey(key)
	if err != nil {
		t.Fatal(err)
	}
	scalar, err := private.Bytes()
	if err != nil || hex.EncodeToString(scalar) != "8052030376d47112be7f73ed7a019293dd12ad910b654455798b4667d73de166" {
		t.Fatalf("%x, %v", scalar, err)
	}
}

func TestEveryKeyMapsToItsOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := ed25519.NewKeyFromSeed(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "seed"))
		public, err := sealingKey(letterReader(key))
		if err != nil {
			t.Fatal(err)
		}
		private, err := openingKey(key)
		if err != nil || !bytes.Equal(private.PublicKey().Bytes(), public.Bytes()) {
			t.Fatalf("%x and %x, %v", private.PublicKey().Bytes(), public.Bytes(), err)
		}
	})
}

func TestKeysThatAreNone(t *testing.T) {
	for _, text := range []string{
		"0100000000000000000000000000000000000000000000000000000000000000", // y = 1: the map has no value
		"0100000000000000000000000000000000000000000000000000000000000080",
		"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // y = p
		"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
		"01",
	} {
		b, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewLetter(io.Discard, LetterToCommune, b); err == nil {
			t.Errorf("a letter to %s", text)
		}
	}
}

func TestLettersOneBehindTheOther(t *testing.T) {
	a, b := letterKey(1), letterKey(2)
	file := append(letterOf(t, a, LetterToDevice, []byte("một"), []byte("hai")), letterOf(t, b, LetterToCommune, []byte("ba"))...)
	bundle := ReadBundle(bytes.NewReader(file))
	first, err := bundle.Next()
	if err != nil || first.Kind != LetterToDevice || first.To != DeviceOf(letterReader(a)) {
		t.Fatalf("%+v, %v", first, err)
	}
	if _, err := first.Read(make([]byte, 1)); err == nil {
		t.Fatal("a letter was read that nobody opened")
	}
	second, err := bundle.Next()
	if err != nil || second.Kind != LetterToCommune || second.Open(b) != nil {
		t.Fatalf("%+v, %v", second, err)
	}
	if text, err := io.ReadAll(second); string(text) != "ba" || err != nil {
		t.Fatalf("%q, %v", text, err)
	}
	if _, err := bundle.Next(); err != io.EOF {
		t.Fatalf("after the last letter: %v", err)
	}
	if _, err := ReadBundle(bytes.NewReader(file[:30])).Next(); !errors.Is(err, &Error{Code: CodeBundleCut}) {
		t.Fatalf("half a head: %v", err)
	}
}

func TestLetterForAnotherReader(t *testing.T) {
	l, err := ReadBundle(bytes.NewReader(letterOf(t, letterKey(1), LetterToCommune, []byte("kín")))).Next()
	if err != nil || l.Open(letterKey(2)) != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(l); len(text) > 0 || !errors.Is(err, &Error{Code: CodeBundleDamaged}) {
		t.Fatalf("%q, %v", text, err)
	}
}

func TestFilesThatAreNoBundles(t *testing.T) {
	for text, want := range map[string]Code{"": CodeNotBundle, "PK\x03\x04 một tệp khác": CodeNotBundle, "STB": CodeNotBundle,
		"STB2 của chương trình mới hơn": CodeBundleNewer, "STB1": CodeBundleCut} {
		if _, err := ReadBundle(bytes.NewReader([]byte(text))).Next(); !errors.Is(err, &Error{Code: want}) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestAnyDamageLeavesAPrefix cuts, flips and swaps: what is read is a prefix of whole chunks, and
// the end is believed only when all is there.
func TestAnyDamageLeavesAPrefix(t *testing.T) {
	key := letterKey(3)
	rapid.Check(t, func(t *rapid.T) {
		chunks := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 1, 40), 0, 6).Draw(t, "chunks")
		file := letterOf(&failer{t: t}, key, LetterToCommune, chunks...)
		hurt := bytes.Clone(file)
		switch rapid.IntRange(0, 2).Draw(t, "how") {
		case 0:
			hurt = hurt[:rapid.IntRange(0, len(hurt)-1).Draw(t, "cut")]
		case 1:
			hurt[rapid.IntRange(0, len(hurt)-1).Draw(t, "at")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		case 2:
			at := rapid.IntRange(0, len(hurt)-1).Draw(t, "from")
			hurt = append(hurt[:at], hurt[min(at+rapid.IntRange(1, 60).Draw(t, "without"), len(hurt)):]...)
		}
		if bytes.Equal(hurt, file) {
			return
		}
		text, err := readAll(hurt, key)
		if err == nil {
			t.Fatalf("%x was believed", hurt)
		}
		whole := 0
		for _, c := range chunks {
			if whole < len(text) {
				whole += len(c)
			}
		}
		if !bytes.HasPrefix(bytes.Join(chunks, nil), text) || whole != len(text) {
			t.Fatalf("%x is no run of whole chunks", text)
		}
	})
}

// readAll reads one letter and demands that nothing follows.
func readAll(file []byte, key ed25519.PrivateKey) ([]byte, error) {
	bundle := ReadBundle(bytes.NewReader(file))
	l, err := bundle.Next()
	if err != nil {
		return nil, err
	}
	if err := l.Open(key); err != nil {
		return nil, err
	}
	text, err := io.ReadAll(l)
	if err != nil {
		return text, err
	}
	if l.Kind != LetterToCommune || l.To != DeviceOf(letterReader(key)) {
		return text, errors.New("an altered head was believed")
	}
	if _, err := bundle.Next(); err != io.EOF {
		return text, err
	}
	return text, nil
}

// failer lets a rapid test use what takes a testing.TB.
type failer struct {
	testing.TB
	t *rapid.T
}

func (f *failer) Helper()           {}
func (f *failer) Fatal(args ...any) { f.t.Fatal(args...) }

func FuzzReadBundle(f *testing.F) {
	key := letterKey(4)
	whole := letterOf(f, key, LetterToCommune, []byte("một"), []byte("hai"))
	f.Add(whole)
	f.Add(whole[:len(whole)-5])
	f.Add(append(bytes.Clone(whole), whole...))
	f.Add([]byte("STB1\x01"))
	f.Add(append(bytes.Clone(whole[:53]), 0xff, 0xff, 0xff, 0xff))
	f.Fuzz(func(t *testing.T, file []byte) {
		bundle := ReadBundle(bytes.NewReader(file))
		for {
			l, err := bundle.Next()
			if err != nil {
				return
			}
			if l.Open(key) != nil {
				continue
			}
			if text, _ := io.ReadAll(l); !bytes.HasPrefix([]byte("mộthai"), text) {
				t.Fatalf("believed %q", text)
			}
		}
	})
}

// TestTheDocumentsBundle opens the letter that docs/protocol.md shows, with the commune's key of
// its test vectors.
func TestTheDocumentsBundle(t *testing.T) {
	doc, err := os.ReadFile("../docs/protocol.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := func(name string) []byte {
		m := regexp.MustCompile("(?s)```" + name + "\n(.*?)```").FindSubmatch(doc)
		if m == nil {
			t.Fatalf("the document does not show %s", name)
		}
		b, err := hex.DecodeString(strings.ReplaceAll(string(m[1]), "\n", ""))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	letter := shown("bundle letter")
	text, err := readAll(letter, letterKey(2))
	if err != nil || !bytes.Equal(text, shown("hex push")) {
		t.Fatalf("%x, %v", text, err)
	}
	if !bytes.Equal(letter[5:letterOpen], shown("hex commune-id")) {
		t.Fatal("the letter is to another commune")
	}
}
