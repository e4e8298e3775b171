package load

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// prove checks that reading an article again, which it has been, gives every claim
// that the graph has of it, with evidence that shows trigger and ends
// (extract.Article.Prove). An article that was loaded with other relations or rules
// is left out: its claims need not be the same.
func (v *verifier) prove(a *extract.Article, id string, rows []graph.Row) error {
	if len(a.Tokens) == 0 {
		return nil
	}
	if graphID(rows[0].Get("rules")) != v.loader.reader.rules {
		v.result.OtherRules++
		return nil
	}
	if err := v.loader.reader.check(a); err != nil {
		return err
	}
	found := v.loader.reader.proofs(a, id)
	for _, r := range rows {
		claim := graphID(r.Get("id"))
		if claim == "" {
			continue
		}
		err, read := found[claim]
		switch {
		case !read:
			v.find("claim", claim, "reading the article again does not give it")
		case err != nil:
			v.find("claim", claim, "%v", err)
		default:
			v.result.Proved++
		}
	}
	return nil
}

// proofs maps the ids of an article's claims to what their evidence lacks, nil
// for nothing; of several claims that are one in the graph it is enough that one is
// shown.
func (r reader) proofs(a *extract.Article, article string) map[string]error {
	nodes, out := r.nodes(a, article), map[string]error{}
	unusable := unusable(a, nodes)
	for i := range a.Claims {
		if unusable[i] != "" {
			continue
		}
		id := r.claim(a, a.Claims[i], nodes, article).id
		if err, seen := out[id]; !seen || err != nil {
			out[id] = a.Prove(&a.Claims[i])
		}
	}
	return out
}
