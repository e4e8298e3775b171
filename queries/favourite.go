package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// givenName is what a favourite calls the map that holds the values of its parameters.
const givenName = "given"

// Favourite is the question as a statement that runs wherever it is pasted, without
// parameters: their values stand in a map at its head, for the user to change. One without
// a default has what the graph has for an example. The rest is the question itself in a
// subquery that imports the map, with a parameter written as an entry of it. Numbers
// stand where they are used, for LIMIT may depend on no variable; what is null by itself, as
// a day of --as-of, stays null, for Neo4j takes no entry of a map beside an aggregate.
func (q Query) Favourite() string {
	lines := strings.SplitAfter(q.Cypher, "\n")
	at := 0
	for at < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[at]), "//") {
		at++
	}
	values := map[string]string{}
	examples := 0
	for _, p := range q.Params {
		value := p.literal()
		if !p.Optional {
			value = p.example(examples, q.relations())
			examples++
		}
		values[p.Name] = value
	}
	head, body := strings.Join(lines[:at], ""), strings.TrimSpace(strings.Join(lines[at:], ""))
	statement := inlined(body, values, givenName)
	var set []string
	for _, p := range q.Params {
		if strings.Contains(statement, givenName+"."+p.Name) { // not the number of rows, and no null
			set = append(set, "  "+p.Name+": "+values[p.Name])
		}
	}
	if len(set) == 0 {
		return head + inlined(body, values, "") + "\n"
	}
	return head + "WITH {\n" + strings.Join(set, ",\n") + "\n} AS " + givenName + "\nCALL (" + givenName + ") {\n" + statement + "\n}\nRETURN " + strings.Join(q.Columns, ", ") + "\n"
}

// What inlined looks for; what it must leave alone comes first: texts, quoted names and
// comments.
var parameters = regexp.MustCompile(`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|` + "`[^`]*`" + `|//[^\n]*|(?:LIMIT|SKIP)\s+\$\w+|\$\w+|CALL \([\w, ]*\) \{`)

// inlined is a statement with its parameters taken from a map, which all its subqueries
// import; "" for no map where none is needed.
func inlined(statement string, values map[string]string, given string) string {
	return parameters.ReplaceAllStringFunc(statement, func(found string) string {
		if before, name, is := strings.Cut(found, "$"); is && !strings.ContainsAny(found[:1], "'\"`/") {
			if before != "" {
				return before + values[name]
			}
			if _, err := strconv.ParseFloat(values[name], 64); err == nil || values[name] == "null" {
				return values[name]
			}
			return given + "." + name
		}
		if imports, is := strings.CutPrefix(found, "CALL ("); is && given != "" {
			if imports = strings.TrimSuffix(imports, ") {"); imports != "" {
				imports += ", "
			}
			return "CALL (" + imports + given + ") {"
		}
		return found
	})
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
		return "COLLECT { MATCH (:__Entity__)-[r:LEADS]->(:__Entity__) RETURN r.key ORDER BY r.key LIMIT 1 }[0]"
	case p.Name == "article":
		return "COLLECT { MATCH (a:Article)-[:STATES]->(:Claim) RETURN a.id ORDER BY a.id LIMIT 1 }[0]"
	case len(p.Kinds) > 0:
		kinds := make([]string, len(p.Kinds))
		for i, k := range p.Kinds {
			kinds[i] = quoted(k)
		}
		return "COLLECT { MATCH (e:__Entity__)-[r:" + types + "]-(:__Entity__) WHERE e.kind IN [" + strings.Join(kinds, ", ") + "] RETURN e.name ORDER BY r.key, e.id LIMIT 1 }[0]"
	}
	return fmt.Sprintf("COLLECT { MATCH (s:__Entity__)-[r:%s]->(o:__Entity__) RETURN [s.name, o.name] ORDER BY r.key LIMIT 1 }[0][%d]", types, n%2)
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
