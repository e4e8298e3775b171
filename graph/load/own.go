package load

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// ownID is the form of the ids that this program gives, as id does. It tells our
// nodes from those that somebody else has given the same labels.
var ownID = regexp.MustCompile(`^[aec]_[0-9a-f]{24}$`)

// Owns reports whether an id is one that this program gives.
func Owns(id string) bool { return ownID.MatchString(id) }

// NamedAs reports whether a name in a scope made an entity the node of that id: norm is
// the name under which all articles know it, scope the country or the edition; empty:
// the name alone. Of what a scope or its article tells apart there may be several nodes
// with one name.
func NamedAs(entity string, kind extract.Kind, norm, scope string) bool {
	if scope == "" {
		return entity == id("e", string(kind), norm)
	}
	return entity == id("e", string(kind), norm, "of", Norm(scope))
}

// ownLabels are the labels of the graph, in the order in which a database must
// learn them.
func ownLabels() []graph.Label {
	return []graph.Label{{Name: "__Entity__", Prefix: "e_", Owns: ownID.MatchString}, {Name: "Article", Prefix: "a_", Owns: ownID.MatchString},
		{Name: "Claim", Prefix: "c_", Owns: ownID.MatchString}}
}

// Graph is what this program has written into a store: the nodes of its labels with
// ids of its form, and the edges between them. What else the store holds is
// somebody else's.
func Graph(ctx context.Context, store graph.Store) graph.Graph {
	return graph.ReadPart(ctx, store, ownLabels())
}

// own is Cypher for: n, a node with the label, is ours.
func own(n string, label graph.Label) string {
	return fmt.Sprintf("(%[1]s.id STARTS WITH '%[2]s' AND %[1]s.id =~ '%[2]s[0-9a-f]{24}')", n, label.Prefix)
}

// Census is how much a store holds of the graph.
type Census struct{ Articles, Entities, Claims, Edges int }

// Count counts what a store holds of the graph, and nothing of somebody else's.
func Count(ctx context.Context, store graph.Store) (Census, error) {
	var found Census
	counts := map[string]*int{"Article": &found.Articles, "__Entity__": &found.Entities, "Claim": &found.Claims}
	err := store.View(ctx, func(tx graph.Tx) error {
		for _, l := range ownLabels() {
			n, err := counted(ctx, tx, "MATCH (n:"+l.Name+") WHERE "+own("n", l)+" RETURN count(n) AS n")
			if err != nil {
				return err
			}
			*counts[l.Name] = int(n)
		}
		n, err := counted(ctx, tx, "MATCH (:__Entity__)-[r]->(:__Entity__) WHERE r.key STARTS WITH 'f_' RETURN count(r) AS n")
		found.Edges = int(n)
		return err
	})
	if err != nil {
		return found, fmt.Errorf("count the graph: %w", err)
	}
	return found, nil
}

// Foreign counts the nodes of a store that are none of this program's, by their
// labels ("Customer:Person", "" for none), so that a load into somebody's database can be
// refused before it begins. Of a store that holds none it costs only counts.
func Foreign(ctx context.Context, store graph.Store) (Tally, error) {
	var found Tally
	err := store.View(ctx, func(tx graph.Tx) error {
		found = Tally{}
		left, err := counted(ctx, tx, "MATCH (n) RETURN count(n) AS n")
		ours := ""
		labels := ownLabels()
		for _, name := range graph.Bookkeeping() {
			labels = append(labels, graph.Label{Name: name})
		}
		for _, l := range labels {
			if err != nil {
				return err
			}
			is := "true"
			if l.Prefix != "" {
				is = own("n", l)
			}
			var n int64
			n, err = counted(ctx, tx, "MATCH (n:"+l.Name+") WHERE "+is+" RETURN count(n) AS n")
			left -= n
			ours += " WHEN n:" + l.Name + " AND " + is + " THEN true"
		}
		if err != nil || left == 0 {
			return err
		}
		_, err = tx.Run(ctx, "MATCH (n) WHERE NOT CASE"+ours+" ELSE false END RETURN labels(n) AS labels, count(*) AS n", nil, func(r graph.Row) error {
			list, _ := r.Values[0].([]any)
			of := stringsOf(list)
			slices.Sort(of)
			n, _ := r.Values[1].(int64)
			found[strings.Join(of, ":")] += int(n)
			return nil
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for foreign data: %w", err)
	}
	return found, nil
}

func counted(ctx context.Context, tx graph.Tx, cypher string) (n int64, err error) {
	_, err = tx.Run(ctx, cypher, nil, func(r graph.Row) error {
		n, _ = r.Values[0].(int64)
		return nil
	})
	return n, err
}
