package token

import (
	"strings"
	"testing"
)

// small is a tokenizer with enough of English to show the rules; extract/english
// compares the whole with spaCy.
func small() *Tokenizer {
	lower, upper := []int32{'a', 'z'}, []int32{'A', 'Z'}
	letters := []int32{'A', 'Z', 'a', 'z'}
	return New(Tables{
		Exceptions: [][]string{{"don't", "do", "do", "n't", "not"}, {"U.S.", "U.S.", ""}, {"a.", "a.", ""}, {"km", "km", ""}},
		Sequences:  [][]string{{"a", "."}},
		Alpha:      letters, Upper: upper, LowerQuote: append(lower, '"', '"'), UpperQuote: append(upper, '"', '"'),
		BeforeStop: []int32{'%', '%', '0', '9', 'a', 'z'}, TopLevel: lower,
		Punct: []string{",", ".", "(", ")", "!", "?", ":", ";"}, Quotes: []string{"\"", "'", "''", "’"},
		Currency: []string{"$", "€", "US$"}, Units: []string{"km", "m"}, Hyphens: []string{"-", "--", "—"},
	})
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"They don't go.":            "They|do|n't|go|.",
		"(the U.S. won 5km-races!)": "(|the|U.S.|won|5km|-|races|!|)",
		"vitamin-a. It":             "vitamin|-|a.|It",
		"see www.nora.example/x?y.": "see|www.nora.example/x?y|.",
		"mail a-b@nora.example, ok": "mail|a-b@nora.example|,|ok",
		"a  b\n\nc ":                "a| |b|\n\n|c",
		"$5.20 5$ 20km US$3":        "$|5.20|5|$|20|km|US$|3",
		"half.Then,no":              "half|.|Then|,|no",
		"Oslo's '98...":             "Oslo|'s|'|98|...",
		" lead":                     " |lead",
		"8.8.8.8 10.0.0.1":          "8.8.8.8|10.0.0.1",
		"":                          "",
	} {
		var got []string
		for _, k := range small().Tokens(text) {
			got = append(got, text[k.Start:k.End])
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

func TestNorms(t *testing.T) {
	k := small().Tokens("I don't")
	if k[2].Norm != "not" || k[0].Norm != "" {
		t.Errorf("%+v", k)
	}
}

func TestURL(t *testing.T) {
	r := small().rules
	for s, want := range map[string]bool{
		"nora.example": true, "http://nora.example:8080/a#b": true, "x@nora.example": true, "8.8.8.8": true, "ftp://8.8.4.4/x": true,
		"10.0.0.1": false, "172.16.1.1": false, "192.168.0.1": false, "1.2.3": false, "nora": false, "nora.": false, ".example": false,
		"nora.Example": false, "-a.example": false, "a_b.example": true, "nora.example:1": false, "nora.example:80x": false, "e.g": false,
	} {
		if got := r.url(s); got != want {
			t.Errorf("url(%q) = %v", s, got)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("They don't (go) to vitamin-a. U.S. 5km...\n\n \x00\xff")
	k := small()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		tokens := k.Tokens(text)
		for i, x := range tokens {
			gap := text[end:x.Start]
			if x.Start < end || x.End <= x.Start || gap != "" && gap != " " || i > 0 && Spaced(text, tokens, i-1) != (gap == " ") {
				t.Fatalf("%q: token %+v after byte %d", text, x, end)
			}
			end = x.End
		}
		if rest := text[end:]; rest != "" && rest != " " {
			t.Fatalf("%q: %q is in no token", text, rest)
		}
	})
}
