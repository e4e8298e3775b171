// Articles that mention both of two entities
// n_a and n_b = how often each is mentioned.
// @name    articles-with-both
// @param   a      entity          id or name
// @param   b      entity          id or name
// @param   limit  int     = 50    rows at most
// @param   known_by date? = null    only what articles published by that day; null = all
// @asks    [which] articles [that] mention {a} and {b}
// @asks    [which] articles (about|on|with) {a} and {b}
// @asks    where are {a} and {b} mentioned
// @asks    what is written about {a} and {b}
// @asks    articles in which {a} and {b} appear
// @mode    read
// @returns published, source, title, url, n_a, n_b
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $a
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($a)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($a, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH x, CASE
  WHEN x.id = $a THEN 0
  WHEN x.name_norm = toLower($a) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($a)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($a) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS e
WITH collect(e) AS these
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $b
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($b)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($b, '\\', ' '), '"', ' ') + '"') YIELD node
  RETURN node AS x
}
WITH these, x, CASE
  WHEN x.id = $b THEN 0
  WHEN x.name_norm = toLower($b) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($b)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($b) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH these, min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS e
WITH these, collect(e) AS those
UNWIND these AS e
MATCH (d:Article)-[m:MENTIONS]->(e)
WHERE ($known_by IS NULL OR date(d.published_at) <= date($known_by))
WITH those, d, sum(m.count) AS n_a
UNWIND those AS e
MATCH (d)-[m:MENTIONS]->(e)
WITH d, n_a, sum(m.count) AS n_b
RETURN CASE d.published_prec WHEN 'year' THEN toString(d.published_at.year) WHEN 'month' THEN left(toString(d.published_at), 7)
         WHEN 'week' THEN toString(d.published_at.weekYear) + '-W' + right('0' + toString(d.published_at.week), 2) WHEN 'day' THEN date(d.published_at) ELSE d.published_at END AS published,
       d.source AS source, d.title AS title, d.url AS url, n_a, n_b
ORDER BY d.published_at IS NULL, d.published_at DESC, d.id
LIMIT $limit
