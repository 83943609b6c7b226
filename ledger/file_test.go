package ledger_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
)

// files draws answers to the field for attached files.
func files() *rapid.Generator[ledger.Value] {
	return rapid.Custom(func(t *rapid.T) ledger.Value {
		var out []ledger.File
		for i := range rapid.IntRange(0, 3).Draw(t, "files") {
			f := ledger.File{SHA256: ledger.Hash{byte(i + 1), rapid.Byte().Draw(t, "hash")},
				Name: ledger.CleanFileName(rapid.String().Draw(t, "name")),
				Size: rapid.Int64Range(1, ledger.MaxFileBytes).Draw(t, "size"), Type: "image/jpeg"}
			if rapid.Bool().Draw(t, "shrunk") {
				f.Original = ledger.Hash{9, byte(i)}
			}
			out = append(out, f)
		}
		return ledger.FilesValue(out...)
	})
}

func TestEveryFormTakesFiles(t *testing.T) {
	for _, form := range ledger.Default().Forms() {
		f := form.Field(ledger.FilesField)
		if f == nil || f.Type != ledger.TypeFile || f.Required != nil {
			t.Fatalf("%s: %+v", form.Name, f)
		}
		described, err := json.Marshal(form.Describe("vi"))
		if err != nil || !strings.Contains(string(described), `"name":"tep","type":"file"`) {
			t.Fatalf("%s: its definition does not show the files: %v", form.Name, err)
		}
	}
}

// Files survive JSON, CBOR and the form's checks unchanged.
func TestFilesSurvive(t *testing.T) {
	form := ledger.Default().Form("kho_khan")
	rapid.Check(t, func(t *rapid.T) {
		v := files().Draw(t, "value")
		b, err := json.Marshal(ledger.Values{"tep": v})
		if err != nil {
			t.Fatal(err)
		}
		var raw ledger.Values
		if err := json.Unmarshal(b, &raw); err != nil {
			t.Fatal(err)
		}
		in, problems := form.Input(raw, env)
		if len(problems) > 0 || !in["tep"].Equal(v) {
			t.Fatalf("%s became %+v, %v", b, in, problems)
		}
		coded, err := ledger.EncodeValues(in)
		if err != nil {
			t.Fatal(err)
		}
		out, err := ledger.DecodeValues(coded)
		if err != nil || !out["tep"].Equal(v) {
			t.Fatalf("%+v became %+v, %v", v, out["tep"], err)
		}
		if p := form.CheckField("tep", out, env); p != nil {
			t.Fatal(p)
		}
		again := ledger.FilesValue(out["tep"].Files()...)
		if !again.Equal(v) {
			t.Fatalf("%+v is read as %+v", v, again)
		}
	})
}

func TestWrongFilesAreProblems(t *testing.T) {
	form := ledger.Default().Form("kho_khan")
	good := ledger.File{SHA256: ledger.Hash{1}, Name: "anh.jpg", Size: 10, Type: "image/jpeg"}
	with := func(change func(*ledger.File)) ledger.Value {
		f := good
		change(&f)
		return ledger.FilesValue(f)
	}
	many := make([]ledger.File, ledger.MaxFiles+1)
	for i := range many {
		many[i] = good
		many[i].SHA256[1] = byte(i)
	}
	twice := ledger.FilesValue(good)
	twice.Rows = append(twice.Rows, twice.Rows[0])
	capital := ledger.FilesValue(good)
	capital.Rows[0]["sha256"] = ledger.TextValue(strings.ToUpper((ledger.Hash{0xab}).String()))
	cases := map[string]struct {
		v    ledger.Value
		code ledger.ProblemCode
	}{
		"text":        {ledger.TextValue("anh.jpg"), ledger.ProblemType},
		"choices":     {ledger.ListValue("a"), ledger.ProblemType},
		"other rows":  {ledger.RowsValue([]ledger.Row{{"ten": ledger.TextValue("A")}}), ledger.ProblemType},
		"twice":       {twice, ledger.ProblemType},
		"capitals":    {capital, ledger.ProblemType},
		"no hash":     {with(func(f *ledger.File) { f.SHA256 = ledger.Hash{} }), ledger.ProblemType},
		"folder":      {with(func(f *ledger.File) { f.Name = "../../etc/passwd" }), ledger.ProblemType},
		"no name":     {with(func(f *ledger.File) { f.Name = "" }), ledger.ProblemType},
		"media type":  {with(func(f *ledger.File) { f.Type = "text/html; x=\"<" }), ledger.ProblemType},
		"empty":       {with(func(f *ledger.File) { f.Size = 0 }), ledger.ProblemRange},
		"too large":   {with(func(f *ledger.File) { f.Size = ledger.MaxFileBytes + 1 }), ledger.ProblemRange},
		"too many":    {ledger.FilesValue(many...), ledger.ProblemTooMany},
		"nothing bad": {ledger.FilesValue(good), ""},
	}
	for name, c := range cases {
		p := form.CheckField("tep", ledger.Values{"tep": c.v}, env)
		if p == nil && c.code == "" {
			continue
		}
		if p == nil || p.Code != c.code || p.Message.En == "" {
			t.Errorf("%s: %+v, want %s", name, p, c.code)
		}
	}
}

// A cleaned name is safe anywhere, and cleaning it again changes nothing.
func FuzzCleanFileName(f *testing.F) {
	for _, s := range []string{"", "ảnh họp.jpg", `C:\Users\a\x.png`, "../../etc/passwd", "a\x00b\u202Egpj.exe", "con:", ".bashrc", strings.Repeat("dài", 200) + ".pdf", "\xff\xfe.jpg", "a. .", "a." + strings.Repeat("x", 300), "A\u200b\u0300.jpg"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := ledger.CleanFileName(s)
		if name == "" || !utf8.ValidString(name) || strings.ContainsAny(name, "/\\:*?\"<>|\r\n\x00") || strings.HasPrefix(name, ".") || utf8.RuneCountInString(name) > ledger.MaxFileName {
			t.Fatalf("%q became %q", s, name)
		}
		if again := ledger.CleanFileName(name); again != name {
			t.Fatalf("%q became %q, then %q", s, name, again)
		}
	})
}

func TestMediaTypeOf(t *testing.T) {
	for _, c := range []struct{ name, begin, want string }{
		{"a.jpg", "\xff\xd8\xff\xe0", "image/jpeg"},
		{"a.jpg", "<html>", "application/octet-stream"},
		{"a.png", "\x89PNG\r\n\x1a\n....", "image/png"},
		{"a.html", "<html>", "application/octet-stream"},
		{"a.svg", "<svg>", "application/octet-stream"},
		{"bien ban.PDF", "%PDF", "application/pdf"},
		{"a.webp", "RIFFxxxxWEBP", "image/webp"},
	} {
		if got := ledger.MediaTypeOf(c.name, []byte(c.begin)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestShowBytes(t *testing.T) {
	for n, want := range map[int64]string{12: "12 byte", 340_400: "340 kB", 1_250_000: "1,3 MB", ledger.MaxFileBytes: "20 MB", 999_499: "999 kB", 999_500: "1 MB"} {
		if got := ledger.ShowBytes(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
