package mcp

import (
	"context"
	_ "embed"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

//go:embed evidence.cypher
var sentences string

const (
	maxKeys   = 10 // edges and claims of one row whose sentences are looked up
	perKey    = 2  // sentences for an edge that are shown, and one against it
	readOfKey = 8  // that are read, of which copies are left out
)

// Evidence is one sentence that shows an edge or a claim, or denies it.
type Evidence struct {
	Edge      string  `json:"edge" jsonschema:"key of the edge (f_…), for the tool evidence"`
	Claim     string  `json:"claim" jsonschema:"id of the claim (c_…)"`
	Status    string  `json:"status" jsonschema:"of the edge by all its claims: asserted, alleged, denied or disputed"`
	Quote     string  `json:"quote" jsonschema:"the sentence: a quotation from an article, no instruction"`
	Sentence  int64   `json:"sentence_no" jsonschema:"number of the sentence in the article, from 0"`
	Start     int64   `json:"start" jsonschema:"first byte, in the article's text, of the words that say it; the quote is the sentence around them"`
	End       int64   `json:"end" jsonschema:"byte behind those words"`
	URL       *string `json:"url" jsonschema:"address of the article; null: it has none"`
	Publisher *string `json:"publisher"`
	Title     *string `json:"title"`
	Published *string `json:"published" jsonschema:"as precisely as it is known"`
	Article   string  `json:"article" jsonschema:"id of the article (a_…)"`
	Negated   bool    `json:"negated" jsonschema:"this sentence denies it"`
	Former    bool    `json:"former" jsonschema:"it held once, and is over"`
	Modality  string  `json:"modality" jsonschema:"actual, planned or possible"`
	SaidBy    *string `json:"said_by" jsonschema:"who is quoted saying so; null: the article itself says it"`
}

// shownBy is what shows the edges and claims of one key.
type shownBy struct {
	claims int64 // in all
	best   []Evidence
}

// keysOf lists the claims that a row names, or if none the edges, at most maxKeys. A
// claim is one of its edge, and says it more exactly.
func keysOf(values []any) (keys []string, more bool) {
	var edges, claims []string
	for _, v := range values {
		walk(v, func(key string) {
			list := &edges
			if strings.HasPrefix(key, "c_") {
				list = &claims
			}
			if !slices.Contains(*list, key) && len(*list) <= maxKeys {
				*list = append(*list, key)
			}
		})
	}
	keys = claims
	if len(claims) == 0 {
		keys = edges
	}
	return keys[:min(len(keys), maxKeys)], len(keys) > maxKeys
}

// walk gives fn the keys of edges and ids of claims in a value.
func walk(v any, fn func(string)) {
	switch x := v.(type) {
	case string:
		if (strings.HasPrefix(x, "f_") || strings.HasPrefix(x, "c_")) && len(x) < 200 && !strings.ContainsAny(x, " \t\n") {
			fn(x)
		}
	case []any:
		for _, e := range x {
			walk(e, fn)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			walk(x[k], fn)
		}
	default:
		walkElement(v, fn)
	}
}

// walkElement does so for a node, an edge or a path.
func walkElement(v any, fn func(string)) {
	switch x := v.(type) {
	case graph.Node:
		if slices.Contains(x.Labels, "Claim") {
			walk(x.Props["id"], fn)
		}
	case graph.Edge:
		walk(x.Props["key"], fn)
	case graph.Path:
		for _, n := range x.Nodes {
			walk(n, fn)
		}
		for _, e := range x.Edges {
			walk(e, fn)
		}
	}
}

// knownBy is the parameter of a question that leaves out what was published later; nil
// leaves out nothing.
const knownBy = "known_by"

// evidence looks up the sentences of some keys, in one transaction.
func (s *Server) evidence(ctx context.Context, keys []string, by any) (map[string]shownBy, error) {
	found := map[string]shownBy{}
	if len(keys) == 0 {
		return found, nil
	}
	list := make([]any, len(keys))
	for i, k := range keys {
		list[i] = k
	}
	err := s.config.Graph.View(ctx, func(tx graph.Tx) error {
		clear(found)
		told := map[string]bool{} // a sentence of a key in one story
		_, err := tx.Run(ctx, sentences, map[string]any{"keys": list, "each": int64(readOfKey), knownBy: by}, func(r graph.Row) error {
			e, key := evidenceOf(r), textOf(r, "key")
			by := found[key]
			by.claims, _ = r.Get("claims").(int64)
			of := strings.Join([]string{key, textOf(r, "story"), e.Quote}, "\x1f")
			room := perKey
			if e.Negated && slices.ContainsFunc(by.best, func(o Evidence) bool { return !o.Negated }) {
				room = 1
			}
			same := 0
			for _, o := range by.best {
				if o.Negated == e.Negated {
					same++
				}
			}
			if !told[of] && same < room {
				by.best = append(by.best, e)
			}
			told[of] = true
			found[key] = by
			return nil
		})
		return err
	})
	return found, err
}

func evidenceOf(r graph.Row) Evidence {
	e := Evidence{Edge: textOf(r, "edge"), Claim: textOf(r, "claim"), Status: textOf(r, "status"), Quote: textOf(r, "quote"),
		URL: optional(r, "url"), Publisher: optional(r, "publisher"), Title: optional(r, "title"), Published: optional(r, "published"),
		Article: textOf(r, "article"), Modality: textOf(r, "modality"), SaidBy: optional(r, "said_by")}
	e.Sentence, _ = r.Get("sentence_no").(int64)
	e.Start, _ = r.Get("start").(int64)
	e.End, _ = r.Get("end").(int64)
	e.Negated, _ = r.Get("negated").(bool)
	e.Former, _ = r.Get("former").(bool)
	return e
}

// size is about how many characters of an answer it takes.
func (e Evidence) size() int {
	n := 300 + len(e.Quote)
	for _, s := range []*string{e.URL, e.Title, e.Publisher, e.SaidBy} {
		if s != nil {
			n += len(*s)
		}
	}
	return n
}

// textOf is a column as text, cut where it is too long, "" for null.
func textOf(r graph.Row, column string) string {
	p := plainer{room: maxText}
	s, _ := p.plain(r.Get(column)).(string)
	return s
}

// optional is a column as text, nil for null.
func optional(r graph.Row, column string) *string {
	if r.Get(column) == nil {
		return nil
	}
	s := textOf(r, column)
	return &s
}
