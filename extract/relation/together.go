package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// together reads a list of names from token t on without the parse: names,
// commas, "and", titles and "executives from …", up to the first thing that is
// none of these. Long lists with titles are where the parse is weakest.
func (v *view) together(t int, through bool) []end {
	start := v.Subtree(t).Start
	end_ := v.Sentence(t).End
	var list []end
	via := false
	for i := start; i < end_; i++ {
		if m := v.cover[i]; m >= 0 {
			if v.reporting(m) && len(list) > 0 {
				return list // "against A, Bo Lin said"
			}
			if e := v.Mentions[m].End; e < len(v.Tokens) && v.lower[e] == "-" {
				i = e // "Zed-based Acme"
				continue
			} else if e < len(v.Tokens) && (v.Tokens[e-1].POS == "ADJ" || v.kind(m) == extract.Place) && v.Tokens[e].POS == "NOUN" && v.cover[e] < 0 &&
				(!v.stands(e) || v.Tokens[e].Tag == "NN" && e+1 < len(v.Tokens) && v.cover[e+1] >= 0 && v.Mentions[v.cover[e+1]].Start == e+1) {
				i = e // "the French carmaker Acme"
				continue
			}
			if !v.titleOf[m] && !v.possessor(m) && !v.qualifies(m) && !compass(v.lower[v.Mentions[m].Start]) {
				list = append(list, end{entity: v.Mentions[m].Entity, mention: m, via: via && v.kind(m) != extract.Person})
			}
			i = v.Mentions[m].End - 1
			continue
		}
		switch w := v.lower[i]; {
		case v.stands(i):
			via = true
			if !through {
				return list
			}
		case w == lexicon.From || w == lexicon.Of:
			if !via {
				return list
			}
		case enumeration.Has(w):
			if w == "," && via && v.person(i+1) {
				via = false
			}
		case !v.listWord(i) || v.Tokens[i].Tag == "WP$":
			return list
		}
	}
	return list
}

// enumerated returns the names of the kind of m that go on after it as a list
// with "and" before the last: "Iran, the United Arab Emirates and Egypt".
func (v *view) enumerated(m int) []end {
	var list []end
	last := false
	for i := v.Mentions[m].End; i < len(v.Tokens); i++ {
		switch n := v.cover[i]; {
		case n >= 0 && v.Mentions[n].Start == i && v.kind(n) == v.kind(m):
			list = append(list, m2end(v, n))
			i = v.Mentions[n].End - 1
			if last {
				return list
			}
		case v.lower[i] == lexicon.And:
			last = true
		case !commaThe.Has(v.lower[i]) && !v.Tokens[i].Space():
			return nil
		}
	}
	return nil
}

// person reports whether a person's name begins at i or right after.
func (v *view) person(i int) bool {
	return i < len(v.Tokens) && v.cover[i] >= 0 && v.kind(v.cover[i]) == "Person"
}

// possessor reports whether "'s" follows mention m.
func (v *view) possessor(m int) bool {
	e := v.Mentions[m].End
	return e < len(v.Tokens) && v.IsPossessive(e) || e+1 < len(v.Tokens) && v.IsPossessive(e+1)
}

// listWord reports whether token i may stand between the names of a list.
func (v *view) listWord(i int) bool {
	switch v.Tokens[i].POS {
	case "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART":
		return true
	}
	return v.Tokens[i].Space()
}

// reporting reports whether name m says what stands before it: "…, Bo Lin said".
func (v *view) reporting(m int) bool {
	t := v.HeadOf(v.Mentions[m].Span)
	h := v.Head(t)
	s := min(v.Mentions[m].Start, v.Subtree(t).Start) // "…, spokesman Bo Lin said"
	return v.Dep(t) == "nsubj" && h > t && v.IsVerb(h) && v.x.words.say[v.Clause(h).Phrasal()] && s > 0 && v.lower[s-1] == ","
}

// qualifies reports whether name m only tells of what sort somebody or something
// is who stands for nobody: "talks with Ruritanian oligarchs", "a Ruritanian law".
func (v *view) qualifies(m int) bool {
	t := v.HeadOf(v.Mentions[m].Span)
	h := v.Head(t)
	switch v.Dep(t) {
	case "amod", "compound", "nmod":
	default:
		return false
	}
	return h > t && v.Tokens[h].POS == "NOUN" && v.cover[h] < 0 && v.heads[h] < 0 && !v.stands(h) && v.Tokens[h].Tag == "NNS"
}
