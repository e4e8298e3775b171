// What one article, one story or one publisher alone says
// alone is "article", "story" (several articles with copies of one text) or "publisher"
// (several texts of one). Those that look best founded come first.
// @name    single-source
// @param   entity     entity?   = null    about this one, id or name; null = all
// @param   publisher  string?   = null    that this source alone says; null = any
// @param   relation   relation  = ""      of these relations only; none = of all
// @param   limit      int       = 50      rows at most
// @asks    what (has|have) only one source [about {entity}]
// @asks    what does only one (source|publisher|article) say [about {entity}]
// @asks    [which] claims (with|from|of) [only] (one|a single) source [about {entity}]
// @mode    read
// @returns subject, relation, object, alone, source, status, former, articles, stories, first_seen, quote, url, key
CALL () {
  WITH $entity AS name
  WHERE name IS NULL
  MATCH (:__Entity__)-[r]->(:__Entity__)
  WHERE coalesce(r.publishers, r.stories, r.articles) <= 1 OR coalesce(r.stories, r.articles) = 1
  RETURN r
  UNION
  CALL () {
    MATCH (x:__Entity__)
    WHERE x.id = $entity
    RETURN x
    UNION
    MATCH (x:__Entity__)
    WHERE x.name_norm = toLower($entity)
    RETURN x
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($entity, ''), '\\', ' '), '"', ' ') + '"') YIELD node
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
  MATCH (e)-[r]-(:__Entity__)
  WHERE coalesce(r.publishers, r.stories, r.articles) <= 1 OR coalesce(r.stories, r.articles) = 1
  RETURN DISTINCT r
}
WITH r
WHERE r.status <> 'denied' AND (size($relation) = 0 OR type(r) IN $relation)
  AND ($publisher IS NULL OR coalesce(r.publishers, 1) = 1 AND COUNT { MATCH (a:Article) WHERE a.id IN r.article_ids AND toLower(a.source) = toLower($publisher) } > 0)
WITH r
ORDER BY r.articles DESC, r.evidence DESC, r.last_seen DESC, r.key
LIMIT $limit
WITH r, COLLECT { MATCH (a:Article) WHERE a.id IN r.article_ids RETURN a.source ORDER BY a.source IS NULL, a.published_at, a.id }[0] AS source, COLLECT {
  MATCH (c:Claim)<-[:STATES]-(a:Article)
  WHERE c.key = r.key AND a.published_at = r.first_seen
  RETURN a.published_prec AS prec ORDER BY prec LIMIT 1
}[0] AS prec
RETURN startNode(r).name AS subject, type(r) AS relation, endNode(r).name AS object,
       CASE WHEN r.articles = 1 THEN 'article' WHEN r.stories = 1 THEN 'story' ELSE 'publisher' END AS alone, source,
       r.status AS status, coalesce(r.former, false) AS former, r.articles AS articles, coalesce(r.stories, r.articles) AS stories,
       CASE prec WHEN 'year' THEN toString(r.first_seen.year) WHEN 'quarter' THEN toString(r.first_seen.year) + '-Q' + toString(r.first_seen.quarter) WHEN 'month' THEN left(toString(r.first_seen), 7)
         WHEN 'week' THEN toString(r.first_seen.weekYear) + '-W' + right('0' + toString(r.first_seen.week), 2) ELSE CASE prec WHEN 'day' THEN date(r.first_seen) ELSE r.first_seen END END AS first_seen,
       r.quote AS quote, r.url AS url, r.key AS key
ORDER BY r.articles DESC, r.evidence DESC, r.last_seen DESC, r.key
LIMIT $limit
