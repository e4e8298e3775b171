// Package relation reads claims off sentences: who leads, met, attended,
// accused, acquired whom, with what negation, modality, speaker and time, and
// why a candidate was refused.
//
// A relation is data (type/*.rel): its ends, the frames in which sentences state
// it, and the words that trigger each frame. A frame is code: it looks at the
// dependency parse and at the tokens around a trigger and proposes candidates;
// prune decides. The package knows no names and holds no weights.
package relation

import (
	"context"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// Extractor finds statements and claims; it is safe for use by several
// goroutines at once.
type Extractor struct {
	relations []extract.Relation
	words     vocabulary
	syntax    syntax.Words
	needs     []need
	verbs     map[string][]trigger // lemma of the first word → triggers of the verb frame
	nouns     map[string][]trigger // likewise of the noun frame with roles
	roles     map[string][]trigger // first word → role nouns, longer first
	demoted   []trigger            // triggers such as "deputy *"
	beside    map[string][]trigger // frame without a word of its own → its triggers
	names     map[string]bool      // prepositions that never begin a list of names
	movements map[string]bool      // names of armed bodies
	countries map[string]bool      // names of states
	without   []string             // layers left out
	weights   weights              // what the confidence in a claim depends on
	doubter   Doubter              // of the claims that are found, nil if there is none
}

// Names are names and nouns that tell what something is where the words around it
// do not.
type Names struct {
	Armed     []string // lemmas of nouns for people and things that fight
	Movements []string // armed bodies
	Countries []string // states, no continents
}

// New prepares relations for reading. Layers named in without (LayerNames) are
// left out; that is for measuring what each is worth.
func New(relations []extract.Relation, n Names, without ...string) *Extractor {
	x := &Extractor{relations: relations, without: without, needs: needs(),
		verbs: map[string][]trigger{}, nouns: map[string][]trigger{},
		roles: map[string][]trigger{}, beside: map[string][]trigger{},
		names: listed(lexicon.List("role prepositions")), movements: listed(n.Movements), countries: listed(n.Countries)}
	var err error
	if x.weights, err = parseWeights(confidenceFile); err != nil {
		panic("internal error: " + err.Error())
	}
	x.words = newVocabulary(n.Armed)
	x.syntax = x.words.syntax()
	for i := range relations {
		for f := range relations[i].Frames {
			if slices.Contains(without, framePrefix+relations[i].Frames[f].Name) {
				continue
			}
			x.add(i, &relations[i].Frames[f])
		}
	}
	for w := range x.roles {
		slices.SortStableFunc(x.roles[w], func(a, b trigger) int { return len(b.words) - len(a.words) })
	}
	return x
}

func listed(names []string) map[string]bool {
	list := map[string]bool{}
	for _, name := range names {
		list[name] = true
	}
	return list
}

func (x *Extractor) add(relation int, f *extract.Frame) {
	if len(f.Triggers) == 0 {
		x.beside[f.Name] = append(x.beside[f.Name], trigger{relation: relation, frame: f})
	}
	for _, text := range f.Triggers {
		all := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' })
		t := trigger{relation: relation, frame: f, words: all[1:], text: text}
		switch f.Name {
		case "verb":
			x.verbs[all[0]] = append(x.verbs[all[0]], t)
		case "title", "appositive", "copula", "noun":
			if f.Name == "noun" && (len(f.SubjectRole) > 0) {
				x.nouns[all[0]] = append(x.nouns[all[0]], t)
				continue
			}
			if strings.Contains(text, "*") {
				x.demoted = append(x.demoted, t)
				continue
			}
			x.roles[all[0]] = append(x.roles[all[0]], t)
		default:
			t.words = all
			x.beside[f.Name] = append(x.beside[f.Name], t)
		}
	}
}

// relation returns the relation of a name, nil if nothing looks for it.
func (x *Extractor) relation(name string) *extract.Relation {
	for i := range x.relations {
		if x.relations[i].Name == name {
			return &x.relations[i]
		}
	}
	return nil
}

// has reports whether the relation of a name has a trait.
func (x *Extractor) has(name string, t extract.Trait) bool {
	r := x.relation(name)
	return r != nil && r.Has(t)
}

// Relations returns the relations the extractor was made with.
func (x *Extractor) Relations() []extract.Relation { return x.relations }

// Statements is the stage that finds what is said by whom.
func (x *Extractor) Statements() extract.Stage {
	return extract.Stage{Name: "statements", Doc: "quotations, reported speech and denials with their speaker",
		Run: func(_ context.Context, a *extract.Article) error {
			a.Statements = x.statements(a)
			return nil
		}}
}

// Claims is the stage that finds claims and books every candidate that was
// refused. What a judge has learned may be nil.
func (x *Extractor) Claims(l *Learned) extract.Stage {
	return extract.Stage{Name: "claims", Doc: "relations that the sentences state, with evidence",
		Run: func(_ context.Context, a *extract.Article) error {
			x.claims(a, l)
			return nil
		}}
}

func (x *Extractor) claims(a *extract.Article, l *Learned) {
	a.Claims, a.Pruned = nil, nil
	if len(a.Entities) == 0 {
		return
	}
	v := x.view(a)
	for _, f := range frames() {
		if f.find != nil {
			a.Spend(len(a.Tokens))
			f.find(v)
		}
	}
	if !slices.Contains(x.without, framePrefix+extract.DenialFrame) {
		v.answers()
	}
	v.deals()
	if x.doubter != nil {
		v.doubt(x.doubter)
	}
	if l != nil {
		hearing{v, l}.hold()
	}
	v.dedupe()
}
