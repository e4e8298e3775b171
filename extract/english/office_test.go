package english

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestOffices reads the role of claims: the wording, of one person; the normal form;
// and "sole" where the words say that one person holds it.
func TestOffices(t *testing.T) {
	p, _ := readsAll(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"John Baker and Mary Olson were appointed chairmen of Acme Bank.", []string{"John Baker: chairman = chairman", "Mary Olson: chairman = chairman"}},
		{"Acme Bank chairmen John Baker and Mary Olson spoke.", []string{"John Baker: chairman = chairman", "Mary Olson: chairman = chairman"}},
		{"John Baker is one of the chairmen of Acme Bank.", []string{"John Baker: chairman = chairman"}},
		{"Presidents John Baker of Chile and Mary Olson of Poland met.", []string{"John Baker: President = president sole", "Mary Olson: President = president sole"}},
		{"Poland's ministers John Baker and Mary Olson met.", []string{"John Baker: minister = minister", "Mary Olson: minister = minister"}},
		{"Acme Bank's co-CEOs, John Baker and Mary Olson, left.", []string{"John Baker: co-CEO = co-chief executive", "Mary Olson: co-CEO = co-chief executive"}},
		{"Jan Roth, CEO of carmaker Volt, left.", []string{"Jan Roth: CEO = chief executive sole"}},
		{"Acme Bank's new chief executive, Mary Olson, came.", []string{"Mary Olson: chief executive = chief executive sole"}},
		{"Acme Bank named Karl Lund chief executive on Monday.", []string{"Karl Lund: chief executive = chief executive sole"}},
		{"Mary Olson was chief executive of Acme Bank.", []string{"Mary Olson: chief executive = chief executive"}},
		{"The acting president of Chile, Peter Klein, spoke.", []string{"Peter Klein: acting president = president"}},
		{"Anna Vogel, regional president of Acme Bank, left.", []string{"Anna Vogel: president = president"}},
		{"Vice-President John Baker of Acme Bank left.", []string{"John Baker: Vice-President = vice president"}},
	} {
		a := reads(t, p, c.text+"\n")
		var got []string
		for _, k := range a.Claims {
			if k.Role == "" {
				continue
			}
			line := fmt.Sprintf("%s: %s = %s", a.Entities[k.Subject].Name, k.Role, k.RoleNorm)
			if k.Sole {
				line += " sole"
			}
			got = append(got, line)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %s\nwant %s\n%s", c.text, strings.Join(got, "; "), strings.Join(c.want, "; "), refusals(a))
		}
	}
}

// TestRespectively holds that of several holders of an office that one person has,
// each has the body that stands in its place, and none where the numbers differ.
func TestRespectively(t *testing.T) {
	p, types := readsAll(t)
	for text, want := range map[string][]string{
		"The presidents of France and Chile, Anna Vogel and Peter Klein, met in Oslo.":                     {"Anna Vogel -> France", "Peter Klein -> Chile"},
		"Anna Vogel and Peter Klein, the prime ministers of France and Chile, met in Oslo.":                {"Anna Vogel -> France", "Peter Klein -> Chile"},
		"The prime ministers of Spain, France and Poland, Anna Vogel and Peter Klein, met in Oslo.":        nil,
		"The leaders of France and Chile, Anna Vogel and Peter Klein, met in Oslo.":                        {"Anna Vogel -> France", "Peter Klein -> Chile"},
		"The founders of Acme Corp. and Zed Corp., Peter Klein and Mary Olson, met the police in Toronto.": {"Mary Olson -> Acme Corp.", "Mary Olson -> Zed Corp.", "Peter Klein -> Acme Corp.", "Peter Klein -> Zed Corp."},
	} {
		a := reads(t, p, text+"\n")
		var got []string
		for i := range types {
			if types[i].Name == "LEADS" || types[i].Name == "FOUNDED" {
				got = append(got, claimsOf(a, &types[i])...)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}
