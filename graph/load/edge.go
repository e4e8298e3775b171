package load

import (
	"cmp"
	"slices"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// evidence is a claim with the Article node that states it.
type evidence struct {
	claim   claim
	article row
}

// maxArticles is how many articles an edge lists.
const maxArticles = 20

// edgeProps computes an edge from all the claims there are on its key: the same
// as edge.cypher, which computes those of which the store has a part. Verify
// compares the two.
func edgeProps(key string, claims []evidence) row {
	slices.SortFunc(claims, evidence.compare)
	best := claims[0]
	p := row{"key": key, "evidence": int64(len(claims)), "status": status(claims), "modality": strongest(claims), "former": former(claims),
		"quote": best.claim.props["quote"]}
	for _, k := range []string{"event_prec", "role", "role_norm", "topic", "entailed"} {
		keep(p, k, best.claim.props[k])
	}
	keep(p, "url", best.article["url"])
	var ids []any
	stories, publishers := map[any]bool{}, map[any]bool{}
	against := int64(0)
	for _, e := range claims {
		if id := e.article["id"]; !slices.Contains(ids, id) {
			ids = append(ids, id)
			stories[cmp.Or(e.article[storyProperty], id)] = true
			publishers[e.article["source"]] = true
		}
		if e.negated() {
			against++
		}
	}
	delete(publishers, nil)
	p["stories"], p["publishers"] = int64(len(stories)), int64(len(publishers))
	p["articles"], p["against"], p["article_ids"] = int64(len(ids)), against, ids[:min(len(ids), maxArticles)]
	p["confidence"] = slices.MaxFunc(claims, func(x, y evidence) int { return cmp.Compare(x.confidence(), y.confidence()) }).confidence()
	for _, e := range claims {
		extremeTime(p, "first_seen", e.published(), -1)
		extremeTime(p, "last_seen", e.published(), 1)
		extreme(p, "event_date", e.claim.props["event_date"], -1)
		extreme(p, "valid_from", e.claim.props["valid_from"], -1)
		extreme(p, "valid_to", e.claim.props["valid_to"], 1)
	}
	return p
}

func (e evidence) negated() bool       { return e.claim.props["negated"] == true }
func (e evidence) reported() bool      { return e.claim.speaker != "" || e.claim.props["reported"] == true }
func (e evidence) entailed() bool      { return e.claim.props["entailed"] == true }
func (e evidence) rank() int           { return modalityRank(e.claim.props["modality"]) }
func (e evidence) confidence() float64 { return e.claim.props["confidence"].(float64) }

// published is the zero time where it is not known.
func (e evidence) published() time.Time {
	t, _ := e.article["published_at"].(time.Time)
	return t
}

// compare puts the best claim first.
func (e evidence) compare(f evidence) int {
	return cmp.Or(falseFirst(e.negated(), f.negated()), falseFirst(e.reported(), f.reported()), cmp.Compare(e.rank(), f.rank()),
		falseFirst(e.entailed(), f.entailed()), cmp.Compare(f.confidence(), e.confidence()),
		falseFirst(e.published().IsZero(), f.published().IsZero()), e.published().Compare(f.published()), cmp.Compare(e.claim.id, f.claim.id))
}

func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// asserts reports whether the claim states its fact in the article's own voice.
func (e evidence) asserts() bool { return !e.negated() && !e.reported() && e.rank() == 0 }

func status(claims []evidence) string {
	against, asserted := slices.ContainsFunc(claims, evidence.negated), slices.ContainsFunc(claims, evidence.asserts)
	switch {
	case against && asserted:
		return "disputed"
	case against:
		return "denied"
	case asserted:
		return "asserted"
	}
	return "alleged"
}

// strongest is the strongest modality of the claims that are not negated, else
// that of the best.
func strongest(claims []evidence) string {
	rank := claims[0].rank()
	for _, e := range claims {
		if !e.negated() {
			rank = min(rank, e.rank())
		}
	}
	return []string{string(extract.Actual), string(extract.Planned), string(extract.Possible)}[rank]
}

// former tells whether the newest of the articles that state a fact says that it
// is over.
func former(claims []evidence) bool {
	var newest time.Time
	states := 0
	for _, e := range claims {
		if e.negated() || e.rank() > 0 {
			continue
		}
		states++
		if e.published().After(newest) {
			newest = e.published()
		}
	}
	return slices.ContainsFunc(claims, func(e evidence) bool {
		if e.claim.props["former"] != true {
			return false
		}
		if states == 0 {
			return e.claim.id == claims[0].claim.id
		}
		return !e.negated() && e.rank() == 0 && e.published().Equal(newest)
	})
}

// keep sets a property unless there is no value.
func keep(p row, key string, v any) {
	if v != nil {
		p[key] = v
	}
}

// extremeTime keeps the earliest time (sign -1) or the latest (1).
func extremeTime(p row, key string, t time.Time, sign int) {
	if old, ok := p[key].(time.Time); !t.IsZero() && (!ok || t.Compare(old) == sign) {
		p[key] = t
	}
}

// extreme keeps the smallest date (sign -1) or the greatest (1).
func extreme(p row, key string, v any, sign int) {
	day, ok := v.(graph.Date)
	if old, there := p[key].(graph.Date); ok && (!there || cmp.Compare(day, old) == sign) {
		p[key] = day
	}
}
