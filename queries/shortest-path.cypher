// How two entities are connected (at most 6 steps, no denied edge)
// @name    shortest-path
// @param   from   entity          id or name
// @param   to     entity          id or name
// @param   limit  int     = 5     paths at most, all of the same length
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only by edges that an article published by that day tells of; null = all
// @asks    how is {from} (and|with|to) {to} connected
// @asks    how is {from} connected (with|to) {to}
// @asks    is {from} connected (with|to) {to}
// @asks    how does {from} (know|connect to) {to}
// @asks    (connection|path) (between|from) {from} (and|to) {to}
// @asks    what is connection (between|of) {from} (and|to) {to}
// @asks    what connects {from} (and|with|to) {to}
// @asks    what do {from} and {to} have to do with each other
// @mode    read
// @returns path
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $from
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($from)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($from, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $from THEN 0
  WHEN x.name_norm = toLower($from) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($from)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($from) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS a
WITH a ORDER BY COUNT { (a)<-[:MENTIONS]-() } DESC, a.id
WITH collect(a)[0] AS a
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $to
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($to)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($to, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH a, x, CASE
  WHEN x.id = $to THEN 0
  WHEN x.name_norm = toLower($to) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($to)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($to) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH a, min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS b
WITH a, b ORDER BY COUNT { (b)<-[:MENTIONS]-() } DESC, b.id
WITH a, collect(b)[0] AS b
WHERE a <> b
MATCH path = allShortestPaths((a)-[*..6]-(b))
WHERE all(n IN nodes(path) WHERE n:__Entity__) AND all(r IN relationships(path) WHERE r.status <> 'denied'
  AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
  AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)))
WITH path, reduce(n = 0, r IN relationships(path) | n + coalesce(r.stories, r.articles)) AS stories, [r IN relationships(path) | r.key] AS key
RETURN path
ORDER BY stories DESC, key
LIMIT $limit
