package coref

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// tally counts the kinds of a cluster's mentions, names apart from descriptions.
type tally struct {
	counted int // mentions
	kinds   [2][]candidate
}

// candidate is a kind with its votes, in the order of the mentions.
type candidate struct {
	kind  extract.Kind
	votes int
}

// kindOf returns the kind of a cluster by vote of its names, ties to the
// earliest; of all its mentions where it has no name.
func (r *resolver) kindOf(c int) extract.Kind {
	x := &r.clusters[c]
	if x.kind != "" {
		return x.kind
	}
	for t := &x.votes; t.counted < len(x.mentions); t.counted++ {
		t.add(&r.mentions[x.mentions[t.counted]])
	}
	for _, kinds := range x.votes.kinds {
		best := candidate{}
		for _, k := range kinds {
			if k.votes > best.votes {
				best = k
			}
		}
		if best.votes > 0 {
			return best.kind
		}
	}
	return extract.Place // of demonyms alone
}

// add counts a mention; a demonym has no vote, and all kinds that are no node
// have one together.
func (t *tally) add(y *mention) {
	if y.demonym {
		return
	}
	sort := 1
	if y.Form == extract.Proper {
		sort = 0
	}
	node := slices.Contains(extract.Kinds(), y.Kind)
	i := slices.IndexFunc(t.kinds[sort], func(k candidate) bool {
		return k.kind == y.Kind || !node && !slices.Contains(extract.Kinds(), k.kind)
	})
	if i < 0 {
		t.kinds[sort] = append(t.kinds[sort], candidate{y.Kind, 1})
		return
	}
	t.kinds[sort][i].votes++
}
