package extract

import (
	"strings"
	"testing"
)

// TestLower holds that the forms are those of each token alone, also where a
// letter's lower case has another width or the bytes are no UTF-8.
func TestLower(t *testing.T) {
	for _, text := range []string{"", "Ana MET Bo", "ÉCOLE Žižek Ünal", "İstanbul KELVIN K ẞ", "Bad \xff Bytes", "ΣΑΣ"} {
		a := &Article{Text: text}
		for start := 0; start < len(text); {
			end := start + strings.IndexByte(text[start:]+" ", ' ')
			a.Tokens = append(a.Tokens, Token{Start: start, End: end})
			start = end + 1
		}
		for i, got := range a.Lower() {
			if want := strings.ToLower(a.Text[a.Tokens[i].Start:a.Tokens[i].End]); got != want {
				t.Errorf("token %d of %q: %q, want %q", i, text, got, want)
			}
		}
	}
}
