// The sentences behind some keys of edges and ids of claims: of each key how many claims
// there are, and those that show it best, in the order in which an edge takes its own
// quote; those that deny it come last. known_by leaves out what was published later, and
// gives the status that the edge had then.
UNWIND $keys AS key
CALL (key) {
  MATCH (c:Claim)
  WHERE c.key = key
  RETURN c
  UNION
  MATCH (c:Claim)
  WHERE c.id = key
  RETURN c
}
MATCH (c)<-[:STATES]-(a:Article)
WHERE $known_by IS NULL OR date(a.published_at) <= date($known_by)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
WITH key, c, a, coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by
ORDER BY key, c.negated, said_by IS NOT NULL, CASE c.modality WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END, coalesce(c.entailed, false),
  c.confidence DESC, a.published_at IS NULL, a.published_at, c.id
WITH key, collect({c: c, a: a, said_by: said_by}) AS told
WITH key, size(told) AS claims, [x IN told WHERE NOT x.c.negated][..$each] + [x IN told WHERE x.c.negated][..$each] AS best
UNWIND range(0, size(best) - 1) AS n
WITH key, claims, n, best[n].c AS c, best[n].a AS a, best[n].said_by AS said_by
OPTIONAL MATCH (c)-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
OPTIONAL MATCH (s)-[r]->(o)
WHERE r.key = c.key
WITH key, claims, n, c, a, said_by, r, CASE WHEN $known_by IS NULL THEN r.status ELSE COLLECT {
    MATCH (d:Claim)<-[:STATES]-(b:Article)
    WHERE d.key = c.key AND date(b.published_at) <= date($known_by)
    WITH count(CASE WHEN d.negated THEN 1 END) AS against,
         count(CASE WHEN NOT d.negated AND d.modality = 'actual' AND NOT coalesce(d.reported, false) AND NOT EXISTS { (d)-[:ATTRIBUTED_TO]->() } THEN 1 END) AS asserted
    RETURN CASE WHEN against > 0 AND asserted > 0 THEN 'disputed' WHEN against > 0 THEN 'denied' WHEN asserted > 0 THEN 'asserted' ELSE 'alleged' END AS status
  }[0] END AS status
RETURN key, claims, c.key AS edge, c.id AS claim,
       coalesce(status, CASE WHEN c.negated THEN 'denied' WHEN c.modality <> 'actual' OR said_by IS NOT NULL THEN 'alleged' ELSE 'asserted' END) AS status,
       c.negated AS negated, coalesce(c.former, false) AS former, c.modality AS modality, said_by,
       c.quote AS quote, c.sentence_no AS sentence_no, c.start AS start, c.end AS end,
       a.url AS url, a.source AS publisher, a.title AS title,
       CASE a.published_prec WHEN 'year' THEN toString(a.published_at.year) WHEN 'month' THEN left(toString(a.published_at), 7)
         WHEN 'week' THEN toString(a.published_at.weekYear) + '-W' + right('0' + toString(a.published_at.week), 2) WHEN 'day' THEN date(a.published_at) ELSE a.published_at END AS published,
       a.id AS article, coalesce(a.story, a.id) AS story
ORDER BY key, n
