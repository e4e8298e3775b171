package source

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// furnitureWords are the words by which pages name parts of theirs that are no text
// of an article, by the rule that a report gives for leaving them out. A name has
// several words; the one that counts is the last that tells more than that it is a
// part of a page: "photo-caption-text" is a caption, "share-price" is none.
var furnitureWords = wordTable(map[string]string{
	"byline": "byline bylines author authors writer writers contributor contributors reporter reporters journalist meta metadata bio",
	"date":   "timestamp pubdate date dates datetime published updated modified time readtime",
	"caption": "caption captions figcaption credit credits cutline photographer gallery slideshow carousel lightbox " +
		"copyrightnotice credittext",
	"link": "related teaser teasers promo promos recirc recirculation recommended recommendation recommendations trending popular mostread mostpopular " +
		"mostviewed readmore readalso readnext alsoread seealso morefrom moreon outbrain taboola upsell upnext onward furtherreading topstories latest crosslinks",
	"share bar": "share shares sharing sharethis addthis social socials toolbar tools actions follow bookmark reactions likes",
	"comments":  "comment comments commenting commentcount disqus discussion respond replies livefyre",
	"newsletter": "newsletter newsletters signup subscribe subscription subscriptions subscriber optin paywall regwall donate donation donations membership " +
		"mailinglist inbox poll quiz survey",
	"cookie note":   "cookie cookies consent gdpr ccpa onetrust",
	"tags":          "tag tags topic topics keyword keywords category categories taxonomy kicker eyebrow overline rubric",
	"navigation":    "breadcrumb breadcrumbs crumb crumbs nav navigation navbar menu menus pagination pager sidebar footer masthead topbar toc skiplink",
	"copyright":     "copyright disclaimer imprint",
	"advertisement": "ad ads advert adverts advertisement advertisements advertising advertorial sponsor sponsored sponsors sponsorship adslot adsense dfp mpu banner",
	"hidden":        "sronly offscreen noprint",
})

// furniturePhrases are names of more words.
var furniturePhrases = map[string]string{
	"read more": "link", "read also": "link", "read next": "link", "also read": "link", "see also": "link", "more from": "link", "more on": "link",
	"more stories": "link", "more news": "link", "more links": "link", "more articles": "link", "you may": "link", "most read": "link", "most popular": "link",
	"most viewed": "link", "up next": "link", "next article": "link", "previous article": "link", "top stories": "link", "further reading": "link",
	"sign up": "newsletter", "opt in": "newsletter", "log in": "newsletter", "sr only": "hidden", "screen reader": "hidden", "visually hidden": "hidden",
	"no print": "hidden", "about author": "byline", "about the author": "byline", "reading time": "date", "read time": "date", "back to top": "navigation",
	"skip to": "navigation", "jump to": "navigation",
}

// partWords tell only that something is a part of a page, or of what sort.
var partWords = wordTable(map[string]string{
	"part": "bar box block blocks list lists link links item items wrapper wrap container inner outer section sections area region widget widgets module modules " +
		"component panel row rows col column columns group text content contents body title heading header label line lines info name names button buttons " +
		"icon icons count counts counter feed form card cards story stories article articles news post posts headline headlines entry image images photo photos " +
		"img picture pictures media figure video videos holder zone slot unit strip rail root main top bottom left right desktop mobile tablet small large " +
		"primary secondary new page site full web print inline embed element div span p wp js c m o u l a b ui el cloud",
})

// wordTable turns lists of words round.
func wordTable(lists map[string]string) map[string]string {
	table := map[string]string{}
	for rule, list := range lists {
		for _, word := range strings.Fields(list) {
			table[word] = rule
		}
	}
	return table
}

// furniture returns the rule by which an element's own names say that it is no text
// of the article, "" if they do not.
func furniture(n *html.Node) string {
	switch n.DataAtom {
	case atom.Figure, atom.Figcaption:
		return "caption"
	case atom.Html, atom.Body, atom.Main, atom.H1:
		return ""
	}
	if strings.Contains(n.Data, "-") { // an element of the page's own: amp-ad
		if rule := furnitureName(n.Data); rule != "" {
			return rule
		}
	}
	for _, a := range n.Attr {
		names := []string{a.Val}
		switch a.Key {
		case "class":
			names = strings.Fields(a.Val)
		case "aria-label":
			if len(strings.Fields(a.Val)) > 4 { // it may be a headline
				names = nil
			}
		case "id", "data-component", "data-testid", "data-test", "data-qa", "data-module", "data-type", "data-block", "data-name":
		case "itemprop", "property":
			names = itemNames(a.Val)
		case "rel":
			if a.Val == "author" || a.Val == "tag" {
				names = []string{a.Val}
			} else {
				names = nil
			}
		case "role":
			if rule := furnitureRoles[a.Val]; rule != "" {
				return rule
			}
			names = nil
		default:
			names = nil
		}
		for _, name := range names {
			if rule := furnitureName(name); rule != "" {
				return rule
			}
		}
	}
	return ""
}

var furnitureRoles = map[string]string{
	"navigation": "navigation", "complementary": "link", "banner": "navigation", "contentinfo": "copyright", "search": "navigation",
	"dialog": "cookie note", "alertdialog": "cookie note", "toolbar": "share bar", "menu": "navigation", "menubar": "navigation",
}

// itemNames returns the names of microdata that are no text of the article.
func itemNames(value string) []string {
	var names []string
	for _, name := range strings.Fields(value) {
		switch strings.ToLower(name[strings.LastIndexByte(name, ':')+1:]) {
		case "author", "creator", "editor", "contributor", "publisher":
			names = append(names, "author")
		case "datepublished", "datemodified", "datecreated":
			names = append(names, "date")
		case "caption", "credittext", "copyrightnotice", "copyrightholder", "keywords", "comment", "commentcount":
			names = append(names, name)
		}
	}
	return names
}

// words of a class or an id: "MediaCaption_root__3fZ" is media caption root.
var (
	camel    = regexp.MustCompile(`([a-z])([A-Z])`)
	noWord   = regexp.MustCompile(`[^a-z]+`)
	modifier = regexp.MustCompile(`--.*$|__[A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*$`)
)

// nameSpaces stand before the names that makers of pages give to what they hold:
// Drupal's.
var nameSpaces = []string{"field--name-", "field-name-", "views-field-"}

func nameWords(name string) []string {
	for _, space := range nameSpaces {
		name = strings.TrimPrefix(name, space)
	}
	name = camel.ReplaceAllString(modifier.ReplaceAllString(name, ""), "$1 $2")
	return strings.Fields(noWord.ReplaceAllString(strings.ToLower(name), " "))
}

// states begin the names of states and of kinds of an article: "has-comments".
var states = []string{"has", "no", "is", "with", "without", "show", "enable", "hide", "allow", "format", "status", "type", "single", "layout", "theme"}

func furnitureName(name string) string {
	words := nameWords(name)
	if len(words) == 0 || len(words) > 1 && slices.Contains(states, words[0]) && name != "no-print" {
		return ""
	}
	if len(words) > 1 && (words[0] == "tag" || words[0] == "category") && !slices.Contains([]string{"list", "lists", "link", "links", "cloud", "label", "box", "bar", "name"}, words[1]) {
		return "" // an article of that category
	}
	for i := range words {
		for n := 2; n <= 3 && i+n <= len(words); n++ {
			if rule := furniturePhrases[strings.Join(words[i:i+n], " ")]; rule != "" {
				return rule
			}
		}
	}
	for i := len(words) - 1; i >= 0; i-- {
		rule := wordRule(words[i])
		if rule != "part" {
			return rule
		}
	}
	return ""
}

// wordRule looks a word up; it may be two that are written together.
func wordRule(word string) string {
	if rule := furnitureWords[word]; rule != "" {
		return rule
	}
	if partWords[word] != "" {
		return "part"
	}
	for i := 3; i+3 <= len(word); i++ {
		head, tail := word[:i], word[i:]
		if rule := furnitureWords[tail]; rule != "" && len(tail) > 4 && (partWords[head] != "" || furnitureWords[head] != "") {
			return rule
		}
		if rule := furnitureWords[head]; rule != "" && len(head) > 4 && partWords[tail] != "" {
			return rule
		}
	}
	return ""
}

// hidden reports whether what is below n is never shown as text, or is a part of the
// page that HTML itself has an element for.
func hidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Button, atom.Menu,
		atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Select, atom.Textarea, atom.Input, atom.Head, atom.Video, atom.Audio, atom.Canvas, atom.Dialog:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			style := strings.ToLower(strings.Join(strings.FieldsFunc(a.Val, unicode.IsSpace), ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}
