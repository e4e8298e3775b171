package coref

import (
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// edition takes year and ordinal off the words of a named event, also those
// right before the name: "the second World Internet Conference", "2014 World
// Cup". What is left is the key; editions are joined apart.
func (r *resolver) edition(x *mention) {
	var words []string
	for _, w := range x.words {
		if e := editionOf(w); e != "" && len(x.words) > 1 {
			x.edition = e
			continue
		}
		words = append(words, w)
	}
	if len(words) > 0 {
		x.words = words
		x.key = strings.Join(words, " ")
	}
	if x.edition != "" {
		return
	}
	for i := x.Start - 1; i >= max(0, x.Start-2); i-- {
		if e := editionOf(r.lower(i)); e != "" {
			x.edition = e
			return
		}
		if w := r.lower(i); !annual.Has(w) {
			break
		}
	}
	if x.End < len(r.a.Tokens) {
		if e := editionOf(r.lower(x.End)); len(e) == 4 {
			x.edition = e
			return
		}
	}
	x.edition = yearOf(r, x)
	x.timed = x.edition != ""
}

// yearOf returns the year of the edition of an event that is held again and again, "" if
// no time tells it: "last year's Harbour Forum", "won the World Cup in 1978".
func yearOf(r *resolver, x *mention) string {
	switch class := r.l.Event[x.words[len(x.words)-1]]; class {
	case classGathering, classContest, classFestival, classElection:
	default:
		return ""
	}
	h := r.a.HeadOf(x.Span)
	when := r.timeOf(h)
	if when.IsZero() {
		if v := takesPart(r, h); v >= 0 {
			when = r.timeOf(v)
		}
	}
	if !when.Point || len(when.From.First) < 4 {
		return ""
	}
	return when.From.First[:4]
}

// takesPart returns the verb by which somebody is at the event with head h, "won the cup",
// "spoke at the forum", or by which it takes place; the time of that verb is the event's.
// -1 if there is none.
func takesPart(r *resolver, h int) int {
	v := r.Head(h)
	if r.Dep(h) == "pobj" {
		if w := r.lower(v); w != lexicon.At && w != lexicon.In {
			return -1
		}
		v = r.Head(v)
	} else if d := r.Dep(h); d != "dobj" && d != "nsubjpass" {
		return -1
	}
	if v != h && r.IsVerb(v) && (takingPart.Has(r.lemma(v)) || attendVerbs.Has(r.lemma(v)) || contendingVerbs.Has(r.lemma(v))) {
		return v
	}
	return -1
}

// editionOf returns "2014" for a year, "#2" for "second" or "2nd", else "".
func editionOf(w string) string {
	if len(w) == 4 && (w[:2] == "19" || w[:2] == "20") {
		if _, err := strconv.Atoi(w); err == nil {
			return w
		}
	}
	if n := ordinal(w); n > 0 {
		return "#" + strconv.Itoa(n)
	}
	return ""
}

// ordinal returns the number that an ordinal states, 0 if the word is none.
func ordinal(w string) int {
	if n, ok := ordinals[strings.TrimSuffix(w, ever)]; ok {
		return n
	}
	for _, suffix := range ordinalEndings {
		if d, ok := strings.CutSuffix(w, suffix); ok && len(d) < 4 {
			if n, err := strconv.Atoi(d); err == nil {
				return n
			}
		}
	}
	return 0
}

// editions joins a named event without edition to the only edition of it that
// the article names, and fills in what the clusters tell of their editions.
func editions(r *resolver) {
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.Kind != extract.Event || x.Form != extract.Proper || x.cluster < 0 {
			continue
		}
		dateEdition(r, x)
	}
	named := r.named()
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.Kind != extract.Event || x.Form != extract.Proper || x.edition != "" || x.cluster < 0 {
			continue
		}
		if c := r.onlyEdition(x, named); c >= 0 {
			r.merge(c, x.cluster)
		}
	}
}

// dateEdition fills in what a mention of an event tells of the edition of its cluster.
func dateEdition(r *resolver, x *mention) {
	c := &r.clusters[x.cluster]
	if x.timed && c.when.IsZero() {
		c.when = r.timeOf(x.Head)
	}
	switch {
	case strings.HasPrefix(x.edition, "#"):
		c.ordinal = x.edition[1:]
	case x.edition != "" && c.when.IsZero():
		c.when = extract.Interval{From: extract.CalendarDate{First: x.edition + "-01-01", Precision: extract.Year}, Point: true, Phrase: x.Span}
	}
	if c.when.IsZero() {
		c.when = r.timeOf(x.Head)
	}
}

// named lists the events with an edition in their names under these, one of each
// cluster. A time beside the name tells of that mention only, if it is of another year
// than the article: who won the cup in 1978 may play for it today.
func (r *resolver) named() map[string][]int {
	list := map[string][]int{}
	seen := map[int]string{}
	now := r.a.Published.Format("2006")
	for j := range r.mentions {
		y := &r.mentions[j]
		if y.Kind != extract.Event || y.edition == "" || y.timed && y.edition != now || y.cluster < 0 || seen[y.cluster] == y.key+" " {
			continue
		}
		seen[y.cluster] = y.key + " "
		list[y.key] = append(list[y.key], j)
	}
	return list
}

// onlyEdition returns the cluster of the one edition that the article names of
// event x, or -1.
func (r *resolver) onlyEdition(x *mention, named map[string][]int) int {
	best := -1
	for _, j := range named[x.key] {
		r.a.Spend(1)
		c := r.mentions[j].cluster
		if c < 0 || c == x.cluster {
			continue
		}
		if best >= 0 && best != c {
			return -1
		}
		best = c
	}
	return best
}

// timeOf returns the time phrase that hangs on token h, directly ("the September
// summit", "the gathering last year") or by a preposition ("the summit in
// September").
func (r *resolver) timeOf(h int) extract.Interval {
	if r.sentence[h] >= len(r.times) {
		return extract.Interval{}
	}
	r.a.Spend(1 + len(r.times[r.sentence[h]]))
	for _, k := range r.times[r.sentence[h]] {
		t := &r.a.Times[k]
		p := t.Phrase
		for i := p.Start; i < p.End; i++ {
			g := r.a.Tokens[i].Head
			if p.Contains(g) && g != i {
				continue
			}
			if g >= 0 && r.a.Tokens[g].Dep == "prep" && r.a.Tokens[i].Dep == "pobj" {
				g = r.a.Tokens[g].Head
			}
			if g == h && !p.Contains(h) {
				return t.Interval
			}
		}
	}
	return extract.Interval{}
}
