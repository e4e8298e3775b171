// Package identity tells under which name all articles know what one article speaks
// of: one form for all spellings of a name ("the EU" is the European Union, "Jose
// Alvarez" José Álvarez), and a scope for names that many bear (every country has a
// Supreme Court; "Amanda" says who is meant in one article only). It looks at one
// article at a time, so that what it says does not depend on what else is read; what
// only several articles together can tell is left to graph/identity.
//
// Rather apart than wrongly together: of two readings it takes the one that joins less.
package identity

import (
	"context"

	"github.com/newsgraph/newsgraph/extract"
)

// New returns the stage. It fills in Identity of every entity, marks as Unnamed events
// whose name is none, reads all layers and changes no other.
func New() extract.Stage {
	return extract.Stage{Name: "identity", Doc: "finds the name under which all articles know an entity", Run: run}
}

func run(_ context.Context, a *extract.Article) error {
	s := survey(a)
	for i := range a.Entities {
		e := &a.Entities[i]
		a.Spend(1)
		if e.Unnamed {
			if e.Kind == extract.Event || e.Kind == extract.Agreement {
				described(a, i)
			}
			continue
		}
		a.Spend(len(e.Mentions))
		form(a, e)
		s.scope(i)
		s.block(i)
		switch e.Kind {
		case extract.Event:
			event(a, e)
		case extract.Agreement:
			agreement(e)
		}
	}
	return nil
}
