package source

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what stands around the article of a page.
type meta struct {
	value   map[string]string // og:title, author, canonical, lang, …
	title   string
	heading string       // the first h1
	scripts []string     // JSON-LD
	dates   []metaDate   // publication dates of meta elements
	marked  []*html.Node // elements that say of themselves that they hold the publication date
}

// metaDate is a date with the rank of its name, less is better.
type metaDate struct {
	rank  int
	value string
}

// dateRank returns how well a name says that it holds the date of publication, -1:
// not at all.
func dateRank(name string) int {
	for _, v := range vocabularies() {
		if v.name == "published" {
			return v.rank(plainName(name))
		}
	}
	return -1
}

func metaOf(root *html.Node) meta {
	m := meta{value: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			m.element(n)
		}
	}
	slices.SortStableFunc(m.dates, func(a, b metaDate) int { return a.rank - b.rank })
	return m
}

// siteName reports whether an element says that it holds the name of the site:
// "site-title", but not "blog-post-title".
func siteName(n *html.Node) bool {
	for _, name := range strings.Fields(attr(n, "class") + " " + attr(n, "id")) {
		switch strings.Join(nameWords(name), " ") {
		case "site title", "site name", "site logo", "site heading", "blog title", "blog name", "logo", "logo text", "brand", "navbar brand":
			return true
		}
	}
	return false
}

func (m *meta) set(name, value string) {
	if m.value[name] == "" {
		m.value[name] = strings.TrimSpace(value)
	}
}

func (m *meta) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		m.set("lang", attr(n, "lang"))
	case atom.Title:
		if m.title == "" {
			m.title = oneLine(flat(n))
		}
	case atom.H1:
		if m.heading == "" && !siteName(n) {
			m.heading = oneLine(flat(n))
		}
	case atom.Meta:
		for _, key := range []string{"property", "name", "itemprop"} {
			name := attr(n, key)
			m.set(strings.ToLower(name), attr(n, "content"))
			if rank := dateRank(name); name != "" && rank >= 0 && !within(n, foreignItem) {
				m.dates = append(m.dates, metaDate{rank, attr(n, "content")})
			}
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			m.set("canonical", attr(n, "href"))
		}
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
			m.scripts = append(m.scripts, flat(n))
		}
	default:
		if saysDate(n) && !within(n, foreignItem) {
			m.marked = append(m.marked, n)
		}
	}
}

// saysDate reports whether an element is marked as the date of publication, in
// microdata, HTML5 as it began, or a microformat.
func saysDate(n *html.Node) bool {
	if hasAttr(n, "pubdate") {
		return true
	}
	for _, word := range strings.Fields(attr(n, "itemprop") + " " + attr(n, "property") + " " + attr(n, "class")) {
		switch strings.ToLower(word) {
		case "datepublished", "dt-published", "schema:datepublished":
			return true
		}
	}
	return false
}

// foreignItem reports whether an element is an item of its own on the page: a
// comment or another article's teaser.
func foreignItem(n *html.Node) bool {
	kind := attr(n, "itemtype")
	if strings.HasSuffix(kind, "Comment") || strings.HasSuffix(kind, "UserComments") || strings.HasSuffix(kind, "Review") {
		return true
	}
	switch furniture(n) {
	case "comments", "link":
		return n.DataAtom != atom.Body && n.DataAtom != atom.Html
	}
	return n.DataAtom == atom.Aside
}

// within reports whether n or anything around it is such an element.
func within(n *html.Node, is func(*html.Node) bool) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && is(n) {
			return true
		}
	}
	return false
}

// dateValues returns what a date's element says, for machines and for readers.
func dateValues(n *html.Node) []string {
	return []string{attr(n, "content"), attr(n, "datetime"), attr(n, "title"), oneLine(flat(n))}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// flat returns all text below n.
func flat(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
