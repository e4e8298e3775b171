package export

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// namespace is GraphML's.
const namespace = "http://graphml.graphdrawing.org/xmlns"

// Finding is something in a GraphML file that some reader stumbles over.
type Finding struct {
	// Rule is the number of the broken rule: 1 form of the file, 2 names of keys,
	// 3 types, 4 nodes, 5 edges, 8 values, 9 characters.
	Rule         int
	Line, Column int
	Warning      bool // some readers differ, but none fails
	Text         string
}

// String returns the finding as one line.
func (f Finding) String() string {
	kind := "error"
	if f.Warning {
		kind = "warning"
	}
	return fmt.Sprintf("%d:%d: rule %d: %s: %s", f.Line, f.Column, f.Rule, kind, f.Text)
}

// The limits of CheckGraphML.
const (
	maxDepth    = 64
	maxFindings = 10 // of one kind
)

// CheckGraphML reads a GraphML file in one pass and says what it holds and what
// in it some reader stumbles over, in the order of the file. The error is one of
// reading; a file that is no XML is a finding. Only ids are held in memory.
func CheckGraphML(r io.Reader) (Summary, []Finding, error) {
	if s, ok := r.(io.ReadSeeker); ok { // a pipe says that it is one, too
		if start, err := s.Seek(0, io.SeekCurrent); err == nil {
			if sum, warnings, ok := readProfile(s); ok && warnings == 0 {
				return sum, nil, nil
			}
			if _, err := s.Seek(start, io.SeekStart); err != nil {
				return Summary{}, nil, fmt.Errorf("read GraphML: %w", err)
			}
		}
	}
	return checkGraphML(r)
}

// checkGraphML reads a file of any form.
func checkGraphML(r io.Reader) (Summary, []Finding, error) {
	c := newChecker(r)
	err := c.run()
	return c.summary(), c.found(), err
}

// element is a node or an edge that was read.
type element struct {
	edge          bool
	id, from, to  string
	label         string // labels of a node, type of an edge
	data          map[string]string
	line, column  int
	withLabelAttr bool
}

// declared is a key as the file declares it.
type declared struct {
	domain, name, kind string
}

type checker struct {
	xml      *xml.Decoder
	raw      *cdata
	findings []Finding
	more     map[string]int // findings that were not kept, by rule and text
	stack    []string
	keys     map[string]declared
	names    map[string]bool // domain and attr.name
	ids      map[string]bool // of nodes
	edgeIDs  map[string]bool
	dangling map[string]Finding // node ids that edges name and no node has so far
	graphs   int
	current  *element
	dataKey  string
	text     strings.Builder
	nodes    int
	edges    int
	labels   counter
	types    counter
	visit    func(*element) // for tests; may be nil

	line, column int // where the present token begins
}

func newChecker(r io.Reader) *checker {
	raw := &cdata{r: r, line: 1}
	c := &checker{xml: xml.NewDecoder(raw), raw: raw, more: map[string]int{}, keys: map[string]declared{}, names: map[string]bool{},
		ids: map[string]bool{}, edgeIDs: map[string]bool{}, dangling: map[string]Finding{}, labels: counter{}, types: counter{}}
	c.xml.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("the file is in %s, not in UTF-8", charset)
	}
	return c
}

// cdata passes bytes on and remembers where CDATA sections begin, which the XML
// decoder does not tell.
type cdata struct {
	r     io.Reader
	line  int
	tail  []byte
	lines []int
}

func (c *cdata) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	const mark = "<![CDATA["
	window := append(c.tail, p[:n]...)
	start := 0
	for {
		i := bytes.Index(window[start:], []byte(mark))
		if i < 0 {
			break
		}
		if len(c.lines) < maxFindings {
			c.lines = append(c.lines, c.line+bytes.Count(window[:start+i], []byte("\n")))
		}
		start += i + len(mark)
	}
	rest := window[max(start, len(window)-len(mark)+1):]
	c.line += bytes.Count(window[:len(window)-len(rest)], []byte("\n"))
	c.tail = append([]byte(nil), rest...)
	return n, err
}

func (c *checker) add(rule int, warning bool, format string, args ...any) {
	f := Finding{Rule: rule, Line: c.line, Column: c.column, Warning: warning, Text: fmt.Sprintf(format, args...)}
	sort := fmt.Sprint(rule, format)
	if c.more[sort]++; c.more[sort] <= maxFindings {
		c.findings = append(c.findings, f)
	}
}

func (c *checker) fault(rule int, format string, args ...any) { c.add(rule, false, format, args...) }
func (c *checker) warn(rule int, format string, args ...any)  { c.add(rule, true, format, args...) }

func (c *checker) run() error {
	for {
		c.line, c.column = c.xml.InputPos()
		token, err := c.xml.Token()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			if bad, ok := err.(*xml.SyntaxError); ok {
				c.line, c.column = c.xml.InputPos()
				c.fault(9, "not well-formed: %s: every reader refuses the file from here on", bad.Msg)
				return nil
			}
			if strings.Contains(err.Error(), "encoding") || strings.Contains(err.Error(), "UTF-8") {
				c.fault(1, "%v", err)
				return nil
			}
			return fmt.Errorf("read GraphML: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(c.stack) == maxDepth {
				c.fault(1, "nested deeper than %d levels", maxDepth)
				return nil
			}
			c.stack = append(c.stack, t.Name.Local)
			c.start(t)
		case xml.EndElement:
			c.end(t.Name.Local)
			c.stack = c.stack[:len(c.stack)-1]
		case xml.CharData:
			if c.current != nil && c.dataKey != "" {
				c.text.Write(t)
			}
		case xml.Directive:
			c.fault(1, "a DOCTYPE: readers that resolve it fail or ask the network")
		}
	}
}

func (c *checker) start(t xml.StartElement) {
	attr := func(name string) (string, bool) {
		for _, a := range t.Attr {
			if a.Name.Local == name && a.Name.Space == "" {
				return a.Value, true
			}
		}
		return "", false
	}
	if t.Name.Space != namespace {
		c.fault(1, "<%s> is not in the GraphML namespace", t.Name.Local)
	}
	switch t.Name.Local {
	case "graphml":
		if c.line > 3 {
			c.fault(1, "the namespace does not stand within the first 3 lines: Cytoscape does not know the file")
		}
		for _, a := range t.Attr {
			if a.Name.Space == "xmlns" && a.Value == namespace {
				c.fault(1, "the namespace has a prefix: Cytoscape does not know the file")
			}
		}
	case "key":
		c.key(attr)
	case "default":
		c.warn(8, "<default>: NetworkX does not apply it")
	case "graph":
		c.graph(attr)
	case "node", "edge":
		c.open(t.Name.Local == "edge", attr)
	case "data":
		c.data(attr)
	case "port", "hyperedge", "endpoint", "locator":
		c.fault(1, "<%s>: most readers ignore or refuse it", t.Name.Local)
	}
}

// attribute looks up an attribute of the present element.
type attribute = func(name string) (string, bool)

func (c *checker) graph(attr attribute) {
	if c.graphs++; c.graphs > 1 {
		c.fault(1, "a second <graph>: NetworkX and igraph read the first only")
	}
	if direction, _ := attr("edgedefault"); direction != "directed" {
		c.fault(1, "edgedefault is %q, not \"directed\"", direction)
	}
}

func (c *checker) key(attr attribute) {
	id, _ := attr("id")
	domain, _ := attr("for")
	name, named := attr("attr.name")
	kind, typed := attr("attr.type")
	if c.graphs > 0 {
		c.fault(1, "a <key> behind the beginning of the graph")
	}
	if _, twice := c.keys[id]; twice || id == "" {
		c.fault(2, "key id %q is empty or declared twice: NetworkX fails where the types differ", id)
	}
	if domain != "node" && domain != "edge" {
		c.fault(2, "key %q is for %q: igraph ignores it, graphology fails on \"all\"", id, domain)
	}
	if slices.Contains(taken(), name) {
		c.fault(2, "attr.name %q has a meaning of its own in NetworkX, igraph, APOC or Cytoscape", name)
	}
	if named && c.names[domain+" "+name] {
		c.fault(2, "two keys for %s have the attr.name %q: igraph keeps one value or fails", domain, name)
	}
	c.names[domain+" "+name] = true
	switch {
	case !typed:
		c.fault(3, "key %q has no attr.type: igraph drops every attribute", id)
	case !slices.Contains(kinds(), kind):
		c.fault(3, "attr.type %q: NetworkX, igraph, graphology and APOC fail", kind)
	}
	c.keys[id] = declared{domain, name, kind}
}

// taken are the names of attributes that some reader gives a meaning of its own.
func taken() []string { return []string{"id", "source", "target", "parent", "key", "SUID"} }

// kinds are the types that a key may have.
func kinds() []string { return []string{"boolean", "int", "long", "float", "double", "string"} }

// open begins a node or an edge.
func (c *checker) open(edge bool, attr attribute) {
	e := &element{edge: edge, data: map[string]string{}, line: c.line, column: c.column}
	e.id, _ = attr("id")
	if c.current != nil {
		c.fault(1, "a nested graph: APOC and Gephi flatten or lose it")
	}
	c.current = e
	if !edge {
		e.label, e.withLabelAttr = attr("labels")
		if c.edges > 0 {
			c.fault(1, "node %q behind an edge: APOC fails on edges before their nodes", e.id)
		}
		if c.ids[e.id] || e.id == "" {
			c.fault(4, "node id %q is empty or used twice", e.id)
		}
		c.ids[e.id] = true
		delete(c.dangling, e.id)
		return
	}
	e.label, e.withLabelAttr = attr("label")
	e.from, _ = attr("source")
	e.to, _ = attr("target")
	if _, ok := attr("directed"); ok {
		c.fault(1, "directed= on an edge: NetworkX fails on mixed directions, APOC loses edges")
	}
	if c.edgeIDs[e.id] || e.id == "" {
		c.fault(5, "edge id %q is empty or used twice", e.id)
	}
	c.edgeIDs[e.id] = true
	for _, end := range []string{e.from, e.to} {
		if !c.ids[end] {
			c.dangling[end] = Finding{Rule: 5, Line: c.line, Column: c.column,
				Text: fmt.Sprintf("edge %q leads to node %q, which is not there: graphology and APOC fail, others invent it", e.id, end)}
		}
	}
}

// data begins a <data>.
func (c *checker) data(attr attribute) {
	id, _ := attr("key")
	c.text.Reset()
	c.dataKey = id
	if c.current == nil {
		return
	}
	domain := "node"
	if c.current.edge {
		domain = "edge"
	}
	k, ok := c.keys[id]
	switch {
	case !ok:
		c.fault(2, "key %q is not declared: NetworkX fails, igraph ignores the value", id)
	case k.domain != domain && k.domain != "all":
		c.fault(2, "key %q is for a %s, used on a %s", id, k.domain, domain)
	}
	if _, twice := c.current.data[id]; twice {
		c.fault(3, "two values for the key %q on one %s", id, domain)
	}
}

func (c *checker) end(name string) {
	switch name {
	case "data":
		if c.current != nil && c.dataKey != "" {
			text := c.text.String()
			c.current.data[c.dataKey] = text
			c.value(c.keys[c.dataKey].kind, text)
		}
		c.dataKey = ""
	case "node", "edge":
		if c.current != nil {
			c.close(c.current)
		}
		c.current = nil
	}
}

// close ends a node or an edge.
func (c *checker) close(e *element) {
	c.line, c.column = e.line, e.column
	if e.edge {
		c.edges++
		if !e.withLabelAttr {
			c.fault(5, "edge %q has no attribute label: APOC loses its type and properties", e.id)
			e.label = e.data["label"]
		} else if d, ok := e.data["label"]; ok && d != e.label {
			c.fault(5, "edge %q: label %q, but data label %q", e.id, e.label, d)
		}
		c.types[e.label]++
	} else {
		c.nodes++
		if !e.withLabelAttr {
			c.fault(4, "node %q has no attribute labels: APOC makes a node without labels", e.id)
			e.label = e.data["labels"]
		} else if d, ok := e.data["labels"]; ok && d != e.label {
			c.fault(4, "node %q: labels %q, but data labels %q", e.id, e.label, d)
		}
		for _, l := range splitLabels(e.label) {
			c.labels[l]++
		}
	}
	if c.visit != nil {
		c.visit(e)
	}
}

// splitLabels parts ":Person:__Entity__".
func splitLabels(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ':' })
}

// value holds a value against its type.
func (c *checker) value(kind, text string) {
	if text == "" {
		c.warn(8, "an empty <data> of type %s: NaN, 0 or an empty text, depending on the reader", kind)
		return
	}
	if kind == "string" || kind == "" {
		return
	}
	if strings.TrimSpace(text) != text {
		c.fault(8, "blanks around the %s %q: APOC fails", kind, text)
		text = strings.TrimSpace(text)
	}
	var err error
	switch kind {
	case "boolean":
		if text != "true" && text != "false" {
			c.fault(8, "boolean %q is neither true nor false: NetworkX fails, others differ", text)
		}
	case "int":
		_, err = strconv.ParseInt(text, 10, 32)
	case "long":
		var n int64
		if n, err = strconv.ParseInt(text, 10, 64); err == nil && (n > exact || n < -exact) {
			c.warn(3, "long %s beyond 2^53: igraph and graphology round it", text)
		}
	case "float", "double":
		if strings.ContainsAny(text, "nNiIxXpP_") {
			c.fault(8, "%s %q is no finite number: APOC fails, graphology reads null", kind, text)
			return
		}
		_, err = strconv.ParseFloat(text, 64)
	}
	if err != nil {
		c.fault(8, "%q does not parse as %s", text, kind)
	}
}

func (c *checker) summary() Summary {
	return Summary{Nodes: c.nodes, Edges: c.edges, Labels: c.labels.list(), Types: c.types.list()}
}

// found returns the findings in the order of the file.
func (c *checker) found() []Finding {
	for id := range c.dangling {
		c.findings = append(c.findings, c.dangling[id])
	}
	for _, line := range c.raw.lines {
		c.findings = append(c.findings, Finding{Rule: 1, Line: line, Column: 1, Warning: true, Text: "a CDATA section: write & and < as entities"})
	}
	if c.graphs == 0 && len(c.findings) == 0 {
		c.fault(1, "no <graph> in the file")
	}
	slices.SortFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(a.Line-b.Line, a.Column-b.Column, a.Rule-b.Rule, strings.Compare(a.Text, b.Text))
	})
	return c.findings
}
