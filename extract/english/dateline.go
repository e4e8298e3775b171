package english

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// dateline is a pattern of the line of place and date before an agency's first sentence:
//
//	HAMBURG, Germany —   PARIS/LYON (Agency) -   Oslo, May 3 (Agency) —   Oslo, 3 May 2026 -
//
// The place is in capitals, or a date or an agency in brackets stands behind it.
func dateline() string {
	var (
		capitals = `\p{Lu}[\p{Lu}.’'-]+(?: \p{Lu}[\p{Lu}.’'-]+){0,3}`
		place    = `(?:\p{Lu}[\p{L}.’'-]+)(?: (?:\p{Lu}[\p{L}.’'-]*|` + strings.Join(lexicon.List("place particles"), "|") + `)){0,4}`
		month    = `(?:` + strings.Join(lexicon.List("month starts"), "|") + `)[a-z]*\.?`
		day      = `(?:\p{Lu}[a-z]+day,? )?(?:` + month + ` \d{1,2}|\d{1,2}(?:st|nd|rd|th)? ` + month + `)(?:,? \d{4})?`
	)
	return `^(?:` + capitals + `(?:[,;/] ?` + place + `){0,3}(?:,? ` + day + `)?(?: \([^()\n]{2,40}\))?` +
		`|` + place + `(?:, ` + place + `){0,2}(?:,? ` + day + `)? \([^()\n]{2,40}\)` +
		`|` + place + `(?:, ` + place + `){0,2}, ` + day + `)` +
		`,? ?(?:—|–|--+|- ) ?`
}

// splitDateline parts a unit that begins with a dateline: the parser would take
// the place for the subject of the sentence behind the dash.
func (l *language) splitDateline(a *extract.Article, u extract.Span) []extract.Span {
	start, end := a.Bytes(u)
	head := a.Text[start:min(end, start+160)]
	at := []int(nil)
	if strings.ContainsAny(head, "—–-") {
		at = l.dateline.FindStringIndex(head)
	}
	if at == nil {
		return []extract.Span{u}
	}
	for i := u.Start; i < u.End; i++ {
		if a.Tokens[i].Start >= start+at[1] && i > u.Start {
			return []extract.Span{{Start: u.Start, End: i}, {Start: i, End: u.End}}
		}
	}
	return []extract.Span{u}
}
