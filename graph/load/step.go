package load

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
)

// step is a judgement with its place in the order in which they were given, and what it
// took the place of, so that the last can be taken back. The graph does not depend on it.
type step struct {
	identity.Judgement
	Number  int64  `json:"number"` // what is given at once has one
	Instead []step `json:"instead,omitempty"`
}

// steps reads the judgements of a store with their places.
func steps(ctx context.Context, tx graph.Tx) ([]step, error) {
	var list []step
	var fault error
	err := readJudgements(ctx, tx, func(j identity.Judgement, props map[string]any) {
		s := step{Judgement: j}
		s.Number, _ = props["step"].(int64)
		if text, ok := props["instead"].(string); ok && fault == nil {
			if err := json.Unmarshal([]byte(text), &s.Instead); err != nil {
				fault = fmt.Errorf("judgement %s: instead: %w", j.Key(), err)
			}
		}
		list = append(list, s)
	})
	if err != nil {
		return nil, err
	}
	return list, fault
}

// judgementRows gives what is put its place: behind all that are there, or the one that it
// had before what is dropped came.
func judgementRows(given []step, put, drop []identity.Judgement) ([]row, error) {
	gone, number := map[string]bool{}, int64(1)
	for _, j := range drop {
		gone[j.Key()] = true
	}
	before := map[string]step{}
	for _, s := range given {
		number = max(number, s.Number+1)
		if gone[s.Key()] {
			for _, b := range s.Instead {
				before[b.Key()] = b
			}
		}
	}
	var rows []row
	for _, j := range put {
		s, back := before[j.Key()]
		if !back || s.Judgement != j {
			s = step{Judgement: j, Number: number}
			for _, old := range given {
				if old.Key() == j.Key() || gone[old.Key()] && old.OfSame(j) {
					s.Instead = append(s.Instead, old)
				}
			}
		}
		props := judgementProps(j)
		props["step"] = s.Number
		if len(s.Instead) > 0 {
			text, err := json.Marshal(s.Instead)
			if err != nil {
				return nil, err
			}
			props["instead"] = string(text)
		}
		rows = append(rows, row{"props": props})
	}
	return rows, nil
}

// Last returns the judgements that were given last, all that came at once, and those that
// they took the place of: Judge with both takes them back. Those of a graph made before
// judgements had an order are never the last: they would all be it.
func Last(ctx context.Context, store graph.Store) (last, before []identity.Judgement, err error) {
	err = store.View(ctx, func(tx graph.Tx) error {
		given, err := steps(ctx, tx)
		if err != nil {
			return err
		}
		last, before = nil, nil
		number := int64(0)
		for _, s := range given {
			number = max(number, s.Number)
		}
		for _, s := range given {
			if s.Number == 0 || s.Number != number {
				continue
			}
			last = append(last, s.Judgement)
			for _, b := range s.Instead {
				before = append(before, b.Judgement)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read the last judgements: %w", err)
	}
	return last, before, nil
}
