package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/queries"
	"github.com/newsgraph/newsgraph/queries/phrasing"
)

// setsParameter is an argument that gives a parameter by its name.
var setsParameter = regexp.MustCompile(`^[A-Za-z_]\w*=`)

// inWords reports whether arguments are a question in words: several, none of which
// gives a parameter at its beginning.
func inWords(args []string) bool {
	text, _ := worded(args)
	return strings.Contains(text, " ")
}

// goesOn reports whether arguments behind the name of a question make it the first word
// of one in words: "timeline of Ann Kask". No value of a parameter is such a word.
func goesOn(args []string) bool {
	return len(args) > 1 && phrasing.Joins(args[0])
}

// worded parts the words of a question from the parameters that are given by name.
func worded(args []string) (text string, given []string) {
	var list []string
	for _, a := range args {
		if setsParameter.MatchString(a) {
			given = append(given, a)
		} else {
			list = append(list, a)
		}
	}
	return strings.TrimSpace(strings.Join(list, " ")), given
}

// inquiry is a command ask on an open graph.
type inquiry struct {
	con *console
	c   *cli.Context
	run answers
}

// askInWords finds the question that is asked in words, says which it is, and answers it.
func askInWords(con *console, c *cli.Context, all []queries.Query) error {
	text, given := worded(c.Args().Slice())
	triggers, err := triggers()
	if err != nil {
		return err
	}
	reader := phrasing.New(slices.DeleteFunc(slices.Clone(all), func(q queries.Query) bool { return q.Writes }), triggers)
	return con.asking(c, func(run answers) error {
		i := inquiry{con, c, run}
		answer, err := reader.Read(text, graphNames{run})
		if err != nil {
			return err
		}
		reading, err := i.chosen(text, answer)
		if err != nil {
			if len(answer.Readings) == 0 {
				i.unheard(all, answer)
			}
			return err
		}
		args, err := arguments(reading.Query, given)
		if err != nil {
			return err
		}
		for name, value := range reading.Values() {
			if _, twice := args[name]; twice {
				return usagef("%s is in the words of the question, and given again as %s=%s", name, name, args[name])
			}
			args[name] = value
		}
		params, err := bindArguments(c, reading.Query, args)
		if err != nil {
			return err
		}
		return i.reply(reading.Query, params)
	})
}

// chosen is the one reading that a question has, which it tells; where there are several,
// somebody at a terminal may choose, else the error lists them.
func (i inquiry) chosen(text string, answer phrasing.Answer) (phrasing.Reading, error) {
	choices := answer.Readings
	switch {
	case len(choices) == 1:
		i.con.notice("understood: " + commandFor(i.c, choices[0]))
		return choices[0], nil
	case len(choices) == 0:
		choices = answer.Near
	}
	if len(choices) == 0 {
		return phrasing.Reading{}, usagef("no stored question answers %q as it stands; newsgraph ask lists them, NAME --help their phrasings", text)
	}
	for n, r := range choices {
		fmt.Fprintf(i.con.err, "  %d  %s\n", n+1, printable(commandFor(i.c, r)))
	}
	if i.con.key != nil && len(choices) < 10 {
		fmt.Fprintf(i.con.err, "Which one? 1 to %d, any other key for none: ", len(choices))
		key, err := i.con.key(i.c.Context)
		fmt.Fprintln(i.con.err)
		if err != nil {
			return phrasing.Reading{}, err
		}
		if n := int(key - '0'); n >= 1 && n <= len(choices) {
			return choices[n-1], nil
		}
	}
	return phrasing.Reading{}, usagef("%q may mean %s; ask one of them as it stands above", text, counted(len(choices), "questions"))
}

// unheard helps somebody whose question nothing answers.
func (i inquiry) unheard(all []queries.Query, answer phrasing.Answer) {
	for _, name := range answer.Unknown {
		i.con.unknownName(i.run, name)
	}
	if len(answer.Near) > 0 {
		return
	}
	first := i.c.Args().First()
	if near := nearest(first, namesOf(all)); len(near) > 0 && len(answer.Unknown) == 0 && len(first) > len("who") {
		i.con.notice("did you mean the question " + strings.Join(near, " or ") + "?")
	}
	if len(answer.Nearest) > 0 {
		i.con.notice("the nearest phrasings: " + strings.Join(answer.Nearest, "; "))
	}
}

// commandFor writes a reading as the command that asks for it, and who the ids are.
func commandFor(c *cli.Context, r phrasing.Reading) string {
	form := "newsgraph ask " + r.Query.Name
	var who []string
	for _, a := range r.Args {
		for value := range strings.SplitSeq(a.Value, queries.Between) {
			form += " " + shellWord(a.Param+"="+value)
		}
		if a.Entity != nil {
			who = append(who, fmt.Sprintf("%s: %s, %s", a.Param, a.Entity.Name, a.Entity.Kind))
		}
	}
	form += flagsOf(c)
	if len(who) > 0 {
		form += "  (" + strings.Join(who, "; ") + ")"
	}
	return form
}

// plainWord is what no shell takes apart.
var plainWord = regexp.MustCompile(`^[A-Za-z0-9_=.:/@%+-]+$`)

// shellWord quotes a word for a shell where it must be.
func shellWord(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// graphNames finds names through the full-text index of a graph.
type graphNames struct{ run answers }

// The scores of the question find-entity.
const (
	wholeWords = 0.7 // of the name; below it, only beginnings
	mostNamed  = 50
)

// Find asks the question find-entity.
func (n graphNames) Find(name string, kinds []string) (phrasing.Found, error) {
	var found phrasing.Found
	if shortID.MatchString(name) {
		t, err := n.run("MATCH (e:__Entity__ {id: $id}) RETURN e.id AS id, e.name AS name, e.kind AS kind ORDER BY id", map[string]any{"id": name})
		for _, row := range t.rows {
			found.Fit = append(found.Fit, phrasing.Entity{ID: text(row[0]), Name: text(row[1]), Kind: text(row[2])})
		}
		return found, err
	}
	find, err := queries.Lookup("find-entity")
	if err != nil {
		return found, err
	}
	params := map[string]any{"text": name, "kind": nil, "limit": int64(mostNamed)}
	if len(kinds) == 1 { // others that are called so must not use up the limit
		params["kind"] = kinds[0]
	}
	t, err := n.run(find.Cypher, params)
	if err != nil {
		return found, err
	}
	best := 0.0
	for _, row := range t.rows {
		e := phrasing.Entity{ID: text(row[0]), Name: text(row[1]), Kind: text(row[2])}
		score, _ := row[4].(float64)
		switch {
		case len(kinds) > 0 && !slices.Contains(kinds, e.Kind):
		case score < wholeWords:
			found.Near = append(found.Near, e)
		case score >= best:
			found.Fit, best = append(found.Fit, e), score
		}
	}
	if len(found.Fit) > 0 {
		found.Near = nil
	}
	found.Weak = best == wholeWords && !slices.ContainsFunc(found.Fit, func(e phrasing.Entity) bool {
		return strings.HasPrefix(strings.ToLower(e.Name), strings.ToLower(name))
	})
	return found, nil
}

// mostDescribed is how many entities a description may be offered for.
const mostDescribed = 9

// Described asks for the neighbours of a kind, or for all of it.
func (n graphNames) Described(kind string, others []phrasing.Entity) (list []phrasing.Entity, err error) {
	statement := "MATCH (e:__Entity__) WHERE e.kind = $kind\n"
	params := map[string]any{"kind": kind, "limit": int64(mostDescribed)}
	if len(others) > 0 {
		ids := make([]any, len(others))
		for i, o := range others {
			ids[i] = o.ID
		}
		params["ids"] = ids
		statement = "UNWIND $ids AS id MATCH (o:__Entity__ {id: id})-[r]-(e:__Entity__) WHERE e.kind = $kind AND r.status <> 'denied'\n"
	}
	t, err := n.run(statement+`WITH DISTINCT e, COUNT { (e)<-[:MENTIONS]-() } AS articles
RETURN e.id AS id, e.name AS name, e.kind AS kind ORDER BY articles DESC, name, e.id LIMIT $limit`, params)
	for _, row := range t.rows {
		list = append(list, phrasing.Entity{ID: text(row[0]), Name: text(row[1]), Kind: text(row[2])})
	}
	return list, err
}

// triggers are the verbs and nouns that the relations are found by.
func triggers() ([]phrasing.Trigger, error) {
	all, err := relation.Types()
	if err != nil {
		return nil, err
	}
	var list []phrasing.Trigger
	for _, r := range all {
		if len(r.Object) == 0 {
			continue // its end is no entity
		}
		post := r.State && !slices.Contains(r.Object, extract.Person)
		for _, f := range r.Frames {
			if f.Negated || f.Name != "verb" && f.Name != "copula" {
				continue
			}
			t := phrasing.Trigger{Relation: r.Name, Subject: f.SubjectRole, Object: f.ObjectRole, Noun: f.Name == "copula", Symmetric: r.Symmetric,
				Former: f.Former, Subjects: kindsOr(f.SubjectKind, r.Subject), Objects: kindsOr(f.ObjectKind, r.Object)}
			for _, t.Words = range f.Triggers {
				if t.Role = ""; t.Noun && post {
					t.Role = relation.NormalRole(t.Words)
				}
				list = append(list, t)
			}
		}
	}
	return list, nil
}

// kindsOr are the kinds of a frame, or else of its relation.
func kindsOr(frame, all []extract.Kind) (names []string) {
	if len(frame) == 0 {
		frame = all
	}
	for _, k := range frame {
		names = append(names, string(k))
	}
	return names
}
