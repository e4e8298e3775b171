package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Favourite is the question as a file that runs as it is in Neo4j Browser, in
// cypher-shell and by newsgraph cypher: its parameters are set in lines before the
// statement, for the user to change. One without a default is set to what the graph
// has for an example.
func (q Query) Favourite() string {
	lines := strings.SplitAfter(q.Cypher, "\n")
	at := 0
	for at < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[at]), "//") {
		at++
	}
	set := make([]string, len(q.Params))
	examples := 0
	for i, p := range q.Params {
		value := p.literal()
		if !p.Optional {
			value = p.example(examples, q.relations())
			examples++
		}
		set[i] = ":param " + p.Name + " => " + value + ";\n"
	}
	return strings.Join(lines[:at], "") + strings.Join(set, "") + strings.Join(lines[at:], "")
}

// literal is the default as Cypher.
func (p Param) literal() string {
	switch {
	case p.Default == "null" && p.Nullable, p.Type == "int", p.Type == "float", p.Type == "bool":
		return p.Default
	case p.Type == "list" || p.Type == Relation:
		var list []string
		for element := range strings.SplitSeq(p.Default, Between) {
			if element != "" {
				list = append(list, quoted(element))
			}
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	return quoted(p.Default)
}

func quoted(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
}

// typed is a pattern that names the types of an edge.
var typed = regexp.MustCompile(`\[\w*:([A-Z][A-Z_|]*)`)

// relations are the types of an edge whose ends make an example with an answer: the
// longest list of the statement between entities says best what it is about. LEADS if
// it names none.
func (q Query) relations() string {
	types := "LEADS"
	for _, m := range typed.FindAllStringSubmatch(stripped(q.Cypher), -1) {
		first, _, _ := strings.Cut(m[1], "|")
		plumbing := slices.Contains([]string{"MENTIONS", "STATES", "SUBJECT", "OBJECT", "ATTRIBUTED_TO"}, first)
		if !plumbing && strings.Count(m[1], "|") > strings.Count(types, "|") {
			types = m[1]
		}
	}
	return types
}

// example is a value that a parameter without a default may have, the n-th of its
// question: some end of an edge of these types, its key, or an article.
func (p Param) example(n int, types string) string {
	switch {
	case p.Type == "date":
		return "'2000-01-01'"
	case p.Type == "datetime":
		return "'2000-01-01T00:00:00Z'"
	case p.Type == "int" || p.Type == "float":
		return "1"
	case p.Type == "bool":
		return "true"
	case p.Type == Kind:
		return "'Person'"
	case p.Type == Relation:
		return "['LEADS']"
	case p.Name == "key":
		return "[(:__Entity__)-[r:LEADS]->(:__Entity__) | r.key][0]"
	case p.Name == "article":
		return "[(a:Article)-[:STATES]->(:Claim) | a.id][0]"
	case len(p.Kinds) > 0:
		kinds := make([]string, len(p.Kinds))
		for i, k := range p.Kinds {
			kinds[i] = quoted(k)
		}
		return "[(e:__Entity__)-[:" + types + "]-(:__Entity__) WHERE e.kind IN [" + strings.Join(kinds, ", ") + "] | e.name][0]"
	}
	return fmt.Sprintf("[(s:__Entity__)-[:%s]->(o:__Entity__) | [s.name, o.name]][0][%d]", types, n%2)
}

// Setting is a line that sets a parameter before a statement.
type Setting struct{ Name, Expression string }

// setting is such a line, as Neo4j Browser and cypher-shell take it.
var setting = regexp.MustCompile(`^:param\s+(\w+)\s*=>\s*(.+?)\s*;?\s*$`)

// Settings takes the lines that set parameters from the head of a text, where
// comments and empty lines may stand between them.
func Settings(text string) (list []Setting, statement string) {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		if m := setting.FindStringSubmatch(trimmed); m != nil {
			list = append(list, Setting{m[1], m[2]})
			lines[i] = "\n" // so that the lines keep their numbers
		} else if trimmed != "" && !strings.HasPrefix(trimmed, "//") {
			break
		}
	}
	return list, strings.Join(lines, "")
}
