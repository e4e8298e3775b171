package wordpiece

import "unicode"

// The shapes of a piece, as it stands in the text: what an uncased vocabulary
// does not say.
const (
	ShapeNone   uint8 = iota // nothing that can be seen
	ShapeDigits              // only digits
	ShapeMarks               // no letter
	ShapeLower               // only small letters
	ShapeUpper               // two capital letters and more, no small one
	ShapeSingle              // one capital letter
	ShapeTitle               // a capital letter, then small ones
	ShapeMixed               // any other
	Shapes                   // how many there are
)

// Shape returns the shape of a stretch of text. A letter is small or capital as
// Python's str.islower and str.isupper have it: letters without case count for
// neither.
func Shape(s string) uint8 {
	var seen, digits, letters, lower, upper, others, runes int
	first := false
	for i, r := range s {
		runes++
		if unicode.IsSpace(r) {
			continue
		}
		seen++
		if unicode.IsLetter(r) {
			letters++
		}
		switch {
		case isDigit(r):
			digits++
		case isLower(r):
			lower++
		case isUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsTitle(r):
			others++
		}
	}
	switch {
	case seen == 0:
		return ShapeNone
	case digits == runes:
		return ShapeDigits
	case letters == 0:
		return ShapeMarks
	case others > 0:
		return ShapeMixed
	case lower > 0 && upper == 0:
		return ShapeLower
	case upper > 0 && lower == 0 && runes > 1:
		return ShapeUpper
	case upper > 0 && lower == 0:
		return ShapeSingle
	case first && upper == 1:
		return ShapeTitle
	}
	return ShapeMixed
}

func isLower(r rune) bool { return unicode.IsLower(r) || unicode.Is(unicode.Other_Lowercase, r) }
func isUpper(r rune) bool { return unicode.IsUpper(r) || unicode.Is(unicode.Other_Uppercase, r) }

// isDigit reports whether a character is a decimal digit or a raised one.
func isDigit(r rune) bool { return unicode.IsDigit(r) || r == '²' || r == '³' || r == '¹' }
