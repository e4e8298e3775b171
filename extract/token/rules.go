package token

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// set is a set of runes.
type set struct {
	ascii [128]bool
	rest  []int32 // sorted pairs of first and last
}

func newSet(pairs []int32) *set {
	s := &set{}
	for i := 0; i+1 < len(pairs); i += 2 {
		for c := pairs[i]; c <= pairs[i+1] && c < 128; c++ {
			s.ascii[c] = true
		}
		if pairs[i+1] >= 128 {
			s.rest = append(s.rest, max(pairs[i], 128), pairs[i+1])
		}
	}
	return s
}

func (s *set) has(r rune) bool {
	if r < 128 {
		return r >= 0 && s.ascii[r]
	}
	low, high := 0, len(s.rest)/2
	for low < high {
		mid := (low + high) / 2
		if s.rest[2*mid+1] < r {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low < len(s.rest)/2 && s.rest[2*low] <= r
}

// rules are the prefix, suffix and infix rules.
type rules struct {
	alpha, upper, lowerQuote, upperQuote, icon, beforeStop, topLevel *set

	prefixes, suffixes map[rune]bool // single characters
	longPrefixes       []string
	units              []string // currency and units after a digit, longest first
	hyphens            []string
}

func newRules(t Tables) *rules {
	k := &rules{alpha: newSet(t.Alpha), upper: newSet(t.Upper), lowerQuote: newSet(t.LowerQuote), upperQuote: newSet(t.UpperQuote),
		icon: newSet(t.Icon), beforeStop: newSet(t.BeforeStop), topLevel: newSet(t.TopLevel),
		prefixes: map[rune]bool{}, suffixes: map[rune]bool{}, hyphens: t.Hyphens}
	k.add([]string{"§", "%", "="}, true, false)
	k.add([]string{"—", "–", "…"}, true, true)
	k.add(t.Punct, true, true)
	k.add(t.Quotes, true, true)
	k.add(t.Currency, true, false)
	k.units = slices.Concat(t.Currency, t.Units)
	slices.SortStableFunc(k.units, func(a, b string) int { return len(b) - len(a) })
	return k
}

func (k *rules) add(list []string, prefix, suffix bool) {
	for _, s := range list {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case n == len(s):
			k.prefixes[r] = k.prefixes[r] || prefix
			k.suffixes[r] = k.suffixes[r] || suffix
		case prefix && s != "……": // the single … is tried first
			k.longPrefixes = append(k.longPrefixes, s)
		}
	}
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// prefix returns the bytes of the first rule's match at the beginning of s.
func (k *rules) prefix(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if k.prefixes[r] || k.icon.has(r) {
		return n
	}
	switch r {
	case '+':
		if len(s) < 2 || !digit(rune(s[1])) {
			return 1
		}
	case '.':
		if n := len(s) - len(strings.TrimLeft(s, ".")); n >= 2 {
			return n
		}
	}
	for _, p := range k.longPrefixes {
		if strings.HasPrefix(s, p) {
			return len(p)
		}
	}
	return 0
}

// suffix returns the bytes of the longest match at the end of s: a search for
// "…$" finds the leftmost start.
func (k *rules) suffix(s string) int {
	if s == "" {
		return 0
	}
	r, n := utf8.DecodeLastRuneInString(s)
	before, m := utf8.DecodeLastRuneInString(s[:len(s)-n])
	if m == 0 {
		before = -1
	}
	best := 0
	if k.suffixes[r] || k.icon.has(r) {
		best = n
		if r == '…' && before == '…' {
			best = 2 * n
		}
	}
	switch r {
	case '.':
		if dots := len(s) - len(strings.TrimRight(s, ".")); dots >= 2 {
			return dots
		}
		if k.stop(s[:len(s)-n], before, m) {
			best = max(best, 1)
		}
	case 's', 'S':
		if before == '\'' || before == '’' {
			best = max(best, n+m)
		}
	case '+':
		if digit(before) {
			best = max(best, 1)
		}
	}
	return k.unit(s, best)
}

// stop reports whether a full stop after s is a token: after a lower-case
// letter, a digit and the like, after two capitals, after a temperature.
func (k *rules) stop(s string, before rune, size int) bool {
	if before >= 0 && k.beforeStop.has(before) {
		return true
	}
	second, n := utf8.DecodeLastRuneInString(s[:len(s)-size])
	return n > 0 && (k.upper.has(before) && k.upper.has(second) || second == '°' && strings.ContainsRune("FfCcKk", before))
}

// unit returns the bytes of a currency or unit after a digit at the end of s, if
// more than best.
func (k *rules) unit(s string, best int) int {
	if len(s) < 2 {
		return best
	}
	for _, u := range k.units {
		if len(u) <= best {
			break
		}
		if len(u) < len(s) && s[len(s)-1] == u[len(u)-1] && digit(rune(s[len(s)-len(u)-1])) && strings.HasSuffix(s, u) {
			return len(u)
		}
	}
	return best
}

// span is a separator inside a chunk, in bytes.
type span struct{ start, end int }

// infixes returns the separators inside s.
func (k *rules) infixes(s string) []span {
	var out []span
	previous := rune(-1)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		size := 0
		if c := r | 0x20; c < 'a' || c > 'z' {
			size = k.infix(s[i:], r, n, previous)
		}
		if size == 0 {
			previous = r
			i += n
			continue
		}
		out = append(out, span{i, i + size})
		previous, _ = utf8.DecodeLastRuneInString(s[:i+size])
		i += size
	}
	return out
}

// infix returns the bytes of the separator with which s begins, 0 if there is
// none; r is the first rune of s, n its size, previous the rune before it.
func (k *rules) infix(s string, r rune, n int, previous rune) int {
	next, m := utf8.DecodeRuneInString(s[n:])
	if m == 0 {
		next = -1
	}
	switch {
	case r == '.' && next == '.':
		return len(s) - len(strings.TrimLeft(s, "."))
	case r == '…' || k.icon.has(r),
		digit(previous) && strings.ContainsRune("+-*^", r) && (digit(next) || next == '-'),
		r == '.' && k.lowerQuote.has(previous) && k.upperQuote.has(next),
		r == ',' && k.alpha.has(previous) && k.alpha.has(next):
		return n
	case !k.alpha.has(previous) && !digit(previous):
		return 0
	}
	for _, h := range k.hyphens {
		if !strings.HasPrefix(s, h) {
			continue
		}
		if a, size := utf8.DecodeRuneInString(s[len(h):]); size > 0 && k.alpha.has(a) {
			return len(h)
		}
	}
	if strings.ContainsRune(":<>=/", r) && k.alpha.has(next) {
		return n
	}
	return 0
}
