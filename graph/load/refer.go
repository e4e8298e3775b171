package load

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
)

// refer reads the judgements of the store and the names that they mean. One that means
// nothing that is there has no effect, until an article brings it.
func (s *resolution) refer() error {
	s.judged = newJudged()
	for _, n := range s.names {
		n.here = ""
	}
	err := readJudgements(s.ctx, s.tx, func(j identity.Judgement, _ map[string]any) {
		if j.Verdict != identity.Unsure {
			s.judged.list = append(s.judged.list, j)
		}
	})
	if err != nil || len(s.judged.list) == 0 {
		return err
	}
	return s.means(s.judged.list)
}

// means finds the names that judgements mean, two each, and reads them.
func (s *resolution) means(list []identity.Judgement) error {
	var refs []identity.Ref
	for _, j := range list {
		refs = append(refs, j.A, j.B)
	}
	found, err := s.find(refs)
	if err != nil {
		return err
	}
	ids := map[string]bool{}
	for i, f := range found {
		if len(f) == 1 {
			ids[f[0]] = true
		}
		if refs[i].Article == "" && refs[i].ID != "" {
			ids[refs[i].ID] = true
		}
	}
	if err := s.read(ids); err != nil {
		return err
	}
	for i, f := range found {
		if refs[i].Article == "" && s.names[refs[i].ID] != nil { // the name is for people, while there is the id
			f = []string{refs[i].ID}
		}
		id := "" // what is there several times is not meant
		if len(f) == 1 {
			id = s.own(f[0], refs[i].Article)
			s.judged.names[id] = true
		}
		s.judged.ids = append(s.judged.ids, id)
	}
	return nil
}

// find finds what references may mean by name, and by name in one article.
func (s *resolution) find(refs []identity.Ref) ([][]string, error) {
	found := make([][]string, len(refs))
	take := func(r graph.Row) error {
		if i, id := r.Values[0].(int64), graphID(r.Values[1]); !slices.Contains(found[i], id) {
			found[i] = append(found[i], id)
		}
		return nil
	}
	var spelled, borne []row
	for i, r := range refs {
		if r.Article != "" {
			borne = append(borne, row{"i": int64(i), "article": r.Article})
		} else if r.Name != "" {
			spelled = append(spelled, row{"i": int64(i), "kind": r.Kind, "name": Norm(r.Name)})
		}
	}
	for _, label := range []string{"__Entity__", "__Name"} {
		if err := s.runWith("named "+label, "rows", anyOf(spelled), nil, take); err != nil {
			return nil, err
		}
	}
	err := s.runWith("borne", "rows", anyOf(borne), nil, func(r graph.Row) error {
		if !bears(refs[r.Values[0].(int64)], r) {
			return nil
		}
		return take(r)
	})
	return found, err
}

// bears reports whether an article's mention is what a reference means.
func bears(ref identity.Ref, r graph.Row) bool {
	if ref.ID != "" {
		return ref.ID == graphID(r.Get("name")) || ref.ID == graphID(r.Get("node"))
	}
	forms, _ := r.Get("forms").([]any)
	return ref.Kind == r.Get("kind") && slices.ContainsFunc(forms, func(f any) bool { return Norm(graphID(f)) == Norm(ref.Name) })
}

// read reads names by their ids, and those from which they were parted.
func (s *resolution) read(ids map[string]bool) error {
	ask := func(list []string) error {
		for _, label := range []string{"__Entity__", "__Name"} {
			if err := s.runIDs("member "+label+" id", list, s.member); err != nil {
				return err
			}
		}
		return nil
	}
	if err := ask(sortedKeys(ids)); err != nil {
		return err
	}
	return s.origins(ask)
}

// origins reads the names from which others were parted; one that is gone is what its
// part was.
func (s *resolution) origins(ask func([]string) error) error {
	of := map[string]bool{}
	for _, n := range s.names {
		if n.of != "" && s.names[n.of] == nil {
			of[n.of] = true
		}
	}
	if err := ask(sortedKeys(of)); err != nil {
		return err
	}
	for _, id := range sortedKeys(s.names) {
		if n := s.names[id]; n.of != "" && s.names[n.of] == nil {
			origin := &name{Member: n.Member, scope: n.scope}
			origin.ID = n.of
			s.names[n.of] = origin
		}
	}
	return nil
}

// own is the name itself, or where one article only is meant and others know the name
// too, one that is parted from it.
func (s *resolution) own(id, article string) string {
	n := s.names[id]
	switch {
	case article == "" || n == nil || n.scope == extract.OwnArticle:
		return id
	case n.of != "": // it has been parted
		n.here = article
		return id
	}
	part := parting{parted(n.Kind, id, article), article}
	own := &name{Member: n.Member, scope: n.scope, of: id, here: article}
	own.ID = part.id
	s.names[part.id] = own
	if !slices.Contains(s.judged.parted[id], part) {
		s.judged.parted[id] = append(s.judged.parted[id], part)
	}
	return part.id
}

// parted is the id of what a name is in one article, where somebody judged so.
func parted(kind, base, article string) string { return id("e", kind, base, "in", article) }
