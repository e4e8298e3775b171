package syntax

import (
	"testing"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// FuzzScan looks for panics of the scanner, and for tokens that do not cover the
// text in order: what lies between two of them must be blank.
func FuzzScan(f *testing.F) {
	for _, s := range statements {
		f.Add(s)
	}
	for _, s := range []string{"'\\ud83d\\ude00' \"\\x\" `a``b` $`p q` $0", "1e5 0x1F 0o17 1_000 .5 a.5 [1..2]", "/* c */ // d\n<> =~ += :: || ..", "'\\u12", "`", "/*", "1a", "{1a: 2}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens, err := scan(work.Free(), text)
		if err != nil {
			return
		}
		end := 0
		for i, tok := range tokens {
			if tok.start < end || tok.end < tok.start || tok.end > len(text) {
				t.Fatalf("token %d %+v begins before %d or ends outside the text", i, tok, end)
			}
			gap := text[end:tok.start]
			if rest, err := scan(work.Free(), gap); err != nil || len(rest) != 1 {
				t.Errorf("%q is between two tokens but not blank: %v %v", gap, rest, err)
			}
			if tok.kind != endToken && tok.start == tok.end {
				t.Errorf("token %d %+v is empty", i, tok)
			}
			if utf8.ValidString(text) && !utf8.ValidString(tok.text) {
				t.Errorf("token %d: text %q is not UTF-8", i, tok.text)
			}
			end = tok.end
		}
		if last := tokens[len(tokens)-1]; last.kind != endToken || last.end != len(text) {
			t.Errorf("the last token is %+v, not the end at %d", last, len(text))
		}
	})
}
