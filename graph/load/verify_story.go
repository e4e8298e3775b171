package load

import (
	"maps"
	"slices"
	"strconv"

	"github.com/newsgraph/newsgraph/graph/shingle"
)

// stories finds the stories of all articles again from their sketches. In memory are
// the ids of those that stand beside one whose key begins like theirs.
func (v *verifier) stories() error {
	beside := map[[2]string]bool{}
	for tree := range shingle.Trees {
		if err := v.besides(nearProperty(tree), beside); err != nil {
			return err
		}
	}
	s := &stories{joined: map[string]string{}}
	pairs := slices.SortedFunc(maps.Keys(beside), func(x, y [2]string) int { return slices.Compare(x[:], y[:]) })
	for some := range slices.Chunk(pairs, page/2) {
		sketches, err := v.sketches(some)
		if err != nil {
			return err
		}
		for _, p := range some {
			if shingle.Copies(sketches[p[0]], sketches[p[1]]) {
				s.join(p[0], p[1])
			}
		}
	}
	rows, err := v.rows("MATCH (a:Article) WHERE a.story IS NOT NULL RETURN a.id AS id, a.story AS story ORDER BY id", nil)
	if err != nil {
		return err
	}
	stored := map[string]string{}
	for _, r := range rows {
		stored[graphID(r.Values[0])] = graphID(r.Values[1])
	}
	want := map[string]string{}
	for id := range s.joined {
		root := s.root(id)
		want[id], want[root] = root, root
	}
	ids := maps.Clone(stored)
	maps.Copy(ids, want)
	for _, id := range sortedKeys(ids) {
		if ownID.MatchString(id) && stored[id] != want[id] {
			v.find("article", id, "its story is %q, and the sketches of the articles give %q", stored[id], want[id])
		}
	}
	return nil
}

// besides adds the articles that stand side by side in the order of a key and begin
// alike there.
func (v *verifier) besides(property string, beside map[[2]string]bool) error {
	key, id := "", ""
	for {
		rows, err := v.rows("MATCH (a:Article) WHERE a."+property+" > $after RETURN a."+property+" AS key, a.id AS id ORDER BY a."+property+" LIMIT "+strconv.Itoa(page),
			row{"after": key})
		if err != nil {
			return err
		}
		for _, r := range rows {
			next, other := graphID(r.Values[0]), graphID(r.Values[1])
			if id != "" && shingle.Prefix(next) == shingle.Prefix(key) {
				beside[[2]string{min(id, other), max(id, other)}] = true
			}
			key, id = next, other
		}
		if len(rows) < page {
			return nil
		}
	}
}

// sketches gives the sketches of all articles of some pairs.
func (v *verifier) sketches(pairs [][2]string) (map[string]shingle.Sketch, error) {
	var ids []string
	for _, p := range pairs {
		ids = append(ids, p[:]...)
	}
	slices.Sort(ids)
	rows, err := v.rows("UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN id, a.sketch AS sketch", row{"ids": listOf(slices.Compact(ids))})
	if err != nil {
		return nil, err
	}
	sketches := map[string]shingle.Sketch{}
	for _, r := range rows {
		s, err := shingle.Parse(graphID(r.Values[1]))
		if err != nil {
			v.find("article", graphID(r.Values[0]), "%v: load it again", err)
		}
		sketches[graphID(r.Values[0])] = s
	}
	return sketches, nil
}
