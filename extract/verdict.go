package extract

// Verdict is what a reader that has learned from marked passages thinks of one pair
// of mentions and one relation.
type Verdict struct {
	Relation        string
	Subject, Object int     // indexes into Mentions
	Trigger         Span    // the word that speaks most for it
	Probability     float64 // that the passage claims it, with whatever marks

	Negated, Former, Reported bool
	Modality                  Modality
}
