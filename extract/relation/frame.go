package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// A frame is a way in which a sentence states a relation: it proposes
// candidates, prune decides.
type frame struct {
	name string
	doc  string
	find func(*view)
}

// frames returns the frames in the order in which they look at an article.
func frames() []frame {
	return []frame{
		{"title", "a role before a name: \"Acme Chairman Bo Lin\"", (*view).roles},
		{"appositive", "a role beside a name: \"Bo Lin, chairman of Acme\"", nil},
		{"copula", "a role as predicate: \"Bo Lin is (became, was named) chairman of Acme\"", nil},
		{"noun", "a role or an event noun with its dependents: \"the meeting between A and B\"", (*view).nouns},
		{"verb", "a verb with its arguments: \"A met B\"", (*view).verbs},
		{lexicon.Based, "\"Zed-based Acme\"", (*view).neighbours},
		{"owned", "\"Acme-owned Zed Corp.\"", nil},
		{"adjective", "a country before what is of it: \"the German carmaker Acme\"", nil},
		{"national", "a nationality before a noun and a person: \"the German author Anna Vogel\"", nil},
		{"born", "dates and places in brackets after a name: \"Bo Lin (born 3 May 1950)\"", nil},
		{"possessive", "\"China's Xinjiang\"", nil},
		{"party", "somebody's own body, named: \"her party, the Greens\"", (*view).parties},
		{lexicon.Of, "a person of a body: \"Bo Lin of Acme\"", nil},
		{"seat", "a body of a place: \"Acme Corp. of Zed\"", nil},
		{"staff", "somebody at a body: \"Bo Lin, a biologist at Acme\"", nil},
		{lexicon.In, "a thing in a place: \"the summit in Zed\"", nil},
		{"home", "somebody of a place, after the age: \"Bo Lin, 42, of Zed\"", nil},
		{"unit", "\"2nd Battalion, 5th Infantry Regiment\"", nil},
		{"quarter", "\"the Zed area of Bellville\"", nil},
		{"comma", "\"Zed, eastern Ruritania\"", nil},
		{"whole", "\"the Ruritanian town of Zed\"", nil},
	}
}

func frameNames() []string {
	var names []string
	for _, f := range frames() {
		names = append(names, f.name)
	}
	return names
}

// A trigger is one entry of a relation's frame, ready to be looked up.
type trigger struct {
	relation int // index into Extractor.relations
	frame    *extract.Frame
	words    []string // after the first
	text     string
}

// A candidate is a claim before it has been checked.
type candidate struct {
	relation        int
	frame           *extract.Frame
	subject, object end
	trigger         extract.Span
	clause          int  // token whose status holds for the claim
	presupposed     bool // stated inside a noun phrase: holds whatever governs it
	former          bool
	mood            mood
	role            extract.Span
	sole            bool             // the role is an office that one person holds at a time
	date            int              // index into Times plus 1 of a literal object, 0 for none
	day             extract.Interval // the part of that time which is meant, zero for all of it
	unsaid          bool             // nobody says it
	over            bool             // stated of somebody whose death the sentence tells in brackets
	end             int              // the verb that ends the state plus 1, 0 for none
}

// stepsCandidate is how many steps a candidate takes, about.
const stepsCandidate = 100

// propose checks a candidate and books it as a claim, as pruned, or as a
// duplicate.
func (v *view) propose(c candidate) {
	v.Spend(stepsCandidate)
	r := &v.x.relations[c.relation]
	claim := v.claim(r, &c)
	if reason := v.refuse(r, &c, &claim); reason != "" {
		v.Pruned = append(v.Pruned, extract.Pruned{Claim: claim, Reason: reason})
		return
	}
	if r.Symmetric && claim.Object < claim.Subject {
		claim.Subject, claim.Object = claim.Object, claim.Subject
		claim.SubjectMention, claim.ObjectMention = claim.ObjectMention, claim.SubjectMention
	}
	v.Claims = append(v.Claims, claim)
}

// claim writes the candidate as a claim, with status, speaker, time and topic.
func (v *view) claim(r *extract.Relation, c *candidate) extract.Claim {
	at := c.clause
	k := extract.Claim{Relation: r.Name, Subject: c.subject.entity, Object: c.object.entity,
		SubjectMention: c.subject.mention, ObjectMention: c.object.mention,
		Speaker: -1, Sentence: v.Sentence(at).Number, Trigger: c.trigger, Frame: c.frame.Name,
		Former: c.former || c.frame.Former, Modality: extract.Actual}
	s := status{}
	if !c.presupposed {
		s = v.status(at)
	}
	s.weaken(c.mood)
	if f := c.frame.Name; (f == "copula" || f == "appositive" && v.Lemma(v.Sentence(at).Opening()) == lexicon.Be || !c.presupposed) && v.Sentence(at).PolarQuestion() {
		s.weaken(possible)
	}
	switch c.frame.Modality {
	case extract.Planned:
		s.weaken(planned)
	case extract.Possible:
		s.weaken(possible)
	}
	c.unsaid = s.unsaid
	k.Negated = s.negated != c.frame.Negated
	if s.mood == planned && !c.presupposed && v.undone(at) {
		k.Negated, s.mood = true, plain
	}
	k.Modality = s.modality()
	if r.State && c.frame.Name == "verb" && v.x.words.lasting[v.Lemma(at)] && v.past(at) {
		k.Former = true
	}
	if k.Former && k.Modality == extract.Planned && !k.Negated && !c.frame.Former && c.frame.Name == "copula" {
		k.Former, k.Modality = false, extract.Actual // "will step down as chairman": is still
	}
	if v.stays(&k, c) {
		k.Former, k.Negated = false, false
	}
	if !c.presupposed && v.IsVerb(at) && v.noLonger(at) {
		if k.Negated = !r.State; r.State {
			k.Former = true
		}
	}
	if r.State && !c.presupposed && v.HasChild(at, "prep", lexicon.Until, lexicon.Till) && (v.Tokens[at].Tag == "VBD" || v.HasChild(at, "auxpass", lexicon.Was, lexicon.Were)) {
		k.Former = true
	}
	if r.State && v.HasChild(at, "advmod", formerly.List()...) && v.IsVerb(at) {
		k.Former = true
	}
	if c.role.Len() > 0 {
		k.Role = v.roleOfOne(c.role)
		k.RoleNorm = normalRole(k.Role)
		k.Sole = c.sole
	}
	v.speaker(&k, c)
	k.Topic = v.topic(r, c)
	k.When = v.time(c)
	if v.ahead(&k, c) {
		k.Modality = extract.Planned
	}
	if r.State {
		v.bound(&k, c)
	}
	if c.date > 0 {
		k.When = v.Times[c.date-1].Interval
		if !c.day.IsZero() {
			k.When = c.day
		}
		k.Value, k.Former = literal(k.When.From), false
	}
	v.x.leaveOut(&k)
	k.Evidence = span(c.trigger, v.Mentions[c.subject.mention].Span)
	if c.object.mention >= 0 {
		k.Evidence = span(k.Evidence, v.Mentions[c.object.mention].Span)
	}
	k.Confidence = v.x.confidence(v.Article, &k)
	return k
}

// speaker finds who says the claim: the innermost statement that holds the
// trigger and both ends. What a noun phrase presupposes is nobody's statement.
func (v *view) speaker(k *extract.Claim, c *candidate) {
	if c.presupposed {
		return
	}
	s := v.statement[c.clause]
	if s < 0 {
		return
	}
	st := &v.Statements[s]
	k.Speaker, k.Reported = st.Speaker, st.Speaker < 0
	if st.Denial {
		k.Negated = true
		k.Modality = extract.Actual
	}
}

// topic returns what a claim is about: the first of the relation's topic
// dependents below the trigger.
func (v *view) topic(r *extract.Relation, c *candidate) string {
	if len(r.Topic) == 0 {
		return ""
	}
	for _, at := range []int{c.clause, c.trigger.End - 1} {
		for _, t := range r.Topic {
			if s := v.dependent(at, t); s.Len() > 0 && !v.IsTime(v.HeadOf(s)) {
				return v.Words(v.Trim(s))
			}
		}
	}
	return ""
}

// dependent returns the words of one dependent of token i: "to" an infinitive,
// "that" a clause, else the object of a preposition.
func (v *view) dependent(i int, name string) extract.Span {
	for k := v.First(i); k >= 0; k = v.Next(k) {
		d := v.Dep(k)
		switch {
		case name == lexicon.To && (d == "xcomp" || d == "advcl" || d == "acl" || d == "ccomp") && v.Clause(k).Infinitive(),
			name == lexicon.That && d == "ccomp":
			return v.Subtree(k)
		case name == "modal" && d == "ccomp" && v.Child(k, "aux") >= 0 && v.Tokens[v.Child(k, "aux")].Tag == "MD":
			return v.Subtree(k)
		case d == "prep" && v.lower[k] == name && k > i:
			s := v.Subtree(k)
			s.Start = k + 1
			if s.Len() > 0 {
				return s
			}
		}
	}
	return extract.Span{}
}

// time returns the interval of the time phrase that belongs to the candidate's
// trigger: one that hangs below it, or below the verb that governs it.
func (v *view) time(c *candidate) extract.Interval {
	if c.presupposed {
		return extract.Interval{}
	}
	anchors := []int{c.trigger.End - 1, c.clause}
	if !v.IsVerb(c.clause) {
		for i, n := c.clause, 0; n < 4 && !v.IsVerb(i); n++ {
			i = v.Head(i)
			if v.IsVerb(i) {
				anchors = append(anchors, i) // "flew to Zed on Friday for talks with A"
			}
		}
	}
	for _, anchor := range anchors {
		for _, i := range v.timesBeside(c.clause) {
			t := &v.Times[i]
			switch {
			case !v.attached(v.HeadOf(t.Phrase), anchor) || v.toldAt(t, anchor):
			case v.lifetime(t):
				c.over = !t.To.IsZero()
			default:
				return t.Interval
			}
		}
	}
	return extract.Interval{}
}

// toldAt reports whether a time phrase that the parse hangs on anchor is that of the
// report in which anchor stands: "said on Monday it had bought A".
func (v *view) toldAt(t *extract.Time, anchor int) bool {
	i := t.Phrase.Start - 1
	if i >= 0 && v.Dep(i) == "prep" {
		i--
	}
	return i >= 0 && i < anchor && v.Tokens[i].Tag == "VBD" && v.Child(i, "ccomp") >= 0
}

// attached reports whether a time phrase headed by t belongs to anchor: no other
// verb stands between them.
func (v *view) attached(t, anchor int) bool {
	for range 8 {
		h := v.Head(t)
		if h == anchor {
			return true
		}
		if h == t || v.IsVerb(h) {
			return false
		}
		t = h
	}
	return false
}
