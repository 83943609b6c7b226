package viet

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// field is a text field that does what Typing answers.
type field struct {
	*testing.T
	Typing
	text string
}

func (f *field) do(erase int, insert string) {
	f.Helper()
	runes := []rune(f.text)
	if len(runes) == 0 && erase == 1 && insert == "" {
		return // Backspace at the beginning of the text
	}
	if erase < 0 || erase > len(runes) {
		f.Fatalf("erase %d of %q", erase, f.text)
	}
	f.text = string(runes[:len(runes)-erase]) + insert
	if !strings.HasSuffix(f.text, f.Tail()) {
		f.Fatalf("the field has %q, typing takes it for %q", f.text, f.Tail())
	}
}

// pressed presses the keys: < is Backspace, ^ is Restore, ~ ends the word.
func pressed(t *testing.T, m Method, keys string) string {
	t.Helper()
	f := &field{T: t, Typing: Typing{Method: m}}
	for _, r := range keys {
		switch r {
		case '<':
			f.do(f.Backspace())
		case '^':
			f.do(f.Restore())
		case '~':
			f.do(f.End())
		default:
			f.do(f.Key(r))
		}
	}
	return f.text
}

func TestTyping(t *testing.T) {
	for _, c := range []struct {
		method     Method
		keys, want string
	}{
		{Off, "tieengs 9", "tieengs 9"},
		{Telex, "Tieengs Vieetj", "Tiếng Việt"},
		{Telex, "TIEENGS VIEETJ", "TIẾNG VIỆT"},
		{Telex, "tiengse vietje", "tiếng việt"},
		{Telex, "aaa", "aa"}, {Telex, "ass", "as"}, {Telex, "ddd", "dd"}, {Telex, "eee", "ee"},
		{Telex, "aww", "aw"}, {Telex, "oww", "ow"}, {Telex, "ww", "w"}, {Telex, "tww", "tw"}, {Telex, "uoww", "uow"},
		{Telex, "asz", "a"}, {Telex, "ddod", "dod"}, {Telex, "dod", "đo"}, {Telex, "asf", "à"},
		{Telex, "ddaay laf dduwowngf DDAATS", "đây là đường ĐẤT"},
		{Telex, "duongwdf", "đường"}, {Telex, "uow", "ươ"}, {Telex, "w", "ư"}, {Telex, "W", "Ư"}, {Telex, "tuw", "tư"},
		{Telex, "thuowr thuor", "thuở thuỏ"}, {Telex, "thuowngf", "thường"}, {Telex, "huow", "huơ"},
		{Telex, "hoaf hoafn", "hòa hoàn"}, {Telex, "thuys huytf quys", "thúy huytf quý"},
		{Telex, "khuyur khuyaf ngoaos", "khuỷu khuỳa ngoáo"},
		{Telex, "gif giaf giuwx gieengs gias ginf", "gì già giữ giếng giá gìn"},
		{Telex, "quas quocso quyeenf quas quowr", "quá quốc quyền quá quở"},
		{Telex, "muaw muwa mua muas", "mưa mưa mua múa"},
		{Telex, "xooong mooocs", "xoong moóc"},
		{Telex, "class with would 2026 covid19", "class with would 2026 covid19"},
		{Telex, "QDD-UBND NDD-CP HDDND DDBSCL BDDKH", "QĐ-UBND NĐ-CP HĐND ĐBSCL BĐKH"},
		{Telex, "VietGAP OCOP HTX THCS", "VietGAP OCOP HTX THCS"},
		{Telex, "DDawks Lawks DDawk Noong", "Đắk Lắk Đăk Nông"},
		{Telex, "5sao 3xax", "5sao 3xã"}, {Telex, "15/6", "15/6"},
		{Telex, "doot ", "doot "}, {Telex, "doot <", "dôt"}, {Telex, "doot <j", "dột"}, {Telex, "doot~", "doot"},
		{Telex, "two new root ", "two new root "},
		{Telex, "test^", "test"}, {Telex, "test ^", "test "}, {Telex, "test^^", "tét"}, {Telex, "test^s<<", "tes"},
		{Telex, "tieengs<", "tiến"}, {Telex, "tieengs<<", "tiế"}, {Telex, "tieengs<<<", "tí"}, {Telex, "tieengs<<<<<", ""},
		{Telex, "dod<", "đ"}, {Telex, "ass<", "a"}, {Telex, "ass<s", "á"}, {Telex, "toansl<", "toán"},
		{Telex, "hoanf<", "hòa"}, {Telex, "as<<", ""}, {Telex, "a<<b", "b"}, {Telex, "tuowng<<<", "tư"},
		{Telex, "Dd dD", "Đ đ"}, {Telex, "nghieengx", "nghiễng"}, {Telex, "ceen keen", "ceen kên"},
		{Telex, "â", "â"}, {Telex, "âs", "âs"}, {Telex, "a\u0301s", "a\u0301s"},
		{VNI, "Tie6ng1 Vie6t5 D9u7o7ng2", "Tiếng Việt Đường"},
		{VNI, "duong97 d9uo7ng2 a66 a11 d99", "đương đường a6 a1 d9"},
		{VNI, "nguye6n4 nguyen46", "nguyễn nguyễn"}, {VNI, "thuo73", "thuở"},
		{VNI, "2026 m2 15/6 H1N1 QD9", "2026 m2 15/6 H1N1 QĐ"},
		{VNI, "a10 a8n d9a8k1", "a ăn đắk"}, {VNI, "tieng61<", "tiến"}, {VNI, "hoa2", "hòa"},
		{VNI, "aa ow dd", "aa ow dd"},
	} {
		if got := pressed(t, c.method, c.keys); got != c.want {
			t.Errorf("%q %s: %q, want %q", c.method, c.keys, got, c.want)
		}
	}
}

func TestTypingNewStyle(t *testing.T) {
	f := &field{T: t, Typing: Typing{Method: Telex, NewStyle: true}}
	for _, r := range "hoaf thuys khoer quys muas " {
		f.do(f.Key(r))
	}
	if want := "hoà thuý khoẻ quý múa "; f.text != want {
		t.Errorf("%q, want %q", f.text, want)
	}
}

// rimesMarked are the rimes with the letter that carries the tone in upper case: written down by
// hand, apart from the rules that place it.
var rimesMarked = strings.Fields(`
	A Ac Ach Ai Am An Ang Anh Ao Ap At Au Ay
	Ăc Ăk Ăm Ăn Ăng Ăp Ăt
	Âc Âm Ân Âng Âp Ât Âu Ây
	E Ec Em En Eng Eo Ep Et
	Ê Êch Êm Ên Ênh Êp Êt Êu
	I Ia Ich Im In Inh Ip It Iu iÊc iÊm iÊn iÊng iÊp iÊt iÊu
	O Oc Oi Om On Ong Op Ot
	Oa oAc oAch oAi oAm oAn oAng oAnh oAo oAp oAt oAy oĂc oĂm oĂn oĂng oĂt
	Oe oEm oEn oEo oEt oOc oOng
	Ô Ôc Ôi Ôm Ôn Ông Ôp Ôt
	Ơ Ơi Ơm Ơn Ơp Ơt
	U Ua Uc Ui Um Un Ung Up Ut uÂn uÂng uÂt uÂy uÊ uÊch uÊn uÊnh uÊt uÊu
	uÔc uÔi uÔm uÔn uÔng uÔt uƠ Uy uYa uYch uYnh uYn uYp uYt uYu uyÊn uyÊt
	Ư Ưa Ưc Ưi Ưm Ưn Ưng Ưt Ưu ưƠc ưƠi ưƠm ưƠn ưƠng ưƠp ưƠt ưƠu
	Y yÊm yÊn yÊng yÊt yÊu`)

var quRimes = strings.Fields("A Ac Ach Ai Am An Ang Anh Ao Ap At Au Ay Ăc Ăm Ăn Ăng Ăp Ăt Âc Âm Ân Âng Âp Ât Âu Ây E Ec Em En Eng Eo Ep Et " +
	"Ê Êch Êm Ên Ênh Êp Êt Êu I Ich Im In Inh Ip It Iu Ô Ôc Ôi Ôm Ôn Ông Ôp Ôt Ơ Ơi Ơm Ơn Ơp Ơt Y Yn Ynh Yt yÊt yÊn yÊu Ych Yp Yu")

// syllable is one spelling: the expected text and its letters without tone.
type syllable struct {
	text   string
	onset  []rune
	rime   []rune
	voiced int // the letter of the rime that carries the tone
	tone   rune
}

// allSyllables are the onsets with every rime and tone that the rules of spelling allow.
func allSyllables() []syllable {
	var out []syllable
	front, back := "eêi", "aăâoôơuư"
	for _, onset := range append([]string{"", "gi", "qu"}, strings.Fields(`b c ch d đ g gh h k kh l m n ng ngh nh p ph r s t th tr v x`)...) {
		table := rimesMarked
		if onset == "qu" {
			table = quRimes
		}
		for _, marked := range table {
			rime := []rune(strings.ToLower(marked))
			first := string(rime[0])
			switch onset {
			case "c", "ng", "gi", "g":
				if !strings.Contains(back, first) && (onset != "g" || first != "i") && (onset != "gi" || !strings.Contains("eê", first)) {
					continue
				}
				if onset == "g" && len(rime) > 1 && strings.ContainsRune("aêu", rime[1]) {
					continue // gia, giê, giu: gi is the onset
				}
			case "gh", "ngh":
				if !strings.Contains(front, first) {
					continue
				}
			case "k":
				if !strings.Contains(front, first) && string(rime) != "y" {
					continue
				}
			}
			if strings.HasPrefix(string(rime), "yê") && onset != "" && onset != "qu" {
				continue
			}
			if string(rime) == "uơ" && onset != "h" && onset != "th" && onset != "kh" {
				continue
			}
			out = append(out, withTones([]rune(onset), rime, strings.IndexFunc(marked, unicode.IsUpper))...)
		}
	}
	return out
}

func withTones(onset, rime []rune, at int) []syllable {
	var out []syllable
	voiced := utf8.RuneCountInString(string(rime)[:min(at, len(string(rime)))])
	for _, tone := range []rune{0, grave, hook, tilde, acute, dotBelow} {
		end := string(rime)
		stop := strings.HasSuffix(end, "c") || strings.HasSuffix(end, "ch") || strings.HasSuffix(end, "p") || strings.HasSuffix(end, "t")
		if stop && tone != acute && tone != dotBelow || strings.HasSuffix(end, "k") && (tone == grave || tone == hook || tone == tilde) {
			continue
		}
		text := string(onset) + string(rime[:voiced+1])
		if tone != 0 {
			text += string(tone)
		}
		out = append(out, syllable{norm.NFC.String(text + string(rime[voiced+1:])), onset, rime, voiced, tone})
	}
	return out
}

// keyboard holds the keys of a method.
type keyboard struct {
	method Method
	marks  map[rune]string
	tones  map[rune]string
}

var keyboards = []keyboard{
	{Telex, map[rune]string{'â': "a", 'ê': "e", 'ô': "o", 'ơ': "w", 'ư': "w", 'ă': "w", 'đ': "d"},
		map[rune]string{0: "", acute: "s", grave: "f", hook: "r", tilde: "x", dotBelow: "j"}},
	{VNI, map[rune]string{'â': "6", 'ê': "6", 'ô': "6", 'ơ': "7", 'ư': "7", 'ă': "8", 'đ': "9"},
		map[rune]string{0: "", acute: "1", grave: "2", hook: "3", tilde: "4", dotBelow: "5"}},
}

// orders are the reasonable ways to press the keys of a syllable.
func (k keyboard) orders(s syllable) []string {
	var out []string
	seen := map[string]bool{}
	letters := append(append([]rune(nil), s.onset...), s.rime...)
	for _, strokeLate := range []bool{false, true} {
		for _, markLate := range []bool{false, true} {
			for _, pairOnce := range []bool{false, true} {
				for tone := range 3 {
					if keys := k.keys(s, letters, strokeLate, markLate, pairOnce, tone); !seen[keys] {
						seen[keys] = true
						out = append(out, keys)
					}
				}
			}
		}
	}
	return out
}

// keys presses a letter and then its mark, or all marks late; the horn of ươ once or twice; the
// tone after its vowel (0), after all letters (1) or at the very end (2).
func (k keyboard) keys(s syllable, letters []rune, strokeLate, markLate, pairOnce bool, tone int) string {
	var now, late string
	for i, r := range letters {
		now += string(lookup(r).base)
		mark := k.marks[r]
		switch {
		case r == 'o' && k.method == Telex && i+1 < len(letters) && letters[i+1] == 'o':
			now += "o" // oo is ô taken back
		case mark != "" && r == 'ư' && pairOnce && i+1 < len(letters) && letters[i+1] == 'ơ':
		case r == 'đ' && strokeLate, r != 'đ' && markLate:
			if r != 'ơ' || i == 0 || letters[i-1] != 'ư' || pairOnce {
				late += mark
			}
		default:
			now += mark
		}
		if tone == 0 && i == len(s.onset)+s.voiced {
			now += k.tones[s.tone]
		}
	}
	switch tone {
	case 1:
		return now + k.tones[s.tone] + late
	case 2:
		return now + late + k.tones[s.tone]
	}
	return now + late
}

// Every syllable of Vietnamese, typed in every reasonable order with both methods, comes out as it
// is written, in small letters and in capitals, and stays when the word ends.
func TestEverySyllable(t *testing.T) {
	all := allSyllables()
	t.Logf("%d syllables", len(all))
	if len(all) < 15000 {
		t.Errorf("only %d syllables", len(all))
	}
	for _, k := range keyboards {
		t.Run(k.method.String(), func(t *testing.T) {
			t.Parallel()
			orders := 0
			for _, s := range all {
				for i, keys := range k.orders(s) {
					orders++
					want := s.text + " "
					if i%2 == 1 {
						keys, want = strings.ToUpper(keys), strings.ToUpper(want)
					}
					if got := pressed(t, k.method, keys+" "); got != want {
						t.Errorf("%s: %q, want %q", keys, got, want)
					}
				}
			}
			t.Logf("%d ways of typing", orders)
		})
	}
}

// Backspace takes the last letter with its marks and its keys, and leaves the rest.
func TestBackspaceByLetter(t *testing.T) {
	for _, k := range keyboards {
		for _, s := range allSyllables() {
			keys := k.orders(s)[0]
			whole := []rune(Fold(s.text))
			for n := 1; n <= len(whole); n++ {
				got := pressed(t, k.method, keys+strings.Repeat("<", n))
				if want := string(whole[:len(whole)-n]); Fold(got) != want || utf8.RuneCountInString(got) != len(want) {
					t.Errorf("%s and %d Backspace: %q, want %q", keys, n, got, want)
				}
			}
		}
	}
}

// Common English words stay as they are typed, or are so again after one key.
func TestEnglishWords(t *testing.T) {
	f, err := os.Open("testdata/english.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	words, kept := 0, map[Method]int{}
	for scan := bufio.NewScanner(f); scan.Scan(); {
		word := scan.Text()
		if strings.HasPrefix(word, "#") {
			continue
		}
		words++
		for _, m := range []Method{Telex, VNI} {
			if pressed(t, m, word+" ") == word+" " {
				kept[m]++
			} else if got := pressed(t, m, word+" ^"); got != word+" " {
				t.Errorf("%s %s: %q after Restore", m, word, got)
			}
			if got := pressed(t, m, word+"^"); got != word && got != pressed(t, m, word) {
				t.Errorf("%s %s: %q after Restore", m, word, got)
			}
		}
	}
	t.Logf("of %d words Telex keeps %d, VNI %d", words, kept[Telex], kept[VNI])
	if words < 5000 || kept[VNI] != words || kept[Telex]*100 < words*85 {
		t.Errorf("of %d words Telex keeps %d, VNI %d", words, kept[Telex], kept[VNI])
	}
}

// Whatever is pressed, the field and Typing agree, the text is NFC, Backspace always takes
// something away, and a word shows its keys again after Restore.
func TestTypingHolds(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := rapid.SampledFrom([]Method{Telex, VNI}).Draw(r, "method")
		keys := rapid.StringOfN(rapid.SampledFrom([]rune("aeiouydtnghcwsfrxjzqUODb0123456789 ,<<^~")), 0, 40, -1).Draw(r, "keys")
		holds(t, m, keys)
	})
}

func FuzzTyping(f *testing.F) {
	f.Add("tieengs Vieetj <<^", true)
	f.Add("d9u7o7ng2~a<", false)
	f.Add("wowdd<<<<<ôs\x00", true)
	f.Fuzz(func(t *testing.T, keys string, isTelex bool) {
		m := VNI
		if isTelex {
			m = Telex
		}
		holds(t, m, keys)
	})
}

func holds(t *testing.T, m Method, keys string) {
	t.Helper()
	text := pressed(t, m, keys)
	plain := strings.IndexFunc(keys, func(r rune) bool { return r > '~' || r < ' ' }) < 0
	if plain && !norm.NFC.IsNormalString(text) {
		t.Fatalf("%q gives %q, not NFC", keys, text)
	}
	f := &field{T: t, Typing: Typing{Method: m}}
	for _, r := range keys {
		if r < ' ' || r > '~' || r == utf8.RuneError {
			return
		}
		f.do(f.Key(r))
	}
	for n := len(keys); f.text != ""; n-- {
		if n < 0 {
			t.Fatalf("%q: Backspace leaves %q", keys, f.text)
		}
		f.do(f.Backspace())
	}
}
