package export

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph"
)

// WriteGraphML writes a graph as GraphML of the profile that NetworkX, igraph,
// graphology, Gephi, Cytoscape and APOC all read: one graph, all keys, then all
// nodes, then all edges; types that each of them knows; labels and edge type as
// attributes of the elements and as data; lists as JSON text; dates as ISO text
// with the year beside it; every absent value absent.
//
// The nodes are read twice, the edges once, seldom twice, and only the ids of nodes are
// held. The same graph gives the same bytes.
func WriteGraphML(w io.Writer, g graph.Graph, opts Options) (Report, error) {
	x := &graphml{labelled: map[string]labelling{}, labels: counter{}, types: counter{}}
	if err := x.write(w, selected(g, opts, &x.report)); err != nil {
		return x.report, fmt.Errorf("write GraphML: %w", err)
	}
	x.report.Labels, x.report.Types = x.labels.list(), x.types.list()
	return x.report, nil
}

func (x *graphml) write(w io.Writer, g graph.Graph) error {
	b := &body{}
	defer b.remove()
	right, err := x.learn(g, b)
	if err != nil {
		return err
	}
	rest := x.b
	x.w, x.b, x.most = w, nil, 1<<16
	if !right {
		x.anew()
	}
	x.head()
	if right {
		if err := x.nodes(g); err != nil {
			return err
		}
		if err := x.flush(); err != nil {
			return err
		}
		if err := b.copyTo(w); err != nil {
			return err
		}
		x.b = rest
	} else if err := x.elements(g); err != nil {
		return err
	}
	x.text("</graph>\n</graphml>\n")
	return x.flush()
}

// anew forgets what has been counted while elements were written.
func (x *graphml) anew() {
	r := &x.report
	r.Nodes, r.Edges, r.Replaced, r.Omitted, r.Renamed = 0, 0, 0, 0, 0
	x.labels, x.types = counter{}, counter{}
}

// elements writes the nodes and the edges.
func (x *graphml) elements(g graph.Graph) error {
	if err := x.nodes(g); err != nil {
		return err
	}
	return x.edges(g)
}

// What every file begins with, and its graph.
const (
	beginning = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`
	graphTag = `<graph id="G" edgedefault="directed">`
)

// graphml is a file being written.
type graphml struct {
	w             io.Writer
	b             []byte // what has not been written yet
	most          int    // of b
	learning      bool   // the keys are not known yet
	keys          keys
	order         graph.KeyOrder
	labelled      map[string]labelling
	scratch       []byte
	report        Report
	labels, types counter
}

// labelling is what the labels of a node become in the file: most nodes have those of
// another one.
type labelling struct {
	text     string   // escaped
	counted  []string // the names under which the node counts
	replaced int
}

// end writes what has come together, now and then.
func (x *graphml) end() error {
	if len(x.b) < x.most {
		return nil
	}
	return x.flush()
}

func (x *graphml) flush() error {
	_, err := x.w.Write(x.b)
	x.b = x.b[:0]
	return err
}

func (x *graphml) text(parts ...string) {
	for _, p := range parts {
		x.b = append(x.b, p...)
	}
}

func (x *graphml) head() {
	x.text(beginning, `<key id="labels" for="node" attr.name="labels" attr.type="string"/>
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
		x.text(`<key id="`, k.id, `" for="`, domain, `" attr.name="`)
		x.escape(k.attr)
		x.text(`" attr.type="`, k.kind.String(), `"`, list, "/>\n")
	}
	x.text(graphTag, "\n")
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
		labels := x.labelling(n.Labels)
		for _, l := range labels.counted {
			x.labels[l]++
		}
		x.report.Replaced += 2 * labels.replaced
		x.text(`<node id="`, x.id(n.ID), `" labels="`, labels.text, `"><data key="labels">`, labels.text, "</data>")
		x.data("nodelabel", shownName(n))
		x.data("n_uid", n.ID)
		if err := x.props(n.Props, x.keys.node, false); err != nil {
			return fmt.Errorf("node %s: %w", n.ID, err)
		}
		x.text("</node>\n")
		if err := x.end(); err != nil {
			return err
		}
	}
	return nil
}

func (x *graphml) labelling(labels []string) labelling {
	x.scratch = x.scratch[:0]
	for _, l := range labels {
		x.scratch = append(append(x.scratch, l...), 0)
	}
	l, known := x.labelled[string(x.scratch)]
	if !known {
		text := labelText(labels)
		l.counted = splitLabels(xmlName(text))
		l.text, l.replaced = escaped(text)
		x.labelled[string(x.scratch)] = l
	}
	return l
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
		x.text(`<edge id="`, x.id(e.ID), `" source="`, xmlID(e.From), `" target="`, xmlID(e.To), `" label="`)
		x.escape(e.Type)
		x.text(`">`)
		x.data("label", e.Type)
		x.data("e_interaction", e.Type)
		x.text(`<data key="weight">`)
		x.b = appendValue(x.b, weight(e))
		x.text("</data>")
		x.data("e_uid", e.ID)
		if err := x.props(e.Props, x.keys.edge, true); err != nil {
			return fmt.Errorf("edge %s: %w", e.ID, err)
		}
		x.text("</edge>\n")
		if err := x.end(); err != nil {
			return err
		}
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

// weight is how strong an edge is, above zero: the stories that state it, or how
// often an article mentions an entity.
func weight(e graph.Edge) float64 {
	for _, name := range []string{"stories", "articles", "count"} {
		if n, _ := e.Props[name].(int64); n > 0 {
			return float64(n)
		}
	}
	return 1
}

// props writes the properties in the order of their names.
func (x *graphml) props(props map[string]any, known map[string]*key, edge bool) error {
	for _, name := range x.order.Of(props) {
		v := props[name]
		if own(edge, name) {
			continue
		}
		t := typeOf(v)
		if t == noType {
			x.report.Omitted++
		}
		k, err := x.key(known, name, v, t, edge)
		if err != nil {
			return err
		}
		if t == noType {
			continue
		}
		if k.kind == doubleType {
			if n, ok := v.(int64); ok {
				v = float64(n)
			}
		}
		x.text(`<data key="`, k.id, `">`)
		x.value(v)
		x.text("</data>")
		if k.dated != nil {
			if year, ok := yearOf(v); ok {
				x.text(`<data key="`, k.dated.id, `">`)
				x.b = appendValue(x.b, year)
				x.text("</data>")
			}
		}
	}
	return nil
}

// key is the key of a property for a value.
func (x *graphml) key(known map[string]*key, name string, v any, t attrType, edge bool) (*key, error) {
	if x.learning {
		return x.learned(known, name, v, t, edge), nil
	}
	k := known[name]
	if t != noType && (k == nil || join(k.kind, t) != k.kind) {
		return nil, fmt.Errorf("property %s came or changed while the graph was exported: run the export again", name)
	}
	return k, nil
}

func (x *graphml) data(key, text string) {
	x.text(`<data key="`, key, `">`)
	x.escape(text)
	x.text("</data>")
}

// value writes a value, escaped.
func (x *graphml) value(v any) {
	if s, ok := v.(string); ok {
		x.escape(s)
		return
	}
	from := len(x.b)
	x.b = appendValue(x.b, v)
	switch v.(type) {
	case []any, map[string]any:
		text := string(x.b[from:])
		x.b = x.b[:from]
		x.escape(text)
	}
}

// id returns an id for the file and counts it if it had to be changed.
func (x *graphml) id(id string) string {
	s := xmlID(id)
	if s != id {
		x.report.Renamed++
	}
	return s
}

// escape writes text so that it is fit for an attribute or a data element, and counts
// the characters that XML has no way to hold.
func (x *graphml) escape(s string) {
	var replaced int
	x.b, replaced = appendEscaped(x.b, s)
	x.report.Replaced += replaced
}

func escaped(s string) (string, int) {
	b, replaced := appendEscaped(nil, s)
	return string(b), replaced
}

// appendEscaped writes what needs no escape piece by piece.
func appendEscaped(b []byte, s string) (_ []byte, replaced int) {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '"' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		entity := ""
		switch {
		case c == '&':
			entity = "&amp;"
		case c == '<':
			entity = "&lt;"
		case c == '>':
			entity = "&gt;"
		case c == '"':
			entity = "&quot;"
		case c == '\r':
			entity = "&#13;"
		case c == '\n':
			entity = "&#10;"
		case c == '\t':
			entity = "&#9;"
		case r == utf8.RuneError && size == 1, !xmlChar(r):
			entity = string(utf8.RuneError)
			replaced++
		}
		if entity != "" {
			b = append(append(b, s[from:i]...), entity...)
			from = i + size
		}
		i += size
	}
	return append(b, s[from:]...), replaced
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
