package english

import (
	"strings"
	"testing"
)

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
