package review

import (
	"context"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
)

// sample is of how many articles the company of a node is looked up.
const sample = 50

// Propose returns the pairs of nodes that are most worth a judgement, at most limit. What
// somebody has judged is left out, and with again only what was decided.
func Propose(ctx context.Context, store graph.Store, limit int, again bool) ([]identity.Proposal, error) {
	nodes, err := knownNodes(ctx, store)
	if err != nil {
		return nil, fmt.Errorf("read the names: %w", err)
	}
	list, err := load.Judgements(ctx, store)
	if err != nil {
		return nil, err
	}
	judged, err := judgedPairs(ctx, store, list, again)
	if err != nil {
		return nil, err
	}
	found := identity.Propose(nodes, func(a, b string) bool { return judged[pair(a, b)] })
	found = found[:min(len(found), 4*limit+100)] // the company is looked up of those that may come first
	if err := weigh(ctx, store, found); err != nil {
		return nil, fmt.Errorf("read the company of names: %w", err)
	}
	found = slices.DeleteFunc(found, func(p identity.Proposal) bool { return p.Weight <= 0 })
	identity.Rank(found)
	return found[:min(len(found), limit)], nil
}

func pair(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// knownNodes reads the nodes that have a name: all, or some by their ids.
func knownNodes(ctx context.Context, store graph.Store, ids ...string) ([]identity.Known, error) {
	match := "MATCH (e:__Entity__)"
	if len(ids) > 0 {
		match = "UNWIND $ids AS id MATCH (e:__Entity__ {id: id})"
	}
	rows, err := ask(ctx, store, match+`
RETURN e.id AS id, e.kind AS kind, e.name AS name, e.name_norm AS norm, e.block AS block, e.initials AS initials, e.scope AS scope,
       coalesce(e.partial, false) AS partial, COUNT { (e)<-[:MENTIONS]-(:Article) } AS mentions`, map[string]any{"ids": anyOf(ids)})
	if err != nil {
		return nil, err
	}
	var list []identity.Known
	for _, r := range rows {
		k := identity.Known{Label: r.text("name"), Scope: r.text("scope"), Mentions: r.number("mentions"), Member: identity.Member{
			ID: r.text("id"), Kind: r.text("kind"), Name: r.text("norm"), Block: r.text("block"), Initials: r.text("initials")}}
		k.Partial, _ = r["partial"].(bool)
		if k.Label != "" && k.Mentions > 0 {
			list = append(list, k)
		}
	}
	return list, nil
}

// judgedPairs are the nodes, by ids in order, that judgements speak of.
func judgedPairs(ctx context.Context, store graph.Store, list []identity.Judgement, again bool) (map[[2]string]bool, error) {
	judged := map[[2]string]bool{}
	for _, j := range list {
		if again && j.Verdict == identity.Unsure {
			continue
		}
		var nodes [2][]string
		for i, ref := range []identity.Ref{j.A, j.B} {
			found, err := meant(ctx, store, ref)
			if err != nil {
				return nil, err
			}
			nodes[i] = append(nodes[i], ref.ID)
			for _, b := range found {
				nodes[i] = append(nodes[i], b.ID, b.Node)
			}
		}
		for _, a := range nodes[0] {
			for _, b := range nodes[1] {
				judged[pair(a, b)] = true
			}
		}
	}
	return judged, nil
}

// meant finds whom a reference means.
func meant(ctx context.Context, store graph.Store, ref identity.Ref) ([]Bearer, error) {
	text, kind := ref.ID, ""
	if text == "" {
		text, kind = ref.Name, ref.Kind
	}
	if ref.Article != "" {
		text += "@" + ref.Article
	}
	return Find(ctx, store, text, kind)
}

// weigh adds to proposals what the company of the two says.
func weigh(ctx context.Context, store graph.Store, list []identity.Proposal) error {
	articles := map[string][]string{}
	for _, p := range list {
		articles[p.A.ID], articles[p.B.ID] = nil, nil
	}
	rows, err := ask(ctx, store, fmt.Sprintf(`UNWIND $ids AS id
MATCH (e:__Entity__ {id: id})
CALL (e) { MATCH (e)<-[:MENTIONS]-(a:Article) RETURN DISTINCT a.id AS article ORDER BY article LIMIT %d }
RETURN id, article`, sample), map[string]any{"ids": anyOf(keys(articles))})
	if err != nil {
		return err
	}
	texts := map[string]bool{}
	for _, r := range rows {
		articles[r.text("id")] = append(articles[r.text("id")], r.text("article"))
		texts[r.text("article")] = true
	}
	company, err := companyOf(ctx, store, "e.id", keys(texts))
	if err != nil {
		return err
	}
	for i := range list {
		p := &list[i]
		p.A.Articles, p.B.Articles = articles[p.A.ID], articles[p.B.ID]
		slices.Sort(p.A.Articles)
		slices.Sort(p.B.Articles)
		p.Weigh(company)
	}
	return nil
}

// companyOf reads what articles mention; of is Cypher for what counts as one there: a node
// or each name of it.
func companyOf(ctx context.Context, store graph.Store, of string, articles []string) (map[string]identity.Company, error) {
	rows, err := ask(ctx, store, `UNWIND $ids AS id
MATCH (a:Article {id: id})-[m:MENTIONS]->(e:__Entity__)
OPTIONAL MATCH (n:__Name {id: m.name_id})
RETURN DISTINCT id, `+of+` AS node, e.kind AS kind, coalesce(n.block, e.block) AS block`, map[string]any{"ids": anyOf(articles)})
	if err != nil {
		return nil, err
	}
	company := map[string]identity.Company{}
	for _, r := range rows {
		if company[r.text("id")] == nil {
			company[r.text("id")] = identity.Company{}
		}
		company[r.text("id")].Add(r.text("node"), r.text("kind"), r.text("block"))
	}
	return company, nil
}

// keys are the keys of a map in order.
func keys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
