package view

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/queries"
)

// fill writes testdata/graph/sample.cypher and further statements into a store.
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

// over is the site over a store.
func over(t testing.TB, store graph.Store) *Site {
	t.Helper()
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	site, err := New(Config{Graph: store, Questions: all, Kinds: []string{"Person", "Organization", "Place"}, Place: "sample",
		Read: func(_ context.Context, words string) ([]Reading, error) {
			if words != "who leads norvane" {
				return nil, nil
			}
			return []Reading{{Question: "who-leads", Arguments: map[string]string{"org": "e_norvane"}, Says: "Who leads what; org: Norvane"}}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// sample is the site over the sample graph, in memory.
func sample(t testing.TB, more ...string) *Site {
	t.Helper()
	store := embedded.Memory(embedded.Options{MaxMemory: 64 << 20})
	fill(t, store, more...)
	return over(t, store)
}

// get asks for a page.
func get(t testing.TB, s *Site, path string) (int, string, http.Header) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(body), w.Result().Header
}

func TestPages(t *testing.T) {
	site := sample(t)
	for _, test := range []struct {
		path string
		code int
		want []string
	}{
		{"/", 200, []string{"entities", `href="/ask/who-leads"`, `href="/search?q=`}},
		{"/search?q=Sorel", 200, []string{`href="/entity/e_sorel"`}},
		{"/search?q=Sorel&kind=Place", 200, []string{"No name has these words."}},
		{"/search?q=who+leads+norvane", 200, []string{"As a question", `href="/ask/who-leads?org=e_norvane"`}},
		{"/search?q=e_0123456789abcdef01234567", 303, nil},
		{"/search?q=e_commerce", 200, []string{"No name has these words."}},
		{"/search?q=" + strings.Repeat("x", 501), 400, []string{"at most 500"}},
		{"/search?q=", 303, nil},
		{"/search?q=%22%5C%28", 200, []string{"No name has these words."}},
		{"/entity/e_norvane", 200, []string{`href="/picture?entity=e_norvane"`, "<blockquote>", "<mark>"}},
		{"/entity/e_nobody", 404, []string{"e_nobody"}},
		{"/edge/f_met_with_okafor_sorel", 200, []string{"met with", "Evidence", "<mark>", "bytes"}},
		{"/edge/f_nothing", 404, nil},
		{"/article/a_nothing", 404, nil},
		{"/ask/who-leads?org=e_norvane", 200, []string{`href="/edge/`, "CSV"}},
		{"/ask/who-leads?limit=many", 200, []string{`role="alert"`, "not a whole number"}},
		{"/ask/shortest-path?from=e_sorel", 200, []string{`value="e_sorel"`}},
		{"/ask/shortest-path?from=e_sorel&to=e_okafor", 200, []string{`href="/entity/e_okafor"`, `href="/edge/`}},
		{"/ask/nothing", 404, nil},
		{"/picture", 200, []string{"The same as a table", `href="/edge/`}},
		{"/picture?entity=e_sorel", 200, []string{"Around "}},
		{"/picture?entity=e_nobody", 404, nil},
		{"/picture?limit=0", 400, []string{"from 1 to"}},
		{"/static/sigma.min.js", 200, nil},
		{"/static/LICENSES.txt", 200, []string{"sigma"}},
		{"/nothing", 404, nil},
	} {
		code, body, header := get(t, site, test.path)
		if code != test.code {
			t.Errorf("%s: %d, want %d: %s", test.path, code, test.code, body)
		}
		for _, want := range test.want {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q:\n%s", test.path, want, body)
			}
		}
		if header.Get("Content-Security-Policy") != policy {
			t.Errorf("%s: no policy", test.path)
		}
	}
}

// Every page that a page links to is there.
func TestLinks(t *testing.T) {
	site := sample(t)
	seen, left := map[string]bool{"/": true}, []string{"/"}
	for len(left) > 0 {
		path := left[0]
		left = left[1:]
		code, body, _ := get(t, site, path)
		if code != 200 {
			t.Errorf("%s: %d", path, code)
			continue
		}
		for _, a := range attributes(t, body, "href", "src") {
			if strings.HasPrefix(a, "/") && !seen[a] {
				seen[a] = true
				left = append(left, a)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d pages", len(seen))
	}
}

// attributes are the values of attributes in a page.
func attributes(t testing.TB, page string, names ...string) (list []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			for _, name := range names {
				if a.Key == name {
					value, _, _ := strings.Cut(a.Val, "#")
					if value != "" {
						list = append(list, value)
					}
				}
			}
		}
	}
	return list
}

const hostile = `<script>alert(1)</script>"'>&` + "\u202e"

// hostileGraph has names, sentences and addresses that somebody chose to do harm.
func hostileGraph() []string {
	name := strings.ReplaceAll(hostile, "'", `\'`)
	long := strings.Repeat("x", 10_000)
	return []string{fmt.Sprintf(`CREATE (a:__Entity__:Person {id: 'e_bad', kind: 'Person', name: '%[1]s', name_norm: 'bad', aliases: ['%[1]s', '%[2]s'], aliases_text: 'bad'}),
  (b:__Entity__:Place {id: 'e_long', kind: 'Place', name: '%[2]s', name_norm: '%[2]s', aliases: [], aliases_text: ''}),
  (p:Article {id: 'a_bad', name: '%[1]s', title: '%[1]s', url: 'javascript:alert(1)', source: '%[1]s', published_at: datetime('2024-01-02T00:00:00Z'), published_prec: 'day'}),
  (c:Claim {id: 'c_bad', key: 'f_bad', relation: 'VISITED', name: 'x', negated: false, modality: 'actual', former: false, confidence: 0.5, quote: '%[1]s went', sentence_no: 1, start: 0, end: 5}),
  (p)-[:STATES]->(c), (c)-[:SUBJECT]->(a), (c)-[:OBJECT]->(b), (p)-[:MENTIONS {count: 1, first: 0, name: '%[1]s', forms: ['x']}]->(a),
  (a)-[:VISITED {key: 'f_bad', status: 'asserted', modality: 'actual', former: false, articles: 1, stories: 1, publishers: 1, evidence: 1, against: 0, confidence: 0.5, quote: '%[1]s went', url: 'javascript:alert(1)', article_ids: ['a_bad']}]->(b)`, name, long)}
}

// Names and sentences are text, whatever stands in them; what would run is no link.
func TestHostile(t *testing.T) {
	site := sample(t, hostileGraph()...)
	for _, path := range []string{"/", "/entity/e_bad", "/entity/e_long", "/article/a_bad", "/edge/f_bad", "/picture", "/picture?entity=e_bad", "/ask/timeline?entity=e_bad",
		"/search?q=" + "%3Cscript%3Ealert(1)%3C/script%3E", "/ask/who-leads?org=%3Cscript%3E", "/ask/evidence?key=f_bad"} {
		code, body, _ := get(t, site, path)
		if code != 200 {
			t.Errorf("%s: %d", path, code)
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, "ZgotmplZ") {
			t.Errorf("%s:\n%s", path, body)
		}
		for _, a := range attributes(t, body, "href", "src", "action") {
			if strings.Contains(strings.ToLower(a), "javascript") {
				t.Errorf("%s links to %q", path, a)
			}
		}
	}
}

func TestMarked(t *testing.T) {
	for _, test := range []struct {
		quote string
		names []any
		want  string
	}{
		{"Ada Finch met Bo Lund.", []any{"Bo Lund", "Ada Finch"}, "[Ada Finch] met [Bo Lund]."},
		{"Finch met Lund.", []any{"Ada Finch", "Bo Lund"}, "[Finch] met [Lund]."},
		{"Finch of Finch Group left.", []any{"Finch Group", "Finch"}, "[Finch] of [Finch Group] left."},
		{"Finch Group left.", []any{"Finch", "Finch Group"}, "[Finch Group] left."},
		{"Nobody was there.", []any{nil, "", "Ada Finch"}, "Nobody was there."},
		{"Im Élysée.", []any{"Palais Élysée"}, "Im [Élysée]."},
		{"", []any{"Ada Finch"}, ""},
	} {
		var got strings.Builder
		for _, s := range marked(test.quote, test.names...) {
			if s.Is {
				s.Text = "[" + s.Text + "]"
			}
			got.WriteString(s.Text)
		}
		if got.String() != test.want {
			t.Errorf("%q %v: %q, want %q", test.quote, test.names, got.String(), test.want)
		}
	}
}

// The same rows come as CSV, and as JSON for the picture.
func TestOtherForms(t *testing.T) {
	site := sample(t)
	_, text, header := get(t, site, "/ask/who-leads?org=e_norvane&format=csv")
	if !strings.HasPrefix(text, "person,organisation,role,") || strings.Count(text, "\n") < 2 || header.Get("Content-Disposition") != `attachment; filename="who-leads.csv"` {
		t.Errorf("%v\n%s", header, text)
	}
	_, text, _ = get(t, site, "/picture/edges?entity=e_sorel")
	var d drawing
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, n := range d.Dots {
		names[n.ID] = true
	}
	for _, e := range d.Lines {
		if !names[e.From] || !names[e.To] {
			t.Errorf("%s leads to a node that is not there", e.Key)
		}
	}
	if !names["e_sorel"] || !names["e_okafor"] {
		t.Errorf("got %v", names)
	}
	_, text, _ = get(t, site, "/picture/edges?limit=1")
	if err := json.Unmarshal([]byte(text), &d); err != nil || len(d.Lines) != 1 || !d.More {
		t.Errorf("%v: %s", err, text)
	}
}

// The site over a real server shows the pages that it shows over the embedded store.
func TestPagesNeo4j(t *testing.T) {
	here := sample(t, hostileGraph()...)
	neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) {
		store := r.Open(t)
		fill(t, store, hostileGraph()...)
		there := over(t, store)
		for _, path := range []string{"/", "/search?q=Sorel", "/search?q=who+leads+norvane", "/suggest?q=sor", "/entity/e_sorel", "/entity/e_norvane", "/entity/e_bad", "/edge/f_met_with_okafor_sorel",
			"/article/a_bad", "/ask/who-leads", "/ask/shortest-path?from=e_sorel&to=e_okafor", "/picture", "/picture/edges?entity=e_sorel", "/entity/e_nobody"} {
			wantCode, want, _ := get(t, here, path)
			code, got, _ := get(t, there, path)
			if code != wantCode || got != want {
				t.Errorf("%s: got %d\n%s\nwant %d\n%s", path, code, got, wantCode, want)
			}
		}
	})
}

// Nothing in a table runs where a spreadsheet opens it.
func TestCell(t *testing.T) {
	for v, want := range map[any]string{"=1+1": "'=1+1", " @x": "' @x", "＝x": "'＝x", "-0.5": "-0.5", "a=b": "a=b", "": "", int64(-3): "-3", "\t=x": "'\t=x"} {
		if got := cell(v); got != want {
			t.Errorf("%q became %q, want %q", v, got, want)
		}
	}
	if got := cell([]any{"=x", "y"}); got != "'=x, y" {
		t.Errorf("a list became %q", got)
	}
}

// A page that would hold too much says so.
func TestTooManyRows(t *testing.T) {
	store := embedded.Memory(embedded.Options{})
	fill(t, store)
	site := over(t, store)
	site.Questions = []queries.Query{{Name: "many", Title: "Many", Cypher: "UNWIND range(1, 50001) AS n RETURN n", Columns: []string{"n"}}}
	code, body, _ := get(t, site, "/ask/many")
	if code != 200 || !strings.Contains(body, "more than 50000 rows") {
		t.Errorf("%d: %s", code, body[:min(len(body), 3000)])
	}
}

// A site that only reads takes no judgement, one that takes them needs a token.
func TestReadsOnly(t *testing.T) {
	site := sample(t)
	r := httptest.NewRequest(http.MethodPost, "/judge", strings.NewReader("verdict=same&a=x&b=y&token="))
	r.Host = "localhost"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	site.Handler().ServeHTTP(w, r)
	if w.Code == http.StatusOK {
		t.Errorf("judged: %s", w.Body)
	}
	for _, path := range []string{"/", "/entity/e_sorel"} {
		if _, body, _ := get(t, site, path); strings.Contains(body, "/judge") {
			t.Errorf("%s has a button to judge", path)
		}
	}
	if _, err := New(Config{Edit: func(context.Context, Judgement, bool) ([]string, error) { return nil, nil }}); err == nil {
		t.Error("no token is wanted")
	}
}

func FuzzPieces(f *testing.F) {
	for _, seed := range []string{"e_1", "f_", "a_../../x", hostile, "https://news.example/1", "\xff"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		for _, p := range pieces([]any{text, name, map[string]any{text: name, name: []any{map[string]any{text: nil}}}}) {
			if p.To != "" && (strings.Count(p.To, "/") != 2 || strings.ContainsAny(p.To, "?#\"<>")) {
				t.Errorf("%q leads to %q", p.Text, p.To)
			}
		}
		var all strings.Builder
		for _, s := range marked(text, name, text) {
			all.WriteString(s.Text)
		}
		if all.String() != text {
			t.Errorf("%q became %q", text, all.String())
		}
		if w := web(text); w != "" && !strings.HasPrefix(strings.ToLower(w), "http") {
			t.Errorf("%q is an address", w)
		}
	})
}
