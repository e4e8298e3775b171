package coref_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/english"
)

var pipeline = sync.OnceValues(func() (extract.Pipeline, error) { return english.New(english.Options{}) })

func read(t testing.TB, text string) *extract.Article {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	a := &extract.Article{Text: text, Published: time.Date(2015, 12, 16, 0, 0, 0, 0, time.UTC), PublishedPrecision: extract.Day}
	if err := p.Article(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	return a
}

// entity writes an entity as "Kind Name: mention | mention".
func entity(a *extract.Article, e extract.Entity) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", e.Kind, e.Name)
	if e.Ordinal != "" {
		fmt.Fprintf(&b, " #%s", e.Ordinal)
	}
	if !e.When.From.IsZero() {
		fmt.Fprintf(&b, " @%s", e.When.From.First)
	}
	if len(e.Parties) > 0 {
		var names []string
		for _, p := range e.Parties {
			names = append(names, a.Entities[p].Name)
		}
		fmt.Fprintf(&b, " (%s)", strings.Join(names, ", "))
	}
	var mentions []string
	for _, m := range e.Mentions {
		mentions = append(mentions, a.Words(a.Mentions[m].Span))
	}
	return b.String() + ": " + strings.Join(mentions, " | ")
}

var update = flag.Bool("update", false, "rewrite the golden files")

// The golden file holds texts of our own, each after "# ", and under each the
// entities that the article must have, in order.
func TestEntities(t *testing.T) {
	name := filepath.Join("testdata", "entities.golden")
	golden, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(golden)) {
		text, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "# ")
		if !ok {
			continue
		}
		if got.Len() > 0 {
			got.WriteByte('\n')
		}
		got.WriteString(line)
		a := read(t, text)
		for _, e := range a.Entities {
			got.WriteString(entity(a, e) + "\n")
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := strings.Split(string(golden), "\n")
	for n, line := range strings.Split(got.String(), "\n") {
		if n >= len(want) || line != want[n] {
			t.Fatalf("%s:%d: got\n%s\nwant\n%s", name, n+1, line, strings.Join(want[min(n, len(want)):min(n+1, len(want))], ""))
		}
	}
}

// What write leaves must hold together: mentions in order, entities that list
// exactly their mentions, parties that exist.
func check(t *testing.T, a *extract.Article) {
	t.Helper()
	seen := make([]int, len(a.Entities))
	for i, m := range a.Mentions {
		if i > 0 && (m.Start < a.Mentions[i-1].Start || m.Start == a.Mentions[i-1].Start && m.End > a.Mentions[i-1].End) {
			t.Fatalf("mention %d %v stands after %v", i, m.Span, a.Mentions[i-1].Span)
		}
		if m.Len() < 1 || m.Start < 0 || m.End > len(a.Tokens) || m.Head < m.Start || m.Head >= m.End {
			t.Fatalf("mention %d: span %v, head %d", i, m.Span, m.Head)
		}
		if m.Entity >= 0 {
			seen[m.Entity]++
			if !slices.Contains(a.Entities[m.Entity].Mentions, i) {
				t.Fatalf("entity %d does not list its mention %d", m.Entity, i)
			}
		}
	}
	for i, e := range a.Entities {
		if e.Name == "" || e.Kind == "" || len(e.Mentions) != seen[i] || !slices.IsSorted(e.Mentions) || !slices.IsSorted(e.Aliases) {
			t.Fatalf("entity %d: %+v, %d mentions", i, e, seen[i])
		}
		for _, p := range e.Parties {
			if p < 0 || p >= len(a.Entities) || p == i {
				t.Fatalf("entity %d has party %d", i, p)
			}
		}
	}
}

func FuzzEntities(f *testing.F) {
	f.Add("Anna Berg (AB) of Acme Corp. said she and Carl Dow, its chairman, met the two leaders at the third such summit in May.")
	f.Add("THE U.S. AND CHINA SAY THEY “MET” 'S he his himself. Mr. Mr. Berg Berg's")
	f.Add("\x00\xff such gathering (NFC) Mr who which “ “ ” they they it")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		check(t, read(t, text))
	})
}

func TestArticleWithoutWords(t *testing.T) {
	for _, text := range []string{"", " ", "\n\n", "…"} {
		check(t, read(t, text))
	}
}
