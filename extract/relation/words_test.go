package relation

import (
	"strings"
	"testing"
)

// TestWords holds that the embedded lists are all there and all asked for, and
// that a fault in the file is named with its place.
func TestWords(t *testing.T) {
	w, err := newLexicon(wordsFile, []string{"soldier"})
	if err != nil {
		t.Fatal(err)
	}
	if w.verb["plan"] != planned || w.verb["hope"] != possible || w.verb["call-off"] != refused || !w.armed["soldier"] || !w.say["point-out"] {
		t.Errorf("moods or lists are wrong: plan %v, hope %v, call-off %v", w.verb["plan"], w.verb["hope"], w.verb["call-off"])
	}
	for text, want := range map[string]string{
		"say: a":               "is missing",
		wordsFile + "moods: a": `nothing asks for the list "moods"`,
		" a b":                 "line 1: a list goes on",
		"# x\nsay a":           "line 2: want",
		"say: a\nsay: b":       "line 2: want",
		strings.Replace(wordsFile, "oust:", "oust-:", 1): `the list "oust" is missing`,
	} {
		if _, err := newLexicon(text, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: %v, want an error of %s", text, err, want)
		}
	}
}
