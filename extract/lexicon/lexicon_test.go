package lexicon

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
)

// Every table says what it is, and no value stands twice in the last field of an
// entry.
func TestTables(t *testing.T) {
	names, err := fs.Glob(files, "table/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		list := Table(strings.TrimSuffix(path.Base(name), ".txt"))
		if len(list) == 0 {
			t.Errorf("%s is empty", name)
		}
		for n, e := range list {
			if w := twice(e[len(e)-1]); w != "" {
				t.Errorf("%s:%d: %q stands twice", name, n+2, w)
			}
		}
	}
}

// No list of words is empty or has a word twice.
func TestLists(t *testing.T) {
	if len(lists) == 0 {
		t.Fatal("no lists")
	}
	for name, words := range lists {
		if len(words) == 0 {
			t.Errorf("list %q is empty", name)
		}
		if w := twice(words); w != "" {
			t.Errorf("list %q has %q twice", name, w)
		}
	}
}

func twice(words []string) string {
	for i, w := range words {
		if slices.Contains(words[:i], w) {
			return w
		}
	}
	return ""
}

func TestTableErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a; b\n", ":1: the first line must say, after #, what the table is"},
		{"# List\na; b\n\nc; d\n", ":3: empty line"},
	} {
		if _, err := parseTable(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}

func TestParseWords(t *testing.T) {
	lists := map[string][]string{}
	if err := parseWords("# who speaks\nspeakers: aide prime_minister\n\tspokesman\n\n# sizes\nsize: big=2\n", lists); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(lists["speakers"], ","); got != "aide,prime minister,spokesman" {
		t.Error(got)
	}
	for _, c := range []struct{ text, want string }{
		{"a: b\n", `:1: no comment above list "a" says what it is for`},
		{"# x\na: b\nc: d\n", `:3: no comment above list "c" says what it is for`},
		{"# x\na: b\n# x\na: c\n", `:4: want "name: words", each name once, got "a: c"`},
		{"# x\nwords\n", `:2: want "name: words", each name once, got "words"`},
		{"# x\n\n\tmore\n", `:3: a list goes on that has not begun`},
	} {
		if err := parseWords(c.text, map[string][]string{}); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}

// A name that no file has stops the program that asks for it.
func TestUnknownList(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a list that is not there was read")
		}
	}()
	Words("no such list")
}

func TestWords(t *testing.T) {
	if Words("continents").Has("Asia") != true || Words("continents").Has("Kenya") || (Set{}).Has("Asia") {
		t.Error("the continents are Asia and others, not Kenya")
	}
}
