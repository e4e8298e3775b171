// Who has a post where a person has one
// former: one of the two is so no more; status is the weaker of the two.
// @name    colleagues
// @param   person  entity:Person         id or name
// @param   limit   int           = 50    rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    (colleagues|associates) of {person}
// @asks    who works with {person}
// @mode    read
// @returns colleague, role, organisation, role_of_person, former, status, articles, quote, url, key
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $person
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($person)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($person, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $person THEN 0
  WHEN x.name_norm = toLower($person) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($person)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($person) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS e
MATCH (e)-[r:LEADS|HOLDS_OFFICE_IN|EMPLOYED_BY|REPRESENTS|MEMBER_OF]->(o:__Entity__)
WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)) AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
MATCH (q:__Entity__)-[s:LEADS|HOLDS_OFFICE_IN|EMPLOYED_BY|REPRESENTS|MEMBER_OF]->(o)
WHERE s.status <> 'denied' AND q <> e AND ($known_by IS NULL OR date(s.first_seen) <= date($known_by)) AND ($as_of IS NULL OR s.modality = 'actual' AND coalesce(coalesce(s.event_date, s.valid_from) <= date($as_of), true) AND coalesce(s.valid_to >= date($as_of), NOT coalesce(s.former, false)))
RETURN q.name AS colleague, coalesce(s.role, toLower(replace(type(s), '_', ' '))) AS role, o.name AS organisation, coalesce(r.role, toLower(replace(type(r), '_', ' '))) AS role_of_person,
       coalesce(r.former, false) OR coalesce(s.former, false) AS former, CASE WHEN r.status = 'asserted' THEN s.status ELSE r.status END AS status,
       s.articles AS articles, s.quote AS quote, s.url AS url, s.key AS key
ORDER BY former, s.articles DESC, o.name, q.name, r.key, s.key
LIMIT $limit
