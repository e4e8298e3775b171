package conllu

import (
	"errors"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

func article() *extract.Article {
	text := "Zoé Vik\nof Borealis Inc. ran.\n\nIt can't."
	return &extract.Article{
		ID: "a 1", Text: text,
		Tokens: []extract.Token{
			{Start: 0, End: 4, Tag: "NNP", POS: "PROPN", Lemma: "Zoé", Morph: "Number=Sing", Dep: "compound", Head: 1},
			{Start: 5, End: 8, Tag: "NNP", POS: "PROPN", Lemma: "Vik", Morph: "Number=Sing", Dep: "nsubj", Head: 6},
			{Start: 8, End: 9, Tag: "_SP", POS: "SPACE", Lemma: "\n", Dep: "dep", Head: 1},
			{Start: 9, End: 11, Tag: "IN", POS: "ADP", Lemma: "of", Dep: "prep", Head: 2},
			{Start: 12, End: 20, Tag: "NNP", POS: "PROPN", Lemma: "Borealis", Dep: "compound", Head: 5},
			{Start: 21, End: 25, Tag: "NNP", POS: "PROPN", Lemma: "Inc.", Dep: "pobj", Head: 3},
			{Start: 26, End: 29, Tag: "VBD", POS: "VERB", Lemma: "run", Dep: "ROOT", Head: 6},
			{Start: 29, End: 30, Tag: ".", POS: "PUNCT", Lemma: ".", Dep: "punct", Head: 6},
			{Start: 30, End: 32, Tag: "_SP", POS: "SPACE", Lemma: "\n\n", Dep: "dep", Head: 7},
			{Start: 32, End: 34, Tag: "PRP", POS: "PRON", Lemma: "it", Dep: "nsubj", Head: 10},
			{Start: 35, End: 37, Tag: "MD", POS: "AUX", Lemma: "can", Dep: "ROOT", Head: 10},
			{Start: 37, End: 40, Tag: "RB", POS: "PART", Lemma: "not", Dep: "neg", Head: 10},
			{Start: 40, End: 41, Tag: ".", POS: "PUNCT", Lemma: ".", Dep: "punct", Head: 10},
		},
		Sentences: []extract.Sentence{{Span: extract.Span{Start: 0, End: 8}}, {Span: extract.Span{Start: 9, End: 13}, Paragraph: 1}},
		Mentions: []extract.Mention{
			{Span: extract.Span{Start: 0, End: 2}, Kind: extract.Person, Form: extract.Proper, Label: "ORG"},
			{Span: extract.Span{Start: 4, End: 6}, Kind: extract.Organization, Form: extract.Proper, Label: "ORG"},
			{Span: extract.Span{Start: 4, End: 5}, Kind: extract.Place, Form: extract.Proper, Label: "LOC"},
			{Span: extract.Span{Start: 9, End: 10}, Kind: extract.Organization, Form: extract.Pronoun},
		},
	}
}

const want = `# newdoc id = a 1
# newpar
# sent_id = 1
# text = Zoé Vik of Borealis Inc. ran.
1	Zoé	Zoé	PROPN	NNP	Number=Sing	2	compound	_	start_char=0|end_char=3|ner=B-PERSON
2	Vik	Vik	PROPN	NNP	Number=Sing	6	nsubj	_	start_char=4|end_char=7|ner=E-PERSON
3	of	of	ADP	IN	_	2	prep	_	start_char=8|end_char=10|ner=O
4	Borealis	Borealis	PROPN	NNP	_	5	compound	_	start_char=11|end_char=19|ner=B-ORG
5	Inc.	Inc.	PROPN	NNP	_	3	pobj	_	start_char=20|end_char=24|ner=E-ORG
6	ran	run	VERB	VBD	_	0	ROOT	_	start_char=25|end_char=28|ner=O|SpaceAfter=No
7	.	.	PUNCT	.	_	6	punct	_	start_char=28|end_char=29|ner=O

# newpar
# sent_id = 2
# text = It can't.
1	It	it	PRON	PRP	_	2	nsubj	_	start_char=31|end_char=33|ner=O
2	ca	can	AUX	MD	_	0	ROOT	_	start_char=34|end_char=36|ner=O|SpaceAfter=No
3	n't	not	PART	RB	_	2	neg	_	start_char=36|end_char=39|ner=O|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	start_char=39|end_char=40|ner=O

`

func TestWrite(t *testing.T) {
	var b strings.Builder
	if err := Write(&b, article()); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestWriteEmpty(t *testing.T) {
	var b strings.Builder
	if err := Write(&b, &extract.Article{}); err != nil || b.String() != "# newdoc id =\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
}

type broken struct{}

var errFull = errors.New("full")

func (broken) Write([]byte) (int, error) { return 0, errFull }

func TestWriteError(t *testing.T) {
	if err := Write(broken{}, article()); !errors.Is(err, errFull) {
		t.Errorf("%v", err)
	}
}
