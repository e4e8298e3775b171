package queries

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestAllFilesParseAndPassTheChecks(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 15 {
		t.Errorf("%d queries, want at least 15", len(all))
	}
	for i, q := range all {
		if i > 0 && all[i-1].Name >= q.Name {
			t.Errorf("%s stands before %s", all[i-1].Name, q.Name)
		}
		for _, p := range q.Params {
			if p.Doc == "" {
				t.Errorf("%s: parameter %s has no doc", q.Name, p.Name)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	q, err := Lookup("who-leads")
	if err != nil || q.Title != "Who leads what (newest first)" || q.Writes {
		t.Errorf("Lookup(who-leads) = %q, %v", q.Title, err)
	}
	if _, err := Lookup("who-leeds"); !errors.Is(err, ErrUnknown) {
		t.Errorf("Lookup of an unknown name: %v, want ErrUnknown", err)
	}
}

// file returns a correct query file with one line of the header or the
// statement replaced.
func file(old, new string) string {
	const good = `// Who is called so
// of all people
// @name    called
// @param   name   string?  = null   the name
// @param   since  date     = 2015-12-16
// @param   limit  int      = 50     rows at most
// @mode    read
// @returns person, id
MATCH (p:Person) // $not and LIMIT 3
WHERE p.name = $name AND p.born > date($since) AND p.name <> 'a LIMIT $b; RETURN'
RETURN p.name AS person, p.id AS id
ORDER BY p.name, p.id
LIMIT $limit
`
	if old != "" && !strings.Contains(good, old) {
		panic("not in the file: " + old)
	}
	return strings.Replace(good, old, new, 1)
}

func TestParse(t *testing.T) {
	q, err := Parse(file("", ""))
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(q); err != nil {
		t.Fatal(err)
	}
	if q.Doc != "of all people" || len(q.Params) != 3 || strings.Join(q.Columns, "|") != "person|id" {
		t.Errorf("parsed %+v", q)
	}
	if p := q.Params[0]; !reflect.DeepEqual(p, Param{Name: "name", Type: "string", Nullable: true, Default: "null", Optional: true, Doc: "the name"}) {
		t.Errorf("first parameter %+v", p)
	}
}

func TestParseAndCheckErrors(t *testing.T) {
	tests := []struct{ old, new, want string }{
		{"// Who is called so\n// of all people\n", "", "title"},
		{"// @mode    read", "// @mood    read", "unknown @mood"},
		{"// @mode    read", "// @mode    readonly", "must be read or write"},
		{"// @mode    read\n", "", "no line // @mode"},
		{"string?", "text?", "unknown type \"text\""},
		{"= 50 ", "= many ", "\"many\" is not a whole number"},
		{"// @param   since  date     = 2015-12-16\n", "", "$since has no // @param"},
		{"= $name", "= 'x'", "@param name is not used"},
		{"LIMIT $limit\n", "", "@param limit is not used"},
		{"LIMIT $limit\n", "LIMIT 10 + $limit", "must end in"},
		{"ORDER BY p.name, p.id\n", "", "must end in"},
		{"ORDER BY p.name, p.id", "ORDER BY p.id, p.name", "must end in an id or a key"},
		{"p.id AS id", "p.id AS key", "@returns says person, id, the statement returns person, key"},
		{"WHERE", ";\nWHERE", "one statement"},
		{"MATCH", ":param x\nMATCH", "no apoc, gds or :param"},
		{"p.id AS id", "apoc.x(p) AS id", "no apoc"},
		{"// @name    called", "// @name    called\n// @name    other", "second @name"},
	}
	for _, tt := range tests {
		q, err := Parse(file(tt.old, tt.new))
		if err == nil {
			err = Check(q)
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q for %q: %v, want %q", tt.new, tt.old, err, tt.want)
		}
	}
}

func TestBind(t *testing.T) {
	q := Query{Name: "q", Params: []Param{
		{Name: "must", Type: "string"},
		{Name: "may", Type: "string", Nullable: true, Default: "null", Optional: true},
		{Name: "n", Type: "int", Default: "50", Optional: true},
		{Name: "x", Type: "float", Default: "0.5", Optional: true},
		{Name: "b", Type: "bool", Default: "true", Optional: true},
		{Name: "day", Type: "date", Nullable: true, Default: "null", Optional: true},
		{Name: "at", Type: "datetime", Nullable: true, Default: "null", Optional: true},
		{Name: "l", Type: "list", Default: "", Optional: true},
	}}
	got, err := q.Bind(map[string]string{"must": "null", "n": "7", "day": "2015-12-16", "l": "a" + Between + "b"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"must": "null", "may": nil, "n": int64(7), "x": 0.5, "b": true, "day": "2015-12-16", "at": nil}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s = %#v, want %#v", name, got[name], value)
		}
	}
	if l := got["l"].([]any); len(l) != 2 || l[1] != "b" {
		t.Errorf("l = %#v", l)
	}
	for args, want := range map[*map[string]string]string{
		{}:                                      "needs must=",
		{"must": "a", "other": "b"}:             "no parameter \"other\"",
		{"must": "a", "n": "-1"}:                "below 0",
		{"must": "a", "n": "1.5"}:               "not a whole number",
		{"must": "a", "x": "much"}:              "not a number",
		{"must": "a", "b": "yes"}:               "not true or false",
		{"must": "a", "day": "16.12.2015"}:      "not a date",
		{"must": "a", "day": "2015-02-30"}:      "not a date",
		{"must": "a", "at": "2015-12-16 08:00"}: "not a time",
	} {
		if _, err := q.Bind(*args); !errors.Is(err, ErrArgument) || !strings.Contains(err.Error(), want) {
			t.Errorf("Bind(%v): %v, want ErrArgument with %q", *args, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(file("", ""))
	f.Add("// t\n// @param x")
	f.Add("// t\n// @asks who (a|[b {c=d}]) {e}")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := Parse(text)
		if err != nil {
			return
		}
		if q.Cypher != text || q.Title == "" {
			t.Errorf("parsed %q to %+v", text, q)
		}
		_ = Check(q) // must not panic
	})
}

// spelled writes a form as the header would.
func spelled(form []Part) string {
	var words []string
	for _, p := range form {
		switch {
		case p.Word != "":
			words = append(words, p.Word)
		case p.Value != "":
			words = append(words, "{"+p.Param+"="+p.Value+"}")
		default:
			words = append(words, "{"+p.Param+"}")
		}
	}
	return strings.Join(words, " ")
}

func TestPhrasings(t *testing.T) {
	for text, want := range map[string]string{
		"who leads {org}":               "who leads {org}",
		"Who (leads|is head of) {org}":  "who leads {org}/who is head of {org}",
		"who leads {org} [on {on}]":     "who leads {org}/who leads {org} on {on}",
		"a [b [c]] d":                   "a d/a b d/a b c d",
		"(a|b)[c]":                      "a/a c/b/b c",
		"chair {org}{role=vice chair}":  "chair {org} {role=vice chair}",
		"what is{org}'s [present] name": "what is {org} 's name/what is {org} 's present name",
	} {
		p, err := parsePhrasing(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var forms []string
		for _, f := range p.Forms {
			forms = append(forms, spelled(f))
		}
		if got := strings.Join(forms, "/"); got != want || p.Text != text {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestPhrasingsThatAreRefused(t *testing.T) {
	for asks, want := range map[string]string{
		"who (is {name}":          `"(" is not closed by ")"`,
		"who [is) {name}":         `"[" is not closed by "]"`,
		"who is] {name}":          `"]" closes nothing`,
		"who is} {name}":          `"}" closes nothing`,
		"who is {name":            `"{" is not closed by "}"`,
		"who is {}":               "want {parameter}",
		"who is {name=}":          "want {parameter}",
		"who is {person}":         "{person} is no parameter",
		"who is {name} or {name}": "{name} stands twice",
		"who is {name} {limit=x}": "not a whole number",
		"{name}":                  "a form has no word",
		"[who] {name}":            "a form has no word",
		"(a|b|c|d) (a|b|c|d) (a|b|c|d) (a|b|c|d) (a|b|c|d)": "more than 256 forms",
		"[[[[[[[[[[a]]]]]]]]]]":                             "more than 8 deep",
	} {
		q, err := Parse(file("// @mode", "// @asks "+asks+"\n// @mode"))
		if err == nil {
			err = Check(q)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", asks, err, want)
		}
	}
	apart := func(asks string) error {
		p, err := parsePhrasing(asks)
		if err != nil {
			t.Fatal(err)
		}
		return checkAsks(Query{Params: []Param{{Name: "a", Type: Entity}, {Name: "b", Type: "string"}, {Name: "day", Type: "date"}}, Asks: []Phrasing{p}})
	}
	for _, asks := range []string{"who {a} {b}", "who {a} {day=2031-01-01} {b}"} {
		if err := apart(asks); err == nil || !strings.Contains(err.Error(), "no word before {b}") {
			t.Errorf("%s: %v", asks, err)
		}
	}
	if err := apart("who {a} {day} {b}"); err != nil {
		t.Errorf("a day between names: %v", err)
	}
	q, err := Parse(file("string?  = null   the name", "string   the name\n// @asks who is called"))
	if err == nil {
		err = Check(q)
	}
	if err == nil || !strings.Contains(err.Error(), "a form has no {name}") {
		t.Errorf("a form without what must be given: %v", err)
	}
	for old, want := range map[string]string{
		"string?  = null   the name": "entity:Person?  = null   the name",
		"int      = 50":              "int:Person = 50",
	} {
		q, err := Parse(file(old, want))
		if old[0] == 's' && (err != nil || len(q.Params[0].Kinds) != 1 || q.Params[0].Kinds[0] != "Person") {
			t.Errorf("%s: %v, %v", want, q.Params, err)
		}
		if old[0] == 'i' && err == nil {
			t.Errorf("%s is taken", want)
		}
	}
	q, err = Parse(file("the name", "id or name"))
	if err == nil {
		err = Check(q)
	}
	if err == nil || !strings.Contains(err.Error(), "its type is entity") {
		t.Errorf("a string that is an entity: %v", err)
	}
}
