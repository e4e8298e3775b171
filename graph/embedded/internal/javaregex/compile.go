// Package javaregex runs the regular expressions of Java, which is what Neo4j takes,
// on those of Go.
//
// What means something else in Go is rewritten, what Go cannot do is an error: so
// no pattern is silently read in another way. A match takes time in proportion to
// the size of the pattern times the length of the text, and is booked as work.
package javaregex

import (
	"fmt"
	"io"
	"regexp"
	"regexp/syntax"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// A regular expression costs at most the product of its size and that of the text.
const (
	largest    = 20_000  // instructions
	smallMatch = 1 << 20 // work of a match that is not worth an interruption
)

// Regexp is a compiled pattern. It may be used by many goroutines.
type Regexp struct {
	whole *regexp.Regexp
	size  int // instructions, about
}

// Compile compiles a pattern of Java and books the work. Its error says what in the
// pattern is wrong or not supported.
func Compile(done *work.Account, pattern string) (*Regexp, error) {
	done.Must(1 + len(pattern))
	ours, err := translate(pattern)
	if err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(ours, syntax.Perl)
	if err != nil {
		return nil, err
	}
	size := instructions(tree)
	if size > largest {
		return nil, fmt.Errorf("it is too large, with about %.0f instructions; %d are possible", size, largest)
	}
	done.Must(int(size))
	re, err := regexp.Compile(`\A(?:` + ours + `)\z`)
	if err != nil {
		return nil, err
	}
	return &Regexp{re, int(size)}, nil
}

// Match reports whether all of a text matches. Over a long text the work is booked
// letter by letter.
func (re *Regexp) Match(done *work.Account, s string) bool {
	if cost := re.size * len(s); cost <= smallMatch {
		done.Must(1 + work.Bytes(cost))
		return re.whole.MatchString(s)
	}
	return re.whole.MatchReader(&booked{strings.NewReader(s), done, 1 + re.size/16})
}

// booked reads a text and books work for each letter.
type booked struct {
	io.RuneReader
	done  *work.Account
	units int
}

func (b *booked) ReadRune() (rune, int, error) {
	b.done.Must(b.units)
	return b.RuneReader.ReadRune()
}

// instructions is about how many instructions a regular expression is compiled to:
// what is repeated {n} times is there n times.
func instructions(re *syntax.Regexp) float64 {
	size := float64(1 + len(re.Rune)/2)
	for _, sub := range re.Sub {
		size += instructions(sub)
	}
	if re.Op == syntax.OpRepeat {
		size *= float64(max(re.Min, re.Max, 1))
	}
	return size
}
