package relation

import (
	"strconv"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// dated proposes a claim with a date for object: the time phrase that hangs
// below the trigger.
func (v *view) dated(base candidate, subjects []int) {
	t := v.timeBelow(base.clause)
	if t < 0 || !v.Times[t].Point { // "in the 1950s", "after 1950": no date
		return
	}
	for _, o := range v.Children(base.clause, "dobj") {
		if w := v.lower[o]; reflexivePronouns.Has(w) {
			return // "established itself in Zed in 1976"
		}
	}
	for _, s := range subjects {
		for _, e := range v.ends(s, false) {
			c := base
			c.subject, c.object = e, end{entity: -1, mention: -1}
			c.date = t + 1
			v.propose(c)
		}
	}
}

// literal writes a date as exactly as it is known: "2025-02" for a month, "2009"
// for a year or a quarter of it.
func literal(d extract.CalendarDate) string {
	n := len(d.First)
	switch d.Precision {
	case extract.Month:
		n = len("2006-01")
	case extract.Year, extract.Quarter, extract.Week:
		n = len("2006")
	}
	return d.First[:min(n, len(d.First))]
}

// timeBelow returns the first resolved time phrase that belongs to verb p, or -1.
func (v *view) timeBelow(p int) int {
	for _, i := range v.timesBeside(p) {
		t := &v.Times[i]
		if !t.From.IsZero() && v.attached(v.HeadOf(t.Phrase), p) {
			return i
		}
	}
	return -1
}

// born reads what stands in brackets after a person's name: "(born 3 May 1950 in
// Zed)", "(3 May 1950 – 7 June 2001)", "(died 1890)".
func (v *view) born(m int) {
	i := v.Mentions[m].End
	if v.kind(m) != extract.Person || i+2 >= len(v.Tokens) || v.lower[i] == "," && v.lower[i+1] != "(" {
		return
	}
	if v.lower[i] == "," {
		i++
	}
	if v.lower[i] != "(" {
		return
	}
	b := bracket{v: v, person: m, from: i + 1}
	for i++; i < len(v.Tokens) && v.lower[i] != ")" && i < b.from+24; i++ {
		i = b.read(i)
	}
	b.propose()
}

// A bracket is what is read of the brackets after a person's name.
type bracket struct {
	v            *view
	person, from int
	times        []int
	birth, death bool // the word for it stands there
	dash         bool // between two dates
}

// read reads token i and returns the last token that it took.
func (b *bracket) read(i int) int {
	v := b.v
	switch w := v.lower[i]; {
	case born.Has(w):
		b.birth = true
	case died.Has(w):
		b.death = true
	case w == "–" || w == "-" || w == "—":
		b.dash = b.dash || len(b.times) > 0
	case w == lexicon.In && b.birth && !b.death && i+1 < len(v.Tokens):
		if o := v.cover[i+1]; o >= 0 && v.kind(o) == extract.Place {
			b.places(o, i+2)
		}
	}
	if o := v.cover[i]; o >= 0 && b.birth && !b.death && v.lower[i-1] == "," && len(b.times) == 1 && !b.dash && v.kind(o) == extract.Place {
		b.places(o, i+1)
	}
	if t := v.timeAt(i); t >= 0 {
		b.times = append(b.times, t)
		return v.Times[t].Phrase.End - 1
	}
	return i
}

// places proposes place o and those that follow it after commas as that of birth.
func (b *bracket) places(o, end int) {
	for n := 0; n < 4 && o >= 0; n++ {
		b.v.bornClaim(false, b.person, o, -1, extract.Interval{}, extract.Span{Start: b.from, End: end})
		o = b.v.placeAfter(o)
	}
}

// propose proposes the dates.
func (b *bracket) propose() {
	v := b.v
	if len(b.times) == 0 {
		return
	}
	t := b.times[0]
	if v.Times[t].Rule == "decade" {
		return // "(born 1950s)"
	}
	if len(b.times) == 1 && !v.Times[t].To.IsZero() && !b.death {
		b.life(t)
		return
	}
	if !b.birth && !b.dash && b.death {
		v.bornClaim(true, b.person, -1, t, extract.Interval{}, v.Times[t].Phrase)
	}
	if !b.birth && !b.dash {
		return
	}
	v.bornClaim(false, b.person, -1, t, extract.Interval{}, v.Times[t].Phrase)
	if len(b.times) > 1 && (b.dash || b.death) {
		v.bornClaim(true, b.person, -1, b.times[1], extract.Interval{}, v.Times[b.times[1]].Phrase)
	}
}

// shortest is the life, in years, that two bare years in brackets must leave:
// "(2001–2009)" after a name is rather a term of office.
const shortest = 25

// life proposes birth and death of a phrase with two ends.
func (b *bracket) life(t int) {
	v, x := b.v, b.v.Times[t]
	if !b.birth && (x.From.Precision != x.To.Precision && (x.From.Precision != extract.Year || x.To.Precision != extract.Day) || years(x.Interval) < shortest) {
		return
	}
	from, to := x.Phrase, x.Phrase
	for i := x.Phrase.Start + 1; i < x.Phrase.End-1; i++ {
		if lifeDashes.Has(v.lower[i]) {
			from.End, to.Start = i, i+1
		}
	}
	v.bornClaim(false, b.person, -1, t, extract.Interval{From: x.From, Point: true, Phrase: from}, from)
	v.bornClaim(true, b.person, -1, t, extract.Interval{From: x.To, Point: true, Phrase: to}, to)
}

// lifetime reports whether a time phrase stands in brackets for the years of a life:
// it dates nothing else that the sentence tells.
func (v *view) lifetime(t *extract.Time) bool {
	i := t.Phrase.Start - 1
	if i < 1 || v.lower[i] != "(" || t.Point {
		return false
	}
	m := v.cover[i-1]
	return m >= 0 && v.kind(m) == extract.Person || !t.To.IsZero() && years(t.Interval) >= shortest
}

// years returns how many years lie between the ends of an interval.
func years(x extract.Interval) int {
	from, err := strconv.Atoi(x.From.First[:4])
	to, err2 := strconv.Atoi(x.To.First[:4])
	if err != nil || err2 != nil {
		return 0
	}
	return to - from
}

// timeAt returns the resolved time phrase that begins at token i, or -1.
func (v *view) timeAt(i int) int {
	for _, t := range v.timesBeside(i) {
		if v.Times[t].Phrase.Start == i && !v.Times[t].From.IsZero() {
			return t
		}
	}
	return -1
}

// bornClaim proposes birth, or death, in the relations that have the frame "born": with
// a place for those whose object is a place, with a date for literals. A frame
// marked "as former" is that of the death; day is the date where it is a part only
// of the time phrase.
func (v *view) bornClaim(death bool, m, place, time int, day extract.Interval, trigger extract.Span) {
	for i := range v.x.beside["born"] {
		x := &v.x.beside["born"][i]
		r := &v.x.relations[x.relation]
		if x.frame.Former != death || (len(r.Object) == 0) != (place < 0) {
			continue
		}
		c := candidate{relation: x.relation, frame: x.frame, subject: m2end(v, m), object: end{entity: -1, mention: -1},
			trigger: trigger, clause: trigger.Start, presupposed: true, date: time + 1, day: day}
		if place >= 0 {
			c.object = m2end(v, place)
		}
		v.propose(c)
	}
}
