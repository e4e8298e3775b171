package storage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// textQuery is a tree of clauses.
type textQuery interface {
	score(t textSearch) map[ID]float64
}

// textWord is a word, phrase, wildcard or similar word in some fields.
type textWord struct {
	fields []int
	words  []token
	raw    string // folded, for wildcards
	wild   bool
	edits  int // > 0: words within so many edits
	boost  float64
}

func (w *textWord) score(t textSearch) map[ID]float64 {
	sum := map[ID]float64{}
	for _, f := range w.fields {
		for id, s := range w.field(t, f) {
			sum[id] += s * w.boost
		}
	}
	return sum
}

func (w *textWord) field(t textSearch, f int) map[ID]float64 {
	switch {
	case w.wild && strings.IndexAny(w.raw, "*?") == len(w.raw)-1 && strings.HasSuffix(w.raw, "*"):
		prefix := w.raw[:len(w.raw)-1]
		return t.matching(f, 1, func(s string) bool { return strings.HasPrefix(s, prefix) })
	case w.wild:
		pattern := []rune(w.raw)
		return t.matching(f, 1+len(pattern), func(s string) bool { return wildcard(pattern, []rune(s)) })
	case w.edits > 0:
		word := []rune(w.raw)
		return t.matching(f, 1+len(word), func(s string) bool { return distance(word, []rune(s)) <= w.edits })
	case len(w.words) == 1:
		return t.wordScores(f, w.words[0].text)
	}
	return t.phraseScores(f, w.words)
}

// textClauses is a boolean query: must and must not filter, all others add to
// the score; without must, one of the others has to fit.
type textClauses struct {
	must, should, not []textQuery
	boost             float64
}

func (c *textClauses) score(t textSearch) map[ID]float64 {
	sum := map[ID]float64{}
	for i, q := range c.must {
		scores := q.score(t)
		if i == 0 {
			sum = scores
			continue
		}
		t.done.Must(4 * len(sum))
		for id := range sum {
			if s, ok := scores[id]; ok {
				sum[id] += s
			} else {
				delete(sum, id)
			}
		}
	}
	for _, q := range c.should {
		for id, s := range q.score(t) {
			if _, there := sum[id]; there || len(c.must) == 0 {
				sum[id] += s
			}
		}
	}
	for _, q := range c.not {
		for id := range q.score(t) {
			delete(sum, id)
		}
	}
	t.done.Must(4 * len(sum))
	for id := range sum {
		sum[id] *= c.boost
	}
	return sum
}

// TextQueryError is a full text query that cannot be read.
type TextQueryError struct {
	Offset int // in bytes
	Msg    string
}

func (e *TextQueryError) Error() string {
	return fmt.Sprintf("full text query, byte %d: %s", e.Offset, e.Msg)
}

// maxClauses is how many words and phrases a query may have, as in Lucene.
const maxClauses = 1024

type textParser struct {
	text  string
	at    int
	props []string
	depth int
	count int // of words and phrases
}

func parseTextQuery(text string, props []string) (textQuery, error) {
	p := &textParser{text: text, props: props}
	all := make([]int, len(props))
	for i := range all {
		all[i] = i
	}
	q, err := p.clauses(all)
	if err == nil && p.at < len(p.text) {
		err = p.fail("a parenthesis closes that was not opened")
	}
	return q, err
}

func (p *textParser) fail(msg string) error { return &TextQueryError{p.at, msg} }

func (p *textParser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

func (p *textParser) take(s string) bool {
	if strings.HasPrefix(p.text[p.at:], s) {
		p.at += len(s)
		return true
	}
	return false
}

func (p *textParser) keyword(names ...string) bool {
	for _, s := range names {
		rest := p.text[p.at:]
		if strings.HasPrefix(rest, s) && (s[0] < 'A' || len(rest) == len(s) || strings.IndexByte(" (\t\n", rest[len(s)]) >= 0) {
			p.at += len(s)
			p.space()
			return true
		}
	}
	return false
}

// clauses reads up to a closing parenthesis or the end. As in Lucene, AND makes
// both of its neighbours a must.
func (p *textParser) clauses(fields []int) (*textClauses, error) {
	if p.depth++; p.depth > 50 {
		return nil, p.fail("parentheses are nested too deep")
	}
	defer func() { p.depth-- }()
	c := &textClauses{boost: 1}
	var last textQuery // in should, may be moved to must by a following AND
	for {
		p.space()
		if p.at == len(p.text) || p.text[p.at] == ')' {
			return c, nil
		}
		and := p.keyword("AND", "&&")
		if and && last != nil {
			c.should = slices.DeleteFunc(c.should, func(q textQuery) bool { return q == last })
			c.must = append(c.must, last)
		}
		if !and {
			p.keyword("OR", "||")
		}
		not := p.keyword("NOT", "!") || p.take("-")
		must := and || p.take("+")
		q, err := p.clause(fields)
		if err != nil {
			return nil, err
		}
		last = nil
		switch {
		case q == nil:
		case not:
			c.not = append(c.not, q)
		case must:
			c.must = append(c.must, q)
		default:
			c.should = append(c.should, q)
			last = q
		}
	}
}

func (p *textParser) clause(fields []int) (textQuery, error) {
	if p.count++; p.count > maxClauses {
		return nil, p.fail(fmt.Sprintf("more than %d words", maxClauses))
	}
	if p.take("(") {
		q, err := p.clauses(fields)
		if err != nil {
			return nil, err
		}
		if !p.take(")") {
			return nil, p.fail("a parenthesis is not closed")
		}
		q.boost, err = p.boost()
		return q, err
	}
	if p.take(`"`) {
		return p.phrase(fields)
	}
	raw, wild, err := p.word()
	if err != nil {
		return nil, err
	}
	if p.take(":") {
		i := slices.Index(p.props, raw)
		if i < 0 {
			return nil, p.fail("the index has no property " + raw)
		}
		p.space()
		return p.clause([]int{i})
	}
	w := &textWord{fields: fields, raw: Fold(raw), wild: wild}
	if p.take("~") {
		w.edits = 2
		if n := strings.IndexByte("012", p.peek()); n >= 0 {
			w.edits = n
			p.at++
		}
	}
	if w.boost, err = p.boost(); err != nil || wild || w.edits > 0 {
		return w, err
	}
	if w.words = tokens(raw, 0); len(w.words) == 0 {
		return nil, nil
	}
	return w, nil
}

func (p *textParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// word reads up to a character with a meaning of its own; \ takes that away.
func (p *textParser) word() (text string, wild bool, err error) {
	var b strings.Builder
	for p.at < len(p.text) {
		c := p.text[p.at]
		if strings.IndexByte(" \t\r\n()\":~^", c) >= 0 {
			break
		}
		if strings.IndexByte("[]{}/", c) >= 0 {
			return "", false, p.fail(fmt.Sprintf("%q is not supported by the embedded graph; write \\%c for the character", c, c))
		}
		if c == '\\' && p.at+1 < len(p.text) {
			p.at++
			c = p.text[p.at]
		} else if c == '*' || c == '?' {
			wild = true
		}
		b.WriteByte(c)
		p.at++
	}
	if b.Len() == 0 {
		return "", false, p.fail("a word is missing")
	}
	return b.String(), wild, nil
}

func (p *textParser) phrase(fields []int) (textQuery, error) {
	var b strings.Builder
	for p.at < len(p.text) && p.text[p.at] != '"' {
		if p.text[p.at] == '\\' && p.at+1 < len(p.text) {
			p.at++
		}
		b.WriteByte(p.text[p.at])
		p.at++
	}
	if !p.take(`"`) {
		return nil, p.fail("a phrase is not closed")
	}
	if p.peek() == '~' {
		return nil, p.fail("~ after a phrase is not supported by the embedded graph")
	}
	boost, err := p.boost()
	w := &textWord{fields: fields, words: tokens(b.String(), 0), boost: boost}
	if len(w.words) == 0 {
		return nil, err
	}
	return w, err
}

func (p *textParser) boost() (float64, error) {
	if !p.take("^") {
		return 1, nil
	}
	start := p.at
	for p.at < len(p.text) && strings.IndexByte("0123456789.", p.text[p.at]) >= 0 {
		p.at++
	}
	f, err := strconv.ParseFloat(p.text[start:p.at], 64)
	if err != nil {
		return 0, p.fail("a number must follow ^")
	}
	return f, nil
}
