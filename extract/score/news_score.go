package score

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Score compares what was found in a passage with its gold, by the rules of the
// reference scorer (score_news.py): a found entity stands for the gold entity
// that most of its mentions hit; a prediction is left out of the count where the
// gold is neutral, where it is weaker than a gold relation of the same ends, or
// where an end has no name.
func (g *NewsGold) Score(r *Record) *Tally {
	t := NewTally()
	t.Passages, t.Listed = 1, len(g.MustNot)
	s := newsScore{passage: newPassage(g, r), Tally: t, strict: make([]bool, len(g.Relations)), lenient: make([]bool, len(g.Relations)), seen: map[string]bool{}}
	for i := range r.Relations {
		s.judge(&r.Relations[i])
	}
	for k := range g.Relations {
		s.gold(k, &g.Relations[k])
	}
	return t
}

// newsScore is the score of one passage while it is made.
type newsScore struct {
	*passage
	*Tally
	strict, lenient []bool // gold relation → found
	seen            map[string]bool
}

// prediction is one relation as found, with what its ends stand for.
type prediction struct {
	*Relation
	kind     string // the scorers' type
	subject  idSet
	object   idSet // without the content of SAID and DENIED
	other    idSet // object or content
	asserted bool
}

func (s *newsScore) judge(r *Relation) {
	p := prediction{Relation: r, kind: canonical(r.Type), subject: s.stands(&r.S), object: s.stands(r.O)}
	p.asserted = r.Polarity != "neg" && modality(r.Modality) == "actual"
	p.other = p.object
	if p.kind == "SAID" || p.kind == "DENIED" {
		p.other = s.said(r)
	}
	s.forbidden(&p)
	if !slices.Contains(s.passage.gold.Inventory, p.kind) {
		return
	}
	strict, lenient := s.answered(&p)
	if key := s.key(&p, strict); s.seen[key] {
		return
	} else {
		s.seen[key] = true
	}
	if !lenient && s.neutral(&p) {
		s.Ignored++
		return
	}
	s.book(&p, strict, lenient)
}

// forbidden counts a plain fact that the gold says must not be told, unless it is
// the gold's own.
func (s *newsScore) forbidden(p *prediction) {
	g := s.passage.gold
	if p.asserted {
		for _, m := range g.MustNot {
			if canonical(m.Type) == p.kind && s.tempting(m, p) && !slices.ContainsFunc(g.Relations, func(q GoldRelation) bool {
				content := q.O
				return q.answers(p.kind) && (p.subject.has(q.S) && (p.object.has(content) || s.said(p.Relation).has(content)) || q.Sym && p.subject.has(q.O) && p.object.has(q.S))
			}) {
				s.Violations++
				s.find("VIOLATION", p, "")
				break
			}
		}
	}
	for _, id := range []*int{&p.S, p.O} {
		e := s.entity(id)
		if e != nil && len(g.Boilerplate) > 0 && !slices.ContainsFunc(e.Mentions, func(m [2]int) bool {
			return !slices.ContainsFunc(g.Boilerplate, func(b [2]int) bool { return b[0] <= m[0] && m[0] < b[1] })
		}) {
			s.Violations++
			s.find("VIOLATION", p, "not part of the article")
			break
		}
	}
}

// tempting reports whether a prediction has the ends of a tempting relation.
func (s *newsScore) tempting(m Tempting, p *prediction) bool {
	return s.tempted(m.S, &p.S, p.subject) && s.tempted(m.O, p.O, p.object) ||
		(m.sym || symmetricNews(p.kind)) && s.tempted(m.O, &p.S, p.subject) && s.tempted(m.S, p.O, p.object)
}

// joins reports whether a prediction has the ends of a gold relation.
func (p *prediction) joins(q *GoldRelation) bool {
	return p.subject.has(q.S) && p.other.has(q.O) || q.Sym && p.subject.has(q.O) && p.object.has(q.S)
}

// answered finds the gold relations that a prediction answers and counts what it
// knows of them.
func (s *newsScore) answered(p *prediction) (strict, lenient bool) {
	for k := range s.passage.gold.Relations {
		q := &s.passage.gold.Relations[k]
		if !q.answers(alike(p.kind)...) || !p.joins(q) {
			continue
		}
		lenient, s.lenient[k] = true, true
		now := polarity(p.Polarity) == q.Polarity && slices.Contains(q.Modality, modality(p.Modality))
		if now && q.answers(p.kind) && (!office(q.Type) || slices.Contains(q.status(), status(p.Status))) {
			strict, s.strict[k] = true, true
		}
		if p.asserted && q.nonfact() {
			s.PlainFact++
		}
		if q.Attribution != nil {
			s.Attribution.see(p.Attribution != nil && s.stands(p.Attribution).has(*q.Attribution))
		}
		if q.Role != "" {
			s.Role.see(shares(q.Role, p.Role))
		}
		if q.Time != "" {
			s.Time.see(shares(q.Time, p.Time))
		}
	}
	return strict, lenient
}

// shares reports whether two phrases have a word in common.
func shares(want string, got *string) bool {
	if got == nil {
		return false
	}
	words := strings.Fields(norm(*got))
	return slices.ContainsFunc(strings.Fields(norm(want)), func(w string) bool { return slices.Contains(words, w) })
}

// key tells predictions apart that count once.
func (s *newsScore) key(p *prediction, strict bool) string {
	if len(p.subject) == 0 || len(p.other) == 0 {
		object := "none"
		if p.O != nil {
			object = strconv.Itoa(*p.O)
		}
		claim := ""
		if p.Claim != nil {
			claim = fmt.Sprint(*p.Claim)
		}
		return fmt.Sprint(p.kind, "?", p.S, object, claim, strict)
	}
	a, b := fmt.Sprint(p.subject), fmt.Sprint(p.other)
	if symmetricNews(p.kind) && b < a {
		a, b = b, a
	}
	return fmt.Sprint(p.kind, a, b, strict)
}

// neutral reports whether a prediction that answers nothing is not to be counted.
func (s *newsScore) neutral(p *prediction) bool {
	g := s.passage.gold
	if slices.ContainsFunc(g.Neutral, func(m Tempting) bool {
		return slices.Contains(alike(p.kind), canonical(m.Type)) && s.tempting(m, p)
	}) {
		return true
	}
	if slices.ContainsFunc(g.Relations, func(q GoldRelation) bool {
		return slices.Contains(stronger(p.kind), q.Type) &&
			(p.subject.has(q.S) && (p.kind == "SAID" && q.Type == "DENIED" || p.object.has(q.O)) || q.Sym && p.object.has(q.S) && p.subject.has(q.O))
	}) {
		return true
	}
	if len(p.subject) == 0 && !s.named(&p.S) {
		return true
	}
	if p.kind == "ATTENDED" && len(p.object) == 0 && slices.ContainsFunc(g.Relations, func(q GoldRelation) bool {
		return symmetricNews(q.Type) && (p.subject.has(q.S) || p.subject.has(q.O))
	}) {
		return true // "the talks" beside MET_WITH and AGREED_WITH
	}
	switch p.kind {
	case "SAID", "DENIED", "ATTENDED", "LOCATED_IN":
		return false
	}
	return s.entity(p.O) != nil && len(p.object) == 0 && !s.named(p.O)
}

// book counts a prediction under the gold relation that it answers, else under
// its own.
func (s *newsScore) book(p *prediction, strict, lenient bool) {
	name := p.kind
	if lenient {
		for k := range s.passage.gold.Relations {
			if q := &s.passage.gold.Relations[k]; q.answers(alike(p.kind)...) && p.joins(q) {
				name = q.Type
				break
			}
		}
	}
	s.count(name, func(c *Count) { c.found(strict, lenient) })
	s.Judgements = append(s.Judgements, Judgement{Passage: s.passage.gold.ID, Relation: name, Frame: p.Frame,
		Confidence: p.Confidence, Claim: p.From, Strict: strict, Lenient: lenient})
	switch {
	case !lenient:
		s.find("wrong", p, "")
	case !strict:
		s.find("differs", p, describe(p.Relation))
	}
}

// gold counts one gold relation.
func (s *newsScore) gold(k int, q *GoldRelation) {
	s.count(q.Type, func(c *Count) { c.wanted(s.strict[k], s.lenient[k]) })
	if q.nonfact() {
		s.NotAsserted.see(s.strict[k])
	}
	if slices.Equal(q.Status, []string{"former"}) {
		s.Former.see(s.strict[k])
	}
	if !s.lenient[k] {
		s.missed(q)
	}
}

// describe writes what is said of a found relation besides its ends.
func describe(r *Relation) string {
	list := []string{polarity(r.Polarity), modality(r.Modality), status(r.Status)}
	return "found as " + strings.Join(list, ", ")
}
