// Package audit measures how often the claims of a graph are right: it draws some of each
// relation by chance that a seed fixes, keeps what somebody says of them as data, and
// computes precision from that. It reads the store and writes nothing to it.
package audit

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"github.com/newsgraph/newsgraph/graph"
)

// Filter says which claims are drawn. Empty lists and a zero Since let all pass.
type Filter struct {
	Relations []string
	Sources   []string
	Statuses  []string // of the fact, by all articles: asserted, alleged, denied, disputed
	Since     string   // first day of publication, as 2026-03-31; articles without a date fall
	Each      int      // claims of each relation at most
	Seed      int64
}

// Statuses lists what Filter.Statuses may hold.
func Statuses() []string { return []string{"asserted", "alleged", "denied", "disputed"} }

// Claim is one that was drawn, with what a person needs to judge it.
type Claim struct {
	Judgement        // without a verdict
	Subject   string `json:"subject"`
	Object    string `json:"object"`
	Status    string `json:"status"`
	Notes     string `json:"notes,omitempty"` // role, topic, what the sentence makes of it
	SaidBy    string `json:"said_by,omitempty"`
	Quote     string `json:"quote"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	Source    string `json:"source,omitempty"`
	URL       string `json:"url,omitempty"`
	// How the article and the graph call the ends, the longest first.
	Subjects []string `json:"-"`
	Objects  []string `json:"-"`
}

// candidates reads what decides who is drawn. A sentence that copies of one text have
// counts once for each fact.
const candidates = `MATCH (a:Article)-[:STATES]->(c:Claim)
WHERE (size($relations) = 0 OR c.relation IN $relations) AND (size($sources) = 0 OR a.source IN $sources)
  AND ($since IS NULL OR date(a.published_at) >= date($since))
RETURN c.id AS id, c.relation AS relation, c.key AS key, c.quote AS quote, c.negated AS negated, c.modality AS modality,
       coalesce(c.former, false) AS former, coalesce(c.reported, false) OR EXISTS { (c)-[:ATTRIBUTED_TO]->(:__Entity__) } AS said`

const statuses = `MATCH (:__Entity__)-[r]->(:__Entity__) WHERE r.key IS NOT NULL RETURN r.key AS key, r.status AS status`

const details = `UNWIND $ids AS id
MATCH (a:Article)-[:STATES]->(c:Claim {id: id})-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
OPTIONAL MATCH (s)-[r]->(o)
WHERE r.key = c.key
RETURN c.id AS id, c.relation AS relation, c.key AS key, c.quote AS quote, c.confidence AS confidence,
       c.negated AS negated, coalesce(c.former, false) AS former, c.modality AS modality, c.role AS role, c.topic AS topic,
       coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by, r.status AS status,
       s.name AS subject, coalesce(o.name, c.value) AS object, s.aliases AS subject_aliases, o.aliases AS object_aliases,
       COLLECT { MATCH (a)-[m:MENTIONS]->(s) RETURN m.forms ORDER BY m.first } AS subject_forms,
       COLLECT { MATCH (a)-[m:MENTIONS]->(o) RETURN m.forms ORDER BY m.first } AS object_forms,
       CASE a.published_prec WHEN 'year' THEN toString(a.published_at.year) WHEN 'month' THEN left(toString(a.published_at), 7)
         WHEN 'week' THEN toString(a.published_at.weekYear) + '-W' + right('0' + toString(a.published_at.week), 2)
         ELSE toString(date(a.published_at)) END AS published,
       a.source AS source, a.title AS title, a.url AS url
ORDER BY id`

// Draw draws claims: of each relation those whose ids come first in an order that only the
// seed decides, so that the same graph gives the same draw however it was loaded, and more
// claims in the graph put some others in between. The first of each relation come first,
// then the second: who stops early has judged some of all.
func Draw(ctx context.Context, store graph.Store, f Filter) ([]Claim, error) {
	drawn, sizes, err := f.choose(ctx, store)
	if err != nil {
		return nil, fmt.Errorf("read the claims: %w", err)
	}
	ids := make([]any, len(drawn))
	for i, c := range drawn {
		ids[i] = c.id
	}
	rows, err := ask(ctx, store, details, map[string]any{"ids": ids})
	if err != nil {
		return nil, fmt.Errorf("read the claims drawn: %w", err)
	}
	known := map[string]row{}
	for _, r := range rows {
		known[r.text("id")] = r
	}
	list := make([]Claim, 0, len(drawn))
	for _, c := range drawn {
		if r, ok := known[c.id]; ok { // else it went between the two readings
			list = append(list, r.claim(sizes[c.relation]))
		}
	}
	return list, nil
}

// candidate is a claim that may be drawn.
type candidate struct {
	id, relation string
	rank         string // decides who is drawn
	nth          int    // of its relation
}

// choose reads the candidates and takes the first of each relation, and counts them all.
func (f Filter) choose(ctx context.Context, store graph.Store) (drawn []candidate, sizes map[string]int, err error) {
	params := map[string]any{"relations": anyOf(f.Relations), "sources": anyOf(f.Sources), "since": nil}
	if f.Since != "" {
		params["since"] = f.Since
	}
	status := map[string]string{}
	if len(f.Statuses) > 0 {
		rows, err := ask(ctx, store, statuses, nil)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range rows {
			status[r.text("key")] = r.text("status")
		}
	}
	rows, err := ask(ctx, store, candidates, params)
	if err != nil {
		return nil, nil, err
	}
	best := map[string]candidate{} // by the sentence and what it says
	for _, r := range rows {
		if len(f.Statuses) > 0 && !slices.Contains(f.Statuses, r.status(status[r.text("key")])) {
			continue
		}
		c := candidate{id: r.text("id"), relation: r.text("relation"), rank: f.rank(r.text("id"))}
		same := fmt.Sprintf("%s\x1f%s\x1f%v %v %v %v", r.text("key"), r.text("quote"), r["negated"], r["modality"], r["former"], r["said"])
		if old, twice := best[same]; !twice || c.rank < old.rank {
			best[same] = c
		}
	}
	byRelation, sizes := map[string][]candidate{}, map[string]int{}
	for _, c := range best {
		byRelation[c.relation] = append(byRelation[c.relation], c)
	}
	for relation, list := range byRelation {
		slices.SortFunc(list, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) })
		sizes[relation] = len(list)
		for n, c := range list[:min(f.Each, len(list))] {
			c.nth = n
			drawn = append(drawn, c)
		}
	}
	slices.SortFunc(drawn, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.nth, b.nth), cmp.Compare(a.relation, b.relation))
	})
	return drawn, sizes, nil
}

// rank is a number that the seed and the id alone decide, as text.
func (f Filter) rank(id string) string {
	sum := sha256.Sum256([]byte(strconv.FormatInt(f.Seed, 10) + "\x1f" + id))
	return string(sum[:])
}

// claim is what a row of details says.
func (r row) claim(of int) Claim {
	c := Claim{
		Judgement: Judgement{Claim: r.text("id"), Key: r.text("key"), Relation: r.text("relation"), Confidence: r.share("confidence"), Of: of, QuoteHash: Hash(r.text("quote"))},
		Subject:   r.text("subject"), Object: r.text("object"), Quote: r.text("quote"), Title: r.text("title"),
		SaidBy: r.text("said_by"), Published: r.text("published"), Source: r.text("source"), URL: r.text("url"),
		Subjects: r.forms("subject"), Objects: r.forms("object"),
	}
	c.Status = r.status(r.text("status"))
	for _, note := range []struct {
		text  string
		holds bool
	}{
		{"denied", r["negated"] == true}, {r.text("modality"), r.text("modality") != "actual"}, {"former", r["former"] == true},
		{"role " + r.text("role"), r.text("role") != ""}, {"about " + r.text("topic"), r.text("topic") != ""},
	} {
		if note.holds && note.text != "" {
			if c.Notes != "" {
				c.Notes += ", "
			}
			c.Notes += note.text
		}
	}
	return c
}

// status is that of the fact, or else what the sentence alone makes of it, as the stored
// questions have it.
func (r row) status(ofFact string) string {
	switch {
	case ofFact != "":
		return ofFact
	case r["negated"] == true:
		return "denied"
	case r.text("modality") != "actual" || r["said"] == true || r.text("said_by") != "":
		return "alleged"
	}
	return "asserted"
}

// Hash names a quote: 24 hexadecimal digits.
func Hash(quote string) string {
	sum := sha256.Sum256([]byte(quote))
	return hex.EncodeToString(sum[:12])
}

// row is one row of an answer, by column.
type row map[string]any

func (r row) text(column string) string { s, _ := r[column].(string); return s }

func (r row) share(column string) float64 { x, _ := r[column].(float64); return x }

// forms is what an end is called, each once, the longest first.
func (r row) forms(end string) []string {
	list := []string{r.text(end)}
	if r[end+"_aliases"] == nil && len(list[0]) > 4 { // no node but a day: or its year
		return append(list, list[0][:4])
	}
	var add func(v any)
	add = func(v any) {
		switch v := v.(type) {
		case string:
			list = append(list, v)
		case []any:
			for _, x := range v {
				add(x)
			}
		}
	}
	add(r[end+"_aliases"])
	add(r[end+"_forms"])
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return slices.DeleteFunc(slices.Compact(list), func(s string) bool { return s == "" })
}

// ask collects the rows of one statement.
func ask(ctx context.Context, store graph.Store, statement string, params map[string]any) (rows []row, err error) {
	err = store.View(ctx, func(tx graph.Tx) error {
		rows = nil // the transaction may be run again
		_, err := tx.Run(ctx, statement, params, func(r graph.Row) error {
			one := row{}
			for i, c := range r.Columns {
				one[c] = r.Values[i]
			}
			rows = append(rows, one)
			return nil
		})
		return err
	})
	return rows, err
}

// anyOf is a list as a parameter.
func anyOf(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}
