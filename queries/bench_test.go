package queries_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/queries"
)

// The graph of the benchmark: 100,000 nodes and 300,000 edges, in the proportions of
// loaded news, with few names that are everywhere and many that are nearly nowhere.
const (
	worldArticles = 5_000
	worldClaims   = 60_000
	worldEntities = 35_000
	worldEdges    = 300_000
	worldBatch    = 5_000
	worldAsked    = 40 // how often each question is asked, of as many names
)

// worldKinds says how many of a hundred entities are of a kind, and what follows
// their names.
var worldKinds = []struct {
	kind   string
	share  int
	called []string
}{
	{"Person", 52, nil},
	{"Organization", 24, []string{"Holdings", "Energy Group Ltd.", "Bank", "Union", "Party", "University", "Motors"}},
	{"Place", 12, []string{"", "Bay", "County"}},
	{"Event", 6, []string{"Summit", "Conference", "Forum"}},
	{"Agreement", 4, []string{"accord", "treaty"}},
	{"Product", 2, []string{"pipeline"}},
}

// worldRelations are some relations with the kinds of their ends, and how often they are claimed.
var worldRelations = []struct {
	name, subject, object string
	share                 int
}{
	{"LEADS", "Person", "Organization", 10}, {"LEADS", "Person", "Place", 4}, {"EMPLOYED_BY", "Person", "Organization", 8},
	{"HOLDS_OFFICE_IN", "Person", "Place", 4}, {"REPRESENTS", "Person", "Organization", 3}, {"APPOINTED", "Organization", "Person", 3},
	{"MEMBER_OF", "Person", "Organization", 7}, {"MET_WITH", "Person", "Person", 8}, {"VISITED", "Person", "Place", 5},
	{"ATTENDED", "Person", "Event", 6}, {"HOSTED", "Place", "Event", 2}, {"PARTICIPATED_IN", "Organization", "Event", 2},
	{"LOCATED_IN", "Event", "Place", 2}, {"LOCATED_IN", "Organization", "Place", 3}, {"AGREED_WITH", "Place", "Place", 3},
	{"AGREED_WITH", "Organization", "Organization", 2}, {"AGREED_TO", "Place", "Agreement", 4}, {"ABOUT", "Agreement", "Product", 1},
	{"ACCUSED", "Person", "Place", 3}, {"CRITICISED", "Person", "Person", 4}, {"SUPPORTED", "Place", "Place", 3},
	{"DEMANDED_OF", "Place", "Place", 2}, {"REJECTED", "Place", "Person", 2}, {"ACQUIRED", "Organization", "Organization", 3},
	{"OWNED_BY", "Organization", "Organization", 2}, {"SUBSIDIARY_OF", "Organization", "Organization", 2}, {"SPOUSE_OF", "Person", "Person", 1},
	{"PARENT_OF", "Person", "Person", 1}, {"BORN_IN", "Person", "Place", 1},
}

// worldHolders says how many people hold a post in a body, over the years.
var worldHolders = map[string]int{"LEADS": 6, "HOLDS_OFFICE_IN": 20, "REPRESENTS": 4, "MEMBER_OF": 30, "EMPLOYED_BY": 20, "OWNED_BY": 3, "SUBSIDIARY_OF": 10, "ACQUIRED": 2}

// world is a graph made by chance, the same each time.
type world struct {
	random   *rand.Rand
	entities map[string][]map[string]any // by kind, those mentioned most first
	articles []map[string]any
	mentions map[[2]string]int64
	claims   []map[string]any
	facts    map[string]map[string]any // by key
	order    []string                  // the keys, in the order made
	speakers int
}

func newWorld() *world {
	w := &world{random: rand.New(rand.NewPCG(7, 11)), entities: map[string][]map[string]any{}, mentions: map[[2]string]int64{}, facts: map[string]map[string]any{}}
	w.people()
	w.publish()
	for i := range worldClaims {
		w.claim(i)
	}
	return w
}

// word makes a name of two or three syllables.
func (w *world) word() string {
	syllables := []string{"ka", "lo", "ri", "ven", "tor", "mi", "sa", "dal", "ber", "no", "ul", "gre", "sten", "fi", "hol", "mar", "jo", "pe", "ran", "vik"}
	var b strings.Builder
	for range 2 + w.random.IntN(2) {
		b.WriteString(syllables[w.random.IntN(len(syllables))])
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

func (w *world) people() {
	var first, last []string
	for range 300 {
		first = append(first, w.word())
	}
	for range 6000 {
		last = append(last, w.word())
	}
	n := 0
	for _, k := range worldKinds {
		for i := range worldEntities * k.share / 100 {
			name, alias := first[w.random.IntN(len(first))]+" "+last[w.random.IntN(len(last))], ""
			_, alias, _ = strings.Cut(name, " ")
			if k.called != nil {
				alias = w.word()
				name = strings.TrimSpace(alias + " " + k.called[i%len(k.called)])
			}
			e := map[string]any{"id": fmt.Sprintf("e_%024x", n), "kind": k.kind, "name": name, "name_norm": strings.ToLower(name),
				"aliases": []any{alias, name}, "aliases_text": alias + " ; " + name + " ; "}
			if k.kind == "Event" || k.kind == "Agreement" {
				e["date"], e["date_prec"] = w.day(), "day"
			}
			w.entities[k.kind] = append(w.entities[k.kind], e)
			n++
		}
	}
}

func (w *world) day() graph.Date {
	return graph.DateOf(time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.random.IntN(730)))
}

func (w *world) publish() {
	for i := range worldArticles {
		a := map[string]any{"id": fmt.Sprintf("a_%024x", i), "title": w.word() + " and " + w.word(), "url": fmt.Sprintf("https://news%d.example/%d", i%40, i),
			"source": fmt.Sprintf("Paper %d", i%40), "published_prec": "day",
			"published_at": time.Date(2030, 1, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(w.random.IntN(730*24)) * time.Hour)}
		a["name"] = a["title"]
		if i%10 == 9 { // a copy of the one before
			a["story"], w.articles[i-1]["story"] = w.articles[i-1]["id"], w.articles[i-1]["id"]
		}
		w.articles = append(w.articles, a)
	}
}

// some draws an entity of a kind; the first of a kind are drawn far more often.
func (w *world) some(kind string) map[string]any {
	all := w.entities[kind]
	x := w.random.Float64()
	return all[int(float64(len(all))*x*x*x*x)]
}

func (w *world) claim(i int) {
	rel := worldRelations[0]
	total := 0
	for _, r := range worldRelations {
		if total += r.share; w.random.IntN(total) < r.share {
			rel = r
		}
	}
	s, o, a := w.some(rel.subject), w.some(rel.object), w.articles[w.random.IntN(len(w.articles))]
	if holders := worldHolders[rel.name]; holders > 0 { // a body has few leaders, of whom much is told
		all := w.entities[rel.subject]
		n, _ := strconv.ParseInt(o["id"].(string)[2:], 16, 64)
		s = all[(int(n)*holders+w.random.IntN(holders))%len(all)]
	}
	if s["id"] == o["id"] {
		o = w.entities[rel.object][1+w.random.IntN(len(w.entities[rel.object])-1)]
	}
	key := fmt.Sprintf("f_%s_%s_%s", rel.name, s["id"], o["id"])
	p := map[string]any{"id": fmt.Sprintf("c_%024x", i), "key": key, "relation": rel.name, "negated": w.random.IntN(25) == 0, "former": w.random.IntN(25) == 0,
		"modality": "actual", "confidence": .9, "quote": fmt.Sprintf("%s %s %s, it says.", s["name"], strings.ToLower(rel.name), o["name"]),
		"name": fmt.Sprintf("%s %s %s", s["name"], rel.name, o["name"]), "sentence_no": int64(i % 30), "start": int64(i % 3000), "end": int64(i%3000 + 60)}
	if w.random.IntN(10) == 0 {
		p["modality"] = []string{"planned", "possible"}[i%2]
	}
	if w.random.IntN(2) == 0 {
		p["event_date"], p["event_prec"] = w.day(), "day"
	}
	if rel.name == "LEADS" || rel.name == "EMPLOYED_BY" || rel.name == "HOLDS_OFFICE_IN" {
		role := []string{"chief executive", "chairman", "president", "minister"}[w.random.IntN(4)]
		p["role"], p["role_norm"], p["sole"] = role, role, role != "minister"
		if w.random.IntN(10) == 0 {
			p["valid_from"], p["valid_from_prec"] = w.day(), "day"
		}
	}
	c := map[string]any{"a": a["id"], "s": s["id"], "o": o["id"], "props": p}
	if w.random.IntN(4) == 0 {
		c["w"] = w.some("Person")["id"]
		w.speakers++
		w.mentions[[2]string{a["id"].(string), c["w"].(string)}]++
	}
	w.mentions[[2]string{a["id"].(string), s["id"].(string)}]++
	w.mentions[[2]string{a["id"].(string), o["id"].(string)}]++
	w.claims = append(w.claims, c)
	w.fact(key, c, a)
}

// fact keeps the edge of a claim, as the loader would for most of them.
func (w *world) fact(key string, c, a map[string]any) {
	p := c["props"].(map[string]any)
	f := w.facts[key]
	if f == nil {
		f = map[string]any{"key": key, "s": c["s"], "o": c["o"], "type": p["relation"], "status": "alleged", "evidence": int64(0), "against": int64(0), "articles": int64(0), "stories": int64(0),
			"publishers": int64(1), "first_seen": a["published_at"], "last_seen": a["published_at"], "quote": p["quote"], "url": a["url"], "article_ids": []any{}}
		for _, k := range []string{"modality", "former", "role", "role_norm", "event_date", "event_prec", "valid_from", "confidence"} {
			if v, ok := p[k]; ok {
				f[k] = v
			}
		}
		w.facts[key], w.order = f, append(w.order, key)
	}
	f["evidence"], f["articles"], f["stories"] = f["evidence"].(int64)+1, f["articles"].(int64)+1, f["stories"].(int64)+1
	f["article_ids"] = append(f["article_ids"].([]any), a["id"])
	if p["negated"] == true {
		f["against"] = f["against"].(int64) + 1
	}
	if p["modality"] == "actual" && p["negated"] == false && c["w"] == nil {
		f["status"] = "asserted"
	}
	switch {
	case f["against"] == int64(0):
	case f["status"] == "asserted", f["status"] == "disputed":
		f["status"] = "disputed"
	default:
		f["status"] = "denied"
	}
	if t := a["published_at"].(time.Time); t.Before(f["first_seen"].(time.Time)) {
		f["first_seen"] = t
	} else if t.After(f["last_seen"].(time.Time)) {
		f["last_seen"] = t
	}
}

// batches runs a statement over rows, some thousand at a time.
func batches(tb testing.TB, s graph.Store, statement string, rows []map[string]any) {
	for some := range slices.Chunk(rows, worldBatch) {
		list := make([]any, len(some))
		for i, r := range some {
			list[i] = r
		}
		err := s.Update(tb.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(tb.Context(), "UNWIND $rows AS row "+statement, map[string]any{"rows": list}, nil)
			return err
		})
		if err != nil {
			tb.Fatalf("%s: %v", statement, err)
		}
	}
}

// fill writes the world into a store.
func (w *world) fill(tb testing.TB, s graph.Store) {
	for _, statement := range worldSchema {
		run(tb, s, statement)
	}
	for _, k := range worldKinds {
		batches(tb, s, "CREATE (e:__Entity__:"+k.kind+") SET e = row", w.entities[k.kind])
	}
	batches(tb, s, "CREATE (a:Article) SET a = row", w.articles)
	const both = "MATCH (a:Article {id: row.a}) MATCH (s:__Entity__ {id: row.s}) MATCH (o:__Entity__ {id: row.o}) "
	batches(tb, s, both+"CREATE (a)-[:STATES]->(c:Claim)-[:SUBJECT]->(s) CREATE (c)-[:OBJECT]->(o) SET c = row.props", w.claims)
	var said []map[string]any
	for _, c := range w.claims {
		if c["w"] != nil {
			said = append(said, map[string]any{"c": c["props"].(map[string]any)["id"], "w": c["w"]})
		}
	}
	batches(tb, s, "MATCH (c:Claim {id: row.c}) MATCH (e:__Entity__ {id: row.w}) CREATE (c)-[:ATTRIBUTED_TO]->(e)", said)
	byType := map[string][]map[string]any{}
	var types []string
	for _, key := range w.order {
		f := w.facts[key]
		t := f["type"].(string)
		if byType[t] == nil {
			types = append(types, t)
		}
		props := map[string]any{}
		for k, v := range f {
			if k != "s" && k != "o" && k != "type" {
				props[k] = v
			}
		}
		byType[t] = append(byType[t], map[string]any{"s": f["s"], "o": f["o"], "props": props})
	}
	for _, t := range types {
		batches(tb, s, "MATCH (s:__Entity__ {id: row.s}) MATCH (o:__Entity__ {id: row.o}) CREATE (s)-[r:"+t+"]->(o) SET r = row.props", byType[t])
	}
	batches(tb, s, "MATCH (a:Article {id: row.a}) MATCH (e:__Entity__ {id: row.e}) CREATE (a)-[:MENTIONS {count: row.n, name: e.name, forms: [e.name]}]->(e)", w.mentioned(3*worldClaims+w.speakers+len(w.order)))
}

// mentioned lists the mentions: those of the claims, and so many more by chance that the
// graph has all its edges.
func (w *world) mentioned(others int) []map[string]any {
	for len(w.mentions) < worldEdges-others {
		e := w.some(worldKinds[w.random.IntN(3)].kind)
		w.mentions[[2]string{w.articles[w.random.IntN(len(w.articles))]["id"].(string), e["id"].(string)}]++
	}
	var rows []map[string]any
	for pair, n := range w.mentions {
		rows = append(rows, map[string]any{"a": pair[0], "e": pair[1], "n": n})
	}
	slices.SortFunc(rows, func(x, y map[string]any) int {
		return strings.Compare(x["a"].(string)+x["e"].(string), y["a"].(string)+y["e"].(string))
	})
	return rows[:min(len(rows), worldEdges-others)]
}

// worldSchema is what of the schema the questions can use.
var worldSchema = []string{
	"CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:__Entity__) REQUIRE n.id IS UNIQUE",
	"CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
	"CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
	"CREATE INDEX entity_name_norm IF NOT EXISTS FOR (n:__Entity__) ON (n.name_norm)",
	"CREATE INDEX entity_kind IF NOT EXISTS FOR (n:__Entity__) ON (n.kind)",
	"CREATE INDEX article_published_at IF NOT EXISTS FOR (n:Article) ON (n.published_at)",
	"CREATE INDEX article_story IF NOT EXISTS FOR (n:Article) ON (n.story)",
	"CREATE INDEX claim_key IF NOT EXISTS FOR (n:Claim) ON (n.key)",
	"CREATE INDEX claim_negated IF NOT EXISTS FOR (n:Claim) ON (n.negated)",
	"CREATE INDEX claim_modality IF NOT EXISTS FOR (n:Claim) ON (n.modality)",
	"CREATE FULLTEXT INDEX entity_text IF NOT EXISTS FOR (n:__Entity__) ON EACH [n.name, n.aliases_text]",
	"CREATE FULLTEXT INDEX claim_text IF NOT EXISTS FOR (n:Claim) ON EACH [n.quote]",
}

// value draws an argument: one in three a name that is everywhere, one some other, one
// a name that several bear in part.
func (w *world) value(p queries.Param, i int) string {
	switch p.Type {
	case queries.Entity:
		kind := "Person"
		if len(p.Kinds) > 0 && w.entities[p.Kinds[i%len(p.Kinds)]] != nil {
			kind = p.Kinds[i%len(p.Kinds)]
		}
		e := w.some(kind)
		switch i % 4 {
		case 0:
			e = w.entities[kind][i/4]
		case 1:
			return e["aliases"].([]any)[0].(string)
		case 2:
			return e["id"].(string)
		}
		return e["name"].(string)
	case queries.Kind:
		return "Person"
	case queries.Relation:
		return []string{"MET_WITH", "LEADS"}[i%2]
	case "date":
		return "2031-12-01"
	}
	switch p.Name {
	case "key":
		return w.order[w.random.IntN(len(w.order))]
	case "article":
		a := w.articles[w.random.IntN(len(w.articles))]
		return a[[]string{"id", "url"}[i%2]].(string)
	case "text":
		return w.some("Person")["name"].(string)
	}
	return p.Default
}

// arguments fills what a question must have, and every second time the entities that it
// may have.
func (w *world) arguments(q queries.Query, i int) map[string]string {
	args := map[string]string{}
	for n, p := range q.Params {
		if !p.Optional || p.Type == queries.Entity && i%2 == 1 {
			args[p.Name] = w.value(p, i+7*n)
		}
	}
	return args
}

// BenchmarkQuestion asks every stored question of the embedded store and reports
// the median and the 95th percentile of the answers' times, by the clock and by the
// processor time of the process, which has the collector's in it:
//
//	go test ./queries -run '^$' -bench Question -benchtime 1x
func BenchmarkQuestion(b *testing.B) {
	w := newWorld()
	s := embedded.Memory(embedded.Options{})
	w.fill(b, s)
	b.Logf("%s nodes, %s edges", count(b, s, "MATCH (n) RETURN count(n)"), count(b, s, "MATCH ()-[r]->() RETURN count(r)"))
	all, err := queries.All()
	if err != nil {
		b.Fatal(err)
	}
	for _, q := range all {
		var asked []map[string]any
		for i := range worldAsked {
			params, err := q.Bind(w.arguments(q, i))
			if err != nil {
				b.Fatal(err)
			}
			asked = append(asked, params)
		}
		b.Run(q.Name, func(b *testing.B) {
			var took, used []time.Duration
			rows := 0
			for b.Loop() {
				for _, params := range asked {
					start, before := time.Now(), processorTime()
					rows += answer(b, s, q.Cypher, params)
					took, used = append(took, time.Since(start)), append(used, processorTime()-before)
				}
			}
			for unit, times := range map[string][]time.Duration{"ms": took, "processor-ms": used} {
				slices.Sort(times)
				b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-"+unit)
				b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "median-"+unit)
			}
			b.ReportMetric(float64(rows)/float64(len(took)), "rows")
		})
	}
}

// answer counts the rows of a statement.
func answer(tb testing.TB, s graph.Store, cypher string, params map[string]any) (rows int) {
	err := s.View(context.Background(), func(tx graph.Tx) error {
		rows = 0
		_, err := tx.Run(context.Background(), cypher, params, func(graph.Row) error { rows++; return nil })
		return err
	})
	if err != nil {
		tb.Fatalf("%s: %v", cypher, err)
	}
	return rows
}

func count(tb testing.TB, s graph.Store, cypher string) (n string) {
	err := s.View(context.Background(), func(tx graph.Tx) error {
		_, err := tx.Run(context.Background(), cypher, nil, func(r graph.Row) error { n = graph.Text(r.Values[0]); return nil })
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return n
}
