package source

import (
	"cmp"
	"net/mail"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// beside is what stands beside the items of an XML file, by the name of the element.
type beside map[string]*html.Node

// text returns the text of the first element of those names that has one.
func (b beside) text(names ...string) string {
	for _, name := range names {
		if n := b[name]; n != nil {
			if s := oneLine(flat(n)); s != "" {
				return s
			}
		}
	}
	return ""
}

// feedField is a field of the record and the elements of an item that hold it.
type feedField struct{ name, elements string }

// feedFields gives the elements of an item that hold a field of the record, the
// best first. Those without a prefix are RSS's.
func feedFields() []feedField {
	return []feedField{
		{"id", "guid atom:id id"},
		{"title", "title atom:title dc:title media:title"},
		{"published", "pubdate dc:date dcterms:issued dcterms:created atom:published published atom:issued issued atom:created created " +
			"atom:updated updated dcterms:modified atom:modified modified"},
		{"authors", "dc:creator author atom:author itunes:author"},
		{"text", "content:encoded atom:content content body fulltext description atom:summary summary dc:description media:description itunes:summary"},
		{"source", "source atom:source dc:publisher"},
		{"language", "dc:language language"},
	}
}

// feedItem reads an item of an RSS feed or an entry of an Atom feed.
func feedItem(item *html.Node, feed beside) (rec record, none string) {
	children := map[string][]*html.Node{}
	var sort func(n *html.Node)
	sort = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.ElementNode && c.Data == "media:group": // a film's title and text
				sort(c)
			case c.Type == html.ElementNode:
				children[c.Data] = append(children[c.Data], c)
			}
		}
	}
	sort(item)
	for _, state := range []string{"wp:post_type", "wp:status"} {
		switch s := firstText(children, state); s {
		case "", "post", "page", "publish":
		default:
			return rec, ": no published article: WordPress calls it " + s
		}
	}
	rec.fields = map[string]any{}
	for _, f := range feedFields() {
		for _, name := range strings.Fields(f.elements) {
			if v := feedValue(f.name, children[name], text(rec.fields["title"])); !absent(v) {
				rec.fields[f.name] = v
				break
			}
		}
	}
	otherwise := func(name string, v any) {
		if rec.fields[name] == nil && !absent(v) {
			rec.fields[name] = v
		}
	}
	address := itemAddress(item, children, feed)
	otherwise("url", address)
	otherwise("id", attr(item, "rdf:about"))
	for _, name := range []string{"atom:author", "author"} {
		if feed[name] != nil {
			otherwise("authors", feedValue("authors", []*html.Node{feed[name]}, ""))
		}
	}
	otherwise("language", cmp.Or(attr(item, "xml:lang"), feed.text("language", "dc:language", "xml:lang")))
	if address == "" {
		otherwise("source", feed.text("title", "atom:title"))
	}
	if rec.text = text(rec.fields["text"]); rec.text == "" {
		return rec, "no-text: the feed gives no text with this item: fetch its page and load that"
	}
	return rec, ""
}

// firstText returns the text of the first child of a name.
func firstText(children map[string][]*html.Node, name string) string {
	if n := children[name]; len(n) > 0 {
		return oneLine(flat(n[0]))
	}
	return ""
}

// feedValue reads a field from the elements that hold it.
func feedValue(name string, nodes []*html.Node, title string) any {
	var names []any
	for _, n := range nodes {
		switch name {
		case "authors":
			if s := personName(n); s != "" {
				names = append(names, s)
			}
		case "text":
			if s := contentOf(n, title); s != "" {
				return s
			}
		case "title":
			return oneLine(contentOf(n, ""))
		default:
			return oneLine(flat(cmp.Or(child(n, "title"), child(n, "atom:title"), n)))
		}
	}
	return names
}

// child returns the first child element of a name, nil if there is none.
func child(n *html.Node, name string) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == name {
			return c
		}
	}
	return nil
}

// personName reads a person: an element with a name, "Jane Quill", or an address
// with a name beside it. An address alone is no name.
func personName(n *html.Node) string {
	s := oneLine(flat(cmp.Or(child(n, "atom:name"), child(n, "name"), n)))
	if !strings.Contains(s, "@") {
		return s
	}
	if a, err := mail.ParseAddress(s); err == nil && a.Name != "" { // Jane Quill <jane@w.example>
		return a.Name
	}
	_, after, _ := strings.Cut(s, "(") // jane@w.example (Jane Quill)
	name, _, _ := strings.Cut(after, ")")
	return strings.TrimSpace(name)
}

// contentOf returns the text of an element that holds text, escaped HTML, or XHTML.
func contentOf(n *html.Node, title string) string {
	if attr(n, "src") != "" || strings.HasPrefix(attr(n, "type"), "image/") {
		return ""
	}
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			return render(n, title)
		}
	}
	return fragment(flat(n), title)
}

// fragment returns the text of a piece of HTML, or of plain text that may have
// entities in it. Some feeds escape their HTML twice.
func fragment(s, title string) string {
	if !hasTag(s) {
		plain := html.UnescapeString(s)
		if plain == s || !strings.Contains(plain, "</") || !hasTag(plain) {
			return strings.TrimSpace(plain)
		}
		s = plain
	}
	root, err := html.Parse(strings.NewReader(paragraphed(s)))
	if err != nil || onlyLinks(root) {
		return ""
	}
	return render(root, title)
}

// hasTag reports whether a text has a tag in it.
func hasTag(s string) bool {
	for at := strings.IndexByte(s, '<'); at >= 0; {
		s = s[at+1:]
		if len(s) > 1 && (s[0] == '/' || s[0] == '!' || s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z') && strings.IndexByte(s, '>') > 0 {
			return true
		}
		at = strings.IndexByte(s, '<')
	}
	return false
}

// paragraphed writes the empty lines of HTML that has no elements for paragraphs as
// such, as WordPress does.
func paragraphed(s string) string {
	lower := strings.ToLower(s)
	for _, tag := range []string{"<p>", "<p ", "<div", "<li", "<h2"} {
		if strings.Contains(lower, tag) {
			return s
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n", "<p>")
}

// longLink is how many words of a link make it more than the title of an article.
const longLink = 25

// onlyLinks reports whether HTML is mostly links to articles, as what an aggregator
// gives for their texts.
func onlyLinks(root *html.Node) bool {
	linked, links := 0, 0
	for n := range root.Descendants() {
		if n.DataAtom == atom.A {
			s := oneLine(flat(n))
			if words(s) > longLink {
				return false
			}
			linked += len(s)
			links++
		}
	}
	return links > 0 && linked*5 >= len(oneLine(flat(root)))*3
}

// itemAddress returns the address of an item's page, "" if none is given.
func itemAddress(item *html.Node, children map[string][]*html.Node, feed beside) string {
	candidates := []string{firstText(children, "feedburner:origlink"), firstText(children, "link")}
	for _, name := range []string{"atom:link", "link"} {
		for _, n := range children[name] {
			if rel := attr(n, "rel"); rel == "" || rel == "alternate" {
				candidates = append(candidates, attr(n, "href"))
			}
		}
	}
	for _, name := range []string{"guid", "atom:id", "id"} {
		for _, n := range children[name] {
			if s := oneLine(flat(n)); attr(n, "ispermalink") != "false" && strings.HasPrefix(s, "http") {
				candidates = append(candidates, s)
			}
		}
	}
	address := strings.TrimSpace(cmp.Or(candidates...))
	base := cmp.Or(attr(item, "xml:base"), feed.text("xml:base", "link"))
	for _, n := range []*html.Node{feed["atom:link"], feed["link"]} {
		if n != nil {
			base = cmp.Or(base, attr(n, "href"))
		}
	}
	b, err := url.Parse(base)
	u, err2 := url.Parse(address)
	if address == "" || err != nil || err2 != nil || u.IsAbs() || !b.IsAbs() {
		return address
	}
	return b.ResolveReference(u).String()
}
