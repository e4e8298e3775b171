package english

import (
	"context"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// Whatever bytes come in, all stages end without a panic, leave the text alone,
// and point at nothing outside it.
func FuzzPipeline(f *testing.F) {
	p, _ := readsAll(f)
	for _, text := range []string{
		"Nora Vik met Emmanuel Macron in Oslo.\n\nThey can't agree, U.S. officials said…",
		"OSLO, May 3 (Harbour Wire) — Borealis Inc. Chairman Jan Berg, who led it since 2010, resigned on Monday, he said.",
		"“The second Harbour Summit,” she said, “was held in Bergen last year.” Its host denied it. Mr. Berg's wife did not.",
		"TALKS END IN OSLO\r\n\r\nEx-president John Q. Vik and Anna (born May 3, 1970) signed the Oslo Accord, worth $3.5bn.",
		"\xff\x00 \n\n\t.",
	} {
		f.Add(text)
	}
	day := time.Date(2025, 7, 10, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			return
		}
		a := &extract.Article{Text: text, Published: day}
		if err := p.Article(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if a.Text != text {
			t.Fatal("the text was changed")
		}
		tiled(t, a)
		inside(t, a)
	})
}

// inside fails the test unless everything that names, times, statements and
// claims point at is there.
func inside(t testing.TB, a *extract.Article) {
	t.Helper()
	index := func(what string, i, from, n int) {
		t.Helper()
		if i < from || i >= n {
			t.Fatalf("%.60q: %s %d of %d", a.Text, what, i, n)
		}
	}
	span := func(what string, s extract.Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(a.Tokens) {
			t.Fatalf("%.60q: %s %+v of %d tokens", a.Text, what, s, len(a.Tokens))
		}
	}
	for _, m := range a.Mentions {
		span("mention", m.Span)
		if m.Len() == 0 || !m.Contains(m.Head) {
			t.Fatalf("%.60q: mention %+v", a.Text, m)
		}
		index("entity of a mention", m.Entity, -1, len(a.Entities))
	}
	for _, e := range a.Entities {
		for _, m := range e.Mentions {
			index("mention of an entity", m, 0, len(a.Mentions))
		}
		for _, p := range e.Parties {
			index("party", p, 0, len(a.Entities))
		}
	}
	for _, x := range a.Times {
		span("time", x.Phrase)
	}
	for _, s := range a.Statements {
		index("speaker", s.Speaker, -1, len(a.Entities))
		index("mention of a speaker", s.SpeakerMention, -1, len(a.Mentions))
		index("verb", s.Verb, -1, len(a.Tokens))
		span("content", s.Content)
	}
	for _, c := range a.Claims {
		index("subject", c.Subject, 0, len(a.Entities))
		index("object", c.Object, -1, len(a.Entities))
		index("speaker", c.Speaker, -1, len(a.Entities))
		index("sentence", c.Sentence, 0, len(a.Sentences))
		index("mention of the subject", c.SubjectMention, 0, len(a.Mentions))
		index("mention of the object", c.ObjectMention, -1, len(a.Mentions))
		span("trigger", c.Trigger)
		span("evidence", c.Evidence)
		span("time of a claim", c.When.Phrase)
		if c.Evidence.Len() == 0 || c.Object < 0 && c.Value == "" || c.Confidence < 0 || c.Confidence > 1 {
			t.Fatalf("%.60q: claim %+v", a.Text, c)
		}
	}
}
