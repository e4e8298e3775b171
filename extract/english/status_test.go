package english

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// A condition that is denied no more than the deed that hangs on it, and a delay, are
// no denials.
func TestNoDenial(t *testing.T) {
	p, _ := readsAll(t)
	for _, text := range []string{
		"Ada Low will not resign unless Bo Lin meets Di Ray.",
		"Ada Low will not resign if Bo Lin met Di Ray.",
		"It is not known if Bo Lin met Di Ray.",
		"Bo Lin may or may not have met Di Ray.",
		"Bo Lin did not meet Di Ray until Monday.",
	} {
		for _, c := range reads(t, p, text).Claims {
			if c.Negated || c.Modality == extract.Actual {
				t.Errorf("%s: negated: %t, %s", text, c.Negated, c.Modality)
			}
		}
	}
}

// What a sentence takes back, leaves open or only dreams of is no fact.
func TestNoFact(t *testing.T) {
	p, _ := readsAll(t)
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
		"Bo Lin went home rather than meet Di Ray.":          false,
		"Bo Lin went home rather than meeting Di Ray.":       false,
		"Bo Lin was too ill to meet Di Ray.":                 false,
		"Bo Lin was going to meet Di Ray.":                   false,
		"Bo Lin was about to meet Di Ray.":                   false,
		"Bo Lin appears to have met Di Ray.":                 false,
		"Bo Lin may or may not have met Di Ray.":             false,
		"Ada Low wondered whether Bo Lin had met Di Ray.":    false,
		"It is unclear whether Bo Lin met Di Ray.":           false,
		"Ada Low smiled as though Bo Lin had met Di Ray.":    false,
		"Reports that Bo Lin had met Di Ray were false.":     false,
		"All but Bo Lin met Di Ray.":                         false,
		"Clara Dupont said he met Di Ray.":                   false,
		"\"He met Di Ray,\" Clara Dupont said of Bo Lin.":    false,
		"Bo Lin, who met Di Ray, was too ill to go home.":    true,
	} {
		found := false
		for _, c := range reads(t, p, text).Claims {
			found = found || !c.Negated && c.Modality == extract.Actual
		}
		if found != actual {
			t.Errorf("%s: a fact: %t, want %t", text, found, actual)
		}
	}
}
