package identity

import (
	"cmp"
	"slices"
	"strings"
)

// Member is a name as the articles have it, before any two of them are compared: one
// person or body, or one of a single article where the name says no more.
type Member struct {
	ID   string // of the node that it is where nothing joins it to another
	Kind string
	Name string // in normal form
	// Block and Initials are by what shorter names may mean it.
	Block, Initials string
	Partial         bool     // the name may be short for a fuller one
	Forms           []string // normal forms by which its articles call it, sorted
	Articles        []string // that have it; a fixed sample where they are many
}

// Company is what an article mentions: the kinds of names, by their ids, and the surnames
// of persons.
type Company map[string]string

// Add adds a name that an article has, and of a person the surname.
func (c Company) Add(id, kind, block string) {
	c[id] = kind
	if kind == "Person" && block != "" {
		c[surname(block)] = "Surname"
	}
}

// surname is the place of a surname in a Company; no id looks like it.
func surname(block string) string { return "surname " + block }

// Join says that one name means what a fuller one does, and why.
type Join struct {
	From, To string // ids of members
	// Weight is that of what an article of each mention, Shared the ids of that.
	Weight float64
	Shared []string
	Reason Reason
}

// Reason is what makes a join possible at all; the company must bear it out.
type Reason string

// The reasons.
const (
	Fuller  Reason = "the only fuller form of the name"
	Surname Reason = "the only full name with this surname"
	Likely  Reason = "of several full names with this surname the one in the same company"
	Defined Reason = "the only body that an article calls so"
	Initial Reason = "the only body with these initials"
)

// How much company each reason needs, and by how much the best of several must lead. Set
// by reading the joins among 844 newspaper articles: at half of it, half of the joins of
// persons were wrong.
const (
	enough      = 2.0
	enoughMany  = 3.0
	enoughWords = 3.0
	lead        = 2.0
)

// weight tells how much it says that two articles mention the same thing. A place says
// little: many articles name the same country.
func weight(kind string) float64 {
	switch kind {
	case "Organization", "Event", "Surname":
		return 1
	}
	return 0.5 // a person by full name counts by surname too
}

// Decide finds which members of a block mean the same as a fuller one. Whatever the
// order of the members, the result is the same; it is sorted by From. apart reports
// whether somebody has judged two members to be different.
//
// A name is joined only if one member alone can be meant by it, and if the two stand in
// the same company: rather apart than wrongly together.
func Decide(members []Member, company map[string]Company, apart func(a, b string) bool) []Join {
	d := decision{members: slices.Clone(members), company: company, apart: apart, to: map[string]Join{}, total: map[string]float64{}}
	slices.SortFunc(d.members, func(a, b Member) int { return strings.Compare(a.ID, b.ID) })
	d.index()
	for _, m := range d.members {
		if !m.Partial && m.Kind == "Person" {
			d.fuller(m)
		}
	}
	full := d.to
	d.to = map[string]Join{}
	for _, m := range d.members {
		if m.Partial {
			d.partial(m, full)
		}
	}
	var joins []Join
	for _, m := range d.members {
		if j, ok := full[m.ID]; ok {
			joins = append(joins, j)
		} else if j, ok := d.to[m.ID]; ok {
			joins = append(joins, j)
		}
	}
	return joins
}

type decision struct {
	members []Member
	company map[string]Company
	apart   func(a, b string) bool
	to      map[string]Join
	total   map[string]float64     // what an article mentions, weighed
	full    map[reference][]Member // the fuller names that something can be short for
}

// reference is a way in which a short name means a fuller one of its kind.
type reference struct {
	kind string
	by   Reason
	name string // the block, the form or the initials
}

// index files the fuller names by what can be short for them: a pass over all of them for
// every short name would be a square.
func (d *decision) index() {
	d.full = map[reference][]Member{}
	for _, c := range d.members {
		if c.Partial {
			continue
		}
		if c.Kind == "Person" {
			d.file(c, Surname, c.Block)
			continue
		}
		for _, form := range c.Forms {
			d.file(c, Defined, form)
		}
		if c.Initials != "" {
			d.file(c, Initial, c.Initials)
		}
	}
}

// file files a fuller name once.
func (d *decision) file(c Member, by Reason, name string) {
	at := reference{c.Kind, by, name}
	if list := d.full[at]; len(list) == 0 || list[len(list)-1].ID != c.ID {
		d.full[at] = append(list, c)
	}
}

// meant are the fuller names of a member's kind that it may mean in one way.
func (d *decision) meant(m Member, by Reason, name string) []Member {
	return d.full[reference{m.Kind, by, name}]
}

// fuller joins a name to the longest one that has all its words and more between the
// first and the last: "George Bush" to "George W. Bush". Where two of the longer ones
// differ, it is none of them.
func (d *decision) fuller(m Member) {
	var longer []Member
	for _, c := range d.meant(m, Surname, m.Block) {
		if c.ID != m.ID && between(m.Name, c.Name) {
			longer = append(longer, c)
		}
	}
	if len(longer) == 0 {
		return
	}
	best := slices.MaxFunc(longer, func(a, b Member) int {
		return cmp.Or(cmp.Compare(len(a.Name), len(b.Name)), strings.Compare(b.ID, a.ID))
	})
	for _, c := range longer {
		if c.ID != best.ID && !between(c.Name, best.Name) {
			return
		}
	}
	d.join(m, best, Fuller, enough)
}

// between reports whether a longer name has the words of a shorter one in their order,
// the first and the last in their places.
func between(short, long string) bool {
	s, l := strings.Fields(short), strings.Fields(long)
	if len(s) < 2 || len(s) >= len(l) || s[0] != l[0] || s[len(s)-1] != l[len(l)-1] {
		return false
	}
	at := 0
	for _, w := range l {
		if at < len(s) && w == s[at] {
			at++
		}
	}
	return at == len(s)
}

// partial joins a short name to the one member that it can be short for.
func (d *decision) partial(m Member, full map[string]Join) {
	if m.Kind == "Person" {
		if names := d.meant(m, Surname, m.Block); m.Block != "" && len(names) > 0 {
			d.surname(m, names, full)
		}
		return
	}
	if names := d.meant(m, Defined, m.Name); len(names) > 0 {
		d.one(m, names, full, Defined, enough)
		return
	}
	// What is called so itself was looked at above.
	if names := d.meant(m, Initial, m.Initials); len(names) > 0 {
		d.one(m, names, full, Initial, enoughWords)
	}
}

// one joins a name if those that it may mean are one thing.
func (d *decision) one(m Member, may []Member, full map[string]Join, why Reason, need float64) {
	if c, ok := only(may, full); ok {
		d.join(m, c, why, need)
	}
}

// surname joins a surname to its one bearer, or to the one of several that stands in
// the same company and alone does. A surname that its own article gives to two belongs
// to neither.
func (d *decision) surname(m Member, names []Member, full map[string]Join) {
	for _, c := range names {
		if meet(m.Articles, c.Articles) {
			return
		}
	}
	if c, ok := only(names, full); ok {
		d.join(m, c, Surname, enough)
		return
	}
	best, second := Join{}, 0.0
	for root, some := range byRoot(names, full) {
		j := Join{From: m.ID, To: root, Reason: Likely}
		for _, c := range some {
			if w, shared := d.shared(m, c); w > j.Weight || w == j.Weight && j.Shared == nil {
				j.Weight, j.Shared = w, shared
			}
		}
		if j.Weight > best.Weight {
			best, second = j, best.Weight
		} else {
			second = max(second, j.Weight)
		}
	}
	if best.Weight >= enoughMany && best.Weight >= lead*second && !d.apart(best.From, best.To) {
		d.to[m.ID] = best
	}
}

// meet reports whether two sorted lists have an element in common.
func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { _, found := slices.BinarySearch(b, x); return found })
}

// byRoot groups members by what they are joined to.
func byRoot(members []Member, full map[string]Join) map[string][]Member {
	out := map[string][]Member{}
	for _, c := range members {
		root := rootOf(c.ID, full)
		out[root] = append(out[root], c)
	}
	return out
}

func rootOf(id string, full map[string]Join) string {
	if j, ok := full[id]; ok {
		return j.To // a longest form is joined to nothing
	}
	return id
}

// only returns the one thing that the members are, if they are one.
func only(members []Member, full map[string]Join) (Member, bool) {
	root := rootOf(members[0].ID, full)
	for _, c := range members {
		if rootOf(c.ID, full) != root {
			return Member{}, false
		}
	}
	for _, c := range members {
		if c.ID == root {
			return c, true
		}
	}
	out := members[0]
	out.ID = root
	return out, true
}

// join notes a join if the company bears it out and nobody has judged otherwise.
func (d *decision) join(m, to Member, why Reason, need float64) {
	w, shared := d.shared(m, to)
	if w >= need && !d.apart(m.ID, to.ID) {
		d.to[m.ID] = Join{From: m.ID, To: to.ID, Weight: w, Shared: shared, Reason: why}
	}
}

// shared is the most that an article of one member and an article of the other have in
// common. What is the most of all that one of them mentions counts a third more: in a
// short text little can be shared.
func (d *decision) shared(m, c Member) (best float64, what []string) {
	own := surname(m.Block)
	for _, a := range m.Articles {
		rest := d.rest(a, m)
		for _, b := range c.Articles {
			few, many := d.company[a], d.company[b]
			if len(few) > len(many) {
				few, many = many, few
			}
			sum, ids := 0.0, []string(nil)
			for id, kind := range few {
				if _, both := many[id]; both && id != m.ID && id != c.ID && id != own {
					sum += weight(kind)
					ids = append(ids, id)
				}
			}
			if sum > 0 && 2*sum >= min(rest, d.rest(b, c)) {
				sum *= 4.0 / 3
			}
			if sum > best {
				slices.Sort(ids)
				best, what = sum, ids
			}
		}
	}
	return best, what
}

// rest is the weight of all that an article mentions beside a member.
func (d *decision) rest(article string, m Member) float64 {
	company := d.company[article]
	sum, known := d.total[article]
	if !known {
		for _, kind := range company {
			sum += weight(kind) // wholes and halves: exact in any order
		}
		d.total[article] = sum
	}
	for _, id := range []string{m.ID, surname(m.Block)} {
		if kind, there := company[id]; there {
			sum -= weight(kind)
		}
	}
	return sum
}
