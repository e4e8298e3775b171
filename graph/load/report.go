package load

import (
	"fmt"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// Report is the books of one run.
type Report struct {
	// Read = Loaded + Changed + Unchanged + Duplicates + Rejected.
	Read       int `json:"read"`
	Loaded     int `json:"loaded"`           // new in the store
	Changed    int `json:"changed"`          // replaced an earlier version
	Reread     int `json:"reread,omitempty"` // of the changed: the same article, read by other rules
	Unchanged  int `json:"unchanged"`        // were there already
	Duplicates int `json:"duplicates"`       // were other versions of an article of this run
	Rejected   int `json:"rejected"`

	// Clashes are the versions of one article that this run met, the first
	// hundred: all but one of them were duplicates.
	Clashes []Clash `json:"clashes,omitempty"`

	// Copies are, of the loaded and changed articles, those whose text is one that the
	// graph had already, or a copy of it: they tell no story of their own.
	Copies int `json:"copies,omitempty"`

	Retracted int      `json:"retracted,omitempty"`
	Missing   []string `json:"missing,omitempty"` // asked to be retracted, but not there

	// Books, Claims and Dropped are of the loaded and changed articles.
	Books   Books        `json:"books"`
	Claims  Tally        `json:"claims,omitempty"`  // kept, by relation
	Dropped Tally        `json:"dropped,omitempty"` // found, but no claims of the graph, by reason
	Counts  graph.Counts `json:"counts"`            // what the store changed
	Batches int          `json:"batches"`           // transactions that wrote
}

// Balanced reports whether every article read and every candidate found has been
// accounted for.
func (r Report) Balanced() bool {
	return r.Read == r.Loaded+r.Changed+r.Unchanged+r.Duplicates+r.Rejected &&
		r.Books.Candidates == r.Claims.sum()+r.Books.Pruned.sum()+r.Dropped.sum()
}

// Books counts what the relation rules made of the sentences.
type Books struct {
	Sentences  int `json:"sentences"`
	Silent     int `json:"silent"`     // sentences without a candidate
	Candidates int `json:"candidates"` // claims kept, pruned and dropped
	// Pruned counts candidates that one rule found and another refused, by reason.
	Pruned Tally `json:"pruned,omitempty"`
}

func booksOf(a *extract.Article) Books {
	b := Books{Sentences: len(a.Sentences), Candidates: len(a.Claims) + len(a.Pruned), Pruned: Tally{}}
	telling := map[int]bool{}
	for _, c := range a.Claims {
		telling[c.Sentence] = true
	}
	for _, p := range a.Pruned {
		telling[p.Sentence] = true
		b.Pruned[p.Reason]++
	}
	b.Silent = b.Sentences - len(telling)
	return b
}

func (b Books) plus(c Books) Books {
	return Books{b.Sentences + c.Sentences, b.Silent + c.Silent, b.Candidates + c.Candidates, b.Pruned.plus(c.Pruned)}
}

// Tally counts by name. encoding/json writes it in the order of the names.
type Tally map[string]int

// batchReport is the part of a report that one transaction adds.
type batchReport struct {
	outcomes        []settled
	removed         int
	claims, dropped Tally
	books           Books
	counts          graph.Counts
	copies          int
	wrote           bool
}

// outcome is what became of an article.
type outcome int

const (
	none outcome = iota
	loaded
	changed
	reread // changed in nothing but the rules that it was read by
	unchanged
)

// settled is the outcome of one article.
type settled struct {
	id      string
	outcome outcome
}

func (b *batchReport) settle(id string, o outcome) { b.outcomes = append(b.outcomes, settled{id, o}) }

func (r *Report) add(b batchReport) {
	r.Retracted += b.removed
	r.Copies += b.copies
	r.Counts.Add(b.counts)
	if b.wrote {
		r.Batches++
	}
	r.Books = r.Books.plus(b.books)
	r.Claims = r.Claims.plus(b.claims)
	r.Dropped = r.Dropped.plus(b.dropped)
}

// settle counts the outcome of an article that has had another one in this run,
// or none, and returns the one that stands. An article counts once, however many
// versions of it are written; the others are duplicates.
func (r *Report) settle(old, o outcome) outcome {
	switch {
	case old == unchanged && o == changed:
		r.Unchanged--
		r.Changed++
		r.Duplicates++
		return changed
	case old == reread && o == changed:
		r.Reread--
		r.Duplicates++
		return changed
	case old != none:
		r.Duplicates++
		return old
	case o == loaded:
		r.Loaded++
	case o == changed:
		r.Changed++
	case o == reread:
		r.Changed++
		r.Reread++
	case o == unchanged:
		r.Unchanged++
	}
	return o
}

func (t Tally) sum() (n int) {
	for _, k := range t {
		n += k
	}
	return n
}

func (t Tally) plus(u Tally) Tally {
	if len(u) == 0 {
		return t
	}
	out := Tally{}
	for _, from := range []Tally{t, u} {
		for k, n := range from {
			out[k] += n
		}
	}
	return out
}

// Clash is two articles of one run with one id and different words.
type Clash struct {
	ID     string `json:"id"`
	Kept   string `json:"kept"`   // where the version came from that counts
	Left   string `json:"left"`   // where the other one came from
	Reason string `json:"reason"` // why
}

// String gives the clash as one line.
func (c Clash) String() string {
	return fmt.Sprintf("%s and %s are versions of one article (%s): %s counts, %s", c.Kept, c.Left, c.ID, c.Kept, c.Reason)
}

// maxClashes is how many clashes a report lists.
const maxClashes = 100

// version orders the articles of one run that have the same id.
type version struct {
	published time.Time
	hash      string // of the content, then of the metadata
	content   string // hash of the words
	source    string
	path      string
	outcome   outcome // of the article, so far
}

// clash notes that two versions of an article differ in their words.
func (r *Report) clash(id string, kept, left version) {
	if kept.content == left.content || len(r.Clashes) >= maxClashes {
		return
	}
	c := Clash{ID: id, Kept: kept.source, Left: left.source, Reason: "it was published later"}
	if kept.published.Equal(left.published) {
		c.Reason = "chosen by its words, as neither was published later"
	}
	r.Clashes = append(r.Clashes, c)
}

func (v version) before(w version) bool {
	if !v.published.Equal(w.published) {
		return v.published.Before(w.published)
	}
	return v.hash < w.hash
}

// articleRef is the id of an article that a user names by id or by address.
func articleRef(s string) string {
	if strings.HasPrefix(s, "a_") && ownID.MatchString(s) {
		return s
	}
	return articleID(s, "", "", "")
}
