// One article, claim by claim, in the order of its text
// status is that of the fact, by all articles; negated, former, modality and said_by
// are what this sentence says. date is that of the event, or since when or until when
// something holds. start and end are bytes of the text. An article of which no claim
// is known gives one row without a claim.
// @name    article
// @param   article  string          id (a_…) or url
// @param   limit    int     = 500   rows at most
// @asks    what does the article {article} say
// @asks    (claims of|show) [the] article {article}
// @mode    read
// @returns sentence_no, subject, relation, object, status, negated, former, modality, said_by, role, topic, date, quote, start, end, confidence, subject_id, object_id, key, claim, published, source, title, url, article
CALL () {
  MATCH (a:Article)
  WHERE a.id = $article
  RETURN a
  UNION
  MATCH (a:Article)
  WHERE a.url = $article
  RETURN a
}
OPTIONAL MATCH (a)-[:STATES]->(c:Claim)
OPTIONAL MATCH (c)-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
OPTIONAL MATCH (s)-[r]->(o)
WHERE r.key = c.key
WITH a, c, s, o, w, r, coalesce(c.event_date, c.valid_from) AS begun
RETURN c.sentence_no AS sentence_no, s.name AS subject, c.relation AS relation, coalesce(o.name, c.value) AS object,
       coalesce(r.status, CASE WHEN c.negated THEN 'denied' WHEN c.modality <> 'actual' OR c.reported OR w IS NOT NULL THEN 'alleged' WHEN c IS NOT NULL THEN 'asserted' END) AS status,
       c.negated AS negated, CASE WHEN c IS NOT NULL THEN coalesce(c.former, false) END AS former, c.modality AS modality,
       coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by, c.role AS role, c.topic AS topic,
       CASE
         WHEN begun IS NOT NULL THEN CASE coalesce(c.event_prec, c.valid_from_prec) WHEN 'year' THEN toString(begun.year) WHEN 'quarter' THEN toString(begun.year) + '-Q' + toString(begun.quarter) WHEN 'month' THEN left(toString(begun), 7)
           WHEN 'week' THEN toString(begun.weekYear) + '-W' + right('0' + toString(begun.week), 2) ELSE begun END
         WHEN c.valid_to IS NOT NULL THEN 'until ' + CASE c.valid_to_prec WHEN 'year' THEN toString(c.valid_to.year) WHEN 'quarter' THEN toString(c.valid_to.year) + '-Q' + toString(c.valid_to.quarter) WHEN 'month' THEN left(toString(c.valid_to), 7)
           WHEN 'week' THEN toString(c.valid_to.weekYear) + '-W' + right('0' + toString(c.valid_to.week), 2) ELSE toString(c.valid_to) END END AS date,
       c.quote AS quote, c.start AS start, c.end AS end, c.confidence AS confidence, s.id AS subject_id, o.id AS object_id, c.key AS key, c.id AS claim,
       CASE a.published_prec WHEN 'year' THEN toString(a.published_at.year) WHEN 'month' THEN left(toString(a.published_at), 7)
         WHEN 'week' THEN toString(a.published_at.weekYear) + '-W' + right('0' + toString(a.published_at.week), 2) WHEN 'day' THEN date(a.published_at) ELSE a.published_at END AS published,
       a.source AS source, a.title AS title, a.url AS url, a.id AS article
ORDER BY a.id, c.sentence_no, c.start, c.id
LIMIT $limit
