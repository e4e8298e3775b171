package coref

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// office is a role that the article gives to a person: "chairman" of a cluster.
type office struct {
	person int
	role   string
	of     []int // clusters of bodies and countries, none if unsaid
	at     int   // token
}

type offices []office

// roll lists offices in the order of the text, each person once in a list.
type roll struct {
	roles []string // in the order of the text
	all   map[string][]office
	in    map[seat][]office
}

// seat is a role in a cluster's body or country, or nowhere.
type seat struct {
	role string
	of   int
}

const nowhere = -1

// index lists offices by role, and by role and body.
func (o offices) index() roll {
	slices.SortStableFunc(o, func(a, b office) int { return cmp.Compare(a.at, b.at) })
	held := roll{all: map[string][]office{}, in: map[seat][]office{}}
	type entry struct {
		seat
		person int
	}
	seen := map[entry]bool{}
	for _, h := range o {
		if len(held.all[h.role]) == 0 {
			held.roles = append(held.roles, h.role)
		}
		if e := (entry{seat{h.role, nowhere - 1}, h.person}); !seen[e] {
			seen[e] = true
			held.all[h.role] = append(held.all[h.role], h)
		}
		of := h.of
		if len(of) == 0 {
			of = []int{nowhere}
		}
		for _, c := range of {
			if e := (entry{seat{h.role, c}, h.person}); !seen[e] {
				seen[e] = true
				held.in[e.seat] = append(held.in[e.seat], h)
			}
		}
	}
	return held
}

// Sorts of the table of roles.
const (
	sortHead = "head"
	sortKin  = "kin"
)

// roles joins "the chairman", "the Alibaba chairman" and "the Chinese leader" to
// the one person of the article who holds the role.
func roles(r *resolver) {
	held := r.offices().index()
	for _, i := range r.nouns {
		if !r.bare(i) || r.a.Tokens[i].Tag == "NNS" || r.a.Tokens[i].Tag == "NNPS" {
			continue
		}
		w := noun(r, i, r.l.Role)
		if w == "" || r.l.Role[w].Sort == sortKin || !r.Phrase(i).Definite() && len(r.modifiers(i)) == 0 {
			continue
		}
		if a := r.Phrase(i).Determiner(); indefiniteArticles.Has(a) || r.changed(i) {
			continue
		}
		if p := r.bearer(i, w, held); p >= 0 {
			m := r.nominal(i, extract.Person)
			r.mentions[m].gender = r.l.Role[w].Gender
			r.join(m, p)
		}
	}
}

// changed reports whether the role of head i is a former, other or coming one.
func (r *resolver) changed(i int) bool {
	for k := r.First(i); k >= 0; k = r.Next(k) {
		if changedRoles.Has(r.lower(k)) {
			return true
		}
	}
	return false
}

// offices collects the roles of the article's people: title before the name and
// descriptions already joined.
func (r *resolver) offices() offices {
	var out offices
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.cluster < 0 || x.Kind != extract.Person {
			continue
		}
		switch x.Form {
		case extract.Proper:
			if w, of := r.titleBefore(x.Start); w != "" {
				out = append(out, office{x.cluster, w, of, x.Start})
			}
		case extract.Nominal:
			if w := noun(r, x.Head, r.l.Role); w != "" {
				of := r.modifiers(x.Head)
				for _, c := range r.under(x.Head, lexicon.Of, lexicon.At, lexicon.In, lexicon.For) {
					of = with(of, c)
				}
				out = append(out, office{x.cluster, w, of, x.Start})
			}
		}
	}
	return out
}

// titleBefore returns the role that ends right before token s and the body whose
// name stands before it.
func (r *resolver) titleBefore(s int) (string, []int) {
	i := s - 1
	if i < 0 || r.at[i] >= 0 {
		return "", nil
	}
	w := noun(r, i, r.l.Role)
	if w == "" {
		return "", nil
	}
	i -= 1 + strings.Count(w, " ")
	if i >= 0 && past(r.lower(i)) {
		return "", nil
	}
	if i >= 0 && possessive(r.text(i)) {
		i--
	}
	if i >= 0 && r.at[i] >= 0 && r.mentions[r.at[i]].cluster >= 0 {
		if s := r.mentions[r.at[i]].Start; s > 0 && past(r.lower(s-1)) {
			return "", nil
		}
		return w, []int{r.mentions[r.at[i]].cluster}
	}
	return w, nil
}

// past reports whether a word before a title says that it is held no longer.
func past(w string) bool {
	return pastRoles.Has(w)
}

// bearer returns the one person who holds the role that head i names, or -1.
func (r *resolver) bearer(i int, w string, held roll) int {
	of := r.modifiers(i)
	for _, c := range r.under(i, lexicon.Of, lexicon.At) {
		of = with(of, c)
	}
	best := -1
	for _, role := range held.roles {
		if !r.sameRole(w, role) {
			continue
		}
		lists := [][]office{held.all[role]}
		if len(of) > 0 {
			lists = nil
			for _, c := range of {
				lists = append(lists, held.in[seat{role, c}])
			}
			if w == role {
				lists = append(lists, held.in[seat{role, nowhere}])
			}
		}
		for _, list := range lists {
			for _, h := range list {
				r.a.Spend(1)
				if h.at > i && r.sentence[h.at] > r.sentence[i]+1 {
					break
				}
				if best >= 0 && best != h.person {
					return -1
				}
				best = h.person
			}
		}
	}
	return best
}

// sameRole reports whether a description w can mean the holder of a role:
// "leader" stands for every head of state or government.
func (r *resolver) sameRole(w, role string) bool {
	if w == role {
		return true
	}
	switch {
	case leaderHead.Has(w):
		return r.l.Role[role].Sort == sortHead
	case w == lexicon.Minister:
		return strings.HasSuffix(role, " "+lexicon.Minister) && role != lexicon.Prime+" "+lexicon.Minister
	case chiefExecutiveNouns.Has(w):
		return chiefExecutiveTitles.Has(role)
	case premierNouns.Has(w):
		return premierNouns.Has(role)
	}
	return false
}
