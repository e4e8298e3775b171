package phrasing

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/queries"
)

// people are the names of the tests: those of an entity are parted by bars, the first
// is its own.
type people []string

// Find finds whole names, else what begins with them.
func (p people) Find(name string, kinds []string) (Found, error) {
	var found Found
	for _, line := range p {
		kind, names, _ := strings.Cut(line, ":")
		list := strings.Split(names, "|")
		e := Entity{ID: "e_" + strings.ToLower(strings.ReplaceAll(list[0], " ", "_")), Name: list[0], Kind: kind}
		if len(kinds) > 0 && !slices.Contains(kinds, kind) {
			continue
		}
		switch {
		case slices.ContainsFunc(list, func(n string) bool { return strings.EqualFold(n, name) }):
			found.Fit = append(found.Fit, e)
		case slices.ContainsFunc(list, func(n string) bool { return strings.HasPrefix(strings.ToLower(n), strings.ToLower(name)) }):
			found.Near = append(found.Near, e)
		}
	}
	found.Weak = name == "weak"
	return found, nil
}

// Described finds all of a kind, beside others only those whose names have an "a".
func (p people) Described(kind string, others []Entity) (list []Entity, err error) {
	for _, line := range p {
		of, names, _ := strings.Cut(line, ":")
		name, _, _ := strings.Cut(names, "|")
		if of == kind && (len(others) == 0 || strings.Contains(name, "a")) {
			list = append(list, Entity{ID: "e_" + strings.ToLower(strings.ReplaceAll(name, " ", "_")), Name: name, Kind: kind})
		}
	}
	return list, nil
}

const leads = `// Who leads what
// @name    leads
// @param   org   entity:Organization|Place? = null  id or name
// @param   role  role:LEADS? = null  role
// @param   as_of date? = null  day
// @param   limit int = 5
// @asks    who leads {org} [(on|in) {as_of}]
// @asks    who is {role} of {org}
// @asks    who is {org} 's {role}
// @asks    who is leader of {org}
// @asks    who chairs {org} {role=chairman}
// @mode    read
// @returns id
RETURN $org + $role + $as_of AS id
ORDER BY id
LIMIT $limit
`

const agreed = `// Who agreed
// @name    agreed
// @param   a     entity         id or name
// @param   b     entity? = null id or name
// @param   about string? = null words
// @param   limit int = 5
// @asks    what did {a} agree [with {b}] [about {about}]
// @asks    what did {a} agree about {b}
// @asks    what did {a} and {b} agree
// @mode    read
// @returns id
RETURN $a + $b + $about AS id
ORDER BY id
LIMIT $limit
`

const related = `// Related
// @name    related
// @param   relation relation
// @param   subject  entity? = null  id or name
// @param   object   entity? = null  id or name
// @param   either   bool = false
// @param   former   bool? = null
// @param   role     string? = null
// @param   kind     kind? = null
// @param   limit    int = 5
// @asks    who [did] {relation} {object}
// @asks    who did {subject} {relation}
// @asks    which {kind} did {subject} {relation}
// @asks    who was {relation} by {subject}
// @asks    with who did {subject} {relation}
// @asks    where is {subject} {relation}
// @asks    who is {relation} of {object}
// @mode    read
// @returns id
RETURN $relation + $subject + $object + $either + $former + $role + $kind AS id
ORDER BY id
LIMIT $limit
`

// testReader is a reader of the three questions.
func testReader(t testing.TB) *Reader {
	var all []queries.Query
	for _, file := range []string{leads, agreed, related} {
		q, err := queries.Parse(file)
		if err == nil {
			err = queries.Check(q)
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, q)
	}
	body, person := []string{"Organization"}, []string{"Person"}
	return New(all, []Trigger{
		{Words: "take over", Relation: "ACQUIRED", Subject: []string{"subj"}, Object: []string{"obj"}, Objects: body},
		{Words: "buy", Relation: "ACQUIRED", Subject: []string{"subj"}, Object: []string{"obj"}, Objects: body},
		{Words: "own", Relation: "OWNED_BY", Subject: []string{"obj"}, Object: []string{"subj"}, Subjects: body},
		{Words: "meet", Relation: "MET_WITH", Subject: []string{"subj"}, Object: []string{"obj"}, Symmetric: true},
		{Words: "talk", Relation: "MET_WITH", Subject: []string{"subj"}, Object: []string{"with", "face to"}, Symmetric: true},
		{Words: "base", Relation: "SEATED_IN", Subject: []string{"obj"}, Object: []string{"in", "at"}},
		{Words: "join", Relation: "MEMBER_OF", Subject: []string{"subj"}, Object: []string{"obj"}, Subjects: person, Objects: body},
		{Words: "join", Relation: "EMPLOYED_BY", Subject: []string{"subj"}, Object: []string{"obj"}, Subjects: person, Objects: body},
		{Words: "sign", Relation: "SIGNED", Subject: []string{"subj"}, Object: []string{"obj"}},
		{Words: "sign", Relation: "EMPLOYED_BY", Subject: []string{"obj"}, Object: []string{"subj"}},
		{Words: "quit", Relation: "MEMBER_OF", Subject: []string{"subj"}, Object: []string{"obj"}, Former: true},
		{Words: "president", Relation: "LEADS", Noun: true, Role: "president"},
		{Words: "ceo", Relation: "LEADS", Noun: true, Role: "chief executive"},
		{Words: "vice *", Relation: "EMPLOYED_BY", Noun: true, Role: "vice *"},
		{Words: "owner", Relation: "OWNED_BY", Noun: true, Subject: []string{"obj"}, Object: []string{"subj"}},
		{Words: "sell", Relation: "ACQUIRED", Subject: []string{"to"}, Object: []string{"obj"}},
	})
}

// names of the tests.
func names() people {
	return people{"Organization:Norgrid ASA|Norgrid", "Place:Norway", "Place:The Hague", "Place:Trinidad and Tobago|Trinidad", "Place:Tobago", "Person:Ann Kask|Kask",
		"Person:Sean O'Dell|O'Dell", "Organization:People's Forum", "Person:John Smith|Smith", "Person:Weak Link|weak", "Event:World Summit", "Event:Port Summit", "Event:Fair", "Person:Mary Smith|Smith"}
}

// written writes an answer in a line.
func written(a Answer) string {
	list := a.Readings
	mark := ""
	if len(a.Near) > 0 {
		list, mark = a.Near, "near "
	}
	var all []string
	for _, r := range list {
		line := mark + r.Query.Name
		for _, arg := range r.Args {
			line += " " + arg.Param + "=" + strings.ReplaceAll(arg.Value, queries.Between, "+")
		}
		all = append(all, line)
	}
	if len(all) == 0 {
		return "nothing; unknown " + strings.Join(a.Unknown, ", ")
	}
	return strings.Join(all, "; ")
}

func TestRead(t *testing.T) {
	r := testReader(t)
	for text, want := range map[string]string{
		"Who leads Norgrid?":                             "leads org=e_norgrid_asa",
		"please tell me who's running the Norgrid":       "leads org=e_norgrid_asa",
		"could you tell me who ran Norgrid":              "leads org=e_norgrid_asa",
		"WHO HEADS NORGRID ASA":                          "leads org=e_norgrid_asa",
		"who is the head of Norway":                      "leads org=e_norway",
		"who governs The Hague":                          "leads org=e_the_hague",
		"who led Norgrid on 1 May 2024":                  "leads org=e_norgrid_asa as_of=2024-05-01",
		"who led Norgrid in 2024":                        "leads org=e_norgrid_asa as_of=2024-01-01",
		"who led Norgrid on Monday 1 May 2024":           "nothing; unknown Norgrid on Monday 1 May 2024",
		"who is Norgrid's CEO":                           "leads org=e_norgrid_asa role=chief executive",
		"who is the president of the People’s Forum":     "nothing; unknown People’s Forum",
		"who is the president of the People's Forum":     "leads org=e_people's_forum role=president",
		"who chaired Norgrid":                            "leads org=e_norgrid_asa role=chairman",
		"who leads Kask":                                 "nothing; unknown Kask",
		"who leads Nor":                                  "near leads org=e_norgrid_asa; near leads org=e_norway",
		"who leads Atlantis":                             "nothing; unknown Atlantis",
		"what did Kask agree with Norway":                "agreed a=e_ann_kask b=e_norway",
		"what did Kask agree about the new port":         "agreed a=e_ann_kask about=new port",
		"what did Kask and O'Dell agree":                 "agreed a=e_ann_kask b=e_sean_o'dell",
		"what did Trinidad and Tobago agree":             "agreed a=e_trinidad_and_tobago",
		"what did weak agree with Norway":                "agreed a=e_weak_link b=e_norway",
		"what did Norway agree about weak":               "agreed a=e_norway about=weak; agreed a=e_norway b=e_weak_link",
		"what did Norway agree about Smith":              "agreed a=e_norway b=e_john_smith; agreed a=e_norway b=e_mary_smith",
		"what did the summit agree":                      "agreed a=e_world_summit; agreed a=e_port_summit",
		"what did the Norway conference agree":           "agreed a=e_fair",
		"what did the Atlantis summit agree":             "nothing; unknown Atlantis summit",
		"who leads the summit":                           "nothing; unknown summit",
		"what did Mr Kask agree":                         "agreed a=e_ann_kask",
		"what did Smith agree":                           "agreed a=e_john_smith; agreed a=e_mary_smith",
		"who bought Norgrid":                             "related relation=ACQUIRED object=e_norgrid_asa",
		"who has taken over Norgrid":                     "related relation=ACQUIRED object=e_norgrid_asa",
		"who bought Kask":                                "nothing; unknown ",
		"what do you think":                              "nothing; unknown ",
		"who owns Norgrid":                               "related relation=OWNED_BY subject=e_norgrid_asa",
		"who was bought by Norgrid":                      "related relation=ACQUIRED subject=e_norgrid_asa",
		"who met Kask":                                   "related relation=MET_WITH object=e_ann_kask either=true",
		"with whom did Kask talk":                        "related relation=MET_WITH subject=e_ann_kask either=true",
		"who did Kask talk with":                         "related relation=MET_WITH subject=e_ann_kask either=true",
		"where is Norgrid based":                         "related relation=SEATED_IN subject=e_norgrid_asa",
		"who joined Norgrid":                             "related relation=EMPLOYED_BY+MEMBER_OF object=e_norgrid_asa",
		"who signed Kask":                                "related relation=SIGNED object=e_ann_kask; related relation=EMPLOYED_BY subject=e_ann_kask",
		"who left Norgrid":                               "related relation=MEMBER_OF object=e_norgrid_asa former=true",
		"which companies did Norway buy":                 "related relation=ACQUIRED subject=e_norway kind=Organization",
		"who is the vice chancellor of Norway":           "related relation=EMPLOYED_BY object=e_norway role=vice chancellor",
		"who is the owner of Norgrid":                    "related relation=OWNED_BY subject=e_norgrid_asa",
		"who sold Norgrid":                               "nothing; unknown ",
		"who did not buy Norgrid":                        "nothing; unknown ",
		"":                                               "nothing; unknown ",
		"???":                                            "nothing; unknown ",
		"tell me":                                        "nothing; unknown ",
		strings.Repeat("who leads ", 40) + "Norgrid":     "nothing; unknown ",
		"who leads Norgrid and what did Kask agree with": "nothing; unknown Norgrid and what did Kask agree with",
	} {
		a, err := r.Read(text, names())
		if err != nil {
			t.Fatal(err)
		}
		if got := written(a); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestNearest proposes what has most in common with the words.
func TestNearest(t *testing.T) {
	a, err := testReader(t).Read("who is currently in charge of Norgrid", names())
	if err != nil || len(a.Nearest) != mostNearest || !slices.Contains(a.Nearest[:3], "who is leader of {org}") {
		t.Errorf("%q, %v", a.Nearest, err)
	}
}

type failing struct{}

var errBroken = errors.New("broken")

func (failing) Described(string, []Entity) ([]Entity, error) { return nil, errBroken }

func (failing) Find(string, []string) (Found, error) { return Found{}, errBroken }

func TestReadTellsFailures(t *testing.T) {
	if _, err := testReader(t).Read("who leads Norgrid", failing{}); !errors.Is(err, errBroken) {
		t.Errorf("%v, want that of the graph", err)
	}
}

func TestDates(t *testing.T) {
	x := theLexicon()
	for text, want := range map[string]string{
		"2024-05-01":           "2024-05-01",
		"Wednesday 2024-05-01": "2024-05-01",
		"Monday 2024-05-01":    "",
		"2024-05":              "2024-05-01",
		"2024":                 "2024-01-01",
		"1 May 2024":           "2024-05-01",
		"May 1st, 2024":        "2024-05-01",
		"the 3rd of Sept 2024": "2024-09-03",
		"Wed, 1 May 2024":      "2024-05-01",
		"May 2024":             "2024-05-01",
		"31 April 2024":        "",
		"May":                  "",
		"1 May":                "",
		"yesterday":            "",
		"2024-02-30":           "",
		"Monday":               "",
		"May May 2024":         "",
		"1 2 May 2024":         "",
	} {
		got, ok := x.date(x.tokens(text))
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v, want %q", text, got, ok, want)
		}
	}
}

func TestTokens(t *testing.T) {
	x := theLexicon()
	for text, want := range map[string]string{
		`Who's “Ann O'Dell”?`:       "who|is|ann|o'dell",
		"Norgrid's e.g. 2024-05-01": "norgrid|'s|e.g|2024-05-01",
		"People’s Forum":            "people|'s|forum",
		"didn't":                    "do|not",
		"'s":                        "s",
		"AT&T, S.A.":                "at&t|s.a",
		"Пётр İstanbul's":           "пётр|istanbul|'s",
	} {
		var list []string
		for _, k := range x.tokens(text) {
			if k.start < 0 || k.end > len(text) || k.start >= k.end {
				t.Fatalf("%s: %v", text, k)
			}
			list = append(list, k.word)
		}
		if got := strings.Join(list, "|"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Who leads Norgrid's CEO of Smith, 1 May 2024?")
	f.Add("what did a’s İ'S agree with Trinidad and Tobago")
	r := testReader(f)
	f.Fuzz(func(t *testing.T, text string) {
		a, err := r.Read(text, names())
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range a.Readings {
			if _, err := x.Query.Bind(x.Values()); err != nil {
				t.Errorf("%q gives what the question does not take: %v", text, err)
			}
		}
	})
}
