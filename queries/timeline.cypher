// Everything claimed about one entity, by day
// The date is that of the event where the text states it, else that of the article.
// @name    timeline
// @param   entity  string            id or name
// @param   from    date?   = null    first day
// @param   to      date?   = null    last day
// @param   limit   int     = 100     rows at most
// @mode    read
// @returns date, subject, relation, object, negated, former, modality, said_by, quote, title, url
MATCH (x:__Entity__)
WITH x, CASE
  WHEN x.id = $entity THEN 0
  WHEN x.name_norm = toLower($entity) THEN 1
  WHEN any(form IN x.aliases WHERE toLower(form) = toLower($entity)) THEN 2
  WHEN ' ' + x.name_norm + ' ' CONTAINS ' ' + toLower($entity) + ' ' THEN 3 END AS fit
WHERE fit IS NOT NULL
WITH min(fit) AS best, collect({x: x, fit: fit}) AS found
UNWIND [f IN found WHERE f.fit = best | f.x] AS e
MATCH (e)<-[:SUBJECT|OBJECT]-(c:Claim)<-[:STATES]-(a:Article)
WITH DISTINCT c, a, coalesce(c.event_date, c.valid_from, c.valid_to, date(a.published_at)) AS day
WHERE ($from IS NULL OR day >= date($from)) AND ($to IS NULL OR day <= date($to))
MATCH (c)-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
RETURN day AS date, s.name AS subject, c.relation AS relation, coalesce(o.name, c.value) AS object,
       c.negated AS negated, coalesce(c.former, false) AS former, c.modality AS modality, coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by, c.quote AS quote, a.title AS title, a.url AS url
ORDER BY day, a.published_at, c.sentence_no, c.id
LIMIT $limit
