package english

import (
	"testing"

	"newsgraph/extract"
	"newsgraph/extract/relation"
)

// What a sentence takes back, leaves open or only dreams of is no fact.
func TestNoFact(t *testing.T) {
	relations, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	for text, actual := range map[string]bool{
		"It is not true that Bo Lin met Di Ray.":             false,
		"It is not clear whether Bo Lin met Di Ray.":         false,
		"Bo Lin dreams of meeting Di Ray.":                   false,
		"Bo Lin met neither Di Ray nor Ada Low.":             false,
		"Neither Bo Lin nor Di Ray attended the Oslo Forum.": false,
		"Bo Lin refused to confirm that he met Di Ray.":      false,
		"Bo Lin, not the chairman of Norvane, spoke.":        false,
		"Bo Lin is not only the chairman of Norvane.":        true,
		"It is not surprising that Bo Lin met Di Ray.":       true,
		"Bo Lin confirmed that he met Di Ray.":               true,
	} {
		found := false
		for _, c := range read(t, Options{Relations: relations}, text).Claims {
			found = found || !c.Negated && c.Modality == extract.Actual
		}
		if found != actual {
			t.Errorf("%s: a fact: %t, want %t", text, found, actual)
		}
	}
}
