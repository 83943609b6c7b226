package viet

// vni: 1 to 5 are tones, 0 takes them away, 6 is the circumflex, 7 the horn, 8 the breve, 9 the
// stroke of đ (UniKey's manual, "Kiểu gõ VNI").
var vni = map[rune]action{
	'1': {tone: acute}, '2': {tone: grave}, '3': {tone: hook}, '4': {tone: tilde}, '5': {tone: dotBelow},
	'0': {clear: true},
	'6': {marks: "âêô"}, '7': {marks: "ươ"}, '8': {marks: "ă"}, '9': {marks: "đ"},
}
