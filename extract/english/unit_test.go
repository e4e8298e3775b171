package english

import (
	"reflect"
	"testing"

	"newsgraph/extract"
)

func TestUnits(t *testing.T) {
	l := model(t)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"headline, dateline, text": {"Talks end\nOSLO\nThe talks ended. Nobody signed.", []string{"Talks end", "OSLO", "The talks ended. Nobody signed."}},
		"blank lines":              {" One\n\n\ntwo \n \nthree\n", []string{"One", "two", "three"}},
		"wrapped lines": {"The minister said that he\nwould meet Bergen’s\nmayor on Friday.\nShe agreed.\n\nMore follows.",
			[]string{"The minister said that he\nwould meet Bergen’s\nmayor on Friday.", "She agreed.", "More follows."}},
		"windows line ends": {"One\r\n\r\ntwo", []string{"One", "two"}},
	} {
		a := &extract.Article{Text: c.text, Tokens: l.tokenizer.Tokens(c.text)}
		var got []string
		for _, u := range l.units(a) {
			got = append(got, a.Words(u))
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
