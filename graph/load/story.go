package load

import (
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/shingle"
)

// A story is all articles whose texts are copies of one, or copies of copies: the
// same agency text at several addresses. Two texts are compared when they stand side
// by side in the order of one of their keys (shingle.Keys) and begin alike there; which
// do follows from the articles in the store. So what a story is depends on them alone.
// An article has the property story, the smallest id of its articles, if the story
// has several.

// storyProperty names the story of an article that has copies.
const storyProperty = "story"

// text is an article as stories see it.
type text struct {
	id     string
	story  string // as the store has it
	sketch shingle.Sketch
	keys   []string // none for a text without words
}

func nearProperty(tree int) string { return graph.NearProperty + strconv.Itoa(tree) }

// sketch sets the properties by which copies of an article are found. The end of a key
// is of the article's id, so that no two are the same.
func sketch(p row, id, words string) text {
	s, keys := shingle.Of(words)
	out := text{id: id, sketch: s}
	p[graph.SketchProperty] = s.String()
	for i, key := range keys {
		if key != "" {
			key += id[len("a_") : len("a_")+12]
			p[nearProperty(i)] = key
			out.keys = append(out.keys, key)
		}
	}
	return out
}

// ofStories reports whether a property of an article is of its copies: not of what
// the article says.
func ofStories(name string) bool {
	return name == storyProperty || name == graph.SketchProperty || strings.HasPrefix(name, graph.NearProperty)
}

// sketched reports whether the store has a sketch of an article that can be compared
// with those of this program.
func sketched(stored row) bool {
	text, _ := stored[graph.SketchProperty].(string)
	return shingle.Current(text)
}

// formerText is an article that the store has.
func formerText(id string, stored row) *text {
	t := &text{id: id, story: graphID(stored[storyProperty])}
	for i := range shingle.Trees {
		if key, ok := stored[nearProperty(i)].(string); ok {
			t.keys = append(t.keys, key)
		}
	}
	return t
}

// keep leaves an article in its story whose text is the one that the store has.
func (b *batch) keep(r record, stored row) {
	if b.kept[r.id] = stored[graph.SketchProperty] == r.props[graph.SketchProperty]; b.kept[r.id] {
		keep(r.props, storyProperty, stored[storyProperty])
	}
}

// stories is the work of one transaction on stories.
type stories struct {
	*batch
	met    map[string]*text
	fresh  map[string]row      // properties of the articles that are written, by id
	near   map[string][]string // neighbours of those articles that were looked up
	broken map[string]bool     // stories that may have come apart
	joined map[string]string   // a union-find forest of ids
}

// tell finds the stories of the articles that this batch has written or removed,
// and of those to which these are near.
func (b *batch) tell() error {
	s := &stories{batch: b, met: map[string]*text{}, fresh: map[string]row{}, near: map[string][]string{}, broken: map[string]bool{}, joined: map[string]string{}}
	var fresh, left []*text
	for _, r := range b.put {
		if b.kept[r.id] {
			continue
		}
		t := r.text
		s.met[r.id], s.fresh[r.id] = &t, r.props
		fresh = append(fresh, &t)
	}
	for _, id := range b.old {
		if t := b.former[id]; !b.kept[id] {
			s.broken[t.story] = t.story != ""
			left = append(left, t)
		}
	}
	if err := s.look(fresh); err != nil {
		return err
	}
	s.breaks()
	again, err := s.told(sortedTrue(s.broken))
	if err != nil {
		return err
	}
	beside, err := s.beside(left)
	if err != nil {
		return err
	}
	if err := s.look(append(again, beside...)); err != nil {
		return err
	}
	return s.settle()
}

// look finds the neighbours of articles and joins those that are copies.
func (s *stories) look(list []*text) error {
	list = slices.DeleteFunc(list, func(t *text) bool { return s.near[t.id] != nil })
	err := s.neighbours(list, func(of string, t *text) {
		s.near[of] = append(s.near[of], t.id)
		if shingle.Copies(s.met[of].sketch, t.sketch) {
			s.join(of, t.id)
		}
	})
	return err
}

// beside gives the articles that stand beside the places of others that have left.
func (s *stories) beside(left []*text) (list []*text, err error) {
	err = s.neighbours(left, func(_ string, t *text) {
		if s.fresh[t.id] == nil && !slices.Contains(list, t) {
			list = append(list, t)
		}
	})
	return list, err
}

// neighbours hands on, tree by tree, who stands beside each of some articles.
func (s *stories) neighbours(list []*text, each func(of string, t *text)) error {
	for tree := range shingle.Trees {
		var rows []row
		for _, t := range list {
			if len(t.keys) == shingle.Trees {
				begin := shingle.Prefix(t.keys[tree])
				rows = append(rows, row{"id": t.id, "key": t.keys[tree], "begin": begin, "end": begin + "g"}) // g is after all hexadecimal digits
			}
		}
		err := s.runWith("near "+strconv.Itoa(tree), "rows", anyOf(rows), nil, func(r graph.Row) error {
			t, err := s.meet(r)
			if err == nil {
				each(graphID(r.Get("to")), t)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// told gives the articles of stories.
func (s *stories) told(names []string) (list []*text, err error) {
	err = s.runIDs("told", names, func(r graph.Row) error {
		t, err := s.meet(r)
		list = append(list, t)
		return err
	})
	return list, err
}

// meet reads an article that the store gives, once.
func (s *stories) meet(r graph.Row) (t *text, err error) {
	id := graphID(r.Get("id"))
	if s.met[id] != nil {
		return s.met[id], nil
	}
	t = &text{id: id, story: graphID(r.Get("story"))}
	if t.sketch, err = shingle.Parse(graphID(r.Get("sketch"))); err != nil {
		return nil, err
	}
	keys, _ := r.Get("keys").([]any)
	for _, k := range keys {
		t.keys = append(t.keys, graphID(k))
	}
	s.met[id] = t
	return t, nil
}

// breaks finds the stories that new articles may have broken: they have come between
// two that were neighbours. Unless all of a story's articles beside which new ones
// stand are joined by these, it is put together again from the beginning.
func (s *stories) breaks() {
	first := map[string]string{}
	for _, id := range sortedKeys(s.near) {
		for _, other := range s.near[id] {
			name := s.met[other].story
			if name == "" {
				continue
			}
			if first[name] == "" {
				first[name] = s.root(other)
			}
			if s.root(other) != first[name] {
				s.broken[name] = true
			}
		}
	}
}

func (s *stories) root(id string) string {
	for s.joined[id] != "" {
		id = s.joined[id]
	}
	return id
}

// join makes the smaller id the root, so that it becomes the story's.
func (s *stories) join(a, b string) {
	if a, b = s.root(a), s.root(b); a != b {
		s.joined[max(a, b)] = min(a, b)
	}
}

// settle notes the stories that are others than before.
func (s *stories) settle() error {
	whole := map[string]bool{} // stories that were there and have not been taken apart
	for _, id := range sortedKeys(s.met) {
		if name := s.met[id].story; name != "" && !s.broken[name] {
			whole[name] = true
			s.join(id, name)
		}
	}
	several := map[string]bool{}
	for id := range s.joined {
		several[s.root(id)] = true
	}
	var moved []string
	for name := range whole {
		several[s.root(name)] = true
		if s.root(name) != name {
			moved = append(moved, name)
		}
	}
	slices.Sort(moved)
	if _, err := s.told(moved); err != nil { // the rest of them
		return err
	}
	for _, name := range moved {
		for _, t := range s.met {
			if t.story == name {
				s.join(t.id, name)
			}
		}
	}
	return s.write(several)
}

// write writes the stories of the articles where they are others than before, and
// notes what rests on them.
func (s *stories) write(several map[string]bool) error {
	var rows []row
	var touched []string
	for _, id := range sortedKeys(s.met) {
		name := ""
		if root := s.root(id); several[root] {
			name = root
		}
		if name == s.met[id].story {
			continue
		}
		change := row{"id": id, "story": nil}
		if name != "" {
			change["story"] = name
		}
		rows = append(rows, change)
		if props := s.fresh[id]; props != nil {
			props[storyProperty] = name
		} else {
			touched = append(touched, id)
		}
	}
	if err := s.run("story", rows); err != nil {
		return err
	}
	s.count(several)
	return s.runIDs("touched", touched, func(r graph.Row) error {
		s.recompute(r)
		return nil
	})
}

// count counts the copies among the articles that are written: all of a story but
// the first, if there was none before.
func (s *stories) count(several map[string]bool) {
	fresh, old := map[string]int{}, map[string]bool{}
	for id := range s.met {
		root := s.root(id)
		if s.fresh[id] != nil && several[root] {
			fresh[root]++
		} else {
			old[root] = true
		}
	}
	for root, n := range fresh {
		s.report.copies += n
		if !old[root] {
			s.report.copies--
		}
	}
}

// recompute notes that what a claim of the store supports must be computed again.
func (b *batch) recompute(r graph.Row) {
	key := graphID(r.Get("key"))
	e, known := b.keys[key]
	if !known {
		e.relation, e.subject, e.object = graphID(r.Get("relation")), graphID(r.Get("subject")), graphID(r.Get("object"))
	}
	e.supported = true
	b.keys[key] = e
}

// sortedTrue lists in order what is true.
func sortedTrue(m map[string]bool) []string {
	return slices.DeleteFunc(sortedKeys(m), func(k string) bool { return !m[k] })
}
