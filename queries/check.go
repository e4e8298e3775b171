package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	dollarName = regexp.MustCompile(`\$([A-Za-z_]\w*)`)
	word       = regexp.MustCompile(`[A-Za-z_]\w*`)
	uniqueEnd  = regexp.MustCompile(`(?i)(^|\.)(id|key)(\s+(ASC|DESC))?$`)
	forbidden  = regexp.MustCompile(`(?i)\b(apoc|gds)\.|^\s*:param`)
	asName     = regexp.MustCompile(`(?is)\bAS\s+(\w+)\s*$`)
)

// Check reports where the statement of a query disagrees with its header or with
// the rules for stored questions: every $name is a @param and the reverse, the
// answer ends in LIMIT $limit, the last ORDER BY ends in an id or a key so that
// two stores give the rows in one order, and @returns names the columns.
func Check(q Query) error {
	code := stripped(q.Cypher)
	if forbidden.MatchString(code) {
		return fmt.Errorf("no apoc, gds or :param in a stored query")
	}
	if strings.Contains(strings.TrimRight(strings.TrimSpace(code), ";"), ";") {
		return fmt.Errorf("want one statement")
	}
	if err := checkParams(q, code); err != nil {
		return err
	}
	if err := checkAsks(q); err != nil {
		return err
	}
	if q.Writes {
		return nil
	}
	list, order, limit := tail(code)
	if limit != "$limit" {
		return fmt.Errorf("the statement must end in RETURN … ORDER BY … LIMIT $limit")
	}
	if columns := columnNames(list); !slices.Equal(columns, q.Columns) {
		return fmt.Errorf("@returns says %s, the statement returns %s", strings.Join(q.Columns, ", "), strings.Join(columns, ", "))
	}
	keys := topLevel(order)
	if last := strings.TrimSpace(keys[len(keys)-1]); !uniqueEnd.MatchString(last) {
		return fmt.Errorf("ORDER BY must end in an id or a key, ends in %q", last)
	}
	return nil
}

// tail takes the last RETURN of a statement apart: what stands after RETURN,
// after ORDER BY and after LIMIT. Words inside brackets belong to subqueries.
func tail(code string) (list, order, limit string) {
	begin := map[string]int{}
	depth, last := 0, 0
	for _, loc := range word.FindAllStringIndex(code, -1) {
		depth += nesting(code[last:loc[0]])
		last = loc[1]
		parameter := loc[0] > 0 && code[loc[0]-1] == '$'
		if name := strings.ToUpper(code[loc[0]:loc[1]]); depth == 0 && !parameter {
			if name == "RETURN" {
				clear(begin)
			}
			begin[name] = loc[0]
		}
	}
	r, o, l := begin["RETURN"], begin["ORDER"], begin["LIMIT"]
	if r == 0 || o < r || l < o {
		return "", "", ""
	}
	list = strings.TrimSpace(code[r+len("RETURN") : o])
	order = strings.TrimSpace(code[o+len("ORDER") : l])
	limit = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(code[l+len("LIMIT"):]), ";"))
	return list, strings.TrimSpace(order[len("BY"):]), limit
}

// nesting returns by how many brackets a piece of text opens more than it closes.
func nesting(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{':
			n++
		case ')', ']', '}':
			n--
		}
	}
	return n
}

// checkParams compares the $names of the statement with the header.
func checkParams(q Query, code string) error {
	used := map[string]bool{}
	for _, m := range dollarName.FindAllStringSubmatch(code, -1) {
		used[m[1]] = true
		if !slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == m[1] }) {
			return fmt.Errorf("$%s has no // @param line", m[1])
		}
	}
	for _, p := range q.Params {
		if !used[p.Name] {
			return fmt.Errorf("@param %s is not used", p.Name)
		}
		if p.Type == "string" && strings.Contains(p.Doc, "id or name") {
			return fmt.Errorf("@param %s takes an id or a name: its type is %s, not string", p.Name, Entity)
		}
	}
	return nil
}

// columnNames returns the names of the columns of a RETURN list.
func columnNames(list string) []string {
	var names []string
	for _, item := range topLevel(list) {
		item = strings.TrimSpace(item)
		if m := asName.FindStringSubmatch(item); m != nil {
			item = strings.Trim(m[1], "`")
		}
		names = append(names, item)
	}
	return names
}

// topLevel splits a list at its commas outside brackets.
func topLevel(list string) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range list {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, list[start:i])
				start = i + 1
			}
		}
	}
	return append(parts, list[start:])
}

// stripped returns the statement without comments and with the insides of its
// strings blanked, so that no word in them is taken for Cypher.
func stripped(cypher string) string {
	out := []byte(cypher)
	var quote byte
	for i := 0; i < len(out); i++ {
		switch c := out[i]; {
		case quote != 0:
			if c == '\\' && i+1 < len(out) {
				out[i+1] = ' '
			}
			if c == quote {
				quote = 0
			} else {
				out[i] = ' '
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '/' && i+1 < len(out) && out[i+1] == '/':
			for i < len(out) && out[i] != '\n' {
				out[i] = ' '
				i++
			}
		}
	}
	return string(out)
}
