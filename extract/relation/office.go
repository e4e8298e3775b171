package relation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// An office is a role in its normal form.
type office struct {
	name string
	sole bool // one person holds it at a time
	body bool // a country's adjective does not name its body
}

// offices maps the spellings of roles, in plain words, to their normal form, and
// longestOffice is how many words the longest has.
var offices, longestOffice = readOffices(lexicon.Table("offices"))

func readOffices(table [][][]string) (map[string]office, int) {
	all, most := map[string]office{}, 0
	for _, e := range table {
		o := office{name: e[1][0], sole: e[0][0] != "many", body: e[0][0] == "body"}
		for _, spelling := range append(e[1][:1:1], e[2]...) {
			words := plainWords(spelling)
			all[strings.Join(words, " ")] = o
			most = max(most, len(words))
		}
	}
	return all, most
}

// plainWords are the words of a role in lower case, without hyphens, the dots of
// abbreviations, and one of two spellings.
func plainWords(role string) []string {
	role = strings.NewReplacer("-", " ", "‑", " ", "–", " ", ".", "", "’", "'").Replace(strings.ToLower(role))
	words := strings.Fields(role)
	for i, w := range words {
		if s, ok := spellings[w]; ok {
			words[i] = s
		}
	}
	return words
}

// NormalRole is a role as claims keep it beside their own words (extract.Claim.RoleNorm).
func NormalRole(role string) string { return normalRole(role) }

// normalRole is the form that all spellings of a role have in common: "chief
// executive" of "acting CEO", "vice president" of "Vice-Presidents". It keeps what
// makes it another role: "deputy", "co-".
func normalRole(role string) string {
	words := plainWords(role)
	for len(words) > 1 && waysToHold.Has(words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && waysBehind.Has(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return ""
	}
	head := headOf(words)
	words[head] = singular(words[head])
	for n := min(len(words), longestOffice); n > 0; n-- {
		at := len(words) - n
		if o, ok := offices[strings.Join(words[at:], " ")]; ok {
			words = append(words[:at:at], o.name)
			break
		}
	}
	name := strings.Join(words, " ")
	if shared.Has(words[0]) && len(words) > 1 {
		name = words[0] + "-" + strings.Join(words[1:], " ")
	}
	return name
}

// headOf is the place of the noun of a role: the last word, or the one before
// "of state", "in chief", "general".
func headOf(words []string) int {
	head := len(words) - 1
	for i := 1; i < len(words); i++ {
		if insideRoles.Has(words[i]) {
			head = i - 1
			break
		}
	}
	for head > 0 && behindRoleNouns.Has(words[head]) {
		head--
	}
	return head
}

// singular is the noun of one of those whom a plural names, in the case that it has.
func singular(noun string) string {
	low := strings.ToLower(noun)
	for _, end := range pluralEnds {
		if stem, ok := strings.CutSuffix(low, end); ok && (stem != "" || pluralEndings[end] == end) {
			return noun[:len(stem)] + pluralEndings[end]
		}
	}
	return noun
}

// pluralEnds are the endings of plurals, the longest first.
var pluralEnds = func() []string {
	var ends []string
	for end := range pluralEndings {
		ends = append(ends, end)
	}
	slices.SortFunc(ends, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return ends
}()

// roleOfOne is the role as the text has it, but of one of those who have it.
func (v *view) roleOfOne(s extract.Span) string {
	text := v.Words(s)
	var words []string
	for i := s.Start; i < s.End; i++ {
		words = append(words, v.lower[i])
	}
	i := s.Start + headOf(words)
	if !v.Phrase(i).Plural() {
		return text
	}
	noun := v.Words(extract.Span{Start: i, End: i + 1})
	at := v.Tokens[i].Start - v.Tokens[s.Start].Start
	if at+len(noun) > len(text) || text[at:at+len(noun)] != noun {
		return text
	}
	return text[:at] + singular(noun) + text[at+len(noun):]
}

// sole reports whether holder h of post p has an office of body b that one person
// holds at a time, and nothing says that it is a part of it, shared, held for
// another, or held in the past.
func (v *view) sole(p *post, h *holder, b end) bool {
	o := offices[strings.Join(plainWords(v.roleOfOne(p.Span)), " ")]
	switch {
	case !o.sole || p.same.Len() > 0 || v.roleWords(p) != p.Span:
		return false
	case v.Phrase(p.End-1).Plural() && !p.each:
		return false
	case h.frame == "copula" && v.Lemma(h.clause) == lexicon.Be && v.Tokens[h.clause].Tag == "VBD":
		return false
	case o.body && v.adjectival(b):
		return false
	}
	m := v.Mentions[b.mention]
	switch {
	case !v.unmodified(p):
		return false
	case m.Start >= p.End && m.End <= p.right:
		return v.directly(p, m.Span)
	}
	return p.right == p.End || m.End <= p.Start
}

// unmodified reports whether no word before a post makes another office of it:
// "regional president", "a governor".
func (v *view) unmodified(p *post) bool {
	i := p.Start - 1
	for i >= 0 && (noOtherOffice.Has(v.lower[i]) || v.IsPossessive(i)) {
		i--
	}
	switch {
	case i < 0 || v.cover[i] >= 0 || v.heads[i] >= 0:
		return true
	case v.lower[i] == lexicon.A || v.lower[i] == lexicon.An:
		return false
	}
	pos := v.Tokens[i].POS
	return v.Head(i) != p.head || pos == "DET" || pos == "PRON" || pos == "PUNCT" || pos == "ADP" || pos == "CCONJ" || pos == "AUX"
}

// directly reports whether the body after a post is the one of which it is an
// office: not "chairman of the audit committee of Acme", "head of Acme's Asia unit".
func (v *view) directly(p *post, body extract.Span) bool {
	if v.lower[p.End] != lexicon.Of || body.End < len(v.Tokens) && v.IsPossessive(body.End) {
		return false
	}
	for i := p.End + 1; i < body.Start; i++ {
		if v.cover[i] < 0 && (v.Tokens[i].POS == "ADP" || v.Tokens[i].POS == "CCONJ" || v.IsPossessive(i)) {
			return false
		}
	}
	d := v.Dep(v.HeadOf(body))
	return d != "compound" && d != "nmod" && d != "poss"
}

// respectively leaves of the bodies of a post those of its holder n, where the text
// gives each of several holders its own body: "the presidents of Ruritania and
// Sylvania, Bo Lin and Di Ray". Nobody holds an office that one person has twice, nor
// one in two states; founders of two firms may be both of both.
func (v *view) respectively(p *post, n int) []end {
	if len(p.bodies) < 2 || len(p.holders) < 2 {
		return p.bodies
	}
	sole := offices[strings.Join(plainWords(v.roleOfOne(p.Span)), " ")].sole
	if !sole && slices.ContainsFunc(p.bodies, func(e end) bool { return v.kind(e.mention) == extract.Organization }) {
		return p.bodies
	}
	var bodies, holders []end
	for _, b := range p.bodies {
		if v.kind(b.mention) != extract.Person { // the parse joins them to the bodies
			bodies = append(bodies, b)
		}
	}
	for _, h := range p.holders {
		holders = append(holders, h.end)
	}
	bodies, holders = v.inOrder(bodies), v.inOrder(holders)
	at := slices.IndexFunc(holders, func(e end) bool { return e.entity == p.holders[n].entity })
	switch {
	case len(bodies) < 2 || len(holders) < 2:
		return bodies
	case len(bodies) != len(holders):
		return nil
	}
	return bodies[at : at+1]
}

// inOrder sorts ends as they stand in the text, each entity once.
func (v *view) inOrder(list []end) []end {
	slices.SortStableFunc(list, func(a, b end) int { return v.Mentions[a.mention].Start - v.Mentions[b.mention].Start })
	var out []end
	for _, e := range list {
		if !slices.ContainsFunc(out, func(x end) bool { return x.entity == e.entity }) {
			out = append(out, e)
		}
	}
	return out
}
