package tag

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
)

// condition is what a pattern asks of one attribute of a token.
type condition struct {
	attribute string // TAG, LOWER, DEP or IS_SPACE
	values    []string
	not       bool
	pattern   *regexp.Regexp
	space     bool
}

type setting struct{ attribute, value string }

// rule sets attributes of one token of the one or two that its pattern matches.
type rule struct {
	number  int
	index   int // the token it sets
	set     []setting
	pattern [][]condition
}

// attributes are what the rules say of a token. The numbers are those of the
// rules that said so; lemmaBy is -1 where the lemma tables did.
type attributes struct {
	pos, morph, lemma, dep, tag string
	posBy, lemmaBy              int
}

// Ruler turns tags into universal parts of speech, morphology and lemmas. Per
// attribute the last matching rule wins; all rules match before any is set. It
// may be used by several goroutines at once.
type Ruler struct {
	single, double []rule
	lemmas         *lemmatizer
	known          *neural.Cache[key, *attributes]
}

// key is all that single-token rules and lemmas depend on.
type key struct {
	lexeme   *neural.Lexeme
	tag, dep string
}

// attributesKept is how many combinations of word, tag and label are remembered.
const attributesKept = 1 << 16

// NewRuler reads the sections "ruler" and "lemma.*".
func NewRuler(w *neural.Weights) (*Ruler, error) {
	r := &Ruler{lemmas: newLemmatizer(w), known: neural.NewCache[key, *attributes](attributesKept)}
	for n, fields := range w.Records("ruler") {
		x, err := readRule(fields)
		if err != nil {
			return nil, fmt.Errorf("read attribute rule %d: %w", n, err)
		}
		if len(x.pattern) == 1 {
			r.single = append(r.single, x)
		} else {
			r.double = append(r.double, x)
		}
	}
	return r, w.Err()
}

// readRule reads a rule's flat record: number, index, attributes to set, then
// for each token its conditions.
func readRule(fields []string) (x rule, err error) {
	text := func() string {
		if len(fields) == 0 {
			err = fmt.Errorf("record too short")
			return ""
		}
		s := fields[0]
		fields = fields[1:]
		return s
	}
	number := func() int {
		n, e := strconv.Atoi(text())
		if err == nil && e != nil {
			err = e
		}
		return n
	}
	x.number, x.index = number(), number()
	for range number() {
		x.set = append(x.set, setting{text(), text()})
	}
	for len(fields) > 0 && err == nil {
		text() // "token"
		var conditions []condition
		for range number() {
			c := condition{attribute: text()}
			kind := text()
			for range number() {
				c.values = append(c.values, text())
			}
			switch kind {
			case "not":
				c.not = true
			case "is":
				c.space = c.values[0] == "true"
			case "match":
				if c.pattern, err = regexp.Compile(c.values[0]); err != nil {
					return x, err
				}
			}
			conditions = append(conditions, c)
		}
		x.pattern = append(x.pattern, conditions)
	}
	return x, err
}

func (c *condition) match(l *neural.Lexeme, tag, dep string) bool {
	v := ""
	switch c.attribute {
	case "TAG":
		v = tag
	case "LOWER":
		v = l.Lower
	case "DEP":
		v = dep
	case "IS_SPACE":
		return l.Space == c.space
	}
	if c.pattern != nil {
		return c.pattern.MatchString(v)
	}
	return slices.Contains(c.values, v) != c.not
}

// match reports whether token i of the pattern fits.
func (x *rule) match(i int, l *neural.Lexeme, tag, dep string) bool {
	for k := range x.pattern[i] {
		if !x.pattern[i][k].match(l, tag, dep) {
			return false
		}
	}
	return true
}

// apply sets what the rule says, unless a later rule said it already.
func (a *attributes) apply(x *rule) {
	for _, s := range x.set {
		switch s.attribute {
		case "POS":
			if x.number >= a.posBy {
				a.pos, a.posBy = s.value, x.number
			}
		case "LEMMA":
			if x.number >= a.lemmaBy {
				a.lemma, a.lemmaBy = s.value, x.number
			}
		case "MORPH":
			a.morph = s.value
			if s.value == "_" {
				a.morph = ""
			}
		case "DEP":
			a.dep = s.value
		case "TAG":
			a.tag = s.value
		}
	}
}

// of returns the attributes of a word with a tag and a label.
func (r *Ruler) of(l *neural.Lexeme, tag, dep string) *attributes {
	if l.Long {
		return r.compute(l, tag, dep)
	}
	return r.known.Get(key{l, tag, dep}, func(k key) (key, *attributes) { return k, r.compute(k.lexeme, k.tag, k.dep) })
}

// compute applies the single-token rules and the lemma tables.
func (r *Ruler) compute(l *neural.Lexeme, tag, dep string) *attributes {
	a := &attributes{}
	for i := range r.single {
		if r.single[i].match(0, l, tag, dep) {
			a.apply(&r.single[i])
		}
	}
	if a.lemma == "" {
		a.lemma, a.lemmaBy = r.lemmas.lemma(l, a.pos, a.morph), -1
	}
	return a
}

// Apply sets POS, Morph and Lemma of a unit's tokens, which have been tagged and
// parsed, and gives white space its tag and label.
func (r *Ruler) Apply(words []neural.Word, tokens []extract.Token) {
	for i := range tokens {
		t := &tokens[i]
		a := r.of(words[i].Lexeme, t.Tag, t.Dep)
		t.POS, t.Morph, t.Lemma = a.pos, a.morph, a.lemma
	}
	for i := range len(tokens) - 1 {
		if len(words[i].Lower) > 3 && tokens[i].Dep != "expl" { // no rule begins with a longer word
			continue
		}
		for k := range r.double {
			r.pair(&r.double[k], words, tokens, i)
		}
	}
	for i := range tokens {
		if !words[i].Space {
			continue
		}
		t := &tokens[i]
		a := r.of(words[i].Lexeme, t.Tag, t.Dep)
		if a.tag != "" {
			t.Tag = a.tag
		}
		if a.dep != "" {
			t.Dep = a.dep
		}
	}
}

// pair applies a rule over two tokens at tokens i and i+1.
func (r *Ruler) pair(x *rule, words []neural.Word, tokens []extract.Token, i int) {
	if !x.match(0, words[i].Lexeme, tokens[i].Tag, tokens[i].Dep) ||
		!x.match(1, words[i+1].Lexeme, tokens[i+1].Tag, tokens[i+1].Dep) {
		return
	}
	t, l := &tokens[i+x.index], words[i+x.index].Lexeme
	a := *r.of(l, t.Tag, t.Dep)
	a.apply(x)
	if a.lemmaBy < 0 { // the part of speech may be another
		a.lemma = r.lemmas.lemma(l, a.pos, a.morph)
	}
	t.POS, t.Lemma = a.pos, a.lemma
}
