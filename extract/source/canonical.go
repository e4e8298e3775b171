package source

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// candidate is a value that may be that of one of our fields.
type candidate struct {
	value any
	rank  int
	path  string // its name in the record, of names that lead into objects with dots
}

// level is an object of a record in which its fields may stand, and where it is.
type level struct {
	object map[string]any
	path   string // with a dot at its end, "" for the record itself
	holds  bool   // the text stands in it, so that it is no field's value itself
}

const (
	nearLevels = 4  // objects within objects that are searched for a text
	maxLevels  = 64 // objects of a record whose fields are read
)

// asides are objects and lists beside an article that may hold texts, but not its
// own; containers are objects that hold fields of the article beside its text.
// Their names are as plainName has them.
var (
	asides = strings.Fields("query params parameters request error errors comments comment replies related relatedarticles links media images image photos gallery videos video " +
		"tags keywords categories author authors creator user users highlight highlights aggregations facets entities embeds ads")
	containers = strings.Fields("fields field meta metadata metadatas attributes properties data doc document article post item news story record node content info header headers " +
		"dates date dc frontmatter sys acf extra")
)

// canonical picks our fields out of a record: of the object that has the text,
// then of those around it, then of those beside it that hold metadata.
func (r *reader) canonical(m map[string]any) map[string]any {
	out := map[string]any{}
	levels := r.levels(m)
	for i, f := range fieldList {
		if v := r.choose(f.name, r.candidates(i, levels)); v != nil {
			out[f.name] = v
		}
	}
	for i := 0; i < len(levels) && out["published"] == nil; i++ {
		if s := dateOfParts(levels[i].object); s != "" {
			out["published"] = s
		}
	}
	for _, f := range fieldList {
		if own := r.opts.Fields[f.name]; own != "" && !absent(follow(m, own)) {
			r.report.mapped(f.name)
		}
	}
	return out
}

// candidates lists what may be field i of a record, best first.
func (r *reader) candidates(i int, levels []level) (list []candidate) {
	if own := r.opts.Fields[fieldList[i].name]; own != "" {
		for _, l := range levels {
			if v := follow(l.object, own); !absent(v) {
				list = append(list, candidate{v, -1, l.path + own})
			}
		}
	}
	for _, l := range levels {
		from := len(list)
		for name := range l.object {
			path := l.path + name + "."
			if rank := r.names.ranks(name)[i]; rank >= 0 && !slices.ContainsFunc(levels, func(o level) bool { return o.holds && o.path == path }) {
				list = append(list, candidate{l.object[name], rank, l.path + name})
			}
		}
		slices.SortFunc(list[from:], func(a, b candidate) int { // id before _id, id before ID
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(len(a.path), len(b.path)), cmp.Compare(b.path, a.path))
		})
	}
	return list
}

// choose returns the first candidate that can be used, else the first that is
// there at all, for the note on it.
func (r *reader) choose(field string, list []candidate) any {
	var stated any
	for _, c := range list {
		v, usable := c.value, !absent(c.value)
		switch field {
		case "published":
			v, usable = r.dated(v)
		case "url":
			v, usable = addressIn(v)
		case "text", "html", "title":
			v = text(v)
			usable = v != ""
		}
		if usable {
			return v
		}
		if stated == nil && !absent(v) {
			stated = v
		}
	}
	return stated
}

// levels returns the objects of a record in which its fields may stand, nearest to
// its text first.
func (r *reader) levels(m map[string]any) []level {
	chain := r.textChain(m)
	slices.Reverse(chain)
	levels := chain
	for i := 0; i < len(levels) && len(levels) < maxLevels; i++ {
		l := levels[i]
		if strings.Count(l.path, ".") >= nearLevels {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(l.object)) {
			inner, ok := l.object[name].(map[string]any)
			path := l.path + name + "."
			if ok && slices.Contains(containers, plainName(name)) && !slices.ContainsFunc(levels, func(o level) bool { return o.path == path }) {
				levels = append(levels, level{object: inner, path: path})
			}
		}
	}
	return levels
}

// textChain leads from the record to the nearest object that has a text; it is the
// record alone if there is none.
func (r *reader) textChain(m map[string]any) []level {
	queue := [][]level{{{object: m}}}
	for n := 0; n < len(queue) && n < maxLevels; n++ {
		chain := queue[n]
		last := chain[len(chain)-1]
		if r.ownText(last.object) {
			return slices.Clone(chain)
		}
		if len(chain) > nearLevels {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(last.object)) {
			if inner, ok := last.object[name].(map[string]any); ok && !slices.Contains(asides, plainName(name)) {
				queue = append(queue, append(slices.Clip(chain), level{inner, last.path + name + ".", true}))
			}
		}
	}
	return []level{{object: m}}
}

// ownText reports whether an object itself has a text, marked up or not.
func (r *reader) ownText(m map[string]any) bool {
	for i, f := range fieldList {
		if f.name == "text" || f.name == "html" {
			for _, c := range r.candidates(i, []level{{object: m}}) {
				if text(c.value) != "" {
					return true
				}
			}
		}
	}
	return false
}

// follow looks a name up in an object, or follows a dotted name into objects and
// into lists of them. Names are compared as plainName has them; of several that
// are the same the one counts that sorts last.
func follow(v any, name string) any {
	switch v := v.(type) {
	case []any:
		var found []any
		for _, e := range v {
			if inner := follow(e, name); !absent(inner) {
				found = append(found, inner)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
		return found
	case map[string]any:
		if inner, ok := lookup(v, name); ok {
			return inner
		}
		head, rest, dotted := strings.Cut(name, ".")
		if inner, ok := lookup(v, head); ok && dotted {
			return follow(inner, rest)
		}
	}
	return nil
}

// lookup finds a field by its name, in any spelling if it is not there as it is
// written.
func lookup(m map[string]any, name string) (any, bool) {
	if v, ok := m[name]; ok {
		return v, true
	}
	found, plain := "", plainName(name)
	for k := range m {
		if k > found && plain != "" && plainName(k) == plain {
			found = k
		}
	}
	v, ok := m[found]
	return v, ok && found != ""
}
