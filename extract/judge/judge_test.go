package judge

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
	"github.com/newsgraph/newsgraph/extract/reader"
)

// told is a reading that knows what it is to say. Mentions are given by their words,
// pairs by those of their ends.
type told struct {
	text  string
	found []reader.Mention
	same  map[string]float32 // "she = Anna Berg"
	pairs map[string][]reader.Verdict
	asked [][]reader.Said
	// what it sees of pairs, one number each, and the marks of all
	sights map[string]float32
	marks  [reader.Marks]float32
}

func (t *told) Mentions() []reader.Mention { return t.found }

func (t *told) Judge(ms []reader.Mention, said []reader.Said, asked func(int, int) bool) []reader.Pair {
	t.asked = append(t.asked, said)
	var out []reader.Pair
	for i, m := range ms {
		for k, n := range ms {
			if i == k || !asked(i, k) {
				continue
			}
			a, b := t.text[m.Start:m.End], t.text[n.Start:n.End]
			at := strings.Index(t.text, "met")
			out = append(out, reader.Pair{Subject: i, Object: k, Same: t.same[a+" = "+b], Word: reader.Range{Start: at, End: at + 3}, Verdicts: t.pairs[a+" > "+b]})
		}
	}
	return out
}

func (t *told) Look(ms []reader.Mention, pairs [][2]int) (out []reader.Sight) {
	for _, p := range pairs {
		a, b := t.text[ms[p[0]].Start:ms[p[0]].End], t.text[ms[p[1]].Start:ms[p[1]].End]
		out = append(out, reader.Sight{Subject: p[0], Object: p[1], Vector: []float32{t.sights[a+" > "+b]}, Marks: t.marks})
	}
	return out
}

// article is two sentences with three names of which two are known.
func article() (*extract.Article, *window, *told) {
	a := extracttest.Article(`
Anna    NNP  compound  2  Person 2
Berg    NNP  nsubj     6
of      IN   prep      2
the     DT   det       5
board   NN   pobj      3
met     VBD  ROOT      0
the     DT   det       9
Kenyan  JJ   amod      9  Place 1
government NN   dobj      6
at      IN   prep      6
a       DT   det       12
panel   NN   pobj      10
.       .    punct     6

She     PRP  nsubj     2
praised VBD  ROOT      0
Norgrid NNP  dobj      2
.       .    punct     2
`)
	for i, name := range []string{"Anna Berg", "Kenya"} {
		a.Mentions[i].Entity = i
		a.Entities = append(a.Entities, extract.Entity{Name: name, Kind: a.Mentions[i].Kind, Mentions: []int{i}})
	}
	w := windows(a)
	if len(w) != 1 {
		panic("internal error: a paragraph of two sentences is one window")
	}
	t := &told{text: w[0].text(a).Text, same: map[string]float32{}, pairs: map[string][]reader.Verdict{}}
	w[0].reading = t
	return a, w[0], t
}

// finds adds a mention that the reader finds.
func (t *told) finds(words string, kind int, score float32) {
	at := strings.Index(t.text, words)
	t.found = append(t.found, reader.Mention{Range: reader.Range{Start: at, End: at + len(words)}, Kind: kind, Score: score, Sentence: strings.Count(t.text[:at], ".")})
}

const (
	person = iota
	organization
	place
	event
	group = 6
)

// TestEnds: what the reader finds is added where it is clear what it stands for.
func TestEnds(t *testing.T) {
	for _, c := range []struct {
		name, words string
		kind        int
		score       float32
		same        string
		want        string // form, entity, number of entities; empty: nothing is added
	}{
		{"a phrase acts for the name in it", "the Kenyan government", place, .9, "", "noun Kenya 2"},
		{"a body that acts for a place", "the Kenyan government", organization, .9, "", "noun Kenya 2"},
		{"nobody acts for an event", "the Kenyan government", event, .9, "", "noun kenyan government 3"},
		{"a new name", "Norgrid", organization, .9, "", "name Norgrid 3"},
		{"a name that the reader is not sure of", "Norgrid", organization, .7, "", ""},
		{"a name inside does not make a phrase act for it", "met the Kenyan government", place, .9, "", ""},
		{"an event noun", "a panel", event, .6, "", "noun panel 3"},
		{"a description that the reader is not sure of", "a panel", event, .4, "", ""},
		{"a body of its own", "a panel", organization, .9, "", "noun panel 3"},
		{"a group of its own", "a panel", group, .9, "", "noun panel 3"},
		{"a person without a name", "a panel", person, .9, "", ""},
		{"what points back, to nothing", "the board", organization, .9, "", ""},
		{"what points back", "the board", person, .9, "the board = Anna Berg", "noun Anna Berg 2"},
		{"a part of a name", "Berg", person, .99, "", ""},
		{"a pronoun by what is of another kind", "She", person, .9, "She = Kenyan", ""},
		{"a pronoun by what it is the same as", "She", person, .9, "She = Anna Berg", "pronoun Anna Berg 2"},
		{"a pronoun of nobody", "She", person, .9, "", ""},
		{"what is there already", "Anna Berg", person, .9, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, w, r := article()
			r.finds(c.words, c.kind, c.score)
			if c.same != "" {
				r.same[c.same] = .9
			}
			x := newEnds(a, &Lists{})
			x.look(w)
			x.write()
			got := ""
			for _, m := range a.Mentions {
				if a.Words(m.Span) == c.words && len(a.Mentions) > 2 {
					got = fmt.Sprint(m.Form, " ", a.Entities[m.Entity].Name, " ", len(a.Entities))
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			for i, m := range a.Mentions {
				if m.Entity >= 0 && !slices.Contains(a.Entities[m.Entity].Mentions, i) {
					t.Errorf("%s does not have its mention %q", a.Entities[m.Entity].Name, a.Words(m.Span))
				}
			}
		})
	}
}

// TestNames: a name that the reader finds is bare of titles and of what stands before it;
// one that holds a name of the rules is taken beside it.
func TestNames(t *testing.T) {
	for _, c := range []struct{ words, named, want string }{
		{"the union Riverside List", "", "Riverside List Organization"},
		{"Riverside List", "List", "Riverside List Organization"},
		{"List", "Riverside List", ""},
		{"Capt. Bo Lin", "", "Bo Lin Person"},
		{"Capt.", "", ""},
	} {
		a := extracttest.Article(`
Capt.   NNP  compound  3
Bo      NNP  compound  3
Lin     NNP  nsubj     4
joined  VBD  ROOT      0
the     DT   det       8
union   NN   compound  8
Riverside NNP  compound  8
List    NNP  dobj      4
.       .    punct     4
`)
		w := windows(a)[0]
		r := &told{text: w.text(a).Text}
		w.reading = r
		kind := organization
		if strings.HasPrefix(c.words, "Capt.") {
			kind = person
		}
		r.finds(c.words, kind, .9)
		if c.named != "" {
			s := extract.Span{Start: 6, End: 8}
			if c.named == "List" {
				s.Start = 7
			}
			a.Entities = []extract.Entity{{Name: c.named, Kind: extract.Organization}}
			a.AddMentions(extract.Mention{Span: s, Head: 7, Kind: extract.Organization, Form: extract.Proper, Entity: 0})
		}
		known := len(a.Mentions)
		x := newEnds(a, &Lists{Title: map[string]bool{"capt": true}})
		x.look(w)
		x.write()
		got := ""
		for _, m := range a.Mentions {
			if len(a.Mentions) > known && a.Words(m.Span) != c.named {
				got = fmt.Sprint(a.Entities[m.Entity].Name, " ", a.Entities[m.Entity].Kind)
			}
		}
		if got != c.want {
			t.Errorf("%q beside %q: %q, want %q", c.words, c.named, got, c.want)
		}
	}
}

// TestSame: pronouns go to what has a name before they go to what is only described, and
// what only pronouns speak of becomes what the reader holds for the same; a definite
// description that stands twice is one thing, an indefinite one is not.
func TestSame(t *testing.T) {
	read := func(kind int, finds ...string) (*extract.Article, *ends, *told, *window) {
		a := extracttest.Article(`
A       DT   det       2
court   NN   nsubj     3
heard   VBD  ROOT      0
it      PRP  dobj      3
before  IN   mark      7
the     DT   det       7
court   NN   nsubj     8
met     VBD  advcl     3
a       DT   det       10
court   NN   dobj      8
.       .    punct     3
`)
		w := windows(a)[0]
		r := &told{text: w.text(a).Text, same: map[string]float32{}}
		w.reading = r
		for _, words := range finds {
			r.finds(words, kind, .9)
		}
		return a, newEnds(a, &Lists{}), r, w
	}
	names := func(a *extract.Article) string {
		var list []string
		for _, m := range a.Mentions {
			list = append(list, fmt.Sprint(a.Words(m.Span), "=", m.Entity))
		}
		return strings.Join(list, " ")
	}

	a, x, r, w := read(organization, "A court", "it", "the court", "a court")
	r.same["it = A court"] = .9
	x.look(w)
	x.write()
	if got, want := names(a), "A court=0 it=0 the court=0"; got != want || len(a.Entities) != 1 || !a.Entities[0].Described || a.Entities[0].Nameless() {
		t.Errorf("%s, want %s; entities %+v", got, want, a.Entities)
	}

	a, _, r, w = read(person)
	a.Entities = []extract.Entity{{Name: "it", Kind: extract.Organization, Unnamed: true}, {Name: "Court", Kind: extract.Organization}}
	a.AddMentions(extract.Mention{Span: extract.Span{Start: 3, End: 4}, Head: 3, Kind: extract.Organization, Form: extract.Pronoun, Entity: 0},
		extract.Mention{Span: extract.Span{Start: 6, End: 7}, Head: 6, Kind: extract.Organization, Form: extract.Proper, Entity: 1})
	r.same["it = court"] = .9
	x = newEnds(a, &Lists{})
	x.look(w)
	x.write()
	if got, want := names(a), "it=0 court=0"; got != want || len(a.Entities) != 1 || a.Entities[0].Name != "Court" {
		t.Errorf("%s, want %s; entities %+v", got, want, a.Entities)
	}
}

// TestVerdicts: verdicts are on pairs in one sentence, with the marks and the word that
// the reader gives, and how sure it is of them and of the ends; it is told what the rules found, both ways if that is symmetric.
func TestVerdicts(t *testing.T) {
	a, w, r := article()
	a.Entities = append(a.Entities, extract.Entity{Name: "Norgrid", Kind: extract.Organization})
	a.AddMentions(extract.Mention{Span: extract.Span{Start: 15, End: 16}, Head: 15, Kind: extract.Organization, Form: extract.Proper, Entity: 2})
	a.Keep([]*window{w})
	r.finds("Anna Berg", person, .75)
	r.finds("Kenyan", place, .5)
	r.pairs["Anna Berg > Kenyan"] = []reader.Verdict{{Relation: 1, Score: 1.5, Marks: [reader.Marks]float32{0, .75, .75, 0, .9}}, {Relation: 0, Score: -1, Marks: [reader.Marks]float32{.875, 1, .75, .75, 0}}}
	r.pairs["Anna Berg > Norgrid"] = []reader.Verdict{{Relation: 0, Score: 4}}
	j := &Judge{names: []string{"LEADS", "MET_WITH"}, relations: map[string]int{"LEADS": 0, "MET_WITH": 1}, symmetric: map[string]bool{"MET_WITH": true}}
	got := j.Verdicts(a, []extract.Claim{{Relation: "MET_WITH", SubjectMention: 0, ObjectMention: 1}, {Relation: "LEADS", SubjectMention: 0, ObjectMention: 1}, {Relation: "OWN", SubjectMention: 0, ObjectMention: 1}})
	met := extract.Span{Start: 5, End: 6}
	want := []extract.Verdict{
		{Relation: "MET_WITH", Subject: 0, Object: 1, Trigger: met, Score: 1.5, Ends: .5, Marks: .75 * .75, Modality: extract.Planned, Reported: true},
		{Relation: "LEADS", Subject: 0, Object: 1, Trigger: met, Score: -1, Ends: .5, Marks: .875 * .75 * .75, Modality: extract.Planned, Negated: true, Former: true},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("verdicts\n%+v, want\n%+v", got, want)
	}
	if want := [][]reader.Said{{{Relation: 1, Subject: 0, Object: 1}, {Relation: 1, Subject: 1, Object: 0}, {Relation: 0, Subject: 0, Object: 1}}}; !reflect.DeepEqual(r.asked, want) {
		t.Errorf("asked with %v, want %v", r.asked, want)
	}
}

// TestWindows: a window is at most four sentences of one paragraph and not too long; a
// very long sentence is cut; every token is in one window.
func TestWindows(t *testing.T) {
	a := &extract.Article{}
	add := func(tokens, paragraph int) {
		n := len(a.Tokens)
		for range tokens {
			at := 2 * len(a.Tokens)
			a.Tokens = append(a.Tokens, extract.Token{Start: at, End: at + 1})
			a.Text += "x "
		}
		a.Sentences = append(a.Sentences, extract.Sentence{Span: extract.Span{Start: n, End: n + tokens}, Paragraph: paragraph})
	}
	for range 5 {
		add(10, 0)
	}
	add(10, 1)
	add(windowTokens-5, 1)
	add(2*longestSentence+1, 2)
	var got []string
	next := 0
	for _, w := range windows(a) {
		if w.Start != next {
			t.Errorf("a window begins at %d, want %d", w.Start, next)
		}
		next = w.End
		got = append(got, fmt.Sprint(w.Len(), "/", len(w.sentences)))
	}
	if want := []string{"40/4", "10/1", "10/1", "91/1", "160/1", "160/1", "1/1"}; !reflect.DeepEqual(got, want) || next != len(a.Tokens) {
		t.Errorf("tokens and sentences of the windows %v up to %d, want %v up to %d", got, next, want, len(a.Tokens))
	}
}
