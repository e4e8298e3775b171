// Package conllu writes articles as CoNLL-U, ten columns a token, so that the
// language layer can be used by itself and compared with other tools.
//
// Tags, features and arcs are the networks' own (Penn Treebank tags, CLEAR
// labels, ROOT at the root). MISC has the fields that Stanza writes: the place in
// the text in code points, and the name that a token belongs to, as B, I, E, S or
// O. White-space tokens are left out.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
)

// Write writes one article, which has been tokenized, parsed and searched for
// names. It returns the first error of w.
func Write(w io.Writer, a *extract.Article) error {
	b := bufio.NewWriter(w)
	p := printer{Writer: b, a: a, tags: nameTags(a)}
	fmt.Fprintln(b, strings.TrimSpace("# newdoc id = "+clean(firstOf(a.ID, a.URL))))
	paragraph := -1
	for i, s := range a.Sentences {
		if s.Paragraph != paragraph {
			fmt.Fprintln(b, "# newpar")
			paragraph = s.Paragraph
		}
		fmt.Fprintf(b, "# sent_id = %d\n# text = %s\n", i+1, clean(a.Words(s.Span)))
		p.sentence(s.Span)
		fmt.Fprintln(b)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write conllu: %w", err)
	}
	return nil
}

func firstOf(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}

// clean makes one line of a text.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// field is a column's value; an empty one is "_".
func field(s string) string {
	if s = strings.Join(strings.Fields(s), " "); s == "" {
		return "_"
	}
	return s
}

// printer writes the tokens of an article in order and counts code points.
type printer struct {
	*bufio.Writer
	a     *extract.Article
	tags  []string
	bytes int // of the text that is counted
	runes int
}

// point returns the code points before a byte of the text.
func (p *printer) point(byte int) int {
	p.runes += utf8.RuneCountInString(p.a.Text[p.bytes:byte])
	p.bytes = byte
	return p.runes
}

func (p *printer) sentence(s extract.Span) {
	ids, n := map[int]int{}, 0
	for i := s.Start; i < s.End; i++ {
		if !p.a.Tokens[i].Space() {
			n++
			ids[i] = n
		}
	}
	for i := s.Start; i < s.End; i++ {
		t := p.a.Tokens[i]
		if t.Space() {
			continue
		}
		misc := fmt.Sprintf("start_char=%d|", p.point(t.Start))
		misc += fmt.Sprintf("end_char=%d|ner=%s", p.point(t.End), p.tags[i])
		if next := i + 1; next < s.End && p.a.Tokens[next].Start == t.End && !p.a.Tokens[next].Space() {
			misc += "|SpaceAfter=No"
		}
		fmt.Fprintf(p, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", ids[i], field(p.a.Text[t.Start:t.End]), field(t.Lemma),
			field(t.POS), field(t.Tag), field(t.Morph), ids[p.head(i)], field(t.Dep), misc)
	}
}

// head returns the token that governs token i, white space passed over; -1 at
// the root.
func (p *printer) head(i int) int {
	for range p.a.Tokens {
		h := p.a.Tokens[i].Head
		if h == i {
			break
		}
		if !p.a.Tokens[h].Space() {
			return h
		}
		i = h
	}
	return -1
}

// nameTags returns each token's name tag. Names come before the descriptions and
// pronouns that a later stage may have found; of nested names the outer one counts.
func nameTags(a *extract.Article) []string {
	tags := make([]string, len(a.Tokens))
	for i := range tags {
		tags[i] = "O"
	}
	end := 0
	for _, m := range a.Mentions {
		if m.Form != extract.Proper || m.Start < end {
			continue
		}
		end = m.End
		var inside []int
		for i := m.Start; i < m.End; i++ {
			if !a.Tokens[i].Space() {
				inside = append(inside, i)
			}
		}
		for k, i := range inside {
			tags[i] = position(k, len(inside)) + "-" + label(m)
		}
	}
	return tags
}

func position(k, n int) string {
	switch {
	case n == 1:
		return "S"
	case k == 0:
		return "B"
	case k == n-1:
		return "E"
	}
	return "I"
}

// label returns the network's label of a name if it agrees with the name's kind,
// else the first label of that kind.
func label(m extract.Mention) string {
	labels := map[extract.Kind][]string{
		extract.Person: {"PERSON"}, extract.Organization: {"ORG"}, extract.Place: {"GPE", "LOC", "FAC"}, extract.Event: {"EVENT"},
		extract.Agreement: {"LAW"}, extract.Law: {"LAW"}, extract.Group: {"NORP"}, extract.Product: {"PRODUCT"},
		extract.Topic: {"WORK_OF_ART", "LANGUAGE"}, extract.Date: {"DATE", "TIME"}, extract.Money: {"MONEY"},
		extract.Number: {"CARDINAL", "ORDINAL", "PERCENT", "QUANTITY"},
	}[m.Kind]
	for _, l := range labels {
		if l == m.Label {
			return l
		}
	}
	return firstOf(append(labels, strings.ToUpper(string(m.Kind)))...)
}
