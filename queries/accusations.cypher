// Who accuses whom of what, and the answers
// Also what an accuser says of those it accuses, where somebody denies it; who only reports accuses nobody.
// @name    accusations
// @param   accuser  entity? = null   who accuses, id or name; null = all
// @param   accused  entity? = null   who is accused, id or name; null = all
// @param   limit    int     = 50     rows at most
// @asks    who accused who [of what]
// @asks    who accused {accused} [of what]
// @asks    who did {accuser} accuse [of what]
// @asks    who was accused by {accuser} [of what]
// @asks    what did {accuser} accuse {accused} of
// @asks    did {accuser} accuse {accused}
// @asks    what is {accused} accused of
// @asks    [which] accusations against {accused}
// @asks    [which] accusations (by|of) {accuser}
// @asks    [which] accusations [are there]
// @mode    read
// @returns accuser, accused, what, answers, published, title, key
CALL () {
  CALL () {
    MATCH (x:__Entity__)
    WHERE x.id = $accuser
    RETURN x
    UNION
    MATCH (x:__Entity__)
    WHERE x.name_norm = toLower($accuser)
    RETURN x
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($accuser, ''), '\\', ' '), '"', ' ') + '"') YIELD node
    RETURN node AS x
  }
  WITH x, CASE
    WHEN x.id = $accuser THEN 0
    WHEN x.name_norm = toLower($accuser) THEN 1
    WHEN any(form IN x.aliases WHERE toLower(form) = toLower($accuser)) THEN 2
    WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($accuser) + ' ' THEN 3 END AS fit
  WHERE fit IS NOT NULL
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  RETURN [f IN found WHERE f.fit = best | f.x] AS accusers
}
CALL () {
  CALL () {
    MATCH (x:__Entity__)
    WHERE x.id = $accused
    RETURN x
    UNION
    MATCH (x:__Entity__)
    WHERE x.name_norm = toLower($accused)
    RETURN x
    UNION
    CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace(coalesce($accused, ''), '\\', ' '), '"', ' ') + '"') YIELD node
    RETURN node AS x
  }
  WITH x, CASE
    WHEN x.id = $accused THEN 0
    WHEN x.name_norm = toLower($accused) THEN 1
    WHEN any(form IN x.aliases WHERE toLower(form) = toLower($accused)) THEN 2
    WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($accused) + ' ' THEN 3 END AS fit
  WHERE fit IS NOT NULL
  WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
  RETURN [f IN found WHERE f.fit = best | f.x] AS charged
}
CALL (accusers, charged) {
  UNWIND CASE WHEN $accuser IS NULL THEN charged ELSE accusers END AS x
  RETURN x
  UNION
  WITH coalesce($accuser, $accused) AS name
  WHERE name IS NULL
  MATCH (x:__Entity__)-[:ACCUSED]->(:__Entity__)
  RETURN DISTINCT x
}
CALL (x) {
  MATCH (x)-[r:ACCUSED]-(:__Entity__)
  WHERE r.evidence > r.against
  RETURN startNode(r) AS accuser, endNode(r) AS accused, coalesce(r.topic, r.quote) AS what, r.key AS key, r.article_ids AS ids, r.key AS id
  UNION
  MATCH (x)<-[:ATTRIBUTED_TO|SUBJECT]-(c:Claim {negated: false})
  MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
  MATCH (c)-[:SUBJECT]->(s:__Entity__)
  MATCH (c)-[:OBJECT]->(o:__Entity__)
  MATCH (a:Article)-[:STATES]->(c)
  WHERE w <> s AND w <> o AND c.relation <> 'ACCUSED'
    AND EXISTS { MATCH (w)-[r:ACCUSED]->(y) WHERE (y = s OR y = o) AND r.evidence > r.against }
    AND EXISTS { MATCH (n:Claim) WHERE n.key = c.key AND n.negated }
  RETURN w AS accuser, s AS accused, c.quote AS what, c.key AS key, [a.id] AS ids, c.id AS id
}
WITH DISTINCT accusers, charged, accuser, accused, what, key, ids, id
WHERE ($accuser IS NULL OR accuser IN accusers) AND ($accused IS NULL OR accused IN charged)
MATCH (a:Article)
WHERE a.id IN ids
WITH accuser, accused, what, key, id, a
ORDER BY a.published_at, a.id
WITH accuser, accused, what, key, id, collect(a)[0] AS first
WITH accuser, accused, what, key, id, first, COLLECT {
  MATCH (n:Claim)
  WHERE n.key = key AND n.negated
  RETURN n.quote ORDER BY n.id
} AS answers
RETURN accuser.name AS accuser, accused.name AS accused, what, answers, CASE first.published_prec WHEN 'year' THEN toString(first.published_at.year) WHEN 'month' THEN left(toString(first.published_at), 7)
         WHEN 'week' THEN toString(first.published_at.weekYear) + '-W' + right('0' + toString(first.published_at.week), 2) WHEN 'day' THEN date(first.published_at) ELSE first.published_at END AS published,
       first.title AS title, key
ORDER BY first.published_at IS NULL, first.published_at DESC, id
LIMIT $limit
