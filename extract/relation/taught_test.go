package relation

import (
	"reflect"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

func sponsored() *extract.Relation {
	r := &extract.Relation{Name: "SPONSORED", Doc: "Somebody pays.", Subject: []extract.Kind{extract.Person, extract.Organization}, Object: []extract.Kind{extract.Event},
		Taught: &extract.Taught{Reader: "1-36f0.9a", Bound: .83, Precision: .92}}
	for i := range 100 {
		r.Taught.Weights = append(r.Taught.Weights, float32(i)/7-3)
	}
	return r
}

// TestTaughtFile: what passages taught is written and read back, alone and beside rules,
// which stay when it is taught again.
func TestTaughtFile(t *testing.T) {
	want := sponsored()
	text := AppendTaught("", want)
	got, err := Parse("s.rel", text)
	if err != nil {
		t.Fatal(err)
	}
	want.Source = "s.rel"
	if !reflect.DeepEqual(&got, want) {
		t.Errorf("read back\n%+v, want\n%+v", got, *want)
	}
	rules := "# ours\nSPONSORED  Person -> Event\nSomebody pays.\n\nverb: sponsor\n\n> Ana Bell sponsored the Zed Cup.\nAna Bell -> Zed Cup\n"
	once := AppendTaught(rules, want)
	again := sponsored()
	again.Taught.Weights[3] = 5
	twice := AppendTaught(once, again)
	if got, err = Parse("s.rel", twice); err != nil {
		t.Fatal(err)
	}
	if len(got.Frames) != 1 || len(got.Examples) != 1 || len(got.Examples[0].Want) != 1 || !reflect.DeepEqual(got.Taught, again.Taught) {
		t.Errorf("beside rules: %+v", got)
	}
	if !strings.HasPrefix(twice, "# ours\n") || strings.Count(twice, "\ntaught:") != 1 || len(twice) != len(once) {
		t.Errorf("taught twice:\n%s", twice)
	}
}

func TestTaughtErrors(t *testing.T) {
	text := AppendTaught("", sponsored())
	lines := strings.SplitAfter(text, "\n")
	for name, c := range map[string]struct{ text, want string }{
		"a line is lost":   {strings.Join(lines[:len(lines)-2], ""), "s.rel:4: the weights of SPONSORED are not those that were taught"},
		"a number changed": {strings.Replace(text, "weights: AAB", "weights: ABB", 1), "s.rel:4: the weights of SPONSORED are not those that were taught"},
		"no base64":        {strings.Replace(text, "weights: A", "weights: !", 1), "s.rel:4: the weights of SPONSORED are not those that were taught"},
		"weights alone":    {strings.Replace(text, lines[3], "", 1), "s.rel:1: weights without a line"},
		"bound":            {strings.Replace(text, "bound 0.83", "bound 83", 1), `s.rel:4: what was taught: want a number from 0 to 1, not "83"`},
		"a word":           {strings.Replace(text, "bound 0.83", "bind 0.83", 1), `s.rel:4: what was taught: "bind" is none of`},
		"a date":           {strings.Replace(text, "-> Event", "-> literal", 1), "s.rel:4: a relation with a literal object cannot be taught"},
	} {
		if c.text == text {
			t.Errorf("%s: the text is as it was", name)
		}
		if _, err := Parse("s.rel", c.text); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s…", name, err, c.want)
		}
	}
}
