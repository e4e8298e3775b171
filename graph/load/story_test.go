package load

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// told is an article that says one thing in many words.
func told(t testing.TB, address, source, more string) *extract.Article {
	t.Helper()
	s := story{url: address, title: "Of " + address, day: 4, text: "Ana Vega leads Borealis .\n" + more,
		entities: slices.Concat(named(extract.Person, "Ana Vega"), named(extract.Organization, "Borealis")),
		claims:   []said{{subject: "Ana Vega", relation: "LEADS", object: "Borealis"}}}
	a := s.article(t)
	a.Publisher = source
	return a
}

// prose gives so many words, others for each number.
func prose(number, n int) []string {
	random := rand.New(rand.NewPCG(11, uint64(number)))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("%c%c%c", 'a'+random.IntN(26), 'a'+random.IntN(26), 'a'+random.IntN(26))
	}
	return words
}

func edgeCounts(t testing.TB, store graph.Store) string {
	t.Helper()
	return answer(t, store, "MATCH ()-[r:LEADS]->() RETURN r.articles, r.stories, r.publishers")
}

// answer gives the values of all rows.
func answer(t testing.TB, store graph.Store, cypher string) string {
	t.Helper()
	var lines []string
	err := store.View(t.Context(), func(tx graph.Tx) error {
		lines = nil
		_, err := tx.Run(t.Context(), cypher, nil, func(r graph.Row) error {
			var values []string
			for _, v := range r.Values {
				values = append(values, graph.Text(v))
			}
			lines = append(lines, strings.Join(values, " "))
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "; ")
}

// copiesAreOneStory: an agency text at three addresses, shortened and with a line
// added, is one story; what somebody else writes is another.
func copiesAreOneStory(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	words := prose(1, 90)
	load(t, l, told(t, "https://a.example/1", "A", strings.Join(words, " ")))
	if got := edgeCounts(t, store); got != "1 1 1" {
		t.Errorf("one article: articles, stories, publishers are %s", got)
	}
	r := load(t, l, told(t, "https://b.example/1", "B", strings.Join(slices.Concat(words[:30], words[33:]), " ")+"\nReporting by J. Doe ."),
		told(t, "https://c.example/1", "C", strings.Join(words[:60], " ")),
		told(t, "https://a.example/2", "A", strings.Join(prose(2, 90), " ")))
	if got := edgeCounts(t, store); got != "4 2 3" {
		t.Errorf("with two copies and another article: articles, stories, publishers are %s", got)
	}
	if r.Copies != 2 {
		t.Errorf("the report tells of %d copies", r.Copies)
	}
	if got := answer(t, store, "MATCH (a:Article) WHERE a.story IS NOT NULL RETURN count(*), count(DISTINCT a.story), min(a.id) = min(a.story)"); got != "3 1 true" {
		t.Errorf("articles with a story, stories, named by the first: %s", got)
	}
	if _, err := l.Retract(t.Context(), "https://b.example/1", "https://c.example/1"); err != nil {
		t.Fatal(err)
	}
	if got := edgeCounts(t, store); got != "2 2 1" {
		t.Errorf("without the copies: articles, stories, publishers are %s", got)
	}
	if got := answer(t, store, "MATCH (a:Article) WHERE a.story IS NOT NULL RETURN count(*)"); got != "0" {
		t.Errorf("%s articles are still of a story with copies", got)
	}
}

// shortTexts are copies only where their words are the same.
func shortTexts(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	load(t, l, told(t, "https://a.example/1", "A", "It was said ."), told(t, "https://b.example/1", "B", "It was “said”"),
		told(t, "https://c.example/1", "C", "It was not said ."))
	if got := edgeCounts(t, store); got != "3 2 3" {
		t.Errorf("articles, stories, publishers are %s", got)
	}
}

// copiesOfCopies: a text of which two others are parts makes them one story, though it
// says nothing itself; without it they are two again.
func copiesOfCopies(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	words := prose(1, 180)
	whole := told(t, "https://c.example/1", "C", strings.Join(words, " "))
	whole.Claims = nil
	load(t, l, told(t, "https://a.example/1", "A", strings.Join(words[:120], " ")), told(t, "https://b.example/1", "B", strings.Join(words[60:], " ")))
	for range 2 {
		if got := edgeCounts(t, store); got != "2 2 2" {
			t.Errorf("two parts: articles, stories, publishers are %s", got)
		}
		load(t, l, whole)
		if got := edgeCounts(t, store); got != "2 1 2" {
			t.Errorf("with the whole: articles, stories, publishers are %s", got)
		}
		if _, err := l.Retract(t.Context(), whole.URL); err != nil {
			t.Fatal(err)
		}
	}
}

// pool makes articles of twelve passages, each one of three: some are
// copies, more are nearly so, and stand between copies in the order of a key.
func pool(t testing.TB, n int) []*extract.Article {
	random := rand.New(rand.NewPCG(17, 4))
	var list []*extract.Article
	for i := range n {
		var words []string
		for passage := range 12 {
			words = append(words, prose(3*passage+max(0, random.IntN(5)-2), 12)...)
		}
		a := told(t, fmt.Sprintf("https://s%d.example/%d", i%3, i), fmt.Sprintf("S%d", i%3), strings.Join(words, " "))
		if i%3 == 0 { // which says nothing, but may join others that do
			a.Claims = nil
		}
		list = append(list, a)
	}
	return list
}

// storiesAreOfTheSet: what articles are in the store decides what the stories are,
// whatever came and went before, and in which batches.
func storiesAreOfTheSet(t *testing.T, store graph.Store) {
	all := pool(t, 200)
	random := rand.New(rand.NewPCG(3, 9))
	l := loader(t, store, Options{Articles: 7})
	there := map[int]bool{}
	for range 20 {
		var some []*extract.Article
		for range 25 {
			i := random.IntN(len(all))
			a := all[i]
			if random.IntN(8) == 0 { // another version
				other := *all[random.IntN(len(all))]
				other.URL = a.URL
				a = &other
			}
			some, there[i] = append(some, a), true
		}
		load(t, l, some...)
		sound(t, store)
		for range 15 {
			i := random.IntN(len(all))
			if _, err := l.Retract(t.Context(), all[i].URL); err != nil {
				t.Fatal(err)
			}
			delete(there, i)
		}
		sound(t, store)
	}
	var left []*extract.Article
	for i := range all {
		if there[i] {
			left = append(left, all[i])
		}
	}
	load(t, l, left...)
	got := dump(t, store)
	clear(t, store)
	load(t, loader(t, store, Options{}), left...)
	same(t, "after much coming and going", got, dump(t, store))
	if got := answer(t, store, "MATCH (a:Article) WHERE a.story IS NOT NULL RETURN count(*) > 4 AND count(DISTINCT a.story) > 1"); got != "true" {
		t.Error("the pool has no stories to speak of")
	}
}

// spoiltStories: verify finds a story that is not what the texts make it.
func spoiltStories(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	some := []*extract.Article{told(t, "https://a.example/1", "A", "It was said ."), told(t, "https://b.example/1", "B", "It was said .")}
	for _, spoil := range []string{"MATCH (a:Article) REMOVE a.story", "MATCH (a:Article {source: 'A'}) SET a.story = 'a_0123456789abcdef01234567'"} {
		clear(t, store)
		load(t, l, some...)
		update1(t, store, spoil)
		v, err := l.Verify(t.Context(), stream())
		if err != nil || !slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.What == "article" }) {
			t.Errorf("after %s: %v, %v", spoil, v.Findings, err)
		}
	}
	clear(t, store)
}

// TestUnsketchedIsLoadedAgain: articles that a version without sketches has loaded are
// loaded again, though they say the same.
func TestUnsketchedIsLoadedAgain(t *testing.T) {
	store := embedded.Memory(embedded.Options{})
	l := loader(t, store, Options{})
	if _, err := l.ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	a := told(t, "https://a.example/1", "A", "It was said .")
	load(t, l, a)
	want := dump(t, store)
	update1(t, store, "MATCH (a:Article) REMOVE a.sketch, a.near_0, a.near_1")
	if r := load(t, l, a); r.Changed != 1 {
		t.Errorf("%+v", r)
	}
	same(t, "loaded again", dump(t, store), want)
	if r := load(t, l, a); r.Unchanged != 1 {
		t.Errorf("once more: %+v", r)
	}
}
