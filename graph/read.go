package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// pageSize is how many nodes or edges Read holds of each kind at a time.
const pageSize = 5000

// Bookkeeping lists the labels of nodes that are no part of the graph: Read
// leaves them out.
func Bookkeeping() []string { return []string{"__Migration", "__Batch"} }

// Read gives the graph of any store, page by page and in the order of ids, by
// Cypher. A node's id is its property id; an edge's is its property key, or a
// hash of its type and ends where it has none. A node without an id gets "#" and
// the store's own, which lasts only as long as the store is not reloaded.
//
// Every page is read in a View of its own and handed on when that has ended, so
// that a repeated transaction shows nothing twice. A graph that is written
// meanwhile may be seen half.
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
	r := reader{ctx, s, 200_000, part}
	return Graph{Nodes: r.nodes, Edges: r.edges}
}

type reader struct {
	ctx   context.Context
	store Store
	held  int // how many edges without a key, of one type, it holds at a time
	part  []Label
}

// all runs one read statement and collects its rows.
func (r reader) all(cypher string, params map[string]any) ([]Row, error) {
	var rows []Row
	err := r.store.View(r.ctx, func(tx Tx) error {
		rows = rows[:0]
		_, err := tx.Run(r.ctx, cypher, params, func(row Row) error {
			rows = append(rows, row)
			return nil
		})
		return err
	})
	return rows, err
}

func (r reader) nodes(yield func(Node, error) bool) {
	labels := r.part
	if labels == nil {
		names, err := r.cover()
		if err != nil {
			yield(Node{}, fmt.Errorf("read the labels: %w", err))
			return
		}
		for _, name := range names {
			labels = append(labels, Label{Name: name})
		}
	}
	var streams []iter.Seq2[Node, error]
	for i, label := range labels {
		streams = append(streams, r.labelled(label, labels[:i]))
	}
	if r.part == nil {
		streams = append(streams, r.nameless())
	}
	merge(streams, func(n Node) string { return n.ID }, yield)
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

// cover chooses labels such that every node with labels has one of them, few and
// therefore large: those that most combinations have, first. Bookkeeping is left
// out.
func (r reader) cover() ([]string, error) {
	rows, err := r.all("MATCH (n) WITH DISTINCT labels(n) AS labels RETURN labels", nil)
	if err != nil {
		return nil, err
	}
	var combinations [][]any
	for _, row := range rows {
		list, _ := row.Values[0].([]any)
		book := slices.ContainsFunc(list, func(l any) bool { return slices.Contains(Bookkeeping(), l.(string)) })
		if len(list) > 0 && !book {
			combinations = append(combinations, list)
		}
	}
	var chosen []string
	for len(combinations) > 0 {
		best := mostCommon(combinations)
		chosen = append(chosen, best)
		combinations = slices.DeleteFunc(combinations, func(c []any) bool { return slices.Contains(c, any(best)) })
	}
	return chosen, nil
}

func mostCommon(combinations [][]any) string {
	count := map[string]int{}
	best := ""
	for _, c := range combinations {
		for _, l := range c {
			count[l.(string)]++
		}
	}
	for _, c := range combinations {
		for _, l := range c {
			label := l.(string)
			if best == "" || count[label] > count[best] || count[label] == count[best] && label < best {
				best = label
			}
		}
	}
	return best
}

// labelled pages through the nodes of a label that have none of the earlier
// ones. With an index on the label's id a page costs no more than its rows.
func (r reader) labelled(label Label, earlier []Label) iter.Seq2[Node, error] {
	params := map[string]any{"limit": int64(pageSize)}
	where := "n.id > $after"
	if label.Prefix != "" {
		where += " AND n.id < $end"
		params["end"] = label.end()
	}
	for _, e := range earlier {
		where += " AND NOT n:" + quoted(e.Name)
	}
	for _, b := range Bookkeeping() {
		where += " AND NOT n:" + quoted(b)
	}
	ask := "MATCH (n:" + quoted(label.Name) + ") WHERE " + where + " RETURN n ORDER BY n.id LIMIT $limit"
	stream := pages(label.Prefix, func(after string) ([]Node, error) {
		params["after"] = after
		rows, err := r.all(ask, params)
		return nodesOf(rows), err
	}, func(n Node) string { return n.ID })
	return only(stream, func(n Node) bool { return r.owned(n.ID) })
}

func nodesOf(rows []Row) []Node {
	out := make([]Node, len(rows))
	for i, row := range rows {
		out[i], _ = row.Values[0].(Node)
	}
	return out
}

// nameless gives the nodes without labels or without a text as id.
func (r reader) nameless() iter.Seq2[Node, error] {
	return func(yield func(Node, error) bool) {
		where := "(size(labels(n)) = 0 OR n.id IS NULL OR n.id = '' OR toString(n.id) <> n.id)"
		for _, b := range Bookkeeping() {
			where += " AND NOT n:" + quoted(b)
		}
		rows, err := r.all("MATCH (n) WHERE "+where+" RETURN n, elementId(n) AS element", nil)
		if err != nil {
			yield(Node{}, fmt.Errorf("read nodes without an id: %w", err))
			return
		}
		nodes := nodesOf(rows)
		for i, row := range rows {
			if id, _ := nodes[i].Props["id"].(string); id == "" {
				nodes[i].ID = "#" + row.Values[1].(string)
			}
		}
		slices.SortFunc(nodes, func(a, b Node) int { return strings.Compare(a.ID, b.ID) })
		for _, n := range nodes {
			if !yield(n, nil) {
				return
			}
		}
	}
}

func (r reader) edges(yield func(Edge, error) bool) {
	kinds, err := r.kinds()
	if err != nil {
		yield(Edge{}, fmt.Errorf("read the edge types: %w", err))
		return
	}
	var streams []iter.Seq2[Edge, error]
	belongs := func(e Edge) bool { return r.owned(e.From) && r.owned(e.To) }
	for _, kind := range kinds {
		streams = append(streams, only(r.keyed(kind), belongs), only(r.keyless(kind), belongs))
	}
	merge(streams, func(e Edge) string { return e.ID }, yield)
}

// kinds lists the types of the edges.
func (r reader) kinds() (kinds []string, err error) {
	from := []string{"()"}
	if r.part != nil {
		from = nil
		for _, l := range r.part {
			from = append(from, "(:"+quoted(l.Name)+")")
		}
	}
	for _, node := range from {
		rows, err := r.all("MATCH "+node+"-[r]->() RETURN DISTINCT type(r) AS type", nil)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if kind, _ := row.Values[0].(string); !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	return kinds, nil
}

// ends are the columns that name an edge's two nodes as nodes names them.
const ends = `CASE WHEN toString(s.id) = s.id THEN s.id ELSE '#' + elementId(s) END AS source,
CASE WHEN toString(t.id) = t.id THEN t.id ELSE '#' + elementId(t) END AS target, properties(r) AS props`

func (r reader) keyed(kind string) iter.Seq2[Edge, error] {
	ask := "MATCH (s)-[r:" + quoted(kind) + "]->(t) WHERE r.key > $after RETURN " + ends + ", r.key AS key ORDER BY key LIMIT $limit"
	return pages("", func(after string) ([]Edge, error) {
		rows, err := r.all(ask, map[string]any{"after": after, "limit": int64(pageSize)})
		return edgesOf(kind, rows), err
	}, func(e Edge) string { return e.ID })
}

// keyless reads the edges of a type that have no key. Their ids are hashes, in
// whose order no store can give them: so it reads them all as often as needed,
// and holds of them those of one part of all hashes at a time.
func (r reader) keyless(kind string) iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		rows, err := r.all("MATCH ()-[r:"+quoted(kind)+"]->() WHERE "+noKey+" RETURN count(r) AS n", nil)
		if err != nil {
			yield(Edge{}, fmt.Errorf("count edges of type %s: %w", kind, err))
			return
		}
		n, _ := rows[0].Values[0].(int64)
		parts := (int(n) + r.held - 1) / r.held
		for part := range parts {
			edges, err := r.hashed(kind, part, parts)
			if err != nil {
				yield(Edge{}, fmt.Errorf("read edges of type %s: %w", kind, err))
				return
			}
			for _, e := range edges {
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

// noKey holds for edges without a text as key.
const noKey = "(r.key IS NULL OR r.key = '' OR toString(r.key) <> r.key)"

// hashed reads one part of the edges of a type that have no key, in the order of
// their ids. Several edges between one pair are told apart by number.
func (r reader) hashed(kind string, part, parts int) ([]Edge, error) {
	ask := "MATCH (s)-[r:" + quoted(kind) + "]->(t) WHERE " + noKey + " RETURN " + ends
	var edges []Edge
	err := r.store.View(r.ctx, func(tx Tx) error {
		edges = edges[:0]
		_, err := tx.Run(r.ctx, ask, nil, func(row Row) error {
			if e := edgeOf(kind, row); partOf(e.ID, parts) == part {
				edges = append(edges, e)
			}
			return nil
		})
		return err
	})
	slices.SortFunc(edges, func(a, b Edge) int {
		if by := strings.Compare(a.ID, b.ID); by != 0 {
			return by
		}
		return strings.Compare(Text(a.Props), Text(b.Props)) // costly, and seldom needed
	})
	last, same := "", 0
	for i, e := range edges {
		if e.ID != last {
			last, same = e.ID, 0
		}
		if same++; same > 1 {
			edges[i].ID = fmt.Sprintf("%s-%d", e.ID, same)
		}
	}
	return edges, err
}

// partOf is in which of so many equal parts of all hashes that of an edge's id lies.
func partOf(id string, parts int) int {
	digits, err := strconv.ParseUint(id[len("r_"):len("r_")+8], 16, 32)
	if err != nil {
		panic("internal error: the edge id " + id + " is no hash")
	}
	return int(digits * uint64(parts) >> 32)
}

func edgesOf(kind string, rows []Row) []Edge {
	out := make([]Edge, len(rows))
	for i, row := range rows {
		out[i] = edgeOf(kind, row)
	}
	return out
}

func edgeOf(kind string, row Row) Edge {
	e := Edge{Type: kind}
	e.From, _ = row.Values[0].(string)
	e.To, _ = row.Values[1].(string)
	e.Props, _ = row.Values[2].(map[string]any)
	key, _ := e.Props["key"].(string)
	if e.ID = key; key == "" {
		sum := sha256.Sum256([]byte(strings.Join([]string{"newsgraph/1", "r", kind, e.From, e.To}, "\x1f")))
		e.ID = "r_" + hex.EncodeToString(sum[:12])
	}
	return e
}

// pages makes one stream of pages, each of which begins after the last id of the
// page before, the first one after first.
func pages[T any](first string, page func(after string) ([]T, error), id func(T) string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for after, full := first, true; full; {
			list, err := page(after)
			if err != nil {
				var none T
				yield(none, fmt.Errorf("read the page after %q: %w", after, err))
				return
			}
			for _, x := range list {
				if !yield(x, nil) {
					return
				}
				after = id(x)
			}
			full = len(list) == pageSize
		}
	}
}

// merge makes one stream in the order of ids of several that are in that order.
func merge[T any](streams []iter.Seq2[T, error], id func(T) string, yield func(T, error) bool) {
	type head struct {
		value T
		next  func() (T, error, bool)
	}
	var heads []head
	for _, s := range streams {
		next, stop := iter.Pull2(s)
		defer stop()
		value, err, ok := next()
		if err != nil {
			yield(value, err)
			return
		}
		if ok {
			heads = append(heads, head{value, next})
		}
	}
	for len(heads) > 0 {
		first := 0
		for i := range heads {
			if id(heads[i].value) < id(heads[first].value) {
				first = i
			}
		}
		if !yield(heads[first].value, nil) {
			return
		}
		value, err, ok := heads[first].next()
		switch {
		case err != nil:
			yield(value, err)
			return
		case ok:
			heads[first].value = value
		default:
			heads = slices.Delete(heads, first, first+1)
		}
	}
}

// quoted is a label or type as Cypher text, whatever it is.
func quoted(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }
