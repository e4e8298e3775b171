package score

import (
	"fmt"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// Score compares the claims of an article with gold as Check does, and counts
// them per relation as NewsGold.Score does: strict asks for relation, ends,
// negation, modality and whether it is former, lenient for relation and ends. Only
// the relations given can be wrong.
func (g Gold) Score(a *extract.Article, relations map[string]extract.Relation) *Tally {
	t := NewTally()
	t.Passages = 1
	s := claimScore{Gold: g, Tally: t, article: a, relations: relations, strict: make([]bool, len(g.Claims)), lenient: make([]bool, len(g.Claims)), seen: map[string]bool{}}
	for i := range a.Claims {
		s.judge(i)
	}
	for k := range g.Claims {
		switch want := &g.Claims[k]; want.Mark {
		case Unwanted:
			t.Listed++
		case Wanted:
			s.gold(k, want)
		}
	}
	return t
}

// claimScore is the score of one article while it is made.
type claimScore struct {
	Gold
	*Tally
	article         *extract.Article
	relations       map[string]extract.Relation
	strict, lenient []bool // gold claim → found
	seen            map[string]bool
}

// judge compares one claim with all gold claims.
func (s *claimScore) judge(i int) {
	c := &s.article.Claims[i]
	strict, lenient, neutral := false, false, c.Entailed
	name := c.Relation
	for k := range s.Claims {
		want := &s.Claims[k]
		if !want.meets(s.article, c, s.relations) {
			continue
		}
		switch want.Mark {
		case Neutral:
			neutral = true
		case Unwanted:
			if !c.Negated && c.Modality == extract.Actual && !c.Former {
				s.Violations++
				s.find("VIOLATION", c, "")
			}
		default:
			if !lenient {
				name = want.Relation
			}
			lenient, s.lenient[k] = true, true
			if c.Negated == want.Negated && c.Modality == want.Modality && c.Former == want.Former {
				strict, s.strict[k] = true, true
			}
			s.details(want, c)
		}
	}
	key := fmt.Sprint(family(c.Relation), c.Subject, c.Object, c.Value, strict)
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	if _, scored := s.relations[c.Relation]; !lenient && (neutral || !scored) {
		s.Ignored++
		return
	}
	s.book(name, i, strict, lenient)
}

// details counts what a claim with the right ends knows besides them.
func (s *claimScore) details(want *GoldClaim, c *extract.Claim) {
	if want.nonfact() && !c.Negated && c.Modality == extract.Actual {
		s.PlainFact++
	}
	if want.Speaker != "" {
		s.Attribution.see(named(s.article, c.Speaker, want.Speaker))
	}
	if want.Role != "" {
		s.Role.see(shares(want.Role, &c.Role))
	}
	if want.Date != "" {
		s.Time.see(strings.HasPrefix(c.When.From.First, want.Date))
	}
}

// nonfact reports whether the article does not state the claim as a fact.
func (g *GoldClaim) nonfact() bool { return g.Negated || g.Modality != extract.Actual }

func (s *claimScore) book(relation string, i int, strict, lenient bool) {
	c := &s.article.Claims[i]
	s.count(relation, func(n *Count) { n.found(strict, lenient) })
	s.Judgements = append(s.Judgements, Judgement{Passage: s.article.ID, Relation: relation, Frame: c.Frame,
		Confidence: c.Confidence, Claim: i, Strict: strict, Lenient: lenient})
	switch {
	case !lenient:
		s.find("wrong", c, "")
	case !strict:
		s.find("differs", c, "found as "+show(s.article, c))
	}
}

// gold counts one wanted claim.
func (s *claimScore) gold(k int, want *GoldClaim) {
	s.count(want.Relation, func(n *Count) { n.wanted(s.strict[k], s.lenient[k]) })
	if want.nonfact() {
		s.NotAsserted.see(s.strict[k])
	}
	if want.Former {
		s.Former.see(s.strict[k])
	}
	if !s.lenient[k] {
		s.Findings = append(s.Findings, Finding{Kind: "missed", Passage: s.article.ID, Relation: want.Relation,
			Subject: want.Subject, Object: want.Object, Context: s.sentence(want)})
	}
}

// find notes an error about a claim, with its sentence.
func (s *claimScore) find(kind string, c *extract.Claim, detail string) {
	f := Finding{Kind: kind, Passage: s.article.ID, Relation: c.Relation, Subject: entityName(s.article, c.Subject), Object: c.Value, Detail: detail}
	if c.Object >= 0 {
		f.Object = entityName(s.article, c.Object)
	}
	f.Context = s.words(c.Sentence)
	s.Findings = append(s.Findings, f)
}

// sentence returns the first sentence that has both names of a claim, else the
// first that has the subject's.
func (s *claimScore) sentence(want *GoldClaim) string {
	first := -1
	for i := range s.article.Sentences {
		words := strings.ToLower(s.words(i))
		if !strings.Contains(words, bareName(want.Subject)) {
			continue
		}
		if strings.Contains(words, bareName(want.Object)) {
			return s.words(i)
		}
		if first < 0 {
			first = i
		}
	}
	return s.words(first)
}

// words returns a sentence in one line.
func (s *claimScore) words(i int) string {
	if i < 0 || i >= len(s.article.Sentences) {
		return ""
	}
	return strings.Join(strings.Fields(s.article.Words(s.article.Sentences[i].Span)), " ")
}
