package relation

import "testing"

// What governs a deed makes it planned, possible or refused; where two lists have a
// word, the stronger mood holds.
func TestVocabulary(t *testing.T) {
	w := newVocabulary([]string{"soldier"})
	if w.verb["plan"] != planned || w.verb["hope"] != possible || w.verb["call-off"] != refused || !w.armed["soldier"] || !w.say["point-out"] {
		t.Errorf("moods or lists are wrong: plan %v, hope %v, call-off %v", w.verb["plan"], w.verb["hope"], w.verb["call-off"])
	}
}
