package relation

import (
	"slices"
	"sort"

	"github.com/newsgraph/newsgraph/extract"
)

// Statements finds what is said by somebody: clauses below verbs of saying,
// "according to", quotations with the speaker before, after or in the sentence
// next to them, and denials. They are sorted by content.
func (x *Extractor) statements(a *extract.Article) []extract.Statement {
	a.Statements = nil
	v := x.view(a)
	q := v.quotes()
	var list []extract.Statement
	for i := range a.Tokens {
		a.Spend(10)
		switch {
		case v.verb(i) && x.words.say[v.phrasal(i)]:
			list = append(list, v.reported(i, q)...)
		case v.verb(i) && x.words.deny[v.lemma(i)]:
			list = append(list, v.denial(i)...)
		case v.verb(i) && (v.lemma(i) == "call" || v.lemma(i) == "describe" || v.lemma(i) == "label" || v.lemma(i) == "brand"):
			list = append(list, v.dismissal(i)...)
		case v.lower[i] == "according":
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

// phrasal returns the lemma of verb i with its particle ("point-out").
func (v *view) phrasal(i int) string {
	if p := v.kid(i, "prt"); p >= 0 {
		return v.lemma(i) + "-" + v.lower[p]
	}
	return v.lemma(i)
}

// quotes returns the quotations of the article, without the marks. A quotation
// that is not closed before the paragraph ends is left out.
func (v *view) quotes() []extract.Span {
	var list []extract.Span
	open := -1
	for s := range v.Sentences {
		if s > 0 && v.Sentences[s].Paragraph != v.Sentences[s-1].Paragraph {
			open = -1
		}
		for i := v.Sentences[s].Start; i < v.Sentences[s].End; i++ {
			switch v.lower[i] {
			case "“", "``":
				open = i
			case "”", "''":
				if open >= 0 && i > open+1 {
					list = append(list, extract.Span{Start: open + 1, End: i})
				}
				open = -1
			case "\"":
				if open >= 0 && i > open+1 {
					list = append(list, extract.Span{Start: open + 1, End: i})
					open = -1
				} else {
					open = i
				}
			}
		}
	}
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
	c := v.clause(i)
	if q := v.adds(i); q >= 0 {
		c.subj = v.clause(q).subj
	}
	s := extract.Statement{Speaker: -1, SpeakerMention: -1, Verb: i}
	switch {
	case len(c.subj) > 0:
		s.Speaker, s.SpeakerMention = v.who(c.subj[0])
	case !c.passive:
		return nil
	} // "it was reported that …", "A is said to have …": by nobody named
	content := -1
	for k := v.first[i]; k >= 0; k = v.next[k] {
		switch d := v.dep(int(k)); {
		case d == "ccomp" && !v.infinitive(int(k)), d == "parataxis":
			content = int(k)
		case d == "xcomp" && content < 0 && (v.bareSaying(i) || c.passive && v.infinitive(int(k))):
			content = int(k)
		}
	}
	if content < 0 && v.dep(i) == "parataxis" || content < 0 && v.dep(i) == "ccomp" && v.lemma(i) == "say" {
		content = v.head(i) // "…, he said, …": the verb hangs below what is said
	}
	list := v.quoted(s, i, quotes)
	if content >= 0 && len(list) == 0 {
		s.Content = v.without(content, i)
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
	if v.Tokens[i].Tag != "VBG" || v.kid(i, "nsubj", "aux") >= 0 || v.dep(i) != "advcl" && v.dep(i) != "conj" {
		return -1
	}
	for q, start := i-1, v.sentence(i).Start; q >= start; q-- {
		if v.verb(q) && (v.x.words.say[v.lemma(q)] || v.x.words.deny[v.lemma(q)]) && len(v.clause(q).subj) > 0 {
			return q
		}
	}
	return -1
}

// bareSaying reports whether an infinitive after verb i tells what is said.
func (v *view) bareSaying(i int) bool {
	switch v.lemma(i) {
	case "vow", "promise", "pledge", "claim", "threaten", "swear", "urge":
		return true
	}
	return false
}

// without returns the tokens below content, cut at the verb of saying and its
// subject, so that only one side of it is left.
func (v *view) without(content, verb int) extract.Span {
	s := v.subtree(content)
	if !s.Contains(verb) {
		cut := v.subtree(verb)
		if verb > content && s.End > verb {
			s.End = verb
		}
		_ = cut
		return v.trim(s)
	}
	left, right := verb, verb+1
	for k := v.first[verb]; k >= 0; k = v.next[k] {
		if d := v.dep(int(k)); d == "nsubj" || d == "punct" || d == "dobj" || d == "npadvmod" || d == "prep" {
			t := v.subtree(int(k))
			left, right = min(left, t.Start), max(right, t.End)
		}
	}
	if content < left {
		s.End = left
	} else {
		s.Start = right
	}
	return v.trim(s)
}

// trim cuts marks and white space off both ends of a span, and a leading "that".
func (v *view) trim(s extract.Span) extract.Span {
	for s.Start < s.End && (v.loose(s.Start) || v.lower[s.Start] == "that" && v.dep(s.Start) == "mark") {
		s.Start++
	}
	for s.Start < s.End && v.loose(s.End-1) {
		s.End--
	}
	return s
}

func (v *view) loose(i int) bool {
	return v.Tokens[i].Space() || v.Tokens[i].POS == "PUNCT"
}

// quoted returns the quotations in the sentence of verb i that it introduces or
// follows: those whose tokens lie under the verb or next to it.
func (v *view) quoted(s extract.Statement, i int, quotes []extract.Span) []extract.Statement {
	sentence := v.sentence(i)
	var list []extract.Statement
	first := sort.Search(len(quotes), func(k int) bool { return quotes[k].End > sentence.Start })
	for _, q := range quotes[first:] {
		if q.Start >= sentence.End {
			break
		}
		if q.Contains(i) || q.Len() < 4 {
			continue
		}
		if q.End < sentence.End && q.End > i && !v.near(i, q.Start) && !v.clausal(q) {
			continue
		}
		if !v.clausal(q) {
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

// clausal reports whether a quotation holds a finite verb: "trumped up" is a
// word in quotes, not a statement.
func (v *view) clausal(q extract.Span) bool {
	for i := q.Start; i < q.End; i++ {
		switch v.Tokens[i].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return q.Len() > 12
}

// denial is "A denied (that) …", "A rejected the accusation", "A called the
// allegations baseless"; Content is what is denied.
func (v *view) denial(i int) []extract.Statement {
	c := v.clause(i)
	if len(c.subj) == 0 {
		return nil
	}
	content := v.kid(i, "ccomp", "xcomp")
	if content >= 0 && v.lemma(i) != "deny" {
		return nil
	}
	if content < 0 {
		for _, o := range c.obj {
			if v.x.words.charge[v.lemma(o)] || v.lower[o] == "it" && v.lemma(i) == "deny" {
				content = o
			}
			if v.lemma(i) == "deny" && v.dep(o) == "dobj" && v.Tokens[o].Tag == "VBG" {
				content = o
			}
		}
	}
	if content < 0 {
		return nil
	}
	if st := v.status(i); st.negated || st.mood != plain && v.lemma(i) != "deny" {
		return nil
	}
	if v.kidLemma(content, v.x.words.petition) {
		return nil
	}
	entity, mention := v.who(c.subj[0])
	s := v.subtree(content)
	if s.Contains(i) { // the noun before a relative clause: "an accusation that A has denied"
		s.End = content + 1
	}
	return []extract.Statement{{Speaker: entity, SpeakerMention: mention, Verb: i, Content: v.trim(s), Denial: true}}
}

// dismissal is "A called the allegations baseless".
func (v *view) dismissal(i int) []extract.Statement {
	charge, untrue := -1, false
	for k := v.first[i]; k >= 0; k = v.next[k] {
		switch v.dep(int(k)) {
		case "dobj":
			charge = int(k)
		case "ccomp", "oprd", "acomp", "xcomp":
			untrue = v.x.words.baseless[v.lower[k]] || v.x.words.baseless[v.lemma(int(k))]
			if n := v.kid(int(k), "nsubj"); n >= 0 {
				charge = n
			}
		}
	}
	c := v.clause(i)
	if !untrue || charge < 0 || !v.x.words.charge[v.lemma(charge)] || len(c.subj) == 0 {
		return nil
	}
	entity, mention := v.who(c.subj[0])
	return []extract.Statement{{Speaker: entity, SpeakerMention: mention, Verb: i, Content: v.trim(v.subtree(charge)), Denial: true}}
}

// kidLemma reports whether the lemma of i or of its subject or object is in the
// set.
func (v *view) kidLemma(i int, set map[string]bool) bool {
	if set[v.lemma(i)] {
		return true
	}
	for _, k := range v.kids(i, "nsubj", "nsubjpass", "dobj") {
		if set[v.lemma(k)] {
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
	if v.x.words.baseless[v.lemma(content)] {
		return true
	}
	for _, k := range v.kids(content, "acomp", "attr", "oprd") {
		if v.x.words.baseless[v.lower[k]] || v.x.words.baseless[v.lemma(k)] {
			return true
		}
	}
	return false
}

func (v *view) chargeOf(content int) string {
	if k := v.kid(content, "nsubj", "nsubjpass"); k >= 0 {
		return v.lemma(k)
	}
	return ""
}

// accordingTo is "…, according to A".
func (v *view) accordingTo(i int) []extract.Statement {
	to := v.hop(i, 1)
	if to < 0 || v.lower[to] != "to" {
		return nil
	}
	o := v.kid(to, "pobj")
	if o < 0 {
		return nil
	}
	entity, mention := v.who(o)
	sentence := v.sentence(i)
	phrase := span(extract.Span{Start: i, End: to + 1}, v.subtree(o))
	content := extract.Span{Start: sentence.Start, End: i}
	if i-sentence.Start < 3 {
		content = extract.Span{Start: phrase.End, End: sentence.End}
	}
	content = v.trim(content)
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
		for s, end := v.touched(q); s < end; s++ {
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
		if last < 0 || !v.clausal(q) {
			continue
		}
		s, t := v.SentenceOf(list[last].Verb), v.SentenceOf(q.Start)
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
		for s, end := v.touched(list[k].Content); s < end; s++ {
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
		case v.verb(i) && v.x.words.accuse[v.lemma(i)]:
			for k := v.first[i]; k >= 0; k = v.next[k] {
				d := v.dep(int(k))
				switch {
				case d == "prep" && (v.lower[k] == "of" || v.lower[k] == "for" || v.lower[k] == "with" || v.lower[k] == "over" || v.lower[k] == "on" || v.lower[k] == "as"),
					d == "ccomp", d == "xcomp":
					v.mark(int(k))
				}
			}
		case v.lemma(i) == "accusation" || v.lemma(i) == "allegation" || v.lemma(i) == "suspicion" || v.lemma(i) == "claim" && !v.verb(i):
			for k := v.first[i]; k >= 0; k = v.next[k] {
				if d := v.dep(int(k)); d == "prep" && v.lower[k] == "of" || d == "acl" || d == "ccomp" {
					v.mark(int(k))
				}
			}
		}
	}
}

// mark marks i and all below it, but not what a noun's relative clause,
// participle or apposition adds on the side.
func (v *view) mark(i int) {
	v.deed[i] = true
	for k := v.first[i]; k >= 0; k = v.next[k] {
		switch d := v.dep(int(k)); {
		case d == "relcl", d == "appos", d == "acl" && !v.infinitive(int(k)):
		default:
			v.mark(int(k))
		}
	}
}
