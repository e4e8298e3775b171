package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
)

// Explanation tells why two names are one node, or two.
type Explanation struct {
	One        bool
	Why        []string             // reasons, with weights
	Judgements []identity.Judgement // that speak of both
	Shared     []Node               // what both are mentioned with
}

// Explain compares two that Find has found.
func Explain(ctx context.Context, store graph.Store, a, b Bearer) (Explanation, error) {
	x := Explanation{One: a.Node == b.Node}
	first, err := Show(ctx, store, a.Node)
	if err != nil {
		return x, err
	}
	second, err := Show(ctx, store, b.Node)
	if err != nil {
		return x, err
	}
	for _, j := range first.Judgements {
		if slices.Contains(second.Judgements, j) && (!x.One || j.Verdict == identity.Same) {
			x.Judgements = append(x.Judgements, j)
		}
	}
	switch {
	case a.ID == b.ID:
		x.Why = append(x.Why, fmt.Sprintf("all articles know both by one name, %q", a.norm))
	case x.One:
		for _, part := range first.Parts {
			if (part.ID == a.ID || part.ID == b.ID) && part.Why != "" {
				x.Why = append(x.Why, fmt.Sprintf("%s: %s", part.Articles[0].Name, part.Why))
			}
		}
	default:
		return x, x.compare(ctx, store, first, second)
	}
	return x, nil
}

// compare tells what two nodes have in common, and that it was not enough.
func (x *Explanation) compare(ctx context.Context, store graph.Store, a, b Portrait) error {
	nodes, err := knownNodes(ctx, store, a.Node.ID, b.Node.ID)
	if err != nil || len(nodes) != 2 {
		return err
	}
	list := []identity.Proposal{identity.Compare(nodes[0], nodes[1])}
	if err := weigh(ctx, store, list); err != nil {
		return err
	}
	p := list[0]
	for _, k := range []identity.Known{p.A, p.B} {
		x.Why = append(x.Why, strings.TrimSpace(fmt.Sprintf("%s is a %s known as %q, in %d article(s) %s", k.Label, k.Kind, k.Name, k.Mentions, scoped(k.Scope))))
	}
	for _, clue := range p.Clues {
		x.Why = append(x.Why, string(clue))
	}
	if len(p.Clues) == 0 {
		x.Why = append(x.Why, "nothing says that they are the same")
	} else {
		x.Why = append(x.Why, fmt.Sprintf("weighs %.1f in all; names are joined by themselves only where one means the other, and none else", p.Weight))
	}
	for _, id := range p.Shared {
		rows, err := ask(ctx, store, "MATCH (e:__Entity__ {id: $id}) RETURN e.kind AS kind, e.name AS name", map[string]any{"id": id})
		if err != nil {
			return err
		}
		for _, r := range rows {
			x.Shared = append(x.Shared, Node{id, r.text("kind"), r.text("name")})
		}
	}
	return nil
}

// scoped tells what keeps the bearers of one name apart.
func scoped(scope string) string {
	switch scope {
	case "":
		return ""
	case "article":
		return "(the name says who it is in its own article only)"
	}
	return "(of " + scope + ")"
}
