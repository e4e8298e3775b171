package score_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/score"
)

// What a text says of "him" before it names anybody is no claim, but the
// scorers' record shows it between the pronoun and the name.
func TestNameless(t *testing.T) {
	p := open(t)
	for _, c := range []struct{ text, want string }{
		{"He was born in Paris and studied at Harvard University.", "He BORN_IN Paris | He EDUCATED_AT Harvard University"},
		{"She lives in Oslo. Her husband is Peter Klein.", "Peter Klein SPOUSE_OF Her | She LIVES_IN Oslo"},
		{"He was not born in Paris.", ""},
		{"He met Peter Klein in Paris.", ""},
		{"Reporters waited. \"I was born in Paris,\" said a guest.", ""},
	} {
		a := &extract.Article{Text: c.text}
		if err := p.Article(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if len(a.Claims) > 0 {
			t.Errorf("%s: claims about somebody without a name: %v", c.text, a.Claims)
		}
		var got []string
		for _, r := range score.Format(a).Relations {
			ev := *r.Ev
			got = append(got, fmt.Sprintf("%s %s %s", c.text[ev[0][0]:ev[0][1]], r.Type, c.text[ev[1][0]:ev[1][1]]))
		}
		if s := strings.Join(got, " | "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.text, s, c.want)
		}
	}
}
