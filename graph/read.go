package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Bookkeeping lists the labels of nodes that are no part of the graph: Read
// leaves them out.
func Bookkeeping() []string {
	return []string{"__Migration", "__Batch", "__Pending", "__Name", "__Judgement"}
}

// Read gives the graph of any store in the order of ids, by Cypher. A node's id is
// its property id; an edge's is its property key, or a hash of its type and ends
// where it has none. A node without an id gets "#" and the store's own, which lasts
// only as long as the store is not reloaded. What is given holds until the next
// element is asked for, and must not be changed.
//
// What an index can give in the order of ids is read along it, page by page: every
// page in a View of its own and handed on when that has ended, so that a repeated
// transaction shows nothing twice. A Lender gives all in one. The rest is read
// once and sorted, in a file if it is much. A graph that is written meanwhile may be
// seen half.
func Read(ctx context.Context, s Store) Graph { return ReadPart(ctx, s, nil) }

// Label is a part of a graph: the nodes of a label whose ids begin with a prefix, and
// of them those that Owns holds for. Prefix must not be empty.
type Label struct {
	Name, Prefix string
	Owns         func(id string) bool
}

// ReadPart is Read for the part that some labels make, with the edges between its
// nodes, where somebody else's data lie beside it; nil is all. A node counts under
// the first of its labels.
func ReadPart(ctx context.Context, s Store, part []Label) Graph {
	r := reader{ctx: ctx, store: s, part: part, held: 50_000, page: 5000}
	return Graph{Nodes: r.nodes, Edges: r.edges}
}

type reader struct {
	ctx   context.Context
	store Store
	part  []Label
	held  int // how many elements that have to be sorted it holds at a time
	page  int // how many of each kind it reads at a time along an index
}

// all runs one read statement and collects its rows.
func (r reader) all(cypher string) ([]Row, error) {
	var rows []Row
	err := r.store.View(r.ctx, func(tx Tx) error {
		rows = rows[:0]
		_, err := tx.Run(r.ctx, cypher, nil, func(row Row) error {
			rows = append(rows, row)
			return nil
		})
		return err
	})
	return rows, err
}

// along returns the labels, or the types of edges, that have an index which gives
// their elements in the order of a property.
func (r reader) along(entity, property string) (map[string]bool, error) {
	rows, err := r.all("SHOW INDEXES YIELD type, entityType, labelsOrTypes, properties, state")
	if err != nil {
		return nil, fmt.Errorf("list the indexes: %w", err)
	}
	found := map[string]bool{}
	for _, row := range rows {
		names, _ := row.Values[2].([]any)
		properties, _ := row.Values[3].([]any)
		if row.Values[0] == "RANGE" && row.Values[1] == entity && row.Values[4] == "ONLINE" && len(names) == 1 && len(properties) == 1 && properties[0] == property {
			found[names[0].(string)] = true
		}
	}
	return found, nil
}

func (r reader) nodes(yield func(Node, error) bool) {
	if r.part != nil {
		r.nodesOfPart(yield)
		return
	}
	names, loose, err := r.cover()
	if err != nil {
		yield(Node{}, fmt.Errorf("read the labels: %w", err))
		return
	}
	var streams []iter.Seq2[Node, error]
	for i, name := range names {
		streams = append(streams, r.labelled(Label{Name: name}, names[:i], true))
	}
	if loose {
		streams = append(streams, r.loose(names))
	}
	merge(streams, byID, yield)
}

func byID(a, b Node) int { return strings.Compare(a.ID, b.ID) }

func (r reader) nodesOfPart(yield func(Node, error) bool) {
	indexed, err := r.along("NODE", "id")
	if err != nil {
		yield(Node{}, err)
		return
	}
	var streams []iter.Seq2[Node, error]
	var names []string
	for _, label := range r.part {
		nodes := r.labelled(label, names, indexed[label.Name])
		streams = append(streams, only(nodes, func(n Node) bool { return r.owned(n.ID) }))
		names = append(names, label.Name)
	}
	merge(streams, byID, yield)
}

// end is the least text behind all that begin with the label's prefix.
func (l Label) end() string {
	last := len(l.Prefix) - 1
	return l.Prefix[:last] + string(l.Prefix[last]+1)
}

// owned reports whether an id is that of a node of the part.
func (r reader) owned(id string) bool {
	return r.part == nil || slices.ContainsFunc(r.part, func(l Label) bool { return strings.HasPrefix(id, l.Prefix) && l.Owns(id) })
}

// only leaves out the elements of a stream that do not belong to the part.
func only[T any](all iter.Seq2[T, error], belongs func(T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for x, err := range all {
			if (err != nil || belongs(x)) && !yield(x, err) {
				return
			}
		}
	}
}

// combination is the nodes that have the same labels.
type combination struct {
	labels       []any
	nodes, named int64 // those with a text as id
}

// cover chooses labels with an index on id such that as many nodes as possible have
// one of them, few and therefore large: those that most combinations have, first.
// loose tells that there are other nodes, or some without an id. Bookkeeping is left
// out.
func (r reader) cover() (chosen []string, loose bool, err error) {
	indexed, err := r.along("NODE", "id")
	if err != nil {
		return nil, false, err
	}
	rows, err := r.all("MATCH (n) RETURN labels(n) AS labels, count(*) AS nodes, count(CASE WHEN n.id > '' THEN 1 END) AS named")
	if err != nil {
		return nil, false, err
	}
	var left []combination
	for _, row := range rows {
		c := combination{}
		c.labels, _ = row.Values[0].([]any)
		c.nodes, _ = row.Values[1].(int64)
		c.named, _ = row.Values[2].(int64)
		if slices.ContainsFunc(c.labels, func(l any) bool { return slices.Contains(Bookkeeping(), l.(string)) }) {
			continue
		}
		loose = loose || c.named < c.nodes
		left = append(left, c)
	}
	for {
		best := mostCommon(left, indexed)
		if best == "" {
			return chosen, loose || len(left) > 0, nil
		}
		chosen = append(chosen, best)
		left = slices.DeleteFunc(left, func(c combination) bool { return slices.Contains(c.labels, any(best)) })
	}
}

// mostCommon is the label, of those with an index, that most combinations have; ""
// if there is none.
func mostCommon(combinations []combination, indexed map[string]bool) string {
	count := map[string]int{}
	for _, c := range combinations {
		for _, l := range c.labels {
			if name := l.(string); indexed[name] {
				count[name]++
			}
		}
	}
	best := ""
	for _, label := range slices.Sorted(maps.Keys(count)) {
		if best == "" || count[label] > count[best] {
			best = label
		}
	}
	return best
}

// labelled reads the nodes of a label that have none of the earlier ones: along the
// index of the label, if it has one, else once.
func (r reader) labelled(label Label, earlier []string, indexed bool) iter.Seq2[Node, error] {
	params := map[string]any{}
	where := "n.id > $after"
	if label.Prefix != "" {
		where += " AND n.id < $end"
		params["end"] = label.end()
	}
	for _, name := range append(slices.Clone(earlier), Bookkeeping()...) {
		where += " AND NOT n:" + quoted(name)
	}
	ask := "MATCH (n:" + quoted(label.Name) + ") WHERE " + where + " RETURN n"
	if indexed {
		return paged(r, ask+" ORDER BY n.id LIMIT $limit", params, label.Prefix, func(row Row) Node { return nodeOf(row.Values[0]) }, func(n Node) string { return n.ID })
	}
	params["after"] = label.Prefix
	return sorted(r, ask, params, func(row Row) Node {
		n := nodeOf(row.Values[0])
		n.Props = maps.Clone(n.Props)
		return n
	}, byID, nodeCodec())
}

// loose reads the nodes that have none of the labels, or no text as id.
func (r reader) loose(labels []string) iter.Seq2[Node, error] {
	where := "true"
	if len(labels) > 0 {
		names := make([]string, len(labels))
		for i, l := range labels {
			names[i] = "n:" + quoted(l)
		}
		where = "NOT (coalesce(n.id > '', false) AND (" + strings.Join(names, " OR ") + "))"
	}
	for _, b := range Bookkeeping() {
		where += " AND NOT n:" + quoted(b)
	}
	ask := "MATCH (n) WHERE " + where + " RETURN n, CASE WHEN n.id > '' THEN '' ELSE '#' + elementId(n) END AS element"
	return sorted(r, ask, nil, func(row Row) Node {
		n := nodeOf(row.Values[0])
		n.Props = maps.Clone(n.Props)
		if own, _ := row.Values[1].(string); own != "" {
			n.ID = own
		}
		return n
	}, byID, nodeCodec())
}

// edges reads the edges with a key along the index of their type, and the others,
// whose ids are hashes, sorted.
func (r reader) edges(yield func(Edge, error) bool) {
	indexed, err := r.along("RELATIONSHIP", "key")
	if err != nil {
		yield(Edge{}, err)
		return
	}
	kinds, err := r.kinds()
	if err != nil {
		yield(Edge{}, fmt.Errorf("read the edge types: %w", err))
		return
	}
	var streams []iter.Seq2[Edge, error]
	var keyed, loose []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		k := kinds[kind]
		if indexed[kind] && k.keyed > 0 {
			keyed = append(keyed, kind)
			streams = append(streams, r.keyed(kind))
		}
		if !indexed[kind] || k.keyed < k.edges {
			loose = append(loose, kind)
		}
	}
	if len(loose) > 0 {
		streams = append(streams, r.keyless(loose, keyed))
	}
	if r.part != nil {
		for i := range streams {
			streams[i] = only(streams[i], func(e Edge) bool { return r.owned(e.From) && r.owned(e.To) })
		}
	}
	merge(streams, func(a, b Edge) int { return strings.Compare(a.ID, b.ID) }, yield)
}

// kind is how many edges of a type there are, and how many have a text as key.
type kind struct{ edges, keyed int64 }

// kinds counts the edges that begin in the part, by their types.
func (r reader) kinds() (map[string]kind, error) {
	from := []string{"()"}
	if r.part != nil {
		from = nil
		for _, l := range r.part {
			from = append(from, "(:"+quoted(l.Name)+")")
		}
	}
	kinds := map[string]kind{}
	for _, node := range from {
		rows, err := r.all("MATCH " + node + "-[r]->() RETURN type(r) AS type, count(*) AS edges, count(CASE WHEN r.key > '' THEN 1 END) AS keyed")
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			name, _ := row.Values[0].(string)
			edges, _ := row.Values[1].(int64)
			keyed, _ := row.Values[2].(int64)
			kinds[name] = kind{kinds[name].edges + edges, kinds[name].keyed + keyed}
		}
	}
	return kinds, nil
}

// ends are the columns that name an edge's two nodes as nodes names them.
const ends = `CASE WHEN s.id > '' THEN s.id ELSE '#' + elementId(s) END AS source,
CASE WHEN t.id > '' THEN t.id ELSE '#' + elementId(t) END AS target`

func (r reader) keyed(kind string) iter.Seq2[Edge, error] {
	ask := "MATCH (s)-[r:" + quoted(kind) + "]->(t) WHERE r.key > $after RETURN " + ends + ", r ORDER BY r.key LIMIT $limit"
	return paged(r, ask, nil, "", edgeOf, func(e Edge) string { return e.ID })
}

// keyless reads the edges of types that have no key, or no index on it: all edges of
// the types but those with a key of the keyed ones. Several edges without a key
// between one pair are told apart by number.
func (r reader) keyless(types, keyed []string) iter.Seq2[Edge, error] {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = quoted(t)
	}
	ask := "MATCH (s)-[r:" + strings.Join(names, "|") + "]->(t)"
	if len(keyed) > 0 {
		list := make([]string, len(keyed))
		for i, t := range keyed {
			list[i] = "r:" + quoted(t)
		}
		ask += " WHERE NOT (coalesce(r.key > '', false) AND (" + strings.Join(list, " OR ") + "))"
	}
	edges := sorted(r, ask+" RETURN "+ends+", r", nil, func(row Row) Edge {
		e := edgeOf(row)
		e.Props = maps.Clone(e.Props)
		return e
	}, func(a, b Edge) int {
		if by := strings.Compare(a.ID, b.ID); by != 0 {
			return by
		}
		return strings.Compare(Text(a.Props), Text(b.Props)) // costly, and seldom needed
	}, edgeCodec())
	return func(yield func(Edge, error) bool) {
		last, same := "", 0
		for e, err := range edges {
			if err == nil && e.ID != last {
				last, same = e.ID, 0
			}
			if key, _ := e.Props["key"].(string); key == "" {
				if same++; same > 1 {
					e.ID = fmt.Sprintf("%s-%d", e.ID, same)
				}
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// nodeOf is a node of a row, of one that is lent too.
func nodeOf(v any) Node {
	if n, lent := v.(*Node); lent {
		return *n
	}
	n, _ := v.(Node)
	return n
}

func edgeOf(row Row) Edge {
	e, _ := row.Values[2].(Edge)
	if lent, ok := row.Values[2].(*Edge); ok {
		e = *lent
	}
	e.From, _ = row.Values[0].(string)
	e.To, _ = row.Values[1].(string)
	key, _ := e.Props["key"].(string)
	if e.ID = key; key == "" {
		sum := sha256.Sum256([]byte(strings.Join([]string{"newsgraph/1", "r", e.Type, e.From, e.To}, "\x1f")))
		e.ID = "r_" + hex.EncodeToString(sum[:12])
	}
	return e
}

// quoted is a label or type as Cypher text, whatever it is.
func quoted(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }
