package english

import "testing"

// What people without a name say is not what the article says.
func TestReported(t *testing.T) {
	p, _ := readsAll(t)
	for text, want := range map[string]bool{
		"Officials said Bo Lin met Di Ray in Oslo on Monday.":                          true,
		"According to people familiar with the matter, Norvane acquired Kestrel Bank.": true,
		"It was reported that Bo Lin met Di Ray.":                                      true,
		"It emerged on Monday that Bo Lin had met Di Ray in Geneva.":                   true,
		"Bo Lin is understood to have met Di Ray in Geneva.":                           true,
		"Bo Lin emerged as a leader and met Di Ray.":                                   false,
		"Bo Lin is said to have met Di Ray in Oslo.":                                   true,
		"Bo Lin met Di Ray in Oslo on Monday.":                                         false,
		"Ada Low said Bo Lin met Di Ray in Oslo on Monday.":                            false, // it has a speaker
	} {
		a := reads(t, p, text)
		if len(a.Claims) == 0 {
			t.Errorf("%s: no claim", text)
		}
		for _, c := range a.Claims {
			if c.Reported != want {
				t.Errorf("%s: reported %t, want %t", text, c.Reported, want)
			}
		}
	}
}
