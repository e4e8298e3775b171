package load

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
)

// Judge puts judgements into the store, takes others out, and finds out anew who is who
// among the names that they touch. A judgement lasts: it holds for every article that
// comes, and again for one that was gone.
func (l *Loader) Judge(ctx context.Context, put, drop []identity.Judgement) (Report, error) {
	var gone []string
	for _, j := range drop {
		gone = append(gone, judgementID(j))
	}
	err := l.store.Update(ctx, func(tx graph.Tx) error {
		b := l.newBatch(ctx, tx)
		if err := b.turn(); err != nil {
			return err
		}
		given, err := steps(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := judgementRows(given, put, drop)
		if err != nil {
			return err
		}
		s := &resolution{batch: b, names: map[string]*name{}, judged: newJudged()}
		if err := s.means(slices.Concat(put, drop)); err != nil {
			return err
		}
		for id, n := range s.names {
			b.blocks.names[id] = true
			b.blocks.add(n.Block, n.Initials)
		}
		if err := b.runIDs("overrule", gone, nil); err != nil {
			return err
		}
		if err := b.run("judgement", rows); err != nil {
			return err
		}
		return b.note()
	})
	if err != nil {
		return Report{}, fmt.Errorf("write judgements: %w", err)
	}
	return l.Resolve(ctx)
}

// Judgements returns the judgements that a store has, sorted by their keys.
func Judgements(ctx context.Context, store graph.Store) ([]identity.Judgement, error) {
	var list []identity.Judgement
	err := store.View(ctx, func(tx graph.Tx) error {
		list = nil
		return readJudgements(ctx, tx, func(j identity.Judgement, _ map[string]any) { list = append(list, j) })
	})
	if err != nil {
		return nil, fmt.Errorf("read judgements: %w", err)
	}
	return list, nil
}

func readJudgements(ctx context.Context, tx graph.Tx, each func(j identity.Judgement, props map[string]any)) error {
	_, err := tx.Run(ctx, "MATCH (j:__Judgement) RETURN properties(j) AS props ORDER BY j.id", nil, func(r graph.Row) error {
		props, _ := r.Values[0].(map[string]any)
		text := func(key string) string { v, _ := props[key].(string); return v }
		ref := func(p string) identity.Ref {
			return identity.Ref{ID: text(p + "_id"), Kind: text(p + "_kind"), Name: text(p + "_name"), Article: text(p + "_article")}
		}
		each(identity.Judgement{Verdict: identity.Verdict(text("verdict")), A: ref("a"), B: ref("b"), Reason: text("reason"), By: text("by"), At: text("at")}, props)
		return nil
	})
	return err
}

func judgementID(j identity.Judgement) string { return id("j", j.Key()) }

func judgementProps(j identity.Judgement) row {
	p := row{"id": judgementID(j), "verdict": string(j.Verdict)}
	for end, r := range map[string]identity.Ref{"a": j.A, "b": j.B} {
		set(p, end+"_id", r.ID)
		set(p, end+"_kind", r.Kind)
		set(p, end+"_name", r.Name)
		set(p, end+"_article", r.Article)
	}
	set(p, "reason", j.Reason)
	set(p, "by", j.By)
	set(p, "at", j.At)
	return p
}

// judged is what people have judged of who is who, of the names that are there.
type judged struct {
	list   []identity.Judgement
	ids    []string             // the names that they mean, two each; "" where nothing or several things are meant
	names  map[string]bool      // the same, and those of judgements that went
	parted map[string][]parting // of a name, the articles in which it has to become one of its own
	parent map[string]string    // of names judged to be the same, towards the one of the cluster
	differ map[[2]string]bool   // ids in order
}

// parting is one article in which a name is one of its own.
type parting struct{ id, article string }

func newJudged() judged {
	return judged{names: map[string]bool{}, parted: map[string][]parting{}, parent: map[string]string{}, differ: map[[2]string]bool{}}
}

func (j judged) has(id string) bool { return j.names[id] }

// apart reports whether two names, or those that are judged to be the same as they, are
// judged to be different.
func (j judged) apart(a, b string) bool {
	a, b = j.find(a), j.find(b)
	for pair := range j.differ {
		if x, y := j.find(pair[0]), j.find(pair[1]); x == a && y == b || x == b && y == a {
			return true
		}
	}
	return false
}

func ordered(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func (j judged) find(id string) string {
	for j.parent[id] != "" {
		id = j.parent[id]
	}
	return id
}

// root is the node of a name: that to which it is joined, and the first of those that
// are judged to be the same.
func (j judged) root(id string, to map[string]string) string {
	for range len(to) + 1 {
		id = j.find(id)
		next, joined := to[id]
		if !joined {
			break
		}
		id = next
	}
	return j.find(id)
}

// unite makes the names one that are judged to be the same. What is judged to be
// different stays apart, whatever follows from other judgements.
func (s *resolution) unite() error {
	j := &s.judged
	pairs := func(v identity.Verdict, each func(a, b string)) {
		for i := range j.list {
			if a, b := j.ids[2*i], j.ids[2*i+1]; j.list[i].Verdict == v && a != "" && b != "" && a != b {
				each(a, b)
			}
		}
	}
	pairs(identity.Different, func(a, b string) {
		if s.there(a) && s.there(b) {
			j.differ[ordered(a, b)] = true
		}
	})
	pairs(identity.Same, func(a, b string) {
		if !s.there(a) || !s.there(b) {
			return
		}
		a, b = j.find(a), j.find(b)
		if a == b || j.apart(a, b) {
			return
		}
		if s.leads(b, a) {
			a, b = b, a
		}
		j.parent[b] = a
	})
	return nil
}

// there reports whether an article has a name.
func (s *resolution) there(id string) bool { return s.names[id] != nil && s.names[id].present() }

// leads reports whether of two names that are the same the first is the node: what is no
// short name, then the smaller id.
func (s *resolution) leads(a, b string) bool {
	short := func(id string) int {
		if s.names[id].Partial {
			return 1
		}
		return 0
	}
	return cmp.Or(short(a)-short(b), strings.Compare(a, b)) < 0
}
