package export

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"newsgraph/graph"
)

// WriteGraphML writes a graph as GraphML of the profile that NetworkX, igraph,
// graphology, Gephi, Cytoscape and APOC all read: one graph, all keys, then all
// nodes, then all edges; types that each of them knows; labels and edge type as
// attributes of the elements and as data; lists as JSON text; dates as ISO text
// with the year beside it; every absent value absent.
//
// The graph is read twice, once for the types and once to be written, and only
// the ids of its nodes are held. The same graph gives the same bytes.
func WriteGraphML(w io.Writer, g graph.Graph, opts Options) (Report, error) {
	x := &graphml{w: bufio.NewWriterSize(w, 1<<16), labels: counter{}, types: counter{}}
	g = selected(g, opts, &x.report)
	var err error
	if x.keys, err = scan(g, &x.report); err != nil {
		return x.report, fmt.Errorf("write GraphML: %w", err)
	}
	x.head()
	if err := x.nodes(g); err != nil {
		return x.report, fmt.Errorf("write GraphML: %w", err)
	}
	if err := x.edges(g); err != nil {
		return x.report, fmt.Errorf("write GraphML: %w", err)
	}
	x.w.WriteString("</graph>\n</graphml>\n")
	if err := x.w.Flush(); err != nil {
		return x.report, fmt.Errorf("write GraphML: %w", err)
	}
	x.report.Labels, x.report.Types = x.labels.list(), x.types.list()
	return x.report, nil
}

// graphml is a file being written. The errors of w show when it is flushed.
type graphml struct {
	w             *bufio.Writer
	keys          keys
	report        Report
	labels, types counter
}

func (x *graphml) head() {
	x.w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<key id="labels" for="node" attr.name="labels" attr.type="string"/>
<key id="nodelabel" for="node" attr.name="label" attr.type="string"/>
<key id="n_uid" for="node" attr.name="uid" attr.type="string"/>
<key id="label" for="edge" attr.name="label" attr.type="string"/>
<key id="e_interaction" for="edge" attr.name="interaction" attr.type="string"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<key id="e_uid" for="edge" attr.name="uid" attr.type="string"/>
`)
	for _, k := range x.keys.list {
		domain, list := "node", ""
		if k.edge {
			domain = "edge"
		}
		if k.kind == listType {
			list = ` attr.list="string"`
		}
		fmt.Fprintf(x.w, `<key id="%s" for="%s" attr.name="%s" attr.type="%s"%s/>`+"\n", k.id, domain, x.escape(k.attr), k.kind, list)
	}
	x.w.WriteString(`<graph id="G" edgedefault="directed">` + "\n")
}

func (x *graphml) nodes(g graph.Graph) error {
	last := ""
	for n, err := range g.Nodes {
		switch {
		case err != nil:
			return err
		case x.report.Nodes > 0 && n.ID <= last:
			return fmt.Errorf("two nodes have the id %q, or they do not come in order (after %q)", n.ID, last)
		}
		last = n.ID
		x.report.Nodes++
		for _, l := range splitLabels(xmlName(labelText(n.Labels))) {
			x.labels[l]++
		}
		fmt.Fprintf(x.w, `<node id="%s" labels="%s">`, x.id(n.ID), x.escape(labelText(n.Labels)))
		x.data("labels", labelText(n.Labels))
		x.data("nodelabel", shownName(n))
		x.data("n_uid", n.ID)
		if err := x.props(n.Props, x.keys.node, false); err != nil {
			return fmt.Errorf("node %s: %w", n.ID, err)
		}
		x.w.WriteString("</node>\n")
	}
	return nil
}

func (x *graphml) edges(g graph.Graph) error {
	last := ""
	for e, err := range g.Edges {
		switch {
		case err != nil:
			return err
		case x.report.Edges > 0 && e.ID <= last:
			return fmt.Errorf("two edges have the id %q, or they do not come in order (after %q)", e.ID, last)
		}
		last = e.ID
		x.report.Edges++
		x.types[xmlName(e.Type)]++
		fmt.Fprintf(x.w, `<edge id="%s" source="%s" target="%s" label="%s">`, x.id(e.ID), xmlID(e.From), xmlID(e.To), x.escape(e.Type))
		x.data("label", e.Type)
		x.data("e_interaction", e.Type)
		x.data("weight", valueText(weight(e), doubleType))
		x.data("e_uid", e.ID)
		if err := x.props(e.Props, x.keys.edge, true); err != nil {
			return fmt.Errorf("edge %s: %w", e.ID, err)
		}
		x.w.WriteString("</edge>\n")
	}
	return nil
}

// shownName is the text that a drawing puts on a node.
func shownName(n graph.Node) string {
	for _, name := range []string{"name", "title"} {
		if s, _ := n.Props[name].(string); s != "" {
			return s
		}
	}
	return n.ID
}

// weight is how strong an edge is, above zero: the articles that state it, or how
// often an article mentions an entity.
func weight(e graph.Edge) float64 {
	for _, name := range []string{"articles", "count"} {
		if n, _ := e.Props[name].(int64); n > 0 {
			return float64(n)
		}
	}
	return 1
}

// props writes the properties in the order of their names.
func (x *graphml) props(props map[string]any, known map[string]*key, edge bool) error {
	for _, name := range slices.Sorted(maps.Keys(props)) {
		v := props[name]
		if own(edge, name) {
			continue
		}
		if typeOf(v) == noType {
			x.report.Omitted++
			continue
		}
		k := known[name]
		if k == nil || join(k.kind, typeOf(v)) != k.kind {
			return fmt.Errorf("property %s came or changed while the graph was exported: run the export again", name)
		}
		if k.kind == doubleType {
			if n, ok := v.(int64); ok {
				v = float64(n)
			}
		}
		x.data(k.id, valueText(v, k.kind))
		if year, ok := yearOf(v); ok && known[name+"\x00year"] != nil {
			x.data(known[name+"\x00year"].id, valueText(year, intType))
		}
	}
	return nil
}

func (x *graphml) data(key, text string) {
	x.w.WriteString(`<data key="` + key + `">`)
	x.w.WriteString(x.escape(text))
	x.w.WriteString("</data>")
}

// id returns an id for the file and counts it if it had to be changed.
func (x *graphml) id(id string) string {
	s := xmlID(id)
	if s != id {
		x.report.Renamed++
	}
	return s
}

// escape makes text fit for an attribute or a data element, and counts the
// characters that XML has no way to hold.
func (x *graphml) escape(s string) string {
	s, replaced := escaped(s)
	x.report.Replaced += replaced
	return s
}

func escaped(s string) (string, int) {
	if !strings.ContainsFunc(s, func(c rune) bool { return c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' || c >= 0xfffd }) && utf8.ValidString(s) {
		return s, 0
	}
	var b strings.Builder
	replaced := 0
	for i, c := range s {
		switch {
		case c == '&':
			b.WriteString("&amp;")
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '"':
			b.WriteString("&quot;")
		case c == '\r', c == '\n', c == '\t':
			fmt.Fprintf(&b, "&#%d;", c)
		case c == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"), !xmlChar(c):
			b.WriteRune(utf8.RuneError)
			replaced++
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), replaced
}

// xmlChar reports whether XML 1.0 can hold a character.
func xmlChar(c rune) bool {
	return c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c != 0xfffe && c != 0xffff
}

// xmlName replaces what XML cannot hold, as escape does, but escapes nothing.
func xmlName(s string) string {
	return strings.Map(func(c rune) rune {
		if !xmlChar(c) {
			return utf8.RuneError
		}
		return c
	}, s)
}
