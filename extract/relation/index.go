package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// index answers what the rules ask of an article over and over, in a time that
// does not grow with it.
type index struct {
	times  [][]int      // sentence plus 1 → its time phrases
	found  map[ask]bool // what has been found of an entity
	atArms map[int]bool // the entities whose armed people the article speaks of; nil: not looked for
	ties   ties
}

// ask is a question about an entity.
type ask struct {
	what   string
	entity int
}

// ties are the pairs that the claims up to one tie to each other.
type ties struct {
	claims int
	own    map[[2]int]bool // entities: relations with the trait "own"
	kept   map[[2]int]bool // mentions: relations with the trait "kept"
	posts  map[[2]int]bool // mentions: relations that a role states
}

func newIndex(a *extract.Article, g *syntax.Graph) index {
	x := index{times: make([][]int, len(a.Sentences)+1), found: map[ask]bool{},
		ties: ties{own: map[[2]int]bool{}, kept: map[[2]int]bool{}, posts: map[[2]int]bool{}}}
	for i := range a.Times {
		if p := a.Times[i].Phrase; p.Len() > 0 {
			s := g.Sentence(p.Start).Number + 1
			x.times[s] = append(x.times[s], i)
		}
	}
	return x
}

// timesBeside returns the time phrases of the sentence that holds token i.
func (v *view) timesBeside(i int) []int {
	list := v.times[v.Sentence(i).Number+1]
	v.Spend(1 + len(list))
	return list
}

// told returns the answer to a question about an entity, which is looked for once.
func (v *view) told(what string, entity int, answer func() bool) bool {
	k := ask{what, entity}
	yes, known := v.found[k]
	if !known {
		v.Spend(len(v.Entities[entity].Mentions))
		yes = answer()
		v.found[k] = yes
	}
	return yes
}

// tied returns the pairs that the claims found so far tie.
func (v *view) tied() *ties {
	t := &v.ties
	for ; t.claims < len(v.Claims); t.claims++ {
		k := &v.Claims[t.claims]
		if v.x.has(k.Relation, extract.Own) {
			t.own[[2]int{k.Subject, k.Object}] = true
		}
		if k.Frame == "title" || k.Frame == "appositive" {
			t.posts[[2]int{k.SubjectMention, k.ObjectMention}] = true
		}
		if v.x.has(k.Relation, extract.Kept) {
			t.kept[[2]int{k.SubjectMention, k.ObjectMention}] = true
		}
	}
	return t
}
