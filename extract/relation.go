package extract

import "slices"

// Relation is one relation type, as its .rel file says.
type Relation struct {
	Name      string
	Doc       string
	Subject   []Kind // kinds the subject may have
	Object    []Kind // kinds the object may have; empty if the object is a literal
	Symmetric bool
	State     bool     // holds over time (LEADS) rather than happens once (MET_WITH)
	Topic     []string // dependents that tell what it is about: prepositions, "to", "that"
	Traits    []Trait
	Unarmed   [][2]Kind // kinds of ends, either way round, between which it holds only if one is armed; "" is any
	Parties   string    // the relation of either end to the agreement that the trigger names; empty: none
	Frames    []Frame
	Taught    *Taught `json:",omitempty"` // nil: no passages taught it
	Examples  []Example
	Source    string // file it was read from, for messages
}

// Taught is what passages taught of a relation: how to judge a pair of mentions by what
// the learned reader sees of it, by logistic regression.
type Taught struct {
	Reader    string    // version of the reader that it holds for: another one sees other numbers
	Bound     float64   // probability from which on a pair is a claim
	Precision float64   // how often such a claim was right on passages that it was not taught by
	Weights   []float32 // of every number that the reader sees, and what is added
}

// A Trait is what holds for a relation beyond its kind of ends.
type Trait string

// The traits of relations.
const (
	Own      Trait = "own"      // the subject is one of the object's people: what it asks of the object is no demand
	One      Trait = "one"      // one object for each role noun: "wife of A, B and C" goes on as a list
	Kept     Trait = "kept"     // whoever resigns from a post keeps it: the party of a minister
	Deniable Trait = "deniable" // "B denied this" in the next sentence answers it
)

// Traits lists them.
func Traits() []Trait { return []Trait{Own, One, Kept, Deniable} }

// Has reports whether the relation has the trait.
func (r *Relation) Has(t Trait) bool { return slices.Contains(r.Traits, t) }

// Frame is one way in which a sentence states a relation, and the lemmas that
// trigger it.
//
// SubjectRole and ObjectRole say which dependents of the trigger are the two
// ends: "subj", "obj", "poss", a preposition or several ("in", "at"). They are
// empty for frames that fix their own ends (title, appositive, …). Each is true
// where every pair of things in one role is related ("A, B and C met").
type Frame struct {
	Name        string
	SubjectRole []string
	ObjectRole  []string
	Each        bool
	SubjectKind []Kind // kinds of the ends in this frame; empty: those of the relation
	ObjectKind  []Kind
	Needs       []string // one of these dependents must be there; empty: none
	Modality    Modality // what the trigger itself makes of the claim; empty: nothing
	Negated     bool
	Former      bool
	Lifelong    bool // outlasts the post that shows it: a former minister is a citizen still
	Triggers    []string
}

// Example is a sentence with the claims it must give; none if Want is empty.
type Example struct {
	Text string
	Want []string // "Jack Ma -> Alibaba  planned"
	Line int      // in the file, for messages
}
