package english

import (
	"reflect"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
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
		"place and country":  {"HAMBURG, Germany — Elbe Draht bought a mine.", []string{"HAMBURG, Germany —", "Elbe Draht bought a mine."}},
		"place, day, agency": {"SAN SEBASTIAN/Paris, May 3 (Harbour Wire) - Talks ended.", []string{"SAN SEBASTIAN/Paris, May 3 (Harbour Wire) -", "Talks ended."}},
		"agency only":        {"Oslo (Harbour Wire) -- Talks ended.", []string{"Oslo (Harbour Wire) --", "Talks ended."}},
		"no dateline":        {"Oslo – the capital – is cold.\n\nNATO said (on Monday) — late.", []string{"Oslo – the capital – is cold.", "NATO said (on Monday) — late."}},
		"nothing behind":     {"HAMBURG —", []string{"HAMBURG —"}},
		"windows line ends":  {"One\r\n\r\ntwo", []string{"One", "two"}},
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
