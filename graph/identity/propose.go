package identity

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// Known is a node as somebody sees it who looks for two that may be the same.
type Known struct {
	Member
	Label    string // the name as it is shown
	Scope    string // what tells the bearers of the name apart
	Mentions int    // articles that mention it
}

// Clue is a reason to look at two nodes; what it says for them being the same is its
// weight.
type Clue string

// The clues.
const (
	Spelled  Clue = "spelled alike but for a letter, blanks or marks"
	TwoKinds Clue = "one name under two kinds"
	Abridged Clue = "the first name of one is short for that of the other"
	Acronym  Clue = "the initials of the other"
	Shorter  Clue = "all words of the one are words of the other"
	OneName  Clue = "one name, kept apart by country or article"
	Together Clue = "mentioned with the same others"
	OneText  Clue = "one article mentions both"
)

const (
	mostAlike = 50 // of those that share a key, how many are compared with each other
	least     = 5  // letters of a name below which one letter makes another name
)

// worth is how much a clue weighs. Together weighs what it is worth to a join.
func (c Clue) worth() float64 {
	switch c {
	case Spelled:
		return 3
	case TwoKinds, Abridged, Acronym:
		return 2
	case Shorter:
		return 1.5
	case OneName:
		return 1
	case OneText:
		return -3
	}
	return 0
}

// Proposal is two nodes that may be the same, for somebody to judge: nothing follows from
// it by itself.
type Proposal struct {
	A, B   Known
	Clues  []Clue
	Weight float64
	Shared []string // ids of what both are mentioned with
}

// Gain is how many articles would come together: those of the one that fewer mention.
func (p Proposal) Gain() int { return min(p.A.Mentions, p.B.Mentions) }

// Weigh adds what the company says, in which both are mentioned.
func (p *Proposal) Weigh(company map[string]Company) {
	d := decision{company: company, total: map[string]float64{}}
	if w, shared := d.shared(p.A.Member, p.B.Member); w > 0 {
		p.Clues, p.Weight, p.Shared = append(p.Clues, Together), p.Weight+min(w, 4), shared
	}
	if meet(p.A.Articles, p.B.Articles) {
		p.Clues, p.Weight = append(p.Clues, OneText), p.Weight+OneText.worth()
	}
}

// Rank sorts proposals: what gains most and is likeliest first.
func Rank(list []Proposal) {
	slices.SortFunc(list, func(p, q Proposal) int {
		return cmp.Or(cmp.Compare(q.Weight*float64(q.Gain()), p.Weight*float64(p.Gain())), cmp.Compare(q.Weight, p.Weight),
			strings.Compare(p.A.ID, q.A.ID), strings.Compare(p.B.ID, q.B.ID))
	})
}

// Propose finds pairs by their names alone, in the order of Rank. Names are compared that
// share a key: a block, initials, the name itself or the name without a letter; so that
// the work grows with the names and not with their pairs. judged reports whether
// somebody has looked at two already.
func Propose(list []Known, judged func(a, b string) bool) []Proposal {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Known) int { return cmp.Or(b.Mentions-a.Mentions, strings.Compare(a.ID, b.ID)) })
	var keys []keyed
	for i, k := range list {
		if !proposable(k) {
			continue
		}
		for _, text := range keysOf(k) {
			h := fnv.New64a()
			h.Write([]byte(text))
			keys = append(keys, keyed{h.Sum64(), int32(i)})
		}
	}
	slices.SortFunc(keys, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), int(a.of-b.of)) })
	var out []Proposal
	seen := map[[2]int32]bool{}
	for len(keys) > 0 {
		n := 1
		for n < len(keys) && keys[n].key == keys[0].key {
			n++
		}
		alike := keys[:min(n, mostAlike)]
		keys = keys[n:]
		for i, a := range alike {
			for _, b := range alike[i+1:] {
				pair := [2]int32{min(a.of, b.of), max(a.of, b.of)}
				if a.of == b.of || seen[pair] {
					continue
				}
				seen[pair] = true
				if p := Compare(list[pair[0]], list[pair[1]]); len(p.Clues) > 0 && !judged(p.A.ID, p.B.ID) {
					out = append(out, p)
				}
			}
		}
	}
	Rank(out)
	return out
}

type keyed struct {
	key uint64
	of  int32
}

// proposable reports whether a node has a name of its own: what is only described ("talks")
// is told apart by other things than words.
func proposable(k Known) bool {
	switch k.Kind {
	case "Agreement", "Group", "Topic":
		return false
	}
	return strings.ContainsFunc(k.Label, unicode.IsUpper) || !strings.ContainsFunc(k.Label, unicode.IsLower)
}

// keysOf are the keys by which others are found that a node may be the same as.
func keysOf(k Known) []string {
	keys := []string{"name " + k.Name}
	if k.Block != "" {
		keys = append(keys, k.Kind+" block "+k.Block)
	}
	if k.Initials != "" {
		keys = append(keys, k.Kind+" initials "+k.Initials)
	}
	letters := []rune(lettersOf(k.Name))
	if len(letters) < least {
		return keys
	}
	keys = append(keys, "letters "+string(letters))
	for i := range letters {
		keys = append(keys, "letters "+string(letters[:i])+string(letters[i+1:]))
	}
	return keys
}

// lettersOf is a name without blanks and marks.
func lettersOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

// Compare tells what the names of two say for them being the same.
func Compare(a, b Known) Proposal {
	p := Proposal{A: a, B: b}
	if b.ID < a.ID {
		p.A, p.B = b, a
	}
	clues := spellings(a, b)
	if a.Kind == b.Kind {
		clues = append(clues, abridgements(a, b)...)
	}
	for _, clue := range clues {
		p.Clues, p.Weight = append(p.Clues, clue), p.Weight+clue.worth()
	}
	return p
}

// spellings are the clues of two names as they are written.
func spellings(a, b Known) []Clue {
	switch {
	case a.Name == b.Name && a.Kind != b.Kind:
		return []Clue{TwoKinds}
	case a.Name == b.Name:
		return []Clue{OneName}
	case a.Kind == b.Kind && alike(a.Name, b.Name):
		return []Clue{Spelled}
	}
	return nil
}

// abridgements are the clues that one name is short for the other.
func abridgements(a, b Known) (clues []Clue) {
	if a.Kind == "Person" {
		if abridged(a.Name, b.Name) || abridged(b.Name, a.Name) {
			clues = append(clues, Abridged)
		}
	} else if a.Initials != "" && a.Initials == b.Initials && a.Partial != b.Partial {
		clues = append(clues, Acronym)
	}
	if within(a.Name, b.Name) || within(b.Name, a.Name) {
		clues = append(clues, Shorter)
	}
	return clues
}

// alike reports whether two names differ by blanks and marks only, or by one letter: one
// more, another one, or two in each other's place. Numbers must be the same.
func alike(a, b string) bool {
	x, y := []rune(lettersOf(a)), []rune(lettersOf(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < least-1 || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if i == len(y) {
		return true
	}
	x, y = x[i:], y[i:]
	if unicode.IsDigit(y[0]) || len(x) > 0 && unicode.IsDigit(x[0]) {
		return false
	}
	if len(x) < len(y) {
		return slices.Equal(x, y[1:])
	}
	return slices.Equal(x[1:], y[1:]) || len(x) > 1 && x[0] == y[1] && x[1] == y[0] && slices.Equal(x[2:], y[2:])
}

// abridged reports whether the first name of a person is the first letter of that of the
// other, and the rest is the same: "m. obrand".
func abridged(short, long string) bool {
	s, l := strings.Fields(short), strings.Fields(long)
	if len(s) < 2 || len(l) < 2 || s[len(s)-1] != l[len(l)-1] {
		return false
	}
	first := []rune(strings.TrimSuffix(s[0], "."))
	return len(first) == 1 && first[0] == []rune(l[0])[0] && len([]rune(l[0])) > 2
}

// within reports whether a name of one word or more is a part of a longer one, in order.
func within(short, long string) bool {
	s, l := strings.Fields(short), strings.Fields(long)
	if len(s) == 0 || len(s) >= len(l) {
		return false
	}
	at := 0
	for _, w := range l {
		if at < len(s) && w == s[at] {
			at++
		}
	}
	return at == len(s)
}
