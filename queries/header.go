package queries

import (
	"fmt"
	"slices"
	"strings"
)

// Parse reads one query file: the title, the header lines that begin with
// "// @", and the statement. It does not check that the statement agrees with
// the header; Check does.
func Parse(text string) (Query, error) {
	q := Query{Cypher: text}
	seen := map[string]bool{}
	for i, line := range strings.Split(text, "\n") {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "//")
		if !ok {
			break
		}
		comment = strings.TrimSpace(comment)
		if err := q.header(comment, i == 0, seen); err != nil {
			return Query{}, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	if q.Title == "" {
		return Query{}, fmt.Errorf("line 1: want a title: // The question in words")
	}
	for _, key := range []string{"name", "mode", "returns"} {
		if !seen[key] {
			return Query{}, fmt.Errorf("no line // @%s", key)
		}
	}
	return q, nil
}

// header takes in one comment line.
func (q *Query) header(comment string, first bool, seen map[string]bool) error {
	if !strings.HasPrefix(comment, "@") {
		switch {
		case first:
			q.Title = comment
		case len(seen) == 0:
			q.Doc = strings.TrimSpace(q.Doc + "\n" + comment)
		}
		return nil
	}
	key, rest, _ := strings.Cut(comment[1:], " ")
	rest = strings.TrimSpace(rest)
	if key != "param" && key != "asks" && seen[key] {
		return fmt.Errorf("second @%s", key)
	}
	seen[key] = true
	switch key {
	case "name":
		q.Name = rest
	case "param":
		return q.param(rest)
	case "asks":
		return q.asks(rest)
	case "mode":
		if rest != "read" && rest != "write" {
			return fmt.Errorf("@mode is %q, must be read or write", rest)
		}
		q.Writes = rest == "write"
	case "returns":
		for column := range strings.SplitSeq(rest, ",") {
			q.Columns = append(q.Columns, strings.TrimSpace(column))
		}
	default:
		return fmt.Errorf("unknown @%s: the header knows @name, @param, @asks, @mode, @returns", key)
	}
	return nil
}

// param takes in a parameter.
func (q *Query) param(text string) error {
	p, err := parseParam(text)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(q.Params, func(o Param) bool { return o.Name == p.Name }) {
		return fmt.Errorf("second @param %s", p.Name)
	}
	q.Params = append(q.Params, p)
	return nil
}

// asks takes in a phrasing.
func (q *Query) asks(text string) error {
	p, err := parsePhrasing(text)
	if err != nil {
		return err
	}
	q.Asks = append(q.Asks, p)
	return nil
}

// parseParam reads "org entity:Organization|Place? = null   organisation". A default
// that holds blanks stands in double quotes.
func parseParam(text string) (Param, error) {
	fields := strings.Fields(text)
	if len(fields) < 2 {
		return Param{}, fmt.Errorf("@param %s: want a name and a type", text)
	}
	p := Param{Name: fields[0]}
	p.Type, p.Nullable = strings.CutSuffix(fields[1], "?")
	kinds := ""
	if p.Type, kinds, _ = strings.Cut(p.Type, ":"); kinds != "" {
		p.Kinds = strings.Split(kinds, "|")
	}
	if p.Kinds != nil && p.Type != Entity && p.Type != Role {
		return Param{}, fmt.Errorf("@param %s: kinds stand behind %s and relations behind %s, nothing behind %q", p.Name, Entity, Role, p.Type)
	}
	if !slices.Contains(paramTypes(), p.Type) {
		return Param{}, fmt.Errorf("@param %s: unknown type %q, must be one of %s", p.Name, p.Type, strings.Join(paramTypes(), ", "))
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(text, p.Name), fields[1])
	rest = strings.TrimSpace(rest)
	if value, ok := strings.CutPrefix(rest, "="); ok {
		p.Optional = true
		p.Default, rest = cutValue(strings.TrimSpace(value))
		if _, err := p.convert(p.Default); err != nil && !(p.Nullable && p.Default == "null") {
			return Param{}, fmt.Errorf("@param %s: default: %w", p.Name, err)
		}
	}
	p.Doc = strings.TrimSpace(rest)
	return p, nil
}

// cutValue splits the first word, or the first text in double quotes, from the rest.
func cutValue(text string) (value, rest string) {
	if quoted, ok := strings.CutPrefix(text, `"`); ok {
		value, rest, _ = strings.Cut(quoted, `"`)
		return value, rest
	}
	value, rest, _ = strings.Cut(text, " ")
	return value, rest
}
