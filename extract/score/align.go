package score

import (
	"slices"
	"strings"
	"unicode"
)

// passage holds one passage's gold and what was found in it, and which found
// entity stands for which gold entity.
type passage struct {
	gold  *NewsGold
	text  []rune
	found map[int]*Entity
	names map[string]idSet // normed name → gold entities
	ids   map[int]idSet    // found entity → gold entities it stands for
}

// idSet is a set of gold entities, ascending.
type idSet []int

func (s idSet) has(id int) bool { return slices.Contains(s, id) }

func (s *idSet) add(id int) {
	if i, there := slices.BinarySearch(*s, id); !there {
		*s = slices.Insert(*s, i, id)
	}
}

const claimType = "CLAIM"

func newPassage(g *NewsGold, r *Record) *passage {
	p := &passage{gold: g, text: []rune(g.Text), found: map[int]*Entity{}, names: map[string]idSet{}, ids: map[int]idSet{}}
	for i := range r.Entities {
		p.found[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range g.Entities {
		e := &g.Entities[i]
		if e.Type == claimType {
			continue
		}
		for _, name := range append([]string{e.Name}, p.words(e.Mentions)...) {
			switch n := norm(name); {
			case len([]rune(n)) <= 2, n == "his", n == "her", n == "she", n == "they", n == "him":
			default:
				ids := p.names[n]
				ids.add(e.ID)
				p.names[n] = ids
			}
		}
	}
	return p
}

// cut returns the text of a span.
func (p *passage) cut(s [2]int) string {
	end := min(s[1], len(p.text))
	return string(p.text[min(s[0], end):end])
}

func (p *passage) words(mentions [][2]int) []string {
	var list []string
	for _, m := range mentions {
		list = append(list, p.cut(m))
	}
	return list
}

// forms returns the texts of a found entity's mentions, none if there is no such
// entity.
func (p *passage) forms(id *int) []string {
	if e := p.entity(id); e != nil {
		return p.words(e.Mentions)
	}
	return nil
}

func (p *passage) entity(id *int) *Entity {
	if id == nil {
		return nil
	}
	return p.found[*id]
}

// stands returns the gold entities that a found entity stands for: those that
// most of its mentions hit, else those of the same name. Entities wrongly joined
// lose.
func (p *passage) stands(id *int) idSet {
	if id == nil {
		return nil
	}
	if known, ok := p.ids[*id]; ok {
		return known
	}
	var ids idSet
	if e := p.found[*id]; e != nil {
		if ids = p.hit(e); len(ids) == 0 {
			ids = p.names[norm(e.Name)]
		}
	}
	p.ids[*id] = ids
	return ids
}

// hit returns the gold entities that most mentions of e overlap.
func (p *passage) hit(e *Entity) idSet {
	count, most := map[int]int{}, 0
	for _, m := range e.Mentions {
		for _, id := range p.nearest(m) {
			count[id]++
			most = max(most, count[id])
		}
	}
	var ids idSet
	for i := range p.gold.Entities {
		if id := p.gold.Entities[i].ID; most > 0 && count[id] == most {
			ids.add(id)
		}
	}
	return ids
}

// nearest returns the gold entities with the mention that mention m overlaps
// most: at least half (Dice), or a third with the same first or last character.
func (p *passage) nearest(m [2]int) idSet {
	var ids idSet
	best := 0.0
	for i := range p.gold.Entities {
		e := &p.gold.Entities[i]
		if e.Type == claimType {
			continue
		}
		for _, q := range e.Mentions {
			d := dice(m, q)
			if d >= .3 && d < .5 && (m[0] == q[0] || m[1] == q[1]) && min(m[1]-m[0], q[1]-q[0]) >= 2 && strings.TrimSpace(p.cut(m)) != "" {
				d = .5
			}
			if d > best {
				best, ids = d, nil
			}
			if d == best && d > 0 {
				ids.add(e.ID)
			}
		}
	}
	if best < .5 {
		return nil
	}
	return ids
}

func overlap(a, b [2]int) int { return max(0, min(a[1], b[1])-max(a[0], b[0])) }

func dice(a, b [2]int) float64 {
	return 2 * float64(overlap(a, b)) / float64(max(1, a[1]-a[0]+b[1]-b[0]))
}

// said returns the gold claims that the content of a found SAID or DENIED
// overlaps.
func (p *passage) said(r *Relation) idSet {
	var spans [][2]int
	if r.Claim != nil {
		spans = [][2]int{*r.Claim}
	} else if e := p.entity(r.O); e != nil {
		spans = e.Mentions
	}
	var ids idSet
	for i := range p.gold.Entities {
		e := &p.gold.Entities[i]
		if e.Type == claimType && slices.ContainsFunc(spans, func(q [2]int) bool {
			return slices.ContainsFunc(e.Mentions, func(m [2]int) bool {
				return float64(overlap(q, m)) >= .3*float64(min(q[1]-q[0], m[1]-m[0]))
			})
		}) {
			ids.add(e.ID)
		}
	}
	return ids
}

// tempted reports whether an end of a tempting relation is the found entity.
func (p *passage) tempted(end any, id *int, stands idSet) bool {
	switch x := end.(type) {
	case float64: // JSON
		return stands.has(int(x))
	case string:
		return x == "*" || p.called(x, id)
	}
	return false
}

// called reports whether a text is part of a found entity's name or the other
// way round.
func (p *passage) called(text string, id *int) bool {
	n := norm(text)
	forms := p.forms(id)
	if e := p.entity(id); e != nil {
		forms = append(forms, e.Name)
	}
	return slices.ContainsFunc(forms, func(s string) bool {
		s = norm(s)
		return s != "" && (strings.Contains(s, n) || len([]rune(s)) > 3 && strings.Contains(n, s))
	})
}

// named reports whether a found entity has a mention with a capital or digit
// that is not only the capital of a sentence.
func (p *passage) named(id *int) bool {
	e := p.entity(id)
	if e == nil {
		return false
	}
	return slices.ContainsFunc(e.Mentions, func(m [2]int) bool {
		words := []rune(p.cut(m))
		if len(words) > 0 && p.opens(m[0]) {
			words = words[1:]
		}
		return slices.ContainsFunc(words, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' })
	})
}

// opens reports whether a sentence or quotation begins at character i.
func (p *passage) opens(i int) bool {
	last := i
	for last > 0 && unicode.IsSpace(p.text[last-1]) {
		last--
	}
	return i == 0 || last > 0 && strings.ContainsRune(".!?“\"", p.text[last-1]) || slices.Contains(p.text[last:i], '\n')
}

// norm makes names comparable: small letters, no possessive, no quotation marks,
// commas or full stops.
func norm(s string) string {
	s = strings.ToLower(s)
	for _, genitive := range []string{"'s", "’s"} {
		if rest, ok := strings.CutSuffix(s, genitive); ok {
			s = rest
			break
		}
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("“”\"',.’", r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
