// Entities by name or alias (words or their beginnings)
// wikidata and ext_id are there once newsgraph link has run. score = 1 for the exact name, 0.9 for an alias, 0.7 for whole words of the name, else 0.5.
// @name    find-entity
// @param   text   string          words of a name
// @param   kind   kind? = null  Person, Organization, Place, Event …; null = all
// @param   limit  int     = 20    rows at most
// @asks    find {text}
// @asks    search [for] {text}
// @asks    is there {text}
// @asks    who is called {text}
// @asks    what is called {text}
// @mode    read
// @returns id, name, kind, articles, score, wikidata, ext_id
WITH reduce(t = toLower($text), c IN ['\\', '+', '-', '&', '|', '!', '(', ')', '{', '}', '[', ']', '^', '"', '~', '*', '?', ':', '/', ',', ';'] |
       replace(t, c, ' ')) AS words
WITH [w IN split(words, ' ') | CASE WHEN w ENDS WITH '.' THEN left(w, size(w) - 1) ELSE w END] AS words
WITH [w IN words WHERE w <> '' | w + '*'] AS words
WHERE size(words) > 0
WITH reduce(t = words[0], w IN words[1..] | t + ' AND ' + w) AS search
CALL db.index.fulltext.queryNodes('entity_text', search) YIELD node
WITH node AS e
WHERE e.id STARTS WITH 'e_' AND ($kind IS NULL OR toLower(e.kind) = toLower($kind))
WITH e, CASE
  WHEN e.id = $text OR e.name_norm = toLower($text) THEN 1.0
  WHEN any(form IN e.aliases WHERE toLower(form) = toLower($text)) THEN 0.9
  WHEN ' ' + e.name_norm + ' ' CONTAINS ' ' + toLower($text) + ' ' THEN 0.7
  ELSE 0.5 END AS score, COUNT { (e)<-[:MENTIONS]-() } AS articles
RETURN e.id AS id, e.name AS name, e.kind AS kind, articles, score, e.wikidata AS wikidata, e.ext_id AS ext_id
ORDER BY score DESC, articles DESC, name, e.id
LIMIT $limit
