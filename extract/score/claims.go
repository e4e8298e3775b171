package score

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// Mark says what a line of a claims file asks for.
type Mark byte

// The marks: the claim must be found; it may be; it must not be found as a plain
// fact (not negated, actual, not former).
const (
	Wanted   Mark = ' '
	Neutral  Mark = '?'
	Unwanted Mark = '!'
)

// GoldClaim is one line of a claims file.
type GoldClaim struct {
	Mark                      Mark
	Line                      int
	Subject, Relation, Object string // "*" in a neutral or unwanted line: anything
	Negated, Former           bool
	Modality                  extract.Modality
	Speaker, Role, Date       string // Speaker empty: the article itself; the others empty: not compared
}

// String returns the claim as its line has it.
func (g GoldClaim) String() string {
	var more []string
	if g.Negated {
		more = append(more, "negated")
	}
	if g.Modality != extract.Actual {
		more = append(more, string(g.Modality))
	}
	if g.Former {
		more = append(more, "former")
	}
	for _, p := range [][2]string{{"speaker", g.Speaker}, {"role", g.Role}, {"date", g.Date}} {
		if p[1] != "" {
			more = append(more, p[0]+"="+p[1])
		}
	}
	s := g.Subject + " | " + g.Relation + " | " + g.Object
	if len(more) > 0 {
		s += " | " + strings.Join(more, "; ")
	}
	return s
}

// Gold is what one article must give.
type Gold struct {
	ID     string // of the article, empty where the file is about one article only
	Claims []GoldClaim
}

// ReadClaims reads a claims file:
//
//	# a comment
//	@ id of the article that the next lines are about, in a file of several
//	Subject | RELATION | Object
//	Subject | RELATION | Object | negated; planned; former; speaker=Name; role=chairman; date=2024-03
//	? Subject | RELATION | *
//	! Subject | RELATION | Object
//
// The object of BORN_ON, DIED_ON and FOUNDED_ON is a day, month or year. A claim
// is wanted as it stands: what the line does not say is not negated,
// actual, current and in the article's own voice. "?" is neither wanted nor
// wrong, "!" must not be found as a plain fact.
func ReadClaims(name string, r io.Reader) ([]Gold, error) {
	var all []Gold
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '@':
			all = append(all, Gold{ID: strings.TrimSpace(line[1:])})
			continue
		case len(all) == 0:
			all = append(all, Gold{})
		}
		c, err := parseClaim(line, n)
		if err != nil {
			return nil, fmt.Errorf("read %s:%d: %w", name, n, err)
		}
		last := &all[len(all)-1]
		last.Claims = append(last.Claims, c)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return all, nil
}

func parseClaim(line string, n int) (GoldClaim, error) {
	g := GoldClaim{Mark: Wanted, Line: n, Modality: extract.Actual}
	if line[0] == '?' || line[0] == '!' {
		g.Mark, line = Mark(line[0]), line[1:]
	}
	part := strings.Split(line, "|")
	for i := range part {
		part[i] = strings.TrimSpace(part[i])
	}
	if len(part) < 3 || len(part) > 4 || slices.Contains(part, "") {
		return g, fmt.Errorf("want Subject | RELATION | Object | differences, got %q", line)
	}
	g.Subject, g.Relation, g.Object = part[0], part[1], part[2]
	if g.Relation != strings.ToUpper(g.Relation) {
		return g, fmt.Errorf("%q is no relation: write it in capitals", g.Relation)
	}
	if len(part) == 3 {
		return g, nil
	}
	for word := range strings.SplitSeq(part[3], ";") {
		if err := g.set(strings.TrimSpace(word)); err != nil {
			return g, err
		}
	}
	return g, nil
}

// set takes one of the differences behind the third bar.
func (g *GoldClaim) set(word string) error {
	key, value, _ := strings.Cut(word, "=")
	switch key {
	case "negated":
		g.Negated = true
	case "former":
		g.Former = true
	case "planned", "possible":
		g.Modality = extract.Modality(key)
	case "speaker":
		g.Speaker = value
	case "role":
		g.Role = value
	case "date":
		g.Date = value
	default:
		return fmt.Errorf("unknown difference %q: negated, planned, possible, former, speaker=, role=, date=", word)
	}
	return nil
}

// Outcome is what comparing one article's claims with gold gave. The lists hold
// one line each, in the order of the gold file, then of the article.
type Outcome struct {
	Wanted, Right int      // gold claims, and those found exactly as they stand
	Missed        []string // the ends never met in that relation
	Differs       []string // they did, but something else is wrong
	Extra         []string // found, in a relation that the gold has, and neither wanted nor neutral
	Violations    []string // found as a plain fact although unwanted
}

// Add adds another article's outcome.
func (o *Outcome) Add(p Outcome) {
	o.Wanted += p.Wanted
	o.Right += p.Right
	o.Missed = append(o.Missed, p.Missed...)
	o.Differs = append(o.Differs, p.Differs...)
	o.Extra = append(o.Extra, p.Extra...)
	o.Violations = append(o.Violations, p.Violations...)
}

// Check compares the claims of an article with gold. The relations, by name, are
// those that are scored: only they can be extra, and the symmetric ones of them are
// met either way round.
func (g Gold) Check(a *extract.Article, relations map[string]extract.Relation) Outcome {
	var o Outcome
	used := make([]bool, len(a.Claims))
	for _, want := range g.Claims {
		if want.Mark == Wanted {
			o.Wanted++
			o.wanted(a, want, relations, used)
		}
	}
	for i := range a.Claims {
		c := &a.Claims[i]
		neutral := c.Entailed // gold lists what the text states
		for _, other := range g.Claims {
			if !other.meets(a, c, relations) {
				continue
			}
			neutral = neutral || other.Mark == Neutral
			if other.Mark == Unwanted && !c.Negated && c.Modality == extract.Actual && !c.Former {
				o.Violations = append(o.Violations, show(a, c))
			}
		}
		if _, scored := relations[c.Relation]; scored && !used[i] && !neutral {
			o.Extra = append(o.Extra, show(a, c))
		}
	}
	return o
}

// wanted looks for the claim that comes nearest to the wanted one. All claims of
// the same ends and status are used up by it.
func (o *Outcome) wanted(a *extract.Article, want GoldClaim, relations map[string]extract.Relation, used []bool) {
	best, fewest := "", 99
	for i := range a.Claims {
		c := &a.Claims[i]
		if !want.meets(a, c, relations) {
			continue
		}
		wrong := want.differences(a, c)
		if c.Negated == want.Negated && c.Modality == want.Modality && c.Former == want.Former {
			used[i] = true
		}
		if len(wrong) < fewest {
			best, fewest = strings.Join(wrong, ", "), len(wrong)
		}
	}
	switch fewest {
	case 0:
		o.Right++
	case 99:
		o.Missed = append(o.Missed, want.String())
	default:
		o.Differs = append(o.Differs, want.String()+": found "+best)
	}
}

// meets reports whether a claim has the relation and the ends of g.
func (g GoldClaim) meets(a *extract.Article, c *extract.Claim, relations map[string]extract.Relation) bool {
	if family(c.Relation) != family(g.Relation) {
		return false
	}
	if c.Object < 0 {
		return named(a, c.Subject, g.Subject) && (g.Object == "*" || c.Value != "" && strings.HasPrefix(c.Value, g.Object))
	}
	return named(a, c.Subject, g.Subject) && named(a, c.Object, g.Object) ||
		relations[g.Relation].Symmetric && named(a, c.Object, g.Subject) && named(a, c.Subject, g.Object)
}

// differences says in what a claim with the right ends is not the wanted one.
func (g GoldClaim) differences(a *extract.Article, c *extract.Claim) []string {
	var wrong []string
	if c.Negated != g.Negated {
		wrong = append(wrong, fmt.Sprintf("negated %t", c.Negated))
	}
	if c.Modality != g.Modality {
		wrong = append(wrong, string(c.Modality))
	}
	if c.Former != g.Former {
		wrong = append(wrong, fmt.Sprintf("former %t", c.Former))
	}
	if g.Speaker == "" && c.Speaker >= 0 || g.Speaker != "" && !named(a, c.Speaker, g.Speaker) {
		wrong = append(wrong, "speaker "+entityName(a, c.Speaker))
	}
	if g.Role != "" && !strings.EqualFold(c.Role, g.Role) {
		wrong = append(wrong, fmt.Sprintf("role %q", c.Role))
	}
	if g.Date != "" && !strings.HasPrefix(c.When.From.First, g.Date) {
		wrong = append(wrong, fmt.Sprintf("date %q", c.When.From.First))
	}
	return wrong
}

// family gives the relations that count as one in the score the same name.
func family(relation string) string {
	switch relation {
	case "HOLDS_OFFICE_IN", "REPRESENTS":
		return "EMPLOYED_BY"
	case "OWNED_BY":
		return "SUBSIDIARY_OF"
	case "PARTICIPATED_IN":
		return "ATTENDED"
	}
	return relation
}

// named reports whether an entity goes by a name in its article.
func named(a *extract.Article, entity int, name string) bool {
	if name == "*" {
		return true
	}
	if entity < 0 {
		return false
	}
	e, want := &a.Entities[entity], bareName(name)
	if bareName(e.Name) == want || slices.ContainsFunc(e.Aliases, func(s string) bool { return bareName(s) == want }) {
		return true
	}
	return slices.ContainsFunc(e.Mentions, func(m int) bool { return bareName(a.Words(a.Mentions[m].Span)) == want })
}

// bareName takes off what does not tell names apart here: case, "the" and the
// form of a company.
func bareName(s string) string {
	s = strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(s, "’", "'")), "the ")
	s = strings.TrimSuffix(s, "'s")
	for _, form := range []string{" ab", " ag", " sa", " plc", " ltd.", " ltd", " asa", " as", " a/s", " corp.", " corp", " gmbh", " bv"} {
		if rest, ok := strings.CutSuffix(s, form); ok {
			return rest
		}
	}
	return s
}

func entityName(a *extract.Article, i int) string {
	if i < 0 {
		return "none"
	}
	return a.Entities[i].Name
}

// show writes a claim as a claims file would have it.
func show(a *extract.Article, c *extract.Claim) string {
	g := GoldClaim{Subject: entityName(a, c.Subject), Relation: c.Relation, Object: c.Value, Negated: c.Negated, Former: c.Former, Modality: c.Modality}
	if c.Object >= 0 {
		g.Object = entityName(a, c.Object)
	}
	if c.Speaker >= 0 {
		g.Speaker = entityName(a, c.Speaker)
	}
	return g.String()
}
