package queries_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/queries"
)

var update = flag.Bool("update", false, "rewrite testdata/*.golden")

// cases lists the arguments that each question is asked with: alone where it can
// be, with every parameter, by id, name, alias and part of a name, for what is
// not there, and for names that look like Cypher.
func cases() map[string][]string {
	return map[string][]string{
		"who-leads": {"", "org=norvane", "org=NORVANE energy", "org=e_helix", "org=nobody", "org=null limit=2",
			"as_of=2031-02-01", "org=norvane as_of=2031-06-01", "role=Chief-Executive", "role=chairman as_of=2030-06-01", "role=vice president", "person=okafor", "person=e_odell org=norvane", "org=x') DETACH DELETE n //", "org=norvane known_by=2031-03-01", "org=norvane known_by=2031-03-02", "org=helix as_of=2031-05-31 known_by=2031-07-01"},
		"event-attendees":    {"", "event=continental energy summit", "event=energy", "event=e_summit limit=1", "event=nothing", "known_by=2031-05-12", "as_of=2031-05-11", "event=energy as_of=2031-05-12"},
		"agreements":         {"", "party=marenia", "party=norvane", "party=e_voss", "party=marenia with=costaverde", "party=marenia with=norvane", "as_of=2031-05-13", "known_by=2031-05-13", "party=marenia as_of=2031-05-14 known_by=2031-05-14"},
		"timeline":           {"entity=sorel", "entity=Seán O'Dell", "entity=e_voss from=2031-06-21", "entity=marenian to=2031-05-31", "entity=nobody", "entity=sorel known_by=2031-05-13", "entity=e_voss as_of=2029-12-31"},
		"shortest-path":      {"from=okafor to=sorel", "from=okafor to=okafor", "from=e_voss to=Seán O'Dell", "from=sundial pipeline to=port alder", "from=karl voss to=costaverde", "from=okafor to=sorel known_by=2031-03-02", "from=e_voss to=Seán O'Dell as_of=2031-05-01"},
		"co-mentions":        {"entity=Seán O'Dell", "entity=sundial", "entity=nobody", "entity=sundial known_by=2031-05-13", "entity=Seán O'Dell known_by=2031-03-02"},
		"top-entities":       {"", "kind=person limit=3", "kind=Law", "kind=person known_by=2031-03-02 limit=3"},
		"evidence":           {"key=f_met_with_okafor_sorel", "key=f_accused_marenia_costaverde", "key=c_4_0_accused_marenia_costaverde_pos", "key=f_none", "key=f_met_with_okafor_sorel known_by=2031-06-20"},
		"articles-of-edge":   {"key=f_met_with_okafor_sorel", "key=f_accused_marenia_costaverde", "key=c_4_0_accused_marenia_costaverde_pos", "key=f_met_with_okafor_sorel limit=1", "key=f_none", "key=f_met_with_okafor_sorel known_by=2031-06-20"},
		"contradictions":     {"", "limit=1", "known_by=2031-06-20", "as_of=2031-01-01"},
		"rival-leaders":      {"", "known_by=2031-06-30", "as_of=2031-05-01"},
		"new-since":          {"since=2031-06-20", "since=2032-01-01", "since=2031-03-01 known_by=2031-03-02", "since=2031-06-20 as_of=2031-06-19"},
		"articles-with-both": {"a=brandt b=norvane", "a=brandt b=brandt", "a=brandt b=nobody", "a=brandt b=norvane known_by=2031-03-02"},
		"neighbourhood":      {"entity=costaverde", "entity=o'dell limit=1", "entity=e_none", "entity=okafor known_by=2031-06-20", "entity=o'dell as_of=2031-03-02"},
		"accusations":        {"", "accuser=marenia", "accused=e_voss", "accuser=nobody", "known_by=2031-06-20", "as_of=2031-06-19"},
		"relation": {"relation=LEADS", "relation=LEADS object=norvane", "relation=LEADS subject=e_voss", "relation=AGREED_WITH subject=marenia either=true", "relation=AGREED_WITH subject=marenia",
			"relation=LEADS as_of=2031-02-15", "relation=MET_WITH subject=sorel either=true", "relation=MET_WITH subject=sorel either=true known_by=2031-06-20", "relation=LEADS kind=place",
			"relation=LEADS former=true", "relation=LEADS object=norvane known_by=2031-03-01", "relation=ACCUSED known_by=2031-06-21", "relation=NONE"},
		"article":         {"article=a_5", "article=https://news.example/cables", "article=a_8", "article=a_none"},
		"claims-of":       {"entity=okafor", "entity=e_costaverde relation=ACCUSED", "entity=Seán O'Dell", "entity=sorel limit=1", "entity=\"\\(*:~ AND", "entity=nobody", "entity=okafor known_by=2031-06-20"},
		"posts":           {"", "entity=norvane", "entity=mira lind", "entity=helix from=2031-01-01 to=2031-12-31", "from=2032-01-01", "change=left", "entity=nobody", "entity=norvane known_by=2031-03-02", "entity=o'dell at=norvane"},
		"career":          {"person=mira lind", "person=o'dell", "person=voss", "person=nobody", "person=o'dell as_of=2031-02-01", "person=okafor known_by=2031-03-01"},
		"relatives":       {"person=mira lind", "person=okafor", "person=voss", "person=okafor known_by=2031-05-01"},
		"colleagues":      {"person=voss", "person=mira lind", "person=nobody", "person=okafor known_by=2031-03-02", "person=voss as_of=2029-01-01"},
		"meetings-before": {"what=pipeline accord", "what=pipeline accord days=5", "what=f_agreed_with_costaverde_marenia", "what=energy summit", "what=nothing", "what=e_accord known_by=2031-04-01"},
		"single-source":   {"limit=3", "entity=e_quill", "entity=costaverde publisher=alder courier", "entity=costaverde relation=ACCUSED", "entity=nobody"},
		"common-leaders":  {"", "org=larch", "org=norvane", "org=marenia", "as_of=2029-01-01", "known_by=2031-03-01"},
		"owners":          {"company=quill media", "company=quill press", "company=mira lind", "company=larch limit=2", "company=nobody", "company=helix as_of=2029-01-01", "company=helix known_by=2031-03-01"},
		"speaks-about":    {"", "speaker=sorel", "about=marenia", "speaker=voss about=costaverde", "speaker=brandt", "about=nobody", "speaker=sorel topic=proof", "speaker=sorel topic=nothing of it", "speaker=marenia known_by=2031-06-19"},
		"both-sides":      {"a=marenia b=costaverde", "a=costaverde b=voss", "a=brandt b=marenia limit=1", "a=marenia b=nobody", "a=marenia b=costaverde known_by=2031-06-20"},
		"travels":         {"person=sorel", "person=voss", "person=mira lind", "person=sorel from=2031-05-02", "person=okafor", "person=sorel known_by=2031-05-13"},
		"same-events":     {"person=sorel", "person=e_alder", "person=o'dell", "person=nobody", "person=sorel as_of=2030-12-31", "person=sorel known_by=2031-05-13"},
		"unresolved":      {"", "kind=event", "kind=Law"},
		"find-entity":     {"text=norv", "text=o'dell", "text=energy kind=organization", "text=Norvane Energy Group Ltd.", "text=sorel president", "text=\"(*:~ AND", "text=seán"},
	}
}

// parsed splits "org=a b limit=2" at the names of parameters.
func parsed(q queries.Query, line string) map[string]string {
	var names []string
	for _, p := range q.Params {
		names = append(names, p.Name)
	}
	at := regexp.MustCompile(`(^| )(`+strings.Join(names, "|")+`)=`).FindAllStringSubmatchIndex(line, -1)
	args := map[string]string{}
	for i, m := range at {
		end := len(line)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		args[line[m[4]:m[5]]] = line[m[1]:end]
	}
	return args
}

// TestGolden asks every question of the embedded store; -update records the rows.
func TestGolden(t *testing.T) {
	golden(t, embedded.Memory(embedded.Options{}), *update)
}

// TestGoldenNeo4j asks every question of a real server and compares with the
// same rows as the embedded store's.
func TestGoldenNeo4j(t *testing.T) {
	neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) {
		store := r.Open(t)
		golden(t, store, false)
		planned(t, store)
	})
}

// golden asks every question of an empty graph and of the sample graph.
func golden(t *testing.T, store graph.Store, update bool) {
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	sample := sampleGraph(t)
	for _, statement := range sample {
		if strings.Contains(statement, "FULLTEXT") {
			run(t, store, statement)
		}
	}
	run(t, store, "CALL db.awaitIndexes(60)")
	for _, q := range all {
		for _, line := range cases()[q.Name] {
			if answer := ask(t, store, q, line); strings.Count(answer, "\n") > 2 {
				t.Errorf("%s on an empty graph gives rows:\n%s", q.Name, answer)
			}
		}
	}
	for _, statement := range sample {
		run(t, store, statement)
	}
	for _, q := range all {
		lines := cases()[q.Name]
		if len(lines) == 0 {
			t.Errorf("%s: no cases in this test", q.Name)
			continue
		}
		var got strings.Builder
		for _, line := range lines {
			got.WriteString(ask(t, store, q, line) + "\n")
		}
		compare(t, filepath.Join("testdata", q.Name+".golden"), got.String(), update)
	}
}

// ask asks one question and writes its rows in the canonical form.
func ask(t *testing.T, store graph.Store, q queries.Query, line string) string {
	t.Helper()
	params, err := q.Bind(parsed(q, line))
	if err != nil {
		t.Fatalf("%s %s: %v", q.Name, line, err)
	}
	var b strings.Builder
	err = store.View(t.Context(), func(tx graph.Tx) error {
		b.Reset()
		fmt.Fprintf(&b, "%s %s\n", q.Name, line)
		_, err := tx.Run(t.Context(), q.Cypher, params, func(r graph.Row) error {
			if strings.Join(r.Columns, " ") != strings.Join(q.Columns, " ") {
				return fmt.Errorf("columns %v, want %v", r.Columns, q.Columns)
			}
			for i, v := range r.Values {
				if path, ok := v.(graph.Path); ok && slices.ContainsFunc(path.Nodes, func(n graph.Node) bool { return !slices.Contains(n.Labels, "__Entity__") }) {
					return fmt.Errorf("a path leads through an article or a claim: %s", short(path))
				}
				fmt.Fprintf(&b, "  %s: %s\n", r.Columns[i], short(v))
			}
			b.WriteString("  --\n")
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatalf("%s %s: %v", q.Name, line, err)
	}
	return b.String()
}

// short writes nodes, edges and paths by their ids, and all else in full.
func short(v any) string {
	switch x := v.(type) {
	case graph.Node:
		return fmt.Sprintf("(%v)", x.Props["id"])
	case graph.Edge:
		return fmt.Sprintf("[:%s %v %v]", x.Type, x.Props["key"], x.Props["status"])
	case graph.Path:
		var b strings.Builder
		for i, n := range x.Nodes {
			switch {
			case i > 0 && x.Edges[i-1].To == n.ID:
				b.WriteString("-" + short(x.Edges[i-1]) + "->")
			case i > 0:
				b.WriteString("<-" + short(x.Edges[i-1]) + "-")
			}
			b.WriteString(short(n))
		}
		return b.String()
	}
	return graph.Text(v)
}

// TestEdgesAsKnownThen holds the questions to one text for what an edge was when articles of
// later days had not been published.
func TestEdgesAsKnownThen(t *testing.T) {
	const begin, end = "ELSE COLLECT {\n// What the edge would be", "AS known\n}[0] END"
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	same, found := "", 0
	for _, q := range all {
		for _, rest := range strings.Split(regexp.MustCompile(`\n +`).ReplaceAllString(q.Cypher, "\n"), begin)[1:] {
			block, _, ok := strings.Cut(rest, end)
			if found++; !ok || same != "" && block != same {
				t.Errorf("%s computes the edge in its own way:\n%s", q.Name, block)
			}
			same = block
		}
	}
	if found < 11 {
		t.Errorf("%d found", found)
	}
}

// planned fails for a plan that multiplies two patterns that do not hang
// together, and for what the server says is deprecated.
func planned(t *testing.T, store graph.Store) {
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range all {
		params, err := q.Bind(parsed(q, cases()[q.Name][0]))
		if err != nil {
			t.Fatal(err)
		}
		err = store.View(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), "EXPLAIN "+q.Cypher, params, nil)
			return err
		})
		if err != nil {
			t.Errorf("explain %s: %v", q.Name, err)
		}
	}
}

// sampleGraph returns the statements of the sample graph.
func sampleGraph(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "testdata", "graph", "sample.cypher"))
	if err != nil {
		t.Fatal(err)
	}
	var statements []string
	for s := range strings.SplitSeq(string(text), ";\n") {
		if s = strings.TrimSpace(s); s != "" {
			statements = append(statements, s)
		}
	}
	return statements
}

func run(t testing.TB, store graph.Store, statement string) {
	t.Helper()
	err := store.Update(context.Background(), func(tx graph.Tx) error {
		_, err := tx.Run(context.Background(), statement, nil, nil)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// compare compares with a golden file, or rewrites it.
func compare(t *testing.T, file, got string, update bool) {
	t.Helper()
	if update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Errorf("%s:%d\n got %s\nwant %s", file, i+1, g[i], w[i])
			return
		}
	}
	t.Errorf("%s: %d lines, want %d", file, len(g), len(w))
}
