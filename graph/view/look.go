package view

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/queries"
)

// most is how many rows a page shows of one thing.
const most = 200

// start is the first page: how much there is, who is told of most, the newest articles.
func (s *Site) start(r *http.Request) (reply, error) {
	counts, err := s.rows(r.Context(), `CALL () { MATCH (n:Article) RETURN count(n) AS articles }
CALL () { MATCH (n:__Entity__) RETURN count(n) AS entities }
CALL () { MATCH (n:Claim) RETURN count(n) AS claims }
RETURN articles, entities, claims`, nil)
	if err != nil {
		return reply{}, err
	}
	top, err := s.question(r.Context(), "top-entities", map[string]string{"limit": "20"})
	if err != nil {
		return reply{}, err
	}
	newest, err := s.rows(r.Context(), `MATCH (a:Article)
WHERE a.published_at IS NOT NULL
RETURN a.id AS id, a.name AS name, a.source AS source, date(a.published_at) AS day
ORDER BY a.published_at DESC, a.id
LIMIT 20`, nil)
	if err != nil {
		return reply{}, err
	}
	return reply{page: "start", title: "newsgraph", data: map[string]any{"Counts": named(counts), "Top": named(top), "Newest": named(newest)}}, nil
}

// named turns rows into what templates can name.
func named(rows []graph.Row) []map[string]any {
	list := make([]map[string]any, len(rows))
	for i, r := range rows {
		list[i] = map[string]any{}
		for j, c := range r.Columns {
			list[i][c] = r.Values[j]
		}
	}
	return list
}

// maxWords is how many bytes are searched for: more make an index very slow.
const maxWords = 500

// search shows what words may mean: entities, questions, sentences.
func (s *Site) search(r *http.Request) (reply, error) {
	words, kind := strings.TrimSpace(r.URL.Query().Get("q")), r.URL.Query().Get("kind")
	if words == "" {
		return reply{to: "/"}, nil
	}
	if to := pathOf(words); to != "" && wholeID.MatchString(words) {
		return reply{to: to}, nil
	}
	if len(words) > maxWords {
		return reply{}, wrong{fmt.Errorf("%d bytes are too many to search for: give at most %d", len(words), maxWords)}
	}
	entities, err := s.found(r, words, kind, "50")
	if err != nil {
		return reply{}, err
	}
	sentences, err := s.sentences(r, words)
	if err != nil {
		return reply{}, err
	}
	var readings []Reading
	if s.Read != nil {
		// What the words mean as a question is an offer; the page goes without it.
		ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
		readings, _ = s.Read(ctx, words)
		cancel()
	}
	var asked []map[string]string
	for _, reading := range readings {
		asked = append(asked, map[string]string{"To": askPath(reading.Question, reading.Arguments), "Says": reading.Says})
	}
	return reply{page: "search", title: words, data: map[string]any{"Words": words, "Kind": kind, "Entities": named(entities), "Sentences": named(sentences), "Readings": asked}}, nil
}

func (s *Site) found(r *http.Request, words, kind, limit string) ([]graph.Row, error) {
	args := map[string]string{"text": words, "limit": limit}
	if kind != "" {
		args["kind"] = kind
	}
	return s.question(r.Context(), "find-entity", args)
}

// sentences finds what articles say in all of these words.
func (s *Site) sentences(r *http.Request, words string) ([]graph.Row, error) {
	var terms []string
	for _, w := range strings.FieldsFunc(words, func(c rune) bool {
		return !(c == '\'' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127)
	}) {
		terms = append(terms, `"`+w+`"`)
	}
	if len(terms) == 0 {
		return nil, nil
	}
	return s.rows(r.Context(), `CALL db.index.fulltext.queryNodes('claim_text', $search) YIELD node
WITH node AS c
MATCH (a:Article)-[:STATES]->(c)
WITH c, a ORDER BY a.published_at DESC, a.id, c.sentence_no, c.id
WITH a, c.quote AS quote, collect(c.key)[0] AS key
RETURN key, quote, a.id AS article, a.name AS title, a.source AS source, date(a.published_at) AS day
ORDER BY a.published_at IS NULL, a.published_at DESC, article, key
LIMIT 30`, map[string]any{"search": strings.Join(terms, " AND ")})
}

// suggest names the entities that words may be the beginning of, as JSON.
func (s *Site) suggest(r *http.Request) (reply, error) {
	list := []map[string]any{}
	if words := strings.TrimSpace(r.URL.Query().Get("q")); words != "" && len(words) <= maxWords {
		rows, err := s.found(r, words, "", "10")
		if err != nil {
			return reply{}, err
		}
		for _, row := range rows {
			list = append(list, map[string]any{"id": row.Get("id"), "name": row.Get("name"), "kind": row.Get("kind"), "articles": row.Get("articles")})
		}
	}
	body, err := json.Marshal(list)
	return reply{kind: "application/json", body: body}, err
}

// relation is what is claimed of an entity by one relation.
type relation struct {
	Name   string
	Claims []map[string]any
}

// entity is the page of an entity.
func (s *Site) entity(r *http.Request) (reply, error) {
	id := r.PathValue("id")
	nodes, err := s.rows(r.Context(), `MATCH (e:__Entity__ {id: $id})
RETURN e, COUNT { (e)<-[:MENTIONS]-() } AS articles`, map[string]any{"id": id})
	if err != nil {
		return reply{}, err
	}
	if len(nodes) == 0 {
		return reply{}, missing{"nothing here has the id " + id + ": a later load or a judgement may have changed who is who; search for the name"}
	}
	e, _ := nodes[0].Get("e").(graph.Node)
	claims, err := s.question(r.Context(), "claims-of", map[string]string{"entity": id, "limit": "500"})
	if err != nil {
		return reply{}, err
	}
	near, err := s.question(r.Context(), "neighbourhood", map[string]string{"entity": id, "limit": "30"})
	if err != nil {
		return reply{}, err
	}
	same, err := s.rows(r.Context(), `MATCH (x:__Entity__)
WHERE x.name_norm = $name AND x.id <> $id
RETURN x, COUNT { (x)<-[:MENTIONS]-() } AS articles
ORDER BY articles DESC, x.id
LIMIT 20`, map[string]any{"name": e.Props["name_norm"], "id": id})
	if err != nil {
		return reply{}, err
	}
	told, err := s.rows(r.Context(), `MATCH (e:__Entity__ {id: $id})<-[m:MENTIONS]-(a:Article)
RETURN a.id AS id, a.name AS name, a.source AS source, date(a.published_at) AS day, m.name AS as
ORDER BY a.published_at IS NULL, a.published_at DESC, a.id
LIMIT $limit`, map[string]any{"id": id, "limit": int64(most)})
	if err != nil {
		return reply{}, err
	}
	posts := []graph.Row{}
	if e.Props["kind"] == "Person" {
		if posts, err = s.question(r.Context(), "career", map[string]string{"person": id}); err != nil {
			return reply{}, err
		}
	}
	return reply{page: "entity", title: nodeName(e), data: map[string]any{"Node": e.Props, "ID": id, "Articles": nodes[0].Get("articles"), "Relations": byRelation(named(claims)),
		"Near": named(near), "Same": named(same), "Told": named(told), "Posts": named(posts), "More": len(claims) == 500}}, nil
}

// byRelation groups claims, which come in the order of their relations.
func byRelation(claims []map[string]any) (list []relation) {
	for _, c := range claims {
		name := plain(c["relation"])
		if len(list) == 0 || list[len(list)-1].Name != name {
			list = append(list, relation{Name: name})
		}
		list[len(list)-1].Claims = append(list[len(list)-1].Claims, c)
	}
	return list
}

// article is the page of an article: its claims in the order of the text.
func (s *Site) article(r *http.Request) (reply, error) {
	id := r.PathValue("id")
	rows, err := s.question(r.Context(), "article", map[string]string{"article": id, "limit": "2000"})
	if err != nil {
		return reply{}, err
	}
	if len(rows) == 0 {
		return reply{}, missing{"no article here has the id " + id + ": it may have been retracted"}
	}
	called, err := s.rows(r.Context(), `MATCH (:Article {id: $id})-[m:MENTIONS]->(e:__Entity__)
RETURN e, m.name AS as, m.count AS count
ORDER BY m.count DESC, e.name, e.id
LIMIT $limit`, map[string]any{"id": id, "limit": int64(most)})
	if err != nil {
		return reply{}, err
	}
	first := named(rows[:1])[0]
	title := plain(first["title"])
	if title == "" {
		title = id
	}
	return reply{page: "article", title: title, data: map[string]any{"Article": first, "Sentences": bySentence(named(rows)), "Named": named(called)}}, nil
}

// sentence is a sentence of an article with what it claims.
type sentence struct {
	Quote  string
	Names  []any // of the ends of its claims
	Claims []map[string]any
}

func bySentence(claims []map[string]any) (list []sentence) {
	last := int64(-1)
	for _, c := range claims {
		no, ok := c["sentence_no"].(int64)
		if !ok {
			continue
		}
		if no != last {
			list, last = append(list, sentence{Quote: plain(c["quote"])}), no
		}
		at := &list[len(list)-1]
		at.Claims, at.Names = append(at.Claims, c), append(at.Names, c["subject"], c["object"])
	}
	return list
}

// edge is the page of a fact: its two ends, and every sentence for and against it.
func (s *Site) edge(r *http.Request) (reply, error) {
	key := r.PathValue("key")
	found, err := s.rows(r.Context(), `MATCH (c:Claim {key: $key})-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
WITH c, s, o
ORDER BY c.id
LIMIT 1
OPTIONAL MATCH (s)-[r]->(o)
WHERE r.key = $key
RETURN s, o, c.relation AS relation, c.value AS value, r`, map[string]any{"key": key})
	if err != nil {
		return reply{}, err
	}
	if len(found) == 0 {
		return reply{}, missing{"no claim here has the key " + key + ": its articles may have been retracted"}
	}
	evidence, err := s.question(r.Context(), "evidence", map[string]string{"key": key, "limit": "500"})
	if err != nil {
		return reply{}, err
	}
	data := named(found)[0]
	fact, _ := data["r"].(graph.Edge)
	data["Props"], data["Evidence"] = fact.Props, named(evidence)
	return reply{page: "edge", title: plain(data["s"]) + " " + plain(data["relation"]) + " " + plain(data["o"]) + plain(data["value"]), data: data}, nil
}

// ask is the page of a stored question: its form, and its answer if it is asked.
func (s *Site) ask(r *http.Request) (reply, error) {
	q, err := queries.Find(s.Questions, r.PathValue("name"))
	if err != nil {
		return reply{}, missing{err.Error()}
	}
	values := r.URL.Query()
	args, given := map[string]string{}, map[string]string{}
	for _, p := range q.Params {
		v := strings.TrimSpace(strings.ReplaceAll(values.Get(p.Name), "\r\n", queries.Between))
		given[p.Name] = v
		if v != "" {
			args[p.Name] = v
		} else if p.Optional {
			given[p.Name] = p.Default
		}
	}
	data := map[string]any{"Query": q, "Given": given}
	asked := true
	for _, p := range q.Params {
		asked = asked && (p.Optional || given[p.Name] != "")
	}
	if asked {
		rows, err := s.reply(r, q, args)
		if err != nil {
			data["Failure"] = err.Error()
		} else if values.Get("format") == "csv" {
			return table(q, rows)
		}
		data["Asked"], data["Rows"], data["Cut"] = err == nil, rows, strconv.Itoa(len(rows)) == given["limit"]
		values.Set("format", "csv")
		data["CSV"] = "/ask/" + url.PathEscape(q.Name) + "?" + values.Encode()
	}
	return reply{page: "ask", title: q.Title, data: data}, nil
}

func (s *Site) reply(r *http.Request, q queries.Query, args map[string]string) ([]graph.Row, error) {
	params, err := q.Bind(args)
	if err != nil {
		return nil, err
	}
	if s.Identify != nil {
		if err := s.Identify(r.Context(), q, params); err != nil {
			return nil, err
		}
	}
	return s.rows(r.Context(), q.Cypher, params)
}

// table is an answer as CSV.
func table(q queries.Query, rows []graph.Row) (reply, error) {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	_ = w.Write(q.Columns) // to memory; Error below has what fails
	for _, r := range rows {
		line := make([]string, len(r.Values))
		for i, v := range r.Values {
			line[i] = cell(v)
		}
		_ = w.Write(line)
	}
	w.Flush()
	return reply{kind: "text/csv; charset=utf-8", file: q.Name + ".csv", body: text.Bytes()}, w.Error()
}

// cell is a value in CSV: a file from here is opened in a spreadsheet, and what that would
// take for a formula gets an apostrophe.
func cell(v any) string {
	text := plain(v)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	if _, err := strconv.ParseFloat(text, 64); err != nil && strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + text
	}
	return text
}
