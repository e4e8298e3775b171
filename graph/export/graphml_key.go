package export

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// key is one <key>: a property of nodes or of edges.
type key struct {
	id, attr string // XML id, unique in the file; name that readers show
	edge     bool
	kind     attrType
	year     bool // the year of the date in the property of that name
	prop     string
	dated    *key // the year of this date
	// While the values are read: integers were written as such, or as floats.
	whole, real bool
}

// keys are the properties of a graph.
type keys struct {
	list []key
	node map[string]*key // by property
	edge map[string]*key
}

// newKeys makes the keys of the properties found, of which some hold dates.
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
		if k.year {
			continue
		}
		if k.edge {
			ks.edge[k.prop] = k
		} else {
			ks.node[k.prop] = k
		}
	}
	for i := range ks.list {
		if k := &ks.list[i]; k.year && k.edge {
			ks.edge[k.prop].dated = k
		} else if k.year {
			ks.node[k.prop].dated = k
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
	if plainID(id) {
		return id
	}
	return "z_" + hex.EncodeToString([]byte(id))
}

func plainID[T string | []byte](id T) bool {
	if len(id) == 0 || len(id) > 1 && id[0] == 'z' && id[1] == '_' {
		return false
	}
	for i := range len(id) {
		c := id[i]
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '-' && c != '.' && c != ':') {
			return false
		}
	}
	return true
}
