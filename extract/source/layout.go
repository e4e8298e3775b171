package source

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// layout tells the one article of a page from its furniture.
type layout struct {
	title string                // of the page
	own   []string              // addresses of the page itself
	out   map[*html.Node]string // elements that are no part of the article, with the rule
	notes []string

	// Of all that is below an element:
	prose    map[*html.Node]int    // letters of text outside of links, furniture left out
	named    map[*html.Node]string // the rule by which its own names make it furniture
	headings map[*html.Node]int    // its headings
	core     map[*html.Node]bool   // whether a main heading or the body of the article is there

	lists map[*html.Node]int // headings among an element's children that lead to other pages
}

// findArticle returns the element that holds the article, nil if the page has no text.
func findArticle(root *html.Node, title string, own []string) (*layout, *html.Node) {
	s := newLayout(root, title, own)
	body := s.scope(root)
	if s.prose[body] == 0 {
		return s, nil
	}
	s.names(body)
	s.weigh(root)
	s.teasers(body)
	before := s.prose
	s.weigh(root)
	if s.prose[body] == 0 { // a page of teasers only: the longest of them
		s.out, s.prose = map[*html.Node]string{}, before
	}
	at := s.article(body)
	if at == nil {
		at = s.narrow(body)
		s.notes = append(s.notes, "the page marks no article: taken from the block with the most text")
	}
	return s, at
}

// newLayout surveys what is below n.
func newLayout(n *html.Node, title string, own []string) *layout {
	s := &layout{title: oneLine(title), own: own, out: map[*html.Node]string{}, lists: map[*html.Node]int{}}
	s.survey(n)
	s.weigh(n)
	return s
}

// survey counts headings and finds what the page is about.
func (s *layout) survey(root *html.Node) {
	s.named, s.headings, s.core = map[*html.Node]string{}, map[*html.Node]int{}, map[*html.Node]bool{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if heading(n) {
			s.headings[n] = 1
		}
		if rule := furniture(n); rule != "" {
			s.named[n] = rule
		}
		s.core[n] = heading1(n) || n.DataAtom == atom.Main || attr(n, "itemprop") == "articleBody"
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
			s.headings[n] += s.headings[c]
			s.core[n] = s.core[n] || s.core[c]
		}
	}
	walk(root)
}

// weigh counts the letters of prose below every element.
func (s *layout) weigh(root *html.Node) {
	s.prose = map[*html.Node]int{}
	var walk func(n *html.Node, linked bool) int
	walk = func(n *html.Node, linked bool) int {
		if n.Type == html.TextNode {
			if linked {
				return 0
			}
			return len(oneLine(n.Data))
		}
		if n.Type == html.ElementNode && n.DataAtom != atom.Head && hidden(n) || n.DataAtom == atom.Head || s.out[n] != "" {
			return 0
		}
		sum := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			sum += walk(c, linked || link(n))
		}
		if n.Type == html.ElementNode && heading(n) {
			sum = 0
		}
		s.prose[n] = sum
		return sum
	}
	walk(root, false)
}

// scope returns the part of the page in which the article is looked for.
func (s *layout) scope(root *html.Node) *html.Node {
	var body, main *html.Node
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Body && body == nil:
			body = n
		case (n.DataAtom == atom.Main || attr(n, "role") == "main") && (main == nil || s.prose[n] > s.prose[main]):
			main = n
		}
	}
	if body == nil {
		return root
	}
	if main != nil && s.prose[main]*3 >= s.prose[body] {
		return main
	}
	return body
}

// names marks the elements whose names say that they are furniture, unless they hold
// what the page is about: its heading, its article, most of its text.
func (s *layout) names(scope *html.Node) {
	for n := range scope.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		rule := s.named[n]
		if rule == "" && n.DataAtom == atom.Header && !s.core[n] && !within(n.Parent, article) {
			rule = "navigation"
		}
		switch {
		case rule == "", s.core[n], inline(n.DataAtom) && s.insideProse(n):
		case s.prose[n]*2 > s.prose[scope] && rule != "comments" && rule != "caption" && rule != "cookie note":
		default:
			s.out[n] = rule
		}
	}
}

// insideProse reports whether an inline element stands in a sentence: five words or
// more in the line around it.
func (s *layout) insideProse(n *html.Node) bool {
	for n.Parent != nil && n.Parent.Type == html.ElementNode && inline(n.Parent.DataAtom) {
		n = n.Parent
	}
	around := 0
	for _, next := range []func(*html.Node) *html.Node{
		func(c *html.Node) *html.Node { return c.PrevSibling },
		func(c *html.Node) *html.Node { return c.NextSibling },
	} {
		for c, steps := next(n), 0; c != nil && steps < 20 && around < 5; c, steps = next(c), steps+1 {
			if c.Type == html.ElementNode && !inline(c.DataAtom) {
				break
			}
			if c.Type == html.TextNode || s.named[c] == "" {
				around += words(c.Data) + words(flat(c))
			}
		}
	}
	return around >= 5
}

// teasers marks the pieces that lead to other articles: a heading that is a link, and
// the few lines beneath it.
func (s *layout) teasers(scope *html.Node) {
	for n := range scope.Descendants() {
		if n.DataAtom == atom.Article && s.headings[n] == 0 && s.prose[n] < 500 && s.linkFirst(n) {
			s.out[n] = "link"
		}
		if !heading(n) || !s.leadsAway(n) || within(n, func(p *html.Node) bool { return s.out[p] != "" }) {
			continue
		}
		top := n
		for p := n.Parent; p != nil && p != scope && p.DataAtom != atom.Main && s.prose[p] < 500 && s.headings[p] == 1; p = p.Parent {
			top = p
		}
		s.out[top] = "link"
		if top == n {
			s.flat(n)
		}
	}
}

// linkFirst reports whether the first text of an element is a link to another page,
// as the title of a teaser is.
func (s *layout) linkFirst(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return within(c.Parent, func(p *html.Node) bool { return link(p) && s.leads(p) && !ownText(p.Parent) })
		}
	}
	return false
}

// ownText reports whether an element has text beside its elements.
func ownText(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// flat marks the summaries of a list of teasers that has no element for each.
func (s *layout) flat(n *html.Node) {
	siblings, known := s.lists[n.Parent]
	if !known {
		for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
			if heading(c) && s.leadsAway(c) {
				siblings++
			}
		}
		s.lists[n.Parent] = siblings
	}
	if siblings < 3 {
		return
	}
	for c := n.NextSibling; c != nil && !heading(c); c = c.NextSibling {
		if c.Type == html.ElementNode && words(flat(c)) <= 60 {
			s.out[c] = "link"
		}
	}
}

// leadsAway reports whether all of a heading is a link to another page.
func (s *layout) leadsAway(h *html.Node) bool {
	text := oneLine(flat(h))
	if text == "" || strings.EqualFold(text, s.title) {
		return false
	}
	linked, away := 0, false
	for c := range h.Descendants() {
		if link(c) && s.leads(c) {
			linked += len(oneLine(flat(c)))
			away = true
		}
	}
	if within(h.Parent, link) {
		return true
	}
	return away && linked*10 >= len(text)*9
}

// leads reports whether a link leads to another page.
func (s *layout) leads(a *html.Node) bool { return !slices.Contains(s.own, attr(a, "href")) }

// article returns the element that the page marks as the article, nil if it marks
// none or one that is clearly not where the text is.
func (s *layout) article(scope *html.Node) *html.Node {
	var all []*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case s.out[n] != "" || n.Type == html.ElementNode && hidden(n):
			return
		case article(n) && s.prose[n] > 0:
			all = append(all, n)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(scope)
	if len(all) == 0 {
		return nil
	}
	best := s.choose(all, scope)
	if s.prose[scope] >= 3*s.prose[best] && words(collect(best, s).text()) < 40 {
		return nil
	}
	if rest := s.prose[scope] - s.prose[best]; rest > 200 && rest*2 > s.prose[best] {
		s.notes = append(s.notes, fmt.Sprintf("text of %d letters outside of the article left out", rest))
	}
	return best
}

// choose returns the main one of several articles, or what holds them all if they are
// parts of one.
func (s *layout) choose(all []*html.Node, scope *html.Node) *html.Node {
	best, headed := all[0], 0
	var titled *html.Node
	for _, a := range all {
		if s.prose[a] > s.prose[best] {
			best = a
		}
		if contains(a, func(n *html.Node) bool { return heading(n) && n.DataAtom != atom.H1 }) {
			headed++
		}
		if titled == nil && contains(a, func(n *html.Node) bool {
			return heading1(n) || heading(n) && strings.EqualFold(oneLine(flat(n)), s.title)
		}) {
			titled = a
		}
	}
	outside := titled == nil && contains(scope, heading1)
	switch {
	case len(all) == 1:
		return best
	case headed == 0, outside && !strings.EqualFold(s.title, ""):
		top := all[0]
		for _, a := range all[1:] {
			for !within(a, func(n *html.Node) bool { return n == top }) {
				top = top.Parent
			}
		}
		return top
	case titled != nil && s.prose[titled]*2 >= s.prose[best]:
		best = titled
	}
	s.notes = append(s.notes, fmt.Sprintf("the page has %d articles: only the main one is read", len(all)))
	return best
}

// narrow returns the innermost element that holds nearly all of the text.
func (s *layout) narrow(n *html.Node) *html.Node {
	for {
		var next *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && s.prose[c]*10 >= s.prose[n]*9 && !inline(c.DataAtom) && c.DataAtom != atom.P {
				next = c
			}
		}
		if next == nil {
			return n
		}
		n = next
	}
}

func article(n *html.Node) bool {
	return n.DataAtom == atom.Article || attr(n, "role") == "article" || attr(n, "itemprop") == "articleBody"
}

func heading1(n *html.Node) bool { return n.DataAtom == atom.H1 }

func heading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// link reports whether n is a link to another page.
func link(n *html.Node) bool {
	href := strings.TrimSpace(attr(n, "href"))
	return n.DataAtom == atom.A && href != "" && !strings.HasPrefix(href, "#")
}

// contains reports whether n or anything below it is such an element.
func contains(n *html.Node, is func(*html.Node) bool) bool {
	if is(n) {
		return true
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && is(c) {
			return true
		}
	}
	return false
}

func words(s string) int { return len(strings.Fields(s)) }
