// Everything claimed about one entity, by day
// The date is that of the event where the text states it, else that of the article.
// What is only known to end is marked until, and stands under the day on which it was
// told if it had not ended then.
// @name    timeline
// @param   entity  entity            id or name
// @param   from    date?   = null    first day
// @param   to      date?   = null    last day
// @param   limit   int     = 100     rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day say; null = all
// @asks    timeline (of|for) {entity}
// @asks    what happened (to|with) {entity} [since {from}] [until {to}]
// @asks    what [has] {entity} been doing
// @asks    what (is known|do we know|do you know) (of|about) {entity}
// @asks    everything [known] (of|about|on) {entity}
// @asks    what did {entity} do [since {from}] [until {to}]
// @asks    what did {entity} do (between {from} and {to}|from {from} to {to})
// @asks    [what] (about|on) {entity}
// @asks    what is going on with {entity}
// @asks    what is new about {entity}
// @mode    read
// @returns date, subject, relation, object, negated, former, modality, said_by, quote, title, url, claim
CALL () {
  MATCH (x:__Entity__)
  WHERE x.id = $entity
  RETURN x
  UNION
  MATCH (x:__Entity__)
  WHERE x.name_norm = toLower($entity)
  RETURN x
  UNION
  CALL db.index.fulltext.queryNodes('entity_text', '"' + replace(replace($entity, '\\', ' '), '"', ' ') + '"') YIELD node
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
MATCH (e)<-[:SUBJECT|OBJECT]-(c:Claim)<-[:STATES]-(a:Article)
WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by))
  AND ($as_of IS NULL OR c.modality = 'actual' AND coalesce(coalesce(c.event_date, c.valid_from) <= date($as_of), true) AND coalesce(c.valid_to >= date($as_of), NOT coalesce(c.former, false)))
WITH DISTINCT c, a, coalesce(c.event_date, c.valid_from) AS begun, date(a.published_at) AS told
WITH c, a, begun, told, coalesce(begun, CASE WHEN c.valid_to <= told THEN c.valid_to END, told, c.valid_to) AS day
WHERE ($from IS NULL OR day >= date($from)) AND ($to IS NULL OR day <= date($to))
MATCH (c)-[:SUBJECT]->(s:__Entity__)
OPTIONAL MATCH (c)-[:OBJECT]->(o:__Entity__)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
RETURN CASE
         WHEN begun IS NOT NULL THEN CASE coalesce(c.event_prec, c.valid_from_prec) WHEN 'year' THEN toString(begun.year) WHEN 'quarter' THEN toString(begun.year) + '-Q' + toString(begun.quarter) WHEN 'month' THEN left(toString(begun), 7)
           WHEN 'week' THEN toString(begun.weekYear) + '-W' + right('0' + toString(begun.week), 2) ELSE begun END
         WHEN c.valid_to IS NOT NULL THEN 'until ' + CASE c.valid_to_prec WHEN 'year' THEN toString(c.valid_to.year) WHEN 'quarter' THEN toString(c.valid_to.year) + '-Q' + toString(c.valid_to.quarter) WHEN 'month' THEN left(toString(c.valid_to), 7)
           WHEN 'week' THEN toString(c.valid_to.weekYear) + '-W' + right('0' + toString(c.valid_to.week), 2) ELSE toString(c.valid_to) END
         ELSE CASE a.published_prec WHEN 'year' THEN toString(told.year) WHEN 'quarter' THEN toString(told.year) + '-Q' + toString(told.quarter) WHEN 'month' THEN left(toString(told), 7)
           WHEN 'week' THEN toString(told.weekYear) + '-W' + right('0' + toString(told.week), 2) ELSE told END END AS date,
       s.name AS subject, c.relation AS relation, coalesce(o.name, c.value) AS object,
       c.negated AS negated, coalesce(c.former, false) AS former, c.modality AS modality, coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by, c.quote AS quote, a.title AS title, a.url AS url, c.id AS claim
ORDER BY day, a.published_at, c.sentence_no, c.id
LIMIT $limit
