// Who has a post where a person has one
// former: one of the two is so no more; status is the weaker of the two.
// @name    colleagues
// @param   person  entity:Person         id or name
// @param   limit   int           = 50    rows at most
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
WHERE r.status <> 'denied'
MATCH (q:__Entity__)-[s:LEADS|HOLDS_OFFICE_IN|EMPLOYED_BY|REPRESENTS|MEMBER_OF]->(o)
WHERE s.status <> 'denied' AND q <> e
RETURN q.name AS colleague, coalesce(s.role, toLower(replace(type(s), '_', ' '))) AS role, o.name AS organisation, coalesce(r.role, toLower(replace(type(r), '_', ' '))) AS role_of_person,
       coalesce(r.former, false) OR coalesce(s.former, false) AS former, CASE WHEN r.status = 'asserted' THEN s.status ELSE r.status END AS status,
       s.articles AS articles, s.quote AS quote, s.url AS url, s.key AS key
ORDER BY former, s.articles DESC, o.name, q.name, r.key, s.key
LIMIT $limit
