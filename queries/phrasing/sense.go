package phrasing

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/queries"
)

// sense makes readings of one question.
type sense struct {
	*Reader
	text   string
	tokens []token
	names  Names
	found  map[string]Found // by kinds and name
}

// span is the tokens that fill a slot: from and to, without to.
type span struct{ from, to int }

// made is what a form gives.
type made struct {
	readings, near []Reading
	unknown        []string
}

// mostSpans bounds in how many ways a form may be laid over a question.
const mostSpans = 100

// read lays a form over the question.
func (s *sense) read(f *form) (made, error) {
	var all made
	var layouts [][]span
	s.lay(f.parts, 0, nil, &layouts)
	for _, layout := range layouts {
		got, err := s.fill(f, layout)
		if err != nil {
			return all, err
		}
		all.readings, all.near = append(all.readings, got.readings...), append(all.near, got.near...)
		if all.unknown == nil {
			all.unknown = got.unknown
		}
	}
	return all, nil
}

// lay finds the ways to share out the tokens from a place on among parts.
func (s *sense) lay(parts []part, at int, before []span, layouts *[][]span) {
	if len(*layouts) == mostSpans {
		return
	}
	if len(parts) == 0 {
		if s.skip(at) == len(s.tokens) {
			*layouts = append(*layouts, slices.Clone(before))
		}
		return
	}
	p := parts[0]
	switch {
	case p.Word != "":
		for ; at < len(s.tokens); at++ {
			if shares(p.means, s.tokens[at].means) {
				s.lay(parts[1:], at+1, append(before, span{at, at + 1}), layouts)
			}
			if !s.tokens[at].dropped {
				return
			}
		}
	case !p.Slot():
		s.lay(parts[1:], at, append(before, span{at, at}), layouts)
	default:
		for end := at + 1; end <= len(s.tokens); end++ {
			s.lay(parts[1:], end, append(before, span{at, end}), layouts)
		}
	}
}

// skip passes over words that are left out.
func (s *sense) skip(at int) int {
	for at < len(s.tokens) && s.tokens[at].dropped {
		at++
	}
	return at
}

// trimmed is a span without the words at its ends that are left out.
func (s *sense) trimmed(x span) span {
	for x.from < x.to && s.tokens[x.from].dropped {
		x.from++
	}
	for x.to > x.from && s.tokens[x.to-1].dropped {
		x.to--
	}
	return x
}

// written is the text of a span.
func (s *sense) written(x span) string {
	if x.from == x.to {
		return ""
	}
	return strings.Join(strings.Fields(s.text[s.tokens[x.from].start:s.tokens[x.to-1].end]), " ")
}

// option is one way to fill a slot: arguments, with the entity of each.
type option struct {
	args  []Arg
	terms []term // of a relation
	names int    // tokens that name an entity
}

// fill finds values for the slots of a form, in every way that they can be understood.
func (s *sense) fill(f *form, layout []span) (made, error) {
	choices := make([][]option, 0, len(f.parts))
	near := false
	var unknown []string
	for i, p := range f.parts {
		var options []option
		switch {
		case p.Word != "":
			continue
		case !p.Slot():
			options = []option{{args: []Arg{{Param: p.Param, Value: p.Value}}}}
		case p.param.Type == queries.Entity:
			found, x, err := s.entity(layout[i], p.param.Kinds)
			if err != nil {
				return made{}, err
			}
			fit := found.Fit
			if len(fit) == 0 {
				fit, near = found.Near, true
			}
			names := x.to - x.from
			if found.Weak {
				names = 0
			}
			for _, e := range fit {
				options = append(options, option{args: []Arg{{Param: p.Param, Value: e.ID, Entity: &e}}, names: names})
			}
			if len(fit) == 0 {
				unknown = append(unknown, s.written(s.trimmed(layout[i])))
				continue
			}
		default:
			options = s.closed(p, f.voice, layout[i])
		}
		if len(options) == 0 {
			return made{}, nil
		}
		choices = append(choices, options)
	}
	if unknown != nil {
		return made{unknown: unknown}, nil
	}
	readings := f.combined(choices)
	if near {
		return made{near: readings}, nil
	}
	return made{readings: readings}, nil
}

// mostReadings bounds how many readings one form gives.
const mostReadings = 50

// combined makes a reading of every combination of options that fits together.
func (f *form) combined(choices [][]option) []Reading {
	rows := [][]option{nil}
	for _, options := range choices {
		var longer [][]option
		for _, row := range rows {
			for _, o := range options {
				longer = append(longer, append(slices.Clone(row), o))
			}
		}
		rows = longer[:min(len(longer), mostReadings)]
	}
	var all []Reading
	for _, row := range rows {
		all = append(all, f.reading(row)...)
	}
	return all
}

// reading makes one of the options: several where a verb means relations that see their
// ends in different ways.
func (f *form) reading(row []option) []Reading {
	r := Reading{Query: f.query, rank: rank{literal: f.literal, special: !f.general}}
	var terms []term
	for _, o := range row {
		r.Args = append(r.Args, o.args...)
		r.rank.names += o.names
		terms = append(terms, o.terms...)
	}
	if !f.general {
		r.order()
		return []Reading{r}
	}
	kinds := map[string][]string{Subject: f.asked, Object: f.asked}
	for _, a := range r.Args {
		if a.Param == Kind {
			kinds = map[string][]string{Subject: {a.Value}, Object: {a.Value}}
		}
	}
	for _, a := range r.Args {
		if a.Entity != nil {
			kinds[a.Param] = []string{a.Entity.Kind}
		}
	}
	var readings []Reading
	var groups [][]term
	for _, t := range terms {
		if !t.fits(kinds[Subject], kinds[Object]) {
			continue
		}
		i := slices.IndexFunc(groups, func(g []term) bool {
			return g[0].swapped == t.swapped && g[0].Symmetric == t.Symmetric && g[0].Former == t.Former && g[0].Role == t.Role
		})
		if i < 0 {
			groups, i = append(groups, nil), len(groups)
		}
		groups[i] = append(groups[i], t)
	}
	for _, g := range groups {
		readings = append(readings, r.over(g))
	}
	return readings
}

// over is the reading with the relations of terms that see their ends in one way.
func (r Reading) over(terms []term) Reading {
	var names []string
	for _, t := range terms {
		if !slices.Contains(names, t.Relation) {
			names = append(names, t.Relation)
		}
	}
	slices.Sort(names)
	args := slices.Clone(r.Args)
	for i, a := range args {
		switch {
		case terms[0].swapped && a.Param == Subject:
			args[i].Param = Object
		case terms[0].swapped && a.Param == Object:
			args[i].Param = Subject
		}
	}
	set := func(name, value string) {
		known := slices.ContainsFunc(r.Query.Params, func(p queries.Param) bool { return p.Name == name })
		if known && !slices.ContainsFunc(args, func(a Arg) bool { return a.Param == name }) {
			args = append(args, Arg{Param: name, Value: value})
		}
	}
	for _, p := range r.Query.Params {
		if p.Type == queries.Relation {
			set(p.Name, strings.Join(names, queries.Between))
		}
	}
	if terms[0].Symmetric {
		set(Either, "true")
	}
	if terms[0].Former {
		set(Former, "true")
	}
	if terms[0].Role != "" {
		set(Role, terms[0].Role)
	}
	r.Args = args
	r.order()
	return r
}

// order sorts the arguments as the question has its parameters.
func (r *Reading) order() {
	index := func(a Arg) int {
		return slices.IndexFunc(r.Query.Params, func(p queries.Param) bool { return p.Name == a.Param })
	}
	slices.SortStableFunc(r.Args, func(a, b Arg) int { return index(a) - index(b) })
}

// closed understands a span as a value that is none of the graph's names; no options mean
// that it is none.
func (s *sense) closed(p part, v voice, x span) []option {
	x = s.trimmed(x)
	if x.from == x.to {
		return nil
	}
	tokens := s.tokens[x.from:x.to]
	value, ok := "", false
	switch p.param.Type {
	case queries.Relation:
		if terms := s.relations.find(tokens, v); len(terms) > 0 {
			return []option{{terms: terms}}
		}
		return nil
	case queries.Role:
		value, ok = s.role(tokens, p.param.Kinds)
	case queries.Kind:
		value, ok = s.words.kinds[tokens[0].word]
		ok = ok && len(tokens) == 1
	case "date":
		value, ok = s.words.date(tokens)
	case "int":
		value = tokens[0].word
		_, err := strconv.Atoi(value)
		ok = err == nil && len(tokens) == 1
	case "string":
		value, ok = s.written(x), true
	}
	if !ok {
		return nil
	}
	return []option{{args: []Arg{{Param: p.Param, Value: value}}}}
}

// role understands tokens as the noun for a role in one of the relations.
func (s *sense) role(tokens []token, relations []string) (string, bool) {
	for _, t := range s.relations.find(tokens, noun) {
		if !t.swapped && (len(relations) == 0 || slices.Contains(relations, t.Relation)) {
			return cmp.Or(t.Role, strings.Join(t.words, " ")), true
		}
	}
	return "", false
}

// entity finds what a span names: as it is, without words that are left out, and without
// titles before it. It returns the span that does.
func (s *sense) entity(x span, kinds []string) (Found, span, error) {
	if first := s.tokens[x.from].word; first == possessive {
		return Found{}, x, nil
	}
	tries := []span{x}
	bare := s.trimmed(x)
	if bare != x && bare.from < bare.to {
		tries = append(tries, bare)
	}
	for n := headed(s.tokens[bare.from:bare.to], s.words.titles); n > 0 && n < bare.to-bare.from; n = headed(s.tokens[bare.from:bare.to], s.words.titles) {
		bare.from += n
		tries = append(tries, bare)
	}
	var near Found
	for _, t := range tries {
		found, err := s.find(s.written(t), kinds)
		if err != nil {
			return Found{}, x, err
		}
		if len(found.Fit) > 0 {
			return found, t, nil
		}
		if len(near.Near) == 0 {
			near = found
		}
	}
	if len(near.Near) == 0 {
		var err error
		near, err = s.described(s.trimmed(x), kinds)
		return near, x, err
	}
	return near, x, nil
}

// described finds what a span describes by a word for its kind: "the deal", "the Oslo
// summit". It is a weak fit, for nobody has called it so.
func (s *sense) described(x span, kinds []string) (Found, error) {
	if x.from == x.to {
		return Found{}, nil
	}
	word := s.tokens[x.to-1].word
	kind, ok := s.words.kinds[word]
	if !ok || len(kinds) > 0 && !slices.Contains(kinds, kind) {
		return Found{}, nil
	}
	var others []Entity
	if x.to--; x.from < x.to {
		found, err := s.find(s.written(x), nil)
		if others = found.Fit; err != nil || len(others) == 0 {
			return Found{}, err
		}
	}
	fit, err := s.names.Described(kind, others)
	if err != nil {
		return Found{}, err
	}
	called := slices.DeleteFunc(slices.Clone(fit), func(e Entity) bool { return !strings.Contains(strings.ToLower(e.Name), word) })
	if len(called) > 0 {
		fit = called
	}
	return Found{Fit: fit, Weak: true}, nil
}

// find asks the graph once for each name.
func (s *sense) find(name string, kinds []string) (Found, error) {
	key := strings.Join(kinds, "|") + ":" + name
	if found, known := s.found[key]; known {
		return found, nil
	}
	found, err := s.names.Find(name, kinds)
	if err != nil {
		return Found{}, err
	}
	s.found[key] = found
	return found, nil
}
