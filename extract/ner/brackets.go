package ner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
)

// byBrackets reads definitions of short forms, "Zed Health Office (ZHO)" and "ZHO (Zed
// Health Office)": the long form is a name from the word that the short form begins
// with, both are of one kind, and so is the short form elsewhere in the article. The
// alignment is that of Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation
// Definitions in Biomedical Text", 2003.
func byBrackets(v *review) {
	kind := map[string]extract.Kind{} // of short forms
	var found []renamed
	v.index()
	for i := 1; i+2 < len(v.a.Tokens); i++ {
		if v.text(i) != "(" {
			continue
		}
		end := i + 1
		for end < len(v.a.Tokens) && end < i+10 && v.text(end) != ")" {
			end++
		}
		if end == len(v.a.Tokens) || v.text(end) != ")" || end == i+1 {
			continue
		}
		short, long := extract.Span{Start: i + 1, End: end}, extract.Span{Start: v.reach(i), End: i}
		if short.Len() > 1 {
			short, long = extract.Span{Start: i - 1, End: i}, short
		}
		w := v.text(short.Start)
		if short.Len() > 1 || !v.abbreviation(w) || kind[w] != "" || v.goesOn(end+1) {
			continue
		}
		begin := v.aligned(long, w)
		if begin < 0 || short.Start < i && begin != long.Start {
			continue
		}
		long.Start = begin
		if k := v.defined(&long, short); k != "" {
			kind[w] = k
			found = append(found, renamed{long, k}, renamed{short, k})
		}
	}
	if len(kind) == 0 {
		return
	}
	v.replace(found)
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if k := kind[v.a.Words(m.Span)]; k != "" && named(m.Kind) {
			m.Kind = k
		}
	}
}

// reach returns the first token of those before the bracket at i that a long form may
// begin with: in the same sentence, ten at most.
func (v *review) reach(i int) int {
	k := i
	for k > 0 && k > i-10 && v.a.SentenceOf(k-1) == v.a.SentenceOf(i) && v.text(k-1) != ")" && v.text(k-1) != "," {
		k--
	}
	return k
}

// goesOn reports whether the token behind a bracket is the last word of the name that
// stands before it: "Care of Ports (CoP) Act".
func (v *review) goesOn(i int) bool {
	if i >= len(v.a.Tokens) || !capital(v.text(i)) {
		return false
	}
	w := v.lower[i]
	return v.g.Paper[w] != "" || v.g.Event[w] || v.g.OrgEnd[w]
}

// abbreviation reports whether a word may be a short form: two capitals or more, no
// more than ten letters, nothing that the lists know as something else.
func (v *review) abbreviation(w string) bool {
	n := 0
	for _, c := range w {
		if unicode.IsUpper(c) {
			n++
		} else if !unicode.IsLetter(c) && c != '-' && c != '&' {
			return false
		}
	}
	return n > 1 && len(w) <= 10 && capital(w) && !v.g.NoName[w]
}

// aligned returns the token of a long form that a short form begins with: letter by
// letter the words before the bracket begin with those of the short form; else from
// the end each letter is found somewhere, the first where a word begins. It is -1 if
// there is none.
func (v *review) aligned(long extract.Span, short string) int {
	letters := []rune(strings.ToLower(strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return c
		}
		return -1
	}, short)))
	n := len(letters) - 1
	for k := long.End - 1; k >= long.Start; k-- {
		switch c, _ := utf8.DecodeRuneInString(v.lower[k]); {
		case c == letters[n] && n == 0 && capital(v.text(k)):
			return k
		case c == letters[n] && n > 0:
			n--
			continue
		case small(v.text(k)):
			continue
		}
		break
	}
	n = len(letters) - 1
	for k := long.End - 1; k >= long.Start; k-- {
		w := []rune(v.lower[k])
		for j := len(w) - 1; j >= 0; j-- {
			if w[j] != letters[n] || n == 0 && j > 0 {
				continue
			}
			if n == 0 {
				return k
			}
			n--
		}
	}
	return -1
}

// defined returns the kind of a long form and of its short one, "" if the long form is
// no name, and extends the long form to the name that holds it.
func (v *review) defined(long *extract.Span, short extract.Span) extract.Kind {
	last := v.lower[long.End-1]
	if !v.capitalised(*long) || long.Len() < 2 || v.g.Role[last] || v.g.Title[last] {
		return ""
	}
	k := extract.Kind("")
	if m := v.holder(long.End - 1); m != nil && m.End == long.End {
		if m.Start < long.Start && v.capitalised(m.Span) {
			long.Start = m.Start
		}
		k = m.Kind
		if k == extract.Place && m.Start > long.Start {
			k = extract.Organization // "Zed Office in Norland (ZON)"
		}
	} else if v.holder(long.Start) != nil {
		k = extract.Organization
	}
	if m := v.holder(short.Start); (k == extract.Event || k == extract.Place) && m != nil && m.Kind == extract.Organization {
		k = m.Kind
	}
	switch listed := v.g.kind(v.a.Words(*long)); {
	case v.agreed(*long):
		return extract.Agreement
	case listed != "":
		return listed
	case k == extract.Topic:
		return extract.Organization
	case k == extract.Person || k == extract.Group || !named(k):
		return ""
	}
	return k
}

// capitalised reports whether a name is of capitalised words, and small ones between.
func (v *review) capitalised(s extract.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if w := v.text(i); !capital(w) && (!small(w) || i == s.Start || i == s.End-1) {
			return false
		}
	}
	return true
}

// small reports whether a word in lower case may stand inside a name.
func small(w string) bool {
	return smallWords.Has(w)
}
