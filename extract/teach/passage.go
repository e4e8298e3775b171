package teach

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/corpus"
	"github.com/newsgraph/newsgraph/extract/english"
)

// background are passages of all kinds of news, to tell the relation from what else
// news says. Nothing is claimed in them.
//
//go:embed background.txt
var background string

// Background returns passages of all kinds of news.
func Background() []corpus.Record {
	records, problems, err := corpus.Read("background.txt", strings.NewReader(background))
	if err != nil || len(problems) > 0 {
		panic(fmt.Sprint("internal error: ", err, problems))
	}
	return records
}

// trapWeight is how many pairs a trap counts for: it was written to be told apart.
const trapWeight = 2

// fact is two entities of a passage, subject first; of a symmetric relation the one
// that stands first.
type fact [2]int

// passage is a record with what the reader sees in it.
type passage struct {
	example bool // one of the user's
	claims  []fact
	rows    []row
	facts   []fact // what each row is about
}

// read looks at the pairs of a record.
func (l *lesson) read(ctx context.Context, t *english.Teaching, r *corpus.Record, example bool) (passage, error) {
	p := passage{example: example}
	a := &extract.Article{ID: r.ID(), Text: r.Text, Source: r.File}
	if err := t.Read(ctx, a); err != nil {
		return p, err
	}
	number := map[string]int{}
	var mentions []extract.Mention
	for i, e := range r.Entities {
		kind, _ := corpus.KindOf(e.ID)
		number[e.ID] = i
		a.Entities = append(a.Entities, extract.Entity{Name: r.Name(&e), Kind: kind})
		for _, m := range e.Mentions {
			s := extract.Span{
				Start: slices.IndexFunc(a.Tokens, func(t extract.Token) bool { return t.End > m.Start }),
				End:   1 + lastBefore(a.Tokens, m.End),
			}
			mentions = append(mentions, extract.Mention{Span: s, Head: a.HeadOf(s), Kind: kind, Form: extract.Proper, Entity: i})
		}
	}
	a.AddMentions(mentions...)
	for _, c := range r.Claims {
		if f := l.fact(number[c.Subject], number[c.Object]); c.Relation == l.Name && example && !slices.Contains(p.claims, f) {
			p.claims = append(p.claims, f)
		}
	}
	traps := map[fact]bool{}
	for _, c := range r.Traps {
		traps[l.fact(number[c.Subject], number[c.Object])] = traps[l.fact(number[c.Subject], number[c.Object])] || c.Relation == l.Name
	}
	count := map[fact]int{}
	for _, s := range t.Sights(a, l.wanted) {
		f := l.fact(a.Mentions[s.Subject].Entity, a.Mentions[s.Object].Entity)
		x := row{vector: s.Vector, right: slices.Contains(p.claims, f), weight: 1}
		if traps[f] && !x.right {
			x.weight = trapWeight
		}
		p.rows, p.facts = append(p.rows, x), append(p.facts, f)
		count[f]++
	}
	for i, f := range p.facts {
		if p.rows[i].right {
			p.rows[i].weight /= float64(count[f]) // where it is stated, among the pairs, nobody says
		}
	}
	return p, nil
}

// lastBefore returns the last token that begins before a byte.
func lastBefore(tokens []extract.Token, end int) int {
	i := len(tokens) - 1
	for i > 0 && tokens[i].Start >= end {
		i--
	}
	return i
}

// fact returns what a pair is about.
func (l *lesson) fact(subject, object int) fact {
	if l.Symmetric && object < subject {
		return fact{object, subject}
	}
	return fact{subject, object}
}

// wanted reports whether the relation may hold between such kinds.
func (l *lesson) wanted(subject, object extract.Kind) bool {
	return slices.Contains(l.Subject, subject) && slices.Contains(l.Object, object)
}
