// Package phrasing finds the stored question that is asked in plain English, and its
// arguments: "who leads Norgrid" is who-leads with org the id of Norgrid ASA.
//
// It matches the phrasings in the headers of the questions (queries.Phrasing) word for word,
// where words.txt says which words are the same and verbs may have any form, and fills the
// slots by the types of the parameters. A verb that no phrasing knows ("who acquired X") is
// looked up among the triggers that the caller gives, for questions with a parameter of the
// type queries.Relation. It guesses nothing: where several readings are as good, it returns all.
package phrasing

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/queries"
)

// Entity is a thing of the graph.
type Entity struct{ ID, Name, Kind string }

// Found is what a name may mean.
type Found struct {
	Fit  []Entity // those it fits best, all equally
	Near []Entity // if none: those whose names begin with its words
	Weak bool     // the name stands inside theirs only: "port" in "Coast Port Authority"
}

// Names finds entities by name in a graph. No kinds are all.
type Names interface {
	Find(name string, kinds []string) (Found, error)
	// Described finds the entities of a kind that an edge joins with one of others, or all
	// of the kind if there are no others; those of most articles if they are many.
	Described(kind string, others []Entity) ([]Entity, error)
}

// Reader reads questions. It may be used from several goroutines.
type Reader struct {
	words     *lexicon
	forms     []form
	relations relations
}

// form is one way to ask one question.
type form struct {
	query    queries.Query
	phrasing int // index in query.Asks
	parts    []part
	literal  int // how many words it has
	general  bool
	voice    voice    // of a verb in it
	asked    []string // kinds that it can ask for; none: any
}

// part is a part of a form with what words it stands for.
type part struct {
	queries.Part
	means []string
	param queries.Param
}

// New returns a reader for questions. The triggers are the words by which relations are
// asked for.
func New(all []queries.Query, triggers []Trigger) *Reader {
	r := &Reader{words: theLexicon()}
	r.relations = newRelations(r.words, triggers)
	for _, q := range all {
		for i, p := range q.Asks {
			for _, parts := range p.Forms {
				r.forms = append(r.forms, r.form(q, i, parts))
			}
		}
	}
	return r
}

func (r *Reader) form(q queries.Query, phrasing int, parts []queries.Part) form {
	f := form{query: q, phrasing: phrasing}
	var before, all []string
	for _, p := range parts {
		made := part{Part: p}
		for _, param := range q.Params {
			if param.Name == p.Param {
				made.param = param
			}
		}
		if p.Word != "" {
			made.means = r.words.meant(p.Word)
			f.literal++
			f.asked = append(f.asked, r.words.asked[p.Word]...)
			all = append(all, p.Word)
		}
		if p.Slot() && made.param.Type == queries.Relation {
			f.general, before = true, slices.Clone(all)
		}
		f.parts = append(f.parts, made)
	}
	f.voice = r.words.voiceOf(before, all)
	return f
}

// Reading is a question with its arguments.
type Reading struct {
	Query queries.Query
	Args  []Arg // in the order of the parameters
	rank  rank
}

// Arg is the value of a parameter.
type Arg struct {
	Param, Value string
	Entity       *Entity // whose id the value is; nil if it is none
}

// Values are the arguments as queries.Query.Bind takes them.
func (r Reading) Values() map[string]string {
	values := map[string]string{}
	for _, a := range r.Args {
		values[a.Param] = a.Value
	}
	return values
}

// Answer is what a question in words may mean.
type Answer struct {
	Readings []Reading // the best, all equally good; none: nothing fits
	Unknown  []string  // if none: what stands where a name should, and names nothing
	Near     []Reading // if none: those with entities whose names begin so
	Nearest  []string  // if none: the phrasings that have most in common with the words
}

// rank says how good a reading is: what covers more words by names that are no weak fit,
// then by words of its own, then what was made for the question.
type rank struct {
	names, literal int
	special        bool
}

func (a rank) compare(b rank) int {
	truth := func(t bool) int {
		if t {
			return 1
		}
		return 0
	}
	return cmp.Or(a.names-b.names, a.literal-b.literal, truth(a.special)-truth(b.special))
}

// mostTokens bounds how long a question may be.
const mostTokens = 60

// Read finds what a question in words may mean.
func (r *Reader) Read(text string, names Names) (Answer, error) {
	tokens := r.words.tokens(text)
	for n := headed(tokens, r.words.openings); n > 0 && n < len(tokens); n = headed(tokens, r.words.openings) {
		tokens = tokens[n:]
	}
	if len(tokens) > mostTokens {
		tokens = nil
	}
	s := &sense{Reader: r, text: text, tokens: tokens, names: names, found: map[string]Found{}}
	var readings, near []Reading
	var unknown []string
	fewest := -1
	for i := range r.forms {
		got, err := s.read(&r.forms[i])
		if err != nil {
			return Answer{}, err
		}
		readings, near = append(readings, got.readings...), append(near, got.near...)
		if got.unknown != nil && (fewest < 0 || r.forms[i].literal > fewest) {
			unknown, fewest = got.unknown, r.forms[i].literal
		}
	}
	if len(readings) > 0 {
		return Answer{Readings: best(readings)}, nil
	}
	return Answer{Unknown: unknown, Near: best(near), Nearest: r.nearest(tokens)}, nil
}

// best returns the readings of the highest rank, each once.
func best(all []Reading) []Reading {
	var top []Reading
	for _, x := range all {
		if len(top) > 0 {
			switch order := x.rank.compare(top[0].rank); {
			case order < 0:
				continue
			case order > 0:
				top = nil
			}
		}
		same := func(o Reading) bool {
			return o.Query.Name == x.Query.Name && slices.EqualFunc(o.Args, x.Args, func(a, b Arg) bool { return a.Param == b.Param && a.Value == b.Value })
		}
		if !slices.ContainsFunc(top, same) {
			top = append(top, x)
		}
	}
	return top
}

// mostNearest is how many phrasings are proposed.
const mostNearest = 5

// nearest lists the phrasings that have words in common with a question, each in one form,
// those first that have more of them and fewer others.
func (r *Reader) nearest(tokens []token) []string {
	type scored struct {
		text     string
		score    float64
		question string
		phrasing int
	}
	var all []scored
	for i := range r.forms {
		f := &r.forms[i]
		common := 0
		for _, p := range f.parts {
			if p.Word != "" && slices.ContainsFunc(tokens, func(t token) bool { return shares(p.means, t.means) }) {
				common++
			}
		}
		text := spelled(f.parts)
		if common > 0 && !slices.ContainsFunc(all, func(s scored) bool { return s.text == text }) {
			all = append(all, scored{text, float64(common) / float64(f.literal+len(tokens)-common), f.query.Name, f.phrasing})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.text, b.text)) })
	var texts []string
	for i, s := range all {
		another := func(o scored) bool { return o.question == s.question && o.phrasing == s.phrasing }
		if len(texts) < mostNearest && !slices.ContainsFunc(all[:i], another) {
			texts = append(texts, s.text)
		}
	}
	return texts
}

// spelled writes a form for people.
func spelled(parts []part) string {
	var list []string
	for _, p := range parts {
		switch {
		case p.Word != "":
			list = append(list, p.Word)
		case p.Slot():
			list = append(list, "{"+p.Param+"}")
		}
	}
	return strings.Join(list, " ")
}

// shares reports whether two lists have a word in common.
func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}
