// Names that stand for nobody in particular, for a reviewer
// why is "one name" for a person known by one name only, "own article" for a name that is
// kept apart by the article it stands in, "same name" where several entities have it. may_be
// lists who may be meant, with their ids; newsgraph identity judges.
// @name    unresolved
// @param   kind   kind?  = null    Person, Organization, Place, Event …; null = all
// @param   limit  int    = 50      rows at most
// @asks    [which] (names|entities) [are] (unresolved|ambiguous|unclear)
// @asks    who may be the same
// @asks    (unresolved|ambiguous) names
// @mode    read
// @returns name, kind, why, may_be, articles, claims, title, url, id
CALL () {
  MATCH (e:__Entity__)
  WHERE e.partial OR e.scope = 'article'
  RETURN e
  UNION
  MATCH (x:__Entity__)
  WITH x.name_norm AS name, collect(x) AS several
  WHERE size(several) > 1
  UNWIND several AS e
  RETURN e
}
WITH e, COUNT { (e)<-[:MENTIONS]-() } AS articles
WHERE $kind IS NULL OR toLower(e.kind) = toLower($kind)
WITH e, articles
ORDER BY articles DESC, e.name, e.id
LIMIT $limit
WITH e, articles, COLLECT {
  MATCH (x:__Entity__)
  WHERE x.name_norm = e.name_norm AND x <> e
  RETURN x {.name, .id} ORDER BY x.name, x.id
} AS same, COLLECT {
  MATCH (x:__Entity__)
  WHERE e.partial AND x.block = e.block AND x.name_norm <> e.name_norm
  RETURN x {.name, .id} ORDER BY x.name, x.id
} AS longer, COLLECT {
  MATCH (e)<-[:MENTIONS]-(a:Article)
  RETURN a ORDER BY a.published_at IS NULL, a.published_at DESC, a.id LIMIT 1
}[0] AS a
RETURN e.name AS name, e.kind AS kind, CASE WHEN e.partial THEN 'one name' WHEN e.scope = 'article' THEN 'own article' ELSE 'same name' END AS why,
       [x IN same + longer | x.name + ' (' + x.id + ')'] AS may_be, articles, COUNT { (e)<-[:SUBJECT|OBJECT]-() } AS claims, a.title AS title, a.url AS url, e.id AS id
ORDER BY articles DESC, e.name, e.id
LIMIT $limit
