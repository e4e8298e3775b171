package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// cluster is a set of mentions held to be one entity; it is empty once joined
// to another.
type cluster struct {
	mentions []int
	gender   Gender
	unnamed  bool
	name     string // overrides the names of the mentions
	kind     extract.Kind
	parties  []int // clusters; follow them with find
	into     int   // the cluster that this one was joined to
	when     extract.Interval
	ordinal  string

	// What the sieves ask of the mentions over and over: it is kept, so that
	// nobody goes through all of them each time.
	start    int      // first token, -1: not known
	longest  []string // words of the longest name, the first of equals
	country  bool     // a mention has the name of a country
	capitals []string // countries whose capitals the mentions name, each once
	votes    tally    // for kinds
}

// newCluster makes a cluster without mentions and returns it.
func (r *resolver) newCluster(x cluster) int {
	c := len(r.clusters)
	x.into, x.start = c, len(r.a.Tokens)
	r.clusters = append(r.clusters, x)
	return c
}

// open makes a cluster of mention m and returns it.
func (r *resolver) open(m int) int {
	c := r.newCluster(cluster{})
	r.join(m, c)
	return c
}

// join puts mention m, of no cluster yet, into cluster c.
func (r *resolver) join(m, c int) {
	r.mentions[m].cluster = c
	r.take(&r.clusters[c], m)
	if g := r.mentions[m].gender; g != 0 && r.clusters[c].gender == 0 {
		r.clusters[c].gender = g
	}
}

// take appends mention m to a cluster.
func (r *resolver) take(x *cluster, m int) {
	r.a.Spend(1)
	y := &r.mentions[m]
	x.mentions = append(x.mentions, m)
	if x.start >= 0 {
		x.start = min(x.start, y.Start)
	}
	if len(y.words) > len(x.longest) {
		x.longest = y.words
	}
	x.country = x.country || strings.HasPrefix(y.key, "country:")
	if land := r.l.Capital[y.form]; land != "" && !slices.Contains(x.capitals, land) {
		x.capitals = append(x.capitals, land)
	}
}

// merge joins cluster b to cluster a.
func (r *resolver) merge(a, b int) {
	if a == b {
		return
	}
	x, y := &r.clusters[a], &r.clusters[b]
	for _, m := range y.mentions {
		r.mentions[m].cluster = a
		r.take(x, m)
	}
	if x.gender == 0 {
		x.gender = y.gender
	}
	if x.ordinal == "" {
		x.ordinal = y.ordinal
	}
	if x.when.IsZero() {
		x.when = y.when
	}
	if len(x.parties) == 0 {
		x.parties = y.parties
	}
	x.unnamed = x.unnamed && y.unnamed
	y.mentions, y.into = nil, a
}

// move takes mention i, a short name, out of its cluster into c.
func (r *resolver) move(i, c int) {
	old := r.mentions[i].cluster
	if old == c {
		return
	}
	if old >= 0 {
		x := &r.clusters[old]
		if x.mentions[0] == i { // they are moved in order
			x.mentions = x.mentions[1:]
		} else {
			at := slices.Index(x.mentions, i)
			r.a.Spend(len(x.mentions) / 16)
			x.mentions = slices.Delete(x.mentions, at, at+1)
		}
		x.start, x.votes = -1, tally{}
		if len(x.mentions) == 0 {
			x.into = c
		}
	}
	g := r.mentions[i].gender
	if len(r.mentions[i].words) == 1 { // "Kim" alone tells nothing of Kim Yo-jong
		r.mentions[i].gender = r.titleGender(&r.mentions[i])
	}
	r.join(i, c)
	r.mentions[i].gender = g
}

// find returns the cluster that cluster c has become.
func (r *resolver) find(c int) int {
	for !r.live(c) && r.clusters[c].into != c {
		c = r.clusters[c].into
	}
	return c
}

// live reports whether a cluster still has mentions.
func (r *resolver) live(c int) bool { return len(r.clusters[c].mentions) > 0 }

// first returns the first token of a cluster.
func (r *resolver) first(c int) int {
	x := &r.clusters[c]
	if x.start < 0 {
		r.a.Spend(len(x.mentions))
		x.start = len(r.a.Tokens)
		for _, m := range x.mentions {
			x.start = min(x.start, r.mentions[m].Start)
		}
	}
	return x.start
}

// state returns the cluster of the country for that of its capital, which may
// stand for its government.
func (r *resolver) state(c int) int {
	for _, land := range r.clusters[c].capitals {
		for _, m := range r.countries[land] {
			if s := r.mentions[m].cluster; s >= 0 {
				return s
			}
		}
	}
	return c
}

func (r *resolver) isCountry(c int) bool { return r.clusters[c].country }
