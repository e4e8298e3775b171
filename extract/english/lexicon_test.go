package english

import (
	"strings"
	"testing"
)

// TestLexicon walks over all word lists: each says what it is, and no value
// stands twice in a field of one list.
func TestLexicon(t *testing.T) {
	files, err := lexicon.ReadDir("lexicon")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".txt")
		text, err := lexicon.ReadFile("lexicon/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		list, err := parseList(string(text))
		if err != nil {
			t.Errorf("lexicon/%s%v", f.Name(), err)
		}
		if len(list) == 0 {
			t.Errorf("lexicon/%s is empty", f.Name())
		}
		for n, e := range list {
			seen := map[string]bool{}
			for _, w := range e[len(e)-1] {
				if seen[w] {
					t.Errorf("lexicon/%s.txt:%d: %q stands twice", name, n+2, w)
				}
				seen[w] = true
			}
		}
	}
}

func TestParseListErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a; b\n", ":1: the first line must say, after #, what the list is"},
		{"# List\na; b\n\nc; d\n", ":3: empty line"},
	} {
		if _, err := parseList(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}

func TestCountries(t *testing.T) {
	l := corefLists()
	for _, c := range []struct{ list, word, want string }{
		{"country", l.Country["U.S."], "United States"},
		{"country", l.Country["Britain"], "United Kingdom"},
		{"demonym", l.Demonym["Chinese"], "China"},
		{"demonym", l.Demonym["Dutch"], "Netherlands"},
		{"capital", l.Capital["Beijing"], "China"},
	} {
		if c.word != c.want {
			t.Errorf("%s: %q, want %q", c.list, c.word, c.want)
		}
	}
}

func TestWithoutUnknownRule(t *testing.T) {
	_, err := New(Options{Without: []string{"spread", "nonsense"}})
	if err == nil || !strings.Contains(err.Error(), `"nonsense"`) || !strings.Contains(err.Error(), "spread") {
		t.Errorf("an unknown rule: %v", err)
	}
}
