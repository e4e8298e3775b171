// Package export writes a graph in the formats of other programs and reads the
// file back to see that nothing was lost.
package export

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// Format is one format to export in.
type Format struct {
	Name   string
	Doc    string
	Suffix string
	Write  func(w io.Writer, g graph.Graph, opts Options) (Report, error)
	// Check reads what Write wrote, strictly.
	Check func(r io.Reader) (Summary, []Finding, error)
	// Confirm reads what Write wrote quickly; ok is false where only Check can tell.
	Confirm func(r io.Reader) (sum Summary, ok bool)
}

// Formats returns the formats.
func Formats() []Format {
	return []Format{
		{Name: "graphml", Doc: "GraphML for NetworkX, igraph, Gephi, Cytoscape, graphology and APOC", Suffix: ".graphml",
			Write: WriteGraphML, Check: CheckGraphML, Confirm: confirmGraphML},
	}
}

// Options choose the part of the graph. The zero value is the facts: entities and
// the edges between them, without those that are only denied.
type Options struct {
	Full       bool // also claims, articles and mentions, and denied edges
	WithDenied bool // the facts with the denied ones
	Connected  bool // without nodes that have no edge in the file
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
	Lone     int  // nodes left out because they have no edge
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
// full export. Entities get the number of articles that mention them and how often
// they do, to be sized by. Both that and which nodes have an edge is known when the
// edges have been read once: before, all nodes come, without the numbers. Whenever
// the edges are read, report counts those left out because they are only denied,
// and whenever the nodes are, those without an edge.
func selected(g graph.Graph, opts Options, report *Report) graph.Graph {
	s := &selection{Graph: g, opts: opts, report: report, kept: newIDs(), linked: newIDs(), props: map[string]any{}}
	return graph.Graph{Nodes: s.nodes, Edges: s.edges}
}

type selection struct {
	graph.Graph
	opts     Options
	report   *Report
	kept     ids
	counted  bool // the edges have been read
	linked   ids
	props    map[string]any // of the present entity
	mentions map[string]mentions
}

// mentions is how often an entity is mentioned, and in how many articles.
type mentions struct{ articles, times int64 }

func (s *selection) nodes(yield func(graph.Node, error) bool) {
	s.report.Lone = 0
	for n, err := range s.Graph.Nodes {
		if err != nil {
			yield(n, err)
			return
		}
		isEntity := slices.Contains(n.Labels, entity)
		if bookkeeping(n) || !s.opts.Full && !isEntity {
			continue
		}
		if s.opts.Connected && s.counted && !s.linked.has(n.ID) {
			s.report.Lone++
			continue
		}
		s.kept.add(n.ID)
		n = graph.Content(n)
		if isEntity {
			clear(s.props)
			maps.Copy(s.props, n.Props)
			n.Props = s.props
			n.Props["articles"], n.Props["mentions"] = s.mentions[n.ID].articles, s.mentions[n.ID].times
		}
		if !yield(n, nil) {
			return
		}
	}
}

func (s *selection) edges(yield func(graph.Edge, error) bool) {
	s.report.Denied = 0
	s.linked, s.mentions = newIDs(), map[string]mentions{}
	for e, err := range s.Graph.Edges {
		if err == nil && e.Type == "MENTIONS" {
			times, _ := e.Props["count"].(int64)
			m := s.mentions[e.To]
			s.mentions[e.To] = mentions{m.articles + 1, m.times + times}
		}
		switch {
		case err != nil:
			yield(e, err)
			return
		case !s.opts.Full && !(s.kept.has(e.From) && s.kept.has(e.To)):
			continue
		case !s.opts.Full && !s.opts.WithDenied && e.Props["status"] == "denied":
			s.report.Denied++
			continue
		case !s.kept.has(e.From) || !s.kept.has(e.To):
			yield(e, fmt.Errorf("edge %s leads to a node that is not there: run newsgraph verify", e.ID))
			return
		}
		if s.opts.Connected {
			s.linked.add(e.From)
			s.linked.add(e.To)
		}
		if !yield(e, nil) {
			return
		}
	}
	s.counted = true
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
