package queries

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Phrasing is a way in which people ask a question in words, a line @asks of its header:
//
//	// @asks who (leads|heads) {org} [(on|in) {as_of}]
//	// @asks who chairs {org} {role=chairman}
//
// Words stand for themselves in any form that package phrasing knows ("led", "runs"),
// {org} for the words that name a value of the parameter, [x] for x or nothing, (x|y) for
// either. {role=chairman} takes no words and sets the parameter.
type Phrasing struct {
	Text  string   // as the header has it
	Forms [][]Part // without options and alternatives, in the order of the text
}

// Part is a word, a slot, or a value that is set.
type Part struct {
	Word  string // in lower case; "": a slot or a value
	Param string // the parameter that is filled
	Value string // what it is set to; "": what the words of the slot say
}

// Slot reports whether words of the user fill the part.
func (p Part) Slot() bool { return p.Word == "" && p.Value == "" }

// mostForms bounds what options and alternatives of one line multiply to.
const mostForms = 256

// parsePhrasing reads the text of a line @asks.
func parsePhrasing(text string) (Phrasing, error) {
	r := phraseReader{rest: text}
	forms, err := r.choice(0)
	if err == nil && r.rest != "" {
		err = fmt.Errorf("%q closes nothing", r.rest[:1])
	}
	if err != nil {
		return Phrasing{}, fmt.Errorf("@asks %s: %w", text, err)
	}
	return Phrasing{Text: text, Forms: forms}, nil
}

// phraseReader reads a phrasing from left to right.
type phraseReader struct{ rest string }

// deepest bounds how deep brackets stand in brackets.
const deepest = 8

// choice reads forms between bars up to a bracket that closes, or the end.
func (r *phraseReader) choice(depth int) ([][]Part, error) {
	if depth > deepest {
		return nil, fmt.Errorf("brackets stand more than %d deep", deepest)
	}
	var all [][]Part
	forms := [][]Part{nil}
	for {
		r.rest = strings.TrimLeftFunc(r.rest, unicode.IsSpace)
		if r.rest == "" || r.rest[0] == ')' || r.rest[0] == ']' {
			return append(all, forms...), nil
		}
		if r.rest[0] == '|' {
			r.rest = r.rest[1:]
			all, forms = append(all, forms...), [][]Part{nil}
			continue
		}
		next, err := r.item(depth)
		if err != nil {
			return nil, err
		}
		if len(all)+len(forms)*len(next) > mostForms {
			return nil, fmt.Errorf("more than %d forms: write several lines @asks", mostForms)
		}
		var longer [][]Part
		for _, f := range forms {
			for _, n := range next {
				longer = append(longer, slices.Concat(f, n))
			}
		}
		forms = longer
	}
}

// item reads one word, slot or bracket.
func (r *phraseReader) item(depth int) ([][]Part, error) {
	switch first := r.rest[0]; first {
	case '(', '[':
		closing := map[byte]string{'(': ")", '[': "]"}[first]
		r.rest = r.rest[1:]
		forms, err := r.choice(depth + 1)
		if err != nil {
			return nil, err
		}
		rest, ok := strings.CutPrefix(r.rest, closing)
		if !ok {
			return nil, fmt.Errorf("%q is not closed by %q", string(first), closing)
		}
		r.rest = rest
		if first == '[' {
			forms = append([][]Part{nil}, forms...)
		}
		return forms, nil
	case '{':
		inside, rest, ok := strings.Cut(r.rest[1:], "}")
		if !ok {
			return nil, fmt.Errorf("%q is not closed by %q", "{", "}")
		}
		r.rest = rest
		name, value, set := strings.Cut(inside, "=")
		if name == "" || set && value == "" {
			return nil, fmt.Errorf("{%s}: want {parameter} or {parameter=value}", inside)
		}
		return [][]Part{{{Param: name, Value: value}}}, nil
	case '}':
		return nil, fmt.Errorf("%q closes nothing", "}")
	}
	end := strings.IndexFunc(r.rest, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("()[]{}|", c) })
	if end < 0 {
		end = len(r.rest)
	}
	word := strings.ToLower(r.rest[:end])
	r.rest = r.rest[end:]
	return [][]Part{{{Word: word}}}, nil
}

// free reports whether any words may fill a slot for the parameter.
func free(p Param) bool { return p.Type == "string" || p.Type == Entity }

// checkAsks reports phrasings that do not agree with the parameters: a slot must be one
// of them and stand once, each that must be given must be there, and a word must
// stand between two slots for any words, or nobody could tell where the first ends.
func checkAsks(q Query) error {
	for _, p := range q.Asks {
		for _, form := range p.Forms {
			if err := checkForm(q, form); err != nil {
				return fmt.Errorf("@asks %s: %w", p.Text, err)
			}
		}
	}
	return nil
}

func checkForm(q Query, form []Part) error {
	filled := map[string]bool{}
	words, open := 0, false
	for _, part := range form {
		if part.Word != "" {
			words, open = words+1, false
			continue
		}
		i := slices.IndexFunc(q.Params, func(p Param) bool { return p.Name == part.Param })
		switch {
		case i < 0:
			return fmt.Errorf("{%s} is no parameter", part.Param)
		case filled[part.Param]:
			return fmt.Errorf("{%s} stands twice", part.Param)
		case part.Slot() && open && free(q.Params[i]):
			return fmt.Errorf("no word before {%s} tells where the slot before it ends", part.Param)
		}
		if part.Value != "" {
			if _, err := q.Params[i].convert(part.Value); err != nil {
				return fmt.Errorf("{%s=%s}: %w", part.Param, part.Value, err)
			}
		}
		filled[part.Param] = true
		if part.Slot() {
			open = free(q.Params[i])
		}
	}
	if words == 0 {
		return fmt.Errorf("a form has no word")
	}
	for _, p := range q.Params {
		if !p.Optional && !filled[p.Name] {
			return fmt.Errorf("%s must be given, and a form has no {%s}", p.Name, p.Name)
		}
	}
	return nil
}
