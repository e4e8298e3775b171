package source

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is what a web page tells of its article.
type page struct {
	fields  map[string]any
	body    string
	dates   []string // publication dates, the surest first
	authors []string // of its byline
	notes   []string
	dropped []Dropped // what stands in the article and is no text of it
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
	set("url", firstAddress(m.value["canonical"], m.value["og:url"], ld["url"], ld["mainEntityOfPage"]))
	set("authors", ld["author"], ld["creator"], noAddress(m.value["author"]), noAddress(m.value["article:author"]), noAddress(m.value["parsely-author"]),
		m.value["sailthru.author"], m.value["citation_author"], m.value["dc.creator"], m.value["dcterms.creator"], m.value["byl"])
	set("source", ld["publisher"], m.value["og:site_name"])
	set("language", ld["inLanguage"], m.value["lang"])
	s, at := findArticle(root, text(p.fields["title"]), []string{text(p.fields["url"]), m.value["og:url"]})
	var w *paragraphs
	if at != nil {
		w = collect(at, s)
		p.body, p.notes, p.dropped = w.text(), s.notes, w.dropped
		if w.cells > 0 {
			p.notes = append(p.notes, count(w.cells, "cell of a table", "cells of tables")+" left out: they hold no sentences")
		}
	}
	if body := ldBody(ld); len(body)*2 > len(p.body) && body != "" {
		p.body, p.notes, p.dropped = body, nil, nil
	}
	p.date(ld, m)
	if w != nil {
		p.byline(s, at, w)
	}
	return p, nil
}

// date collects the publication dates that the page states of itself.
func (p *page) date(ld map[string]any, m meta) {
	add := func(v any) {
		if list, ok := v.([]any); ok && len(list) > 0 {
			v = list[0]
		}
		if s := text(v); s != "" {
			p.dates = append(p.dates, s)
		}
	}
	add(ld["datePublished"])
	for _, d := range m.dates {
		add(d.value)
	}
	for _, n := range m.marked {
		for _, v := range dateValues(n) {
			add(v)
		}
	}
	add(ld["dateCreated"])
}

// byline adds what the lines beside the headline and the <time> elements of the
// article say. Those elsewhere on the page are of comments and of other articles.
func (p *page) byline(s *layout, at *html.Node, w *paragraphs) {
	lines, times := w.bylines, w.times
	if head := s.head(at); head != nil {
		beside := collect(head, s)
		lines, times = append(lines, beside.bylines...), append(times, beside.times...)
	}
	for _, n := range times {
		if v := attr(n, "datetime"); v != "" {
			p.dates = append(p.dates, v)
		}
		p.dates = append(p.dates, oneLine(flat(n)))
	}
	for _, line := range lines {
		if b, ok := readByline(line, true); ok {
			p.dates = append(p.dates, b.dates...)
			for _, name := range b.authors {
				if !slices.Contains(p.authors, name) {
					p.authors = append(p.authors, name)
				}
			}
		}
	}
}

// head returns the element around the page's main heading that holds its byline, nil
// if the heading stands in the article itself or by itself on the page.
func (s *layout) head(at *html.Node) *html.Node {
	top := at
	for top.Parent != nil {
		top = top.Parent
	}
	for n := range top.Descendants() {
		if n.DataAtom != atom.H1 || within(n, func(p *html.Node) bool { return p == at }) {
			continue
		}
		if p := n.Parent; p.DataAtom == atom.Header || p.DataAtom == atom.Div || p.DataAtom == atom.Section || p.DataAtom == atom.Hgroup {
			return p
		}
	}
	return nil
}

// noAddress drops a value that is the address of a page about somebody.
func noAddress(s string) string {
	if strings.Contains(s, "://") {
		return ""
	}
	return s
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
