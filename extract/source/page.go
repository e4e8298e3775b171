package source

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// page is what a web page tells of its article.
type page struct {
	fields map[string]any
	body   string
	at     string // publication date that stands beside the record
	found  string // a note on where the text was found, if that is doubtful
}

// readPage parses a page (or a piece of HTML) and finds its article.
func readPage(markup string) (p page, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("parse page: %v", r)
		}
	}()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return page{}, fmt.Errorf("parse page: %w", err)
	}
	m := metaOf(root)
	p.fields = map[string]any{}
	set := func(name string, values ...any) {
		for _, v := range values {
			if p.fields[name] == nil && !absent(v) {
				p.fields[name] = v
			}
		}
	}
	ld := linked(m.scripts)
	set("title", ld["headline"], m.value["og:title"], m.heading, siteless(m.title, m.value["og:site_name"]))
	set("url", m.value["canonical"], m.value["og:url"], ld["url"], ld["mainEntityOfPage"])
	set("published", ld["datePublished"], m.value["article:published_time"], m.value["date"])
	set("authors", ld["author"], m.value["author"])
	set("source", ld["publisher"], m.value["og:site_name"])
	set("language", ld["inLanguage"], m.value["lang"])
	if o, ok := p.fields["url"].(map[string]any); ok {
		p.fields["url"] = text(o["@id"])
	}
	p.at = m.value["time"]
	block, found := bestBlock(root, text(p.fields["title"]))
	p.body, p.found = block, found
	if body := ldBody(ld); len(body)*2 > len(block) && body != "" {
		p.body, p.found = body, ""
	}
	return p, nil
}

// ldBody returns the text that the JSON-LD record holds; some sites put markup
// or entities into it.
func ldBody(ld map[string]any) string {
	body := strings.TrimSpace(text(ld["articleBody"]))
	switch {
	case strings.Contains(body, "</p>") || strings.Contains(body, "<br"):
		if root, err := html.Parse(strings.NewReader(body)); err == nil {
			return render(root, "")
		}
	case strings.Contains(body, "&"):
		return html.UnescapeString(body)
	}
	return body
}

// siteless takes the name of the site off a page's title.
func siteless(title, site string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " :: "} {
		head, tail, ok := cutLast(title, sep)
		if ok && (strings.EqualFold(strings.TrimSpace(tail), site) || site == "" && len(strings.Fields(tail)) <= 4 && len(head) > 2*len(tail)) {
			return strings.TrimSpace(head)
		}
	}
	return title
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// linked finds the article among the JSON-LD scripts of a page.
func linked(scripts []string) map[string]any {
	for _, s := range scripts {
		if nesting([]byte(s)) > maxDepth {
			continue
		}
		var v any
		if json.Unmarshal([]byte(s), &v) != nil {
			continue
		}
		if m := articleIn(v); m != nil {
			return m
		}
	}
	return nil
}

// articleIn searches a JSON-LD value, its lists and its @graph.
func articleIn(v any) map[string]any {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if m := articleIn(e); m != nil {
				return m
			}
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if m := articleIn(v[key]); m != nil {
				return m
			}
		}
	}
	return nil
}

func isArticle(kind any) bool {
	switch kind := kind.(type) {
	case string:
		kind = kind[strings.LastIndexByte(kind, '/')+1:]
		return strings.HasSuffix(kind, "Article") || kind == "BlogPosting" || kind == "Report" || kind == "LiveBlogPosting"
	case []any:
		for _, k := range kind {
			if isArticle(k) {
				return true
			}
		}
	}
	return false
}
