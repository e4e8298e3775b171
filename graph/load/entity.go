package load

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// node is what one entity of an article becomes.
type node struct {
	id   string
	kind extract.Kind
	name string // as this article has it, in single blanks
	norm string // the same for every article that knows the node

	scope, block, initials string // of extract.Identity
	partial                bool
	of                     string // the node from which a judgement parted it
}

// longest is the limit for names and aliases in bytes: a range index takes no
// value over about 8,000, and no caption needs more.
const longest = 1000

// capped is s with single blanks, cut at the limit between two runes.
func capped(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "")
	}
	return s
}

// namer gives the entities of one article their nodes.
type namer struct {
	article *extract.Article
	id      string // of the article
}

// node identifies entity i. Its name is "" if nothing names or describes it.
func (n namer) node(i int) node {
	e := n.article.Entities[i]
	name := capped(e.Name)
	if name == "" {
		return node{kind: e.Kind}
	}
	out := node{kind: e.Kind, name: name}
	switch {
	case e.Unnamed && (e.Identity.Name == "" || e.Identity.Scope != ""):
		out.id, out.norm = n.unnamed(e, name)
	default:
		out.scope, out.block, out.initials, out.partial = e.Identity.Scope, e.Identity.Block, e.Identity.Initials, e.Identity.Partial
		form := Norm(cmp.Or(e.Identity.Name, e.Name))
		out.norm = capped(form)
		switch e.Identity.Scope {
		case "":
			out.id = id("e", string(e.Kind), form)
		case extract.OwnArticle:
			out.id = id("e", string(e.Kind), form, "in", n.id)
		default:
			out.id = id("e", string(e.Kind), form, "of", Norm(e.Identity.Scope))
		}
	}
	return out
}

// unnamed identifies what no proper name names by its parties, its day and what it is.
// Two articles speak of the same one only if all three are known and equal; where one is
// missing, the article keeps it to itself: rather apart than wrongly together.
func (n namer) unnamed(e extract.Entity, name string) (string, string) {
	parties, whole := n.parties(e)
	day := cmp.Or(e.Identity.Scope, stated(e.When.From))
	if !whole || day == "" || day == extract.OwnArticle {
		return id("e", string(e.Kind), n.id, parties, stated(e.When.From), Norm(e.Name)), capped(Norm(name))
	}
	what := Norm(cmp.Or(e.Identity.Name, n.head(e)))
	return id("e", string(e.Kind), parties, day, what), capped(what)
}

// parties joins the ids of the named parties of e, sorted, and tells whether these are
// all and two at least: who agreed with somebody unnamed may have done so twice. A name
// that says who it is in its own article only counts by itself here: that two of them
// agreed on one day on one thing tells enough.
func (n namer) parties(e extract.Entity) (string, bool) {
	var ids []string
	for _, p := range e.Parties {
		if party := n.article.Entities[p]; !party.Unnamed && party.Name != "" {
			ids = append(ids, n.party(p))
		}
	}
	whole := len(ids) == len(e.Parties)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return strings.Join(ids, ","), whole && len(ids) > 1
}

// party is what party p of an event without a name counts as.
func (n namer) party(p int) string {
	out := n.node(p)
	if out.scope == extract.OwnArticle {
		return id("e", string(out.kind), out.norm)
	}
	return out.id
}

// head is the head word of e's first mention, or its whole name if it has none.
func (n namer) head(e extract.Entity) string {
	if len(e.Mentions) > 0 {
		head := n.article.Mentions[e.Mentions[0]].Head
		return Norm(n.article.Words(extract.Span{Start: head, End: head + 1}))
	}
	return Norm(e.Name)
}

// stated is a date with as many digits as the text states.
func stated(d extract.CalendarDate) string {
	switch {
	case len(d.First) < len("2015-09-16"):
		return ""
	case d.Precision == extract.Year:
		return d.First[:4]
	case d.Precision == extract.Month:
		return d.First[:7]
	}
	return d.First
}
