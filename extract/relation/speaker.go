package relation

import (
	"slices"
	"sort"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Statements finds what is said by somebody: clauses below verbs of saying,
// "according to", quotations with the speaker before, after or in the sentence
// next to them, and denials. They are sorted by content.
func (x *Extractor) statements(a *extract.Article) []extract.Statement {
	a.Statements = nil
	v := x.view(a)
	q := v.Quotations()
	var list []extract.Statement
	for i := range a.Tokens {
		a.Spend(10)
		switch {
		case v.IsVerb(i) && x.words.say[v.Clause(i).Phrasal()]:
			list = append(list, v.reported(i, q)...)
		case v.IsVerb(i) && x.words.deny[v.Lemma(i)]:
			list = append(list, v.denial(i)...)
		case v.IsVerb(i) && callingVerbs.Has(v.Lemma(i)):
			list = append(list, v.dismissal(i)...)
		case according.Has(v.lower[i]):
			list = append(list, v.accordingTo(i)...)
		}
	}
	list = append(list, v.continued(q, list)...)
	slices.SortStableFunc(list, func(a, b extract.Statement) int {
		if a.Content.Start != b.Content.Start {
			return a.Content.Start - b.Content.Start
		}
		return b.Content.End - a.Content.End
	})
	return list
}

// who returns the entity and mention that token i, a subject, stands for.
func (v *view) who(i int) (entity, mention int) {
	ends := v.ends(i, false)
	if len(ends) == 0 || v.Entities[ends[0].entity].Nameless() {
		return -1, -1
	}
	return ends[0].entity, ends[0].mention
}

// reported is "A said (that) …", "…, said A" and "A told B …".
func (v *view) reported(i int, quotes []extract.Span) []extract.Statement {
	if s := v.insertion(i); s != nil {
		return s
	}
	c := v.Arguments(i)
	if q := v.adds(i); q >= 0 {
		c.Subjects = v.Arguments(q).Subjects
	}
	s := extract.Statement{Speaker: -1, SpeakerMention: -1, Verb: i}
	switch {
	case len(c.Subjects) > 0:
		s.Speaker, s.SpeakerMention = v.who(c.Subjects[0])
	case !c.Passive:
		return nil
	} // "it was reported that …", "A is said to have …": by nobody named
	content := -1
	for k := v.First(i); k >= 0; k = v.Next(k) {
		switch d := v.Dep(k); {
		case d == "ccomp" && !v.Clause(k).Infinitive(), d == "parataxis":
			content = k
		case d == "xcomp" && content < 0 && (v.bareSaying(i) || c.Passive && v.Clause(k).Infinitive()):
			content = k
		}
	}
	if content < 0 && v.Dep(i) == "parataxis" || content < 0 && v.Dep(i) == "ccomp" && sayVerb.Has(v.Lemma(i)) {
		content = v.Head(i) // "…, he said, …": the verb hangs below what is said
	}
	list := v.quoted(s, i, quotes)
	if content >= 0 && len(list) == 0 {
		s.Content = v.Clause(i).Reported(content)
		if v.calls(content) {
			s.Denial = true
		}
		if s.Content.Len() > 1 {
			list = append(list, s)
		}
	}
	return list
}

// adds returns the verb that "…, saying …" goes on from: the nearest verb of
// saying or denying before it in the sentence; -1 if i is no such participle.
func (v *view) adds(i int) int {
	if v.Tokens[i].Tag != "VBG" || v.Child(i, "nsubj", "aux") >= 0 || v.Dep(i) != "advcl" && v.Dep(i) != "conj" {
		return -1
	}
	for q, start := i-1, v.Sentence(i).Start; q >= start; q-- {
		if v.IsVerb(q) && (v.x.words.say[v.Lemma(q)] || v.x.words.deny[v.Lemma(q)]) && len(v.Arguments(q).Subjects) > 0 {
			return q
		}
	}
	return -1
}

// bareSaying reports whether an infinitive after verb i tells what is said.
func (v *view) bareSaying(i int) bool {
	return sayingWithAnAim.Has(v.Lemma(i))
}

// quoted returns the quotations in the sentence of verb i that it introduces or
// follows: those whose tokens lie under the verb or next to it.
func (v *view) quoted(s extract.Statement, i int, quotes []extract.Span) []extract.Statement {
	sentence := v.Sentence(i)
	var list []extract.Statement
	first := sort.Search(len(quotes), func(k int) bool { return quotes[k].End > sentence.Start })
	for _, q := range quotes[first:] {
		if q.Start >= sentence.End {
			break
		}
		if q.Contains(i) || q.Len() < 4 {
			continue
		}
		if q.End < sentence.End && q.End > i && !v.near(i, q.Start) && !v.Clausal(q) {
			continue
		}
		if !v.Clausal(q) {
			continue
		}
		if m := s.SpeakerMention; m >= 0 && q.Contains(v.Mentions[m].Start) {
			continue
		}
		s.Content = q
		list = append(list, s)
	}
	return list
}

// near reports whether only a few tokens and no other verb stand between the
// verb and the quotation.
func (v *view) near(verb, quote int) bool { return quote-verb <= 6 }

// denial is "A denied (that) …", "A rejected the accusation", "A called the
// allegations baseless"; Content is what is denied.
func (v *view) denial(i int) []extract.Statement {
	c := v.Arguments(i)
	if len(c.Subjects) == 0 {
		return nil
	}
	content := v.Child(i, "ccomp", "xcomp")
	if content >= 0 && !denyVerb.Has(v.Lemma(i)) {
		return nil
	}
	if content < 0 {
		for _, o := range c.Objects {
			if v.x.words.charge[v.Lemma(o)] || v.lower[o] == lexicon.It && denyVerb.Has(v.Lemma(i)) {
				content = o
			}
			if denyVerb.Has(v.Lemma(i)) && v.Dep(o) == "dobj" && v.Tokens[o].Tag == "VBG" {
				content = o
			}
		}
	}
	if content < 0 {
		return nil
	}
	if st := v.status(i); st.negated || st.mood != plain && !denyVerb.Has(v.Lemma(i)) {
		return nil
	}
	if v.kidLemma(content, v.x.words.petition) {
		return nil
	}
	entity, mention := v.who(c.Subjects[0])
	s := v.Subtree(content)
	if s.Contains(i) { // the noun before a relative clause: "an accusation that A has denied"
		s.End = content + 1
	}
	return []extract.Statement{{Speaker: entity, SpeakerMention: mention, Verb: i, Content: v.Trim(s), Denial: true}}
}

// dismissal is "A called the allegations baseless".
func (v *view) dismissal(i int) []extract.Statement {
	charge, untrue := -1, false
	for k := v.First(i); k >= 0; k = v.Next(k) {
		switch v.Dep(k) {
		case "dobj":
			charge = k
		case "ccomp", "oprd", "acomp", "xcomp":
			untrue = v.x.words.baseless[v.lower[k]] || v.x.words.baseless[v.Lemma(k)]
			if n := v.Child(k, "nsubj"); n >= 0 {
				charge = n
			}
		}
	}
	c := v.Arguments(i)
	if !untrue || charge < 0 || !v.x.words.charge[v.Lemma(charge)] || len(c.Subjects) == 0 {
		return nil
	}
	entity, mention := v.who(c.Subjects[0])
	return []extract.Statement{{Speaker: entity, SpeakerMention: mention, Verb: i, Content: v.Trim(v.Subtree(charge)), Denial: true}}
}

// kidLemma reports whether the lemma of i or of its subject or object is in the
// set.
func (v *view) kidLemma(i int, set map[string]bool) bool {
	if set[v.Lemma(i)] {
		return true
	}
	for _, k := range v.Children(i, "nsubj", "nsubjpass", "dobj") {
		if set[v.Lemma(k)] {
			return true
		}
	}
	return false
}

// calls reports whether content, a clause, says that an accusation is false:
// "the allegations were baseless".
func (v *view) calls(content int) bool {
	if !v.x.words.charge[v.chargeOf(content)] {
		return false
	}
	if v.x.words.baseless[v.Lemma(content)] {
		return true
	}
	for _, k := range v.Children(content, "acomp", "attr", "oprd") {
		if v.x.words.baseless[v.lower[k]] || v.x.words.baseless[v.Lemma(k)] {
			return true
		}
	}
	return false
}

func (v *view) chargeOf(content int) string {
	if k := v.Child(content, "nsubj", "nsubjpass"); k >= 0 {
		return v.Lemma(k)
	}
	return ""
}

// accordingTo is "…, according to A".
func (v *view) accordingTo(i int) []extract.Statement {
	to := v.Adjacent(i, 1)
	if to < 0 || v.lower[to] != lexicon.To {
		return nil
	}
	o := v.Child(to, "pobj")
	if o < 0 {
		return nil
	}
	entity, mention := v.who(o)
	sentence := v.Sentence(i)
	phrase := span(extract.Span{Start: i, End: to + 1}, v.Subtree(o))
	content := extract.Span{Start: sentence.Start, End: i}
	if i-sentence.Start < 3 {
		content = extract.Span{Start: phrase.End, End: sentence.End}
	}
	content = v.Trim(content)
	if content.Len() < 2 {
		return nil
	}
	return []extract.Statement{{Speaker: entity, SpeakerMention: mention, Verb: i, Content: content}}
}

// continued gives the speaker of a quotation to the quotations that follow it in
// the same paragraph without a speaker of their own.
func (v *view) continued(quotes []extract.Span, list []extract.Statement) []extract.Statement {
	var more []extract.Statement
	in := v.bySentence(list)
	last := -1 // index into list of the statement that the quotation before belongs to
	for _, q := range quotes {
		at := len(list) // the first statement about it
		for s, end := v.SentencesOf(q); s < end; s++ {
			v.Spend(1 + len(in[s]))
			for _, k := range in[s] {
				if s := &list[k]; k < at && s.Content.Overlaps(q) && s.Verb >= 0 && !q.Contains(s.Verb) {
					at = k
				}
			}
		}
		if at < len(list) {
			last = at
			continue
		}
		if last < 0 || !v.Clausal(q) {
			continue
		}
		s, t := v.Sentence(list[last].Verb).Number, v.Sentence(q.Start).Number
		if s < 0 || t < 0 || t-s > 1 || v.Sentences[s].Paragraph != v.Sentences[t].Paragraph || !v.opens(q, t) {
			continue
		}
		c := list[last]
		c.Content, c.Denial = q, false
		more = append(more, c)
	}
	return more
}

// bySentence lists the statements under the sentences that their content has tokens of.
func (v *view) bySentence(list []extract.Statement) [][]int {
	in := make([][]int, len(v.Sentences))
	for k := range list {
		for s, end := v.SentencesOf(list[k].Content); s < end; s++ {
			in[s] = append(in[s], k)
		}
	}
	return in
}

// opens reports whether quotation q begins its sentence.
func (v *view) opens(q extract.Span, sentence int) bool {
	return q.Start-v.Sentences[sentence].Start <= 2
}

// said marks the tokens of every statement's content, the innermost last.
func (v *view) said() {
	for s := range v.Statements {
		c := v.Statements[s].Content
		for i := c.Start; i < c.End; i++ {
			if old := v.statement[i]; old < 0 || v.Statements[old].Content.Len() >= c.Len() {
				v.statement[i] = s
			}
		}
	}
}

// deeds marks the tokens that tell what somebody is accused of.
func (v *view) deeds() {
	for i := range v.Tokens {
		switch {
		case v.IsVerb(i) && v.x.words.accuse[v.Lemma(i)]:
			for k := v.First(i); k >= 0; k = v.Next(k) {
				d := v.Dep(k)
				switch {
				case d == "prep" && chargePrepositions.Has(v.lower[k]),
					d == "ccomp", d == "xcomp":
					v.mark(k)
				}
			}
		case accusationNouns.Has(v.Lemma(i)) || claim.Has(v.Lemma(i)) && !v.IsVerb(i):
			for k := v.First(i); k >= 0; k = v.Next(k) {
				if d := v.Dep(k); d == "prep" && v.lower[k] == lexicon.Of || d == "acl" || d == "ccomp" {
					v.mark(k)
				}
			}
		}
	}
}

// mark marks i and all below it, but not what a noun's relative clause,
// participle or apposition adds on the side.
func (v *view) mark(i int) {
	v.deed[i] = true
	for k := v.First(i); k >= 0; k = v.Next(k) {
		switch d := v.Dep(k); {
		case d == "relcl", d == "appos", d == "acl" && !v.Clause(k).Infinitive():
		default:
			v.mark(k)
		}
	}
}
