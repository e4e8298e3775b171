package lexicon

import "strings"

// The words of grammar that rules name one by one, in lower case; verbs by their
// lemma. They are constants and no lists, as each is a construction of its own: what
// follows "of" is not what follows "for".

// Articles and other determiners, and "not".
const (
	A          = "a"
	An         = "an"
	The        = "the"
	TheCapital = "The"
	This       = "this"
	That       = "that"
	These      = "these"
	Those      = "those"
	Any        = "any"
	No         = "no"
	Not        = "not"
	Both       = "both"
	Another    = "another"
	Such       = "such"
)

// Conjunctions.
const (
	And     = "and"
	Or      = "or"
	But     = "but"
	Nor     = "nor"
	Neither = "neither"
	If      = "if"
	Unless  = "unless"
	Than    = "than"
	Then    = "then"
	While   = "while"
	When    = "when"
	Where   = "where"
	Though  = "though"
	Because = "because"
)

// Prepositions and particles.
const (
	About     = "about"
	Across    = "across"
	After     = "after"
	Against   = "against"
	Ahead     = "ahead"
	Along     = "along"
	Among     = "among"
	Around    = "around"
	As        = "as"
	At        = "at"
	Back      = "back"
	Before    = "before"
	Between   = "between"
	By        = "by"
	Down      = "down"
	During    = "during"
	For       = "for"
	From      = "from"
	In        = "in"
	Including = "including"
	Instead   = "instead"
	Into      = "into"
	Like      = "like"
	Mid       = "mid"
	Near      = "near"
	Of        = "of"
	Off       = "off"
	On        = "on"
	Out       = "out"
	Outside   = "outside"
	Over      = "over"
	Prior     = "prior"
	Rather    = "rather"
	Since     = "since"
	Through   = "through"
	Till      = "till"
	To        = "to"
	Under     = "under"
	Until     = "until"
	Up        = "up"
	Upon      = "upon"
	With      = "with"
	Without   = "without"
)

// Pronouns.
const (
	I      = "i"
	Me     = "me"
	My     = "my"
	He     = "he"
	Him    = "him"
	His    = "his"
	She    = "she"
	Her    = "her"
	Hers   = "hers"
	It     = "it"
	Its    = "its"
	They   = "they"
	Them   = "them"
	Their  = "their"
	Theirs = "theirs"
	Who    = "who"
	Whom   = "whom"
	Which  = "which"
	Itself = "itself"
)

// Verbs that carry no meaning of their own, by their lemma, and forms of them where
// the form tells.
const (
	Be    = "be"
	Is    = "is"
	Was   = "was"
	Were  = "were"
	Have  = "have"
	Had   = "had"
	Will  = "will"
	Would = "would"
)

// Endings of words, and two words that rules compare without regard to capitals.
const (
	S        = "s"     // the plural
	Ed       = "ed"    // the participle
	Self     = "self"  // "herself"
	Ern      = "ern"   // "southern"
	E        = "e"     // what a lemmatiser may leave out: "hoped"
	North    = "north" // "north", "northern", "northeast"
	South    = "south"
	Maker    = "maker" // "carmaker"
	Based    = "based" // "Zed-based"
	Ever     = "ever"  // "first-ever"
	CEO      = "ceo"
	Minister = "minister" // the end of many titles
	Prime    = "prime"
)

// The mark of the possessive, with a straight and with a curly apostrophe.
const (
	Possessive      = "'s"
	CurlyPossessive = "’s"
)

// Vowels are the letters of vowels; "w", "x" and "y" are not doubled either.
const Vowels = "aeiou"

// Singular returns the singular of a plural noun, and other nouns as they are.
func Singular(noun string) string {
	if s, ok := strings.CutSuffix(noun, "men"); ok {
		return s + "man"
	}
	if s, ok := strings.CutSuffix(noun, "ies"); ok {
		return s + "y"
	}
	return strings.TrimSuffix(noun, S)
}
