package extract

// Kind says what a mention or an entity is. The first nine become nodes of the
// graph; the others are values inside a sentence.
type Kind string

// The kinds. Group is a nationality, a religion or an unnamed but definite body
// of people ("U.S. officials").
const (
	Person       Kind = "Person"
	Organization Kind = "Organization"
	Place        Kind = "Place"
	Event        Kind = "Event"
	Agreement    Kind = "Agreement"
	Law          Kind = "Law"
	Group        Kind = "Group"
	Product      Kind = "Product"
	Topic        Kind = "Topic"

	Date   Kind = "Date"
	Money  Kind = "Money"
	Number Kind = "Number"
)

// Kinds returns the kinds that become nodes, in the order of the schema.
func Kinds() []Kind {
	return []Kind{Person, Organization, Place, Event, Agreement, Law, Group, Product, Topic}
}

// Form says how a mention refers.
type Form string

// The forms: a name ("Jack Ma"), a description ("the chairman", "the September
// summit") and a pronoun ("he").
const (
	Proper  Form = "name"
	Nominal Form = "noun"
	Pronoun Form = "pronoun"
)

// Mention is one place in the text that refers to something.
// Mentions are sorted by Start, then by longer first; they may nest.
type Mention struct {
	Span
	Head   int    `json:"head"` // the head token of the phrase
	Kind   Kind   `json:"kind"`
	Form   Form   `json:"form"`
	Label  string `json:"label,omitempty"` // the network's own label (PERSON, GPE, …), empty where a rule found it
	Entity int    `json:"entity"`          // index into Entities, -1 if it refers to none
}

// Entity is what the mentions of one article refer to.
type Entity struct {
	Name     string   `json:"name"`              // longest proper form in the article, titles off
	Aliases  []string `json:"aliases,omitempty"` // the other proper forms, sorted
	Kind     Kind     `json:"kind"`
	Mentions []int    `json:"mentions"` // indexes into Mentions, ascending
	// Unnamed is true for an event, agreement or group that no proper name
	// names ("the September summit"); Parties and When tell it from others. A
	// person or body without a name is Nameless.
	Unnamed bool `json:"unnamed,omitempty"`
	// Described is true for a body or place that no name names and whose description
	// tells what it is: "the culture ministry". It is Unnamed, and not Nameless.
	Described bool     `json:"described,omitempty"`
	Parties   []int    `json:"parties,omitempty"` // indexes into Entities, of an unnamed event or agreement
	When      Interval `json:"when,omitzero"`     // of an event or agreement
	Ordinal   string   `json:"ordinal,omitempty"` // "2" of "second World Internet Conference"
}

// Nameless reports whether only pronouns speak of the entity ("he" of a text that
// names nobody): no claim about it reaches a graph.
func (e *Entity) Nameless() bool {
	switch e.Kind {
	case Event, Agreement, Group:
		return false
	}
	return e.Unnamed && !e.Described
}
