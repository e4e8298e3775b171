package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/newsgraph/newsgraph/queries"
)

// bearers finds who bears a name, best first, as the stored questions do: by id
// (fit 0; also by its beginning), full name (1), alias (2), whole words of the name (3).
const bearers = `CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $name
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.id STARTS WITH $short
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($name)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $name OR x.id STARTS WITH $short THEN 0
  WHEN x.name_norm = toLower($name) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($name)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($name) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL AND ($kinds IS NULL OR x.kind IN $kinds)
RETURN fit, x.name AS name, x.id AS id
ORDER BY fit, name, id
LIMIT 100`

// shortID is the beginning of an id, as tables in narrow terminals show it.
var shortID = regexp.MustCompile(`^[cef]_[0-9a-f]{6,23}$`)

// bearing finds the entities that bear a name and are of one of the kinds, or of any.
func bearing(run answers, name string, kinds ...string) (table, error) {
	params := map[string]any{"name": name, "kinds": anyList(kinds), "short": nil}
	if shortID.MatchString(name) {
		params["short"] = name
	}
	return run(bearers, params)
}

// wholeKey completes the key of an edge or the id of a claim in the parameter key
// that is given by its beginning.
func wholeKey(run answers, params map[string]any) error {
	short, _ := params["key"].(string)
	if !shortID.MatchString(short) {
		return nil
	}
	t, err := run(`CALL () {
  MATCH (c:Claim)
  WHERE c.key STARTS WITH $short
  RETURN c.key AS key
  UNION
  MATCH (c:Claim)
  WHERE c.id STARTS WITH $short
  RETURN c.id AS key
}
RETURN key ORDER BY key LIMIT 11`, map[string]any{"short": short})
	if err != nil || len(t.rows) == 0 {
		return err
	}
	if len(t.rows) > 1 {
		keys := make([]string, len(t.rows))
		for i, row := range t.rows {
			keys[i] = text(row[0])
		}
		return usagef("several keys begin with %s: %s; give more of it", short, some(keys))
	}
	params["key"] = t.rows[0][0]
	return nil
}

// identify puts the id of the one entity that is meant where a question takes an
// id or a name. A name that several bear is an error that lists them; an id or a
// full name that fits wins over all others.
func identify(run answers, q queries.Query, params map[string]any) error {
	for _, p := range q.Params {
		name, _ := params[p.Name].(string)
		if p.Name == "key" {
			if err := wholeKey(run, params); err != nil {
				return err
			}
		}
		if name == "" || p.Type != queries.Entity {
			continue
		}
		t, err := bearing(run, name, p.Kinds...)
		if err != nil {
			return err
		}
		var called, ids []string
		for _, row := range t.rows {
			if row[0] == t.rows[0][0] {
				called, ids = append(called, text(row[1])), append(ids, text(row[2]))
			}
		}
		fit := int64(0)
		if len(t.rows) > 0 {
			fit, _ = t.rows[0][0].(int64)
		}
		switch {
		case len(ids) == 1:
			params[p.Name] = ids[0]
		case len(ids) > 1 && fit != 1:
			return usagef("several are called %q: %s; give the full name or %s=ID (newsgraph ask find-entity lists the ids)",
				name, some(called), p.Name)
		}
	}
	return nil
}

// anyList is a list as a parameter takes it; nil if there is nothing in it.
func anyList(words []string) any {
	if len(words) == 0 {
		return nil
	}
	list := make([]any, len(words))
	for i, w := range words {
		list[i] = w
	}
	return list
}

// some lists names, at most ten.
func some(names []string) string {
	if len(names) > 10 {
		return strings.Join(names[:10], ", ") + fmt.Sprintf(" and %d more", len(names)-10)
	}
	return strings.Join(names, ", ")
}
