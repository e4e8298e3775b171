package storage

import (
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// textIndex is an inverted index over the words of one or more properties. Each
// property is a field of its own, as in Lucene, so that a word in a short field
// counts for more.
type textIndex struct {
	sizes  map[ID][]int32 // words of each element, for each field
	post   []map[string][]posting
	length []int // words in all elements, for each field
	filled []int // elements with the field
}

// lazyText is a full text index's words, made when it is first asked and kept up
// to date from then on: a load asks it nothing, nor do most questions, and to make
// it takes as long as all other indexes together.
type lazyText struct {
	sync.Mutex // readers of one copy of the graph may ask at the same time
	words      *textIndex
}

func (t *lazyText) insert(ix *Index, id ID, p *properties) {
	if t.words != nil {
		t.words.insert(id, ix.textOf(p))
	}
}

func (t *lazyText) remove(ix *Index, id ID, p *properties) {
	if t.words != nil {
		t.words.remove(id, ix.textOf(p))
	}
}

// made returns the words, nil if nobody has asked for them yet.
func (t *lazyText) made() *textIndex {
	t.Lock()
	defer t.Unlock()
	return t.words
}

// words returns the inverted index of a full text index.
func (ix *Index) words(done *work.Account) *textIndex {
	ix.text.Lock()
	defer ix.text.Unlock()
	if ix.text.words == nil {
		made := newTextIndex()
		ix.graph.each(ix, func(id ID, p *properties) bool {
			fields := ix.textOf(p)
			for _, words := range fields {
				done.Must(1 + 4*len(words))
			}
			made.insert(id, fields)
			return true
		})
		ix.text.words = made
	}
	return ix.text.words
}

// posting says where in one element's field a word stands.
type posting struct {
	id        ID
	positions []int32
}

// Hit is an element that a full text query found. Better ones score higher.
type Hit struct {
	ID    ID
	Score float64
}

func newTextIndex() *textIndex { return &textIndex{sizes: map[ID][]int32{}} }

// textOf returns the tokens of the indexed properties; nil if there is no text.
func (ix *Index) textOf(p *properties) [][]token {
	fields := make([][]token, len(ix.Props))
	found := false
	for i, name := range ix.Props {
		switch v := p.Get(name).(type) {
		case string:
			fields[i] = tokens(v, 0)
		case []any:
			for _, x := range v {
				if s, ok := x.(string); ok {
					fields[i] = append(fields[i], tokens(s, len(fields[i]))...)
				}
			}
		}
		found = found || len(fields[i]) > 0
	}
	if !found {
		return nil
	}
	return fields
}

func (t *textIndex) insert(id ID, fields [][]token) {
	if _, there := t.sizes[id]; there || fields == nil {
		return // an element with several labels of the index is in it once
	}
	for len(t.post) < len(fields) {
		t.post = append(t.post, map[string][]posting{})
		t.length = append(t.length, 0)
		t.filled = append(t.filled, 0)
	}
	sizes := make([]int32, len(fields))
	for f, words := range fields {
		sizes[f] = int32(len(words))
		if len(words) > 0 {
			t.filled[f]++
			t.length[f] += len(words)
		}
		for _, w := range words {
			t.add(f, w, id)
		}
	}
	t.sizes[id] = sizes
}

func byID(p posting, id ID) int { return int(max(-1, min(1, p.id-id))) }

func (t *textIndex) add(field int, w token, id ID) {
	list := t.post[field][w.text]
	i, found := len(list), false
	if i > 0 && list[i-1].id >= id { // elements mostly come in ascending order
		i, found = slices.BinarySearchFunc(list, id, byID)
	}
	if !found {
		list = slices.Insert(list, i, posting{id: id})
	}
	list[i].positions = append(list[i].positions, int32(w.position))
	t.post[field][w.text] = list
}

// remove takes an element out; fields are what it was put in with.
func (t *textIndex) remove(id ID, fields [][]token) {
	if _, there := t.sizes[id]; !there {
		return
	}
	delete(t.sizes, id)
	for f, words := range fields {
		if len(words) > 0 {
			t.filled[f]--
			t.length[f] -= len(words)
		}
		for _, w := range words {
			list := t.post[f][w.text]
			i, found := slices.BinarySearchFunc(list, id, byID)
			switch {
			case !found:
			case len(list) == 1:
				delete(t.post[f], w.text)
			default:
				t.post[f][w.text] = slices.Delete(list, i, i+1)
			}
		}
	}
}

// Search asks a full text index. The query is Lucene's classic language: words,
// "phrases", pre*, wild?ards, similar~, field:word, +must, -not, AND, OR, NOT,
// parentheses and ^weights. Hits come best first, ties in ascending order of ID.
// The work is booked, with a panic at its end as of Account.Must.
func (ix *Index) Search(done *work.Account, query string) ([]Hit, error) {
	q, err := parseTextQuery(query, ix.Props)
	if err != nil {
		return nil, err
	}
	scores := q.score(textSearch{ix.words(done), done})
	done.Must(4 * len(scores))
	hits := make([]Hit, 0, len(scores))
	for id, s := range scores {
		hits = append(hits, Hit{id, s})
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return int(max(-1, min(1, a.ID-b.ID)))
	})
	return hits, nil
}

// textSearch is one search in a full text index.
type textSearch struct {
	*textIndex
	done *work.Account
}

// wordScores is the BM25 score (k1 1.2, b 0.75) of the elements that have a word.
func (t textSearch) wordScores(field int, word string) map[ID]float64 {
	if field >= len(t.post) {
		return nil
	}
	return t.bm25(field, t.post[field][word])
}

func (t textSearch) bm25(field int, list []posting) map[ID]float64 {
	t.done.Must(4 * len(list))
	scores := make(map[ID]float64, len(list))
	n, df := float64(t.filled[field]), float64(len(list))
	idf := math.Log(1 + (n-df+0.5)/(df+0.5))
	average := float64(t.length[field]) / max(n, 1)
	for _, p := range list {
		tf := float64(len(p.positions))
		size := float64(t.sizes[p.id][field])
		scores[p.id] = idf * tf / (tf + 1.2*(0.25+0.75*size/average))
	}
	return scores
}

// phraseScores treats a phrase as one word that stands where all of it does.
func (t textSearch) phraseScores(field int, words []token) map[ID]float64 {
	if field >= len(t.post) || len(words) == 0 {
		return nil
	}
	var found []posting
	for _, p := range t.post[field][words[0].text] {
		var at []int32
		for _, start := range p.positions {
			t.done.Must(1)
			if t.phraseAt(field, words, p.id, start) {
				at = append(at, start)
			}
		}
		if at != nil {
			found = append(found, posting{p.id, at})
		}
	}
	return t.bm25(field, found)
}

func (t textSearch) phraseAt(field int, words []token, id ID, start int32) bool {
	for i, w := range words[1:] {
		t.done.Must(1)
		list := t.post[field][w.text]
		j, ok := slices.BinarySearchFunc(list, id, byID)
		if !ok || !slices.Contains(list[j].positions, start+int32(i)+1) {
			return false
		}
	}
	return true
}

// matching gives a score of 1 to every element with a word that fits, as Lucene
// does for prefixes and wildcards. cost is the work for one word.
func (t textSearch) matching(field, cost int, fits func(string) bool) map[ID]float64 {
	if field >= len(t.post) {
		return nil
	}
	scores := map[ID]float64{}
	for word, list := range t.post[field] {
		t.done.Must(cost)
		if fits(word) {
			t.done.Must(2 * len(list))
			for _, p := range list {
				scores[p.id] = 1
			}
		}
	}
	return scores
}

// wildcard reports whether word fits a pattern with * and ?.
func wildcard(pattern, word []rune) bool {
	star, mark, i, j := -1, 0, 0, 0
	for j < len(word) {
		switch {
		case i < len(pattern) && pattern[i] == '*':
			star, mark = i, j
			i++
		case i < len(pattern) && (pattern[i] == '?' || pattern[i] == word[j]):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(string(pattern[i:]), "*") == ""
}

// distance is the Damerau-Levenshtein distance (neighbours may be exchanged).
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
