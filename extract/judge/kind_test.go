package judge

import (
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// TestKinds: an entity has the kind that the reader is sure of, over all its names; what
// cannot stand for such a thing lets go of it, and what is one by now becomes one.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		name  string
		finds map[string]int // words to kind
		score float32
		known string
		named extract.Entity // what "Norgrid" is; none without a name
		want  string         // the entities: name, aliases, kind, mentions
	}{
		{"of the same kind", map[string]int{"Anna Berg": person}, .9, "", extract.Entity{}, "Anna Berg Person: Anna Berg, She; Kenyan Group: Kenyan"},
		{"of another kind, and a pronoun that does not fit it", map[string]int{"Anna Berg": organization}, .9, "", extract.Entity{},
			"Anna Berg Organization: Anna Berg; Kenyan Group: Kenyan"},
		{"the reader is not sure", map[string]int{"Anna Berg": organization}, .7, "", extract.Entity{}, "Anna Berg Person: Anna Berg, She; Kenyan Group: Kenyan"},
		{"a name of the lists", map[string]int{"Anna Berg": organization}, .9, "Anna Berg", extract.Entity{}, "Anna Berg Person: Anna Berg, She; Kenyan Group: Kenyan"},
		{"a name of the lists, and no doubt", map[string]int{"Anna Berg": organization}, .99, "Anna Berg", extract.Entity{},
			"Anna Berg Organization: Anna Berg; Kenyan Group: Kenyan"},
		{"a pronoun that the reader takes for one of that kind", map[string]int{"Anna Berg": organization, "She": organization}, .9, "", extract.Entity{},
			"Anna Berg Organization: Anna Berg, She; Kenyan Group: Kenyan"},
		{"no place is another because its name begins so", map[string]int{"Kenyan": place}, .9, "", extract.Entity{Name: "Kenya Heights", Kind: extract.Place},
			"Anna Berg Person: Anna Berg, She; Kenya (Kenyan) Place: Kenyan; Kenya Heights Place: Norgrid"},
		{"a people that stands for its country", map[string]int{"Kenyan": place}, .9, "", extract.Entity{}, "Anna Berg Person: Anna Berg, She; Kenya (Kenyan) Place: Kenyan"},
		{"one by now", map[string]int{"Anna Berg": organization}, .9, "", extract.Entity{Name: "Anna Berg Holding", Kind: extract.Organization},
			"Kenyan Group: Kenyan; Anna Berg Holding (Anna Berg) Organization: Anna Berg, Norgrid"},
		{"of one name and two kinds", map[string]int{"Anna Berg": organization}, .9, "", extract.Entity{Name: "Anna Berg", Kind: extract.Event},
			"Anna Berg Organization: Anna Berg; Kenyan Group: Kenyan; Anna Berg Event: Norgrid"},
		{"a surname", map[string]int{"Norgrid": person}, .9, "", extract.Entity{Name: "Berg", Kind: extract.Organization},
			"Anna Berg (Berg) Person: Anna Berg, She, Norgrid; Kenyan Group: Kenyan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, w, r := article()
			a.Entities[1] = extract.Entity{Name: "Kenyan", Kind: extract.Group, Mentions: []int{1}}
			a.Mentions[1].Kind = extract.Group
			a.AddMentions(extract.Mention{Span: extract.Span{Start: 13, End: 14}, Head: 13, Kind: extract.Person, Form: extract.Pronoun, Entity: 0})
			if c.named.Name != "" {
				a.Entities = append(a.Entities, c.named)
				a.AddMentions(extract.Mention{Span: extract.Span{Start: 15, End: 16}, Head: 15, Kind: c.named.Kind, Form: extract.Proper, Entity: 2})
			}
			for _, words := range []string{"Anna Berg", "Kenyan", "She", "Norgrid"} {
				if k, ok := c.finds[words]; ok {
					r.finds(words, k, c.score)
				}
			}
			p := newPoll(a, &Lists{Known: map[string]bool{c.known: true}, Demonym: map[string]string{"Kenyan": "Kenya"}})
			p.look(w)
			p.write()
			var got []string
			for i, e := range a.Entities {
				s := e.Name
				if len(e.Aliases) > 0 {
					s += fmt.Sprint(" (", strings.Join(e.Aliases, ", "), ")")
				}
				var words []string
				for _, m := range e.Mentions {
					words = append(words, a.Words(a.Mentions[m].Span))
					if a.Mentions[m].Entity != i || a.Mentions[m].Kind != e.Kind {
						t.Errorf("%q is a %s of entity %d, want a %s of %d", words[len(words)-1], a.Mentions[m].Kind, a.Mentions[m].Entity, e.Kind, i)
					}
				}
				got = append(got, fmt.Sprint(s, " ", e.Kind, ": ", strings.Join(words, ", ")))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s\nwant %s", s, c.want)
			}
		})
	}
}
