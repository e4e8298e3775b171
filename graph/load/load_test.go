package load

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// TestLoader runs every test of the loader on every store. A store keeps its
// schema from test to test: a real server plans every statement anew when that
// changes.
func TestLoader(t *testing.T) {
	t.Run("embedded", func(t *testing.T) {
		dir := t.TempDir()
		store, err := embedded.Open(t.Context(), dir, embedded.Options{})
		if err != nil {
			t.Fatal(err)
		}
		allOn(t, store)
		want := dump(t, store)
		if err := store.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if store, err = embedded.Open(t.Context(), dir, embedded.Options{}); err != nil {
			t.Fatal(err)
		}
		same(t, "after closing and opening", dump(t, store), want)
		if err := store.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("neo4j", func(t *testing.T) {
		neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) { allOn(t, r.Open(t)) })
	})
}

func allOn(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	if _, err := l.ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		run  func(*testing.T, graph.Store)
	}{
		{"second load changes nothing", secondLoad},
		{"retract leaves no trace", retractLeavesNoTrace},
		{"order and batches do not matter", orderAndBatches},
		{"changed article", changedArticle},
		{"two versions in one run", twoVersions},
		{"a version that is rejected", rejectedVersion},
		{"an earlier version alone counts", earlierVersionAlone},
		{"what is there is not read again", readOnce},
		{"golden graph", goldenGraph},
		{"plan", plan},
		{"an entailed edge says so", entailedEdge},
		{"a state is over when the newest article says so", formerEdge},
		{"claims of a relation that is known no longer go", forgottenRelation},
		{"of equal versions the order does not decide", equalVersions},
		{"what somebody unnamed says is alleged", reportedEdge},
		{"verify finds what was spoilt", verifyFinds},
		{"foreign data", foreign},
		{"names are never Cypher", injection},
		{"articles that contradict themselves", inconsistent},
		{"computed in the loader and in the store", computedTwice},
		{"copies are one story", copiesAreOneStory},
		{"copies of copies are one story", copiesOfCopies},
		{"short texts are copies only of the same words", shortTexts},
		{"stories are of the set of articles", storiesAreOfTheSet},
		{"verify finds spoilt stories", spoiltStories},
		{"who is who does not depend on the way", anyWay},
		{"a surname goes to its one bearer", oneBearer},
	} {
		t.Run(test.name, func(t *testing.T) {
			clear(t, store)
			test.run(t, store)
			sound(t, store)
		})
	}
}

// eachStore runs a test on an empty store of each kind.
func eachStore(t *testing.T, test func(t *testing.T, store graph.Store)) {
	t.Run("embedded", func(t *testing.T) { test(t, embedded.Memory(embedded.Options{})) })
	t.Run("neo4j", func(t *testing.T) { test(t, neo4jtest.Open(t)) })
}

// TestCheckSchema: what is missing is named, and applying the schema brings it back.
func TestCheckSchema(t *testing.T) {
	eachStore(t, func(t *testing.T, store graph.Store) {
		l := loader(t, store, Options{})
		if err := l.CheckSchema(t.Context()); err != ErrNoSchema {
			t.Errorf("before: %v", err)
		}
		if _, err := l.Retract(t.Context(), "https://a.example/1"); !errors.Is(err, ErrNoSchema) {
			t.Errorf("retract before: %v", err)
		}
		for _, drop := range []string{"", "DROP CONSTRAINT claim_id", "DROP INDEX entity_text", "DROP CONSTRAINT edge_leads"} {
			if drop != "" {
				update1(t, store, drop)
				name := drop[strings.LastIndex(drop, " ")+1:]
				if err := l.CheckSchema(t.Context()); graph.FailureOf(err) != graph.Refused || !strings.Contains(err.Error(), name) {
					t.Errorf("%s: %v", drop, err)
				}
			}
			if _, err := l.ApplySchema(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := l.CheckSchema(t.Context()); err != nil {
				t.Errorf("after: %v", err)
			}
		}
	})
}

func loader(t testing.TB, store graph.Store, o Options) *Loader {
	t.Helper()
	l, err := New(store, relations(), "rules 1", o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func stream(articles ...*extract.Article) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func load(t testing.TB, l *Loader, articles ...*extract.Article) Report {
	t.Helper()
	r, err := l.Load(t.Context(), stream(articles...))
	if err != nil {
		t.Fatal(err)
	}
	if !r.Balanced() {
		t.Errorf("the books do not balance: %+v", r)
	}
	return r
}

func dump(t testing.TB, s graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := graph.Dump(&b, graph.Read(t.Context(), s)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// same reports the first lines in which two dumps differ.
func same(t testing.TB, what, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for _, line := range g {
		if !slices.Contains(w, line) {
			t.Errorf("%s: too much: %s", what, line)
		}
	}
	for _, line := range w {
		if !slices.Contains(g, line) {
			t.Errorf("%s: lacks: %s", what, line)
		}
	}
	if !t.Failed() && got != want {
		t.Errorf("%s: same lines in another order", what)
	}
}

func clear(t testing.TB, s graph.Store) {
	t.Helper()
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "MATCH (n) WHERE NOT n:__Migration DETACH DELETE n", nil, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// corpus tells of a few people in several articles that share edges, contradict
// each other and use different names.
func corpus(t testing.TB) []*extract.Article {
	t.Helper()
	on := func(day string) extract.Interval {
		return extract.Interval{From: extract.CalendarDate{First: day, Precision: extract.Day}, Point: true}
	}
	stories := []story{
		{url: "https://a.example/1", title: "Vega meets Orlov", day: 1,
			text:     "Ana Vega met Ivan Orlov .\nAna Vega leads Borealis .\nAna Vega was born in 1961 .",
			entities: slices.Concat(named(extract.Person, "Ana Vega", "Ivan Orlov"), named(extract.Organization, "Borealis")),
			claims: []said{{subject: "Ana Vega", relation: "MET_WITH", object: "Ivan Orlov", when: on("2015-05-30")},
				{subject: "Ana Vega", relation: "LEADS", object: "Borealis"},
				{subject: "Ana Vega", relation: "BORN_ON", object: "1961"}}},
		{url: "https://b.example/2", title: "Orlov denies it", day: 2,
			text:     "Ivan Orlov denied that Ivan Orlov met Ana Vega .\nIvan Orlov visited Tavria .",
			entities: slices.Concat(named(extract.Person, "Ivan Orlov", "Ana Vega"), named(extract.Place, "Tavria")),
			claims: []said{{subject: "Ivan Orlov", relation: "MET_WITH", object: "Ana Vega", speaker: "Ivan Orlov", negated: true},
				{subject: "Ivan Orlov", relation: "VISITED", object: "Tavria"}}},
		{url: "https://c.example/3", title: "Forum", day: 3,
			text: "ANA VEGA will attend the Tavria Forum .\nAna Vega leads Borealis , Ivan Orlov said .",
			entities: slices.Concat(named(extract.Person, "ANA VEGA", "Ivan Orlov"), named(extract.Organization, "Borealis"),
				[]extract.Entity{{Name: "Tavria Forum", Kind: extract.Event, When: on("2015-06-09")}}),
			claims: []said{{subject: "ANA VEGA", relation: "ATTENDED", object: "Tavria Forum", modality: extract.Planned}}},
		{url: "https://d.example/4", title: "Forum again", day: 4,
			text: "Ivan Orlov leads Borealis , Dana Reed said .\nIvan Orlov visited Tavria .",
			entities: slices.Concat(named(extract.Person, "Ivan Orlov", "Dana Reed"), named(extract.Organization, "Borealis"), named(extract.Place, "Tavria"),
				[]extract.Entity{{Name: "forum", Kind: extract.Event, Unnamed: true}}),
			claims: []said{{subject: "Ivan Orlov", relation: "LEADS", object: "Borealis", speaker: "Dana Reed"},
				{subject: "Ivan Orlov", relation: "VISITED", object: "Tavria"}}},
	}
	var list []*extract.Article
	for _, s := range stories {
		list = append(list, s.article(t))
	}
	return list
}

func secondLoad(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	first := load(t, l, corpus(t)...)
	if first.Loaded != 4 || !first.Counts.Changed() {
		t.Errorf("first load: %+v", first)
	}
	before := dump(t, store)
	second := load(t, l, corpus(t)...)
	if second.Unchanged != 4 || second.Counts.Changed() || second.Batches != 0 {
		t.Errorf("second load: %+v", second)
	}
	// The statements themselves are idempotent, not only skipped.
	again, err := New(store, relations(), "rules 2", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if third := load(t, again, corpus(t)...); third.Changed != 4 || third.Reread != 4 || third.Counts.Changed() {
		t.Errorf("load with other rules: %+v", third)
	}
	late := corpus(t)
	late[0].Title = "Corrected"
	if other := load(t, loader(t, store, Options{}), late...); other.Changed != 4 || other.Reread != 3 {
		t.Errorf("load with other rules, one article changed: %+v", other)
	}
	load(t, again, corpus(t)...)
	same(t, "after five loads", strings.ReplaceAll(dump(t, store), "rules 2", "rules 1"), before)
}

func retractLeavesNoTrace(t *testing.T, store graph.Store) {
	all := corpus(t)
	for i := range all {
		clear(t, store)
		l := loader(t, store, Options{})
		rest := slices.Delete(slices.Clone(all), i, i+1)
		load(t, l, rest...)
		want := dump(t, store)
		load(t, l, all[i])
		r, err := l.Retract(t.Context(), all[i].URL, "https://nowhere.example/")
		if err != nil || r.Retracted != 1 || len(r.Missing) != 1 {
			t.Errorf("retract %s: %+v, %v", all[i].URL, r, err)
		}
		same(t, "without "+all[i].URL, dump(t, store), want)
	}
}

func orderAndBatches(t *testing.T, store graph.Store) {
	want := ""
	random := rand.New(rand.NewPCG(1, 2))
	for i, o := range []Options{{}, {Articles: 1}, {Articles: 3, Rows: 2}, {Articles: 2, Rows: 1}} {
		clear(t, store)
		list := corpus(t)
		if i > 0 {
			random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		load(t, loader(t, store, o), list...)
		got := dump(t, store)
		if i == 0 {
			want = got
		}
		same(t, "another order", got, want)
	}
}

func changedArticle(t *testing.T, store graph.Store) {
	all := corpus(t)
	next := story{url: "https://b.example/2", title: "Orlov denies it", day: 2,
		text:     "Ivan Orlov visited Tavria .\nIvan Orlov leads Zephyr .",
		entities: slices.Concat(named(extract.Person, "Ivan Orlov"), named(extract.Place, "Tavria"), named(extract.Organization, "Zephyr")),
		claims:   []said{{subject: "Ivan Orlov", relation: "VISITED", object: "Tavria"}, {subject: "Ivan Orlov", relation: "LEADS", object: "Zephyr"}},
	}.article(t)
	l := loader(t, store, Options{})
	load(t, l, all[0], next, all[2], all[3])
	want := dump(t, store)
	clear(t, store)
	load(t, l, all...)
	r := load(t, l, next)
	if r.Changed != 1 || r.Loaded != 0 {
		t.Errorf("books: %+v", r)
	}
	same(t, "after the change", dump(t, store), want)
}

func twoVersions(t *testing.T, store graph.Store) {
	early, late := corpus(t)[0], corpus(t)[0]
	late.Title, late.Published = "Corrected", late.Published.AddDate(0, 0, 1)
	want := ""
	for _, list := range [][]*extract.Article{{early, late}, {late, early}, {late, late, early}} {
		for _, size := range []int{1, 100} {
			clear(t, store)
			r := load(t, loader(t, store, Options{Articles: size}), list...)
			if r.Loaded != 1 || r.Duplicates != len(list)-1 {
				t.Errorf("books: %+v", r)
			}
			if want == "" {
				want = dump(t, store)
			}
			same(t, "the later version", dump(t, store), want)
			again := load(t, loader(t, store, Options{Articles: size}), list...)
			if again.Unchanged != 1 || again.Duplicates != len(list)-1 || again.Batches != 0 {
				t.Errorf("the same again: %+v", again)
			}
		}
	}
}

func goldenGraph(t *testing.T, store graph.Store) {
	load(t, loader(t, store, Options{}), corpus(t)...)
	golden(t, "testdata/corpus.golden", dump(t, store))
}

// readOnce loads with a pipeline between, which must see only what is not there.
func readOnce(t *testing.T, store graph.Store) {
	var read atomic.Int64
	extracted := map[string]*extract.Article{}
	for _, a := range corpus(t) {
		extracted[a.URL] = a
	}
	pipeline := extract.Pipeline{{Name: "all", Run: func(_ context.Context, a *extract.Article) error {
		read.Add(1)
		e := extracted[a.URL]
		a.Tokens, a.Sentences, a.Mentions, a.Entities, a.Claims = e.Tokens, e.Sentences, e.Mentions, e.Entities, e.Claims
		return nil
	}}}
	l := loader(t, store, Options{Articles: 2, Extract: func(in iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
		return pipeline.Run(t.Context(), in, 3)
	}})
	raw := func(list ...*extract.Article) (out []*extract.Article) {
		for _, a := range list {
			out = append(out, &extract.Article{URL: a.URL, Title: a.Title, Publisher: a.Publisher, Language: a.Language,
				Published: a.Published, PublishedPrecision: a.PublishedPrecision, Text: a.Text})
		}
		return out
	}
	all := corpus(t)
	load(t, l, raw(all[0], all[1])...)
	later := raw(all[3])[0]
	later.Title, later.Published = "Forum once more", later.Published.AddDate(0, 0, 1)
	r := load(t, l, append(raw(all...), later, raw(all[3])[0])...)
	if r.Read != 6 || r.Unchanged != 2 || r.Loaded != 2 || r.Duplicates != 2 || read.Load() != 5 {
		t.Errorf("%d articles read, books: %+v", read.Load(), r)
	}
	if got := dump(t, store); !strings.Contains(got, "Forum once more") {
		t.Error("the later version is not there")
	}
	if r := load(t, l, raw(all[0], all[1], all[2])...); r.Unchanged != 3 || read.Load() != 5 || r.Batches != 0 {
		t.Errorf("%d articles read, books: %+v", read.Load(), r)
	}
}
