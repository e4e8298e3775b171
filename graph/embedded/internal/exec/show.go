package exec

import (
	"fmt"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// ShowRows is the rows of SHOW CONSTRAINTS or SHOW INDEXES, with these fields.
func ShowRows(kind syntax.ShowKind, fields []check.Field) rowSource {
	return func(x *Run, _ []any, give func(...any) error) error {
		for i, ix := range x.Graph.Indexes() {
			if kind == syntax.ShowConstraints && ix.Kind != storage.Unique {
				continue
			}
			values := make([]any, len(fields))
			for j, f := range fields {
				values[j] = shown(ix, i, f.Name, kind == syntax.ShowConstraints)
			}
			if err := give(values...); err != nil {
				return err
			}
		}
		return nil
	}
}

// shown is one field of an index, or of a constraint, in the words of Neo4j.
func shown(ix *storage.Index, number int, field string, constraint bool) any {
	switch field {
	case "id":
		return int64(number + 1)
	case "name":
		return ix.Name
	case "type":
		return shownType(ix, constraint)
	case "entityType":
		if ix.OnEdges {
			return "RELATIONSHIP"
		}
		return "NODE"
	case "labelsOrTypes":
		return value.TextList(ix.Labels)
	case "properties":
		return value.TextList(ix.Props)
	case "ownedIndex":
		return ix.Name
	case "owningConstraint":
		if ix.Kind == storage.Unique {
			return ix.Name
		}
	case "state":
		return "ONLINE"
	case "populationPercent":
		return 100.0
	case "indexProvider":
		return map[bool]string{true: "fulltext-1.0", false: "range-1.0"}[ix.Kind == storage.FullText]
	case "readCount":
		return int64(0)
	case "failureMessage":
		return ""
	case "options":
		options := map[string]any{}
		for k, v := range ix.Options {
			options[k] = v
		}
		return options
	case "createStatement":
		return createStatement(ix.Definition)
	}
	return nil
}

func shownType(ix *storage.Index, constraint bool) string {
	switch {
	case constraint && ix.Required && ix.OnEdges:
		return "RELATIONSHIP_KEY"
	case constraint && ix.Required:
		return "NODE_KEY"
	case constraint && ix.OnEdges:
		return "RELATIONSHIP_UNIQUENESS"
	case constraint:
		return "UNIQUENESS"
	case ix.Kind == storage.FullText:
		return "FULLTEXT"
	case ix.Text:
		return "TEXT"
	}
	return "RANGE"
}

// createStatement is the statement that makes an index or a constraint.
func createStatement(d storage.Definition) string {
	quoted := make([]string, len(d.Labels))
	for i, l := range d.Labels {
		quoted[i] = syntax.Quote(l)
	}
	labels := strings.Join(quoted, "|")
	variable, of := "n", "(n:"+labels+")"
	if d.OnEdges {
		variable, of = "r", "()-[r:"+labels+"]-()"
	}
	props := make([]string, len(d.Props))
	for i, p := range d.Props {
		props[i] = variable + "." + syntax.Quote(p)
	}
	list := strings.Join(props, ", ")
	name := syntax.Quote(d.Name)
	switch {
	case d.Kind == storage.Unique && d.Required:
		what := map[bool]string{false: "NODE KEY", true: "RELATIONSHIP KEY"}[d.OnEdges]
		return fmt.Sprintf("CREATE CONSTRAINT %s FOR %s REQUIRE (%s) IS %s", name, of, list, what)
	case d.Kind == storage.Unique:
		return fmt.Sprintf("CREATE CONSTRAINT %s FOR %s REQUIRE (%s) IS UNIQUE", name, of, list)
	case d.Kind == storage.FullText:
		return fmt.Sprintf("CREATE FULLTEXT INDEX %s FOR %s ON EACH [%s]", name, of, list)
	case d.Text:
		return fmt.Sprintf("CREATE TEXT INDEX %s FOR %s ON (%s)", name, of, list)
	}
	return fmt.Sprintf("CREATE RANGE INDEX %s FOR %s ON (%s)", name, of, list)
}
