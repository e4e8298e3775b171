// Every sentence for or against one edge
// A sentence that copies of one text have is one row, that of the first published; copies
// has the addresses of the others.
// @name    evidence
// @param   key    string          the edge's key (f_…, column edge or key of the other queries) or a claim's id
// @param   limit  int     = 100   rows at most
// @param   known_by date? = null    only what articles published by that day say; null = all
// @mode    read
// @returns published, source, title, url, quote, negated, former, modality, said_by, confidence, sentence_no, start, end, copies, claim
CALL () {
  MATCH (c:Claim)
  WHERE c.key = $key
  RETURN c
  UNION
  MATCH (c:Claim)
  WHERE c.id = $key
  RETURN c
}
MATCH (c)<-[:STATES]-(a:Article)
WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by))
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
WITH c, a, coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by
ORDER BY a.published_at, a.id, c.sentence_no, c.id
WITH coalesce(a.story, a.id) AS story, c.quote AS quote, c.negated AS negated, coalesce(c.former, false) AS former, c.modality AS modality, said_by,
     collect(c) AS claims, collect(a) AS articles
WITH story, quote, negated, former, modality, said_by, claims[0] AS c, articles[0] AS a, articles
RETURN CASE a.published_prec WHEN 'year' THEN toString(a.published_at.year) WHEN 'month' THEN left(toString(a.published_at), 7)
         WHEN 'week' THEN toString(a.published_at.weekYear) + '-W' + right('0' + toString(a.published_at.week), 2) WHEN 'day' THEN date(a.published_at) ELSE a.published_at END AS published,
       a.source AS source, a.title AS title, a.url AS url, quote, negated, former, modality, said_by, c.confidence AS confidence,
       c.sentence_no AS sentence_no, c.start AS start, c.end AS end,
       [x IN articles WHERE x.id <> a.id | coalesce(x.url, x.title, x.id)] AS copies, c.id AS claim
ORDER BY a.published_at IS NULL, a.published_at DESC, story, c.sentence_no, c.id
LIMIT $limit
