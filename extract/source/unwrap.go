package source

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// wrapDepth is how deep the articles of an answer may lie in objects and lists.
const wrapDepth = 8

// answers are the lists in which services give what they found.
var answers = strings.Fields("articles results docs documents items hits value values entries entry data records rows stories posts news feed list response")

// unwrap returns the articles that an object holds, and whether it is only their
// wrapping, as the answers of news services, search engines and databases are. An
// object that is an article itself, or holds one and no list of them, is none: what
// stands around a text belongs to it.
func (r *reader) unwrap(m map[string]any) (list []any, wrapped bool) {
	if r.ownText(m) {
		return nil, false
	}
	if list, many := r.gather(m, 0); many {
		return list, true
	}
	if len(r.textChain(m)) > 1 || titled(m) {
		return nil, false
	}
	for list := range objectLists(m, 0) { // of articles without texts: each is told
		if slices.ContainsFunc(list, isTitled) {
			return list, true
		}
	}
	return nil, r.empty(m)
}

// empty reports whether an object is an answer that found nothing.
func (r *reader) empty(m map[string]any) bool {
	if r.textLike(m) != "" {
		return false
	}
	for name, v := range m {
		if list, ok := v.([]any); ok && len(list) == 0 && slices.Contains(answers, plainName(name)) {
			return true
		}
		if inner, ok := v.(map[string]any); ok && r.empty(inner) {
			return true
		}
	}
	return false
}

// gather finds the articles in a value, and whether they are several by nature: a
// list, or objects that each have a title beside their text.
func (r *reader) gather(v any, depth int) (list []any, many bool) {
	if depth > wrapDepth {
		return nil, false
	}
	switch v := v.(type) {
	case []any:
		if slices.ContainsFunc(v, r.hasText) {
			return v, true
		}
		for _, e := range v {
			inner, _ := r.gather(e, depth+1)
			list = append(list, inner...)
		}
		return list, len(list) > 0
	case map[string]any:
		if r.ownText(v) {
			return []any{v}, false
		}
		return r.gatherIn(v, depth)
	}
	return nil, false
}

// gatherIn finds the articles in the fields of an object that has no text itself.
func (r *reader) gatherIn(m map[string]any, depth int) (list []any, many bool) {
	var singles []any
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if slices.Contains(asides, plainName(name)) {
			continue
		}
		inner, several := r.gather(m[name], depth+1)
		if several && titled(m) && !slices.ContainsFunc(inner, isTitled) {
			continue // the parts of one article
		}
		if several {
			list = append(list, inner...)
		} else {
			singles = append(singles, inner...)
		}
	}
	articles := slices.DeleteFunc(slices.Clone(singles), func(v any) bool { return !r.standsAlone(v) && !r.isLong(v) })
	switch {
	case len(list) > 0:
		return append(articles, list...), true
	case len(articles) > 1 && len(articles) == len(singles) && !slices.ContainsFunc(articles, func(v any) bool { return !r.standsAlone(v) }):
		return articles, true
	case len(singles) > 0:
		return []any{m}, false
	}
	return nil, false
}

// isLong reports whether an object has a text that is more than a message.
func (r *reader) isLong(v any) bool {
	m, ok := v.(map[string]any)
	return ok && len(strings.Fields(text(r.canonical(m)["text"]))) >= longerText
}

// hasText reports whether an object, or one in it, has a text.
func (r *reader) hasText(v any) bool {
	m, ok := v.(map[string]any)
	return ok && (r.ownText(m) || len(r.textChain(m)) > 1)
}

// standsAlone reports whether an object has, under any name, a title, an address or a
// date: then it is an article by itself where it stands beside others.
func (r *reader) standsAlone(v any) bool {
	m, _ := v.(map[string]any)
	for name, value := range m {
		switch r.names.field(name) {
		case "title", "url", "published":
			if !absent(value) {
				return true
			}
		}
	}
	return false
}

func isTitled(v any) bool {
	m, ok := v.(map[string]any)
	return ok && titled(m)
}

// objectLists yields the lists in an object that are empty or hold objects, the
// outer ones first, but not those beside an article.
func objectLists(m map[string]any, depth int) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		if depth > wrapDepth {
			return
		}
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(m)), func(name string) bool { return slices.Contains(asides, plainName(name)) })
		for _, name := range names {
			if list, ok := m[name].([]any); ok && (len(list) == 0 || isObject(list[0])) && !yield(list) {
				return
			}
		}
		for _, name := range names {
			if inner, ok := m[name].(map[string]any); ok {
				for list := range objectLists(inner, depth+1) {
					if !yield(list) {
						return
					}
				}
			}
		}
	}
}

func isObject(v any) bool {
	_, ok := v.(map[string]any)
	return ok
}
