// Companies and bodies that share leaders or members
// One row for two bodies; people are those in both, with what they are in each.
// @name    common-leaders
// @param   org    entity:Organization|Group? = null   one of the two, id or name; null = all
// @param   limit  int                        = 50     rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    [which] (companies|bodies|organisations) [that] share (leaders|members|directors) [with {org}]
// @asks    [which] (companies|bodies|organisations) [with|have] common (leaders|members|directors) [with {org}]
// @asks    who leads both {org} and others
// @mode    read
// @returns one, other, shared, people, statuses, linked, one_id, other_id
CALL () {
  WITH $org AS name
  WHERE name IS NULL
  MATCH (:__Entity__)-[:LEADS|MEMBER_OF]->(x:__Entity__)
  WHERE x.kind IN ['Organization', 'Group']
  RETURN DISTINCT x
  UNION
  MATCH (x:__Entity__)
  WHERE x.id = $org
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($org)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($org, ''), '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN $org IS NULL THEN 0
  WHEN x.id = $org THEN 0
  WHEN x.name_norm = toLower($org) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($org)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($org) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL AND x.kind IN ['Organization', 'Group'] AND EXISTS { MATCH (:__Entity__)-[:LEADS|MEMBER_OF]->(x) }
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS o
MATCH (p:__Entity__)-[r:LEADS|MEMBER_OF]->(o)
WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)) AND ($as_of IS NULL OR r.modality = 'actual' AND coalesce(coalesce(r.event_date, r.valid_from) <= date($as_of), true) AND coalesce(r.valid_to >= date($as_of), NOT coalesce(r.former, false)))
MATCH (p)-[s:LEADS|MEMBER_OF]->(q:__Entity__)
WHERE ($known_by IS NULL OR date(s.first_seen) <= date($known_by)) AND ($as_of IS NULL OR s.modality = 'actual' AND coalesce(coalesce(s.event_date, s.valid_from) <= date($as_of), true) AND coalesce(s.valid_to >= date($as_of), NOT coalesce(s.former, false))) AND s.status <> 'denied' AND q.kind IN ['Organization', 'Group'] AND (o.id < q.id OR o <> q AND $org IS NOT NULL)
WITH o, q, p, r, s, coalesce(r.role, CASE type(r) WHEN 'LEADS' THEN 'leader' ELSE 'member' END) + CASE WHEN r.former THEN ' (former)' ELSE '' END AS here,
     coalesce(s.role, CASE type(s) WHEN 'LEADS' THEN 'leader' ELSE 'member' END) + CASE WHEN s.former THEN ' (former)' ELSE '' END AS there
ORDER BY p.name, p.id, r.key, s.key
WITH o, q, count(DISTINCT p) AS shared, collect(p.name + ': ' + here + '; ' + there) AS people, collect(DISTINCT CASE WHEN r.status = 'asserted' THEN s.status ELSE r.status END) AS statuses
RETURN o.name AS one, q.name AS other, shared, people, statuses, EXISTS { MATCH (o)-[l]-(q) WHERE l.status <> 'denied' } AS linked, o.id AS one_id, q.id AS other_id
ORDER BY shared DESC, o.name, q.name, o.id, q.id
LIMIT $limit
