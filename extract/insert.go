package extract

import (
	"cmp"
	"slices"
)

// AddMentions puts further mentions in their places and returns their indexes, in
// the order given. Every layer's indexes into Mentions follow; a mention with an
// entity is added to the entity's. Spans that are there already may be added again.
func (a *Article) AddMentions(add ...Mention) []int {
	type entry struct {
		Mention
		old, added int // index among the old ones, among the added ones; -1 if it is none
	}
	all := make([]entry, 0, len(a.Mentions)+len(add))
	for i, m := range a.Mentions {
		all = append(all, entry{m, i, -1})
	}
	for i, m := range add {
		all = append(all, entry{m, -1, i})
	}
	slices.SortStableFunc(all, func(x, y entry) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End)) })
	moved, added := make([]int, len(a.Mentions)), make([]int, len(add))
	mentions := make([]Mention, len(all))
	for i, e := range all {
		mentions[i] = e.Mention
		if e.old >= 0 {
			moved[e.old] = i
		} else {
			added[e.added] = i
		}
	}
	a.Mentions = mentions
	a.renumber(moved)
	for i, m := range add {
		if m.Entity >= 0 {
			e := &a.Entities[m.Entity]
			e.Mentions = append(e.Mentions, added[i])
			slices.Sort(e.Mentions)
		}
	}
	return added
}

// JoinEntities gives the mentions, names and parties of entities to those that into
// leads to in the end, and takes the entities that have none left out. into has no circle.
// It is for stages that run before the statements and claims are found.
func (a *Article) JoinEntities(into map[int]int) {
	if len(into) == 0 {
		return
	}
	last := func(i int) int {
		for to, gone := into[i]; gone; to, gone = into[i] {
			i = to
		}
		return i
	}
	moved, kept := make([]int, len(a.Entities)), 0
	for i := range a.Entities {
		if _, gone := into[i]; !gone {
			moved[i] = kept
			kept++
		}
	}
	for i := range a.Entities {
		to := last(i)
		if to == i {
			continue
		}
		moved[i] = moved[to]
		e, t := &a.Entities[i], &a.Entities[to]
		t.Mentions = append(t.Mentions, e.Mentions...)
		t.Aliases = append(append(t.Aliases, e.Name), e.Aliases...)
		t.Parties = append(t.Parties, e.Parties...)
	}
	var list []Entity
	for i := range a.Entities {
		if _, gone := into[i]; gone {
			continue
		}
		e := a.Entities[i]
		slices.Sort(e.Mentions)
		slices.Sort(e.Aliases)
		e.Aliases = slices.DeleteFunc(slices.Compact(e.Aliases), func(s string) bool { return s == e.Name })
		for k, p := range e.Parties {
			e.Parties[k] = moved[p]
		}
		slices.Sort(e.Parties)
		e.Parties = slices.Compact(e.Parties)
		list = append(list, e)
	}
	a.Entities = list
	for i := range a.Mentions {
		if m := &a.Mentions[i]; m.Entity >= 0 {
			m.Entity = moved[m.Entity]
		}
	}
}

// renumber replaces every index into Mentions by what moved says.
func (a *Article) renumber(moved []int) {
	to := func(i *int) {
		if *i >= 0 {
			*i = moved[*i]
		}
	}
	for i := range a.Entities {
		e := &a.Entities[i]
		list := make([]int, len(e.Mentions))
		for k, m := range e.Mentions {
			list[k] = moved[m]
		}
		e.Mentions = list
	}
	for i := range a.Statements {
		to(&a.Statements[i].SpeakerMention)
	}
	for i := range a.Claims {
		to(&a.Claims[i].SubjectMention)
		to(&a.Claims[i].ObjectMention)
	}
	for i := range a.Pruned {
		to(&a.Pruned[i].SubjectMention)
		to(&a.Pruned[i].ObjectMention)
	}
}
