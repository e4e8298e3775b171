package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// paragraphs collects the text of a page: one paragraph a block, an empty line
// between them, white space folded as a browser folds it. A heading that repeats the
// title is left out, and what is found to be no text is listed.
type paragraphs struct {
	layout  *layout
	title   string
	done    []string
	dropped []Dropped
	bylines []string
	times   []*html.Node // the <time> elements that stand outside of sentences
	cells   int          // cells of tables that hold no sentences

	open   strings.Builder
	blank  bool // white space stands before the next word
	apart  bool // the next word is not part of the last, whatever stands between
	head   bool // inside h1 or h2
	pre    bool // lines are parted as they stand
	list   bool // behind a label like "Related articles"
	broke  bool // the last thing was a <br>
	linked int  // letters of open that are in links
	inLink int
	rest   bool // something was left out of the line
	row    bool // the block has nothing but inline elements, like a row of buttons
	rowOf  struct {
		node *html.Node
		is   bool
	} // the last answer of isRow
}

// render returns the text of a piece of HTML that is one article: one paragraph a
// block, without a heading that repeats the title.
func render(n *html.Node, title string) string { return piece(n, title).text() }

// piece collects the text of a piece of HTML, its furniture left out.
func piece(n *html.Node, title string) *paragraphs {
	s := newLayout(n, title, nil)
	s.names(n)
	return collect(n, s)
}

// collect collects the text below n. s says what to leave out, and may be nil.
func collect(n *html.Node, s *layout) *paragraphs {
	w := &paragraphs{layout: s}
	if s != nil {
		w.title = s.title
	}
	w.walk(n)
	w.end()
	return w
}

func (w *paragraphs) text() string { return strings.Join(w.done, "\n\n") }

// end closes a paragraph.
func (w *paragraphs) end() {
	s := strings.TrimSpace(w.open.String())
	linked, rest := w.linked, w.rest
	w.open.Reset()
	w.blank, w.broke, w.apart, w.rest, w.linked = false, false, false, false, 0
	if s == "" {
		return
	}
	switch rule := w.rule(s, linked); {
	case w.head && strings.EqualFold(oneLine(s), w.title):
	case rest && words(s) <= 3 && !strings.HasSuffix(s, "."): // "By", "and", a bar
	case rule != "":
		if rule == "date" {
			w.bylines = append(w.bylines, s)
		}
		w.drop(rule, s)
	default:
		w.done = append(w.done, s)
	}
}

// rule returns why a paragraph is no text, "" if it is.
func (w *paragraphs) rule(s string, linked int) string {
	if w.layout == nil {
		return ""
	}
	if w.list = w.list && headlike(s); w.list {
		return "link"
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
		}
	}
	switch rest := letters - linked; {
	case clock.MatchString(s):
		return "time"
	case linked > 0 && rest*10 <= linked && words(s) <= 40:
		return "link"
	}
	rule := lineRule(s)
	w.list = rule == "link" && listLabel(s)
	return rule
}

// clock is a time of day that stands alone, as before the entries of a live blog.
var clock = regexp.MustCompile(`(?i)^(\d{1,2}[:.h]\d{2}(:\d{2})?\s*([ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)\s*([A-Z]{2,4})?$`)

func (w *paragraphs) drop(rule, s string) {
	s = oneLine(s)
	if s == "" || rule == "hidden" {
		return
	}
	w.dropped = append(w.dropped, Dropped{Rule: rule, Line: s})
}

func (w *paragraphs) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.write(n.Data)
		return
	case n.Type == html.ElementNode && hidden(n):
		w.apart = true
		return
	case n.DataAtom == atom.Br:
		w.lineBreak()
		return
	case n.DataAtom == atom.Hr:
		w.end()
		return
	}
	block := n.Type == html.ElementNode && !inline(n.DataAtom)
	if block {
		w.end()
	}
	if rule := w.leftOut(n); rule != "" {
		if rule == "byline" || rule == "date" {
			w.times = append(w.times, timesIn(n)...)
			w.bylines = append(w.bylines, bylineText(n))
		}
		w.drop(rule, collect(n, nil).oneLine())
		w.apart, w.rest = true, !block
		return
	}
	if !block && separated(n) {
		w.apart, w.row = true, w.isRow(n.Parent)
	}
	if n.DataAtom == atom.Time && w.layout != nil && !w.layout.insideProse(n) {
		w.times = append(w.times, n)
	}
	w.below(n)
	if block {
		w.end()
	}
}

// below walks the children of an element.
func (w *paragraphs) below(n *html.Node) {
	main := n.DataAtom == atom.H1 || n.DataAtom == atom.H2
	if main {
		w.head = true
	}
	if n.DataAtom == atom.Pre {
		w.pre = true
		defer func() { w.pre = false }()
	}
	away := link(n) && (w.layout == nil || w.layout.leads(n))
	if away {
		w.inLink++
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if away {
		w.inLink--
	}
	if main {
		w.end()
		w.head = false
	}
}

// leftOut returns the rule by which an element is left out, "" if it is not.
func (w *paragraphs) leftOut(n *html.Node) string {
	if w.layout == nil {
		return ""
	}
	if rule := w.layout.out[n]; rule != "" {
		return rule
	}
	if n.DataAtom == atom.Caption {
		return "caption"
	}
	if (n.DataAtom == atom.Td || n.DataAtom == atom.Th) && !prose(n) {
		if oneLine(flat(n)) != "" {
			w.cells++
		}
		return "hidden"
	}
	return ""
}

// prose reports whether a cell of a table holds sentences, as where a table only lays
// out a page, rather than a figure or a name.
func prose(cell *html.Node) bool {
	if contains(cell, func(n *html.Node) bool {
		return n.DataAtom == atom.P || n.DataAtom == atom.Table || n.DataAtom == atom.Article
	}) {
		return true
	}
	text := strings.TrimRight(oneLine(flat(cell)), `"'”’)`)
	return words(text) >= 25 || words(text) >= 5 && strings.ContainsAny(text[len(text)-1:], ".!?")
}

// timesIn returns the <time> elements of a byline.
func timesIn(n *html.Node) (times []*html.Node) {
	if n.DataAtom == atom.Time {
		times = append(times, n)
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.Time {
			times = append(times, c)
		}
	}
	return times
}

// bylineText returns the text of a byline with a bar between its parts.
func bylineText(n *html.Node) string {
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.Type == html.TextNode {
			out.WriteString(c.Data)
			return
		}
		part := c.Type == html.ElementNode && (!inline(c.DataAtom) || c.DataAtom == atom.Time || furniture(c) != "")
		if part {
			out.WriteString(" | ")
		}
		for c := c.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if part {
			out.WriteString(" | ")
		}
	}
	walk(n)
	return oneLine(out.String())
}

// separated reports whether an inline element is one of a row of its kind: what
// stands in two of them is two words, even with no blank between.
func separated(n *html.Node) bool {
	before := n.PrevSibling
	return before != nil && before.Type == html.ElementNode && inline(before.DataAtom)
}

// isRow reports whether an element has no text beside its elements.
func (w *paragraphs) isRow(n *html.Node) bool {
	if w.rowOf.node != n {
		w.rowOf.node, w.rowOf.is = n, !ownText(n)
	}
	return w.rowOf.is
}

func (w *paragraphs) lineBreak() {
	if w.broke {
		w.end()
		return
	}
	w.open.WriteByte('\n')
	w.blank, w.broke = false, true
}

// write appends text with its white space folded.
func (w *paragraphs) write(s string) {
	for _, c := range s {
		if c == '\n' && w.pre {
			w.lineBreak()
			continue
		}
		switch c {
		case ' ', '\t', '\n', '\r', '\f', '\u00a0':
			w.blank = w.open.Len() > 0 && !w.broke
			continue
		}
		if w.apart && !w.blank && !w.broke {
			w.blank = w.parts(c)
		}
		if w.blank {
			w.open.WriteByte(' ')
		}
		w.blank, w.broke, w.apart = false, false, false
		w.open.WriteRune(c)
		if w.inLink > 0 && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			w.linked++
		}
	}
}

// parts reports whether c begins a word of its own behind what is open: not where an
// ornamental first letter stands before it, nor inside of a sentence where it may be
// the second part of a word.
func (w *paragraphs) parts(c rune) bool {
	open := w.open.String()
	last, size := utf8.DecodeLastRuneInString(open)
	before, _ := utf8.DecodeLastRuneInString(open[:len(open)-size])
	switch {
	case size == 0 || !unicode.IsLetter(c) && !unicode.IsDigit(c):
		return false
	case unicode.IsUpper(last) && !unicode.IsLetter(before):
		return !unicode.IsLower(c)
	case unicode.IsLower(c) && (unicode.IsLower(last) || unicode.IsDigit(last)):
		return w.inLink > 0 || w.row
	}
	return unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(".,;:!?)”’\"", last)
}

func (w *paragraphs) oneLine() string { return oneLine(strings.Join(w.done, " ")) }

func inline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Ins,
		atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt,
		atom.U, atom.Var, atom.Wbr, atom.Img, atom.Picture, atom.Source:
		return true
	}
	return false
}
