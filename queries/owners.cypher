// Who owns a company, and what it owns, over several steps
// direction is "up" to the owners or "down" to what is owned; step counts from the
// company, chain names all on the way. status is the weakest on the way, former where
// one step is over.
// @name    owners
// @param   company  entity:Organization|Product|Person   id or name
// @param   limit    int                          = 50    rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    who owns {company}
// @asks    what does {company} own
// @asks    (owners|ownership|subsidiaries) of {company}
// @mode    read
// @returns direction, step, name, relation, chain, status, former, since, articles, quote, url, key, path
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $company
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($company)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($company, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $company THEN 0
  WHEN x.name_norm = toLower($company) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($company)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($company) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS e
MATCH path = (e)-[:OWNED_BY|SUBSIDIARY_OF|ACQUIRED*1..4]-(o:__Entity__)
WHERE all(r IN relationships(path) WHERE r.status <> 'denied'
  AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
  AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)))
WITH e, o, path, relationships(path) AS steps, nodes(path) AS way
WITH e, o, path, steps, way, [i IN range(0, size(steps) - 1) | (type(steps[i]) = 'ACQUIRED') = (endNode(steps[i]) = way[i])] AS ups
WHERE e <> o AND (all(up IN ups WHERE up) OR none(up IN ups WHERE up))
WITH e, o, path, steps, way, ups[0] AS up, steps[size(steps) - 1] AS last
RETURN CASE WHEN up THEN 'up' ELSE 'down' END AS direction, size(steps) AS step, o.name AS name, type(last) AS relation,
       reduce(t = e.name, n IN way[1..] | t + CASE WHEN up THEN ' < ' ELSE ' > ' END + n.name) AS chain,
       CASE WHEN all(r IN steps WHERE r.status = 'asserted') THEN 'asserted' WHEN any(r IN steps WHERE r.status = 'alleged') THEN 'alleged' ELSE 'disputed' END AS status,
       any(r IN steps WHERE coalesce(r.former, false)) AS former, CASE
         WHEN last.event_date IS NULL THEN last.valid_from
         ELSE CASE last.event_prec WHEN 'year' THEN toString(last.event_date.year) WHEN 'quarter' THEN toString(last.event_date.year) + '-Q' + toString(last.event_date.quarter) WHEN 'month' THEN left(toString(last.event_date), 7)
           WHEN 'week' THEN toString(last.event_date.weekYear) + '-W' + right('0' + toString(last.event_date.week), 2) ELSE last.event_date END END AS since, last.articles AS articles, last.quote AS quote, last.url AS url, last.key AS key, path
ORDER BY direction DESC, step, former, chain, [r IN steps | r.key], key
LIMIT $limit
