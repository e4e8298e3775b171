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
		"place and country":    {"HAMBURG, Germany — Elbe Draht bought a mine.", []string{"HAMBURG, Germany —", "Elbe Draht bought a mine."}},
		"place, day, agency":   {"SAN SEBASTIAN/Paris, May 3 (Harbour Wire) - Talks ended.", []string{"SAN SEBASTIAN/Paris, May 3 (Harbour Wire) -", "Talks ended."}},
		"agency only":          {"Oslo (Harbour Wire) -- Talks ended.", []string{"Oslo (Harbour Wire) --", "Talks ended."}},
		"no dateline":          {"Oslo – the capital – is cold.\n\nNATO said (on Monday) — late.", []string{"Oslo – the capital – is cold.", "NATO said (on Monday) — late."}},
		"day, month":           {"LISBON, 4 May 2026 (Costa Wire) - Ines Valadares met Bo Lin.", []string{"LISBON, 4 May 2026 (Costa Wire) -", "Ines Valadares met Bo Lin."}},
		"no comma, no year":    {"LISBON, May 4 2026 - Acme closed.\n\nLisbon, May 4 - Acme closed.\n\nLISBON, 4th May – It closed.", []string{"LISBON, May 4 2026 -", "Acme closed.", "Lisbon, May 4 -", "Acme closed.", "LISBON, 4th May –", "It closed."}},
		"weekday":              {"LISBON, Monday, 4 May 2026 (Wire) - Acme closed.", []string{"LISBON, Monday, 4 May 2026 (Wire) -", "Acme closed."}},
		"a date in a sentence": {"Lisbon, in May 2026 - the vote - is calm.", []string{"Lisbon, in May 2026 - the vote - is calm."}},
		"nothing behind":       {"HAMBURG —", []string{"HAMBURG —"}},
		"windows line ends":    {"One\r\n\r\ntwo", []string{"One", "two"}},
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
