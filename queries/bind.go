package queries

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrArgument is the error of Bind for an argument that is missing, unknown or
// of the wrong type.
var ErrArgument = errors.New("bad argument")

// Between is what stands between the elements of a list argument.
const Between = "\n"

// The types of parameters that name something of the graph.
const (
	Entity   = "entity"   // an entity by id or name; "entity:Person|Event" bounds its kind
	Kind     = "kind"     // a kind of entity
	Relation = "relation" // relation types, a list
	Role     = "role"     // the noun for a role; "role:LEADS" bounds the relations that it is one of
)

// paramTypes lists the types that a parameter may have.
func paramTypes() []string {
	return []string{"string", "int", "float", "bool", "date", "datetime", "list", Entity, Kind, Relation, Role}
}

// Bind turns arguments as typed by a user into the values of the statement's
// parameters: defaults are filled in, every parameter is there, and nothing
// else. Dates and datetimes are checked and stay text, because the statement
// itself turns them into values; the elements of a list stand Between each other.
func (q Query) Bind(args map[string]string) (map[string]any, error) {
	for _, name := range sortedKeys(args) {
		if !slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == name }) {
			return nil, fmt.Errorf("%w: %s has no parameter %q; it has %s", ErrArgument, q.Name, name, q.paramNames())
		}
	}
	bound := map[string]any{}
	for _, p := range q.Params {
		text, given := args[p.Name]
		if !given {
			if !p.Optional {
				return nil, fmt.Errorf("%w: %s needs %s=…  (%s)", ErrArgument, q.Name, p.Name, p.about())
			}
			text = p.Default
		}
		if p.Nullable && text == "null" {
			bound[p.Name] = nil
			continue
		}
		value, err := p.convert(text)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %s: %w", ErrArgument, q.Name, p.Name, err)
		}
		bound[p.Name] = value
	}
	return bound, nil
}

// Several reports whether a parameter takes a list, whose elements stand Between each other.
func (p Param) Several() bool { return p.Type == "list" || p.Type == Relation }

// convert turns the text of one argument into the value sent to the store.
func (p Param) convert(text string) (any, error) {
	switch p.Type {
	case "string", Entity, Kind, Role:
		if text == "" {
			return nil, errors.New("it is empty")
		}
	case "int":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a whole number", text)
		}
		if n < 0 {
			return nil, fmt.Errorf("%q is below 0", text)
		}
		return n, nil
	case "float":
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", text)
		}
		return f, nil
	case "bool":
		if text != "true" && text != "false" {
			return nil, fmt.Errorf("%q is not true or false", text)
		}
		return text == "true", nil
	case "date":
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return nil, fmt.Errorf("%q is not a date like 2015-12-16", text)
		}
	case "datetime":
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			return nil, fmt.Errorf("%q is not a time like 2015-12-16T08:00:00Z", text)
		}
	case "list", Relation:
		list := []any{}
		for element := range strings.SplitSeq(text, Between) {
			if element != "" {
				list = append(list, element)
			}
		}
		return list, nil
	}
	return text, nil
}

// about returns what a user has to know of a parameter.
func (p Param) about() string {
	if p.Doc == "" {
		return p.Type
	}
	return p.Type + ", " + p.Doc
}

// paramNames lists the parameters for a message.
func (q Query) paramNames() string {
	if len(q.Params) == 0 {
		return "none"
	}
	names := make([]string, len(q.Params))
	for i, p := range q.Params {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
