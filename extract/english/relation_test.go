package english

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/relation"
)

// TestRelationExamples reads every example of every relation file and wants
// exactly the claims written below it.
func TestRelationExamples(t *testing.T) {
	p, types := readsAll(t)
	for i := range types {
		r := &types[i]
		t.Run(r.Name, func(t *testing.T) {
			for _, e := range r.Examples {
				a := reads(t, p, e.Text+"\n")
				want := slices.Sorted(slices.Values(e.Want))
				if got := claimsOf(a, r); !slices.Equal(got, want) {
					t.Errorf("%s:%d: %s\n got %q\nwant %q\n%s", r.Source, e.Line, e.Text, got, want, refusals(a))
				}
			}
		})
	}
}

// readsAll returns the pipeline of the rules with all relations, and these.
func readsAll(t testing.TB) (extract.Pipeline, []extract.Relation) {
	t.Helper()
	types, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(Options{Relations: types, Model: Rules})
	if err != nil {
		t.Fatal(err)
	}
	return p, types
}

// claimsOf writes the claims of one relation as the examples do.
func claimsOf(a *extract.Article, r *extract.Relation) []string {
	var list []string
	for _, k := range a.Claims {
		if k.Relation != r.Name {
			continue
		}
		s, o := a.Entities[k.Subject].Name, k.Value
		if k.Object >= 0 {
			o = a.Entities[k.Object].Name
		}
		arrow := " -> "
		if r.Symmetric {
			arrow = " -- "
			if a.Mentions[k.SubjectMention].Start > a.Mentions[k.ObjectMention].Start {
				s, o = o, s
			}
		}
		line := s + arrow + o
		if marks := marksOf(k); marks != "" {
			line += "  " + marks
		}
		list = append(list, line)
	}
	slices.Sort(list)
	return list
}

func marksOf(k extract.Claim) string {
	var marks []string
	if k.Negated {
		marks = append(marks, "negated")
	}
	if k.Modality != extract.Actual {
		marks = append(marks, string(k.Modality))
	}
	if k.Former {
		marks = append(marks, "former")
	}
	return strings.Join(marks, " ")
}

func refusals(a *extract.Article) string {
	var b strings.Builder
	for _, k := range a.Pruned {
		fmt.Fprintf(&b, "pruned %s: %s\n", k.Relation, k.Reason)
	}
	for _, m := range a.Mentions {
		if m.Entity >= 0 {
			fmt.Fprintf(&b, "%s = %s (%s); ", a.Words(m.Span), a.Entities[m.Entity].Name, a.Entities[m.Entity].Kind)
		}
	}
	return b.String()
}

// TestCutTexts reads the beginnings of all examples: no frame may look beyond
// the end of a text.
func TestCutTexts(t *testing.T) {
	p, types := readsAll(t)
	for i := range types {
		for _, e := range types[i].Examples {
			for n, r := range e.Text {
				if r != ' ' {
					continue
				}
				if err := p.Article(context.Background(), &extract.Article{Text: e.Text[:n]}); err != nil {
					t.Errorf("%q: %v", e.Text[:n], err)
				}
			}
		}
	}
}
