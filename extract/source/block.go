package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what stands around the article of a page.
type meta struct {
	value   map[string]string // og:title, article:published_time, canonical, lang, time, …
	title   string
	heading string   // the first h1
	scripts []string // JSON-LD
}

func metaOf(root *html.Node) meta {
	m := meta{value: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			m.element(n)
		}
	}
	return m
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
		if m.heading == "" {
			m.heading = oneLine(flat(n))
		}
	case atom.Meta:
		name := attr(n, "property")
		if name == "" {
			name = attr(n, "name")
		}
		m.set(strings.ToLower(name), attr(n, "content"))
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			m.set("canonical", attr(n, "href"))
		}
	case atom.Time:
		m.set("time", attr(n, "datetime"))
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
			m.scripts = append(m.scripts, flat(n))
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
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

// hidden reports whether what is below n is no part of an article's text.
func hidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Button,
		atom.Svg, atom.Iframe, atom.Select, atom.Textarea, atom.Figure, atom.Figcaption, atom.Head, atom.Video, atom.Audio, atom.Table, atom.Dialog:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			return strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none")
		case "role":
			return a.Val == "navigation" || a.Val == "complementary" || a.Val == "banner" || a.Val == "contentinfo"
		}
	}
	return false
}

// bestBlock returns the text of the article's element, and a note if it had to
// be guessed: the longest <article>, else the element whose own paragraphs have
// the most text outside of links. Empty if there is no such block.
func bestBlock(root *html.Node, title string) (text, note string) {
	var articles []*html.Node
	density := map[*html.Node]int{}
	var order []*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.DataAtom != atom.Head && hidden(n) {
			return
		}
		if n.DataAtom == atom.Article {
			articles = append(articles, n)
		}
		if n.DataAtom == atom.P && n.Parent != nil {
			if _, seen := density[n.Parent]; !seen {
				order = append(order, n.Parent)
			}
			density[n.Parent] += textWeight(n)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	for _, a := range articles {
		if t := render(a, title); len(t) > len(text) {
			text = t
		}
	}
	if words(text) >= 20 {
		return text, ""
	}
	var best *html.Node
	for _, n := range order {
		if best == nil || density[n] > density[best] {
			best = n
		}
	}
	if best == nil || density[best] < 100 {
		return "", ""
	}
	return render(best, title), "the page marks no article: taken from the block with the most text"
}

func words(s string) int { return len(strings.Fields(s)) }

// textWeight is the length of a paragraph's text less twice that of its links.
func textWeight(n *html.Node) int {
	w := len(oneLine(flat(n)))
	for c := range n.Descendants() {
		if c.DataAtom == atom.A {
			w -= 2 * len(oneLine(flat(c)))
		}
	}
	return max(0, w)
}

// render returns the text below n: one paragraph a block, an empty line between
// them, white space folded as a browser folds it. A heading that repeats the
// title is left out.
func render(n *html.Node, title string) string {
	w := &paragraphs{title: oneLine(title)}
	w.walk(n)
	w.end()
	return strings.Join(w.done, "\n\n")
}

// paragraphs collects the text of a page.
type paragraphs struct {
	title string
	done  []string
	open  strings.Builder
	blank bool // white space stands before the next word
	head  bool // inside h1 or h2
	broke bool // the last thing was a <br>
}

func (w *paragraphs) end() {
	s := strings.TrimSpace(w.open.String())
	w.open.Reset()
	w.blank, w.broke = false, false
	if s != "" && !(w.head && strings.EqualFold(oneLine(s), w.title)) {
		w.done = append(w.done, s)
	}
}

func (w *paragraphs) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data)
		return
	case n.Type == html.ElementNode && hidden(n):
		return
	case n.DataAtom == atom.Br:
		if w.broke {
			w.end()
			return
		}
		w.open.WriteByte('\n')
		w.blank, w.broke = false, true
		return
	}
	block := n.Type == html.ElementNode && !inline(n.DataAtom)
	heading := n.DataAtom == atom.H1 || n.DataAtom == atom.H2
	if block {
		w.end()
	}
	if heading {
		w.head = true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if block {
		w.end()
	}
	if heading {
		w.head = false
	}
}

// text appends text with its white space folded.
func (w *paragraphs) text(s string) {
	for _, c := range s {
		switch c {
		case ' ', '\t', '\n', '\r', '\f':
			w.blank = w.open.Len() > 0 && !w.broke
			continue
		}
		if w.blank {
			w.open.WriteByte(' ')
		}
		w.blank, w.broke = false, false
		w.open.WriteRune(c)
	}
}

func inline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Ins,
		atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt,
		atom.U, atom.Var, atom.Wbr, atom.Img, atom.Picture, atom.Source:
		return true
	}
	return false
}
