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
	// Identity is what tells the entity from those of other articles; extract/identity
	// fills it in.
	Identity Identity `json:"identity,omitzero"`
}

// Identity says whom an entity is for all articles. Entities of one Kind, Name and Scope
// are the same thing, in whatever article they stand.
type Identity struct {
	// Name is the one form of all its spellings, in lower case: "european union" of "the
	// EU". Empty: the entity's own name.
	Name string `json:"name,omitempty"`
	// Scope tells the bearers of one Name apart: empty where the name alone does, else
	// the country in lower case ("kenya", of a body that every country has), the edition
	// of an event ("2022"), the day of an event or agreement that is Unnamed
	// ("2025-03-03"), or OwnArticle. Of an Unnamed one without a Scope its Name alone tells
	// what it is: "the Paris climate accord".
	Scope string `json:"scope,omitempty"`
	// Block is the word by which a shorter form may mean it: the surname of a person
	// ("obrand"), the first word of a body ("harbour"). Only entities with one Block or
	// one Initials can be the same under two Names.
	Block string `json:"block,omitempty"`
	// Initials of a body ("hb"); of an acronym the acronym itself.
	Initials string `json:"initials,omitempty"`
	// Partial is true for a name that may be short for a fuller one: one word of a
	// person, an acronym, the first word of a body.
	Partial bool `json:"partial,omitempty"`
}

// OwnArticle is the Scope of a name that says who it is within its article only.
const OwnArticle = "article"

// Nameless reports whether only pronouns speak of the entity ("he" of a text that
// names nobody): no claim about it reaches a graph.
func (e *Entity) Nameless() bool {
	switch e.Kind {
	case Event, Agreement, Group:
		return false
	}
	return e.Unnamed && !e.Described
}
