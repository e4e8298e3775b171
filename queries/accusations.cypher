// Who accuses whom of what, and the answers
// Also what an accuser says of those it accuses, where somebody denies it; who only reports accuses nobody.
// @name    accusations
// @param   limit  int = 50    rows at most
// @asks    who accused whom [of what]
// @asks    [which] accusations [are there]
// @asks    who accuses whom
// @mode    read
// @returns accuser, accused, what, answers, published, title
CALL () {
  MATCH (p:__Entity__)-[r:ACCUSED]->(q:__Entity__)
  WHERE r.evidence > r.against
  RETURN p.name AS accuser, q.name AS accused, coalesce(r.topic, r.quote) AS what, r.key AS key, r.article_ids AS ids, r.key AS id
  UNION
  MATCH (c:Claim {negated: false})-[:ATTRIBUTED_TO]->(w:__Entity__)
  MATCH (c)-[:SUBJECT]->(s:__Entity__)
  MATCH (c)-[:OBJECT]->(o:__Entity__)
  MATCH (a:Article)-[:STATES]->(c)
  WHERE w <> s AND w <> o AND c.relation <> 'ACCUSED'
    AND EXISTS { MATCH (w)-[r:ACCUSED]->(x) WHERE (x = s OR x = o) AND r.evidence > r.against }
    AND EXISTS { MATCH (n:Claim) WHERE n.key = c.key AND n.negated }
  RETURN w.name AS accuser, s.name AS accused, c.quote AS what, c.key AS key, [a.id] AS ids, c.id AS id
}
WITH accuser, accused, what, key, ids, id
MATCH (a:Article)
WHERE a.id IN ids
WITH accuser, accused, what, key, id, a
ORDER BY a.published_at, a.id
WITH accuser, accused, what, key, id, collect(a)[0] AS first
WITH accuser, accused, what, id, first, COLLECT {
  MATCH (n:Claim)
  WHERE n.key = key AND n.negated
  RETURN n.quote ORDER BY n.id
} AS answers
RETURN accuser, accused, what, answers, CASE first.published_prec WHEN 'year' THEN toString(first.published_at.year) WHEN 'month' THEN left(toString(first.published_at), 7)
         WHEN 'week' THEN toString(first.published_at.weekYear) + '-W' + right('0' + toString(first.published_at.week), 2) WHEN 'day' THEN date(first.published_at) ELSE first.published_at END AS published,
       first.title AS title
ORDER BY first.published_at IS NULL, first.published_at DESC, id
LIMIT $limit
