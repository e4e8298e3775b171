// Package export writes a graph in the formats of other programs and reads the
// file back to see that nothing was lost.
package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"newsgraph/graph"
)

// Format is one format to export in.
type Format struct {
	Name   string
	Doc    string
	Suffix string
	Write  func(w io.Writer, g graph.Graph, opts Options) (Report, error)
	// Check reads what Write wrote, strictly.
	Check func(r io.Reader) (Summary, []Finding, error)
}

// Formats returns the formats.
func Formats() []Format {
	return []Format{
		{Name: "graphml", Doc: "GraphML for NetworkX, igraph, Gephi, Cytoscape, graphology and APOC", Suffix: ".graphml",
			Write: WriteGraphML, Check: CheckGraphML},
	}
}

// Options choose the part of the graph. The zero value is the facts: entities and
// the edges between them, without those that are only denied.
type Options struct {
	Full       bool // also claims, articles and mentions, and denied edges
	WithDenied bool // the facts with the denied ones
}

// Count is how many nodes have a label, or edges a type.
type Count struct {
	Name string
	N    int
}

// Summary says what a file holds.
type Summary struct {
	Nodes, Edges int
	Labels       []Count // sorted; a node counts under each of its labels
	Types        []Count // sorted
}

// Report says what was written, and what could not be written as it is.
type Report struct {
	Summary
	Replaced int  // characters that XML cannot hold, written as U+FFFD
	Omitted  int  // values that are no number (NaN, infinity) or no value, left out
	Big      int  // integers beyond 2^53, whose property is therefore written as text
	Renamed  int  // ids that XML cannot hold, written in another form; the property uid has them
	Denied   int  // edges left out because they are only denied
	ReadBack bool // the written file has been read back and counted
}

// counter counts names.
type counter map[string]int

func (c counter) list() []Count {
	var out []Count
	for name, n := range c {
		out = append(out, Count{name, n})
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// entity is the label of the nodes that facts connect.
const entity = "__Entity__"

// selected narrows a graph to what the options ask for. Edges whose ends are not
// among the nodes are left out of a selection of facts, and are an error in a
// full export. Whenever the edges are read, denied counts those left out because
// they are only denied.
func selected(g graph.Graph, opts Options, denied *int) graph.Graph {
	kept := map[string]bool{}
	keepNode := func(n graph.Node) bool { return opts.Full || slices.Contains(n.Labels, entity) }
	nodes := func(yield func(graph.Node, error) bool) {
		for n, err := range g.Nodes {
			if err != nil {
				yield(n, err)
				return
			}
			if bookkeeping(n) || !keepNode(n) {
				continue
			}
			kept[n.ID] = true
			if !yield(graph.Content(n), nil) {
				return
			}
		}
	}
	edges := func(yield func(graph.Edge, error) bool) {
		*denied = 0
		for e, err := range g.Edges {
			switch {
			case err != nil:
				yield(e, err)
				return
			case !opts.Full && !(kept[e.From] && kept[e.To]):
				continue
			case !opts.Full && !opts.WithDenied && e.Props["status"] == "denied":
				*denied++
				continue
			case !kept[e.From] || !kept[e.To]:
				yield(e, fmt.Errorf("edge %s leads to a node that is not there: run newsgraph verify", e.ID))
				return
			}
			if !yield(e, nil) {
				return
			}
		}
	}
	return graph.Graph{Nodes: nodes, Edges: edges}
}

func bookkeeping(n graph.Node) bool {
	return slices.ContainsFunc(n.Labels, func(l string) bool { return slices.Contains(graph.Bookkeeping(), l) })
}

// labelText writes the labels as ":Person:__Entity__": kinds first, so that
// programs that show one label show the kind.
func labelText(labels []string) string {
	sorted := slices.Clone(labels)
	slices.SortFunc(sorted, func(a, b string) int {
		inner := func(l string) int {
			if strings.HasPrefix(l, "__") {
				return 1
			}
			return 0
		}
		return cmp.Or(inner(a)-inner(b), strings.Compare(a, b))
	})
	if len(sorted) == 0 {
		return ""
	}
	return ":" + strings.Join(sorted, ":")
}
