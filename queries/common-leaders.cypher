// Companies and bodies that share leaders or members
// One row for two bodies; people are those in both, with what they are in each.
// @name    common-leaders
// @param   org    entity:Organization|Group? = null   one of the two, id or name; null = all
// @param   limit  int                        = 50     rows at most
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
WHERE r.status <> 'denied'
MATCH (p)-[s:LEADS|MEMBER_OF]->(q:__Entity__)
WHERE s.status <> 'denied' AND q.kind IN ['Organization', 'Group'] AND (o.id < q.id OR o <> q AND $org IS NOT NULL)
WITH o, q, p, r, s, coalesce(r.role, CASE type(r) WHEN 'LEADS' THEN 'leader' ELSE 'member' END) + CASE WHEN r.former THEN ' (former)' ELSE '' END AS here,
     coalesce(s.role, CASE type(s) WHEN 'LEADS' THEN 'leader' ELSE 'member' END) + CASE WHEN s.former THEN ' (former)' ELSE '' END AS there
ORDER BY p.name, p.id, r.key, s.key
WITH o, q, count(DISTINCT p) AS shared, collect(p.name + ': ' + here + '; ' + there) AS people, collect(DISTINCT CASE WHEN r.status = 'asserted' THEN s.status ELSE r.status END) AS statuses
RETURN o.name AS one, q.name AS other, shared, people, statuses, EXISTS { MATCH (o)-[l]-(q) WHERE l.status <> 'denied' } AS linked, o.id AS one_id, q.id AS other_id
ORDER BY shared DESC, o.name, q.name, o.id, q.id
LIMIT $limit
