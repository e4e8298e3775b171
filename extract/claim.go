package extract

// Modality says how far a claim is meant as fact.
type Modality string

// The modalities: stated as having happened or holding; announced or scheduled;
// hedged, wished, conditional, negotiated.
const (
	Actual   Modality = "actual"
	Planned  Modality = "planned"
	Possible Modality = "possible"
)

// Claim is one relation as one sentence states it: what the text says, not what
// is true.
type Claim struct {
	Relation string `json:"relation"`
	Subject  int    `json:"subject"` // index into Entities
	Object   int    `json:"object"`  // index into Entities, -1 where Value is the object
	// SubjectMention and ObjectMention are the mentions (indexes into Mentions)
	// by which the sentence shows the two ends.
	SubjectMention int    `json:"subject_mention"`
	ObjectMention  int    `json:"object_mention"`
	Value          string `json:"value,omitempty"` // literal object of BORN_ON and the like, ISO date
	Speaker        int    `json:"speaker"`         // index into Entities; -1: the article in its own voice
	Sentence       int    `json:"sentence"`        // index into Sentences
	// Reported is true where somebody says it whom no entity stands for:
	// "officials said", "it was reported". The article does not say it itself.
	Reported bool `json:"reported,omitempty"`

	Negated  bool     `json:"negated,omitempty"`
	Modality Modality `json:"modality"`
	Former   bool     `json:"former,omitempty"` // ex-, "stepped down"
	Role     string   `json:"role,omitempty"`   // "chairman", as the text has it, but of one: "chairmen" makes two of them
	// RoleNorm is the role in the form that all its spellings have in common, without
	// "acting" and the like: "chief executive" of "acting CEO".
	RoleNorm string `json:"role_norm,omitempty"`
	// Sole is true where the role is an office that one person holds at a time, and
	// the words leave no doubt that it is all of that office: no co-chairman, no
	// acting president, no president for Asia.
	Sole  bool     `json:"sole,omitempty"`
	Topic string   `json:"topic,omitempty"` // what was agreed; the accusation
	When  Interval `json:"when,omitzero"`

	Trigger    Span    `json:"trigger"`    // the word that shows the relation
	Evidence   Span    `json:"evidence"`   // covers trigger and both ends; lies in the sentence unless Frame says otherwise
	Frame      string  `json:"frame"`      // the rule that found it
	Confidence float64 `json:"confidence"` // 0 to 1
	// Entailed is true where no sentence states the claim: the article as a whole
	// entails it, by the lists or by another claim. Its evidence then spans the two
	// names that stand nearest to each other, in whatever sentences.
	Entailed bool `json:"entailed,omitempty"`

	// Where a learned reader takes part, Rules is how sure the rules are by themselves,
	// 0 where they did not find the claim, and Verdict is what the reader thinks, nil
	// where it did not judge. Confidence comes from both.
	Rules   float64  `json:"-"`
	Verdict *Verdict `json:"-"`
}

// Statement is something said by somebody: a quotation or reported speech.
type Statement struct {
	Speaker        int  `json:"speaker"`         // index into Entities, -1 if nobody named
	SpeakerMention int  `json:"speaker_mention"` // index into Mentions, -1 likewise
	Verb           int  `json:"verb"`            // token of "said", "according"; -1 if there is none
	Content        Span `json:"content"`         // what is said
	Denial         bool `json:"denial,omitempty"`
}

// Pruned is a candidate that a rule found and another refused, with the reason:
// so that the books balance and "explain" can tell why.
type Pruned struct {
	Claim
	Reason string `json:"reason"`
}

// NoName is the reason of a candidate that is sound but for an end that the
// article never names: "he was born in Zed". No graph holds it; a scorer that
// counts what is said of pronouns does.
const NoName = "an end has no name"
