// Who is mentioned together with one entity
// jaccard = articles with both / articles with either; linked = an edge joins them.
// @name    co-mentions
// @param   entity  entity          id or name
// @param   limit   int     = 50    rows at most
// @param   known_by date? = null    only what articles published by that day; null = all
// @asks    who [else] is mentioned with {entity}
// @asks    who is mentioned (beside|alongside) {entity}
// @asks    who appears with {entity}
// @asks    who [else] is mentioned in articles about {entity}
// @mode    read
// @returns other, kind, articles, jaccard, linked
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $entity
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($entity)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($entity, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $entity THEN 0
  WHEN x.name_norm = toLower($entity) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($entity)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($entity) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS e
MATCH (e)<-[:MENTIONS]-(a:Article)-[:MENTIONS]->(o:__Entity__)
WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by))
WITH e, o, count(DISTINCT a) AS both
WITH e, o, both, CASE WHEN $known_by IS NULL THEN COUNT { (e)<-[:MENTIONS]-() } + COUNT { (o)<-[:MENTIONS]-() }
  ELSE COUNT { MATCH (e)<-[:MENTIONS]-(a:Article) WHERE date(a.published_at) <= date($known_by) } + COUNT { MATCH (o)<-[:MENTIONS]-(a:Article) WHERE date(a.published_at) <= date($known_by) } END - both AS either
WITH e, o, both, round(toFloat(both) / either, 4) AS jaccard
ORDER BY both DESC, jaccard DESC, o.name, o.id, e.id
LIMIT $limit
RETURN o.name AS other, o.kind AS kind, both AS articles, jaccard,
       EXISTS { MATCH (e)-[r]-(o) WHERE r.status <> 'denied' AND ($known_by IS NULL OR date(r.first_seen) <= date($known_by)) } AS linked
ORDER BY both DESC, jaccard DESC, o.name, o.id, e.id
LIMIT $limit
