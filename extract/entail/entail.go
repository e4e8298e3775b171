// Package entail adds claims that no one sentence states and the article as a
// whole entails: that a city lies in a country which the article names too, that
// a known body has its seat there, whose president somebody is in an article on
// one country. Their frames say by what they follow ("gazetteer", "setting");
// whoever wants only what is stated leaves them out.
//
// A passage of a few sentences is no article; nothing is inferred from it.
package entail

import (
	"context"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Lists are what is known of places and bodies outside any article.
type Lists struct {
	Country map[string]bool   // usual names of countries
	Place   map[string]string // cities, capitals and regions to the country's usual name
	Seat    map[string]string // bodies to the usual name of the country of their seat
	Demonym map[string]string // "German" to the country's usual name
}

// enough is the number of sentences from which on a text is an article.
const enough = 8

// The confidence of the frames: their precision on development articles, rounded
// down.
const (
	confidencePlace   = 0.9
	confidenceSeat    = 0.8
	confidenceSetting = 0.8
)

// A layer is an inference that New can leave out.
type layer struct {
	name  string
	infer func(*inference)
}

// layers returns the inferences in the order in which they are drawn.
func layers() []layer {
	return []layer{
		{"entail-place", (*inference).places},
		{"entail-seat", (*inference).seats},
		{"entail-setting", (*inference).setting},
	}
}

// LayerNames returns the inferences that New can leave out.
func LayerNames() []string {
	var names []string
	for _, l := range layers() {
		names = append(names, l.name)
	}
	return names
}

// New returns the stage that appends the entailed claims to Article.Claims.
// Inferences named in without (LayerNames) are left out; that is for measuring what
// each is worth.
func New(l Lists, without ...string) extract.Stage {
	return extract.Stage{
		Name: "entail",
		Doc:  "adds what the article as a whole entails",
		Run: func(_ context.Context, a *extract.Article) error {
			if len(a.Sentences) < enough {
				return nil
			}
			in := &inference{a: a, l: &l, country: map[string]int{}, place: map[string]int{},
				said: map[fact]bool{}, placed: map[int]bool{}, seated: map[int]bool{}}
			for i, e := range a.Entities {
				switch {
				case e.Kind != extract.Place:
				case l.Country[e.Name]:
					in.country[e.Name] = i
				default:
					in.place[e.Name] = i
				}
			}
			for i := range a.Claims {
				in.note(&a.Claims[i])
			}
			for _, y := range layers() {
				if !slices.Contains(without, y.name) {
					y.infer(in)
				}
			}
			return nil
		},
	}
}

// inference is the work on one article.
type inference struct {
	a       *extract.Article
	l       *Lists
	country map[string]int // usual name to the entity
	place   map[string]int // name of any other place to the entity
	said    map[fact]bool
	placed  map[int]bool // people whom a claim ties to a place by an office
	seated  map[int]bool // bodies of which a claim says where they have their seat
}

// fact is what a claim is about, whatever its status.
type fact struct {
	relation        string
	subject, object int
}

// note takes up what a claim says.
func (in *inference) note(c *extract.Claim) {
	in.said[fact{c.Relation, c.Subject, c.Object}] = true
	switch c.Relation {
	case "LEADS", "HOLDS_OFFICE_IN", "REPRESENTS", "CITIZEN_OF", "EMPLOYED_BY", "MEMBER_OF":
		if c.Object >= 0 {
			in.placed[c.Subject] = true
		}
	case "HEADQUARTERED_IN", "LOCATED_IN", "PART_OF":
		in.seated[c.Subject] = true
	}
}

// places puts cities and regions into the countries that the article names.
func (in *inference) places() {
	for i, e := range in.a.Entities {
		if e.Kind != extract.Place || e.Unnamed {
			continue
		}
		if c, ok := in.lookUp(e, in.l.Place); ok && c != i {
			in.add("LOCATED_IN", "gazetteer", i, c, confidencePlace)
		}
	}
}

// seats gives known bodies, and those that bear a country's name, the country
// that the article names.
func (in *inference) seats() {
	for i, e := range in.a.Entities {
		if e.Kind != extract.Organization || e.Unnamed {
			continue
		}
		c, ok := in.lookUp(e, in.l.Seat)
		if !ok {
			c, ok = in.inName(e.Name)
			in.city(i, e)
		}
		if ok {
			in.add("HEADQUARTERED_IN", "gazetteer", i, c, confidenceSeat)
		}
	}
	for k := range in.a.Claims { // not over those it adds
		c := in.a.Claims[k]
		if c.Relation != "HEADQUARTERED_IN" || c.Negated || c.Former || c.Modality != extract.Actual || c.Object < 0 ||
			c.Speaker >= 0 || c.Reported { // what follows from somebody's words is nobody's
			continue
		}
		if o, ok := in.lookUp(in.a.Entities[c.Object], in.l.Place); ok {
			in.add("HEADQUARTERED_IN", "gazetteer", c.Subject, o, confidenceSeat)
		}
	}
}

// city gives a body the city that its name bears ("Karachi University"), and the
// city's country.
func (in *inference) city(i int, e extract.Entity) {
	words := strings.Fields(e.Name)
	if len(words) < 2 {
		return
	}
	for _, w := range words {
		country, ok := in.l.Place[w]
		if !ok {
			continue
		}
		if c, ok := in.place[w]; ok {
			in.add("HEADQUARTERED_IN", "gazetteer", i, c, confidenceSeat)
		}
		if c, ok := in.country[country]; ok {
			in.add("HEADQUARTERED_IN", "gazetteer", i, c, confidenceSeat)
		}
	}
}

// lookUp returns the country of an entity by a list of names, if the article has
// it.
func (in *inference) lookUp(e extract.Entity, list map[string]string) (int, bool) {
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		if country := list[name]; country != "" {
			c, ok := in.country[country]
			return c, ok
		}
	}
	return 0, false
}

// inName returns the country by whose adjective a body's name begins ("German
// Football Association") or with whose name it ends ("Bank of China").
func (in *inference) inName(name string) (int, bool) {
	words := strings.Fields(name)
	if len(words) < 2 {
		return 0, false
	}
	if c, ok := in.country[in.l.Demonym[words[0]]]; ok {
		return c, true
	}
	if n := len(words); n > 2 && (words[n-2] == lexicon.Of || words[n-2] == lexicon.For) {
		if c, ok := in.country[words[n-1]]; ok {
			return c, true
		}
	}
	return 0, false
}

// add appends a claim, unless the article already says so or denies it. Its
// evidence spans the two names that stand nearest to each other.
func (in *inference) add(relation, frame string, s, o int, confidence float64) {
	if in.said[fact{relation, s, o}] {
		return
	}
	m, n := in.nearest(s, o)
	if m < 0 {
		return
	}
	x, y := in.a.Mentions[m].Span, in.a.Mentions[n].Span
	in.a.Claims = append(in.a.Claims, extract.Claim{
		Relation: relation, Subject: s, Object: o, SubjectMention: m, ObjectMention: n, Speaker: -1,
		Sentence: in.a.SentenceOf(x.Start), Modality: extract.Actual, Trigger: y,
		Evidence: extract.Span{Start: min(x.Start, y.Start), End: max(x.End, y.End)},
		Frame:    frame, Confidence: confidence, Entailed: true,
	})
	in.note(&in.a.Claims[len(in.a.Claims)-1])
}

// nearest returns the names of two entities that stand nearest to each other,
// -1 if one has none.
func (in *inference) nearest(s, o int) (m, n int) {
	m, n = -1, -1
	best := len(in.a.Tokens) + 1
	ours, theirs := in.names(s), in.names(o)
	in.a.Spend(1 + len(ours)*len(theirs))
	for _, i := range ours {
		for _, j := range theirs {
			x, y := in.a.Mentions[i].Span, in.a.Mentions[j].Span
			if d := max(x.Start, y.Start) - min(x.End, y.End); d < best && !x.Overlaps(y) {
				best, m, n = d, i, j
			}
		}
	}
	return m, n
}

// names returns an entity's first mentions by name; a hundred are enough.
func (in *inference) names(e int) []int {
	var out []int
	for _, m := range in.a.Entities[e].Mentions {
		if in.a.Mentions[m].Form == extract.Proper && len(out) < 100 {
			out = append(out, m)
		}
	}
	return out
}
