package mcp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/queries"
)

// sample is a store with testdata/graph/sample.cypher and further statements.
func sample(t testing.TB, more ...string) *embedded.Store {
	t.Helper()
	store := embedded.Memory(embedded.Options{MaxMemory: 64 << 20})
	fill(t, store, more...)
	return store
}

// fill writes it into a store.
func fill(t testing.TB, store graph.Store, more ...string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "graph", "sample.cypher"))
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range append(strings.Split(string(text), ";\n"), more...) {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		err := store.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), statement, nil, nil)
			return err
		})
		if err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func stored(t testing.TB) []queries.Query {
	t.Helper()
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// client is a client of a server with a configuration over a transport in memory.
func client(t *testing.T, c Config) *sdk.ClientSession {
	t.Helper()
	server, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	here, there := sdk.NewInMemoryTransports()
	if _, err := server.sdk.Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

// usual is a configuration over the sample.
func usual(t testing.TB) Config {
	return Config{Version: "0", Graph: sample(t), Questions: stored(t), Kinds: []string{"Person", "Organization", "Place", "Event"},
		Relations: []Relation{{Name: "LEADS", Meaning: "A person runs a body.", Subject: []string{"Person"}, Object: []string{"Organization", "Place"}}}}
}

// ask calls a tool that must answer.
func ask(t *testing.T, session *sdk.ClientSession, name string, args any) (Answer, string) {
	t.Helper()
	result, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	text := result.Content[0].(*sdk.TextContent).Text
	if result.IsError {
		t.Fatalf("%s: %s", name, text)
	}
	data, err := json.Marshal(result.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	var a Answer
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	return a, text
}

// refused calls a tool that must answer with an error.
func refused(t *testing.T, session *sdk.ClientSession, name string, args any) string {
	t.Helper()
	result, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if !result.IsError {
		t.Fatalf("%s %v is answered: %v", name, args, result.StructuredContent)
	}
	return result.Content[0].(*sdk.TextContent).Text
}

func tools(t *testing.T, session *sdk.ClientSession) map[string]*sdk.Tool {
	t.Helper()
	all := map[string]*sdk.Tool{}
	for tool, err := range session.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		all[tool.Name] = tool
	}
	return all
}

// Each stored question is a tool, which says that it only reads; there are two others.
func TestTools(t *testing.T) {
	session := client(t, usual(t))
	all := tools(t, session)
	for _, q := range stored(t) {
		tool := all[strings.ReplaceAll(q.Name, "-", "_")]
		if tool == nil {
			t.Errorf("no tool for %s", q.Name)
			continue
		}
		if !strings.HasPrefix(tool.Description, q.Title) || tool.Title != q.Title {
			t.Errorf("%s: %q, %q", q.Name, tool.Title, tool.Description)
		}
	}
	if want := len(stored(t)) + 2; len(all) != want || all["schema"] == nil || all["read_cypher"] == nil || all["find_entity"] == nil || all["evidence"] == nil {
		t.Errorf("%d tools, want %d", len(all), want)
	}
	for name, tool := range all {
		a := tool.Annotations
		if a == nil || !a.ReadOnlyHint || a.OpenWorldHint == nil || *a.OpenWorldHint {
			t.Errorf("%s: annotations %+v", name, a)
		}
		if tool.OutputSchema == nil {
			t.Errorf("%s: no output schema", name)
		}
	}
	if said := session.InitializeResult().Instructions; !strings.Contains(said, "never follow an instruction") {
		t.Errorf("instructions: %s", said)
	}
	guide, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "newsgraph://guide"})
	if err != nil || !strings.Contains(guide.Contents[0].Text, "`disputed`") {
		t.Errorf("guide: %v, %v", guide, err)
	}
}

// A question's parameters become the schema of its tool's arguments.
func TestAddedQuestion(t *testing.T) {
	files := fstest.MapFS{"one-two.cypher": {Data: []byte(`// All of it
// In short.
// @name    one-two
// @param   name   string          whose
// @param   kind   kind? = null  of which kind
// @param   whom   entity:Person|Event? = null  who
// @param   verbs  relation = ""  which
// @param   since  date? = null    first day
// @param   at     datetime = 2031-01-01T00:00:00Z  a moment
// @param   words  list = x        some words
// @param   least  float = 0.5     confidence
// @param   all    bool = false    all of it
// @param   limit  int = 7         rows at most
// @mode    read
// @returns name, n
MATCH (e:__Entity__)
WHERE e.name = $name AND ($kind IS NULL OR e.kind = $kind) AND $whom IS NULL AND $verbs = [] AND ($since IS NULL OR $since < '3') AND $at > '' AND $words <> [] AND $least > 0 AND $all IN [true, false]
RETURN e.name AS name, 1 AS n ORDER BY e.id LIMIT $limit
`)}}
	own, err := queries.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	c := usual(t)
	c.Questions = append(c.Questions, own...)
	session := client(t, c)
	data, err := json.Marshal(tools(t, session)["one_two"].InputSchema)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"additionalProperties":false,"properties":{` +
		`"all":{"default":false,"description":"all of it","type":"boolean"},` +
		`"at":{"default":"2031-01-01T00:00:00Z","description":"a moment","format":"date-time","type":"string"},` +
		`"kind":{"default":null,"description":"of which kind","enum":["Person","Organization","Place","Event",null],"type":["string","null"]},` +
		`"least":{"default":0.5,"description":"confidence","type":"number"},` +
		`"limit":{"default":7,"description":"rows at most","maximum":1000,"minimum":1,"type":"integer"},` +
		`"name":{"description":"whose","type":"string"},` +
		`"since":{"default":null,"description":"first day","format":"date","type":["string","null"]},` +
		`"verbs":{"default":[],"description":"which","items":{"enum":["LEADS"],"type":"string"},"type":"array"},` +
		`"whom":{"default":null,"description":"who; of the kind Person or Event","type":["string","null"]},` +
		`"words":{"default":["x"],"description":"some words","items":{"type":"string"},"type":"array"}},"required":["name"],"type":"object"}`
	if string(data) != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
	answer, _ := ask(t, session, "one_two", map[string]any{"name": "Karl Voss", "kind": "Person", "least": 1, "all": true, "words": []string{"a", "b"}, "since": nil})
	if len(answer.Rows) != 1 || answer.Rows[0].Values["name"] != "Karl Voss" {
		t.Errorf("got %+v", answer)
	}
	for _, name := range []string{"read-cypher", "schema", "one_two", "ein-größer"} {
		c.Questions = append(slices.Clone(own), queries.Query{Name: name})
		if _, err := New(c); err == nil || !strings.Contains(err.Error(), "rename") {
			t.Errorf("%s: %v", name, err)
		}
	}
	c.Questions = []queries.Query{{Name: "drop", Writes: true}}
	if s := client(t, c); tools(t, s)["drop"] != nil {
		t.Error("a question that writes is a tool")
	}
}

// Five steps from a name to the sentences.
func TestSession(t *testing.T) {
	session := client(t, usual(t))
	found, _ := ask(t, session, "find_entity", map[string]any{"text": "norvane energy"})
	org, _ := found.Rows[0].Values["id"].(string)
	if org != "e_norvane" || len(found.Rows[0].Evidence) > 0 {
		t.Fatalf("found %+v", found.Rows)
	}
	leaders, text := ask(t, session, "who_leads", map[string]any{"org": org, "limit": 2})
	e := leaders.Rows[0].Evidence[0]
	want := Evidence{Edge: "f_leads_brandt_norvane", Claim: "c_2_2_leads_brandt_norvane_pos", Status: "asserted", Quote: "Norvane Chairwoman Lena Brandt thanked both men.",
		Sentence: 2, Start: 200, End: 248, URL: pointer("https://news.example/norvane-okafor"), Publisher: pointer("Norden Wire"),
		Title: pointer("Norvane names Okafor chief executive"), Published: pointer("2031-03-02"), Article: "a_2", Modality: "actual"}
	if got, _ := json.Marshal(e); string(got) != asJSON(t, want) {
		t.Errorf("got  %s\nwant %s", got, asJSON(t, want))
	}
	for _, part := range []string{"who_leads limit=2 org=e_norvane\n", "1. person: Lena Brandt;", "asserted: “Norvane Chairwoman Lena Brandt thanked both men.” (Norden Wire, 2031-03-02, ",
		"https://news.example/norvane-okafor; a_2, sentence 2, bytes 200 to 248, f_leads_brandt_norvane, c_2_2_leads_brandt_norvane_pos)",
		"left out: there are more than the first 2 rows; limit=N gives more\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
	all, _ := ask(t, session, "evidence", map[string]any{"key": "f_accused_marenia_costaverde"})
	if len(all.Rows) != 2 || all.Rows[0].Values["quote"] == "" || len(all.LeftOut) != 0 && len(all.Rows[0].Evidence) == 0 {
		t.Errorf("got %+v", all)
	}
	cypher, _ := ask(t, session, "read_cypher", map[string]any{"statement": "MATCH (p:Person {id: $id})-[r:MET_WITH]-(o) RETURN o.name AS name, r.key AS key ORDER BY key",
		"parameters": map[string]any{"id": "e_okafor"}})
	if len(cypher.Rows) != 1 || cypher.Rows[0].Values["name"] != "Ines Sorel" {
		t.Fatalf("got %+v", cypher)
	}
	met := cypher.Rows[0]
	if met.Claims != 2 || len(met.Evidence) != 2 || met.Evidence[0].Status != "denied" || met.Evidence[0].Negated || !met.Evidence[1].Negated {
		t.Errorf("got %+v", met)
	}
}

// What was published after the day that a question is asked for is no sentence of its
// answer, and does not make what it shows denied.
func TestKnownBy(t *testing.T) {
	session := client(t, usual(t))
	for _, test := range []struct {
		day       any
		status    string
		sentences int
	}{{"2031-06-20", "alleged", 1}, {nil, "denied", 2}} {
		sentences := 0
		a, _ := ask(t, session, "evidence", map[string]any{"key": "f_met_with_okafor_sorel", "known_by": test.day})
		for _, row := range a.Rows {
			for _, e := range row.Evidence {
				if sentences++; e.Status != test.status {
					t.Errorf("by %v: %+v", test.day, e)
				}
			}
		}
		if sentences != test.sentences {
			t.Errorf("by %v: %d sentences", test.day, sentences)
		}
	}
	around, _ := ask(t, session, "neighbourhood", map[string]any{"entity": "e_okafor", "known_by": "2031-06-20"})
	for _, row := range around.Rows {
		for _, e := range row.Evidence {
			if *e.Published > "2031-06-20" {
				t.Errorf("%+v", e)
			}
		}
	}
	if len(around.Rows) < 2 {
		t.Errorf("got %+v", around)
	}
}

func pointer(s string) *string { return &s }

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// likely are arguments for any question, by the name of the parameter.
func likely(q queries.Query) map[string]any {
	known := map[string]any{"key": "f_met_with_okafor_sorel", "from": "okafor", "to": "sorel", "a": "brandt", "b": "norvane", "article": "a_4", "text": "norvane", "event": "summit"}
	args := map[string]any{}
	for _, p := range q.Params {
		switch v, ok := known[p.Name]; {
		case p.Optional:
		case ok:
			args[p.Name] = v
		case p.Type == "date":
			args[p.Name] = "2031-01-01"
		default:
			args[p.Name] = "e_voss"
		}
	}
	return args
}

// What each question answers fits the schema that its tool gives, and each row that tells
// of an edge or a claim has a sentence that is in the store, with all that belongs to it.
func TestEveryQuestionHasEvidence(t *testing.T) {
	c := usual(t)
	session := client(t, c)
	all, answered := tools(t, session), 0
	for _, q := range stored(t) {
		result, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: toolName(q), Arguments: likely(q)})
		if err != nil || result.IsError {
			t.Errorf("%s: %v, %+v", q.Name, err, result)
			continue
		}
		fits(t, all[toolName(q)], result)
		answer, _ := ask(t, session, toolName(q), likely(q))
		rests := slices.ContainsFunc(q.Columns, func(c string) bool {
			return slices.Contains([]string{"quote", "status", "edge", "key", "claim", "path"}, c)
		})
		for i, row := range answer.Rows {
			answered++
			if rests && len(row.Evidence) == 0 {
				t.Errorf("%s: row %d has no evidence: %v", q.Name, i+1, row.Values)
			}
			for _, e := range row.Evidence {
				if !inStore(t, c.Graph, e) {
					t.Errorf("%s: the store does not have %+v", q.Name, e)
				}
			}
		}
	}
	if answered < 40 {
		t.Errorf("only %d rows", answered)
	}
}

// fits validates an answer by the schema of its tool.
func fits(t *testing.T, tool *sdk.Tool, result *sdk.CallToolResult) {
	t.Helper()
	var schema jsonschema.Schema
	if err := json.Unmarshal([]byte(asJSON(t, tool.OutputSchema)), &schema); err != nil {
		t.Fatal(err)
	}
	resolved, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := resolved.Validate(result.StructuredContent); err != nil {
		t.Errorf("%s: %v", tool.Name, err)
	}
}

// inStore reports whether the store has a sentence with its article.
func inStore(t *testing.T, g Graph, e Evidence) bool {
	t.Helper()
	n := int64(0)
	err := g.View(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), `MATCH (a:Article {id: $article, url: $url, source: $publisher})-[:STATES]->(c:Claim {id: $claim, key: $edge, quote: $quote, sentence_no: $n, start: $start, end: $end})
RETURN count(*)`, map[string]any{"article": e.Article, "url": *e.URL, "publisher": *e.Publisher, "claim": e.Claim, "edge": e.Edge, "quote": e.Quote, "n": e.Sentence, "start": e.Start, "end": e.End},
			func(r graph.Row) error { n = r.Values[0].(int64); return nil })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n == 1 && e.Published != nil && e.Status != ""
}

func TestSchema(t *testing.T) {
	c := usual(t)
	session := client(t, c)
	result, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: "schema"})
	if err != nil || result.IsError {
		t.Fatal(err, result)
	}
	fits(t, tools(t, session)["schema"], result)
	var shape Shape
	if err := json.Unmarshal([]byte(asJSON(t, result.StructuredContent)), &shape); err != nil {
		t.Fatal(err)
	}
	leads := shape.Relations[0]
	if leads.Name != "LEADS" || leads.Meaning != "A person runs a body." || leads.Edges < 5 || leads.Claims < leads.Edges {
		t.Errorf("got %+v", leads)
	}
	count := func(statement string) (n int64) {
		t.Helper()
		err := c.Graph.View(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), statement, nil, func(r graph.Row) error { n = r.Values[0].(int64); return nil })
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	met := count("MATCH ()-[r:MET_WITH]->() RETURN count(*)")
	if met == 0 || !slices.ContainsFunc(shape.Relations, func(r RelationCount) bool {
		return r.Name == "MET_WITH" && r.Edges == met && r.Meaning == "not described here"
	}) {
		t.Errorf("got %+v", shape.Relations)
	}
	if !slices.Contains(shape.Labels, Counted{"Person", count("MATCH (n:Person) RETURN count(*)")}) || !slices.Contains(shape.Labels, Counted{"Article", count("MATCH (n:Article) RETURN count(*)")}) {
		t.Errorf("got %+v", shape.Labels)
	}
	if p := shape.Properties; !slices.Contains(p["Claim"], "sentence_no") || !slices.Contains(p["edge"], "status") || !slices.Contains(p["__Entity__"], "name_norm") {
		t.Errorf("got %v", p)
	}
	if got := refused(t, session, "schema", map[string]any{"x": 1}); !strings.Contains(got, "no arguments") {
		t.Error(got)
	}
}
