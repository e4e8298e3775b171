package link

import (
	"errors"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The Republic of Côte d’Ivoire", "republic of cote divoire"},
		{"U.S.A.", "usa"},
		{"Łódź–Ørsted & Weiß", "lodz orsted and weiss"},
		{"Cole-Haan\tAG ", "cole haan ag"},
		{"The", "the"},
		{"...", ""},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestFuller(t *testing.T) {
	for _, c := range []struct {
		name, than string
		want       bool
	}{
		{"Marten Obrand", "Obrand", true},
		{"Obrand", "Marten Obrand", false},
		{"Organization of Harbour Towns", "OHT", true},
		{"Organization of Harbour Towns", "OFHT", false},
		{"Harbour Bank", "Harbour Bank", false},
		{"Harbour Bank of the North", "North Sea", false},
	} {
		if got := fuller(c.name, c.than); got != c.want {
			t.Errorf("fuller(%q, %q) = %v, want %v", c.name, c.than, got, c.want)
		}
	}
}

// bodies is a table with names that several bear.
func bodies(t *testing.T) *Table {
	t.Helper()
	table, err := NewTable(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []Entry{
		{Source: "w", ID: "1", Kind: extract.Organization, Names: []string{"Harbour Bank"}, Countries: []string{"no"}},
		{Source: "w", ID: "2", Kind: extract.Organization, Names: []string{"Harbour Bank", "Harbour Bank of Kenya"}, Countries: []string{"Kenya"}},
		{Source: "w", ID: "3", Kind: extract.Organization, Names: []string{"Tavell Energy", "Tavell"}, Countries: []string{"de"}, Wikidata: "Q900000001"},
		{Source: "v", ID: "x", Kind: extract.Organization, Names: []string{"Tavell Energi"}, Wikidata: "Q900000001"},
		{Source: "w", ID: "4", Kind: extract.Person, Names: []string{"Marten Obrand", "Obrand"}},
		{Source: "w", ID: "5", Kind: extract.Organization, Names: []string{"Lantern Party"}},
		{Source: "w", ID: "6", Kind: extract.Organization, Names: []string{"Lantern Party"}, Countries: []string{"no"}},
		{Source: "w", ID: "7", Kind: extract.Organization, Names: []string{"Foreign Office of Estmark", "Foreign Office"}, Countries: []string{"Estmark"}},
		{Source: "w", ID: "8", Kind: extract.Organization, Names: []string{"Ministry of Harbours"}, Countries: []string{"no"}},
		{Source: "w", ID: "9", Kind: extract.Organization, Names: []string{"Ministry of Harbours"}, Countries: []string{"ke"}},
	} {
		table.Add(e)
	}
	return table
}

func TestDecide(t *testing.T) {
	body := func(name string, aliases ...string) Node {
		return Node{Kind: extract.Organization, Name: name, Norm: strings.ToLower(name), Aliases: aliases}
	}
	in := func(n Node, places ...string) Node {
		for _, p := range places {
			n.Countries = append(n.Countries, []string{p})
		}
		return n
	}
	scoped := func(n Node) Node { n.Scoped = true; return n }
	ministry := Node{ID: "e_9d76ad226558a25871b79a7b", Kind: extract.Organization, Name: "Ministry of Harbours", Norm: "ministry of harbours", Scoped: true}
	person := func(name string, aliases ...string) Node {
		return Node{Kind: extract.Person, Name: name, Aliases: aliases}
	}
	for _, c := range []struct {
		what   string
		node   Node
		shared bool
		want   string // wikidata, external id
		out    Outcome
	}{
		{"one bearer", body("Tavell Energy"), false, "Q900000001 w:3", Linked},
		{"an entry of another file that tells more of it", body("TAVELL ENERGI"), false, "Q900000001 w:3", Linked},
		{"another kind", Node{Kind: extract.Place, Name: "Tavell Energy"}, false, "", NotFound},
		{"a name that nobody bears", body("Marlix"), false, "", NotFound},
		{"two bearers, nothing else", body("Harbour Bank"), false, "", Ambiguous},
		{"two bearers, one country", in(body("Harbour Bank"), "Norway"), false, " w:1", Linked},
		{"two bearers, the other country", in(body("Harbour Bank"), "Nairobi Hill", "Kenya"), false, " w:2", Linked},
		{"two bearers, a third country", in(body("Harbour Bank"), "France"), false, "", Ambiguous},
		{"two bearers, both countries", in(body("Harbour Bank"), "Norway", "Kenya"), false, "", Ambiguous},
		{"two bearers, a fuller name of one", body("Harbour Bank", "the Harbour Bank of Kenya"), false, " w:2", Linked},
		{"… of a name of several nodes", scoped(body("Harbour Bank", "the Harbour Bank of Kenya")), false, "", Ambiguous},
		{"… against the country", in(body("Harbour Bank", "the Harbour Bank of Kenya"), "France"), false, "", Ambiguous},
		{"… of which the country is not known may be the one", in(body("Lantern Party"), "Norway"), false, "", Ambiguous},
		{"a form that says less is no name", body("Tavell Holdings", "Tavell"), false, "", NotFound},
		{"one bearer of another country", in(body("Tavell Energy"), "France"), false, "", Ambiguous},
		{"a town tells nothing against it", in(body("Tavell Energy"), "Springwick"), false, "Q900000001 w:3", Linked},
		{"a name of several nodes", scoped(body("Foreign Office")), false, "", Ambiguous},
		{"… with the country", scoped(in(body("Foreign Office"), "Estmark")), false, " w:7", Linked},
		{"… of another node too", body("Foreign Office"), true, "", Ambiguous},
		{"a node of a name and a country", ministry, false, " w:9", Linked},
		{"a person", person("Marten Obrand"), false, " w:4", Linked},
		{"a person known by one word", person("Obrand"), false, "", Ambiguous},
		{"… whose full name stands elsewhere", person("Obrand", "Marten Obrand"), false, " w:4", Linked},
		{"a person of one word and an initial", person("M. Obrand"), false, "", NotFound},
	} {
		v := bodies(t).Decide(c.node, c.shared)
		got := ""
		if v.Wikidata+v.External != "" {
			got = v.Wikidata + " " + v.External
		}
		if got != c.want || v.Outcome != c.out {
			t.Errorf("%s: %q, %s (%s), want %q, %s", c.what, got, v.Outcome, v.Why, c.want, c.out)
		}
		if v.Outcome != NotFound && v.Why == "" {
			t.Errorf("%s: no reason", c.what)
		}
	}
}

// The order of the entries decides nothing.
func TestDecideOrder(t *testing.T) {
	one, err := NewTable(nil)
	other, err2 := NewTable(nil)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	entries := []Entry{
		{Source: "w", ID: "1", Kind: extract.Organization, Names: []string{"Harbour Bank"}},
		{Source: "w", ID: "2", Kind: extract.Organization, Names: []string{"Harbour Bank"}},
	}
	one.Add(entries[0])
	one.Add(entries[1])
	other.Add(entries[1])
	other.Add(entries[0])
	n := Node{Kind: extract.Organization, Name: "Harbour Bank"}
	if a, b := one.Decide(n, false), other.Decide(n, false); a != b {
		t.Errorf("%v, and in the other order %v", a, b)
	}
}

func TestKnown(t *testing.T) {
	entries, err := Known()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	countries := map[string]bool{}
	for _, e := range entries {
		if seen[e.Wikidata] || !wikidataForm.MatchString(e.Wikidata) {
			t.Errorf("%s %s: no id, or one that stands here twice", e.Wikidata, e.Names[0])
		}
		seen[e.Wikidata] = true
		if len(e.Countries) == 1 {
			countries[e.Countries[0]] = true
		}
	}
	if len(entries) < 600 || len(countries) < 220 || len(knownTable) > 1<<20 {
		t.Errorf("%d entries of %d countries in %d bytes", len(entries), len(countries), len(knownTable))
	}
	table, err := NewTable(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		table.Add(e)
	}
	place := func(name, country string) Node {
		n := Node{Kind: extract.Place, Name: name}
		if country != "" {
			n.Countries = [][]string{{country}}
		}
		return n
	}
	for _, c := range []struct {
		node Node
		want string
	}{
		{place("U.S.", ""), "Q30"}, {place("United States of America", ""), "Q30"}, {place("the Netherlands", ""), "Q55"}, {place("Türkiye", ""), "Q43"},
		{place("Georgia", ""), ""}, {place("Georgia", "United States"), "Q1428"}, {place("Georgia", "Georgia"), ""},
		{place("New York", ""), ""}, {place("Moscow", ""), ""}, {place("Hawaii", "the United States"), "Q782"}, {place("Hawaii", "France"), ""},
		{Node{Kind: extract.Organization, Name: "EU"}, "Q458"}, {Node{Kind: extract.Organization, Name: "Georgia"}, ""},
	} {
		if got := table.Decide(c.node, false).Wikidata; got != c.want {
			t.Errorf("%s %v: %q, want %q", c.node.Name, c.node.Countries, got, c.want)
		}
	}
}

// all reads a text that must be a table.
func all(t *testing.T, text string) []Entry {
	t.Helper()
	var list []Entry
	for e, err := range Read(strings.NewReader(text), "t", "w") {
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		list = append(list, e)
	}
	return list
}

func TestRead(t *testing.T) {
	const want = "k7 Q5 Organization [Tavell Energy Tavell Energi] [no se]"
	for _, text := range []string{
		"id,name,aliases,kind,country,wikidata\nk7,Tavell Energy,Tavell Energi,organization,no;se,Q5\n",
		"\ufeffID;Name;Aliases;Kind;Country;Wikidata;Note\r\nk7;Tavell Energy;Tavell Energi;Organization;\"no;se\";Q5;x\r\n",
		"wikidata\tid\tkind\tcountry\taliases\tname\nQ5\tk7\tORGANIZATION\tno; se\tTavell Energi;\tTavell Energy\n",
		`{"id":"k7","schema":"Company","properties":{"name":["Tavell Energy"],"alias":["Tavell Energi"],"weakAlias":["TE"],"country":["no"],"jurisdiction":["se"],"wikidataId":["Q5"]}}` + "\n",
		"{\"id\":\"a\",\"schema\":\"Address\",\"properties\":{}}\n\n" +
			`{"id":"k7","schema":"PublicBody","properties":{"name":["Tavell Energy","Tavell Energi"],"country":["no","se"],"wikidataId":["Q5"]}}`,
	} {
		list := all(t, text)
		if len(list) != 1 {
			t.Errorf("%q: %v", text, list)
			continue
		}
		e := list[0]
		if got := e.ID + " " + e.Wikidata + " " + string(e.Kind) + " [" + strings.Join(e.Names, " ") + "] [" + strings.Join(e.Countries, " ") + "]"; got != want || e.external() != "w:k7" {
			t.Errorf("%q: %s %s, want %s w:k7", text, got, e.external(), want)
		}
	}
	if e := all(t, `{"id":"Q77","schema":"Person","caption":"Marten Obrand","properties":{}}`)[0]; e.Wikidata != "Q77" || e.Names[0] != "Marten Obrand" {
		t.Errorf("an id that is a Wikidata id, a caption: %v", e)
	}
	if e := all(t, `{"id":"a","schema":"Person","properties":{"name":["Marten Obrand"],"wikidataId":["Q1","Q2"]}}`)[0]; e.Wikidata != "" {
		t.Errorf("of two ids one was taken: %v", e)
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "t: it is empty: want FollowTheMoney"},
		{"name,kind\na,b\n", "t:1:1: want a head with the columns id or wikidata, name and kind"},
		{"id,name,kind,id\n", "t:1:14: the column id stands here again"},
		{"id,name,kind\nk,Tavell,Firm\n", `t:2:10: kind "Firm": want one of Person, Organization`},
		{"id,name,kind\nk,Tavell,Person\nl,,Person\n", "t:3:3: no name"},
		{"id,name,kind\n,Tavell,Person\n", "t:2:1: no id"},
		{"id,name,kind,wikidata\nk,Tavell,Person,77\n", `t:2:17: wikidata "77": want Q and a number`},
		{"id,name,kind\nk,Tav\"ell,Person\n", `t:2:6: bare "`},
		{"id,name,kind\nk,Tavell\n", "t:2:1: wrong number of fields"},
		{"id,name,kind\nk,Tav\xe9ll,Person\n", "t:2:3: a name is no UTF-8 text"},
		{"{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"x\"]}}\n{\"id\":}\n", "t:2:7: no JSON object in a line"},
		{`{"id":"a","schema":"Person","properties":{"name":"x"}}`, "t:1:"},
		{`{"id":"a","properties":{}}`, "t:1:1: no entity of FollowTheMoney: no schema"},
		{`{"schema":"Person","properties":{"name":["x y"]}}`, "t:1: no id"},
	} {
		var got error
		for _, err := range Read(strings.NewReader(c.text), "t", "w") {
			if err != nil {
				got = err
			}
		}
		var table *TableError
		if !errors.As(got, &table) || !strings.HasPrefix(got.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.text, got, c.want)
		}
	}
	for _, err := range ReadFile("no such file", "") {
		var table *TableError
		if !errors.As(err, &table) {
			t.Errorf("a source with blanks: %v", err)
		}
	}
}

// Whatever a table holds, reading ends, and an entry has what others rely on.
func FuzzRead(f *testing.F) {
	f.Add("id,name,kind\nk,Tavell,Person\n")
	f.Add("id\tname\tkind\nk\t\"Tav\tPerson\n")
	f.Add("{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"x\"]}}\n{")
	f.Fuzz(func(t *testing.T, text string) {
		ended := false
		for e, err := range Read(strings.NewReader(text), "t", "w") {
			if ended {
				t.Fatal("it goes on behind an error")
			}
			if ended = err != nil; ended {
				continue
			}
			if e.Kind == "" || len(e.Names) == 0 || e.ID == "" && e.Wikidata == "" {
				t.Fatalf("%q: %v", text, e)
			}
			Fold(e.Names[0])
		}
	})
}
