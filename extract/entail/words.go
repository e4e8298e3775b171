package entail

import "github.com/newsgraph/newsgraph/extract/lexicon"

// The lists of words that this package asks; what each is for stands beside it in
// extract/lexicon/word/entail.txt.
var (
	courtWord    = lexicon.Words("court word")
	department   = lexicon.Words("department")
	european     = lexicon.Words("european")
	headTitles   = lexicon.Words("head titles")
	highCourts   = lexicon.Words("high courts")
	ministry     = lexicon.Words("ministry")
	notInOffice  = lexicon.Words("not in office")
	publicBodies = lexicon.Words("public bodies")
)
