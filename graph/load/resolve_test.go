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
	"github.com/newsgraph/newsgraph/graph/identity"
)

// known fills in what extract/identity says of the names of these tests: one word of a
// person is its surname, two capitals are the initials of a body.
func known(list []extract.Entity) []extract.Entity {
	for i := range list {
		e := &list[i]
		words := strings.Fields(Norm(e.Name))
		switch e.Kind {
		case extract.Person:
			e.Identity.Block = words[len(words)-1]
			if e.Identity.Partial = len(words) == 1; e.Identity.Partial {
				e.Identity.Scope = extract.OwnArticle
			}
		case extract.Organization:
			e.Identity.Block = words[0]
			e.Identity.Partial = len(words) == 1
			for _, w := range words {
				e.Identity.Initials += w[:1]
			}
			if e.Name == strings.ToUpper(e.Name) {
				e.Identity.Initials = words[0]
			}
		}
	}
	return list
}

// meeting is an article in which a person meets another and leads a body, in a place.
func meeting(t *testing.T, day int, who, whom, body, place string) *extract.Article {
	s := story{url: fmt.Sprintf("https://meet.example/%d", day), day: day,
		text:     fmt.Sprintf("%s met %s in %s .\n%s leads %s .\n", who, whom, place, who, body),
		entities: known(slices.Concat(named(extract.Person, who, whom), named(extract.Organization, body), named(extract.Place, place))),
		claims: []said{{subject: who, relation: "MET_WITH", object: whom}, {subject: who, relation: "LEADS", object: body},
			{subject: who, relation: "VISITED", object: place, speaker: whom}}}
	return s.article(t)
}

// oneBearer: a surname is moved to the one full name that bears it and stands in the same
// company, and back when a second bearer comes.
func oneBearer(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	full := meeting(t, 1, "Marten Obrand", "Petra Moll", "Harbour Board", "Norvania")
	short := meeting(t, 2, "Obrand", "Petra Moll", "Harbour Board", "Norvania")
	elsewhere := meeting(t, 3, "Obrand", "Ines Duarte", "Tavell", "Estmark")
	load(t, l, short, elsewhere, full)
	sound(t, store)
	ask := "MATCH (s:Person)-[r:LEADS]->(o {name: 'Harbour Board'}) RETURN s.name + ' ' + toString(r.articles) AS line ORDER BY line"
	same(t, "one bearer", lines(t, store, ask), "Marten Obrand 2")
	same(t, "in other company", lines(t, store, "MATCH (s:Person)-[r:LEADS]->(o {name: 'Tavell'}) RETURN s.name AS line"), "Obrand")
	second := meeting(t, 4, "Lena Obrand", "Petra Moll", "Harbour Board", "Norvania")
	load(t, l, second)
	sound(t, store)
	same(t, "two bearers", lines(t, store, ask), "Lena Obrand 1\nMarten Obrand 1\nObrand 1")
	if _, err := l.Retract(t.Context(), second.URL); err != nil {
		t.Fatal(err)
	}
	sound(t, store)
	same(t, "the second gone", lines(t, store, ask), "Marten Obrand 2")
}

// lines runs a question whose rows have one text each.
func lines(t *testing.T, store graph.Store, cypher string) string {
	t.Helper()
	var out []string
	err := store.View(t.Context(), func(tx graph.Tx) error {
		out = nil
		_, err := tx.Run(t.Context(), cypher, nil, func(r graph.Row) error {
			out = append(out, graphID(r.Values[0]))
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

// anyWay: after any sequence of loads, retractions, judgements and their taking back, the
// graph is the one of a store that was given the articles and judgements that are left
// at once.
func anyWay(t *testing.T, store graph.Store) {
	random := rand.New(rand.NewPCG(7, 9))
	persons := []string{"Marten Obrand", "Obrand", "Marten K. Obrand", "Lena Obrand", "Petra Moll", "Moll", "Ines Duarte"}
	bodies := []string{"Harbour Board", "HB", "Tavell", "Tavell Energy", "Acme Bank"}
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	var articles []*extract.Article
	for len(articles) < 14 {
		who, whom := pick(persons), pick(persons)
		if who == whom {
			continue
		}
		articles = append(articles, meeting(t, len(articles)+1, who, whom, pick(bodies), pick([]string{"Norvania", "Estmark"})))
	}
	l := loader(t, store, Options{Articles: 3})
	there := map[int]bool{}
	var judged []identity.Judgement
	var steps []string
	for step := range 40 {
		what := ""
		switch random.IntN(4) {
		case 0, 1:
			var some []*extract.Article
			for range 1 + random.IntN(4) {
				i := random.IntN(len(articles))
				some, there[i] = append(some, articles[i]), true
				what += fmt.Sprintf(" load %d", i)
			}
			load(t, l, some...)
		case 2:
			i := random.IntN(len(articles))
			delete(there, i)
			what = fmt.Sprintf("retract %d", i)
			if _, err := l.Retract(t.Context(), articles[i].URL); err != nil {
				t.Fatal(err)
			}
		case 3:
			j := drawnJudgement(random, articles)
			drop := judged
			if len(judged) > 0 && random.IntN(2) == 0 {
				drop = judged[:1]
				judged = judged[1:]
				what = fmt.Sprintf("undo %+v", drop[0])
				if _, err := l.Judge(t.Context(), nil, drop); err != nil {
					t.Fatal(err)
				}
				break
			}
			judged = slices.DeleteFunc(judged, func(x identity.Judgement) bool { return x.Key() == j.Key() })
			judged = append(judged, j)
			what = fmt.Sprintf("judge %+v", j)
			if _, err := l.Judge(t.Context(), []identity.Judgement{j}, nil); err != nil {
				t.Fatal(err)
			}
		}
		steps = append(steps, what)
		sound(t, store)
		got := dump(t, store)
		fresh := memory(t)
		f := loader(t, fresh, Options{})
		var left []*extract.Article
		for i, a := range articles {
			if there[i] {
				left = append(left, a)
			}
		}
		random.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
		if _, err := f.Judge(t.Context(), judged, nil); err != nil {
			t.Fatal(err)
		}
		load(t, f, left...)
		if same(t, fmt.Sprintf("after step %d (%s)", step, what), got, dump(t, fresh)); t.Failed() {
			t.Fatalf("the steps were %s\nand the judgements %+v", strings.Join(steps, "\n"), judged)
		}
	}
}

// drawnJudgement says by chance that two names are one, or two, or those of an article.
func drawnJudgement(random *rand.Rand, articles []*extract.Article) identity.Judgement {
	ref := func() identity.Ref {
		a := articles[random.IntN(len(articles))]
		e := a.Entities[random.IntN(3)]
		r := identity.Ref{Kind: string(e.Kind), Name: e.Name}
		if e.Identity.Scope == extract.OwnArticle || random.IntN(2) == 0 {
			r.Article = articleID(a.URL, a.Publisher, a.ID, "")
		}
		return r
	}
	j := identity.Judgement{Verdict: identity.Same, A: ref(), B: ref()}
	for j.B.Kind != j.A.Kind {
		j.B = ref()
	}
	if random.IntN(2) == 0 {
		j.Verdict = identity.Different
	}
	return j
}

// TestResolveBatches: who is who does not depend on the batches.
func TestResolveBatches(t *testing.T) {
	want := ""
	for _, o := range []Options{{}, {Articles: 1}, {Articles: 2}, {Articles: 3, Rows: 2}} {
		store := memory(t)
		load(t, loader(t, store, o), resolvable(t)...)
		sound(t, store)
		if want == "" {
			want = dump(t, store)
			moved := "MATCH (:Article)-[m:MENTIONS]->() WHERE m.name_id IS NOT NULL RETURN toString(count(*)) AS line"
			if n := lines(t, store, moved); n == "0" {
				t.Fatal("no name was moved: the test tells nothing")
			}
		}
		same(t, fmt.Sprintf("batches %+v", o), dump(t, store), want)
	}
}

// memory is an empty embedded store with the schema.
func memory(t *testing.T) graph.Store {
	t.Helper()
	store := embedded.Memory(embedded.Options{})
	if _, err := loader(t, store, Options{}).ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store
}

// TestLastKnowsOrder: judgements of a graph from before they had an order are not the last.
func TestLastKnowsOrder(t *testing.T) {
	store := memory(t)
	write := func(cypher string) {
		t.Helper()
		err := store.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), cypher, nil, nil)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	last := func() string {
		t.Helper()
		list, _, err := Last(t.Context(), store)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, j := range list {
			names = append(names, j.A.Name)
		}
		return strings.Join(names, " ")
	}
	write("CREATE (:__Judgement {id: 'j_1', verdict: 'same', a_name: 'old', b_name: 'x'}), (:__Judgement {id: 'j_2', verdict: 'same', a_name: 'older', b_name: 'x'})")
	if got := last(); got != "" {
		t.Errorf("last of two without an order: %q", got)
	}
	write("CREATE (:__Judgement {id: 'j_3', verdict: 'same', a_name: 'new', b_name: 'x', step: 1})")
	if got := last(); got != "new" {
		t.Errorf("last: %q", got)
	}
}
