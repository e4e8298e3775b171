package identity

import (
	"fmt"
	"slices"
	"testing"
)

// TestDecide: which of some names mean the same. Every member stands in articles of its
// own, whose company is given beside it.
func TestDecide(t *testing.T) {
	person := func(name, block string, partial bool, company ...string) Member {
		return Member{ID: name, Kind: "Person", Name: name, Block: block, Partial: partial, Articles: company}
	}
	body := func(name, initials string, partial bool, forms []string, company ...string) Member {
		return Member{ID: name, Kind: "Organization", Name: name, Initials: initials, Partial: partial, Forms: forms, Articles: company}
	}
	// Articles and what they mention beside the members.
	company := map[string]Company{}
	for article, names := range map[string][]string{
		"talks": {"port board", "norvania", "moll"}, "vote": {"port board", "norvania", "moll"}, "fair": {"norvania"}, "race": {"norvania", "estmark"},
	} {
		company[article] = Company{}
		for _, n := range names {
			company[article].Add(n, map[string]string{"port board": "Organization", "moll": "Person"}[n], map[string]string{"moll": "moll"}[n])
		}
	}
	obrand, short := person("marten obrand", "obrand", false, "talks"), person("obrand", "obrand", true, "vote")
	for _, test := range []struct {
		name    string
		members []Member
		apart   bool
		want    string
	}{
		{"the one bearer of a surname in the same company", []Member{obrand, short}, false, "[obrand>marten obrand: the only full name with this surname]"},
		{"a place alone is no company", []Member{obrand, person("obrand", "obrand", true, "fair")}, false, "[]"},
		{"somebody judged otherwise", []Member{obrand, short}, true, "[]"},
		{"two bearers in the same company", []Member{obrand, person("lena obrand", "obrand", false, "talks"), short}, false, "[]"},
		{"two bearers, one in the same company", []Member{obrand, person("lena obrand", "obrand", false, "race"), short}, false,
			"[obrand>marten obrand: of several full names with this surname the one in the same company]"},
		{"its own article has a full bearer", []Member{person("lena obrand", "obrand", false, "vote"), short}, false, "[]"},
		{"no surname of theirs", []Member{obrand, person("amanda", "", true, "vote")}, false, "[]"},
		{"a fuller form of a name", []Member{obrand, person("marten k. obrand", "obrand", false, "vote")}, false, "[marten obrand>marten k. obrand: the only fuller form of the name]"},
		{"two fuller forms that differ", []Member{obrand, person("marten k. obrand", "obrand", false, "vote"), person("marten p. obrand", "obrand", false, "vote")}, false, "[]"},
		{"a body that an article calls so", []Member{body("harbour broadcasting", "hb", false, []string{"harbour broadcasting", "hb"}, "talks"), body("hb", "hb", true, nil, "vote")}, false,
			"[hb>harbour broadcasting: the only body that an article calls so]"},
		{"initials need more company", []Member{body("harbour broadcasting", "hb", false, nil, "talks"), body("hb", "hb", true, nil, "race")}, false, "[]"},
		{"two bodies of the same initials", []Member{body("harbour broadcasting", "hb", false, nil, "talks"), body("hansa bank", "hb", false, nil, "talks"), body("hb", "hb", true, nil, "vote")}, false, "[]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for range len(test.members) {
				test.members = append(test.members[1:], test.members[0]) // in any order
				got := []string{}
				for _, j := range Decide(test.members, company, func(a, b string) bool { return test.apart }) {
					got = append(got, fmt.Sprintf("%s>%s: %s", j.From, j.To, j.Reason))
				}
				slices.Sort(got)
				if fmt.Sprint(got) != test.want {
					t.Errorf("decided %v, want %s", got, test.want)
				}
			}
		})
	}
}
