package identity

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// The lists that tell whether two agreements are one; what each is for stands beside it
// in extract/lexicon/word/agreement.txt.
var (
	sameHeads             = lexicon.Values("heads that mean the same")
	wordsOfWeight         = lexicon.Words("words of weight")
	subjectPrepositions   = lexicon.Words("subject prepositions")
	wordsOfManyAgreements = foldedWords(lexicon.Words("words of many agreements"))
	carryingVerbs         = lexicon.Words("holding verbs")
	knownAgreements       = usualNames(lexicon.Table("agreementnames"))
)

// agreement finds the usual name of a named agreement. A name that many bear, "Free Trade
// Agreement", says which it is in its article only.
func agreement(e *extract.Entity) {
	words := fold(parts(e.Name))
	name, known := knownAgreement(words)
	switch {
	case known:
		e.Identity.Name, e.Identity.Scope = name, ""
	case !slices.ContainsFunc(words, func(w string) bool { return year(w) == "" && !wordsOfManyAgreements[w] }):
		e.Identity.Scope = extract.OwnArticle
	}
}

// knownAgreement returns the usual name of an agreement, and whether the world knows it.
// The year before or behind it tells nothing more, and the Treaty of Lisbon is the Lisbon
// Treaty.
func knownAgreement(words []string) (string, bool) {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return year(w) != "" })
	if len(words) > 0 && words[0] == lexicon.The {
		words = words[1:]
	}
	if len(words) > 2 && words[1] == lexicon.Of {
		if name, ok := knownAgreements[strings.Join(append(slices.Clone(words[2:]), words[0]), " ")]; ok {
			return name, true
		}
	}
	name, ok := knownAgreements[strings.Join(words, " ")]
	return name, ok
}

// described finds for an event or agreement without a name what it has in common with
// those of other articles: its head, synonyms being one, what it is about, and its day.
// Without a day it is the article's own; load asks for the parties besides.
func described(a *extract.Article, i int) {
	e := &a.Entities[i]
	at := slices.IndexFunc(e.Mentions, func(m int) bool { return a.Mentions[m].Form == extract.Nominal })
	if at < 0 {
		return
	}
	m := a.Mentions[e.Mentions[at]]
	if name, ok := knownAgreement(fold(parts(a.Words(m.Span)))); ok && e.Kind == extract.Agreement {
		e.Identity.Name = name
		return
	}
	day := dayOf(a, i)
	if e.Identity.Scope = cmp.Or(day, extract.OwnArticle); day == "" {
		return
	}
	head := a.Lower()[m.Head]
	e.Identity.Name = strings.Join(append(aboutOf(a, e, m), cmp.Or(sameHeads[head], head)), " ")
}

// aboutOf lists in alphabetical order the words that tell what a description is about,
// before the head or behind it: "fishery" of "a landmark fisheries deal" and of "a deal
// on fisheries". Its parties and its day are told apart from these.
func aboutOf(a *extract.Article, e *extract.Entity, m extract.Mention) []string {
	s := a.SentenceOf(m.Head)
	if s < 0 {
		return nil
	}
	told := toldApart(a, e, a.Sentences[s].Span)
	var words []string
	for i := a.Sentences[s].Start; i < a.Sentences[s].End; i++ {
		t := &a.Tokens[i]
		if i == m.Head || told[i] || !content(t) || !under(a, i, m) {
			continue
		}
		w := strings.ToLower(cmp.Or(t.Lemma, a.Lower()[i]))
		if wordsOfWeight.Has(w) || wordsOfWeight.Has(a.Lower()[i]) || carryingVerbs.Has(w) || slices.Contains(words, w) {
			continue
		}
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}

// toldApart marks the tokens of a sentence that name a party or a time.
func toldApart(a *extract.Article, e *extract.Entity, s extract.Span) map[int]bool {
	marked := map[int]bool{}
	mark := func(p extract.Span) {
		for i := max(p.Start, s.Start); i < min(p.End, s.End); i++ {
			marked[i] = true
		}
	}
	a.Spend(len(a.Times))
	for i := range a.Times {
		mark(a.Times[i].Phrase)
	}
	for _, p := range e.Parties {
		a.Spend(len(a.Entities[p].Mentions))
		for _, m := range a.Entities[p].Mentions {
			mark(a.Mentions[m].Span)
		}
	}
	return marked
}

// content reports whether a token is a word that says something of the subject.
func content(t *extract.Token) bool {
	switch t.POS {
	case "NOUN", "PROPN", "ADJ", "VERB", "NUM":
		return true
	}
	return false
}

// deepest is how many arcs lie at most between a head and what its phrase holds.
const deepest = 12

// under reports whether token i belongs to what the phrase of a mention says of its
// subject: what stands before the head, what hangs on it by "on" or as a clause.
func under(a *extract.Article, i int, m extract.Mention) bool {
	for range deepest {
		h := a.Tokens[i].Head
		if h == i {
			return false
		}
		if h == m.Head {
			break
		}
		i = h
	}
	t := &a.Tokens[i]
	switch {
	case t.Head != m.Head:
		return false
	case i < m.Head:
		return m.Contains(i)
	case t.Dep == "prep":
		return subjectPrepositions.Has(a.Lower()[i])
	}
	return t.Dep == "acl" || t.Dep == "relcl" || t.Dep == "ccomp" || t.Dep == "xcomp"
}

// dayOf is the one day of an event or agreement without a name: what its description
// says, else what is said of those who signed it or took part; "" if it is not known to
// the day, or if several days are told.
func dayOf(a *extract.Article, i int) string {
	if when := a.Entities[i].When; !when.IsZero() {
		return dayIn(when)
	}
	day := ""
	a.Spend(len(a.Claims))
	for k := range a.Claims {
		c := &a.Claims[k]
		if c.Object != i || c.Negated || c.When.IsZero() || !joins(c.Relation) {
			continue
		}
		d := dayIn(c.When)
		if d == "" || day != "" && d != day {
			return ""
		}
		day = d
	}
	return day
}

// dayIn is the day that a time is, "" if it is longer.
func dayIn(when extract.Interval) string {
	if !when.Point || when.From.Precision != extract.Day {
		return ""
	}
	return when.From.First
}

// joins reports whether a relation says that its subject makes the event or agreement what
// it is, so that its time is that of the event.
func joins(relation string) bool {
	switch relation {
	case "AGREED_TO", "ATTENDED", "PARTICIPATED_IN", "HOSTED":
		return true
	}
	return false
}
