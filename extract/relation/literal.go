package relation

import (
	"newsgraph/extract"
)

// dated proposes a claim with a date for object: the time phrase that hangs
// below the trigger.
func (v *view) dated(base candidate, subjects []int) {
	t := v.timeBelow(base.clause)
	if t < 0 {
		return
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
	for i := range v.Times {
		t := &v.Times[i]
		if t.Phrase.Len() > 0 && !t.From.IsZero() && v.attached(v.top(t.Phrase), p) {
			return i
		}
	}
	return -1
}

// born reads what stands in brackets after a person's name: "(born 3 May 1950 in
// Zed)", "(3 May 1950 – 7 June 2001)".
func (v *view) born(m int) {
	i := v.Mentions[m].End
	if v.kind(m) != extract.Person || i+2 >= len(v.Tokens) || v.lower[i] != "(" {
		return
	}
	var times []int
	from, birth, dash := i+1, false, false
	for i++; i < len(v.Tokens) && v.lower[i] != ")" && i < from+24; i++ {
		switch w := v.lower[i]; {
		case w == "born" || w == "b.":
			birth = true
		case w == "–" || w == "-" || w == "—":
			dash = dash || len(times) > 0
		case w == "in" && birth && i+1 < len(v.Tokens):
			if o := v.cover[i+1]; o >= 0 && v.kind(o) == extract.Place {
				v.bornClaim("born", false, m, o, -1, extract.Span{Start: from, End: i + 2})
				if e := v.Mentions[o].End; e+1 < len(v.Tokens) && v.lower[e] == "," && v.cover[e+1] >= 0 && v.kind(v.cover[e+1]) == extract.Place {
					v.bornClaim("born", false, m, v.cover[e+1], -1, extract.Span{Start: from, End: i + 2})
				}
			}
		}
		if o := v.cover[i]; o >= 0 && birth && v.lower[i-1] == "," && len(times) == 1 && !dash && v.kind(o) == extract.Place {
			v.bornClaim("born", false, m, o, -1, extract.Span{Start: from, End: i + 1})
		}
		if t := v.timeAt(i); t >= 0 {
			times = append(times, t)
			i = v.Times[t].Phrase.End - 1
		}
	}
	if len(times) == 0 || !birth && !dash {
		return
	}
	v.bornClaim("born", false, m, -1, times[0], v.Times[times[0]].Phrase)
	if len(times) > 1 && dash {
		v.bornClaim("born", true, m, -1, times[1], v.Times[times[1]].Phrase)
	}
}

// timeAt returns the resolved time phrase that begins at token i, or -1.
func (v *view) timeAt(i int) int {
	for t := range v.Times {
		if v.Times[t].Phrase.Start == i && v.Times[t].Phrase.Len() > 0 && !v.Times[t].From.IsZero() {
			return t
		}
	}
	return -1
}

// bornClaim proposes birth, or death, in the relations that have the frame: with
// a place for those whose object is a place, with a date for literals. A frame
// marked "as former" is that of the death.
func (v *view) bornClaim(frame string, death bool, m, place, time int, trigger extract.Span) {
	for i := range v.x.beside[frame] {
		x := &v.x.beside[frame][i]
		r := &v.x.relations[x.relation]
		if x.frame.Former != death || (len(r.Object) == 0) != (place < 0) {
			continue
		}
		c := candidate{relation: x.relation, frame: x.frame, subject: m2end(v, m), object: end{entity: -1, mention: -1},
			trigger: trigger, clause: trigger.Start, presupposed: true, date: time + 1}
		if place >= 0 {
			c.object = m2end(v, place)
		}
		v.propose(c)
	}
}
