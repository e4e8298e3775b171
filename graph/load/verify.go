package load

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// Finding is one thing in a graph that is not as it must be.
type Finding struct {
	What    string `json:"what"` // quote, text, edge, name, claim, entity
	ID      string `json:"id"`   // of the claim, article, entity, or the edge's key
	Message string `json:"message"`
}

// String gives the finding as one line.
func (f Finding) String() string { return f.What + " " + f.ID + ": " + f.Message }

// Verification is the result of Verify.
type Verification struct {
	Articles int `json:"articles"` // whose text was compared
	Missing  int `json:"missing"`  // articles given that the store does not hold
	Quotes   int `json:"quotes"`
	// Proved counts the claims that reading the articles again gave, with evidence
	// that shows trigger and ends; OtherRules the articles that were loaded with
	// other relations or rules, whose claims are not read again.
	Proved     int       `json:"proved"`
	OtherRules int       `json:"other_rules,omitempty"`
	Edges      int       `json:"edges"`    // computed again
	Entities   int       `json:"entities"` // computed again
	Findings   []Finding `json:"findings,omitempty"`
}

// page is how many keys or entities Verify computes at a time.
const page = 2000

// Verify checks a graph against itself: every claim has an article and its ends,
// every edge and every name is what its claims and mentions give, nothing hangs
// loose. Of the articles given it also checks that the text is the one that was
// loaded and that every quote stands in it, word for word and where the claim
// says; of those that have been read (extract.Pipeline), with the rules that the
// loader was made with, that the claims are found again with their evidence. The
// others need no extraction, only title and text.
func (l *Loader) Verify(ctx context.Context, articles iter.Seq2[*extract.Article, error]) (Verification, error) {
	v := &verifier{loader: l, ctx: ctx, known: map[string]bool{}}
	for _, check := range []func() error{v.loose, v.stories, v.edges, v.properties, v.names} {
		if err := check(); err != nil {
			return v.result, fmt.Errorf("verify the graph: %w", err)
		}
	}
	if err := v.articles(articles); err != nil {
		return v.result, fmt.Errorf("verify the quotes: %w", err)
	}
	for _, id := range v.others {
		if !v.known[id] {
			v.find("text", id, "the text is not the one that was loaded: load it again")
		}
		v.known[id] = true
	}
	return v.result, nil
}

type verifier struct {
	loader *Loader
	ctx    context.Context
	result Verification
	// known are the articles that were given with the text that was loaded, others
	// those with another one: of several versions in one input a load keeps one.
	known  map[string]bool
	others []string
}

func (v *verifier) find(what, id, format string, args ...any) {
	v.result.Findings = append(v.result.Findings, Finding{what, id, fmt.Sprintf(format, args...)})
}

// rows runs a read statement and collects its rows, so that a repeated
// transaction shows none twice.
func (v *verifier) rows(cypher string, params row) ([]graph.Row, error) {
	var rows []graph.Row
	err := v.loader.store.View(v.ctx, func(tx graph.Tx) error {
		rows = rows[:0]
		_, err := tx.Run(v.ctx, cypher, params, func(r graph.Row) error {
			rows = append(rows, r)
			return nil
		})
		return err
	})
	return rows, err
}

// loose finds what hangs on nothing. Each statement gives an id, and the ids of the
// nodes that must be ours for it to count.
func (v *verifier) loose() error {
	for _, c := range []struct{ what, message, cypher string }{
		{"claim", "no article states it, or several do", "MATCH (n:Claim) WHERE COUNT { (n)<-[:STATES]-(:Article) } <> 1 RETURN n.id AS id, n.id AS one, n.id AS other ORDER BY id"},
		{"claim", "it has not one subject", "MATCH (n:Claim) WHERE COUNT { (n)-[:SUBJECT]->(:__Entity__) } <> 1 RETURN n.id AS id, n.id AS one, n.id AS other ORDER BY id"},
		{"claim", "it has neither one object nor a value",
			"MATCH (n:Claim) WHERE COUNT { (n)-[:OBJECT]->(:__Entity__) } + CASE WHEN n.value IS NULL THEN 0 ELSE 1 END <> 1 RETURN n.id AS id, n.id AS one, n.id AS other ORDER BY id"},
		{"claim", "it has more than one speaker", "MATCH (n:Claim) WHERE COUNT { (n)-[:ATTRIBUTED_TO]->() } > 1 RETURN n.id AS id, n.id AS one, n.id AS other ORDER BY id"},
		{"entity", "no article mentions it", "MATCH (n:__Entity__) WHERE NOT EXISTS { (n)<-[:MENTIONS]-(:Article) } RETURN n.id AS id, n.id AS one, n.id AS other ORDER BY id"},
		{"edge", "no claim supports it",
			"MATCH (s:__Entity__)-[r]->(o:__Entity__) WHERE r.key IS NULL OR NOT EXISTS { (c:Claim {key: r.key}) } RETURN coalesce(r.key, type(r)) AS id, s.id AS one, o.id AS other ORDER BY id"},
	} {
		rows, err := v.rows(c.cypher, nil)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if ownID.MatchString(graphID(r.Values[1])) && ownID.MatchString(graphID(r.Values[2])) {
				v.find(c.what, graphID(r.Values[0]), "%s", c.message)
			}
		}
	}
	return nil
}

func graphID(v any) string {
	s, _ := v.(string)
	return s
}

// edges computes every edge again from its claims. The keys come from their index, a
// page at a time, and the ends of a page's keys afterwards: so no page sorts or reads
// what is on others.
func (v *verifier) edges() error {
	const ends = `UNWIND $keys AS key
MATCH (c:Claim {key: key})-[:SUBJECT]->(s:__Entity__)
MATCH (c)-[:OBJECT]->(o:__Entity__)
WHERE s.id <> o.id
RETURN DISTINCT key, c.relation AS relation, s.id AS s, o.id AS o ORDER BY key, s, o`
	return v.paged("MATCH (c:Claim) WHERE c.key > $after AND c.key < $end RETURN c.key AS key ORDER BY c.key LIMIT $limit", "f_", func(keys []any) error {
		found, err := v.rows(ends, row{"keys": keys})
		if err != nil {
			return err
		}
		byRelation := map[string][]any{}
		for _, r := range found {
			if relation := graphID(r.Values[1]); ownID.MatchString(graphID(r.Values[2])) && ownID.MatchString(graphID(r.Values[3])) {
				byRelation[relation] = append(byRelation[relation], row{"key": r.Values[0], "s": r.Values[2], "o": r.Values[3]})
			}
		}
		for _, relation := range sortedKeys(byRelation) {
			if err := v.edgesOf(relation, byRelation[relation]); err != nil {
				return err
			}
		}
		return nil
	})
}

// paged hands on what a statement gives of an index, a page at a time and each value
// once; all values that begin with a prefix of two characters.
func (v *verifier) paged(cypher, prefix string, each func(values []any) error) error {
	for after := prefix; ; {
		found, err := v.rows(cypher, row{"after": after, "end": prefix[:1] + string(prefix[1]+1), "limit": int64(page)})
		if err != nil {
			return err
		}
		var values []any
		for _, r := range found {
			if value := graphID(r.Values[0]); value != after {
				values = append(values, value)
				after = value
			}
		}
		if len(values) > 0 {
			if err := each(values); err != nil {
				return err
			}
		}
		if len(found) < page {
			return nil
		}
	}
}

func (v *verifier) edgesOf(relation string, keys []any) error {
	statement, known := v.loader.statements["check edge "+relation]
	if !known {
		v.find("claim", graphID(keys[0].(row)["key"]), "its relation %q is not known", relation)
		return nil
	}
	rows, err := v.rows(statement, row{"rows": keys})
	if err != nil {
		return err
	}
	for _, r := range rows {
		v.result.Edges++
		v.compare("edge", graphID(r.Get("key")), r)
	}
	return nil
}

// names computes every entity's name, aliases and date again from its mentions.
func (v *verifier) names() error {
	return v.paged("MATCH (e:__Entity__) WHERE e.id > $after AND e.id < $end RETURN e.id AS id ORDER BY e.id LIMIT $limit", "e_", func(ids []any) error {
		rows, err := v.rows(v.loader.statements["check name"], row{"ids": owned(ids)})
		if err != nil {
			return err
		}
		for _, r := range rows {
			v.result.Entities++
			v.compare("entity", graphID(r.Get("key")), r)
		}
		return nil
	})
}

// owned leaves out the ids that are none of ours.
func owned(ids []any) []any {
	return slices.DeleteFunc(ids, func(id any) bool { return !ownID.MatchString(graphID(id)) })
}

// properties computes the properties that stand for claims with a value.
func (v *verifier) properties() error {
	for _, r := range v.loader.relations {
		if len(r.Object) > 0 {
			continue
		}
		property := strings.ToLower(r.Name)
		found, err := v.rows("MATCH (e:__Entity__) WHERE e."+property+" IS NOT NULL OR EXISTS { (e)<-[:SUBJECT]-(c:Claim {relation: $relation}) } RETURN e.id AS id ORDER BY id",
			row{"relation": r.Name})
		if err != nil {
			return err
		}
		var ids []any
		for _, f := range found {
			ids = append(ids, f.Values[0])
		}
		rows, err := v.rows(v.loader.statements["check property "+r.Name], row{"ids": owned(ids), "relation": r.Name})
		if err != nil {
			return err
		}
		for _, f := range rows {
			v.compare("entity", graphID(f.Get("key")), f)
		}
	}
	return nil
}

// compare compares the maps in the columns stored and computed.
func (v *verifier) compare(what, id string, r graph.Row) {
	stored, _ := r.Get("stored").(map[string]any)
	computed, _ := r.Get("computed").(map[string]any)
	if stored == nil {
		v.find(what, id, "it is missing")
		return
	}
	for _, k := range sortedKeys(computed) {
		if got, want := graph.Text(stored[k]), graph.Text(computed[k]); got != want {
			v.find(what, id, "%s is %s, and the claims and mentions give %s", k, cut(got, 200), cut(want, 200))
		}
	}
}

// articles checks articles against what the store has of them, which it looks up for
// as many at a time as a load does.
func (v *verifier) articles(articles iter.Seq2[*extract.Article, error]) error {
	var some []*extract.Article
	for a, err := range articles {
		if err != nil {
			return err
		}
		if some = append(some, a); len(some) == lookUpSize {
			if err := v.lookUp(some); err != nil {
				return err
			}
			some = some[:0]
		}
	}
	return v.lookUp(some)
}

func (v *verifier) lookUp(articles []*extract.Article) error {
	ids := make([]any, len(articles))
	for i, a := range articles {
		ids[i] = articleID(a.URL, a.Publisher, a.ID, contentHash(a.Title, a.Text))
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := v.rows(`UNWIND $ids AS article
MATCH (a:Article {id: article}) OPTIONAL MATCH (a)-[:STATES]->(c:Claim)
RETURN DISTINCT article, a.content_hash AS hash, a.rules AS rules, c.id AS id, c.quote AS quote, c.start AS start, c.end AS end ORDER BY id`, row{"ids": ids})
	if err != nil {
		return err
	}
	stored := map[any][]graph.Row{}
	for _, r := range rows {
		stored[r.Values[0]] = append(stored[r.Values[0]], r)
	}
	for i, a := range articles {
		if err := v.article(a, graphID(ids[i]), stored[ids[i]]); err != nil {
			return err
		}
	}
	return nil
}

// article checks the quotes of one article against its text.
func (v *verifier) article(a *extract.Article, id string, rows []graph.Row) error {
	hash := contentHash(a.Title, a.Text)
	switch {
	case len(rows) == 0:
		v.result.Missing++
		return nil
	case rows[0].Get("hash") != hash:
		v.others = append(v.others, id)
		return nil
	}
	v.known[id] = true
	v.result.Articles++
	for _, r := range rows {
		if claim := graphID(r.Get("id")); claim != "" {
			v.result.Quotes++
			v.quote(a.Text, claim, r)
		}
	}
	return v.prove(a, id, rows)
}

// quote checks that a quote stands in the text and shows the evidence, or as
// much of it as the longest quote can.
func (v *verifier) quote(text, claim string, r graph.Row) {
	quote := graphID(r.Get("quote"))
	start, _ := r.Get("start").(int64)
	end, _ := r.Get("end").(int64)
	if quote == "" || start < 0 || start > end || end > int64(len(text)) {
		v.find("quote", claim, "its evidence, bytes %d to %d, does not lie in the text of %d bytes", start, end, len(text))
		return
	}
	for at := 0; ; at++ {
		next := strings.Index(text[at:], quote)
		if next < 0 {
			v.find("quote", claim, "%q does not stand in the text at bytes %d to %d", cut(quote, 60), start, end)
			return
		}
		at += next
		if at <= int(start) && int(start) < at+len(quote) {
			return
		}
	}
}
