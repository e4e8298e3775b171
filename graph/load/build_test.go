package load

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// relations are those of the tests: one of each sort.
func relations() []extract.Relation {
	person, body, place := []extract.Kind{extract.Person}, []extract.Kind{extract.Organization}, []extract.Kind{extract.Place}
	return []extract.Relation{
		{Name: "LEADS", Subject: person, Object: body, State: true},
		{Name: "MET_WITH", Subject: person, Object: person, Symmetric: true},
		{Name: "ATTENDED", Subject: person, Object: []extract.Kind{extract.Event}},
		{Name: "VISITED", Subject: person, Object: place},
		{Name: "BORN_ON", Subject: person},
	}
}

// said is one claim of a test article, ends by name.
type said struct {
	subject, relation, object string
	speaker                   string
	negated, entailed, former bool
	reported                  bool
	modality                  extract.Modality
	when                      extract.Interval
	confidence                float64
}

// story is a test article: one sentence a line, words between blanks.
type story struct {
	url, title, text string
	day              int // of June 2015
	entities         []extract.Entity
	claims           []said
}

func named(kind extract.Kind, names ...string) (list []extract.Entity) {
	for _, n := range names {
		list = append(list, extract.Entity{Name: n, Kind: kind})
	}
	return list
}

// article builds the article that a pipeline would have made of a story.
func (s story) article(t testing.TB) *extract.Article {
	t.Helper()
	a := &extract.Article{URL: s.url, Title: s.title, Publisher: "The Test", Language: "en", Text: s.text,
		Published: time.Date(2015, 6, s.day, 0, 0, 0, 0, time.UTC), PublishedPrecision: extract.Day}
	at := 0
	for _, line := range strings.SplitAfter(s.text, "\n") {
		first := len(a.Tokens)
		for _, word := range strings.Fields(line) {
			start := at + strings.Index(s.text[at:], word)
			a.Tokens = append(a.Tokens, extract.Token{Start: start, End: start + len(word)})
			at = start + len(word)
		}
		a.Sentences = append(a.Sentences, extract.Sentence{Span: extract.Span{Start: first, End: len(a.Tokens)}})
	}
	for i, e := range s.entities {
		e.Mentions = mentions(a, e, i)
		a.Entities = append(a.Entities, e)
	}
	for _, c := range s.claims {
		a.Claims = append(a.Claims, claimOf(t, a, c))
	}
	return a
}

// mentions adds the places where the words of an entity's name stand.
func mentions(a *extract.Article, e extract.Entity, entity int) (list []int) {
	words := strings.Fields(e.Name)
	for i := 0; i+len(words) <= len(a.Tokens); i++ {
		span := extract.Span{Start: i, End: i + len(words)}
		if len(words) == 0 || strings.Join(strings.Fields(a.Words(span)), " ") != strings.Join(words, " ") {
			continue
		}
		list = append(list, len(a.Mentions))
		a.Mentions = append(a.Mentions, extract.Mention{Span: span, Head: span.End - 1, Kind: e.Kind, Form: extract.Proper, Entity: entity})
	}
	return list
}

func claimOf(t testing.TB, a *extract.Article, c said) extract.Claim {
	t.Helper()
	out := extract.Claim{Relation: c.relation, Subject: entityOf(a, c.subject), Object: -1, Speaker: -1, Negated: c.negated, Entailed: c.entailed, Former: c.former, Reported: c.reported,
		Modality: c.modality, When: c.when, Confidence: c.confidence, Frame: "test"}
	if out.Modality == "" {
		out.Modality = extract.Actual
	}
	if out.Confidence == 0 {
		out.Confidence = 0.9
	}
	if c.relation == "BORN_ON" {
		out.Value = c.object
	} else {
		out.Object = entityOf(a, c.object)
	}
	if c.speaker != "" {
		out.Speaker = entityOf(a, c.speaker)
	}
	// The sentence is the first that shows the subject and the object.
	for i, sentence := range a.Sentences {
		words := strings.Join(strings.Fields(a.Words(sentence.Span)), " ")
		if strings.Contains(words, c.subject) && strings.Contains(words, c.object) {
			out.Sentence, out.Evidence, out.Trigger = i, sentence.Span, extract.Span{Start: sentence.Start, End: sentence.Start + 1}
			out.SubjectMention, out.ObjectMention = mentionIn(a, sentence.Span, out.Subject), mentionIn(a, sentence.Span, out.Object)
			return out
		}
	}
	t.Fatalf("no sentence shows %s %s %s", c.subject, c.relation, c.object)
	return out
}

// mentionIn returns the first mention of an entity inside a span, or -1.
func mentionIn(a *extract.Article, s extract.Span, entity int) int {
	return slices.IndexFunc(a.Mentions, func(m extract.Mention) bool { return m.Entity == entity && s.Start <= m.Start && m.End <= s.End })
}

func entityOf(a *extract.Article, name string) int {
	for i, e := range a.Entities {
		if e.Name == name {
			return i
		}
	}
	return 999
}
