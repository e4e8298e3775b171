package extract

// Verdict is what a reader that has learned from marked passages thinks of one pair
// of mentions and one relation.
type Verdict struct {
	Relation        string
	Subject, Object int     // indexes into Mentions
	Trigger         Span    // the word that speaks most for it
	Score           float64 // for that the passage claims it, with whatever marks: log odds, not calibrated
	Ends            float64 // how sure the reader is that both ends are mentions: 0 where it sees none
	Marks           float64 // how sure it is of the marks, 0 to 1

	Negated, Former, Reported bool
	Modality                  Modality
}
