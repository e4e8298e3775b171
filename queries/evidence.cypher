// Every sentence for or against one edge
// @name    evidence
// @param   key    string          the edge's key (f_…, column edge or key of the other queries) or a claim's id
// @param   limit  int     = 100   rows at most
// @mode    read
// @returns published, source, title, url, quote, negated, former, modality, said_by, confidence, sentence_no, start, end
MATCH (c:Claim)<-[:STATES]-(a:Article)
WHERE c.key = $key OR c.id = $key
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
RETURN CASE a.published_prec WHEN 'year' THEN toString(a.published_at.year) WHEN 'month' THEN left(toString(a.published_at), 7)
         WHEN 'week' THEN toString(a.published_at.weekYear) + '-W' + right('0' + toString(a.published_at.week), 2) WHEN 'day' THEN date(a.published_at) ELSE a.published_at END AS published,
       a.source AS source, a.title AS title, a.url AS url, c.quote AS quote,
       c.negated AS negated, coalesce(c.former, false) AS former, c.modality AS modality, coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by, c.confidence AS confidence,
       c.sentence_no AS sentence_no, c.start AS start, c.end AS end
ORDER BY a.published_at IS NULL, a.published_at DESC, c.sentence_no, c.id
LIMIT $limit
