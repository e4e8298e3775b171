package mcp

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

const (
	maxText = 2000 // bytes of one text in an answer
	maxList = 100  // elements of one list or map in an answer
)

// plainer turns values of a store into what JSON can hold, as long as there is room:
// nodes, edges and paths become objects, times text, what is long is cut.
type plainer struct {
	full bool // nodes and edges with all properties, else by name, key and status
	room int  // bytes
	cut  bool // something was
}

func (p *plainer) plain(v any) any {
	if p.room -= 8; p.room < 0 { // what JSON has around a value
		p.cut = true
		return "…"
	}
	switch x := v.(type) {
	case nil, bool, int64, int:
		return x
	case float64:
		return decimal(x)
	case string:
		return p.text(x)
	case []any:
		return p.list(x)
	case map[string]any:
		return p.properties(x, nil)
	case graph.Node:
		return p.node(x)
	case graph.Edge:
		return p.edge(x)
	case graph.Path:
		return p.path(x)
	}
	if s, ok := temporal.Format(v); ok {
		return s
	}
	return p.text(fmt.Sprint(v))
}

func (p *plainer) list(all []any) []any {
	list := []any{}
	for i, e := range all {
		if p.filled(i) {
			break
		}
		list = append(list, p.plain(e))
	}
	return list
}

// path is nodes and edges in turn.
func (p *plainer) path(of graph.Path) []any {
	path := []any{}
	for i, n := range of.Nodes {
		if p.filled(i) {
			break
		}
		if i > 0 {
			path = append(path, p.edge(of.Edges[i-1]))
		}
		path = append(path, p.node(n))
	}
	return path
}

// filled reports, and notes, that a list or map that has n elements takes no more.
func (p *plainer) filled(n int) bool {
	filled := n >= maxList || p.room <= 0
	p.cut = p.cut || filled
	return filled
}

// text cuts a text that is too long, and mends one that is no UTF-8.
func (p *plainer) text(s string) string {
	short := cut(strings.ToValidUTF8(s, "\ufffd"), max(0, min(maxText, p.room)))
	p.cut = p.cut || len(short) < len(s)
	p.room -= len(short)
	return short
}

// properties are those of a node or edge, or the entries of a map; nil names take all.
func (p *plainer) properties(props map[string]any, names []string) map[string]any {
	out := map[string]any{}
	if names == nil {
		names = slices.Sorted(maps.Keys(props))
	}
	for i, k := range names {
		if p.filled(i) {
			break
		}
		if v, ok := props[k]; ok {
			out[p.text(k)] = p.plain(v)
		}
	}
	return out
}

func (p *plainer) node(n graph.Node) map[string]any {
	labels := []any{}
	for _, l := range slices.Sorted(slices.Values(n.Labels)) {
		if !strings.HasPrefix(l, "__") {
			labels = append(labels, p.plain(l))
		}
	}
	names := []string{"id", "name"}
	if p.full {
		names = nil
	}
	out := p.properties(n.Props, names)
	out["labels"] = labels
	return out
}

func (p *plainer) edge(e graph.Edge) map[string]any {
	names := []string{"key", "status", "former"}
	if p.full {
		names = nil
	}
	out := p.properties(e.Props, names)
	out["type"] = p.plain(e.Type)
	for _, end := range [][2]string{{"from", e.From}, {"to", e.To}} {
		name, id := end[0], end[1]
		if id != "" && !strings.HasPrefix(id, "#") { // one that the store made up says nothing
			out[name] = p.plain(id)
		}
	}
	return out
}

// decimal writes a number so that it is seen not to be whole; one that JSON does not know
// is a text.
func decimal(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return fmt.Sprint(x)
	}
	s := strconv.FormatFloat(x, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return json.Number(s)
}

// cut shortens a text to at most n bytes, between characters, and marks that.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n = max(0, n-len("…"))
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// shown is a text of a stranger in one line, without what a terminal would obey, or what
// turns the direction of writing.
func shown(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return ' '
		}
		return r
	}, s)), " ")
}

// brief is a plain value to read: a node by its name, an edge by its type and key.
func brief(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return shown(x)
	case []any:
		parts := make([]string, len(x))
		for i, e := range x {
			parts[i] = brief(e)
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		return briefElement(x)
	}
	return fmt.Sprint(v)
}

// briefElement is a node, an edge or a map to read.
func briefElement(x map[string]any) string {
	name, _ := x["name"].(string)
	id, _ := x["id"].(string)
	if _, node := x["labels"]; node && name+id != "" {
		return strings.TrimSpace(shown(name) + " (" + shown(id) + ")")
	}
	kind, _ := x["type"].(string)
	if key, _ := x["key"].(string); kind != "" && key != "" {
		status, _ := x["status"].(string)
		return "[" + shown(kind) + " " + cmp.Or(shown(status), "of unknown status") + " " + shown(key) + "]"
	}
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(x)) {
		if s := brief(x[k]); s != "" {
			parts = append(parts, shown(k)+": "+s)
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
