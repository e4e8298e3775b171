package source

import (
	"bytes"
	_ "embed"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// kindsFile lists the formats that are refused by name; see its head.
//
//go:embed kinds.txt
var kindsFile string

// kind is a format that is refused by name.
type kind struct {
	name, todo              string
	endings, roots, members []string
	magics                  []magic
	holds                   []string
	shapes                  []*regexp.Regexp
	lines                   []lineShape
}

// magic is a run of bytes by which files of a kind begin.
type magic struct {
	at    int
	bytes string
	word  bool // of letters and digits only: an article may begin like this
}

// lineShape is a pattern that a share of a text's lines has.
type lineShape struct {
	percent int
	*regexp.Regexp
}

func (k *kind) String() string { return "this is " + k.name + ": " + k.todo }

// kinds are the formats that are refused by name, in the order of kinds.txt.
type kinds []*kind

// builtinKinds reads kinds.txt once for all readers.
var builtinKinds = sync.OnceValues(func() (kinds, error) { return parseKinds(kindsFile) })

func parseKinds(text string) (kinds, error) {
	var all kinds
	for number, line := range strings.Split(text, "\n") {
		switch {
		case strings.TrimSpace(line) == "" || line[0] == '#':
			continue
		case line[0] != '\t':
			name, todo, ok := strings.Cut(line, ": ")
			if !ok {
				return nil, fmt.Errorf("read kinds: line %d: want NAME: WHAT TO DO", number+1)
			}
			all = append(all, &kind{name: name, todo: todo})
			continue
		case len(all) == 0:
			return nil, fmt.Errorf("read kinds: line %d: a property of no kind", number+1)
		}
		word, rest, _ := strings.Cut(line[1:], " ")
		if err := all[len(all)-1].property(word, rest); err != nil {
			return nil, fmt.Errorf("read kinds: line %d: %w", number+1, err)
		}
	}
	return all, nil
}

func (k *kind) property(word, rest string) error {
	var err error
	switch word {
	case "ending":
		for _, e := range strings.Fields(rest) {
			k.endings = append(k.endings, "."+e)
		}
	case "root":
		k.roots = append(k.roots, strings.Fields(rest)...)
	case "member":
		k.members = append(k.members, strings.Fields(rest)...)
	case "holds":
		var held []string
		held, err = quoted(rest)
		k.holds = append(k.holds, held...)
	case "magic":
		at := 0
		if first, after, _ := strings.Cut(rest, " "); first != "" && first[0] != '"' {
			if at, err = strconv.Atoi(first); err != nil {
				return err
			}
			rest = after
		}
		var runs []string
		runs, err = quoted(rest)
		for _, run := range runs {
			k.magics = append(k.magics, magic{at, run, !strings.ContainsFunc(run, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })})
		}
	case "shape":
		var re *regexp.Regexp
		re, err = regexp.Compile(rest)
		k.shapes = append(k.shapes, re)
	case "lines":
		share, pattern, _ := strings.Cut(rest, " ")
		var shape lineShape
		if shape.percent, err = strconv.Atoi(share); err == nil {
			shape.Regexp, err = regexp.Compile(pattern)
		}
		k.lines = append(k.lines, shape)
	default:
		return fmt.Errorf("there is no property %q", word)
	}
	return err
}

// quoted reads strings as Go writes them, with blanks between.
func quoted(s string) (all []string, err error) {
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		one, err := strconv.QuotedPrefix(s)
		if err != nil {
			return nil, fmt.Errorf("not a quoted string: %s", s)
		}
		plain, err := strconv.Unquote(one)
		if err != nil {
			return nil, fmt.Errorf("not a quoted string: %s", one)
		}
		all, s = append(all, plain), s[len(one):]
	}
	return all, nil
}

// find returns the first kind that fits, nil if none does.
func (all kinds) find(fits func(*kind) bool) *kind {
	if i := slices.IndexFunc(all, fits); i >= 0 {
		return all[i]
	}
	return nil
}

// ofBytes returns the kind of a content that no text has, or that begins with the
// mark of its format.
func (all kinds) ofBytes(head []byte) *kind {
	binary := bytes.IndexByte(head, 0) >= 0 || controls(head) > 0
	return all.find(func(k *kind) bool {
		return k.held(head) && slices.ContainsFunc(k.magics, func(m magic) bool {
			return len(head) >= m.at && bytes.HasPrefix(head[m.at:], []byte(m.bytes)) && (binary || !m.word)
		})
	})
}

// held reports whether head holds one of the kind's further marks, if it has any.
func (k *kind) held(head []byte) bool {
	return len(k.holds) == 0 || slices.ContainsFunc(k.holds, func(s string) bool { return bytes.Contains(head, []byte(s)) })
}

// ofName returns the kind of the files with a name's ending.
func (all kinds) ofName(name string) *kind {
	ending := ending(name)
	return all.find(func(k *kind) bool { return slices.Contains(k.endings, ending) })
}

// ofRoot returns the kind of an XML file by its outermost element.
func (all kinds) ofRoot(root string, head []byte) *kind {
	return all.find(func(k *kind) bool { return slices.Contains(k.roots, root) && k.held(head) })
}

// ofMembers returns the kind of a file that is a zip archive inside.
func (all kinds) ofMembers(names []string) *kind {
	return all.find(func(k *kind) bool {
		return slices.ContainsFunc(k.members, func(m string) bool {
			return slices.ContainsFunc(names, func(name string) bool {
				return name == m || strings.HasSuffix(m, "/") && strings.HasPrefix(name, m)
			})
		})
	})
}

// fewestLines is how many lines a text must have before the shape of its lines
// tells what it is.
const fewestLines = 5

// ofText returns the kind of a text that is no prose.
func (all kinds) ofText(text string) *kind {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\r\n"); strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return all.find(func(k *kind) bool {
		return slices.ContainsFunc(k.shapes, func(re *regexp.Regexp) bool { return re.MatchString(text) }) ||
			slices.ContainsFunc(k.lines, func(l lineShape) bool { return l.fits(lines) })
	})
}

func (l lineShape) fits(lines []string) bool {
	n := 0
	for _, line := range lines {
		if l.MatchString(line) {
			n++
		}
	}
	return len(lines) >= fewestLines && n*100 >= l.percent*len(lines)
}

// ending returns the ending of a file's name in lower case, with its dot and
// without that of a compression.
func ending(name string) string { return filepath.Ext(bare(name)) }

// shares reports whether two kinds have a magic in common, or one of theirs begins
// with the other's.
func (k *kind) shares(other *kind) bool {
	return slices.ContainsFunc(k.magics, func(a magic) bool {
		return slices.ContainsFunc(other.magics, func(b magic) bool {
			return a.at == b.at && (strings.HasPrefix(a.bytes, b.bytes) || strings.HasPrefix(b.bytes, a.bytes))
		})
	})
}
