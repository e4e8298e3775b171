package score

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/corpus"
)

// FromCorpus returns the gold that a record of the corpus is, under the names that the
// news gold has for relations. All relations are scored. What a trap names must not be
// found as a plain fact.
func FromCorpus(r *corpus.Record, relations []extract.Relation) NewsGold {
	p := newPoints(r.Text)
	g := NewsGold{ID: r.ID(), Text: r.Text}
	symmetric := map[string]bool{}
	for i := range relations {
		if name := canonical(relations[i].Name); !slices.Contains(g.Inventory, name) {
			g.Inventory = append(g.Inventory, name)
		}
		symmetric[relations[i].Name] = relations[i].Symmetric
	}
	number := map[string]int{}
	for i := range r.Entities {
		e := &r.Entities[i]
		kind, _ := corpus.KindOf(e.ID)
		entity := GoldEntity{ID: i + 1, Type: typeOf(kind), Name: r.Name(e)}
		for _, m := range e.Mentions {
			entity.Mentions = append(entity.Mentions, [2]int{p.at(m.Start), p.at(m.End)})
		}
		g.Entities = append(g.Entities, entity)
		number[e.ID] = entity.ID
	}
	for _, c := range r.Claims {
		q := GoldRelation{S: number[c.Subject], O: number[c.Object], Type: canonical(c.Relation), Sym: symmetric[c.Relation],
			Polarity: "pos", Modality: []string{string(c.Modality)}, Role: c.Role}
		if c.Negated {
			q.Polarity = "neg"
		}
		if c.Former {
			q.Status = []string{"former"}
		}
		if by, ok := number[c.By]; ok {
			q.Attribution = &by
		}
		g.Relations = append(g.Relations, q)
	}
	for _, c := range r.Traps {
		g.MustNot = append(g.MustNot, Tempting{S: float64(number[c.Subject]), O: float64(number[c.Object]), Type: c.Relation, sym: symmetric[c.Relation]})
	}
	return g
}
