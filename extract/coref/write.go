package coref

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// write puts the mentions and clusters into the article: mentions in order of
// the text, entities in order of their first mention.
func (r *resolver) write() {
	type entry struct {
		extract.Mention
		cluster int
	}
	all := make([]entry, 0, len(r.a.Mentions)+len(r.mentions))
	for _, m := range r.a.Mentions {
		if m.Form != extract.Proper || value(m.Kind) {
			m.Entity = -1
			all = append(all, entry{m, -1})
		}
	}
	for i := range r.mentions {
		if x := &r.mentions[i]; x.cluster >= 0 || x.Form == extract.Proper {
			all = append(all, entry{x.Mention, x.cluster})
		}
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, k int) int {
		a, b := &all[i], &all[k]
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(i, k))
	})
	number := make([]int, len(r.clusters))
	for i := range number {
		number[i] = -1
	}
	r.a.Mentions = make([]extract.Mention, 0, len(all))
	r.a.Entities = nil
	var clusters []int
	for i, from := range order {
		m := &all[from]
		m.Entity = -1
		if m.cluster >= 0 {
			if number[m.cluster] < 0 {
				number[m.cluster] = len(clusters)
				clusters = append(clusters, m.cluster)
				r.a.Entities = append(r.a.Entities, extract.Entity{})
			}
			m.Entity = number[m.cluster]
			e := &r.a.Entities[m.Entity]
			e.Mentions = append(e.Mentions, i)
		}
		r.a.Mentions = append(r.a.Mentions, m.Mention)
	}
	for k, c := range clusters {
		r.entity(&r.a.Entities[k], c, number)
	}
}

// entity fills in everything of an entity but its mentions.
func (r *resolver) entity(e *extract.Entity, c int, number []int) {
	x := &r.clusters[c]
	e.Kind = r.kindOf(c)
	r.a.Spend(len(x.mentions))
	e.Name, e.Aliases = r.names(c)
	e.Unnamed, e.When, e.Ordinal = x.unnamed, x.when, x.ordinal
	for _, p := range x.parties {
		if p = r.find(p); number[p] >= 0 && !slices.Contains(e.Parties, number[p]) {
			e.Parties = append(e.Parties, number[p])
		}
	}
	slices.Sort(e.Parties)
}

// names returns the name of a cluster, the longest proper form without title,
// and the other forms, sorted. Countries have their usual name.
func (r *resolver) names(c int) (string, []string) {
	x := &r.clusters[c]
	var forms []string
	best := x.name
	for _, m := range x.mentions {
		y := &r.mentions[m]
		if y.Form != extract.Proper {
			continue
		}
		if k, ok := strings.CutPrefix(y.key, "country:"); ok {
			best = k
			if y.demonym {
				continue
			}
		}
		f := r.untitled(y)
		if f != "" && !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	if best == "" {
		for _, f := range forms {
			if better(f, best) {
				best = f
			}
		}
	}
	if best == "" {
		best = r.describe(c)
	}
	forms = slices.DeleteFunc(forms, func(f string) bool { return f == best })
	slices.Sort(forms)
	return best, forms
}

// better prefers the name with more words, then the longer one; a form in
// capitals only loses against any other.
func better(f, best string) bool {
	if best == "" {
		return true
	}
	if a, b := shouted(f), shouted(best); a != b {
		return b
	}
	return cmp.Or(cmp.Compare(strings.Count(f, " "), strings.Count(best, " ")), cmp.Compare(len(f), len(best))) > 0
}

// shouted reports whether a name is all capitals.
func shouted(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }

// untitled returns the form of a name without the title of a person.
func (r *resolver) untitled(y *mention) string {
	w := strings.Fields(y.form)
	if y.Kind == extract.Person {
		for len(w) > 1 && r.isTitle(strings.TrimSuffix(strings.ToLower(w[0]), ".")) {
			w = w[1:]
		}
	}
	return strings.Join(w, " ")
}

// describe returns the words of the first description of a cluster without its
// determiner: "September summit".
func (r *resolver) describe(c int) string {
	s := r.mentions[r.clusters[c].mentions[0]].Span
	for _, m := range r.clusters[c].mentions {
		if r.mentions[m].Form == extract.Nominal {
			s = r.mentions[m].Span
			break
		}
	}
	return r.description(s)
}

// description returns the words of a span without its determiner, the first one
// in lower case unless it is part of a name.
func (r *resolver) description(s extract.Span) string {
	for s.Start < s.End-1 && (r.a.Tokens[s.Start].POS == "DET" || r.relating(s.Start)) {
		s.Start++
	}
	text := r.trimmed(s)
	if w := r.text(s.Start); r.at[s.Start] < 0 && r.a.Tokens[s.Start].POS != "PROPN" && !shouted(w) {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// relating reports whether token i only relates what it describes to others of
// its sort: "the same conference", "separate meetings".
func (r *resolver) relating(i int) bool {
	if relating.Has(r.lower(i)) {
		return r.at[i] < 0
	}
	return false
}
