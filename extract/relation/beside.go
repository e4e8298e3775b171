package relation

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// neighbours proposes candidates from names that stand next to each other:
// "Zed-based Acme", "the German carmaker Acme", "China's Xinjiang", "Bo Lin of
// Acme", "the summit in Zed", "Zed, eastern Ruritania", "the town of Zed".
func (v *view) neighbours() {
	for m := range v.Mentions {
		v.Spend(20)
		if v.Mentions[m].Entity < 0 || v.Mentions[m].Form == extract.Pronoun {
			continue
		}
		if v.Mentions[m].Form == extract.Proper {
			v.based(m)
			v.adjective(m)
			v.possessive(m)
			v.comma(m)
			v.whole(m)
			v.of(m)
			v.seat(m)
			v.born(m)
			v.staff(m)
			v.national(m)
			v.home(m)
			v.quarter(m)
			v.unit(m)
		}
		v.in(m)
	}
}

// beside proposes subject s and object o in every relation that has the frame
// and takes these kinds; none of several claims the pair twice.
func (v *view) beside(frame string, s, o int, trigger extract.Span, t *trigger) {
	v.besideIn(frame, s, o, trigger, t, -1)
}

// besideIn is beside for what the clause of a verb states, whose status it has;
// -1 for what the noun phrase presupposes.
func (v *view) besideIn(frame string, s, o int, trigger extract.Span, t *trigger, clause int) {
	at := clause
	if at < 0 {
		if v.Sentence(trigger.Start).Number < 0 { // the name ends its paragraph
			trigger = v.Mentions[o].Span
		}
		at = trigger.Start
	}
	for i := range v.x.beside[frame] {
		x := &v.x.beside[frame][i]
		if t != nil && x != t || t == nil && len(x.words) > 0 && !v.wordOf(s, x.words[0]) {
			continue
		}
		r := &v.x.relations[x.relation]
		if !v.fits(v.Mentions[s].Entity, r.Subject) || !v.fits(v.Mentions[o].Entity, r.Object) {
			continue
		}
		v.propose(candidate{relation: x.relation, frame: x.frame, subject: m2end(v, s), object: m2end(v, o),
			trigger: trigger, clause: at, presupposed: clause < 0})
	}
}

// wordOf reports whether mention m holds the word.
func (v *view) wordOf(m int, word string) bool {
	for i := v.Mentions[m].Start; i < v.Mentions[m].End; i++ {
		if v.lower[i] == word {
			return true
		}
	}
	return false
}

// nextName reports whether tokens from i on are only modifiers and nouns up to the
// next name, and returns that name; noun tells whether a noun was among them.
func (v *view) nextName(i, most int) (m int, noun bool) {
	for n := 0; n <= most && i < len(v.Tokens); n++ {
		if m := v.cover[i]; m >= 0 {
			return m, noun
		}
		switch t := v.Tokens[i]; {
		case t.POS == "NOUN":
			noun = true
		case t.POS == "PUNCT" && noun && n > 0 && v.lower[i] == "," && i+1 < len(v.Tokens) && v.cover[i+1] >= 0 && v.kind(v.cover[i+1]) == extract.Organization && v.Dep(v.HeadOf(v.Mentions[v.cover[i+1]].Span)) == "appos":
		case t.POS == "ADJ" || t.POS == "PROPN" || t.Tag == "``" || t.Tag == "''" || t.Tag == "HYPH" || t.Tag == "VBN" || t.Tag == "NUM":
		default:
			return -1, noun
		}
		i++
	}
	return -1, noun
}

// based is "Zed-based Acme" and, for a list, "Zed-based Acme and Bell Corp.";
// likewise "Acme-owned Bell Corp.".
func (v *view) based(m int) {
	i := v.Mentions[m].End
	if i < len(v.Tokens) && (v.lower[i] == "-" || v.lower[i] == "–") {
		i++
	}
	if i >= len(v.Tokens) {
		return
	}
	frame := lexicon.Based
	switch w := v.lower[i]; {
	case basedWords.Has(w):
	case ownedWord.Has(w): // a country's adjective says only where the owners come from
		if frame = "owned"; i == v.Mentions[m].End || v.Tokens[v.Mentions[m].Head].POS == "ADJ" {
			return
		}
	default:
		return
	}
	o, _ := v.nextName(i+1, 6)
	if o < 0 {
		for _, e := range v.described(i) { // "Acme, a Zed-based firm"
			v.beside(frame, e.mention, m, extract.Span{Start: i, End: i + 1}, nil)
		}
	}
	for o >= 0 {
		v.beside(frame, o, m, extract.Span{Start: i, End: i + 1}, nil)
		e := v.Mentions[o].End
		if e+1 >= len(v.Tokens) || v.Tokens[e].POS != "CCONJ" || v.cover[e+1] < 0 || v.kind(v.cover[e+1]) != v.kind(o) {
			return
		}
		o = v.cover[e+1]
	}
}

// adjective is a country, or its adjective, before a noun and a name.
func (v *view) adjective(m int) {
	e := v.Mentions[m].End
	if e >= len(v.Tokens) || v.kind(m) != extract.Place || v.area(v.Lemma(e)) {
		return
	}
	o, noun := v.nextName(e, 4)
	if h := v.Mentions[m].Head; o < 0 && (v.Tokens[h].POS == "ADJ" || e < len(v.Tokens) && v.firm(v.Lemma(e))) { // "Acme, a Ruritanian maker of cables"
		for _, p := range v.described(v.Mentions[m].Head) {
			if v.kind(p.mention) == extract.Organization {
				v.beside("adjective", p.mention, m, extract.Span{Start: e, End: e + 1}, nil)
			}
		}
		return
	}
	if o < 0 || !noun || v.kind(o) != extract.Organization || v.governsOther(o) {
		return
	}
	v.beside("adjective", o, m, extract.Span{Start: e, End: e + 1}, nil)
}

// firm reports whether a noun names a kind of company.
func (v *view) firm(lemma string) bool {
	return firmNouns.Has(lemma)
}

// possessive is "China's Xinjiang", "Germany's intelligence agency Acme".
func (v *view) possessive(m int) {
	e := v.Mentions[m].End
	if e+1 < len(v.Tokens) && v.IsPossessive(e+1) && v.Tokens[e].POS == "PUNCT" {
		e++
	}
	if e >= len(v.Tokens) || !v.IsPossessive(e) {
		return
	}
	if v.kind(m) == extract.Organization { // "Acme's Bo Lin"
		if o := v.nameAt(e + 1); o >= 0 && v.kind(o) == extract.Person && !v.governsOther(o) {
			v.beside(lexicon.Of, o, m, extract.Span{Start: e, End: e + 1}, v.bodyTrigger(m))
		}
		return
	}
	if v.kind(m) != extract.Place {
		return
	}
	o, _ := v.nextName(e+1, 4)
	if o >= 0 && v.kind(o) == extract.Person && v.Mentions[o].Start == e+1 && !v.governsOther(o) { // "Ruritania's Bo Lin"
		v.beside("national", o, m, extract.Span{Start: e, End: e + 1}, nil)
		return
	}
	if v.ofCountry(m, e) || o < 0 || v.kind(o) == extract.Person || v.governsOther(o) {
		return
	}
	v.beside("possessive", o, m, extract.Span{Start: e, End: e + 1}, nil)
}

// governsOther reports whether name m only modifies another noun ("Turkey's EU
// membership"), unless that noun says what kind of thing m is.
func (v *view) governsOther(m int) bool {
	t := v.HeadOf(v.Mentions[m].Span)
	h := v.Head(t)
	if v.Mentions[m].Contains(h) {
		return false
	}
	switch v.Dep(t) {
	case "compound", "nmod", "amod", "poss":
		if v.Dep(t) == "poss" {
			return false
		}
		if nounHeads.Has(v.Lemma(h)) {
			return false
		}
		return v.kind(m) != extract.Person && h > t && v.cover[h] < 0
	}
	return false
}

// comma is "Zed, eastern Ruritania," but not a list of places.
func (v *view) comma(m int) {
	e := v.Mentions[m].End
	if v.kind(m) == extract.Place && e < len(v.Tokens) && v.area(v.Lemma(e)) { // "Zed province, Ruritania"
		e++
	}
	if v.kind(m) == extract.Person || v.bodyOf[m] || e+1 >= len(v.Tokens) || v.lower[e] != "," {
		return
	}
	i := e + 1
	for i < len(v.Tokens)-1 && v.direction(i) {
		i++
	}
	o := v.cover[i]
	if o < 0 || v.kind(o) != extract.Place || v.Mentions[o].Start != i || v.Tokens[i].POS == "ADJ" {
		return
	}
	switch v.Dep(v.HeadOf(v.Mentions[o].Span)) {
	case "conj", "nsubj", "nsubjpass": // a list; "like Zed, Ruritania has …"
		return
	}
	if v.listed(m, o) || v.country(m) && i == e+1 || v.label(m, o) { // a country lies in no city
		return
	}
	v.beside("comma", m, o, extract.Span{Start: e, End: e + 1}, nil)
}

// label reports whether the places m and o head a line as "Zed, Ruritania: all quiet"
// does: they say where the news is from.
func (v *view) label(m, o int) bool {
	s, e := v.Mentions[m].Start, v.Mentions[o].End
	return e < len(v.Tokens) && v.lower[e] == ":" && (s == v.Sentences[v.Sentence(s).Number].Start || v.lower[s-1] == ":")
}

func (v *view) direction(i int) bool {
	w := v.lower[i]
	return strings.HasSuffix(w, lexicon.Ern) || directionWords.Has(w) || strings.HasPrefix(w, lexicon.North) || strings.HasPrefix(w, lexicon.South) || w == lexicon.In
}

// listed reports whether places m, o are members of a list: "A, B and C".
func (v *view) listed(m, o int) bool {
	e := v.Mentions[o].End
	if e < len(v.Tokens) {
		if v.Tokens[e].POS == "CCONJ" || v.Tokens[e].Tag == "POS" {
			return true
		}
		if v.lower[e] == "," && e+1 < len(v.Tokens) {
			n := e + 1
			if v.Tokens[n].POS == "CCONJ" && n+1 < len(v.Tokens) {
				n++
			}
			if c := v.cover[n]; c >= 0 && v.kind(c) == extract.Place {
				return true
			}
		}
	}
	s := v.Mentions[m].Start
	if s > 1 && (v.lower[s-1] == "," || v.Tokens[s-1].POS == "CCONJ") {
		if c := v.cover[s-2]; c >= 0 && v.kind(c) == extract.Place {
			return true
		}
	}
	return v.Dep(v.HeadOf(v.Mentions[m].Span)) == "conj"
}

// whole is "the Ruritanian town of Zed", "Zed's suburb of Bell".
func (v *view) whole(m int) {
	e := v.Mentions[m].End
	if v.kind(m) != extract.Place {
		return
	}
	for i := e; i < len(v.Tokens)-2 && i < e+4; i++ {
		for n := range v.x.beside["whole"] {
			t := &v.x.beside["whole"][n]
			if t.words[0] != v.Lemma(i) {
				continue
			}
			k := i + 1
			if v.lower[k] == lexicon.Of {
				k++
			}
			if v.lower[k] == lexicon.The {
				k++
			}
			if o := v.cover[k]; o >= 0 && v.Mentions[o].Start == k && o != m && v.kind(o) == extract.Place && v.Mentions[o].Kind != extract.Group &&
				(v.Tokens[v.Mentions[m].Head].POS == "ADJ" || v.IsPossessive(e) || partsOfPlaces.Has(t.text)) {
				v.beside("whole", o, m, extract.Span{Start: i, End: i + 1}, t)
			}
			return
		}
		switch t := v.Tokens[i]; {
		case t.Tag == "POS", t.POS == "ADJ", t.POS == "NOUN", t.Tag == "HYPH":
		default:
			return
		}
	}
}

// of is "Bo Lin of Acme", "A and B of Acme". The triggers of a relation are
// words of the body's name; a relation without any takes the rest.
func (v *view) of(m int) {
	if v.kind(m) != extract.Person {
		return
	}
	i := v.Mentions[m].End
	if i+2 < len(v.Tokens) && v.lower[i] == "(" && v.lower[i+2] == ")" {
		i += 3
	}
	if i < len(v.Tokens) && (v.lower[i] == "," || v.lower[i] == "(") {
		i++
	}
	if i+1 >= len(v.Tokens) || v.lower[i] != lexicon.Of && (v.lower[i] != lexicon.From || v.lower[i-1] == ",") {
		return
	}
	k := i + 1
	for k < len(v.Tokens)-1 && v.cover[k] < 0 && (v.Tokens[k].POS == "DET" || v.Tokens[k].POS == "ADJ") {
		k++
	}
	o := v.cover[k]
	if o >= 0 && v.kind(o) == extract.Place && v.Mentions[o].End < len(v.Tokens) {
		if n, _ := v.nextName(v.Mentions[o].End, 4); n >= 0 && v.kind(n) == extract.Organization {
			o = n
		}
	}
	if o < 0 || v.kind(o) != extract.Organization {
		return
	}
	persons := []int{m}
	if s := v.Mentions[m].Start; s > 1 && v.Tokens[s-1].POS == "CCONJ" {
		if c := v.cover[s-2]; c >= 0 && v.kind(c) == extract.Person {
			persons = append(persons, c)
		}
	}
	t := v.bodyTrigger(o)
	for _, s := range persons {
		if t != nil && len(t.words) == 0 && v.belongs(s, o) {
			continue // "lawmaker Bo Lin of Acme" is in it, and not its employee
		}
		v.beside(lexicon.Of, s, o, extract.Span{Start: i, End: i + 1}, t)
	}
}

// staff is "Bo Lin, a biologist at Acme" and "Bo Lin is a biologist at Acme", for
// any noun; m is the body.
func (v *view) staff(m int) {
	s := v.Mentions[m].Start
	for s > 0 && (v.Tokens[s-1].POS == "DET" || v.Tokens[s-1].POS == "ADJ") {
		s--
	}
	if v.kind(m) != extract.Organization || s < 2 || v.lower[s-1] != lexicon.At {
		return
	}
	h := v.Head(s - 1)
	if v.Tokens[h].POS != "NOUN" || notStaff.Has(v.Lemma(h)) || v.mentionOf(h) >= 0 && v.kind(v.mentionOf(h)) != extract.Person {
		return
	}
	for _, e := range v.described(h) {
		if v.kind(e.mention) == extract.Person {
			v.beside("staff", e.mention, m, extract.Span{Start: h, End: h + 1}, nil)
		}
	}
}

// seat is "Acme Corp. of Zed", "the Supreme Court of Ruritania".
func (v *view) seat(m int) {
	e := v.Mentions[m].End
	if v.kind(m) != extract.Organization || e+1 >= len(v.Tokens) || v.lower[e] != lexicon.Of {
		return
	}
	if o := v.cover[e+1]; o >= 0 && v.kind(o) == extract.Place {
		v.beside("seat", m, o, extract.Span{Start: e, End: e + 1}, nil)
	}
}

// bodyTrigger returns the trigger of the of frame that fits name o.
func (v *view) bodyTrigger(o int) *trigger {
	var rest *trigger
	for n := range v.x.beside[lexicon.Of] {
		t := &v.x.beside[lexicon.Of][n]
		if len(t.words) == 0 {
			rest = t
			continue
		}

		for i := v.Mentions[o].Start; i < v.Mentions[o].End+1 && i < len(v.Tokens); i++ {
			if v.lower[i] == t.words[0] {
				return t
			}
		}
	}
	return rest
}

// in is a thing with a place after it: "the summit in Zed", "the talks on
// Monday in Zed", "Acme Academy in Zed".
func (v *view) in(m int) {
	k := v.kind(m)
	if k == extract.Person || k == extract.Group {
		return
	}
	if k == extract.Event {
		verb := v.carrier(m)
		for n, at := range []int{v.Mentions[m].Head, verb} {
			if at < 0 {
				continue
			}
			clause := -1
			if n > 0 {
				clause = verb
			}
			for _, o := range v.Objects(at, []string{lexicon.In, lexicon.At}) {
				if p := v.mentionOf(o); p >= 0 && o > v.Mentions[m].Head && v.kind(p) != extract.Event && v.Mentions[p].Form == extract.Proper {
					v.besideIn(lexicon.In, m, p, extract.Span{Start: v.Head(o), End: v.Head(o) + 1}, nil, clause)
				}
			}
		}
		return
	}
	e := v.Mentions[m].End
	if e < len(v.Tokens) && k == extract.Place && v.area(v.Lemma(e)) { // "Zed province in Ruritania"
		e++
	}
	if k == extract.Organization && e+2 < len(v.Tokens) && v.lower[e] == "(" && v.lower[e+2] == ")" { // "the Acme Institute (AI) in Zed"
		e += 3
	}
	if e+1 >= len(v.Tokens) || v.lower[e] != lexicon.In && v.lower[e] != lexicon.At || v.Mentions[m].Form != extract.Proper {
		return
	}
	i := e + 1
	for i < len(v.Tokens)-1 && v.cover[i] < 0 && (v.direction(i) || v.Tokens[i].POS == "DET") {
		i++
	}
	o := v.cover[i]
	if h := v.Mentions[m].Head; k == extract.Place && (v.lower[e] == lexicon.At || v.Dep(h) == "pobj" && (v.lower[v.Head(h)] == lexicon.Against || v.lower[v.Head(h)] == lexicon.With)) {
		return
	}
	if o < 0 || v.kind(o) != extract.Place && (k != extract.Organization || v.kind(o) != extract.Organization) || !v.Mentions[m].Contains(v.Head(e)) && v.Head(e) != e-1 && !v.genus(m, v.Head(e)) || v.Tokens[v.Mentions[m].Head].Tag == "JJ" {
		return
	}
	if v.abroad(m) || k == extract.Organization && v.foreign(m, o) {
		return
	}
	v.beside(lexicon.In, m, o, extract.Span{Start: e, End: e + 1}, nil)
}

// faction reports whether the name of a body tells that people are members of it.
func (v *view) faction(b end) bool {
	t := v.bodyTrigger(b.mention)
	return t != nil && len(t.words) > 0
}

// belongs reports whether a claim makes name a a member of b.
func (v *view) belongs(a, b int) bool {
	return v.tied().kept[[2]int{a, b}]
}
