package extract

// Relation is one relation type, as its .rel file says.
type Relation struct {
	Name      string
	Doc       string
	Subject   []Kind // kinds the subject may have
	Object    []Kind // kinds the object may have; empty if the object is a literal
	Symmetric bool
	State     bool // holds over time (LEADS) rather than happens once (MET_WITH)
	Frames    []Frame
	Examples  []Example
}

// Frame is one way in which a sentence states a relation, and the lemmas that
// trigger it.
type Frame struct {
	Name     string
	Triggers []string
}

// Example is a sentence with the claims it must give; none if Want is empty.
type Example struct {
	Text string
	Want []string // "Jack Ma -> Alibaba  planned"
	Line int      // in the file, for messages
}
