package score

import (
	"encoding/json"
	"fmt"
	"slices"
)

// GraphGold is one text of a graph data set: its entities and relations under our
// names. Such sets say nothing of polarity and modality, and list a relation
// wherever the text entails it. Offsets as in NewsGold.
type GraphGold struct {
	ID        string         `json:"id"`
	Text      string         `json:"text"`
	Entities  []GoldEntity   `json:"entities"`
	Relations []GoldRelation `json:"relations"`
	Inventory []string       `json:"inventory"`
	Neutral   [][2]int       `json:"neutral"` // pairs that a relation without a counterpart of ours joins
	Alias     [][2]int       `json:"alias"`   // entities that are as good for each other
	// ByMention is true where a fact is a pair of mentions in a passage. Scope
	// then lists the passages: start, end, and the relations looked for there.
	ByMention  bool    `json:"mention_level"`
	Scope      []Scope `json:"scope"`
	RecallOnly bool    `json:"recall_only"` // what is not listed may still be there
}

// Scope is a passage in which some relations were looked for.
type Scope struct {
	Start, End int
	Relations  []string
}

// UnmarshalJSON reads [start, end, [relation, …]].
func (s *Scope) UnmarshalJSON(text []byte) error {
	if err := json.Unmarshal(text, &[]any{&s.Start, &s.End, &s.Relations}); err != nil {
		return fmt.Errorf("want [start, end, [relation, …]]: %w", err)
	}
	return nil
}

// Score compares what was found in a text with its graph, by the rules of the
// reference scorer (score_kg.py): lenient asks for overlapping mentions and a type
// that the gold accepts, strict for equal spans and the type itself.
func (g *GraphGold) Score(r *Record) *Tally {
	t := NewTally()
	t.Passages = 1
	s := graphScore{GraphGold: g, Tally: t, strict: make([]bool, len(g.Relations)), lenient: make([]bool, len(g.Relations)),
		entity: map[int]*Entity{}, stands: map[int][2]idSet{}, wanted: slices.Clone(g.Inventory)}
	for i := range r.Entities {
		s.entity[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range g.Relations {
		s.wanted = append(s.wanted, g.Relations[i].Accept...)
	}
	for i := range r.Relations {
		if x := &r.Relations[i]; x.O == nil {
			continue
		} else if g.ByMention {
			s.byMention(x)
		} else {
			s.byEntity(x)
		}
	}
	for k, q := range g.Relations {
		t.count(q.Type, func(c *Count) { c.wanted(s.strict[k], s.lenient[k]) })
	}
	return t
}

// graphScore is the score of one text while it is made.
type graphScore struct {
	*GraphGold
	*Tally
	strict, lenient []bool // gold relation → found
	entity          map[int]*Entity
	stands          map[int][2]idSet // found entity → gold entities: equal spans, overlapping spans
	wanted          []string
}

// sets returns the gold entities that a found one stands for: by equal and by
// overlapping mentions.
func (s *graphScore) sets(id int) (equal, near idSet) {
	if known, ok := s.stands[id]; ok {
		return known[0], known[1]
	}
	if e := s.entity[id]; e != nil {
		for _, m := range e.Mentions {
			for i := range s.Entities {
				x := &s.Entities[i]
				if slices.Contains(x.Mentions, m) {
					equal.add(x.ID)
				}
				if slices.ContainsFunc(x.Mentions, func(q [2]int) bool { return overlap(m, q) > 0 }) {
					near.add(x.ID)
				}
			}
		}
	}
	for _, set := range []*idSet{&equal, &near} {
		for _, id := range slices.Clone(*set) {
			for _, a := range s.Alias {
				switch id {
				case a[0]:
					set.add(a[1])
				case a[1]:
					set.add(a[0])
				}
			}
		}
	}
	s.stands[id] = [2]idSet{equal, near}
	return equal, near
}

// byEntity judges a relation between two entities of the text.
func (s *graphScore) byEntity(x *Relation) {
	if !slices.Contains(s.wanted, x.Type) {
		return
	}
	subjectEqual, subject := s.sets(x.S)
	objectEqual, object := s.sets(*x.O)
	strict, lenient := false, false
	for k := range s.Relations {
		q := &s.Relations[k]
		joined := func(a, b idSet) bool { return a.has(q.S) && b.has(q.O) || q.Sym && a.has(q.O) && b.has(q.S) }
		if q.answers(x.Type) && joined(subject, object) {
			lenient, s.lenient[k] = true, true
		}
		if q.Type == x.Type && joined(subjectEqual, objectEqual) {
			strict, s.strict[k] = true, true
		}
	}
	neutral := s.RecallOnly || slices.ContainsFunc(s.GraphGold.Neutral, func(n [2]int) bool {
		return subject.has(n[0]) && object.has(n[1]) || subject.has(n[1]) && object.has(n[0])
	})
	s.book(x, strict, lenient, neutral)
}

// byMention judges a relation in every passage that looks for it.
func (s *graphScore) byMention(x *Relation) {
	subjects, objects := s.shown(x)
	for _, scope := range s.Scope {
		inside := func(all [][2]int) (list [][2]int) {
			for _, m := range all {
				if scope.Start <= m[0] && m[1] <= scope.End {
					list = append(list, m)
				}
			}
			return list
		}
		a, b := inside(subjects), inside(objects)
		if !s.sought(x, scope) || len(a) == 0 || len(b) == 0 {
			continue
		}
		strict, lenient := s.fact(x, scope, a, b)
		judged := len(s.Judgements)
		s.book(x, strict, lenient, false)
		if !lenient && !slices.Contains(scope.Relations, x.Type) {
			s.Judgements = s.Judgements[:judged] // nobody looked whether it holds
		}
	}
}

// shown returns the mentions that a relation speaks of.
func (s *graphScore) shown(x *Relation) (subjects, objects [][2]int) {
	if x.Ev != nil {
		return x.Ev[:1], x.Ev[1:]
	}
	if e := s.entity[x.S]; e != nil {
		subjects = e.Mentions
	}
	if e := s.entity[*x.O]; e != nil {
		objects = e.Mentions
	}
	return subjects, objects
}

// sought reports whether a passage looks for a relation or for one that it is as
// good as.
func (s *graphScore) sought(x *Relation, scope Scope) bool {
	return slices.Contains(scope.Relations, x.Type) || slices.ContainsFunc(s.Relations, func(q GoldRelation) bool {
		return slices.Contains(q.Accept, x.Type) && slices.Contains(scope.Relations, q.Type)
	})
}

// fact compares a relation with the facts of one passage.
func (s *graphScore) fact(x *Relation, scope Scope, subjects, objects [][2]int) (strict, lenient bool) {
	for k := range s.Relations {
		q := &s.Relations[k]
		a, b := s.first(q.S), s.first(q.O)
		if a[0] < scope.Start || a[0] >= scope.End {
			continue
		}
		for _, pair := range [][2][2]int{{a, b}, {b, a}} {
			near := func(all [][2]int, m [2]int) bool {
				return slices.ContainsFunc(all, func(o [2]int) bool { return overlap(o, m) > 0 })
			}
			if q.answers(x.Type) && near(subjects, pair[0]) && near(objects, pair[1]) {
				lenient, s.lenient[k] = true, true
			}
			if q.Type == x.Type && slices.Contains(subjects, pair[0]) && slices.Contains(objects, pair[1]) {
				strict, s.strict[k] = true, true
			}
			if !q.Sym {
				break
			}
		}
	}
	return strict, lenient
}

// first returns the first mention of a gold entity.
func (s *graphScore) first(id int) [2]int {
	for i := range s.Entities {
		if e := &s.Entities[i]; e.ID == id && len(e.Mentions) > 0 {
			return e.Mentions[0]
		}
	}
	return [2]int{}
}

// book counts a relation; what is neutral counts only where it is right.
func (s *graphScore) book(x *Relation, strict, lenient, neutral bool) {
	s.count(x.Type, func(c *Count) {
		switch {
		case strict:
			c.StrictRight++
		case !neutral:
			c.StrictNot++
		}
		switch {
		case lenient:
			c.LenientRight++
		case !neutral:
			c.LenientNot++
		}
	})
	if !lenient && neutral {
		s.Ignored++
		return
	}
	s.Judgements = append(s.Judgements, Judgement{Passage: s.ID, Relation: x.Type, Frame: x.Frame, Confidence: x.Confidence, Claim: x.From, Strict: strict, Lenient: lenient})
}
