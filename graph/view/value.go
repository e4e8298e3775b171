package view

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

// piece is a part of a value: a text, and the page about it.
type piece struct{ Text, To string }

// identifier is an id or key of the graph: of an article, an entity, an edge.
var identifier = regexp.MustCompile(`^[aef]_[0-9A-Za-z_-]+$`)

// wholeID is an id or key as the loader makes them.
var wholeID = regexp.MustCompile(`^[aef]_[0-9a-f]{24}$`)

// functions are those that pages use.
func functions() template.FuncMap {
	return template.FuncMap{
		"pieces": pieces,
		"web":    web,
		"marked": marked,
		"judged": func(token, verdict, a, b string) map[string]string {
			return map[string]string{"token": token, "verdict": verdict, "a": a, "b": b}
		},
		"marks":   func(quote any, names []any) []span { return marked(quote, names...) },
		"phrase":  func(relation string) string { return strings.ToLower(strings.ReplaceAll(relation, "_", " ")) },
		"ask":     func(name, param, value string) string { return askPath(name, map[string]string{param: value}) },
		"day":     func(v any) string { return day(v) },
		"text":    plain,
		"counted": counted,
		"list":    func(words ...string) []string { return words },
		"column":  func(name string) string { return strings.ReplaceAll(name, "_", " ") },
	}
}

// pieces are the parts of a value as pages show it.
func pieces(v any) []piece {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		var list []piece
		for i, e := range x {
			if i > 0 {
				list = append(list, piece{Text: ", "})
			}
			list = append(list, pieces(e)...)
		}
		return list
	case graph.Node:
		return []piece{{nodeName(x), nodePath(x)}}
	case graph.Edge:
		key, _ := x.Props["key"].(string)
		return []piece{{x.Type, pathOf(key)}}
	case graph.Path:
		list := pieces(x.Nodes[0])
		for i, e := range x.Edges {
			before, after := " –", "→ "
			if e.From != x.Nodes[i].ID {
				before, after = " ←", "– "
			}
			list = append(list, piece{Text: before})
			list = append(list, pieces(e)...)
			list = append(list, piece{Text: after})
			list = append(list, pieces(x.Nodes[i+1])...)
		}
		return list
	}
	s := plain(v)
	return []piece{{s, pathOf(s)}}
}

// pathOf is the page of an id or key; "" if the text is none.
func pathOf(id string) string {
	if !identifier.MatchString(id) {
		return ""
	}
	return map[byte]string{'a': "/article/", 'e': "/entity/", 'f': "/edge/"}[id[0]] + url.PathEscape(id)
}

func nodeName(n graph.Node) string {
	if name, ok := n.Props["name"].(string); ok && name != "" {
		return name
	}
	return nodeID(n)
}

func nodeID(n graph.Node) string {
	id, _ := n.Props["id"].(string)
	return id
}

// nodePath is the page of a node: that of its edge for a claim.
func nodePath(n graph.Node) string {
	if key, ok := n.Props["key"].(string); ok {
		return pathOf(key)
	}
	return pathOf(nodeID(n))
}

// plain is a value as text.
func plain(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case map[string]any:
		parts := make([]string, 0, len(x))
		for _, k := range slices.Sorted(maps.Keys(x)) {
			parts = append(parts, k+": "+plain(x[k]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case []any, graph.Node, graph.Edge, graph.Path:
		var b strings.Builder
		for _, p := range pieces(v) {
			b.WriteString(p.Text)
		}
		return b.String()
	}
	if s, ok := temporal.Format(v); ok {
		return s
	}
	return fmt.Sprint(v)
}

// day is the day of a moment, or the text itself.
func day(v any) string {
	before, _, _ := strings.Cut(plain(v), "T")
	return before
}

// web is an address that a browser may follow: of the web, and nothing that runs. "" else.
func web(v any) string {
	s, _ := v.(string)
	if u, err := url.Parse(s); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return s
	}
	return ""
}

// span is a part of a quote; Is: it is a name that is looked for.
type span struct {
	Text string
	Is   bool
}

// marked parts a quote where names stand: each at its first place, or where it is met by
// the last of its words that begins with a capital.
func marked(sentence any, names ...any) (list []span) {
	quote := plain(sentence)
	var found [][2]int
	for _, name := range names {
		if at, text := nameIn(quote, plain(name)); text != "" {
			found = append(found, [2]int{at, at + len(text)})
		}
	}
	slices.SortFunc(found, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], b[1]-a[1]) })
	done := 0
	for _, f := range found {
		if f[0] < done {
			continue // in the one before
		}
		list = append(list, span{Text: quote[done:f[0]]}, span{quote[f[0]:f[1]], true})
		done = f[1]
	}
	return append(list, span{Text: quote[done:]})
}

// nameIn finds a name in a quote, or the part of it by which it is called there.
func nameIn(quote, name string) (at int, found string) {
	if name == "" {
		return 0, ""
	}
	if at = strings.Index(quote, name); at >= 0 {
		return at, name
	}
	words := strings.Fields(name)
	for _, w := range slices.Backward(words) {
		if first, _ := utf8.DecodeRuneInString(w); len(w) > 3 && unicode.IsUpper(first) {
			if at = strings.Index(quote, w); at >= 0 {
				return at, w
			}
		}
	}
	return 0, ""
}

// counted is a number with the noun for it.
func counted(n any, noun string) string {
	if plain(n) == "1" {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return plain(n) + " " + stem + "ies"
	}
	return plain(n) + " " + noun + "s"
}
