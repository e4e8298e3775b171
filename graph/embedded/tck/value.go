package tck

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The kit's own values beside nil, bool, int64, float64, string, []any and
// map[string]any. Temporal values are strings there.
type (
	// Node is (:Label {key: value}).
	Node struct {
		Labels []string
		Props  map[string]any
	}
	// Edge is [:TYPE {key: value}].
	Edge struct {
		Type  string
		Props map[string]any
	}
	// Path is <(…)-[…]->(…)>. Forward[i] tells that Edges[i] points to Nodes[i+1].
	Path struct {
		Nodes   []Node
		Edges   []Edge
		Forward []bool
	}
)

// Parse reads the notation of a value.
func Parse(text string) (v any, err error) {
	p := &parser{text: text}
	v, err = p.value()
	if p.blank(); err == nil && p.at < len(text) {
		err = fmt.Errorf("unexpected %q", text[p.at:])
	}
	if err != nil {
		return nil, fmt.Errorf("value %s: %w", text, err)
	}
	return v, nil
}

type parser struct {
	text string
	at   int
}

func (p *parser) blank() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// has reads a mark if it is next.
func (p *parser) has(mark string) bool {
	p.blank()
	if !strings.HasPrefix(p.text[p.at:], mark) {
		return false
	}
	p.at += len(mark)
	return true
}

func (p *parser) need(mark string) error {
	if !p.has(mark) {
		return fmt.Errorf("%s is missing before %q", mark, p.text[p.at:])
	}
	return nil
}

func (p *parser) value() (any, error) {
	switch {
	case p.has("'"):
		return p.quoted()
	case p.has("{"):
		return p.entries()
	case p.has("[:"):
		return p.edge()
	case p.has("["):
		return p.list()
	case p.has("("):
		return p.node()
	case p.has("<"):
		return p.path()
	}
	return p.scalar()
}

func (p *parser) quoted() (any, error) {
	var b strings.Builder
	for p.at < len(p.text) {
		c := p.text[p.at]
		p.at++
		switch c {
		case '\'':
			return b.String(), nil
		case '\\':
			if p.at == len(p.text) {
				return nil, fmt.Errorf("string without end")
			}
			c = p.text[p.at]
			p.at++
			switch c {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			}
		}
		b.WriteByte(c)
	}
	return nil, fmt.Errorf("string without end")
}

func (p *parser) scalar() (any, error) {
	word := p.text[p.at:]
	if i := strings.IndexAny(word, ",]}) \t"); i >= 0 {
		word = word[:i]
	}
	p.at += len(word)
	switch word {
	case "null":
		return nil, nil
	case "true", "false":
		return word == "true", nil
	case "NaN":
		return math.NaN(), nil
	case "Infinity", "Inf":
		return math.Inf(1), nil
	case "-Infinity", "-Inf":
		return math.Inf(-1), nil
	}
	if n, err := strconv.ParseInt(word, 10, 64); err == nil {
		return n, nil
	}
	f, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return nil, fmt.Errorf("%q is no value", word)
	}
	return f, nil
}

// name reads a name up to the next mark.
func (p *parser) name() string {
	p.blank()
	if p.has("`") {
		name, _, _ := strings.Cut(p.text[p.at:], "`")
		p.at += len(name) + 1
		return name
	}
	start := p.at
	for p.at < len(p.text) {
		r, width := utf8.DecodeRuneInString(p.text[p.at:])
		if strings.ContainsRune(" \t:{}()[],|<>-", r) {
			break
		}
		p.at += width
	}
	return p.text[start:p.at]
}

// entries reads key: value, … up to }.
func (p *parser) entries() (map[string]any, error) {
	m := map[string]any{}
	for !p.has("}") {
		key := p.name()
		if err := p.need(":"); err != nil {
			return nil, err
		}
		v, err := p.value()
		if err != nil {
			return nil, err
		}
		m[key] = v
		if !p.has(",") {
			return m, p.need("}")
		}
	}
	return m, nil
}

func (p *parser) list() (any, error) {
	l := []any{}
	for !p.has("]") {
		v, err := p.value()
		if err != nil {
			return nil, err
		}
		l = append(l, v)
		if !p.has(",") {
			return l, p.need("]")
		}
	}
	return l, nil
}

func (p *parser) props() (map[string]any, error) {
	if p.has("{") {
		return p.entries()
	}
	return map[string]any{}, nil
}

func (p *parser) node() (n Node, err error) {
	for p.has(":") {
		n.Labels = append(n.Labels, p.name())
	}
	if n.Props, err = p.props(); err != nil {
		return n, err
	}
	return n, p.need(")")
}

func (p *parser) edge() (e Edge, err error) {
	e.Type = p.name()
	if e.Props, err = p.props(); err != nil {
		return e, err
	}
	return e, p.need("]")
}

func (p *parser) path() (any, error) {
	var path Path
	for {
		if err := p.need("("); err != nil {
			return nil, err
		}
		n, err := p.node()
		if err != nil {
			return nil, err
		}
		path.Nodes = append(path.Nodes, n)
		if p.has(">") {
			return path, nil
		}
		back := p.has("<-")
		if !back {
			p.has("-")
		}
		if err := p.need("[:"); err != nil {
			return nil, err
		}
		e, err := p.edge()
		if err != nil {
			return nil, err
		}
		path.Edges = append(path.Edges, e)
		path.Forward = append(path.Forward, !back)
		if !p.has("->") {
			p.has("-")
		}
	}
}

// Render writes a value so that two equal values give equal text: labels and keys
// sorted and, if asked, the elements of lists too.
func Render(v any, sortLists bool) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case float64:
		if v == 0 { // and -0.0, which is equal
			v = 0
		}
		s := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(s, ".eIN") {
			s += ".0"
		}
		return s
	case string:
		return strconv.Quote(v)
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = Render(e, sortLists)
		}
		if sortLists {
			slices.Sort(parts)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		return renderMap(v, sortLists)
	case Node:
		labels := slices.Clone(v.Labels)
		slices.Sort(labels)
		return "(:" + strings.Join(labels, ":") + " " + renderMap(v.Props, sortLists) + ")"
	case Edge:
		return "[:" + v.Type + " " + renderMap(v.Props, sortLists) + "]"
	case Path:
		var b strings.Builder
		for i, n := range v.Nodes {
			b.WriteString(Render(n, sortLists))
			if i < len(v.Edges) {
				left, right := "-", "->"
				if !v.Forward[i] {
					left, right = "<-", "-"
				}
				b.WriteString(left + Render(v.Edges[i], sortLists) + right)
			}
		}
		return "<" + b.String() + ">"
	}
	return fmt.Sprint(v)
}

func renderMap(m map[string]any, sortLists bool) string {
	var parts []string
	for k, v := range m {
		parts = append(parts, k+": "+Render(v, sortLists))
	}
	slices.Sort(parts)
	return "{" + strings.Join(parts, ", ") + "}"
}
