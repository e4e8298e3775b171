package coref

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// events joins "the conference" and "such gathering" to an event before it, and
// makes an event or agreement of a description that tells enough of it: its
// parties, its time, its edition ("top-level talks", "the September summit").
func events(r *resolver) {
	r.listEvents()
	for _, i := range r.nouns {
		if !r.bare(i) {
			continue
		}
		k, w := r.happening(i)
		if w == "" {
			continue
		}
		if r.such(i) {
			r.otherEdition(i, w)
			continue
		}
		d := r.details(i)
		if c := r.afterComma(i, w); c >= 0 {
			r.join(r.nominal(i, k), c)
			r.enrich(c, d)
			continue
		}
		if c := r.earlier(i, k, w, d); c >= 0 {
			r.join(r.nominal(i, k), c)
			r.enrich(c, d)
			continue
		}
		if r.tells(i, k, d) {
			r.found(i, k, d)
		}
	}
	r.announced()
}

// afterComma returns the event whose name stands before the comma in front of
// the phrase of head i, "the Harbour Conference, an event …", or -1: the parser
// often misses such appositions.
func (r *resolver) afterComma(i int, w string) int {
	s := r.Phrase(i).Span().Start
	if s < 2 || r.text(s-1) != "," || r.Phrase(i).Determiner() == "" {
		return -1
	}
	if m := r.at[s-2]; m >= 0 && r.mentions[m].Kind == extract.Event && r.likeness(&r.mentions[m], w) > 0 {
		return r.mentions[m].cluster
	}
	return -1
}

// details is what a description says of an event besides its noun.
type details struct {
	parties []int
	when    extract.Interval
	ordinal string
	names   []int // other names before the noun: "the Geneva talks"
}

// found makes an entity without a name of what head i describes.
func (r *resolver) found(i int, k extract.Kind, d details) {
	c := r.open(r.nominal(i, k))
	r.clusters[c].unnamed = true
	r.clusters[c].kind = k
	r.enrich(c, d)
}

func (r *resolver) enrich(c int, d details) {
	x := &r.clusters[c]
	for _, p := range d.parties {
		x.parties = with(x.parties, p)
	}
	if x.when.IsZero() {
		x.when = d.when
	}
	if x.ordinal == "" {
		x.ordinal = d.ordinal
	}
}

// happening returns the kind of event or agreement that token i heads and its
// noun; "" if it is none.
func (r *resolver) happening(i int) (extract.Kind, string) {
	if w := noun(r, i, r.l.Event); w != "" && (eventful(r.l.Event[w]) || r.attended(i)) {
		return extract.Event, w
	}
	if w := noun(r, i, r.l.Paper); w != "" {
		return r.l.Paper[w], w
	}
	return "", ""
}

// Classes of the table of events.
const (
	classGathering = "gathering"
	classContest   = "contest"
	classFestival  = "festival"
	classElection  = "election"
	classConflict  = "conflict"
	classDisaster  = "disaster"
)

// eventful reports whether nouns of a class make events of the graph by
// themselves.
func eventful(class string) bool {
	switch class {
	case classGathering, classContest, classFestival, classElection, classConflict:
		return true
	}
	return false
}

func (r *resolver) details(h int) details {
	d := details{when: r.timeOf(h)}
	for k := r.First(h); k >= 0; k = r.Next(k) {
		if k < h {
			if n := ordinal(r.lower(k)); n > 0 {
				d.ordinal = strconv.Itoa(n)
			}
		}
	}
	d.names = r.modifiers(h)
	d.parties = r.parties(h)
	return d
}

// parties returns who meets or agrees: "between A and B", "A's talks with B", "A
// held talks with B", "U.S.-China talks".
func (r *resolver) parties(h int) []int {
	out := slices.Clone(r.under(h, lexicon.Between, lexicon.Among))
	if len(out) == 0 {
		if v := r.a.Tokens[h].Head; v != h && r.a.Tokens[h].Dep == "dobj" {
			out = r.under(v, lexicon.Between)
		}
	}
	if len(out) > 1 {
		return out
	}
	other := r.under(h, lexicon.With)
	if of := r.Child(h, "prep"); len(other) == 0 && of >= 0 && r.lower(of) == lexicon.Of {
		if o := r.Child(of, "pobj"); o >= 0 {
			other = r.under(o, lexicon.With) // "a memorandum of understanding with Acme"
		}
	}
	v := r.a.Tokens[h].Head
	if r.a.Tokens[h].Dep == "dobj" && r.holds(v) {
		if len(other) == 0 {
			other = r.under(v, lexicon.With)
		}
		if s := r.Clause(v).Subject(); s >= 0 {
			other = append(r.conjuncts(s), other...)
		}
	}
	if p := r.Child(h, "poss"); p >= 0 && len(other) > 0 {
		other = append(r.conjuncts(p), other...)
	}
	for _, c := range other {
		out = with(out, c)
	}
	if mods := r.modifiers(h); len(out) < 2 && len(mods) == 2 && r.statesOnly(mods) {
		return mods
	}
	if out = r.parted(out); len(out) < 2 {
		return nil
	}
	return out
}

// parted replaces a pair ("the two sides") by its two members.
func (r *resolver) parted(list []int) []int {
	var out []int
	for _, c := range list {
		if x := r.clusters[c]; x.unnamed && x.kind == extract.Group && len(x.parties) > 1 {
			for _, p := range x.parties {
				out = with(out, r.find(p))
			}
			continue
		}
		out = with(out, c)
	}
	return out
}

func (r *resolver) statesOnly(list []int) bool {
	for _, c := range list {
		if r.kindOf(c) != extract.Place {
			return false
		}
	}
	return true
}

// holds reports whether a verb only carries its event: "held talks", "signed an
// agreement".
func (r *resolver) holds(v int) bool {
	return holdingVerbs.Has(r.lemma(v))
}

// earlier returns the event before head i that its description points to, or
// -1.
func (r *resolver) earlier(i int, k extract.Kind, w string, d details) int {
	if !r.Phrase(i).Definite() || eventWord.Has(r.lower(i)) && r.Child(i, "acl", "relcl", "prep") >= 0 {
		return -1 // "in the event that …"
	}
	best, rank := -1, 0
	clash := map[int]bool{} // by cluster
	for _, j := range r.candidates(i, w) {
		y := &r.mentions[j]
		if y.cluster < 0 || y.Start >= i || y.Kind != k || y.Head == i {
			continue
		}
		c := y.cluster
		if _, known := clash[c]; !known {
			clash[c] = r.clashes(c, d)
		}
		n := r.likeness(y, w)
		near := r.sentence[i] - r.sentence[y.Start]
		if clash[c] || n == 0 || y.Form != extract.Proper && near > nearEvent || n == 1 && near > nearClass {
			continue
		}
		if best >= 0 && best != c && n < rank {
			continue
		}
		best, rank = c, n
	}
	return best
}

// How far back a description reaches, in sentences: to an event that has no name,
// and by a word for all of its class.
const (
	nearEvent = 6
	nearClass = 8
)

// lookBack is how many names of events a description is compared with, the last
// ones before it: of an article that has more, it is a list.
const lookBack = 64

// listEvents lists the names of events, agreements and laws under their nouns.
func (r *resolver) listEvents() {
	r.eventNames = map[string][]int{}
	for _, j := range r.occasions {
		if y := &r.mentions[j]; y.Form == extract.Proper {
			w := singular(r.headWord(y))
			r.eventNames[w] = append(r.eventNames[w], j)
			r.eventNames[""] = append(r.eventNames[""], j)
		}
	}
}

// namesBefore returns the last names under a noun before token i, of all nouns
// for "".
func (r *resolver) namesBefore(i int, w string) []int {
	list := r.eventNames[w]
	n := sort.Search(len(list), func(k int) bool { return r.mentions[list[k]].Start >= i })
	return list[max(0, n-lookBack):n]
}

// candidates returns the mentions that head i may point to by noun w, in the
// order in which they were found: the names with that noun, and all that is near.
func (r *resolver) candidates(i int, w string) []int {
	r.a.Spend(lookBack)
	list := slices.Clone(r.namesBefore(i, singular(w)))
	for s := r.sentence[i] - nearClass; s <= r.sentence[i]; s++ {
		for _, j := range r.near(s) {
			switch r.mentions[j].Kind {
			case extract.Event, extract.Agreement, extract.Law:
				list = append(list, j)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func singular(w string) string { return strings.TrimSuffix(w, lexicon.S) }

// headWord returns the noun of an event's mention.
func (r *resolver) headWord(y *mention) string {
	if y.Form == extract.Proper && len(y.words) > 0 {
		return y.words[len(y.words)-1]
	}
	return r.lemma(y.Head)
}

// clashes reports whether cluster c cannot have the details d.
func (r *resolver) clashes(c int, d details) bool {
	x := &r.clusters[c]
	if d.ordinal != "" && d.ordinal != x.ordinal {
		return true
	}
	if !d.when.From.IsZero() && !x.when.From.IsZero() && d.when.From != x.when.From {
		return true
	}
	if !d.when.IsZero() && x.when.IsZero() && !x.unnamed {
		return false
	}
	if len(d.parties) > 0 && len(x.parties) > 0 && !slices.Equal(sorted(d.parties), sorted(x.parties)) {
		return true
	}
	for _, n := range d.names {
		if !slices.Contains(x.parties, n) && !r.mentionsName(c, n) {
			return true
		}
	}
	return false
}

// mostNames is how many mentions of an event are looked into for other names.
const mostNames = 512

// mentionsName reports whether cluster c has a mention that holds a name of
// cluster n.
func (r *resolver) mentionsName(c, n int) bool {
	all := r.clusters[c].mentions
	r.a.Spend(min(len(all), mostNames))
	for _, m := range all[:min(len(all), mostNames)] {
		s := r.mentions[m].Span
		for i := s.Start; i < s.End; i++ {
			if r.clusterAt(i) == n {
				return true
			}
		}
	}
	return false
}

func sorted(s []int) []int { s = slices.Clone(s); slices.Sort(s); return s }

// likeness compares the noun w with that of an earlier mention: 2 the same, 1 w
// is a word for all of the class, 0 different.
func (r *resolver) likeness(y *mention, w string) int {
	head := r.headWord(y)
	if singular(head) == singular(w) {
		return 2
	}
	class := r.l.Event[head]
	switch {
	case eventWord.Has(w):
		if eventful(class) && class != classConflict {
			return 1
		}
	case gatheringWord.Has(w):
		if class == classGathering {
			return 1
		}
	case meetingWord.Has(w):
		if meetingKinds.Has(head) {
			return 1
		}
	case paperNouns.Has(w):
		if papersMeant.Has(head) {
			return 1
		}
	}
	return 0
}

// tells reports whether a description tells an event from others of its noun.
func (r *resolver) tells(i int, k extract.Kind, d details) bool {
	if k == extract.Law {
		return false
	}
	if k == extract.Event && r.attended(i) {
		return true
	}
	if len(d.parties) > 1 || len(d.names) > 0 || d.ordinal != "" && k == extract.Event {
		return true
	}
	return !d.when.IsZero() && k == extract.Event
}

// attended reports whether somebody attends the event that token i heads, so
// that it is worth a node although it has no name.
func (r *resolver) attended(i int) bool {
	t := &r.a.Tokens[i]
	if r.l.Event[r.lemma(i)] == classDisaster { // who takes part in a bombing attends nothing
		return false
	}
	if eventWord.Has(t.Lemma) { // an apposition: "the Zed Forum, an event attended by …"
		return false
	}
	switch v := r.a.Tokens[t.Head].Lemma; t.Dep {
	case "dobj", "nsubjpass":
		if attendVerbs.Has(v) {
			return true
		}
	case "pobj":
		g := r.a.Tokens[r.a.Tokens[t.Head].Head].Lemma
		if (v == lexicon.In || v == lexicon.At) && takingPart.Has(g) {
			return true
		}
	}
	for k := i + 1; k < len(r.a.Tokens)-1 && k < i+8; k++ {
		if attended.Has(r.lower(k)) && r.lower(k+1) == lexicon.By {
			return true
		}
		if p := r.a.Tokens[k].POS; p == "VERB" || p == "AUX" {
			break
		}
	}
	for k := r.First(i); k >= 0; k = r.Next(k) {
		if x := &r.a.Tokens[k]; attend.Has(x.Lemma) && (x.Dep == "acl" || x.Dep == "relcl") {
			return true
		}
	}
	return false
}

// such reports whether head i is "such gathering", "the next conference".
func (r *resolver) such(i int) bool {
	for k := r.First(i); k >= 0; k = r.Next(k) {
		if k >= i {
			continue
		}
		if notTheSameEvent.Has(r.lower(k)) {
			return true
		}
	}
	return false
}

// otherEdition makes "the first such gathering last year" another edition of
// the last named event.
func (r *resolver) otherEdition(i int, w string) {
	d := r.details(i)
	if d.ordinal == "" && d.when.IsZero() {
		return
	}
	best := -1
	for _, j := range r.namesBefore(i, "") {
		if y := &r.mentions[j]; y.Kind == extract.Event && y.cluster >= 0 && r.likeness(y, w) > 0 {
			best = y.cluster
		}
	}
	if best < 0 {
		return
	}
	if d.ordinal != "" && d.ordinal == r.clusters[best].ordinal {
		r.join(r.nominal(i, extract.Event), best)
		return
	}
	name, _ := r.names(best)
	c := r.open(r.nominal(i, extract.Event))
	r.clusters[c].name, r.clusters[c].kind = name, extract.Event
	r.enrich(c, d)
}

// announced joins an indefinite event of the lead ("told a technology gathering")
// to the only named event of the article, which comes later: news names it once
// the scene is set.
func (r *resolver) announced() {
	only := -1
	for j := range r.mentions {
		y := &r.mentions[j]
		if y.Kind != extract.Event || y.Form != extract.Proper || y.cluster < 0 || r.l.Event[y.words[len(y.words)-1]] != classGathering {
			continue
		}
		if only >= 0 && only != y.cluster {
			return
		}
		only = y.cluster
	}
	if only < 0 {
		return
	}
	start := r.first(only)
	for i := 0; i < start; i++ {
		if r.sentence[i] > 4 {
			return
		}
		if !r.bare(i) {
			continue
		}
		_, w := r.happening(i)
		if !eventNouns.Has(w) || len(r.parties(i)) > 0 {
			continue
		}
		if a := r.Phrase(i).Determiner(); a != lexicon.A && a != lexicon.An {
			continue
		}
		if y := r.mentions[r.clusters[only].mentions[0]]; anyEvent.Has(w) || r.likeness(&y, w) == 2 {
			r.join(r.nominal(i, extract.Event), only)
			r.enrich(only, details{when: r.timeOf(i)})
			return
		}
	}
}
