package audit

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// made is a graph of claims, a line each: number, relation, article, status of the edge,
// sentence. The ends are always the same two for one number.
func made(t *testing.T, lines []string) graph.Store {
	t.Helper()
	store := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { store.Close(context.Background()) })
	fill(t, store, lines)
	return store
}

func fill(t *testing.T, store graph.Store, lines []string) {
	t.Helper()
	err := store.Update(context.Background(), func(tx graph.Tx) error {
		for _, line := range lines {
			f := strings.SplitN(line, " ", 5)
			params := map[string]any{"id": id("c_", f[0]), "key": id("f_", f[0]), "s": id("e_", f[0]), "o": id("e_", "9"+f[0]), "relation": f[1], "article": id("a_", f[2]),
				"status": f[3], "quote": f[4], "day": fmt.Sprintf("2026-01-%02dT00:00:00Z", len(f[2])), "source": "Wire " + f[2]}
			for _, statement := range []string{
				`MERGE (a:Article {id: $article}) SET a.title = 'T', a.source = $source, a.published_at = datetime($day), a.published_prec = 'day'`,
				`MATCH (a:Article {id: $article}) MERGE (s:__Entity__ {id: $s}) SET s.name = 'Ines Sorel', s.aliases = ['Sorel'] MERGE (o:__Entity__ {id: $o}) SET o.name = 'Port Alder', o.aliases = []
CREATE (a)-[:STATES]->(c:Claim {id: $id, key: $key, relation: $relation, quote: $quote, negated: $status = 'denied', modality: 'actual', confidence: 0.8})
CREATE (c)-[:SUBJECT]->(s) CREATE (c)-[:OBJECT]->(o)
CREATE (s)-[:` + f[1] + ` {key: $key, status: $status}]->(o)`,
			} {
				if _, err := tx.Run(context.Background(), statement, params, func(graph.Row) error { return nil }); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func id(prefix, n string) string { return prefix + strings.Repeat("0", 24-len(n)) + n }

func drawn(t *testing.T, store graph.Store, f Filter) (ids []string) {
	t.Helper()
	list, err := Draw(context.Background(), store, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		ids = append(ids, c.Relation+strings.TrimLeft(c.Claim, "c_0"))
	}
	return ids
}

func some(relation string, from, to int) (lines []string) {
	for n := from; n <= to; n++ {
		lines = append(lines, fmt.Sprintf("%d %s %d asserted Ines Sorel did %d.", n, relation, n%3+1, n))
	}
	return lines
}

func TestDraw(t *testing.T) {
	lines := append(some("LEADS", 1, 30), some("MET_WITH", 31, 34)...)
	backwards := slices.Clone(lines)
	slices.Reverse(backwards)
	one, other := made(t, lines), made(t, backwards)
	f := Filter{Each: 6, Seed: 7}
	first := drawn(t, one, f)
	if again := drawn(t, other, f); !slices.Equal(first, again) {
		t.Errorf("loaded in another order: %v, want %v", again, first)
	}
	if len(first) != 10 || first[0][:1] != "L" || first[1][:1] != "M" || first[9][:1] != "L" {
		t.Errorf("drew %v: want six of LEADS and all four of MET_WITH, by turns", first)
	}
	f.Seed = 8
	if another := drawn(t, one, f); slices.Equal(first, another) {
		t.Error("another seed draws the same")
	}
	f = Filter{Each: 6, Seed: 7, Relations: []string{"LEADS"}}
	few, more := drawn(t, one, f), drawn(t, made(t, append(lines, some("LEADS", 40, 44)...)), f)
	stay := 0
	for _, c := range few {
		if slices.Contains(more, c) {
			stay++
		}
	}
	if stay < 4 {
		t.Errorf("after five more claims of thirty only %d of six are drawn again: %v, %v", stay, few, more)
	}
}

// Every claim is drawn as often as any other.
func TestDrawIsFair(t *testing.T) {
	store := made(t, some("LEADS", 1, 20))
	seen := map[string]int{}
	const seeds = 400
	for seed := range int64(seeds) {
		for _, c := range drawn(t, store, Filter{Each: 5, Seed: seed}) {
			seen[c]++
		}
	}
	for n := 1; n <= 20; n++ { // 100 expected, deviation 8.7: five of them
		if got := seen[fmt.Sprintf("LEADS%d", n)]; got < 57 || got > 143 {
			t.Errorf("claim %d was drawn %d times of %d, want about %d", n, got, seeds, seeds/4)
		}
	}
}

func TestDrawFilters(t *testing.T) {
	lines := []string{
		"1 LEADS 1 asserted A.", "2 LEADS 1 denied B.", "3 MET_WITH 22 alleged C.", "4 MET_WITH 333 asserted D.",
		"5 LEADS 22 asserted Same.",
	}
	store := made(t, lines)
	// A copy of claim 5 in another article: one sentence, judged once.
	err := store.Update(context.Background(), func(tx graph.Tx) error {
		_, err := tx.Run(context.Background(), `MATCH (c:Claim {id: $id})-[:SUBJECT]->(s), (c)-[:OBJECT]->(o) MATCH (a:Article {id: $a})
CREATE (a)-[:STATES]->(d:Claim) SET d = properties(c), d.id = $copy CREATE (d)-[:SUBJECT]->(s) CREATE (d)-[:OBJECT]->(o)`,
			map[string]any{"id": id("c_", "5"), "copy": id("c_", "55"), "a": id("a_", "333")}, func(graph.Row) error { return nil })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		filter Filter
		want   int
	}{
		{"all, the copy once", Filter{}, 5},
		{"relation", Filter{Relations: []string{"MET_WITH"}}, 2},
		{"none", Filter{Relations: []string{"FOUNDED"}}, 0},
		{"status", Filter{Statuses: []string{"denied", "alleged"}}, 2},
		{"since", Filter{Since: "2026-01-02", Relations: []string{"MET_WITH"}}, 2},
		{"since later", Filter{Since: "2026-01-03", Relations: []string{"MET_WITH"}}, 1},
		{"source", Filter{Sources: []string{"Wire 1"}}, 2},
	} {
		c.filter.Each = 10
		if got := drawn(t, store, c.filter); len(got) != c.want {
			t.Errorf("%s: drew %v, want %d", c.name, got, c.want)
		}
	}
	list, err := Draw(context.Background(), store, Filter{Each: 1, Relations: []string{"MET_WITH"}, Sources: []string{"Wire 22"}})
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	c := list[0]
	if c.Subject != "Ines Sorel" || c.Object != "Port Alder" || c.Status != "alleged" || c.Published != "2026-01-02" || c.Source != "Wire 22" || c.Of != 1 || c.QuoteHash != Hash("C.") ||
		!slices.Equal(c.Subjects, []string{"Ines Sorel", "Sorel"}) || c.Confidence != .8 {
		t.Errorf("drew %+v", c)
	}
}

// The values are those of Newcombe (1998), table I, and of the formula by hand.
func TestWilson(t *testing.T) {
	for _, c := range []struct{ right, n, low, high float64 }{
		{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718}, {10, 10, .7225, 1}, {0, 0, 0, 1},
	} {
		p := 0.0
		if c.n > 0 {
			p = c.right / c.n
		}
		low, high := Wilson(p, c.n)
		if math.Abs(low-c.low) > 6e-5 || math.Abs(high-c.high) > 6e-5 {
			t.Errorf("%v of %v: %.4f to %.4f, want %.4f to %.4f", c.right, c.n, low, high, c.low, c.high)
		}
	}
}

func judged(relation string, of, right, wrong, unsure int) (list []Judgement) {
	for n := range right + wrong + unsure {
		j := Judgement{Claim: id("c_", fmt.Sprintf("%d%d", of, n)), Relation: relation, Of: of, Confidence: .75, Verdict: Right, QuoteHash: Hash("x")}
		if n >= right {
			j.Verdict, j.Why = Wrong, End
		}
		if n >= right+wrong {
			j.Verdict, j.Why = Unsure, ""
		}
		list = append(list, j)
	}
	return list
}

func TestScore(t *testing.T) {
	list := slices.Concat(judged("MET_WITH", 100, 5, 5, 1), judged("LEADS", 300, 9, 1, 0), judged("FOUNDED", 50, 0, 0, 2))
	byRelation, all := Score(list)
	if len(byRelation) != 3 || byRelation[0].Relation != "FOUNDED" || byRelation[1].Relation != "LEADS" {
		t.Fatalf("relations %+v", byRelation)
	}
	if l := byRelation[1]; l.Precision != .9 || l.Right != 9 || l.Why[End] != 1 || l.Expected != .75 {
		t.Errorf("LEADS %+v", l)
	}
	// 300/400 of .9 and 100/400 of .5; FOUNDED has no part. As many judgements as would tell
	// as much: 1 / (.5625/10 + .0625/10) = 16.
	low, high := Wilson(.8, 16)
	if math.Abs(all.Precision-.8) > 1e-9 || math.Abs(all.Low-low) > 1e-9 || math.Abs(all.High-high) > 1e-9 || all.Of != 450 || all.Unsure != 3 || all.Wrong != 6 {
		t.Errorf("all %+v, want .8 from %.3f to %.3f", all, low, high)
	}
	if _, none := Score(nil); none.Low != 0 || none.High != 1 {
		t.Errorf("of nothing %+v", none)
	}
	one, same := Score(judged("LEADS", 40, 8, 2, 0))
	if one[0].Low != same.Low || math.Abs(one[0].High-same.High) > 1e-12 {
		t.Errorf("of one relation all is another: %+v, %+v", one[0], same)
	}
}

func TestReadAndWrite(t *testing.T) {
	list := judged("LEADS", 40, 2, 1, 1)
	var b strings.Builder
	for _, j := range list {
		line, err := j.Line()
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
	}
	back, unjudged, err := Read(strings.NewReader("\uFEFF"+b.String()), "f")
	if err != nil || unjudged != 0 || !slices.Equal(back, list) {
		t.Errorf("read %+v, %v; want %+v", back, err, list)
	}
	table := "note,claim,relation,verdict,why,of,quote_hash,confidence\nx," + list[0].Claim + ",LEADS,Right,,40," + Hash("x") + ",0.75\ny," + list[1].Claim + ",LEADS,,,40," + Hash("x") + ",0.75\n"
	back, unjudged, err = Read(strings.NewReader(table), "f")
	if err != nil || unjudged != 1 || !slices.Equal(back, list[:1]) {
		t.Errorf("read of a table %+v, %d, %v", back, unjudged, err)
	}
	again := append(slices.Clone(list), list[0])
	again[4].Verdict, again[4].Why = Wrong, Status
	last, changed := Last(again)
	if len(last) != 4 || changed != 1 || last[0].Why != Status {
		t.Errorf("last %+v, %d", last, changed)
	}
}

func TestReadFaults(t *testing.T) {
	line, err := judged("LEADS", 40, 1, 0, 0)[0].Line()
	if err != nil {
		t.Fatal(err)
	}
	with := func(old, new string) string {
		if !strings.Contains(string(line), old) {
			t.Fatalf("no %s in %s", old, line)
		}
		return "\n" + strings.Replace(string(line), old, new, 1)
	}
	for _, c := range []struct{ text, want string }{
		{with(`"right"`, `"maybe"`), `f:2: verdict: "maybe" is none; write right, wrong or unsure`},
		{with(`"right"`, `"right","why":"end"`), `f:2: why: "end" goes with the verdict wrong only`},
		{with(`"right"`, `"wrong","why":"spelling"`), `f:2: why: "spelling" is none; write end, relation, status or other`},
		{with(`"c_`, `"x_`), `f:2: claim: "x_`},
		{with(`"of":40`, `"of":0`), "f:2: of: 0"},
		{with(`"of":40`, `"of":40,"at":"yesterday"`), `f:2: at: "yesterday" is no date`},
		{with(`0.75`, `7.5`), "f:2: confidence: 7.5 is no share"},
		{with(`"of":40`, `"of":40,"quote":"y"`), "f:2: quote: is not the sentence that was drawn"},
		{"{", "f:1: unexpected end of JSON"},
		{"claim,verdict\n", "f:1: no column relation"},
		{"claim,relation,verdict,of,quote_hash\nc_1,LEADS,right,many,x\n", `f:2: of: "many" is no number`},
		{"\xff{}", "f: is not UTF-8"},
	} {
		if _, _, err := Read(strings.NewReader(c.text), "f"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, j := range judged("LEADS", 40, 1, 1, 1) {
		line, _ := j.Line()
		f.Add(string(line))
	}
	f.Add("claim,relation,verdict,of,quote_hash\n\"c,\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, _, err := Read(strings.NewReader(text), "f")
		if err != nil {
			return
		}
		for _, j := range list {
			if err := j.Check(); err != nil || j.Verdict == "" {
				t.Errorf("read %+v: %v", j, err)
			}
		}
	})
}

// A server gives the same draw as a folder, with the same of each claim.
func TestDrawNeo4j(t *testing.T) {
	lines := append(some("LEADS", 1, 9), some("MET_WITH", 31, 34)...)
	lines = append(lines, "50 ACCUSED 22 alleged C.", "51 ACCUSED 333 denied D.")
	f := Filter{Each: 3, Seed: 5, Statuses: []string{"asserted", "alleged"}, Since: "2026-01-01"}
	want, err := Draw(context.Background(), made(t, lines), f)
	if err != nil || len(want) != 7 {
		t.Fatal(len(want), err)
	}
	neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) {
		store := r.Open(t)
		fill(t, store, lines)
		got, err := Draw(context.Background(), store, f)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("drew %+v, %v; want %+v", got, err, want)
		}
	})
}
