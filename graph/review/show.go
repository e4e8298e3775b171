package review

import (
	"context"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
)

// Portrait is a node with the names that it is made of.
type Portrait struct {
	Node       Node
	Spellings  []string
	Parts      []Part
	Judgements []identity.Judgement // that speak of one of its names
	Quotes     []string             // what claims of it say, a few
}

// Part is one name of a node, and the articles that have it.
type Part struct {
	ID       string
	Articles []Told
	Why      string // it belongs to the node; "" for the node's own name
}

// Told is what one article calls somebody.
type Told struct{ ID, Title, Name string }

// Show tells what a node is made of.
func Show(ctx context.Context, store graph.Store, id string) (Portrait, error) {
	p, err := show(ctx, store, id)
	if err != nil {
		return p, fmt.Errorf("read %s: %w", id, err)
	}
	return p, nil
}

func show(ctx context.Context, store graph.Store, id string) (p Portrait, err error) {
	params := map[string]any{"id": id}
	rows, err := ask(ctx, store, "MATCH (e:__Entity__ {id: $id}) RETURN e.kind AS kind, e.name AS name, e.aliases AS forms", params)
	if err != nil {
		return p, err
	}
	for _, r := range rows {
		p.Node, p.Spellings = Node{id, r.text("kind"), r.text("name")}, r.texts("forms")
	}
	rows, err = ask(ctx, store, `MATCH (e:__Entity__ {id: $id})<-[m:MENTIONS]-(a:Article)
RETURN coalesce(m.name_id, e.id) AS name, a.id AS article, a.title AS title, m.name AS called
ORDER BY name <> $id, name, article`, params)
	if err != nil {
		return p, err
	}
	for _, r := range rows {
		if n := len(p.Parts); n == 0 || p.Parts[n-1].ID != r.text("name") {
			p.Parts = append(p.Parts, Part{ID: r.text("name")})
		}
		part := &p.Parts[len(p.Parts)-1]
		part.Articles = append(part.Articles, Told{r.text("article"), r.text("title"), r.text("called")})
	}
	rows, err = ask(ctx, store, "MATCH (e:__Entity__ {id: $id})<-[:SUBJECT|OBJECT]-(c:Claim) RETURN DISTINCT c.quote AS quote ORDER BY quote LIMIT 3", params)
	if err != nil {
		return p, err
	}
	for _, r := range rows {
		p.Quotes = append(p.Quotes, r.text("quote"))
	}
	return p, p.explain(ctx, store)
}

// explain finds the judgements on the names of a node, and why each name is part of it.
func (p *Portrait) explain(ctx context.Context, store graph.Store) error {
	all, err := load.Judgements(ctx, store)
	if err != nil {
		return err
	}
	same := map[string]identity.Judgement{}
	for _, j := range all {
		names, err := p.named(ctx, store, j)
		if err != nil {
			return err
		}
		if len(names) == 0 {
			continue
		}
		p.Judgements = append(p.Judgements, j)
		for _, id := range names {
			if j.Verdict == identity.Same {
				same[id] = j
			}
		}
	}
	joins, err := joinsOf(ctx, store, p.Node.ID, all)
	if err != nil {
		return err
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		judged, isJudged := same[part.ID]
		join, isJoined := joins[part.ID]
		switch {
		case part.ID == p.Node.ID:
		case isJudged:
			part.Why = "judged the same (" + judged.Key() + ")"
		case isJoined:
			part.Why = fmt.Sprintf("%s; shared company weighs %.1f", join.Reason, join.Weight)
		}
	}
	return nil
}

// named are the names of a node that a judgement means.
func (p *Portrait) named(ctx context.Context, store graph.Store, j identity.Judgement) (ids []string, err error) {
	for _, ref := range []identity.Ref{j.A, j.B} {
		found, err := meant(ctx, store, ref)
		if err != nil {
			return nil, err
		}
		if len(found) == 1 && slices.ContainsFunc(p.Parts, func(part Part) bool { return part.ID == found[0].ID }) {
			ids = append(ids, found[0].ID)
		}
	}
	return ids, nil
}

// joinsOf finds out again why names of the block of a node were joined.
func joinsOf(ctx context.Context, store graph.Store, node string, judged []identity.Judgement) (map[string]identity.Join, error) {
	members, company, err := membersAround(ctx, store, node)
	if err != nil {
		return nil, err
	}
	apart := map[[2]string]bool{}
	for _, j := range judged {
		if j.Verdict == identity.Different {
			apart[pair(j.A.ID, j.B.ID)] = true
		}
	}
	joins := map[string]identity.Join{}
	for _, j := range identity.Decide(members, company, func(a, b string) bool { return apart[pair(a, b)] }) {
		joins[j.From] = j
	}
	return joins, nil
}

// membersAround reads the names that share a block or initials with those of a node.
func membersAround(ctx context.Context, store graph.Store, node string) ([]identity.Member, map[string]identity.Company, error) {
	around, err := around(ctx, store, []identity.Judgement{{A: identity.Ref{ID: node}, B: identity.Ref{ID: node}}})
	if err != nil {
		return nil, nil, err
	}
	byID := map[string]*identity.Member{}
	texts := map[string]bool{}
	rows, err := ask(ctx, store, "MATCH (n:__Name {root: $id}) RETURN n.block AS block, n.initials AS initials", map[string]any{"id": node})
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		around.blocks, around.initials = append(around.blocks, r.text("block")), append(around.initials, r.text("initials"))
	}
	for _, label := range []string{"__Entity__", "__Name"} {
		for property, list := range map[string][]string{"block": around.blocks, "initials": around.initials} {
			rows, err := ask(ctx, store, fmt.Sprintf(`UNWIND $list AS x
MATCH (n:%s {%s: x})
MATCH (e:__Entity__ {id: coalesce(n.root, n.id)})<-[m:MENTIONS]-(a:Article)
WHERE coalesce(m.name_id, e.id) = n.id AND n.of IS NULL
RETURN DISTINCT n.id AS id, n.kind AS kind, n.name_norm AS norm, n.block AS block, n.initials AS initials,
       coalesce(n.partial, false) AS partial, a.id AS article, m.forms AS forms
ORDER BY id, article`, label, property), map[string]any{"list": anyOf(list)})
			if err != nil {
				return nil, nil, err
			}
			for _, r := range rows {
				member(byID, r)
				texts[r.text("article")] = true
			}
		}
	}
	company, err := companyOf(ctx, store, "coalesce(n.of, m.name_id, e.of, e.id)", keys(texts))
	if err != nil {
		return nil, nil, err
	}
	var members []identity.Member
	for _, id := range keys(byID) {
		m := byID[id]
		slices.Sort(m.Articles)
		m.Articles = slices.Compact(m.Articles)
		m.Articles = m.Articles[:min(len(m.Articles), sample)]
		members = append(members, *m)
	}
	return members, company, nil
}

// member adds what one article says of a name.
func member(byID map[string]*identity.Member, r row) {
	m := byID[r.text("id")]
	if m == nil {
		m = &identity.Member{ID: r.text("id"), Kind: r.text("kind"), Name: r.text("norm"), Block: r.text("block"), Initials: r.text("initials")}
		m.Partial, _ = r["partial"].(bool)
		byID[m.ID] = m
	}
	m.Articles = append(m.Articles, r.text("article"))
	for _, form := range r.texts("forms") {
		form = load.Norm(form)
		if at, found := slices.BinarySearch(m.Forms, form); !found {
			m.Forms = slices.Insert(m.Forms, at, form)
		}
	}
}
