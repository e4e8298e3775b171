package source

import "strings"

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
