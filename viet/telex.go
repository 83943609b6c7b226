package viet

// action is what a key does to the syllable before it; the zero value is nothing, the key is a
// letter.
type action struct {
	tone  rune   // the tone it sets
	clear bool   // it takes the tone away
	marks string // the letters it makes of those without a mark
}

// act is what a key, in lower case, does.
func (m Method) act(r rune) action {
	if m == VNI {
		return vni[r]
	}
	return telex[r]
}

// telex: s f r x j z are tones, a doubled letter its circumflex, w horn and breve, dd is đ
// (UniKey's manual, "Kiểu gõ TELEX").
var telex = map[rune]action{
	's': {tone: acute}, 'f': {tone: grave}, 'r': {tone: hook}, 'x': {tone: tilde}, 'j': {tone: dotBelow},
	'z': {clear: true},
	'a': {marks: "â"}, 'e': {marks: "ê"}, 'o': {marks: "ô"}, 'd': {marks: "đ"}, 'w': {marks: "ươă"},
}
