// All that is claimed of one entity, by relation
// direction = -> where the entity is the subject, <- where it is the object. status is
// that of the fact, by all articles; negated, former, modality and said_by are what this
// sentence says. Facts that more independent texts tell come first. A sentence that
// copies of one text have is one row, that of the first published; copies has the
// addresses of the others.
// @name    claims-of
// @param   entity    entity            id or name
// @param   relation  relation  = ""     of these relations only, such as MET_WITH; none = of all
// @param   limit     int     = 200     rows at most
// @param   as_of    date? = null    only what is true on that day: not known to begin later or to be over; null = any
// @param   known_by date? = null    only what articles published by that day tell of, with the status of today; null = all
// @asks    what is (claimed|said|reported) (of|about) {entity}
// @asks    (all|every) (claim|claims) (of|about) {entity}
// @asks    show me {entity}
// @mode    read
// @returns relation, direction, other, status, negated, former, modality, said_by, role, topic, date, quote, published, source, title, url, copies, sentence_no, start, end, confidence, entity_id, other_id, other_kind, article, key, claim
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
CALL (e) {
  MATCH (e)-[r]-(o:__Entity__)
  WHERE size($relation) = 0 OR type(r) IN $relation
  RETURN r.key AS key, type(r) AS relation, CASE WHEN startNode(r) = e THEN '->' ELSE '<-' END AS direction, o, r
  UNION
  MATCH (e)<-[:SUBJECT]-(c:Claim)
  WHERE c.value IS NOT NULL AND (size($relation) = 0 OR c.relation IN $relation)
  RETURN DISTINCT c.key AS key, c.relation AS relation, '->' AS direction, null AS o, null AS r
}
// Each fact has a row at least: no more facts are needed than rows, unless some fall out below.
WITH e, key, direction, o, r
ORDER BY relation, direction DESC, coalesce(r.stories, r.articles, 0) DESC, key, e.id
LIMIT CASE WHEN $as_of IS NULL AND $known_by IS NULL THEN $limit ELSE 1000000000 END
MATCH (c:Claim)
WHERE c.key = key AND ($as_of IS NULL OR c.modality = 'actual' AND coalesce(coalesce(c.event_date, c.valid_from) <= date($as_of), true) AND coalesce(c.valid_to >= date($as_of), NOT coalesce(c.former, false)))
MATCH (c)<-[:STATES]-(a:Article)
WHERE ($known_by IS NULL OR date(a.published_at) <= date($known_by))
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w:__Entity__)
WITH e, key, c, o, r, direction, a, coalesce(w.name, CASE WHEN c.reported THEN 'somebody unnamed' END) AS said_by
ORDER BY a.published_at, a.id, c.sentence_no, c.id
WITH e, o, r, direction, key, c.quote AS quote, c.negated AS negated, coalesce(c.former, false) AS former, c.modality AS modality, said_by, coalesce(a.story, a.id) AS story,
     collect(c) AS claims, collect(a) AS articles
WITH e, o, r, direction, key, quote, negated, former, modality, said_by, claims[0] AS c, articles[0] AS a, articles
WITH e, o, direction, key, quote, negated, former, modality, said_by, c, a, articles, r, coalesce(c.event_date, c.valid_from) AS begun
RETURN c.relation AS relation, direction, coalesce(o.name, c.value) AS other,
       coalesce(r.status, CASE WHEN negated THEN 'denied' WHEN modality <> 'actual' OR said_by IS NOT NULL THEN 'alleged' ELSE 'asserted' END) AS status,
       negated, former, modality, said_by, c.role AS role, c.topic AS topic,
       CASE
         WHEN begun IS NOT NULL THEN CASE coalesce(c.event_prec, c.valid_from_prec) WHEN 'year' THEN toString(begun.year) WHEN 'quarter' THEN toString(begun.year) + '-Q' + toString(begun.quarter) WHEN 'month' THEN left(toString(begun), 7)
           WHEN 'week' THEN toString(begun.weekYear) + '-W' + right('0' + toString(begun.week), 2) ELSE begun END
         WHEN c.valid_to IS NOT NULL THEN 'until ' + CASE c.valid_to_prec WHEN 'year' THEN toString(c.valid_to.year) WHEN 'quarter' THEN toString(c.valid_to.year) + '-Q' + toString(c.valid_to.quarter) WHEN 'month' THEN left(toString(c.valid_to), 7)
           WHEN 'week' THEN toString(c.valid_to.weekYear) + '-W' + right('0' + toString(c.valid_to.week), 2) ELSE toString(c.valid_to) END END AS date,
       quote,
       CASE a.published_prec WHEN 'year' THEN toString(a.published_at.year) WHEN 'month' THEN left(toString(a.published_at), 7)
         WHEN 'week' THEN toString(a.published_at.weekYear) + '-W' + right('0' + toString(a.published_at.week), 2) WHEN 'day' THEN date(a.published_at) ELSE a.published_at END AS published,
       a.source AS source, a.title AS title, a.url AS url, [x IN articles WHERE x.id <> a.id | coalesce(x.url, x.title, x.id)] AS copies,
       c.sentence_no AS sentence_no, c.start AS start, c.end AS end, c.confidence AS confidence, e.id AS entity_id, o.id AS other_id, o.kind AS other_kind, a.id AS article, key, c.id AS claim
ORDER BY c.relation, direction DESC, coalesce(r.stories, r.articles, 0) DESC, key, begun IS NULL, begun, a.published_at, c.sentence_no, c.id, e.id
LIMIT $limit
