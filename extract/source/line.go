package source

import (
	"regexp"
	"strings"
	"unicode"
)

// barWords are the words of share bars and the like; what is nothing else, with one
// of the first list in it, is one.
var barWords = wordTable(map[string]string{
	"bar": "listen share tweet tweets facebook twitter linkedin whatsapp telegram pinterest reddit flipboard bluesky mastodon threads instagram comment comments likes " +
		"email e-mail mail print copy bookmark save gift shares subscribe follow retweet repost pocket messenger sms",
	"small": "this the article story page post on via by to in your a friend friends with x link copied and or us all view show post leave add join read more " +
		"conversation discussion options click here open opens new window as of it for later copy url now i me send app k min",
})

// bar reports whether a line is a row of buttons: "Share on Facebook Tweet 142 comments".
func bar(line string) bool {
	fields := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	if len(fields) == 0 || len(fields) > 30 || strings.HasSuffix(line, ".") {
		return false
	}
	found := false
	for _, f := range fields {
		kind := barWords[f]
		if kind == "" && strings.IndexFunc(f, unicode.IsLetter) >= 0 && !thousands.MatchString(f) {
			return false
		}
		found = found || kind == "bar"
	}
	return found
}

var thousands = regexp.MustCompile(`^\d+[km]$`)

// dayPattern finds the digits of a day or a time.
const dayPattern = `[^.]{0,16}(\d{1,2}[:./-]\d|\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d|\d(st|nd|rd|th)? (jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec))`

// lineStarts are first words of long lines that lineRules may know.
var lineStarts = wordTable(map[string]string{"start": "sign subscribe please get receive published updated posted first last related recommended read see watch editors"})

// pictured finds a word of a caption's credit.
var pictured = regexp.MustCompile(`(?:hoto|mage|icture|redit)`)

func firstWord(line string) string {
	word, _, _ := strings.Cut(line, " ")
	return strings.Trim(word, "’'\"“”*•-–—>»")
}

// lineRules are patterns for whole lines that are no text wherever they stand.
var lineRules = compileRules([][2]string{
	{"advertisement", `\W*(advertisement|advertising|sponsored( content| by .{1,40})?|(story|article) continues (below|after)( (this )?ad(vertisement)?)?|continue reading( below)?|scroll to continue)\W*`},
	{"link", `\W*(read|see|watch|listen|hear|view)( (more|also|next|now|this|here|on|related))*\s*[:»→].*`},
	{"link", `\W*(read|see|watch) (more|also|next|now)\W*( (about|on) .{1,60}[^.])?\W*`},
	{"link", `\W*(related|recommended|more on this( (story|topic))?|most (read|viewed|popular)|((you )?(may|might) )?also (like|read|see)|don.t miss|in case you missed it|editor.?s.? (picks?|choice)|up next|further reading|more news|also in the news)( (stor(y|ies)|articles?|news|coverage|reading|content|links?|topics?|for you|now))*\s*([:»→].*)?\W*`},
	{"link", `\W*more (from|on|about|in) .{1,40}\s*[:»→].*`},
	{"newsletter", `\W*(please )?(sign up|subscribe)( now| today| here| free)* (to|for) .+`},
	{"newsletter", `\W*(get|receive) (the|our|your) .*\b(newsletters?|briefing|headlines)\b.*\b(inbox|e-?mail|daily|weekly)\b.*`},
	{"comments", `\W*(\d+ comments?|(view|show|post|leave|add|join|read)( a| all| the| \d+)* (comments?|conversation|discussion|reply)|no comments( yet)?|comments are closed)\W*`},
	{"caption", `\W*(photo(graph)?s?|images?|pictures?|credits?|((photo|image|picture) )?(credit|caption)|file (photo|image|picture)|illustration|graphic|video)( (by|courtesy of|courtesy|credit))*\s*[:/©].+`},
	{"caption", `.*[(\[|]\s*(\w+ )?(photo(graph)?|image|picture|credit)s?( (by|courtesy of|credit))?\s*[:/] ?[^()]{1,60}[)\]]?\.?`},
	{"caption", `.*[.!?”"] (photo(graph)?|image|picture|credit)s?(( by| courtesy( of)?)?\s*[:/]| by| courtesy of) ?[^.]{1,60}\.?`},
	{"caption", `.*[/|(\[©]\s*(\w+ ){0,4}(getty images|reuters|afp|epa|(via )?ap|ap photo|file photo|handout)\b[^.()]{0,40}[)\]]?`},
	{"cookie note", `[^"“”]*\b(we|this (web ?)?(site|page)|our (web ?)?(site|pages?|partners))\b.*\bus(e|es|ing)\b.*\bcookies\b[^"“”]*|\W*(accept|reject|manage)( all)? cookies\W*`},
	{"tags", `\W*(tags?|tagged|topics?|filed under|categor(y|ies)|keywords|in this (article|story))\s*:.+`},
	{"copyright", `\W*(©|\(c\)|copyright\W*(©|\(c\)|\d{4})).*`},
	{"date", `\d+ ?-?min(ute)?s?( read)?|\W*(first )?(published|updated|last updated|posted|last modified)( on| at)?\b:?\s` + dayPattern + `.*`},
})

func compileRules(rules [][2]string) []edge {
	var out []edge
	for _, r := range rules {
		out = append(out, edge{r[0], regexp.MustCompile(`(?is)^(?:` + r[1] + `)$`)})
	}
	return out
}

// listLabel reports whether a line of the rule "link" only heads the links below it.
func listLabel(line string) bool {
	label, links, _ := strings.Cut(line, ":")
	return strings.TrimSpace(links) == "" && words(label) <= 5
}

// lineRule returns why a line is no text wherever it stands, "" if it is.
func lineRule(line string) string {
	line = strings.TrimSpace(line)
	switch {
	case line == "" || len(line) > 240:
		return ""
	case bar(line):
		return "share bar"
	}
	if words(line) > 12 && !strings.ContainsAny(line, ":»→|([©/") && !pictured.MatchString(line) && !strings.Contains(line, "cookies") && lineStarts[strings.ToLower(firstWord(line))] == "" {
		return "" // nearly all lines
	}
	for _, r := range lineRules {
		if r.MatchString(line) {
			return r.rule
		}
	}
	return ""
}
