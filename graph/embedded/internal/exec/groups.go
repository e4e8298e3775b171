package exec

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// groups finds a group by its keys. One key of a common kind is looked up as it is,
// whatever else by its encoding. As in appendKey, 1 and 1.0 are the same.
type groups struct {
	value.Operations
	whole map[int64]*group
	text  map[string]*group
	node  map[*storage.Node]*group
	other map[string]*group
	all   *group // the one group where there are no keys
	key   []byte // of the group looked for, if it is another one
}

// find returns the group of the keys, nil if there is none yet.
func (g *groups) find(keys []any) *group {
	switch len(keys) {
	case 0:
		return g.all
	case 1:
		switch k := keys[0].(type) {
		case int64:
			return g.whole[k]
		case string:
			return g.text[k]
		case *storage.Node:
			return g.node[k]
		case float64:
			if i, whole := value.WholeFloat(k); whole {
				return g.whole[i]
			}
		}
	}
	g.key = g.key[:0]
	for _, k := range keys {
		g.key = g.Operations.AppendKey(g.key, k)
	}
	return g.other[string(g.key)]
}

// add puts in a group that has just been looked for, and returns about how many
// bytes its key takes.
func (g *groups) add(keys []any, to *group) int {
	switch len(keys) {
	case 0:
		g.all = to
		return 0
	case 1:
		switch k := keys[0].(type) {
		case int64:
			put(&g.whole, k, to)
			return 8
		case string:
			put(&g.text, k, to)
			return 16 + len(k)
		case *storage.Node:
			put(&g.node, k, to)
			return 8
		case float64:
			if i, whole := value.WholeFloat(k); whole {
				put(&g.whole, i, to)
				return 8
			}
		}
	}
	put(&g.other, string(g.key), to)
	return len(g.key)
}

func put[K comparable](m *map[K]*group, k K, to *group) {
	if *m == nil {
		*m = map[K]*group{}
	}
	(*m)[k] = to
}
