package viet

import "strings"

// A syllable is an onset, a rime and a tone. The rime holds the vowels and the final consonant; q
// and its u, g and its i before another vowel are onsets of their own. Source of the tables: Hoàng
// Phê, "Từ điển chính tả", and the rules of spelling in Quyết định 240/QĐ (1984) of the Ministry of
// Education; foreign rimes that are in daily use (xoong, buýt, Đắk) are in them.

// onsets are the written beginnings, without gi and qu, which syllableParts splits off itself.
var onsets = strings.Fields("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")

// rimes are all written rimes after an onset other than gi and qu.
var rimes = strings.Fields(`
	a ac ach ai am an ang anh ao ap at au ay
	ăc ăk ăm ăn ăng ăp ăt
	âc âm ân âng âp ât âu ây
	e ec em en eng eo ep et
	ê êch êm ên ênh êp êt êu
	i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
	o oc oi om on ong op ot
	oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
	oe oem oen oeo oet ooc oong
	ô ôc ôi ôm ôn ông ôp ôt
	ơ ơi ơm ơn ơp ơt
	u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt uêu
	uôc uôi uôm uôn uông uôt uơ uy uya uych uynh uyn uyp uyt uyu uyên uyêt
	ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
	y yêm yên yêng yêt yêu`)

// afterQu are the rimes after qu that stand after no other onset.
var afterQu = strings.Fields("yn ynh yt yêt yên yêu ych yp yu")

// afterGi are the rimes after gi that stand after no other onset: giêng, giếc.
var afterGi = strings.Fields("êc êng")

// alone are what stands without an onset and is the name of a letter.
var alone = strings.Fields("ă â")

const (
	frontVowels = "eêi"      // after gh, ngh
	backVowels  = "aăâoôơuư" // after c, g, ng
	vowels      = "aăâeêioôơuưy"
)

// fits reports that a rime may follow an onset by the rules of spelling.
func fits(onset, rime string) bool {
	first := []rune(rime)[0]
	is := func(set string) bool { return strings.ContainsRune(set, first) }
	switch onset {
	case "":
		return true
	case "c", "ng":
		return is(backVowels)
	case "g":
		return is(backVowels) || first == 'i'
	case "k":
		return is(frontVowels) || first == 'y' || rime == "a"
	case "gh", "ngh":
		return is(frontVowels)
	case "gi":
		return is(backVowels) || is("eê")
	case "qu":
		return is("aăâeêiyôơ") && !strings.HasPrefix(rime, "ia") && !strings.HasPrefix(rime, "iê")
	}
	if strings.HasPrefix(rime, "yê") {
		return false
	}
	return rime != "uơ" || onset == "h" || onset == "th" || onset == "kh"
}

// rimesAfter holds every rime that may follow an onset, by the onset.
var rimesAfter = func() map[string][]string {
	table := map[string][]string{"": append(append([]string(nil), rimes...), alone...)}
	for _, onset := range onsets {
		all := rimes
		switch onset {
		case "qu":
			all = append(append([]string(nil), rimes...), afterQu...)
		case "gi":
			all = append(append([]string(nil), rimes...), afterGi...)
		}
		for _, rime := range all {
			if fits(onset, rime) {
				table[onset] = append(table[onset], rime)
			}
		}
	}
	return table
}()

// onsetLength is how many of a word's letters, which are lower case and without tone, are its
// onset: all before the first vowel, and the u of qu and the i of gi before another vowel.
func onsetLength(word []rune) int {
	n := 0
	for n < len(word) && !strings.ContainsRune(vowels, word[n]) {
		n++
	}
	if n == 1 && len(word) > 1 {
		glide := word[0] == 'q' && word[1] == 'u' || word[0] == 'g' && word[1] == 'i' && len(word) > 2 &&
			strings.ContainsRune(vowels, word[2])
		if glide {
			return 2
		}
	}
	return n
}

// isSyllable reports that the letters, lower case and without tone, and the tone (0 for none) are a
// whole syllable as it may be written. A syllable that ends in c, ch, p or t needs sắc or nặng.
func isSyllable(word []rune, tone rune) bool {
	n := onsetLength(word)
	rime := string(word[n:])
	if stopped(rime) && tone == 0 || !toneFits(rime, tone) {
		return false
	}
	for _, r := range rimesAfter[string(word[:n])] {
		if r == rime {
			return true
		}
	}
	return false
}

// mayBecome reports that the letters are the beginning of a syllable, when marks may still be put
// on those that have none. Consonants alone always are: people write QĐ, THCS, ĐBSCL.
func mayBecome(word []rune, tone rune) bool {
	n := onsetLength(word)
	if n == len(word) {
		return true
	}
	if !toneFits(string(word[n:]), tone) {
		return false
	}
	for _, rime := range rimesAfter[string(word[:n])] {
		if begins(rime, word[n:]) {
			return true
		}
	}
	return false
}

func begins(rime string, typed []rune) bool {
	at := 0
	for _, r := range rime {
		if at == len(typed) {
			return true
		}
		if t := typed[at]; t != r && t != lookup(r).base {
			return false
		}
		at++
	}
	return at == len(typed)
}

// stopped reports a rime that ends in c, ch, p or t.
func stopped(rime string) bool {
	return strings.HasSuffix(rime, "c") || strings.HasSuffix(rime, "ch") || strings.HasSuffix(rime, "p") ||
		strings.HasSuffix(rime, "t")
}

// toneFits: a rime that ends in a stop has only sắc and nặng.
func toneFits(rime string, tone rune) bool {
	if tone == 0 || tone == acute || tone == dotBelow {
		return true
	}
	return !stopped(rime) && !strings.HasSuffix(rime, "k")
}

const (
	grave    rune = 0x300
	acute    rune = 0x301
	tilde    rune = 0x303
	hook     rune = 0x309
	dotBelow rune = 0x323
)

// toneAt is the index of the letter that carries the tone; -1 without a vowel. Old style sets it
// on the first vowel of an open oa, oe, uy (hòa, thúy), new style on the second (hoà, thuý).
func toneAt(word []rune, newStyle bool) int {
	from := onsetLength(word)
	if from == 2 && len(word) == 2 && word[1] == 'u' {
		return 1
	}
	to := from
	for to < len(word) && strings.ContainsRune(vowels, word[to]) {
		to++
	}
	for i := to - 1; i >= from; i-- {
		if strings.ContainsRune("ăâêôơư", word[i]) {
			return i
		}
	}
	switch to - from {
	case 0:
		return -1
	case 1:
		return from
	case 2:
		pair := string(word[from:to])
		second := to < len(word) || newStyle && (pair == "oa" || pair == "oe" || pair == "uy")
		if second || pair == "uo" || pair == "ie" || pair == "ye" {
			return from + 1
		}
		return from
	}
	return from + 1
}
