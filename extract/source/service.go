package source

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// ninjs puts the headline and the body of a record in ninjs 2 or 3, where each is a
// list by role, into the fields of version 1.
func ninjs(m map[string]any) {
	for _, f := range []struct{ list, plain, marked string }{{"headlines", "headline", "headline"}, {"bodies", "body_text", "body_xhtml"}} {
		list, _ := m[f.list].([]any)
		var best map[string]any
		for _, e := range list {
			if one, ok := e.(map[string]any); ok && text(one["value"]) != "" && (best == nil || text(one["role"]) == "main") {
				best = one
			}
		}
		if best == nil {
			continue
		}
		name := f.plain
		if kind, _ := lookup(best, "contentType"); strings.Contains(text(kind), "html") || strings.Contains(text(kind), "xml") {
			name = f.marked
		}
		if m[name] == nil {
			m[name] = best["value"]
			delete(m, f.list)
		}
	}
}

// jsonFeed gives the items of a JSON Feed what the feed says of all of them. It tells
// the feed by its version.
func jsonFeed(feed map[string]any) {
	items, _ := feed["items"].([]any)
	if !strings.Contains(text(feed["version"]), "jsonfeed.org/version") {
		return
	}
	for _, e := range items {
		item, ok := e.(map[string]any)
		if !ok {
			continue
		}
		inherit := func(to string, from map[string]any, names ...string) {
			for _, name := range names {
				if absent(item[to]) && !absent(from[name]) {
					item[to] = from[name]
				}
			}
		}
		if absent(item["author"]) { // of version 1
			inherit("authors", feed, "authors", "author")
		}
		inherit("language", feed, "language")
		inherit("date_published", item, "date_modified")
		inherit("url", item, "external_url")
		if absent(item["content_html"]) {
			inherit("content_text", item, "summary")
		}
		if absent(item["url"]) {
			inherit("source", feed, "title")
		}
	}
}

// tableRows returns the rows of a table that is written column by column, as pandas
// does by default: names of columns with the values of the rows by their numbers, or
// the names and the rows in lists of their own. It is nil for other objects.
func tableRows(m map[string]any) []any {
	if names, rows, ok := splitTable(m); ok {
		return rowsOf(names, rows)
	}
	var first map[string]any
	for _, v := range m {
		column, ok := v.(map[string]any)
		if !ok || len(column) == 0 || first != nil && len(column) != len(first) {
			return nil
		}
		for number := range column {
			if _, other := first[number]; first != nil && !other || strings.Trim(number, "0123456789") != "" || number == "" {
				return nil
			}
		}
		first = column
	}
	if len(m) < 2 {
		return nil
	}
	numbers := slices.SortedFunc(maps.Keys(first), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	rows := []any{}
	for _, number := range numbers {
		row := map[string]any{}
		for name, column := range m {
			row[name] = column.(map[string]any)[number]
		}
		rows = append(rows, row)
	}
	return rows
}

// splitTable reports whether an object holds the names of columns and rows of as many
// values.
func splitTable(m map[string]any) (names, rows []any, ok bool) {
	names, _ = m["columns"].([]any)
	if rows, ok = m["data"].([]any); !ok || len(names) == 0 {
		return nil, nil, false
	}
	for _, row := range rows {
		if cells, list := row.([]any); !list || len(cells) != len(names) {
			return nil, nil, false
		}
	}
	return names, rows, true
}

func rowsOf(names, rows []any) []any {
	out := []any{}
	for _, cells := range rows {
		row := map[string]any{}
		for i, name := range names {
			row[text(name)] = cells.([]any)[i]
		}
		out = append(out, row)
	}
	return out
}
