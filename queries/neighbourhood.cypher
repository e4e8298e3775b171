// One entity's edges, strongest first
// direction = -> where the edge begins at the entity, <- where it ends there;
// former: it held once, and no longer does; stories: articles without copies of one text.
// @name    neighbourhood
// @param   entity  entity          id or name
// @param   limit   int     = 50    edges at most
// @asks    who is connected (with|to) {entity}
// @asks    what is connected (with|to) {entity}
// @asks    (connections|contacts|neighbours|neighbourhood) of {entity}
// @asks    {entity} 's (connections|contacts|neighbours)
// @asks    who does {entity} know
// @asks    who is {entity}
// @asks    what is {entity}
// @asks    who is around {entity}
// @mode    read
// @returns e, relation, direction, other, status, former, articles, stories, quote, edge
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
MATCH (e)-[edge]-(other:__Entity__)
WHERE edge.status <> 'denied'
RETURN e, type(edge) AS relation, CASE WHEN startNode(edge) = e THEN '->' ELSE '<-' END AS direction, other,
       edge.status AS status, coalesce(edge.former, false) AS former, edge.articles AS articles, coalesce(edge.stories, edge.articles) AS stories, edge.quote AS quote, edge
ORDER BY stories DESC, edge.articles DESC, edge.evidence DESC, edge.key, e.id
LIMIT $limit
