package export

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// key is one <key>: a property of nodes or of edges.
type key struct {
	id, attr string // XML id, unique in the file; name that readers show
	edge     bool
	kind     attrType
	year     bool // the year of the date in the property of that name
	prop     string
}

// keys are the properties of a graph, found by a first pass over it.
type keys struct {
	list []key
	node map[string]*key // by property
	edge map[string]*key
}

// scan runs over the whole graph once and finds the type of every property.
func scan(g graph.Graph, rep *Report) (keys, error) {
	found := [2]map[string]attrType{{}, {}}
	dates := [2]map[string]bool{{}, {}}
	look := func(which int, props map[string]any) {
		for name, v := range props {
			t := typeOf(v)
			if n, isInt := v.(int64); isInt && (n > exact || n < -exact) {
				rep.Big++
			}
			found[which][name] = join(found[which][name], t)
			if _, ok := yearOf(v); ok {
				dates[which][name] = true
			}
		}
	}
	for n, err := range g.Nodes {
		if err != nil {
			return keys{}, err
		}
		look(0, n.Props)
	}
	for e, err := range g.Edges {
		if err != nil {
			return keys{}, err
		}
		look(1, e.Props)
	}
	return newKeys(found, dates), nil
}

func newKeys(found [2]map[string]attrType, dates [2]map[string]bool) keys {
	ks := keys{node: map[string]*key{}, edge: map[string]*key{}}
	for which, types := range found {
		var list []key
		for name, t := range types {
			if own(which == 1, name) || t == noType {
				continue
			}
			list = append(list, newKey(which == 1, name, t, false))
			_, taken := types[name+"Year"]
			if dates[which][name] && !taken {
				list = append(list, newKey(which == 1, name, intType, true))
			}
		}
		slices.SortFunc(list, func(a, b key) int { return cmp.Compare(a.id, b.id) })
		ks.list = append(ks.list, list...)
	}
	shown := map[string]bool{}
	for i := range ks.list {
		k := &ks.list[i]
		for k.attr == "" || reserved(k.attr) || shown[k.id[:2]+k.attr] {
			if k.attr = k.attr + "_"; !strings.HasPrefix(k.attr, k.id) {
				k.attr = k.id
			}
		}
		shown[k.id[:2]+k.attr] = true
		name := k.prop
		if k.year {
			name += "\x00year"
		}
		if k.edge {
			ks.edge[name] = k
		} else {
			ks.node[name] = k
		}
	}
	return ks
}

// own reports whether the file has the property in a form of its own: the ids.
func own(edge bool, name string) bool { return name == "id" || edge && name == "key" }

func newKey(edge bool, name string, t attrType, year bool) key {
	shown := name
	if year {
		shown += "Year"
	}
	id := "n_" + token(shown)
	if edge {
		id = "e_" + token(shown)
	}
	switch id {
	case "n_uid", "e_uid", "e_interaction": // the file's own
		id += "-"
	}
	return key{id: id, attr: xmlName(shown), edge: edge, kind: t, year: year, prop: name}
}

// reserved reports whether some reader gives an attribute of that name a meaning
// of its own, or the file itself does.
func reserved(name string) bool {
	switch name {
	case "id", "source", "target", "parent", "key", "SUID", "selected", "shared name", "uid", "label", "labels", "weight", "interaction":
		return true
	}
	return false
}

// token makes a part of an XML id of any text, different texts giving different
// tokens.
func token(s string) string {
	var b strings.Builder
	for _, c := range s {
		if c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			b.WriteRune(c)
		} else {
			fmt.Fprintf(&b, "-%x-", c)
		}
	}
	return b.String()
}

// xmlID returns an id as it may stand in the file: unchanged if it is a plain
// token, else in hexadecimal.
func xmlID(id string) string {
	ok := id != "" && !strings.HasPrefix(id, "z_")
	for i, c := range []byte(id) {
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		ok = ok && (letter || i > 0 && (c >= '0' && c <= '9' || c == '-' || c == '.' || c == ':'))
	}
	if ok {
		return id
	}
	return "z_" + hex.EncodeToString([]byte(id))
}
