package load

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph/shingle"
)

//go:embed *.cypher
var files embed.FS

// statements holds the text of every statement that a loader runs. Values
// reach a statement only as parameters; the only names put into a text are
// kinds and relations, both from compiled lists, so that nothing an article
// says can become Cypher.
type statements map[string]string

// statementsFor reads the statements and makes one of each per kind or relation
// where labels and types differ.
func statementsFor(relations []extract.Relation) (statements, error) {
	out := statements{}
	list, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("read the statements: %w", err)
	}
	for _, f := range list {
		text, err := files.ReadFile(f.Name())
		if err != nil {
			return nil, fmt.Errorf("read the statements: %w", err)
		}
		out[strings.TrimSuffix(f.Name(), ".cypher")] = string(text)
	}
	checks(out)
	for tree := range shingle.Trees {
		out["near "+strconv.Itoa(tree)] = strings.ReplaceAll(out["near"], "TREE", strconv.Itoa(tree))
	}
	for _, label := range []string{"__Entity__", "__Name"} {
		out["named "+label] = strings.ReplaceAll(out["named"], "LABEL", label)
		for _, property := range []string{"id", "block", "initials"} {
			out["member "+label+" "+property] = strings.NewReplacer("LABEL", label, "PROPERTY", property).Replace(out["member"])
		}
	}
	for _, k := range extract.Kinds() {
		out["entity "+string(k)] = strings.ReplaceAll(out["entity"], "KIND", string(k))
	}
	for _, r := range relations {
		if !relationName(r.Name) {
			return nil, fmt.Errorf("relation %q: a name is capital letters, digits and _, at most 64, a letter first", r.Name)
		}
		for _, name := range []string{"drop", "link", "relink", "check edge"} {
			out[name+" "+r.Name] = strings.ReplaceAll(out[name], "RELATION", r.Name)
		}
		if len(r.Object) == 0 {
			for _, name := range []string{"property", "check property"} {
				out[name+" "+r.Name] = strings.ReplaceAll(out[name], "PROPERTY", strings.ToLower(r.Name))
			}
		}
	}
	return out, nil
}

// text returns the statement of that name. For a relation that the loader does
// not know, but the store does, it is made of what all relations share.
func (s statements) text(name string) (string, bool) {
	if text, ok := s[name]; ok {
		return text, true
	}
	base, relation, _ := strings.Cut(name, " ")
	text, ok := s[base]
	text = strings.NewReplacer("RELATION", relation, "PROPERTY", strings.ToLower(relation)).Replace(text)
	return text, ok && relationName(relation)
}

// relationName reports whether a name may become an edge type: unquoted it must
// not be able to say anything else, and it must not be one of the graph's own.
func relationName(s string) bool {
	own := []string{"MENTIONS", "STATES", "SUBJECT", "OBJECT", "ATTRIBUTED_TO"}
	return regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,63}$`).MatchString(s) && !slices.Contains(own, s)
}

// checks makes of every statement that computes something one that only compares:
// it gives key, the stored properties and the computed ones.
func checks(s statements) {
	compute, properties := mustCut(s["edge"], "RETURN row.key AS key, ")
	s["check edge"] = compute + "MATCH (s:__Entity__ {id: row.s})\nMATCH (o:__Entity__ {id: row.o})\nOPTIONAL MATCH (s)-[r:RELATION {key: row.key}]->(o)\n" +
		"RETURN row.key AS key, properties(r) AS stored, " + strings.Replace(properties, "} AS props", "} AS computed", 1)
	for _, name := range []string{"name", "property"} {
		compute, properties := mustCut(s[name], "SET e += ")
		s["check "+name] = compute + "RETURN e.id AS key, properties(e) AS stored, " + properties + " AS computed"
	}
}

// mustCut cuts a statement of ours at words that it must have.
func mustCut(statement, at string) (before, after string) {
	before, after, ok := strings.Cut(statement, at)
	if !ok {
		panic("internal error: no " + strconv.Quote(at) + " in the statement " + statement)
	}
	return before, after
}
