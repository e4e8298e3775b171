package source

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// edge is a pattern for whole lines that are not the article's: appeals to
// subscribe, links to other pieces, share bars, sign-offs. It is only ever held
// against the first and last lines of a text.
type edge struct {
	rule string
	*regexp.Regexp
}

// edges are the patterns for the two ends of a text.
type edges struct{ start, end []edge }

// newEdges compiles them once for all readers.
var newEdges = sync.OnceValue(func() edges {
	both := [][2]string{
		{"link", `(read|see|watch|listen|hear)( (more|also|next|now|this|here))+( (on|about) [^.:]{1,60})?(:.*)?`},
		{"link", `(related|recommended|more on this( story)?|more from|most read|you (may|might) also like|also (read|see)|don.t miss)\b(:.*|[^.]{0,80})`},
		{"follow us", `.{0,40}\bfollow (us|our|the author|@\w+|\w+ on)\b.*(twitter|facebook|instagram|youtube|linkedin|\bx\b|@|whatsapp|telegram|channel).*`},
		{"newsletter", `.*\b(sign up|subscribe)\b.*\b(newsletters?|alerts?|inbox|podcast)\b.*`},
		{"newsletter", `\W*(please )?(sign up|subscribe)\b.*\b(free|today|now|here|channel)\b.*`},
	}
	return edges{
		start: compileRules(append(both, [][2]string{
			{"credit", `[•·▪|]\s*\w[\w .&']{0,40}`},
			{"date", `(first )?(published|updated|last updated|posted|last modified)\b:? .{0,20}\d.{0,40}`},
			{"label", `\W*(for (immediate )?release\b.{0,40}|(press|news|media) (release|statement)|embargoed (until|for|till)\b.{0,60})\W*`},
			{"listen", `listen to this (article|story).{0,40}`},
		}...)),
		end: compileRules(append(both, [][2]string{
			{"subscription", `(please )?by (subscribing|becoming a (member|subscriber|supporter)|donating|supporting)\b.*\b(you|us|our)\b.*`},
			{"subscription", `[^"“”]*\b(our|you|your|us|independent|quality|good)\b[^"“”]*\bjournalism\b[^"“”]*\b(than ever|matters|needs|support|subscri\w+|depends on|possible|costs)\b[^"“”]*`},
			{"subscription", `[^"“”]*\bjournalism\b[^"“”]*\b(than ever|matters|needs|support|subscri\w+|depends on|possible|costs)\b[^"“”]*\b(our|you|your|us)\b[^"“”]*`},
			{"subscription", `(please )?(subscribe|become a (member|subscriber|supporter)|support (us|our|independent|quality)|donate|make a (donation|contribution))\b.*`},
			{"subscription", `.*\b(subscribers? only|already a subscriber|log in (to (read|continue|comment|view)|or (register|subscribe|sign up|create)))\b.*`},
			{"subscription", `\W*(subscribers get|log in to|create a(n)? (free )?account)\b.*`},
			{"copyright", `\W*(©|\(c\)|copyright\W*(©|\(c\)|\d{4}|by\b|the\b|$)).*|.*\ball rights reserved\b.*`},
			{"sign-off", `[(\[—–-]*\s*((additional |writing and )?(reporting|writing|editing|compiled|translated|graphics?)( and (reporting|writing|editing))? by|with (reporting|assistance|files|contributions?) (by|from)|with assistance by)\b.*`},
			{"sign-off", `.+\bcontributed (reporting )?(to|from) (this|the) (report|article|story)\b.*`},
			{"sign-off", `to contact the (reporters?|editors?|authors?)\b.*`},
			{"sign-off", `this (story|article|report) (has been|was) (updated|corrected|published|produced|first published)\b.*`},
			{"contact", `.*\b(news tip|got a tip|contact us|send (us |your |us your )(tips|feedback|comments)|e-?mail us|download our app)\b.*|\W*download the .{0,20}app\b.*`},
			{"link", `the post .{1,300} appeared first on .{1,100}`},
			{"advertisement", `learn more about your ad choices\b.*`},
			{"sign-off", `[#*]{2,}|[-–—]+ ?(30|ends?) ?[-–—]+`},
			{"more", `\W*(load more|show more|back to top|next article|previous article|top stories|trending( now)?|topics?:.*|tags?:.*|filed under:?.*)\W*`},
		}...)),
	}
})

// What is cut off a text with all that follows: the comments of readers, from their
// heading and the name of the first on, and who worked on the article, in brackets
// behind its last sentence.
var (
	repliesBelow = regexp.MustCompile(`(?im)^\W*(?:comments?|\d+ (?:comments?|replies|responses|thoughts))\b[^\n]{0,120}\n\s*\S[^\n]{1,60} (?:says|said|wrote)(?: on [^\n]{4,40})?:[ \t\r]*\n`)
	signOff      = regexp.MustCompile(`(?i)\s*[(\[](?:(?:additional|further) )?(?:reporting|writing|editing|compiled|translated)(?: and (?:reporting|writing|editing))? by [^()\[\]]{3,300}[)\]]\s*$`)
)

// cutTail cuts them off.
func (in *Input) cutTail(number int, text string) string {
	rule, at := "", []int(nil)
	if strings.Contains(text, ":\n") || strings.Contains(text, ":\r\n") {
		rule, at = "comments", repliesBelow.FindStringIndex(text)
	}
	if at == nil && (strings.HasSuffix(text, ")") || strings.HasSuffix(text, "]")) {
		rule, at = "sign-off", signOff.FindStringIndex(text)
	}
	if at == nil || at[0] == 0 {
		return text
	}
	in.drop(number, []Dropped{{Rule: rule, Line: strings.TrimSpace(text[at[0]:])}})
	return strings.TrimRight(text[:at[0]], edgeBlanks)
}

// body takes what is no text of the article off its ends and out of its lines, and
// reads the headline and the byline before it.
func (in *Input) body(number int, text string) (body, title string, by byline) {
	text = in.trim(number, text)
	title, by, text, lines := opening(text)
	in.drop(number, lines)
	text = in.trim(number, text)
	if at := strings.LastIndexByte(text, '\n') + 1; at > 0 { // or it stands below the text
		if last, ok := readByline(text[at:], false); ok && len(last.authors) > 0 {
			in.drop(number, []Dropped{{Rule: "byline", Line: text[at:]}})
			by.authors = append(by.authors, last.authors...)
			text = in.trim(number, text[:at])
		}
	}
	text = in.cutTail(number, text)
	return in.inside(number, text), title, by
}

// jobs are what the note below an article says of its author.
var jobs = regexp.MustCompile(`(?i)\b(reporter|correspondent|editor|columnist|writer|journalist|contributor|covers|reports|writes|author|freelancer)\b`)

// authorNote takes the last line off if it tells who the author is.
func (in *Input) authorNote(number int, text string, authors []string) string {
	at := strings.LastIndexByte(text, '\n') + 1
	line := text[at:]
	for _, name := range authors {
		if at > 0 && strings.HasPrefix(line, name+" ") && words(line) <= 40 && jobs.MatchString(line) {
			in.drop(number, []Dropped{{Rule: "byline", Line: line}})
			return strings.TrimRight(text[:at], edgeBlanks)
		}
	}
	return text
}

// entryTime is the time before an entry of a live blog, with the label of the entry.
var entryTime = regexp.MustCompile(`^[ \t]*(?i:(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d+\s?(?:h|hrs?|hours?|m|mins?|minutes?) ago)` +
	`(?:\s(?:gmt|utc|bst|ce?s?t|e[sd]?t|p[sd]?t|ist|jst|local time))?\s*[-–—:|,.]?\s+(?:(?:updated?|breaking|just in|new|latest|correction|watch|live)\s*:\s+)?)(?:["“‘A-Z])`)

// timeBefore returns how long the time of an entry before a line is, 0 if there is
// none.
func timeBefore(line string) int {
	if at := entryTime.FindString(line); at != "" {
		_, size := utf8.DecodeLastRuneInString(at)
		return len(at) - size
	}
	return 0
}

// inside takes the lines out that are no text wherever they stand, and the times
// before the entries of a live blog.
func (in *Input) inside(number int, text string) string {
	var out strings.Builder
	var lines []Dropped
	entries, list := 0, false // list: behind a label like "Related articles"
	for line := range strings.Lines(text) {
		if timeBefore(line) > 0 {
			entries++
		}
	}
	for line := range strings.Lines(text) {
		if n := timeBefore(line); n > 0 && entries > 1 {
			lines = append(lines, Dropped{Rule: "time", Line: strings.TrimSpace(line[:n])})
			line = line[n:]
		}
		rule := lineRule(line)
		if blank := strings.TrimSpace(line) == ""; !blank {
			if list = list && headlike(strings.TrimSpace(line)); list {
				rule = "link"
			}
			list = list || rule == "link" && listLabel(line)
		}
		if rule != "" {
			lines = append(lines, Dropped{Rule: rule, Line: strings.TrimSpace(line)})
			continue
		}
		out.WriteString(line)
	}
	if len(lines) == 0 || strings.TrimSpace(out.String()) == "" {
		return text
	}
	in.drop(number, lines)
	return strings.Trim(out.String(), edgeBlanks)
}

// edgeBlanks are cut off the ends of a text.
const edgeBlanks = "\n\r\t \f\v\u00a0"

// trim takes boilerplate lines from the two ends of a text and reports them. What
// is left is one stretch of the text, unchanged. A text of nothing else stays
// whole: the length check will judge it.
func (in *Input) trim(number int, text string) string {
	var lines []Dropped
	rest := strings.Trim(text, edgeBlanks)
	for rest != "" {
		line, after, _ := strings.Cut(rest, "\n")
		rule := in.boilerplate(line, in.reader.edges.start)
		if rule == "" {
			break
		}
		lines = append(lines, Dropped{Rule: rule, Line: strings.TrimSpace(line)})
		rest = strings.TrimLeft(after, edgeBlanks)
	}
	for rest != "" {
		at := strings.LastIndexByte(rest, '\n') + 1
		rule := in.boilerplate(rest[at:], in.reader.edges.end)
		if rule == "" {
			break
		}
		lines = append(lines, Dropped{Rule: rule, Line: strings.TrimSpace(rest[at:])})
		rest = strings.TrimRight(rest[:at], edgeBlanks)
	}
	if rest == "" {
		return strings.Trim(text, edgeBlanks)
	}
	in.drop(number, lines)
	return rest
}

// drop reports lines that were left out.
func (in *Input) drop(number int, lines []Dropped) {
	r := in.reader.report
	r.Lines += len(lines)
	for _, line := range lines[:min(len(lines), listed-len(r.Dropped))] {
		line.Source, line.Record = in.place(0), number
		r.Dropped = append(r.Dropped, line)
	}
}

// boilerplate returns the rule of the pattern that is all of the line, or "".
func (in *Input) boilerplate(line string, patterns []edge) string {
	line = strings.TrimSpace(line)
	if len(line) > 600 {
		return ""
	}
	for _, p := range patterns {
		if p.MatchString(line) {
			return p.rule
		}
	}
	return lineRule(line)
}
